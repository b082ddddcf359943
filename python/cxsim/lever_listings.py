"""What `cxsim levers` prints: the catalogue as a table, and one lever in full, with lines for a study file."""

from __future__ import annotations

from typing import Any

import yaml

from . import _core
from .catalogue import Argument, Catalogue, Record, catalogue, estimate
from .errors import Problem, ScenarioError, nearest, one_of
from .lever_words import COSTS, FIXED, STATED, amounts, faded, paced, unit_of
from .levers import ALL, lever
from .levers import table as lever_table
from .parameters import find_row
from .terminal import print_json, print_table, records, say, say_as_is
from .wording import money

SIZES = (0.5, 2.0)  # multiples of the stated spend that a lever is told for, beside the stated one


def print_levers(as_json: bool) -> None:
    """Print the catalogue."""
    if as_json:
        print_json(records(lever_table()))
        return
    levers = catalogue().levers
    lines = [[name, record.doc, *_stated(record)] for name, record in levers.items()]
    heads = ["lever", "what it does", "once", "monthly", "whole in\nmonth", "fades\na month"]
    print_table(heads, lines, right=(2, 3, 4, 5), names=(0,))
    fixed = ", ".join(name for name, record in levers.items() if record.response == "fixed")
    say(
        f"Costs are assumed, {STATED.format(catalogue().stated_for)}. An effect fades only after the spending stops (`until`)."
    )
    say(f"{FIXED}, but on an argument: {fixed}.")
    say("`cxsim levers NAME` tells one in full, with lines for a study file.")


def _stated(record: Record) -> list[str]:
    costs = (estimate(cost, 0).likely for cost in (record.once, record.monthly))
    pace = (f"{record.delay + record.ramp:g}", f"{100 * record.depreciation:g} %")
    return [*(money(cost) if cost else "" for cost in costs), *pace]


def print_lever(name: str, as_json: bool) -> None:
    """Print one lever with its ranges."""
    book = catalogue()
    if name not in book.levers:
        names = list(book.levers)
        raise ScenarioError(
            [Problem("", None, "lever", name, "is not in the catalogue", one_of(names), nearest(name, names))]
        )
    record = book.levers[name]
    if as_json:
        print_json({"lever": name, **record.model_dump(mode="json")})
    else:
        _print_record(name, record, book)


def _print_record(name: str, record: Record, book: Catalogue) -> None:
    say(f"{name}: {record.doc}")
    _print_moves(record, book)
    for key, words in COSTS.items():
        cost = estimate(getattr(record, key), book.cost_doubt)
        if cost.likely:
            say(f"Costs {money(cost.likely)} [{money(cost.low)}, {money(cost.high)}] {words}{_each(record)}.")
    say(f"Costs are {STATED.format(book.stated_for)}; quote says what the effect costs you instead.")
    for key, argument in record.arguments.items():
        say(f"Argument {key}: {_argument(argument)}.")
    say(_response(record))
    say(f"The effect: {paced(record.delay, record.ramp)}; it {faded(record.depreciation)} after the spending stops.")
    say(f"Source: {record.source}.")
    say()
    say("In a study file, among the scenarios:")
    say_as_is(study_lines(name))


def _each(record: Record) -> str:
    return f", for each {record.cost_counts}" if record.cost_counts else ""


def _argument(argument: Argument) -> str:
    default = "must be given" if argument.default is None else f"{_whole(argument.default)} unless given"
    return f"a {argument.kind}{f', {argument.allowed}' if argument.allowed else ''}; {default}"


def _print_moves(record: Record, book: Catalogue) -> None:
    rows = []
    for move in record.targets:
        effect = estimate(move.effect, book.effect_doubt)
        sizes = amounts(move.operation, (effect.low, effect.likely, effect.high))
        unit = unit_of(move.path, move.operation) + (f", times {move.times}" if move.times else "")
        rows.append([move.path, move.operation.replace("_", " "), *sizes, unit])
    print_table(["moves", "how", "low", "likely", "high", "unit"], rows, right=(2, 3, 4), names=(0,))


def _response(record: Record) -> str:
    """Return what another spend does to the effect, along the curve that holds where no file says otherwise."""
    if record.response == "fixed":
        return f"{FIXED}; {' and '.join(record.arguments)} is its dial."
    exponent, ceiling = (_default(f"response.{name}") for name in ("exponent", "ceiling"))
    reached = (
        f"{size:g} × the spend: {_core.equations.response(size, exponent, ceiling):.2f} × the effect" for size in SIZES
    )
    return f"Effects are those of the stated spend. {', '.join(reached)}, unless the company says otherwise."


def _default(path: str) -> float:
    row = find_row(path)
    assert row
    assert isinstance(row.default, float)
    return row.default


def study_lines(name: str) -> str:
    """Return a scenario with this lever at its stated spend, as a study file holds it.

    >>> print(study_lines("community"))
      - label: community
        levers:
        - {lever: community, monthly: 90000}
    """
    record = catalogue().levers[name]
    given = {key: _example(argument) for key, argument in record.arguments.items()}
    spend = {key: cost for key in ("monthly", "once") if (cost := _whole(estimate(getattr(record, key), 0).likely))}
    given |= dict(list(spend.items())[:1])
    scenario = [{"label": lever(name, **given).label, "levers": [{"lever": name, **given}]}]
    text = yaml.safe_dump(scenario, default_flow_style=None, sort_keys=False, allow_unicode=True, width=90)
    return "\n".join(f"  {line}" for line in text.splitlines())


def _example(argument: Argument) -> Any:
    """Return what may stand for an argument: its default, or what another lever takes for one of this kind."""
    if argument.default not in (None, ALL):
        return _whole(argument.default)
    others = (other for record in catalogue().levers.values() for other in record.arguments.values())
    defaults = [other.default for other in others if other.kind == argument.kind]
    return next(default for default in defaults if default not in (None, ALL))


def _whole(value: Any) -> Any:
    """Return a whole number without its decimals, anything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
