"""Puts a company together from its file and its norm company's, and reports every problem of the file at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from . import _core
from .checks import CHECKS, check_names, report_unknown
from .draft import Draft
from .errors import CompanyError
from .layers import Layer, Names, Tree, UnknownNameError, match, names_of, numbers_of, own_routes_of, rough_of, tree_of
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

Given = dict[str, tuple[Layer, Place]]  # by path: which layer gave it, and at which of its places


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
    if document.problems and not document.data:
        raise CompanyError(document.problems)
    bad = check_form(document)
    files = _files(document.data, norm)
    header = _header(files)
    own_routes = set().union(*map(own_routes_of, files))
    known = names_of([norm]) if norm else None
    draft = Draft(document, names_of(files), known, {}, set(), own_routes, header["families"], bad)
    check_names(draft)
    _stop_if_wrong(draft, every=False)
    given = _fill(draft, files, header["slopes"])
    for check in CHECKS:
        check(draft)
    _stop_if_wrong(draft, every=True)
    return Assembled(draft.names, draft.values, given, frozenset(own_routes), header)


def _stop_if_wrong(draft: Draft, every: bool) -> None:
    """Raise what was found; before the numbers are there, only if names are missing or unusable."""
    blocks = set(Names._fields)
    has_no_names = any(place[0] in blocks and len(place) <= 2 for place in draft.bad if place)
    if draft.document.problems and (every or has_no_names):
        raise CompanyError(draft.document.problems)


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


def _fill(draft: Draft, files: list[Data], slopes: Any) -> Given:
    """Lay the files' numbers over the core's defaults; unknown names become problems."""
    draft.values.update(draft.names.parameters().values())
    tree = tree_of(draft.values)
    given: Given = {}
    for data in files:
        _lay(draft, tree, Layer(numbers_of(data), data.get("sources") or {}, rough_of(data)), given)
    _lay(draft, tree, _preset(slopes, draft.names), given)
    draft.given.update(given)
    return given


def _lay(draft: Draft, tree: Tree, layer: Layer, given: Given) -> None:
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
        given.update(dict.fromkeys(paths, (layer, place)))


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
    header = {"name": files[-1].get("name"), "steps_per_year": 12, "slopes": "classic", "standard_digest": None}
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
