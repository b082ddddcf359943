"""Everybody in the market as a DataFrame: one row a person, one column a trait or a state."""

from __future__ import annotations

import numpy as np
import pandas as pd

from . import _core
from .company import Company

STATUS = ("prospect", "customer", "lapsed")
NOWHERE = "none"  # where the worst moment was, of who had none
OF_ALL = ("segment", "status", "value", "used_rival", "coarseness", "worst_touchpoint")  # known of everybody, as traits


def customer_columns() -> pd.DataFrame:
    """Return what the columns of `results.customers` are: unit and meaning; `will` and `should` once a dimension.

    >>> customer_columns().loc["tenure", "unit"]
    'steps'
    """
    frame: pd.DataFrame = pd.DataFrame(_core.column_rows()).set_index("name").rename_axis("column")
    told: pd.DataFrame = frame.drop(index="weight")
    return told


def people_frame(simulation: _core.Simulation, world: int, company: Company) -> pd.DataFrame:
    """Return everybody's columns by id, with names for numbers.

    States of who has never been a customer are not known; those of who has left stay as they were then.
    """
    columns = simulation.people(world)
    for k, dimension in enumerate(company.names.dimensions):
        columns[f"will_{dimension}"] = columns.pop(f"will_{k}")
        columns[f"should_{dimension}"] = columns.pop(f"should_{k}")
    frame: pd.DataFrame = pd.DataFrame(columns).rename_axis("person").drop(columns="weight")
    never = (frame["status"] == 0) & ~frame.filter(regex="^(will|should)_").any(axis=1)
    frame.loc[never, _states(frame)] = np.nan
    frame.loc[never, "worst_touchpoint"] = len(company.names.touchpoints)
    return _named(frame, company)


def _states(frame: pd.DataFrame) -> list[str]:
    """Return the columns that mean something for who is or was a customer only."""
    traits = customer_columns().index[customer_columns()["doc"].str.startswith("Trait")]
    return [str(column) for column in frame if column not in {*OF_ALL, *traits}]


def _named(frame: pd.DataFrame, company: Company) -> pd.DataFrame:
    names = {
        "segment": company.names.segments,
        "status": STATUS,
        "worst_touchpoint": (*company.names.touchpoints, NOWHERE),
    }
    for column, values in names.items():
        codes = np.asarray(frame[column], dtype=np.int64)
        frame[column] = pd.Categorical.from_codes(codes, pd.Index(values))
    return frame
