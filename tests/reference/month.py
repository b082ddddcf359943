"""The month: the order in which everything happens, and who leaves, joins and pays."""

from collections.abc import Mapping, Sequence

import numpy as np

from .answers import answer
from .causes import TENURE_CLASSES, add_causes, tenure_class
from .encounters import Lived, live
from .leaving import log_hazard, own_hazard
from .memory import affect_memory, remember_journeys, remember_month, standardized
from .parameters import Parameters
from .people import CUSTOMER, LAPSED, PROSPECT, People
from .philox import Flags, Floats, Luck, Purpose, Whole, exponential, normal, uniform
from .routes import Router, journeys
from .sums import Sums

BURN_IN_YEARS = 4


class World:
    """A market of people 0 to n - 1 and one company, moved on by `step`; see docs/month.md."""

    def __init__(
        self,
        values: Mapping[str, float],
        names: Mapping[str, Sequence[str]],
        own_route: set[tuple[str, str]],
        traits: Mapping[str, Floats],
        segment: Whole,
        *,
        seed: int,
        replication: int,
        steps_per_year: float = 12,
        interactions: bool = True,
        closed: bool = False,
        start: str = "steady",
    ) -> None:
        self.base = Parameters(values, names, own_route)
        self.people = People(traits, segment, len(self.base.importance), steps_per_year)
        self.seed, self.replication, self.steps_per_year = seed, replication, steps_per_year
        self.interactions, self.closed = interactions, closed
        self.burn_in = round(BURN_IN_YEARS * steps_per_year)
        self.now = {"steady": 0, "cohort": self.burn_in}[start]
        self._start(self.base, steady=start == "steady")

    def columns(self) -> dict[str, Floats]:
        """Copy the states of all people."""
        return self.people.columns()

    def step(self, values: Mapping[str, float] | None = None) -> dict[str, Floats]:
        """Run one step, with a parameter set of its own if given, and return its sums by segment."""
        p = self.base if values is None else Parameters(values, self.base.names, self.base.own_route)
        people, before = self.people, self.people.status.copy()
        who = np.flatnonzero(before == CUSTOMER)
        self.now += 1
        luck, sums = self._luck(self.now), Sums(people.segment, len(p.names["segments"]))
        router = Router(people, luck, p)
        counts, more = journeys(people, who, luck, p)
        walk = router.walk(who, counts)
        router.capped[who[more]] += 1
        feel_mood(people, who, luck, p)
        heard = read_signals(people, who, luck, p)
        lived = live(people, walk, luck, p)
        worth = remember_journeys(people, lived, heard, p)
        remember_month(people, who, lived, luck, p)
        sums.add_encounters(lived, p)
        sums.add_journeys(walk, worth, p)
        sums.add("capped", np.flatnonzero(router.capped))
        sums.add("customers_with_failure", np.unique(walk.person[walk.failed]))
        for name, status in {"prospects": PROSPECT, "customers": CUSTOMER, "lapsed": LAPSED}.items():
            sums.add(name, np.flatnonzero(before == status))
        add_customers(sums, people, who, p)
        contribution = self._buy(who, lived, p, sums)
        if self.month < 0:
            self._leave(who, luck, p, sums)
        else:
            contribution -= self._answer_and_leave(who, lived, luck, p, sums)
        sums.add("contribution", who, contribution)
        joined = self._forget_and_adopt(before, luck, p, sums)
        self._keep_books(who, contribution, joined, p)
        return sums.totals

    @property
    def month(self) -> int:
        """Month of the horizon, from 0; below 0 in the burn-in."""
        return self.now - self.burn_in - 1

    def _luck(self, step: int) -> Luck:
        return Luck(self.seed, self.replication, step)

    def _start(self, p: Parameters, *, steady: bool) -> None:
        """Make the first customers: some, with a past, in a steady market; everybody, new, in a cohort."""
        people = self.people
        u = [uniform(word) for word in self._luck(0).block(Purpose.START, people.everyone)]
        people.used_rival[:] = u[2] < p("market.used_rival")
        people.coarseness[:] = uniform(self._luck(0).block(Purpose.ANSWERING, people.everyone)[0])
        first = np.flatnonzero(u[0] < p("market.penetration")) if steady else people.everyone
        people.join(first, self._luck(self.now).block(Purpose.JOINING, first), p)
        if steady:
            people.activated[first] = 1
            people.tenure[first] = np.floor(u[1][first] * p("market.initial_tenure") * self.steps_per_year / 12)

    def _buy(self, who: Whole, lived: Lived, p: Parameters, sums: Sums) -> Floats:
        """Let customers pay; give their contribution, in money, before the cost of winning any."""
        people, limit = self.people, p("money.spend_limit")
        content = np.clip(people.satisfaction[who], -limit, limit)
        committed = np.clip(standardized("commitment", people.commitment[who], p), -limit, limit)
        usage = 1 + p("money.usage_in_spend") * (people.traits["usage"][who] - 1)
        feeling = np.exp(p("money.satisfaction_in_spend") * content + p("money.commitment_in_spend") * committed)
        revenue = p.row("segments", "fee")[people.segment[who]] * p("money.price") * usage * feeling
        sums.add("revenue", who, revenue)
        contribution = p("money.margin") * revenue - p("money.serve")
        for name, cost in costs(lived, p).items():
            money = np.bincount(lived.walk.person, cost, len(people.everyone))[who]
            contribution -= money
            sums.add(name, who, money)
        return np.asarray(contribution)

    def _answer_and_leave(self, who: Whole, lived: Lived, luck: Luck, p: Parameters, sums: Sums) -> Floats:
        """Ask customers, let them leave, and count why and after which answer; give what asking each cost."""
        people = self.people
        sums.add_at("customers_by_tenure", who, tenure_class(people.months(who)), TENURE_CLASSES)
        score, cost = answer(people, who, lived, luck, p, sums)
        first = people.tenure[who] >= self.month  # came with the first month of the horizon, or before
        choice, involuntary = self._leave(who, luck, p, sums)
        for name, some in {"answers_cohort": first, "answers_leaving": first & (choice | involuntary)}.items():
            sums.add_at(name, who[some], score[some], 11)
        add_causes(sums, people, who[choice], luck, p)
        return cost

    def _leave(self, who: Whole, luck: Luck, p: Parameters, sums: Sums) -> tuple[Flags, Flags]:
        """Let customers leave, by choice or not, and tell who did; who stays is a month older."""
        people, segment = self.people, self.people.segment[who]
        people.log_hazard[:] = 0
        people.log_hazard[who] = log_hazard(people, who, p)
        words = luck.block(Purpose.LEAVING, who)
        choice = (exponential(words[0]) < np.exp(people.log_hazard[who] + own_hazard(people, who, p))) & (
            not self.closed
        )
        involuntary = uniform(words[1]) < p.row("segments", "involuntary")[segment]
        involuntary &= ~choice & (not self.closed)
        sums.add("left", who, choice)
        sums.add("left_involuntary", who, involuntary)
        people.tenure[who[~(choice | involuntary)]] += 1
        gone = who[choice | involuntary]
        people.status[gone], people.away[gone], people.used_rival[gone] = LAPSED, 0, 1
        return choice, involuntary

    def _forget_and_adopt(self, before: Whole, luck: Luck, p: Parameters, sums: Sums) -> Whole:
        """Let the lapsed forget and prospects join; `before` is who was what when the month began."""
        people = self.people
        lapsed = np.flatnonzero(before == LAPSED)
        people.away[lapsed] += 1
        people.status[lapsed[people.away[lapsed] >= p("market.forgetting") * self.steps_per_year / 12]] = PROSPECT
        prospects = np.flatnonzero(before == PROSPECT)
        words = luck.block(Purpose.JOINING, prospects)
        rate = self._adoption_rate(before, p)
        adopts = (exponential(words[0]) < rate) & (not self.closed)
        joined = prospects[adopts]
        a, b, c, d = (word[adopts] for word in words)
        people.join(joined, (a, b, c, d), p)
        sums.add("joined", joined)
        return joined

    def _adoption_rate(self, before: Whole, p: Parameters) -> float:
        """Odds of adopting in a step: Bass's, moved by promise, marketing and price."""
        share = self._share(before, p) if self.interactions else p("market.penetration")
        bass = (p("adoption.innovation") + p("adoption.imitation") * share) / self.steps_per_year
        gap = float(p.promise @ p.importance) - p("adoption.reference_promise")
        marketing = p("policy.marketing") ** p("adoption.marketing_elasticity")
        with np.errstate(divide="ignore"):  # a price of 0 makes everybody adopt
            price = np.float64(p.relative_price) ** p("adoption.price_elasticity")
        return float(bass * max(1 + p("adoption.promise") * gap, 0) * marketing * price)

    def _share(self, before: Whole, p: Parameters) -> float:
        """Share of the market's real people who were customers; a segment's people stand for its share."""
        shares, segment = p.row("segments", "share"), self.people.segment
        people = np.bincount(segment, minlength=len(shares))
        customers = np.bincount(segment, before == CUSTOMER, len(shares))
        return float(shares @ (customers / np.maximum(people, 1)))

    def _keep_books(self, who: Whole, contribution: Floats, joined: Whole, p: Parameters) -> None:
        """Add to the value of people, in discounted money, once the burn-in is over."""
        if self.month >= 0:
            discount = (1 + p("money.discount_rate")) ** (-self.month / self.steps_per_year)
            self.people.value[who] += discount * contribution
            self.people.value[joined] -= discount * p("money.acquisition")


