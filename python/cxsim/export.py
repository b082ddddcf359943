"""Tables in files that other programs read: workbooks, CSV, Parquet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from .whole_file import as_path, beside, require_place

Tables = Mapping[str, pd.DataFrame]
SHEET = 31  # characters of the name of a sheet, by the format
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
WRITERS: Mapping[str, Callable[[pd.DataFrame, Path], None]] = {
    "csv": lambda frame, path: frame.to_csv(path, index=_has_names(frame)),
    "parquet": lambda frame, path: frame.to_parquet(path, index=_has_names(frame)),
}


def write_workbook(path: str | Path, tables: Tables) -> Path:
    """Write one sheet a table; an older file is replaced only by a whole new one."""
    _require("openpyxl", "a workbook", "excel")
    target = as_path(path)
    if target.suffix.lower() != ".xlsx":
        raise ValueError(f"{target}: name a file that ends in .xlsx")
    require_place(target)
    part = beside(target)
    try:
        with pd.ExcelWriter(part, engine="openpyxl") as book:
            for name, frame in tables.items():
                sheet = name.translate(FORBIDDEN)[:SHEET]
                frame.to_excel(book, sheet_name=sheet, index=_has_names(frame), freeze_panes=(1, frame.index.nlevels))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def write_tables(folder: str | Path, tables: Tables, kind: str) -> list[Path]:
    """Write one file a table into a folder, which is made if it is not there; none is ever half there."""
    if kind == "parquet":
        _require("pyarrow", "Parquet", "frames")
    target = as_path(folder)
    target.mkdir(parents=True, exist_ok=True)
    paths = {name: target / f"{name.replace(' ', '_')}.{kind}" for name in tables}
    with TemporaryDirectory(dir=target) as aside:
        for name, path in paths.items():
            WRITERS[kind](tables[name], Path(aside) / path.name)
        for path in paths.values():
            (Path(aside) / path.name).replace(path)
    return list(paths.values())


def _has_names(frame: pd.DataFrame) -> bool:
    """Tell whether the rows of a table have names or ids of their own."""
    return frame.index.names != [None]


def _require(module: str, wish: str, extra: str) -> None:
    if find_spec(module) is None:
        raise ImportError(f"{wish} needs {module}: pip install 'cxsim[{extra}]'")
