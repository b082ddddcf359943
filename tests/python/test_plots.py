"""What the charts of zones, survival and profit show, and the words and labels that all share."""

from __future__ import annotations

import warnings
from itertools import pairwise
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.text import Annotation

import cxsim as cx
from cxsim.intervals import interval_of
from cxsim.plots import draw_survival, draw_zones
from cxsim.plots.labels import spread
from cxsim.plots.zones import zones_of
from cxsim.survival import returned, survival
from cxsim.wording import money, money_unit, number, odds, spaced, with_interval
from drawn import cut, overlapping

pytestmark = pytest.mark.usefixtures("no_figure_is_shown")

QUICK = {"people": 300, "replications": 2}
LONG = "a scenario whose label somebody wrote as a whole sentence"
TELECOM = cx.load_example("telecom")
SAME_PEOPLE = TELECOM.replace({"market.forgetting": 1200, "win_back.odds": 0})  # nobody comes back within the horizon


@pytest.fixture(scope="module")
def study() -> cx.Comparison:
    scenarios = [
        "today",
        cx.levers.redesign("help_desk", label=LONG),
        cx.levers.promise(label="promise more"),
        cx.levers.effort_reduction(label="no phone tree"),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cx.PrecisionWarning)
        return cx.compare(TELECOM, scenarios, months=8, **QUICK)


@pytest.fixture(scope="module")
def cohort() -> cx.Results:
    return cx.simulate(SAME_PEOPLE, months=24, start="cohort", interactions=False, **QUICK)


@pytest.mark.parametrize("size", [(8, 6), (12, 9), (16, 11)])
def test_small_multiples_keep_their_texts_apart_and_whole(
    study: cx.Comparison, cohort: cx.Results, size: tuple[float, float]
) -> None:
    figure, axes = plt.subplots(2, 2, figsize=size)
    study.plot.profit(ax=axes[0, 0])
    study.plot.zones(ax=axes[0, 1])
    cohort.plot.survival(cx.load_survival("telecom"), 1, ax=axes[1, 0])
    study.results["today"].plot.zones(ax=axes[1, 1])
    figure.draw_without_rendering()
    assert not cut(list(axes.flat))
    assert not overlapping(list(axes.flat))


# -- zones


def test_zones_are_means_over_encounters(study: cx.Comparison) -> None:
    data = study.results["today"].data
    zones = zones_of(study.results["today"])
    first = data["dimension"].to_numpy()[0]
    cell = data.sel(dimension=first)
    weights = data["encounters"]
    assert zones.perceived[0] == pytest.approx(float((cell["dimension_perceived"] * weights).sum() / weights.sum()))
    assert zones.below[0] == pytest.approx(float(100 * cell["dimension_below"].sum() / weights.sum()))
    assert (zones.adequate < zones.desired).all()


def test_the_band_runs_from_adequate_to_desired_and_the_marker_is_the_mean(study: cx.Comparison) -> None:
    zones = zones_of(study.results["today"])
    ax = draw_zones(study.results["today"])
    bars = ax.containers[0].patches
    assert np.allclose([bar.get_x() for bar in bars], zones.adequate)
    assert np.allclose([bar.get_x() + bar.get_width() for bar in bars], zones.desired)
    assert np.allclose(ax.lines[0].get_xdata(), zones.perceived)
    assert ax.get_xlabel() == "quality points, scale of 1 to 9"


def test_paired_zones_take_the_scenario_worth_most_unless_told(study: cx.Comparison) -> None:
    best = max(study.challengers, key=lambda label: study.interval("net present value", label).mean)
    legend = study.plot.zones().get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["today", best]
    with pytest.raises(ValueError, match="no scenario beside the baseline; known"):
        study.plot.zones("today")


# -- survival


def test_survival_starts_at_100_never_rises_and_ends_with_the_last_step(cohort: cx.Results) -> None:
    share = survival(cohort)
    assert (share.isel(month=0) == 100).all()
    assert (share.diff("month") <= 0).all()
    assert float(share["month"][-1]) == 24
    data = cohort.data.isel(month=-1)
    left = data["left"] + data["left_involuntary"]
    expected = 100 * (data["customers"] - left) / cohort.data["customers"].isel(month=0)
    assert np.allclose(share.isel(month=-1).to_numpy(), expected.to_numpy())
    assert not returned(cohort)


def test_the_line_is_the_mean_over_replications_and_the_points_are_the_published(cohort: cx.Results) -> None:
    published = cx.load_survival("telecom")
    ax = cohort.plot.survival(published)
    regular = survival(cohort).sel(segment="regular").mean("replication")
    assert np.allclose(ax.lines[0].get_ydata(), regular.to_numpy())
    points = next(line for line in ax.lines if line.get_marker() == "o")
    assert list(points.get_ydata()) == published["regular"][:3].tolist()
    assert "%" in ax.get_ylabel()
    assert "years" in ax.get_xlabel()


def test_survival_of_a_settled_market_is_refused(study: cx.Comparison) -> None:
    with pytest.raises(ValueError, match="start='cohort'"):
        study.results["today"].plot.survival()


def test_the_fit_is_marked_as_far_as_it_is_shown_and_no_further(cohort: cx.Results) -> None:
    def words(years: int | None) -> list[str]:
        chart = draw_survival(cohort, cx.load_survival("telecom"), years)
        return [text.get_text() for text in chart.texts if "fitted" in text.get_text()]

    assert words(None) == []
    assert words(1) == ["fitted to year 1"]
    assert words(2) == words(7) == ["fitted to all years shown"]
    for years in (0, 13):
        with pytest.raises(ValueError, match=f"fitted_years = {years}: give 1 to 12, the last published year"):
            words(years)


