"""Levers and scenarios: what a company does, and the schedule of parameters that it becomes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from .errors import Problem, ScenarioError, nearest, one_of
from .layers import Tree, UnknownNameError, covers, match, tree_of
from .lever_words import COSTS, amounts
from .parameters import Estimate, is_whole
from .schedule import Schedule, compile_schedule, reached
from .wording import money

if TYPE_CHECKING:
    from .company import Company

Operation = Literal["add", "multiply", "logit", "towards_mean"]
Provenance = Literal["published", "textbook", "assumed", "fitted"]
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
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return Estimate(low=value, likely=value, high=value) if is_number else value


Amount = Annotated[Estimate, BeforeValidator(_known)]
SHOWN = 3  # targets that a lever shows of itself
NOTHING = Estimate(low=0, likely=0, high=0)
NUMBER: dict[str, Any] = {"strict": True, "allow_inf_nan": False}
CLOSED = ConfigDict(extra="forbid", frozen=True)


class Target(BaseModel):
    """One thing that a lever moves: a path (`*` is every name), how, and by how much at the stated spend."""

    model_config = CLOSED
    path: str
    operation: Operation
    effect: Amount

    @model_validator(mode="after")
    def _can_work(self) -> Target:
        if self.operation == "multiply" and self.effect.low <= -1:
            raise PydanticCustomError("effect", "must stay above -1: a value is multiplied by 1 + effect")
        return self


class Lever(BaseModel):
    """An investment: what it costs over time, what it moves, and how fast.

    Spending more than stated, or less, moves the effect along the company's response curve; costs go with the size.

    Parameters
    ----------
    key, label
        Name in the catalogue, and name in tables and charts.
    targets
        What it moves.
    once, monthly, per_customer
        Stated spend: money when it starts, money a month, money a customer and month.
    spend
        Asked spend: money a month, or at the start for a lever without monthly cost; nothing for `size` times the stated.
    size
        Multiple of the stated spend.
    response
        `adbudg`: the company's response curve; `fixed`: the effect does not depend on the size.
    delay, ramp
        Months until the effect starts, and months over which it builds.
    depreciation
        Share of the effect that is lost a month once the spending has stopped.
    from_, until
        Month of the horizon in which it starts, and the first month without it.

    A lever has a cost. One that truly has none says so: `once=0`, and why in `source`.

    >>> cut = dict(path="money.price", operation="add", effect=dict(low=-2, likely=-1, high=0))
    >>> Lever(key="cut", targets=[cut], once=50_000, monthly=dict(low=1_000, likely=2_000, high=4_000))
    <cxsim.Lever 'cut': money.price add −1.00; 50k at the start, 2k a month>
    """

    model_config = CLOSED
    key: str
    label: str = ""
    targets: tuple[Target, ...] = Field(min_length=1)
    once: Amount = NOTHING
    monthly: Amount = NOTHING
    per_customer: Amount = NOTHING
    spend: float | None = Field(default=None, ge=0, **NUMBER)
    size: float = Field(default=1.0, ge=0, **NUMBER)
    response: Literal["adbudg", "fixed"] = "adbudg"
    delay: float = Field(default=0.0, ge=0, **NUMBER)
    ramp: float = Field(default=1.0, gt=0, **NUMBER)
    depreciation: float = Field(default=0.0, ge=0, le=1, **NUMBER)
    from_: float = Field(default=0.0, ge=0, **NUMBER)
    until: float | None = Field(default=None, gt=0, **NUMBER)
    counted: tuple[str, ...] = Field(default=(), description="Touchpoints whose number multiplies the costs; * is all.")
    arguments: dict[str, Any] = Field(default_factory=dict)
    source: str = ""
    provenance: Provenance = "assumed"

    @model_validator(mode="after")
    def _costs_something(self) -> Lever:
        """No lever without cost: one that is free says so, and why."""
        costs = {name: getattr(self, name) for name in COSTS}
        if negative := [name for name, cost in costs.items() if cost.low < 0]:
            raise PydanticCustomError(
                negative[0], "must not be negative; a saving is an effect on a number of the company"
            )
        says_so = self.model_fields_set & costs.keys() and self.source
        if not says_so and not any(cost.likely for cost in costs.values()):
            message = (
                "costs nothing: give once, monthly or per_customer; if it is free, write once=0 and say why in source"
            )
            raise PydanticCustomError("cost", message)
        return self

    @model_validator(mode="after")
    def _has_a_stated_spend(self) -> Lever:
        if self.spend is not None and not (self.monthly.likely or self.once.likely):
            raise PydanticCustomError("spend", "has no stated cost to measure a spend by; give a size")
        return self

    @model_validator(mode="after")
    def _ends_after_its_start(self) -> Lever:
        if self.until is not None and self.until <= self.from_:
            raise PydanticCustomError("until", "must come after the month in which the lever starts")
        return self

    def __repr__(self) -> str:
        moves = [f"{each.path} {each.operation} {amounts('add', [each.effect.likely])[0]}" for each in self.targets]
        rest = f" and {len(moves) - SHOWN} more" if len(moves) > SHOWN else ""
        size = "" if self.spend is None and self.size == 1 else f"; {_brief_size(self)}"
        return f"<cxsim.Lever '{self.label or self.key}': {', '.join(moves[:SHOWN])}{rest}; {self._costs()}{size}>"

    def _costs(self) -> str:
        """Return the stated costs in words."""
        costs = {words: getattr(self, name).likely for name, words in COSTS.items()}
        return ", ".join(f"{money(cost)} {words}" for words, cost in costs.items() if cost) or "no cost"

    def reached(self, company: Company) -> float:
        """Return the multiple of the stated effect that the spend of this lever buys, once it is whole.

        >>> from cxsim.company import load_example
        >>> from cxsim.levers import lever
        >>> round(lever("redesign", "help_desk", size=0.5).reached(load_example("telecom")), 2)
        0.59
        """
        return reached(self, company)

    def units(self, company: Company) -> int:
        """Return how many times over the stated costs arise."""
        return len(company.names.touchpoints) if "*" in self.counted else max(1, len(self.counted))

    def multiple(self, company: Company) -> float:
        """Return the size of the spending, as a multiple of the stated one."""
        stated = (self.monthly.likely or self.once.likely) * self.units(company)
        return self.size if self.spend is None else self.spend / stated

    def problems(self, company: Company) -> list[Problem]:
        """Return what stands between this lever and a company: names it does not have, numbers that are settled."""
        tree = tree_of(company.flat())
        found = (self._problem(target.path, tree) for target in self.targets)
        return [problem for problem in (*found, self._half_spent(company), self._off_step(company)) if problem]

    def _half_spent(self, company: Company) -> Problem | None:
        """Refuse a part of a spend whose effect does not depend on it: the whole effect for next to nothing."""
        size = self.multiple(company)
        if self.response != "fixed" or size == 0 or size >= 1:
            return None
        message = "is part of a spend whose whole effect is fixed, so that any part would buy all of it"
        return Problem("", None, "size", f"{size:g}", f"lever '{self.key}': {message}", "0, or 1 and more")

    def _off_step(self, company: Company) -> Problem | None:
        """Refuse a start or an end inside a step: the engine changes parameters from step to step."""
        length = 12 / company.steps_per_year
        times = {"from": self.from_, "until": self.until or 0.0}
        wrong = next(
            (name for name, month in times.items() if abs(month / length - round(month / length)) > 1e-9), None
        )
        if wrong is None:
            return None
        message = f"lever '{self.key}': falls inside a step"
        return Problem("", None, wrong, f"{times[wrong]:g}", message, f"multiples of {length:g} months")

    def _problem(self, path: str, tree: Tree) -> Problem | None:
        try:
            moved = match(tree, tuple(path.split(".")))
        except UnknownNameError as unknown:
            name, names = unknown.place[-1], unknown.names
            argument = next((key for key, value in self.arguments.items() if name in (value, *_listed(value))), path)
            message = f"lever '{self.key}' moves {path}, which this company does not have"
            return Problem("", None, argument, name, message, one_of(names), nearest(name, names))
        if any(covers(pattern, each) for pattern in SETTLED for each in moved):
            return Problem("", None, path, self.key, "is settled before the first month, so no lever can move it")
        if any(is_whole(each) for each in moved):
            return Problem(
                "", None, path, self.key, "is a whole number or a yes or no, so no lever can move it by degrees"
            )
        return None


def _brief_size(lever: Lever) -> str:
    return f"{lever.size:g} × that" if lever.spend is None else f"asked {money(lever.spend)}"


def _listed(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else ()


def _is_list(value: Any) -> bool:
    """Tell whether a value lists things; a text and a lever can be gone through, too, but do not."""
    return isinstance(value, Iterable) and not isinstance(value, (str, Lever))


def _brief(lever: Lever) -> str:
    """Return a lever's name and its size: times the stated spend, or money."""
    name = lever.label or lever.key
    if lever.spend is None:
        return f"{name} × {lever.size:g}"
    return f"{name} at {lever.spend:,g} {'a month' if lever.monthly.likely else 'once'}"


