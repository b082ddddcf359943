"""`calibrate`: from a company and data to a fitted company."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from ..company import Company
from ..progress import shown
from .calibration import Calibration, IdentifiabilityWarning
from .paths import BATCHES
from .read import DataError
from .scale import Free, chosen
from .solve import Fitter, Solution
from .survival import Survival
from .target import Target
from .targets import published
from .view import Effort

FIT_YEARS = 7


def calibrate(
    company: Company,
    data: pd.DataFrame | Target | Sequence[Target],
    *,
    free: Sequence[str] | None = None,
    fit_years: int | None = None,
    months: int = 12,
    people: int = 40_000,
    seed: int = 2_007,
    threads: int | None = None,
    progress: bool | Callable[[float], None] = False,
) -> Calibration:
    """Fit parameters of a company to data.

    Parameters
    ----------
    company
        All that is not free is kept as it is.
    data
        Targets made by `cx.targets`; or published survival as `cx.load_survival` returns it: a column `year` from 0,
        and one a segment, per cent of the first customers who are still there.
    free
        Paths of the parameters to fit; `*` stands for any name. Unless said: base hazard, first-year lock-in and
        frailty of segments with survival (as far as the data reach), base hazard for churn, rates of journeys for
        contacts, odds of failing for failures, fees for spend.
    fit_years
        Years of published survival that are used, 7 unless said; later ones are a forecast.
    months
        Months of the settled market in which contacts, spend and churn are counted.
    people, seed
        Simulated people of the cohort and of the market, and their luck.
    threads, progress
        As in `simulate`.

    Raises
    ------
    DataError
        The data do not fit the company; every problem is listed.
    CompanyError
        A path in `free` does not exist.
    ValueError
        Nothing is free, more is free than there are values, or nothing in the data moves with a free parameter.

    Warns
    -----
    IdentifiabilityWarning
        The data do not tell some of the free parameters apart; the message names them.

    Examples
    --------
    >>> import cxsim as cx
    >>> fit = cx.calibrate(cx.load_example("telecom"), cx.load_survival("telecom"), people=300)
    >>> sorted(fit.params_)[:2]
    ['segments.high_end.base_hazard', 'segments.high_end.frailty']
    """
    targets = _targets(company, data, fit_years)
    _check(company, targets)
    parameters = _free(company, targets, free)
    if people < max(BATCHES, len(company.names.segments)) * BATCHES:
        raise ValueError(f"people = {people}: give at least {max(BATCHES, len(company.names.segments)) * BATCHES}")
    effort = Effort(
        _steps(company, targets), max(1, round(months * company.steps_per_year / 12)), people, seed, threads
    )
    guesses = {path: value for target in targets for path, value in target.start(company).items()}
    start = np.array([each.at(guesses.get(each.path, company.get(each.path))) for each in parameters])
    with shown(progress, f"calibrating {company.name}") as tell:
        solution = Fitter(company, targets, parameters, effort).run(start, tell)
    _require_answers(solution)
    fit = Calibration(company, solution)
    if fit.is_doubtful:
        warnings.warn(" ".join(fit.doubts), IdentifiabilityWarning, stacklevel=2)
    return fit


def _targets(company: Company, data: pd.DataFrame | Target | Sequence[Target], fit_years: int | None) -> list[Target]:
    """Return the data as targets."""
    if isinstance(data, pd.DataFrame):
        for segment in company.names.segments:
            if "year" in data and segment not in data:
                known = ", ".join(str(column) for column in data.columns if column != "year")
                raise ValueError(f"survival has no column for segment '{segment}'; it has {known}")
        return [published(data[["year", *company.names.segments]] if "year" in data else data, fit_years or FIT_YEARS)]
    if fit_years is not None:
        raise ValueError("fit_years belongs to published survival; say cx.targets.survival(…, until=months)")
    targets = [data] if isinstance(data, Target) else list(data)
    if not targets or not all(isinstance(target, Target) for target in targets):
        raise ValueError("data: give one target or more, such as cx.targets.durations('customers.csv')")
    return targets


def _check(company: Company, targets: Sequence[Target]) -> None:
    if problems := [problem for target in targets for problem in target.problems(company)]:
        raise DataError(problems)


def _free(company: Company, targets: Sequence[Target], wanted: Sequence[str] | None) -> list[Free]:
    """Return the free parameters, each once."""
    defaults = dict.fromkeys(path for target in targets for path in target.default_free(company))
    parameters = chosen(company, defaults if wanted is None else wanted)
    if not parameters:
        raise ValueError("nothing is free that these data are for; name parameters: free=['segments.*.base_hazard']")
    values = sum(len(target.statistic.observed) for target in targets)
    if len(parameters) > values:
        names = ", ".join(each.path for each in parameters)
        raise ValueError(
            f"{len(parameters)} free parameters and only {values} values; leave some out of free=: {names}"
        )
    return parameters


def _steps(company: Company, targets: Sequence[Target]) -> int:
    """Return how long a cohort is followed."""
    last = [target.months() for target in targets if isinstance(target, Survival)]
    return max(1, round(max(last, default=0) * company.steps_per_year / 12))


def _require_answers(solution: Solution) -> None:
    """Refuse free parameters with which no value moves."""
    lengths = np.linalg.norm(solution.slopes / solution.errors[:, None], axis=0)
    idle = [
        free.path
        for free, length, place in zip(solution.free, lengths, solution.places, strict=True)
        if length < 1e-9 and not free.is_at_edge(place)
    ]
    if idle:
        raise ValueError(f"free: nothing in these data moves with {', '.join(idle)}; leave it out")
