"""Three readings of what a scenario is worth: within the horizon, run off after it, and frozen at its end.

- `flow`: discounted profit within the horizon; customers who are still there at its end count for nothing.
- `run_off`: the same worlds live 36 months longer, in which no lever is paid for and effects fade.
- `frozen`: flow, and for every customer at the end what one of this segment and tenure is worth today, without levers.
  It is blind to satisfaction, desired level and grievance that the scenario leaves behind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from . import _core
from .company import Company
from .intervals import interval_of
from .people import people_frame
from .results import Results
from .run import Settings, parameter_sets, run_worlds, start_of
from .scenario import Lever, Scenario

if TYPE_CHECKING:
    from .compare import Comparison

RUN_OFF = 36  # months after the horizon
AHEAD = 60  # months over which the worth of a customer at the end is counted
READINGS = ("flow", "run_off", "frozen")
Progress = Callable[[float], None]


def reading_table(study: Comparison, progress: Progress | None = None) -> pd.DataFrame:
    """Return each scenario's difference in net present value by all three readings, with 95 % intervals.

    Index: scenario and reading. Columns: `difference`, `low`, `high` (money, discounted to the start; t over
    replications), `P(better)` (luck only). The worlds are run again, longer.
    """
    origin = study.require_origin()
    company, settings = origin.company, origin.settings
    worth = worth_of_customers(company, settings)
    values = {
        label: _read(results, company, settings, worth)
        for label, results in _longer(company, origin.scenarios, settings, progress).items()
    }
    rows = {
        (label, reading): _row(values[label][reading] - values[study.baseline][reading])
        for label in study.challengers
        for reading in READINGS
    }
    frame: pd.DataFrame = pd.DataFrame(rows).T.rename_axis(["scenario", "reading"])
    return frame


def _row(difference: NDArray[np.float64]) -> dict[str, float]:
    found = interval_of(difference)
    return {"difference": found.mean, "low": found.low, "high": found.high, "P(better)": found.positive}


def _longer(
    company: Company, scenarios: Sequence[Scenario], settings: Settings, progress: Progress | None
) -> dict[str, Results]:
    """Run all worlds beyond the horizon, in which nothing is spent."""
    extra = company.steps_in(RUN_OFF)
    longer = replace(settings, steps=settings.steps + extra, record=())
    horizon = settings.steps * _core.months_per_year / company.steps_per_year
    worlds = run_worlds(company, [ended(scenario, horizon) for scenario in scenarios], longer, progress)
    return {world.scenario.label: Results.of(world, company, longer) for world in worlds}


def ended(scenario: Scenario, horizon: float) -> Scenario:
    """Return a scenario whose spending stops at the end of a horizon.

    >>> from cxsim.levers import lever
    >>> ended(Scenario("one", [lever("community")]), 36).levers[0].until
    36.0
    """
    return Scenario(scenario.label, [_ended(lever, horizon) for lever in scenario.levers if lever.from_ < horizon])


def _ended(lever: Lever, horizon: float) -> Lever:
    end = horizon if lever.until is None else min(lever.until, horizon)
    stopped: Lever = lever.model_copy(update={"until": float(end)})
    return stopped


def _read(
    results: Results, company: Company, settings: Settings, worth: xr.DataArray
) -> dict[str, NDArray[np.float64]]:
    """Return net present value by reading, by replication."""
    data, steps = results.data, settings.steps
    earned = (data["profit"] * data["discount"]).transpose("replication", "month").to_numpy()
    left = data["customers_by_tenure"].isel(month=steps)
    at_end = float((1 + company.get("money.discount_rate")) ** (-steps / company.steps_per_year))
    flow = earned[:, :steps].sum(axis=1)
    kept = (left * worth).sum(["segment", "tenure_class"]).to_numpy()
    return {"flow": flow, "run_off": earned.sum(axis=1), "frozen": flow + at_end * kept}


def worth_of_customers(company: Company, settings: Settings) -> xr.DataArray:
    """Return what a customer of today is worth over the next 60 months, money: segment × tenure class.

    Mean discounted contribution of the present spell in a world without levers in which nobody joins or returns, from a settled
    market, where customers of every tenure are; a class without people takes the next lower one, or else the next. The
    first replication alone counts, so intervals of the frozen reading leave out the error of this worth.
    """
    settings = replace(settings, start="steady")
    steps = company.steps_in(AHEAD)
    nobody_joins = company.replace({"adoption.innovation": 0, "adoption.imitation": 0, "win_back.odds": 0})
    start = start_of(company, settings, 0)
    worlds = parameter_sets(nobody_joins, [Scenario("today").schedule(nobody_joins, steps)])
    simulation = _core.Simulation(worlds, settings.core(0), start, company.parameters())
    before = people_frame(simulation, 0, company)
    simulation.advance(steps)
    now = before["status"] == "customer"
    value = people_frame(simulation, 0, company)["value"][now].astype(float)
    bounds = [*_core.tenure_classes, np.inf]
    months = before["tenure"][now] * _core.months_per_year / company.steps_per_year
    classes = pd.cut(months, bounds, right=False, labels=_core.tenure_classes)
    people = pd.DataFrame({"value": value, "segment": before["segment"][now], "tenure": classes})
    means = people.pivot_table("value", "segment", "tenure", aggfunc="mean", observed=False, dropna=False)
    means = means.ffill(axis=1).bfill(axis=1).fillna(0.0)
    return xr.DataArray(means.to_numpy(), dims=("segment", "tenure_class"))
