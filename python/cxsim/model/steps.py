"""A calculation that shows its steps: what was put into which equation, and what came out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from io import StringIO
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from rich import box
from rich.console import Console
from rich.markup import escape as escape_markup
from rich.table import Table

from ..company import Company
from ..wording import MINUS, spaced
from . import equations
from .arguments import RESULTS, argument
from .evaluate import Numbers, override_names

CONTEXT = ("company", "segment", "dimension")  # arguments that say whose numbers count
UNITS = ("quality points", "points squared", "effort points", "SD")  # the others say no more than the step
HEADS = ("step", "equation", "numbers", "result")
WIDTH = 120  # letters of the printed table


class Step(NamedTuple):
    """One step: its part of the calculation, what it is, its symbol, equation, the numbers put in, and the result."""

    part: str
    name: str
    symbol: str
    equation: str
    numbers: str
    result: Any
    unit: str

    @property
    def outcome(self) -> str:
        """Symbol, result and unit, as a table shows them."""
        unit = f" {self.unit}" if self.unit in UNITS else ""
        return f"{self.symbol} = {shown(self.result)}{unit}" if self.symbol else shown(self.result)


class Steps(tuple[Step, ...]):
    """Steps in their order; shown as a table, in a terminal and in a notebook."""

    __slots__ = ()

    def frame(self) -> pd.DataFrame:
        """Return the steps as a table of pandas."""
        frame: pd.DataFrame = pd.DataFrame(list(self), columns=list(Step._fields))
        return frame

    def __repr__(self) -> str:
        """Return the table as text."""
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
        for head in HEADS:
            table.add_column(head, overflow="fold")
        for step, is_last in zip(self, self._last_of_part(), strict=True):
            cells = (step.name, step.equation, step.numbers, step.outcome)
            table.add_row(*map(escape_markup, cells), end_section=is_last)
        console = Console(file=StringIO(), width=WIDTH, color_system=None, legacy_windows=False)
        with console.capture() as captured:
            console.print(table)
        return "\n".join(line.rstrip() for line in captured.get().splitlines())

    def _last_of_part(self) -> list[bool]:
        following = [step.part for step in self[1:]]
        return [step.part != part for step, part in zip(self, [*following, None], strict=True)]

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{name}</th>" for name in HEADS)
        rows = "".join(
            f"<tr><td>{escape(step.name)}</td><td>{escape(step.equation)}</td>"
            f"<td>{escape(step.numbers)}</td><td>{escape(step.outcome)}</td></tr>"
            for step in self
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


@dataclass
class Notebook:
    """Takes equations one after the other and writes down each step."""

    company: Company | None

    def __post_init__(self) -> None:
        self.steps: list[Step] = []
        self._part = ""
        self._numbers = Numbers.of(self.company, {"segment": None, "dimension": None}, [])

    def part(self, name: str) -> Callable[..., Any]:
        """Begin a part of the calculation; return what takes its equations."""
        self._part = name
        return self.take

    def take(self, equation: str, name: str, *, brief: bool = False, **given: Any) -> Any:
        """Evaluate an equation of the model and write the step down; if brief, without its parameters."""
        arguments = self._with_defaults(equation, given)
        result = getattr(equations, equation)(**arguments, **self._context(equation))
        told = self._told(equation, arguments, () if brief else equations.USES[equation])
        self.write(name, RESULTS[equation].symbol, equations.FORMULAS[equation], told, result, RESULTS[equation].unit)
        return result

    def get(self, path: str) -> float:
        """Return a parameter of the company; without one, every dimension has the same."""
        parts = path.split(".")
        if self.company is None and parts[0] == "dimensions":
            path = f"dimensions.{{dimension}}.{parts[-1]}"
        return self._numbers.get(path)

    def _context(self, equation: str) -> dict[str, Any]:
        return {"company": self.company} if "company" in _defaults(equation) else {}

    def _with_defaults(self, equation: str, given: dict[str, Any]) -> dict[str, Any]:
        left_out = {name: value for name, value in _defaults(equation).items() if name not in {*given, *CONTEXT}}
        return given | {name: self._numbers.filled(equation, name, value) for name, value in left_out.items()}

    def write(self, name: str, symbol: str, equation: str, numbers: str, result: Any, unit: str) -> None:
        """Write down a step that is no equation of the headers."""
        self.steps.append(Step(self._part, name, symbol, equation, numbers, result, unit))

    def _told(self, equation: str, given: dict[str, Any], uses: tuple[str, ...]) -> str:
        """Return the numbers that went in: arguments by their symbols, parameters by their names."""
        arguments = [f"{argument(equation, name).symbol} = {shown(value)}" for name, value in given.items()]
        names = override_names(uses)
        numbers = [f"{spaced(name)} {shown(self._numbers.get(path))}" for name, path in names.items()]
        return "; ".join(part for part in (", ".join(arguments), ", ".join(numbers)) if part)


def _defaults(equation: str) -> dict[str, Any]:
    return getattr(equations, equation).__kwdefaults__ or {}


def shown(value: Any) -> str:
    """Return a number, or several, to four digits after the point.

    >>> shown(-0.25), shown(np.float32([6.5, 7])), shown("inside the zone")
    ('−0.25', '[6.5, 7]', 'inside the zone')
    """
    if isinstance(value, str):
        return value
    array = np.asarray(value, dtype=np.float64)
    if array.size != 1:
        return f"[{', '.join(map(shown, array.tolist()))}]"
    return f"{round(array.item(), 4) + 0.0:g}".replace("-", MINUS)
