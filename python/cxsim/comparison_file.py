"""A comparison as a netCDF file: what all worlds share at the root, and a group for each of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from .netcdf import read_group, require_kind
from .results import Results

if TYPE_CHECKING:
    from .compare import Comparison

Array = NDArray[np.float64]
PAIRED = ("scenario", "replication", "segment", "moment")  # people, sum and squares of the differences in value


def groups_of(comparison: Comparison) -> dict[str, xr.Dataset]:
    """Return what a file holds, by group; groups are numbered, since a label may be anything."""
    paired = np.stack([comparison.paired[label] for label in comparison.labels])
    root = xr.Dataset(
        {"paired": (PAIRED, paired), "weights": ("segment", comparison.weights)},
        {"label": ("scenario", comparison.labels)},
        {"cxsim": "Comparison", "digest": comparison.digest},
    )
    worlds = enumerate(comparison.results.values())
    return {"/": root} | {group: data for n, world in worlds for group, data in world.groups(_place(n)).items()}


def read_comparison(path: str | Path) -> tuple[Mapping[str, Results], Mapping[str, Array], Array]:
    """Return results and paired sums by label, and the weights, from a file."""
    root = read_group(path)
    require_kind(path, root, "Comparison")
    labels = [str(label) for label in root["label"].to_numpy()]
    results = {label: Results.of_file(path, _place(number)) for number, label in enumerate(labels)}
    return results, dict(zip(labels, root["paired"].to_numpy(), strict=True)), root["weights"].to_numpy()


def _place(number: int) -> str:
    return f"/scenario_{number}"
