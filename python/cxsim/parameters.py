"""Parameters as the core states them: one row each, and the pydantic models made from the rows.

A default, a range, a unit or a meaning is written in the core only; this module turns the rows into models, a JSON
schema and look-ups by path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from math import isinf
from typing import Annotated, Any, Literal, Union

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, create_model, model_validator
from pydantic.functional_validators import AfterValidator
from pydantic_core import PydanticCustomError

from . import _core

SCHEMA_VERSION = 1
Stage = Literal["advert", "compare", "buy", "set up", "use", "get help", "pay", "renew", "leave"]
Class = Literal["human", "product", "service", "communication", "spatial", "electronic"]
Slopes = Literal["classic", "linear", "yap_sweeney"]
AXES: Mapping[str, tuple[str, ...]] = {  # how each axis shows in a path
    "none": (),
    "dimension": ("<dimension>",),
    "channel": ("<channel>",),
    "touchpoint": ("<touchpoint>",),
    "touchpoint_pair": ("<touchpoint>", "<touchpoint>"),
    "journey": ("<journey>",),
    "tenure_knot": ("<months>",),
}


NOT_GIVEN: Any = None  # what a field holds that a file leaves out; a file cannot give it


@dataclass(frozen=True)
class Row:
    """One parameter: its name, unit, allowed range, default, meaning and where the default is from."""

    block: str
    keyed: bool
    name: str
    axis: str
    unit: str
    low: float
    high: float
    doubt_low: float
    doubt_high: float
    default: float | list[float]
    doc: str
    provenance: str
    source: str

    @property
    def path(self) -> str:
        """Path of the parameter, with places for names in angle brackets.

        >>> find_row("touchpoints.pay.quality.empathy").path
        'touchpoints.<name>.quality.<dimension>'
        """
        key = ("<name>",) if self.keyed else ()
        return ".".join((self.block, *key, self.name, *AXES[self.axis]))

    @property
    def allowed(self) -> str:
        """The allowed range with its unit, as a phrase.

        >>> find_row("market.size").allowed
        '1 to 1e+10 people'
        """
        if self.unit == "yes or no":
            return "yes or no, 1 or 0"
        low, high = "" if isinf(self.low) else f"{self.low:g}", "" if isinf(self.high) else f"{self.high:g}"
        bounds = f"{low} to {high}" if low and high else f"at least {low}" if low else f"at most {high}"
        return f"{bounds if low or high else 'any number of'} {self.unit}"


@cache
def rows() -> tuple[Row, ...]:
    """Return every parameter row, in the order of the core.

    >>> rows()[0].block
    'policy'
    """
    return tuple(Row(**row) for row in _core.parameter_rows())


@cache
def _by_name() -> dict[tuple[str, str], Row]:
    return {(row.block, row.name): row for row in rows()}


@cache
def blocks() -> dict[str, bool]:
    """Return the names of the blocks; true for those that hold one entry a name (segments, touchpoints …).

    >>> blocks()["touchpoints"], blocks()["market"]
    (True, False)
    """
    return {row.block: row.keyed for row in rows()}


WHOLE = (".always", ".every", ".on_joining")  # of a journey: half of one would silently become none


def is_whole(path: str) -> bool:
    """Tell whether a number must be whole: a yes or no, or a count of journeys.

    >>> is_whole("channels.app.is_digital"), is_whole("touchpoints.pay.failure")
    (True, False)
    """
    row = find_row(path)
    return row is not None and (row.unit == "yes or no" or (row.block == "journeys" and path.endswith(WHOLE)))


def find_row(path: str) -> Row | None:
    """Return the row behind a path, or nothing; names of touchpoints and the like are not checked.

    >>> find_row("expectation.ratchet_up").unit
    'share per encounter'
    """
    parts = path.split(".")
    field = 2 if blocks().get(parts[0]) else 1
    return _by_name().get((parts[0], parts[field])) if len(parts) > field else None


def select_rows(prefix: str = "") -> list[Row]:
    """Return the rows of a block ("expectation"), or one of its rows ("touchpoints.quality"); all without a prefix.

    >>> [row.name for row in select_rows("mood")]
    ['persistence', 'spread']
    """
    return [row for row in rows() if f"{row.block}.{row.name}.".startswith(f"{prefix}." if prefix else "")]


class Estimate(BaseModel):
    """A number that is known roughly: low, likely and high."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False, frozen=True)
    low: float
    likely: float
    high: float

    @model_validator(mode="after")
    def _in_order(self) -> Estimate:
        if not self.low <= self.likely <= self.high:
            raise PydanticCustomError("order", "low, likely and high must rise in this order")
        return self


def _within(row: Row, estimate: Estimate) -> Estimate:
    if estimate.low < row.low or estimate.high > row.high:
        raise PydanticCustomError("out_of_range", "is outside the allowed range")
    return estimate


