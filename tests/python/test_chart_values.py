"""What the charts of lines, shares, journeys, surveys, causes, value and drivers show is what the tables hold."""

from __future__ import annotations

import warnings
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cxsim as cx
from cxsim.intervals import interval_of
from cxsim.plots.drivers import importance_of, performance_of
from cxsim.plots.journey_map import map_of
from cxsim.plots.segment_profit import COSTS, segment_money
from cxsim.plots.style import drawable
from cxsim.plots.ticks import Amounts
from cxsim.plots.tornado import words_of
from drawn import cut, overlapping

pytestmark = pytest.mark.usefixtures("no_figure_is_shown")

TELECOM = cx.load_example("telecom")
Results, Study = cx.Results, cx.Comparison


@pytest.fixture(scope="module")
def study() -> Study:
    scenarios = ["today", cx.levers.redesign("help_desk"), cx.levers.promise(label="promise more")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cx.PrecisionWarning)
        return cx.compare(TELECOM, scenarios, months=6, people=1_000, replications=3)


@pytest.fixture(scope="module")
def today(study: Study) -> Results:
    return study.results["today"]


# -- lines


def test_lines_are_means_with_intervals_and_carry_the_names_of_worlds(study: Study) -> None:
    ax = study.plot.lines("churn")
    values = study.results["promise more"].metric("churn", "month").transpose("month", "replication").to_numpy()
    assert np.allclose(ax.lines[2].get_ydata(), values.mean(axis=1))
    band = ax.collections[2].get_paths()[0].vertices[:, 1]
    assert np.isclose(band, interval_of(values[4]).low).any()
    assert np.isclose(band, interval_of(values[4]).high).any()
    assert {text.get_text().replace("\n", " ") for text in ax.texts} >= set(study.labels)
    assert ax.get_ylabel() == "churn, % per month"


@pytest.mark.parametrize(("by", "count"), [("segment", 2), ("touchpoint", 10), ("dimension", 9)])
def test_small_multiples_share_a_scale_and_keep_their_texts_whole_and_apart(study: Study, by: str, count: int) -> None:
    metric = "churn" if by == "segment" else "below_zone"
    axes = study.plot.lines(metric, by=by)
    figure = axes[0].figure
    figure.draw_without_rendering()
    assert len(axes) == count
    assert len({ax.get_ylim() for ax in axes}) == 1
    assert not cut(axes)
    assert not overlapping(axes)
    assert metric.split("_", maxsplit=1)[0] in figure.get_supylabel()
    assert "simulation error" in figure.get_supxlabel()


def test_a_share_has_no_axis_below_0_or_above_100(study: Study) -> None:
    for ax in study.plot.lines("below_zone", by="touchpoint"):
        low, high = ax.get_ylim()
        assert low >= 0
        assert high <= 100


def test_panels_go_into_given_axes_if_they_are_as_many(today: Results) -> None:
    axes = plt.subplots(1, 2)[1]
    assert today.plot.lines("churn", by="segment", ax=axes) == list(axes)
    with pytest.raises(ValueError, match="ax holds 2 axes, and by= draws 10 panels"):
        today.plot.lines("below_zone", by="touchpoint", ax=axes)
    with pytest.raises(TypeError, match="by= draws 2 panels: give ax=axes"):
        today.plot.lines("churn", by="segment", ax=axes[0])


