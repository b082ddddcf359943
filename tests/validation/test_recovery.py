"""Planted worlds: parameters are drawn, data simulated from them, and a fit must find them within its own intervals.

Each world has a luck of its own. The data are those of a small firm: 4,000 customers followed for five years in quarters,
contacts of ten samples of a market, and failures of one touchpoint. `pytest -s` prints how each parameter fares.
"""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

import cxsim as cx
from cxsim import targets

WORLDS, CUSTOMERS, MONTHS = 20, 4_000, 60
SAMPLES, SAMPLE = 10, 800  # of the market
PEOPLE = 2_000  # simulated in a fit: few, so that simulation error counts as well
NO_RETURN = {"adoption.innovation": 0, "adoption.imitation": 0, "win_back.odds": 0}  # of who left the cohort
LEAST = 0.85  # of 100 intervals; 95 are expected, with a standard deviation of 2.2 if they were independent

SEGMENT = {"segments": {"all": {"share": 1.0, "involuntary": 0.0003}}}
COMPANY = cx.load({"schema_version": 1, "name": "One segment", "norm": "telecom_norm", **SEGMENT})
PRIORS = {
    "segments.all.base_hazard": (-4.6, -3.2),
    "segments.all.frailty": (0.4, 2.5),
    "segments.all.tenure_effect.0": (-1.5, 0.0),
    "touchpoints.pay.failure": (0.005, 0.05),
    "journeys.get_help.rate": (0.05, 0.30),
}


def planted(luck: np.random.Generator) -> dict[str, float]:
    """Draw a world from wide priors."""
    return {path: float(luck.uniform(*ends)) for path, ends in PRIORS.items()}


def life_table(world: cx.Company, seed: int) -> pd.DataFrame:
    """Return who left a cohort, in quarters."""
    run = cx.simulate(
        world.replace(NO_RETURN), months=MONTHS, people=CUSTOMERS, replications=1, seed=seed, start="cohort", threads=1
    )
    data = run.data.isel(replication=0).sum("segment") * CUSTOMERS / world.get("market.size")
    left = data["left"] + data["left_involuntary"]
    by_month = pd.DataFrame({"at_risk": data["customers"].to_series(), "left": left.to_series()})
    quarter = by_month.groupby(by_month.index // 3).agg({"at_risk": "first", "left": "sum"})
    return quarter.assign(month=3.0 * (quarter.index + 1))


def market(world: cx.Company, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return contacts with the help desk by sample, and failures when paying."""
    run = cx.simulate(world, months=12, people=SAMPLE, replications=SAMPLES, seed=seed, threads=1)
    data = run.data.sum(["month", "segment"]) * SAMPLE / world.get("market.size")
    calls = data["touchpoint_encounters"].sel(touchpoint="help_desk")
    contacts = pd.DataFrame({"contacts": calls.to_series(), "customer_months": data["customers"].to_series()})
    paying = data.sel(touchpoint="pay").sum("replication")
    counts = {"failures": float(paying["touchpoint_failures"]), "encounters": float(paying["touchpoint_encounters"])}
    return contacts.assign(touchpoint="help_desk"), pd.DataFrame([{"touchpoint": "pay", **counts}])


def fitted(truth: dict[str, float], seed: int) -> pd.DataFrame:
    """Fit a company to the data of a planted world."""
    world = COMPANY.replace(truth)
    contacts, failures = market(world, seed + 1)
    data = [targets.life_table(life_table(world, seed)), targets.contacts(contacts), targets.failures(failures)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cx.IdentifiabilityWarning)  # some worlds leave frailty open, and say so
        return cx.calibrate(COMPANY, data, people=PEOPLE, seed=seed + 2, threads=1).table()


@pytest.mark.slow
def test_planted_parameters_lie_within_their_intervals() -> None:
    luck = np.random.default_rng(2024)
    held = []
    for world in range(WORLDS):
        truth = planted(luck)
        table = fitted(truth, 1_000 + 10 * world)
        values = pd.Series(truth).loc[table.index]
        held.append((table["low"] <= values) & (values <= table["high"]))
    share = pd.DataFrame(held).mean()
    print(
        f"\nshare of 95 % intervals that hold the planted value, {WORLDS} worlds\n{share.to_string()}\nall {share.mean()}"
    )
    assert share.mean() >= LEAST
