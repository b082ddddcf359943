"""Charts inside the page: drawn wide and narrow, so that a phone shows letters that can be read."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import partial
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import matplotlib as mpl
from matplotlib.figure import Figure

from ..plots import draw_paired_zones, draw_profit
from ..plots.style import roomy

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..compare import Comparison

WIDE, NARROW = 10.0, 5.2  # inches
NARROW_SCREEN = "(max-width: 640px)"


class Picture(NamedTuple):
    """A chart: how it is drawn, what it shows in words, and its heights in inches, wide and narrow."""

    draw: Callable[[Axes], Axes]
    words: str
    wide: float
    narrow: float


def pictures(comparison: Comparison) -> str:
    """Return the charts of a comparison: profit, the best scenario's zones, and the other scenarios' folded away."""
    baseline = comparison.baseline
    first, *rest = sorted(comparison.challengers, key=lambda label: -_value(comparison, label))
    profit = Picture(partial(draw_profit, comparison), f"Profit against {baseline} by month", 5.8, 5.6)
    shown = "".join(_figure(each) for each in (profit, _zones(comparison, first)))
    folded = "".join(_figure(_zones(comparison, label)) for label in rest)
    return f"{shown}<details><summary>Zones of the other scenarios</summary>{folded}</details>" if rest else shown


def _value(comparison: Comparison, label: str) -> float:
    return float(comparison.results[label].net_present_value().mean())


def _zones(comparison: Comparison, label: str) -> Picture:
    rows = comparison.results[label].data.sizes["dimension"]
    draw = partial(draw_paired_zones, comparison, label)
    return Picture(
        draw, f"Zone of tolerance by dimension, {comparison.baseline} and {label}", 2.4 + 0.48 * rows, 3 + 0.48 * rows
    )


def _figure(picture: Picture) -> str:
    wide, narrow = _source(picture, WIDE, picture.wide), _source(picture, NARROW, picture.narrow)
    return (
        f'<figure><picture><source media="{NARROW_SCREEN}" srcset="{narrow}">'
        f'<img src="{wide}" alt="{escape(picture.words)}"></picture></figure>'
    )


def _source(picture: Picture, width: float, height: float) -> str:
    """Return a chart as the address of an image that holds it."""
    figure = Figure(figsize=(width, height), layout=roomy(), facecolor="white")
    picture.draw(figure.add_subplot())
    buffer = BytesIO()
    with mpl.rc_context({"svg.hashsalt": picture.words}):  # equal runs write equal pages
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    return f"data:image/svg+xml;base64,{b64encode(buffer.getvalue()).decode()}"
