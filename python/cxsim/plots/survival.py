"""Survival by segment: a line with its band, and the published points it is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..survival import returned, survival
from ..wording import spaced
from .bands import draw_band, intervals, luck_words
from .labels import label_ends
from .style import BODY, INK, QUIET, SMALL, axes_for, color, heading, is_compact, label_axes, plain, sized

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

    from ..results import Results

FOOT = 0.1  # share of the height that words at the foot take


def draw_survival(
    results: Results, published: pd.DataFrame | None = None, fitted_years: int | None = None, ax: Axes | None = None
) -> Axes:
    """Draw the share of a cohort that is still there, by year and segment, with published points as markers.

    >>> import cxsim as cx
    >>> cohort = cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=2, start="cohort")
    >>> draw_survival(cohort).get_ylabel()
    'still customers, % of the cohort'
    """
    _require_fit(fitted_years, published)
    share = survival(results)
    segments = [str(name) for name in share["segment"].to_numpy()]
    ax = axes_for(ax, 10, 5.6)
    plain(ax)
    years = share["month"].to_numpy() / 12
    ends = [_draw_segment(ax, years, share.sel(segment=name), number) for number, name in enumerate(segments)]
    _draw_published(ax, published, segments, years[-1])
    _mark_fit(ax, fitted_years, years[-1])
    _scale(ax, years[-1])
    label_ends(ax, years[-1], ends, [spaced(name) for name in segments])
    heading(ax, "Survival of a cohort, by segment", _subtitle(results))
    return ax


def _draw_segment(ax: Axes, years: Any, share: xr.DataArray, number: int) -> float:
    """Draw a line with the band of simulation error; return where it ends."""
    each = intervals(share, "month")
    draw_band(ax, years, each, number)
    return float(each[-1, 0])


def _draw_published(ax: Axes, published: pd.DataFrame | None, segments: list[str], last: float) -> None:
    if published is None:
        return
    known = [name for name in segments if name in published.columns]
    if not known:
        message = f"published has no column of a segment; it has {', '.join(published.columns)}"
        raise ValueError(f"{message}; segments: {', '.join(segments)}")
    points = published[published["year"] <= last]
    for name in known:
        face = color(segments.index(name))
        ax.plot(
            points["year"],
            points[name],
            "o",
            color=face,
            markersize=sized(ax, 8),
            markeredgecolor="white",
            zorder=3,
            clip_on=False,
        )
    ax.plot([], [], "o", color=QUIET, markersize=sized(ax, 8), label="published")
    ax.plot([], [], color=QUIET, linewidth=2.2, label="simulated")
    legend = ax.legend(fontsize=sized(ax, BODY), labelcolor=INK, framealpha=1, edgecolor="white")
    legend.set_loc("lower left" if is_compact(ax) else "upper right")
    if is_compact(ax):  # the lines of small axes need all room above
        legend.set_bbox_to_anchor((0, FOOT, 1, 1), ax.transAxes)


def _require_fit(fitted_years: int | None, published: pd.DataFrame | None) -> None:
    """Refuse years that nobody can have fitted."""
    last = np.inf if published is None else published["year"].max()
    if fitted_years is not None and not 1 <= fitted_years <= last:
        raise ValueError(f"fitted_years = {fitted_years}: give 1 to {last:g}, the last published year")


def _mark_fit(ax: Axes, fitted_years: int | None, last: float) -> None:
    """Draw the line between the years that were fitted and those that were forecast."""
    if fitted_years is None:
        return
    if fitted_years >= last:
        _write_foot(ax, 0, "left", "fitted to all years shown")
        return
    ax.axvline(fitted_years, color=QUIET, linewidth=1, linestyle=(0, (4, 4)), zorder=1)
    _write_foot(
        ax, fitted_years, "right", f"fitted to {'year 1' if fitted_years == 1 else f'years 1 to {fitted_years}'}"
    )
    _write_foot(ax, fitted_years, "left", "forecast")


def _write_foot(ax: Axes, year: float, side: str, text: str) -> None:
    """Write words beside a year, just above the axis."""
    shift = 6 if side == "left" else -6
    size = sized(ax, SMALL)
    ax.annotate(text, (year, 3), (shift, 0), "data", "offset points", ha=side, fontsize=size, color=QUIET)


def _scale(ax: Axes, last: float) -> None:
    ax.set_xlim(0, last)
    ax.set_ylim(0, 101)
    ax.set_yticks(range(0, 101, 20))
    step = 1 if last <= 12 else 2 if last <= 24 else 5
    if last >= 2:
        ax.set_xticks(np.arange(0, last + 1e-9, step))
    label_axes(ax, "years since joining", "still customers, % of the cohort")


def _subtitle(results: Results) -> str:
    back = (
        ". Who left and came back is counted: win_back.odds = 0 and market.forgetting = 1200 keep them away"
        if returned(results)
        else ""
    )
    return f"{results.data.attrs['company']}, {results.label}. {luck_words(results)}{back}"
