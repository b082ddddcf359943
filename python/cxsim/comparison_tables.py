"""A comparison as tables: differences with intervals and odds, what they are worth and made of, and the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from .intervals import Interval
from .metrics import VALUE, Metric, find_metric

if TYPE_CHECKING:
    from .compare import Comparison

IN_TABLE = (VALUE, "churn", "customers", "below_zone", "inside_zone", "above_zone", "satisfaction", "fully_engaged")


def difference_table(study: Comparison) -> pd.DataFrame:
    """Return one row a scenario and measure."""
    rows = [_row(study, label, metric) for label in study.challengers for metric in IN_TABLE]
    frame: pd.DataFrame = pd.DataFrame(rows).set_index(["scenario", "measure"])
    return frame


def all_tables(study: Comparison) -> dict[str, pd.DataFrame]:
    """Return all tables by name."""
    lines = pd.concat({label: study.lines(label) for label in study.challengers}, names=["scenario"])
    notes = pd.DataFrame({"note": study.notes})
    worth = {"payback": study.payback(), "returns": study.returns(), "lines": lines}
    return {"differences": study.table(), **worth, "notes": notes}


def _row(study: Comparison, label: str, metric: str) -> dict[str, object]:
    interval, measure = study.interval(metric, label), find_metric(metric)
    return {
        "scenario": label,
        "measure": measure.label,
        "difference": interval.mean,
        "low": interval.low,
        "high": interval.high,
        "P(better)": _better(interval, measure),
        **(_row_of_doubt(study, label, metric) if study.doubt else {}),
        "unit": measure.unit,
        "baseline_value": study.level(metric, study.baseline),
        "scenario_value": study.level(metric, label),
    }


def _row_of_doubt(study: Comparison, label: str, metric: str) -> dict[str, object]:
    interval = study.interval_with_doubt(metric, label)
    ends = {"with_doubt": interval.mean, "doubt_low": interval.low, "doubt_high": interval.high}
    return {**ends, "P(better) with doubt": _better(interval, find_metric(metric))}


def _better(interval: Interval, measure: Metric) -> float:
    """Return the odds that a difference is for the better; NaN where neither direction is."""
    return {1: interval.positive, -1: 1 - interval.positive, 0: float("nan")}[measure.better]
