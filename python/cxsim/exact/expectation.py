"""Where expectations settle."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq
from scipy.stats import norm

from .normal import excess, shortfall, squared_excess

__all__ = ["Kalman", "Ratchet", "kalman", "ratchet"]


@dataclass(frozen=True)
class Kalman:
    """The will expectation in its steady state, while true quality stands still.

    Attributes
    ----------
    gain : float
        K: share of a surprise that is learnt.
    uncertainty : float
        V before an experience, in points squared; a belief that starts with it keeps its gain from the start.
    will_variance : float
        Var(w) of the expectation, in points squared.
    surprise_variance : float
        Var(q − w) of what experience says against it, in points squared.
    """

    gain: float
    uncertainty: float
    will_variance: float
    surprise_variance: float

    def remaining_error(self, encounters: ArrayLike) -> NDArray[np.float64]:
        """Share (1 − K)^t of a first mistake that is left after t encounters."""
        return np.asarray((1 - self.gain) ** np.asarray(encounters, dtype=np.float64))


def kalman(noise: float, drift: float) -> Kalman:
    """Give the steady state of the expectation that experience corrects.

    V = (ω² + √(ω⁴ + 4 ω² σ²))/2, K = V/(V + σ²); at this gain Var(w) = σ² K/(2 − K), Var(q − w) = 2 σ²/(2 − K).

    Source: Kalman 1960, J. Basic Engineering 82(1):35 (local level model).

    Parameters
    ----------
    noise : float
        σ²: variance of one experience around true quality, in points squared.
    drift : float
        ω²: variance that a person adds to the belief per encounter, in points squared.

    Examples
    --------
    >>> round(kalman(noise=1, drift=0.05).gain, 4)
    0.2
    """
    uncertainty = (drift + math.sqrt(drift**2 + 4 * drift * noise)) / 2
    gain = uncertainty / (uncertainty + noise)
    return Kalman(gain, uncertainty, noise * gain / (2 - gain), 2 * noise / (2 - gain))


@dataclass(frozen=True)
class Ratchet:
    """Where desired levels settle while quality varies around a constant mean.

    Attributes
    ----------
    level : float
        Level at which both pulls balance, in points: what every person's would be if the pulls were tiny.
    mean : float
        Mean level over people at the given pulls, in points; right to the first order in the pulls.
    variance : float
        Variance of the level over people, in points squared; right to the first order in the pulls.
    """

    level: float
    mean: float
    variance: float


def ratchet(*, mean: float, spread: float, up: float, down: float) -> Ratchet:
    """Give the steady state of a desired level that good experiences raise faster than bad ones lower it.

    d ← d + κ₊ (q − d)₊ − κ₋ (d − q)₊ of a normal quality q. The pulls balance at the expectile of q:
    κ₊ E(q − d*)₊ = κ₋ E(d* − q)₊. With f(d) the mean move at d, a level that varies with
    V = Var(move)/(1 − (1 + f′)²) has the mean d* − ½ V f″/f′.

    Source: Newey & Powell 1987, Econometrica 55(4):819 (expectiles); the mean by expansion around d*.

    Parameters
    ----------
    mean, spread : float
        μ and σ of perceived quality, in quality points; spread above 0.
    up, down : float
        κ₊ and κ₋: share of the distance that an experience above, or below, pulls the level; above 0, at most 1.

    Examples
    --------
    >>> round(ratchet(mean=0, spread=1, up=0.02, down=0.01).level, 4)
    0.276
    """
    if spread <= 0:
        raise ValueError(f"spread = {spread} must be above 0")
    for name, value in {"up": up, "down": down}.items():
        if not 0 < value <= 1:
            raise ValueError(f"{name} = {value} must be above 0 and at most 1")

    def move(level: float) -> float:
        return up * excess(mean, spread, level) - down * shortfall(mean, spread, level)

    level = float(brentq(move, mean - 40 * spread, mean + 40 * spread, xtol=1e-13 * spread))
    squares = up**2 * squared_excess(mean, spread, level) + down**2 * squared_excess(-mean, spread, -level)
    slope = -float(up * norm.sf(level, mean, spread) + down * norm.cdf(level, mean, spread))
    curve = (up - down) * float(norm.pdf(level, mean, spread))
    variance = squares / (1 - (1 + slope) ** 2)
    return Ratchet(level, level - variance * curve / (2 * slope), variance)
