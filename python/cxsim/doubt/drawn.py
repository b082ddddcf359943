"""A comparison in which each replication draws what is in doubt: its worlds, and the interval that holds the doubt."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import ArrayLike

from ..company import Company
from ..constants import stale_constants
from ..data_set import build_dataset
from ..digest import digest_of
from ..intervals import Interval, from_error
from ..metrics import VALUE, find_metric
from ..origin import Origin
from ..results import COSTS, Results
from ..run import World, run_worlds
from .beliefs import Beliefs
from .draws import Level, at, drawn

Progress = Callable[[float], None]
NUMBER = re.compile(r"[-+−]?\d[\d.,]*")


@dataclass(frozen=True)
class Doubt:
    """The worlds of a comparison under drawn numbers, one draw a replication, the same for all scenarios.

    >>> import cxsim as cx
    >>> plans = ["today", cx.levers.redesign("help_desk")]
    >>> study = cx.compare(cx.load_example("telecom"), plans, months=2, people=300, replications=2, doubt=True)
    >>> study.doubt.draws.shape
    (2, 222)
    """

    results: Mapping[str, Results]
    draws: pd.DataFrame  # replication × path; levers as multiples of the likely size or cost
    limited: int  # draws in which a run has a kind of note that none has without doubt

    @property
    def digest(self) -> str:
        """SHA-256 over the digests of all drawn worlds."""
        return digest_of(*(result.digest for result in self.results.values()))


def run_in_doubt(origin: Origin, likely: Mapping[str, Results], progress: Progress | None = None) -> Doubt:
    """Run every scenario again, with numbers drawn anew in each replication; `likely` are the results without doubt."""
    runs: list[list[Run]] = []
    beliefs, settings = Beliefs(origin), origin.settings
    known = {_kind(note) for result in likely.values() for note in result.run_notes}
    for replication in range(settings.replications):
        runs.append(run_at(beliefs, drawn(settings.seed, replication), replication))
        if progress:
            progress((replication + 1) / settings.replications)
    results = {label: _joined([run[place] for run in runs], each) for place, (label, each) in enumerate(likely.items())}
    limited = sum(any(run.kinds() - known for run in each) for each in runs)
    return Doubt(results, _table(beliefs), limited)


def _kind(note: str) -> str:
    """Return a note without its numbers, which differ from draw to draw.

    >>> _kind("'today': 0.2% of the customer-months") == _kind("'today': 12.5% of the customer-months")
    True
    """
    return NUMBER.sub("", note)


@dataclass(frozen=True)
class Run:
    """One replication of one scenario, under numbers that stand where a level says."""

    world: World
    company: Company
    data: xr.Dataset

    @property
    def label(self) -> str:
        """Label of the scenario."""
        return self.world.scenario.label

    def kinds(self) -> set[str]:
        """Return the kinds of notes on the run; that its constants are not those of the likely norm is meant to be."""
        return {_kind(note) for note in self.world.notes} - {_kind(stale_constants(self.company) or "")}

    def value(self) -> float:
        """Return the net present value."""
        return float(find_metric(VALUE).of(self.data).item())


def run_at(beliefs: Beliefs, level: Level, replication: int) -> list[Run]:
    """Run one replication of every scenario with the numbers in doubt at their levels."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # said once for all draws, in the notes
        company, scenarios = beliefs.at(level, replication)
        settings = replace(beliefs.origin.settings, record=())
        worlds = run_worlds(company, scenarios, settings, only=[replication])
    one = replace(settings, replications=1)
    place = {"replication": [replication]}
    return [Run(world, company, build_dataset(world, company, one).assign_coords(place)) for world in worlds]


def _joined(runs: Sequence[Run], likely: Results) -> Results:
    """Return the replications of one scenario as results, with the attributes of those without doubt."""
    data = xr.concat(
        [run.data for run in runs], dim="replication", data_vars="different", coords="minimal", compat="equals"
    )
    seen = [
        (run.company.digest, digest_of(run.world.totals, *(run.data[name].to_numpy() for name in COSTS)))
        for run in runs
    ]
    settings = {**likely.settings, "doubt": True}
    told = {"settings": json.dumps(settings), "notes": json.dumps([]), "digest": digest_of(settings, seen)}
    attributes = {**likely.data.attrs, **told}
    return Results(data.assign_attrs(attributes), runs[0].world.people)


def _table(beliefs: Beliefs) -> pd.DataFrame:
    """Return what was drawn."""
    settings = beliefs.origin.settings
    levels = [drawn(settings.seed, replication) for replication in range(settings.replications)]
    rows = [{path: at(belief, level(path)) for path, belief in beliefs.ranges.items()} for level in levels]
    frame: pd.DataFrame = pd.DataFrame(rows).rename_axis("replication")
    return frame


def interval_in_doubt(luck: Interval, likely: ArrayLike, drawn: ArrayLike) -> Interval:
    """Return the 95 % interval of simulation error and doubt.

    What a draw changes, on the same people with the same luck, is added to the estimate without doubt. Its spread over
    draws is the doubt (as of one more draw, so that more replications do not make it vanish); the simulation error of
    that estimate comes on top. If no draw changes anything, the interval is that of luck.
    """
    moved = np.asarray(drawn, dtype=float) - np.asarray(likely, dtype=float)
    if moved.size < 2:
        return Interval(luck.mean + float(moved.mean()), np.nan, np.nan, np.nan, np.nan)
    if not moved.any():
        return luck
    spread = float(moved.std(ddof=1)) * np.sqrt(1 + 1 / moved.size)
    return from_error(luck.mean + float(moved.mean()), float(np.hypot(luck.error, spread)), moved.size - 1)
