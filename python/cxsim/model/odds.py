"""Odds of what the month decides by a random number."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike


def leaving_probability(*, log_hazard: ArrayLike) -> Any:
    """Odds that a customer leaves in a step by choice.

    P = 1 − exp(−e^η), the odds that `leaves` is true.

    Parameters
    ----------
    log_hazard : array_like
        η: all of it, that is base level, tenure effect and log frailty included.

    Returns
    -------
    float or ndarray
        P.

    Examples
    --------
    >>> round(leaving_probability(log_hazard=-4.3), 4)
    0.0135
    """
    return adoption_probability(rate=np.exp(np.asarray(log_hazard, dtype=np.float64)))


def adoption_probability(*, rate: ArrayLike) -> Any:
    """Odds that a prospect becomes a customer in a step.

    P = 1 − exp(−rate), the odds that `adopts` is true.

    Parameters
    ----------
    rate : array_like
        Adoption rate a step, as `adoption_rate` gives it.

    Returns
    -------
    float or ndarray
        P.

    Examples
    --------
    >>> round(adoption_probability(rate=0.015), 4)
    0.0149
    """
    odds = -np.expm1(-np.asarray(rate, dtype=np.float64))
    return odds if odds.ndim else float(odds)
