"""The result of a fit: parameters with intervals, what is left unexplained, and what the data cannot tell apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import stats

from ..company import Company
from ..whole_file import as_path, write_whole
from .doubts import inseparable, is_ill, readings, unfinished, unfixed
from .intervals import Ends, intervals
from .solve import Solution
from .statistics import Array
from .survival import Survival, steps_of
from .target import CalibrationTarget
from .yardsticks import beta_geometric, has_forecast, without_mechanisms

if TYPE_CHECKING:
    from ..plots import CalibrationPlots


@dataclass(frozen=True)
class Calibration:
    """A company fitted to data: `company_` has the fitted numbers, `params_` holds them by path.

    >>> import cxsim as cx
    >>> fit = cx.calibrate(cx.load_example("telecom"), cx.load_survival("telecom"), people=300)
    >>> fit.table().columns.tolist()
    ['value', 'standard error', 'low', 'high', 'simulation']
    """

    start: Company
    solution: Solution

    @cached_property
    def params_(self) -> dict[str, float]:
        """Fitted numbers by path."""
        pairs = zip(self.solution.free, self.solution.places, strict=True)
        return {free.path: free.value(place) for free, place in pairs}

    @cached_property
    def company_(self) -> Company:
        """The company with the fitted numbers, which say what they were fitted to."""
        data = ", ".join(f"{target.name} ({target.source})" for target in self.targets)
        sources = {f"sources.{path}": f"fitted: {data}, by cxsim calibrate" for path in self.params_}
        return self.start.replace({**self.params_, **sources})

    @property
    def targets(self) -> tuple[CalibrationTarget, ...]:
        """The data, kind by kind."""
        return tuple(self.solution.targets)

    @cached_property
    def covariance(self) -> Array:
        """Covariance of the estimates on their scales: sampling error of the data, and simulation error."""
        return self.solution.sampling + self.solution.simulation

    @cached_property
    def ends(self) -> Ends:
        """Ends of intervals on the scales of the parameters."""
        return intervals(self.solution)

    def table(self) -> pd.DataFrame:
        """Return fitted numbers with standard errors and 95 % intervals; `simulation` is luck's share of the variance.

        Intervals are symmetric on the scale of the parameter (the logarithm of a positive number, the log odds of a
        share) where the data fix it well, and by profile likelihood where they do not. A number at an end of its
        range has no standard error.
        """
        s = self.solution
        total, luck = np.diag(self.covariance), np.diag(s.simulation)
        rows = []
        for free, place, low, high, variance, noise in zip(
            s.free, s.places, self.ends.low, self.ends.high, total, luck, strict=True
        ):
            known = not free.is_at_edge(place)
            rows.append(
                {
                    "parameter": free.path,
                    "value": free.value(place),
                    "standard error": np.sqrt(variance) * free.slope(place) if known else np.nan,
                    "low": free.value(low),
                    "high": free.value(high),
                    "simulation": noise / variance if known else np.nan,
                }
            )
        frame: pd.DataFrame = pd.DataFrame(rows).set_index("parameter")
        return frame

    def correlations(self) -> pd.DataFrame:
        """Return correlations of the estimates; parameters at an end of their range have none."""
        errors = self.solution.place_errors
        spread = np.where(np.isfinite(errors), errors, np.nan)
        with np.errstate(invalid="ignore", divide="ignore"):
            matrix = self.solution.sampling / np.outer(spread, spread)
        frame: pd.DataFrame = pd.DataFrame(matrix, index=list(self.params_), columns=list(self.params_))
        return frame

    def residuals(self) -> pd.DataFrame:
        """Return every value with what was fitted, and what is left in standard errors."""
        s = self.solution
        labels = pd.concat([target.labels() for target in self.targets], ignore_index=True)
        observed = np.concatenate([target.statistic.observed for target in self.targets])
        left = (observed - s.predicted) / s.errors
        frame: pd.DataFrame = labels.assign(observed=observed, fitted=s.predicted, error=s.errors, residual=left)
        return frame

    @property
    def chi_square(self) -> float:
        """Sum of squared residuals in standard errors (Pearson)."""
        return float((self.residuals()["residual"] ** 2).sum())

    @property
    def freedom(self) -> int:
        """Degrees of freedom: values less free parameters."""
        return len(self.solution.predicted) - len(self.solution.free)

    @property
    def odds(self) -> float:
        """Odds of so large a chi-square if the form of the model is right; NaN without degrees of freedom."""
        return float(stats.chi2.sf(self.chi_square, self.freedom)) if self.freedom else np.nan

    @property
    def is_doubtful(self) -> bool:
        """Tell whether the data do not tell some of the parameters apart."""
        return bool(inseparable(self)) or is_ill(self)

    @cached_property
    def notes(self) -> list[str]:
        """What a reader must know beside the numbers."""
        return [*self.doubts, *readings(self)]

    @cached_property
    def doubts(self) -> list[str]:
        """What keeps the numbers from being estimates one may rely on; nothing if all is well."""
        return [*unfinished(self), *unfixed(self)]

    def _curves(self) -> list[tuple[Survival, str]]:
        """Return survival targets and their segments."""
        found = [target for target in self.targets if isinstance(target, Survival)]
        return [(target, str(segment)) for target in found for segment in target.table["segment"].unique()]

    def fitted_survival(self, target: Survival, segment: str, months: Array) -> Array:
        """Return the fitted share of a segment's cohort that is left after so many months."""
        name = target.named(self.start, segment)
        return np.asarray(self.solution.view.survival(name, tuple(steps_of(self.start, months).tolist())).mean(axis=0))

    def survival(self) -> pd.DataFrame:
        """Return survival in per cent by month: observed and fitted, later months of the data included."""
        columns = {}
        for target, segment in self._curves():
            months, observed = target.observed_curve(segment)
            columns[segment, "observed"] = pd.Series(100 * observed, index=months)
            columns[segment, "fitted"] = pd.Series(100 * self.fitted_survival(target, segment, months), index=months)
        frame: pd.DataFrame = pd.DataFrame(columns).rename_axis("month")
        return frame

    def forecast(self) -> pd.DataFrame:
        """Return mean absolute errors of survival in the months that were not fitted, percentage points; NaN of a yardstick that did not converge."""
        rows = {}
        for target, segment in self._curves():
            if not has_forecast(target, segment):
                continue
            table = target.table[target.table["segment"] == segment]
            later, observed = ~table["used"].to_numpy(), target.observed_curve(segment).value[1:]
            curves = {
                "fitted": self.fitted_survival(target, segment, table["at"].to_numpy(dtype=float)),
                "without mechanisms": without_mechanisms(target, self.start, segment),
                "shifted beta geometric": beta_geometric(target, segment),
            }
            rows[segment] = {
                name: float(100 * np.abs(curve - observed)[later].mean()) for name, curve in curves.items()
            }
        frame: pd.DataFrame = pd.DataFrame.from_dict(rows, orient="index").rename_axis("segment")
        return frame

    def summary(self) -> Mapping[str, str]:
        """Return the fit in a few words: data, chi-square, condition number."""
        odds = "" if np.isnan(self.odds) else f", P = {self.odds:.2g}"
        return {
            "data": ", ".join(f"{t.name}: {len(t.statistic.observed)} values ({t.source})" for t in self.targets),
            "chi-square": f"{self.chi_square:,.1f} on {self.freedom} degrees of freedom{odds}",
            "condition number": f"{self.solution.condition:,.1f}",
        }

    def report(self) -> str:
        """Return parameters, fit, forecast and doubts as text."""
        from .page import text  # brings what a fit does not need

        return text(self)

    @cached_property
    def plot(self) -> CalibrationPlots:
        """Charts: `fit.plot()`, `fit.plot.survival(ax=…)` and `fit.plot.residuals(ax=…)`."""
        from ..plots import CalibrationPlots  # charts bring matplotlib, which a fit does not need

        return CalibrationPlots(self)

    def write(self, path: str | Path) -> None:
        """Write the fitted company as a company file."""
        write_whole(as_path(path), self.company_.to_yaml())

    def __repr__(self) -> str:
        names = ", ".join(target.name for target in self.targets)
        return f"<cxsim.Calibration of {self.start.name} to {names}: {len(self.params_)} parameters>"

    def _repr_html_(self) -> str:
        from .page import html

        return html(self)
