"""Tables of a firm's own data: a frame, a CSV or a Parquet file, its columns called what the firm calls them.

A **need** is a column that a table must or may have, and what may stand in it. All that is wrong is said at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..errors import Problem, ProblemsError, nearest, one_of, shown
from ..survival import FILE

Source = str | Path | pd.DataFrame
Columns = Mapping[str, str] | None
Check = Callable[[pd.DataFrame], Iterable[Problem]]
EXAMPLES = {"columns": "{'segment': 'Plan'}", "segments": "{'Month-to-month': 'flexible'}"}
ENDS = {"share": (0, 1), "per cent": (0, 100), "number": None}  # those of a number are of the need
YES, NO = ("yes", "true", "1", "1.0", "y"), ("no", "false", "0", "0.0", "n")


class DataError(ProblemsError):
    """A table of data cannot be what it is given as."""


@dataclass(frozen=True)
class Need:
    """A column: its name here, what it holds, whether a table may lack it, and the ends of what a number may be.

    It holds a word, number, share, per cent, or yes or no.
    """

    name: str
    kind: str = "number"
    optional: bool = False
    low: float = 0.0
    high: float = np.inf


SEGMENT = Need("segment", "word", optional=True)


def read(
    source: Source,
    needs: Sequence[Need],
    columns: Mapping[str, str] | None = None,
    segments: Mapping[str, str] | None = None,
    *,
    either: Sequence[str] = (),
    check: Check | None = None,
) -> pd.DataFrame:
    """Return the needed columns of a table under their names here, checked; rows keep their order.

    Parameters
    ----------
    source
        A DataFrame, or a path of a .csv or .parquet file.
    columns
        What the table calls a column, where that is another name: {"segment": "Plan"}.
    segments
        What the table calls a segment, where the company calls it otherwise: {"Month-to-month": "flexible"}.
    either
        Optional columns one of which must be there.
    check
        Yields what is wrong between the cells of a table with all its columns; cells that are wrong themselves are NaN.

    Raises
    ------
    DataError
        There is no such file or column, or a cell holds what it must not; every problem is listed.

    Examples
    --------
    >>> table = pd.DataFrame({"Plan": ["a"], "months": ["7"]})
    >>> read(table, [Need("segment", "word"), Need("month")], {"segment": "Plan", "month": "months"}).to_dict("list")
    {'segment': ['a'], 'month': [7.0]}
    """
    _require_words(columns=columns, segments=segments)
    name, table = _table(source)
    wanted, strays = _called(name, needs, columns or {})
    unfit = [*strays, *_missing(name, table, needs, wanted, either)]
    kept = {need: table[wanted[need.name]] for need in needs if [*table.columns].count(wanted[need.name]) == 1}
    wrong = {need: _wrong_cells(need, column) for need, column in kept.items()}
    cells = [_first(name, need, kept[need].to_numpy(), *each) for need, each in wrong.items() if each[0].any()]
    frame: pd.DataFrame = pd.DataFrame(
        {need.name: _converted(need, column) for need, column in kept.items()}
    ).reset_index(drop=True)
    if segments and "segment" in frame:
        frame["segment"] = frame["segment"].replace(dict(segments))
    right = frame.mask(pd.DataFrame({need.name: bad for need, (bad, _) in wrong.items()}))
    refuse([*unfit, *cells, *(check(right) if check and not unfit else ())])
    return frame


def with_segment(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with a column `segment`: "", all customers, where it has none.

    >>> with_segment(pd.DataFrame({"share": [0.9]}))["segment"].tolist()
    ['']
    """
    return frame if "segment" in frame else frame.assign(segment="")


def name_of(source: Source) -> str:
    """Return what messages call a source.

    >>> name_of(Path("data/customers.csv")), name_of(pd.DataFrame())
    ('customers.csv', 'table')
    """
    return str(source.attrs.get(FILE, "table")) if isinstance(source, pd.DataFrame) else Path(source).name


def _table(source: Source) -> tuple[str, pd.DataFrame]:
    if isinstance(source, pd.DataFrame):
        return name_of(source), source
    if not isinstance(source, (str, Path)):
        raise TypeError(f"source = {shown(source)}: give a DataFrame, or the path of a .csv or .parquet file")
    path = Path(source)
    readers: dict[str, Callable[[Path], pd.DataFrame]] = {".csv": _read_csv, ".parquet": pd.read_parquet}
    if path.suffix.lower() not in readers:
        raise DataError([Problem(str(path), None, "", None, "is no table", "a DataFrame, a .csv or a .parquet file")])
    if not path.is_file():
        beside = [each.name for each in path.parent.glob(f"*{path.suffix}")] if path.parent.is_dir() else []
        message, near = "there is no such file", nearest(path.name, beside)
        raise DataError([Problem(str(path), None, "", None, message, one_of(sorted(beside)), near)])
    try:
        return path.name, readers[path.suffix.lower()](path)
    except (OSError, ValueError, ImportError) as error:
        reason = str(error).strip().splitlines()[0]
        raise DataError([Problem(str(path), None, "", None, f"cannot be read: {reason}")]) from None


