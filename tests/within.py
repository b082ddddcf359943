"""The one helper that says when a statistic is too far from a closed form."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

ODDS = 4  # standard errors: with a fixed seed the verdict is the same every time; a fresh one fails 1 in 16,000


def assert_mean(sample: ArrayLike, exact: float, errors: float = ODDS) -> None:
    """Fail unless the mean of independent values lies within so many of its standard errors of the exact one."""
    values = np.asarray(sample, dtype=float).ravel()
    assert values.size > 1, "one value has no standard error"
    error = values.std(ddof=1) / np.sqrt(values.size)
    distance = abs(values.mean() - exact)
    assert distance <= errors * error, (
        f"mean {values.mean():.6g}, exact {exact:.6g}: {distance / error:.1f} standard errors"
    )


def assert_share(count: float, total: float, exact: float, errors: float = ODDS) -> None:
    """Fail unless a share of independent cases lies within so many standard errors of the exact one."""
    error = np.sqrt(exact * (1 - exact) / total)
    distance = abs(count / total - exact)
    assert distance <= errors * error, (
        f"share {count / total:.6g}, exact {exact:.6g}: {distance / error:.1f} standard errors"
    )


def assert_variance(sample: ArrayLike, exact: float, errors: float = ODDS) -> None:
    """Fail unless the variance of independent normal values lies within so many standard errors of the exact one."""
    values = np.asarray(sample, dtype=float).ravel()
    error = exact * np.sqrt(2 / (values.size - 1))
    distance = abs(values.var(ddof=1) - exact)
    assert distance <= errors * error, (
        f"variance {values.var(ddof=1):.6g}, exact {exact:.6g}: {distance / error:.1f} standard errors"
    )
