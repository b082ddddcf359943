"""Any measure, month by month, with its band: one line a world; or the same for each place, as small multiples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from ..metrics import Metric, find_metric
from ..wording import spaced, started
from .bands import draw_band, intervals, luck_words
from .labels import SHARE, label_ends
from .style import (
    BODY,
    INK,
    QUIET,
    SMALL,
    TITLE,
    axes_for,
    heading,
    label_axes,
    plain,
    roomy,
    sized,
)
from .ticks import amounts, months_axis

if TYPE_CHECKING:
    import xarray as xr

    from ..results import Results

Worlds = Mapping[str, "Results"]
PANEL = 1.7  # inches of height
LEAST = 10.0  # points
NEVER_NEGATIVE = ("%", "people", "per ")  # starts of units in which no axis goes below 0
Several = Sequence[Axes] | np.ndarray


def draw_lines(worlds: Worlds, metric: str, ax: Axes | None = None) -> Axes:
    """Draw a measure by month, one line a world, with the 95 % band of simulation error.

    >>> import cxsim as cx
    >>> results = cx.simulate(cx.load_example("telecom"), months=3, people=300, replications=2)
    >>> draw_lines({"today": results}, "churn").get_ylabel()
    'churn, % per month'
    """
    measure = find_metric(metric)
    ends = {label: measure.of(world.data, "month") for label, world in worlds.items()}
    ax = axes_for(ax, 10, 5.6)
    plain(ax)
    _draw(ax, ends, measure)
    label_axes(ax, "month", f"{measure.label}, {measure.unit}")
    if len(ends) > 1:
        lasts = [float(values.mean("replication")[-1]) for values in ends.values()]
        label_ends(ax, ax.get_xlim()[1], lasts, list(ends))
    heading(ax, _title(measure), _subtitle(worlds))
    return ax


def draw_panels(worlds: Worlds, metric: str, by: str, axes: Several | None = None) -> list[Axes]:
    """Draw a measure by month for each segment, touchpoint or dimension: one panel each, all on the same scale.

    >>> import cxsim as cx
    >>> results = cx.simulate(cx.load_example("telecom"), months=3, people=300, replications=2)
    >>> [ax.get_title(loc="left") for ax in draw_panels({"today": results}, "churn", "segment")]
    ['regular', 'high end']
    """
    measure = find_metric(metric)
    if by == "month":
        raise ValueError("by = 'month': months are what the lines run along; give segment, touchpoint or dimension")
    found = {label: measure.of(world.data, ["month", by]) for label, world in worlds.items()}
    places = [str(place) for place in next(iter(found.values()))[by].to_numpy()]
    panels = _given(axes, len(places)) if axes is not None else _grid(len(places))
    for ax, place in zip(panels, places, strict=True):
        plain(ax)
        _draw(ax, {label: values.sel({by: place}) for label, values in found.items()}, measure)
        ax.set_title(spaced(place), fontsize=_size(ax), color=INK, loc="left")
    _share_scale(panels)
    _name(panels, worlds, measure, by)
    return panels


def _draw(ax: Axes, lines: Mapping[str, xr.DataArray], measure: Metric) -> None:
    """Draw one line a world."""
    months = next(iter(lines.values()))["month"].to_numpy()
    for place, values in enumerate(lines.values()):
        draw_band(ax, months, intervals(values, "month"), place, 0.2 if len(lines) == 1 else 0.1)
    months_axis(ax, months)
    amounts(ax.yaxis)
    low, high = ax.get_ylim()
    if measure.unit.startswith(NEVER_NEGATIVE):
        ax.set_ylim(max(low, 0), min(high, 100) if measure.unit.startswith("%") else high)


def _share_scale(panels: Sequence[Axes]) -> None:
    """Give all panels one scale, written at the left and at the foot of the whole."""
    limits = np.array([ax.get_ylim() for ax in panels])
    for ax in panels:
        ax.set_ylim(limits[:, 0].min(), limits[:, 1].max())
        ax.tick_params(labelsize=_size(ax), pad=3)
        amounts(ax.yaxis, most=4)


def _grid(count: int) -> list[Axes]:
    """Return the panels of a new figure; inner ones go without the numbers that outer ones have."""
    columns = next(columns for columns in (2, 3, 4) if count <= 3 * columns or columns == 4) if count > 3 else count
    rows = -(-count // columns)
    figure = plt.figure(figsize=(10, max(4.6, 1.6 + PANEL * rows)), layout=roomy(), facecolor="white")
    axes = [figure.add_subplot(rows, columns, place + 1) for place in range(count)]
    for place, ax in enumerate(axes):
        ax.tick_params(labelleft=place % columns == 0, labelbottom=place + columns >= count)
    return axes


def _given(axes: Several, count: int) -> list[Axes]:
    """Return the axes to draw into, as many as there are panels."""
    if isinstance(axes, Axes):
        raise TypeError(
            f"by= draws {count} panels: give ax=axes of `figure, axes = plt.subplots(1, {count})`, or no ax"
        )
    given = list(np.ravel(np.asarray(axes, dtype=object)))
    if len(given) != count:
        raise ValueError(f"ax holds {len(given)} axes, and by= draws {count} panels")
    return [axes_for(each, 0, 0) for each in given]


def _name(panels: Sequence[Axes], worlds: Worlds, measure: Metric, by: str) -> None:
    """Name axes, worlds and the whole; of several lines those at the right end of the first row carry the names."""
    figure, size = panels[0].figure, _size(panels[0])
    for ax in panels:
        ax.set_xlabel("month" if ax.xaxis.get_tick_params()["labelbottom"] else "", fontsize=size, color=INK)
    figure.supylabel(f"{measure.label}, {measure.unit}", fontsize=size, color=INK)
    figure.suptitle(f"{_title(measure)}, by {spaced(by)}", x=0.015, ha="left", fontsize=TITLE, weight="bold", color=INK)
    figure.supxlabel(_subtitle(worlds), x=0.015, ha="left", fontsize=SMALL, color=QUIET)
    if len(worlds) > 1:
        ax = next(
            (one for one, right in pairwise(panels) if right.get_position().x0 < one.get_position().x0), panels[-1]
        )
        lines = ax.lines[: len(worlds)]
        share = SHARE * figure.bbox.width / ax.bbox.width  # of the whole: one panel has no room for a name
        label_ends(
            ax,
            ax.get_xlim()[1],
            [float(np.asarray(line.get_ydata())[-1]) for line in lines],
            list(worlds),
            size=size,
            share=share,
        )


def _size(ax: Axes) -> float:
    """Return the size of texts in a panel: small ones of our own figures still suit a slide."""
    return max(sized(ax, BODY), LEAST)


def _title(measure: Metric) -> str:
    return f"{started(measure.label)}, month by month"


def _subtitle(worlds: Worlds) -> str:
    world = next(iter(worlds.values()))
    luck = luck_words(world)
    if len(worlds) > 1:
        return f"{luck}; differences are surer: same luck in all"
    return f"{world.data.attrs['company']}, {world.label}. {luck}"
