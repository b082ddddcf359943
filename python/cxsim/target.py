"""One thing that a lever moves: which number, how, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from .changes import plain
from .errors import ScenarioError
from .layers import covers
from .lever_checks import problems_of, refuse, require_path, require_use
from .parameters import Estimate, is_whole

Operation = Literal["add", "multiply", "logit", "towards_mean"]
# What is settled before the first month, or is no choice of the company's: a lever on it would cost and do nothing, or
# rewrite the market. The fee is the size of a segment's plan; what people notice is the price.
SETTLED = (
    "traits", "standard", "response", "money.discount_rate", "money.reference_price", "market.rival_quality",
    "dimensions.*.importance", "market.size", "market.penetration", "market.initial_tenure", "market.used_rival",
    "segments.*.share", "segments.*.fee", "segments.*.frailty", "segments.*.leaving_alpha", "segments.*.leaving_beta", "segments.*.knowledge", "segments.*.digital",
    "segments.*.willingness_to_pay",
)  # fmt: skip


def _known(value: Any) -> Any:
    """Read a plain number as an estimate without doubt."""
    if isinstance(value, (dict, Estimate)):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise PydanticCustomError("float_type", "is not a number")
    if not isfinite(value):
        raise PydanticCustomError("finite_number", "is not a finite number")
    return Estimate(low=value, likely=value, high=value)


Amount = Annotated[Estimate, BeforeValidator(_known)]


class Target(BaseModel):
    """One thing that a lever moves: a path (`*` is every name), how, and by how much at the stated spend.

    Parameters
    ----------
    path
        Path of a parameter; `touchpoints.*.failure` moves that of every touchpoint.
    operation
        `add`: the value rises by the effect; `multiply`: it is multiplied by 1 + effect; `logit`: its log odds rise by
        the effect; `towards_mean`: the quality of a touchpoint goes this share of the way to the mean of all.
    effect
        A number, or low, likely and high of one that is known roughly.

    A `ScenarioError` lists everything that is wrong.

    >>> Target(path="touchpoints.*.failure", operation="logit", effect=dict(low=-0.6, likely=-0.4, high=-0.2)).operation
    'logit'
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    path: str
    operation: Operation
    effect: Amount

    def __init__(self, **fields: Any) -> None:
        given = {name: plain(value) for name, value in fields.items()}
        if problems := problems_of(super().__init__, given, type(self)):
            raise ScenarioError(problems)

    @field_validator("path")
    @classmethod
    def _is_a_parameter(cls, path: str) -> str:
        return require_path(path)

    @field_validator("operation")
    @classmethod
    def _suits_the_parameter(cls, operation: Operation, told: ValidationInfo) -> Operation:
        if "path" in told.data:
            require_use(told.data["path"], operation)
        return operation

    @field_validator("effect")
    @classmethod
    def _leaves_something(cls, effect: Estimate, told: ValidationInfo) -> Estimate:
        if told.data.get("operation") == "multiply" and effect.low <= -1:
            refuse(effect.low, "must stay above -1: a value is multiplied by 1 + effect")
        return effect


def unmovable(paths: Sequence[str]) -> str:
    """Return why no lever can move these numbers, or nothing.

    >>> unmovable(["market.size"])
    'is settled before the first month, so no lever can move it'
    """
    if any(covers(pattern, path) for pattern in SETTLED for path in paths):
        return "is settled before the first month, so no lever can move it"
    if any(is_whole(path) for path in paths):
        return "is a whole number or a yes or no, so no lever can move it by degrees"
    return ""
