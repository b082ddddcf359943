"""Encounters: what people perceive, judge, feel and learn at each, in the order of their walk."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import numpy as np

from .parameters import Parameters
from .people import People
from .philox import Flags, Floats, Luck, Purpose, Whole, normal, uniform
from .privacy import privacy
from .recovery import Recovery, recover
from .routes import Walk, turns


@dataclass(frozen=True)
class Verdicts:
    """What met what at each encounter (rows), on each dimension (columns), before anybody learned from it."""

    perceived: Floats
    adequate: Floats
    should: Floats
    will: Floats


@dataclass(frozen=True)
class Lived:
    """The month's encounters: their walk, and what came of each."""

    walk: Walk
    verdicts: Verdicts
    hit: Floats  # severity of what failed, times how hard that hits the person
    recovery: Recovery
    great: Flags  # a great moment happened
    effort: Floats
    value: Floats
    affect: Floats


def together(parts: Sequence[Any]) -> Any:
    """Put what was lived in parts of a month together, column by column."""
    if not is_dataclass(parts[0]):
        return np.concatenate(parts)
    columns = ([getattr(part, column.name) for part in parts] for column in fields(parts[0]))
    return type(parts[0])(*map(together, columns))  # type: ignore[operator]


def live(people: People, walk: Walk, force: Floats, luck: Luck, p: Parameters) -> Lived:
    """Let people live through a walk of no more than one journey each; failures hit each with their `force`."""
    severity = np.where(walk.major, p("grievance.major_severity"), p("grievance.minor_severity"))
    hit = walk.failed * severity * force[walk.person]
    recovery, great = recover(people, walk, severity, hit, luck, p), great_moments(walk, luck, p)
    activates = p.flags("touchpoints", "activates")[walk.touchpoint]
    people.activated[walk.person[activates & ~walk.failed]] = 1
    v, mood = meet(people, walk, luck, p), people.mood[walk.person]
    strain, felt = effort(people, walk, p), affect(v, mood, hit, p) + p("great_moment.affect") * great
    return Lived(walk, v, hit, recovery, great, strain, value(v, strain, hit, p), felt)


def failure_force(people: People, p: Parameters) -> Floats:
    """How hard a failure hits each person this month: long tenure and trust soften it, or make it a betrayal."""
    forgiven = people.traits["forgiveness"] * np.log1p(people.months(people.everyone) / 12)
    trust = (people.trust - p("standard.trust_mean")) / p("standard.trust_scale")
    force = 1 - forgiven - p("grievance.trust_softens") * trust
    return np.asarray(np.clip(force, p("grievance.softest"), p("grievance.hardest")))


def great_moments(walk: Walk, luck: Luck, p: Parameters) -> Flags:
    """Tell at which encounters with staff a great moment happens; empowerment raises its log odds."""
    odds, raised = p("great_moment.odds"), np.exp(p("great_moment.empowerment") * p("policy.empowerment"))
    place = (walk.kind, walk.occurrence, walk.stage)
    u = uniform(luck.block(Purpose.GREAT_MOMENT, walk.person, 0, place)[0])
    staffed = p.flags("channels", "is_staffed")[walk.channel]
    return np.asarray(staffed & (u < odds * raised / (1 - odds + odds * raised)))


def log_width(people: People, p: Parameters) -> Floats:
    """Log of what stretches each person's zone of tolerance this month, but for remembered failures."""
    alternatives = p.row("segments", "alternatives")[people.segment] - p("standard.alternatives_mean")
    return np.asarray(
        p("tolerance.mood") * people.mood
        - p("tolerance.knowledge") * people.traits["knowledge"]
        + p("tolerance.tenure") * np.log1p(people.months(people.everyone))
        - 10 * p("tolerance.price") * np.log(max(p.relative_price, 1))
        - p("tolerance.alternatives") * alternatives
    )


def meet(people: People, walk: Walk, luck: Luck, p: Parameters) -> Verdicts:
    """Let everybody meet their first encounter, then their second, and so on, learning from each."""
    delivered, stretch, turn = deliver(people, walk, luck, p), log_width(people, p), turns(walk.person)
    verdicts = Verdicts(*np.zeros((4, *delivered.shape)))
    for now in range(turn.max(initial=-1) + 1):
        rows = np.flatnonzero(turn == now)
        who = walk.person[rows]
        verdicts.will[rows], verdicts.should[rows] = people.will[who], people.should[who]
        verdicts.adequate[rows] = people.should[who] - width(people.failures[who], stretch[who], p)
        verdicts.perceived[rows] = perceive(people, who, delivered[rows], p)
        learn(people, who, verdicts.perceived[rows], p)
        people.failures[who] += walk.failed[rows]
    return verdicts


