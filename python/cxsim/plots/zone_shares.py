"""Who is below, inside and above the zone of tolerance: month by month, or touchpoint by touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..wording import number, spaced
from .bands import Array, intervals
from .choices import require_choice
from .labels import label_ends
from .style import (
    ABOVE,
    BELOW,
    BODY,
    INSIDE,
    SMALL,
    axes_for,
    fitting,
    heading,
    ink_on,
    is_compact,
    label_axes,
    legend_below,
    plain,
)
from .ticks import months_axis

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer

    from ..results import Results

PARTS = {"below_zone": BELOW, "inside_zone": INSIDE, "above_zone": ABOVE}
NAMES = ("below: dissatisfied", "inside the zone", "above: delighted")
AXES = ("month", "touchpoint", "dimension", "segment")
ROW = 0.44  # inches
AROUND = 2.6  # inches that heading, axis label and legend take
WIDE_ENOUGH = 5.0  # per cent of the axis from which on a number fits into its bar


def draw_zone_shares(results: Results, by: str = "month", ax: Axes | None = None) -> Axes:
    """Draw the shares of encounters below, inside and above the zone, stacked to 100 %.

    >>> import cxsim as cx
    >>> results = cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=2)
    >>> draw_zone_shares(results, by="touchpoint").get_xlabel()
    'share of encounters, %'
    """
    require_choice("by", by, AXES)
    each = {name: intervals(results.metric(name, by), by) for name in PARTS}
    ax = axes_for(ax, 10, 5.6 if by == "month" else AROUND + ROW * results.data.sizes[by])
    if by == "month":
        _draw_months(ax, results.data["month"].to_numpy(), each)
    else:
        _draw_rows(ax, [spaced(str(name)) for name in results.data[by].to_numpy()], each)
    heading(ax, f"Zone of tolerance, by {by}", _subtitle(results, each))
    return ax


def _draw_months(ax: Axes, months: Array, each: dict[str, Array]) -> None:
    """Draw one bar a month, side by side, and name the parts at the last of them."""
    plain(ax)
    width = float(months[1] - months[0]) if len(months) > 1 else 1.0
    base, middles = np.zeros(len(months)), []
    for name, shade in PARTS.items():
        height = np.nan_to_num(each[name][:, 0])
        ax.bar(months, height, width, base, color=shade, edgecolor="white", linewidth=0.6)
        middles.append(float(base[-1] + height[-1] / 2))
        base = base + height
    months_axis(ax, months)
    ax.set_xlim(months[0] - width / 2, months[-1] + width / 2)
    ax.set_ylim(0, 100)
    label_axes(ax, "month", "share of encounters, %")
    label_ends(ax, ax.get_xlim()[1], middles, NAMES, list(PARTS.values()))


def _draw_rows(ax: Axes, names: list[str], each: dict[str, Array]) -> None:
    """Draw one bar a row, with its shares written into it."""
    plain(ax, grid="x")
    rows, base, bars = np.arange(len(names)), np.zeros(len(names)), []
    for name, shade in PARTS.items():
        width = np.nan_to_num(each[name][:, 0])
        bars.append(ax.barh(rows, width, 0.72, base, color=shade, edgecolor="white", linewidth=0.6))
        _write(ax, bars[-1], ink_on(shade), len(names))
        base = base + width
    ax.set_yticks(rows, names, fontsize=fitting(ax, BODY, len(names), AROUND))
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.set_xlim(0, 100)
    label_axes(ax, "share of encounters, %", "")
    legend_below(ax, bars, NAMES)


def _write(ax: Axes, bars: BarContainer, shade: str, rows: int) -> None:
    if is_compact(ax):
        return
    widths = [bar.get_width() for bar in bars]
    texts = [number(width, 0) if width >= WIDE_ENOUGH else "" for width in widths]
    ax.bar_label(bars, texts, label_type="center", fontsize=fitting(ax, SMALL, rows, AROUND), color=shade)


def _subtitle(results: Results, each: dict[str, Array]) -> str:
    """Say whose encounters these are, and what luck leaves open at most."""
    whose = f"{results.data.attrs['company']}, {results.label}"
    halves = np.concatenate([(part[:, 2] - part[:, 1]) / 2 for part in each.values()])
    if not np.isfinite(halves).any():
        return f"{whose}. One replication: no simulation error"
    most = number(float(np.nanmax(halves)), 1)
    count = results.settings["replications"]
    return f"{whose}. 95 % simulation error of a share: at most ± {most} points, {count} replications"
