"""Levers of the catalogue as functions: `levers.redesign("help_desk", monthly=40_000)`.

Every lever takes its own arguments, in order or by name, and these by name:

- `monthly` (money a month), or `once` (money at the start) for a lever without monthly cost, or `size` (multiple of the
  stated spend; costs of both kinds go with it): how much is spent, which moves the effect along the response curve;
- `quote`, such as `{"once": 200_000, "monthly": 30_000}`: what the stated effect costs at your company, instead of the
  catalogue's costs, which are those of another firm, in proportion to the market;
- `from_` and `until` (months of the horizon): when it starts, and when the spending stops;
- `label`: its name in tables and charts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from inspect import Parameter, Signature
from itertools import combinations
from typing import Any

import pandas as pd

from .catalogue import Argument, Catalogue, Move, Record, catalogue, estimate
from .changes import plain
from .errors import Problem, ScenarioError, hint, nearest, one_of
from .lever_words import COSTS
from .parameters import Estimate
from .scenario import Lever
from .schema_check import OUTSIDE
from .written_numbers import remedy

COMMON = ("monthly", "once", "size", "quote", "from", "until", "label")
ALL = "all"


def lever(name: str, *positional: Any, **arguments: Any) -> Lever:
    """Return a lever of the catalogue by its name.

    >>> lever("redesign", "help_desk", monthly=40_000).label
    'redesign help desk'
    """
    if name not in catalogue().levers:
        raise ScenarioError(_unknown(name, positional, arguments))
    if "from_" in arguments:
        arguments["from"] = arguments.pop("from_")
    given = {key: plain(value) for key, value in arguments.items()}
    return _Maker(name, catalogue().levers[name], catalogue()).make(tuple(map(plain, positional)), given)


def _unknown(name: str, positional: tuple[Any, ...], arguments: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with the name of a lever, and with its arguments if it is clear which lever is meant."""
    names = list(catalogue().levers)
    near = nearest(str(name), names)
    problems = [Problem("", None, "lever", name, "is not in the catalogue", one_of(names), near)]
    try:
        if near:
            lever(near, *positional, **arguments)
    except ScenarioError as error:
        problems += error.problems
    return problems