# -- wrong names


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda s: s.plot.lines("chrun"), "metric 'chrun' is unknown; did you mean 'churn'"),
        (lambda s: s.plot.lines("churn", by="touchpoint"), "'churn' has no such axis; known: month, segment"),
        (lambda s: s.plot.lines("churn", by="month"), "months are what the lines run along"),
        (lambda s: s.plot.waterfall("promise mor"), "label = 'promise mor': known: .*; did you mean 'promise more'"),
        (
            lambda s: s.plot.waterfall("today"),
            "no scenario beside the baseline; known: redesign help desk, promise more",
        ),
        (lambda s: s.results["today"].plot.zone_shares("touchpint"), "by = 'touchpint': .*did you mean 'touchpoint'"),
        (lambda s: s.results["today"].plot.causes("touchpoint"), "by = 'touchpoint': known: segment, tenure_class"),
        (lambda s: s.results["today"].plot.causes("segment", "shares"), "reading = 'shares': .*did you mean 'share'"),
        (lambda s: s.results["today"].plot.drivers("segment"), "by = 'segment': known: dimension, touchpoint"),
        (lambda s: s.results["today"].plot.nps(6), "month = 6: give -6 to 5"),
    ],
)
def test_a_wrong_name_is_refused_with_what_is_known(study: Study, draw: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw(study)  # type: ignore[operator]
    assert not plt.get_fignums()


# -- zone shares


@pytest.mark.parametrize("by", ["month", "touchpoint", "dimension", "segment"])
def test_shares_below_inside_and_above_add_up_and_are_the_measures(today: Results, by: str) -> None:
    ax = today.plot.zone_shares(by)
    size = "get_height" if by == "month" else "get_width"
    drawn = np.array([[getattr(bar, size)() for bar in part] for part in ax.containers])
    assert np.allclose(drawn.sum(axis=0), 100)
    assert np.allclose(drawn[0], today.metric("below_zone", by).mean("replication"))
    assert np.allclose(drawn[2], today.metric("above_zone", by).mean("replication"))


# -- journey map


def test_a_journey_map_holds_each_touchpoint_once_in_the_order_of_stages(today: Results) -> None:
    shown = map_of(today)
    stages = {name: TELECOM.get(f"touchpoints.{name}.stage") for name in shown.touchpoints}
    assert sorted(shown.touchpoints) == sorted(TELECOM.names.touchpoints)
    assert list(dict.fromkeys(stages.values())) == list(shown.stages)
    for stage, places in shown.stages.items():
        assert [stages[shown.touchpoints[place]] for place in places] == [stage] * len(places)


def test_the_curve_of_stages_weighs_touchpoints_by_their_encounters(today: Results) -> None:
    shown, data = map_of(today), today.data.sel(touchpoint=["self_help", "help_desk", "field_visit"])
    encounters = data["touchpoint_encounters"]
    felt = (data["touchpoint_affect"] * encounters).sum(["month", "segment", "touchpoint"])
    expected = float((felt / encounters.sum(["month", "segment", "touchpoint"])).mean())
    assert shown.felt_by_stage[list(shown.stages).index("get help"), 0] == pytest.approx(expected)
    traffic = encounters.sel(touchpoint="help_desk").sum(["month", "segment"]) / today.data["customers"].sum(
        ["month", "segment"]
    )
    assert shown.traffic[shown.touchpoints.index("help_desk"), 0] == pytest.approx(100 * float(traffic.mean()))


def test_a_company_whose_norm_is_out_of_reach_is_told_of(today: Results) -> None:
    lost = today.data.assign_attrs(company_yaml="schema_version: 1\nname: lost\nnorm: far/away.yaml\n")
    with pytest.raises(
        ValueError, match=r"cannot be read again, which this chart needs: .*run from the folder of its norm"
    ):
        Results(lost, today.customers).plot.journey_map()


# -- surveys and causes


def test_answers_add_up_and_the_legend_gives_each_nps(today: Results) -> None:
    ax, table = today.plot.nps(2), today.nps(2)
    bars = [part for part in ax.containers if hasattr(part, "patches")]
    assert [sum(bar.get_height() for bar in part) for part in bars] == pytest.approx([100, 100])
    told = [text.get_text().replace("\n", " ") for text in ax.get_legend().get_texts()]
    for words, name in zip(told, ("true", "expected dashboard"), strict=True):
        assert f"NPS {table.loc[name, 'nps']:.0f} [" in words.replace("−", "-")
    assert f"{table.loc['dashboard', 'answers']:,.0f} real answers" in told[1]


def test_shares_of_the_hazard_add_up_and_but_for_causes_are_points(today: Results) -> None:
    parts = today.plot.causes("segment").containers
    assert np.allclose(np.sum([[bar.get_width() for bar in part] for part in parts], axis=0), 100)
    table = today.causes("segment")
    for cause, part in zip(
        today.data["cause"].to_numpy(), today.plot.causes("segment", "but_for").containers, strict=True
    ):
        expected = table.xs(cause, level="cause").loc[["regular", "high_end"], "but_for"]
        assert np.allclose(part[0].get_xdata(), expected)


# -- money


def test_steps_of_a_waterfall_lead_from_0_to_the_net_present_value(study: Study) -> None:
    ax = study.plot.waterfall("promise more")
    *steps, end = ax.patches
    assert steps[0].get_x() == 0
    for one, following in pairwise(steps):
        assert following.get_x() == pytest.approx(one.get_x() + one.get_width())
    value = float(study.difference("net_present_value", "promise more").mean())
    assert steps[-1].get_x() + steps[-1].get_width() == pytest.approx(value)
    assert end.get_width() == pytest.approx(value)


def test_the_end_of_a_waterfall_and_the_picture_of_value_carry_the_interval(study: Study) -> None:
    table = study.lines("promise more").loc["net present value"]
    (stroke,) = study.plot.waterfall("promise more").collections[0].get_segments()
    assert np.allclose(stroke[:, 0], table[["low", "high"]].to_numpy(dtype=float))
    strokes = [part.get_segments()[0][:, 0] for part in study.plot.value().collections]
    order = sorted(study.challengers, key=lambda label: -study.interval("net present value", label).mean)
    assert np.allclose(strokes, [study.interval("net present value", label)[1:3] for label in order])


def test_what_segments_leave_less_common_costs_is_the_profit(today: Results) -> None:
    found, data = segment_money(today), today.data.mean("month")
    costs = sum(found[name] for name in COSTS)
    assert np.allclose(found["revenue"] - costs, found["left"])
    common = data["fixed_cost"] + data["marketing_cost"] + data["lever_cost"]
    assert np.allclose(found["left"].sum("segment") - common, data["profit"])


# -- drivers


def test_importance_is_the_companys_weights_and_performance_is_above_adequate(today: Results) -> None:
    weights = [TELECOM.get(f"dimensions.{name}.importance") for name in TELECOM.names.dimensions]
    assert np.allclose(importance_of(today, "dimension"), 100 * np.array(weights) / sum(weights))
    data = today.data
    salience = [TELECOM.get(f"touchpoints.{name}.salience") for name in TELECOM.names.touchpoints]
    amount = data["touchpoint_encounters"].sum(["replication", "month", "segment"]).to_numpy() * salience
    assert np.allclose(importance_of(today, "touchpoint"), 100 * amount / amount.sum())
    one = data.sel(touchpoint="pay")
    gap = (one["touchpoint_perceived"] - one["touchpoint_adequate"]).weighted(one["touchpoint_encounters"])
    assert np.allclose(performance_of(today, "touchpoint").sel(touchpoint="pay"), gap.mean(["month", "segment"]))


# -- numbers on axes


@given(st.floats(1e-3, 1e9), st.integers(2, 8))
def test_ticks_are_told_apart(step: float, count: int) -> None:
    texts = Amounts().format_ticks([place * float(f"{step:.1g}") for place in range(count)])
    assert len(set(texts)) == count


def test_a_lever_goes_by_its_label_in_a_tornado_and_signs_that_no_font_has_are_left_out() -> None:
    assert words_of("levers.redesign.help_desk.effect", {"levers.redesign.help_desk": "Better help"}) == (
        "effect of Better help"
    )
    assert drawable("more texts \N{PARTY POPPER}, − Δ") == "more texts , − Δ"
