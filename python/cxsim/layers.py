"""How the numbers of a company come together: defaults of the core, then the norm company's, then its own.

A **tree** holds every path that exists under given names; a **layer** is what one file gives, each number with its
place. A place may stand for many paths: `policy.promise: 7.2` gives every dimension's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Union

from . import _core
from .parameters import Estimate, blocks
from .yaml_lines import Place

Tree = dict[str, Union["Tree", str]]


class Names(NamedTuple):
    """What a company file keys by name, in its order."""

    segments: tuple[str, ...]
    dimensions: tuple[str, ...]
    channels: tuple[str, ...]
    touchpoints: tuple[str, ...]
    journeys: tuple[str, ...]

    def parameters(self) -> _core.Parameters:
        """Return a parameter set of the core under these names, all at their defaults."""
        return _core.Parameters(*(list(names) for names in self))


def names_of(files: Iterable[Mapping[str, Any]]) -> Names:
    """Return the names in files laid over one another, the first file's first."""
    merged: dict[str, dict[str, None]] = {block: {} for block in Names._fields}
    for data in files:
        for block, names in merged.items():
            given = data.get(block)
            names.update(dict.fromkeys(given if isinstance(given, dict) else ()))
    return Names(*(tuple(names) for names in merged.values()))


@dataclass
class Layer:
    """What one file, or one preset, gives: numbers by place, where it says they are from, and which it knows roughly."""

    numbers: dict[Place, float]
    sources: Mapping[str, str] = field(default_factory=dict)
    rough: Mapping[Place, Estimate] = field(default_factory=dict)

    def source(self, path: str) -> str:
        """Return the source of a path: that of the longest path or start of a path that covers it."""
        covering = [pattern for pattern in self.sources if covers(pattern, path)]
        return self.sources[max(covering, key=lambda pattern: (pattern.count("."), pattern))] if covering else ""


Given = dict[str, tuple[Layer, Place]]  # by path: which layer gave it, and at which of its places


def covers(pattern: str, path: str) -> bool:
    """Tell whether a path lies at or under a pattern, in which `*` stands for any one name.

    >>> covers("touchpoints.*.quality", "touchpoints.pay.quality.empathy"), covers("policy", "policies.promise")
    (True, False)
    """
    wanted, parts = pattern.split("."), path.split(".")
    return len(wanted) <= len(parts) and all(w in ("*", part) for w, part in zip(wanted, parts, strict=False))


def tree_of(paths: Iterable[str]) -> Tree:
    """Return the paths as nested mappings; each leaf is the full path."""
    tree: Tree = {}
    for path in paths:
        *inner, last = path.split(".")
        node = tree
        for part in inner:
            node = node.setdefault(part, {})  # type: ignore[assignment]
        node[last] = path
    return tree


def leaves(node: Tree | str) -> Iterator[str]:
    """Yield every path under a node."""
    if isinstance(node, str):
        yield node
    else:
        for inner in node.values():
            yield from leaves(inner)


class UnknownNameError(LookupError):
    """A place names something that does not exist; `place` ends at the first unknown name."""

    def __init__(self, place: Place, names: list[str]) -> None:
        super().__init__(".".join(place))
        self.place, self.names = place, names


def match(tree: Tree | str, place: Place) -> list[str]:
    """Return every path at or under a place, in which `*` stands for any name.

    Raises `UnknownNameError` with the names that would have been known where the place goes astray.
    """
    return _match(tree, place, 0)


def _match(node: Tree | str, place: Place, depth: int) -> list[str]:
    if depth == len(place):
        return list(leaves(node))
    known = {} if isinstance(node, str) else node
    if place[depth] == "*":
        return [path for inner in known.values() for path in _match(inner, place, depth + 1)]
    if place[depth] not in known:
        raise UnknownNameError(place[: depth + 1], list(known))
    return _match(known[place[depth]], place, depth + 1)


def expand(tree: Tree | str | None, place: Place) -> list[Place]:
    """Return the places that a place stands for in which `*` is any name.

    >>> expand({"policy": {"promise": "", "marketing": ""}}, ("policy", "*"))
    [('policy', 'promise'), ('policy', 'marketing')]
    """
    if not place:
        return [()]
    known = tree if isinstance(tree, dict) else {}
    names = list(known) if place[0] == "*" else [place[0]]
    return [(name, *rest) for name in names for rest in expand(known.get(name), place[1:])]


ORDER = ("low", "likely", "high")
ROUGHLY = frozenset(ORDER)


def is_estimate(value: Any) -> bool:
    """Tell whether a value is a number known roughly, written as low, likely and high."""
    return isinstance(value, dict) and value.keys() == ROUGHLY


def is_rough(value: Any) -> bool:
    """Tell whether a value is meant as a number known roughly, even if a part of it is missing."""
    return isinstance(value, dict) and not ROUGHLY.isdisjoint(value)


def numbers_of(data: Mapping[str, Any]) -> dict[Place, float]:
    """Return every number that a file gives to a parameter, by place; of an estimate the likely one."""
    likely = ((place, value["likely"] if is_estimate(value) else value) for place, value in _given(data))
    return {place: float(value) for place, value in likely if isinstance(value, (int, float))}


def rough_of(data: Mapping[str, Any]) -> dict[Place, Estimate]:
    """Return every number that a file states with low and high, by place; mistakes in them are reported elsewhere.

    >>> rough_of({"money": {"price": 30, "margin": {"low": 0.6, "likely": 0.65, "high": 0.7}}})
    {('money', 'margin'): Estimate(low=0.6, likely=0.65, high=0.7)}
    """
    sound = {place: value for place, value in _given(data) if is_estimate(value) and _rises(*map(value.get, ORDER))}
    return {place: Estimate(**{end: float(value[end]) for end in ORDER}) for place, value in sound.items()}


def _rises(low: Any, likely: Any, high: Any) -> bool:
    return all(isinstance(end, (int, float)) for end in (low, likely, high)) and low <= likely <= high


def _given(data: Mapping[str, Any]) -> Iterator[tuple[Place, Any]]:
    """Yield every value that a file gives to a parameter, as it stands there."""
    for block in blocks():
        if block in data:
            yield from _inside(data[block], (block,))


def _inside(value: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    if isinstance(value, dict) and not is_rough(value):
        for key, inner in value.items():
            yield from _inside(inner, (*place, key))
    elif is_estimate(value) or not isinstance(value, dict):
        yield place, value


def own_routes_of(data: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return the journeys and touchpoints that have a row of their own after a failure."""
    journeys = data.get("journeys")
    found = {}
    for journey, block in (journeys if isinstance(journeys, dict) else {}).items():
        found[journey] = block.get("after_failure") if isinstance(block, dict) else None
    return {(journey, touchpoint) for journey, rows in found.items() if isinstance(rows, dict) for touchpoint in rows}
