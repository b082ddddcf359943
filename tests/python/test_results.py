"""Results are an xarray Dataset whose measures add up, with intervals that say what they hold."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr

import cxsim as cx
from cxsim.intervals import interval_of

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
        ({"months": 0}, "steps = 0"),
        ({"months": 1.5}, "no whole number of steps"),
        ({"people": 1}, "people = 1"),
        ({"people": 1e5}, "give a whole number"),
        ({"replications": 0}, "replications = 0"),
        ({"seed": -1}, "seed = -1"),
        ({"start": "later"}, "start = 'later'"),
        ({"threads": 0}, "threads = 0"),
    ],
)
def test_a_wrong_argument_is_named_with_its_value(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cx.simulate(TELECOM, **wrong)  # type: ignore[arg-type]


def test_a_run_that_does_not_fit_in_memory_is_refused_before_it_starts() -> None:
    with pytest.raises(ValueError, match="use fewer people and more replications"):
        cx.simulate(TELECOM, people=60_000_000)


def test_a_norm_company_that_changed_warns_of_stale_constants() -> None:
    changed = cx.load_example("telecom_norm").replace({"touchpoints.use.quality.reliability": 6.0})
    with pytest.warns(UserWarning, match="run cxsim standardize"):
        cx.simulate(changed, months=1, people=300, replications=1)
