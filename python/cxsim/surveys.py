"""Surveys as instruments: what the dashboard shows, what is true, what became of the first customers; with errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import xarray as xr

from .intervals import interval_of
from .metrics import SCORE, detractors, promoters

if TYPE_CHECKING:
    from .results import Results

READINGS = {
    "dashboard": "customers who were asked and answered",
    "expected dashboard": "customers who would answer if asked",
    "true": "all customers, as if all answered",
    "cohort": "customers of the first month; who left counts with the last answer as a customer",
    "survivors": "customers of the first month who are still there",
}


def nps_readings(data: xr.Dataset) -> dict[str, xr.DataArray]:
    """Return real people by answer (0 to 10) for each reading of NPS: … × month × score, over all segments."""
    everyone = data[[name for name in data if str(name).startswith("answers")]].sum("segment")
    stayed = everyone["answers_cohort"]
    gone = everyone["answers_leaving"].cumsum("month").shift(month=1, fill_value=0)
    return {
        "dashboard": everyone["answers"],
        "expected dashboard": everyone["answers_willing"],
        "true": everyone["answers_all"],
        "cohort": stayed + gone,
        "survivors": stayed,
    }


def nps_of(answers: xr.DataArray) -> xr.DataArray:
    """Return NPS, points, of people by answer; not a number where nobody answered."""
    total = answers.sum(SCORE)
    nps: xr.DataArray = 100 * (promoters(answers) - detractors(answers)) / total.where(total > 0)
    return nps


def instrument_error(answers: xr.DataArray, answered: xr.DataArray | float) -> xr.DataArray:
    """Return the standard error of an NPS, points, that rests on so many answers: 100 √((p + d − (p − d)²)/n)."""
    total = answers.sum(SCORE)
    shares = answers / total.where(total > 0)
    for_it, against = promoters(shares), detractors(shares)
    error: xr.DataArray = 100 * np.sqrt((for_it + against - (for_it - against) ** 2) / answered)
    return error


def nps_table(results: Results, month: int = -1) -> pd.DataFrame:
    """Return every reading of NPS in a month (from the end if negative), side by side.

    Columns: `nps`, its 95 % interval of simulation error (`low`, `high`: t over replications), `answers` (real answers
    behind it) and `standard_error`, which those answers alone would leave: what the firm has to live with.

    >>> import cxsim as cx
    >>> results = cx.simulate(cx.load_example("telecom"), months=2, people=500, replications=2)
    >>> results.nps().index.tolist()
    ['dashboard', 'expected dashboard', 'true', 'cohort', 'survivors']
    """
    months = results.data.sizes["month"]
    if not -months <= month < months:
        raise ValueError(f"month = {month}: give {-months} to {months - 1}")
    rows: Mapping[str, dict[str, float | str]] = {
        name: _row(answers.isel(month=month), READINGS[name]) for name, answers in nps_readings(results.data).items()
    }
    table: pd.DataFrame = pd.DataFrame(rows).T.rename_axis("reading").infer_objects()
    return table


def _row(answers: xr.DataArray, of_whom: str) -> dict[str, float | str]:
    mean, low, high = interval_of(nps_of(answers).to_numpy())[:3]
    pooled = answers.mean("replication")
    answered = float(pooled.sum())
    error = float(instrument_error(pooled, answered)) if answered > 0 else float("nan")
    return {"nps": mean, "low": low, "high": high, "answers": answered, "standard_error": error, "of": of_whom}
