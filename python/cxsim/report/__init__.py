"""The report of a comparison: one page that needs nothing but itself, answer first, assumptions last."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from ..data_set import months_in
from ..whole_file import require_place, write_whole
from ..wording import counted, money
from .assumed import lever_table, number_table, setting_table, summary
from .doubt import doubt_table
from .reproduce import python_lines
from .table import comparison_table, notes_list, people_table, words
from .verdict import verdict

if TYPE_CHECKING:
    from ..compare import Comparison

__all__ = ["table_html", "write_report"]


def table_html(comparison: Comparison) -> str:
    """Return the verdict, the table and its notes as HTML, for a notebook.

    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> "simulation error" in table_html(study)
    True
    """
    sentences = "".join(f"<p>{words(sentence)}</p>" for sentence in verdict(comparison))
    return f"{sentences}{comparison_table(comparison)}{doubt_table(comparison)}{notes_list(comparison)}"


def write_report(comparison: Comparison, path: Path, command: str = "") -> Path:
    """Write the page and return its path; an older file is replaced only by a whole new one.

    Parameters
    ----------
    comparison
        What `cx.compare` returned.
    path
        Where to write.
    command
        Line for the terminal that makes this comparison again; without it the page gives lines of Python.

    Examples
    --------
    >>> import cxsim as cx, tempfile
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> write_report(study, Path(tempfile.mkdtemp()) / "study.html").name
    'study.html'
    """
    require_place(path)
    template = Template((files("cxsim.report") / "page.html").read_text(encoding="utf-8"))
    write_whole(path, template.substitute(_parts(comparison, command)))
    return path


def _parts(comparison: Comparison, command: str) -> dict[str, str]:
    from .pictures import first_picture, pictures  # brings matplotlib, which a table does not need

    attributes = comparison.results[comparison.baseline].data.attrs
    first, *rest = verdict(comparison)
    again = command or python_lines(comparison)
    return {
        "company": escape(str(attributes["company"])),
        "scope": escape(_scope(comparison)),
        "answer": words(first),
        "more": words(" ".join(rest)),
        "table": comparison_table(comparison) + doubt_table(comparison),
        "people": people_table(comparison),
        "notes": notes_list(comparison),
        "picture": first_picture(comparison),
        "summary": summary(comparison),
        "pictures": pictures(comparison),
        "levers": lever_table(comparison),
        "settings": setting_table(comparison),
        "numbers": number_table(comparison),
        "company_yaml": escape(str(attributes["company_yaml"])),
        "again": escape(again),
        "digest": escape(comparison.digest),
        "version": escape(str(attributes["version"])),
    }


def _scope(comparison: Comparison) -> str:
    data = comparison.results[comparison.baseline].data
    months = months_in(data)
    market = float((data["customers"] + data["prospects"] + data["lapsed"]).isel(replication=0, month=0).sum())
    count = len(comparison.challengers)
    against = f"{count} scenario{'s' if count > 1 else ''} against {comparison.baseline}"
    return f"{against}, {counted(months, 'month')}, a market of {money(market)} people"
