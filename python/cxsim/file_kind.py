"""Tells company files from study files, and both from what is neither: a mix-up gets one line, not a list of keys."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from .errors import Problem
from .yaml_lines import Document, read_yaml

Kind = Literal["company", "study"]
ENDINGS = (".yaml", ".yml", ".json")
SIGNS: dict[Kind, frozenset[str]] = {
    "company": frozenset({"schema_version", "norm", "name"}),
    "study": frozenset({"company", "scenarios"}),
}
ADVICE: dict[Kind, str] = {
    "company": "`cxsim run` simulates it, and a study names it: `company: {file}`",
    "study": "`cxsim compare {file}` compares its scenarios",
}


def kind_of(document: Document) -> Kind | None:
    """Return what a file holds, by the names at its top.

    >>> kind_of(Document("my.yaml", {"norm": "telecom_norm"}))
    'company'
    """
    found: list[Kind] = [kind for kind, signs in SIGNS.items() if signs & document.data.keys()]
    return found[0] if len(found) == 1 else None


def mix_up(document: Document, wanted: Kind) -> Problem | None:
    """Return what is wrong with a file that is not of the wanted kind at all; nothing if it may be.

    >>> print(mix_up(Document("my.yaml", {"norm": "telecom_norm"}), "study"))
    my.yaml: is a company file, not a study file: `cxsim run` simulates it, and a study names it: `company: my.yaml`
    """
    kind = kind_of(document)
    if kind and kind != wanted:
        advice = ADVICE[kind].format(file=document.file)
        return Problem(document.file, None, "", None, f"is a {kind} file, not a {wanted} file: {advice}")
    path = Path(document.file)
    if path.is_dir():
        return Problem(document.file, None, "", None, f"is a folder, not a {wanted} file")
    if path.is_file() and not document.data and path.suffix.lower() not in ENDINGS:
        message = f"is no {wanted} file: it holds no names with values, as YAML writes them"
        return Problem(document.file, None, "", None, message)
    return None


def mix_up_at(path: Path, wanted: Kind) -> Problem | None:
    """Return the same of a file that has not been read yet."""
    return mix_up(read_yaml(path), wanted)
