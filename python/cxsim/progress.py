"""Progress of long work: a bar, a function, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import Progress


@contextmanager
def shown(progress: bool | Callable[[float], None], title: str) -> Iterator[Callable[[float], None] | None]:
    """Give what a run reports the done share to: None, the function itself, or a bar that is shown meanwhile."""
    if progress is not True:
        yield progress or None
        return
    with Progress(transient=True) as bar:
        task = bar.add_task(title, total=1.0)
        yield lambda share: bar.update(task, completed=share)


def part_of(report: Callable[[float], None] | None, start: float, end: float) -> Callable[[float], None] | None:
    """Return what a part of the work reports its done share to, so that the whole goes from start to end.

    >>> heard = []
    >>> part_of(heard.append, 0.5, 1.0)(0.5)
    >>> heard
    [0.75]
    """
    return report and (lambda share: report(start + share * (end - start)))
