"""Why customers left: but-for causes, which may overlap, and shares of the hazard, which add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..causes import AXES, INVOLUNTARY, NONE, REST
from ..wording import number, spaced
from .bands import arms, luck_words
from .choices import require_choice
from .style import (
    BODY,
    COLORS,
    INK,
    SMALL,
    TWO_COLUMNS,
    axes_for,
    color,
    fitting,
    heading,
    inches,
    ink_on,
    label_axes,
    legend_below,
    plain,
    sized,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..results import Results

READINGS = ("share", "but_for")
SHADES = {REST: "#D9D9D9", INVOLUNTARY: "#8C8C8C"}
PALE = "#BFD9EA"
ROW = 0.5  # inches
AROUND = 3.2  # inches that heading, axis label and legend take
WIDE_ENOUGH = 6.0  # per cent of the axis from which on a number fits into its bar
CROWDED = 0.7  # share of the size of names in small axes, under which a legend takes more than its part
BUT_FOR = "% of those who left who would have stayed without it"


def draw_causes(results: Results, by: str | None = None, reading: str = "share", ax: Axes | None = None) -> Axes:
    """Draw why customers left; by segment, tenure class or worst touchpoint as stacked shares, or as but-for points.

    >>> import cxsim as cx
    >>> results = cx.simulate(cx.load_example("telecom"), months=3, people=500, replications=2)
    >>> draw_causes(results, by="segment").get_xlabel()
    'share of the hazard, % of those who left'
    """
    require_choice("reading", reading, READINGS)
    if by is None:
        return _draw_all(results, ax)
    require_choice("by", by, AXES)
    table = results.causes(by=by)
    places = _places(results, by)
    ax = axes_for(ax, 10, AROUND + ROW * max(3, len(places)))
    _prepare_rows(ax, [spaced(place) for place in places])
    causes = [str(cause) for cause in results.data["cause"].to_numpy()]
    draw = _draw_shares if reading == "share" else _draw_but_for
    draw(ax, table, places, causes)
    heading(ax, f"Why customers left, by {spaced(by)}", _subtitle(results, reading))
    return ax


def _places(results: Results, by: str) -> list[str]:
    """Return where anybody left from."""
    left = results.data["left_by_place"].mean("replication")
    left = left.sum([axis for axis in left.dims if axis != by])
    return [str(place) for place in left[by].to_numpy()[left.to_numpy() > 0]]


def _draw_all(results: Results, ax: Axes | None) -> Axes:
    """Draw both readings of every cause, over all who left."""
    table = results.causes()
    told = table.loc[[str(cause) for cause in results.data["cause"].to_numpy()]]
    found = pd.concat([told.sort_values("but_for", ascending=False), table.loc[[INVOLUNTARY]]])
    causes = [str(cause) for cause in found.index]
    ax = axes_for(ax, 10, AROUND + ROW * len(causes))
    _prepare_rows(ax, causes)
    rows, each = np.arange(len(causes)), found[["but_for", "low", "high"]].to_numpy(dtype=float)
    lower = ax.barh(rows + 0.2, found["share"], 0.36, color=PALE)
    upper = ax.barh(rows - 0.2, each[:, 0], 0.36, color=COLORS[0], xerr=arms(each), ecolor=INK)
    ax.set_xlim(0, 1.08 * float(np.nanmax(np.fmax(each[:, 2], each[:, 0])) or 1))
    label_axes(ax, "% of those who left", "")
    legend_below(ax, [upper, lower], ["but for it they would have stayed", "its share of the hazard"], columns=2)
    alone = number(float(table["but_for"][NONE]), 0)
    words = f"{_whose(results)}. For {alone} % no single cause decided. {luck_words(results, 'Strokes')}"
    heading(ax, "Why customers left", words)
    return ax


def _prepare_rows(ax: Axes, names: list[str]) -> None:
    plain(ax, grid="x")
    ax.set_yticks(
        range(len(names)),
        names,
        fontsize=fitting(ax, BODY, len(names), AROUND) * (CROWDED if inches(ax)[0] < TWO_COLUMNS else 1),
    )
    ax.set_ylim(len(names) - 0.5, -0.5)


def _draw_shares(ax: Axes, table: pd.DataFrame, places: list[str], causes: list[str]) -> None:
    """Stack the shares of the hazard; with the rest, and those who had to leave, they add up."""
    shown = [cause for cause in (*causes, REST, INVOLUNTARY) if cause in table.index.get_level_values("cause")]
    base, bars = np.zeros(len(places)), []
    for place, cause in enumerate(shown):
        widths = np.nan_to_num([table.loc[(each, cause), "share"] for each in places])
        shade = SHADES.get(cause, color(place))
        bars.append(ax.barh(np.arange(len(places)), widths, 0.72, base, color=shade, edgecolor="white", linewidth=0.6))
        size = fitting(ax, SMALL, len(places), AROUND)
        texts = [number(width, 0) if width >= WIDE_ENOUGH and inches(ax)[0] >= TWO_COLUMNS else "" for width in widths]
        ax.bar_label(bars[-1], texts, label_type="center", fontsize=size, color=ink_on(shade))
        base = base + widths
    ax.set_xlim(0, 100)
    label_axes(ax, "share of the hazard, % of those who left", "")
    legend_below(ax, bars, shown, columns=4)


def _draw_but_for(ax: Axes, table: pd.DataFrame, places: list[str], causes: list[str]) -> None:
    """Draw a point with its interval for each cause; they may overlap, so nothing is stacked."""
    points = []
    for number_, cause in enumerate(causes):
        each = table.xs(cause, level="cause").loc[places, ["but_for", "low", "high"]].to_numpy(dtype=float)
        rows = np.arange(len(places)) + 0.7 * ((number_ + 0.5) / len(causes) - 0.5)
        style: dict[str, Any] = {"fmt": "o", "color": color(number_), "markersize": sized(ax, 7), "elinewidth": 1.4}
        points.append(ax.errorbar(each[:, 0], rows, xerr=arms(each), **style))
    ax.set_xlim(0, max(10.0, min(100.0, 1.05 * float(np.nanmax(table[["but_for", "high"]].to_numpy(dtype=float))))))
    label_axes(ax, BUT_FOR, "")
    legend_below(ax, points, causes)


def _subtitle(results: Results, reading: str) -> str:
    if reading == "but_for":
        return f"{_whose(results)}. Several causes may hold, or none. {luck_words(results, 'Strokes')}"
    return f"{_whose(results)}. The rest: base level, tenure, switching costs, trust, commitment"


def _whose(results: Results) -> str:
    return f"{results.data.attrs['company']}, {results.label}"
