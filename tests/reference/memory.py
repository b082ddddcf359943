"""Memory: what journeys, then the whole month, leave in people."""

import numpy as np

from .encounters import Lived, first_largest
from .parameters import Parameters
from .people import People
from .philox import Flags, Floats, Luck, Purpose, Whole, uniform


def remember_journeys(people: People, lived: Lived, heard: Flags, p: Parameters) -> Floats:
    """Let satisfaction and trust take in a journey of each person who made one; give what it was worth."""
    walk, first = lived.walk, np.flatnonzero(lived.walk.stage == 0)
    journey, who = np.cumsum(walk.stage == 0) - 1, walk.person[first]
    size = np.bincount(journey, minlength=len(first))
    salience = p.row("touchpoints", "salience")[walk.touchpoint]
    unfailed = lived.value + p("value.failure") * lived.hit * lived.recovery.solved
    worth, best = (journey_value(journey, first + size - 1, salience, e, p) for e in (lived.value, unfailed))
    repair = p("recovery.repair") * np.bincount(journey, lived.recovery.repair, len(first))
    weight = np.bincount(journey, salience, len(first)) / size
    perceived = np.bincount(journey, lived.verdicts.perceived @ p.importance, len(first)) / size
    broken = heard[who] * np.maximum(p.promise @ p.importance - perceived, 0)
    z, z_best = standardized("journey", worth, p), standardized("journey", best, p)
    breach = p("trust.breach") * p("policy.breach") * people.traits["privacy_concern"][who]
    update_satisfaction(people, who, z, z_best, weight, repair, p)
    update_trust(people, who, p("trust.journey") * z - p("trust.broken_promise") * broken - breach, p)
    return worth


def journey_value(journey: Whole, last: Whole, salience: Floats, values: Floats, p: Parameters) -> Floats:
    """Value of each journey: mean by salience, peak and end."""
    n = len(last)
    weights, total = np.bincount(journey, salience, n), np.bincount(journey, salience * values, n)
    mean = np.divide(total, weights, out=np.zeros(n), where=weights > 0)
    peak, end = first_largest(values, journey, n), p("satisfaction.end_weight") * salience[last]
    parts = p("satisfaction.mean_weight") * mean + p("satisfaction.peak_weight") * peak + end * values[last]
    return np.asarray(parts / (p("satisfaction.mean_weight") + p("satisfaction.peak_weight") + end))


def update_satisfaction(
    people: People, who: Whole, z: Floats, z_best: Floats, weight: Floats, repair: Floats, p: Parameters
) -> None:
    """Pull satisfaction to a journey's standardized value, less and less as journeys add up.

    Repair brings back no more than the failures took: what the journey is worth without them is `z_best`.
    """
    gain, before = people.gain[who], people.satisfaction[who]
    after, at_best = (before + np.minimum(1, weight * gain) * (to - before) for to in (z, z_best))
    people.satisfaction[who] = np.minimum(after + repair, np.maximum(after, at_best))
    people.gain[who] = np.maximum(p("satisfaction.slowest_gain"), gain / (1 + gain))


def update_trust(people: People, who: Whole, moves: Floats, p: Parameters) -> None:
    """Build trust slowly, destroy it fast."""
    trust = people.trust[who]
    change = np.where(moves > 0, p("trust.gain") * (1 - trust), p("trust.loss") * trust) * moves
    people.trust[who] = np.clip(trust + change, 0, 1)


def remember_month(people: People, who: Whole, lived: Lived, luck: Luck, p: Parameters) -> None:
    """Let the other memories of the customers take in the month; some change in months with encounters only."""
    walk, n = lived.walk, len(people.everyone)
    number = np.bincount(walk.person, minlength=n)
    met = np.flatnonzero(number)
    mean_effort = np.bincount(walk.person, lived.effort, n)[met] / number[met]
    digital = np.bincount(walk.person, p.flags("channels", "is_digital")[walk.channel], n)[met] / number[met]
    people.effort[met] = mix(people.effort[met], mean_effort, p("effort.memory"))
    people.self_service[met] = mix(people.self_service[met], digital, p("churn.self_service_memory"))
    strongest = first_largest(lived.affect, walk.person, n)[met]
    people.affect_fast[met] = mix(people.affect_fast[met], strongest, p("affect.memory"))
    remember_ends(people, met, lived, p)
    remember_worst(people, met, lived, p)
    rankles = np.bincount(walk.person, lived.recovery.rankles, n)[who]
    people.grievance[who] = p("grievance.memory") * people.grievance[who] + rankles
    people.pending[who] = 0
    np.maximum.at(people.pending, walk.person, lived.recovery.open_case)
    try_alone(people, who, luck, p)
    goal = (people.trust[who] + p("commitment.target")) / (1 + np.exp(-people.satisfaction[who]))
    people.commitment[who] += p("commitment.speed") * (goal - people.commitment[who])


def try_alone(people: People, who: Whole, luck: Luck, p: Parameters) -> None:
    """Let some who are not activated yet find out alone how to use what they bought."""
    succeeds = uniform(luck.block(Purpose.ACTIVATION, who)[0]) < p("activation.odds")
    people.activated[who[succeeds]] = 1


def remember_ends(people: People, who: Whole, lived: Lived, p: Parameters) -> None:
    """Let the best joy and the worst anger of the month take the places of those remembered, if these have faded."""
    highest, lowest = np.zeros((2, len(people.everyone)))
    np.maximum.at(highest, lived.walk.person, lived.affect)
    np.minimum.at(lowest, lived.walk.person, lived.affect)
    kept = 1 - p("affect.fading")
    people.affect_best[who] = np.maximum(kept * people.affect_best[who], highest[who])
    people.affect_worst[who] = np.minimum(kept * people.affect_worst[who], lowest[who])


def remember_worst(people: People, who: Whole, lived: Lived, p: Parameters) -> None:
    """Let the lowest affect of the month take the place of the worst moment, if that has faded enough."""
    order = np.lexsort((lived.affect, lived.walk.person))
    _, first = np.unique(lived.walk.person[order], return_index=True)
    row = order[first]
    lowest, faded = lived.affect[row], (1 - p("affect.fading")) * people.worst_moment[who]  # faded: at most 0
    worse = lowest < faded
    people.worst_moment[who] = np.where(worse, lowest, faded)
    people.worst_touchpoint[who[worse]] = lived.walk.touchpoint[row[worse]]


def mix(memory: Floats, month: Floats, kept: float) -> Floats:
    """Keep a share of a memory and fill the rest with the month."""
    return kept * memory + (1 - kept) * month


def affect_memory(people: People, who: Whole, p: Parameters) -> Floats:
    """Affect that is remembered: between the fast memory and the middle of the best and the worst."""
    fast, middle = people.affect_fast[who], (people.affect_best[who] + people.affect_worst[who]) / 2
    return np.asarray(fast + p("affect.peak_weight") * (middle - fast))


def standardized(name: str, values: Floats, p: Parameters) -> Floats:
    """Measure values from the norm's mean in the norm's standard deviations."""
    return (values - p(f"standard.{name}_mean")) / p(f"standard.{name}_scale")
