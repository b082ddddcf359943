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

from .causes import causes_table
from .data_set import build_dataset
from .digest import digest_of
from .intervals import interval_of
from .metrics import METRICS, VALUE, find_metric
from .run import STATUS, Settings, World
from .surveys import nps_table
from .version import __version__
from .wording import digits

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
            notes=json.dumps(world.notes),
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

    def metric(self, name: str, by: str | Sequence[str] = ()) -> xr.DataArray:
        """Return a measure by replication and `by` (month, segment, touchpoint …), as a ratio of sums.

        The measure goes by its name or its label. A `ValueError` tells the measures, or the axes that this one has.

        >>> import cxsim as cx
        >>> results = cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=2)
        >>> results.metric("churn", by=["segment"]).dims
        ('replication', 'segment')
        """
        return find_metric(name).of(self.data, by)

    def nps(self, month: int = -1) -> pd.DataFrame:
        """Return the NPS of a month (from the end if negative) as the dashboard shows it and as it is, with errors.

        >>> import cxsim as cx
        >>> results = cx.simulate(cx.load_example("telecom"), months=2, people=500, replications=2)
        >>> results.nps().columns.tolist()
        ['nps', 'low', 'high', 'answers', 'standard_error', 'of']
        """
        return nps_table(self, month)

    def causes(self, by: str | Sequence[str] = ()) -> pd.DataFrame:
        """Return why customers left: but-for causes and shares of the hazard, by segment, tenure or worst touchpoint.

        >>> import cxsim as cx
        >>> results = cx.simulate(cx.load_example("telecom"), months=3, people=500, replications=2)
        >>> list(results.causes(by="worst_touchpoint").index.names)
        ['worst_touchpoint', 'cause']
        """
        return causes_table(self, by)

    def net_present_value(self) -> xr.DataArray:
        """Return discounted profit over the horizon (the `flow` reading), money, by replication."""
        return self.metric(VALUE)

    def table(self) -> pd.DataFrame:
        """Return every measure with its 95 % interval of simulation error.

        >>> import cxsim as cx
        >>> cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=2).table().columns.tolist()
        ['mean', 'low', 'high', 'unit']
        """
        intervals = {
            metric.label: (*interval_of(metric.of(self.data).to_numpy())[:3], metric.unit)
            for metric in METRICS.values()
        }
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
        table = self.table().reset_index()
        ends = {"low": "95 % from", "high": "to"}
        text = {column: table[column].map(digits) for column in ("mean", *ends)}
        shown = table.assign(**text).rename(columns=ends).to_html(index=False)
        notes = "".join(f"<li>{escape(note)}</li>" for note in self.notes)
        return f"<h4>{escape(self.label)}: {escape(str(self.data.attrs['company']))}</h4>{shown}<ul>{notes}</ul>"

    @property
    def notes(self) -> list[str]:
        """What a reader must know beside the numbers: what intervals hold, and where the run met a limit."""
        return [self.note(), *self.run_notes]

    @property
    def run_notes(self) -> list[str]:
        """Where this run met a limit: numbers beyond their range, levers too late to work, capped journeys."""
        return list(json.loads(self.data.attrs.get("notes", "[]")))

    def note(self) -> str:
        """Say what the intervals hold."""
        count = self.settings["replications"]
        if count < 2:
            return "One replication: no interval. Ask for replications=8."
        if self.settings.get("doubt"):
            return f"95 % intervals of the mean over {count} draws; how far the draws reach is told by the comparison."
        return f"95 % intervals of simulation error (t, {count} replications); they hold luck, not doubt about the assumptions."


def _stated(lever: Lever, company: Company) -> dict[str, Any]:
    """Return what a lever says of itself, and how much of it this company buys."""
    bought = {"multiple": lever.multiple(company), "units": lever.units(company), "reached": lever.reached(company)}
    return {**lever.model_dump(mode="json"), **bought}
