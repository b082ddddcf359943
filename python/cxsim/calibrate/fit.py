"""`calibrate`: from a company and data to a fitted company."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Sequence

import numpy as np
import pandas as pd

from ..company import Company
from ..errors import CompanyError, shown
from ..loading import require_company
from ..progress import shown as shown_progress
from ..simulate import settings_of
from .calibration import Calibration
from .doubts import ConvergenceWarning, IdentifiabilityWarning, unfinished, unfixed
from .paths import BATCHES
from .read import DataError
from .scale import STEP, Free, chosen
from .solve import Fitter, Solution
from .survival import Survival
from .target import CalibrationTarget
from .targets import published
from .view import Effort


def calibrate(
    company: Company,
    data: pd.DataFrame | CalibrationTarget | Sequence[CalibrationTarget],
    *,
    free: Sequence[str] | None = None,
    fit_years: int | None = None,
    months: int = 12,
    people: int = 40_000,
    seed: int = 2_007,
    threads: int | None = None,
    progress: bool | Callable[[float], None] | None = None,
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
        contacts, odds of failing for failures, fees for spend, level of answers for surveys.
    fit_years
        Years of published survival that are used: unless said all, and 7 where there are more. Later ones are a
        forecast.
    months
        Months of the settled market in which contacts, spend, churn and answers are counted.
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
    TypeError
        What was given as company is none, or `free` is no list of paths.
    ValueError
        An argument is out of range, nothing is free, more is free than there are values, or nothing in the data moves with a free parameter.

    Warns
    -----
    ConvergenceWarning
        The fit was stopped before it had arrived.
    IdentifiabilityWarning
        The data do not tell some of the free parameters apart; the message names them.

    Examples
    --------
    >>> import cxsim as cx
    >>> fit = cx.calibrate(cx.load_example("telecom"), cx.load_survival("telecom"), people=300)
    >>> sorted(fit.params_)[:2]
    ['segments.high_end.base_hazard', 'segments.high_end.frailty']
    """
    require_company(company)
    settings = settings_of(company, months, None, people, 1, seed, "steady", True, threads)
    least = max(BATCHES, len(company.names.segments)) * BATCHES
    if people < least:
        raise ValueError(f"people = {people}: give at least {least}; they are divided into {BATCHES} batches")
    targets = _targets(company, data, fit_years)
    _check(company, targets)
    parameters = _free(company, targets, free)
    effort = Effort(_steps(company, targets), settings.steps, settings.people, settings.seed, settings.threads)
    guesses = {path: value for target in targets for path, value in target.start(company).items()}
    start = np.array([each.at(guesses.get(each.path, company.get(each.path))) for each in parameters])
    with shown_progress(progress, f"calibrating {company.name}") as tell:
        solution = Fitter(company, targets, parameters, effort).run(start, tell)
    _require_answers(solution)
    fit = Calibration(company, solution)
    for doubt in unfinished(fit):
        warnings.warn(doubt, ConvergenceWarning, stacklevel=2)
    if fit.is_doubtful:
        warnings.warn(" ".join(unfixed(fit)), IdentifiabilityWarning, stacklevel=2)
    return fit


def _targets(
    company: Company, data: pd.DataFrame | CalibrationTarget | Sequence[CalibrationTarget], fit_years: int | None
) -> list[CalibrationTarget]:
    """Return the data as targets."""
    if isinstance(data, pd.DataFrame):
        return [published(data, company.names.segments, fit_years)]
    if fit_years is not None:
        raise ValueError("fit_years belongs to published survival; say cx.targets.survival(…, until=months)")
    targets = [data] if isinstance(data, CalibrationTarget) else data
    if (
        not isinstance(targets, Sequence)
        or not targets
        or not all(isinstance(each, CalibrationTarget) for each in targets)
    ):
        given = " ".join(shown(data).split())
        ways = "cx.load_survival('survival.csv'), or one target or more, such as cx.targets.durations('customers.csv')"
        raise ValueError(f"data = {given}: give {ways}")
    return list(targets)


def _check(company: Company, targets: Sequence[CalibrationTarget]) -> None:
    if problems := [problem for target in targets for problem in target.problems(company)]:
        raise DataError(problems)


def _free(company: Company, targets: Sequence[CalibrationTarget], wanted: Sequence[str] | None) -> list[Free]:
    """Return the free parameters, each once."""
    _require_paths(wanted)
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
    _require_movable(company, parameters)
    return parameters


def _require_movable(company: Company, parameters: Sequence[Free]) -> None:
    """Refuse parameters that hold only together with others, such as one of several shares."""
    for free in parameters:
        moved = free.value(free.at(company.get(free.path)) + STEP)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                company.replace({free.path: moved})
        except CompanyError as error:
            reason = error.problems[0].message
            raise ValueError(f"free: {free.path} = {moved:.4g}: cannot move by itself: {reason}") from None


def _require_paths(wanted: object) -> None:
    listed = isinstance(wanted, Collection) and not isinstance(wanted, str) and all(isinstance(w, str) for w in wanted)
    if wanted is not None and not listed:
        raise TypeError(f"free = {shown(wanted)}: give a list of paths, such as free=['segments.*.base_hazard']")


def _steps(company: Company, targets: Sequence[CalibrationTarget]) -> int:
    """Return how long a cohort is followed."""
    last = [target.months() for target in targets if isinstance(target, Survival)]
    return max(1, company.steps_in(max(last, default=0)))


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
