"""t intervals over replications: what luck leaves open."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

LEVEL = 0.95


class Interval(NamedTuple):
    """Mean, both ends, standard error, and the odds that the true mean is above 0."""

    mean: float
    low: float
    high: float
    error: float
    positive: float


def interval_of(values: ArrayLike, level: float = LEVEL) -> Interval:
    """Return the t interval of the mean of independent values; with one value there is none (NaN).

    >>> interval_of([1.0, 1.2, 0.8]).mean
    1.0
    """
    sample = np.asarray(values, dtype=float)
    mean = float(sample.mean())
    if sample.size < 2:
        return Interval(mean, np.nan, np.nan, np.nan, np.nan)
    return from_error(mean, float(sample.std(ddof=1) / np.sqrt(sample.size)), sample.size - 1, level)


def from_error(mean: float, error: float, freedom: float, level: float = LEVEL) -> Interval:
    """Return the interval of a mean with a known standard error and degrees of freedom."""
    if error == 0:  # equal worlds: the difference is exactly what it is
        return Interval(mean, mean, mean, 0.0, 0.5 * (1 + np.sign(mean)))
    half = float(stats.t.ppf((1 + level) / 2, freedom)) * error
    return Interval(mean, mean - half, mean + half, error, float(stats.t.cdf(mean / error, freedom)))
