"""One world: a company under one scenario."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite
from numbers import Integral, Real
from typing import Any

import numpy as np

from . import _core
from .company import Company
from .loading import require_company
from .progress import shown as shown_progress
from .record import SAMPLE
from .results import Results
from .run import Settings, Start, default_threads, run_worlds
from .scenario import Lever, Scenario

MOST_STEPS = 10_000


def simulate(
    company: Company,
    scenario: str | Lever | Scenario = "today",
    *,
    months: float = 36,
    steps: int | None = None,
    people: int = 20_000,
    replications: int = 8,
    seed: int = 1,
    start: Start = "steady",
    interactions: bool = True,
    record: str | Sequence[str] = (),
    sample: int = SAMPLE,
    threads: int | None = None,
    progress: bool | Callable[[float], None] | None = None,
) -> Results:
    """Simulate a company under one scenario.

    Parameters
    ----------
    company
        From `load` or `load_example`.
    scenario
        "today", a lever, or a `Scenario`.
    months, steps
        Horizon in calendar months, or instead in steps of the company (12 a year unless it says otherwise).
    people
        Simulated people a replication; each stands for market.size / people real ones. More people narrow the
        intervals and change nothing else.
    replications
        Independent repetitions; intervals come from their differences.
    seed
        Seed of all luck. The same seed gives the same bits for any number of threads.
    start
        "steady": after four years without levers; "cohort": everybody joins in month 0.
    interactions
        False cuts everything that crosses between people: each person is then a world alone.
    record
        "events" (every encounter), "panel" (states at the end of every month), or both, of `sample` people in the first
        replication: `results.events`, `results.panel`. Nothing that is recorded changes a result.
    sample
        People who are recorded; the same in all worlds, and a smaller sample is part of a larger one.
    threads
        Threads of the core; all processors unless said.
    progress
        True shows a bar, False nothing; a function hears the share that is done. Unless said, a bar is shown in a
        notebook or at a prompt, once the run takes more than two seconds.

    Raises
    ------
    TypeError
        What was given is no company.
    ValueError
        An argument is out of range, or the run would not fit in memory.
    ScenarioError
        A lever does not fit the company; every problem is listed.

    Examples
    --------
    >>> import cxsim as cx
    >>> results = cx.simulate(cx.load_example("telecom"), months=3, people=300, replications=2)
    >>> len(results.data["month"])
    3
    """
    require_company(company)
    settings = settings_of(company, months, steps, people, replications, seed, start, interactions, threads)
    settings = settings.recording(record, sample)
    with shown_progress(progress, f"simulating {company.name}") as report:
        (world,) = run_worlds(company, [Scenario.of(scenario)], settings, report)
    return Results.of(world, company, settings)


def settings_of(
    company: Company,
    months: float,
    steps: int | None,
    people: int,
    replications: int,
    seed: int,
    start: Start,
    interactions: bool,
    threads: int | None,
) -> Settings:
    """Check the arguments of a run; one clear message for the first that is wrong."""
    whole = {"people": people, "replications": replications, "seed": seed}
    if steps is None:
        steps = steps_of(months, company.steps_per_year)
    else:
        whole = {"steps": steps, **whole}
    count = default_threads() if threads is None else threads
    for name, value in {**whole, "threads": count}.items():
        _require(_is(value, Integral), f"{name} = {value!r}: give a whole number")
    _require(1 <= steps <= MOST_STEPS, f"steps = {steps}: give 1 to {MOST_STEPS}")
    _require(
        len(company.names.segments) <= people <= _core.most_people,
        f"people = {people}: give at least one a segment, at most {_core.most_people}",
    )
    _require(
        1 <= replications <= _core.most_replications,
        f"replications = {replications}: give 1 to {_core.most_replications}",
    )
    _require(0 <= seed < 2**64, f"seed = {seed}: give 0 to 2**64 - 1")
    _require(start in ("steady", "cohort"), f"start = {start!r}: give 'steady' or 'cohort'")
    _require(isinstance(interactions, (bool, np.bool_)), f"interactions = {interactions!r}: give True or False")
    _require(1 <= count <= _core.most_threads, f"threads = {count}: give 1 to {_core.most_threads}")
    return Settings(int(steps), int(people), int(replications), int(seed), start, bool(interactions), int(count))


def steps_of(months: float, steps_per_year: int) -> int:
    """Return a horizon in steps, or raise unless it is a whole number of them.

    >>> steps_of(3, 52)
    13
    """
    _require(_is(months, Real) and isfinite(months), f"months = {months!r}: give a number")
    longest = MOST_STEPS * _core.months_per_year / steps_per_year
    _require(0 < months <= longest, f"months = {months}: give more than 0, at most {longest:g}")
    exact = months * steps_per_year / _core.months_per_year
    _require(
        round(exact) >= 1 and abs(exact - round(exact)) < 1e-9,
        f"months = {months}: no whole number of steps ({steps_per_year} a year)",
    )
    return round(exact)


def _is(value: Any, kind: type) -> bool:
    """Tell whether a value is a number of a kind; True and False are none."""
    return isinstance(value, kind) and not isinstance(value, (bool, np.bool_))


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise ValueError(message)