def _kinds(options: frozenset[str]) -> Callable[[Any], str]:
    """Tell which of the ways to give a number a value is, so that only its own mistakes are reported."""

    def kind(value: Any) -> str:
        if isinstance(value, bool) and "<answer>" in options:
            return "<answer>"
        if not isinstance(value, dict):
            return "<number>"
        if {"low", "likely", "high"} & value.keys():
            return "<estimate>"
        return "<names>" if "<names>" in options else "<number>"

    return kind


def _one_of(options: dict[str, Any]) -> Any:
    tagged = tuple(Annotated[option, Tag(tag)] for tag, option in options.items())
    return Annotated[Union[tagged], Discriminator(_kinds(frozenset(options)))]  # noqa: UP007 — made at run time


def _number(row: Row, more: dict[str, Any]) -> Any:
    low, high = None if isinf(row.low) else row.low, None if isinf(row.high) else row.high
    plain = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=low, le=high)]
    rough = Annotated[Estimate, AfterValidator(partial(_within, row))]
    answer = {"<answer>": bool} if row.unit == "yes or no" else {}
    return _one_of({"<number>": plain, "<estimate>": rough, **answer, **more})


def _annotation(row: Row) -> Any:
    if row.axis == "none":
        return _number(row, {})
    if row.axis == "touchpoint_pair":
        return dict[str, dict[str, _number(row, {})]]  # type: ignore[misc]
    return _number(row, {"<names>": dict[str, _number(row, {})]})  # type: ignore[misc]


def _field(row: Row) -> tuple[Any, Any]:
    known: dict[str, Any] = {
        "default": row.default,
        "unit": row.unit,
        "provenance": row.provenance,
        "source": row.source,
    }
    return _annotation(row), Field(default=NOT_GIVEN, description=row.doc, json_schema_extra=known)


CLOSED = ConfigDict(extra="forbid", protected_namespaces=())


def _words(block: str) -> dict[str, Any]:
    """Return the fields of a block that are words, not numbers."""
    if block == "touchpoints":
        stage, kind = "Where in the relationship it stands.", "What people deal with."
        return {
            "stage": (Stage, Field(default=NOT_GIVEN, description=stage)),
            "class": (Class, Field(default=NOT_GIVEN, description=kind)),
        }
    if block == "traits":
        family: Any = Literal[tuple(_core.family_names)]
        fields: dict[str, Any] = {trait: (family, default) for trait, default in _core.trait_families.items()}
        families = create_model("TraitFamilies", __config__=CLOSED, **fields)
        return {"families": (families, Field(default=NOT_GIVEN, description="Distribution of each trait."))}
    return {}


@cache
def block_models() -> dict[str, type[BaseModel]]:
    """Return the pydantic model of each block.

    >>> block_models()["market"](size=5).size
    5.0
    """
    fields: dict[str, dict[str, Any]] = {block: _words(block) for block in blocks()}
    for row in rows():
        fields[row.block][row.name] = _field(row)
    return {block: create_model(_class_name(block), __config__=CLOSED, **each) for block, each in fields.items()}


def _class_name(block: str) -> str:
    return "".join(word.title() for word in block.split("_"))


class Header(BaseModel):
    """What a company file says beside its parameters."""

    model_config = ConfigDict(extra="forbid", strict=True)
    schema_version: int = Field(description="Version of this format.")
    name: str = Field(min_length=1, description="What the company is called in tables and charts.")
    norm: str = Field(default=NOT_GIVEN, description="Norm company of the sector: a shipped name, or a path.")
    steps_per_year: int = Field(
        default=NOT_GIVEN, ge=1, le=366, description="Steps of the simulation a year; 12 is a month."
    )
    slopes: Slopes = Field(default=NOT_GIVEN, description="Preset of the slopes of value; classic: each dimension's.")
    standard_digest: str = Field(
        default=NOT_GIVEN, description="Digest of what the `standard` block was estimated from."
    )
    sources: dict[str, str] = Field(
        default=NOT_GIVEN, description="Path, or start of a path: where its numbers are from."
    )


@cache
def company_model() -> type[Header]:
    """Return the pydantic model of a whole company file.

    >>> company_model()(schema_version=1, name="Mine", market={"size": 5}).name
    'Mine'
    """
    fields: dict[str, Any] = {}
    for block, model in block_models().items():
        annotation: Any = dict[str, model] if blocks()[block] else model  # type: ignore[valid-type]
        fields[block] = (annotation, Field(default=NOT_GIVEN))
    return create_model("CompanyFile", __base__=Header, **fields)


def choices(place: tuple[str, ...]) -> list[str]:
    """Return the names that may stand inside a place of a company file; nothing where names are free.

    >>> choices(("mood",))
    ['persistence', 'spread']
    """
    if not place:
        return list(company_model().model_fields)
    if place == ("traits", "families"):
        return list(_core.trait_families)
    depth = 2 if blocks().get(place[0]) else 1
    return list(block_models()[place[0]].model_fields) if place[0] in blocks() and len(place) == depth else []


def json_schema() -> dict[str, Any]:
    """Return the JSON schema of a company file: editors complete and check with it.

    >>> json_schema()["title"]
    'CompanyFile'
    """
    return company_model().model_json_schema()
