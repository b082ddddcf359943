"""How a command ends: with an exit code and, where something is wrong, a line that says what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

from .early_interrupt import INTERRUPTED
from .errors import ProblemsError
from .terminal import complain, warnings_in_words
from .whole_file import reason

REFUSED = 2
UsageError = typer.BadParameter.__bases__[0]  # which typer does not export


@contextmanager
def _in_words() -> Iterator[None]:
    """Turn problems of files and arguments into lines and an exit code; what is unexpected stays an error."""
    try:
        with warnings_in_words():
            yield
    except ProblemsError as error:
        complain(map(str, error.problems))
    except UsageError as error:  # type: ignore[misc]
        name = error.ctx.command_path if error.ctx else "cxsim"
        complain([f"cxsim: {error.format_message().removesuffix('.')}; {name} --help lists what there is"])
    except BrokenPipeError:
        raise
    except ValueError as error:
        complain([f"cxsim: {error}"])
    except OSError as error:
        complain([f"cxsim: {': '.join(filter(None, (error.filename, reason(error))))}"])
    except KeyboardInterrupt:
        complain(["interrupted"])
        raise typer.Exit(INTERRUPTED) from None
    else:
        return
    raise typer.Exit(REFUSED)


class Commands(TyperGroup):
    """All commands; each ends with an exit code and, where something is wrong, a line that says what."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        with _in_words():
            return super().invoke(ctx)
