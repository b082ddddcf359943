"""Differences come first: paired, with an interval, the odds of being better, and what a reader must know."""

from __future__ import annotations

import numpy as np
import pytest

import cxsim as cx
from cxsim.compare import VALUE
from cxsim.intervals import interval_of

pytestmark = pytest.mark.filterwarnings("ignore::cxsim.PrecisionWarning")  # small runs on purpose
TELECOM = cx.load_example("telecom")
PLANS = ["today", cx.levers.redesign("help_desk"), cx.levers.consistency()]


@pytest.fixture(scope="module")
def study() -> cx.Comparison:
    return cx.compare(TELECOM, PLANS, months=24, people=4_000, replications=4)


def test_the_table_has_a_row_for_each_plan_and_measure(study: cx.Comparison) -> None:
    table = study.table()
    assert table.index.get_level_values("scenario").unique().tolist() == study.challengers
    assert table.columns.tolist() == ["today", "scenario_value", "difference", "low", "high", "P(better)", "unit"]
    np.testing.assert_allclose(table["difference"], table["scenario_value"] - table["today"], rtol=1e-6, atol=1e-9)


def test_pairing_makes_differences_far_more_certain_than_levels(study: cx.Comparison) -> None:
    label = study.challengers[1]
    paired = study.interval("churn", label).error
    levels = study.results[label].metric("churn").to_numpy()
    assert paired < levels.std(ddof=1) / np.sqrt(len(levels)) * np.sqrt(2) / 2


def test_less_spread_lowers_churn_and_narrows_what_is_felt(study: cx.Comparison) -> None:
    label = "less spread everywhere"
    assert study.interval("churn", label).high < 0
    assert study.interval("below_zone", label).high < 0
    assert study.interval("inside_zone", label).low > 0


def test_a_comparison_is_the_difference_of_single_runs(study: cx.Comparison) -> None:
    label = study.challengers[0]
    alone = cx.simulate(TELECOM, PLANS[1], months=24, people=4_000, replications=4)
    assert alone.digest == study.results[label].digest


def test_per_person_errors_agree_with_those_over_replications_when_people_do_not_interact() -> None:
    study = cx.compare(TELECOM, PLANS[:2], months=12, people=2_000, replications=24, interactions=False)
    label = study.challengers[0]
    per_person = study.interval(VALUE, label).error
    values = study.difference(VALUE, label).to_numpy()
    over_replications = values.std(ddof=1) / np.sqrt(len(values))
    assert 0.5 < per_person / over_replications < 2  # the latter has 23 degrees of freedom


def test_paired_values_of_people_add_up_to_the_difference(study: cx.Comparison) -> None:
    label = study.challengers[0]
    differences = study.customers.groupby("segment", observed=True)[label].sum()
    np.testing.assert_allclose(differences.to_numpy(), study.paired[label][0, :, 1], rtol=1e-4, atol=0.5)


def test_a_wide_interval_is_warned_of_with_a_remedy() -> None:
    promise = cx.levers.promise(points=0.5, label="bigger promise")
    with pytest.warns(cx.PrecisionWarning, match="simulated people over all replications: bigger promise"):
        cx.compare(TELECOM, ["today", promise], months=24, people=600, replications=2)


def test_several_plans_are_ranked_with_a_warning_about_the_best(study: cx.Comparison) -> None:
    first, second, odds = study.best()
    assert {first, second} <= set(study.labels)
    assert 0.5 <= odds <= 1
    assert any("came out best" in note for note in study.notes)


def test_notes_say_that_only_luck_is_in_the_interval(study: cx.Comparison) -> None:
    assert "simulation error" in study.notes[0]
    assert "doubt" in study.notes[0]


@pytest.mark.parametrize(
    ("scenarios", "message"), [(["today"], "two scenarios"), (["today", "today"], "labels must differ")]
)
def test_what_cannot_be_compared_is_refused(scenarios: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cx.compare(TELECOM, scenarios)


def test_a_promise_above_delivery_helps_joining_and_hurts_staying() -> None:
    study = cx.compare(TELECOM, ["today", cx.levers.promise(points=1.0)], months=36, people=8_000, replications=4)
    label = study.challengers[0]
    joined = study.difference("joined", label, by=["month"]).mean("replication")
    assert float(joined[1:6].mean()) > 0
    assert study.interval("churn", label).low > 0
    assert study.interval("trust", label).high < 0


def test_costs_that_follow_the_customers_are_in_the_interval() -> None:
    target = {"path": "policy.promise.*", "operation": "add", "effect": {"low": 0.4, "likely": 0.5, "high": 0.6}}
    dear = cx.Lever(key="own", label="dear", targets=[target], per_customer=20.0, response="fixed")
    study = cx.compare(TELECOM, ["today", dear], months=12, people=2_000, replications=6, interactions=False)
    assert study.interval(VALUE, "dear") == interval_of(study.difference(VALUE, "dear").to_numpy())


def test_a_lever_that_only_costs_has_another_digest() -> None:
    costly = cx.levers.redesign("advert", size=0.0, label="nothing")
    paid = cx.levers.redesign("advert", size=1e-9, label="nothing")
    runs = [cx.simulate(TELECOM, lever, months=1, people=300, replications=1).digest for lever in (costly, paid)]
    assert runs[0] != runs[1]


@pytest.mark.parametrize(
    "path", ["market.size", "segments.regular.fee", "traits.fit_spread", "segments.*.share", "market.*"]
)
def test_what_is_settled_before_the_first_month_cannot_be_moved(path: str) -> None:
    target = {"path": path, "operation": "multiply", "effect": {"low": 0.1, "likely": 0.2, "high": 0.3}}
    lever = cx.Lever(key="own", label="own", targets=[target], monthly=1000.0)
    with pytest.raises(cx.ScenarioError, match="settled before the first month"):
        cx.simulate(TELECOM, lever, months=1, people=300, replications=1)