@dataclass(frozen=True, repr=False)
class Scenario:
    """What a company does, under a label; without levers it is today.

    >>> Scenario("today").levers
    ()
    """

    label: str
    levers: tuple[Lever, ...] = ()

    def __init__(self, label: str, levers: Iterable[Lever] = ()) -> None:
        object.__setattr__(self, "label", label)
        object.__setattr__(self, "levers", tuple(levers) if _is_list(levers) else levers)
        if problems := self._misfits():
            raise ScenarioError(problems)

    def _misfits(self) -> list[Problem]:
        """Return what keeps this from being a scenario at all."""
        problems = []
        if not isinstance(self.label, str) or not self.label.strip():
            problems.append(Problem("", None, "label", self.label, "names no scenario; give it a text"))
        if not _is_list(self.levers):
            message = f"is no list of levers; write cx.Scenario({self.label!r}, [lever])"
            return [*problems, Problem("", None, "levers", self.levers, message)]
        places = (place for place, lever in enumerate(self.levers) if not isinstance(lever, Lever))
        message, allowed = f"in scenario {self.label!r} is no lever", "what cx.levers or cx.Lever makes"
        return problems + [Problem("", None, f"levers[{n}]", self.levers[n], message, allowed) for n in places]

    def __repr__(self) -> str:
        return f"Scenario({', '.join([repr(self.label), *map(_brief, self.levers)])})"

    @classmethod
    def of(cls, item: str | Lever | Scenario) -> Scenario:
        """Return a scenario as it is, a lever as a scenario of its own, and "today" as the one without levers.

        >>> Scenario.of("today")
        Scenario('today')
        """
        if isinstance(item, Scenario):
            return item
        if isinstance(item, Lever):
            return cls(item.label or item.key, [item])
        if item == "today":
            return cls("today")
        near = nearest(item, ["today"]) if isinstance(item, str) else ""
        allowed = "'today', a lever such as cx.levers.redesign('help_desk'), a cx.Scenario"
        raise ScenarioError([Problem("", None, "scenario", item, "is no scenario", allowed, near)])

    def problems(self, company: Company) -> list[Problem]:
        """Return what keeps this scenario from running with a company."""
        return [problem for lever in self.levers for problem in lever.problems(company)]

    def schedule(self, company: Company, steps: int) -> Schedule:
        """Return what differs from the company in each step, and what that costs.

        >>> from cxsim.company import load_example
        >>> Scenario("today").schedule(load_example("telecom"), 2).changes
        [{}, {}]
        """
        if problems := self.problems(company):
            raise ScenarioError(problems)
        return compile_schedule(self, company, steps)
