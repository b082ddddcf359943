"""What is saved is loaded again without loss; what cannot be is told in one clear message."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr

import cxsim as cx

pytestmark = pytest.mark.slow

TELECOM = cx.load_example("telecom")


@pytest.fixture(scope="module")
def study() -> cx.Comparison:
    big = cx.Lever(label="big", targets=[{"path": "policy.promise.*", "operation": "add", "effect": 30}], once=5)
    odd = cx.Scenario("a/b: äö", [cx.levers.redesign("help_desk"), big])
    with pytest.warns(cx.ExtrapolationWarning):
        return cx.compare(TELECOM, ["today", odd, cx.levers.consistency()], months=4, people=1_000, replications=3)


@pytest.fixture(scope="module")
def saved(study: cx.Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("saved") / "study.nc"
    study.save(path)
    return path


def test_a_comparison_that_was_saved_is_the_same_again(study: cx.Comparison, saved: Path) -> None:
    again = cx.Comparison.load(saved)
    assert (again.labels, again.digest, again.notes, again.settings) == (
        study.labels,
        study.digest,
        study.notes,
        study.settings,
    )
    pd.testing.assert_frame_equal(again.table(), study.table(), check_exact=True)
    pd.testing.assert_frame_equal(again.customers, study.customers)
    pd.testing.assert_frame_equal(again.payback(), study.payback())
    np.testing.assert_array_equal(again.weights, study.weights)
    for label in study.labels:
        np.testing.assert_array_equal(again.paired[label], study.paired[label])
        assert again.results[label].levers == study.results[label].levers
    assert list(saved.parent.iterdir()) == [saved]


def test_errors_by_person_survive_being_saved(tmp_path: Path) -> None:
    alone = cx.compare(
        TELECOM, ["today", cx.levers.consistency()], months=3, people=500, replications=2, interactions=False
    )
    alone.save(tmp_path / "alone.nc")
    again = cx.Comparison.load(tmp_path / "alone.nc")
    label = alone.challengers[0]
    assert again.interval("net_present_value", label) == alone.interval("net_present_value", label)


def cut(share: float) -> Callable[[Path, Path], None]:
    def make(saved: Path, path: Path) -> None:
        whole = saved.read_bytes()
        path.write_bytes(whole[: int(share * len(whole))])

    return make


def other(_: Path, path: Path) -> None:
    xr.Dataset({"a": 1}).to_netcdf(path, engine="h5netcdf")


def damaged(saved: Path, path: Path) -> None:
    whole = bytearray(saved.read_bytes())
    whole[8:4_000] = bytes(3_992)
    path.write_bytes(whole)


WRONG: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "missing": (lambda _saved, _path: None, "cannot be read: no such file or directory"),
    "folder": (lambda _, path: path.mkdir(), "cannot be read: is a directory"),
    "text": (lambda _, path: path.write_text("month,profit\n"), "is no netCDF file; read one that save wrote"),
    "empty": (lambda _, path: path.touch(), "is no netCDF file"),
    "half": (cut(0.5), "is cut off or damaged; save it again"),
    "nearly whole": (cut(0.99), "is cut off or damaged; save it again"),
    "beginning": (cut(0.001), "is cut off or damaged; save it again"),
    "damaged": (damaged, "is cut off or damaged; save it again"),
    "another's": (other, "is a netCDF file that cxsim did not save"),
}


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("load", [cx.Results.load, cx.Comparison.load])
def test_a_file_that_cannot_be_loaded_is_one_clear_message(
    kind: str, load: Callable[[Path], object], saved: Path, tmp_path: Path
) -> None:
    make, said = WRONG[kind]
    path = tmp_path / "wrong.nc"
    make(saved, path)
    with pytest.raises(ValueError, match=r"^[^\n]*$") as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: {said}")


def test_a_file_that_may_not_be_read_is_told(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(ValueError, match=r"study.nc: cannot be read: permission denied$"):
        cx.Comparison.load(saved)


def test_a_world_is_not_taken_for_a_comparison_nor_the_other_way_round(
    study: cx.Comparison, saved: Path, tmp_path: Path
) -> None:
    study.results["today"].save(tmp_path / "today.nc")
    with pytest.raises(ValueError, match=r"today.nc: holds Results; read it with cx.Results.load$"):
        cx.Comparison.load(tmp_path / "today.nc")
    with pytest.raises(ValueError, match=r"study.nc: holds Comparison; read it with cx.Comparison.load$"):
        cx.Results.load(saved)


@pytest.mark.parametrize(("place", "said"), [("", "is a folder; name a file in it"), ("no/x.nc", "there is no folder")])
def test_a_place_that_cannot_be_saved_to_is_one_clear_message(
    place: str, said: str, study: cx.Comparison, tmp_path: Path
) -> None:
    for thing in (study, study.results["today"]):
        with pytest.raises(ValueError, match=said):
            thing.save(tmp_path / place)


def test_a_disk_that_fills_leaves_the_older_file_and_says_so(
    study: cx.Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "study.nc"
    path.write_text("older")

    def full(*_: object, **__: object) -> None:
        raise OSError("Can't write data (file write failed: errno = 28, error message = 'No space left on device', buf")

    monkeypatch.setattr(xr.Dataset, "to_netcdf", full)
    with pytest.raises(ValueError, match=r"study.nc: could not be written: no space left on device$"):
        study.save(path)
    assert [each.read_text() for each in tmp_path.iterdir()] == ["older"]
