"""How likely people are to recommend: what all would answer, and what the dashboard sees of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import xarray as xr

from ..metrics import DETRACTORS_TO, PROMOTERS_FROM, SCORE
from ..surveys import instrument_error, nps_readings
from ..wording import number
from .bands import Array, arms, intervals, luck_words
from .style import ABOVE, BELOW, QUIET, SMALL, axes_for, heading, inches, label_axes, legend_below, plain, sized
from .ticks import amounts

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer

    from ..results import Results

WIDTH = 0.42
LETTERS = 1.9  # points of text for each inch of width, at which the names of groups do not meet
PASSIVE = "#9A9A9A"
READINGS = {"true": "all customers", "expected dashboard": "dashboard, as expected"}
GROUPS = {"detractors": (-0.5, DETRACTORS_TO + 0.5, BELOW), "promoters": (PROMOTERS_FROM - 0.5, 10.5, ABOVE)}


def draw_nps(results: Results, month: int = -1, ax: Axes | None = None) -> Axes:
    """Draw how all customers would answer in a month (from the end if negative), beside what the dashboard is expected to get.

    What it does get in a month rests on the few who are asked; the standard error in the legend is theirs.

    >>> import cxsim as cx
    >>> results = cx.simulate(cx.load_example("telecom"), months=2, people=500, replications=2)
    >>> draw_nps(results).get_ylabel()
    'share of answers, %'
    """
    table = results.nps(month)  # which refuses a month that there is not
    ax = axes_for(ax, 10, 5.8)
    plain(ax)
    answers = {name: nps_readings(results.data)[name].isel(month=month) for name in READINGS}
    bars = [
        _draw(ax, _shares(each), (place - 0.5) * WIDTH, is_true=name == "true")
        for place, (name, each) in enumerate(answers.items())
    ]
    _name_groups(ax)
    label_axes(ax, "answer to “would you recommend us?”, points from 0 to 10", "share of answers, %")
    legend_below(ax, bars, [_reading(table, name, each) for name, each in answers.items()], columns=1)
    heading(ax, "NPS: all customers, and what the dashboard sees", _subtitle(results, month))
    return ax


def _shares(answers: xr.DataArray) -> Array:
    """Return the shares of all answers, %, by answer, with their intervals; 0 where nobody answered."""
    total = answers.sum(SCORE)
    return intervals((100 * answers / total.where(total > 0)).fillna(0), SCORE)


def _draw(ax: Axes, shares: Array, offset: float, *, is_true: bool) -> BarContainer:
    """Draw one bar an answer: full for what is true, hatched for what is seen."""
    scores = np.arange(len(shares))
    shades = [BELOW if s <= DETRACTORS_TO else ABOVE if s >= PROMOTERS_FROM else PASSIVE for s in scores]
    look: dict[str, Any] = {"color": shades} if is_true else {"color": "white", "edgecolor": shades, "hatch": "////"}
    return ax.bar(scores + offset, shares[:, 0], WIDTH, yerr=arms(shares), ecolor=QUIET, **look)


def _name_groups(ax: Axes) -> None:
    """Name detractors, passives and promoters above their answers."""
    ax.set_xlim(-0.5, 10.5)
    ax.set_xticks(range(11))
    ax.set_ylim(0, 1.14 * ax.get_ylim()[1])
    amounts(ax.yaxis)
    passives = (DETRACTORS_TO + 0.5, PROMOTERS_FROM - 0.5, QUIET)
    for name, (left, right, shade) in {**GROUPS, "passives": passives}.items():
        style: dict[str, Any] = {
            "fontsize": min(sized(ax, SMALL), inches(ax)[0] * LETTERS),
            "color": shade,
            "weight": "bold",
        }
        ax.annotate(name, ((left + right) / 2, 0.98), xycoords=ax.get_xaxis_transform(), ha="center", va="top", **style)
        ax.axvline(right, color=QUIET, linewidth=0.8, linestyle=(0, (4, 4)), zorder=0)


def _reading(table: pd.DataFrame, name: str, answers: xr.DataArray) -> str:
    """Return an NPS in words, with its interval; for the dashboard also the error of so few real answers."""
    row, answered = table.loc[name], float(table["answers"]["dashboard"])
    score = f"{READINGS[name]}: NPS {number(float(row['nps']), 0)}"
    if np.isfinite(float(row["low"])):
        score += f" [{number(float(row['low']), 0)}, {number(float(row['high']), 0)}]"
    if name == "true":
        return score
    if not answered:
        return f"{score}; nobody was asked in this month"
    error = float(instrument_error(answers.mean("replication"), answered))
    return f"{score}; {answered:,.0f} real answers leave a standard error of {number(error, 1)}"


def _subtitle(results: Results, month: int) -> str:
    when = results.data["month"].to_numpy()[month]
    return f"{results.data.attrs['company']}, {results.label}, month {when:g}. {luck_words(results, 'Strokes and brackets')}"
