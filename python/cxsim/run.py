"""From companies and scenarios to the core and back: who is simulated, how often, and from which start."""

from __future__ import annotations

import logging
import os
import warnings
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from . import _core
from .company import Company
from .constants import StaleConstantsWarning, stale_constants
from .scenario import Scenario
from .schedule import Schedule
from .series import cells_of, series_by_name

Start = Literal["steady", "cohort"]
Progress = Callable[[float], None]

logger = logging.getLogger("cxsim")

MOST_CAPPED = 0.001  # share of customer-months that may run into a cap without a warning
CACHE_BYTES = 1 << 29  # snapshots kept in memory
STATUS = ("prospect", "customer", "lapsed")


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

    def identity(self) -> dict[str, Any]:
        """Return what decides the result; the number of threads does not."""
        return {name: value for name, value in asdict(self).items() if name != "threads"}

    def core(self, replication: int, *, block_rows: int = 1024, **more: Any) -> _core.Settings:
        """Return the core's settings of one replication."""
        return _core.Settings(
            people=self.people,
            seed=self.seed,
            replication=replication,
            threads=self.threads,
            interactions=self.interactions,
            block_rows=block_rows,
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
    stale = stale_constants(company)
    if stale:
        warnings.warn(stale, StaleConstantsWarning, stacklevel=3)
    schedules = [scenario.schedule(company, settings.steps) for scenario in scenarios]
    base, worlds = company.parameters(), parameter_sets(company, schedules)
    _require_memory(company, settings, len(worlds))
    runs: list[_Replication] = []
    for replication in range(settings.replications) if only is None else only:
        logger.info("replication %d of %d, %d worlds", replication + 1, settings.replications, len(worlds))
        start = start_of(company, base, settings, replication, _part(progress, replication, 0, settings))
        simulation = _core.Simulation(worlds, settings.core(replication), start, base)
        simulation.advance(settings.steps, _part(progress, replication, 1, settings))
        runs.append(_Replication.of(simulation, company, len(worlds), is_first=not runs))
    totals = [np.stack([run.totals[w] for run in runs]) for w in range(len(worlds))]
    capped = [capped_note(scenarios[w].label, totals[w], base) for w in range(len(worlds))]
    for note in filter(None, capped):
        warnings.warn(note, CappedWarning, stacklevel=3)
    return [
        World(
            scenario,
            schedules[w],
            worlds[w],
            totals[w],
            runs[0].people[w],
            np.stack([run.paired[w] for run in runs]),
            tuple(note for note in (stale, *schedules[w].notes, capped[w]) if note),
        )
        for w, scenario in enumerate(scenarios)
    ]


def capped_note(label: str, totals: NDArray[np.int64], parameters: _core.Parameters) -> str | None:
    """Say that more than one customer-month in a thousand ran into a cap on journeys, stages or encounters, or None."""
    rows = series_by_name(parameters)
    capped, customers = (cells_of(totals, rows[name]).sum() for name in ("capped", "customers"))
    if not customers or capped <= MOST_CAPPED * customers:
        return None
    caps = _core.caps
    return (
        f"'{label}': {capped / customers:.1%} of the customer-months ran into a cap ({caps['drawn']} drawn journeys of a "
        f"kind, {caps['stages']} stages, {caps['encounters']} encounters), so busy people are too quiet; lower journeys.*.rate or "
        "segments.*.journey_rate, or use shorter steps (steps_per_year)"
    )


@dataclass(frozen=True)
class _Replication:
    totals: list[NDArray[np.int64]]
    people: list[pd.DataFrame]
    paired: list[NDArray[np.float64]]

    @classmethod
    def of(cls, simulation: _core.Simulation, company: Company, worlds: int, is_first: bool) -> _Replication:
        return cls(
            [simulation.totals(w) for w in range(worlds)],
            [people_frame(simulation, w, company) for w in range(worlds)] if is_first else [],
            [np.array(simulation.paired(w, 0), dtype=float) for w in range(worlds)],
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


def start_of(
    company: Company, base: _core.Parameters, settings: Settings, replication: int, progress: Any = None
) -> _core.Snapshot:
    """Return the people at the start of a replication; the same company, luck and people have the same start."""
    key = (company.digest, settings.people, settings.seed, replication, settings.interactions, settings.start)
    core = settings.core(replication)
    if settings.start == "cohort":
        return _snapshots.get(key, lambda: _core.cohort(base, core, progress))
    return _snapshots.get(key, lambda: _core.burned_in(base, core, progress))


def _part(progress: Progress | None, replication: int, part: int, settings: Settings) -> Any:
    """Return a callback for one half (burn-in, horizon) of one replication; None needs no callback."""
    if progress is None:
        return None
    return lambda done, total: progress((replication + (part + done / total) / 2) / settings.replications)


def people_frame(simulation: _core.Simulation, world: int, company: Company) -> pd.DataFrame:
    """Return everybody's columns by id, with the names of segments, dimensions and states."""
    dimensions = company.names.dimensions
    columns = simulation.people(world)
    for k, dimension in enumerate(dimensions):
        columns[f"will_{dimension}"] = columns.pop(f"will_{k}")
        columns[f"should_{dimension}"] = columns.pop(f"should_{k}")
    frame: pd.DataFrame = pd.DataFrame(columns).rename_axis("person")

    def codes(column: str) -> NDArray[np.int64]:
        return np.asarray(frame[column], dtype=np.int64)

    frame["segment"] = pd.Categorical.from_codes(codes("segment"), pd.Index(company.names.segments))
    frame["status"] = pd.Categorical.from_codes(codes("status"), pd.Index(STATUS))
    people: pd.DataFrame = frame.drop(columns="weight")
    return people


def _require_memory(company: Company, settings: Settings, worlds: int) -> None:
    """Refuse a run that would not fit, before it starts."""
    columns = _core.columns + 2 * len(company.names.dimensions)
    cells = sum(row["count"] for row in _core.series(company.parameters())) * len(company.names.segments)
    totals = 8 * cells * settings.steps * worlds * (2 * settings.replications + settings.threads)
    needed = settings.people * columns * 4 * (2 * worlds + 2) + totals
    free = _free_memory()
    if free is not None and needed > 0.9 * free:
        raise ValueError(
            f"people = {settings.people}: {worlds} worlds need about {needed / 1e9:.1f} GB, {free / 1e9:.1f} GB are free; "
            "use fewer people and more replications"
        )


def _free_memory() -> int | None:
    """Return bytes of memory that are free, where the system says it."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    sizes = dict(line.split(":") for line in lines)
    return int(sizes["MemAvailable"].split()[0]) * 1024 if "MemAvailable" in sizes else None
