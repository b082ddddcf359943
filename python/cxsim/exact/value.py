"""What encounters of varying quality are worth."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.stats import norm

from .expectation import kalman
from .normal import excess, shortfall

__all__ = ["Zone", "price_of_variability", "zone"]


@dataclass(frozen=True)
class Zone:
    """Mean value of an encounter on one dimension, and the shares of encounters in each part of the zone."""

    value: float
    share_below: float
    share_inside: float
    share_above: float


def zone(
    *, mean: float, spread: float, adequate: float, desired: float, below: float, inside: float, above: float
) -> Zone:
    """Give expected value and shares of a normal quality against a zone of tolerance.

    E[v] = b_in [a − (a + d)/2 + c(a) − c(d)] + b_up c(d) − b_dn p(a), with the Bachelier call
    c(k) = (μ − k) Φ((μ − k)/σ) + σ φ((μ − k)/σ) and put p(k) = c(k) − (μ − k).

    Source: piecewise-linear value as in the model; Bachelier 1900 for the expectation of a kinked payoff.

    Parameters
    ----------
    mean, spread : float
        μ and σ of perceived quality, in quality points; spread above 0.
    adequate, desired : float
        a and d: the zone of tolerance, in quality points.
    below, inside, above : float
        b_dn, b_in, b_up: value per point in each part.

    Examples
    --------
    >>> round(zone(mean=7, spread=1, adequate=6.5, desired=7.9, below=1, inside=0.4, above=0.5).value, 5)
    -0.18863
    """
    if spread <= 0:
        raise ValueError(f"spread = {spread} must be above 0")
    over_adequate, over_desired = (excess(mean, spread, level) for level in (adequate, desired))
    middle = inside * (adequate - (adequate + desired) / 2 + over_adequate - over_desired)
    share_below = float(norm.cdf(adequate, mean, spread))
    share_above = float(norm.sf(desired, mean, spread))
    value = middle + above * over_desired - below * shortfall(mean, spread, adequate)
    return Zone(value, share_below, 1 - share_below - share_above, share_above)


def price_of_variability(*, noise: float, drift: float, better: float, worse: float) -> float:
    """Give the mean value per encounter that varying quality costs once people know what to expect.

    E[b₊ (q − w)₊ − b₋ (w − q)₊] = (b₊ − b₋) √(Var(q − w)/(2π)), Var(q − w) = 2 σ²/(2 − K) as in `kalman`. How good
    quality is on average does not enter: the expectation has caught up with it. How much it varies does.

    Source: Rust, Inman, Jia & Zahorik 1999, Marketing Science 18(1):77 (claim); worked out from `kalman`.

    Parameters
    ----------
    noise : float
        σ²: variance of one experience around true quality, in points squared.
    drift : float
        ω²: variance that a person adds to the belief per encounter, in points squared.
    better, worse : float
        b₊ and b₋: value per point above, and cost per point below, the will expectation.

    Examples
    --------
    >>> round(price_of_variability(noise=1, drift=0.05, better=1, worse=2), 5)
    -0.42052
    """
    return (better - worse) * math.sqrt(kalman(noise, drift).surprise_variance / (2 * math.pi))
