"""What a reader of a comparison must know beside its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from .wording import odds_of

if TYPE_CHECKING:
    from .compare import Comparison

MOST_TIMES = 100  # beyond so many times the people at hand, more of them are no remedy


def notes_of(comparison: Comparison) -> list[str]:
    """Return what intervals and odds hold, what is too wide, what is picked for its luck, and where runs met a limit."""
    of_runs = [note for result in comparison.results.values() for note in result.run_notes]
    return [*_on_luck(comparison), *dict.fromkeys(of_runs)]


def _on_luck(comparison: Comparison) -> list[str]:
    count = comparison.settings["replications"]
    if count == 1:
        return ["One replication: no interval can be given. Ask for replications=8."]
    luck = (
        f"95 % intervals of simulation error (t over {count} replications, same people and luck in every world). "
        "P(better) holds luck only: doubt about assumed parameters and lever effects is not in it."
    )
    notes = [luck]
    if wide := comparison.too_wide():
        notes.append(remedy(comparison, wide))
    if len(comparison.results) > 2:
        notes.append(_on_the_best(comparison))
    return notes


def _on_the_best(comparison: Comparison) -> str:
    """Say what came out best, and that being picked for it flatters."""
    first, second, odds = comparison.best()
    sure = odds_of("P", odds)
    if first == comparison.baseline:
        return (
            f"No scenario comes out worth more than '{first}'; it beats '{second}', the next, with {sure}. The next of "
            "several is looked at because it came out nearest: run it again with another seed before you quote how "
            "little it loses."
        )
    return (
        f"Best by net present value: '{first}'; it beats '{second}' with {sure}. The best of several is looked at "
        "because it came out best: run it again with another seed before you quote its size."
    )


def remedy(comparison: Comparison, wide: Sequence[str]) -> str:
    """Say how many people it would take to tell the size of the differences that are too wide for it."""
    labels = ", ".join(f"'{label}'" for label in wide)
    wishes = ", ".join(_wish(comparison, label) for label in wide)
    return (
        f"Too wide for a claim about the size: {labels}. For an interval of ± 10 % of the difference in net present "
        f"value it would take about this many simulated people over all replications: {wishes}."
    )


def _wish(comparison: Comparison, label: str) -> str:
    """Return how many people would do, or that no number worth asking for would."""
    people, market, now = comparison.people_for(label), _market(comparison), comparison.simulated
    if people > MOST_TIMES * now:
        return f"'{label}' more than {MOST_TIMES} times as many as now (too near to 0 to be sized)"
    if people > max(market, now):
        return f"'{label}' more than the market's {market:,.0f} (too near to 0 to be sized)"
    return f"'{label}' {_rounded(people):,}"


def _market(comparison: Comparison) -> float:
    """Return the number of real people."""
    data = comparison.results[comparison.baseline].data.isel(replication=0, month=0)
    return float((data["customers"] + data["prospects"] + data["lapsed"]).sum())


def _rounded(people: float) -> int:
    """Return a number of people to two digits, upwards."""
    step = 10 ** max(int(np.floor(np.log10(max(people, 1)))) - 1, 0)
    return int(np.ceil(people / step) * step)
