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

from ..plots import draw_paired_zones, draw_profit, draw_value, draw_waterfall
from ..plots.style import roomy

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..compare import Comparison

WIDE, NARROW = 10.0, 5.2  # inches
BESIDE = 8.4  # inches of the first chart, which stands beside words
NARROW_SCREEN = "(max-width: 640px)"


class Picture(NamedTuple):
    """A chart: how it is drawn, what it shows in words, and its heights in inches, wide and narrow."""

    draw: Callable[[Axes], Axes]
    words: str
    wide: float
    narrow: float


def first_picture(comparison: Comparison) -> str:
    """Return the one chart that shows the verdict: what scenarios are worth, with their intervals."""
    rows = len(comparison.challengers)
    words = f"Net present value of scenarios against {comparison.baseline}, with intervals"
    return _figure(Picture(partial(draw_value, comparison), words, 2.5 + 0.6 * rows, 2.9 + 0.6 * rows), BESIDE)


def pictures(comparison: Comparison) -> str:
    """Return the other charts: profit, what the best scenario's value is made of, zones; other scenarios' folded away."""
    baseline = comparison.baseline
    first, *rest = sorted(comparison.challengers, key=lambda label: -_value(comparison, label))
    profit = Picture(partial(draw_profit, comparison), f"Profit against {baseline} by month", 5.8, 5.6)
    shown = "".join(_figure(each) for each in (profit, *_of_scenario(comparison, first)))
    folded = "".join(_figure(each) for label in rest for each in _of_scenario(comparison, label))
    return f"{shown}<details><summary>The other scenarios</summary>{folded}</details>" if rest else shown


def _of_scenario(comparison: Comparison, label: str) -> tuple[Picture, Picture]:
    draw = partial(draw_waterfall, comparison, label)
    waterfall = Picture(draw, f"What {label} changes, line by line", 5.4, 5.8)
    return waterfall, _zones(comparison, label)


def _value(comparison: Comparison, label: str) -> float:
    return float(comparison.results[label].net_present_value().mean())


def _zones(comparison: Comparison, label: str) -> Picture:
    rows = comparison.results[label].data.sizes["dimension"]
    draw = partial(draw_paired_zones, comparison, label)
    return Picture(
        draw, f"Zone of tolerance by dimension, {comparison.baseline} and {label}", 2.4 + 0.48 * rows, 3 + 0.48 * rows
    )


def _figure(picture: Picture, width: float = WIDE) -> str:
    wide, narrow = _source(picture, width, picture.wide), _source(picture, NARROW, picture.narrow)
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
