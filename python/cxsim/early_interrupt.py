"""Ends the command without a traceback if Ctrl-C comes while its modules are still being read."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

INTERRUPTED = 130


def quiet_in_command() -> None:
    """Let Ctrl-C end the process at once, if this is the command `cxsim` and nobody else listens."""
    if Path(sys.argv[0]).stem == "cxsim" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)


def as_usual() -> None:
    """Let Ctrl-C interrupt what runs, now that somebody catches it."""
    if signal.getsignal(signal.SIGINT) is _leave:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _leave(*_: object) -> None:
    os.write(2, b"interrupted\n")
    os._exit(INTERRUPTED)
