"""A comparison as a netCDF file: what all worlds share at the root, a group for each of them, and one for doubt."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from .doubt import Doubt
from .netcdf import read_group, require_kind
from .results import Results

if TYPE_CHECKING:
    from .compare import Comparison

Array = NDArray[np.float64]
DOUBT = "/doubt"  # what was drawn, and the worlds under it in groups inside
PAIRED = ("scenario", "replication", "segment", "moment")  # people, sum and squares of the differences in value


def groups_of(comparison: Comparison) -> dict[str, xr.Dataset]:
    """Return what a file holds, by group; groups are numbered, since a label may be anything."""
    paired = np.stack([comparison.paired[label] for label in comparison.labels])
    root = xr.Dataset(
        {"paired": (PAIRED, paired), "weights": ("segment", comparison.weights)},
        {"label": ("scenario", comparison.labels)},
        {"cxsim": "Comparison", "digest": comparison.digest, "has_doubt": int(comparison.doubt is not None)},
    )
    return {"/": root} | _worlds(comparison.results) | (_groups_of_doubt(comparison.doubt) if comparison.doubt else {})


def _worlds(results: Mapping[str, Results], place: str = "") -> dict[str, xr.Dataset]:
    """Return the groups of all worlds, at a place of the file."""
    worlds = enumerate(results.values())
    return {group: data for n, world in worlds for group, data in world.groups(_place(n, place)).items()}


def _groups_of_doubt(doubt: Doubt) -> dict[str, xr.Dataset]:
    drawn = xr.Dataset(
        {"draws": (("replication", "number"), doubt.draws.to_numpy())},
        {"replication": doubt.draws.index, "number": list(doubt.draws)},
        {"limited": doubt.limited},
    )
    return {DOUBT: drawn} | _worlds(doubt.results, DOUBT)


def read_comparison(path: str | Path) -> tuple[Mapping[str, Results], Mapping[str, Array], Array, Doubt | None]:
    """Return results and paired sums by label, the weights, and the doubt if it was asked for, from a file."""
    root = read_group(path)
    require_kind(path, root, "Comparison")
    labels = [str(label) for label in root["label"].to_numpy()]
    paired = dict(zip(labels, root["paired"].to_numpy(), strict=True))
    doubt = _read_doubt(path, labels) if root.attrs.get("has_doubt") else None
    return _read_worlds(path, labels), paired, root["weights"].to_numpy(), doubt


def _read_worlds(path: str | Path, labels: list[str], place: str = "") -> dict[str, Results]:
    return {label: Results.of_file(path, _place(number, place)) for number, label in enumerate(labels)}


def _read_doubt(path: str | Path, labels: list[str]) -> Doubt:
    data = read_group(path, DOUBT)
    replications = pd.Index(data["replication"].to_numpy(), name="replication")
    draws = pd.DataFrame(data["draws"].to_numpy(), replications, [str(name) for name in data["number"].to_numpy()])
    return Doubt(_read_worlds(path, labels, DOUBT), draws, int(data.attrs["limited"]))


def _place(number: int, place: str) -> str:
    return f"{place}/scenario_{number}"
