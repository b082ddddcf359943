"""Expectations of a normal quality beyond a level, which the kinks of the model make of it."""

from __future__ import annotations

from scipy.stats import norm


def excess(mean: float, spread: float, level: float) -> float:
    """E[(x − level)₊] of a normal x: the Bachelier call."""
    distance = (mean - level) / spread
    return float(spread * (distance * norm.cdf(distance) + norm.pdf(distance)))


def shortfall(mean: float, spread: float, level: float) -> float:
    """E[(level − x)₊] of a normal x: the Bachelier put."""
    return excess(-mean, spread, -level)


def squared_excess(mean: float, spread: float, level: float) -> float:
    """E[((x − level)₊)²] of a normal x."""
    distance = (mean - level) / spread
    return float(spread**2 * ((1 + distance**2) * norm.cdf(distance) + distance * norm.pdf(distance)))
