"""Survival of a cohort: published points to hold it against, and the share of a run that is still there."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd
import xarray as xr

from .data_set import months_in
from .errors import CompanyError, Problem, nearest, one_of, shown
from .results import Results

ENDING = "_survival.csv"
FILE = "file"  # attribute of a frame: where it is from


def load_survival(source: str | Path) -> pd.DataFrame:
    """Return published survival: a column `year` and one for each segment, in per cent of the cohort.

    Parameters
    ----------
    source
        Name of a company that comes with the package, or a CSV file of this form; lines that start with # are words.

    Raises
    ------
    CompanyError
        There is no such file, or it does not hold survival; every problem is listed.

    Examples
    --------
    >>> load_survival("telecom").columns.tolist()
    ['year', 'regular', 'high_end']
    """
    path = _path(source)
    try:
        frame = pd.read_csv(path, comment="#", skipinitialspace=True)
    except (OSError, ValueError) as error:
        raise CompanyError([Problem(str(path), None, "", None, f"holds no survival: {error}")]) from None
    numbers: pd.DataFrame = frame.apply(pd.to_numeric, errors="coerce").astype(float)
    if problems := [*_no_numbers(str(path), frame, numbers), *survival_problems(str(path), numbers)]:
        raise CompanyError(problems)
    numbers["year"] = numbers["year"].astype(int)
    numbers.attrs[FILE] = path.name
    return numbers


def survival_names() -> list[str]:
    """Return the companies that come with published survival.

    >>> survival_names()
    ['telecom']
    """
    return sorted(path.name.removesuffix(ENDING) for path in _shipped().glob(f"*{ENDING}"))


def survival(results: Results) -> xr.DataArray:
    """Return the share of a cohort that is still there, per cent, by replication, month and segment.

    Months run to the end of the last step, so that 144 months end with year 12.

    >>> import cxsim as cx
    >>> cohort = cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=2, start="cohort")
    >>> survival(cohort).sizes["month"]
    3
    """
    if results.settings["start"] != "cohort":
        raise ValueError("survival needs everybody to join in month 0: simulate(..., start='cohort')")
    data = results.data
    last = data.isel(month=-1)
    end = last["customers"] + last["joined"] - last["left"] - last["left_involuntary"]
    month = data["month"].to_numpy()
    end_month = months_in(data)
    customers = xr.concat(
        [data["customers"], end.expand_dims("month", 1)], "month", coords="minimal", compat="override"
    )
    customers = customers.assign_coords(month=np.append(month, end_month))
    share: xr.DataArray = 100 * customers / customers.isel(month=0)
    share.attrs.update(unit="% of the cohort", long_name="still customers")
    return share


def returned(results: Results) -> bool:
    """Tell whether people who left joined again, so that customers are no longer survivors.

    >>> import cxsim as cx
    >>> nobody_returns = cx.load_example("telecom").replace({"win_back.odds": 0})
    >>> returned(cx.simulate(nobody_returns, months=2, people=300, replications=2, start="cohort"))
    False
    """
    return bool(results.data["joined"].sum() > 0)


def _shipped() -> Path:
    return Path(str(files("cxsim") / "companies"))


def _path(source: str | Path) -> Path:
    names = survival_names()
    if isinstance(source, str) and source in names:
        return _shipped() / f"{source}{ENDING}"
    if not isinstance(source, (str, Path)):
        raise TypeError(f"source = {shown(source)}: give the path of a CSV file, or one of {one_of(names)}")
    path = Path(source)
    if not path.is_file():
        near = nearest(str(source), names)
        raise CompanyError([Problem("", None, "survival", str(source), "is no file", f"{one_of(names)}, a path", near)])
    return path


def survival_problems(file: str, frame: pd.DataFrame) -> list[Problem]:
    """Return what keeps a table from being survival: its columns, its years, and shares that rise.

    >>> survival_problems("", pd.DataFrame({"year": [0, 1], "regular": [100, 80]}))
    []
    """
    problems = []
    if "year" not in frame.columns or len(frame.columns) < 2:
        wanted = "a column year, and one for each segment"
        problems += [Problem(file, None, "columns", ", ".join(map(str, frame.columns)), "is not survival", wanted)]
    if len(frame) < 2:
        problems += [Problem(file, None, "rows", len(frame), "is not survival", "year 0, and one later year or more")]
    if problems:
        return problems
    whole = frame.loc[:, frame.notna().all()]  # cells that are no numbers are told by themselves
    found = {
        str(name): ("must be whole years that rise from 0", _are_years(whole[name]))
        if name == "year"
        else ("must start at 100 and never rise, between 0 and 100", _falls(whole[name]))
        for name in whole.columns
    }
    return [Problem(file, None, name, None, message) for name, (message, holds) in found.items() if not holds]


def _no_numbers(file: str, frame: pd.DataFrame, numbers: pd.DataFrame) -> list[Problem]:
    """Return the first cell of each column that is no number; rows count from 1, below the header."""
    first = {str(name): int(numbers[name].isna().argmax()) for name in numbers if numbers[name].isna().any()}
    return [
        Problem(file, None, f"row {row + 1}, {name}", frame[name].iloc[row], "is not a number")
        for name, row in first.items()
    ]


def _are_years(years: pd.Series[float]) -> bool:
    return bool(years.iloc[0] == 0 and (years % 1 == 0).all() and (years.diff().iloc[1:] > 0).all())


def _falls(share: pd.Series[float]) -> bool:
    return bool(share.iloc[0] == 100 and share.between(0, 100).all() and (share.diff().iloc[1:] <= 0).all())
