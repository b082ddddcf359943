"""Puts a company together from its file and its norm company's, and reports every problem of the file at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from . import _core
from .checks import CHECKS, check_names, report_unknown
from .draft import Draft
from .errors import CompanyError, Problem
from .layers import (
    Given,
    Layer,
    Names,
    Tree,
    UnknownNameError,
    match,
    names_of,
    numbers_of,
    own_routes_of,
    rough_of,
    tree_of,
)
from .parameters import SCHEMA_VERSION, choices, company_model, find_row
from .schema_check import Schema
from .yaml_lines import Document, Place

Data = dict[str, Any]
Migrations = Mapping[int, Callable[[Data], Data]]

# From the version of a file to a function that returns its data as the next version has them.
MIGRATIONS: Migrations = MappingProxyType({})

# Slopes of value inside the zone of tolerance, above it and below it, the same for every dimension.
# linear: no kink anywhere. yap_sweeney: not steeper outside the zone, flatter below it (Yap & Sweeney 2007, signs).
SLOPES: Mapping[str, tuple[float, float, float]] = MappingProxyType(
    {"linear": (0.3, 0.3, 0.3), "yap_sweeney": (0.4, 0.4, 0.2)}
)
SLOPES_SOURCE: Mapping[str, str] = MappingProxyType(
    {"linear": "assumed: one slope", "yap_sweeney": "assumed sizes; published signs (Yap & Sweeney 2007)"}
)


@dataclass(frozen=True)
class Assembled:
    """A company's names and numbers, and for each number that a file gave, who gave it."""

    names: Names
    values: dict[str, float]
    given: Given
    own_routes: frozenset[tuple[str, str]]
    header: Mapping[str, Any]


def check_form(document: Document) -> set[Place]:
    """Report what is wrong with a file by itself; return the places that are."""
    migrate(document)
    return Schema(company_model(), choices, _allowed).check(document)


def assemble(document: Document, norm: Data | None) -> Assembled:
    """Return the company that a file describes on top of its norm company, or raise `CompanyError`."""
    draft = examine(document, norm)
    if document.problems:
        raise CompanyError(document.problems)
    header = _header(_files(document.data, norm))
    return Assembled(draft.names, draft.values, draft.given, frozenset(draft.own_routes), header)


def examine(document: Document, norm: Data | None, wrong: Iterable[Place] = ()) -> Draft:
    """Report every problem of a file on top of its norm; nothing that follows from what is wrong with the norm."""
    is_unreadable = bool(document.problems) and not document.data
    bad = set() if is_unreadable else check_form(document)
    files = _files(document.data, norm)
    own_routes = set().union(*map(own_routes_of, files))
    known = names_of([norm]) if norm else None
    draft = Draft(document, names_of(files), known, {}, {}, own_routes, _families(files), bad)
    if is_unreadable or not _has_names(draft):
        return draft
    draft.bad.update(place for place in wrong if not (place[0] == "segments" and "segments" in document.data))
    _fill(draft, files, _header(files)["slopes"])
    for check in CHECKS:
        check(draft)
    return draft


def examine_over_wrong(document: Document, norm: Document) -> list[Problem]:
    """Return the problems of a file and of its norm, which is known to have some."""
    theirs = examine(norm, None)
    if theirs.values:
        examine(document, norm.data, theirs.bad)
    else:  # no names that the file's could be held against
        check_form(document)
    return [*document.problems, *norm.problems]


def _has_names(draft: Draft) -> bool:
    """Report missing and unusable names; without names there are no numbers."""
    check_names(draft)
    blocks = set(Names._fields)
    return not any(place[0] in blocks and len(place) <= 2 for place in draft.bad if place)


def migrate(document: Document, migrations: Migrations = MIGRATIONS) -> None:
    """Bring an older file up to the present version; a newer one is a problem."""
    version = document.data.get("schema_version")
    while isinstance(version, int) and version in migrations:
        document.data = migrations[version](document.data)
        version = document.data["schema_version"]
    if isinstance(version, int) and version != SCHEMA_VERSION:
        message = "is a version that this program does not know" + ("; update it" if version > SCHEMA_VERSION else "")
        document.report(("schema_version",), version, message, f"up to {SCHEMA_VERSION}")


def _allowed(place: Place) -> str:
    row = find_row(".".join(place))
    return row.allowed if row else ""


def _files(own: Data, norm: Data | None) -> list[Data]:
    """Return what lies under and over: the norm's file without its segments if the company has its own."""
    inherited = dict(norm or {})
    if "segments" in own:
        inherited.pop("segments", None)
    return [inherited, own]


def _fill(draft: Draft, files: list[Data], slopes: Any) -> None:
    """Lay the files' numbers over the core's defaults; unknown names become problems."""
    draft.values.update(draft.names.parameters().values())
    tree = tree_of(draft.values)
    for data in files:
        _lay(draft, tree, Layer(numbers_of(data), data.get("sources") or {}, rough_of(data)))
    _lay(draft, tree, _preset(slopes, draft.names))


def _lay(draft: Draft, tree: Tree, layer: Layer) -> None:
    for place, number in layer.numbers.items():
        if not draft.is_sound(".".join(place)):
            continue
        try:
            paths = match(tree, place)
        except UnknownNameError as unknown:
            report_unknown(draft.document, unknown)
            draft.bad.add(unknown.place)
            continue
        draft.values.update(dict.fromkeys(paths, number))
        draft.given.update(dict.fromkeys(paths, (layer, place)))


def _preset(slopes: Any, names: Names) -> Layer:
    if not isinstance(slopes, str) or slopes not in SLOPES:
        return Layer({})
    inside, above, below = SLOPES[slopes]
    numbers: dict[Place, float] = {("value", "inside_zone"): inside}
    for dimension in names.dimensions:
        numbers["dimensions", dimension, "above"] = above
        numbers["dimensions", dimension, "below"] = below
    return Layer(numbers, dict.fromkeys(("value", "dimensions"), SLOPES_SOURCE[slopes]))


def _header(files: list[Data]) -> dict[str, Any]:
    """Return what a file says beside numbers; a company takes over what it does not say itself."""
    shared = ("steps_per_year", "slopes", "standard_digest")
    header = {
        "name": files[-1].get("name"),
        "steps_per_year": _core.months_per_year,
        "slopes": "classic",
        "standard_digest": None,
    }
    for data in files:
        header.update({key: data[key] for key in shared if key in data})
    return {**header, "families": _families(files)}


def _families(files: list[Data]) -> dict[str, str]:
    families = dict(_core.trait_families)
    for data in files:
        traits = data.get("traits")
        given = traits.get("families") if isinstance(traits, dict) else None
        families.update({key: given[key] for key in families if key in given} if isinstance(given, dict) else {})
    return families
