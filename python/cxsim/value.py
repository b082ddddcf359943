"""What a scenario is worth: payback, return on its outlay, and what the difference is made of.

All of it is the `flow` reading: money within the horizon, discounted, nothing after it. Differences are of the same
replication, so of the same people and luck; intervals are 95 % and hold simulation error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray
from scipy import stats

from .intervals import LEVEL, from_error, interval_of
from .metrics import SCORE, VALUE
from .surveys import instrument_error, nps_of

if TYPE_CHECKING:
    from .compare import Comparison

Array = NDArray[np.float64]
# Spending that is decided, not the price of serving people: the outlay of a return on investment.
OUTLAY = ("lever_cost", "marketing_cost", "acquisition_cost", "survey_cost", "recovery_cost", "great_moment_cost")
COSTS = {
    "cost of contacts": "contact_cost",
    "cost of recovery": "recovery_cost",
    "cost of great moments": "great_moment_cost",
    "cost of surveys": "survey_cost",
    "acquisition": "acquisition_cost",
    "marketing": "marketing_cost",
    "fixed costs": "fixed_cost",
    "levers": "lever_cost",
}
# What contribution is net of.
DIRECT = ("cost of contacts", "cost of recovery", "cost of great moments", "cost of surveys")
CLEAR = 4  # standard errors by which a mean outlay must differ from 0 for an interval of a ratio to be printed


def discounted(study: Comparison, label: str, name: str) -> xr.DataArray:
    """Return a money series of a scenario, discounted: replication × month, over all segments."""
    data = study.results[label].data
    amount = data[name].sum("segment") if "segment" in data[name].dims else data[name]
    worth: xr.DataArray = (amount * data["discount"]).broadcast_like(data["profit"])
    ordered: xr.DataArray = worth.transpose("replication", "month")
    return ordered


def gap(study: Comparison, label: str, name: str) -> Array:
    """Return what a scenario has more of than the baseline, discounted: replication × month."""
    return np.asarray(discounted(study, label, name) - discounted(study, study.baseline, name))


def payback_table(study: Comparison) -> pd.DataFrame:
    """Return the month by which each scenario has earned back what it cost, for good.

    Columns: `payback` (months from the start; NaN: not within the horizon), its 95 % interval `low`, `high` (where the
    interval of the accumulated difference is above, or not below, 0 for good), and `reading` in words.
    """
    rows = {label: _payback(gap(study, label, "profit").cumsum(axis=1), study) for label in study.challengers}
    frame: pd.DataFrame = pd.DataFrame(rows).T.rename_axis("scenario").infer_objects()
    return frame


def _payback(accumulated: Array, study: Comparison) -> dict[str, Any]:
    months = np.asarray(study.results[study.baseline].data["month"], dtype=float)
    length = float(months[1] - months[0]) if len(months) > 1 else 1.0
    ends = months + length
    curves = np.array([interval_of(column)[:3] for column in accumulated.T])
    mean, low, high = (_for_good(curves[:, i], ends) for i in (0, 1, 2))
    crossings = int((np.diff((curves[:, 0] >= 0).astype(int)) != 0).sum())
    return {"payback": mean, "low": high, "high": low, "reading": _in_words(mean, ends[-1], crossings)}


def _for_good(curve: Array, ends: Array) -> float:
    """Return the end of the first month from which a curve stays at or above 0; NaN if it never does."""
    below = np.flatnonzero(~(curve >= 0))
    if below.size == 0:
        return 0.0
    return float(ends[below[-1] + 1]) if below[-1] + 1 < len(curve) else float("nan")


def _in_words(month: float, horizon: float, crossings: int) -> str:
    if np.isnan(month):
        return f"not within {horizon:g} months"
    again = "; the sum changes its sign more than once" if crossings > 1 else ""
    return ("at once" if month == 0 else f"after {month:g} months") + again


def return_table(study: Comparison) -> pd.DataFrame:
    """Return what each scenario gains per money spent beyond the baseline, and the most that it may cost.

    Columns: `outlay` (discounted extra spending on levers, marketing, acquisition, surveys, recovery and great moments,
    gross: what is saved on one of them takes nothing off another), `gain` (change of net present value), `roi` = gain /
    outlay with its interval (NaN where the outlay is not clearly above 0: it then pays for itself, or there is no telling).
    """
    rows = {label: _return(study, label) for label in study.challengers}
    frame: pd.DataFrame = pd.DataFrame(rows).T.rename_axis("scenario").infer_objects()
    return frame


def _return(study: Comparison, label: str) -> dict[str, Any]:
    gain = gap(study, label, "profit").sum(axis=1)
    extras = [gap(study, label, name).sum(axis=1) for name in OUTLAY]
    outlay = sum((extra for extra in extras if extra.mean() > 0), np.zeros_like(gain))  # gross: what is saved is gain
    low, high, reading = _roi_interval(gain, outlay)
    return {
        "outlay": float(outlay.mean()),
        "gain": float(gain.mean()),
        "roi": float(gain.mean() / outlay.mean()) if outlay.mean() > 0 else float("nan"),
        "low": low,
        "high": high,
        "reading": reading,
    }


def _roi_interval(gain: Array, outlay: Array) -> tuple[float, float, str]:
    """Return the interval of a ratio of means (delta method), and what to say of it."""
    number, mean = len(gain), float(outlay.mean())
    if mean <= 0:
        less = "spends no more than today, and earns less" if gain.mean() < 0 else "pays for itself: no more is spent"
        return float("nan"), float("nan"), less
    if number < 2:
        return float("nan"), float("nan"), "one replication: no interval"
    if mean < CLEAR * float(outlay.std(ddof=1)) / np.sqrt(number):
        return float("nan"), float("nan"), "the outlay is hardly above 0: no interval"
    ratio = float(gain.mean()) / mean
    error = float(np.sqrt(((gain - ratio * outlay) ** 2).sum() / (number * (number - 1)))) / mean
    found = from_error(ratio, error, number - 1)
    return found.low, found.high, "gain per money spent, within the horizon"


def lines_table(study: Comparison, label: str) -> pd.DataFrame:
    """Return what the difference in net present value is made of, line by line; the lines add up to it.

    Columns: `difference` (money, discounted; a cost that rises is negative) and its 95 % interval `low`, `high`.
    """
    costs = {line: gap(study, label, name).sum(axis=1) for line, name in COSTS.items()}
    contribution, profit = (gap(study, label, name).sum(axis=1) for name in ("contribution", "profit"))
    margin = contribution + sum(costs[line] for line in DIRECT)
    lines = {"margin on revenue": margin, **{line: -cost for line, cost in costs.items()}, VALUE: profit}
    rows = {line: interval_of(difference)[:3] for line, difference in lines.items()}
    frame: pd.DataFrame = pd.DataFrame(rows, index=["difference", "low", "high"]).T.rename_axis("line")
    return frame


def first_seen_table(study: Comparison, answers: int | None = None, power: float = 0.8) -> pd.DataFrame:
    """Return the month in which an NPS dashboard of so many answers a month would notice each scenario.

    Noticed: what the dashboard is expected to show differs from the baseline world in the same month by (z + z′)
    standard errors of two waves of `answers` real answers each, z for a 5 % two-sided test and z′ for the power. The
    company's own number of answers counts unless another is given. Simulating more people changes no such number.

    Columns: `month` (counted from 1; NaN: not within the horizon), `low`, `high` (the same at the ends of the 95 %
    interval of simulation error), `visible` (NPS points that this many answers can show), `answers`.
    """
    if answers is not None and answers < 2:
        raise ValueError(f"answers = {answers}: give 2 or more")
    if not 0 < power < 1:
        raise ValueError(f"power = {power}: give a number between 0 and 1")
    number = float(answers) if answers is not None else _own_answers(study)
    reach = float(stats.norm.ppf((1 + LEVEL) / 2) + stats.norm.ppf(power))
    base = _dashboard(study, study.baseline)
    rows = {}
    for label in study.challengers:
        here = _dashboard(study, label)
        variance = sum(instrument_error(each.mean("replication"), 1.0) ** 2 for each in (here, base))
        visible = np.asarray(reach * np.sqrt(variance / number))
        difference = (nps_of(here) - nps_of(base)).transpose("replication", "month").to_numpy()
        rows[label] = {**_noticed(difference, visible), "visible": float(visible.mean()), "answers": number}
    frame: pd.DataFrame = pd.DataFrame(rows).T.rename_axis("scenario")
    return frame


def _noticed(difference: Array, visible: Array) -> dict[str, float]:
    """Return the first month in which a difference is visible: its mean, and the ends of its interval."""
    mean, low, high = np.array([interval_of(column)[:3] for column in difference.T]).T
    nearest_to_nothing = np.where(low * high > 0, np.minimum(np.abs(low), np.abs(high)), 0)
    ends = {"month": np.abs(mean), "low": np.maximum(np.abs(low), np.abs(high)), "high": nearest_to_nothing}
    found = {name: np.flatnonzero(size >= visible) for name, size in ends.items()}
    return {name: float(months[0] + 1) if months.size else float("nan") for name, months in found.items()}


def _own_answers(study: Comparison) -> float:
    """Return the real answers that the baseline's first month brings."""
    first = study.results[study.baseline].data["answers"].isel(month=0)
    return float(first.sum(["segment", SCORE]).mean())


def _dashboard(study: Comparison, label: str) -> xr.DataArray:
    """Return who would answer, by answer, over all segments: what a dashboard is expected to show."""
    willing: xr.DataArray = study.results[label].data["answers_willing"].sum("segment")
    return willing
