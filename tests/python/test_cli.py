"""The command line: what it prints, what it refuses and how, and the code with which it ends."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

import cxsim as cx
from cxsim import _core, cli, terminal
from cxsim.catalogue import catalogue
from cxsim.parameters import select_rows
from cxsim.study_file import load_study

QUICK = ["--people", "300", "--months", "2", "--replications", "2"]
STUDY = """\
company: telecom
months: 24
interactions: off
scenarios:
  - today
  - label: better help
    levers: [{lever: redesign, touchpoint: help_desk, monthly: 40000}]
"""
TEN_MISTAKES = """\
schema_version: 1
name: Wrong
norm: telecom_norm
steps_per_yaer: 12
market: {size: -5, penetration: 1.4}
money: {price: a lot}
policy: {promise: {emphaty: 7}}
expectation: {ratchet_upp: 0.1}
mood: {persistence: 2}
touchpoints: {use: {quality: {reliability: 99}, stage: nowhere}}
segments: {all: {share: 1, loyalty: 3}}
"""


def cxsim(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "study.yaml"
    path.write_text(STUDY)
    return path


# -- problems


def test_ten_mistakes_give_ten_lines_exit_code_2_and_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(TEN_MISTAKES)
    code = "from cxsim.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", str(path)], capture_output=True, text=True, check=False, timeout=120
    )
    lines = done.stderr.splitlines()
    assert done.returncode == 2
    assert len(lines) == 10
    assert "Traceback" not in done.stderr + done.stdout
    assert all(re.match(rf"{re.escape(str(path))}:\d+: ", line) for line in lines)
    assert "did you mean 'empathy'?" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["run", "telcom"], "did you mean 'telecom'?"),
        (["run", "telecom", "--people", "0"], "people = 0: give at least one a segment"),
        (["run", "telecom", "--start", "cold"], "give 'steady' or 'cohort'"),
        (["run", "telecom", "--pepole", "9"], "No such option"),
        (["run", "telecom", "--output", "no such folder/x.nc"], "there is no folder"),
        (["compare", "no such.yaml"], "there is no such file"),
        (["check", "no such.yaml"], "no such.yaml: there is no such file; allowed: a file, telecom, telecom_norm"),
        (["run", "no folder/mine.yaml"], "there is no folder no folder"),
        (["levers", "redesing"], "did you mean 'redesign'?"),
        (["parameters", "expectatoin"], "did you mean 'expectation'?"),
        (["calibrate", "telecom_norm"], "is no file"),
        (["calibrate", "telecom", "--seed", "-1"], "seed = -1: give 0 to 2**64 - 1"),
        (["calibrate", "telecom", "--threads", "0"], "threads = 0: give 1 to 1024"),
        (["calibrate", "telecom", "--people", "20"], "people = 20: give at least 64"),
        (["calibrate", "telecom", "--people", "many"], "Invalid value for '--people'"),
        (["calibrate", "telecom", "--fit-years", "0"], "fit_years = 0: give a whole number of years from 1 to 12"),
        (["calibrate", "telecom", "--fit-years", "-1"], "fit_years = -1: give a whole number of years from 1 to 12"),
        (["calibrate", "telecom", "--fit-years", "13"], "fit_years = 13: give a whole number of years from 1 to 12"),
        (["calibrate", "telecom", "--fit-years", "7.5"], "Invalid value for '--fit-years'"),
        (["standardize", "telecom_norm", "--seed", "-1"], "seed = -1: give 0 to 2**64 - 1"),
        (["standardize", "telecom_norm", "--threads", "0"], "threads = 0: give 1 to 1024"),
        (["standardize", "telecom_norm", "--people", "6"], "people = 6: too few to estimate standard.cut_fully"),
        (["nonsense"], "No such command"),
        (["run", "telecom", "--months", "0"], "months = 0: give a number above 0"),
        (["run", "telecom", "--months", "inf"], "months = inf: give a number above 0"),
        (["run", "telecom", "--people", "-3"], "people = -3: give at least one a segment"),
        (["compare", "telecom"], "which names it: company: telecom"),
        (["compare", "."], "is a folder, not a file"),
        (["run", "."], "is a folder, not a file"),
        (["run", ""], "is a folder, not a file"),
    ],
)
def test_what_is_refused_ends_with_2_and_says_why(arguments: list[str], expected: str) -> None:
    result = cxsim(*arguments)
    assert result.exit_code == 2
    assert expected in result.stderr
    assert result.stderr.count("\n") == 1
    assert not result.stdout


@pytest.mark.parametrize(
    ("command", "file", "said"),
    [
        (["compare"], "company.yaml", "is a company file; a study file was expected"),
        (["run"], "study.yaml", "is a study file; a company file was expected (cxsim compare runs studies)"),
        (["standardize"], "study.yaml", "is a study file; a company file was expected"),
        (["calibrate"], "study.yaml", "is a study file; a company file was expected"),
        (["compare"], "table.csv", "is no YAML file"),
        (["run"], "table.csv", "is no YAML file"),
        (["check"], "table.csv", "is no YAML file"),
        (["check"], "of_a_study.yaml", "study.yaml: is a study file; a company file was expected"),
        (["check"], "label.yaml", ":3: scenarios.1 = 'redesing': is no scenario: `today`, or one like {label: a name"),
        (["check"], "lever.yaml", "did you mean 'redesign'?"),
        (["check"], "alone.yaml", ":2: scenarios: two or more are needed"),
        (["compare"], "months.yaml", ":1: months = -3: is outside the allowed range; allowed: at least 1"),
    ],
)
def test_a_wrong_file_gets_one_line(command: list[str], file: str, said: str, study: Path) -> None:
    texts = {
        "company.yaml": "schema_version: 1\nname: Mine\nnorm: telecom_norm\n",
        "table.csv": "year,regular\n0,100\n",
        "of_a_study.yaml": STUDY.replace("telecom", "study.yaml"),
        "label.yaml": "company: telecom\nscenarios:\n  [today, redesing]\n",
        "lever.yaml": STUDY.replace("redesign", "redesing"),
        "alone.yaml": "company: telecom\nscenarios: [today]\n",
        "months.yaml": f"months: -3\n{STUDY.replace('months: 24', '')}",
    }
    for name, text in texts.items():
        (study.parent / name).write_text(text)
    result = cxsim(*command, study.parent / file)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert not result.stdout


PLACES = {
    "folder": "is a folder; name a file in it",
    "no folder/x": "there is no folder",
    "a file/x": "there is no folder",
    "x" * 300: "cannot be written there: file name too long",
}


@pytest.mark.parametrize(("place", "said"), PLACES.items())
def test_a_place_that_cannot_be_written_is_refused_before_the_work(
    place: str, said: str, study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def worked(*_: object, **__: object) -> None:
        pytest.fail("the work was done in vain")

    for work in ("simulate", "compare", "calibrate", "standardize"):
        monkeypatch.setattr(cli, work, worked)
    (tmp_path / "folder").mkdir()
    (tmp_path / "a file").touch()
    there = tmp_path / place
    commands: list[tuple[str | Path, ...]] = [("run", "telecom", "--output", there), ("new", there)]
    commands += [("compare", study, "--report", there), ("calibrate", "telecom", "--output", there)]
    for command in commands:
        result = cxsim(*command)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        assert said in result.stderr
        assert "rrno" not in result.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a file", "folder", "study.yaml"]


def test_a_folder_that_is_not_writable_is_refused_before_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_: Path, *__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "touch", denied)
    result = cxsim("run", "telecom", "--output", "x.nc")
    assert result.stderr == "cxsim: x.nc: cannot be written there: permission denied\n"


def test_a_disk_that_fills_meanwhile_is_told_without_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "x.nc")

    monkeypatch.setattr(cli, "simulate", full)
    result = cxsim("run", "telecom", *QUICK)
    assert (result.exit_code, result.stderr) == (2, "cxsim: x.nc: no space left on device\n")


def test_all_problems_of_a_study_and_its_company_are_shown(tmp_path: Path) -> None:
    (tmp_path / "wrong.yaml").write_text(TEN_MISTAKES)
    study = tmp_path / "study.yaml"
    study.write_text(STUDY.replace("company: telecom", "company: wrong.yaml").replace("months: 24", "months: none"))
    result = cxsim("compare", study)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 11


def test_ctrl_c_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "simulate", interrupted)
    result = cxsim("run", "telecom", *QUICK)
    assert result.exit_code == 130
    assert result.stderr == "interrupted\n"


def test_check_counts_numbers_without_a_source_once(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("schema_version: 1\nname: Own\nnorm: telecom_norm\ntouchpoints: {pay: {quality: 7}}\n")
    told = " ".join(cxsim("check", path).stdout.split())
    count = re.search(r"numbers without a source: (\d+)", told)
    assert count
    assert int(count[1]) > 1
    assert f"{count[1]} unsourced" in told
    assert "Given without a source, in 1 place: touchpoints.pay.quality." in told


def test_ctrl_c_while_modules_are_read_ends_with_130_and_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "xarray.py").write_text("import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(9)\n")
    script = tmp_path / "cxsim"
    script.write_text("from cxsim.cli import main\nmain()\n")
    done = subprocess.run([sys.executable, str(script), "levers"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "interrupted\n")


def test_what_is_unexpected_ends_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        message = "a defect"
        raise RuntimeError(message)

    monkeypatch.setattr(cli, "simulate", broken)
    assert cxsim("run", "telecom", *QUICK).exit_code == 1


# -- run


def test_run_prints_every_measure_within_100_columns() -> None:
    result = cxsim("run", "telecom", *QUICK)
    assert result.exit_code == 0
    assert "net present value" in result.stdout
    assert "simulation error" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_run_as_json_is_what_simulate_gives(tmp_path: Path) -> None:
    output = tmp_path / "results.nc"
    result = cxsim("run", "telecom", *QUICK, "--seed", "5", "--json", "--output", output)
    data = json.loads(result.stdout)
    same = cx.simulate(cx.load_example("telecom"), people=300, months=2, replications=2, seed=5)
    assert data["digest"] == same.digest == cx.Results.load(output).digest
    measures = {row["measure"]: row["mean"] for row in data["measures"]}
    assert measures["churn"] == pytest.approx(same.table().loc["churn", "mean"])
    assert data["settings"]["seed"] == 5


def test_one_replication_gives_json_without_intervals() -> None:
    result = cxsim("run", "telecom", *QUICK[:4], "--replications", "1", "--json")
    assert json.loads(result.stdout)["measures"][0]["low"] is None


def test_the_digest_does_not_depend_on_threads_but_on_the_start() -> None:
    one = cxsim("run", "telecom", *QUICK, "--digest", "--threads", "1").stdout
    two = cxsim("run", "telecom", *QUICK, "--digest", "--threads", "2").stdout
    other = cxsim("run", "telecom", *QUICK, "--digest", "--start", "cohort", "--no-interactions").stdout
    assert one == two != other
    assert re.fullmatch(r"[0-9a-f]{64}\n", one)


# -- compare


def test_compare_prints_a_table_within_100_columns_and_writes_the_report(study: Path, tmp_path: Path) -> None:
    report = tmp_path / "out.html"
    result = cxsim("compare", study, *QUICK, "--report", report)
    assert result.exit_code == 0, result.stderr
    assert max(map(len, result.stdout.splitlines())) <= 100
    assert re.search(r"\[[+−][\d.]+,[+−][\d.]+\]", result.stdout)
    assert "better help" in result.stdout
    assert "simulation error" in result.stdout
    assert "--people=300 --months=2" not in result.stdout
    assert "--months=2 --people=300 --replications=2 --digest" in report.read_text(encoding="utf-8")


def test_compare_as_json_follows_the_file_and_the_options(study: Path) -> None:
    result = cxsim("compare", study, *QUICK, "--json")
    data = json.loads(result.stdout)
    assert data["settings"]["interactions"] is False
    assert data["settings"]["steps"] == 2
    assert data["baseline"] == "today"
    assert {row["scenario"] for row in data["differences"]} == {"better help"}
    assert data["differences"][0].keys() >= {"measure", "difference", "low", "high", "P(better)", "unit"}
    assert data["digest"] == cxsim("compare", study, *QUICK, "--digest").stdout.strip()


def test_texts_never_claim_certainty_and_json_gives_the_number(tmp_path: Path) -> None:
    path, report = tmp_path / "study.yaml", tmp_path / "study.html"
    path.write_text(
        STUDY.replace("{lever: redesign, touchpoint: help_desk, monthly: 40000}", "{lever: price, percent: 50}")
    )
    quick = ["--people", "300", "--months", "3"]
    told = cxsim("compare", path, "--report", report, *quick).stdout
    certain = json.loads(cxsim("compare", path, *quick, "--json").stdout)["differences"][0]
    assert certain["measure"] == "net present value"
    assert 0.99 < certain["P(better)"] <= 1 or 0 <= certain["P(better)"] < 0.01
    shown = "> 0.99" if certain["P(better)"] > 0.5 else "< 0.01"
    (row,) = (line for line in told.splitlines() if line.startswith("better help "))
    assert row.rstrip().endswith(shown)
    assert html.escape(shown) in report.read_text()


def test_interactions_of_a_study_can_be_switched_on(study: Path) -> None:
    result = cxsim("compare", study, *QUICK, "--interactions", "--json")
    assert json.loads(result.stdout)["settings"]["interactions"] is True


def test_every_note_is_printed_once_and_stands_in_the_json_and_in_the_report(tmp_path: Path) -> None:
    path, report = tmp_path / "study.yaml", tmp_path / "study.html"
    path.write_text(
        STUDY.replace("lever: redesign, touchpoint: help_desk, monthly: 40000", "lever: connected_journeys, size: 40")
    )
    notes = json.loads(cxsim("compare", path, *QUICK, "--json", "--months", "12").stdout)["notes"]
    assert any("beyond their range" in note for note in notes)
    result = cxsim("compare", path, *QUICK, "--months", "12", "--report", report)
    page = html.unescape(report.read_text(encoding="utf-8")).replace("\xa0", " ")
    printed = " ".join(result.stdout.split())
    assert [note for note in notes if printed.count(note) != 1 or note not in page] == []
    assert result.stderr == ""


def test_run_prints_every_note() -> None:
    notes = json.loads(cxsim("run", "telecom", *QUICK, "--json").stdout)["notes"]
    assert notes == cx.simulate(cx.load_example("telecom"), people=300, months=2, replications=2).notes
    assert all(f"- {note}" in " ".join(cxsim("run", "telecom", *QUICK).stdout.split()) for note in notes)


# -- check and new


def test_check_says_what_a_company_holds_and_what_has_no_source(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("schema_version: 1\nname: Mine\nnorm: telecom_norm\nmoney: {price: 31}\n")
    result = cxsim("check", path)
    assert result.exit_code == 0
    assert "no problems" in result.stdout
    assert re.search(r"[\d,]+ +assumed", result.stdout)
    assert "money.price" in result.stdout.split("Given without a source, in 1 place:")[1]


def test_check_says_what_is_new_what_loses_money_and_for_whom_levers_cost_what_they_do(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    segments = "segments: {all: {share: 1, fee: 0.5}}"
    path.write_text(f"schema_version: 1\nname: Mine\nnorm: telecom_norm\nmarket: {{size: 500000}}\n{segments}\n")
    said = " ".join(cxsim("check", path).stdout.split())
    assert "Mine: replaces the norm's segments families, young_digital, comfort with all." in said
    assert "Mine: loses money by a plain estimate: 200,000 customers bring 1.55M a month before" in said
    assert (
        "the catalogue states what levers cost in one of 2,000,000, so their costs are multiplied by 0.25 here" in said
    )


LATE = """\
company: telecom
months: 12
scenarios:
  - today
  - label: late
    levers:
      - {lever: redesign, touchpoint: help_desk, from: 24}
      - {lever: consistency, from: 10, until: 30}
      - {label: mine, targets: [{path: money.price, operation: add, effect: -1}], once: 5, delay: 12}
