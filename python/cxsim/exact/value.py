"""What encounters of varying quality are worth."""

from __future__ import annotations

from dataclasses import dataclass

from scipy.stats import norm


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
    call_adequate, call_desired = (_bachelier_call(mean, spread, strike) for strike in (adequate, desired))
    put_adequate = call_adequate - (mean - adequate)
    middle = inside * (adequate - (adequate + desired) / 2 + call_adequate - call_desired)
    share_below = float(norm.cdf(adequate, mean, spread))
    share_above = float(norm.sf(desired, mean, spread))
    value = middle + above * call_desired - below * put_adequate
    return Zone(value, share_below, 1 - share_below - share_above, share_above)


def _bachelier_call(mean: float, spread: float, strike: float) -> float:
    """E[(x − strike)₊] of a normal x."""
    distance = (mean - strike) / spread
    return float(spread * (distance * norm.cdf(distance) + norm.pdf(distance)))
