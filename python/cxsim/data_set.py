"""From exact totals to an xarray Dataset: real people and money, means per customer or encounter, books."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from . import _core
from .company import Company
from .people import NOWHERE
from .run import Settings, World
from .series import SeriesRow, cells_of, series_by_name

# Scaled up to the real market; all else is a mean.
TOTAL_UNITS = ("people", "money", "encounters", "complaints", "journeys", "messages")
PER = {
    "none": "customers",
    "touchpoint": "touchpoint_encounters",
    "channel": "channel_encounters",
    "journey": "journeys",
}
OF = {"report_positive": "messages_positive", "report_negative": "messages_negative"}  # means of something else
Array = NDArray[np.float64]


def build_dataset(world: World, company: Company, settings: Settings) -> xr.Dataset:
    """Return everything a world reports, by replication, month, segment and what else it is reported by."""
    parameters = company.parameters()  # its scales are those of all worlds
    weights = np.array(_core.weights(parameters, settings.people))
    coordinates = _coordinates(company, settings)
    sums = {row["name"]: _sums(world, row, weights, coordinates) for row in series_by_name(parameters).values()}
    sums["encounters"] = (
        sums["touchpoint_encounters"].sum("touchpoint").assign_attrs(unit="encounters", doc="Encounters.")
    )
    reported = {_name(name): _reported(name, total, sums) for name, total in sums.items()}
    books = _books(reported, world, company)
    return xr.Dataset(reported | books, coordinates)


def months_in(data: xr.Dataset) -> float:
    """Return the length of a horizon in months of the calendar.

    >>> import cxsim as cx
    >>> months_in(cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=2).data)
    2.0
    """
    return float(data.sizes["month"] * _core.months_per_year / data.attrs["steps_per_year"])


def _name(series: str) -> str:
    """Return what a series is called in the data: sums of squares become standard deviations."""
    return series.removesuffix("_squared") + "_sd" if series.endswith("_squared") else series


def _coordinates(company: Company, settings: Settings) -> dict[str, Any]:
    names = company.names
    return {
        "replication": np.arange(settings.replications),
        "month": ("month", company.months_of(np.arange(settings.steps)), {"unit": "months"}),
        "segment": list(names.segments),
        "touchpoint": list(names.touchpoints),
        "dimension": list(names.dimensions),
        "channel": list(names.channels),
        "journey": list(names.journeys),
        "score_0_10": np.arange(11),
        "score_1_10": np.arange(1, 11),
        "score_1_5": np.arange(1, 6),
        "score_1_7": np.arange(1, 8),
        "tenure_class": tenure_labels(),
        "cause": list(_core.cause_names),
        "number_of_causes": np.arange(len(_core.cause_names) + 1),
        "worst_touchpoint": [*names.touchpoints, NOWHERE],
    }


def tenure_labels() -> list[str]:
    """Return the names of the classes of tenure, in months.

    >>> tenure_labels()
    ['0-5', '6-11', '12-23', '24-47', '48+']
    """
    starts = list(_core.tenure_classes)
    return [f"{a}-{b - 1}" for a, b in pairwise(starts)] + [f"{starts[-1]}+"]


def _sums(world: World, row: SeriesRow, weights: Array, coordinates: Mapping[str, Any]) -> xr.DataArray:
    """Return one series as sums over the real market."""
    cells = cells_of(world.totals, row) * weights[:, None]
    axes = [] if row["axis"] == "none" else row["axis"].split()
    cells = cells.reshape(*cells.shape[:3], *(len(coordinates[axis]) for axis in axes))
    attributes = {"unit": row["unit"], "doc": row["doc"]}
    return xr.DataArray(cells, dims=["replication", "month", "segment", *axes], attrs=attributes)


def _reported(name: str, total: xr.DataArray, sums: dict[str, xr.DataArray]) -> xr.DataArray:
    """Return a total as it is, and anything else as a mean (or standard deviation) per customer or encounter."""
    if total.attrs["unit"] in TOTAL_UNITS:
        return total
    axis = total.dims[-1] if len(total.dims) > 3 else "none"
    number = sums["encounters"] if axis == "dimension" else sums[OF.get(name) or PER[str(axis)]]
    mean = total / number.where(number > 0)
    if not name.endswith("_squared"):
        return xr.DataArray(mean, attrs=total.attrs)
    first = sums[name.removesuffix("_squared")]
    spread = np.sqrt(np.maximum(mean - (first / number.where(number > 0)) ** 2, 0))
    return xr.DataArray(spread, attrs={"unit": first.attrs["unit"], "doc": f"Standard deviation. {first.attrs['doc']}"})


def _books(data: Mapping[str, xr.DataArray], world: World, company: Company) -> dict[str, xr.DataArray]:
    """Return what belongs to the company as a whole, month by month, and the profit."""

    def monthly(values: Any, doc: str, unit: str = "money") -> xr.DataArray:
        return xr.DataArray(np.asarray(values, dtype=float), dims="month", attrs={"unit": unit, "doc": doc})

    months = world.parameters
    years = np.arange(len(months)) / company.steps_per_year
    rates = np.array([p.get("money.discount_rate") for p in months])
    fixed = monthly([p.get("money.fixed") for p in months], "Costs that no customer causes.")
    marketing = monthly([p.get("money.adverts") * p.get("policy.marketing") for p in months], "Cost of marketing.")
    each = monthly(world.schedule.outlay_per_customer, "Lever costs per customer.")
    outlay = each * data["customers"].sum("segment") + monthly(world.schedule.outlay, "Lever costs.")
    earned = (data["contribution"] - data["acquisition_cost"]).sum("segment")
    levers = {"unit": "money", "doc": "What the levers cost."}
    profit = {"unit": "money", "doc": "Contribution less acquisition, fixed, marketing and lever costs."}
    return {
        "fixed_cost": fixed,
        "marketing_cost": marketing,
        "discount": monthly((1 + rates) ** -years, "Worth today of money in this month.", "share"),
        "lever_cost": outlay.transpose("replication", "month").assign_attrs(levers),
        "profit": (earned - fixed - marketing - outlay).assign_attrs(profit),
    }
