"""What is wrong with a lever as it was given: what a target may move and how, and what pydantic found, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from pydantic import BaseModel, ValidationError

from .errors import Problem, ScenarioError, nearest, one_of
from .parameters import Row, blocks, find_row, select_rows
from .schema_check import MESSAGES, Finding, Schema
from .sources import UNSOURCED, misfit, provenance_of

INTERNAL = ("key", "counted", "arguments", "provenance")  # fields that nobody needs to give


def problems_of(
    build: Callable[..., None], given: Mapping[str, Any], model: type[BaseModel], subject: str = ""
) -> list[Problem]:
    """Build a lever or a target out of what was given, and return all that is wrong with that."""
    fields, strays = corrected(given, model)
    found: list[Finding] = []
    try:
        build(**fields)
    except ValidationError as error:
        found = Schema(model).findings(error)
    names = _names(model)
    unknown = [
        Finding((name,), None, MESSAGES["extra_forbidden"], one_of(names), nearest(name, names)) for name in strays
    ]
    return [_problem(each, subject) for each in (*found, *unknown)]


def _problem(found: Finding, subject: str) -> Problem:
    """Return a finding as a problem; the key of a lever of one's own is its label."""
    path = "label" if found.place == ("key",) else ".".join(found.place)
    before = f"{subject}: " if subject else ""
    return Problem("", None, path, found.value, before + found.message, found.allowed, found.nearest)


def corrected(given: Mapping[str, Any], model: type[BaseModel]) -> tuple[dict[str, Any], list[str]]:
    """Return fields under the names that were probably meant, so that their values are checked too, and the wrong names.

    >>> from cxsim.target import Target
    >>> corrected({"path": "money.price", "efect": 1}, Target)
    ({'effect': 1, 'path': 'money.price'}, ['efect'])
    """
    strays = [name for name in given if name not in model.model_fields]
    meant = {name: nearest(name, _names(model)) for name in strays}
    named = {near: given[name] for name, near in meant.items() if near}
    return {**named, **{name: value for name, value in given.items() if name not in strays}}, strays


def _names(model: type[BaseModel]) -> list[str]:
    return [field for field in model.model_fields if field not in INTERNAL]


def refuse(value: Any, message: str, allowed: str = "", near: str = "") -> NoReturn:
    """Raise one problem of a field from inside a model; `problems_of` finds it again."""
    raise ScenarioError([Problem("", None, "", value, message, allowed, near)])


def require_path(path: str) -> str:
    """Return the path of a parameter; refuse any other.

    >>> require_path("money.price")
    'money.price'
    """
    if find_row(path) is None:
        is_several = path.endswith(".*") and path.partition(".")[0] in blocks()
        message = "stands for several parameters; name one" if is_several else "is no parameter"
        refuse(path, message, *_meant(path))
    return path


def require_use(path: str, operation: str) -> None:
    """Refuse an operation that is not for the parameter.

    >>> require_use("money.price", "add")
    """
    row = find_row(path)
    if row and (wrong := misuse(row, operation)):
        refuse(operation, *wrong)


def misuse(row: Row, operation: str) -> tuple[str, str] | None:
    """Return what speaks against an operation on a parameter, and what is allowed; None if nothing does.

    >>> misuse(find_row("money.margin"), "towards_mean")[0]
    'works on the quality of touchpoints only'
    """
    if operation == "logit" and (row.low, row.high) != (0, 1):
        return "works on shares and probabilities only", row.allowed
    if operation == "towards_mean" and (row.block, row.name) != ("touchpoints", "quality"):
        return "works on the quality of touchpoints only", ""
    return None


def _meant(path: str) -> tuple[str, str]:
    """Return the names that may stand where a path goes astray, and the path that was probably meant."""
    parts = path.split(".")
    place = 0 if parts[0] not in blocks() else 2 if blocks()[parts[0]] else 1
    names = list(blocks()) if place == 0 else [row.name for row in select_rows(parts[0])]
    near = nearest(parts[place], names) if place < len(parts) else ""
    return one_of(names), ".".join([*parts[:place], near, *parts[place + 1 :]]) if near else ""


def require_source(source: str) -> str:
    """Return a source that states its kind, or none at all; refuse any other.

    >>> require_source("assumed: a guess")
    'assumed: a guess'
    """
    if source and (wrong := misfit(source)):
        refuse(source, *wrong)
    return source


def with_origin(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a lever with its provenance, which follows from its source.

    >>> with_origin({"source": "fitted to a pilot"})["provenance"]
    'fitted'
    """
    source = fields.get("source", "")
    told = provenance_of(source) if isinstance(source, str) else ""
    return {"provenance": told or UNSOURCED, **fields}
