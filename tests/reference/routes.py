"""Routes: how many journeys people make this month, and where each walk takes them."""

from dataclasses import dataclass, field, fields

import numpy as np

from .parameters import Parameters
from .people import People
from .philox import Flags, Floats, Luck, Purpose, Whole, uniform

MOST_STAGES = 14
MOST_ENCOUNTERS = 64
MOST_POISSON = 7


@dataclass(frozen=True)
class Walk:
    """The month's encounters, one array entry each: person by person, in the order in which they happen."""

    person: Whole
    kind: Whole
    occurrence: Whole
    stage: Whole
    touchpoint: Whole
    channel: Whole
    failed: Flags
    major: Flags
    switched: Flags
    repeated: Flags

    def rounds(self) -> list["Walk"]:
        """Part the walk into everybody's first journey, then everybody's second, and so on; at least one part."""
        first = np.flatnonzero(self.stage == 0)
        turn = turns(self.person[first])[np.cumsum(self.stage == 0) - 1]
        columns = [getattr(self, column.name) for column in fields(self)]
        return [Walk(*(c[turn == now] for c in columns)) for now in range(max(turn.max(initial=0) + 1, 1))]


def turns(person: Whole) -> Whole:
    """Count up the entries of each person from 0; those of one person stand together."""
    _, first, count = np.unique(person, return_index=True, return_counts=True)
    return np.asarray(np.arange(len(person)) - np.repeat(first, count))


def journeys(people: People, who: Whole, luck: Luck, p: Parameters) -> tuple[Whole, Flags]:
    """Count the journeys of each kind (columns) that people make this month; tell who wanted more than are drawn."""
    factors = p.table("segments.{}.journey_rate.{}", "segments", "journeys")[people.segment[who]]
    counts, more = np.zeros(factors.shape, np.int64), np.zeros(len(who), bool)
    for k, name in enumerate(p.names["journeys"]):
        u = uniform(luck.block(Purpose.JOURNEYS, who, call=k // 4)[k % 4])
        usage = people.traits["usage"][who] if p(f"journeys.{name}.follows_usage") else 1.0
        pending = people.pending[who] if p(f"journeys.{name}.takes_pending") else 0.0
        mean = p(f"journeys.{name}.rate") * factors[:, k] * usage + p("grievance.help_per_pending") * pending
        drawn, beyond = poisson(mean, u)
        may = (people.activated[who] > 0) | (p(f"journeys.{name}.needs_activation") == 0)
        counts[:, k] = may * (planned(people.tenure[who], name, people.steps_per_year, p) + drawn)
        more |= may & beyond
    return counts, more


def planned(tenure: Floats, name: str, steps_per_year: float, p: Parameters) -> Whole:
    """Count the journeys of a kind that need no luck: each month's, on joining, at multiples of a tenure in steps."""
    every = p(f"journeys.{name}.every")  # months
    every = every and max(np.floor(every * steps_per_year / 12 + 0.5), 1)
    joining = (tenure == 0) & (p(f"journeys.{name}.on_joining") > 0)
    due = (tenure > 0) & (np.fmod(tenure, every or np.inf) == 0)
    return np.asarray(int(p(f"journeys.{name}.always")) + joining.astype(np.int64) + due)


def poisson(mean: Floats, u: Floats) -> tuple[Whole, Flags]:
    """Invert the Poisson distribution, at most 7; tell where it would have been more."""
    odds = np.exp(-mean)
    below, count = odds.copy(), np.zeros(len(u), np.int64)
    for n in range(MOST_POISSON):
        count += u >= below
        odds = odds * mean / (n + 1)
        below += odds
    return count, u >= below


def first_above(cumulative: Floats, level: Floats) -> Whole:
    """Find in each row the first column that exceeds the row's level; the number of columns if none does."""
    return np.asarray((cumulative <= level[:, None]).sum(axis=1))


@dataclass
class Router:
    """Walks everybody's journeys and counts what the caps cut off."""

    people: People
    luck: Luck
    p: Parameters
    steps: list[list[Whole]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Look up what every walk needs, and count nothing yet."""
        p = self.p
        self.seen, self.capped = np.zeros((2, len(self.people.everyone)), np.int64)
        self.offered = p.table("touchpoints.{}.channels.{}", "touchpoints", "channels")
        self.failure, self.major = p.row("touchpoints", "failure"), p.row("touchpoints", "major")
        self.entry = np.cumsum(p.table("journeys.{}.entry.{}", "journeys", "touchpoints"), axis=-1)
        self.onward = np.cumsum(p.onward(), axis=-1)

    def walk(self, who: Whole, counts: Whole) -> Walk:
        """Walk kind by kind and occurrence by occurrence, everybody at once."""
        for kind, most in enumerate(counts.max(axis=0, initial=0)):
            for occurrence in range(most):
                self._journey(who[counts[:, kind] > occurrence], kind, occurrence)
        columns = np.concatenate(self.steps, axis=1) if self.steps else np.zeros((10, 0), np.int64)
        columns = columns[:, np.argsort(columns[0], kind="stable")]
        return Walk(*columns[:6], *columns[6:].astype(bool))

    def _journey(self, who: Whole, kind: int, occurrence: int) -> None:
        """Walk one journey, stage by stage; a journey that a cap cuts ends where it is."""
        words = self.luck.block(Purpose.ROUTE, who, 0, (kind, occurrence, 0))
        here = first_above(self.entry[None, kind], uniform(words[3]))
        before = np.full((2, len(who)), -1)  # touchpoint and channel of the encounter before
        for stage in range(MOST_STAGES + 1):
            wants = here < len(self.failure)
            may = (self.seen[who] < MOST_ENCOUNTERS) & (stage < MOST_STAGES)
            self.capped[who] += wants & ~may
            who, here, before = who[wants & may], here[wants & may], before[:, wants & may]
            here, before = self._encounter(who, here, before, (kind, occurrence, stage))
            self.seen[who] += 1

    def _encounter(self, who: Whole, here: Whole, before: Whole, place: tuple[int, int, int]) -> tuple[Whole, Whole]:
        """Note an encounter of each of `who`; give where each goes next and where each has been."""
        u = [uniform(word) for word in self.luck.block(Purpose.ROUTE, who, 0, place)]
        failed, major = u[0] < self.failure[here], u[0] < self.failure[here] * self.major[here]
        channel = self._channel(who, here, u[2])
        switched = (before[1] >= 0) & (before[1] != channel)
        repeated = (before[0] == here) & self.p.flags("journeys", "repeats_are_transfers")[place[0]]
        fixed = [np.full(len(who), part) for part in place]
        flags = [flag.astype(np.int64) for flag in (failed, major, switched, repeated)]
        self.steps.append([who, *fixed, here, channel, *flags])
        return first_above(self.onward[failed.astype(int), place[0], here], u[1]), np.stack([here, channel])

    def _channel(self, who: Whole, here: Whole, u: Floats) -> Whole:
        """Choose among the channels that the touchpoint offers, by digital habit."""
        habit = self.people.traits["digital"][who, None]
        weights = self.offered[here] * np.where(self.p.flags("channels", "is_digital"), habit, 1 - habit)
        cumulative = np.cumsum(weights, axis=1)
        return first_above(cumulative, u * cumulative[:, -1])
