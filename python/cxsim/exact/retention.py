"""How long customers stay, and what that is worth."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaln, hyp2f1, roots_jacobi

__all__ = [
    "Geometric",
    "LeaveReturn",
    "beta_segments",
    "gamma_frailty_survival",
    "geometric",
    "leave_return",
    "shifted_beta_geometric_lifetime",
    "shifted_beta_geometric_survival",
]


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


@dataclass(frozen=True)
class LeaveReturn:
    """What people are worth who leave and come back; money in the unit of the margin.

    Attributes
    ----------
    share : float
        Share of people who are customers in the long run.
    value_customer, value_lapsed : float
        Discounted margins from now on of a customer, who pays at once, and of one who has left.
    """

    share: float
    value_customer: float
    value_lapsed: float


def leave_return(leaving: float, returning: float, discount: float, margin: float) -> LeaveReturn:
    """Give shares and values where customers leave and those who left come back, each with constant odds.

    Share w/(c + w);  V = m + ((1 − c) V + c L)/(1 + i),  L = (w V + (1 − w) L)/(1 + i).

    Source: Pfeifer & Carraway 2000, J. Interactive Marketing 14(2):43 (customers as Markov chains).

    Parameters
    ----------
    leaving, returning : float
        c and w: odds per period, not both 0.
    discount : float
        i: discount rate per period, above 0.
    margin : float
        m: money per customer and period, paid at its start.

    Examples
    --------
    >>> round(leave_return(leaving=0.05, returning=0.02, discount=0.01, margin=10).value_customer, 2)
    378.75
    """
    if not (0 <= leaving <= 1 and 0 <= returning <= 1 and leaving + returning > 0 and discount > 0):
        given = f"leaving = {leaving}, returning = {returning}, discount = {discount}"
        raise ValueError(f"{given}: give odds in [0, 1], not both 0, and a discount rate above 0")
    worth_of_leaving = returning / (discount + returning)  # L/V
    customer = margin * (1 + discount) / (discount + leaving * (1 - worth_of_leaving))
    return LeaveReturn(returning / (leaving + returning), customer, worth_of_leaving * customer)


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


def shifted_beta_geometric_lifetime(
    renewals: ArrayLike, alpha: float, beta: float, discount: float
) -> NDArray[np.float64]:
    """Give the discounted expected lifetime from now on, in periods, of who has renewed so many times.

    Σ_k S(n + k)/S(n) (1 + i)^(−k) = ₂F₁(1, β + n; α + β + n; 1/(1 + i)), the present period included; without a
    discount it may be infinite. Times the odds of renewing, S(n)/S(n − 1), it is the residual lifetime just before
    the n-th renewal.

    Source: Fader & Hardie 2010, Marketing Science 29(1):85.

    Parameters
    ----------
    renewals : array_like
        n: renewals so far; 0 is a new customer.
    alpha, beta : float
        Shape of the beta distribution of the probability of leaving per period.
    discount : float
        i: discount rate per period, above 0.

    Examples
    --------
    >>> shifted_beta_geometric_lifetime([0, 4], alpha=0.668, beta=3.806, discount=0.1).round(4).tolist()
    [5.9226, 7.2701]
    """
    if discount <= 0:
        raise ValueError(f"discount = {discount} must be above 0")
    elapsed = np.asarray(renewals, dtype=np.float64)
    return np.asarray(hyp2f1(1, beta + elapsed, alpha + beta + elapsed, 1 / (1 + discount)))


def beta_segments(alpha: float, beta: float, count: int) -> dict[str, dict[str, float]]:
    """Describe segments that together leave as if the probability of leaving were beta-distributed over people.

    Probabilities and shares are the nodes and weights of Gauss–Jacobi quadrature, so survival is that of
    `shifted_beta_geometric_survival` exactly, up to 2 · count − 1 periods.

    Source: Golub & Welsch 1969, Mathematics of Computation 23(106):221.

    Parameters
    ----------
    alpha, beta : float
        Shape of the beta distribution of the probability of leaving per period.
    count : int
        Number of segments.

    Returns
    -------
    dict
        The block `segments` of a company file, in the laboratory's manner: nobody leaves for other reasons.

    Examples
    --------
    >>> {name: round(row["share"], 3) for name, row in beta_segments(1, 1, 2).items()}
    {'kind_1': 0.5, 'kind_2': 0.5}
    """
    if alpha <= 0 or beta <= 0 or count < 1:
        raise ValueError(
            f"alpha = {alpha}, beta = {beta}, count = {count}: give a shape above 0 and at least 1 segment"
        )
    nodes, weights = roots_jacobi(count, beta - 1, alpha - 1)
    leaving, shares = (nodes + 1) / 2, weights / weights.sum()
    return {
        f"kind_{i}": {"share": float(s), "base_hazard": math.log(-math.log1p(-p)), "frailty": 0.0, "involuntary": 0.0}
        for i, (p, s) in enumerate(zip(leaving, shares, strict=True), start=1)
    }
