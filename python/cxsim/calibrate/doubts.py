"""What a reader must know of a fit beside its numbers: what did not converge, what the data do not fix, what else to mind."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

from ..wording import number
from .scale import Free
from .solve import TINY
from .survival import Survival

if TYPE_CHECKING:
    from .calibration import Calibration

ALIKE = 0.95  # correlation of two estimates from which on the data do not tell them apart
ILL = 100.0  # condition number from which on all standard errors are to be doubted
LOOSE = float(np.log(100))  # width of an interval of logarithms from which on the number is hardly fixed
UNLIKELY = 0.01  # odds of a chi-square, or of the largest residual, from which on the form is to be doubted
MOST = 5  # values that are told to lie far from the fit


class IdentifiabilityWarning(UserWarning):
    """The data do not tell some of the free parameters apart."""


class ConvergenceWarning(UserWarning):
    """A fit was stopped before it had arrived."""


def unfinished(fit: Calibration) -> list[str]:
    """Return which searches were stopped before they had arrived."""
    found = []
    if not fit.solution.converged:
        found.append("The fit did not converge: its numbers are where the search was stopped, not the best ones.")
    if not fit.solution.settled:
        found.append("The fit had not settled after its last round; simulate more people.")
    return found


def unfixed(fit: Calibration) -> list[str]:
    """Return what the data do not fix: parameters that trade off, ends of ranges, wide intervals."""
    found = [
        f"{a} and {b} cannot be told apart (correlation {number(r, 2, signed=True)}): these data fix one mixture of "
        "the two, not each. Leave one out of free=, or bring data that moves with one only."
        for a, b, r in inseparable(fit)
    ]
    if is_ill(fit):
        mixture = ", ".join(fit.solution.loosest)
        condition = f"Condition number {fit.solution.condition:,.0f} (above {ILL:.0f})"
        found.append(f"{condition}: a mixture of {mixture} is hardly fixed at all.")
    for free, place, low, high in zip(fit.solution.free, fit.solution.places, *fit.ends[:2], strict=True):
        found += loosely_fixed(free, place, low, high)
    stopped = [path for path, converged in zip(fit.params_, fit.ends.converged, strict=True) if not converged]
    if stopped:
        found.append(f"The search for the interval of {', '.join(stopped)} did not converge: it may be too narrow.")
    return found


def inseparable(fit: Calibration) -> list[tuple[str, str, float]]:
    """Return pairs of parameters whose estimates are correlated so much that the data fix one number, not two."""
    matrix = fit.correlations()
    pairs = ((a, b, float(matrix.loc[a, b])) for a, b in combinations(fit.params_, 2))  # type: ignore[arg-type]
    return [pair for pair in pairs if abs(pair[2]) > ALIKE]


def is_ill(fit: Calibration) -> bool:
    """Tell whether some mixture of the parameters is hardly fixed."""
    return fit.solution.condition > ILL


def loosely_fixed(free: Free, place: float, low: float, high: float) -> list[str]:
    """Return what to say of a number that lies at an end of its range, or whose interval is very wide."""
    if free.is_at_edge(place):
        lower = place - free.low < free.high - place
        bounded = high < free.high - TINY if lower else low > free.low + TINY
        rest = "these data only bound it from the other side" if bounded else "these data do not bound it"
        return [f"{free.path} ran to the {'lower' if lower else 'upper'} end of its range; {rest}."]
    if free.kind != "identity" and high - low > LOOSE:
        return [f"{free.path} is hardly fixed by these data: its interval spans a factor of 100 or more."]
    return []


def outlying(fit: Calibration) -> list[str]:
    """Return the values that lie too far from the fit for luck, which many good ones can hide in a chi-square."""
    left = fit.residuals()
    far = float(stats.norm.isf(UNLIKELY / 2 / len(left)))
    worst, names = left[left["residual"].abs() > far], list(left)[: list(left).index("observed")]
    return [
        f"{' '.join(str(row[name]) for name in names if str(row[name]))}: observed {row['observed']:.3g}, fitted "
        f"{row['fitted']:.3g}, {number(abs(row['residual']), 1)} standard errors apart, more than luck among {len(left)} "
        "values: nothing that is free moves it enough, or it is wrong."
        for _, row in worst.head(MOST).iterrows()
    ]


def readings(fit: Calibration) -> list[str]:
    """Return how to read the numbers: the form, the sampling error, the simulation error, and what no fit says."""
    found = []
    if fit.odds < UNLIKELY:
        found.append(
            f"Chi-square {fit.chi_square:,.0f} on {fit.freedom} degrees of freedom: the model does not have the form of "
            "these data, or their sampling error is larger than stated. Standard errors are then too small."
        )
    found += outlying(fit)
    if any(isinstance(target, Survival) and target.size_is_supposed for target in fit.targets):
        found.append("Standard errors as if 2,000 people stood behind each curve, since the data do not say how many.")
    if (fit.table()["simulation"] > 0.5).any():
        found.append("Simulation error is more than half of a variance: simulate more people.")
    if fit.forecast().isna().any(axis=None):
        found.append("A yardstick of the forecast did not converge, and is not shown.")
    found.append(
        "Nothing here says how satisfaction, affect, effort or trust move the hazard: their effects are as assumed."
    )
    return found
