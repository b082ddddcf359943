"""Causes: but for what those who left by choice would have stayed, and how much of the hazard each cause carries."""

from itertools import combinations
from math import factorial

import numpy as np

from .commons import Commons
from .leaving import log_hazard, own_hazard
from .parameters import Parameters
from .people import People
from .philox import Flags, Floats, Luck, Purpose, Whole, exponential, uniform
from .sums import Sums

CAUSES = ("dissatisfaction", "price", "competition", "failure", "effort", "channel")
OLDER_CLASSES = (6, 12, 24, 48)  # tenure at which each class but the first begins, in months
TENURE_CLASSES = len(OLDER_CLASSES) + 1


def tenure_class(months: Floats) -> Whole:
    """Give the class of each tenure in months, from 0."""
    return np.asarray(np.searchsorted(OLDER_CLASSES, months, side="right"))


def add_causes(sums: Sums, people: People, left: Whole, commons: Commons, luck: Luck, p: Parameters) -> None:
    """Count the causes of those who left by choice, by tenure and by where their worst moment was."""
    anywhere = len(p.names["touchpoints"]) + 1
    places = TENURE_CLASSES * anywhere
    place = tenure_class(people.months(left)) * anywhere + people.worst_touchpoint[left].astype(np.int64)
    hazard = hazards(people, left, commons, p)
    without = but_for(hazard, people, left, luck, p)
    sums.add_at("left_by_place", left, place, places)
    sums.add_at("causes_at_once", left, without.sum(axis=0).astype(np.int64), len(CAUSES) + 1)
    who, cells = np.tile(left, len(CAUSES)), len(CAUSES) * places
    where = (np.arange(len(CAUSES))[:, None] * places + place).ravel()
    sums.add_at("left_but_for", who, where, cells, without.ravel())
    sums.add_at("left_share", who, where, cells, shares(hazard).ravel())


def hazards(people: People, who: Whole, commons: Commons, p: Parameters) -> dict[frozenset[str], Floats]:
    """Give the hazard of each person with every set of causes present, the others at their reference."""
    own = own_hazard(people, who, commons, p)
    sets = [frozenset(present) for n in range(len(CAUSES) + 1) for present in combinations(CAUSES, n)]
    everything = frozenset(CAUSES)
    return {present: np.exp(own + log_hazard(people, who, p, everything - present)) for present in sets}


def but_for(hazard: dict[frozenset[str], Floats], people: People, left: Whole, luck: Luck, p: Parameters) -> Floats:
    """Tell for each cause (rows) which people (columns) would have stayed without it, with the same luck."""
    everything = frozenset(CAUSES)
    stays = [would_stay(hazard[everything - {cause}], people, left, luck, p) for cause in CAUSES]
    return np.array(stays, float)


def would_stay(hazard: Floats, people: People, left: Whole, luck: Luck, p: Parameters) -> Flags:
    """Tell which people would have stayed at another hazard, with the same luck."""
    words = luck.block(Purpose.LEAVING, left)
    spared = uniform(words[1]) >= p.row("segments", "involuntary")[people.segment[left]]
    return np.asarray(spared & (exponential(words[0]) >= hazard))


def left_for_service(people: People, left: Whole, commons: Commons, luck: Luck, p: Parameters) -> Flags:
    """Tell which leavers by choice would have stayed but for failure, or but for dissatisfaction."""
    own, spared = own_hazard(people, left, commons, p), np.zeros(len(left), bool)
    for cause in ("failure", "dissatisfaction"):
        hazard = np.exp(own + log_hazard(people, left, p, frozenset({cause})))
        spared |= would_stay(hazard, people, left, luck, p)
    return spared


def shares(hazard: dict[frozenset[str], Floats]) -> Floats:
    """Give the Shapley value of each cause (rows) in each person's hazard, as a share of that hazard."""
    n, value = len(CAUSES), np.zeros((len(CAUSES), len(hazard[frozenset()])))
    for row, cause in enumerate(CAUSES):
        for others in (present for present in hazard if cause not in present):
            odds = factorial(len(others)) * factorial(n - len(others) - 1) / factorial(n)
            value[row] += odds * (hazard[others | {cause}] - hazard[others])
    return np.asarray(value / hazard[frozenset(CAUSES)])
