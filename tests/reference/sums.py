"""Sums of the month, by segment."""

import numpy as np
from numpy.typing import ArrayLike

from .encounters import Lived
from .parameters import Parameters
from .philox import Floats, Whole
from .routes import Walk


class Sums:
    """Adds up numbers of people by their segment (first axis) and, where there is one, by place (second axis)."""

    def __init__(self, segment: Whole, segments: int) -> None:
        self.segment, self.segments = segment, segments
        self.totals: dict[str, Floats] = {}

    def add(self, name: str, who: Whole, values: ArrayLike = 1.0) -> None:
        """Add one number for each of `who`."""
        weights = np.broadcast_to(np.asarray(values, float), len(who))
        self.totals[name] = np.bincount(self.segment[who], weights, self.segments).astype(float)

    def add_with_square(self, name: str, who: Whole, values: Floats) -> None:
        """Add numbers, and their squares under a name of their own."""
        self.add(name, who, values)
        self.add(f"{name}_squared", who, values**2)

    def add_at(self, name: str, who: Whole, place: Whole, places: int, values: ArrayLike = 1.0) -> None:
        """Add one number for each of `who` at a place: a touchpoint, a channel, a kind of journey."""
        weights = np.broadcast_to(np.asarray(values, float), len(who))
        cells = np.bincount(self.segment[who] * places + place, weights, self.segments * places).astype(float)
        self.totals[name] = cells.reshape(self.segments, places)

    def add_over(self, name: str, who: Whole, table: Floats) -> None:
        """Add a row of numbers for each of `who`: one on each dimension."""
        rows, columns = table.shape
        self.add_at(name, np.repeat(who, columns), np.tile(np.arange(columns), rows), columns, table.ravel())

    def add_encounters(self, lived: Lived, p: Parameters) -> None:
        """Add the month's encounters by channel, dimension and touchpoint."""
        walk, v, places = lived.walk, lived.verdicts, len(p.names["touchpoints"])
        self.add_at("channel_encounters", walk.person, walk.channel, len(p.names["channels"]))
        levels = {"perceived": v.perceived, "adequate": v.adequate, "desired": v.should}
        zones = {"below": v.perceived < v.adequate, "above": v.perceived > v.should}
        for name, table in {**levels, "will": v.will, **zones}.items():
            self.add_over(f"dimension_{name}", walk.person, np.asarray(table, float))
        overall = {name: table @ p.importance for name, table in levels.items()}
        below, above = overall["perceived"] < overall["adequate"], overall["perceived"] > overall["desired"]
        luck: dict[str, ArrayLike] = {"encounters": 1.0, "failures": walk.failed, "major_failures": walk.major}
        r = lived.recovery
        luck |= {"complaints": r.voiced, "answered": r.answered, "solved": r.solved, "great_moments": lived.great}
        felt = {"below": below, "above": above, "value": lived.value, "effort": lived.effort, "affect": lived.affect}
        for name, numbers in {**luck, **felt, **overall}.items():
            self.add_at(f"touchpoint_{name}", walk.person, walk.touchpoint, places, numbers)

    def add_journeys(self, walk: Walk, worth: Floats, p: Parameters) -> None:
        """Add the month's journeys by kind; `worth` is the value of each."""
        first = walk.stage == 0
        sums: dict[str, ArrayLike] = {"journeys": 1.0, "journey_value": worth, "journey_value_squared": worth**2}
        for name, numbers in sums.items():
            self.add_at(name, walk.person[first], walk.kind[first], len(p.names["journeys"]), numbers)
