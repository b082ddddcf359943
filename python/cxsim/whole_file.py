"""Writes a file beside its place and renames it, so nobody ever sees half of it; says beforehand whether that can be."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path
from uuid import uuid4

from .errors import shown


def require_place(path: Path) -> None:
    """Refuse a file that could not be written, so that no work is done in vain.

    >>> require_place(Path("no such folder") / "study.html")
    Traceback (most recent call last):
    ValueError: no such folder/study.html: there is no folder 'no such folder' to write it into
    """
    try:
        if path.is_dir():
            raise ValueError(f"{path}: is a folder; name a file in it")
        if not path.absolute().parent.is_dir():
            raise ValueError(f"{path}: there is no folder '{path.parent}' to write it into")
        probe = beside(path)
        probe.touch()  # asked of the file system itself, which knows rights
        probe.unlink()
        path.exists()  # and names that are too long
    except OSError as error:
        raise ValueError(f"{path}: cannot be written there: {reason(error)}") from None


def as_path(path: object) -> Path:
    """Return a path; refuse what is none.

    >>> as_path(5)
    Traceback (most recent call last):
    TypeError: path = 5: give the path of a file, as text
    """
    if isinstance(path, (str, PathLike)):
        return Path(path)
    raise TypeError(f"path = {shown(path)}: give the path of a file, as text")


def reason(error: OSError) -> str:
    """Return what the operating system says, without its numbers.

    >>> reason(PermissionError(13, "Permission denied", "x.html"))
    'permission denied'
    """
    text = error.strerror or str(error)
    return text[:1].lower() + text[1:]


def beside(path: Path) -> Path:
    """Return where a file is written before it takes its place: a new name each time, so that no file is in the way.

    >>> beside(Path("study.nc")) != beside(Path("study.nc"))
    True
    """
    return path.with_name(f".{path.name[:100]}.{uuid4().hex[:12]}.part{path.suffix[:20]}")


def write_whole(path: Path, text: str, check: Callable[[Path], object] | None = None) -> None:
    """Write text; an older file is replaced only once the new one is whole and `check` does not object to it.

    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp()) / "note.txt"
    >>> write_whole(place, "here")
    >>> place.read_text()
    'here'
    """
    part = beside(path)
    try:
        part.write_text(text, encoding="utf-8")
        if check:
            check(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
