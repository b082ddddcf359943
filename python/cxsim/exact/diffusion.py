"""How a service spreads by its own customers' example, with and without people who leave."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Diffusion", "bass", "bass_steps", "bass_with_attrition"]


@dataclass(frozen=True)
class Diffusion:
    """Shares of a market that are customers, step by step.

    Attributes
    ----------
    share : ndarray
        Expected share before the first step, after it, and so on; of a market so large that luck does not matter.
    spread : ndarray
        Standard deviation of the share over runs, by how many people there are.
    """

    share: NDArray[np.float64]
    spread: NDArray[np.float64]


def bass(years: ArrayLike, innovation: float, imitation: float) -> NDArray[np.float64]:
    """Give the share of a market that has adopted after so many years, in continuous time.

    dF/dt = (p + q F)(1 − F);  F = (1 − e^(−(p+q) t))/(1 + (q/p) e^(−(p+q) t)).

    Source: Bass 1969, Management Science 15(5):215.

    Parameters
    ----------
    years : array_like
        Time since nobody had adopted.
    innovation, imitation : float
        p and q, a year; p above 0.

    Examples
    --------
    >>> bass([1, 5, 10, 15], innovation=0.03, imitation=0.38).round(5).tolist()
    [0.03576, 0.3312, 0.8128, 0.97161]
    """
    return bass_with_attrition(years, innovation, imitation, attrition=0)


def bass_with_attrition(years: ArrayLike, innovation: float, imitation: float, attrition: float) -> NDArray[np.float64]:
    """Give the share of a market that are customers when some leave, may join again at once and recommend no more.

    dn/dt = (p + Q n)(1 − n) − δ n with Q = q (1 − δ);  n = n̄ (1 − e^(−Δ t))/(1 + (q̄/p̄) e^(−Δ t)) with
    β = Q − p − δ, Δ = √(β² + 4 Q p), n̄ = (Δ + β)/(2 Q), p̄ = (Δ − β)/2, q̄ = (Δ + β)/2.

    Source: Libai, Muller & Peres 2009, J. Marketing Research 46(2):163.

    Parameters
    ----------
    years : array_like
        Time since nobody had adopted.
    innovation, imitation : float
        p and q, a year; above 0.
    attrition : float
        δ: customers who leave, a year, below 1.

    Examples
    --------
    >>> bass_with_attrition([5, 10], innovation=0.03, imitation=0.38, attrition=0.1).round(5).tolist()
    [0.23327, 0.52525]
    """
    if innovation <= 0 or imitation <= 0 or not 0 <= attrition < 1:
        wanted = "give p and q above 0, and attrition from 0 to below 1"
        raise ValueError(f"innovation = {innovation}, imitation = {imitation}, attrition = {attrition}: {wanted}")
    followed = imitation * (1 - attrition)
    growth = followed - innovation - attrition
    speed = math.hypot(growth, 2 * math.sqrt(followed * innovation))
    first, later = (speed - growth) / 2, (speed + growth) / 2
    left = np.exp(-speed * np.asarray(years, dtype=np.float64))
    return np.asarray(later / followed * (1 - left) / (1 + later / first * left))


def bass_steps(
    steps: int, innovation: float, imitation: float, *, leaving: float = 0, away: int = 0, people: float = math.inf
) -> Diffusion:
    """Give the same in steps, as a simulation lives them: the discrete map, and how far luck moves a run.

    n ← n + u (1 − e^(−(p + q n))) − c n with u the share of those who may join: neither customers nor away. With few
    people each step adds binomial luck, which later steps carry on: variances by the delta method.

    Source: Bass 1969, Management Science 15(5):215 (the map); the rest elementary.

    Parameters
    ----------
    steps : int
        Number of steps.
    innovation, imitation : float
        p and q, a step: a prospect joins with odds 1 − e^(−(p + q n)).
    leaving : float, optional
        c: odds of leaving, a step.
    away : int, optional
        Full steps after the one of leaving before a person may join again.
    people : float, optional
        People in the market; only the spread depends on them.

    Examples
    --------
    >>> bass_steps(10, innovation=0.03, imitation=0.38).share[[1, 5, 10]].round(4).tolist()
    [0.0296, 0.2611, 0.7298]
    """
    if steps < 1 or not 0 <= leaving < 1 or away < 0:
        raise ValueError(
            f"steps = {steps}, leaving = {leaving}, away = {away}: give at least 1 step, odds below 1, time"
        )
    state, covariance = np.zeros(1 + away), np.zeros((1 + away, 1 + away))
    shares, spreads = [0.0], [0.0]
    for _ in range(steps):
        state, covariance = _step(state, covariance, innovation, imitation, leaving, people)
        shares.append(float(state[0]))
        spreads.append(math.sqrt(covariance[0, 0]))
    return Diffusion(np.array(shares), np.array(spreads))


def _step(
    state: NDArray[np.float64],
    covariance: NDArray[np.float64],
    innovation: float,
    imitation: float,
    leaving: float,
    people: float,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the shares of customers and of those away (by how long) a step later, and their covariance over runs."""
    customers, free = state[0], 1 - state.sum()
    odds = -math.expm1(-(innovation + imitation * customers))
    joining, going = free * odds, leaving * customers
    slope = np.diag(np.ones(len(state) - 1), -1)  # who is away is away for a step longer
    slope[0] = -odds
    slope[0, 0] += 1 - leaving + free * imitation * (1 - odds)
    luck = np.zeros_like(covariance)
    luck[0, 0] = (joining * (1 - odds) + going * (1 - leaving)) / people
    after = np.roll(state, 1)
    after[0] = customers + joining - going
    if len(state) > 1:
        slope[1, 0] = leaving
        after[1] = going
        luck[1, 1] = going * (1 - leaving) / people
        luck[0, 1] = luck[1, 0] = -luck[1, 1]
    return after, slope @ covariance @ slope.T + luck
