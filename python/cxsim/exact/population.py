"""What follows from people being different, and from their coming and going."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm

__all__ = ["little", "probit_normal"]


def probit_normal(score: ArrayLike, spread: float) -> NDArray[np.float64]:
    """Give the share of people who act when their scores differ normally and each acts with odds Φ(score).

    E Φ(a + b Z) = Φ(a/√(1 + b²)): differences between people pull a share towards one half, so the odds of the mean
    person are not the share of people.

    Source: Zeger, Liang & Albert 1988, Biometrics 44(4):1049.

    Parameters
    ----------
    score : array_like
        a: score of the mean person, in standard deviations of what is luck.
    spread : float
        b: standard deviation of the score over people, in the same unit.

    Examples
    --------
    >>> probit_normal([-1.645, 0], spread=0.5).round(4).tolist()
    [0.0706, 0.5]
    """
    if spread < 0:
        raise ValueError(f"spread = {spread} must be 0 or more")
    return np.asarray(norm.cdf(np.asarray(score, dtype=np.float64) / math.sqrt(1 + spread**2)))


def little(arrivals: float, lifetime: float) -> float:
    """Give how many customers there are in the long run, whatever the distribution of lifetimes.

    N = a E[T]; at constant churn c, E[T] = 1/c.

    Source: Little 1961, Operations Research 9(3):383.

    Parameters
    ----------
    arrivals : float
        People who join per period.
    lifetime : float
        Expected lifetime in periods, the first included.

    Examples
    --------
    >>> round(little(arrivals=100, lifetime=1 / 0.02), 6)
    5000.0
    """
    for name, value in {"arrivals": arrivals, "lifetime": lifetime}.items():
        if not value >= 0:
            raise ValueError(f"{name} = {value} must be 0 or more")
    return arrivals * lifetime
