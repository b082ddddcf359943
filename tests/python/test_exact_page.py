"""The page of exact cases: its lines run and agree with the closed forms, and it leaves no case out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cxsim as cx

FENCE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"`([a-z]+(?:\.[a-z_*]+)+)`")


@pytest.fixture(scope="module")
def page(project: Path) -> str:
    return (project / "docs/exact_cases.md").read_text(encoding="utf-8")


def test_the_lines_of_the_page_run_and_agree_with_the_closed_forms(page: str) -> None:
    first, *cases = FENCE.findall(page)
    names: dict[str, object] = {}
    exec(compile(first, "exact_cases.md", "exec"), names)  # noqa: S102 — the page's own lines
    for code in cases:
        names.update(simulated=None, exact=None)
        exec(compile(code, "exact_cases.md", "exec"), names)  # noqa: S102
        simulated, exact = float(names["simulated"]), float(names["exact"])  # type: ignore[arg-type]
        said = re.search(r"exact\b.*# (-?[\d.]+\d)", code)
        assert said, code
        assert simulated == pytest.approx(exact, rel=0.02), code
        assert exact == pytest.approx(float(said[1]), rel=0.005), code


def test_every_closed_form_is_on_the_page(page: str) -> None:
    forms = [name for name in cx.exact.__all__ if name.islower()]
    assert [name for name in forms if f"exact.{name}(" not in page and name != "shifted_beta_geometric_lifetime"] == []
    assert "`shifted_beta_geometric_lifetime`" in page


def test_every_case_that_is_tested_is_on_the_page(page: str, project: Path) -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in (project / "tests/python").glob("test_exact_*.py"))
    tested = {number.upper() for number in re.findall(r"def test_(b\d+)_", tests)}
    assert tested == set(re.findall(r"^## (B\d+):", page, re.MULTILINE))


def test_the_switches_of_the_page_exist(page: str) -> None:
    company = cx.load(cx.exact.laboratory())
    paths = [path for path in PATH.findall(page) if "*" not in path and path.split(".")[0] not in ("company", "exact")]
    assert len(paths) > 15
    for path in paths:
        assert company.get(path) is not None
