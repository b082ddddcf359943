"""Writes a file beside its place and renames it: nobody ever sees half of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def write_whole(path: Path, text: str, check: Callable[[Path], object] | None = None) -> None:
    """Write text; an older file is replaced only once the new one is whole and `check` does not object to it.

    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp()) / "note.txt"
    >>> write_whole(place, "here")
    >>> place.read_text()
    'here'
    """
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_text(text, encoding="utf-8")
        if check:
            check(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
