"""Results of one world: an xarray Dataset, the customers, a table with intervals, files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import xarray as xr

from .causes import causes_table
from .data_set import build_dataset
from .digest import digest_of
from .export import write_tables, write_workbook
from .intervals import interval_of
from .metrics import METRICS, VALUE, find_metric
from .netcdf import read_group, require_kind, write_groups
from .people import NOWHERE, STATUS
from .record import ZONES
from .run import Settings, World
from .surveys import nps_table
from .version import __version__
from .wording import digits

if TYPE_CHECKING:
    from .company import Company
    from .plots import ResultsPlots
    from .scenario import Lever

COSTS = ("fixed_cost", "marketing_cost", "lever_cost", "discount")  # no part of the totals
SHEETS = ("measures", "months", "notes")  # what people read; a workbook is no place for everybody
BOUGHT = ("multiple", "units", "scale", "reached")  # what a company makes of a lever
PEOPLE = "people"  # group of a file that holds `customers`, which is the name of a variable already


@dataclass(frozen=True)
class Results:
    """One world: `data` is an xarray Dataset, `customers` everybody in the market at the end of the first replication.

    `customers` has a row for prospects and lapsed people, too (`status`), so that worlds compare person by person; what
    nobody can know of a person who was never a customer is NaN. `cx.customer_columns()` tells what the columns are.

    >>> import cxsim as cx
    >>> results = cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=2)
    >>> results.data["customers"].dims
    ('replication', 'month', 'segment')
    """

    data: xr.Dataset
    customers: pd.DataFrame
    records: Mapping[str, pd.DataFrame] = field(default_factory=dict)  # by name: events, panel

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
            unsourced=json.dumps([*company.unsourced(), *world.scenario.unsourced()]),
            settings=json.dumps(identity),
            notes=json.dumps(world.notes),
            steps_per_year=company.steps_per_year,
            version=__version__,
            digest=digest_of(company.digest, identity, world.totals, *(built[name].to_numpy() for name in COSTS)),
        )
        return cls(data, world.people, world.records)

    @property
    def events(self) -> pd.DataFrame:
        """Encounters of the people who were recorded, one row each: who, when, where, how it was perceived.

        >>> import cxsim as cx
        >>> results = cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=1, record="events")
        >>> results.events[["person", "touchpoint", "zone"]].shape[1]
        3
        """
        return self._record("events")

    @property
    def panel(self) -> pd.DataFrame:
        """States of the people who were recorded at the end of every month, one row a person and month.

        >>> import cxsim as cx
        >>> results = cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=1, record="panel")
        >>> len(results.panel)
        600
        """
        return self._record("panel")

    def _record(self, name: str) -> pd.DataFrame:
        if name not in self.records:
            were = "was" if name == "panel" else "were"
            raise ValueError(f"no {name} {were} recorded in this run; ask for it: record={name!r}")
        return self.records[name]

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

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return everything that fits into tables: measures, measures by month, notes, customers, records.

        >>> import cxsim as cx
        >>> results = cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=2)
        >>> list(results.tables())
        ['measures', 'months', 'notes', 'customers']
        """
        months = {name: self.metric(name, by="month").mean("replication").to_series() for name in METRICS}
        notes = pd.DataFrame({"note": self.notes})
        return {
            "measures": self.table(),
            "months": pd.DataFrame(months),
            "notes": notes,
            "customers": self.customers,
            **self.records,
        }

    def to_excel(self, path: str | Path) -> Path:
        """Write measures, months and notes into a workbook (.xlsx); needs `cxsim[excel]`."""
        return write_workbook(path, {name: frame for name, frame in self.tables().items() if name in SHEETS})

    def to_csv(self, folder: str | Path) -> list[Path]:
        """Write every table, customers and records too, into a folder of CSV files; the files are returned."""
        return write_tables(folder, self.tables(), "csv")

    def to_parquet(self, folder: str | Path) -> list[Path]:
        """Write every table into a folder of Parquet files, which Arrow reads; needs `cxsim[frames]`."""
        return write_tables(folder, self.tables(), "parquet")

    def save(self, path: str | Path) -> None:
        """Write data, customers and records to a netCDF file; an older file is replaced only by a whole new one.

        A `ValueError` says why it cannot be written there.
        """
        write_groups(path, self.groups())

    @classmethod
    def load(cls, path: str | Path) -> Results:
        """Read what `save` wrote; a `ValueError` says what is wrong with the file."""
        require_kind(path, data := read_group(path), "Results")
        return cls._of(path, "", data)

    def groups(self, place: str = "") -> dict[str, xr.Dataset]:
        """Return what a file holds of a world, by group, at a place of the file."""
        frames = {PEOPLE: self.customers, **self.records}
        people = {f"{place}/{name}": xr.Dataset.from_dataframe(_plain(frame)) for name, frame in frames.items()}
        return {place or "/": self.data.assign_attrs(records=json.dumps(list(self.records))), **people}

    @classmethod
    def of_file(cls, path: str | Path, place: str) -> Results:
        """Return the world at a place of a file that holds several."""
        return cls._of(path, place, read_group(path, place))

    @classmethod
    def _of(cls, path: str | Path, place: str, data: xr.Dataset) -> Results:
        names = json.loads(data.attrs.pop("records", "[]"))
        frames = {name: _named(read_group(path, f"{place}/{name}").to_dataframe(), data) for name in (PEOPLE, *names)}
        customers = frames.pop(PEOPLE)
        return cls(data, customers, {name: frame.rename_axis(None) for name, frame in frames.items()})

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
    return {**lever.model_dump(mode="json"), **{name: getattr(lever, name)(company) for name in BOUGHT}}


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with texts in place of categories, which netCDF does not know."""
    names = frame.select_dtypes("category")
    plain: pd.DataFrame = frame.assign(**{str(name): names[name].astype(str) for name in names})
    return plain


def _named(frame: pd.DataFrame, data: xr.Dataset) -> pd.DataFrame:
    """Return a table with categories in place of texts, in the order of the data."""
    names: dict[str, Any] = {
        **{axis: [*data[axis].to_numpy()] for axis in ("segment", "touchpoint", "channel", "journey")},
        "status": STATUS,
        "zone": ZONES,
        "worst_touchpoint": [*data["touchpoint"].to_numpy(), NOWHERE],
    }
    known = {column: names[column] for column in frame if column in names}
    named: pd.DataFrame = frame.assign(
        **{column: pd.Categorical(frame[column], categories=values) for column, values in known.items()}
    )
    return named
