"""How long customers stay, and what that is worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaln


@dataclass(frozen=True)
class Geometric:
    """What constant retention is worth; money in the unit of the margin.

    Attributes
    ----------
    lifetime : float
        Expected lifetime in periods, the first included.
    value_paid_at_end : float
        Lifetime value when the first margin comes after one period, from those retained.
    value_paid_at_start : float
        Lifetime value when the first margin comes at once.
    elasticity : float
        Per cent of `value_paid_at_end` per per cent of retention.
    """

    lifetime: float
    value_paid_at_end: float
    value_paid_at_start: float
    elasticity: float


def geometric(retention: float, discount: float, margin: float) -> Geometric:
    """Give customer lifetime and its value at constant retention.

    E[T] = 1/(1 − r);  m r/(1 + i − r), paid at the end;  m (1 + i)/(1 + i − r), paid at the start;
    elasticity of the former to r: (1 + i)/(1 + i − r).

    Source: Gupta & Lehmann 2003, J. Interactive Marketing 17(1):9.

    Parameters
    ----------
    retention : float
        Share of customers kept per period, below 1.
    discount : float
        Discount rate per period.
    margin : float
        Money per customer and period.

    Examples
    --------
    >>> round(geometric(retention=0.8, discount=0.1, margin=100).value_paid_at_end, 3)
    266.667
    """
    if not 0 <= retention < 1:
        raise ValueError(f"retention = {retention} must lie in [0, 1)")
    growth = 1 + discount
    multiple = 1 / (growth - retention)
    return Geometric(
        lifetime=1 / (1 - retention),
        value_paid_at_end=margin * retention * multiple,
        value_paid_at_start=margin * growth * multiple,
        elasticity=growth * multiple,
    )


def gamma_frailty_survival(cumulative_hazard: ArrayLike, variance: float) -> NDArray[np.float64]:
    """Give survival when people's hazards differ by a gamma factor of mean 1.

    S = (1 + θ Λ)^(−1/θ), and e^(−Λ) without differences (θ = 0). Exact in discrete time as well, because the
    probability of leaving in a step is 1 − exp(−hazard).

    Source: Vaupel, Manton & Stallard 1979, Demography 16(3):439.

    Parameters
    ----------
    cumulative_hazard : array_like
        Λ: hazard of a person of frailty 1, summed over the steps so far.
    variance : float
        θ: variance of the frailty.

    Examples
    --------
    >>> round(float(gamma_frailty_survival(12 * 0.05, variance=1)), 4)
    0.625
    """
    hazard = np.asarray(cumulative_hazard, dtype=np.float64)
    if variance == 0:
        return np.asarray(np.exp(-hazard))
    return np.asarray(np.exp(-np.log1p(variance * hazard) / variance))


def shifted_beta_geometric_survival(periods: ArrayLike, alpha: float, beta: float) -> NDArray[np.float64]:
    """Give survival when each person's probability of leaving is constant and beta-distributed over people.

    S(t) = B(α, β + t)/B(α, β).

    Source: Fader & Hardie 2007, J. Interactive Marketing 21(1):76.

    Parameters
    ----------
    periods : array_like
        Number of renewals so far.
    alpha, beta : float
        Shape of the beta distribution of the probability of leaving per period.

    Examples
    --------
    >>> shifted_beta_geometric_survival([1, 2], alpha=0.704, beta=1.182).round(4).tolist()
    [0.6267, 0.4738]
    """
    elapsed = np.asarray(periods, dtype=np.float64)
    return np.asarray(np.exp(betaln(alpha, beta + elapsed) - betaln(alpha, beta)))
