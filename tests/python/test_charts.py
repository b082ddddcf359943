"""What holds for every chart, of a company and of its norm: units, room for every text, golden pictures."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.testing.compare import compare_images
from PIL import Image

import cxsim as cx
from cxsim.plots import ComparisonPlots, ResultsPlots
from cxsim.plots.style import roomy
from drawn import cut, overlapping, panels, texts

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_figure_is_shown")]

Draw = Callable[[Axes | None], Axes]
LONG = "a scenario whose label somebody wrote as a whole sentence"
TORNADO = pd.DataFrame(
    {
        "low": [0.5, 0.7, -2.4, 0.04],
        "high": [1.5, 1.3, -0.8, 0.12],
        "at_low": [-6.1e6, 2.4e6, 0.9e6, 0.76e6],
        "at_low_from": [-6.9e6, 2.1e6, 0.5e6, 0.4e6],
        "at_low_to": [-5.3e6, 2.7e6, 1.3e6, 1.1e6],
        "at_high": [7.6e6, -0.9e6, 0.6e6, 0.76e6],
        "at_high_from": [6.7e6, -1.2e6, 0.2e6, 0.4e6],
        "at_high_to": [8.5e6, -0.6e6, 1.0e6, 1.1e6],
        "swing": [13.7e6, 3.3e6, 0.3e6, 0.0],
        "flips": [True, True, False, False],
    },
    [
        "levers.consistency.effect",
        "levers.redesign.help_desk.cost",
        "adoption.price_elasticity",
        "segments.cautious.journey_rate.get_help",
    ],
)  # as study.tornado() gives it, which takes minutes
TORNADO.attrs = {
    "first": LONG,
    "second": "promise more",
    "difference": 0.76e6,
    "left_out": "4 of 157 numbers in doubt were tried; of the 153 others none has a rank correlation with the difference beyond 0.31.",
}
CHARTS = {
    "zones": lambda study, _, ax: study.results["today"].plot.zones(ax),
    "paired_zones": lambda study, _, ax: study.plot.zones(LONG, ax),
    "survival": lambda _, cohort, ax: cohort.plot.survival(ax=ax),
    "profit": lambda study, _, ax: study.plot.profit(ax),
    "lines": lambda study, _, ax: study.plot.lines("churn", ax=ax),
    "lines_of_one_world": lambda study, _, ax: study.results[LONG].plot.lines("customers", ax=ax),
    "zone_shares": lambda study, _, ax: study.results["today"].plot.zone_shares(ax=ax),
    "zone_shares_by_touchpoint": lambda study, _, ax: study.results["today"].plot.zone_shares("touchpoint", ax),
    "journey_map": lambda study, _, ax: study.results["today"].plot.journey_map(ax),
    "nps": lambda study, _, ax: study.results["today"].plot.nps(ax=ax),
    "causes": lambda study, _, ax: study.results["today"].plot.causes(ax=ax),
    "causes_by_touchpoint": lambda study, _, ax: study.results["today"].plot.causes("worst_touchpoint", ax=ax),
    "causes_but_for": lambda study, _, ax: study.results["today"].plot.causes("segment", "but_for", ax),
    "value": lambda study, _, ax: study.plot.value(ax),
    "tornado": lambda study, _, ax: study.plot.tornado(TORNADO, ax),
    "waterfall": lambda study, _, ax: study.plot.waterfall(LONG, ax),
    "segment_profit": lambda study, _, ax: study.results["today"].plot.segment_profit(ax),
    "drivers": lambda study, _, ax: study.results["today"].plot.drivers(ax=ax),
    "drivers_by_touchpoint": lambda study, _, ax: study.results["today"].plot.drivers("touchpoint", ax),
}
UNITS = ("%", "money", "people", "month", "years", "points", "affect")
HOLD_NONE = ("zones", "paired_zones", "causes_by_touchpoint")  # charts without an interval
ONE = pytest.mark.parametrize("world", ["telecom"], indirect=True)  # of a law that no company's numbers touch
DOTS = 40  # an inch of a golden picture
TOLERANCE = 3.0  # root mean square of a difference, of 255 levels; another seed gives 5 (zones) to 41


@pytest.fixture(scope="module", params=["telecom", "telecom_norm"])
def world(request: pytest.FixtureRequest) -> tuple[cx.Comparison, cx.Results]:
    company = cx.load_example(request.param)
    scenarios = [
        "today",
        cx.levers.redesign("help_desk", label=LONG),
        cx.levers.promise(label="promise more"),
        cx.levers.effort_reduction(label="no phone tree"),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cx.PrecisionWarning)
        study = cx.compare(company, scenarios, months=12, people=1_000, replications=4)
    return study, cx.simulate(company, months=24, people=300, replications=2, start="cohort", interactions=False)


@pytest.fixture(params=CHARTS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def chart(name: str, world: tuple[cx.Comparison, cx.Results]) -> Draw:
    """Each chart, drawn into given axes or its own."""
    return lambda ax: CHARTS[name](*world, ax)


@pytest.fixture(scope="module")
def drawn_before() -> dict[tuple[int, str], Axes]:
    return {}


@pytest.fixture
def drawn(name: str, world: tuple[cx.Comparison, cx.Results], drawn_before: dict[tuple[int, str], Axes]) -> Axes:
    """Each chart as it comes, drawn once."""
    key = (id(world), name)
    if key not in drawn_before:
        with mpl.rc_context({"font.family": "DejaVu Sans", "text.hinting": "force_autohint"}):
            drawn_before[key] = CHARTS[name](*world, None)
            drawn_before[key].figure.draw_without_rendering()
    return drawn_before[key]


def test_every_named_chart_is_looked_at() -> None:
    named = {name for plots in (ResultsPlots, ComparisonPlots) for name in vars(plots) if name[0] != "_"}
    assert {each for each in named if not any(chart.startswith(each) for chart in CHARTS)} == {
        "comparison",
        "results",
    } & named


@ONE
def test_a_chart_returns_the_axes_it_was_given_and_makes_no_figure(chart: Draw) -> None:
    ax = Figure(figsize=(10, 6), layout=roomy()).add_subplot()
    assert chart(ax) is ax
    assert not plt.get_fignums()


@ONE
def test_a_chart_leaves_the_settings_of_matplotlib_alone(chart: Draw) -> None:
    before = dict(mpl.rcParams)
    chart(None)
    assert dict(mpl.rcParams) == before


def test_axes_are_named_and_say_their_units(drawn: Axes) -> None:
    for panel in panels(drawn):
        labels = [panel.get_xlabel(), panel.get_ylabel()]
        assert any(unit in label for label in labels for unit in UNITS), labels
    assert drawn.get_title(loc="left")


def test_no_text_is_cut_or_overlaps(drawn: Axes) -> None:
    assert not cut([drawn])
    assert not overlapping([drawn])


def test_sizes_are_those_of_a_slide(drawn: Axes) -> None:
    assert min(text.get_fontsize() for text in texts(drawn)) >= 11
    assert drawn.figure.get_figwidth() <= 11
    assert drawn.figure.get_figheight() <= 9


def test_bands_are_said_to_hold_simulation_error(name: str, drawn: Axes) -> None:
    words = " ".join(text.get_text().replace("\n", " ") for text in texts(drawn))
    assert ("simulation error" in words) is (name not in HOLD_NONE)


@ONE
@pytest.mark.parametrize("size", [(5.2, 7), (6.4, 4.8), (5, 4)])
def test_no_text_is_cut_or_overlaps_in_small_figures(chart: Draw, size: tuple[float, float]) -> None:
    ax = chart(Figure(figsize=size).add_subplot())
    ax.figure.draw_without_rendering()
    assert not cut([ax])
    assert not overlapping([ax])


@ONE
def test_a_layout_that_a_figure_has_is_kept(chart: Draw) -> None:
    figure = Figure(layout="tight")
    before = figure.get_layout_engine()
    chart(figure.add_subplot())
    assert figure.get_layout_engine() is before


@ONE
def test_what_is_no_axes_is_refused_with_the_way_out(chart: Draw) -> None:
    with pytest.raises(TypeError, match=r"ax must be matplotlib Axes, such as .* and is 3"):
        chart(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="is an array; choose one of them"):
        chart(plt.subplots(2)[1])


@ONE
def test_a_chart_looks_as_it_did(name: str, drawn: Axes, project: Path, tmp_path: Path, update: bool) -> None:
    golden, now = project / f"tests/python/golden/{name}.png", tmp_path / f"{name}.png"
    drawn.figure.savefig(golden if update else now, dpi=DOTS, metadata={"Software": f"matplotlib {mpl.__version__}"})
    difference = compare_images(str(golden), str(golden if update else now), TOLERANCE)
    assert difference is None, f"{difference}; drawn by {Image.open(golden).info['Software']}, now {mpl.__version__}"
