"""The closed forms give the published numbers, and agree with a second way of working them out."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Any

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import expectile, multivariate_normal, norm

from cxsim import _core, exact
from within import assert_mean


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


LIFETIMES = {
    "regular": (3.6951, (2.9647, 4.1035, 4.8701, 5.4424, 5.8944)),
    "high_end": (5.9226, (5.4149, 5.9018, 6.2943, 6.6203, 6.8971)),
}


@pytest.mark.parametrize("segment", LIFETIMES)
def test_lifetimes_of_new_and_renewing_customers_are_the_published_ones(segment: str) -> None:
    shape, _, _ = COHORTS[segment]
    fresh, before_renewal = LIFETIMES[segment]
    lifetime = exact.shifted_beta_geometric_lifetime(np.arange(6), *shape, discount=0.1)
    survival = exact.shifted_beta_geometric_survival(np.arange(6), *shape)
    assert lifetime[0] == pytest.approx(fresh, abs=5e-5)
    assert lifetime[1:] * survival[1:] / survival[:-1] == pytest.approx(before_renewal, abs=5e-5)


def test_lifetime_agrees_with_the_sum_over_periods() -> None:
    survival = exact.shifted_beta_geometric_survival(np.arange(3, 2000), 0.7, 1.2)
    found = float(exact.shifted_beta_geometric_lifetime(3, 0.7, 1.2, discount=0.02))
    assert found == pytest.approx(float(survival / survival[0] @ 1.02 ** -np.arange(1997)), rel=1e-10)


@pytest.mark.parametrize("count", [1, 3, 7])
def test_segments_of_a_beta_mixture_survive_like_it_for_twice_their_number(count: int) -> None:
    segments = exact.beta_segments(0.704, 1.182, count).values()
    share = np.array([row["share"] for row in segments])
    hazard = np.exp([row["base_hazard"] for row in segments])
    periods = np.arange(2 * count + 1)
    found = share @ np.exp(-np.outer(hazard, periods))
    mixture = exact.shifted_beta_geometric_survival(periods, 0.704, 1.182)
    assert found[:-1] == pytest.approx(mixture[:-1], rel=1e-12)
    assert found[-1] < mixture[-1] * (1 - 1e-9)  # one renewal later the two come apart


@pytest.mark.parametrize(("up", "level"), [(0.6, 0.1617), (2 / 3, 0.2760), (0.75, 0.4363)])
def test_ratchet_settles_at_the_published_expectile(up: float, level: float) -> None:
    quantiles = norm.ppf((np.arange(200_000) + 0.5) / 200_000)
    found = exact.ratchet(mean=0, spread=1, up=up / 10, down=(1 - up) / 10).level
    assert found == pytest.approx(level, abs=5e-5)
    assert found == pytest.approx(expectile(quantiles, up), abs=1e-4)
    assert exact.ratchet(mean=7, spread=2, up=up, down=1 - up).level == pytest.approx(7 + 2 * found)


@pytest.mark.parametrize("down", [0.04, 0.02, 0.01])
def test_mean_and_variance_of_ratcheted_levels_are_those_of_the_markov_chain(down: float) -> None:
    found = exact.ratchet(mean=0, spread=1, up=2 * down, down=down)
    level = found.level + found.variance**0.5 * np.linspace(-7, 7, 801)
    share = stationary_levels(level, up=2 * down, down=down)
    mean = share @ level
    assert share @ (level - mean) ** 2 == pytest.approx(found.variance, rel=0.005)
    assert mean == pytest.approx(found.mean, abs=down**2 / 50)
    assert abs(mean - found.level) > 10 * abs(mean - found.mean)  # the correction is worth making


def stationary_levels(level: np.ndarray[Any, Any], up: float, down: float) -> np.ndarray[Any, Any]:
    """Shares of people at each level of a grid in the long run; a moved level is split between its two neighbors."""
    step = level[1] - level[0]
    edge = np.concatenate([[level[0] - step], level, [level[-1] + step]]) - level[:, None]
    over = np.where(edge > 0, up * beyond(level[:, None] + edge / up), 0.0)  # E[(new level - edge)₊]
    under = np.where(edge > 0, 0.0, down * beyond(-level[:, None] - edge / down))
    mean_move = (up * beyond(level) - down * beyond(-level))[:, None]
    odds = np.diff(np.where(edge > 0, over, mean_move - edge + under), n=2, axis=1) / step
    odds /= odds.sum(axis=1, keepdims=True)
    system = odds.T - np.eye(len(level))
    system[-1] = 1.0  # all people are somewhere
    return np.linalg.solve(system, np.eye(len(level))[-1])


def beyond(level: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """E[(q - level)₊] of a standard normal q."""
    return np.asarray(norm.pdf(level) - level * norm.sf(level))


@pytest.mark.parametrize(("worse", "price"), [(2.0, -0.42052), (2.25, -0.52565)])
def test_price_of_variability_is_the_published_one(worse: float, price: float) -> None:
    found = exact.price_of_variability(noise=1, drift=0.05, better=1, worse=worse)
    spread = exact.kalman(noise=1, drift=0.05).surprise_variance ** 0.5
    loss = quad(lambda x: (max(x, 0) - worse * max(-x, 0)) * norm.pdf(x, 0, spread), -12, 12, points=[0])[0]
    assert found == pytest.approx(price, abs=5e-6)
    assert found == pytest.approx(loss, abs=1e-9)


PEAK_END = {"mean_weight": 0.4, "peak_weight": 0.3, "end_weight": 0.3}


@pytest.mark.parametrize(("encounters", "best"), [(3, 0.84628), (5, 1.16296), (8, 1.42360)])
def test_best_of_some_encounters_is_the_published_one(encounters: int, best: float) -> None:
    only_peak = {"mean_weight": 0, "peak_weight": 1, "end_weight": 0}
    found = exact.peak_end(mean=0, spread=1, encounters=encounters, **only_peak)
    assert found.mean_if_best == pytest.approx(best, abs=5e-6)
    assert found.mean == pytest.approx(0, abs=1e-12)


def test_one_encounter_is_mean_peak_and_end_at_once() -> None:
    found = exact.peak_end(mean=0.3, spread=2, encounters=1, **PEAK_END)
    assert (found.mean, found.spread, found.mean_if_best) == pytest.approx((0.3, 2, 0.3))


@pytest.mark.parametrize(("mean", "encounters", "seed"), [(0.0, 5, 107), (0.5, 5, 108), (-1.0, 2, 109)])
def test_peak_and_end_agree_with_journeys_drawn_one_by_one(mean: float, encounters: int, seed: int) -> None:
    value = np.random.default_rng(seed).normal(mean, 1.5, (200_000, encounters))
    peak = np.take_along_axis(value, np.abs(value).argmax(axis=1)[:, None], axis=1)[:, 0]
    plain = 0.4 * value.mean(axis=1) + 0.3 * value[:, -1]
    found = exact.peak_end(mean=mean, spread=1.5, encounters=encounters, **PEAK_END)
    assert_mean(plain + 0.3 * peak, found.mean)
    assert_mean((plain + 0.3 * peak) ** 2, found.mean**2 + found.spread**2)
    assert_mean(plain + 0.3 * value.max(axis=1), found.mean_if_best)


@pytest.mark.parametrize(
    ("form", "asked", "named"),
    [
        (exact.ratchet, {"mean": 7, "spread": 1, "up": 0.1, "down": 0}, "down = 0"),
        (exact.ratchet, {"mean": 7, "spread": 0, "up": 0.1, "down": 0.1}, "spread = 0"),
        (exact.peak_end, {"mean": 0, "spread": 1, "encounters": 0, **PEAK_END}, "encounters = 0"),
        (exact.peak_end, {"mean": 0, "spread": 0, "encounters": 5, **PEAK_END}, "spread = 0"),
        (exact.beta_segments, {"alpha": 0.7, "beta": 1.2, "count": 0}, "count = 0"),
        (exact.beta_segments, {"alpha": 0.0, "beta": 1.2, "count": 3}, "alpha = 0"),
        (exact.shifted_beta_geometric_lifetime, {"renewals": 0, "alpha": 1, "beta": 1, "discount": 0}, "discount = 0"),
        (exact.laboratory, {"encounters": 0}, "encounters = 0"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name_and_value(form: Any, asked: dict[str, float], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        form(**asked)


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


def test_b16_the_score_of_normal_answers_has_the_known_values() -> None:
    found = {(mean, spread): exact.nps(mean=mean, spread=spread).score for mean, spread in ((8, 2), (8, 1.5), (7, 2.5))}
    assert found == pytest.approx({(8, 2): 17.467, (8, 1.5): 21.079, (7, 2.5): -14.649}, abs=6e-4)
    even = exact.nps(mean=7.5, spread=2)
    assert (even.score, even.error(1)) == pytest.approx((0, 78.55), abs=6e-3)
    assert exact.nps(mean=8, spread=2, coarse=0.15).score == pytest.approx(17.81, abs=6e-3)


@pytest.mark.parametrize(("slope", "score"), [(0.0, 17.467), (0.3, 44.068), (-0.3, -10.355)])
def test_b17_the_selected_score_agrees_with_the_bivariate_normal(slope: float, score: float) -> None:
    found = exact.nps(mean=8, spread=2, answering=-0.8416, slope=slope)
    assert found.score == pytest.approx(score, abs=6e-4)
    size = np.sqrt(1 + slope**2)
    both = multivariate_normal(cov=[[1, -slope / size], [-slope / size, 1]])
    total = norm.cdf(-0.8416 / size)
    below = [both.cdf([(cut - 8) / 2, -0.8416 / size]) / total for cut in (6.5, 8.5)]
    assert found.score == pytest.approx(100 * (1 - below[1] - below[0]), abs=1e-3)
    assert found.answering == pytest.approx(total, abs=1e-9)


MINOR = {"well": 0.95, "silent": 0.37, "unsolved": 0.46}
MAJOR = {"well": 0.95, "silent": 0.09, "unsolved": 0.19}


@pytest.mark.parametrize(
    ("staying", "satisfied", "voiced", "retention"),
    [
        (MINOR, 0.70, 0.3, 0.8466),
        (MINOR, 0.95, 0.3, 0.8541),
        (MINOR, 0.70, 0.6, 0.8592),
        (MAJOR, 0.54, 0.5, 0.8055),
        (MAJOR, 0.82, 0.5, 0.8195),
        (MAJOR, 0.54, 0.75, 0.81925),
    ],
)
def test_b11_the_failure_tree_gives_the_known_shares(
    staying: dict[str, float], satisfied: float, voiced: float, retention: float
) -> None:
    found = exact.failure_tree(failure=0.2, voiced=voiced, solved=0.5, **staying, satisfied=satisfied)
    assert found.retention == pytest.approx(retention, abs=6e-5)


def test_b11_the_branches_have_the_odds_that_they_were_made_from() -> None:
    found = exact.failure_tree(failure=0.2, voiced=0.5, solved=0.5, **MAJOR, satisfied=0.54)
    hazard = -np.log(0.95)
    rankles = np.array([1, 1 - found.answer_relieves, 1 - found.answer_relieves - found.justice_relieves])
    assert np.exp(-hazard * np.exp(found.grievance * rankles)) == pytest.approx([0.09, 0.19, 0.54])


def test_the_failure_tree_refuses_what_makes_no_sense() -> None:
    with pytest.raises(ValueError, match=r"voiced = 1\.5"):
        exact.failure_tree(failure=0.2, voiced=1.5, solved=0.5, **MINOR, satisfied=0.7)
    with pytest.raises(ValueError, match="silent = 0 must lie"):
        exact.failure_tree(failure=0.2, voiced=0.5, solved=0.5, **(MINOR | {"silent": 0}), satisfied=0.7)
    with pytest.raises(ValueError, match="never makes people stay"):
        exact.failure_tree(failure=0.2, voiced=0.5, solved=0.5, **(MINOR | {"silent": 0.96}), satisfied=0.7)


def test_nps_refuses_what_makes_no_sense() -> None:
    with pytest.raises(ValueError, match="spread = 0"):
        exact.nps(mean=8, spread=0)
    with pytest.raises(ValueError, match=r"coarse = 1\.5"):
        exact.nps(mean=8, spread=2, coarse=1.5)


def test_leaving_and_returning_gives_the_known_numbers_and_solves_its_chain() -> None:
    found = exact.leave_return(leaving=0.05, returning=0.02, discount=0.01, margin=10)
    assert [found.share, found.value_customer, found.value_lapsed] == pytest.approx([0.28571, 378.75, 252.50], abs=5e-6)
    chain = np.array([[0.95, 0.05], [0.02, 0.98]])
    assert np.linalg.solve(np.eye(2) - chain / 1.01, [10, 0]) == pytest.approx(
        [found.value_customer, found.value_lapsed]
    )
    assert (np.linalg.matrix_power(chain, 2000)[0]) == pytest.approx([found.share, 1 - found.share])


def test_who_never_returns_is_worth_constant_retention() -> None:
    gone = exact.leave_return(leaving=0.2, returning=0, discount=0.1, margin=100)
    assert gone.value_customer == pytest.approx(exact.geometric(0.8, 0.1, 100).value_paid_at_start)
    assert gone.value_lapsed == 0


@pytest.mark.parametrize(
    ("attrition", "shares"),
    [
        (0.0, (0.33120, 0.81280, 1.0)),
        (0.02, (0.30863, 0.75188, 0.95049)),
        (0.05, (0.27770, 0.66273, 0.87353)),
        (0.10, (0.23327, 0.52525, 0.73864)),
        (0.20, (0.16650, 0.31335, 0.45860)),
    ],
)
def test_bass_with_attrition_gives_the_published_numbers(attrition: float, shares: tuple[float, ...]) -> None:
    found = exact.bass_with_attrition([5, 10, 1000], innovation=0.03, imitation=0.38, attrition=attrition)
    assert found == pytest.approx(shares, abs=5e-6)


@pytest.mark.parametrize("attrition", [0.0, 0.1])
def test_bass_in_short_steps_is_bass_in_continuous_time(attrition: float) -> None:
    k = 2000  # steps a year
    followed = 0.38 * (1 - attrition)
    steps = exact.bass_steps(10 * k, 0.03 / k, followed / k, leaving=attrition / k)
    assert steps.share[-1] == pytest.approx(float(exact.bass_with_attrition(10, 0.03, 0.38, attrition)), abs=2e-4)


def test_the_spread_of_bass_is_that_of_runs_person_by_person() -> None:
    """A second evaluation: counts instead of persons, with people away for a step."""
    luck, people, runs = np.random.default_rng(15), 4000, 4000
    customers, away, free = np.zeros(runs, int), np.zeros(runs, int), np.full(runs, people)
    for _ in range(12):
        joining = luck.binomial(free, -np.expm1(-(0.03 + 0.38 * customers / people)))
        going = luck.binomial(customers, 0.1)
        customers, free, away = customers + joining - going, free - joining + away, going
    found = exact.bass_steps(12, 0.03, 0.38, leaving=0.1, away=1, people=people)
    assert_mean(customers / people, found.share[-1])
    assert np.std(customers / people) == pytest.approx(found.spread[-1], rel=0.05)
