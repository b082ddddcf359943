"""What must hold between the numbers of a company, beyond each number's own range."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import fsum

from . import _core
from .errors import nearest, one_of
from .layers import Names, UnknownNameError, covers, match, tree_of
from .parameters import choices, find_row
from .yaml_lines import Document, Place

WHOLE = (".always", ".every", ".on_joining")  # endings of paths whose numbers count journeys or months
ROUNDING = 1e-6  # shares and odds may miss 1 by this much
TIGHT = 1e-9


@dataclass
class Draft:
    """A company while it is checked: its values, and what is already known to be wrong with its file."""

    document: Document
    names: Names
    values: dict[str, float]
    given: set[str]
    own_routes: set[tuple[str, str]]
    families: Mapping[str, str]
    bad: set[Place]

    def report(self, place: Place, value: object, message: str, allowed: str = "", near: str = "") -> None:
        """Add a problem, and remember the place so that nothing that follows from it is reported too."""
        self.document.report(place, value, message, allowed, near)
        self.bad.add(place)

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


def check_names(draft: Draft) -> None:
    """Demand that every block has names, not too many, each a single word that no path or estimate mistakes."""
    for block, names in zip(Names._fields, draft.names, strict=True):
        most = _core.limits.get(f"max_{block}")
        if not names and draft.is_sound(block):
            draft.report((block,), None, "at least one is needed")
        if most and len(names) > most:
            draft.report((block,), None, f"holds {len(names)} names", f"at most {most}")
        for name in names:
            if not name.isidentifier() or name in ("low", "likely", "high"):
                draft.report((block, name), None, "is no usable name", "letters, digits and _, as in help_desk")


def check_sources(draft: Draft) -> None:
    """Demand that every source belongs to paths that exist."""
    tree = tree_of(draft.values)
    given = draft.document.data.get("sources")
    for pattern in given if isinstance(given, dict) else ():
        try:
            match(tree, tuple(pattern.split(".")))
        except UnknownNameError as unknown:
            names = unknown.names
            message = f"names a path that does not exist (at '{unknown.place[-1]}')"
            draft.report(("sources", pattern), None, message, one_of(names), nearest(unknown.place[-1], names))


def check_shares(draft: Draft) -> None:
    """Demand that the segments' shares add up to 1; take out a rounding error."""
    paths = [f"segments.{segment}.share" for segment in draft.names.segments]
    if not draft.is_sound("segments.*.share"):
        return
    total = fsum(draft.values[path] for path in paths)
    if abs(total - 1) > ROUNDING:
        draft.report(("segments",), None, f"the shares add up to {total:g}", "1 in all")
    elif abs(total - 1) > TIGHT:
        draft.values.update({path: draft.values[path] / total for path in paths})


def check_whole(draft: Draft) -> None:
    """Demand whole numbers where half a journey, or half a yes, would silently become none."""
    for path, value in draft.values.items():
        row = find_row(path)
        is_answer = row is not None and row.unit == "yes or no"
        if not (is_answer or path.endswith(WHOLE)) or float(value).is_integer() or not draft.is_sound(path):
            continue
        draft.report(tuple(path.split(".")), value, "must be a whole number", "0 or 1" if is_answer else "0, 1, 2 …")


def check_importance(draft: Draft) -> None:
    """Demand that some dimension matters."""
    total = fsum(draft.values[f"dimensions.{name}.importance"] for name in draft.names.dimensions)
    if draft.is_sound("dimensions.*.importance") and total <= 0:
        draft.report(("dimensions",), None, "no dimension has any importance", "at least one above 0")


def check_families(draft: Draft) -> None:
    """Demand that a distribution of each trait's family can have the trait's mean and spread."""
    for trait, family in draft.families.items():
        mean, spread = draft.values[f"traits.{trait}_mean"], draft.values[f"traits.{trait}_spread"]
        is_positive = family in ("lognormal", "gamma", "exponential")
        is_beta = family == "beta" and spread > 0
        is_impossible = (is_positive and mean <= 0) or (is_beta and not 0 <= spread**2 < mean * (1 - mean))
        if is_impossible and draft.is_sound("traits"):
            message = f"no such distribution has mean {mean:g} and standard deviation {spread:g}"
            allowed = "a mean above 0" if is_positive else "a mean between 0 and 1, and a smaller spread"
            draft.report(("traits", "families", trait), family, message, allowed)


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


def _used(draft: Draft, journey: str) -> set[str]:
    """Return the touchpoints that a journey can reach."""
    entry = {name for name in draft.names.touchpoints if draft.values[f"journeys.{journey}.entry.{name}"] > 0}
    return _reached(_ways(draft, journey)[0], entry)


def check_ends(draft: Draft) -> None:
    """Demand that every journey can end from wherever it can be."""
    for journey in draft.names.journeys:
        following, ends = _ways(draft, journey)
        trapped = sorted(name for name in _used(draft, journey) if not _reached(following, {name}) & ends)
        if trapped and draft.is_sound(f"journeys.{journey}"):
            message = f"the journey can never end once at {one_of(trapped)}"
            remedy = "odds that add up to less than 1 somewhere"
            draft.report(("journeys", journey, "transitions"), None, message, remedy)


def check_touchpoints(draft: Draft) -> None:
    """Demand that every touchpoint that a journey reaches is offered by a channel, and its quality said."""
    used = set().union(*(_used(draft, journey) for journey in draft.names.journeys))
    for touchpoint in (name for name in draft.names.touchpoints if name in used):
        _check_channels(draft, ("touchpoints", touchpoint, "channels"))
        _check_quality(draft, ("touchpoints", touchpoint, "quality"))


def _check_channels(draft: Draft, place: Place) -> None:
    path = ".".join(place)
    if draft.is_sound(path) and draft.sum(path) <= 0:
        draft.report(place, None, "no channel offers this touchpoint, yet journeys reach it")


def _check_quality(draft: Draft, place: Place) -> None:
    path = ".".join(place)
    missing = [name for name in draft.names.dimensions if f"{path}.{name}" not in draft.given]
    if missing and draft.is_sound(path):
        draft.report(place, None, f"says nothing of {one_of(missing)}")


CHECKS: tuple[Callable[[Draft], None], ...] = (
    check_sources,
    check_shares,
    check_whole,
    check_importance,
    check_families,
    check_odds,
    check_ends,
    check_touchpoints,
)


def report_unknown(draft: Draft, unknown: UnknownNameError) -> None:
    """Report a name that is used but that no block of the company defines."""
    known = unknown.names or choices(unknown.place[:-1])
    name = unknown.place[-1]
    draft.report(unknown.place, None, "is not known here", one_of(known), nearest(name, known))