def deliver(people: People, walk: Walk, luck: Luck, p: Parameters) -> Floats:
    """Quality of each encounter: the company's, its fit with the person, privacy, and luck that dimensions partly share."""
    halo, dimensions = p("perception.halo"), len(p.importance)
    place = (walk.kind, walk.occurrence, walk.stage)
    blocks = [luck.block(Purpose.QUALITY, walk.person, call, place) for call in range(dimensions // 4 + 1)]
    shared, *own = [normal(word) for block in blocks for word in block][: 1 + dimensions]
    mixed = halo * shared[:, None] + np.sqrt(1 - halo**2) * np.stack(own, axis=1)
    mean = p.delivered_quality()[walk.touchpoint, walk.channel] + people.traits["fit"][walk.person, None]
    mean += privacy(people, walk.person, p)
    return np.asarray(mean + p.row("touchpoints", "spread")[walk.touchpoint, None] * mixed)


def perceive(people: People, who: Whole, delivered: Floats, p: Parameters) -> Floats:
    """Perceived quality: pulled towards what was foreseen, pushed down by high standards, lifted by mood."""
    return np.asarray(
        delivered
        + p("perception.assimilation") * (people.will[who] - delivered)
        - p("perception.should_contrast") * (people.should[who] - p("expectation.initial_should"))
        + p("perception.mood") * people.mood[who, None]
    )


def width(failures: Floats, log_width: Floats, p: Parameters) -> Floats:
    """Width of the zone of tolerance on each dimension."""
    counted = np.minimum(failures, p("tolerance.failures_counted"))
    return np.asarray(p.row("dimensions", "width") * np.exp(log_width - p("tolerance.failures") * counted)[:, None])


def learn(people: People, who: Whole, perceived: Floats, p: Parameters) -> None:
    """Update what people foresee (a Kalman filter) and what they desire (a ratchet)."""
    uncertainty = people.uncertainty[who]
    gain = uncertainty / (uncertainty + p("expectation.experience_noise"))
    gap = perceived - people.should[who]
    people.will[who] += gain[:, None] * (perceived - people.will[who])
    people.should[who] += np.where(gap > 0, p("expectation.ratchet_up"), p("expectation.ratchet_down")) * gap
    people.uncertainty[who] = (1 - gain) * uncertainty + p("expectation.drift")


def effort(people: People, walk: Walk, p: Parameters) -> Floats:
    """Effort of each encounter, in points (high is hard)."""
    mismatch = p.row("touchpoints", "detail")[walk.touchpoint] + people.traits["knowledge"][walk.person] / 2
    in_menu = p.flags("channels", "has_menu")[walk.channel] & p.flags("journeys", "has_menu")[walk.kind]
    return np.asarray(
        p.row("touchpoints", "effort")[walk.touchpoint]
        + p.row("channels", "effort")[walk.channel]
        + p("effort.channel_switch") * (1 - p("policy.integration")) * walk.switched
        + p("effort.repetition") * walk.repeated
        + p("effort.phone_tree") * in_menu
        + p("effort.detail_mismatch") * np.abs(mismatch)
        - people.traits["ease"][walk.person]
    )


def value(v: Verdicts, effort: Floats, hit: Floats, p: Parameters) -> Floats:
    """Value of each encounter: level, surprise and zone on each dimension, less effort and failure."""
    worth = (
        p("value.level") * (v.perceived - p("expectation.category_norm"))
        + p("value.better_than_expected") * np.maximum(v.perceived - v.will, 0)
        - p("value.worse_than_expected") * np.maximum(v.will - v.perceived, 0)
        + p("value.inside_zone") * (np.clip(v.perceived, v.adequate, v.should) - (v.adequate + v.should) / 2)
        + p.row("dimensions", "above") * np.maximum(v.perceived - v.should, 0)
        - p.row("dimensions", "below") * np.maximum(v.adequate - v.perceived, 0)
    )
    strain = p("value.effort") * (effort - p("standard.effort_mean"))
    return np.asarray(worth @ p.importance - strain - p("value.failure") * hit)


def affect(v: Verdicts, mood: Floats, hit: Floats, p: Parameters) -> Floats:
    """Affect of each encounter: joy above the zone, anger below it and at failures, mood."""
    joy = p("affect.above") * np.maximum(v.perceived - v.should, 0)
    anger = p("affect.below") * np.maximum(v.adequate - v.perceived, 0)
    return np.asarray((joy - anger) @ p.importance - p("affect.failure") * hit + p("affect.mood") * mood)


def first_largest(values: Floats, group: Whole, groups: int) -> Floats:
    """Give of each group the first value of largest size; 0 for a group without any."""
    order = np.lexsort((-np.abs(values), group))
    present, first = np.unique(group[order], return_index=True)
    largest = np.zeros(groups)
    largest[present] = values[order][first]
    return largest
