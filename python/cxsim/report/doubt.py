"""The value of each scenario with luck only, and with doubt: rows for the terminal, and a table for the page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ..metrics import VALUE
from ..wording import odds
from .table import columns

if TYPE_CHECKING:
    from ..compare import Comparison

HEADS = ("scenario", "simulation error", "P(better)", "simulation error and doubt", "P(better)")


def doubt_rows(comparison: Comparison) -> list[tuple[str, ...]]:
    """Return scenario, difference in value and odds without and with doubt, as texts; nothing without doubt.

    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> doubt_rows(study)
    []
    """
    if comparison.doubt is None:
        return []
    luck = columns(comparison)[0]
    both = {label: comparison.interval_with_doubt(VALUE, label) for label in comparison.challengers}
    wide = luck._replace(differences=both)
    return [
        (label, luck.text(label), odds(luck.differences[label].positive), wide.text(label), odds(both[label].positive))
        for label in comparison.challengers
    ]


def value_unit(comparison: Comparison) -> str:
    """Return the unit in which the rows give value.

    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> value_unit(study)[:5]
    'money'
    """
    return columns(comparison)[0].unit


def doubt_table(comparison: Comparison) -> str:
    """Return the rows as a table in HTML; nothing without doubt.

    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> plans = ["today", cx.levers.redesign("help_desk")]
    >>> study = cx.compare(telecom, plans, months=2, people=300, replications=2, doubt=True)
    >>> doubt_table(study).count("<tr")
    2
    """
    rows = doubt_rows(comparison)
    if not rows:
        return ""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in HEADS)
    body = "".join(f'<tr><th scope="row">{escape(row[0])}</th>{_cells(row[1:])}</tr>' for row in rows)
    caption = f"Δ {VALUE}, {value_unit(comparison)}"
    return (
        f'<table class="comparison doubt"><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _cells(texts: tuple[str, ...]) -> str:
    pairs = zip(HEADS[1:], texts, strict=True)
    return "".join(f'<td data-name="{escape(head)}">{escape(text)}</td>' for head, text in pairs)
