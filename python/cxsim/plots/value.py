"""What each scenario is worth more or less than the baseline, with its interval: the picture behind a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..data_set import months_in
from ..metrics import VALUE
from ..wording import counted, money, spaced
from .bands import arms, luck_words
from .style import (
    ABOVE,
    BELOW,
    BODY,
    INK,
    QUIET,
    axes_for,
    fitting,
    heading,
    label_axes,
    plain,
    sized,
    wrapped,
    write_beside,
)
from .ticks import amounts

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..compare import Comparison

ROW = 0.62  # inches
AROUND = 2.4  # inches that heading and axis label take
NAMES = 0.3  # share of the axes' width that the name of a scenario may take
WIDTH = 0.7  # of the axes before names and numbers take their room, that the heading may take
BESIDE = 66.0  # points from the axes to the right end of the numbers


def draw_value(comparison: Comparison, ax: Axes | None = None) -> Axes:
    """Draw the difference of every scenario in net present value, the best first, with its 95 % interval.

    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> draw_value(study).get_xlabel()
    'difference in net present value, money'
    """
    found = {label: comparison.interval(VALUE, label) for label in comparison.challengers}
    order = sorted(found, key=lambda label: -found[label].mean)
    ax = axes_for(ax, 10, AROUND + ROW * len(order))
    plain(ax, grid="x")
    size = fitting(ax, BODY, 2 * len(order), AROUND)  # a name may take two lines
    each, rows = np.array([found[label][:3] for label in order]), np.arange(len(order))
    shades = [ABOVE if low > 0 else BELOW if high < 0 else QUIET for _, low, high in each]
    for row, shade in enumerate(shades):
        one = each[row : row + 1]
        ax.errorbar(one[:, 0], [row], xerr=arms(one), fmt="o", color=shade, markersize=sized(ax, 10), elinewidth=3)
        write_beside(ax, BESIDE, row, money(one[0, 0], signed=True), size, shade)
    ax.axvline(0, color=INK, linewidth=1.2)
    ax.set_yticks(rows, [wrapped(ax, spaced(label), size, NAMES) for label in order], fontsize=size)
    ax.set_ylim(len(order) - 0.5, -0.5)
    ax.margins(x=0.08)
    amounts(ax.xaxis, signed=True)
    label_axes(ax, "difference in net present value, money", "")
    heading(ax, f"What scenarios are worth, against {comparison.baseline}", _subtitle(comparison), WIDTH)
    return ax


def _subtitle(comparison: Comparison) -> str:
    data = comparison.results[comparison.baseline].data
    months = counted(months_in(data), "month")
    return f"{months}, discounted. {luck_words(comparison.results[comparison.baseline], 'Strokes')}; gray: open"
