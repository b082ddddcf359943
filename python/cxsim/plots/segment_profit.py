"""What each segment earns and costs, month for month, before the costs that belong to no segment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr

from ..intervals import interval_of
from ..wording import money, spaced
from .bands import arms, intervals, luck_words
from .style import (
    BODY,
    COLORS,
    INK,
    SMALL,
    axes_for,
    heading,
    is_compact,
    label_axes,
    legend_below,
    plain,
    sized,
    wrapped,
)
from .ticks import amounts

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..results import Results

WIDTH = 0.27
COSTS = ("goods and serving", "contacts", "recovery, surveys", "acquisition")
COST_SHADES = ("#D55E00", "#E99A5F", "#F4C9A8", "#8C3E00")
COMMON = ("fixed_cost", "marketing_cost", "lever_cost")


def segment_money(results: Results) -> xr.Dataset:
    """Return revenue, costs and what they leave, money a month, by replication and segment: means over months.

    >>> import cxsim as cx
    >>> list(segment_money(cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=2)))[:2]
    ['revenue', 'goods and serving']
    """
    data = results.data.mean("month")
    others = data["recovery_cost"] + data["great_moment_cost"] + data["survey_cost"]
    return xr.Dataset(
        {
            "revenue": data["revenue"],
            "goods and serving": data["revenue"] - data["contribution"] - data["contact_cost"] - others,
            "contacts": data["contact_cost"],
            "recovery, surveys": others,  # and great moments
            "acquisition": data["acquisition_cost"],
            "left": data["contribution"] - data["acquisition_cost"],
        }
    )


def draw_segment_profit(results: Results, ax: Axes | None = None) -> Axes:
    """Draw revenue, costs and what is left of each segment, side by side.

    >>> import cxsim as cx
    >>> results = cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=2)
    >>> draw_segment_profit(results).get_ylabel()
    'money a month'
    """
    found = segment_money(results)
    places = np.arange(found.sizes["segment"])
    ax = axes_for(ax, 10, 6)
    plain(ax)
    bars = [ax.bar(places - WIDTH, found["revenue"].mean("replication"), WIDTH, color=COLORS[0])]
    base = np.zeros(len(places))
    for name, shade in zip(COSTS, COST_SHADES, strict=True):
        height = found[name].mean("replication").to_numpy()
        bars.append(ax.bar(places, height, WIDTH, base, color=shade))
        base = base + height
    each = intervals(found["left"], "segment")
    bars.append(ax.bar(places + WIDTH, each[:, 0], WIDTH, color=COLORS[2], yerr=arms(each), ecolor=INK))
    _finish(ax, [spaced(str(name)) for name in found["segment"].to_numpy()], results)
    legend_below(ax, bars, ["revenue", *(f"cost: {name}" for name in COSTS), "left before common costs"])
    _write(ax, found, places)
    heading(ax, "What segments earn and cost", _subtitle(results))
    return ax


def _finish(ax: Axes, names: list[str], results: Results) -> None:
    texts = [wrapped(ax, name, sized(ax, BODY), 0.9 / len(names)) for name in names]
    ax.set_xticks(range(len(names)), texts)
    ax.axhline(0, color=INK, linewidth=1.2)
    ax.margins(y=0.1)
    amounts(ax.yaxis, most=5)
    label_axes(ax, "segment", f"money a {'month' if results.data.attrs['steps_per_year'] == 12 else 'step'}")


def _write(ax: Axes, found: xr.Dataset, places: np.ndarray) -> None:
    """Write the amounts above the bars, if there is room."""
    if is_compact(ax):
        return
    costs = sum((found[name] for name in COSTS), xr.zeros_like(found["left"]))
    for offset, amount in ((-WIDTH, found["revenue"]), (0, costs), (WIDTH, found["left"])):
        for place, values in zip(places, amount.transpose("segment", "replication").to_numpy(), strict=True):
            mean, _, high = interval_of(values)[:3]
            top = max(0.0, high if offset > 0 and np.isfinite(high) else mean)
            style: dict[str, Any] = {"ha": "center", "va": "bottom", "fontsize": sized(ax, SMALL), "color": INK}
            ax.annotate(money(mean), (place + offset, top), (0, 4), textcoords="offset points", **style)


def _subtitle(results: Results) -> str:
    common = sum(float(results.data[name].mean()) for name in COMMON)
    whose = f"{results.data.attrs['company']}, {results.label}. Mean of all months"
    return f"{whose}; fixed costs, marketing and levers, {money(common)}, belong to no segment. {luck_words(results, 'Strokes')}"
