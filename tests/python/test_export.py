"""Tables that other programs read hold what the results hold, and are whole or not there."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import cxsim as cx
from cxsim import export

TELECOM = cx.load_example("telecom")


@pytest.fixture(scope="module")
def study() -> cx.Comparison:
    return cx.compare(
        TELECOM,
        ["today", cx.levers.redesign("help_desk")],
        months=2,
        people=300,
        replications=2,
        record=("events", "panel"),
        sample=50,
    )


def test_a_workbook_holds_a_sheet_for_each_table(study: cx.Comparison, tmp_path: Path) -> None:
    path = study.to_excel(tmp_path / "study.xlsx")
    sheets = pd.read_excel(path, sheet_name=None)
    assert list(sheets) == ["differences", "payback", "returns", "lines", "notes"]
    again = pd.read_excel(path, sheet_name="differences", index_col=[0, 1])
    pd.testing.assert_series_equal(again["difference"], study.table()["difference"], rtol=1e-12)
    results = study.results["today"]
    assert list(pd.read_excel(results.to_excel(tmp_path / "today.xlsx"), sheet_name=None)) == ["measures", "months", "notes"]  # fmt: skip
    assert sorted(each.name for each in tmp_path.iterdir()) == ["study.xlsx", "today.xlsx"]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_folder_holds_everybody_and_what_was_recorded(study: cx.Comparison, tmp_path: Path, kind: str) -> None:
    results = study.results["today"]
    paths = {path.stem: path for path in getattr(results, f"to_{kind}")(tmp_path / "out")}
    assert list(paths) == ["measures", "months", "notes", "customers", "panel", "events"]
    read = pd.read_csv if kind == "csv" else pd.read_parquet
    events = read(paths["events"])
    assert (events["touchpoint"].astype(str) == results.events["touchpoint"].astype(str)).all()
    assert events["effort"].to_numpy() == pytest.approx(results.events["effort"].to_numpy(), rel=1e-6)
    assert len(read(paths["customers"])) == 300
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == sorted(path.name for path in paths.values())


def test_a_wrong_place_is_refused_before_anything_is_written(study: cx.Comparison, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"name a file that ends in \.xlsx"):
        study.to_excel(tmp_path / "study.xls")
    with pytest.raises(ValueError, match="there is no folder"):
        study.to_excel(tmp_path / "nowhere" / "study.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_a_message_says_what_to_install(
    study: cx.Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "find_spec", lambda _name: None)
    with pytest.raises(ImportError, match=r"a workbook needs openpyxl: pip install 'cxsim\[excel\]'"):
        study.to_excel(tmp_path / "study.xlsx")
    with pytest.raises(ImportError, match="Parquet needs pyarrow"):
        study.results["today"].to_parquet(tmp_path)
    assert study.results["today"].to_csv(tmp_path / "out")
