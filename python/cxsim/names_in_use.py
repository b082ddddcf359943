"""What must be there for a name to mean something, so that a misspelt one is found.

A name that the norm does not have makes something new. If that is not whole, or has no use, it is reported with the
norm's name that was probably meant.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from .draft import Draft
from .errors import one_of
from .layers import numbers_of
from .ways import reached_by

ALIKE = 0.8  # names that share this much of their letters are probably one name, misspelt
LOWEST, HIGHEST = 1, 9  # of the scale of quality


def check_touchpoints(draft: Draft) -> None:
    """Demand that every touchpoint that a journey reaches is offered by a channel, and its quality said."""
    used = set().union(*(reached_by(draft, journey) for journey in draft.names.journeys))
    known = [name for name in draft.names.touchpoints if not draft.is_new("touchpoints", name)]
    for touchpoint in (name for name in known if name in used):
        place = ("touchpoints", touchpoint, "channels")
        if draft.is_sound(".".join(place)) and draft.sum(".".join(place)) <= 0:
            draft.report(place, None, "no channel offers this touchpoint, yet journeys reach it")
    _check_quality(draft, [name for name in known if name in used])
    _check_new_touchpoints(draft, used)


def _check_quality(draft: Draft, touchpoints: list[str]) -> None:
    """Report touchpoints that say nothing of a dimension; a dimension that many leave out is reported once."""
    silent = {name: _unsaid(draft, name) for name in touchpoints if draft.is_sound(f"touchpoints.{name}.quality")}
    lacking = {d: [name for name in silent if d in silent[name]] for d in draft.names.dimensions}
    often = [d for d, names in lacking.items() if len(names) > 1 and len(draft.names.dimensions) > 1]
    for d in often:
        message = f"{one_of(lacking[d])} say nothing of their quality on it"
        draft.report(("dimensions", d), None, message, near=draft.meant("dimensions", d))
    for name, dimensions in silent.items():
        if rest := [d for d in dimensions if d not in often]:
            draft.report(("touchpoints", name, "quality"), None, f"says nothing of {one_of(rest)}")


def _unsaid(draft: Draft, touchpoint: str) -> list[str]:
    return [d for d in draft.names.dimensions if f"touchpoints.{touchpoint}.quality.{d}" not in draft.given]


def _check_new_touchpoints(draft: Draft, used: set[str]) -> None:
    """Demand that a touchpoint that the norm does not have is a whole one: it may be a misspelt name."""
    for name in draft.names.touchpoints:
        place = ("touchpoints", name)
        if not draft.is_new(*place) or not draft.is_sound(".".join(place)):
            continue
        unsaid = _unsaid(draft, name)
        is_bare = len(unsaid) == len(draft.names.dimensions)
        lacks = [f"quality{'' if is_bare else f' on {one_of(unsaid)}'}"] if unsaid else []
        lacks += [] if draft.sum(f"touchpoints.{name}.channels") > 0 else ["channels that offer it"]
        lacks += [] if name in used else ["a journey that reaches it"]
        if lacks:
            draft.report(place, None, f"is new, and lacks {'; '.join(lacks)}", near=draft.meant(*place))


def check_new_segments(draft: Draft) -> None:
    """Demand a share of every segment that takes the place of the norm's: there is no other to inherit."""
    own = draft.document.data.get("segments")
    for name in draft.names.segments if draft.norm and isinstance(own, dict) else ():
        place = ("segments", name)
        near = draft.meant(*place)
        if f"segments.{name}.share" not in draft.given and draft.is_sound(".".join(place)):
            message = "has no share; the segments of a file take the place of all of the norm's, so each is given whole"
            draft.report(place, None, message, near=near)
        elif near and near not in draft.names.segments and SequenceMatcher(None, name, near).ratio() > ALIKE:
            draft.document.warn(place, None, "is new against the norm", nearest=near)


def check_new_journeys(draft: Draft) -> None:
    """Demand that people enter a journey that the norm does not have: it may be a misspelt name."""
    for name in draft.names.journeys:
        place = ("journeys", name)
        if draft.is_new(*place) and draft.is_sound(".".join(place)) and draft.sum(f"journeys.{name}.entry") <= 0:
            draft.report(place, None, "is new, and has no entry", near=draft.meant(*place))


def check_use(draft: Draft) -> None:
    """Warn of names without a use, and of quality off the scale on which it is judged."""
    used = set().union(*(reached_by(draft, journey) for journey in draft.names.journeys))
    for name in (name for name in draft.names.touchpoints if name not in used):
        draft.document.warn(("touchpoints", name), None, "no journey reaches it")
    for name in draft.names.channels:
        offered = (draft.values[f"touchpoints.{touchpoint}.channels.{name}"] for touchpoint in draft.names.touchpoints)
        if not any(offered):
            draft.document.warn(
                ("channels", name), None, "no touchpoint uses it", nearest=draft.meant("channels", name)
            )
    for place, number in numbers_of(draft.document.data).items():
        if place[0] == "touchpoints" and place[2:3] == ("quality",) and not LOWEST <= number <= HIGHEST:
            draft.document.warn(place, number, "is off the nine-point scale", f"{LOWEST} to {HIGHEST}")
