"""Looks up totals by name: the core lays all series side by side, in whole numbers of 1/scale."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _core

SeriesRow = dict[str, Any]  # name, unit, doc, axis, offset, count, scale


def series_by_name(parameters: _core.Parameters) -> dict[str, SeriesRow]:
    """Return what a month reports, by name.

    >>> from cxsim import load_example
    >>> series_by_name(load_example("telecom").parameters())["customers"]["unit"]
    'people'
    """
    return {row["name"]: row for row in _core.series(parameters)}


def cells_of(totals: NDArray[np.int64], row: SeriesRow) -> NDArray[np.float64]:
    """Return one series of totals (… × cell) in its unit: … × what it is reported by.

    >>> cells_of(np.array([[2, 4, 8]]), {"offset": 1, "count": 2, "scale": 4.0}).tolist()
    [[1.0, 2.0]]
    """
    return np.asarray(totals[..., row["offset"] : row["offset"] + row["count"]] / row["scale"])
