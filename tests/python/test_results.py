"""Results are an xarray Dataset whose measures add up, with intervals that say what they hold."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr

import cxsim as cx
from cxsim.constants import stale_constants
from cxsim.intervals import interval_of
from cxsim.loading import example_path
from cxsim.metrics import METRICS
from cxsim.wording import digits

TELECOM = cx.load_example("telecom")


@pytest.fixture(scope="module")
def results() -> cx.Results:
    return cx.simulate(TELECOM, months=6, people=2_000, replications=3, seed=2)


def test_everything_reported_has_a_unit_and_an_explanation(results: cx.Results) -> None:
    for name, values in results.data.data_vars.items():
        assert values.attrs["unit"], name
        assert str(values.attrs["doc"]).endswith("."), name


def test_shares_of_the_zone_add_up(results: cx.Results) -> None:
    total = sum(results.metric(name, by=["touchpoint"]) for name in ("below_zone", "inside_zone", "above_zone"))
    seen = total.where(results.data["touchpoint_encounters"].sum(["month", "segment"]) > 0)
    np.testing.assert_allclose(seen.to_numpy()[~np.isnan(seen)], 100)


def test_engagement_classes_are_all_customers(results: cx.Results) -> None:
    data = results.data
    classes = data["fully_engaged"] + data["engaged"] + data["not_engaged"] + data["actively_disengaged"]
    np.testing.assert_allclose(classes, data["customers"])


def test_encounters_add_up_along_every_axis(results: cx.Results) -> None:
    data = results.data
    np.testing.assert_allclose(data["touchpoint_encounters"].sum("touchpoint"), data["encounters"])
    np.testing.assert_allclose(data["channel_encounters"].sum("channel"), data["encounters"])


def test_a_measure_over_segments_is_a_ratio_of_sums(results: cx.Results) -> None:
    data = results.data
    weights = data["customers"]
    expected = (data["satisfaction"] * weights).sum(["month", "segment"]) / weights.sum(["month", "segment"])
    np.testing.assert_allclose(results.metric("satisfaction"), expected)


def test_net_present_value_discounts_every_month(results: cx.Results) -> None:
    factor = (1 + TELECOM.get("money.discount_rate")) ** (-np.arange(6) / 12)
    np.testing.assert_allclose(results.net_present_value(), (results.data["profit"].to_numpy() * factor).sum(axis=1))


def test_an_unknown_measure_names_the_nearest(results: cx.Results) -> None:
    with pytest.raises(ValueError, match="did you mean 'churn'"):
        results.metric("chrun")
    with pytest.raises(ValueError, match="did you mean 'fully_engaged'"):
        results.metric("fuly engaged")


def test_a_measure_goes_by_its_label_too(results: cx.Results) -> None:
    for name, metric in METRICS.items():
        xr.testing.assert_identical(results.metric(metric.label), results.metric(name))
    xr.testing.assert_identical(results.metric("net present value"), results.net_present_value())


@pytest.mark.parametrize(
    ("name", "by", "message"),
    [
        ("churn", ["touchpoint"], r"'churn' has no such axis; known: month, segment$"),
        ("churn", ["segmnt"], "did you mean 'segment'"),
        ("churn", "segmnt", "by = 'segmnt'"),
        ("churn", "replication", "known: month, segment"),
        ("profit", "segment", r"'profit' has no such axis; known: month$"),
        ("net present value", "segment", r"known: month$"),
        ("below_zone", "channel", "known: month, segment, touchpoint, dimension"),
        ("below_zone", ["touchpoint", "dimension"], "by each of these, not by all at once"),
        ("churn", [3], "by = 3: give names of axes"),
    ],
)
def test_an_axis_that_a_measure_does_not_have_is_refused(
    results: cx.Results, name: str, by: str | list[str], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        results.metric(name, by=by)


def test_every_axis_that_is_named_can_be_asked_for(results: cx.Results) -> None:
    for name, metric in METRICS.items():
        with pytest.raises(ValueError, match="known: ") as caught:
            results.metric(name, by="nothing")
        axes = str(caught.value).partition("known: ")[2].split(", ")
        assert "month" in axes
        for axis in axes:
            assert results.metric(metric.label, by=axis).dims == ("replication", axis)


def test_a_text_is_one_axis_and_the_order_is_that_asked_for(results: cx.Results) -> None:
    xr.testing.assert_identical(results.metric("churn", by="segment"), results.metric("churn", by=["segment"]))
    assert results.metric("churn", by=["segment", "month"]).dims == ("replication", "segment", "month")
    assert results.metric("churn", by=["month", "month"]).dims == ("replication", "month")


def test_shares_of_the_zone_by_dimension_are_those_of_the_data(results: cx.Results) -> None:
    data = results.data
    over = ["month", "segment"]
    for where in ("below", "above"):
        expected = 100 * data[f"dimension_{where}"].sum(over) / data["encounters"].sum(over)
        np.testing.assert_allclose(results.metric(f"{where}_zone", by="dimension"), expected)
    total = sum(results.metric(f"{where}_zone", by="dimension") for where in ("below", "inside", "above"))
    np.testing.assert_allclose(total, 100)


def test_net_present_value_by_month_adds_up_to_the_whole(results: cx.Results) -> None:
    monthly = results.metric("net present value", by="month")
    np.testing.assert_allclose(monthly.sum("month"), results.net_present_value())


def test_a_notebook_shows_the_numbers_of_the_command_line_under_one_row_of_heads(results: cx.Results) -> None:
    page = results._repr_html_()
    heads = re.findall("<th>(.*?)</th>", page)
    assert heads == ["measure", "mean", "95 % from", "to", "unit"]
    assert f"<td>{digits(results.table().loc['churn', 'mean'])}</td>" in page
    assert f"<td>{digits(results.table().loc['net present value', 'low'])}</td>" in page
    assert "<td>% per month</td>" in page
    assert "luck, not doubt" in page
    assert repr(results).count("\n") == 0


def test_a_lever_that_starts_after_the_horizon_leaves_a_note_that_a_file_keeps(tmp_path: Path) -> None:
    late = cx.levers.redesign("help_desk", from_=40, label="late")
    results = cx.simulate(TELECOM, late, months=2, people=300, replications=2)
    assert [note for note in results.notes if "'late'" in note and "does nothing within 2 months" in note]
    results.save(tmp_path / "late.nc")
    assert cx.Results.load(tmp_path / "late.nc").notes == results.notes


def test_a_lever_that_ends_before_it_works_leaves_a_note() -> None:
    target = {"path": "policy.integration", "operation": "add", "effect": 0.1}
    brief = cx.Lever(key="brief", targets=[target], once=1_000, delay=3, until=2)
    results = cx.simulate(TELECOM, brief, months=6, people=300, replications=1)
    assert "it ends in month 2" in results.notes[-1]
    assert len(cx.simulate(TELECOM, months=6, people=300, replications=1).notes) == 1


def test_stale_constants_and_capped_journeys_stay_in_the_notes() -> None:
    changed = cx.load_example("telecom_norm").replace({"touchpoints.use.quality.reliability": 6.0})
    with pytest.warns(cx.StaleConstantsWarning):
        stale = cx.simulate(changed, months=1, people=300, replications=1)
    assert "run cxsim standardize" in stale.notes[-1]
    busy = TELECOM.replace({"journeys.use.rate": 20.0})
    with pytest.warns(cx.CappedWarning):
        capped = cx.simulate(busy, months=1, people=300, replications=1)
    assert any(note.startswith("'today': ") and "ran into a cap" in note for note in capped.notes)


def test_saving_and_loading_loses_nothing(results: cx.Results, tmp_path: Path) -> None:
    results.save(tmp_path / "today.nc")
    again = cx.Results.load(tmp_path / "today.nc")
    xr.testing.assert_identical(again.data.drop_attrs(deep=False), results.data.drop_attrs(deep=False))
    assert again.digest == results.digest
    assert again.settings == results.settings
    pd.testing.assert_frame_equal(again.customers, results.customers)
    assert list(tmp_path.iterdir()) == [tmp_path / "today.nc"]


def test_the_digest_does_not_depend_on_threads_but_on_the_seed(results: cx.Results) -> None:
    assert cx.simulate(TELECOM, months=6, people=2_000, replications=3, seed=2, threads=5).digest == results.digest
    assert cx.simulate(TELECOM, months=6, people=2_000, replications=3, seed=3).digest != results.digest


def test_one_replication_has_no_interval() -> None:
    results = cx.simulate(TELECOM, months=1, people=300, replications=1)
    assert results.table()["low"].isna().all()
    assert "no interval" in results.note()


def test_t_intervals_hold_the_true_mean_as_often_as_they_say() -> None:
    samples = np.random.default_rng(8).normal(1.0, 2.0, (4_000, 8))
    inside = sum(i.low <= 1.0 <= i.high for i in map(interval_of, samples))
    assert abs(inside / 4_000 - 0.95) < 4 * np.sqrt(0.95 * 0.05 / 4_000)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"months": 0}, "months = 0: give more than 0"),
        ({"months": -1}, "months = -1: give more than 0, at most 10000"),
        ({"months": "12"}, "months = '12': give a number"),
        ({"months": float("nan")}, "months = nan: give a number"),
        ({"months": 0.25}, "no whole number of steps"),
        ({"steps": 0}, "steps = 0: give 1 to 10000"),
        ({"steps": True}, "steps = True: give a whole number"),
        ({"months": 1.5}, "no whole number of steps"),
        ({"people": 1}, "people = 1"),
        ({"people": 1e5}, "give a whole number"),
        ({"replications": 0}, "replications = 0"),
        ({"seed": -1}, "seed = -1"),
        ({"seed": "x"}, "seed = 'x': give a whole number"),
        ({"interactions": "no"}, "interactions = 'no': give True or False"),
        ({"threads": "2"}, "threads = '2': give a whole number"),
        ({"start": "later"}, "start = 'later'"),
        ({"threads": 0}, "threads = 0"),
    ],
)
def test_a_wrong_argument_is_named_with_its_value(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cx.simulate(TELECOM, **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("telecom", r"such as cx\.load_example\('telecom'\)"),
        (None, r"such as cx\.load\('company\.yaml'\)"),
        ([], "company = \\[\\]"),
    ],
)
def test_what_is_no_company_is_refused_with_the_call_that_gives_one(wrong: object, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        cx.simulate(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=message):
        cx.compare(wrong, ["today", cx.levers.consistency()])  # type: ignore[arg-type]


def test_numbers_of_numpy_run_as_plain_ones() -> None:
    plain = cx.simulate(TELECOM, months=1, people=300, replications=1, seed=3)
    arrays = cx.simulate(
        TELECOM, months=np.float64(1), people=np.int64(300), replications=np.int32(1), seed=np.uint8(3)
    )
    assert arrays.digest == plain.digest


def of_norm(folder: Path, norm: str, own: str = "") -> cx.Company:
    """Load the telecom example with a changed norm file, by its path, and with something of its own at the end."""
    (folder / "norm.yaml").write_text(norm, encoding="utf-8")
    text = example_path("telecom").read_text(encoding="utf-8")
    assert "norm: telecom_norm\n" in text
    (folder / "own.yaml").write_text(text.replace("norm: telecom_norm\n", "norm: norm.yaml\n") + own, encoding="utf-8")
    return cx.load(folder / "own.yaml")


NORM_TEXT = example_path("telecom_norm").read_text(encoding="utf-8")
DEARER = NORM_TEXT.replace("  price: 30\n", "  price: 31\n")
DIGEST = next(line for line in NORM_TEXT.splitlines() if line.startswith("standard_digest: "))


@pytest.mark.parametrize(
    ("norm", "own", "note"),
    [
        (NORM_TEXT, "", None),
        (DEARER, "", "Telecom norm: changed since its constants were estimated"),
        (DEARER, DIGEST, "Telecom norm: changed since its constants were estimated"),
        (NORM_TEXT, "affect: {memory: 0.5}", None),  # judged by its norm's constants
        (NORM_TEXT, "standard: {journey_mean: 0.5}", "standard.journey_mean is not that of Telecom norm"),
        (NORM_TEXT, "slopes: linear", "slopes linear, but the constants of Telecom norm were estimated with classic"),
    ],
    ids=["as it was", "norm changed", "norm changed, old digest here", "own numbers", "own constants", "own slopes"],
)
def test_a_company_says_so_if_its_norm_is_not_what_its_constants_are_of(
    norm: str, own: str, note: str | None, tmp_path: Path
) -> None:
    assert DEARER != NORM_TEXT
    found = stale_constants(of_norm(tmp_path, norm, f"\n{own}\n"))
    assert found is None if note is None else note in str(found)


def test_a_norm_company_that_changed_warns_of_stale_constants() -> None:
    changed = cx.load_example("telecom_norm").replace({"touchpoints.use.quality.reliability": 6.0})
    with pytest.warns(UserWarning, match="run cxsim standardize"):
        cx.simulate(changed, months=1, people=300, replications=1)
