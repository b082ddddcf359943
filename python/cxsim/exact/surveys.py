"""What a survey shows of answers that are normal: all of them, and those of the people who answer."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import quad
from scipy.stats import norm

__all__ = ["Nps", "nps"]

Array = NDArray[np.float64]
_FINE = np.array([-math.inf, *(k + 0.5 for k in range(10)), math.inf])  # the nearest number from 0 to 10
_COARSE = {0: (-math.inf, 2.5), 5: (2.5, 7.5), 10: (7.5, math.inf)}  # the ends and the middle


@dataclass(frozen=True)
class Nps:
    """Answers from 0 to 10 to the recommendation question.

    Attributes
    ----------
    shares : numpy.ndarray
        Share of each answer, shape (11,).
    answering : float
        Share of people who answer.
    """

    shares: Array
    answering: float

    @property
    def score(self) -> float:
        """Share of 9 and 10 less that of 0 to 6, in points from −100 to 100."""
        return float(100 * (self.shares[9:].sum() - self.shares[:7].sum()))

    def error(self, answers: float) -> float:
        """Return the standard error of the score of so many independent answers, in points."""
        promoters, detractors = self.shares[9:].sum(), self.shares[:7].sum()
        return float(100 * math.sqrt((promoters + detractors - (promoters - detractors) ** 2) / answers))


def nps(
    *,
    mean: float,
    spread: float,
    coarse: float = 0.0,
    answering: float = math.inf,
    slope: float = 0.0,
    extremes: float = 0.0,
) -> Nps:
    """Give the answers when latent ones are normal and a probit of the latent answer decides who answers.

    Answer k has mass ∫ φ(z) Φ(g₀ + g₁ z + g₂ z²) dz between (k ∓ ½ − μ)/s. If everybody answers,
    NPS = 100 (Φ((μ − 8.5)/s) − Φ((6.5 − μ)/s)).

    Source: the score is Reichheld's (2003); the rest follows from the normal distribution.

    Parameters
    ----------
    mean, spread : float
        μ and s of the latent answer, in points from 0 to 10.
    coarse : float
        Share of people who use only 0, 5 and 10.
    answering, slope, extremes : float
        g₀, g₁ and g₂; without them everybody answers.

    Examples
    --------
    >>> everybody = nps(mean=8, spread=2)
    >>> round(everybody.score, 2), round(everybody.error(400), 2)
    (17.47, 3.86)
    >>> round(nps(mean=8, spread=2, answering=-0.8416, slope=0.3).score, 1)
    44.1
    """
    if not spread > 0:
        raise ValueError(f"spread = {spread}: must be above 0")
    if not 0 <= coarse <= 1:
        raise ValueError(f"coarse = {coarse}: must be from 0 to 1")

    def density(z: float) -> float:
        return float(norm.pdf(z) * norm.cdf(answering + slope * z + extremes * z * z))

    def mass(low: float, high: float) -> float:
        ends = (low - mean) / spread, (high - mean) / spread
        if math.isinf(answering):
            return float(norm.cdf(ends[1]) - norm.cdf(ends[0]))
        return float(quad(density, *ends, epsabs=1e-12)[0])

    fine = np.array([mass(*_FINE[k : k + 2]) for k in range(11)])
    spikes = np.array([mass(*_COARSE[k]) if k in _COARSE else 0.0 for k in range(11)])
    masses = (1 - coarse) * fine + coarse * spikes
    return Nps(shares=masses / masses.sum(), answering=float(masses.sum()))
