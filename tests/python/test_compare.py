"""Differences come first: paired, with an interval, the odds of being better, and what a reader must know."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import ClassVar, cast

import numpy as np
import pandas as pd
import pytest
import xarray as xr

import cxsim as cx
from cxsim.intervals import interval_of
from cxsim.metrics import VALUE
from cxsim.notes import notes_of

pytestmark = pytest.mark.filterwarnings("ignore::cxsim.PrecisionWarning")  # small runs on purpose
TELECOM = cx.load_example("telecom")
PLANS = ["today", cx.levers.redesign("help_desk"), cx.levers.consistency()]


@pytest.fixture(scope="module")
def study() -> cx.Comparison:
    return cx.compare(TELECOM, PLANS, months=24, people=4_000, replications=4)


def test_the_table_has_a_row_for_each_plan_and_measure(study: cx.Comparison) -> None:
    table = study.table()
    assert table.index.get_level_values("scenario").unique().tolist() == study.challengers
    assert table.columns.tolist()[:5] == ["difference", "low", "high", "P(better)", "unit"]
    levels = table["scenario_value"] - table["baseline_value"]
    np.testing.assert_allclose(table["difference"], levels, rtol=1e-6, atol=1e-9)


def test_an_unknown_label_or_place_is_told_in_words(study: cx.Comparison) -> None:
    with pytest.raises(ValueError, match=r"label 'tday' is no scenario here; .* did you mean 'today'"):
        study.results["tday"]
    with pytest.raises(TypeError, match="path = 5: give the path of a file"):
        study.report(5)  # type: ignore[arg-type]


def test_a_narrow_terminal_shows_the_difference_first(study: cx.Comparison) -> None:
    for most_columns, seen in ((0, ["difference"]), (20, ["difference", "low"])):  # cut to the width, or wrapped
        with pd.option_context("display.width", 80, "display.max_columns", most_columns):
            first = str(study.table()).splitlines()[0]
        assert len(first) <= 80
        assert first.split()[: len(seen)] == seen


def test_pairing_makes_differences_far_more_certain_than_levels(study: cx.Comparison) -> None:
    label = study.challengers[1]
    paired = study.interval(VALUE, label).error
    levels = study.results[label].metric(VALUE).to_numpy()
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
    with pytest.warns(cx.PrecisionWarning, match="simulated people over all replications: 'bigger promise'"):
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
    ("scenarios", "message"),
    [
        (["today"], "two scenarios"),
        (["today", "today"], "labels must differ"),
        (["todya", cx.levers.consistency()], "did you mean 'today'"),
        (["today", 3], "scenario = 3: is no scenario"),
    ],
)
def test_what_cannot_be_compared_is_refused(scenarios: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cx.compare(TELECOM, scenarios)


@pytest.mark.parametrize("scenarios", ["today", cx.levers.consistency(), cx.Scenario("today"), None])
def test_one_scenario_instead_of_a_list_is_refused_with_an_example(scenarios: object) -> None:
    with pytest.raises(TypeError, match=r"give a list, the baseline first, such as \['today', "):
        cx.compare(TELECOM, scenarios)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("label", "levers", "message"),
    [
        ("", [], "label = '': names no scenario"),
        (" ", [], "names no scenario"),
        (3, [], "label = 3: names no scenario"),
        ("x", cx.levers.consistency(), r"is no list of levers; write cx\.Scenario\('x', \[lever\]\)"),
        ("x", "redesign", "levers = 'redesign': is no list of levers"),
        ("x", [cx.levers.consistency(), "redesign"], r"levers\[1\] = 'redesign': in scenario 'x' is no lever"),
    ],
)
def test_what_makes_no_scenario_is_refused_where_it_is_written(
    label: str, levers: list[cx.Lever], message: str
) -> None:
    with pytest.raises(cx.ScenarioError, match=message):
        cx.Scenario(label, levers)


def test_a_scenario_shows_its_levers_with_their_sizes() -> None:
    both = cx.Scenario("both", [cx.levers.consistency(size=1.5), cx.levers.redesign("help_desk", monthly=40_000)])
    assert repr(both) == "Scenario('both', less spread everywhere × 1.5, redesign help desk at 40,000 a month)"


def test_a_comparison_shows_itself_in_a_line(study: cx.Comparison) -> None:
    assert re.fullmatch(
        r"<cxsim\.Comparison of Telecom example: 2 scenarios against 'today', digest [0-9a-f]{12}>", repr(study)
    )


def test_a_notebook_glues_no_unit_to_its_measure(study: cx.Comparison) -> None:
    text = re.sub("<.*?>", "", study._repr_html_())
    assert "Δ churn % per month" in text
    assert "Δ below the zone % of encounters" in text
    assert "P(better) in value" in text


def test_measures_go_by_label_and_a_wrong_name_names_the_nearest(study: cx.Comparison) -> None:
    label = study.challengers[0]
    xr.testing.assert_identical(study.difference("below the zone", label), study.difference("below_zone", label))
    assert study.interval("net_present_value", label) == study.interval("net present value", label)
    with pytest.raises(ValueError, match="did you mean 'satisfaction'"):
        study.difference("satisfction", label)
    with pytest.raises(ValueError, match="did you mean 'redesign help desk'"):
        study.interval("churn", "redesign helpdesk")
    with pytest.raises(ValueError, match="'churn' has no such axis; known: month, segment"):
        study.difference("churn", label, by="touchpoint")
    with pytest.raises(ValueError, match="known: month"):
        study.difference("net present value", label, by="segment")


def test_differences_by_dimension_say_where_the_zone_changed(study: cx.Comparison) -> None:
    label = study.challengers[0]
    change = study.difference("below_zone", label, by="dimension")
    now, before = (study.results[one].metric("below_zone", by="dimension") for one in (label, "today"))
    np.testing.assert_array_equal(change, now - before)
    assert float(change.mean("replication").min()) < 0


def test_what_a_lever_could_not_do_is_noted_under_its_scenario() -> None:
    target = {"path": "policy.integration", "operation": "add", "effect": 0.9}
    beyond = cx.Lever(key="own", label="beyond", targets=[target], once=1_000)
    late = cx.levers.consistency(from_=9, label="late")
    with pytest.warns(cx.ExtrapolationWarning, match="'beyond': levers push numbers beyond their range"):
        study = cx.compare(TELECOM, ["today", beyond, late], months=2, people=300, replications=1)
    assert "no interval" in study.notes[0]
    assert study.notes[1].startswith("'beyond': levers push numbers beyond their range")
    assert study.notes[2].startswith("'late': late does nothing within 2 months: it starts in month 9")
    assert all(note.split(":")[0] in study._repr_html_() for note in ("beyond", "late"))


class Told:
    """A comparison that came out as told."""

    baseline = "today"
    doubt = None
    settings: ClassVar = {"replications": 8}
    simulated = 1_000

    def __init__(self, first: str = "a", odds: float = 0.9, wish: float = 5_000, market: float = 1e6) -> None:
        self.told, self.wish = (first, "b", odds), wish
        people = xr.DataArray(np.full((1, 1), market), dims=("replication", "month"))
        data = xr.Dataset({"customers": people, "prospects": 0 * people, "lapsed": 0 * people})
        self.results = {label: SimpleNamespace(data=data, run_notes=[]) for label in ("today", "a", "b")}

    def best(self) -> tuple[str, str, float]:
        return self.told

    def too_wide(self) -> list[str]:
        return ["a"]

    def people_for(self, label: str) -> float:
        assert label == "a"
        return self.wish


@pytest.mark.parametrize(
    ("told", "wish"),
    [
        (Told(wish=5_001), "'a' 5,100."),
        (Told(wish=100_001), "'a' more than 100 times as many as now (too near to 0 to be sized)."),
        (Told(wish=np.inf), "'a' more than 100 times as many as now (too near to 0 to be sized)."),
        (Told(wish=50_001, market=50_000), "'a' 51,000."),  # a small market is not a difference near to 0
    ],
)
def test_no_absurd_number_of_people_is_asked_for(told: cx.Comparison, wish: str) -> None:
    assert notes_of(told)[1].endswith(f"over all replications: {wish}")


def test_the_note_on_the_best_never_claims_certainty_and_fits_a_baseline_that_is_best() -> None:
    assert "'a'; it beats 'b' with P > 0.99." in notes_of(cast("cx.Comparison", Told(odds=1.0)))[2]
    assert "'a'; it beats 'b' with P = 0.90." in notes_of(cast("cx.Comparison", Told()))[2]
    today = notes_of(cast("cx.Comparison", Told("today", 1.0)))[2]
    assert today.startswith("No scenario comes out worth more than 'today'; it beats 'b', the next, with P > 0.99.")
    assert "Best by" not in today


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
    "path", ["market.size", "segments.regular.fee", "traits.fit_spread", "segments.*.share", "market.initial_tenure"]
)
def test_what_is_settled_before_the_first_month_cannot_be_moved(path: str) -> None:
    target = {"path": path, "operation": "multiply", "effect": {"low": 0.1, "likely": 0.2, "high": 0.3}}
    lever = cx.Lever(key="own", label="own", targets=[target], monthly=1000.0)
    with pytest.raises(cx.ScenarioError, match="settled before the first month"):
        cx.simulate(TELECOM, lever, months=1, people=300, replications=1)
