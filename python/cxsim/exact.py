"""Closed forms that the simulator must reproduce, and the laboratory company in which it does.

Every function states its equation and its source; the numbers they give are those the tests hold the engine against.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaln
from scipy.stats import norm

__all__ = [
    "Geometric",
    "Kalman",
    "Zone",
    "fundamental_matrix",
    "gamma_frailty_survival",
    "geometric",
    "kalman",
    "laboratory",
    "shifted_beta_geometric_survival",
    "zone",
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


def fundamental_matrix(
    entry: Mapping[str, float],
    transitions: Mapping[str, Mapping[str, float]],
    after_failure: Mapping[str, Mapping[str, float]],
    failure: Mapping[str, float],
) -> dict[str, float]:
    """Give expected visits of each touchpoint in a journey, an absorbing Markov chain on touchpoint × failed.

    n = s (I − Q)^(−1): s the odds of the first state, Q the odds of going from state to state; both states of a
    touchpoint are added up. Of the visits, the share `failure` fails.

    Source: Kemeny & Snell 1960, Finite Markov Chains, chapter 3.

    Parameters
    ----------
    entry, transitions, after_failure : mapping
        Of a journey, as in a company file: probabilities by touchpoint, and by touchpoint from and to.
    failure : mapping
        Probability of a failure per visit, for every touchpoint that the journey can reach.

    Examples
    --------
    >>> round(fundamental_matrix({"ask": 1}, {"ask": {"ask": 0.5}}, {"ask": {}}, {"ask": 0.2})["ask"], 4)
    1.6667
    """
    names = list(failure)
    reached = {*entry, *(end for table in (transitions, after_failure) for row in table.values() for end in row)}
    if missing := sorted(reached - failure.keys()):
        raise ValueError(f"failure has no odds for {', '.join(missing)}")
    failed = np.array([failure[name] for name in names], dtype=np.float64)
    states = np.array([1 - failed, failed])
    routes = np.array([_route_matrix(names, {**transitions, **changed}) for changed in ({}, after_failure)])
    size = len(names)
    chain = np.einsum("fab,gb->fagb", routes, states).reshape(2 * size, 2 * size)
    first = (states * np.array([entry.get(name, 0.0) for name in names])).reshape(2 * size)
    visits = np.linalg.solve(np.eye(2 * size) - chain.T, first).reshape(2, size).sum(axis=0)
    return dict(zip(names, visits.tolist(), strict=True))


def _route_matrix(names: list[str], routes: Mapping[str, Mapping[str, float]]) -> NDArray[np.float64]:
    """Lay out the odds of going from one touchpoint (row) to another (column)."""
    rows = [[routes.get(start, {}).get(end, 0.0) for end in names] for start in names]
    return np.array(rows, dtype=np.float64)


# Mechanisms are switched off by zeros; settings that are 0 by default need no mention.
_SWITCHED_OFF: Mapping[str, str] = {
    "traits": "fit_spread ease_spread usage_spread knowledge_spread digital_spread willingness_to_pay_spread "
    "forgiveness_mean forgiveness_spread",
    "money": "serve usage_in_spend satisfaction_in_spend commitment_in_spend acquisition",
    "expectation": "promise_to_should price_to_should knowledge_to_should rival_to_should fit_to_should price_cue "
    "adverts_read_on_joining adverts_read ratchet_up ratchet_down",
    "mood": "spread",
    "tolerance": "price alternatives mood knowledge failures tenure",
    "perception": "assimilation should_contrast mood",
    "value": "level better_than_expected worse_than_expected effort failure",
    "affect": "above below failure mood",
    "effort": "channel_switch repetition phone_tree detail_mismatch",
    "trust": "journey broken_promise",
    "commitment": "speed",
    "grievance": "trust_softens pending_after_silence help_per_pending",
    "churn": "satisfaction satisfaction_convex affect effort price commitment trust switching_cost alternatives "
    "grievance self_service",
    "adoption": "innovation imitation",
}


def laboratory(
    *,
    hazard: float = 0.0,
    frailty: float = 0.0,
    margin: float = 1.0,
    discount: float = 0.0,
    quality: float = 7.0,
    spread: float = 0.0,
    will: float = 7.0,
    uncertainty: float = 0.0,
    noise: float = 1.0,
    drift: float = 0.0,
    desired: float = 8.0,
    width: float = 1.0,
    below: float = 0.0,
    inside: float = 0.0,
    above: float = 0.0,
) -> dict[str, Any]:
    """Describe a company of one segment, dimension, channel and touchpoint in which only what is asked for happens.

    One encounter a month, no failures, nobody joins. Left alone, every encounter delivers `quality`, nobody learns
    anything and nobody leaves.

    Parameters
    ----------
    hazard, frailty : float
        Hazard of leaving per month (−ln of the retention), and the variance of its factor over people.
    margin, discount : float
        Money per customer and month, paid at its start, and the discount rate per month.
    quality, spread : float
        Mean and standard deviation of delivered quality, in points.
    will, uncertainty, noise, drift : float
        Will expectation on joining, its variance, that of one experience, and what is added per encounter.
    desired, width : float
        Desired level and width of the zone of tolerance, in points.
    below, inside, above : float
        Value per point below, inside and above the zone.

    Returns
    -------
    dict
        The company in the shape of a company file.

    Examples
    --------
    >>> laboratory(hazard=0.05, frailty=1)["segments"]["everyone"]["frailty"]
    1
    """
    asked: dict[str, dict[str, float]] = {
        "money": {"price": margin, "reference_price": margin, "margin": 1.0, "discount_rate": (1 + discount) ** 12 - 1},
        "expectation": {
            "category_norm": will,
            "initial_should": desired,
            "initial_uncertainty": uncertainty,
            "experience_noise": noise,
            "drift": drift,
        },
        "value": {"inside_zone": inside},
    }
    blocks = {block: dict.fromkeys(off.split(), 0.0) | asked.get(block, {}) for block, off in _SWITCHED_OFF.items()}
    lowest = math.exp(-30)  # a hazard of 0 has no logarithm; this one takes longer than any run
    return {
        "schema_version": 1,
        "name": "Laboratory",
        "steps_per_year": 12,
        **blocks,
        "dimensions": {"quality": {"importance": 1.0, "width": width, "above": above, "below": below}},
        "channels": {"desk": {}},
        "touchpoints": {
            "encounter": {
                "stage": "use",
                "class": "service",
                "quality": {"quality": quality},
                "channels": {"desk": 1.0},
                "spread": spread,
            }
        },
        "journeys": {"visit": {"always": 1.0, "entry": {"encounter": 1.0}}},
        "segments": {
            "everyone": {
                "share": 1.0,
                "base_hazard": math.log(max(hazard, lowest)),
                "frailty": frailty,
                "involuntary": 0.0,
            }
        },
    }
