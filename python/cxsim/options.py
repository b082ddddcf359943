"""Options that several commands share, and what becomes of them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from inspect import signature
from math import inf
from pathlib import Path
from typing import Annotated, Any

import typer

from .calibrate import calibrate
from .company import Company
from .compare import DRAWS, REPLICATIONS, compare
from .errors import CompanyError, Problem, nearest, one_of
from .loading import example_names, load, locate
from .simulate import simulate
from .standardize import standardize

HERE = Path()

CompanyArgument = Annotated[str, typer.Argument(help="A company file, or the name of an example.", metavar="COMPANY")]


def _months(value: float | None) -> float | None:
    if value is not None and not 0 < value < inf:  # the run counts steps, which the user did not give
        raise ValueError(f"months = {value:g}: give a number above 0")
    return value


def _default(function: Callable[..., Any], name: str) -> str:
    """Return the default of an argument as help shows it: the command has none of its own."""
    return str(signature(function).parameters[name].default)


def _people(function: Callable[..., Any]) -> Any:
    return typer.Option(help="Simulated people in each replication.", show_default=_default(function, "people"))


def _seed(function: Callable[..., Any]) -> Any:
    return typer.Option(help="Seed of all luck.", show_default=_default(function, "seed"))


Months = Annotated[
    float | None,
    typer.Option(help="Horizon in calendar months.", callback=_months, show_default=_default(simulate, "months")),
]
People = Annotated[int | None, _people(simulate)]
Replications = Annotated[
    int | None, typer.Option(help="Independent repetitions.", show_default=_default(simulate, "replications"))
]
Draws = Annotated[
    int | None,
    typer.Option(help="Independent repetitions.", show_default=f"{REPLICATIONS}, or {DRAWS} with doubt"),
]
Seed = Annotated[int | None, _seed(simulate)]
Start = Annotated[
    str | None,
    typer.Option(
        help="A settled market, or all join in month 0.",
        metavar="[steady|cohort]",
        show_default=_default(simulate, "start"),
    ),
]
Interactions = Annotated[
    bool | None,
    typer.Option(
        "--interactions/--no-interactions",
        help="Do people meet?",
        show_default={"True": "interactions", "False": "no-interactions"}[_default(simulate, "interactions")],
    ),
]
Doubt = Annotated[
    bool | None,
    typer.Option(
        "--doubt/--no-doubt",
        help="Draw what is only assumed, too; see docs/doubt.md.",
        show_default={"True": "doubt", "False": "no-doubt"}[_default(compare, "doubt")],
    ),
]
NormPeople = Annotated[int | None, _people(standardize)]
NormSeed = Annotated[int | None, _seed(standardize)]
FitYears = Annotated[
    int | None,
    typer.Option(
        help="Years used in the fit, later ones are a forecast.", show_default="7, or all where there are fewer"
    ),
]
FitPeople = Annotated[int | None, _people(calibrate)]
FitSeed = Annotated[int | None, _seed(calibrate)]
Threads = Annotated[int | None, typer.Option(help="Threads; no result depends on them.", show_default="all processors")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
DigestOnly = Annotated[bool, typer.Option("--digest", help="Print only the digest: equal digests, equal runs.")]


def company_of(wanted: str) -> Company:
    """Return the company that a file or a name stands for."""
    try:
        return load(locate(wanted, HERE) or wanted)
    except CompanyError as error:
        raise CompanyError(_in_terminal(each, wanted) for each in error.problems) from None


def _in_terminal(problem: Problem, wanted: str) -> Problem:
    """Return a problem whose way out is no line of Python: names of examples are enough here."""
    if problem.file != wanted or Path(wanted).exists():
        return problem
    names = example_names()
    near = nearest(Path(wanted).stem, names) if problem.nearest.startswith("cx.") else problem.nearest
    return replace(problem, allowed=f"a file, {one_of(names)}", nearest=near)


def given_of(**arguments: Any) -> dict[str, Any]:
    """Return the arguments that were given."""
    return {name: value for name, value in arguments.items() if value is not None}


def shows_progress() -> bool:
    """Tell whether somebody watches: a bar is for a terminal only."""
    return sys.stderr.isatty() and sys.stdout.isatty()
