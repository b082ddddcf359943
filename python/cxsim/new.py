"""Writes a company file to start from: the norm company's numbers, each with its meaning, unit and range."""

from __future__ import annotations

from textwrap import indent, wrap
from typing import Any

from .company import Company
from .loading import load_example
from .parameters import SCHEMA_VERSION, Row, blocks, select_rows
from .yaml_lines import write_yaml

WIDTH = 116
HEAD = """\
# A company and its market. Every number below is the norm company's: change what you know better and delete the rest,
# since what is not here is as with the norm company. `cxsim check` says what is wrong with a file, `cxsim parameters`
# lists the numbers that are not here. Each number has its meaning, unit and allowed range beside it; one that is known
# only roughly may be written {low: 1, likely: 2, high: 4}, and one number for all where a mapping gives one for each.
"""
NOTES = {
    "market": "The market, customers or not.",
    "money": (
        "Prices and costs. `fixed` and `adverts` are those of a firm of the norm's size: change them with market.size,\n"
        "# and reference_price with the price, or the company loses money whatever it does."
    ),
    "policy": "What the company promises, and how it works.",
    "segments": "Kinds of customers. A file that gives one segment gives them all.",
    "dimensions": "What people judge.",
    "channels": "Ways in which people meet the company.",
    "touchpoints": "Where people meet the company. Touchpoints of your own need a quality on every dimension.",
    "journeys": "Where people go; the odds that are left of 1 end the journey there.",
}
FOOT = """\
# Where the numbers are from, by path or by the start of one; `*` stands for any name, and the longest path counts. A
# source begins with its kind: published, textbook, fitted or assumed. What is still the norm's number has the norm's
# source; a number of your own without one is listed as unsourced. Take out the # and write yours:
# sources:
#   money: "assumed: the price list, and last year's campaigns"
#   touchpoints.help_desk.failure: "fitted to the service log of a year"
"""


def new_company(name: str = "My company", norm: str = "telecom_norm") -> str:
    """Return the text of a commented company file that loads as it is.

    >>> new_company("Mine").splitlines()[5]
    'name: Mine'
    """
    company = load_example(norm)
    header = write_yaml({"schema_version": SCHEMA_VERSION, "name": name, "norm": norm})
    parts = [f"# {note}\n{block}:\n{indent(_block(block, company), '  ')}" for block, note in NOTES.items()]
    return "\n".join([HEAD + header, *parts, FOOT])


def _block(block: str, company: Company) -> str:
    rows = select_rows(block)
    if not blocks()[block]:
        return "".join(_meaning(row) + write_yaml({row.name: _value(row, company)}) for row in rows)
    legend = "".join(_meaning(row, f"{row.name}: ", f"; default {_number(row.default)}") for row in rows)
    return legend + write_yaml(company.to_dict()[block])


def _meaning(row: Row, before: str = "", after: str = "") -> str:
    """Return what a number means, as comment lines."""
    text = f"{before}{row.doc} ({row.allowed}{after})"
    return "".join(f"# {line}\n" for line in wrap(text, WIDTH, subsequent_indent="  "))


def _value(row: Row, company: Company) -> Any:
    """Return a number, or one for each name where they differ."""
    value = company.get(f"{row.block}.{row.name}")
    if not isinstance(value, dict):
        return _number(value)
    numbers = {key: _number(each) for key, each in value.items()}
    return numbers if len(set(numbers.values())) > 1 else next(iter(numbers.values()))


def _number(value: Any) -> Any:
    """Return a number without its fraction if it has none, and equal numbers as one."""
    if isinstance(value, list) and len(set(value)) == 1:
        return _number(value[0])
    return int(value) if isinstance(value, float) and value.is_integer() else value
