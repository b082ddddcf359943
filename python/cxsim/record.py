"""Records of a sample of people: encounter by encounter (`events`), and month by month (`panel`).

The sample is the same in every world of a comparison, and a smaller one is part of every larger one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from . import _core
from .company import Company
from .errors import hint, one_of, shown
from .people import people_frame

if TYPE_CHECKING:
    from .run import Settings

RECORDS = ("events", "panel")
SAMPLE = 1_000  # people, unless told
ZONES = ("below", "inside", "above")
Ids = NDArray[np.uint32]
Frames = dict[str, pd.DataFrame]  # by name of the record


def recorded(record: str | Sequence[str]) -> tuple[str, ...]:
    """Return the names of the records that are asked for; a ValueError names those there are.

    >>> recorded("events")
    ('events',)
    """
    names = (record,) if isinstance(record, str) else tuple(record)
    for name in names:
        if name not in RECORDS:
            raise ValueError(f"record = {shown(name)}: give {one_of(RECORDS)}, or both{hint(name, RECORDS)}")
    return tuple(dict.fromkeys(names))


def sample_of(people: int, size: int, seed: int, replication: int = 0) -> Ids:
    """Return the ids of the people whose lives are recorded, rising; keyed by seed and replication.

    >>> set(sample_of(1_000, 10, seed=1)) < set(sample_of(1_000, 20, seed=1))
    True
    """
    words = np.random.Philox(key=[seed, replication]).random_raw(people)
    ids: Ids = np.sort(np.argsort(words, kind="stable")[:size]).astype(np.uint32)
    return ids


def live(
    simulation: _core.Simulation, company: Company, settings: Settings, ids: Ids | None, progress: Any = None
) -> list[Frames]:
    """Run a simulation to its end; return by world what is recorded of the people of some ids, if any are."""
    if ids is None:
        simulation.advance(simulation.steps - simulation.done, progress)
        return []
    frames: list[Frames] = [{} for _ in range(simulation.worlds)]
    if "panel" in settings.record:
        for world, panel in enumerate(_panels(simulation, company, ids, progress)):
            frames[world]["panel"] = panel
    simulation.advance(simulation.steps - simulation.done, progress)
    if "events" in settings.record:
        for world, each in enumerate(frames):
            each["events"] = events_frame(simulation, world, company)
    return frames


def _panels(simulation: _core.Simulation, company: Company, ids: Ids, progress: Any) -> list[pd.DataFrame]:
    """Run a simulation month by month; return for each world the people of some ids at the end of every month."""
    months: list[list[pd.DataFrame]] = [[] for _ in range(simulation.worlds)]
    while simulation.done < simulation.steps:
        step = simulation.done
        simulation.advance(1, progress)
        for world, frames in enumerate(months):
            frames.append(people_frame(simulation, world, company, ids).assign(month=step))
    return [_panel(each, company) for each in months]


def _panel(months: list[pd.DataFrame], company: Company) -> pd.DataFrame:
    """Return months below each other, by person: one row a person and month, states at its end."""
    frame = pd.concat([each.reset_index() for each in months]).sort_values(["person", "month"], kind="stable")
    frame.insert(1, "month", company.months_of(frame.pop("month")))
    panel: pd.DataFrame = frame.reset_index(drop=True)
    return panel


def events_frame(simulation: _core.Simulation, world: int, company: Company) -> pd.DataFrame:
    """Return the encounters of the sampled people, one row each, by person and in the order of their lives."""
    names, arrays = company.names, simulation.events(world)
    numbers = arrays.pop("numbers")
    flags, columns, scores = ([row["name"] for row in rows] for rows in _core.event_rows())
    columns += [f"{score}_{name}" for name in names.dimensions for score in scores]
    frame: pd.DataFrame = pd.DataFrame(arrays)
    frame["month"] = company.months_of(frame["month"])
    for column, values in (("journey", names.journeys), ("touchpoint", names.touchpoints), ("channel", names.channels)):
        frame[column] = pd.Categorical.from_codes(np.asarray(frame[column]), pd.Index(values))
    frame = frame.astype(dict.fromkeys(flags, bool))
    measured = pd.DataFrame(numbers.reshape(len(frame), len(columns)), columns=columns)
    events: pd.DataFrame = pd.concat([frame.assign(zone=_zone(measured)), measured], axis=1)
    return events


def _zone(frame: pd.DataFrame) -> pd.Categorical:
    """Return where encounters were perceived: below, inside or above the zone of tolerance."""
    codes = np.where(frame["perceived"] < frame["adequate"], 0, np.where(frame["perceived"] > frame["desired"], 2, 1))
    return pd.Categorical.from_codes(codes.tolist(), pd.Index(ZONES))
