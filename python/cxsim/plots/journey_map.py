"""The journey map: stages and touchpoints from left to right, with what is felt, what goes wrong and how many come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import xarray as xr
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..wording import number, spaced
from .bands import Array, arms, intervals, luck_words
from .company_of import stages_of
from .style import (
    ABOVE,
    BELOW,
    COLORS,
    INK,
    QUIET,
    RULE,
    SMALL,
    axes_for,
    heading,
    inches,
    plain,
    sized,
    wrapped,
)
from .ticks import amounts

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..results import Results

PLACES = ((0.62, 0.3), (0.24, 0.33), (0.0, 0.2))  # foot and height of each panel, as shares of the whole
STAGES = 0.94  # height from which on stages are named
LETTERS = 0.66  # mean width of a letter of a label, as a share of its size
LEAST = 9.0  # per cent from which on a number fits into its bar
SMALLEST = 4.0  # points
LETTERS_HIGH = 2.0  # points of text for each inch of height, at which the names of panels do not meet
MEASURES = ("below_zone", "above_zone", "encounters")
UNITS = ("affect\n(0: neutral)", "% below ↓, above ↑\nof encounters", "visits per\n100 people\na month")


class Map(NamedTuple):
    """What a journey map shows, touchpoint by touchpoint; each with the ends of its interval."""

    touchpoints: list[str]
    stages: dict[str, list[int]]  # places of a stage's touchpoints
    felt: Array
    felt_by_stage: Array
    pain: Array
    delight: Array
    traffic: Array


def map_of(results: Results) -> Map:
    """Return traffic, affect and the shares below and above the zone, in the order of the stages."""
    stages = stages_of(results)
    order = [name for names in stages.values() for name in names]
    pain, delight, traffic = (
        intervals(results.metric(name, "touchpoint").sel(touchpoint=order), "touchpoint") for name in MEASURES
    )
    places = {stage: [order.index(name) for name in names] for stage, names in stages.items()}
    by_stage = np.concatenate([_affect(results, names) for names in stages.values()])
    each = np.concatenate([_affect(results, [name]) for name in order])
    return Map(order, places, each, by_stage, pain, delight, 100 * traffic)


def _affect(results: Results, touchpoints: list[str]) -> Array:
    """Return the mean affect of all encounters at some touchpoints, with its interval: 1 × 3."""
    data = results.data[["touchpoint_affect", "touchpoint_encounters"]].sel(touchpoint=touchpoints)
    over = ("month", "segment", "touchpoint")
    felt = (data["touchpoint_affect"] * data["touchpoint_encounters"]).sum(over)
    mean: xr.DataArray = felt / data["touchpoint_encounters"].sum(over)
    return intervals(mean.expand_dims("touchpoint"), "touchpoint")


def draw_journey_map(results: Results, ax: Axes | None = None) -> Axes:
    r"""Draw the journey map; its three panels are child axes of what is returned.

    >>> import cxsim as cx
    >>> results = cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=2)
    >>> [panel.get_ylabel().replace("\n", " ") for panel in draw_journey_map(results).child_axes]
    ['affect (0: neutral)', '% below ↓, above ↑ of encounters', 'visits per 100 people a month']
    """
    shown = map_of(results)
    ax = axes_for(ax, 11, 7.4)
    ax.set_axis_off()
    felt, judged, come = (_panel(ax, place, unit, shown) for place, unit in zip(PLACES, UNITS, strict=True))
    _draw_felt(felt, shown)
    _draw_judged(judged, shown)
    _draw_come(come, shown)
    _name_stages(ax, shown)
    _name_touchpoints(ax, come, shown.touchpoints)
    heading(ax, "Journey map", _subtitle(results))
    return ax


def _panel(ax: Axes, place: tuple[float, float], unit: str, shown: Map) -> Axes:
    """Return a panel in which a touchpoint is one unit wide and stages are parted by lines."""
    foot, height = place
    panel = ax.inset_axes((0, foot, 1, height))
    plain(panel)
    panel.set_xlim(-0.5, len(shown.touchpoints) - 0.5)
    panel.set_xticks([])
    size = min(sized(ax, SMALL), LETTERS_HIGH * inches(ax)[1])
    panel.tick_params(labelsize=size, pad=3)
    panel.set_ylabel(unit, fontsize=size, color=INK)
    for places in list(shown.stages.values())[1:]:
        panel.axvline(places[0] - 0.5, color=RULE, linewidth=1, zorder=0)
    return panel


def _draw_felt(panel: Axes, shown: Map) -> None:
    """Draw the affect of touchpoints as points, that of stages as a curve."""
    middles = [float(np.mean(places)) for places in shown.stages.values()]
    panel.plot(middles, shown.felt_by_stage[:, 0], color=COLORS[3], linewidth=2.2, zorder=2)
    across = np.arange(len(shown.touchpoints))
    bars = arms(shown.felt)
    panel.errorbar(across, shown.felt[:, 0], bars, fmt="o", color=INK, markersize=7, elinewidth=1.2)
    panel.axhline(0, color=QUIET, linewidth=1)
    panel.margins(y=0.12)
    amounts(panel.yaxis, most=4)


def _draw_judged(panel: Axes, shown: Map) -> None:
    """Draw delight upwards and pain downwards."""
    across = np.arange(len(shown.touchpoints))
    for shares, sign, shade in ((shown.delight, 1, ABOVE), (shown.pain, -1, BELOW)):
        bars = panel.bar(across, sign * shares[:, 0], 0.62, color=shade, yerr=arms(shares), ecolor=INK)
        panel.bar_label(
            bars,
            [number(share, 0) if share >= LEAST else "" for share in shares[:, 0]],
            label_type="center",
            color="white",
            fontsize=panel.yaxis.label.get_fontsize(),
        )
    panel.axhline(0, color=QUIET, linewidth=1)
    panel.yaxis.set_major_locator(MaxNLocator(4))
    panel.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(abs(value), 0)))


def _draw_come(panel: Axes, shown: Map) -> None:
    """Draw how many encounters there are."""
    bars = panel.bar(np.arange(len(shown.touchpoints)), shown.traffic[:, 0], 0.62, color=QUIET)
    panel.bar_label(
        bars,
        [number(each, 0 if each >= 10 else 1) for each in shown.traffic[:, 0]],
        fontsize=panel.yaxis.label.get_fontsize(),
        color=INK,
        padding=2,
    )
    panel.margins(y=0.35)
    panel.set_yticks([])
    panel.grid(visible=False)


def _fit(ax: Axes, letters: int, columns: int) -> float:
    """Return the size of text at which so many letters fit into one of the columns."""
    return max(SMALLEST, min(sized(ax, SMALL), inches(ax)[0] * 72 / columns / (letters * LETTERS)))


def _name_stages(ax: Axes, shown: Map) -> None:
    """Write each stage above its touchpoints, over a stroke as wide as they are."""
    count = len(shown.touchpoints)
    size = _fit(ax, max(len(word) for stage in shown.stages for word in stage.split()), count)
    for stage, places in shown.stages.items():
        left, right = (places[0] + 0.06) / count, (places[-1] + 0.94) / count
        ax.plot([left, right], [STAGES, STAGES], color=QUIET, linewidth=2, transform=ax.transAxes, clip_on=False)
        text = wrapped(ax, spaced(stage), size, right - left)
        ax.annotate(
            text,
            ((left + right) / 2, STAGES + 0.012),
            xycoords="axes fraction",
            fontsize=size,
            color=INK,
            ha="center",
            weight="bold",
        )


def _name_touchpoints(ax: Axes, panel: Axes, touchpoints: list[str]) -> None:
    words = [spaced(name).replace(" ", "\n") for name in touchpoints]
    size = _fit(ax, max(len(word) for text in words for word in text.split()), len(words))
    panel.set_xticks(range(len(words)), words, fontsize=size)
    panel.set_xlabel("touchpoint, in the order of its stage", fontsize=size, color=INK, labelpad=6)


def _subtitle(results: Results) -> str:
    whose = (
        f"{results.data.attrs['company']}, {results.label}. Points: touchpoints; curve: stages; means over all months"
    )
    return f"{whose}. {luck_words(results, 'Strokes')}"
