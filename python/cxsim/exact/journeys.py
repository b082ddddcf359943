"""Where people go within a journey, and how it is judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import quad
from scipy.stats import norm

__all__ = ["PeakEnd", "fundamental_matrix", "peak_end"]


def fundamental_matrix(
    entry: Mapping[str, float],
    transitions: Mapping[str, Mapping[str, float]],
    after_failure: Mapping[str, Mapping[str, float]],
    failure: Mapping[str, float],
) -> dict[str, float]:
    """Give expected visits of each touchpoint in a journey, an absorbing Markov chain on touchpoint × failed.

    n = s (I − Q)^(−1): s the odds of the first state, Q the odds of going from state to state; both states of a
    touchpoint are added up. Of the visits, the share `failure` fails.

    Source: Kemeny & Snell 1960, Finite Markov Chains, chapter 3.

    Parameters
    ----------
    entry, transitions, after_failure : mapping
        Of a journey, as in a company file: probabilities by touchpoint, and by touchpoint from and to.
    failure : mapping
        Probability of a failure per visit, for every touchpoint that the journey can reach.

    Examples
    --------
    >>> round(fundamental_matrix({"ask": 1}, {"ask": {"ask": 0.5}}, {"ask": {}}, {"ask": 0.2})["ask"], 4)
    1.6667
    """
    names = list(failure)
    reached = {*entry, *(end for table in (transitions, after_failure) for row in table.values() for end in row)}
    if missing := sorted(reached - failure.keys()):
        raise ValueError(f"failure has no odds for {', '.join(missing)}")
    failed = np.array([failure[name] for name in names], dtype=np.float64)
    states = np.array([1 - failed, failed])
    routes = np.array([_route_matrix(names, {**transitions, **changed}) for changed in ({}, after_failure)])
    size = len(names)
    chain = np.einsum("fab,gb->fagb", routes, states).reshape(2 * size, 2 * size)
    first = (states * np.array([entry.get(name, 0.0) for name in names])).reshape(2 * size)
    visits = np.linalg.solve(np.eye(2 * size) - chain.T, first).reshape(2, size).sum(axis=0)
    return dict(zip(names, visits.tolist(), strict=True))


def _route_matrix(names: list[str], routes: Mapping[str, Mapping[str, float]]) -> NDArray[np.float64]:
    """Lay out the odds of going from one touchpoint (row) to another (column)."""
    rows = [[routes.get(start, {}).get(end, 0.0) for end in names] for start in names]
    return np.array(rows, dtype=np.float64)


@dataclass(frozen=True)
class PeakEnd:
    """Value of a journey whose encounters are alike and independent.

    Attributes
    ----------
    mean, spread : float
        Mean and standard deviation over journeys; the peak is the encounter of largest size, good or bad.
    mean_if_best : float
        Mean if the peak were the best encounter instead.
    """

    mean: float
    spread: float
    mean_if_best: float


def peak_end(
    *, mean: float, spread: float, encounters: int, mean_weight: float, peak_weight: float, end_weight: float
) -> PeakEnd:
    """Give the value of a journey judged by mean, peak and end, of independent normal encounters.

    J = (θ_m mean + θ_p peak + θ_e end)/(θ_m + θ_p + θ_e). The peak has the density n φ(x) F(x)^(n−1), F(x) the odds
    that an encounter is smaller in size than x. Mean and end have the same covariance with the peak, because any
    encounter is as likely to be the last.

    Source: Kahneman, Fredrickson, Schreiber & Redelmeier 1993, Psychological Science 4(6):401 (peak and end).

    Parameters
    ----------
    mean, spread : float
        μ and σ of an encounter's value; spread above 0.
    encounters : int
        n: encounters of the journey.
    mean_weight, peak_weight, end_weight : float
        θ_m, θ_p and θ_e.

    Examples
    --------
    >>> weights = {"mean_weight": 0.4, "peak_weight": 0.3, "end_weight": 0.3}
    >>> round(peak_end(mean=0, spread=1, encounters=5, **weights).mean_if_best, 5)
    0.34889
    """
    if spread <= 0 or encounters < 1:
        raise ValueError(
            f"spread = {spread}, encounters = {encounters}: give a spread above 0 and at least 1 encounter"
        )
    total = mean_weight + peak_weight + end_weight
    a, p, e = mean_weight / total, peak_weight / total, end_weight / total
    first, second, other = _peak_moments(mean / spread, encounters)
    cross = (second + (encounters - 1) * other) / encounters - mean / spread * first
    variance = (a**2 + 2 * a * e) / encounters + e**2 + p**2 * (second - first**2) + 2 * p * (a + e) * cross
    best = mean + spread * _integral(lambda x: x * encounters * norm.pdf(x) * norm.cdf(x) ** (encounters - 1))
    plain = (a + e) * mean
    return PeakEnd(plain + p * spread * first, spread * variance**0.5, plain + p * best)


def _peak_moments(mean: float, encounters: int) -> tuple[float, float, float]:
    """E[peak], E[peak²] and E[peak · another encounter] for a spread of 1."""

    def smaller(size: float) -> float:
        return float(norm.cdf(size - mean) - norm.cdf(-size - mean))

    def density(x: float, others: int) -> float:
        return float(encounters * norm.pdf(x - mean) * smaller(abs(x)) ** others)

    def part(size: float) -> float:
        """E[x; |x| < size] of one encounter."""
        return float(mean * smaller(size) + norm.pdf(-size - mean) - norm.pdf(size - mean))

    def other(x: float) -> float:
        return x * part(abs(x)) * density(x, encounters - 2) if encounters > 1 else 0.0

    integrands = (lambda x: x * density(x, encounters - 1), lambda x: x**2 * density(x, encounters - 1), other)
    first, second, crossed = (_integral(each, mean) for each in integrands)
    return first, second, crossed


def _integral(integrand: Callable[[float], float], mean: float = 0.0) -> float:
    """Integrate over what a normal encounter can be; sizes have a kink at 0."""
    kinks = sorted({mean - 12, mean + 12, *(x for x in (0.0, mean) if abs(x - mean) < 12)})
    return float(sum(quad(integrand, low, high)[0] for low, high in pairwise(kinks)))
