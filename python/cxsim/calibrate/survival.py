"""Survival of customers by time since joining: leavers among those who were still at risk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from ..company import Company
from ..errors import Problem
from .statistics import Array, Shares
from .target import CalibrationTarget, as_array
from .view import View

ONE_KNOT, TWO_PARTS = 12, 24  # months of data from which lock-in, and besides it frailty, are free by default


@dataclass(frozen=True)
class Survival(CalibrationTarget):
    """Intervals since joining: `begin` and `at` (months), `at_risk`, `left`, and whether the fit uses them (`used`).

    The likelihood of a life table, with or without censoring, is that of independent binomials, one an interval.
    """

    size_is_supposed: bool = False

    name: ClassVar[str] = "survival"
    unit: ClassVar[str] = "share of those at risk who leave"
    follows_paths: ClassVar[bool] = True

    @cached_property
    def used(self) -> pd.DataFrame:
        """Intervals that are used in the fit."""
        frame: pd.DataFrame = pd.DataFrame(self.table[self.table["used"]])
        return frame

    @cached_property
    def statistic(self) -> Shares:
        """Leavers among those at risk."""
        return Shares(as_array(self.used["left"]), as_array(self.used["at_risk"]))

    def labels(self) -> pd.DataFrame:
        """Return data, segment and month of each value used in the fit."""
        frame: pd.DataFrame = pd.DataFrame({"data": self.name, "segment": self.used["segment"], "at": self.used["at"]})
        return frame

    @cached_property
    def _intervals(self) -> list[tuple[str, Array, Array]]:
        """Segment, begins and ends in months of the intervals used."""
        groups = self.used.groupby("segment", sort=False)
        return [(str(segment), as_array(rows["begin"]), as_array(rows["at"])) for segment, rows in groups]

    def predict(self, view: View) -> Array:
        """Return the share of those at risk who leave, batch × interval."""
        return np.concatenate([self._hazards(view, *interval) for interval in self._intervals], axis=1)

    def _hazards(self, view: View, segment: str, begin: Array, end: Array) -> Array:
        steps = np.concatenate([steps_of(view.start, begin), steps_of(view.start, end)])
        times, place = np.unique(steps, return_inverse=True)
        alive = view.survival(self.named(view.start, segment), tuple(times.tolist()))[:, place]
        return np.asarray(1 - alive[:, len(begin) :] / alive[:, : len(begin)])

    def named(self, company: Company, segment: object) -> str:
        """Return the segment; that of a company with a single one where the data names none."""
        return str(segment) or company.names.segments[0]

    def default_free(self, company: Company) -> list[str]:
        """Return base hazard, and as the data reach further, first-year lock-in and frailty of each segment.

        No more than a segment has values.
        """
        wanted = []
        for segment, rows in self.used.groupby("segment", sort=False):
            last, at = float(rows["at"].max()), f"segments.{self.named(company, segment)}"
            wanted.append(f"{at}.base_hazard")
            if last >= TWO_PARTS and len(rows) > 2:
                wanted.append(f"{at}.frailty")
            if last > ONE_KNOT and len(rows) > 1:
                wanted.append(f"{at}.tenure_effect.0")
        return wanted

    def start(self, company: Company) -> dict[str, float]:
        """Return the mean hazard as base level, and moderate frailty and lock-in."""
        found = {}
        for segment, rows in self.used.groupby("segment", sort=False):
            exposed = (as_array(rows["at_risk"]) * as_array(rows["at"] - rows["begin"])).sum()
            monthly = max(float(rows["left"].sum()), 0.5) / exposed
            at = f"segments.{self.named(company, segment)}"
            found[f"{at}.base_hazard"] = float(np.log(monthly * 12 / company.steps_per_year))
            found |= {f"{at}.{row}": value for row, value in STARTS.items()}
        return found

    def problems(self, company: Company) -> Iterator[Problem]:
        """Yield unknown segments, and months that are no whole steps of the company."""
        yield from super().problems(company)
        if "" in self.table["segment"].to_numpy() and len(company.names.segments) > 1:
            message = "is missing, and the company has several; say which: columns={'segment': …}"
            yield Problem(self.source, None, "column 'segment'", None, message)
        steps = as_array(self.table["at"]) * company.steps_per_year / 12
        if (np.abs(steps - np.round(steps)) > 1e-6).any():
            message = f"is no whole number of steps ({company.steps_per_year} a year)"
            yield Problem(self.source, None, "month", float(self.table["at"].iloc[0]), message)

        yield from self._no_room(company)

    def _no_room(self, company: Company) -> Iterator[Problem]:
        """Yield segments of which fewer leave than the company says do for reasons outside the relationship."""
        for segment, rows in self.used.groupby("segment", sort=False):
            path = f"segments.{self.named(company, segment)}.involuntary"
            if path not in company.flat():
                continue
            exposed = (as_array(rows["at_risk"]) * as_array(rows["at"] - rows["begin"])).sum()
            monthly = float(rows["left"].sum() / exposed)
            stated = company.get(path) * company.steps_per_year / 12
            if stated > monthly:
                message = f"is more than all who leave in these data ({monthly:.2g} a month); set it lower"
                yield Problem(self.source, None, path, stated, message)

    def months(self) -> float:
        """Return the last month of the data."""
        return float(self.table["at"].max())

    def observed_curve(self, segment: str) -> Curve:
        """Return observed survival by month, the product over intervals (Kaplan–Meier for durations)."""
        rows = self.table[self.table["segment"] == segment]
        alive = np.cumprod(1 - as_array(rows["left"]) / as_array(rows["at_risk"]))
        return Curve(np.append(0.0, as_array(rows["at"])), np.append(1.0, alive))

    def observed_error(self, segment: str) -> Curve:
        """Return standard errors of observed survival by month (Greenwood)."""
        rows = self.table[self.table["segment"] == segment]
        left, risk = as_array(rows["left"]), as_array(rows["at_risk"])
        growth = np.cumsum(left / (risk * np.maximum(risk - left, 1e-9)))
        curve = self.observed_curve(segment)
        return Curve(curve.month, curve.value * np.sqrt(np.append(0.0, growth)))


class Curve(NamedTuple):
    """Values by month since joining, month 0 included."""

    month: Array
    value: Array

    def at(self, months: ArrayLike) -> Array:
        """Return the values at some months, which must be among those of the curve.

        >>> Curve(np.array([0.0, 12.0]), np.array([1.0, 0.8])).at([12]).tolist()
        [0.8]
        """
        return np.asarray(pd.Series(self.value, index=self.month).loc[np.asarray(months, dtype=float)], dtype=float)


STARTS = {"frailty": 1.0, "tenure_effect.0": -0.5}


def steps_of(company: Company, months: ArrayLike) -> NDArray[np.int64]:
    """Return months as steps of the company.

    >>> import cxsim as cx
    >>> steps_of(cx.load_example("telecom"), [12.0]).tolist()
    [12]
    """
    return np.asarray(np.round(np.asarray(months, dtype=float) * company.steps_per_year / 12), dtype=np.int64)


def from_durations(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the life table of customers with `segment`, `duration`, `left` (0 or 1) and perhaps `entry`.

    Who left at 3.4 months left in the fourth month; who is still there after 3.4 months was at risk for three. A
    customer counts from the month after `entry`, the tenure at which they came under observation.
    """
    tables = []
    for segment, rows in frame.groupby("segment", sort=False):
        duration, left = as_array(rows["duration"]), as_array(rows["left"]) > 0
        entry = np.ceil(as_array(rows["entry"])) if "entry" in rows else np.zeros(len(rows))
        last = np.where(left, np.ceil(duration), np.floor(duration))
        at = np.arange(1, int(last.max(initial=0)) + 1)
        at_risk = np.array([((entry < month) & (last >= month)).sum() for month in at])
        leavers = np.array([(left & (entry < month) & (last == month)).sum() for month in at])
        columns = {"begin": at - 1.0, "at": at, "at_risk": at_risk, "left": leavers, "used": True}
        tables.append(pd.DataFrame({"segment": segment, **columns}))
    table = pd.concat(tables, ignore_index=True).astype({"at": float, "at_risk": float, "left": float})
    life: pd.DataFrame = pd.DataFrame(table[table["at_risk"] > 0]).reset_index(drop=True)
    return life


def from_shares(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the life table behind shares still there: `segment`, `month`, `share`, `size` (customers at the start)."""
    tables = []
    for segment, rows in frame.groupby("segment", sort=False):
        ordered = rows.sort_values("month")
        ends = as_array(ordered["share"])
        begins = np.append(1.0, ends[:-1])
        at_risk = as_array(ordered["size"]) * begins
        left = as_array(ordered["size"]) * (begins - ends)
        tables.append(pd.DataFrame({"segment": segment, "at": ordered["month"], "at_risk": at_risk, "left": left}))
    table = pd.concat(tables, ignore_index=True)
    return with_begins(table[(table["at"] > 0) & (table["at_risk"] > 0)])


def with_begins(table: pd.DataFrame) -> pd.DataFrame:
    """Return a life table with the begin of each interval, and all of it used.

    >>> with_begins(pd.DataFrame({"segment": ["a", "a"], "at": [6.0, 12.0]}))["begin"].tolist()
    [0.0, 6.0]
    """
    begin = table.groupby("segment", sort=False)["at"].shift(fill_value=0.0)
    frame: pd.DataFrame = pd.DataFrame(table.assign(begin=begin, used=True)).reset_index(drop=True)
    return frame
