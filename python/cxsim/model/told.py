"""What somebody tells about an encounter: checked, and filled up from the company."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..company import Company
from ..errors import Problem, ProblemsError, nearest, one_of
from ..parameters import find_row
from .evaluate import NO_COMPANY, is_number
from .living import Floats, single
from .steps import Notebook

OWNER = "cx.model.encounter"
RANGES = {  # ends and unit: beyond ten standard deviations, or a life, is nobody
    "mood": (-10.0, 10.0, "SD"),
    "satisfaction": (-10.0, 10.0, "SD"),
    "gain": (0.0, 1.0, ""),
    "tenure": (0.0, 1200.0, "months"),
    "salience": (0.0, 100.0, "weight"),
}


class Told:
    """What was told about an encounter, filled up from the company; collects what cannot be."""

    def __init__(self, book: Notebook, names: tuple[str, ...]) -> None:
        self._book, self._names = book, names
        self._problems: list[Problem] = []

    def number(self, path: str, name: str, value: float | None) -> float:
        """Return a number, or the company's."""
        if value is None:
            return self._book.get(path)
        row = find_row(path)
        allowed = row.allowed if row else ""
        number = self.plain(name, value, allowed)
        if row and not row.low <= number <= row.high:
            self._complain(name, value, "is out of range", allowed)
        return number

    def plain(self, name: str, value: float, allowed: str = "") -> float:
        """Return a number as it is; anything else is a problem."""
        if not is_number(value):
            self._complain(name, value, "is not one number", allowed)
            return 0.0
        return float(value)

    def within(self, name: str, value: float) -> float:
        """Return a number of the person or the encounter that no row knows, within what can be."""
        low, high, unit = RANGES[name]
        allowed = f"{low:g} to {high:g} {unit}".strip()
        number = self.plain(name, value, allowed)
        if not low <= number <= high:
            self._complain(name, value, "is out of range", allowed)
        return number

    def levels(self, levels: Mapping[str, Floats]) -> None:
        """Check what is expected and delivered: within what a company file may hold, and will not above should."""
        row = find_row("touchpoints.*.quality.*")
        for name, values in levels.items() if row else ():
            if row and not ((values >= row.low) & (values <= row.high)).all():
                self._complain(
                    name, values.tolist() if len(values) > 1 else values.item(), "is out of range", row.allowed
                )
        if not self._problems and (levels["will"] > levels["should"]).any():
            warnings.warn("will is above should: hardly anybody thinks that more will happen than should", stacklevel=3)

    def row(self, name: str, values: ArrayLike | None) -> Any:
        """Return one number a dimension, or the company's."""
        paths = [f"dimensions.{each}.{name}" for each in self._names]
        if values is None:
            return np.array([self._book.get(path) for path in paths])
        return np.broadcast_to(self._checked(paths[0], name, values), (len(paths),))

    def importance(self, values: ArrayLike | None) -> Any:
        """Return the weights of the dimensions, which add up to 1."""
        weights = self.row("importance", values)
        if not weights.sum() > 0:
            self._complain("importance", values, "adds up to 0")
        return weights / (weights.sum() or 1)

    def _checked(self, path: str, name: str, value: ArrayLike) -> NDArray[np.float64]:
        """Return numbers within the range of a row, one or as many as dimensions; else complain, and return 0."""
        row = find_row(path)
        try:
            array = np.asarray(value, dtype=np.float64)
            fits = array.ndim == 0 or array.shape == (len(self._names),)
        except (TypeError, ValueError):
            array, fits = np.zeros(()), False
        if not fits:
            self._complain(name, value, f"is not one number, or {len(self._names)}, one a dimension")
        elif row and not ((array >= row.low) & (array <= row.high) & np.isfinite(array)).all():
            self._complain(name, value, "is out of range", row.allowed)
        else:
            return array
        return np.zeros(())

    def _complain(self, name: str, value: Any, message: str, allowed: str = "") -> None:
        self._problems.append(Problem(OWNER, None, name, value, message, allowed))

    def stop_if_wrong(self) -> None:
        """Raise what was found."""
        if self._problems:
            raise ProblemsError(self._problems)


def dimensions_of(company: Company | None, wanted: str | Sequence[str] | None, count: int) -> tuple[str, ...]:
    """Return the names of as many dimensions of a company, or numbers if there is no company.

    >>> dimensions_of(None, None, 2)
    ('1', '2')
    """
    if company is None:
        return NO_COMPANY.dimensions if count == 1 else tuple(str(1 + place) for place in range(count))
    known = company.names.dimensions
    names = (wanted,) if isinstance(wanted, str) else tuple(wanted or known[:count])
    problems = [
        Problem(company.name, None, "dimension", name, "is no dimension", one_of(known), nearest(name, known))
        for name in names
        if name not in known
    ]
    if not problems and len(names) != count:
        problems = [
            Problem(company.name, None, "dimension", names, f"names {len(names)}, but levels are told for {count}")
        ]
    if problems:
        raise ProblemsError(problems)
    return names


def rows(given: dict[str, ArrayLike]) -> dict[str, Floats]:
    """Return levels as arrays of one number a dimension."""
    try:
        rows = np.broadcast_arrays(*(np.atleast_1d(np.asarray(value, dtype=np.float64)) for value in given.values()))
        fits = rows[0].ndim == 1 and rows[0].size > 0
    except (TypeError, ValueError):
        fits = False
    if not fits:
        told = ", ".join(f"{name} = {value!r}" for name, value in given.items())
        raise ProblemsError([Problem(OWNER, None, "", None, f"one number a dimension is needed: {told}")])
    return dict(zip(given, map(single, rows), strict=True))
