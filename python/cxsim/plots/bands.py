"""A line with the band of what luck leaves open, and the words that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..intervals import interval_of
from .style import color, dashes

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

    from ..results import Results

Array = NDArray[np.float64]


def intervals(values: xr.DataArray, axis: str) -> Array:
    """Return mean, low and high of the 95 % interval over replications, along one axis: axis × 3."""
    return np.array([interval_of(each)[:3] for each in values.transpose(axis, "replication").to_numpy()])


def draw_band(ax: Axes, x: ArrayLike, each: Array, number: int, alpha: float = 0.2) -> None:
    """Draw the n-th line of a chart, from means with their intervals."""
    ax.fill_between(x, each[:, 1], each[:, 2], color=color(number), alpha=alpha, linewidth=0)
    ax.plot(x, each[:, 0], color=color(number), linestyle=dashes(number), linewidth=2.2)


def luck_words(results: Results, mark: str = "Band") -> str:
    """Say what a band, or another mark of an interval, holds.

    >>> import cxsim as cx
    >>> luck_words(cx.simulate(cx.load_example("telecom"), months=1, people=100, replications=2))
    'Band: 95 % simulation error, 2 replications'
    """
    count = results.settings["replications"]
    return (
        f"{mark}: 95 % simulation error, {count} replications" if count > 1 else f"One replication: no {mark.lower()}"
    )


def arms(each: Array) -> Array | None:
    """Return the arms of intervals as error bars take them (2 × axis), if there are intervals."""
    lengths = np.abs(each[:, 1:] - each[:, :1]).T
    return np.nan_to_num(lengths) if np.isfinite(lengths).any() else None
