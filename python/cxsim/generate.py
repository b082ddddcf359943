"""Writes the files that follow from the core, or tells which of them are stale: `python -m cxsim.generate [--check]`.

A tool for developers, run in the source tree. It writes the parameter page, the JSON schema of company files, the
functions of the model's equations and the stubs of the compiled module, and fills the sections of the pages under docs/
that stand between `<!-- generated: KIND ARGUMENTS -->` and `<!-- end -->`; `SECTIONS` lists the kinds.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from . import _core, generate_encounter, generate_model
from .catalogue import catalogue
from .errors import nearest
from .lever_words import STATED
from .levers import table as lever_table
from .parameters import Row, json_schema, rows, select_rows
from .people import customer_columns

REMEDY = "run: python -m cxsim.generate"
SECTION = re.compile(r"(<!-- generated: (\w+)((?: [\w.]+)*) -->\n).*?(<!-- end -->)", re.DOTALL)
# The comment above a function of a model header: what it is, and its equation.
EQUATION = re.compile(r"((?:^/// .*\n)+)(?=(?:template .*\n)?(?!template|struct|enum)\w)", re.MULTILINE)
CONSTANT = re.compile(r"^(\w+): (?:dict|list) = .*$", re.MULTILINE)  # of a stub
Page = Callable[[Path, Sequence[str]], str]


def parameter_page(root: Path) -> str:
    """Return the page of all parameters, grouped by block, each block with the pages that explain it."""
    origins = Counter(row.provenance for row in rows())
    counts = markdown_table(("provenance", "parameters"), [(name, str(count)) for name, count in origins.most_common()])
    blocks = groupby(rows(), key=lambda row: row.block)
    parts = [f"## {block}\n\n{_explained(root, block)}{_rows_table(group)}" for block, group in blocks]
    return f"{_PARAMETERS_HEAD.format(assumed=origins['assumed'], all=len(rows()))}\n{counts}\n" + "\n".join(parts)


_PARAMETERS_HEAD = """\
<!-- Written by `python -m cxsim.generate` from the rows of the core. Do not edit. -->
# Parameters

