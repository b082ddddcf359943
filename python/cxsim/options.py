"""Options that several commands share, and what becomes of them."""

from __future__ import annotations

import sys
from math import inf
from pathlib import Path
from typing import Annotated, Any

import typer

from .company import Company, example_names, load, locate
from .errors import CompanyError, Problem, nearest, one_of

HERE = Path()

CompanyArgument = Annotated[str, typer.Argument(help="A company file, or the name of an example.", metavar="COMPANY")]


def _months(value: float | None) -> float | None:
    if value is not None and not 0 < value < inf:  # the run counts steps, which the user did not give
        raise ValueError(f"months = {value:g}: give a number above 0")
    return value


Months = Annotated[float | None, typer.Option(help="Horizon in calendar months.", callback=_months)]
People = Annotated[int | None, typer.Option(help="Simulated people in each replication.")]
Replications = Annotated[int | None, typer.Option(help="Independent repetitions.")]
Seed = Annotated[int | None, typer.Option(help="Seed of all luck.")]
Start = Annotated[str | None, typer.Option(help="A settled market, or all join in month 0.", metavar="[steady|cohort]")]
Interactions = Annotated[bool | None, typer.Option("--interactions/--no-interactions", help="Do people meet?")]
Doubt = Annotated[
    bool | None, typer.Option("--doubt/--no-doubt", help="Draw what is only assumed, too; see docs/doubt.md.")
]
Threads = Annotated[int | None, typer.Option(help="Threads; all processors unless said. No result depends on it.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
DigestOnly = Annotated[bool, typer.Option("--digest", help="Print only the digest: equal digests, equal runs.")]


def company_of(wanted: str) -> Company:
    """Return the company that a file or a name stands for."""
    path = locate(wanted, HERE)
    if path is None:
        names = example_names()
        message = "is a folder, not a company file" if wanted and Path(wanted).is_dir() else "is no company file"
        raise CompanyError(
            [Problem("", None, "company", wanted, message, f"a file, {one_of(names)}", nearest(wanted, names))]
        )
    return load(path)


def given_of(**arguments: Any) -> dict[str, Any]:
    """Return the arguments that were given."""
    return {name: value for name, value in arguments.items() if value is not None}


def shows_progress() -> bool:
    """Tell whether somebody watches: a bar is for a terminal only."""
    return sys.stderr.isatty() and sys.stdout.isatty()