class _Maker:
    """Makes one lever out of a record and what the user gave; collects every problem."""

    def __init__(self, name: str, record: Record, book: Catalogue) -> None:
        self.name, self.record, self.book = name, record, book
        self.problems: list[Problem] = []
        self.measure = "spend"
        self.costs: dict[str, Any] = {key: getattr(record, key) for key in COSTS}
        self.kinds = [key for key, cost in self.costs.items() if estimate(cost, 0).likely]

    def report(self, path: str, value: Any, message: str, allowed: str = "", near: str = "") -> None:
        self.problems.append(Problem("", None, path, value, f"lever '{self.name}': {message}", allowed, near))

    def make(self, positional: tuple[Any, ...], arguments: Mapping[str, Any]) -> Lever:
        given = self.named(positional, arguments)
        own = {key: self.own(key, argument, given) for key, argument in self.record.arguments.items()}
        self.require_distinct(own, given)
        quoted = given.get("quote")
        if quoted is not None and self.can_be(quoted):
            self.costs |= quoted
        common, wrong = self.common(given), {problem.path for problem in self.problems}
        sound = {key: _stand_in(self.record.arguments[key]) if key in wrong else value for key, value in own.items()}
        return self.filled(sound, common, None if quoted is not None else self.book.stated_for)

    def named(self, positional: tuple[Any, ...], arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Return all arguments by name; report those that the lever does not take."""
        own = list(self.record.arguments)
        if len(positional) > len(own):
            self.report("arguments", len(positional), "takes fewer by position", ", ".join(own) or "none")
        given = {**dict(zip(own, positional, strict=False)), **arguments}
        known = [*own, *COMMON]
        strays = [key for key in given if key not in known]
        for key in strays:
            self.report(key, given[key], "is no argument of this lever", one_of(known), nearest(key, known))
        meant = {near: given[key] for key in strays if (near := nearest(key, known))}
        return {**meant, **given}  # so that the value of a misspelt argument is looked at, too

    def own(self, key: str, argument: Argument, given: Mapping[str, Any]) -> Any:
        value = given.get(key, argument.default)
        if value is None:
            self.report(key, None, f"is missing: name a {argument.kind}")
        elif argument.kind == "number" and not _is_number(value):
            self.report(key, value, f"is not a number{remedy(value)}", argument.allowed)
        elif argument.kind == "number" and not argument.holds(value):
            self.report(key, value, OUTSIDE, argument.allowed)
        elif argument.kind != "number" and not _are_names(value, argument.many):
            more = ", a list of them, or all" if argument.many else ""
            self.report(key, value, f"must name a {argument.kind}{more}")
        return value

    def require_distinct(self, own: Mapping[str, Any], given: Mapping[str, Any]) -> None:
        """Refuse one name in two places of a kind: what the lever gives to the one it takes from the other."""
        kinds = {key: argument.kind for key, argument in self.record.arguments.items() if argument.kind != "number"}
        for first, second in combinations(kinds, 2):
            if kinds[first] == kinds[second] and own[first] == own[second]:
                key, other = (second, first) if second in given else (first, second)
                self.report(key, own[key], f"is also what {other} names; give two different ones")

    def common(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return size, spend, start and end as a lever holds them."""
        sizes = [key for key in ("monthly", "once", "size") if given.get(key) is not None]
        if len(sizes) > 1:
            self.report(sizes[1], given[sizes[1]], f"give either this or {sizes[0]}: costs of both kinds go together")
        names = {"from": "from_", "until": "until", "size": "size", "label": "label"}
        fields = {field: given[key] for key, field in names.items() if given.get(key) is not None}
        for key in ("monthly", "once"):
            if key in sizes:
                self.measure = key
                fields |= self.spend(key, given[key])
        return fields

    def can_be(self, quoted: Any) -> bool:
        """Report a quote that leaves a cost open, names one that the lever does not have, or is no money."""
        message = (
            "must say what the stated effect costs you" if self.kinds else "has no cost that a quote could replace"
        )
        wanted = "{" + ", ".join(f"{kind}: money" for kind in self.kinds) + "}" if self.kinds else "none"
        fits = isinstance(quoted, Mapping) and bool(self.kinds) and quoted.keys() == set(self.kinds)
        if not fits:
            self.report("quote", quoted, message, wanted)
        elif not all(isinstance(cost, Mapping) or (_is_number(cost) and cost >= 0) for cost in quoted.values()):
            fits = False
            self.report("quote", quoted, OUTSIDE, f"{wanted}, each a number from 0, or {{low: , likely: , high: }}")
        return fits

    def spend(self, key: str, value: Any) -> dict[str, Any]:
        measure = next((kind for kind in ("monthly", "once") if kind in self.kinds), "size")
        if key == measure:
            return {"spend": value}
        self.report(key, value, f"is not what this lever is measured by; give {measure}")
        return {}

    def filled(self, own: Mapping[str, Any], common: Mapping[str, Any], stated_for: float | None) -> Lever:
        """Return the record with the arguments in their places."""
        record, doubt = self.record, self.book.cost_doubt if stated_for else 0.0  # a quote is known
        label = record.label.format(**{key: _words(value) for key, value in own.items()})
        try:
            made = Lever(
                key=self.name,
                targets=tuple(target for move in record.targets for target in self.targets(move, own)),
                **{
                    key: cost if isinstance(cost, Mapping) else estimate(cost, doubt)
                    for key, cost in self.costs.items()
                },
                stated_for=stated_for,
                response=record.response,
                delay=record.delay,
                ramp=record.ramp,
                depreciation=record.depreciation,
                counted=_names(own[record.cost_counts]) if record.cost_counts else (),
                arguments=dict(own),
                source=record.source,
                **{"label": label, **common},
            )
        except ScenarioError as error:
            named = {"spend": self.measure, "from_": "from"}
            self.problems += [replace(each, path=named.get(each.path, each.path)) for each in error.problems]
        if self.problems:
            raise ScenarioError(self.problems)
        return made

    def targets(self, move: Move, own: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return a target for each name that fills the places of a path."""
        factor = own[move.times] if move.times else 1
        effect = _scaled(estimate(move.effect, self.book.effect_doubt), factor)
        paths = [move.path]
        for key, value in own.items():
            place = f"{{{key}}}"
            names = _names(value) if place in move.path else ("",)
            paths = [path.replace(place, name) for path in paths for name in names]
        return [{"path": path, "operation": move.operation, "effect": effect} for path in paths]


def _scaled(effect: Estimate, factor: float) -> Estimate:
    low, high = sorted((effect.low * factor, effect.high * factor))
    return Estimate(low=low, likely=effect.likely * factor, high=high)


def _stand_in(argument: Argument) -> Any:
    """Return something in place of a wrong argument, so that the others can be looked at."""
    if argument.kind == "number":
        return argument.low or 1
    return ALL if argument.many else argument.kind


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _are_names(value: Any, many: bool) -> bool:
    if isinstance(value, (list, tuple)):
        return many and bool(value) and all(_are_names(name, False) for name in value)
    return isinstance(value, str) and value.isidentifier() and (many or value != ALL)


def _names(value: Any) -> tuple[str, ...]:
    if isinstance(value, (list, tuple)):
        return tuple(dict.fromkeys(value))
    return ("*",) if value == ALL else (str(value),)


def _words(value: Any) -> Any:
    """Return an argument as a label shows it."""
    if _is_number(value):
        return value
    return ", ".join("everywhere" if name == "*" else name.replace("_", " ") for name in _names(value))


def table() -> pd.DataFrame:
    """Return the catalogue as a table: what each lever changes, costs and takes, and where that is from.

    >>> int(table().loc["redesign", "monthly"])
    110000
    """
    rows = {name: _table_row(record) for name, record in catalogue().levers.items()}
    frame: pd.DataFrame = pd.DataFrame(list(rows.values()), index=pd.Index(list(rows), name="lever"))
    return frame


def _table_row(record: Record) -> dict[str, Any]:
    costs = {key: estimate(getattr(record, key), 0).likely for key in ("once", "monthly", "per_customer")}
    moves = "; ".join(_shown(move) for move in record.targets)
    pace = {
        "response": record.response,
        "delay": record.delay,
        "ramp": record.ramp,
        "depreciation": record.depreciation,
    }
    origin = {"provenance": record.provenance, "source": record.source}
    return {"arguments": ", ".join(record.arguments), "moves": moves, **costs, **pace, **origin, "doc": record.doc}


def _shown(move: Move) -> str:
    times = f" x {move.times}" if move.times else ""
    return f"{move.path} {move.operation} {estimate(move.effect, 0).likely:+g}{times}"


def __getattr__(name: str) -> Callable[..., Lever]:
    names = [] if name.startswith("_") else list(catalogue().levers)
    if name not in names:
        raise AttributeError(f"there is no lever '{name}'{hint(name, names)}")
    return _function(name, catalogue().levers[name])


def _function(name: str, record: Record) -> Callable[..., Lever]:
    def make(*positional: Any, **arguments: Any) -> Lever:
        return lever(name, *positional, **arguments)

    moves = "\n".join(f"    {_shown(move)}" for move in record.targets)
    make.__name__ = make.__qualname__ = name
    make.__doc__ = f"{record.doc}\n\nMoves\n{moves}\n\n{(__doc__ or '').partition(chr(10) * 2)[2]}"
    make.__signature__ = _signature(record)  # type: ignore[attr-defined]
    return make


def _signature(record: Record) -> Signature:
    kind, arguments = Parameter.POSITIONAL_OR_KEYWORD, record.arguments.items()
    own = [Parameter(key, kind, default=_default(each)) for key, each in arguments]
    by_name = [key + "_" * (key == "from") for key in COMMON]
    common = [Parameter(key, Parameter.KEYWORD_ONLY, default=None) for key in by_name]
    return Signature([*own, *common], return_annotation=Lever)


def _default(argument: Argument) -> Any:
    return Parameter.empty if argument.default is None else argument.default


def __dir__() -> list[str]:
    return sorted(["lever", "table", *catalogue().levers])
