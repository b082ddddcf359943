"""Numbers on axes: as few decimals as tell the ticks apart, large ones in thousands or millions; months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import Formatter, MaxNLocator, MultipleLocator

from ..wording import money_unit, number
from .style import TWO_COLUMNS, inches

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from numpy.typing import ArrayLike

MONTH_STEPS = (1, 2, 6, 12, 24, 60, 1200)
MOST_MONTHS = 8  # ticks on an axis of months
FINEST = 6  # decimals
LARGE = 10_000  # amounts from which on thousands and millions are written as such


class Amounts(Formatter):
    """Writes all ticks of an axis in one unit and with the same decimals.

    >>> Amounts().format_ticks([0, 500_000, 1_000_000])
    ['0', '0.5M', '1.0M']
    >>> Amounts(signed=True).format_ticks([-0.25, 0, 0.25])
    ['−0.25', '0', '+0.25']
    """

    def __init__(self, *, signed: bool = False) -> None:
        self.signed = signed

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Return the text of every tick."""
        largest = max((abs(value) for value in values), default=0.0)
        factor, letter = money_unit(largest) if largest >= LARGE else (1.0, "")
        scaled = [value / factor for value in values]
        places = next(places for places in range(FINEST + 1) if places == FINEST or _are_told(scaled, places))
        return [number(each, places, signed=self.signed) + letter if each else "0" for each in scaled]

    def __call__(self, x: float, pos: int | None = None) -> str:  # noqa: ARG002 — what matplotlib calls
        """Return the text of one tick."""
        return self.format_ticks([x])[0]


def _are_told(values: Sequence[float], places: int) -> bool:
    """Tell whether so many decimals write all values as they are."""
    largest = max(map(abs, values), default=0.0)
    return bool(np.allclose(np.round(values, places), values, rtol=0, atol=1e-8 * largest))


def amounts(axis: Axis, *, signed: bool = False, most: int = 6) -> None:
    """Write the numbers of an axis, with not too many of them."""
    is_narrow = axis is axis.axes.xaxis and inches(axis.axes)[0] < TWO_COLUMNS
    axis.set_major_locator(MaxNLocator(most // 2 if is_narrow else most))
    axis.set_major_formatter(Amounts(signed=signed))


def months_axis(ax: Axes, months: ArrayLike) -> None:
    """Let the axis run over the months, with ticks at whole months, half years or years."""
    every = np.asarray(months, dtype=float)
    first, last = float(every[0]), float(every[-1] if len(every) > 1 else every[0] + 1)
    ax.set_xlim(first, last)
    step = next(step for step in MONTH_STEPS if (last - first) / step <= MOST_MONTHS)
    ax.xaxis.set_major_locator(MultipleLocator(step))
    ax.xaxis.set_major_formatter(Amounts())
