"""Compiles levers into parameters by step: the engine sees changed numbers, and knows nothing of levers."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import _core
from .errors import Problem, ScenarioError
from .layers import match, tree_of
from .lever_words import COSTS
from .parameters import find_row
from .wording import counted

if TYPE_CHECKING:
    from .company import Company
    from .scenario import Lever, Scenario

Array = NDArray[np.floating[Any]]
Moves = dict[str, dict[str, Array]]  # by path and operation: the sum of effects on that operation's scale, by step

MOST_NAMED = 5  # paths that a warning lists
SLACK = 1e-9
FAR_SIZE = 4.0  # beyond so many times the stated spend the response curve is a guess
SAME_SIZE = 1.5  # markets whose people differ by no more than this factor are of one size


class ExtrapolationWarning(UserWarning):
    """A lever pushes a number beyond the range in which it means something; it was kept at the limit."""


class Schedule(NamedTuple):
    """What a scenario changes and costs, step by step."""

    changes: list[dict[str, float]]  # by step: the paths that differ from the company, and their values
    outlay: Array  # money per step
    outlay_per_customer: Array  # money per customer and step
    notes: tuple[str, ...] = ()  # where levers do less, or nothing, of what they say


def compile_schedule(scenario: Scenario, company: Company, steps: int) -> Schedule:
    """Return what a scenario changes and costs in each step of a horizon."""
    _refuse_split(scenario, company, steps)
    outlay, per_customer = np.zeros(steps), np.zeros(steps)
    moves: Moves = defaultdict(dict)
    tree = tree_of(company.flat())
    for lever in scenario.levers:
        size = lever.multiple(company)
        once, monthly, each = _spending(lever, company, steps)
        outlay += size * lever.units(company) * lever.scale(company) * (once + monthly)
        per_customer += size * each
        level = levels(lever, company, steps)
        for target in lever.targets:
            for path in match(tree, tuple(target.path.split("."))):
                _add_move(moves[path], target.operation, target.effect.likely, level)
    values = _moved(moves, company)
    kept = {path: _within_range(path, value) for path, value in values.items()}
    _check_odds(kept, company)
    beyond = _beyond_note(scenario.label, [path for path, value in values.items() if (kept[path] != value).any()])
    if beyond:
        warnings.warn(beyond, ExtrapolationWarning, stacklevel=3)
    notes = [beyond, *_late_notes(scenario, company, steps), *_size_notes(scenario, company)]
    notes += _free_notes(scenario, company)
    return Schedule(_by_step(kept, company, steps), outlay, per_customer, tuple(filter(None, notes)))


def _refuse_split(scenario: Scenario, company: Company, steps: int) -> None:
    """Refuse one investment written as several at a time: each part would have the steep start of the response curve."""
    months, _ = _months(company, steps)
    spent = [lever for lever in scenario.levers if lever.multiple(company)]
    for first, second in combinations(spent, 2):
        together = (_is_active(first, months) & _is_active(second, months)).any()
        if together and _are_one(first, second):
            message = (
                f"scenario '{scenario.label}' holds lever '{first.key}' twice at a time; give one of the size of both"
            )
            raise ScenarioError([Problem("", None, "levers", first.key, message)])


def _are_one(first: Lever, second: Lever) -> bool:
    """Tell whether two levers are parts of one: they move the same by as much, or are bought twice for a touchpoint."""
    paths = [{target.path for target in lever.targets} for lever in (first, second)]
    is_counted = first.key == second.key and bool(first.counted)
    return first.targets == second.targets or (is_counted and bool(paths[0] & paths[1]))


def _months(company: Company, steps: int) -> tuple[Array, float]:
    """Return the month in which each step begins, and the length of a step in months."""
    length = _core.months_per_year / company.steps_per_year
    return np.arange(steps) * length, length


def _is_active(lever: Lever, months: Array) -> NDArray[np.bool_]:
    end = np.inf if lever.until is None else lever.until
    return (months >= lever.from_) & (months < end)


def _spending(lever: Lever, company: Company, steps: int) -> tuple[Array, Array, Array]:
    """Return the stated spending by step: at the start, monthly, and per customer."""
    months, length = _months(company, steps)
    active = _is_active(lever, months)
    first = active & (np.cumsum(active) == 1)
    running = active * length
    return first * lever.once.likely, running * lever.monthly.likely, running * lever.per_customer.likely


def levels(lever: Lever, company: Company, steps: int) -> Array:
    """Return the multiple of the stated effect by step: none without spending, to the bit."""
    multiple = reached(lever, company)
    return multiple * _built(lever, company, steps) if multiple else np.zeros(steps)


def reached(lever: Lever, company: Company) -> float:
    """Return the multiple of the stated effect that the spend of a lever buys, once the effect is whole."""
    size = lever.multiple(company)
    if size == 0 or lever.response == "fixed":
        return float(size > 0)
    values = company.flat()
    return float(_core.equations.response(size, values["response.exponent"], values["response.ceiling"]))


def _built(lever: Lever, company: Company, steps: int) -> Array:
    """Return how far the effect has built, and faded after the end, by step: 0 to 1."""
    months, length = _months(company, steps)
    since = months - lever.from_
    built = np.clip((since - lever.delay + length) / lever.ramp, 0, 1)
    active = _is_active(lever, months)
    if lever.until is None or not active.any():
        return np.where(active, built, 0.0)
    last = int(np.flatnonzero(active)[-1])
    left = (1 - lever.depreciation) ** np.maximum(months - months[last], 0)
    return np.where(active, built, np.where(months > months[last], built[last] * left, 0.0))


def _add_move(moves: dict[str, Array], operation: str, effect: float, level: Array) -> None:
    """Add an effect on the operation's own scale: multiplications and ways left multiply, the others add."""
    if operation == "multiply":
        move = np.log1p(effect) * level
    elif operation == "towards_mean":
        with np.errstate(divide="ignore"):
            move = np.log1p(-np.clip(effect * level, 0, 1))
    else:
        move = effect * level
    moves[operation] = moves.get(operation, np.zeros_like(level)) + move


