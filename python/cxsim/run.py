"""From companies and scenarios to the core and back: who is simulated, how often, and from which start."""

from __future__ import annotations

import logging
import os
import warnings
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from numbers import Integral
from threading import Lock
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from . import _core
from .company import Company
from .constants import StaleConstantsWarning, stale_constants
from .memory import CACHE_BYTES, require_memory
from .people import people_frame
from .record import SAMPLE, Frames, Ids, live, recorded, sample_of
from .run_notes import capped_note, notes_of_run, totals_by_name
from .scenario import Scenario
from .schedule import Schedule
from .series import SeriesRow, series_by_name

Start = Literal["steady", "cohort"]
Progress = Callable[[float], None]

logger = logging.getLogger("cxsim")


class CappedWarning(UserWarning):
    """Journeys were cut at a cap, so the busiest people do less than the company file says."""


@dataclass(frozen=True)
class Settings:
    """How to run: the same for all worlds of a comparison."""

    steps: int
    people: int
    replications: int
    seed: int
    start: Start
    interactions: bool
    threads: int = field(compare=False)
    record: tuple[str, ...] = field(default=(), compare=False)
    sample: int = field(default=SAMPLE, compare=False)  # people who are recorded

    def identity(self) -> dict[str, Any]:
        """Return what decides the result; threads, and what is recorded of it, do not."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.compare}

    def recording(self, record: str | Sequence[str], sample: int) -> Settings:
        """Return the same settings with something recorded of a sample of people."""
        if not isinstance(sample, Integral) or isinstance(sample, bool) or not sample >= 1:
            raise ValueError(f"sample = {sample!r}: give a whole number of people from 1")
        return replace(self, record=recorded(record), sample=min(int(sample), self.people))

    def core(self, replication: int, **more: Any) -> _core.Settings:
        """Return the core's settings of one replication."""
        return _core.Settings(
            people=self.people,
            seed=self.seed,
            replication=replication,
            threads=self.threads,
            interactions=self.interactions,
            instructions=os.environ.get("CXSIM_INSTRUCTIONS", "auto"),
            **more,
        )


@dataclass(frozen=True)
class World:
    """What came out of one scenario."""

    scenario: Scenario
    schedule: Schedule
    parameters: list[_core.Parameters]  # of each step
    totals: NDArray[np.int64]  # replication × step × segment × cell, in whole numbers of 1/scale
    people: pd.DataFrame  # of the first replication that was run, at the end
    paired: NDArray[np.float64]  # replication × segment × (people, sum, squares) against the first world
    notes: tuple[str, ...]  # what a reader must know of this run
    records: Frames  # of the people who were sampled, in the first replication


