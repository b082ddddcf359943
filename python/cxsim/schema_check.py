"""Turns what pydantic says about a file into problems with line, range and nearest name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from .errors import ProblemsError, nearest, one_of
from .layers import ROUGHLY
from .written_numbers import remedy
from .yaml_lines import Document, Place

ROUGHLY_WRITTEN = "; a number that is known roughly is written {low: 1, likely: 2, high: 4}"
NO_NUMBER = ("float_type", "int_type")
MAPPING = "must be a mapping of names to values"
OUTSIDE = "is outside the allowed range"
MESSAGES: Mapping[str, str] = {
    "extra_forbidden": "is not known here",
    "missing": "is missing",
    "greater_than": OUTSIDE,
    "greater_than_equal": OUTSIDE,
    "less_than": OUTSIDE,
    "less_than_equal": OUTSIDE,
    "finite_number": "is not a finite number",
    "float_type": "is not a number",
    "int_type": "is not a whole number",
    "bool_type": "is neither yes nor no",
    "string_type": "is not text",
    "string_too_short": "is empty",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "too_short": "must not be empty",
    "dict_type": MAPPING,
    "model_type": MAPPING,
    "literal_error": "is none of the choices",
}


Choices = Callable[[Place], list[str]]
Allowed = Callable[[Place], str]


class Finding(NamedTuple):
    """One mistake in plain data: where it is, what was given, what is allowed and which name was probably meant."""

    place: Place
    value: Any
    message: str
    allowed: str = ""
    nearest: str = ""


class Schema:
    """A pydantic model, with what a message needs to know about its places."""

    def __init__(self, model: type[BaseModel], choices: Choices | None = None, allowed: Allowed | None = None) -> None:
        self.model, self.choices, self.allowed = model, choices, allowed

    def check(self, document: Document) -> set[Place]:
        """Report every mistake of the document against the model; return the places that hold one."""
        try:
            self.model.model_validate(document.data)
        except ValidationError as error:
            found = self.findings(error)
            for each in found:
                document.report(*each)
            return {each.place for each in found}
        return set()

    def findings(self, error: ValidationError) -> list[Finding]:
        """Return what pydantic found, in words."""
        return [finding for each in error.errors() for finding in self._findings(dict(each))]

    def _findings(self, error: Mapping[str, Any]) -> list[Finding]:
        """Return one finding; or those of a model inside that told them in words already."""
        place = tuple(str(part) for part in error["loc"] if not str(part).startswith("<"))
        context = error.get("ctx", {})
        if isinstance(inner := context.get("error"), ProblemsError):
            return [
                Finding((*place, *_parts(p.path)), p.value, p.message, p.allowed, p.nearest) for p in inner.problems
            ]
        return [self._finding(place, error["type"], error["input"], error["msg"], context)]

    def _finding(self, place: Place, kind: str, value: Any, message: str, context: Mapping[str, Any]) -> Finding:
        if kind == "extra_forbidden":
            names = self.choices(place[:-1]) if self.choices else []
            return Finding(place, None, MESSAGES[kind], one_of(names), nearest(place[-1], names))
        if kind == "literal_error":
            words = re.findall(r"'([^']*)'", context["expected"])
            return Finding(place, value, MESSAGES[kind], one_of(words), nearest(str(value), words))
        text = "is empty" if value is None else MESSAGES.get(kind, message)
        text += remedy(value, kind) if kind in NO_NUMBER else ROUGHLY_WRITTEN * _is_part(place, kind)
        allowed = self.allowed(place) if self.allowed and kind != "missing" else ""
        return Finding(place, None if kind == "missing" else value, text, allowed or _bound(context))


def _parts(path: str) -> Place:
    return tuple(path.split(".")) if path else ()


def _is_part(place: Place, kind: str) -> bool:
    return kind == "missing" and place[-1] in ROUGHLY


def _bound(context: Mapping[str, Any]) -> str:
    """Return the limit that a value broke, as a phrase."""
    words = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    return "".join(f"{phrase} {context[key]:g}" for key, phrase in words.items() if key in context)
