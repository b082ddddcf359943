"""How much memory a run takes, and how much there is: a run that would not fit is refused before it starts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from . import _core

if TYPE_CHECKING:
    from .company import Company
    from .run import Settings

CACHE_BYTES = 1 << 29  # starts of worlds that are kept
EVERYBODY = 1.8  # the table of everybody and what it is made from, over its columns; measured with telecom
EVENTS, EVENT_BYTES, COPIES = 2, 200, 3  # a person and month, prospects too; a row of them; measured with telecom
USABLE = 0.9  # share of the free memory that a run may plan with
# Limit and use of a group of processes (a container, a batch job): version 2 of Linux's control groups, and version 1.
LIMITS = (("memory.max", "memory.current"), ("memory.limit_in_bytes", "memory.usage_in_bytes"))


def require_memory(company: Company, settings: Settings, worlds: int) -> None:
    """Raise `ValueError` if a run would not fit."""
    needed, free = needed_memory(company, settings, worlds), free_memory()
    if free is not None and needed > USABLE * free:
        raise ValueError(
            f"people = {settings.people}: {worlds} worlds need about {needed / 1e9:.1f} GB, {free / 1e9:.1f} GB are free; "
            "use fewer people and more replications"
        )


def needed_memory(company: Company, settings: Settings, worlds: int) -> int:
    """Return the bytes that a run takes at its peak, beside those that Python and its libraries take anyway.

    >>> import cxsim as cx
    >>> from cxsim.simulate import settings_of
    >>> telecom = cx.load_example("telecom")
    >>> 1e7 < needed_memory(telecom, settings_of(telecom, 36, None, 20_000, 8, 1, "steady", True, 1), 2) < 1e9
    True
    """
    columns = settings.people * 4 * (len(_core.column_rows()) + 2 * (len(company.names.dimensions) - 1))
    cells: int = sum(row["count"] for row in _core.series(company.parameters())) * len(company.names.segments)
    totals, replications = 8 * cells * settings.steps, settings.replications
    starts = max(min(replications, 1 + CACHE_BYTES // columns), 2)  # at least one, and what a table is made from
    kept = round((starts + EVERYBODY * worlds) * columns)  # those in the results are of the first replication
    during = worlds * (columns + totals * (settings.threads + 1 + replications))
    after = totals * replications * (2 * worlds + 2)  # as whole numbers, as numbers, and twice what one world needs
    return kept + max(during, after) + worlds * _recorded(settings, columns // settings.people)


def _recorded(settings: Settings, width: int) -> int:
    """Return the bytes that the records of a world take, with the copies that are made of them on the way."""
    months = settings.sample * settings.steps
    events = months * EVENTS * EVENT_BYTES * COPIES if "events" in settings.record else 0
    panel = months * width * COPIES if "panel" in settings.record else 0
    return events + panel


def free_memory(system: Path = Path("/")) -> int | None:
    """Return the bytes of memory that are free, to the machine and to the groups this process is in, if it is known."""
    known = [_available(system / "proc/meminfo"), *map(_left, _groups(system))]
    return min((each for each in known if each is not None), default=None)


def _available(meminfo: Path) -> int | None:
    sizes = dict(line.split(":", 1) for line in _lines(meminfo))
    return int(sizes["MemAvailable"].split()[0]) * 1024 if "MemAvailable" in sizes else None


def _groups(system: Path) -> Iterator[Path]:
    """Yield the folders of the groups that this process is in, and of those that these are in."""
    for line in _lines(system / "proc/self/cgroup"):
        _, kinds, group = line.split(":", 2)
        if kinds in ("", "memory"):
            root = system / "sys/fs/cgroup" / kinds
            own = root / group.strip("/")
            yield from (folder for folder in (own, *own.parents) if folder.is_relative_to(root))


def _left(group: Path) -> int | None:
    """Return what a group may still take; pages of files that it has read make room when they must."""
    for limit, used in LIMITS:
        most, now = ("".join(_lines(group / name)) for name in (limit, used))
        if most.isdecimal() and now.isdecimal():
            stated = dict(line.split(" ", 1) for line in _lines(group / "memory.stat"))
            files = int(stated.get("total_inactive_file", stated.get("inactive_file", 0)))
            return max(int(most) - int(now) + files, 0)
    return None


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
