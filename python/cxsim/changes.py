"""Writes changes by path into what a company file gave, so that the file can be written again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from numbers import Integral, Real
from typing import Any

from .layers import Tree, UnknownNameError, covers, expand, is_estimate, is_rough, match, numbers_of
from .parameters import Header, choices, find_row
from .sources import UNSOURCED
from .yaml_lines import Place

Data = dict[str, Any]


def changed(data: Data, wanted: Mapping[Place, Any], values: Mapping[str, float], tree: Tree, norm: Data) -> Data:
    """Return a copy of the data of a file with the wanted values in it; new numbers lose their old source."""
    before = deepcopy(data)
    if "segments" not in data and any(place[0] == "segments" for place in wanted):
        _adopt_segments(before, norm)
    after = deepcopy(before)
    for place, value in wanted.items():
        _put(after, list(place), value, tree)
    _forget_sources(before, after, values)
    if "sources" in after:
        after["sources"] = after.pop("sources")  # keeps them at the end of the file
    return after


def places(wanted: Mapping[str, Any], tree: Tree) -> tuple[dict[Place, Any], list[UnknownNameError]]:
    """Return the wanted values by place, each `*` written out, and the places that a company does not have."""
    known: dict[Place, Any] = {}
    unknown: dict[Place, UnknownNameError] = {}
    singles = (single for path, value in wanted.items() for single in _single(_place(path), plain(value)))
    for place, value in singles:
        try:
            _require(tree, place)
        except UnknownNameError as error:
            unknown[error.place] = error
        else:
            known.update(dict.fromkeys(expand(tree, place), value))
    return known, list(unknown.values())


def _place(path: str) -> Place:
    head, _, rest = path.partition(".")
    return (head, rest) if head == "sources" and rest else tuple(path.split("."))


def _single(place: Place, value: Any) -> Iterator[tuple[Place, Any]]:
    """Yield the values of nested mappings one by one."""
    is_one = place[0] == "sources" or not isinstance(value, dict) or not value or is_rough(value)
    if is_one:
        yield place, value
    else:
        for key, inner in value.items():
            yield from _single((*place, key), inner)


def _require(tree: Tree, place: Place) -> None:
    """Raise if a place is neither of numbers nor of words."""
    if place[0] in Header.model_fields or place[:2] == ("traits", "families"):
        return
    is_word = len(place) > 1 and place[-1] in choices(place[:-1]) and not find_row(".".join(place))
    match(tree, place[:-1] if is_word else place)


def _adopt_segments(data: Data, norm: Data) -> None:
    """Take over the norm's segments as the company's own: a file that gives one segment gives them all."""
    data["segments"] = deepcopy(norm.get("segments", {}))
    theirs = {path: text for path, text in (norm.get("sources") or {}).items() if covers("segments", path)}
    if theirs:
        data["sources"] = {**theirs, **(data.get("sources") or {})}


def _put(node: Data, place: list[str], value: Any, tree: Tree | str | None) -> None:
    head, rest = place[0], place[1:]
    is_mapping = isinstance(value, dict) and not is_estimate(value)
    if not rest and not is_mapping:
        node[head] = value
        return
    below = tree.get(head) if isinstance(tree, dict) else None
    if not isinstance(node.get(head), dict) or is_estimate(node[head]):
        node[head] = _spread(node.get(head), below)
    for key, each in {rest[0]: value}.items() if rest else value.items():
        _put(node[head], [key, *rest[1:]], each, below)


def _spread(value: Any, tree: Tree | str | None) -> Data:
    """Return one value that stood for all names as a mapping that gives it to each."""
    is_number = isinstance(value, (int, float)) or is_estimate(value)
    return {name: deepcopy(value) for name in tree} if is_number and isinstance(tree, dict) else {}


def _forget_sources(before: Data, after: Data, values: Mapping[str, float]) -> None:
    """Mark numbers that changed as unsourced, unless a source came with the change."""
    old, told = before.get("sources") or {}, after.get("sources") or {}
    new_sources = [pattern for pattern in told if old.get(pattern) != told[pattern]]
    old_numbers = numbers_of(before)
    for place, number in numbers_of(after).items():
        path = ".".join(place)
        is_new = old_numbers.get(place, values.get(path)) != number
        if is_new and not any(covers(pattern, path) for pattern in new_sources):
            after["sources"] = {**(after.get("sources") or {}), path: UNSOURCED}


def plain(value: Any) -> Any:
    """Return a value as YAML can hold it: numbers of other libraries become plain ones.

    >>> import numpy as np
    >>> plain({"a": np.float64(0.5)})
    {'a': 0.5}
    """
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, bool) or not isinstance(value, Real):
        return value
    return int(value) if isinstance(value, Integral) else float(value)