Every number of the model that a company file or a lever can change, with the default that holds where no file says
otherwise. Of {all} parameters, **{assumed} have an assumed default**: a judgment, not a measurement. *Doubt* is low to
high of what the default might be instead (a fitted number has none here; it is fitted again instead). `<name>` stands
for a segment, dimension, channel, touchpoint or journey of the file. A company's own numbers and their sources are in
its file; `company.source(path)` and `company.provenance(path)` tell them.
"""


def _explained(root: Path, block: str) -> str:
    docs = root / "docs"
    pages = [page.relative_to(docs) for page in sorted(docs.rglob("*.md")) if _shows(page, block)]
    links = ", ".join(f"[{page.stem.replace('_', ' ')}]({page.as_posix()})" for page in pages)
    return f"Explained in {links}.\n\n" if links else ""


def _shows(page: Path, block: str) -> bool:
    sections = SECTION.findall(page.read_text(encoding="utf-8"))
    prefixes = [prefix for _, kind, given, _ in sections if kind == "parameters" for prefix in given.split()]
    return any(prefix.split(".")[0] == block for prefix in prefixes)


def _rows_table(group: Iterable[Row]) -> str:
    head = ("path", "default", "doubt", "allowed", "unit", "meaning", "from")
    return markdown_table(head, [(f"`{row.path}`", *_row_cells(row)) for row in group])


def _row_cells(row: Row) -> tuple[str, ...]:
    doubt = _span(row.doubt_low, row.doubt_high) if row.provenance != "fitted" else ""
    allowed = "any" if row.low == -row.high == -float("inf") else _span(row.low, row.high)
    origin = row.source if row.source.startswith(row.provenance) else f"{row.provenance}: {row.source}"
    return _default(row), doubt, allowed, row.unit, row.doc, origin


def _default(row: Row) -> str:
    numbers = row.default if isinstance(row.default, list) else [row.default]
    return ", ".join(map(number, numbers if len(set(numbers)) > 1 else numbers[:1]))


def _span(low: float, high: float) -> str:
    return f"{number(low)} … {number(high)}" if low < high else ""


def number(value: float) -> str:
    """Return a number as the pages show it.

    >>> number(1e10), number(0.7071067811865476), number(float("inf"))
    ('1e10', '0.707107', '∞')
    """
    text = f"{value:g}".replace("inf", "∞").replace("-", "−")
    return re.sub(r"e\+0*", "e", text.replace("e−0", "e−"))


def markdown_table(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    r"""Return a table; bars within cells are escaped.

    >>> markdown_table(["a"], [["x | y"]])
    '| a |\n|---|\n| x \\| y |\n'
    """
    lines = [head, ["---"] * len(head), *body]
    shown = ("|".join(f" {cell} ".replace("|", "\\|") for cell in line) for line in lines)
    return "".join(f"|{line}|\n" for line in shown).replace(" --- ", "---")


def _parameters(_root: Path, prefixes: Sequence[str]) -> str:
    unknown = [prefix for prefix in prefixes if not select_rows(prefix)]
    if unknown or not prefixes:
        raise ValueError(f"no parameters under {', '.join(unknown) or 'nothing'}")
    return _rows_table(row for prefix in prefixes for row in select_rows(prefix))


def _equations(root: Path, names: Sequence[str]) -> str:
    found = [block for name in names for block in EQUATION.findall(_header(root, name))]
    lines = [line.removeprefix("/// ") for block in found for line in block.splitlines()]
    return "```text\n" + "\n".join(lines) + "\n```\n"


def _header(root: Path, name: str) -> str:
    return (root / generate_model.HEADERS / f"{name}.hpp").read_text(encoding="utf-8")


def _month_order(_root: Path, _arguments: Sequence[str]) -> str:
    return "".join(f"{place}. **{name}**: {doc}\n" for place, (name, doc) in enumerate(_core.month_order(), 1))


def _address_table(_root: Path, _arguments: Sequence[str]) -> str:
    fields = [(name, str(word), f"{first}–{first + bits - 1}") for name, word, first, bits in _core.address_table()]
    return markdown_table(("field", "word of the counter", "bits"), fields)


def _levers(_root: Path, _arguments: Sequence[str]) -> str:
    head = ("lever", "what it does", "moves", "at the start", "a month", "delay, ramp (months)", "fades a month")
    records: Mapping[Any, Mapping[Any, Any]] = lever_table().to_dict("index")
    table = markdown_table(head, [_lever_cells(name, record) for name, record in records.items()])
    return f"Costs are money at the stated spend, {STATED.format(catalogue().stated_for)}.\n\n{table}"


def _lever_cells(name: str, row: Mapping[Any, Any]) -> tuple[str, ...]:
    costs = (f"{row[key]:,.0f}" if row[key] else "" for key in ("once", "monthly"))
    moves = "<br>".join(f"`{move}`" for move in row["moves"].split("; "))
    pace = f"{number(row['delay'])}, {number(row['ramp'])}"
    return f"`{name}`", row["doc"], moves, *costs, pace, f"{row['depreciation']:.0%}"


def _columns(_root: Path, _arguments: Sequence[str]) -> str:
    rows = customer_columns()
    return markdown_table(("column", "unit", "meaning"), [(f"`{name}`", *row) for name, *row in rows.itertuples()])


def _event_columns(_root: Path, _arguments: Sequence[str]) -> str:
    flags, numbers, dimensions = _core.event_rows()
    named = [*flags, *numbers, *({**row, "name": f"{row['name']}_<dimension>"} for row in dimensions)]
    return markdown_table(
        ("column", "unit", "meaning"), [(f"`{row['name']}`", row["unit"], row["doc"]) for row in named]
    )


def _encounter(_root: Path, _arguments: Sequence[str]) -> str:
    return generate_encounter.steps_text()


def _encounter_variants(_root: Path, _arguments: Sequence[str]) -> str:
    return markdown_table(generate_encounter.HEADS, generate_encounter.variant_cells())


SECTIONS: Mapping[str, Page] = {
    "parameters": _parameters,  # rows of blocks ("mood") or single rows ("tolerance.mood")
    "equations": _equations,  # of model headers ("mood")
    "month_order": _month_order,
    "address_table": _address_table,
    "levers": _levers,
    "columns": _columns,
    "event_columns": _event_columns,
    "encounter": _encounter,
    "encounter_variants": _encounter_variants,
}


def filled(text: str, root: Path) -> str:
    """Return a page with its generated sections written anew."""
    return SECTION.sub(lambda found: f"{found[1]}{_section(found[2], found[3].split(), root)}{found[4]}", text)


def _section(kind: str, arguments: Sequence[str], root: Path) -> str:
    if kind not in SECTIONS:
        raise ValueError(f"'{kind}' is no kind of section; did you mean '{nearest(kind, SECTIONS)}'?")
    return SECTIONS[kind](root, arguments)


def stubs() -> dict[str, str]:
    """Return the stubs of the compiled module by file, with the types inside lists and dicts that it does not say."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pybind11_stubgen", _core.__name__, "--exit-code", "--output-dir", folder]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode:
            raise RuntimeError(f"pybind11-stubgen failed; is cxsim[test] installed?\n{made.stderr}")
        files = sorted(Path(folder, *_core.__name__.split(".")).glob("*.pyi"))
        return {file.name: _STUB_HEAD + typed(file.read_text(encoding="utf-8")) for file in files}


