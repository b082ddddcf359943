"""Writes `cxsim/model/equations.py` from the headers of the model: signatures, equations, sources and used parameters.

What the arguments mean is in `cxsim/model/arguments.py`; each example is run when it is written.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from . import _core
from .model.arguments import RESULTS, Argument, argument
from .model.evaluate import Numbers, evaluate, override_names
from .parameters import find_row, select_rows

HEADERS = Path("cpp/include/cxsim/model")
# A function of a model header: the comment above it (what it is, and its equation), name, arguments, body.
FUNCTION = re.compile(
    r"((?:^/// [^\n]*\n)+)(?:template <class V>\n)?(?:inline )?(?:V|auto|double|Feelings<V>|std::array<.*>) "
    r"(\w+)\(([^)]*)\) \{\n(.*?)^\}",
    re.MULTILINE | re.DOTALL,
)
# Arguments that are no plain numbers: annotation, and what stands in the docstring.
BY_NAME = {
    "at": (
        "Sequence[float] | None = None",
        ["at : sequence of float, optional", "    Log hazard at the knots of tenure; the segment's unless told."],
    ),
    "actual": (
        "str | Sequence[str] | None = None",
        [
            "actual : str or sequence of str, optional",
            f"    Causes that are as they are, of {', '.join(_core.cause_names)}; all unless told.",
        ],
    ),
}
BY_SEGMENT = (
    "switching_cost switching_cost_slope relationship alternatives need_functional need_economic need_experiential"
)
WIDTH = 120


@dataclass(frozen=True)
class Equation:
    """One equation of a model header."""

    name: str
    title: str
    formula: list[str]
    notes: list[str]
    arguments: list[str]
    uses: list[str]  # paths of the parameters that it reads
    sources: str
    keys: list[str] = field(default_factory=list)  # "segment" or "dimension", where their numbers count

    def meaning(self, name: str) -> Argument:
        """Return what an argument means."""
        return argument(self.name, name)

    @property
    def knows_company(self) -> bool:
        """True where anything is read from a company: a parameter, or a default."""
        given = [self.meaning(name).default for name in self.arguments if name not in BY_NAME]
        return bool(self.uses or self.keys) or any(isinstance(default, str) for default in given)


def equations(root: Path) -> list[Equation]:
    """Return the equations of all model headers of a source tree.

    Every function of a header is one, so a function without a meaning of its arguments fails here.
    """
    headers = sorted((root / HEADERS).glob("*.hpp"))
    texts = {
        path.stem: path.read_text(encoding="utf-8")
        for path in headers
        if path.stem not in ("row", "parameters", "company")
    }
    return [_equation(stem, text, *found.groups()) for stem, text in texts.items() for found in FUNCTION.finditer(text)]


def _equation(header: str, text: str, comment: str, name: str, arguments: str, body: str) -> Equation:
    first, *rest = [line.removeprefix("/// ") for line in comment.splitlines()]
    title, _, formula = first.partition("   ")
    formulas = [formula] * bool(formula) + [line.strip() for line in rest if line.startswith(" ")]
    notes = [line for line in rest if not line.startswith(" ")]
    uses = [f"{header}.{row}" for row in dict.fromkeys(re.findall(r"\bp\.(\w+)", body))]
    names = [given.split()[-1] for given in arguments.split(",")]
    keys = []
    if name == "log_hazard":
        names, uses, keys = _members("Feelings", text), _hazard_paths(), ["segment"]
    elif name == "feelings":
        names, uses = [*_members("Motives", text), "relative_price"], _willingness_paths()
    elif name == "log_hazard_with":
        names = ["actual", *_members("Motives", text), "relative_price"]
        uses, keys = _hazard_paths() + _willingness_paths(), ["segment"]
    elif name == "shapley":
        names = ["together", "factors"]
    elif name == "tenure_effect":
        uses, keys = [], ["segment"]
    elif name == "response":
        names, uses = ["size", "exponent", "ceiling"], []
    elif name == "dimension_value":
        keys = ["dimension"]
    return Equation(
        name, title.rstrip(". "), formulas, notes, [n for n in names if n != "p"], uses, _sources(text), keys
    )


def _members(struct: str, text: str) -> list[str]:
    found = re.search(rf"struct {struct} \{{\n  V (.*?);", text, re.DOTALL)
    return re.split(r",\s+", found[1]) if found else []


def _willingness_paths() -> list[str]:
    return [row.path for row in select_rows("money") if row.name.startswith("willingness_")]


def _hazard_paths() -> list[str]:
    """Return what the log hazard reads: of churn all but memory and name, and what the segment brings, which the month works out."""
    churn = [row.path for row in select_rows("churn") if row.name not in ("self_service_memory", "reputation")]
    segment = [f"segments.{{segment}}.{name}" for name in BY_SEGMENT.split()]
    return [*churn, *segment, "standard.effort_mean", "standard.alternatives_mean"]


def _sources(text: str) -> str:
    head = " ".join(line.removeprefix("// ") for line in text.partition("#pragma once")[0].splitlines())
    return head.partition("Source: ")[2] or head.partition("Sources: ")[2]


def module(root: Path) -> str:
    """Return the text of `cxsim/model/equations.py`."""
    found = equations(root)
    names = "".join(f'    "{equation.name}",\n' for equation in sorted(found, key=lambda each: each.name))
    uses = "".join(f'    "{equation.name}": {_tuple(equation.uses)},\n' for equation in found)
    formulas = "".join(f'    "{each.name}": "{_line(each.formula)}",\n' for each in found)
    return (
        f"{_HEAD}\n__all__ = [\n{names}]\n"
        f"\n# Paths of the parameters that each equation reads.\nUSES: Mapping[str, tuple[str, ...]] = {{\n{uses}}}\n"
        f"\nFORMULAS: Mapping[str, str] = {{\n{formulas}}}\n" + "".join(map(_function, found))
    )


def _line(formula: list[str]) -> str:
    return re.sub(" +", " ", " ".join(formula))


def _tuple(paths: list[str]) -> str:
    return f"({', '.join(map(repr, paths))}{',' * (len(paths) == 1)})".replace("'", '"')


_HEAD = '''\
# Written by `python -m cxsim.generate` from the model headers and cxsim/model/arguments.py. Do not edit.
# ruff: noqa
# fmt: off
"""The equations of the model as functions of numbers and arrays, computed by the core."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from numpy.typing import ArrayLike

