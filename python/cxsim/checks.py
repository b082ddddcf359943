"""What must hold between the numbers of a company, beyond each number's own range."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import fsum

from . import _core
from .errors import nearest, one_of
from .layers import Names, UnknownNameError, covers, match, numbers_of, tree_of
from .parameters import choices, find_row
from .sources import FORM, provenance_meant, provenance_of
from .yaml_lines import Document, Place

WHOLE = (".always", ".every", ".on_joining")  # endings of paths whose numbers count journeys or months
ROUNDING = 1e-6  # shares and odds may miss 1 by this much
TIGHT = 1e-9
ALIKE = 0.8  # names that share this much of their letters are probably one name, misspelt
LOWEST, HIGHEST = 1, 9  # of the scale of quality


@dataclass
class Draft:
    """A company while it is checked: its values, and what is already known to be wrong with its file."""

    document: Document
    names: Names
    norm: Names | None  # the norm's, where there is one
    values: dict[str, float]
    given: set[str]
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


def check_names(draft: Draft) -> None:
    """Demand that every block has names, not too many, each a single word that no path or estimate mistakes."""
    missing = _missing_blocks(draft)
    for block, names in zip(Names._fields, draft.names, strict=True):
        most = _core.limits.get(f"max_{block}")
        if not names and block not in missing and draft.is_sound(block):
            draft.report((block,), None, "at least one is needed")
        if most and len(names) > most:
            draft.report((block,), None, f"holds {len(names)} names", f"at most {most}")
        for name in names:
            if not name.isidentifier() or name in ("low", "likely", "high"):
                draft.report((block, name), None, "is no usable name", "letters, digits and _, as in help_desk")


def _missing_blocks(draft: Draft) -> tuple[str, ...]:
    """Report once that a file has neither a norm nor anything of its own; return the blocks that lack for it."""
    if any(draft.names) or "norm" in draft.document.data or not all(map(draft.is_sound, Names._fields)):
        return ()
    message = f"is missing, so the file must give all of {one_of(Names._fields)} itself"
    draft.report(("norm",), None, message, "a norm company to inherit from, as in norm: telecom_norm")
    draft.bad.update((block,) for block in Names._fields)
    return Names._fields


def check_sources(draft: Draft) -> None:
    """Demand that every source belongs to paths that exist, and says of what kind it is."""
    tree = tree_of(draft.values)
    given = draft.document.data.get("sources")
    for pattern, text in (given if isinstance(given, dict) else {}).items():
        if isinstance(text, str) and not provenance_of(text):
            message = "does not say of what kind it is"
            draft.report(("sources", pattern), text, message, f"it begins with {FORM}", provenance_meant(text))
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
    used = set().union(*(_used(draft, journey) for journey in draft.names.journeys))
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


CHECKS: tuple[Callable[[Draft], None], ...] = (
    check_sources,
    check_shares,
    check_whole,
    check_importance,
    check_families,
    check_odds,
    check_ends,
    check_touchpoints,
    check_new_segments,
    check_new_journeys,
    check_use,
)


def report_unknown(document: Document, unknown: UnknownNameError) -> None:
    """Report a name that is used but that no block of the company defines."""
    known = unknown.names or choices(unknown.place[:-1])
    name = unknown.place[-1]
    document.report(unknown.place, None, "is not known here", one_of(known), nearest(name, known))
