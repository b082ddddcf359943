"""What a chart may be asked for, and one clear message for anything else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..errors import hint, one_of, shown
from ..metrics import VALUE

if TYPE_CHECKING:
    from ..compare import Comparison


def require_choice(name: str, value: object, choices: Sequence[str]) -> str:
    """Return a value that is one of the choices; raise a `ValueError` with the nearest one otherwise.

    >>> require_choice("by", "month", ["month", "touchpoint"])
    'month'
    """
    if isinstance(value, str) and value in choices:
        return value
    raise ValueError(f"{name} = {shown(value)}: known: {one_of(choices)}{hint(value, choices)}")


def require_challenger(comparison: Comparison, label: str | None) -> str:
    """Return a scenario beside the baseline; the one worth most unless one is named."""
    if label is None:
        return max(comparison.challengers, key=lambda one: float(comparison.results[one].metric(VALUE).mean()))
    if label == comparison.baseline:
        raise ValueError(f"label = {label!r}: no scenario beside the baseline; known: {one_of(comparison.challengers)}")
    return require_choice("label", label, comparison.challengers)
