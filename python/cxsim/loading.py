"""Finds and reads companies: a file, a mapping, or one that comes with the package, each with its norm."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import Any

from .assemble import check_form, examine_over_wrong
from .changes import plain
from .company import Company, warned
from .errors import CompanyError, Problem, nearest, one_of, shown
from .yaml_lines import Document, read_yaml


def load(source: str | Path | Mapping[str, Any]) -> Company:
    """Read a company file, or a mapping of the same shape; all problems are raised at once, as a `CompanyError`.

    >>> load(example_path("telecom")).name
    'Telecom example'
    """
    if isinstance(source, Mapping):
        return from_document(Document("company", deepcopy(plain(source))), Path())
    if not isinstance(source, (str, PathLike)):
        raise TypeError(f"source = {shown(source)}: give the path of a company file, or a mapping of the same shape")
    document = read_yaml(source)
    if "scenarios" in document.data and "schema_version" not in document.data:
        message = "is a study file; a company file was expected (cxsim compare runs studies)"
        raise CompanyError([Problem(document.file, None, "", None, message)])
    if not Path(source).exists() and (example := nearest(Path(source).stem, example_names())):
        near = document.problems[0].nearest or f'cx.load_example("{example}")'
        raise CompanyError([replace(each, nearest=near) for each in document.problems])
    return from_document(document, Path(source).parent)


def from_document(document: Document, folder: Path) -> Company:
    """Return the company that a document describes; paths in it are seen from the folder.

    >>> from_document(read_yaml(example_path("telecom")), Path(".")).norm.name
    'Telecom norm'
    """
    wanted = document.data.get("norm")
    if not isinstance(wanted, str):
        return warned(Company(document))
    norm = _norm_document(document, wanted, folder)
    if norm is None:
        check_form(document)
        raise CompanyError(document.problems)
    try:
        known = Company(norm)
    except CompanyError:
        raise CompanyError(examine_over_wrong(document, read_yaml(norm.file))) from None
    return warned(Company(document, known))


def _norm_document(document: Document, wanted: str, folder: Path) -> Document | None:
    """Return the norm's file; of one that cannot be a norm report it, and return the norm that it has itself."""
    path, names = locate(wanted, folder), example_names()
    if path is None:
        document.report(("norm",), wanted, "is no company", one_of(names), nearest(wanted, names))
        return None
    norm = read_yaml(path)
    if "norm" not in norm.data:
        return norm
    meant = str(norm.data["norm"])
    near = meant if meant in names else ""
    document.report(("norm",), wanted, "has a norm itself, so it cannot serve as one", nearest=near)
    check_form(norm)
    document.problems.extend(norm.problems)
    return read_yaml(example_path(near)) if near else None


def load_example(name: str) -> Company:
    """Read a company that comes with the package.

    >>> load_example("telecom_norm").norm is None
    True
    """
    return load(example_path(name))


def example_names() -> list[str]:
    """Return the names of the companies that come with the package.

    >>> "telecom" in example_names()
    True
    """
    return sorted(path.stem for path in _examples().glob("*.yaml"))


def example_path(name: str) -> Path:
    """Return the file of a company that comes with the package.

    >>> example_path("telecom").name
    'telecom.yaml'
    """
    names = example_names()
    if name not in names:
        message = "is no company that comes with the package"
        raise CompanyError([Problem("", None, "name", name, message, one_of(names), nearest(str(name), names))])
    return _examples() / f"{name}.yaml"


def require_company(company: object) -> None:
    """Refuse what is no company, with the call that gives one."""
    if isinstance(company, Company):
        return
    call = f"cx.load_example({company!r})" if company in example_names() else "cx.load('company.yaml')"
    raise TypeError(f"company = {shown(company)}: give a Company, such as {call}")


def locate(company: str, folder: Path) -> Path | None:
    """Return the file that a company's name stands for: a path seen from a folder, or one that comes with the package.

    >>> locate("telecom", Path(".")).name
    'telecom.yaml'
    """
    path = folder / company
    if path.is_file():
        return path
    return example_path(company) if company in example_names() else None


def _examples() -> Path:
    return Path(str(files("cxsim") / "companies"))
