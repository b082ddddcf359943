"""Closed forms that the month does not express: each agrees with a second way of working it out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

from cxsim import _core, exact
from within import assert_mean, assert_share


def test_b14_the_share_of_people_is_not_the_odds_of_the_mean_person() -> None:
    score, spread, people = -1.645, 0.5, 400_000
    share = float(exact.probit_normal(score, spread))
    assert share == pytest.approx(0.07060, abs=5e-6)
    assert float(exact.probit_normal(score, 0)) == pytest.approx(0.0500, abs=5e-5)
    luck = np.random.default_rng(141).normal(size=(2, people))
    assert_share(float((score + spread * luck[0] > luck[1]).sum()), people, share)


@pytest.mark.parametrize("spread", [0.0, 0.5, 3.0])
def test_b14_probit_normal_agrees_with_quadrature(spread: float) -> None:
    node, weight = np.polynomial.hermite_e.hermegauss(200)
    for score in (-2.0, 0.3, 1.0):
        summed = weight @ norm.cdf(score + spread * node) / weight.sum()
        assert float(exact.probit_normal(score, spread)) == pytest.approx(summed, abs=1e-9)


def test_b14_littles_law_is_the_fixed_point_of_coming_and_going() -> None:
    arrivals, churn = np.array([60.0, 40.0]), np.array([0.01, 0.05])  # two kinds of people who never mix
    going = np.diag(1 - churn)
    customers = np.linalg.solve(np.eye(2) - going, arrivals)
    lifetime = float(arrivals @ (1 / churn) / arrivals.sum())
    assert exact.little(arrivals.sum(), lifetime) == pytest.approx(customers.sum())
    assert exact.little(100, 1 / 0.02) == pytest.approx(5000)


def test_b14_littles_law_holds_for_any_lifetimes() -> None:
    """Lifetimes of one to nine periods, evenly spread: customers counted one by one, many times over."""
    luck, arrivals, longest = np.random.default_rng(142), 20, 9
    joined = luck.poisson(arrivals, (2000, longest))  # how many came one to nine periods ago
    present = [
        sum(int((luck.integers(1, longest + 1, size) > age).sum()) for age, size in enumerate(row)) for row in joined
    ]
    assert_mean(present, exact.little(arrivals, (1 + longest) / 2))


def test_b19_adbudg_goes_through_the_four_answers_and_the_published_point() -> None:
    answers = {"least": 0.7, "most": 1.5, "usual": 1.0, "half_more": 1.1}
    curve = exact.adbudg(**answers)
    assert (curve.half, curve.exponent) == pytest.approx((1.66667, 1.25985), abs=5e-6)
    assert curve.response([0, 1, 1.5, 1e12]) == pytest.approx([0.7, 1.0, 1.1, 1.5])
    assert float(curve.response(2)) == pytest.approx(1.17170, abs=5e-6)


def test_b19_adbudg_is_logistic_in_the_logarithm_of_spending() -> None:
    curve = exact.adbudg(least=0.2, most=3.0, usual=1.0, half_more=1.6)
    spend = np.array([0.1, 0.5, 2.0, 7.0])
    share = (curve.response(spend) - 0.2) / (3.0 - 0.2)
    usual = np.log((1.0 - 0.2) / (3.0 - 1.0))
    rise = (np.log((1.6 - 0.2) / (3.0 - 1.6)) - usual) / np.log(1.5)
    assert np.log(share / (1 - share)) == pytest.approx(usual + rise * np.log(spend))


@pytest.mark.parametrize(("exponent", "ceiling"), [(1.26, 2.0), (0.8, 5.0)])
def test_b19_the_response_of_levers_is_an_adbudg_curve(exponent: float, ceiling: float) -> None:
    at = [_core.equations.response(size, exponent, ceiling) for size in (1.5, 0.3, 4.0)]
    curve = exact.adbudg(least=0, most=ceiling, usual=1, half_more=at[0])
    assert curve.exponent == pytest.approx(exponent)
    assert curve.response([0.3, 4.0]) == pytest.approx(at[1:])


def test_b19_adstock_is_what_the_recursion_piles_up() -> None:
    stock, left, piled = exact.adstock(spend=2, left=0.7), 0.7, [0.0]
    for _ in range(30):
        piled.append(left * piled[-1] + 2)
    assert stock.after(np.arange(31)) == pytest.approx(piled)
    assert (stock.ceiling / 2, stock.half_life) == pytest.approx((3.3333, 1.943), abs=5e-4)
    assert left**stock.half_life == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("form", "asked", "named"),
    [
        (exact.probit_normal, {"score": 0, "spread": -1}, "spread = -1"),
        (exact.little, {"arrivals": -1, "lifetime": 5}, "arrivals = -1"),
        (exact.little, {"arrivals": 1, "lifetime": float("nan")}, "lifetime = nan"),
        (exact.adbudg, {"least": 0, "most": 2, "usual": 1, "half_more": 1}, "half_more = 1"),
        (exact.adstock, {"spend": 1, "left": 1}, "left = 1"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name_and_value(form: Any, asked: dict[str, float], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        form(**asked)
