"""Which number would turn the decision: paired runs at both ends of its range, all else as it is likely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from ..intervals import Interval, from_error, interval_of
from .beliefs import Beliefs
from .drawn import Doubt, Progress, run_at
from .levers import address

if TYPE_CHECKING:
    from ..compare import Comparison

Array = NDArray[np.float64]
Values = dict[str, Array]  # by label: net present value by replication
LOW, HIGH = 0.0, 1.0  # levels of the ends of a range


def tornado_table(
    study: Comparison, doubt: Doubt, limit: int, replications: int, progress: Progress | None
) -> pd.DataFrame:
    """Return what the value of the best scenario against the next becomes at both ends of each number's range.

    The levers of the two are always tried; of the other numbers those are, up to the limit, whose draws go along most
    (rank correlation) with what doubt changes in that value.
    """
    beliefs = Beliefs(study.require_origin())
    first, second, _ = study.best()
    likely = {label: np.asarray(result.net_present_value()) for label, result in study.results.items()}
    ranks = _ranks(doubt, likely, first, second)
    tried = _tried(beliefs, ranks, (first, second), limit)
    count = min(replications, len(doubt.draws))
    rows = []
    for number, path in enumerate(tried):
        ends = [_moved(beliefs, path, level, likely, count) for level in (LOW, HIGH)]
        belief = beliefs.ranges[path]
        rows.append({"parameter": path, "low": belief.low, "high": belief.high, **_row(likely, ends, first, second)})
        if progress:
            progress((number + 1) / len(tried))
    frame: pd.DataFrame = pd.DataFrame(rows).set_index("parameter")
    frame["rank_correlation"] = [ranks[path] for path in tried]
    difference = float((likely[first] - likely[second]).mean())
    heads = {"first": first, "second": second, "difference": difference, "left_out": _left_out(ranks, tried)}
    levers = [lever for scenario in beliefs.origin.scenarios for lever in scenario.levers]
    frame.attrs.update(heads, labels={address(lever): lever.name for lever in reversed(levers)})
    ordered: pd.DataFrame = frame.sort_values("swing", ascending=False)
    return ordered


def _ranks(doubt: Doubt, likely: Values, first: str, second: str) -> dict[str, float]:
    """Return the rank correlation of each number's draws with what the draws change in the difference; 0 if there is none."""
    drawn = {label: np.asarray(doubt.results[label].net_present_value()) for label in (first, second)}
    moved = (drawn[first] - drawn[second]) - (likely[first] - likely[second])
    if len(moved) < 3 or not moved.any():
        return dict.fromkeys(map(str, doubt.draws), 0.0)
    return {str(path): float(stats.spearmanr(values, moved).statistic) for path, values in doubt.draws.items()}


def _tried(beliefs: Beliefs, ranks: Mapping[str, float], labels: Sequence[str], limit: int) -> list[str]:
    """Return the numbers to try: levers of the two scenarios, then the strongest others."""
    chosen = [scenario for scenario in beliefs.origin.scenarios if scenario.label in labels]
    places = {address(lever) for scenario in chosen for lever in scenario.levers}
    own = [path for path in ranks if path.rpartition(".")[0] in places]
    others = sorted((path for path in ranks if path not in own), key=lambda path: -abs(ranks[path]))
    return [*own, *others][:limit]


def _moved(beliefs: Beliefs, path: str, level: float, likely: Values, count: int) -> Values:
    """Return what each scenario's value gains when one number stands at an end of its range, by replication."""
    moved: dict[str, list[float]] = {label: [] for label in likely}
    for replication in range(count):
        for run in run_at(beliefs, lambda one: level if one == path else None, replication):
            moved[run.label].append(run.value() - likely[run.label][replication])
    return {label: np.array(values) for label, values in moved.items()}


def _row(likely: Values, ends: Sequence[Values], first: str, second: str) -> dict[str, object]:
    """Return the difference at both ends with intervals, its swing, and whether an end changes the order of scenarios."""
    base = interval_of(likely[first] - likely[second])
    low, high = (_at_end(base, end[first] - end[second]) for end in ends)
    orders = {_order({label: float(likely[label].mean() + end[label].mean()) for label in likely}) for end in ends}
    return {
        "at_low": low.mean,
        "at_low_from": low.low,
        "at_low_to": low.high,
        "at_high": high.mean,
        "at_high_from": high.low,
        "at_high_to": high.high,
        "swing": abs(high.mean - low.mean),
        "flips": orders != {_order({label: float(values.mean()) for label, values in likely.items()})},
    }


def _at_end(base: Interval, moved: Array) -> Interval:
    """Return the interval of simulation error: that of the likely difference, and of what the end changes in it."""
    change = interval_of(moved)
    return from_error(base.mean + change.mean, float(np.hypot(base.error, change.error)), moved.size - 1)


def _order(values: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(values, key=lambda label: -values[label]))


def _left_out(ranks: Mapping[str, float], tried: Sequence[str]) -> str:
    """Say what was not tried."""
    rest = [abs(rank) for path, rank in ranks.items() if path not in tried]
    if not rest:
        return f"All {len(ranks)} numbers in doubt were tried."
    return (
        f"{len(tried)} of {len(ranks)} numbers in doubt were tried; of the {len(rest)} others none has a rank correlation "
        f"with the difference beyond {max(rest):.2f}."
    )
