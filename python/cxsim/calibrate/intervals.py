"""Intervals of estimates: symmetric on a parameter's scale where the data fix it well, by profile where they do not.

A profile interval holds every value at which the data, with all other parameters fitted again, are not much less likely
than at the best one. It stays right where a symmetric one fails: near an end of a range, and where parameters trade off.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from ..intervals import LEVEL
from .solve import Solution
from .statistics import Array

FIRM = 0.4  # standard error on a scale without borders up to which an interval is symmetric there
FAR = float(stats.norm.ppf((1 + LEVEL) / 2))
SEARCHES = 12  # refits for one end of an interval, at most
CLOSE = 0.03  # relative accuracy of the distance at an end


class Ends(NamedTuple):
    """Ends of each parameter's interval on its scale, and whether every refit behind them converged."""

    low: Array
    high: Array
    converged: NDArray[np.bool_]


def intervals(solution: Solution) -> Ends:
    """Return both ends of each parameter's interval, on its scale."""
    errors = np.sqrt(np.diag(solution.sampling + solution.simulation))
    low, high = solution.places - FAR * errors, solution.places + FAR * errors
    converged = np.full(len(low), True)
    for number in loose(solution):
        low[number], high[number], converged[number] = profile(solution, number)
    return Ends(low, high, converged)


def loose(solution: Solution) -> list[int]:
    """Return the parameters that are not well fixed, and those of the same segment or touchpoint with them."""
    borders = np.array([free.kind != "identity" for free in solution.free])
    weak = ~(solution.place_errors <= FIRM) & (borders | ~np.isfinite(solution.place_errors))
    owners = [free.path.split(".")[:2] for free in solution.free]
    return [n for n, owner in enumerate(owners) if owner in [owners[w] for w in np.flatnonzero(weak)]]


def profile(solution: Solution, number: int) -> tuple[float, float, bool]:
    """Return both ends of the profile interval of one parameter, on its scale, and whether every refit converged.

    Simulation error makes the distance that is allowed longer, by the share that it adds to the standard error.
    """
    free, place, error = solution.free[number], float(solution.places[number]), solution.place_errors[number]
    sampling, simulation = solution.sampling[number, number], solution.simulation[number, number]
    allowed = FAR * np.sqrt(1 + simulation / sampling) if sampling > 0 else FAR
    stride = float(np.clip(FAR * error, 0.3, 2.0))
    best = solution.local.deviance(solution.places)

    ended = []

    def distance(fixed: float, start: Array) -> tuple[float, Array]:
        places, converged = solution.local.solve(start, fixed={number: fixed})
        ended.append(converged)
        return float(np.sqrt(max(solution.local.deviance(places) - best, 0))), places

    low = _end(distance, solution.places, place, -stride, free.low, allowed)
    high = _end(distance, solution.places, place, stride, free.high, allowed)
    return low, high, all(ended)


def _end(
    distance: Callable[[float, Array], tuple[float, Array]],
    places: Array,
    place: float,
    stride: float,
    border: float,
    allowed: float,
) -> float:
    """Return where the distance from the best fit has become too long; the border if it never has.

    The distance is nearly a straight line, so a place is sought along the chord between those known; and in the middle
    when the chord has moved the same end twice, as it does where the line bends far from the best fit.
    """
    inner, outer = (place, 0.0), (np.nan, np.inf)
    moved = 0  # times in a row that the inner end moved (positive) or the outer one (negative), once there are two
    for _ in range(SEARCHES):
        room = border - inner[0]
        if abs(room) < 1e-3:
            return border
        if np.isfinite(outer[1]):
            share = 0.5 if abs(moved) > 1 else (allowed - inner[1]) / (outer[1] - inner[1])
            tried = inner[0] + (outer[0] - inner[0]) * share
        else:
            tried = inner[0] + (stride if abs(stride) < abs(room) else room)
        length, places = distance(tried, places)
        if abs(length / allowed - 1) < CLOSE:
            return float(tried)
        if length < allowed:
            stride = 2 * stride if length < allowed / 2 else stride
            inner = (tried, length)
            moved = max(moved, 0) + bool(np.isfinite(outer[1]))
        else:
            moved = min(moved, 0) - bool(np.isfinite(outer[1]))
            outer = (tried, length)
    return float(outer[0] if np.isfinite(outer[1]) else inner[0])
