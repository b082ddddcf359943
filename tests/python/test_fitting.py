"""Constants from the norm company, and the fit to published survival with its forecast."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import cxsim as cx
from cxsim import _core
from cxsim.calibrate.paths import Hazard, Paths, hazard_paths
from cxsim.constants import stale_constants
from cxsim.loading import example_path
from cxsim.series import cells_of, series_by_name
from cxsim.standardize import CUTS, Standardized, engagement_share
from cxsim.survival import survival

pytestmark = pytest.mark.slow

TELECOM, NORM = cx.load_example("telecom"), cx.load_example("telecom_norm")
PUBLISHED = cx.load_survival("telecom")
ROWS = ["base_hazard", "frailty", "involuntary", *(f"tenure_effect.{knot}" for knot in _core.tenure_knots)]
NO_RETURN = {
    "adoption.innovation": 0.0,
    "adoption.imitation": 0.0,
    "win_back.odds": 0.0,
}  # published cohorts count no second lives


def test_the_shipped_constants_are_not_stale() -> None:
    assert stale_constants(NORM) is None
    assert stale_constants(TELECOM) is None


def test_the_shipped_constants_come_out_again() -> None:
    again = cx.standardize(NORM, people=10_000)
    for name in ("journey", "affect", "trust", "commitment"):
        scale = NORM.get(f"standard.{name}_scale")
        assert abs(again.values[f"standard.{name}_mean"] - NORM.get(f"standard.{name}_mean")) < 0.03 * scale, name
        assert abs(again.values[f"standard.{name}_scale"] / scale - 1) < 0.03, name


def test_satisfaction_of_the_closed_norm_company_has_mean_0_and_spread_1() -> None:
    parameters = NORM.parameters()
    settings = _core.Settings(people=20_000, seed=77, interactions=False, closed=True)
    simulation = _core.Simulation([[parameters] * 42], settings, _core.cohort(parameters, settings))
    simulation.advance(42)
    rows, totals = series_by_name(parameters), simulation.totals(0)[18:]
    total = {n: cells_of(totals, rows[n]).sum() for n in ("customers", "satisfaction", "satisfaction_squared")}
    mean = total["satisfaction"] / total["customers"]
    spread = np.sqrt(total["satisfaction_squared"] / total["customers"] - mean**2)
    # 20,000 persons whose satisfaction hardly changes within two years
    assert abs(mean) < 4 / np.sqrt(20_000)
    assert abs(spread - 1) < 4 / np.sqrt(2 * 20_000)


def test_writing_constants_keeps_the_rest_of_the_file(tmp_path: Path) -> None:
    target = tmp_path / "norm.yaml"
    before = example_path("telecom_norm").read_text(encoding="utf-8")
    target.write_text(before, encoding="utf-8")
    constants = cx.standardize(NORM, people=300)
    constants.write(target)
    after = target.read_text(encoding="utf-8")
    assert after.split("standard:")[0] == before.split("standard:")[0]
    assert cx.load(target).get("standard.trust_mean") == constants.values["standard.trust_mean"]
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("sources:\n  market", "sources: {money: assumed}\nothers:\n  market"),
        ("sources:\n  market", "sources: {money: assumed,\n  policy: assumed}\nothers:\n  market"),
        ("sources:\n  market", "others:\n  market"),
        ("sources:\n  market", "sources: {}\nothers:\n  market"),
    ],
)
def test_written_constants_say_where_they_are_from(tmp_path: Path, old: str, new: str) -> None:
    target = tmp_path / "norm.yaml"
    text = example_path("telecom_norm").read_text(encoding="utf-8")
    before, _, after = text.replace(old, new).partition("others:\n")
    kept = after[after.index("\n\n") :] if after else ""
    without = "".join(line for line in (before + kept).splitlines(True) if not line.startswith("  standard: "))
    target.write_text(without, encoding="utf-8")
    assert cx.load(target).provenance("standard.trust_mean") == "unsourced"
    constants = Standardized({path: NORM.get(path) for path in NORM.flat() if path.startswith("standard.")}, "0", None)
    for _ in range(2):
        constants.write(target)
        company = cx.load(target)
        assert company.source("standard.trust_mean") == NORM.source("standard.trust_mean")
        assert len(company.sources) == len(cx.load(target).sources)
        assert target.read_text(encoding="utf-8").count("standard: ") == 1


def test_only_a_norm_company_is_standardized(tmp_path: Path) -> None:
    with pytest.raises(cx.CompanyError, match=r"has Telecom norm as its norm .* standardize the file of the norm"):
        cx.standardize(TELECOM)
    target = tmp_path / "mine.yaml"
    target.write_text(TELECOM.to_yaml(), encoding="utf-8")
    constants = cx.standardize(NORM, people=300)
    with pytest.raises(cx.CompanyError, match="take out `norm:`"):
        constants.write(target)
    assert target.read_text(encoding="utf-8") == TELECOM.to_yaml()


def test_the_shares_of_engagement_are_those_that_the_rows_say() -> None:
    assert [engagement_share(name) for name in CUTS] == [0.19, 0.24, 0.34]  # Gallup 2009
    with pytest.raises(ValueError, match="says no share"):
        engagement_share("trust_mean")


def test_expected_survival_of_a_constant_hazard_is_the_closed_form() -> None:
    times = np.array([0, 12, 24, 36])
    curve = Hazard(np.log(0.05), 1.0, (0.0,) * 6, 0.001).survival(np.ones((36, 1)), times)[:, 0]
    expected = cx.exact.gamma_frailty_survival(0.05 * times, 1.0) * 0.999**times
    np.testing.assert_allclose(curve, expected)


def test_expected_survival_is_what_counting_gives() -> None:
    company = TELECOM.replace({**NO_RETURN, "segments.regular.tenure_effect.24": 0.5})  # a later knot counts as well
    paths, segments = hazard_paths(company.parameters(), 24, 30_000, seed=12)
    counted = cx.simulate(
        company, months=24, people=30_000, replications=1, seed=12, start="cohort", interactions=False
    )
    for s, name in enumerate(company.names.segments):
        base, frailty, involuntary, *knots = (company.get(f"segments.{name}.{row}") for row in ROWS)
        hazard = Hazard(base, frailty, tuple(knots), involuntary)
        exact = Paths(paths, segments).survival(s, (12, 24), hazard).mean(axis=0)
        alive = survival(counted).sel(segment=name).isel(replication=0, month=[12, 24]).to_numpy() / 100
        people = int((segments == s).sum())
        assert (np.abs(alive - exact) < 4 * np.sqrt(exact * (1 - exact) / people)).all()


@pytest.fixture(scope="module")
def fit() -> cx.Calibration:
    return cx.calibrate(TELECOM, PUBLISHED)


def test_the_shipped_fit_comes_out_again(fit: cx.Calibration) -> None:
    for path, row in fit.table().iterrows():
        assert abs(row["value"] - TELECOM.get(str(path))) < 0.1 * row["standard error"], path


def test_the_fit_is_identified_and_the_model_has_the_form_of_the_curves(fit: cx.Calibration) -> None:
    assert fit.solution.condition < 30
    assert fit.doubts == []
    assert fit.table()["standard error"].between(0.05, 1).all()
    assert fit.odds > 0.05


def test_the_yardstick_is_the_published_shifted_beta_geometric(fit: cx.Calibration) -> None:
    # Fader & Hardie fitted the same seven years by maximum likelihood: errors of years 8 to 12 of .29 and 1.19
    errors = fit.forecast()["shifted beta geometric"]
    assert errors["regular"] == pytest.approx(0.29, abs=5e-3)
    assert errors["high_end"] == pytest.approx(1.19, abs=5e-3)


def test_the_counted_forecast_of_years_8_to_12_is_as_close_as_claimed() -> None:
    company = TELECOM.replace(NO_RETURN)  # people and seed differ from those of the fit
    run = cx.simulate(company, months=144, people=40_000, replications=2, seed=99, start="cohort", interactions=False)
    years = survival(run).isel(month=slice(0, None, 12)).mean("replication")
    for segment, most in (("regular", 0.5), ("high_end", 1.2)):
        error = np.abs(years.sel(segment=segment).to_numpy()[8:] - PUBLISHED[segment].to_numpy()[8:]).mean()
        assert error <= most, f"{segment}: {error:.2f} percentage points"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda s: s.drop(columns="regular"), "no column for segment 'regular'"),
        (lambda s: s.rename(columns={"regular": "regulars"}), "did you mean 'regulars'"),
        (lambda s: s.assign(year=s["year"] + 1), "year: must be whole years that rise from 0"),
        (lambda s: s.assign(year=s["year"] + 0.5), "year: must be whole years that rise from 0"),
        (lambda s: s.drop(columns="year"), "a column year, and one for each segment"),
        (lambda s: s.head(1), "year 0, and one later year or more"),
        (lambda s: s.head(0), "has no rows"),
        (lambda s: s.astype(object).replace(100.0, "all"), "row 1, regular = 'all': is not a number"),
        (lambda s: s.assign(regular=s["regular"] + 1), "row 1, regular = 101.0: is not between 0 and 100"),
        (lambda s: s.assign(regular=np.linspace(90, 100, len(s))), "never rise"),
    ],
)
def test_survival_that_cannot_be_fitted_is_refused(change: object, message: str) -> None:
    wrong: pd.DataFrame = change(PUBLISHED)  # type: ignore[operator]
    with pytest.raises(ValueError, match=message):
        cx.calibrate(TELECOM, wrong, people=300)


@pytest.mark.parametrize("years", [0, -1, 13, 7.5, float("nan"), True, "7"])
def test_years_to_fit_are_whole_and_among_those_there_are(years: Any) -> None:
    with pytest.raises(ValueError, match=rf"fit_years = {years!r}: give a whole number of years from 1 to 12"):
        cx.calibrate(TELECOM, PUBLISHED, people=300, fit_years=years)


@pytest.mark.parametrize(("there", "used"), [(1, 1), (2, 2), (7, 7), (8, 7), (12, 7)])
def test_the_last_years_are_a_forecast_only_where_there_are_enough(there: int, used: int) -> None:
    fit = cx.calibrate(TELECOM, PUBLISHED.head(there + 1), people=300)
    assert fit.residuals()["at"].max() == 12 * used
    assert len(fit.forecast()) == (2 if there > used else 0)
    assert fit.freedom >= 0


@pytest.mark.parametrize(("first", "end"), [(100.0, "lower"), (0.0, "upper")])
def test_a_first_year_in_which_all_stay_or_all_leave_is_fitted_as_far_as_it_goes(first: float, end: str) -> None:
    curve = pd.DataFrame({"year": [0, 1, 2], "regular": [100, first, 0.8 * first], "high_end": [100, 90, 80]})
    fit = cx.calibrate(TELECOM, curve, people=300)
    assert fit.survival()["regular", "fitted"].loc[12] == pytest.approx(first, abs=3)  # lock-in ends at month 12
    assert np.isfinite(list(fit.params_.values())).all()
    assert any(f"ran to the {end} end" in doubt for doubt in fit.doubts)


BAD_RUNS: list[tuple[dict[str, Any], str]] = [
    ({"seed": -1}, r"seed = -1: give 0 to 2\*\*64 - 1"),
    ({"seed": 1.5}, "seed = 1.5: give a whole number"),
    ({"seed": "7"}, "seed = '7': give a whole number"),
    ({"threads": 0}, "threads = 0: give 1 to 1024"),
    ({"threads": "2"}, "threads = '2': give a whole number"),
    ({"people": "300"}, "people = '300': give a whole number"),
    ({"people": 0}, "people = 0: give at least one a segment"),
    ({"people": 10**12}, "people = 1000000000000: give at least one a segment, at most"),
]


@pytest.mark.parametrize(("wrong", "message"), BAD_RUNS)
def test_a_run_that_cannot_be_is_refused_by_calibrate_and_standardize_alike(
    wrong: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        cx.calibrate(TELECOM, PUBLISHED, **{"people": 300, **wrong})
    with pytest.raises(ValueError, match=message):
        cx.standardize(NORM, **{"people": 300, **wrong})


@pytest.mark.parametrize("work", [cx.standardize, lambda company: cx.calibrate(company, PUBLISHED)])
def test_what_is_no_company_is_refused_with_the_call_that_gives_one(work: Any) -> None:
    with pytest.raises(TypeError, match=r"company = 'telecom': give a Company, such as cx.load_example\('telecom'\)"):
        work("telecom")


def test_too_few_people_to_estimate_a_constant_are_refused() -> None:
    with pytest.raises(ValueError, match=r"people = 6: too few to estimate standard\.cut_fully, .*give more"):
        cx.standardize(NORM, people=6)
