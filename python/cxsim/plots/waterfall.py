"""What the difference in net present value is made of: line by line, from 0 to what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..data_set import months_in
from ..metrics import VALUE
from ..wording import counted, money
from .bands import Array, luck_words
from .choices import require_challenger
from .style import (
    ABOVE,
    BELOW,
    BODY,
    INK,
    QUIET,
    SMALL,
    axes_for,
    fitting,
    heading,
    label_axes,
    plain,
    write_beside,
)
from .ticks import amounts

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..compare import Comparison

ROW = 0.52  # inches
AROUND = 2.2  # inches that heading and axis label take
HEIGHT = 0.62  # of a bar, as a share of its row
WIDTH = 0.75  # of the axes before names and numbers take their room, that the heading may take
BESIDE = 66.0  # points from the axes to the right end of the numbers


def draw_waterfall(comparison: Comparison, label: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw what a scenario's value less the baseline's is made of; the scenario worth most unless told.

    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> draw_waterfall(study).get_xlabel()
    'difference in net present value, money, discounted'
    """
    label = require_challenger(comparison, label)
    table = comparison.lines(label)
    table = table[(table["difference"] != 0) | (table.index == VALUE)]  # a line that does not change is no step
    ax = axes_for(ax, 10, AROUND + ROW * len(table))
    plain(ax, grid="x")
    _draw_steps(ax, table["difference"].to_numpy())
    _draw_end(ax, *table.loc[VALUE])
    size = fitting(ax, BODY, len(table), AROUND)
    ax.set_yticks(range(len(table)), list(table.index), fontsize=size)
    ax.set_ylim(len(table) - 0.5, -0.5)
    amounts(ax.xaxis, signed=True)
    label_axes(ax, "difference in net present value, money, discounted", "")
    for row, difference in enumerate(table["difference"]):
        write_beside(ax, BESIDE, row, money(difference, signed=True), min(size, fitting(ax, SMALL, 1, 0)), INK)
    heading(ax, f"What {label} changes, against {comparison.baseline}", _subtitle(comparison), WIDTH)
    return ax


def _draw_steps(ax: Axes, differences: Array) -> None:
    """Draw each line from where the one before it ended, joined by thin strokes."""
    steps = differences[:-1]
    starts = np.concatenate([[0.0], steps.cumsum()])
    rows = np.arange(len(steps))
    ax.barh(rows, steps, HEIGHT, starts[:-1], color=[ABOVE if step > 0 else BELOW for step in steps])
    for row, end in enumerate(starts[1:]):
        ax.plot([end, end], [row - HEIGHT / 2, row + 1 + HEIGHT / 2], color=QUIET, linewidth=1)
    ax.axvline(0, color=INK, linewidth=1.2)


def _draw_end(ax: Axes, mean: float, low: float, high: float) -> None:
    """Draw what is left, with its interval."""
    row = len(ax.patches)
    ax.barh(row, mean, HEIGHT, color=QUIET)
    if np.isfinite(low):
        ax.errorbar(mean, row, xerr=[[mean - low], [high - mean]], color=INK, capsize=5, linewidth=2)
    ax.margins(x=0.06)


def _subtitle(comparison: Comparison) -> str:
    data = comparison.results[comparison.baseline].data
    months = counted(months_in(data), "month")
    return f"{months}, discounted. {luck_words(comparison.results[comparison.baseline], 'Stroke at the end')}"
