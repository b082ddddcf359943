"""Levers and scenarios: what a company does, and the schedule of parameters that it becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from . import _core
from .changes import plain
from .errors import Problem, ScenarioError, hint, nearest, one_of, shown
from .layers import Tree, UnknownNameError, match, tree_of
from .lever_checks import corrected, problems_of, refuse, require_source, with_origin
from .lever_words import COSTS, amounts
from .parameters import Estimate
from .schedule import Schedule, compile_schedule, reached
from .sources import UNSOURCED
from .target import Amount, Target, unmovable
from .wording import money

if TYPE_CHECKING:
    from .company import Company

Provenance = Literal["published", "textbook", "assumed", "fitted"]
SHOWN = 3  # targets that a lever shows of itself
NOTHING = Estimate(low=0, likely=0, high=0)
NUMBER: dict[str, Any] = {"strict": True, "allow_inf_nan": False}
CLOSED = ConfigDict(extra="forbid", frozen=True)
COSTS_NOTHING = "costs nothing: give once, monthly or per_customer; if it is free, write once=0 and say why in source"


class Lever(BaseModel):
    """An investment: what it costs over time, what it moves, and how fast.

    Spending more than stated, or less, moves the effect along the company's response curve; costs go with the size.

    Parameters
    ----------
    label
        Name in tables and charts.
    targets
        What it moves: a list of `Target`, or of mappings with the same names.
    once, monthly, per_customer
        Stated spend: money when it starts, money a month, money a customer and month. A number, or low, likely and
        high of one that is known roughly.
    stated_for
        People in the market (market.size) of the firm that once and monthly are stated for; they go in proportion to the
        market. Nothing: they are stated for the very company that uses the lever.
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
    source
        Where effects and costs are from. Like a source in a company file it begins with published, textbook, fitted or
        assumed; a lever without one is listed as unsourced.

    A lever has a cost. One that truly has none says so: `once=0`, and why in `source`. A `ScenarioError` lists
    everything that is wrong.

    >>> cut = Target(path="money.price", operation="add", effect=dict(low=-2, likely=-1, high=0))
    >>> Lever(label="cut", targets=[cut], once=50_000, monthly=dict(low=1_000, likely=2_000, high=4_000))
    <cxsim.Lever 'cut': money.price add −1.00; 50k at the start, 2k a month>
    """

    model_config = CLOSED
    key: str = Field(min_length=1, description="Name in the catalogue; of a lever of one's own, its label.")
    label: str = ""
    targets: tuple[Target, ...]
    once: Amount = NOTHING
    monthly: Amount = NOTHING
    per_customer: Amount = NOTHING
    stated_for: float | None = Field(default=None, gt=0, **NUMBER)
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
    provenance: Provenance | Literal["unsourced"] = "unsourced"

    def __init__(self, **fields: Any) -> None:
        given = {name: plain(value) for name, value in fields.items()}
        meant = corrected(given, type(self))[0]
        named = {"key": str(meant["label"])} if "label" in meant else {}
        subject = f"lever '{meant.get('key') or meant.get('label') or 'of your own'}'"
        problems = problems_of(super().__init__, with_origin({**named, **given}), type(self), subject)
        if _is_free(meant):
            problems.append(Problem("", None, "", None, f"{subject}: {COSTS_NOTHING}"))
        if problems:
            raise ScenarioError(problems)

    @field_validator("targets", mode="before")
    @classmethod
    def _are_a_list(cls, targets: Any) -> Any:
        if not isinstance(targets, (list, tuple)):
            raise PydanticCustomError("list_type", "must be a list")
        return targets

    @field_validator("targets")
    @classmethod
    def _moves_something(cls, targets: tuple[Target, ...]) -> tuple[Target, ...]:
        if not targets:
            raise PydanticCustomError("too_short", "must not be empty")
        return targets

    @field_validator("source")
    @classmethod
    def _states_the_kind_of_its_source(cls, source: str) -> str:
        return require_source(source)

    @field_validator("provenance")
    @classmethod
    def _is_what_the_source_says(cls, provenance: str, told: ValidationInfo) -> str:
        origin = with_origin({"source": told.data["source"]})["provenance"] if "source" in told.data else provenance
        if provenance != origin:
            message = f"is not what the source says, which is {origin}"
            refuse(provenance, message, "left out: it follows from the source")
        return provenance

    @field_validator(*COSTS)
    @classmethod
    def _is_no_saving(cls, cost: Estimate) -> Estimate:
        if cost.low < 0:
            refuse(cost.low, "must not be negative; a saving is an effect on a number of the company")
        return cost

    @field_validator("spend")
    @classmethod
    def _is_measured_by_a_stated_cost(cls, spend: float | None, told: ValidationInfo) -> float | None:
        stated = [told.data.get(name) for name in ("once", "monthly")]  # None: wrong itself
        if spend is not None and not any(cost is None or cost.likely for cost in stated):
            refuse(spend, "has no stated cost to measure a spend by; give a size")
        return spend

    @field_validator("until")
    @classmethod
    def _comes_after_the_start(cls, until: float | None, told: ValidationInfo) -> float | None:
        if until is not None and until <= told.data.get("from_", 0.0):
            refuse(until, "must come after the month in which the lever starts")
        return until

    @property
    def name(self) -> str:
        """What the lever is called: its label, or else its key."""
        return self.label or self.key

    def __repr__(self) -> str:
        moves = [f"{each.path} {each.operation} {amounts('add', [each.effect.likely])[0]}" for each in self.targets]
        rest = f" and {len(moves) - SHOWN} more" if len(moves) > SHOWN else ""
        size = "" if self.spend is None and self.size == 1 else f"; {_brief_size(self)}"
        return f"<cxsim.Lever '{self.name}': {', '.join(moves[:SHOWN])}{rest}; {self._costs()}{size}>"

    def _costs(self) -> str:
        """Return the stated costs in words."""
        costs = {words: getattr(self, name).likely for name, words in COSTS.items()}
        return ", ".join(f"{money(cost)} {words}" for words, cost in costs.items() if cost) or "no cost"

    def reached(self, company: Company) -> float:
        """Return the multiple of the stated effect that the spend of this lever buys, once it is whole.

        >>> from cxsim import load_example
        >>> from cxsim.levers import lever
        >>> round(lever("redesign", "help_desk", size=0.5).reached(load_example("telecom")), 2)
        0.59
        """
        return reached(self, company)

    def units(self, company: Company) -> int:
        """Return how many names the stated costs arise for."""
        return len(company.names.touchpoints) if "*" in self.counted else max(1, len(self.counted))

    def scale(self, company: Company) -> float:
        """Return what the stated costs are multiplied by in a market of this size: in proportion to its people.

        The customers at the start would be nearer to the work, but they follow from the market as the simulation goes.
        """
        return float(company.get("market.size")) / self.stated_for if self.stated_for else 1.0

    def multiple(self, company: Company) -> float:
        """Return the size of the spending, as a multiple of the stated one."""
        stated = (self.monthly.likely or self.once.likely) * self.units(company) * self.scale(company)
        return self.size if self.spend is None else self.spend / stated

    def with_effects(self, change: Callable[[Target], Estimate]) -> Lever:
        """Return the same lever with other effects, at the same cost."""
        targets = tuple(target.model_copy(update={"effect": change(target)}) for target in self.targets)
        other: Lever = self.model_copy(update={"targets": targets})
        return other

    def problems(self, company: Company) -> list[Problem]:
        """Return what stands between this lever and a company: names it does not have, numbers that are settled."""
        tree = tree_of(company.flat())
        moves = enumerate(self.targets)
        found = (self._problem(f"targets.{place}.path", target.path, tree) for place, target in moves)
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
        length = _core.months_per_year / company.steps_per_year
        times = {"from": self.from_, "until": self.until or 0.0}
        wrong = next(
            (name for name, month in times.items() if abs(month / length - round(month / length)) > 1e-9), None
        )
        if wrong is None:
            return None
        message = f"lever '{self.key}': falls inside a step"
        return Problem("", None, wrong, f"{times[wrong]:g}", message, f"multiples of {length:g} months")

    def _problem(self, place: str, path: str, tree: Tree) -> Problem | None:
        try:
            moved = match(tree, tuple(path.split(".")))
        except UnknownNameError as unknown:
            name, names = unknown.place[-1], unknown.names
            argument = next((key for key, value in self.arguments.items() if name in (value, *_listed(value))), place)
            message = f"lever '{self.key}' moves {path}, which this company does not have"
            return Problem("", None, argument, name, message, one_of(names), nearest(name, names))
        message = unmovable(moved)
        return Problem("", None, place, path, f"lever '{self.key}': {message}") if message else None


def _is_free(given: Mapping[str, Any]) -> bool:
    """Tell whether a lever is given without cost and does not say so, and why."""
    costs = [given[name] for name in COSTS if name in given]
    return not any(map(_likely, costs)) and not (costs and given.get("source"))


def _likely(cost: Any) -> Any:
    """Return the likely size of a cost, as far as it is one."""
    return cost.get("likely", True) if isinstance(cost, Mapping) else getattr(cost, "likely", cost)


def _brief_size(lever: Lever) -> str:
    return f"{lever.size:g} × that" if lever.spend is None else f"asked {money(lever.spend)}"


def _listed(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else ()


def _is_list(value: Any) -> bool:
    """Tell whether a value lists things; a text and a lever can be gone through, too, but do not."""
    return isinstance(value, Iterable) and not isinstance(value, (str, Lever))


def _brief(lever: Lever) -> str:
    """Return a lever's name and its size: times the stated spend, or money."""
    if lever.spend is None:
        return f"{lever.name} × {lever.size:g}"
    return f"{lever.name} at {lever.spend:,g} {'a month' if lever.monthly.likely else 'once'}"