def test_a_single_month_is_no_months() -> None:
    one = cx.simulate(TELECOM, months=1, **QUICK)
    title = " ".join(text.get_text().replace("\n", " ") for text in draw_zones(one).texts)
    assert "all encounters of 1 month" in title
    assert "1 months" not in title


def test_published_survival_of_other_segments_is_refused(cohort: cx.Results) -> None:
    with pytest.raises(ValueError, match="segments: regular, high_end"):
        cohort.plot.survival(pd.DataFrame({"year": [0, 1], "other": [100, 80]}))


def test_people_who_come_back_are_told_of() -> None:
    results = cx.simulate(TELECOM.replace({"market.forgetting": 1}), months=12, start="cohort", **QUICK)
    assert returned(results)
    ax = results.plot()
    assert "came back" in " ".join(text.get_text().replace("\n", " ") for text in ax.findobj(Annotation))


def test_published_survival_comes_with_the_telecom_example() -> None:
    frame = cx.load_survival("telecom")
    assert frame["year"].tolist() == list(range(13))
    assert frame.loc[7].tolist() == [7, 24.1, 49.1]


def test_every_problem_of_a_survival_file_is_listed(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("year,one,two\n0,100,90\n2,110,80\n1,50,70\n")
    with pytest.raises(cx.CompanyError) as caught:
        cx.load_survival(bad)
    assert [problem.path for problem in caught.value.problems] == ["year", "one", "two"]
    with pytest.raises(cx.CompanyError, match="did you mean 'telecom'"):
        cx.load_survival("telcom")
    bad.write_text("year,one,two\n0,many,100\n1,50,120\n")
    with pytest.raises(cx.CompanyError) as caught:
        cx.load_survival(bad)
    assert [problem.path for problem in caught.value.problems] == ["row 1, one", "two"]
    bad.write_bytes(b"\xff\xfe")
    with pytest.raises(cx.CompanyError, match="holds no survival"):
        cx.load_survival(bad)


# -- profit


def test_the_profit_line_is_the_mean_difference_and_its_band_the_interval(study: cx.Comparison) -> None:
    ax = study.plot()
    values = study.difference("profit", study.challengers[0], ["month"]).transpose("month", "replication").to_numpy()
    assert np.allclose(ax.lines[0].get_ydata(), values.mean(axis=1))
    band = ax.collections[0].get_paths()[0].vertices
    interval = interval_of(values[3])
    assert np.isclose(band[:, 1], interval.low).any()
    assert np.isclose(band[:, 1], interval.high).any()
    assert "money" in ax.get_ylabel()


def test_every_scenario_is_named_at_the_end_of_its_line(study: cx.Comparison) -> None:
    names = {text.get_text().replace("\n", " ") for text in study.plot().findobj(Annotation)}
    assert names >= set(study.challengers)


def test_a_month_that_would_flatten_the_rest_is_told_in_words() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cx.PrecisionWarning)
        study = cx.compare(TELECOM, ["today", cx.levers.redesign("help_desk", size=3)], months=8, **QUICK)
    ax = study.plot()
    first = float(study.difference("profit", study.challengers[0], ["month"]).mean("replication")[0])
    told = [text.get_text() for text in ax.findobj(Annotation) if text.get_text().startswith("month 0")]
    assert first < ax.get_ylim()[0]
    assert told
    assert money(first) in told[0]


def test_one_replication_and_equal_worlds_draw_too() -> None:
    study = cx.compare(TELECOM, ["today", cx.Scenario("the same")], months=1, people=300, replications=1)
    ax = study.plot()
    assert set(ax.lines[0].get_ydata()) == {0.0}
    assert any("no band" in text.get_text() for text in ax.findobj(Annotation))


# -- labels and words


@given(st.lists(st.tuples(st.floats(-100, 100), st.floats(0.1, 20)), min_size=1, max_size=8))
def test_labels_moved_apart_do_not_overlap_and_keep_their_order(labels: list[tuple[float, float]]) -> None:
    wanted, heights = [place for place, _ in labels], [height for _, height in labels]
    placed = spread(wanted, heights)
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    gaps = [placed[b] - placed[a] - (heights[a] + heights[b]) / 2 for a, b in pairwise(order)]
    assert all(gap > -1e-6 for gap in gaps)


@given(st.floats(-1e12, 1e12))
def test_money_reads_back_within_half_a_per_cent(value: float) -> None:
    factor, letter = money_unit(value)
    text = money(value).replace("−", "-").removesuffix(letter).replace(",", "")
    assert float(text) * factor == pytest.approx(value, rel=0.0051, abs=1e-300) or abs(value) < 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (money(0), "0"),
        (money(999_999), "1,000k"),
        (money(-1_258_000, signed=True), "−1.26M"),
        (number(-0.0001), "0.00"),
        (number(float("nan")), "–"),
        (odds(1.0), "> 0.99"),
        (odds(0.0), "< 0.01"),
        (spaced("help_desk"), "help desk"),
        (with_interval(interval_of([2.0])), "+2.00"),
    ],
)
def test_numbers_read_as_people_write_them(text: str, expected: str) -> None:
    assert text == expected