def _moved(moves: Moves, company: Company) -> dict[str, Array]:
    """Return the moved values by path and step: products first, odds, sums, and last the way to the mean."""
    flat = company.flat()
    values = {path: _move(flat[path], each) for path, each in moves.items()}
    names = company.names.touchpoints
    means = {path: _mean_quality(path, values, flat, names) for path, each in moves.items() if "towards_mean" in each}
    for path, mean in means.items():
        share = -np.expm1(moves[path]["towards_mean"])
        values[path] = values[path] + share * (mean - values[path])
    return values


def _move(base: float, moves: Mapping[str, Array]) -> Array:
    nothing = np.zeros_like(next(iter(moves.values())))
    value = base * np.exp(moves.get("multiply", nothing))
    log_odds = moves.get("logit", nothing)
    odds = value * np.exp(log_odds)
    value = np.where(log_odds == 0, value, odds / (1 - value + odds))
    return np.asarray(value + moves.get("add", nothing))


def _mean_quality(path: str, values: Mapping[str, Array], flat: Mapping[str, float], names: Sequence[str]) -> Array:
    """Return the company's mean quality on the dimension of a path, weighted by the norm's encounters and salience."""
    dimension = path.rpartition(".")[2]
    quality = (f"touchpoints.{name}.quality.{dimension}" for name in names)
    each = np.broadcast_arrays(*(values.get(one, np.asarray(flat[one])) for one in quality))
    weights = np.array([flat[f"standard.encounters.{name}"] * flat[f"touchpoints.{name}.salience"] for name in names])
    return np.asarray(np.average(np.stack(each), axis=0, weights=weights if weights.sum() > 0 else None))


def _within_range(path: str, value: Array) -> Array:
    row = find_row(path)
    return np.clip(value, row.low, row.high) if row else value


