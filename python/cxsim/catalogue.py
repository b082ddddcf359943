"""The catalogue of levers: records in a data file, checked against the parameter rows when it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from .errors import ScenarioError
from .lever_checks import misuse
from .parameters import Estimate, find_row
from .scenario import Provenance
from .schema_check import Schema
from .target import Operation
from .yaml_lines import Document, Place, parse_yaml

CLOSED = ConfigDict(extra="forbid", frozen=True)
Kind = Literal["touchpoint", "dimension", "journey", "number"]


class Argument(BaseModel):
    """What the user of a lever chooses: a name of the company, some of them, or a number."""

    model_config = CLOSED
    kind: Kind
    default: str | float | tuple[str, ...] | None = None
    many: bool = Field(default=False, description="Whether a list of names, or all, may be given.")
    unit: str = ""
    low: float | None = None
    high: float | None = None

    @property
    def allowed(self) -> str:
        """The allowed range of a number, as a phrase."""
        return (
            f"{self.low:g} to {self.high:g} {self.unit}"
            if self.low is not None and self.high is not None
            else self.unit
        )

    def holds(self, number: float) -> bool:
        """Tell whether a number is within the range."""
        return (self.low is None or number >= self.low) and (self.high is None or number <= self.high)


class Move(BaseModel):
    """A target of a record: a path with places for arguments, and the effect of the stated spend."""

    model_config = CLOSED
    path: str
    operation: Operation
    effect: float | Estimate
    times: str = Field(default="", description="Argument of kind number that the effect is multiplied by.")


class Record(BaseModel):
    """One lever of the catalogue."""

    model_config = CLOSED
    label: str
    doc: str
    arguments: dict[str, Argument] = Field(default_factory=dict)
    targets: tuple[Move, ...] = Field(min_length=1)
    once: float | Estimate = 0
    monthly: float | Estimate = 0
    per_customer: float | Estimate = 0
    cost_counts: str = ""
    response: Literal["adbudg", "fixed"] = "adbudg"
    delay: float
    ramp: float
    depreciation: float = Field(ge=0, le=1)
    provenance: Provenance
    source: str


class Catalogue(BaseModel):
    """All records, the size of market that they state costs for, and the doubt about effects and costs."""

    model_config = CLOSED
    stated_for: float = Field(gt=0)
    effect_doubt: float = Field(ge=0, lt=1)
    cost_doubt: float = Field(ge=0, lt=1)
    levers: dict[str, Record]


SHARED = ("provenance", "source", "depreciation")  # said once for all records, unless one says otherwise


@cache
def catalogue() -> Catalogue:
    """Return the catalogue that comes with the package.

    >>> catalogue().levers["redesign"].ramp
    6.0
    """
    path = files("cxsim") / "data" / "levers.yaml"
    return read_catalogue(parse_yaml(path.read_text(encoding="utf-8"), "levers.yaml"))


def read_catalogue(document: Document) -> Catalogue:
    """Return the catalogue that a document holds, or raise every problem of it."""
    levers = document.data.get("levers", {})
    shared = {key: document.data.pop(key) for key in SHARED if key in document.data}
    document.data["levers"] = {name: {**shared, **record} for name, record in levers.items()}
    if not Schema(Catalogue).check(document):
        for name, record in document.data["levers"].items():
            _check_targets(document, ("levers", name), record)
    if document.problems:
        raise ScenarioError(document.problems)
    return Catalogue.model_validate(document.data)


def _check_targets(document: Document, place: Place, record: Mapping[str, Any]) -> None:
    """Report targets that no parameter answers to, and arguments that do not exist."""
    arguments = record.get("arguments", {})
    for number, target in enumerate(record["targets"]):
        path, where = target["path"], (*place, "targets", str(number))
        row = find_row(path)
        if row is None or row.path.count(".") != path.count("."):
            document.report((*where, "path"), path, "is no parameter", row.path if row else "")
        elif wrong := misuse(row, target["operation"]):
            document.report((*where, "operation"), target["operation"], *wrong)
        wanted = [*re.findall(r"{(\w+)}", path), *([target["times"]] if "times" in target else [])]
        for name in wanted:
            if name not in arguments:
                document.report(where, name, "is no argument of this lever", ", ".join(arguments))


def estimate(value: float | Estimate, doubt: float) -> Estimate:
    """Return a stated number with its doubt: low and high lie this share of it away.

    >>> estimate(-0.2, 0.5)
    Estimate(low=-0.30000000000000004, likely=-0.2, high=-0.1)
    """
    if isinstance(value, Estimate):
        return value
    ends = sorted((value * (1 - doubt), value * (1 + doubt)))
    return Estimate(low=ends[0], likely=value, high=ends[1])