from ..company import Company
from .evaluate import evaluate
'''


def _function(equation: Equation) -> str:
    given = ", ".join(f'"{name}": {name}' for name in equation.arguments)
    more = f', USES["{equation.name}"], company' if equation.knows_company else ""
    more += ", parameters" if equation.uses else ""
    more += "".join(f", {key}={key}" for key in equation.keys)
    call = f'    return evaluate("{equation.name}", {{{given}}}{more})\n'
    return f"\n\n{_signature(equation)}{_docstring(equation)}{call}"


def _signature(equation: Equation) -> str:
    arguments = [f"    {name}: {_annotation(equation, name)},\n" for name in equation.arguments]
    keys = [f"    {key}: str | None = None,\n" for key in equation.keys]
    keys += ["    company: Company | None = None,\n"] if equation.knows_company else []
    keys += ["    **parameters: float,\n"] if equation.uses else []
    return f"def {equation.name}(\n    *,\n{''.join(arguments + keys)}) -> Any:\n"


def _annotation(equation: Equation, name: str) -> str:
    if name in BY_NAME:
        return BY_NAME[name][0]
    default = equation.meaning(name).default
    if default is None:
        return "ArrayLike"
    return "ArrayLike | None = None" if isinstance(default, str) else f"ArrayLike = {default:g}"


def _docstring(equation: Equation) -> str:
    parts = [f'"""{equation.title}.', "\n".join(equation.formula), _wrapped(" ".join(equation.notes))]
    parts += [_wrapped(f"Source: {equation.sources}"), _section("Parameters", _described(equation)), _returns(equation)]
    parts.append(_section("Examples", [_example(equation)]))
    text = "\n\n".join(part for part in parts if part) + '\n"""\n'
    return textwrap.indent(text, "    ")


def _section(title: str, lines: list[str]) -> str:
    return "\n".join([title, "-" * len(title), *lines])


def _wrapped(text: str, indent: str = "") -> str:
    return "\n".join(
        textwrap.wrap(text, WIDTH - 4, initial_indent=indent, subsequent_indent=indent, break_long_words=False)
    )


def _described(equation: Equation) -> list[str]:
    lines = [line for name in equation.arguments for line in _argument_lines(equation, name)]
    for key in equation.keys:
        lines += [
            f"{key} : str, optional",
            f"    Name of the company's {key} whose numbers count; the first unless told.",
        ]
    if equation.knows_company:
        lines += ["company : Company, optional", "    Whose numbers to take; the defaults of the rows unless told."]
    return lines + _override_lines(equation)


def _argument_lines(equation: Equation, name: str) -> list[str]:
    if name in BY_NAME:
        return BY_NAME[name][1]
    meaning = equation.meaning(name)
    symbol = f"{meaning.symbol}: " if meaning.symbol.replace(" ", "_") != name else ""
    told = f"{symbol}{meaning.doc}{_in(meaning.unit)}"
    if isinstance(meaning.default, str):
        told += f"; {_origin(meaning.default)} unless told"
    told = told if symbol else told[0].upper() + told[1:]
    optional = ", optional" if meaning.default is not None else ""
    return [f"{name} : array_like{optional}", _wrapped(f"{told}.", "    ")]


def _origin(default: str) -> str:
    return "what the month has" if default.startswith("=") else f"`{default.replace('{dimension}', '<dimension>')}`"


def _override_lines(equation: Equation) -> list[str]:
    if not equation.uses:
        return []
    numbers = Numbers.of(None, {"segment": None, "dimension": None}, [])
    names = override_names(equation.uses, equation.arguments)
    told = ", ".join(f"`{name}` ({numbers.get(path):g} {_unit(path)})" for name, path in names.items())
    return ["**parameters : float", _wrapped(f"Numbers that differ, by name: {told}.", "    ")]


def _unit(path: str) -> str:
    row = find_row(path)
    return row.unit if row else ""


def _returns(equation: Equation) -> str:
    result = RESULTS[equation.name]
    shape = "; an array if an argument is one, in their common shape" if "or ndarray" in result.kind else ""
    return _section("Returns", [result.kind, f"    {result.symbol}{_in(result.unit)}{shape}."])


def _in(unit: str) -> str:
    return "" if unit in ("", "number", "share", "factor", "multiple", "yes or no") else f", in {unit}"


def _example(equation: Equation) -> str:
    """Return a line with typical numbers, and what it gives."""
    given: dict[str, Any] = {name: equation.meaning(name).example for name in equation.arguments if name not in BY_NAME}
    given = {name: value for name, value in given.items() if not isinstance(equation.meaning(name).default, str)}
    if "at" in equation.arguments:
        given["at"] = [0, 0.1, 0.2, 0.2, 0.1, 0]
    if "actual" in equation.arguments:
        given = {"actual": ["dissatisfaction", "failure"], **given}
    found = evaluate(equation.name, dict.fromkeys(equation.arguments) | given, equation.uses)
    call = f"{equation.name}({', '.join(f'{name}={value!r}' for name, value in given.items())})"
    return _shown(call, found)


def _shown(call: str, found: Any) -> str:
    if isinstance(found, bool):
        return f">>> {call}\n{found}"
    if isinstance(found, dict):
        return f'>>> round({call}["price_excess"], 4)\n{_rounded(found["price_excess"])}'
    if isinstance(found, np.ndarray):
        return f">>> {call}.round(4).tolist()\n{found.round(4).tolist()}"
    return f">>> round({call}, 4)\n{_rounded(found)}"


def _rounded(value: Any) -> str:
    return repr(round(float(value), 4))
