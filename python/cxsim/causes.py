"""Why customers leave: but-for causes and shares of the excess hazard, from the totals of a world."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING

import pandas as pd
import xarray as xr

from .intervals import interval_of
from .metrics import axes_of

if TYPE_CHECKING:
    from .results import Results

AXES = ("segment", "tenure_class", "worst_touchpoint")
NONE, REST, INVOLUNTARY = "none of these", "rest of the hazard", "involuntary"


def causes_table(results: Results, by: str | Sequence[str] = ()) -> pd.DataFrame:
    """Return why customers left, in % of all who left, over the horizon.

    Columns: `but_for` (would have stayed without it; several or none may hold), its 95 % interval of simulation error
    (`low`, `high`), and `share` of the hazard, which adds up to 100 with the rest and the involuntary.

    >>> import cxsim as cx
    >>> results = cx.simulate(cx.load_example("telecom"), months=3, people=500, replications=2)
    >>> results.causes().columns.tolist()
    ['but_for', 'low', 'high', 'share']
    >>> list(results.causes(by="segment").index.names)
    ['segment', 'cause']
    """
    axes = axes_of(by)
    if wrong := [axis for axis in axes if axis not in AXES]:
        raise ValueError(f"by = {wrong[0]!r}: causes have no such axis; known: {', '.join(AXES)}")
    data, kept = results.data, ["replication", *axes]
    left = _over(data["left_by_place"], kept)
    whole = left + (_over(data["left_involuntary"], kept) if set(axes) <= {"segment"} else 0)
    but_for, share = _over(data["left_but_for"], [*kept, "cause"]), _over(data["left_share"], [*kept, "cause"])
    rows = {str(name): (but_for.sel(cause=name), share.sel(cause=name)) for name in data["cause"].to_numpy()}
    rows[REST] = (None, left - share.sum("cause"))
    if not axes:
        rows[NONE] = (_over(data["causes_at_once"].sel(number_of_causes=0), kept), None)
    if set(axes) <= {"segment"}:
        rows[INVOLUNTARY] = (whole - left, whole - left)
    tables = [_rows(name, found, shared, whole, axes) for name, (found, shared) in rows.items()]
    table: pd.DataFrame = pd.concat(tables).set_index([*axes, "cause"]).sort_index(level=axes, sort_remaining=False)
    return table


def _over(amount: xr.DataArray, kept: Sequence[str]) -> xr.DataArray:
    summed: xr.DataArray = amount.sum([d for d in amount.dims if d not in kept])
    return summed


def _rows(
    name: str, but_for: xr.DataArray | None, share: xr.DataArray | None, whole: xr.DataArray, axes: Sequence[str]
) -> pd.DataFrame:
    """Return the rows of one cause: one, or one for each place along the axes."""
    rows = []
    for place in product(*(whole[axis].to_numpy() for axis in axes)):
        where = dict(zip(axes, place, strict=True))
        of = whole.sel(where)
        row = {**where, "cause": name, "but_for": None, "low": None, "high": None, "share": None}
        if but_for is not None:
            row["but_for"], row["low"], row["high"] = interval_of((100 * but_for.sel(where) / of).to_numpy())[:3]
        if share is not None:
            row["share"] = float((100 * share.sel(where) / of).mean())
        rows.append(row)
    frame: pd.DataFrame = pd.DataFrame(rows).astype(dict.fromkeys(("but_for", "low", "high", "share"), float))
    return frame
