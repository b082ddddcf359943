"""What a reader of a comparison must know beside its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from .metrics import VALUE
from .wording import odds, odds_of

if TYPE_CHECKING:
    from .compare import Comparison

SURE = 0.95  # odds from which a direction counts as settled
MOST_TIMES = 100  # beyond so many times the people at hand, ± 10 % is far: the interval holds 0, whatever the market


def notes_of(comparison: Comparison) -> list[str]:
    """Return what intervals and odds hold, what is too wide, what is picked for its luck, and where runs met a limit."""
    of_runs = [note for result in comparison.results.values() for note in result.run_notes]
    return [*_on_luck(comparison), *_on_doubt(comparison), *dict.fromkeys(of_runs)]


def _on_luck(comparison: Comparison) -> list[str]:
    count = comparison.settings["replications"]
    if count == 1:
        return ["One replication: no interval can be given. Ask for replications=8."]
    luck = f"95 % intervals of simulation error (t over {count} replications, same people and luck in every world). "
    rest = "; what is said to be with doubt holds it." if comparison.doubt else "."
    notes = [f"{luck}P(better) holds luck only: doubt about assumed parameters and lever effects is not in it{rest}"]
    if wide := comparison.too_wide():
        notes.append(remedy(comparison, wide))
    if len(comparison.results) > 2:
        notes.append(_on_the_best(comparison))
    return notes


def _on_doubt(comparison: Comparison) -> list[str]:
    """Say what an interval with doubt holds, which sure things it leaves open, and where drawn runs met a limit."""
    doubt = comparison.doubt
    if doubt is None or len(doubt.draws) < 2:
        return []
    what = (
        f"With doubt: simulation error and doubt. Each of {len(doubt.draws)} replications draws {doubt.draws.shape[1]} "
        "numbers from their ranges, the same for all scenarios: assumed defaults, numbers given with low and high, "
        "effects and costs of levers. Constants of the sector and the base churn are held. More people narrow "
        "simulation error, never doubt: evidence on the numbers that study.tornado() names does."
    )
    notes = [what]
    if opened := _opened(comparison):
        notes.append(f"Sure of luck, open with doubt, each against '{comparison.baseline}': {'; '.join(opened)}.")
    if doubt.limited:
        notes.append(
            f"In {doubt.limited} of {len(doubt.draws)} draws a run met a limit or came out strange as none does otherwise."
        )
    return notes


def _opened(comparison: Comparison) -> list[str]:
    """Return the scenarios whose direction is settled but for doubt, with both odds."""
    chances = {
        label: (comparison.interval(VALUE, label).positive, comparison.interval_with_doubt(VALUE, label).positive)
        for label in comparison.challengers
    }
    return [
        f"'{label}' (P(better) {odds(luck)}, with doubt {odds(doubt)})"
        for label, (luck, doubt) in chances.items()
        if max(luck, 1 - luck) >= SURE > max(doubt, 1 - doubt)
    ]


def _on_the_best(comparison: Comparison) -> str:
    """Say what came out best, and that being picked for it flatters."""
    first, second, chance = comparison.best()
    sure = odds_of("P", chance)
    if comparison.doubt and len(comparison.doubt.draws) > 1:
        sure += f" ({odds_of('with doubt P', comparison.best_with_doubt()[2])})"
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
        + (" They would narrow simulation error; no number of people narrows doubt." if comparison.doubt else "")
    )


def _wish(comparison: Comparison, label: str) -> str:
    """Return how many people would do, or that no number worth asking for would."""
    people = comparison.people_for(label)
    if people > MOST_TIMES * comparison.simulated:
        return f"'{label}' more than {MOST_TIMES} times as many as now (too near to 0 to be sized)"
    return f"'{label}' {_rounded(people):,}"


def _rounded(people: float) -> int:
    """Return a number of people to two digits, upwards."""
    step = 10 ** max(int(np.floor(np.log10(max(people, 1)))) - 1, 0)
    return int(np.ceil(people / step) * step)
