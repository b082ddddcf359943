"""From exact totals to an xarray Dataset: real people and money, means per customer or encounter, books."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from . import _core
from .company import Company
from .run import Settings, World

TOTAL_UNITS = ("people", "money", "encounters", "journeys")  # scaled up to the real market; all else is a mean
PER = {
    "none": "customers",
    "touchpoint": "touchpoint_encounters",
    "channel": "channel_encounters",
    "journey": "journeys",
}
Array = NDArray[np.float64]


def build_dataset(world: World, company: Company, settings: Settings) -> xr.Dataset:
    """Return everything a world reports, by replication, month, segment and what else it is reported by."""
    parameters = world.parameters[0]
    weights = np.array(_core.weights(parameters, settings.people))
    sums = {row["name"]: _sums(world, row, weights) for row in _core.series(parameters)}
    data = xr.Dataset(coords=_coordinates(company, settings))
    sums["encounters"] = (
        sums["touchpoint_encounters"].sum("touchpoint").assign_attrs(unit="encounters", doc="Encounters.")
    )
    for name, total in sums.items():
        data[name.removesuffix("_squared") + "_sd" if name.endswith("_squared") else name] = _reported(
            name, total, sums
        )
    return _with_books(data, world, company)


def _coordinates(company: Company, settings: Settings) -> dict[str, Any]:
    names = company.names
    months = np.arange(settings.steps) * 12 / company.steps_per_year
    return {
        "replication": np.arange(settings.replications),
        "month": ("month", months.astype(int) if company.steps_per_year == 12 else months, {"unit": "months"}),
        "segment": list(names.segments),
        "touchpoint": list(names.touchpoints),
        "dimension": list(names.dimensions),
        "channel": list(names.channels),
        "journey": list(names.journeys),
    }


def _sums(world: World, row: dict[str, Any], weights: Array) -> xr.DataArray:
    """Return one series as sums over the real market."""
    cells = world.totals[..., row["offset"] : row["offset"] + row["count"]] / row["scale"]
    cells = cells * weights[:, None]
    dims = ["replication", "month", "segment"]
    if row["axis"] == "none":
        cells = cells[..., 0]
    else:
        dims.append(row["axis"])
    return xr.DataArray(cells, dims=dims, attrs={"unit": row["unit"], "doc": row["doc"]})


def _reported(name: str, total: xr.DataArray, sums: dict[str, xr.DataArray]) -> xr.DataArray:
    """Return a total as it is, and anything else as a mean (or standard deviation) per customer or encounter."""
    if total.attrs["unit"] in TOTAL_UNITS:
        return total
    axis = total.dims[-1] if len(total.dims) > 3 else "none"
    number = sums["encounters"] if axis == "dimension" else sums[PER[str(axis)]]
    mean = total / number.where(number > 0)
    if not name.endswith("_squared"):
        return xr.DataArray(mean, attrs=total.attrs)
    first = sums[name.removesuffix("_squared")]
    spread = np.sqrt(np.maximum(mean - (first / number.where(number > 0)) ** 2, 0))
    return xr.DataArray(spread, attrs={"unit": first.attrs["unit"], "doc": f"Standard deviation. {first.attrs['doc']}"})


def _with_books(data: xr.Dataset, world: World, company: Company) -> xr.Dataset:
    """Add what belongs to the company as a whole, month by month, and the profit."""

    def monthly(values: Any, doc: str, unit: str = "money") -> xr.DataArray:
        return xr.DataArray(np.asarray(values, dtype=float), dims="month", attrs={"unit": unit, "doc": doc})

    fixed = [p.get("money.fixed") for p in world.parameters]
    adverts = [p.get("money.adverts") * p.get("policy.marketing") for p in world.parameters]
    years = np.arange(data.sizes["month"]) / company.steps_per_year
    rates = np.array([p.get("money.discount_rate") for p in world.parameters])
    data["fixed_cost"] = monthly(fixed, "Costs that no customer causes.")
    data["marketing_cost"] = monthly(adverts, "Cost of marketing.")
    data["discount"] = monthly((1 + rates) ** -years, "Worth today of money in this month.", "share")
    per_customer = monthly(world.schedule.outlay_per_customer, "")
    outlay = monthly(world.schedule.outlay, "") + per_customer * data["customers"].sum("segment")
    data["lever_cost"] = outlay.transpose("replication", "month").assign_attrs(
        unit="money", doc="What the levers cost."
    )
    earned = (data["contribution"] - data["acquisition_cost"]).sum("segment")
    profit = earned - data["fixed_cost"] - data["marketing_cost"] - data["lever_cost"]
    data["profit"] = profit.assign_attrs(
        unit="money", doc="Contribution less acquisition, fixed, marketing and lever costs."
    )
    return data
