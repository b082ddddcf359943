"""Closed forms through the public API: with every other mechanism switched off, the simulation is the textbook case."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

import cxsim as cx
from within import assert_mean, assert_share, assert_variance


def cohort(company: cx.Company, months: int, people: int, seed: int, replications: int = 1) -> cx.Results:
    return cx.simulate(
        company, months=months, people=people, replications=replications, seed=seed, start="cohort", interactions=False
    )


def laboratory(**asked: Any) -> cx.Company:
    return cx.load(cx.exact.laboratory(**asked))


def test_the_helper_refuses_a_wrong_mean() -> None:
    sample = np.random.default_rng(1).normal(0.1, 1, 10_000)
    with pytest.raises(AssertionError, match="standard errors"):
        assert_mean(sample, 0)
    assert_mean(sample, 0.1)


def test_b1_geometric_retention_has_the_known_lifetime_and_value() -> None:
    retention, discount, margin = 0.8, 0.1, 100.0
    exact = cx.exact.geometric(retention, discount, margin)
    company = laboratory(hazard=-np.log(retention), margin=margin, discount=discount)
    results = cohort(company, months=90, people=100_000, seed=101)
    assert_mean(results.customers["value"], exact.value_paid_at_start)
    lifetimes = results.customers["tenure"] + 1  # who left in month t was a customer in months 0 to t
    assert not (results.customers["status"] == "customer").any()
    assert_mean(lifetimes, exact.lifetime)


@pytest.mark.parametrize(("shape", "seed"), [((0.668, 3.806), 21), ((0.704, 1.182), 22)])
def test_b2_seven_kinds_of_people_leave_like_a_beta_mixture(shape: tuple[float, float], seed: int) -> None:
    discount, months = 0.1, 14  # survival is exact up to 2 * 7 - 1 renewals
    company = cx.load(cx.exact.laboratory(discount=discount) | {"segments": cx.exact.beta_segments(*shape, count=7)})
    results = cohort(company, months=months, people=20_000, seed=seed, replications=20)
    survival = cx.exact.shifted_beta_geometric_survival(np.arange(months), *shape)
    alive = results.data["customers"].sum("segment") / company.get("market.size")
    for month in range(1, months):
        assert_mean(alive.sel(month=month), survival[month])
    value = results.net_present_value() / company.get("market.size")
    assert_mean(value, float(survival @ (1 + discount) ** -np.arange(months)))


@pytest.mark.parametrize(("shape", "seed"), [((0.668, 3.806), 23), ((0.704, 1.182), 24)])
def test_b2_people_who_differ_without_steps_leave_as_the_beta_distribution_says(
    shape: tuple[float, float], seed: int
) -> None:
    people, months = 200_000, 13
    company = laboratory(leaving_alpha=shape[0], leaving_beta=shape[1])
    data = cohort(company, months=months, people=people, seed=seed).data
    alive = data["customers"].sum("segment").squeeze("replication") * people / company.get("market.size")
    survival = cx.exact.shifted_beta_geometric_survival(np.arange(months), *shape)
    for month in range(1, months):  # who leaves in one month does not depend on who left before
        before, after = float(alive.sel(month=month - 1)), float(alive.sel(month=month))
        assert_share(after, before, survival[month] / survival[month - 1])


def test_the_laboratory_refuses_two_ways_of_leaving_at_once() -> None:
    with pytest.raises(ValueError, match=r"hazard = 0\.1"):
        cx.exact.laboratory(hazard=0.1, leaving_alpha=1, leaving_beta=1)


@pytest.mark.parametrize(("variance", "seed"), [(1.0, 41), (0.5, 42), (0.0, 43)])
def test_b4_gamma_frailty_gives_the_known_survival(variance: float, seed: int) -> None:
    people = 100_000
    results = cohort(laboratory(hazard=0.05, frailty=variance), months=12, people=people, seed=seed)
    alive = (results.customers["status"] == "customer").sum()
    assert_share(alive, people, float(cx.exact.gamma_frailty_survival(12 * 0.05, variance)))


def test_b6_the_will_expectation_is_a_kalman_filter() -> None:
    noise, drift, months = 1.0, 0.05, 60
    exact = cx.exact.kalman(noise, drift)
    asked = {"spread": np.sqrt(noise), "noise": noise, "drift": drift, "uncertainty": exact.uncertainty}
    late = cohort(laboratory(will=7.0, quality=7.0, **asked), months=months, people=100_000, seed=61).customers
    assert_variance(late["will_quality"], exact.will_variance)
    assert_mean(late["will_quality"], 7.0)
    # single precision leaves V at its fixed point to seven digits
    np.testing.assert_allclose(late["uncertainty"], exact.uncertainty, rtol=1e-5)
    early = cohort(laboratory(will=8.0, quality=7.0, **asked), months=5, people=100_000, seed=62).customers
    assert_mean(early["will_quality"] - 7.0, float(exact.remaining_error(5)))


def test_b7_delight_ratchets_the_desired_level_to_an_expectile() -> None:
    pulls, quality = {"up": 0.04, "down": 0.02}, 7.0
    exact = cx.exact.ratchet(mean=quality, spread=1.0, **pulls)
    asked = {"spread": 1.0, "desired": quality, "ratchet_up": pulls["up"], "ratchet_down": pulls["down"]}
    level = cohort(laboratory(quality=quality, **asked), months=300, people=10_000, seed=75).customers["should_quality"]
    assert_mean(level, exact.mean)
    distance = quality - level.to_numpy()
    excess = distance * norm.cdf(distance) + norm.pdf(distance)
    assert_mean(pulls["up"] * excess - pulls["down"] * (excess - distance), 0.0)  # nobody is pulled on average


def test_b8_variability_costs_and_the_mean_does_not_pay_once_expected() -> None:
    exact = cx.exact.kalman(noise=1.0, drift=0.05)
    slopes = {"better": 0.15, "worse": 0.30}
    asked = {"spread": 1.0, "drift": 0.05, "uncertainty": exact.uncertainty, **slopes}
    price = cx.exact.price_of_variability(noise=1.0, drift=0.05, **slopes)
    for quality, seed in ((7.0, 81), (8.0, 82)):
        company = laboratory(will=7.0, quality=quality, **asked)
        data = cohort(company, months=80, people=1000, seed=seed, replications=20).data
        late = data["touchpoint_value"].sel(month=slice(50, None))  # of the first surprise, 0.8^50 is left
        assert_mean(late.mean(["month", "segment", "touchpoint"]), price)


@pytest.mark.parametrize(("spread", "seed"), [(1.0, 91), (1.5, 92)])
def test_b9_the_zone_has_the_known_value_and_shares(spread: float, seed: int) -> None:
    slopes = {"below": 1.0, "inside": 0.4, "above": 0.5}
    exact = cx.exact.zone(mean=7.0, spread=spread, adequate=6.5, desired=7.9, **slopes)
    company = laboratory(quality=7.0, spread=spread, desired=7.9, width=1.4, **slopes)
    people, replications = 20_000, 20
    data = cohort(company, months=1, people=people, seed=seed, replications=replications).data
    assert_mean(data["touchpoint_value"], exact.value)
    weight = company.get("market.size") / people
    for name, share in (("touchpoint_below", exact.share_below), ("touchpoint_above", exact.share_above)):
        assert_share(float(data[name].sum()) / weight, people * replications, share)


@pytest.mark.parametrize(("quality", "seed"), [(7.0, 105), (7.5, 106)])
def test_b10_journeys_are_remembered_by_mean_peak_and_end(quality: float, seed: int) -> None:
    company = laboratory(will=7.0, quality=quality, spread=1.0, level=1.0, encounters=5)
    weights = {name: company.get(f"satisfaction.{name}") for name in ("mean_weight", "peak_weight", "end_weight")}
    exact = cx.exact.peak_end(mean=quality - 7.0, spread=1.0, encounters=5, **weights)
    data = cohort(company, months=1, people=20_000, seed=seed, replications=20).data
    assert_mean(data["journey_value"], exact.mean)
    assert_mean(data["journey_value"] ** 2 + data["journey_value_sd"] ** 2, exact.mean**2 + exact.spread**2)


TREES = {
    "minor": ({"well": 0.95, "silent": 0.37, "unsolved": 0.46}, 0.70, 0.95),
    "major": ({"well": 0.95, "silent": 0.09, "unsolved": 0.19}, 0.54, 0.82),
}


@pytest.mark.parametrize(
    ("size", "quickly", "voiced", "seed"),
    [
        ("minor", False, 0.3, 111),
        ("minor", True, 0.3, 112),
        ("minor", False, 0.6, 113),
        ("major", False, 0.5, 114),
        ("major", True, 0.5, 115),
        ("major", False, 0.75, 116),
    ],
)
def test_b11_silence_complaint_and_solution_keep_the_known_share(
    size: str, quickly: bool, voiced: float, seed: int
) -> None:
    staying, satisfied, at_once = TREES[size]
    odds = {"failure": 0.2, "voiced": voiced, "solved": 0.5}
    tree = cx.exact.failure_tree(**odds, **staying, satisfied=at_once if quickly else satisfied)
    switches = {name: getattr(tree, name) for name in ("grievance", "answer_relieves", "justice_relieves")}
    people = 400_000
    company = laboratory(hazard=-np.log(staying["well"]), **odds, **switches)
    results = cohort(company, months=1, people=people, seed=seed)
    assert_share((results.customers["status"] == "customer").sum(), people, tree.retention)


ANSWERS = {"quality": 7.0, "will": 7.0, "spread": 1.0, "level": 1.0, "style": 0.8, "answer_noise": 0.9}


def answers(seed: int, **asked: float) -> dict[str, np.ndarray]:
    """Simulated people by their answer in the first month: latent answers are normal, of standard deviation 2."""
    people = 400_000
    company = laboratory(answer=8.0, answer_satisfaction=float(np.sqrt(4 - 0.8**2 - 0.9**2)), **ANSWERS, **asked)
    data = cohort(company, months=1, people=people, seed=seed).data
    weight = company.get("market.size") / people
    return {name: data[name].to_numpy().ravel() / weight for name in ("answers_all", "answers_willing", "answers")}


def test_b14_the_share_who_answer_is_not_the_odds_of_the_mean_person() -> None:
    found = answers(seed=143, asked=1.0, answering=-1.645, answering_slope=0.5)
    assert_share(found["answers"].sum(), found["answers_all"].sum(), float(cx.exact.probit_normal(-1.645, 0.5)))


@pytest.mark.parametrize(("coarse", "seed"), [(0.0, 161), (0.15, 162)])
def test_b16_answers_of_all_customers_are_an_ordered_probit(coarse: float, seed: int) -> None:
    found = answers(seed=seed, coarse=coarse)["answers_all"]
    assert found.sum() == pytest.approx(400_000)
    assert_answers(found, cx.exact.nps(mean=8, spread=2, coarse=coarse))


def test_b16_the_score_of_few_people_varies_as_its_standard_error_says() -> None:
    company = laboratory(answer=8.0, answer_satisfaction=float(np.sqrt(2.55)), **ANSWERS)
    data = cohort(company, months=1, people=2000, seed=163, replications=200).data
    counts = data["answers_all"].to_numpy().reshape(200, 11)
    scores = 100 * (counts[:, 9:].sum(1) - counts[:, :7].sum(1)) / counts.sum(1)
    exact = cx.exact.nps(mean=8, spread=2)
    assert_mean(scores, exact.score)
    assert_variance(scores, exact.error(2000) ** 2)


@pytest.mark.parametrize(
    ("slope", "extremes", "seed"), [(0.0, 0.0, 171), (0.3, 0.0, 172), (-0.3, 0.0, 173), (0.15, 0.1, 174)]
)
def test_b17_answers_of_those_who_answer_are_a_selected_probit(slope: float, extremes: float, seed: int) -> None:
    probit = {"answering": -0.8416, "answering_slope": slope, "answering_extremes": extremes}
    found = answers(seed=seed, asked=1.0, **probit)
    exact = cx.exact.nps(mean=8, spread=2, answering=-0.8416, slope=slope, extremes=extremes)
    assert_share(found["answers"].sum(), found["answers_all"].sum(), exact.answering)
    assert_answers(found["answers"], exact)
    np.testing.assert_array_equal(found["answers"], found["answers_willing"])  # everybody was asked


def assert_answers(found: np.ndarray, exact: cx.exact.Nps) -> None:
    """Fail unless every answer is as frequent as it should be, and so is the score."""
    for answer, share in enumerate(exact.shares):
        assert_share(found[answer], found.sum(), share)
    score = 100 * (found[9:].sum() - found[:7].sum()) / found.sum()
    assert abs(score - exact.score) <= 4 * exact.error(found.sum())


def test_journeys_visit_touchpoints_as_the_fundamental_matrix_says() -> None:
    telecom = cx.load_example("telecom")
    others = {
        f"journeys.{j}.{what}": 0
        for j in ("shop", "renew", "use")
        for what in ("always", "rate", "every", "on_joining")
    }
    company = telecom.replace({**others, "journeys.get_help.rate": 1.0, "touchpoints.help_desk.failure": 0.3,
                               "grievance.help_per_pending": 0.0})  # fmt: skip
    routes = {part: routes_of(company, "get_help", part) for part in ("transitions", "after_failure")}
    entry = {t: company.get(f"journeys.get_help.entry.{t}") for t in company.names.touchpoints}
    failure = {t: company.get(f"touchpoints.{t}.failure") for t in company.names.touchpoints}
    exact = cx.exact.fundamental_matrix(entry, routes["transitions"], routes["after_failure"], failure)
    assert company.expected_visits("get_help") == pytest.approx(exact, rel=1e-12)
    data = cohort(company, months=3, people=20_000, seed=71, replications=12).data
    journeys = data["journeys"].sel(journey="get_help").sum(["month", "segment"])
    visits = data["touchpoint_encounters"].sum(["month", "segment"]) / journeys
    for touchpoint in company.names.touchpoints:
        sample = visits.sel(touchpoint=touchpoint)
        if exact[touchpoint] == 0:
            assert not sample.any(), touchpoint
        else:
            assert_mean(sample, exact[touchpoint])


def routes_of(company: cx.Company, journey: str, part: str) -> dict[str, dict[str, float]]:
    """Rows of a journey's transitions; after a failure only the rows that differ."""
    names = company.names.touchpoints
    rows = names if part == "transitions" else [t for j, t in company.own_routes() if j == journey]
    return {a: {b: company.get(f"journeys.{journey}.{part}.{a}.{b}") for b in names} for a in rows}


