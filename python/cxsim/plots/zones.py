"""Zones of tolerance: from adequate to desired, with the mean of what was perceived, dimension by dimension."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from matplotlib.container import BarContainer
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from ..data_set import months_in
from ..wording import counted, number, spaced
from .choices import require_challenger
from .style import (
    BODY,
    COLORS,
    INK,
    LINE,
    QUIET,
    SMALL,
    axes_for,
    heading,
    inches,
    is_compact,
    label_axes,
    legend_below,
    plain,
    room,
    sized,
    write_beside,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..compare import Comparison
    from ..results import Results

SCALE = (1.0, 9.0)  # ends of the nine-point scale
ROOM = 0.15  # points left free beside the outermost band or mean
ROW = 0.52  # inches a dimension takes
HEAD = -1.0  # row in which the margin names its columns
HEADS = ("% below", "% above")
COLUMNS = (60.0, 116.0)  # points from the axes to the right end of each column of the margin
AROUND = {False: 2.6, True: 2.2}  # inches that heading, axis label and legend take; without a subtitle
TALL = 4.2  # inches of axes from which on there is room for a subtitle
LEAST = 5.0  # points below which nobody reads the margin; then there is none
WIDTH = 0.85  # of the axes before names and margin take their room, that the heading may take
TITLE = "Zone of tolerance by dimension"
KEY = "Band: adequate to desired; marker: perceived mean; margin: share below and above"
Array = NDArray[np.float64]


class Zones(NamedTuple):
    """Means over encounters, by dimension: both levels, what was perceived, and per cent below and above."""

    adequate: Array
    desired: Array
    perceived: Array
    below: Array
    above: Array


class Look(NamedTuple):
    """How one world shows: colors of its band and mean, its marker, where in a row it stands, and how high."""

    band: str
    mean: str
    marker: str
    offset: float
    height: float


ALONE = Look("#BFD9EA", COLORS[0], "o", 0.0, 0.44)
BEFORE = Look("#D9D9D9", "#4D4D4D", "D", -0.22, 0.32)
AFTER = ALONE._replace(offset=0.22, height=0.32)


def zones_of(results: Results) -> Zones:
    """Return the zones of a world: means over all its encounters, shares of its encounters."""
    data = results.data
    over = ("replication", "month", "segment")
    encounters = data["encounters"].sum(over)

    def mean(name: str) -> Array:
        return np.asarray(((data[name] * data["encounters"]).sum(over) / encounters).to_numpy())

    def share(name: str) -> Array:
        return np.asarray((100 * data[name].sum(over) / encounters).to_numpy())

    adequate, desired, perceived = (mean(f"dimension_{name}") for name in ("adequate", "desired", "perceived"))
    return Zones(adequate, desired, perceived, share("dimension_below"), share("dimension_above"))


def draw_zones(results: Results, ax: Axes | None = None) -> Axes:
    """Draw the zones of one world.

    >>> import cxsim as cx
    >>> results = cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=2)
    >>> len(draw_zones(results).get_yticks()) == results.data.sizes["dimension"]
    True
    """
    ax = _prepared(results, ax)
    zones = zones_of(results)
    _draw_world(ax, zones, ALONE)
    _finish(ax, [zones])
    heading(ax, TITLE, "" if _is_low(ax) else f"{results.label}. {KEY}, {_period(results)}", WIDTH)
    return ax


def draw_paired_zones(comparison: Comparison, label: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the zones of the baseline and, below each, those of one scenario; the one worth most unless told.

    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> draw_paired_zones(study).get_xlabel()
    'quality points, scale of 1 to 9'
    """
    label = require_challenger(comparison, label)
    baseline, scenario = comparison.results[comparison.baseline], comparison.results[label]
    ax = _prepared(baseline, ax)
    both = [zones_of(baseline), zones_of(scenario)]
    handles = [_draw_world(ax, zones, look) for zones, look in zip(both, (BEFORE, AFTER), strict=True)]
    _finish(ax, both)
    legend_below(ax, handles, [comparison.baseline, label], columns=2)
    heading(ax, TITLE, "" if _is_low(ax) else f"{KEY}, {_period(baseline)}", WIDTH)
    return ax


def _period(results: Results) -> str:
    months = months_in(results.data)
    return f"all encounters of {counted(months, 'month')}"


def _prepared(results: Results, ax: Axes | None) -> Axes:
    names = [spaced(str(name)) for name in results.data["dimension"].to_numpy()]
    ax = axes_for(ax, 10, 2.0 + ROW * len(names))
    plain(ax, grid="x")
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.4, HEAD - 0.35)
    ax.tick_params(axis="y", labelsize=_size(ax, 1, BODY))
    label_axes(ax, "quality points, scale of 1 to 9", "")
    return ax


def _draw_world(ax: Axes, zones: Zones, look: Look) -> tuple[BarContainer, Line2D]:
    """Draw bands and means, and write beside each row who is below and above; return what a legend shows."""
    rows = np.arange(len(zones.perceived)) + look.offset
    bands = ax.barh(rows, zones.desired - zones.adequate, look.height, zones.adequate, color=look.band)
    size = sized(ax, 9 if look.marker == "o" else 7)
    (means,) = ax.plot(
        zones.perceived, rows, look.marker, color=look.mean, markersize=size, markeredgecolor="white", clip_on=False
    )
    height = 2 * abs(look.offset) or 1
    for right, head, shares in zip(COLUMNS, HEADS, (zones.below, zones.above), strict=True):
        if look.offset <= 0:
            _write(ax, right, HEAD, head, QUIET, height)
        for row, share in zip(rows, shares, strict=True):
            _write(ax, right, row, number(share, 1), look.mean if look.offset else INK, height)
    return bands, means


def _size(ax: Axes, share: float, wished: float) -> float:
    """Return the size of text at which a line takes no more than a share of a row."""
    low, high = sorted(ax.get_ylim())
    row = room(ax, AROUND[_is_low(ax)]) * 72 / (high - low)
    return min(sized(ax, wished), row * share / LINE)


def _is_low(ax: Axes) -> bool:
    return is_compact(ax) or inches(ax)[1] < TALL


def _write(ax: Axes, right: float, row: float, text: str, shade: str, share: float = 1) -> None:
    """Write a number of the margin, so many points right of the axes."""
    size = _size(ax, share, SMALL)
    if size < LEAST:
        return
    write_beside(ax, right, row, text, size, shade)


def _finish(ax: Axes, worlds: Sequence[Zones]) -> None:
    """Show the part of the scale that matters."""
    lowest = min(float(np.minimum(zones.adequate, zones.perceived).min()) for zones in worlds)
    highest = max(float(np.maximum(zones.desired, zones.perceived).max()) for zones in worlds)
    ax.set_xlim(max(SCALE[0], lowest - ROOM), max(highest, min(SCALE[1], highest + ROOM)))