def require_label(label: object, labels: Sequence[str]) -> str:
    """Return the label of a scenario; a ValueError names those there are.

    >>> require_label("today", ["today", "both"])
    'today'
    """
    if isinstance(label, str) and label in labels:
        return label
    raise ValueError(f"label {shown(label)} is no scenario here; known: {one_of(labels)}{hint(label, labels)}")


class ByLabel(dict[str, Any]):
    """Something of each scenario, by its label; an unknown label is told with those there are.

    >>> ByLabel(today=1)["tday"]
    Traceback (most recent call last):
    ValueError: label 'tday' is no scenario here; known: today; did you mean 'today'?
    """

    def __missing__(self, label: object) -> Any:
        return self[require_label(label, list(self))]


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
            return cls(item.name, [item])
        if item == "today":
            return cls("today")
        near = nearest(item, ["today"]) if isinstance(item, str) else ""
        allowed = "'today', a lever such as cx.levers.redesign('help_desk'), a cx.Scenario"
        raise ScenarioError([Problem("", None, "scenario", item, "is no scenario", allowed, near)])

    @classmethod
    def all_of(cls, items: Any) -> list[Scenario]:
        """Return scenarios, as `of` reads them; refuse what is no list, no scenario at all, and labels that repeat.

        >>> Scenario.all_of(["today"])
        [Scenario('today')]
        """
        if isinstance(items, (str, Lever, Scenario)) or not isinstance(items, Iterable):
            raise TypeError(
                f"scenarios = {shown(items)}: give a list, the baseline first, such as "
                "['today', cx.levers.redesign('help_desk')]"
            )
        scenarios = [cls.of(item) for item in items]
        labels = [scenario.label for scenario in scenarios]
        if not labels:
            raise ValueError("scenarios = []: give one or more")
        if len(set(labels)) < len(labels):
            raise ValueError(f"labels must differ: {', '.join(labels)}; give each lever or Scenario a label of its own")
        return scenarios

    def problems(self, company: Company) -> list[Problem]:
        """Return what keeps this scenario from running with a company."""
        return [problem for lever in self.levers for problem in lever.problems(company)]

    def unsourced(self) -> list[str]:
        """Return the levers that do not say where their effects and costs are from.

        >>> cut = Target(path="money.price", operation="add", effect=-1)
        >>> Scenario("cheaper", [Lever(label="cut", targets=[cut], once=50_000)]).unsourced()
        ["lever 'cut'"]
        """
        return [f"lever '{each.name}'" for each in self.levers if each.provenance == UNSOURCED]

    def schedule(self, company: Company, steps: int) -> Schedule:
        """Return what differs from the company in each step, and what that costs.

        >>> from cxsim import load_example
        >>> Scenario("today").schedule(load_example("telecom"), 2).changes
        [{}, {}]
        """
        if problems := self.problems(company):
            raise ScenarioError(problems)
        return compile_schedule(self, company, steps)
