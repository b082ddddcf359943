"""A company while it is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from .errors import nearest
from .layers import Given, Names, covers
from .yaml_lines import Document, Place


@dataclass
class Draft:
    """A company while it is checked: its values, and what is already known to be wrong with its file."""

    document: Document
    names: Names
    norm: Names | None  # the norm's, where there is one
    values: dict[str, float]
    given: Given
    own_routes: set[tuple[str, str]]
    families: Mapping[str, str]
    bad: set[Place]

    def report(self, place: Place, value: object, message: str, allowed: str = "", near: str = "") -> None:
        """Add a problem, and remember the place so that nothing that follows from it is reported too."""
        self.document.report(place, value, message, allowed, near)
        self.bad.add(place)

    def is_new(self, block: str, name: str) -> bool:
        """Tell whether a company adds a name to its norm's."""
        return self.norm is not None and name not in getattr(self.norm, block)

    def meant(self, block: str, name: str) -> str:
        """Return the norm's name that a new one most resembles, or nothing."""
        return nearest(name, getattr(self.norm, block)) if self.is_new(block, name) else ""

    def is_sound(self, pattern: str) -> bool:
        """Tell whether nothing at, under or above this pattern of paths is known to be wrong."""
        return not any(_touches(".".join(place), pattern) for place in self.bad)

    def sum(self, prefix: str) -> float:
        """Return the sum of all values under a path."""
        return fsum(value for path, value in self.values.items() if path.startswith(f"{prefix}."))

    def odds(self, journey: str, kind: str, touchpoint: str) -> dict[str, float]:
        """Return the odds of going on from a touchpoint, by touchpoint."""
        start = f"journeys.{journey}.{kind}.{touchpoint}"
        return {name: self.values[f"{start}.{name}"] for name in self.names.touchpoints}


def _touches(path: str, pattern: str) -> bool:
    return covers(pattern, path) or covers(".".join(pattern.split(".")[: path.count(".") + 1]), path)
