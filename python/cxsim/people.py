"""Everybody in the market as a DataFrame: one row a person, one column a trait or a state."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from . import _core
from .company import Company

STATUS = ("prospect", "customer", "lapsed")
NOWHERE = "none"  # where the worst moment was, of who had none
Columns = dict[str, NDArray[Any]]
OF_ALL = ("segment", "status", "value", "used_rival", "coarseness", "worst_touchpoint")  # known of everybody, as traits


def customer_columns() -> pd.DataFrame:
    """Return what the columns of `results.customers` are: unit and meaning; `will` and `should` once a dimension.

    >>> customer_columns().loc["tenure", "unit"]
    'steps'
    """
    frame: pd.DataFrame = pd.DataFrame(_core.column_rows()).set_index("name").rename_axis("column")
    told: pd.DataFrame = frame.drop(index="weight")
    return told


def people_frame(
    simulation: _core.Simulation, world: int, company: Company, ids: NDArray[np.uint32] | None = None
) -> pd.DataFrame:
    """Return everybody's columns by id, or those of some, with names for numbers.

    States of who has never been a customer are not known; those of who has left stay as they were then.
    """
    columns: Columns = simulation.people(world, None if ids is None else ids.tolist())
    del columns["weight"]
    for k, dimension in enumerate(company.names.dimensions):
        columns[f"will_{dimension}"] = columns.pop(f"will_{k}")
        columns[f"should_{dimension}"] = columns.pop(f"should_{k}")
    _forget(columns, len(company.names.touchpoints))
    index = pd.Index(np.arange(len(columns["segment"])) if ids is None else ids, name="person")
    frame: pd.DataFrame = pd.DataFrame(columns | _named(columns, company), index, copy=False)  # columns may be large
    return frame


def _forget(columns: Columns, nowhere: int) -> None:
    """Take the numbers away that mean nothing for who was never a customer."""
    expected = [column for name, column in columns.items() if name.startswith(("will_", "should_"))]
    never = (columns["status"] == 0) & ~np.logical_or.reduce(expected)
    columns["worst_touchpoint"][never] = nowhere
    traits = customer_columns().index[customer_columns()["doc"].str.startswith("Trait")]
    for name in columns.keys() - {*OF_ALL, *traits}:
        columns[name][never] = np.nan


def _named(columns: Columns, company: Company) -> dict[str, pd.Categorical]:
    """Return the columns of codes with the names that these stand for."""
    names = {
        "segment": company.names.segments,
        "status": STATUS,
        "worst_touchpoint": (*company.names.touchpoints, NOWHERE),
    }
    return {
        column: pd.Categorical.from_codes(columns[column].astype(np.int16), pd.Index(values))
        for column, values in names.items()
    }
