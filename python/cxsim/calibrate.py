"""Fit the hazard of each segment to published survival.

With interactions off no state depends on who left, so one run without leaving records everybody's path of the log
hazard η, and survival under any base level β0, frailty θ and tenure effect f is an exact mean over people:
S(t) = mean (1 + θ H(t))^(−1/θ) (1 − involuntary)^t, with H(t) the sum of e^(β0 + f + η). No counting noise; a fit takes
milliseconds. The criterion is Pearson's: leavers of each year, and the final survivors, over the root of what is expected.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import least_squares

from . import _core, exact
from .company import Company
from .progress import shown
from .run import Settings, default_threads
from .whole_file import write_whole

Array = NDArray[np.float64]
PUBLISHED_SIZE = 2_000  # people supposed behind each published curve, for standard errors only
NAMES = ("base_hazard", "frailty", "tenure_effect.0")


@dataclass(frozen=True)
class Fit:
    """The fit of one segment; survival in shares by year, year 0 included."""

    segment: str
    parameters: dict[str, float]
    errors: dict[str, float]
    published: Array
    fitted: Array
    without_mechanisms: Array  # the same freedom on a constant η
    beta_geometric: Array  # shifted-beta-geometric, fitted by the same criterion
    fit_years: int
    condition: float  # of the scaled Jacobian: above about 100, parameters trade off against each other

    def forecast_error(self, survival: Array | None = None) -> float:
        """Return the mean absolute error of the years not used in the fit, percentage points."""
        curve = self.fitted if survival is None else survival
        years = slice(self.fit_years + 1, None)
        return float(100 * np.abs(curve[years] - self.published[years]).mean())


@dataclass(frozen=True)
class Calibration:
    """Fits of all segments; `params_` holds the fitted numbers by path, `company_` the company that has them.

    >>> import cxsim as cx
    >>> fit = cx.calibrate(cx.load_example("telecom"), cx.load_survival("telecom"), people=300)
    >>> fit.table().index.names
    FrozenList(['segment', 'parameter'])
    """

    company_: Company
    fits: dict[str, Fit]

    @property
    def params_(self) -> dict[str, float]:
        """Fitted numbers by path."""
        return {f"segments.{s}.{name}": value for s, fit in self.fits.items() for name, value in fit.parameters.items()}

    def table(self) -> pd.DataFrame:
        """Return fitted numbers with standard errors (as if 2,000 people stood behind each curve)."""
        rows = [
            {"segment": s, "parameter": name, "value": fit.parameters[name], "standard error": fit.errors[name]}
            for s, fit in self.fits.items()
            for name in NAMES
        ]
        frame: pd.DataFrame = pd.DataFrame(rows).set_index(["segment", "parameter"])
        return frame

    def survival(self) -> pd.DataFrame:
        """Return survival in per cent by year: published, fitted, without mechanisms, shifted-beta-geometric."""
        columns = {}
        for segment, fit in self.fits.items():
            for name in ("published", "fitted", "without_mechanisms", "beta_geometric"):
                columns[segment, name] = 100 * getattr(fit, name)
        frame: pd.DataFrame = pd.DataFrame(columns).rename_axis("year")
        return frame

    def forecast(self) -> pd.DataFrame:
        """Return mean absolute errors of the forecast years, percentage points."""
        rows = {
            segment: {
                "fitted": fit.forecast_error(),
                "without mechanisms": fit.forecast_error(fit.without_mechanisms),
                "shifted beta geometric": fit.forecast_error(fit.beta_geometric),
                "condition": fit.condition,
            }
            for segment, fit in self.fits.items()
        }
        frame: pd.DataFrame = pd.DataFrame(rows).T.rename_axis("segment")
        return frame

    def report(self) -> str:
        """Return parameters, forecast errors and survival as text."""
        years = next(iter(self.fits.values())).fit_years
        parts = [
            f"Fitted to years 1 to {years}; standard errors as if {PUBLISHED_SIZE:,} people stood behind each curve.",
            self.table().to_string(float_format=lambda x: f"{x:.3f}"),
            f"\nMean absolute error of the years after {years}, percentage points:",
            self.forecast().to_string(float_format=lambda x: f"{x:.2f}"),
            "\nSurvival, per cent:",
            self.survival().to_string(float_format=lambda x: f"{x:.1f}"),
        ]
        return "\n".join(parts)

    def write(self, path: str | Path) -> None:
        """Write the fitted company as a company file."""
        write_whole(Path(path), self.company_.to_yaml())

    def __repr__(self) -> str:
        return f"<cxsim.Calibration of {self.company_.name}: {', '.join(self.fits)}>"


def calibrate(
    company: Company,
    survival: pd.DataFrame,
    *,
    fit_years: int = 7,
    people: int = 40_000,
    seed: int = 2_007,
    threads: int | None = None,
    progress: bool | Callable[[float], None] | None = None,
) -> Calibration:
    """Fit base hazard, frailty and first-year lock-in of each segment to survival by year.

    Parameters
    ----------
    company
        Its `involuntary` rates, later tenure effects and all mechanisms are kept as they are.
    survival
        A column `year` from 0, and one a segment: per cent of the first customers who are still there.
    fit_years
        Years used in the fit; later ones are a forecast.
    people, seed
        Simulated people behind the paths.

    Raises
    ------
    ValueError
        A segment has no column, years are not 0, 1, 2 …, or survival rises.

    Examples
    --------
    >>> import cxsim as cx
    >>> fit = cx.calibrate(cx.load_example("telecom"), cx.load_survival("telecom"), people=300)
    >>> sorted(fit.fits)
    ['high_end', 'regular']
    """
    curves = {segment: _curve(survival, segment, fit_years) for segment in company.names.segments}
    years = len(next(iter(curves.values()))) - 1
    with shown(progress, f"paths of {company.name}") as report:
        paths, segments = hazard_paths(company, years, people, seed, threads, report)
    fits = {}
    for s, (segment, curve) in enumerate(curves.items()):
        fits[segment] = _fit(company, segment, curve, paths[:, segments == s], fit_years)
    changes = {f"segments.{s}.{n}": v for s, fit in fits.items() for n, v in fit.parameters.items()}
    return Calibration(company.replace(changes), fits)


def hazard_paths(
    company: Company,
    years: int,
    people: int,
    seed: int,
    threads: int | None = None,
    progress: Callable[[float], None] | None = None,
) -> tuple[Array, NDArray[np.int64]]:
    """Return η (step × person, without β0, f and frailty) of a cohort that nobody leaves, and each person's segment."""
    settings = Settings(years * company.steps_per_year, people, 1, seed, "cohort", False, threads or default_threads())
    core = settings.core(0, closed=True, trace=True)
    parameters = company.parameters()
    simulation = _core.Simulation([[parameters] * settings.steps], core, _core.cohort(parameters, core))
    simulation.advance(settings.steps, (lambda done, total: progress(done / total)) if progress else None)
    return simulation.trace(0).astype(float), simulation.people(0)["segment"].astype(int)


