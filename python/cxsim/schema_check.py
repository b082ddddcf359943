"""Turns what pydantic says about a file into problems with line, range and nearest name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from .errors import nearest, one_of
from .layers import ROUGHLY
from .yaml_lines import Document, Place

PERCENT = re.compile(r"[-+]?[0-9]+(\.[0-9]+)? ?%")
WITH_COMMAS = re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
ROUGHLY_WRITTEN = "; a number that is known roughly is written {low: 1, likely: 2, high: 4}"
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
    "too_short": "must not be empty",
    "dict_type": MAPPING,
    "model_type": MAPPING,
    "literal_error": "is none of the choices",
}


class Schema:
    """A pydantic model, with what a message needs to know about its places."""

    def __init__(
        self,
        model: type[BaseModel],
        choices: Callable[[Place], list[str]] | None = None,
        allowed: Callable[[Place], str] | None = None,
    ) -> None:
        self.model, self.choices, self.allowed = model, choices, allowed

    def check(self, document: Document) -> set[Place]:
        """Report every mistake of the document against the model; return the places that hold one."""
        try:
            self.model.model_validate(document.data)
        except ValidationError as error:
            return {self._report(document, dict(each)) for each in error.errors()}
        return set()

    def _report(self, document: Document, error: Mapping[str, Any]) -> Place:
        place = tuple(str(part) for part in error["loc"] if not str(part).startswith("<"))
        kind, value = error["type"], error["input"]
        if kind == "extra_forbidden":
            names = self.choices(place[:-1]) if self.choices else []
            document.report(place, None, MESSAGES[kind], one_of(names), nearest(place[-1], names))
        elif kind == "literal_error":
            words = re.findall(r"'([^']*)'", error["ctx"]["expected"])
            document.report(place, value, MESSAGES[kind], one_of(words), nearest(str(value), words))
        else:
            message = "is empty" if value is None else MESSAGES.get(kind, error["msg"])
            given = None if kind == "missing" else value
            allowed = self.allowed(place) if self.allowed and kind != "missing" else ""
            message += _remedy(value) if kind in ("float_type", "int_type") else ROUGHLY_WRITTEN * _is_part(place, kind)
            document.report(place, given, message, allowed or _bound(error.get("ctx", {})))
        return place


def _is_part(place: Place, kind: str) -> bool:
    return kind == "missing" and place[-1] in ROUGHLY


def _remedy(value: Any) -> str:
    """Return how text that people write for a number is written here.

    >>> _remedy("5 %"), _remedy("1,000,000"), _remedy("0,5"), _remedy("many")
    ('; write 0.05', '; write 1000000', '; write 0.5', '')
    """
    text = value.strip() if isinstance(value, str) else ""
    if PERCENT.fullmatch(text):
        return f"; write {float(text.rstrip(' %')) / 100:.12g}"
    if WITH_COMMAS.fullmatch(text):
        return f"; write {text.replace(',', '')}"
    return f"; write {text.replace(',', '.')}" if DECIMAL_COMMA.fullmatch(text) else ""


def _bound(context: Mapping[str, Any]) -> str:
    """Return the limit that a value broke, as a phrase."""
    words = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    return "".join(f"{phrase} {context[key]:g}" for key, phrase in words.items() if key in context)
