"""The measures that boards use, each a ratio of sums, so that it adds up over segments, months and touchpoints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import xarray as xr

Amount = Callable[[xr.Dataset], xr.DataArray]


@dataclass(frozen=True)
class Metric:
    """A measure: what is summed, per what, and which way is better (+1 more, −1 less, 0 neither)."""

    label: str
    unit: str
    doc: str
    better: int
    amount: Amount
    per: Amount | None = None  # None: the sum itself, averaged over months

    def of(self, data: xr.Dataset, by: Sequence[str] = ()) -> xr.DataArray:
        """Return the measure by replication and `by`, summed over everything else before dividing."""
        amount = self.amount(data)
        if self.per is None:
            flow = amount.sum([d for d in amount.dims if d not in ("replication", "month", *by)])
            value = flow if "month" in by else flow.mean("month")
        else:
            value = _sum(amount, by) / _sum(self.per(data), by)
        return xr.DataArray(value, attrs={"unit": self.unit, "long_name": self.label})


def _sum(amount: xr.DataArray, by: Sequence[str]) -> xr.DataArray:
    summed: xr.DataArray = amount.sum([d for d in amount.dims if d not in ("replication", *by)])
    return summed


def _customers(data: xr.Dataset) -> xr.DataArray:
    return data["customers"]


def _encounters(data: xr.Dataset) -> xr.DataArray:
    return data["touchpoint_encounters"]


def _mean(name: str) -> Amount:
    """Return a mean per customer as a sum again."""
    return lambda data: (data[name] * data["customers"]).fillna(0)


def _total(name: str) -> Amount:
    return lambda data: data[name]


def _left(data: xr.Dataset) -> xr.DataArray:
    leavers: xr.DataArray = data["left"] + data["left_involuntary"]
    return leavers


def _inside(data: xr.Dataset) -> xr.DataArray:
    inside: xr.DataArray = data["touchpoint_encounters"] - data["touchpoint_below"] - data["touchpoint_above"]
    return inside


def _scaled(factor: float, amount: Amount) -> Amount:
    return lambda data: factor * amount(data)


METRICS: dict[str, Metric] = {
    "profit": Metric("profit", "money per month", "Everything earned less everything spent.", 1, _total("profit")),
    "customers": Metric("customers", "people", "Customers at the start of a month.", 1, _total("customers")),
    "joined": Metric("joiners", "people per month", "People who join.", 1, _total("joined")),
    "churn": Metric(
        "churn", "% per month", "Customers who leave, by choice or not.", -1, _scaled(100, _left), _customers
    ),
    "below_zone": Metric(
        "below the zone",
        "% of encounters",
        "Perceived below adequate: dissatisfied.",
        -1,
        _scaled(100, _total("touchpoint_below")),
        _encounters,
    ),
    "inside_zone": Metric(
        "inside the zone", "% of encounters", "Between adequate and desired.", 0, _scaled(100, _inside), _encounters
    ),
    "above_zone": Metric(
        "above the zone",
        "% of encounters",
        "Perceived above desired: delighted.",
        1,
        _scaled(100, _total("touchpoint_above")),
        _encounters,
    ),
    "satisfaction": Metric(
        "satisfaction", "SD", "Cumulative satisfaction; 0 is the sector's norm.", 1, _mean("satisfaction"), _customers
    ),
    "trust": Metric("trust", "0 to 1", "Trust.", 1, _mean("trust"), _customers),
    "commitment": Metric(
        "commitment",
        "points",
        "Commitment; 1 is the most that trust and satisfaction alone can bring.",
        1,
        _mean("commitment"),
        _customers,
    ),
    "effort": Metric("effort", "points, 1 to 7", "Remembered effort; 7 is hard.", -1, _mean("effort"), _customers),
    "fully_engaged": Metric(
        "fully engaged",
        "% of customers",
        "Top of the norm's engagement.",
        1,
        _scaled(100, _total("fully_engaged")),
        _customers,
    ),
    "failures": Metric(
        "failures", "per customer and month", "Encounters that fail.", -1, _total("touchpoint_failures"), _customers
    ),
    "encounters": Metric(
        "encounters", "per customer and month", "Encounters.", 0, _total("touchpoint_encounters"), _customers
    ),
    "revenue": Metric(
        "revenue per customer", "money per month", "Average revenue per user (ARPU).", 1, _total("revenue"), _customers
    ),
    "contact_cost": Metric(
        "contact cost per customer", "money per month", "Cost of encounters.", -1, _total("contact_cost"), _customers
    ),
}
