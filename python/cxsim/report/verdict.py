"""The answer in words: what is worth most, by how much, and how sure that is of luck."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from ..data_set import months_in
from ..intervals import Interval
from ..metrics import VALUE
from ..wording import counted, money, number, odds_of, started

if TYPE_CHECKING:
    from ..compare import Comparison

CLEAR = 0.95  # odds from which one scenario is said to beat another


def verdict(comparison: Comparison) -> list[str]:
    """Return one or two plain sentences: the best scenario's value with its interval, and its churn.

    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> len(verdict(study))
    2
    """
    values = {label: comparison.interval(VALUE, label) for label in comparison.challengers}
    best = max(values, key=lambda label: values[label].mean)
    return [_value(comparison, best, values[best]), f"{_churn(comparison, best)}{_runner_up(comparison, best)}."]


def _value(comparison: Comparison, best: str, value: Interval) -> str:
    baseline, several = comparison.baseline, len(comparison.challengers) > 1
    data = comparison.results[baseline].data
    amount = money(abs(value.mean))
    over = f"over {counted(months_in(data), 'month')}"
    sure = _interval(comparison, best, value)
    nothing, only = f"No scenario is worth more than {baseline} {over}", started(best)
    if value.mean == 0 and not value.error > 0:
        equal = f"{best}, the nearest, is worth exactly as much" if several else ""
        return f"{nothing}: {equal}." if several else f"{only} is worth exactly as much as {baseline} {over}."
    direction = "more" if value.mean > 0 else "less"
    if not isfinite(value.low):
        return f"{only} comes out {amount} {direction} than {baseline} {over}, in one replication without interval."
    if value.low > 0:
        return f"{only} is worth {amount} more than {baseline} {over} {sure}."
    if value.high < 0:
        less = f"worth {amount} less"
        return (
            f"{nothing}: {best}, the next, is {less} {sure}."
            if several
            else f"{only} is {less} than {baseline} {over} {sure}."
        )
    return f"{_open(baseline, best, over, value, several=several)} {amount} {direction} {sure}, which luck alone could explain."


def _open(baseline: str, best: str, over: str, value: Interval, *, several: bool) -> str:
    """Return the start of a sentence that leaves open which is worth more."""
    if not several:
        return f"Whether {best} is worth more than {baseline} {over} stays open: it comes out"
    clearly, place = ("clearly ", "the best of them") if value.mean > 0 else ("", "the nearest")
    return f"No scenario is {clearly}worth more than {baseline} {over}: {best}, {place}, comes out"


def _interval(comparison: Comparison, best: str, value: Interval) -> str:
    luck = f"95 % simulation error: {_ends(value)}"
    if comparison.doubt is None:
        return f"({luck})"
    return f"({luck}; simulation error and doubt: {_ends(comparison.interval_with_doubt(VALUE, best))})"


def _ends(value: Interval) -> str:
    return f"{money(value.low, signed=True)} to {money(value.high, signed=True)}"


def _churn(comparison: Comparison, best: str) -> str:
    change, level = comparison.interval("churn", best), comparison.level("churn", best)
    if change.low <= 0 <= change.high:
        return f"With {best}, churn of {number(level)} % a month does not clearly differ"
    verb = "falls" if change.mean < 0 else "rises"
    return f"With {best}, churn {verb} by {number(abs(change.mean))} points to {number(level)} % a month"


def _runner_up(comparison: Comparison, best: str) -> str:
    """Return whether the best of several scenarios is clearly the best."""
    if len(comparison.challengers) < 2:
        return ""
    first, second, chance = comparison.best()
    if first != best or not isfinite(chance):
        return ""
    rival = "the next best" if second != comparison.baseline else "the baseline"
    sure = odds_of("P(better)", chance)
    if comparison.doubt:
        sure += f", {odds_of('with doubt P', comparison.best_with_doubt()[2])}"
    if chance < CLEAR:
        return f"; whether it beats {second}, {rival}, stays open ({sure})"
    return f"; it beats {second}, {rival} ({sure})"
