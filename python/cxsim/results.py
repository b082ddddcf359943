"""Results of one world: an xarray Dataset, the customers, a table with intervals, files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import xarray as xr

from .data_set import build_dataset
from .digest import digest_of
from .errors import nearest
from .intervals import interval_of
from .metrics import METRICS
from .run import STATUS, Settings, World
from .version import __version__

if TYPE_CHECKING:
    from .company import Company
    from .plots import ResultsPlots
    from .scenario import Lever

COSTS = ("fixed_cost", "marketing_cost", "lever_cost", "discount")  # no part of the totals
PEOPLE = "people"  # group of a file that holds `customers`, which is the name of a variable already


@dataclass(frozen=True)
class Results:
    """One world: `data` is an xarray Dataset, `customers` everybody in the first replication at the end.

    >>> import cxsim as cx
    >>> results = cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=2)
    >>> results.data["customers"].dims
    ('replication', 'month', 'segment')
    """

    data: xr.Dataset
    customers: pd.DataFrame

    @classmethod
    def of(cls, world: World, company: Company, settings: Settings) -> Results:
        """Return the results of a world that was run."""
        identity = settings.identity()
        built = build_dataset(world, company, settings)
        data = built.assign_attrs(
            scenario=world.scenario.label,
            company=company.name,
            company_yaml=company.to_yaml(),
            levers=json.dumps([_stated(lever, company) for lever in world.scenario.levers]),
            provenance=json.dumps(Counter(company.provenance(path) for path in company.flat())),
            unsourced=json.dumps(company.unsourced()),
            settings=json.dumps(identity),
            steps_per_year=company.steps_per_year,
            version=__version__,
            digest=digest_of(company.digest, identity, world.totals, *(built[name].to_numpy() for name in COSTS)),
        )
        return cls(data, world.people)

    @property
    def label(self) -> str:
        """Label of the scenario."""
        return str(self.data.attrs["scenario"])

    @property
    def settings(self) -> dict[str, Any]:
        """People, replications, seed and what else decided the result."""
        return dict(json.loads(self.data.attrs["settings"]))

    @property
    def levers(self) -> list[dict[str, Any]]:
        """Levers of the scenario as records: targets, effects, costs, source."""
        return list(json.loads(self.data.attrs["levers"]))

    @property
    def digest(self) -> str:
        """SHA-256 of the exact totals, the company and the settings: equal digests, equal runs."""
        return str(self.data.attrs["digest"])

    @cached_property
    def plot(self) -> ResultsPlots:
        """Charts: `results.plot()` and `results.plot.zones(ax=…)`."""
        from .plots import ResultsPlots  # charts bring matplotlib, which a run does not need

        return ResultsPlots(self)

    def metric(self, name: str, by: Sequence[str] = ()) -> xr.DataArray:
        """Return a measure by replication and `by` (month, segment, touchpoint …), as a ratio of sums.

        >>> import cxsim as cx
        >>> results = cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=2)
        >>> results.metric("churn", by=["segment"]).dims
        ('replication', 'segment')
        """
        if name not in METRICS:
            near = nearest(name, METRICS)
            raise ValueError(
                f"metric '{name}' is unknown"
                + (f"; did you mean '{near}'?" if near else f"; known: {', '.join(METRICS)}")
            )
        return METRICS[name].of(self.data, by)

    def net_present_value(self) -> xr.DataArray:
        """Return discounted profit over the horizon (the `flow` reading), money, by replication."""
        value = (self.data["profit"] * self.data["discount"]).sum("month")
        return xr.DataArray(value, attrs={"unit": "money", "long_name": "net present value"})

    def table(self) -> pd.DataFrame:
        """Return every measure with its 95 % interval of simulation error.

        >>> import cxsim as cx
        >>> cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=2).table().columns.tolist()
        ['mean', 'low', 'high', 'unit']
        """
        rows = {"net present value": (self.net_present_value(), "money")}
        rows |= {METRICS[name].label: (self.metric(name), METRICS[name].unit) for name in METRICS}
        intervals = {label: (*interval_of(values.to_numpy())[:3], unit) for label, (values, unit) in rows.items()}
        frame: pd.DataFrame = pd.DataFrame.from_dict(intervals, orient="index", columns=["mean", "low", "high", "unit"])
        frame.index.name = "measure"
        return frame

    def save(self, path: str | Path) -> None:
        """Write data and customers to a netCDF file; an older file is replaced only by a whole new one."""
        target = Path(path)
        beside = target.with_name(target.name + ".part")
        people = self.customers.assign(
            segment=self.customers["segment"].astype(str), status=self.customers["status"].astype(str)
        )
        try:
            self.data.to_netcdf(beside, engine="h5netcdf")
            xr.Dataset.from_dataframe(people).to_netcdf(beside, engine="h5netcdf", mode="a", group=PEOPLE)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)

    @classmethod
    def load(cls, path: str | Path) -> Results:
        """Read what `save` wrote."""
        with xr.open_dataset(path, engine="h5netcdf") as data:
            everything = data.load()
        with xr.open_dataset(path, engine="h5netcdf", group=PEOPLE) as people:
            frame = people.load().to_dataframe()
        for column, names in (("segment", everything["segment"].to_numpy()), ("status", STATUS)):
            frame[column] = pd.Categorical(frame[column], categories=list(names))
        return cls(everything, frame)

    def __repr__(self) -> str:
        s = self.settings
        size = f"{s['people']:,} people × {s['replications']} replications × {s['steps']} steps"
        return f"<cxsim.Results '{self.label}' of {self.data.attrs['company']}: {size}, digest {self.digest[:12]}>"

    def _repr_html_(self) -> str:
        table = self.table().to_html(float_format=lambda x: f"{x:,.4g}", na_rep="–")
        return f"<h4>{escape(self.label)}: {escape(str(self.data.attrs['company']))}</h4>{table}<p>{self.note()}</p>"

    def note(self) -> str:
        """Say what the intervals hold."""
        count = self.settings["replications"]
        if count < 2:
            return "One replication: no interval. Ask for replications=8."
        return f"95 % intervals of simulation error (t, {count} replications); they hold luck, not doubt about the assumptions."


def _stated(lever: Lever, company: Company) -> dict[str, Any]:
    """Return what a lever says of itself, and how much of it this company buys."""
    return {**lever.model_dump(mode="json"), "multiple": lever.multiple(company), "units": lever.units(company)}