_STUB_HEAD = """\
# Written by `python -m cxsim.generate` from the compiled module. Do not edit.
# ruff: noqa
# fmt: off
"""


def typed(text: str) -> str:
    """Return a stub in which every list and dict says what it holds; constants lose their values.

    >>> typed("def f() -> dict:")
    'def f() -> dict[str, typing.Any]:'
    """
    text = CONSTANT.sub(lambda found: f"{found[1]}: {_type_of(found[1])}", text)
    return text.replace("-> dict:", "-> dict[str, typing.Any]:").replace("-> list:", "-> list[typing.Any]:")


def _type_of(name: str) -> str:
    value = getattr(_core, name)
    inside = next(iter(value.items())) if isinstance(value, dict) else value[:1]
    return f"{type(value).__name__}[{', '.join(type(each).__name__ for each in inside)}]"


def generated(root: Path) -> dict[Path, str]:
    """Return the text of every generated file, and of every page with generated sections, by its path."""
    written = [path for path in sorted((root / "docs").rglob("*.md")) if path != root / "docs/parameters.md"]
    if not written:
        raise FileNotFoundError(f"{root}: no source tree of cxsim; run it there, or name one by --root")
    pages = {page: filled(page.read_text(encoding="utf-8"), root) for page in written}
    return {
        **pages,
        root / "docs/parameters.md": parameter_page(root),
        root / "docs/company.schema.json": json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n",
        root / "python/cxsim/model/equations.py": generate_model.module(root),
        **{root / "python/cxsim/_core" / name: text for name, text in stubs().items()},
    }


def stale(root: Path) -> dict[Path, str]:
    """Return the files that are not as they would be generated, with the text that they should have."""
    return {
        path: text
        for path, text in generated(root).items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Write what is stale, or with --check only name it and exit with 1."""
    parser = argparse.ArgumentParser(prog="python -m cxsim.generate", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if something is stale")
    parser.add_argument("--root", type=Path, default=Path(), help="the source tree (default: the current folder)")
    given = parser.parse_args(arguments)
    files = stale(given.root)
    names = "".join(f"  {path.relative_to(given.root)}\n" for path in files)
    if given.check:
        sys.exit(f"stale:\n{names}{REMEDY}" if files else 0)
    for path, text in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    sys.stdout.write(f"written:\n{names}" if files else "all generated files are as they should be\n")


if __name__ == "__main__":
    main()