def expected_survival(
    paths: Array, base: float, frailty: float, knots: Sequence[float], involuntary: float, steps: int
) -> Array:
    """Return survival at the end of each year, year 0 included, as an exact mean over people.

    `knots` are the tenure effects at the core's knots, in months; `steps` are those of a year.
    """
    tenure_effect = np.interp(np.arange(len(paths)) * 12 / steps, _core.tenure_knots, knots)
    hazards = np.cumsum(np.exp(base + tenure_effect[:, None] + paths), axis=0)[steps - 1 :: steps]
    alive = exact.gamma_frailty_survival(hazards, frailty).mean(axis=1)
    return np.concatenate([[1.0], alive * (1 - involuntary) ** (steps * np.arange(1, len(alive) + 1))])


def pearson_residuals(fitted: Array, published: Array, fit_years: int) -> Array:
    """Return (observed − expected)/√expected of each year's leavers and of the final survivors, for 2,000 people."""

    def cells(curve: Array) -> Array:
        return PUBLISHED_SIZE * np.append(-np.diff(curve[: fit_years + 1]), curve[fit_years])

    expected = np.maximum(cells(fitted), 1e-9)
    return np.asarray((cells(published) - expected) / np.sqrt(expected))


def _fit(company: Company, segment: str, published: Array, paths: Array, fit_years: int) -> Fit:
    involuntary = company.get(f"segments.{segment}.involuntary")
    steps = company.steps_per_year
    later = [company.get(f"segments.{segment}.tenure_effect.{knot}") for knot in _core.tenure_knots[1:]]

    def curve(free: Array, along: Array) -> Array:
        return expected_survival(along, free[0], float(np.exp(free[1])), [free[2], *later], involuntary, steps)

    level = float(np.log(-np.log(published[1]) / steps))
    still = np.zeros((len(paths), 1))
    fitted = _least_squares(
        lambda free: curve(free, paths), [level - float(paths.mean()), 0.0, -0.5], published, fit_years
    )
    plain = _least_squares(lambda free: curve(free, still), [level, 0.0, -0.5], published, fit_years)
    years = len(published) - 1
    geometric = _least_squares(
        lambda free: np.append(1.0, exact.shifted_beta_geometric_survival(np.arange(1, years + 1), *np.exp(free))),
        [0.0, 0.5], published, fit_years,
    )  # fmt: skip
    base, log_frailty, lock_in = fitted.x
    covariance = np.linalg.pinv(fitted.jac.T @ fitted.jac)
    errors = np.sqrt(np.diag(covariance)) * np.array([1, np.exp(log_frailty), 1])
    scaled = fitted.jac / np.linalg.norm(fitted.jac, axis=0)
    return Fit(
        segment,
        dict(zip(NAMES, (float(base), float(np.exp(log_frailty)), float(lock_in)), strict=True)),
        dict(zip(NAMES, errors.tolist(), strict=True)),
        published,
        curve(fitted.x, paths),
        curve(plain.x, still),
        np.append(1.0, exact.shifted_beta_geometric_survival(np.arange(1, years + 1), *np.exp(geometric.x))),
        fit_years,
        float(np.linalg.cond(scaled)),
    )


def _least_squares(curve: Callable[[Array], Array], start: list[float], published: Array, fit_years: int) -> Any:
    """Return scipy's fit of the free numbers of a survival curve."""

    def residuals(free: Array) -> Array:
        return pearson_residuals(curve(free), published, fit_years)

    return least_squares(residuals, start, x_scale="jac")


def _curve(survival: pd.DataFrame, segment: str, fit_years: int) -> Array:
    """Return one published curve as shares, checked."""
    if segment not in survival:
        known = ", ".join(str(column) for column in survival.columns if column != "year")
        raise ValueError(f"survival has no column for segment '{segment}'; it has {known}")
    years, shares = survival["year"].to_numpy(), survival[segment].to_numpy(dtype=float) / 100
    if not np.array_equal(years, np.arange(len(years))):
        raise ValueError("survival: the column 'year' must be 0, 1, 2 … without gaps")
    if len(years) <= fit_years:
        raise ValueError(f"survival has {len(years) - 1} years, fewer than fit_years = {fit_years}")
    if abs(shares[0] - 1) > 1e-9 or (np.diff(shares) > 0).any():
        raise ValueError(f"survival of '{segment}' must start at 100 and never rise")
    return np.asarray(shares)
