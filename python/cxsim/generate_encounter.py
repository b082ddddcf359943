"""Writes the sections of the page on one encounter by hand: every step of it, and what differs if one number does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from .model.encounter import Encounter, encounter
from .wording import number

ENCOUNTER: Mapping[str, Any] = MappingProxyType({"will": 7, "should": 8, "width": 1.2, "delivered": 6.5})
VARIANTS: Sequence[Mapping[str, Any]] = (
    {},
    {"delivered": 7.5},
    {"delivered": 8.5},
    {"will": 6},
    {"mood": 2},
    {"tenure": 60, "gain": 0.12, "uncertainty": 0.25},
    {"failed": True},
    {"delivered": 7.5, "failed": True},
)
HEADS = ("told", "perceived", "verdict", "value", "affect", "satisfaction (SD)", "will afterwards", "leaves, % a month")


def steps_text() -> str:
    """Return the call of the page, and what it prints."""
    steps = encounter(**ENCOUNTER).steps()
    return f"```python\ncx.model.encounter({_told(ENCOUNTER)}).steps()\n```\n\n```text\n{steps!r}\n```\n"


def variant_cells() -> list[tuple[str, ...]]:
    """Return a row for each variant: what was told, and what became of it."""
    return [
        (f"`{_told(each)}`" if each else "as above", *_cells(encounter(**{**ENCOUNTER, **each}))) for each in VARIANTS
    ]


def _told(given: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={value}" for name, value in given.items())


def _cells(met: Encounter) -> tuple[str, ...]:
    perceived, will = (number(float(each[0])) for each in (met.perceived, met.after.will))
    felt = (met.value, met.affect, met.person.satisfaction)
    return perceived, met.verdict, *map(number, felt), will, number(100 * met.odds)
