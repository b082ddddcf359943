"""The month: the order in which everything happens, and who leaves, joins and pays."""

from collections.abc import Mapping, Sequence

import numpy as np

from .answers import answer
from .causes import TENURE_CLASSES, add_causes, left_for_service, tenure_class
from .coming import Comers, come
from .commons import Commons, first_commons, pass_on, read_marks
from .encounters import Lived, failure_force, live, together
from .leaving import log_hazard, own_hazard
from .memory import affect_memory, remember_journeys, remember_month, standardized
from .parameters import Parameters
from .people import CUSTOMER, LAPSED, PROSPECT, People
from .philox import Flags, Floats, Luck, Purpose, Whole, exponential, normal, uniform
from .routes import Router, Walk, journeys
from .sums import Sums
from .talk import Talk, talk

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
        self.commons = first_commons(self.people, self.base)
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
        if self.interactions:
            self.commons = read_marks(self.commons, people, p)
        luck, sums = self._luck(self.now), Sums(people.segment, len(p.names["segments"]))
        router = Router(people, luck, p)
        counts, more = journeys(people, who, luck, p)
        walk = router.walk(who, counts)
        router.capped[who[more]] += 1
        feel_mood(people, who, luck, p)
        heard = read_signals(people, who, self.commons.reputation, luck, p)
        lived, worth = go_through(people, walk, heard, luck, p)
        remember_month(people, who, lived, luck, p)
        sums.add_encounters(lived, p)
        sums.add_journeys(lived.walk, worth, p)
        sums.add("customers_with_failure", np.unique(walk.person[walk.failed]))
        for name, status in {"prospects": PROSPECT, "customers": CUSTOMER, "lapsed": LAPSED}.items():
            sums.add(name, np.flatnonzero(before == status))
        add_customers(sums, people, who, p)
        contribution = self._buy(who, lived, p, sums)
        score = None
        if self.month >= 0:  # nobody is surveyed in the burn-in
            score, cost = answer(people, who, lived, luck, p, sums)
            contribution -= cost
        said = talk(people, who, self.commons.brought, luck, p)
        router.capped[who[said.more]] += 1
        sums.add("capped", np.flatnonzero(router.capped))
        add_talk(sums, people, who, said, self.commons)
        self._leave(who, score, luck, p, sums)
        sums.add("contribution", who, contribution)
        nobody = np.zeros(0, np.int64)
        comers = Comers(nobody, nobody, nobody) if self.closed else come(people, before, self.commons, luck, p)
        self._keep_books(who, contribution, comers, p, sums)
        if self.interactions:
            self.commons = pass_on(self.commons, people, who, said, p)
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
        people.join(first, self._luck(self.now).block(Purpose.JOINING, first), self.commons.reputation, p)
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

    def _leave(self, who: Whole, score: Whole | None, luck: Luck, p: Parameters, sums: Sums) -> None:
        """Let customers leave, by choice or not; count why, and after which answer. Who stays is a step older."""
        people = self.people
        choice, involuntary = self._leavers(who, luck, p)
        sums.add("left", who, choice)
        sums.add("left_involuntary", who, involuntary)
        if score is not None:
            self._count_leavers(who, score, choice, involuntary, luck, p, sums)
        people.left_for_service[who[involuntary]] = 0
        people.left_for_service[who[choice]] = left_for_service(people, who[choice], self.commons, luck, p)
        people.tenure[who[~(choice | involuntary)]] += 1
        gone = who[choice | involuntary]
        people.status[gone], people.away[gone], people.used_rival[gone] = LAPSED, 0, 1

    def _leavers(self, who: Whole, luck: Luck, p: Parameters) -> tuple[Flags, Flags]:
        """Tell which customers leave, by choice and otherwise."""
        people, words = self.people, luck.block(Purpose.LEAVING, who)
        people.log_hazard[:] = 0
        people.log_hazard[who] = log_hazard(people, who, p) + own_hazard(people, who, self.commons, p)
        choice = (exponential(words[0]) < np.exp(people.log_hazard[who])) & (not self.closed)
        involuntary = uniform(words[1]) < p.row("segments", "involuntary")[people.segment[who]]
        return choice, involuntary & ~choice & (not self.closed)

    def _count_leavers(
        self, who: Whole, score: Whole, choice: Flags, involuntary: Flags, luck: Luck, p: Parameters, sums: Sums
    ) -> None:
        """Count customers by tenure, answers by what came of them, and why people left."""
        people = self.people
        sums.add_at("customers_by_tenure", who, tenure_class(people.months(who)), TENURE_CLASSES)
        first = people.tenure[who] >= self.month  # came with the first month of the horizon, or before
        for name, some in {"answers_cohort": first, "answers_leaving": first & (choice | involuntary)}.items():
            sums.add_at(name, who[some], score[some], 11)
        add_causes(sums, people, who[choice], self.commons, luck, p)

    def _keep_books(self, who: Whole, contribution: Floats, comers: Comers, p: Parameters, sums: Sums) -> None:
        """Count who came; add to the value of people, in discounted money, once the burn-in is over."""
        joined, cost = np.concatenate([comers.adopted, comers.returned]), np.zeros(len(self.people.everyone))
        for name, some in {"joined": joined, "returned": comers.returned, "referred": comers.referred}.items():
            sums.add(name, some)
        cost[comers.adopted] = p("money.acquisition")
        cost[comers.returned] = p("money.return_cost_share") * p("money.acquisition")
        cost[comers.referred] += p("policy.referral_bonus")
        sums.add("acquisition_cost", joined, cost[joined])
        if self.month >= 0:
            discount = (1 + p("money.discount_rate")) ** (-self.month / self.steps_per_year)
            self.people.value[who] += discount * contribution
            self.people.value -= discount * cost


def go_through(people: People, walk: Walk, heard: Flags, luck: Luck, p: Parameters) -> tuple[Lived, Floats]:
    """Let people live through their journeys, one after the other, and remember each; give also what each was worth."""
    force, parts, worth = failure_force(people, p), [], []
    for part in walk.rounds():
        parts.append(live(people, part, force, luck, p))
        worth.append(remember_journeys(people, parts[-1], heard, p))
    return together(parts), np.concatenate(worth)


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


def read_signals(people: People, who: Whole, reputation: float, luck: Luck, p: Parameters) -> Flags:
    """Let customers read the promise, hear others, see a price rise, and forget a little; tell who read the promise."""
    u = [uniform(word) for word in luck.block(Purpose.SIGNALS, who)]
    reads = u[0] < min(1, p("expectation.adverts_read") * p("policy.marketing"))
    people.read_promise(who[reads], p)
    people.hear_others(who[u[1] < p("word_of_mouth.heard")], reputation, p)
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


def add_talk(sums: Sums, people: People, who: Whole, said: Talk, commons: Commons) -> None:
    """Add up what customers said, what they had heard when the month began, and the advocates."""
    for name, messages in {"positive": said.good, "negative": said.bad}.items():
        sums.add(f"messages_{name}", who, messages)
        sums.add(f"report_{name}", who, messages * said.report)
    sums.add("reputation", who, commons.reputation)
    sums.add("net_talk", who, commons.net_talk)
    sums.add("advocates", who, people.advocate[who] > 0)


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
