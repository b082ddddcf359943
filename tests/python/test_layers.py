"""Arrows point one way: model <- world -> engine, pybind11 in the bindings only, and an engine that knows no customer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CPP = Path(__file__).parents[2] / "cpp"
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)
SUBJECT = re.compile(r"customer|(?<![a-z])nps(?![a-z])|churn|survey|journey|touchpoint|complaint", re.IGNORECASE)

# The families that a file of each folder may include; std is the language's own library.
ALLOWED = {
    "include/cxsim/model": {"std", "model"},
    "include/cxsim/engine": {"std", "boost", "engine"},
    "include/cxsim/world": {"std", "boost", "eigen", "model", "engine", "world"},
    "src": {"std", "boost", "eigen", "model", "engine", "world"},
    "bindings": {"std", "boost", "eigen", "model", "engine", "world", "pybind11", "bindings"},
}


def family(header: str) -> str:
    """The family that a header belongs to, by the first part of its path."""
    parts = header.split("/")
    if len(parts) == 1:
        return "bindings" if header.endswith(".hpp") else "std"
    return parts[1] if parts[0] == "cxsim" else parts[0].lower()


def files(folder: str) -> list[Path]:
    return [path for path in sorted((CPP / folder).rglob("*")) if path.suffix in {".hpp", ".cpp"}]


def forbidden_includes(folder: str) -> Iterator[str]:
    for path in files(folder):
        for header in INCLUDE.findall(path.read_text(encoding="utf-8")):
            if family(header) not in ALLOWED[folder]:
                yield f"{path.relative_to(CPP)} includes {header}"


@pytest.mark.parametrize("folder", ALLOWED)
def test_each_layer_includes_only_what_it_may_see(folder: str) -> None:
    assert files(folder)
    assert list(forbidden_includes(folder)) == []


def test_every_folder_of_the_core_has_its_rule() -> None:
    folders = {path.parent.relative_to(CPP).as_posix() for path in files(".")}
    assert folders == set(ALLOWED)


def test_the_engine_does_not_know_the_subject() -> None:
    sources = files("include/cxsim/engine")
    words = {(path.name, word) for path in sources for word in SUBJECT.findall(path.read_text(encoding="utf-8"))}
    assert words == set()


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("vector", "std"),
        ("immintrin.h", "std"),
        ("boost/random.hpp", "boost"),
        ("Eigen/Core", "eigen"),
        ("cxsim/model/row.hpp", "model"),
        ("pybind11/numpy.h", "pybind11"),
        ("bind.hpp", "bindings"),
    ],
)
def test_a_header_is_filed_under_its_first_folder(header: str, expected: str) -> None:
    assert family(header) == expected
