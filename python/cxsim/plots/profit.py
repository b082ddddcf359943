"""Paired difference in profit by month: what each scenario adds to, or takes from, the baseline's."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..wording import money
from .bands import draw_band, intervals, luck_words
from .labels import label_ends
from .style import INK, SMALL, axes_for, color, heading, label_axes, plain, sized, wrapped
from .ticks import amounts, months_axis

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..compare import Comparison

FIRST = 1  # color of the first scenario; 0 is the baseline's, which has a line in other charts
Array = NDArray[np.float64]
OUTSTANDING = 1.6  # a month beyond the others by this factor would flatten all lines; it is told in words instead
LINE = 0.062  # height of such a line of words, as a share of the axes


class Line(NamedTuple):
    """One scenario's difference by month: mean and ends of the interval."""

    label: str
    mean: Array
    low: Array
    high: Array


def draw_profit(comparison: Comparison, ax: Axes | None = None) -> Axes:
    """Draw each scenario's profit less the baseline's, by month, with the 95 % band of simulation error.

    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> draw_profit(study).get_ylabel()
    'difference in profit, money a month'
    """
    ax = axes_for(ax, 10, 5.8)
    plain(ax)
    lines = [_line(comparison, label) for label in comparison.challengers]
    months = comparison.results[comparison.baseline].data["month"].to_numpy()
    for number, line in enumerate(lines, FIRST):
        draw_band(ax, months, np.array(line[1:]).T, number)
    shades = [color(FIRST + number) for number in range(len(lines))]
    ax.axhline(0, color=INK, linewidth=1.2)
    _scale(ax, months, lines)
    _label_axes(ax, comparison)
    label_ends(ax, float(months[-1]), [float(line.mean[-1]) for line in lines], [line.label for line in lines], shades)
    heading(ax, f"Profit against {comparison.baseline}, month by month", _subtitle(comparison))
    return ax


def _line(comparison: Comparison, label: str) -> Line:
    return Line(label, *intervals(comparison.difference("profit", label, "month"), "month").T)


def _scale(ax: Axes, months: Array, lines: list[Line]) -> None:
    """Fit the axis to all months but those that stand out below, which are told in words."""
    lows = np.array([np.fmin(line.low, line.mean) for line in lines])
    high = max(0.0, *(float(np.fmax(line.high, line.mean).max()) for line in lines))
    low = _lowest(lows.min(axis=0), high)
    room = 0.06 * (high - low) or 1.0
    floor, told = _floor(lines, low - room, LINE * (high - low))
    ax.set_ylim(floor, high + room)
    months_axis(ax, months)
    for place, (number, month) in enumerate(told):
        text = f"month {months[month]:g}: {money(lines[number].mean[month])}, {lines[number].label}"
        _tell(ax, place, float(months[min(month + 1, len(months) - 1)]), text, color(FIRST + number))


def _floor(lines: list[Line], low: float, line: float) -> tuple[float, list[tuple[int, int]]]:
    """Return where the axis ends so that there is a line of words for each month below it, and those months."""
    for place in range(sum(len(each.mean) for each in lines) + 1):
        floor = low - place * line
        told = [
            (number, int(month)) for number, each in enumerate(lines) for month in np.flatnonzero(each.mean < floor)
        ]
        if len(told) <= place:
            break
    return floor, told


def _lowest(lows: Array, high: float) -> float:
    """Return where the axis may end: below all months, or below all but a few that would flatten the rest."""
    lowest = min(0.0, float(lows.min()))
    few = max(1, len(lows) // 20)
    rest = min(0.0, float(np.sort(lows)[few])) if len(lows) > 5 else lowest
    return rest if high - lowest > OUTSTANDING * (high - rest) else lowest


def _tell(ax: Axes, place: int, month: float, text: str, shade: str) -> None:
    """Write what lies beyond the axis into its foot, beside the line that leaves it."""
    size = sized(ax, SMALL)
    where, across = (month, LINE * (place + 0.35)), ax.get_xaxis_transform()
    text = wrapped(ax, text, size, 0.85).partition("\n")[0]
    ax.annotate("▼", where, (4, 0), across, "offset points", fontsize=size, color=shade)
    ax.annotate(text, where, (18, 0), across, "offset points", fontsize=size, color=INK)


def _label_axes(ax: Axes, comparison: Comparison) -> None:
    steps = comparison.results[comparison.baseline].data.attrs["steps_per_year"]
    label_axes(ax, "month", f"difference in profit, money a {'month' if steps == 12 else 'step'}")
    amounts(ax.yaxis, signed=True)


def _subtitle(comparison: Comparison) -> str:
    return f"{luck_words(comparison.results[comparison.baseline])}, same people and luck in every world"