"""


def test_check_warns_of_levers_that_begin_to_work_after_the_horizon(tmp_path: Path) -> None:
    path = tmp_path / "late.yaml"
    path.write_text(LATE)
    result = cxsim("check", path)
    warned = result.stderr.splitlines()
    assert [line.split(" does nothing")[0] for line in warned] == [
        "warning: 'late': redesign help desk",
        "warning: 'late': mine",
    ]
    assert result.exit_code == 0
    assert "no problems" not in result.stdout
    assert "no errors; 2 warnings." in " ".join(result.stdout.split())
    assert "Levers without a source: lever 'mine'." in result.stdout
    path.write_text(LATE.replace("months: 12", "months: 48"))
    assert "no problems." in " ".join(cxsim("check", path).stdout.split())
    path.write_text(LATE.replace("months: 12\n", ""))
    assert "no problems." in " ".join(cxsim("check", path).stdout.split())


def test_check_says_no_problems_only_if_nothing_is_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "schema_version: 1\nname: Mine\nnorm: telecom_norm\ntouchpoints: {pay: {quality: {empathy: 9.5}}}\n"
    )
    result = cxsim("check", path)
    assert result.stderr.count("warning: ") == 1
    assert "is off the nine-point scale" in result.stderr
    assert "no errors; 1 warning." in " ".join(result.stdout.split())
    assert "no problems" not in result.stdout


def test_check_says_what_a_study_holds(study: Path) -> None:
    result = cxsim("check", study)
    assert result.exit_code == 0
    assert "Study of 2 scenarios: today, better help." in result.stdout


def test_new_writes_a_file_that_passes_check_and_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    assert cxsim("new", path, "--name", "Mine").exit_code == 0
    assert cxsim("check", path).exit_code == 0
    path.write_text("precious")
    refused = cxsim("new", path)
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert path.read_text() == "precious"
    assert cxsim("new", path, "--force").exit_code == 0
    assert path.read_text() != "precious"


# -- levers and parameters


def test_levers_lists_the_catalogue_and_tells_one_in_full() -> None:
    whole = cxsim("levers")
    assert all(name in whole.stdout for name in catalogue().levers)
    one = cxsim("levers", "promise")
    assert "policy.promise.*" in one.stdout
    assert "points" in one.stdout
    assert "assumed" in one.stdout
    assert len(json.loads(cxsim("levers", "--json").stdout)) == len(catalogue().levers)
    assert json.loads(cxsim("levers", "promise", "--json").stdout)["lever"] == "promise"


@pytest.mark.parametrize("name", list(catalogue().levers))
def test_the_lines_of_a_lever_can_be_pasted_into_a_study(name: str, tmp_path: Path) -> None:
    lines = cxsim("levers", name).stdout.partition("among the scenarios:\n")[2]
    path = tmp_path / "study.yaml"
    path.write_text(f"company: telecom\nscenarios:\n  - today\n{lines}")
    (made,) = load_study(path).load_scenarios()[1].levers
    assert made.key == name
    assert made.multiple(cx.load_example("telecom")) == 1
    assert made.spend == (made.monthly.likely or made.once.likely or None)  # the stated one, said


def test_a_lever_is_told_with_its_response_and_what_becomes_of_it_after_the_spending() -> None:
    words = {name: " ".join(cxsim("levers", name).stdout.split()) for name in ("redesign", "price")}
    exponent, ceiling = (cx.load_example("telecom").get(f"response.{each}") for each in ("exponent", "ceiling"))
    assert f"2 × the spend: {_core.equations.response(2.0, exponent, ceiling):.2f} × the effect" in words["redesign"]
    assert "none for 2 months, then builds evenly over 6 months" in words["redesign"]
    assert "fades by 5 % a month after the spending stops" in words["redesign"]
    assert "does not depend on the sum spent; percent is its dial" in words["price"]
    assert "money.price multiply +1 +1 +1 %, times percent" in words["price"]
    assert "is gone at once after the spending stops" in words["price"]
    whole = " ".join(cxsim("levers").stdout.split())
    assert "does not depend on the sum spent, but on an argument: promise, price, marketing." in whole


def test_parameters_lists_a_block_a_field_and_the_row_behind_a_path() -> None:
    block = cxsim("parameters", "mood")
    assert all(word in block.stdout for word in ("mood.persistence", "mood.spread", "0 to 10 SD", "0.75", "assumed"))
    assert max(map(len, block.stdout.splitlines())) <= 100
    (row,) = json.loads(cxsim("parameters", "touchpoints.help_desk.quality.empathy", "--json").stdout)
    assert row["path"] == "touchpoints.<name>.quality.<dimension>"
    assert len(json.loads(cxsim("parameters", "--json").stdout)) > 100


@pytest.mark.parametrize(
    "command",
    [
        ("parameters", "expectation"),
        ("parameters", "touchpoints"),
        ("parameters",),
        ("levers",),
        ("levers", "self_service"),
    ],
)
@pytest.mark.parametrize("width", [72, 80])
def test_no_name_is_broken_in_a_narrow_terminal(
    command: tuple[str, ...], width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "console", lambda: Console(width=width, highlight=False, soft_wrap=False))
    text = cxsim(*command).stdout
    names = (
        [row.path for row in select_rows("".join(command[1:]))]
        if command[0] == "parameters"
        else list(catalogue().levers)
    )
    if command[1:] == ("self_service",):
        names = [move.path for move in catalogue().levers["self_service"].targets]
    assert names
    assert [name for name in names if name not in text] == []
    assert max(map(len, text.splitlines()[:-4])) <= width


def test_version_and_help() -> None:
    assert cxsim("--version").stdout.startswith("cxsim ")
    text = cxsim("--help").stdout
    commands = ("run", "compare", "check", "new", "levers", "parameters", "standardize", "calibrate")
    assert all(command in text for command in commands)


@pytest.mark.parametrize(
    ("command", "functions"),
    [
        ("run", [cx.simulate]),
        ("compare", [cx.compare, cx.simulate]),
        ("standardize", [cx.standardize]),
        ("calibrate", [cx.calibrate]),
    ],
)
def test_help_shows_the_defaults_of_python(command: str, functions: list[Callable[..., Any]]) -> None:
    text = " ".join(re.sub("[│╭╰─╮╯]", " ", cxsim(command, "--help").stdout).split())
    told = {"replications": "8, or 32 with doubt"} if command == "compare" else {}  # what None stands for there
    for function in functions:
        defaults = {name: each.default for name, each in signature(function).parameters.items()} | told
        shown = {"months", "people", "replications", "seed", "start"} & defaults.keys()
        shown = {name for name in shown if f"--{name} " in text}  # an option there may lack in a command
        assert len(shown) >= 2
        for name in shown:
            option = text.split(f"--{name.replace('_', '-')} ")[1].split(" --")[0]
            assert f"[default: ({defaults[name]})]" in option, name
        if "interactions" in defaults:
            assert defaults["interactions"] is True
            assert "[default: (interactions)]" in text
        if "doubt" in defaults:
            assert defaults["doubt"] is False
            assert "[default: (no-doubt)]" in text


def test_a_wrong_name_or_file_gets_the_message_of_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.yaml").write_text("schema_version: 1\n")
    assert "mien.yaml: there is no such file; allowed: a file, telecom, telecom_norm; did you mean 'mine.yaml'?" in (
        cxsim("run", "mien.yaml").stderr
    )
    assert "did you mean 'telecom'?" in cxsim("run", "telcom.yaml").stderr
    assert "is a folder, not a file; allowed: mine.yaml" in cxsim("check", ".").stderr


# -- standardize and calibrate


def test_standardize_writes_constants_into_a_file_and_leaves_the_package_alone(tmp_path: Path) -> None:
    shipped = files("cxsim") / "companies" / "telecom_norm.yaml"
    before = shipped.read_text(encoding="utf-8")
    path = tmp_path / "norm.yaml"
    path.write_text(before, encoding="utf-8")
    result = cxsim("standardize", path, "--people", "300", "--json")
    assert result.exit_code == 0, result.stderr
    values = json.loads(result.stdout)["values"]
    assert cx.load(path).get("standard.journey_mean") == values["standard.journey_mean"]
    again = cxsim("standardize", "telecom_norm", "--people", "300")
    assert "left as it is" in again.stderr
    assert shipped.read_text(encoding="utf-8") == before


def test_calibrate_fits_the_survival_beside_a_company(tmp_path: Path) -> None:
    output = tmp_path / "fitted.yaml"
    result = cxsim("calibrate", "telecom", "--people", "300", "--output", output, "--json")
    assert result.exit_code == 0, result.stderr
    fitted = json.loads(result.stdout)["parameters"]
    path = "segments.regular.base_hazard"
    assert cx.load(output).get(path) == pytest.approx(fitted[path])
    assert cx.load(output).source(path) == "fitted: survival (telecom_survival.csv), by cxsim calibrate"
    assert "Mean absolute error" in cxsim("calibrate", "telecom", "--people", "300").stdout


def test_doubts_about_a_fit_are_said_once(tmp_path: Path) -> None:
    path = tmp_path / "stays.csv"
    path.write_text("year,regular,high_end\n0,100,100\n1,100,90\n2,90,80\n", encoding="utf-8")
    arguments = ("calibrate", "telecom", "--people", "300", "--survival", path)
    plain, machine = cxsim(*arguments), cxsim(*arguments, "--json")
    doubt = "segments.regular.tenure_effect.0 ran to the lower end of its range"
    assert plain.stdout.count(doubt) == 1
    assert not plain.stderr + machine.stderr
    assert sum(doubt in note for note in json.loads(machine.stdout)["notes"]) == 1
