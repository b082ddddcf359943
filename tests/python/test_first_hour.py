"""The first hour: its files are those of the examples, its commands run in order, and give what the page shows."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import cxsim as cx
from cxsim.study_file import load_study

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAMS = {"cxsim": [sys.executable, "-c", "from cxsim.cli import main; main()"], "python": [sys.executable]}


@pytest.fixture(scope="module")
def blocks(project: Path) -> list[tuple[str, str]]:
    """The page's blocks in order, each with its language."""
    return FENCE.findall((project / "docs/first_hour.md").read_text(encoding="utf-8"))


@pytest.fixture
def desk(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example, as the current folder."""
    folder = tmp_path / "first_hour"
    shutil.copytree(project / "examples/first_hour", folder)
    monkeypatch.chdir(folder)
    return folder


def words(text: str) -> list[str]:
    """Lines without their layout and without the marks of a cut."""
    return [line for raw in text.splitlines() if (line := " ".join(raw.split())) and line != "…"]


def run(line: str) -> str:
    program, *arguments = shlex.split(line)
    done = subprocess.run(
        [*PROGRAMS[program], *arguments],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    return done.stdout


def missing(shown: list[str], said: list[str]) -> list[str]:
    """Return lines that do not come in this order."""
    rest = iter(said)
    return [line for line in shown if line not in rest]


def test_the_files_on_the_page_are_those_of_the_example(blocks: list[tuple[str, str]], desk: Path) -> None:
    shown = [text for language, text in blocks if language == "yaml"]
    assert shown == [(desk / name).read_text(encoding="utf-8") for name in ("company.yaml", "study.yaml")]
    (rows,) = (text for language, text in blocks if language == "csv")
    assert rows in (desk / "cohort.csv").read_text(encoding="utf-8")


def test_every_table_says_that_it_is_made_up(desk: Path) -> None:
    tables = sorted(desk.glob("*.csv"))
    assert len(tables) == 4
    assert [path.name for path in tables if not path.read_text(encoding="utf-8").startswith("# made up")] == []


@pytest.mark.usefixtures("desk")
def test_the_company_of_the_example_is_checked(blocks: list[tuple[str, str]]) -> None:
    said = words(run("cxsim check company.yaml"))
    shown = words(next(text for language, text in blocks if language == "text"))
    assert missing(shown, said) == []


@pytest.mark.slow
def test_the_commands_give_what_the_page_shows(blocks: list[tuple[str, str]], desk: Path) -> None:
    said: list[str] = []
    for language, text in blocks:
        if language == "sh":
            said = [line for command in text.splitlines() for line in words(run(command))]
        elif language == "text":
            assert missing(words(text), said) == []
    assert cx.load("fitted.yaml").provenance("segments.contract.base_hazard") == "fitted"
    assert len(load_study(desk / "study.yaml").load_scenarios()) == 3
    assert "Lark Mobile" in (desk / "report.html").read_text(encoding="utf-8")
