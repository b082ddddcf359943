"""Where the journeys of a company lead: the odds of each way on, and whether a journey can end."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from .draft import Draft
from .errors import one_of
from .yaml_lines import Place

ROUNDING = 1e-6  # odds may exceed 1 by this much
TIGHT = 1e-9


def _rows(draft: Draft, journey: str) -> Iterator[Place]:
    yield ("journeys", journey, "entry")
    for touchpoint in draft.names.touchpoints:
        yield ("journeys", journey, "transitions", touchpoint)
        if (journey, touchpoint) in draft.own_routes:
            yield ("journeys", journey, "after_failure", touchpoint)


def check_odds(draft: Draft) -> None:
    """Demand that the odds of each way on add up to no more than 1; what is left ends the journey."""
    for journey in draft.names.journeys:
        for place in _rows(draft, journey):
            total = draft.sum(".".join(place))
            if draft.is_sound(".".join(place)) and total > 1 + ROUNDING:
                draft.report(place, None, f"the odds add up to {total:g}", "at most 1 in all")


def _ways_on(draft: Draft, journey: str, touchpoint: str) -> Iterator[dict[str, float]]:
    """Yield the rows that can be in force at a touchpoint, given its odds of failing."""
    failure = draft.values[f"touchpoints.{touchpoint}.failure"]
    has_own = (journey, touchpoint) in draft.own_routes
    if failure < 1 or not has_own:
        yield draft.odds(journey, "transitions", touchpoint)
    if failure > 0 and has_own:
        yield draft.odds(journey, "after_failure", touchpoint)


def _ways(draft: Draft, journey: str) -> tuple[dict[str, set[str]], set[str]]:
    """Return where each touchpoint can lead, and the touchpoints where the journey can end."""
    following: dict[str, set[str]] = {name: set() for name in draft.names.touchpoints}
    ends = set()
    for touchpoint, onward in following.items():
        for odds in _ways_on(draft, journey, touchpoint):
            onward.update(name for name, share in odds.items() if share > 0)
            if fsum(odds.values()) < 1 - TIGHT:
                ends.add(touchpoint)
    return following, ends


def _reached(following: dict[str, set[str]], start: set[str]) -> set[str]:
    reached, frontier = set(start), list(start)
    while frontier:
        new = following[frontier.pop()] - reached
        reached |= new
        frontier += new
    return reached


def reached_by(draft: Draft, journey: str) -> set[str]:
    """Return the touchpoints that a journey can reach."""
    entry = {name for name in draft.names.touchpoints if draft.values[f"journeys.{journey}.entry.{name}"] > 0}
    return _reached(_ways(draft, journey)[0], entry)


def check_ends(draft: Draft) -> None:
    """Demand that every journey can end from wherever it can be."""
    for journey in draft.names.journeys:
        following, ends = _ways(draft, journey)
        trapped = sorted(name for name in reached_by(draft, journey) if not _reached(following, {name}) & ends)
        if trapped and draft.is_sound(f"journeys.{journey}"):
            message = f"the journey can never end once at {one_of(trapped)}"
            remedy = "odds that add up to less than 1 somewhere"
            draft.report(_at_fault(draft, journey, trapped), None, message, remedy)


def _at_fault(draft: Draft, journey: str, trapped: list[str]) -> Place:
    """Return the ways of a journey, or the failure that a file gives over its norm's ways."""
    failures = (("touchpoints", name, "failure") for name in trapped)
    own = draft.document.lines
    failure = None if ("journeys", journey) in own else next((place for place in failures if place in own), None)
    return failure or ("journeys", journey, "transitions")
