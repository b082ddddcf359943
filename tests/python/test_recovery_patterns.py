"""What is published about failures and their recovery, and what must hold whatever the numbers are."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

import cxsim as cx
from recovery_study import (
    ANSWERED,
    IGNORED,
    NO_FAILURE,
    PERFECT,
    SILENT,
    SIZES,
    SLOPES,
    SOLVED,
    in_month_0,
    mean,
    study,
    survival,
    with_error,
)

CLEAR = 4  # standard errors of paired replications
NORM = cx.load_example("telecom_norm")

pytestmark = [
    pytest.mark.filterwarnings("ignore::cxsim.PrecisionWarning"),
    pytest.mark.filterwarnings("ignore::cxsim.constants.StaleConstantsWarning"),
]


def clearly_above_0(values: np.ndarray) -> bool:
    found, error = with_error(values)
    return found > CLEAR * error


@pytest.mark.slow
def test_a_major_failure_keeps_more_customers_the_better_it_is_treated() -> None:
    """The published order has silence at its lower end; here it keeps more than being ignored: docs say so."""
    found = study("major", months=13, people=4_000, replications=4, seed=62)
    stay = {label: survival(found, label) for label in (IGNORED, ANSWERED, SOLVED, PERFECT, NO_FAILURE, SILENT)}
    order = [stay[label] for label in (IGNORED, ANSWERED, SOLVED, PERFECT, NO_FAILURE)]
    for worse, better in pairwise(order):
        assert clearly_above_0(better - worse)
    assert clearly_above_0(stay[ANSWERED] - stay[SILENT])


@pytest.mark.slow
@pytest.mark.parametrize("size", list(SIZES))
def test_a_perfect_recovery_is_praised_and_keeps_fewer_than_no_failure(size: str) -> None:
    found = study(size, months=13, people=4_000, replications=4, seed=63)
    assert clearly_above_0(mean(found, PERFECT, "answer") - mean(found, NO_FAILURE, "answer"))
    assert clearly_above_0(survival(found, NO_FAILURE) - survival(found, PERFECT))


@pytest.mark.slow
@pytest.mark.parametrize("slopes", SLOPES)
@pytest.mark.parametrize("size", list(SIZES))
def test_failing_and_recovering_never_beats_not_failing(size: str, slopes: str) -> None:
    found = study(size, slopes, months=13, people=4_000, replications=4, seed=64)
    assert clearly_above_0(survival(found, NO_FAILURE) - survival(found, PERFECT))
    assert clearly_above_0(-found.difference("net_present_value", PERFECT).to_numpy())


@pytest.mark.parametrize("slopes", SLOPES)
@pytest.mark.parametrize("size", list(SIZES))
def test_no_recovery_leaves_anybody_more_satisfied_than_no_failure(size: str, slopes: str) -> None:
    found = study(size, slopes, months=1, people=1_000, replications=1, seed=66)
    without = found.results[NO_FAILURE].customers
    with_it = found.results[PERFECT].customers
    met = without["worst_touchpoint"].notna() & (without["status"] != "prospect")
    gap = (with_it["satisfaction"] - without["satisfaction"])[met]
    assert len(gap) > 300
    assert gap.max() < 1e-5  # single precision
    assert gap.min() < -0.05


FLAWLESS = {f"touchpoints.{name}.failure": 0.0 for name in NORM.names.touchpoints}
RECOVERY = {
    "policy.complaint_access": 1.0,
    "policy.answered": 0.1,
    "policy.solved": 0.9,
    "policy.refund": 1.0,
    "policy.apology": 0.0,
    "policy.recovery_delay": 5.0,
    "policy.informed": 1.0,
    "recovery.repair": 5.0,
    "recovery.praise": 5.0,
    "voice.level": 5.0,
}


def lives(company: cx.Company, changes: dict[str, float], **more: Any) -> cx.Results:
    return cx.simulate(company.replace(changes), months=6, people=1_000, replications=1, seed=65, **more)


def assert_same_lives(one: cx.Results, other: cx.Results) -> None:
    for name, values in one.data.items():
        np.testing.assert_array_equal(values, other.data[name], err_msg=str(name))
    assert one.customers.equals(other.customers)


def test_recovery_does_nothing_where_nothing_fails() -> None:
    flawless = NORM.replace(FLAWLESS)
    assert_same_lives(lives(flawless, {}), lives(flawless, RECOVERY))


def test_recovery_does_something_where_something_fails() -> None:
    with pytest.raises(AssertionError):
        assert_same_lives(lives(NORM, {}), lives(NORM, RECOVERY))


def test_odds_of_0_switch_great_moments_off_whatever_staff_may_decide() -> None:
    off, full = {"great_moment.odds": 0.0}, {"policy.empowerment": 1.0}
    assert_same_lives(lives(NORM, off), lives(NORM, off | full))
    with pytest.raises(AssertionError):
        assert_same_lives(lives(NORM, {}), lives(NORM, full))


@pytest.mark.parametrize(("remembered", "second"), [(1.0, 0.5), (0.0, 1.0)])
def test_a_second_recovery_repairs_half_while_the_first_is_remembered(remembered: float, second: float) -> None:
    """A failure a month takes 1 off a journey of 0; full justice brings (1 − 0.3) · 0.4 = 0.28 back."""
    company = cx.load(cx.exact.laboratory(failure=1.0, voiced=1.0, solved=1.0)).replace(
        {"value.failure": 1.0, "recovery.repair": 0.4, "recovery.recoveries_memory": remembered}
    )
    people: dict[str, Any] = {"people": 100, "start": "cohort", "interactions": False}
    after = [cx.simulate(company, months=months, **people).customers["satisfaction"] for months in (1, 2)]
    first = -1 + 0.28
    assert after[0].to_numpy() == pytest.approx(first, abs=1e-6)
    assert after[1].to_numpy() == pytest.approx(first + (-1 - first) / 2 + 0.28 * second, abs=1e-6)


def test_the_incident_is_over_after_its_month() -> None:
    where = NORM
    changes = in_month_0("x", {"policy.solved": 1.0}, where).schedule(where, 3).changes
    assert [change.get("policy.solved") for change in changes] == [1.0, None, None]
