"""What the command line prints: tables within 100 columns, problems one a line, JSON that a machine reads."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import isfinite
from typing import Any, Literal

import pandas as pd
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

WIDEST = 100  # columns that a table may take


def console() -> Console:
    """Return a console no wider than a table may be."""
    width = min(Console().width, WIDEST) if sys.stdout.isatty() else WIDEST
    return Console(width=width, highlight=False, soft_wrap=False)


def say(text: str = "") -> None:
    """Print plain text, wrapped at words."""
    console().print(escape(text))


def say_as_is(text: str) -> None:
    """Print lines that somebody may copy, as they are."""
    sys.stdout.write(f"{text}\n")


def complain(lines: Iterable[str]) -> None:
    """Print lines as they are on the error stream."""
    for line in lines:
        sys.stderr.write(f"{line}\n")


def print_json(data: Any) -> None:
    """Print data for a machine; what is no finite number becomes null."""
    sys.stdout.write(json.dumps(finite(data), indent=2, ensure_ascii=False) + "\n")


def finite(data: Any) -> Any:
    """Return the same data without numbers that JSON cannot hold.

    >>> finite({"a": [1.0, float("nan")]})
    {'a': [1.0, None]}
    """
    if isinstance(data, Mapping):
        return {str(key): finite(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [finite(value) for value in data]
    return None if isinstance(data, float) and not isfinite(data) else data


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table, its index among them, as plain values.

    >>> records(pd.DataFrame({"a": [1]}, index=pd.Index(["x"], name="name")))
    [{'name': 'x', 'a': 1}]
    """
    return [dict(row) for row in json.loads(frame.reset_index().to_json(orient="records", double_precision=15))]


def print_table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    right: Sequence[int] = (),
    whole: Sequence[int] = (),
    names: Sequence[int] = (),
    gap: int = 1,
) -> None:
    """Print a table.

    Parameters
    ----------
    heads, rows
        Texts.
    right, whole
        Numbers of the columns that are aligned to the right, and that are not wrapped where there is room.
    names
        Numbers of the columns that are never wrapped: half a name cannot be copied.
    gap
        Spaces between columns, beside the one that is always there.
    """
    out = console()
    table = Table(box=box.SIMPLE_HEAD, padding=(0, gap, 0, 0), pad_edge=False, header_style="bold", show_edge=False)
    for place, head in enumerate(heads):
        justify: Literal["left", "right"] = "right" if place in right else "left"
        no_wrap = place in names or (place in whole and out.width >= WIDEST)
        table.add_column(escape(head), justify=justify, overflow="fold", vertical="top", no_wrap=no_wrap)
    for row in rows:
        table.add_row(*map(escape, row))
    out.print()
    out.print(table)
    out.print()


@contextmanager
def warnings_in_words() -> Iterator[None]:
    """Print warnings as one line each, without the place in the code."""
    said: set[str] = set()

    def show(message: Warning | str, *_: Any, **__: Any) -> None:
        if str(message) not in said:
            complain([f"warning: {message}"])
        said.add(str(message))

    with warnings.catch_warnings():
        warnings.simplefilter("always", UserWarning)
        warnings.showwarning = show
        yield
