"""What is recorded of people is what happened to them: it adds up to the totals, and recording changes nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cxsim as cx
from cxsim import _core
from cxsim.record import sample_of

TELECOM = cx.load_example("telecom")
PEOPLE, MONTHS = 1_500, 4
RUN = {"months": MONTHS, "people": PEOPLE, "replications": 2, "seed": 6}


@pytest.fixture(scope="module", params=[True, False], ids=["together", "apart"])
def everybody(request: pytest.FixtureRequest) -> cx.Results:
    return cx.simulate(TELECOM, record=("events", "panel"), sample=PEOPLE, interactions=request.param, **RUN)


def of_people(results: cx.Results, name: str) -> pd.Series:
    """Return a series of the first replication as simulated people, by what it has beside the segment."""
    weights = np.array(_core.weights(TELECOM.parameters(), PEOPLE))
    data = results.data[name].isel(replication=0)
    return (data / data["segment"].copy(data=weights)).sum("segment").to_series()


def test_recording_changes_no_result(everybody: cx.Results) -> None:
    together = everybody.settings["interactions"]
    assert everybody.digest == cx.simulate(TELECOM, interactions=together, **RUN).digest


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("touchpoint_encounters", lambda each: each["effort"] > 0),
        ("touchpoint_failures", lambda each: each["failed"]),
        ("touchpoint_below", lambda each: each["zone"] == "below"),
        ("touchpoint_above", lambda each: each["zone"] == "above"),
    ],
)
def test_encounters_of_everybody_are_the_totals(everybody: cx.Results, name: str, wanted: object) -> None:
    events = everybody.events
    counted = events[wanted(events)].groupby(["month", "touchpoint"], observed=False).size()  # type: ignore[operator]
    expected = of_people(everybody, name)
    assert expected.index.get_level_values("touchpoint").tolist() == counted.index.get_level_values(1).tolist()
    np.testing.assert_allclose(counted.to_numpy(), expected.to_numpy(), rtol=1e-9)
    assert counted.sum() > 50


def test_means_of_encounters_are_those_of_the_data(everybody: cx.Results) -> None:
    """Everybody of one segment weighs the same, so a mean over its encounters is the mean that is reported."""
    data, people = everybody.data.isel(replication=0), everybody.customers["segment"]
    events = everybody.events.assign(segment=everybody.events["person"].map(people))
    for score in ("effort", "value", "perceived", "desired"):
        mean = events.groupby(["month", "segment", "touchpoint"], observed=True)[score].mean()
        reported = data[f"touchpoint_{score}"].to_series()[mean.index.rename(["month", "segment", "touchpoint"])]
        np.testing.assert_allclose(mean.to_numpy(), reported.to_numpy(), rtol=1e-5, atol=1e-6)
    will = events.groupby(["month", "segment"], observed=True)["will_empathy"].mean()
    reported = data["dimension_will"].sel(dimension="empathy").to_series()[will.index]
    np.testing.assert_allclose(will.to_numpy(), reported.to_numpy(), rtol=1e-5)


def test_a_life_is_in_order_and_its_journeys_are_whole(everybody: cx.Results) -> None:
    events = everybody.events
    assert events["person"].is_monotonic_increasing
    assert all(months.is_monotonic_increasing for _, months in events.groupby("person")["month"])
    starts = (events["stage"] == 0).sum()
    assert starts == events["last"].sum() > 1_000
    walks = events.groupby(["person", "month", "journey", "occurrence"], observed=True)["stage"]
    assert (walks.max() == walks.size() - 1).all()


def test_a_panel_ends_with_the_customers(everybody: cx.Results) -> None:
    last = everybody.panel.query("month == @MONTHS - 1").drop(columns="month").set_index("person")
    pd.testing.assert_frame_equal(last, everybody.customers[last.columns], check_index_type=False)
    assert len(everybody.panel) == PEOPLE * MONTHS


def test_customers_of_the_panel_are_those_of_the_next_month(everybody: cx.Results) -> None:
    panel = everybody.panel
    at_end = panel[panel["status"] == "customer"].groupby("month").size()
    at_start = of_people(everybody, "customers")
    np.testing.assert_allclose(at_end.to_numpy()[:-1], at_start.to_numpy()[1:])


def test_a_small_sample_is_part_of_a_large_one_and_the_same_in_all_worlds() -> None:
    small, large = sample_of(1_000, 50, seed=3), sample_of(1_000, 300, seed=3)
    assert set(small) < set(large)
    assert set(small) != set(sample_of(1_000, 50, seed=4))
    lever = cx.Lever(key="nothing", targets=[{"path": "money.price", "operation": "add", "effect": 0}], once=1)
    study = cx.compare(TELECOM, ["today", lever], record="events", sample=40, **RUN)
    today, nothing = (study.results[label].events for label in study.labels)
    assert today["person"].nunique() <= 40
    pd.testing.assert_frame_equal(today, nothing)


def test_threads_and_the_way_of_running_do_not_matter(everybody: cx.Results) -> None:
    together = everybody.settings["interactions"]
    some = cx.simulate(TELECOM, record="events", sample=200, threads=3, interactions=together, **RUN).events
    again = everybody.events[everybody.events["person"].isin(sample_of(PEOPLE, 200, seed=6))]
    pd.testing.assert_frame_equal(some, again.reset_index(drop=True))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"record": "event"}, "record = 'event': give events, panel, or both; did you mean 'events'?"),
        ({"record": "events", "sample": 0}, "sample = 0: give a whole number of people from 1"),
        ({"record": "events", "sample": 2.5}, "sample = 2.5: give a whole number"),
    ],
)
def test_a_wrong_wish_is_named(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message.replace("?", r"\?")):
        cx.simulate(TELECOM, **{**RUN, **wrong})  # type: ignore[arg-type]


def test_what_was_not_recorded_says_how_to_ask_for_it() -> None:
    results = cx.simulate(TELECOM, months=1, people=300, replications=1)
    with pytest.raises(ValueError, match="no events were recorded in this run; ask for it: record='events'"):
        _ = results.events
    with pytest.raises(ValueError, match="no panel was recorded in this run"):
        _ = results.panel
