"""What is wrong with a lever as it was given: what a target may move and how, and what pydantic found, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from pydantic import BaseModel, ValidationError

from .errors import Problem, ScenarioError, nearest, one_of
from .parameters import Row, blocks, find_row, select_rows
from .schema_check import Finding, Schema
from .sources import UNSOURCED, misfit, provenance_of

INTERNAL = ("key", "counted", "arguments", "provenance")  # fields that nobody needs to give


def refused(error: ValidationError, model: type[BaseModel], subject: str = "") -> ScenarioError:
    """Return what pydantic found in the fields of a lever or a target as an error of ours."""
    fields = [field for field in model.model_fields if field not in INTERNAL]
    schema = Schema(model, lambda place: [] if place else fields)
    return ScenarioError(_problem(each, subject) for each in schema.findings(error))


def _problem(found: Finding, subject: str) -> Problem:
    """Return a finding as a problem; the key of a lever of one's own is its label."""
    path = "label" if found.place == ("key",) else ".".join(found.place)
    before = f"{subject}: " if subject else ""
    return Problem("", None, path, found.value, before + found.message, found.allowed, found.nearest)


def refuse(path: str, value: Any, message: str, allowed: str = "", near: str = "") -> NoReturn:
    """Raise one problem from inside a model; `refused` finds it again."""
    raise ScenarioError([Problem("", None, path, value, message, allowed, near)])


def require_use(path: str, operation: str) -> None:
    """Refuse a path that no parameter answers to, and an operation that is not for it.

    >>> require_use("money.price", "add")
    """
    row = find_row(path)
    if row is None:
        is_several = path.endswith(".*") and path.partition(".")[0] in blocks()
        message = "stands for several parameters; name one" if is_several else "is no parameter"
        refuse("path", path, message, *_meant(path))
    if wrong := misuse(row, operation):
        refuse("operation", operation, *wrong)


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
        refuse("", source, *wrong)
    return source


def with_origin(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a lever with its provenance, which follows from its source.

    >>> with_origin({"source": "fitted to a pilot"})["provenance"]
    'fitted'
    """
    source = fields.get("source", "")
    told = provenance_of(source) if isinstance(source, str) else ""
    return {"provenance": told or UNSOURCED, **fields}
