"""The closed forms give the published numbers, and agree with a second way of working them out."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Any

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from cxsim import _core, exact


def test_constant_retention_gives_the_textbook_values() -> None:
    values = exact.geometric(retention=0.8, discount=0.1, margin=100)
    found = [values.lifetime, values.value_paid_at_end, values.value_paid_at_start, values.elasticity]
    assert found == pytest.approx([5, 266.667, 366.667, 3.667], abs=5e-4)


def test_elasticity_is_the_slope_of_the_log_value() -> None:
    low, high = (exact.geometric(0.8 * factor, 0.1, 1).value_paid_at_end for factor in (1 - 1e-5, 1 + 1e-5))
    assert np.log(high / low) / 2e-5 == pytest.approx(exact.geometric(0.8, 0.1, 1).elasticity, rel=1e-6)


def test_retention_of_one_is_refused() -> None:
    with pytest.raises(ValueError, match="retention = 1"):
        exact.geometric(retention=1, discount=0.1, margin=1)


@pytest.mark.parametrize(("variance", "survival"), [(1, 0.6250), (0.5, 0.5917), (0, 0.5488), (1e-9, 0.5488)])
def test_gamma_frailty_gives_the_published_survival(variance: float, survival: float) -> None:
    assert exact.gamma_frailty_survival(12 * 0.05, variance) == pytest.approx(survival, abs=5e-5)


@pytest.mark.parametrize(("drift", "gain"), [(0.01, 0.0951), (0.05, 0.2000), (0.25, 0.3904)])
def test_kalman_gain_gives_the_published_numbers(drift: float, gain: float) -> None:
    assert exact.kalman(noise=1, drift=drift).gain == pytest.approx(gain, abs=5e-5)


def test_spread_of_expectation_and_surprise_at_a_gain_of_one_fifth() -> None:
    steady = exact.kalman(noise=1, drift=0.05)
    assert [steady.will_variance**0.5, steady.surprise_variance**0.5] == pytest.approx([0.3333, 1.0541], abs=5e-5)
    assert steady.remaining_error([0, 5]) == pytest.approx([1, 0.32768])


def test_kalman_uncertainty_reproduces_itself() -> None:
    steady = exact.kalman(noise=2, drift=0.3)
    assert (1 - steady.gain) * steady.uncertainty + 0.3 == pytest.approx(steady.uncertainty)


ZONES = [(1.0, -0.18863, (0.3085, 0.5074, 0.1841)), (1.5, -0.28351, (0.3694, 0.3563, 0.2743))]


@pytest.mark.parametrize(("spread", "value", "shares"), ZONES)
def test_zone_gives_the_published_value_and_shares(spread: float, value: float, shares: tuple[float, ...]) -> None:
    found = exact.zone(mean=7, spread=spread, adequate=6.5, desired=7.9, below=1, inside=0.4, above=0.5)
    assert found.value == pytest.approx(value, abs=5e-6)
    assert (found.share_below, found.share_inside, found.share_above) == pytest.approx(shares, abs=5e-5)


def test_zone_agrees_with_the_integral_over_quality() -> None:
    def weighted(quality: float) -> float:
        inside = min(max(quality, 6.0), 8.0) - 7.0
        value = 0.1 * inside + 0.35 * max(quality - 8.0, 0) - 0.3 * max(6.0 - quality, 0)
        return float(value * norm.pdf(quality, 7.3, 1.2))

    found = exact.zone(mean=7.3, spread=1.2, adequate=6, desired=8, below=0.3, inside=0.1, above=0.35)
    assert found.value == pytest.approx(quad(weighted, -5, 20, points=[6, 8])[0], abs=1e-8)


ROUTES = {"self_help": {"help_desk": 0.3}, "help_desk": {"help_desk": 0.1, "field_visit": 0.1}}
AFTER_FAILURE = {"self_help": {"help_desk": 0.9}, "field_visit": {"help_desk": 0.4}}
FAILURE = {"self_help": 0.05, "help_desk": 0.10, "field_visit": 0.20}
ENTRY = {"self_help": 0.5, "help_desk": 0.5}


def test_fundamental_matrix_agrees_with_the_sum_over_steps() -> None:
    present, visits = dict(ENTRY), dict.fromkeys(FAILURE, 0.0)
    for _ in range(200):
        going = dict.fromkeys(FAILURE, 0.0)
        for start, mass in present.items():
            visits[start] += mass
            for failed, odds in ((False, 1 - FAILURE[start]), (True, FAILURE[start])):
                row = AFTER_FAILURE.get(start, ROUTES.get(start, {})) if failed else ROUTES.get(start, {})
                for end, share in row.items():
                    going[end] += mass * odds * share
        present = going
    assert exact.fundamental_matrix(ENTRY, ROUTES, AFTER_FAILURE, FAILURE) == pytest.approx(visits)


def test_fundamental_matrix_names_a_touchpoint_without_failure_odds() -> None:
    with pytest.raises(ValueError, match="field_visit"):
        exact.fundamental_matrix(ENTRY, ROUTES, {}, {"self_help": 0.05, "help_desk": 0.1})


COHORTS = {
    "regular": ((0.704, 1.182), (62.67, 47.38, 38.80, 33.21), 0.29),
    "high_end": ((0.668, 3.806), (85.07, 74.69, 66.98, 61.00), 1.19),
}


@pytest.mark.parametrize("segment", COHORTS)
def test_shifted_beta_geometric_gives_the_published_survival_and_forecast_error(segment: str) -> None:
    shape, published, forecast_error = COHORTS[segment]
    survival = 100 * exact.shifted_beta_geometric_survival(np.arange(13), *shape)
    assert survival[1:5] == pytest.approx(published, abs=5e-3)
    assert np.abs(survival - observed_survival(segment))[8:].mean() == pytest.approx(forecast_error, abs=5e-3)


def observed_survival(segment: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    lines = files("cxsim").joinpath("companies/telecom_survival.csv").read_text(encoding="utf-8").splitlines()
    table = csv.DictReader(line for line in lines if not line.startswith("#"))
    return np.array([float(row[segment]) for row in table])


def test_laboratory_uses_parameters_that_exist() -> None:
    company = exact.laboratory()
    names = {(row["block"], row["name"]) for row in _core.parameter_rows()}
    keyed = {row["block"] for row in _core.parameter_rows() if row["keyed"]}
    labels = {"stage", "class"}
    for block, content in company.items():
        groups = content.values() if block in keyed else [content] if isinstance(content, dict) else []
        assert {(block, name) for group in groups for name in group if name not in labels} <= names


def test_laboratory_switches_reach_the_company() -> None:
    company = exact.laboratory(hazard=0.05, frailty=0.5, discount=0.01, drift=0.05, inside=0.4, below=1)
    assert np.exp(company["segments"]["everyone"]["base_hazard"]) == pytest.approx(0.05)
    assert company["money"]["discount_rate"] == pytest.approx(0.126825, abs=1e-6)
    assert company["expectation"]["drift"] == 0.05
    assert company["value"]["inside_zone"] == 0.4
    assert company["dimensions"]["quality"]["below"] == 1
