"""The table of a comparison: one row a scenario, differences with their intervals."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..data_set import months_in
from ..intervals import Interval, interval_of
from ..metrics import LEAVERS, METRICS, VALUE, Metric
from ..wording import counted, money_unit, number, odds, with_interval

if TYPE_CHECKING:
    from ..compare import Comparison

MEASURES = (VALUE, "churn", "below_zone", "inside_zone", "above_zone", "satisfaction")
FINENESS = ((10.0, 0), (1.0, 1), (0.005, 2))  # half width of a typical interval: decimals worth showing
FINEST = 3
SCALES = {"": "", "k": "thousand", "M": "million", "bn": "billion"}


def words(text: str) -> str:
    """Return a sentence as HTML, in which no line breaks between a number and its per cent.

    >>> words("95 % & more")
    '95&nbsp;% &amp; more'
    """
    return escape(text).replace(" %", "&nbsp;%")


class Column(NamedTuple):
    """One measure: the baseline's level, each challenger's difference, and how to write them."""

    metric: str
    name: str
    unit: str
    decimals: int
    scale: float
    better: int
    level: float
    differences: dict[str, Interval]

    def level_text(self) -> str:
        """Return the baseline's level."""
        return number(self.level / self.scale, self.decimals)

    def text(self, label: str, between: str = " ") -> str:
        """Return a challenger's difference with its interval."""
        return with_interval(self.differences[label], self.decimals, self.scale, between)


def columns(comparison: Comparison) -> list[Column]:
    """Return the measures of the table, first the value.

    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> columns(study)[1].name
    'churn'
    """
    return [_column(comparison, metric) for metric in MEASURES]


def _column(comparison: Comparison, metric: str) -> Column:
    differences = {label: comparison.interval(metric, label) for label in comparison.challengers}
    level = comparison.level(metric, comparison.baseline)
    if metric == VALUE:
        scale, letter = money_unit(max(abs(each.mean) for each in differences.values()))
        unit = ", ".join(filter(None, ("money", SCALES[letter])))
        return Column(metric, VALUE, unit, _decimals(differences, scale), scale, 1, level, differences)
    row = METRICS[metric]
    return Column(metric, row.label, row.unit, _decimals(differences), 1.0, row.better, level, differences)


def _decimals(differences: Mapping[str, Interval], scale: float = 1.0) -> int:
    """Return the decimals that are worth showing, by the width of a typical interval."""
    halves = [(each.high - each.low) / 2 / scale for each in differences.values() if each.error > 0]
    typical = float(np.median(halves)) if halves else FINENESS[-1][0]
    return next((places for half, places in FINENESS if typical >= half), FINEST)


def people_columns(comparison: Comparison) -> list[Column]:
    """Return customers, joiners and leavers: means over months.

    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> [column.name for column in people_columns(study)]
    ['customers', 'joiners', 'leavers']
    """
    return [_people_column(comparison, metric) for metric in (METRICS["customers"], METRICS["joined"], LEAVERS)]


def _people_column(comparison: Comparison, metric: Metric) -> Column:
    values = {label: metric.of(result.data).to_numpy() for label, result in comparison.results.items()}
    base = values.pop(comparison.baseline)
    differences = {label: interval_of(value - base) for label, value in values.items()}
    decimals, level = _decimals(differences), float(base.mean())
    return Column(metric.label, metric.label, metric.unit, decimals, 1.0, metric.better, level, differences)


def comparison_table(comparison: Comparison) -> str:
    """Return the table as HTML.

    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> comparison_table(study).count("<tr")
    3
    """
    table = columns(comparison)
    odds_column = {label: odds(table[0].differences[label].positive) for label in comparison.challengers}
    caption = f"Net present value over {_months(comparison)}; everything else: mean of {_months(comparison)}"
    return _table("comparison", comparison, table, odds_column, caption)


def _months(comparison: Comparison) -> str:
    data = comparison.results[comparison.baseline].data
    return counted(months_in(data), "month")


def people_table(comparison: Comparison) -> str:
    """Return what becomes of the number of customers, as a table in HTML.

    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> people_table(study).count("<tr")
    3
    """
    caption = f"Number of people, mean of {_months(comparison)}"
    return _table("comparison people", comparison, people_columns(comparison), {}, caption)


def _table(kind: str, comparison: Comparison, table: list[Column], chances: Mapping[str, str], caption: str) -> str:
    heads = "".join(f'<th scope="col">Δ {escape(one.name)} <small>{escape(one.unit)}</small></th>' for one in table)
    better = '<th scope="col">P(better) <small>in value</small></th>' if chances else ""
    rows = "".join(_row(label, table, chances.get(label)) for label in comparison.challengers)
    return (
        f'<table class="{kind}"><caption>{caption}</caption><thead><tr><th scope="col">scenario</th>{heads}{better}</tr></thead>'
        f"<tbody>{_baseline(comparison.baseline, table, bool(chances))}{rows}</tbody></table>"
    )


def _baseline(label: str, table: list[Column], has_chances: bool) -> str:
    cells = "".join(f"<td{_title(one, '')}>{one.level_text()}</td>" for one in table) + "<td></td>" * has_chances
    return f'<tr class="baseline"><th scope="row">{escape(label)} <small>level</small></th>{cells}</tr>'


def _row(label: str, table: list[Column], chance: str | None) -> str:
    cells = "".join(f"<td{_title(one)}>{_cell(one, label)}</td>" for one in table)
    if chance is not None:
        cells += f'<td data-name="P(better) in value">{escape(chance)}</td>'
    return f'<tr><th scope="row">{escape(label)}</th>{cells}</tr>'


def _title(column: Column, before: str = "Δ ") -> str:
    """Return the name of a cell, which a narrow screen shows beside it."""
    return f' data-name="{before}{escape(column.name)}, {escape(column.unit)}"'


def _cell(column: Column, label: str) -> str:
    """Return a difference, marked as good or bad where its interval leaves no doubt."""
    mean, _, interval = column.text(label).partition(" ")
    ends = (column.differences[label].low, column.differences[label].high)
    low, high = (round(end / column.scale, column.decimals) for end in ends)
    direction = column.better * (1 if low > 0 else -1 if high < 0 else 0)
    kind = {1: "good", -1: "bad", 0: "open"}[direction]
    return f'<b class="{kind}">{mean}</b> <span class="interval">{interval}</span>'


def notes_list(comparison: Comparison) -> str:
    """Return what a reader must know beside the numbers, as a list."""
    items = "".join(f"<li>{words(note)}</li>" for note in comparison.notes)
    return f'<ul class="notes">{items}</ul>'