def _require_words(**given: object) -> None:
    """Refuse what is no mapping of words to words."""
    for name, value in given.items():
        words = [*value.keys(), *value.values()] if isinstance(value, Mapping) else [value]
        if (value is not None and not all(isinstance(word, str) for word in words)) or isinstance(value, str):
            raise TypeError(f"{name} = {shown(value)}: give names in a mapping, such as {EXAMPLES[name]}")


def _read_csv(path: Path) -> pd.DataFrame:
    frame: pd.DataFrame = pd.read_csv(path, comment="#", skipinitialspace=True)
    return frame


def _called(name: str, needs: Sequence[Need], columns: Mapping[str, str]) -> tuple[dict[str, str], list[Problem]]:
    """Return what the table calls each needed column, and what it does not need to call anything."""
    known = [need.name for need in needs]
    strays = [stray for stray in columns if stray not in known]
    message = "is no column that this data has"
    problems = [Problem(name, None, "columns", s, message, one_of(known), nearest(s, known)) for s in strays]
    return {**{each: each for each in known}, **columns}, problems


def _missing(
    name: str, table: pd.DataFrame, needs: Sequence[Need], wanted: Mapping[str, str], either: Sequence[str]
) -> Iterator[Problem]:
    there = [str(column) for column in table.columns]
    for need in needs:
        called = wanted[need.name]
        if there.count(called) > 1:
            yield Problem(name, None, "", None, f"has more than one column '{called}'")
        if called not in there and (not need.optional or called != need.name):
            near = nearest(called, there) or "…"
            way = f"it has {one_of(there)}; say which it is: columns={{'{need.name}': '{near}'}}"
            yield Problem(name, None, "", None, f"there is no column '{called}'; {way}")
    if either and not any(wanted[each] in there for each in either):
        ways = " or ".join(f"'{each}'" for each in either)
        message = f"there is no column {ways}; say which it is: columns={{'{either[0]}': …}}"
        yield Problem(name, None, "", None, message)
    if table.empty:
        yield Problem(name, None, "", None, "has no rows")


def _wrong_cells(need: Need, cells: pd.Series[Any]) -> tuple[np.ndarray[Any, Any], str]:
    """Return which cells cannot be, and why not."""
    numbers = _converted(need, cells)
    kinds = {"word": "a word", "yes or no": "yes or no", "share": "a share from 0 to 1"}
    bad = np.asarray(pd.isna(cells) if need.kind == "word" else pd.isna(numbers))
    if bad.any() or need.kind not in ENDS:
        return bad, f"is not {kinds.get(need.kind, 'a number')}"
    low, high = ENDS[need.kind] or (need.low, need.high)
    outside = np.asarray((numbers < low) | (numbers > high) | np.isinf(numbers))
    if need.kind == "share":
        percent = ": did you mean per cent? Then say percent=True" if (numbers >= 0).all() else ""
        return outside, f"is no share from 0 to 1{percent}"
    ends = f"from {low:g} to {high:g}" if np.isfinite(high) else f"of at least {low:g}"
    is_number = need.kind == "number"
    return outside, f"must be a finite number {ends}" if is_number else "is not between 0 and 100 per cent"


def _first(name: str, need: Need, values: Any, bad: np.ndarray[Any, Any], message: str) -> Problem:
    row, count = int(np.argmax(bad)), int(bad.sum())
    more = f"; so in {count - 1} more row{'s' if count > 2 else ''}" if count > 1 else ""
    value = values[row].item() if isinstance(values[row], np.generic) else values[row]
    return Problem(name, None, f"row {row + 1}, {need.name}", value, message + more)


def _converted(need: Need, cells: pd.Series[Any]) -> pd.Series[Any]:
    """Return cells as what they should be; NaN where they are not."""
    if need.kind == "word":
        return cells.astype(str).str.strip()
    if need.kind == "yes or no":
        words = cells.astype(str).str.strip().str.lower()
        return words.map({**dict.fromkeys(YES, 1.0), **dict.fromkeys(NO, 0.0)})
    return pd.to_numeric(cells, errors="coerce").astype(float)


def is_number(value: object) -> bool:
    """Tell whether a value is a finite number; True and False are none.

    >>> is_number(3), is_number("3"), is_number(float("nan"))
    (True, False, False)
    """
    return isinstance(value, Real) and not isinstance(value, bool) and bool(np.isfinite(float(value)))


def refuse(problems: Iterable[Problem]) -> None:
    """Raise if there are problems."""
    if found := list(problems):
        raise DataError(found)