class SnapshotCache:
    """Starts of worlds by what they depend on, the latest used kept, within a limit of memory."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lock = Lock()
        self._kept: OrderedDict[tuple[Any, ...], _core.Snapshot] = OrderedDict()

    def get(self, key: tuple[Any, ...], make: Callable[[], _core.Snapshot]) -> _core.Snapshot:
        """Return the snapshot of a key, made if it is not there."""
        with self._lock:
            found = self._kept.pop(key, None)
        snapshot = found or make()
        with self._lock:
            self._kept[key] = snapshot
            while len(self._kept) > 1 and sum(each.bytes for each in self._kept.values()) > self._limit:
                self._kept.popitem(last=False)
        return snapshot


_snapshots = SnapshotCache(CACHE_BYTES)


def default_threads() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_worlds(
    company: Company,
    scenarios: Sequence[Scenario],
    settings: Settings,
    progress: Progress | None = None,
    only: Sequence[int] | None = None,
) -> list[World]:
    """Run every scenario on the same people and luck; `progress` hears the share that is done.

    `only` names the replications to run; all of them unless given.
    """
    plan = Plan.of(company, scenarios, settings)
    numbers = range(settings.replications) if only is None else only
    return plan.worlds([plan.replicate(each, progress, is_first=not place) for place, each in enumerate(numbers)])


@dataclass(frozen=True)
class Plan:
    """Scenarios compiled for a company: what a whole run and one month by month begin with."""

    company: Company
    scenarios: Sequence[Scenario]
    settings: Settings
    schedules: Sequence[Schedule]
    parameters: Sequence[Sequence[_core.Parameters]]  # world × step
    stale: str | None

    @classmethod
    def of(cls, company: Company, scenarios: Sequence[Scenario], settings: Settings) -> Plan:
        """Compile scenarios; refuse a run that would not fit."""
        stale = stale_constants(company)
        if stale:
            warnings.warn(stale, StaleConstantsWarning, stacklevel=4)
        schedules = [scenario.schedule(company, settings.steps) for scenario in scenarios]
        parameters = parameter_sets(company, schedules)
        require_memory(company, settings, len(scenarios))
        return cls(company, scenarios, settings, schedules, parameters, stale)

    def simulation(self, replication: int, progress: Any = None) -> _core.Simulation:
        """Return the worlds of one replication at their start."""
        start = start_of(self.company, self.settings, replication, progress)
        ids = self.sample if "events" in self.settings.record and replication == 0 else ()
        core = self.settings.core(replication, sample=ids)
        return _core.Simulation(self.parameters, core, start, self.company.parameters())

    def replicate(self, replication: int, progress: Progress | None, *, is_first: bool) -> Replication:
        """Run all worlds once; their people are gone from memory afterwards, but for those of the first run."""
        logger.info("replication %d of %d, %d worlds", replication + 1, self.settings.replications, len(self.scenarios))
        simulation = self.simulation(replication, _part(progress, replication, 0, self.settings))
        report = _part(progress, replication, 1, self.settings)
        ids = self.sample if self.settings.record and replication == 0 else None
        records = live(simulation, self.company, self.settings, ids, report)
        return Replication.of(simulation, self, records, is_first)

    @cached_property
    def sample(self) -> Ids:
        """The people of the first replication whose lives are recorded."""
        return sample_of(self.settings.people, self.settings.sample, self.settings.seed)

    @cached_property
    def _rows(self) -> dict[str, SeriesRow]:
        """What a month reports, by name; the same in all worlds."""
        return series_by_name(self.company.parameters())

    def until(self, steps: int) -> Plan:
        """Return the plan of the first steps alone."""
        cut = [each._replace(changes=each.changes[:steps], outlay=each.outlay[:steps],
                             outlay_per_customer=each.outlay_per_customer[:steps]) for each in self.schedules]  # fmt: skip
        parameters = [each[:steps] for each in self.parameters]
        return replace(self, settings=replace(self.settings, steps=steps), schedules=cut, parameters=parameters)

    def worlds(self, runs: Sequence[Replication]) -> list[World]:
        """Return what came out of each scenario."""
        return [self._world(w, runs) for w in range(len(self.scenarios))]

    def _world(self, w: int, runs: Sequence[Replication]) -> World:
        scenario, schedule = self.scenarios[w], self.schedules[w]
        totals = np.stack([run.totals[w] for run in runs])
        series = totals_by_name(totals, self._rows)
        capped = capped_note(scenario.label, series)
        if capped:
            warnings.warn(capped, CappedWarning, stacklevel=5)
        strange = notes_of_run(scenario, self.company, series, self.settings.start)
        return World(
            scenario,
            schedule,
            list(self.parameters[w]),
            totals,
            runs[0].people[w],
            np.stack([run.paired[w] for run in runs]),
            tuple(filter(None, (self.stale, *schedule.notes, capped, *strange))),
            runs[0].records[w] if runs[0].records else {},
        )


@dataclass(frozen=True)
class Replication:
    """What one replication leaves, by world; people and records of the first one alone."""

    totals: list[NDArray[np.int64]]
    people: list[pd.DataFrame]
    paired: list[NDArray[np.float64]]
    records: list[Frames]

    @classmethod
    def of(cls, simulation: _core.Simulation, plan: Plan, records: list[Frames], is_first: bool) -> Replication:
        """Return what a replication has left so far."""
        worlds, steps = range(len(plan.scenarios)), simulation.done
        return cls(
            [simulation.totals(w)[:steps] for w in worlds],
            [people_frame(simulation, w, plan.company) for w in worlds] if is_first else [],
            [np.array(simulation.paired(w, 0), dtype=float) for w in worlds],
            records,
        )


def parameter_sets(company: Company, schedules: Sequence[Schedule]) -> list[list[_core.Parameters]]:
    """Return the parameter set of each step of each world; equal months share one object."""
    base = company.parameters()
    known: dict[frozenset[tuple[str, float]], _core.Parameters] = {frozenset(): base}

    def changed(changes: dict[str, float]) -> _core.Parameters:
        key = frozenset(changes.items())
        if key not in known:
            known[key] = base.copy()
            for path, value in changes.items():
                known[key].set(path, value)
        return known[key]

    return [[changed(changes) for changes in schedule.changes] for schedule in schedules]


def start_of(company: Company, settings: Settings, replication: int, progress: Any = None) -> _core.Snapshot:
    """Return the people at the start of a replication; the latest starts are kept in memory."""
    key = (company.digest, settings.people, settings.seed, replication, settings.interactions, settings.start)
    make = _core.cohort if settings.start == "cohort" else _core.burned_in
    return _snapshots.get(key, lambda: make(company.parameters(), settings.core(replication), progress))


def _part(progress: Progress | None, replication: int, part: int, settings: Settings) -> Any:
    """Return a callback for one half (burn-in, horizon) of one replication; None needs no callback."""
    if progress is None:
        return None
    return lambda done, total: progress((replication + (part + done / total) / 2) / settings.replications)
