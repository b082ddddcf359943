"""What matters against how well it is done: importance and performance (Martilla & James 1977)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr
from matplotlib.ticker import FuncFormatter, NullLocator

from ..wording import spaced
from .bands import Array, arms, intervals, luck_words
from .choices import require_choice
from .company_of import company_of
from .near import label_points
from .style import COLORS, QUIET, SMALL, axes_for, heading, is_compact, label_axes, plain, sized
from .ticks import amounts

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

    from ..results import Results

AXES = ("dimension", "touchpoint")
IMPORTANCE = {
    "dimension": "importance: the company's weights, %",
    "touchpoint": "importance: salience × encounters, % of all",
}
PERFORMANCE = "performance: perceived less adequate, quality points"
CORNERS = {  # words, where they stand, and how they are aligned
    "concentrate here": (0.01, 0.99, "left", "top"),
    "keep it up": (0.99, 0.99, "right", "top"),
    "low priority": (0.01, 0.01, "left", "bottom"),
    "perhaps too much": (0.99, 0.01, "right", "bottom"),
}
WIDE = 10.0  # times by which importances differ before their axis is logarithmic


def draw_drivers(results: Results, by: str = "dimension", ax: Axes | None = None) -> Axes:
    """Draw importance against performance of each dimension or touchpoint, with both means as lines.

    Performance is the mean perceived quality less the adequate level. The will expectation would tell nothing: it
    follows what is perceived, so that the two are nearly equal in a market that has settled.

    >>> import cxsim as cx
    >>> results = cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=2)
    >>> draw_drivers(results, by="touchpoint").get_ylabel()
    'importance: salience × encounters, % of all'
    """
    require_choice("by", by, AXES)
    weights, gaps = importance_of(results, by), intervals(performance_of(results, by), by)
    ax = axes_for(ax, 10, 6.2)
    plain(ax)
    ax.grid(visible=False)
    ax.errorbar(
        gaps[:, 0],
        weights,
        xerr=arms(gaps),
        fmt="o",
        color=COLORS[0],
        markersize=sized(ax, 9),
        ecolor=QUIET,
        elinewidth=1.2,
    )
    means = _scale(ax, gaps, weights)
    label_axes(ax, PERFORMANCE, IMPORTANCE[by])
    heading(ax, f"What matters, and how well it is done, by {by}", _subtitle(results))
    _name_corners(ax)
    names = [spaced(str(name)) for name in results.data[by].to_numpy()]
    label_points(ax, np.column_stack([gaps[:, 0], weights, gaps[:, 1:]]), names, means)
    return ax


def importance_of(results: Results, by: str) -> Array:
    """Return the weight of each dimension or touchpoint, % of all, as the company states it and the model uses it."""
    company, names = company_of(results), [str(name) for name in results.data[by].to_numpy()]
    if by == "dimension":
        weights = np.array([company.get(f"dimensions.{name}.importance") for name in names])
    else:
        over = [axis for axis in results.data["touchpoint_encounters"].dims if axis != "touchpoint"]
        encounters = results.data["touchpoint_encounters"].sum(over).to_numpy()
        weights = encounters * [company.get(f"touchpoints.{name}.salience") for name in names]
    return np.asarray(100 * weights / weights.sum())


def performance_of(results: Results, by: str) -> xr.DataArray:
    """Return the mean perceived quality less the adequate level, over encounters, by replication and place."""
    data = results.data
    encounters = data["encounters" if by == "dimension" else "touchpoint_encounters"]
    gap = (data[f"{by}_perceived"] - data[f"{by}_adequate"]) * encounters
    mean: xr.DataArray = gap.sum(("month", "segment")) / encounters.sum(("month", "segment"))
    return mean


def _scale(ax: Axes, gaps: Array, weights: Array) -> list[Line2D]:
    """Leave room for names, and return the lines between what is above and below the mean."""
    seen = weights[weights > 0]
    is_wide = seen.max() > WIDE * seen.min()
    if is_wide:
        ax.set_yscale("log")
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        ax.yaxis.set_minor_locator(NullLocator())
    ax.margins(x=0.14, y=0.16)
    middle = np.exp(np.log(seen).mean()) if is_wide else weights.mean()
    style: dict[str, Any] = {"color": QUIET, "linewidth": 1, "linestyle": (0, (4, 4)), "zorder": 0}
    means = [ax.axvline(float(np.nanmean(gaps[:, 0])), **style), ax.axhline(middle, **style)]
    amounts(ax.xaxis, signed=True)
    if not is_wide:
        amounts(ax.yaxis)
    return means


def _name_corners(ax: Axes) -> None:
    for words, (x, y, across, along) in CORNERS.items():
        style: dict[str, Any] = {
            "ha": across,
            "va": along,
            "fontsize": sized(ax, SMALL),
            "color": QUIET,
            "style": "italic",
        }
        if not is_compact(ax):
            ax.annotate(words, (x, y), xycoords="axes fraction", **style)


def _subtitle(results: Results) -> str:
    whose = f"{results.data.attrs['company']}, {results.label}"
    return f"{whose}. Dashed: means. {luck_words(results, 'Strokes')}; adequate: the lower end of the zone of tolerance"
