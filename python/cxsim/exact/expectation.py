"""Where expectations settle."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


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