def _beyond_note(label: str, paths: Sequence[str]) -> str | None:
    """Say which numbers were kept at their limit, or None."""
    if not paths:
        return None
    beyond = [f"{path} ({row.allowed})" for path in paths[:MOST_NAMED] if (row := find_row(path))]
    rest = len(paths) - len(beyond)
    named = ", ".join(beyond) + (f" and {rest} more" if rest else "")
    return f"'{label}': levers push numbers beyond their range, where they were kept at the limit: {named}; what goes beyond buys nothing"


def _late_notes(scenario: Scenario, company: Company, steps: int) -> list[str]:
    """Say which levers begin to work only after the horizon or after their end, so that they do nothing."""
    horizon = _core.months_per_year * steps / company.steps_per_year
    late = [lever for lever in scenario.levers if not _built(lever, company, steps).any()]
    return [
        f"'{scenario.label}': {lever.name} does nothing within {horizon:g} months: it starts in month "
        f"{lever.from_:g}, its effect {counted(lever.delay, 'month')} later"
        + ("" if lever.until is None else f", and it ends in month {lever.until:g}")
        for lever in late
    ]


def _size_notes(scenario: Scenario, company: Company) -> Iterator[str]:
    """Say which levers are bought far beyond what was stated, and that costs were stated for a firm of another size."""
    for lever in scenario.levers:
        size = lever.multiple(company)
        if size > 1 and lever.response == "fixed":
            yield (
                f"'{scenario.label}': {lever.name} spends {size:.3g} times what was stated, and what is beyond "
                "it buys nothing, since its effect does not depend on the sum"
            )
        elif size > FAR_SIZE:
            yield (
                f"'{scenario.label}': {lever.name} spends {size:.3g} times what was stated and reaches "
                f"{lever.reached(company):.2f} times the effect; nobody has stated what so much buys"
            )
    scales = {
        lever.name: scale
        for lever in scenario.levers
        if (scale := lever.scale(company)) and not 1 / SAME_SIZE <= scale <= SAME_SIZE
    }
    if scales:
        factors = " and ".join(dict.fromkeys(f"{scale:.3g}" for scale in scales.values()))
        yield (
            f"Costs of {', '.join(scales)} are stated for another size of market and were multiplied by "
            f"{factors}, in proportion to market.size; where you know yours, give quote="
        )


def _free_notes(scenario: Scenario, company: Company) -> Iterator[str]:
    """Say which levers cost nothing here: no lever should be without cost."""
    for lever in scenario.levers:
        name = f"'{scenario.label}': {lever.name}"
        if not lever.multiple(company):
            yield f"{name} is given no spend, so it costs nothing and does nothing"
        elif not any(getattr(lever, cost).likely for cost in COSTS):
            yield f"{name} costs nothing, and no lever is without cost: {lever.source}"


def _check_odds(values: Mapping[str, Array], company: Company) -> None:
    """Raise if levers make the odds of ways on add up to more than 1."""
    flat = company.flat()
    problems = []
    for row in sorted({path.rpartition(".")[0] for path in values if _is_odds(path)}):
        total = sum(values.get(path, value) for path, value in flat.items() if path.startswith(f"{row}."))
        if np.max(total) > 1 + SLACK:
            message = f"levers let the odds add up to {np.max(total):.3g}"
            problems.append(Problem("", None, row, None, message, "at most 1 in all"))
    if problems:
        raise ScenarioError(problems)


def _is_odds(path: str) -> bool:
    row = find_row(path)
    return row is not None and row.block == "journeys" and row.axis in ("touchpoint", "touchpoint_pair")


def _by_step(values: Mapping[str, Array], company: Company, steps: int) -> list[dict[str, float]]:
    """Return the values that differ, by step; steps that do not differ from each other share one mapping."""
    flat = company.flat()
    changes: list[dict[str, float]] = []
    for step in range(steps):
        change = {path: float(value[step]) for path, value in values.items() if value[step] != flat[path]}
        changes.append(changes[-1] if changes and changes[-1] == change else change)
    return changes
