"""Every code line of the README runs: Python is also type-checked, commands are run, make's targets exist."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

import cxsim as cx
from cxsim.remarks import remarks
from cxsim.study_file import load_study

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(#[^)]*)?\)")
# The lines are run with fewer people and months than they say: that changes how long they take, not whether they work.
SMALLER = {r"people=[\d_]+": "people=400", r"months=\d+": "months=3"}
SMALL = ["--people", "400", "--months", "3", "--replications", "2"]
CXSIM = [sys.executable, "-c", "from cxsim.cli import main; main()"]


@pytest.fixture(scope="module")
def blocks(project: Path) -> dict[str, list[str]]:
    """The README's code by language."""
    found: dict[str, list[str]] = {}
    for language, code in FENCE.findall((project / "README.md").read_text(encoding="utf-8")):
        found.setdefault(language, []).append(code)
    return found


@pytest.fixture
def desk(project: Path, blocks: dict[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the README's company file and the examples, as the current one."""
    (tmp_path / "my_company.yaml").write_text(blocks["yaml"][0], encoding="utf-8")
    shutil.copytree(project / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def smaller(text: str) -> str:
    for pattern, less in SMALLER.items():
        text = re.sub(pattern, less, text)
    return text


def commands(blocks: dict[str, list[str]]) -> list[list[str]]:
    lines = "".join(blocks["sh"]).splitlines()
    return [words for line in lines if (words := shlex.split(line, comments=True))]


@pytest.mark.usefixtures("desk")
def test_the_python_lines_run(blocks: dict[str, list[str]]) -> None:
    names: dict[str, object] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cx.PrecisionWarning)
        for code in blocks["python"]:
            exec(compile(smaller(code), "README.md", "exec"), names)  # noqa: S102 — the README's own lines
    plt.close("all")
    assert isinstance(names["study"], cx.Comparison)


def test_what_the_comments_mention_works_too(desk: Path) -> None:
    study = cx.compare(
        cx.load_example("telecom"), ["today", cx.levers.promise(0)], months=2, people=300, replications=2
    )
    assert len(study.table())
    assert study.report("study.html").stat().st_size > 0
    plt.close("all")
    assert (desk / "study.html").exists()


@pytest.mark.slow
def test_the_python_lines_pass_the_strict_type_checker(
    project: Path, blocks: dict[str, list[str]], tmp_path: Path
) -> None:
    lines = tmp_path / "readme_lines.py"
    lines.write_text("\n".join(blocks["python"]), encoding="utf-8")
    command = [sys.executable, "-m", "mypy", lines]  # strict, as pyproject.toml has it
    checked = subprocess.run(command, capture_output=True, text=True, cwd=project, check=False)
    assert checked.returncode in (0, 1), checked.stderr
    assert [line for line in checked.stdout.splitlines() if lines.name in line] == []


@pytest.mark.slow
@pytest.mark.usefixtures("desk")
def test_the_commands_run(blocks: dict[str, list[str]]) -> None:
    lines = [words[1:] for words in commands(blocks) if words[0] == "cxsim"]
    assert lines
    for arguments in lines:
        size = SMALL if arguments[0] in ("run", "compare") else []
        done = subprocess.run([*CXSIM, *arguments, *size], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"cxsim {shlex.join(arguments)}\n{done.stdout}{done.stderr}"


def test_make_has_the_targets_that_are_named(project: Path, blocks: dict[str, list[str]]) -> None:
    makefile = (project / "Makefile").read_text(encoding="utf-8")
    targets = [words[1] for words in commands(blocks) if words[0] == "make"]
    assert targets
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


def test_the_other_commands_are_known_ones(blocks: dict[str, list[str]]) -> None:
    rest = [words for words in commands(blocks) if words[0] not in ("make", "cxsim")]
    assert rest == [["pip", "install", "."]]


def test_a_company_takes_ten_lines(blocks: dict[str, list[str]]) -> None:
    assert len(blocks["yaml"][0].splitlines()) == 10


def test_the_version_to_cite_is_that_of_the_project(project: Path) -> None:
    version = re.search(r'^version = "(.*)"$', (project / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version
    assert f"version {version[1]}" in (project / "README.md").read_text(encoding="utf-8")


def test_the_table_is_that_of_the_demo(project: Path) -> None:
    study = load_study(project / "examples/demo_study.yaml")
    readme = (project / "README.md").read_text(encoding="utf-8")
    assert [each.label for each in study.load_scenarios()[1:] if f"| {each.label} |" not in readme] == []


def test_what_the_subject_page_points_at_exists(project: Path) -> None:
    rows = (project / "docs/subject.md").read_text(encoding="utf-8").partition("## Not built")[0].splitlines()
    named = {name for row in rows[8:] for name in re.findall(r"`([\w.]+)`", row.rpartition(" | ")[2])}
    data = cx.simulate(cx.load_example("telecom"), months=1, people=300, replications=1).data
    known = {*map(str, data.variables), *cx.levers.table().index, "results.customers"}
    assert named - known == set()
    assert {"trust", "promise"} < named


def test_links_lead_somewhere(project: Path) -> None:
    pages = [*project.glob("*.md"), *(project / "docs").rglob("*.md")]
    links = [(page, link) for page in pages for link, _ in LINK.findall(page.read_text(encoding="utf-8"))]
    assert links
    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []


@pytest.mark.usefixtures("desk")
def test_the_company_of_the_readme_earns_money() -> None:
    said = "\n".join(remarks(cx.load("my_company.yaml")))
    assert "loses money" not in said
    results = cx.simulate(cx.load("my_company.yaml"), months=12, people=2000, replications=1, seed=1)
    assert results.table().loc["profit", "mean"] > 0
