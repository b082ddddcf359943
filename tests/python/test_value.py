"""What a scenario is worth: lines that add up, payback and returns where they can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import cxsim as cx
from cxsim.breakeven import break_even_cost
from cxsim.value import _for_good, _payback, _roi_interval, gap

TELECOM = cx.load_example("telecom")


pytestmark = pytest.mark.filterwarnings("ignore::cxsim.PrecisionWarning")


@pytest.fixture(scope="module")
def study() -> cx.Comparison:
    return cx.compare(TELECOM, ["today", cx.levers.consistency()], months=12, people=1_000, replications=3)


def test_the_lines_add_up_to_the_difference_in_value(study: cx.Comparison) -> None:
    lines = study.lines("less spread everywhere")["difference"]
    assert lines.iloc[:-1].sum() == pytest.approx(lines.iloc[-1], rel=1e-9)
    assert lines.iloc[-1] == pytest.approx(float(study.difference("net_present_value", study.labels[1]).mean()))
    assert lines["levers"] < 0
    assert lines["fixed costs"] == 0


def test_a_return_is_the_gain_per_outlay_and_costs_at_break_even_leave_none(study: cx.Comparison) -> None:
    row, label = study.returns().iloc[0], study.labels[1]
    levers = gap(study, label, "lever_cost").sum(axis=1).mean()
    assert break_even_cost(study, label)["cost"] - levers == pytest.approx(row["gain"])
    assert row["roi"] == pytest.approx(row["gain"] / row["outlay"])
    assert row["low"] < row["roi"] < row["high"]


def test_payback_is_the_end_of_the_last_month_below_nothing() -> None:
    ends = np.array([1.0, 2, 3, 4])
    assert _for_good(np.array([-1.0, -1, 2, 3]), ends) == 3
    assert _for_good(np.array([-1.0, 2, -1, 3]), ends) == 4
    assert _for_good(np.array([0.0, 1, 2, 3]), ends) == 0
    assert np.isnan(_for_good(np.array([1.0, 2, 3, -1]), ends))


def test_the_interval_of_the_payback_holds_it_and_says_where_it_ends(study: cx.Comparison) -> None:
    rising = np.cumsum(np.array([[-3.0] + [1.0] * 11, [-3.1] + [1.0] * 11, [-2.9] + [1.0] * 11]), axis=1)
    row = _payback(rising, study)
    assert row["low"] <= row["payback"] <= row["high"]
    assert row["payback"] == 4
    assert row["reading"] == "after 4 months"
    assert _payback(-np.ones((3, 12)), study)["reading"] == "not within 12 months"


def test_what_fewer_failures_save_on_refunds_does_not_shrink_the_outlay() -> None:
    company = TELECOM.replace({f"touchpoints.{name}.failure": 0.2 for name in ("use", "pay")})
    study = cx.compare(company, ["today", cx.levers.fewer_failures()], months=12, people=1_000, replications=2)
    saved, spent = (gap(study, study.labels[1], name).sum(axis=1).mean() for name in ("recovery_cost", "lever_cost"))
    assert saved < 0
    assert study.returns()["outlay"].iloc[0] >= spent


def test_no_outlay_has_no_return() -> None:
    assert np.isnan(_roi_interval(np.ones(3), np.zeros(3))[0])
    assert _roi_interval(np.ones(3), np.zeros(3))[2].startswith("pays for itself")
    assert _roi_interval(-np.ones(3), -np.ones(3))[2] == "spends no more than today, and earns less"
    low, high, _ = _roi_interval(np.array([2.0, 2.2, 1.8]), np.array([1.0, 1.0, 1.0]))
    assert low < 2 < high


def test_more_answers_notice_earlier_and_never_see_equal_worlds(study: cx.Comparison) -> None:
    few, many = (study.first_seen(answers=n).iloc[0] for n in (400, 4_000_000))
    assert many["visible"] == pytest.approx(few["visible"] / 100, rel=1e-6)
    assert many["low"] <= many["month"]
    assert not few["month"] < many["month"]
    equal = replace(study, results={"today": study.results["today"], "same": study.results["today"]})
    assert np.isnan(equal.first_seen(answers=10**9)["month"].iloc[0])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [({"answers": 1}, "answers = 1"), ({"power": 1}, "power = 1")],
)
def test_questions_that_make_no_sense_are_refused(study: cx.Comparison, wrong: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        study.first_seen(**wrong)  # type: ignore[arg-type]
