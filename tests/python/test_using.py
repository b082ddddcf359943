"""The page on using it: its files load, and it names every key and measure that there is."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any, get_args

import pytest
from typer.testing import CliRunner

import cxsim as cx
from cxsim.cli import app
from cxsim.lever_checks import INTERNAL
from cxsim.levers import COMMON
from cxsim.metrics import METRICS
from cxsim.study_file import ScenarioRecord, StudyFile, load_study
from cxsim.target import Operation

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


@pytest.fixture(scope="module")
def page(project: Path) -> str:
    return (project / "docs/using.md").read_text(encoding="utf-8")


def test_the_study_loads_and_gives_every_key(page: str, tmp_path: Path) -> None:
    path = tmp_path / "study.yaml"
    path.write_text(FENCE.findall(page)[0][1], encoding="utf-8")
    study = load_study(path)
    assert study.model_fields_set == set(StudyFile.model_fields)
    labeled = [item for item in study.scenarios if isinstance(item, ScenarioRecord)]
    assert {key for item in labeled for key in item.model_fields_set} == set(ScenarioRecord.model_fields)


def test_a_lever_of_ones_own_is_the_same_in_a_study_file_and_in_python(page: str, tmp_path: Path) -> None:
    path = tmp_path / "study.yaml"
    (text,) = (text for language, text in FENCE.findall(page) if language == "yaml" and "targets" in text)
    path.write_text(text, encoding="utf-8")
    (code,) = (text for language, text in FENCE.findall(page) if language == "python" and "targets" in text)
    made: dict[str, Any] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cx.PrecisionWarning)  # the example is small on purpose
        exec(compile(code, "using.md", "exec"), made)  # noqa: S102 — the lines of the page
    assert load_study(path).load_scenarios()[1].levers == (made["texts"],)
    assert made["study"].labels == ["today", "text before a visit"]


def test_every_field_of_an_own_lever_and_every_operation_is_named(page: str) -> None:
    named = {name.strip("_") for name in cx.Lever.model_fields if name not in INTERNAL} | set(get_args(Operation))
    assert [name for name in named if f"`{name}`" not in page] == []


def test_every_key_of_a_lever_and_every_measure_is_named(page: str) -> None:
    assert [key for key in COMMON if f"`{key}`" not in page] == []
    assert [name for name in METRICS if f"| `{name}` |" not in page] == []
    assert [row.unit for name, row in METRICS.items() if f"| `{name}` | {row.label} | {row.unit} |" not in page] == []


def test_the_survival_is_fitted_as_it_stands(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (text,) = (text for language, text in FENCE.findall(page) if language == "csv")
    (tmp_path / "company_survival.csv").write_text(text, encoding="utf-8")
    (tmp_path / "company.yaml").write_text(cx.load_example("telecom").to_yaml(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["calibrate", "company.yaml", "--people", "300", "--output", "fitted.yaml"])
    assert result.exit_code == 0, result.stderr
    fitted = cx.load("fitted.yaml")
    own = [path for path in fitted.flat() if "company_survival.csv" in fitted.source(path)]
    assert [path.split(".")[2] for path in own] == ["base_hazard", "tenure_effect"] * 2
    assert {fitted.provenance(path) for path in own} == {"fitted"}


def test_links_and_the_schema_lead_to_files(page: str, project: Path) -> None:
    places = [project / "docs" / link for link in LINK.findall(page)]
    places += [project / place for place in re.findall(r"\$schema=(\S+)", page)]
    assert len(places) == 5
    assert all(place.is_file() for place in places)


def test_the_lines_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = "\n".join(re.findall(r"```python\n(.*?)```", page, re.DOTALL))
    assert "cx.Simulation" in lines
    exec(lines, {})  # noqa: S102 (our own page)
    assert (tmp_path / "so_far.cxsim").exists()
