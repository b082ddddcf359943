"""Reads and writes netCDF files of several groups, whole or not at all; what is wrong with one is one clear message."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import xarray as xr

from .whole_file import as_path, beside, reason, require_place

ENGINE: Literal["h5netcdf"] = "h5netcdf"
MARK = b"\x89HDF\r\n\x1a\n"  # with which every netCDF 4 file begins
SYSTEM_SAYS = re.compile(r"error message = '([^']*)'")


def write_groups(path: str | Path, groups: Mapping[str, xr.Dataset]) -> None:
    """Write datasets by group ("/" is the root, and comes first); an older file is replaced only by a whole new one."""
    target = as_path(path)
    require_place(target)
    part = beside(target)
    try:
        for number, (group, data) in enumerate(groups.items()):
            data.to_netcdf(part, mode="a" if number else "w", group=group, engine=ENGINE)
        part.replace(target)
    except OSError as error:
        raise ValueError(f"{path}: could not be written: {_reason(error)}") from None
    finally:
        part.unlink(missing_ok=True)


def read_group(path: str | Path, group: str = "/") -> xr.Dataset:
    """Read a group; a `ValueError` says what is wrong with the file.

    >>> read_group("no such file.nc")
    Traceback (most recent call last):
    ValueError: no such file.nc: cannot be read: no such file or directory
    """
    _require_netcdf(as_path(path))
    try:
        with xr.open_dataset(path, engine=ENGINE, group=group) as data:
            loaded: xr.Dataset = data.load()
            return loaded
    except (OSError, RuntimeError, KeyError, ValueError):
        raise ValueError(f"{path}: is cut off or damaged; save it again") from None


def require_kind(path: str | Path, root: xr.Dataset, kind: str) -> None:
    """Refuse a file that cxsim did not write, or that holds something else."""
    held = root.attrs.get("cxsim", "Results" if "digest" in root.attrs else None)
    if held is None:
        raise ValueError(f"{path}: is a netCDF file that cxsim did not save")
    if held != kind:
        raise ValueError(f"{path}: holds {held}; read it with cx.{held}.load")


def _require_netcdf(path: Path) -> None:
    try:
        with path.open("rb") as file:
            begin = file.read(len(MARK))
    except OSError as error:
        raise ValueError(f"{path}: cannot be read: {reason(error)}") from None
    if begin != MARK:
        raise ValueError(f"{path}: is no netCDF file; read one that save wrote")


def _reason(error: OSError) -> str:
    """Return what the operating system says, which HDF5 hides in a long line."""
    found = SYSTEM_SAYS.search(str(error))
    return found[1][:1].lower() + found[1][1:] if found else reason(error)