def costs(lived: Lived, p: Parameters) -> dict[str, Floats]:
    """Give what each encounter costs: the contact, what becomes of a failure, a great moment."""
    walk = lived.walk
    contact = p.row("touchpoints", "cost")[walk.touchpoint] + p.row("channels", "cost")[walk.channel]
    great = p("great_moment.cost") * lived.great
    return {"contact_cost": contact, "recovery_cost": lived.recovery.cost, "great_moment_cost": great}


def feel_mood(people: People, who: Whole, luck: Luck, p: Parameters) -> None:
    """Move the moods of customers."""
    kept = p("mood.persistence")
    fresh = normal(luck.block(Purpose.MOOD, who)[0])
    people.mood[who] = kept * people.mood[who] + p("mood.spread") * np.sqrt(1 - kept**2) * fresh


def read_signals(people: People, who: Whole, luck: Luck, p: Parameters) -> Flags:
    """Let customers read the promise and a price rise, and forget some of the past; tell who heard the promise."""
    reads = uniform(luck.block(Purpose.SIGNALS, who)[0]) < min(1, p("expectation.adverts_read") * p("policy.marketing"))
    people.read_promise(who[reads], p)
    dearer = who[p.relative_price > people.price_peak[who]]
    rise = p.relative_price / people.price_peak[dearer] - 1
    people.should[dearer] += 10 * p("expectation.price_to_should") * rise[:, None]
    people.price_peak[dearer] = p.relative_price
    people.failures[who] *= p("tolerance.failure_memory")
    people.recoveries[who] *= p("recovery.recoveries_memory")
    people.complaint_satisfaction[who] *= p("recovery.praise_memory")
    heard = np.zeros(len(people.everyone), bool)
    heard[who[reads]] = True
    return heard


def add_customers(sums: Sums, people: People, who: Whole, p: Parameters) -> None:
    """Add up the states of the month's customers, as remembered."""
    index = people.satisfaction[who] / 2 + standardized("commitment", people.commitment[who], p) / 2
    squared = {"satisfaction": people.satisfaction[who], "affect": affect_memory(people, who, p),
               "trust": people.trust[who], "commitment": people.commitment[who], "engagement": index}  # fmt: skip
    for name, values in squared.items():
        sums.add_with_square(name, who, values)
    same = ("effort", "grievance", "mood", "self_service", "complaint_satisfaction")
    for name in ("affect_fast", "affect_best", "affect_worst", *same):
        sums.add(name, who, getattr(people, name)[who])
    sums.add("not_activated", who, people.activated[who] == 0)
    sums.add("tenure", who, people.months(who))
    cuts = [p(f"standard.cut_{name}") for name in ("not", "engaged", "fully")]
    level = np.digitize(standardized("engagement", index, p), cuts, right=True)
    for number, name in enumerate(("actively_disengaged", "not_engaged", "engaged", "fully_engaged")):
        sums.add(name, who, level == number)
