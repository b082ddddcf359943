"""Memory: what journeys, then the whole month, leave in people."""

import numpy as np

from .encounters import Lived, first_largest
from .parameters import Parameters
from .people import People
from .philox import Flags, Floats, Whole
from .routes import turns


def remember_journeys(people: People, lived: Lived, heard: Flags, p: Parameters) -> Floats:
    """Let satisfaction and trust take in each journey, in the order in which they ended; give what each was worth."""
    walk, first = lived.walk, np.flatnonzero(lived.walk.stage == 0)
    journey, who, turn = np.cumsum(walk.stage == 0) - 1, walk.person[first], turns(walk.person[first])
    size = np.bincount(journey, minlength=len(first))
    salience = p.row("touchpoints", "salience")[walk.touchpoint]
    worth = journey_value(journey, first + size - 1, salience, lived.value, p)
    weight = np.bincount(journey, salience, len(first)) / size
    perceived = np.bincount(journey, lived.verdicts.perceived @ p.importance, len(first)) / size
    broken = heard[who] * np.maximum(p.promise @ p.importance - perceived, 0)
    z = standardized("journey", worth, p)
    moves = p("trust.journey") * z - p("trust.broken_promise") * broken
    for now in range(turn.max(initial=-1) + 1):
        rows = np.flatnonzero(turn == now)
        update_satisfaction(people, who[rows], z[rows], weight[rows], p)
        update_trust(people, who[rows], moves[rows], p)
    return worth


def journey_value(journey: Whole, last: Whole, salience: Floats, values: Floats, p: Parameters) -> Floats:
    """Value of each journey: mean by salience, peak and end."""
    n = len(last)
    weights, total = np.bincount(journey, salience, n), np.bincount(journey, salience * values, n)
    mean = np.divide(total, weights, out=np.zeros(n), where=weights > 0)
    peak, end = first_largest(values, journey, n), p("satisfaction.end_weight") * salience[last]
    parts = p("satisfaction.mean_weight") * mean + p("satisfaction.peak_weight") * peak + end * values[last]
    return np.asarray(parts / (p("satisfaction.mean_weight") + p("satisfaction.peak_weight") + end))


def update_satisfaction(people: People, who: Whole, z: Floats, weight: Floats, p: Parameters) -> None:
    """Pull satisfaction to a journey's standardized value, less and less as journeys add up."""
    gain = people.gain[who]
    people.satisfaction[who] += np.minimum(1, weight * gain) * (z - people.satisfaction[who])
    people.gain[who] = np.maximum(p("satisfaction.slowest_gain"), gain / (1 + gain))


def update_trust(people: People, who: Whole, moves: Floats, p: Parameters) -> None:
    """Build trust slowly, destroy it fast."""
    trust = people.trust[who]
    change = np.where(moves > 0, p("trust.gain") * (1 - trust), p("trust.loss") * trust) * moves
    people.trust[who] = np.clip(trust + change, 0, 1)


def remember_month(people: People, who: Whole, lived: Lived, p: Parameters) -> None:
    """Let the other memories of the customers take in the month; some change in months with encounters only."""
    walk, n = lived.walk, len(people.everyone)
    number = np.bincount(walk.person, minlength=n)
    met = np.flatnonzero(number)
    mean_effort = np.bincount(walk.person, lived.effort, n)[met] / number[met]
    digital = np.bincount(walk.person, p.flags("channels", "is_digital")[walk.channel], n)[met] / number[met]
    people.effort[met] = mix(people.effort[met], mean_effort, p("effort.memory"))
    people.self_service[met] = mix(people.self_service[met], digital, p("churn.self_service_memory"))
    remember_affect(people, met, first_largest(lived.affect, walk.person, n)[met], p)
    remember_worst(people, met, lived, p)
    hits, failures = np.bincount(walk.person, lived.hit, n)[who], np.bincount(walk.person, walk.failed, n)[who]
    people.grievance[who] = p("grievance.memory") * people.grievance[who] + hits
    people.pending[who] = p("grievance.pending_after_silence") * (failures > 0)
    goal = (people.trust[who] + p("commitment.target")) / (1 + np.exp(-people.satisfaction[who]))
    people.commitment[who] += p("commitment.speed") * (goal - people.commitment[who])


def remember_affect(people: People, who: Whole, strongest: Floats, p: Parameters) -> None:
    """Let the fast and the peak memory take in the month's strongest affect."""
    peak = people.affect_peak[who]
    larger = np.abs(strongest) > np.abs(peak)
    people.affect_peak[who] = np.where(larger, strongest, (1 - p("affect.fading")) * peak)
    people.affect_fast[who] = mix(people.affect_fast[who], strongest, p("affect.memory"))


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
    """Affect that is remembered: between the fast memory and the peak."""
    fast = people.affect_fast[who]
    return np.asarray(fast + p("affect.peak_weight") * (people.affect_peak[who] - fast))


def standardized(name: str, values: Floats, p: Parameters) -> Floats:
    """Measure values from the norm's mean in the norm's standard deviations."""
    return (values - p(f"standard.{name}_mean")) / p(f"standard.{name}_scale")
