"""Progress of long work: a bar, a function, or nothing; unless said, a bar where somebody watches and it takes a while."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from time import monotonic
from typing import Any, Protocol

from rich.progress import Progress as RichProgress

from .errors import shown as shown_value

Report = Callable[[float], None]
PATIENCE = 2.0  # seconds that somebody waits without being told


@contextmanager
def shown(progress: bool | Report | None, title: str) -> Iterator[Report | None]:
    """Give what a run reports the done share to: None, the function itself, or a bar that is shown meanwhile."""
    if progress is not None and not isinstance(progress, bool) and not callable(progress):
        raise TypeError(f"progress = {shown_value(progress)}: give True, False, a function of the done share, or None")
    if callable(progress) or progress is False or (progress is None and not is_watched()):
        yield progress if callable(progress) else None
        return
    bar: _Bar = _NotebookBar(title) if is_notebook() else _TerminalBar(title)
    begun, wait = monotonic(), 0.0 if progress else PATIENCE
    try:
        yield lambda share: bar.show(share) if monotonic() - begun >= wait else None
    finally:
        bar.close()


def part_of(report: Report | None, start: float, end: float) -> Report | None:
    """Return what a part of the work reports its done share to, so that the whole goes from start to end.

    >>> heard = []
    >>> part_of(heard.append, 0.5, 1.0)(0.5)
    >>> heard
    [0.75]
    """
    return report and (lambda share: report(start + share * (end - start)))


def is_watched() -> bool:
    """Tell whether somebody waits for each line: in a notebook, or at a prompt in a terminal; no script, no test."""
    return is_notebook() or (sys.stdout.isatty() and (hasattr(sys, "ps1") or _shell() is not None))


def is_notebook() -> bool:
    """Tell whether the code runs in the kernel of a notebook."""
    return any(kind.__name__ == "ZMQInteractiveShell" for kind in type(_shell()).__mro__)


def _shell() -> Any:
    """Return the shell of IPython, if there is one."""
    module = sys.modules.get("IPython")
    return module.get_ipython() if module else None


class _Bar(Protocol):
    def show(self, share: float) -> None: ...

    def close(self) -> None: ...


class _TerminalBar:
    """A bar of rich, begun when it is first shown."""

    def __init__(self, title: str) -> None:
        self._bar = RichProgress(transient=True)
        self._task = self._bar.add_task(title, total=1.0)

    def show(self, share: float) -> None:
        self._bar.start()
        self._bar.update(self._task, completed=share)

    def close(self) -> None:
        if self._bar.live.is_started:
            self._bar.stop()


class _NotebookBar:
    """A bar of the browser's; rich would ask for widgets, which not everybody has."""

    def __init__(self, title: str) -> None:
        self._title, self._shown = title, ""
        self._handle: Any = None

    def show(self, share: float) -> None:
        text = f"<progress value='{share:.2f}'></progress> {self._title}: {share:.0%}"
        if text != self._shown:
            self._put(text)

    def close(self) -> None:
        if self._handle:
            self._put("")

    def _put(self, text: str) -> None:
        page: Any = import_module("IPython.display")  # there is one where this is called
        self._shown = text
        if self._handle:
            self._handle.update(page.HTML(text))
        else:
            self._handle = page.display(page.HTML(text), display_id=True)
