"""What the commands print: results, comparisons, companies, parameters; levers have a module of their own."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from .company import Company
from .constants import stale_constants
from .errors import CompanyError, Problem, nearest, one_of
from .metrics import VALUE
from .parameters import Row, blocks, find_row, rows, select_rows
from .remarks import remarks
from .report.doubt import HEADS as DOUBT_HEADS
from .report.doubt import doubt_rows, value_unit
from .report.table import Column, columns
from .report.verdict import verdict
from .sources import PROVENANCES
from .terminal import print_json, print_table, say
from .wording import counted, digits, odds

if TYPE_CHECKING:
    from .compare import Comparison
    from .results import Results

HEADS = {  # the share inside the zone is 100 less the other two
    VALUE: "Δ net present\nvalue,\n{unit} money",
    "churn": "Δ churn,\n% a month",
    "below_zone": "Δ below zone,\n% of\nencounters",
    "above_zone": "Δ above zone,\n% of\nencounters",
    "satisfaction": "Δ satisfaction,\nSD",
}


def print_results(results: Results) -> None:
    """Print the measures of one world."""
    say(f"{results.data.attrs['company']}, {results.label}")
    lines = []
    for measure, row in results.table().iterrows():
        lines.append([str(measure), *(digits(row[key]) for key in ("mean", "low", "high")), str(row["unit"])])
    print_table(["measure", "mean", "low", "high", "unit"], lines, right=(1, 2, 3))
    for note in results.notes:
        say(f"- {note}")


def print_comparison(comparison: Comparison) -> None:
    """Print the verdict, one row a scenario, and the notes."""
    say(" ".join(verdict(comparison)))
    shown = [column for column in columns(comparison) if column.metric in HEADS]
    heads = [
        "scenario",
        *(HEADS[column.metric].format(unit=_scale(column.unit)) for column in shown),
        "value\nbetter\nwith P",
    ]
    baseline = [f"{comparison.baseline} (level)", *(column.level_text() for column in shown), ""]
    challengers = [
        [label, *(_cell(column, label) for column in shown), odds(shown[0].differences[label].positive)]
        for label in comparison.challengers
    ]
    print_table(heads, [baseline, *challengers], whole=range(1, len(heads)), gap=0)
    if rows := doubt_rows(comparison):
        say(f"Δ {VALUE}, {value_unit(comparison)}")
        print_table(DOUBT_HEADS, rows, whole=range(1, len(DOUBT_HEADS)))
    for note in comparison.notes:
        say(f"- {note}")


def _scale(unit: str) -> str:
    return unit.removeprefix("money").removeprefix(", ")


def _cell(column: Column, label: str) -> str:
    """Return a difference and, below it, its interval."""
    mean, _, interval = column.text(label).partition(" ")
    return f"{mean}\n{interval.replace(', ', ',')}"


def print_company(company: Company) -> None:
    """Print what a company is, where its numbers are from, and which of them do not say."""
    say(repr(company))
    counts = Counter(company.provenance(path) for path in company.flat())
    print_table(["numbers", "from"], [[f"{counts[kind]:,}", kind] for kind in PROVENANCES if counts[kind]], right=(0,))
    if unsourced := company.unsourced():
        say(f"Given without a source, in {counted(len(unsourced), 'place')}: {', '.join(unsourced)}.")
    if stale := stale_constants(company):
        say(f"Constants do not fit: {stale}")
    for remark in remarks(company):
        say(f"{company.name}: {remark}.")


def print_parameters(path: str, as_json: bool) -> None:
    """Print the parameters of a block, or the one behind a path."""
    found = _found(path)
    if as_json:
        print_json([_record(row) for row in found])
        return
    lines = [[row.path, row.allowed, _default(row), row.provenance, row.doc] for row in found]
    print_table(["parameter", "allowed", "default", "from", "meaning"], lines, names=(0,))


def _found(path: str) -> list[Row]:
    """Return the rows of a block, of a field of it, or behind a path of a company."""
    wanted = select_rows(path)
    one = None if wanted else find_row(path)
    if one:
        return [one]
    if not wanted:
        known = [*blocks(), *(f"{row.block}.{row.name}" for row in rows())]
        message = "is no parameter, and no block of them"
        raise CompanyError(
            [Problem("", None, "parameter", path, message, one_of(list(blocks())), nearest(path, known))]
        )
    return wanted


def _default(row: Row) -> str:
    values = row.default if isinstance(row.default, list) else [row.default]
    return ", ".join(f"{value:g}" for value in (values if len(set(values)) > 1 else values[:1]))


def _record(row: Row) -> dict[str, Any]:
    return {"path": row.path, **asdict(row)}