def returning(odds: float, **asked: Any) -> cx.Company:
    """Return a laboratory whose customers come back with constant odds, whatever they feel and however long ago."""
    still = dict.fromkeys(("win_back.satisfaction", "win_back.fading", "win_back.service"), 0.0)
    return laboratory(**asked).replace(
        {**still, "win_back.odds": odds, "win_back.second_life": 1, "market.forgetting": 1200}
    )


def test_b13_people_who_leave_and_return_have_the_known_value_and_share() -> None:
    exact = cx.exact.leave_return(leaving=0.05, returning=0.02, discount=0.01, margin=10)
    company = returning(0.02, hazard=-np.log(0.95), margin=10, discount=0.01)
    months, later, people = 1000, 100, 10_000
    simulation = cx.Simulation(company, months=months, people=people, seed=131, start="cohort", interactions=False)
    simulation.advance(later)
    then = simulation.customers()
    simulation.advance(months - later)
    now = simulation.customers()
    assert_mean(now["value"], exact.value_customer)
    worth = (now["value"] - then["value"]) * 1.01**later
    assert_mean(worth[then["status"] == "lapsed"], exact.value_lapsed)
    assert_share(float((now["status"] == "customer").sum()), people, exact.share)


BASS = {"adoption.innovation": 0.03, "market.penetration": 0.0}


@pytest.mark.parametrize(("attrition", "seed"), [(0.0, 151), (0.1, 152), (0.2, 153)])
def test_b15_a_service_spreads_as_bass_says_and_runs_differ_as_much(attrition: float, seed: int) -> None:
    steps, people, replications = 120, 2000, 100
    imitation = 0.38 * (1 - attrition)
    more = {"segments.everyone.involuntary": attrition / 12, "adoption.imitation": imitation, "market.forgetting": 1}
    company = laboratory().replace({**BASS, **more})
    start = cx._core.burn_in_steps(company.parameters())
    results = cx.simulate(
        company, months=steps - start + 1, people=people, replications=replications, seed=seed, start="steady"
    )
    shares = results.data["customers"].sum("segment") / company.get("market.size")
    exact = cx.exact.bass_steps(steps, 0.03 / 12, imitation / 12, leaving=attrition / 12, away=1, people=people)
    for step in (60, 120):
        found = shares.sel(month=step - start)
        assert_mean(found, exact.share[step])
        assert_variance(found, exact.spread[step] ** 2)
    smooth = cx.exact.bass_with_attrition([5, 10], 0.03, 0.38, attrition)
    assert exact.share[[60, 120]] == pytest.approx(smooth, abs=0.02)
