"""What a scenario may cost, and how little it may achieve, before it is worth no more than the baseline."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .intervals import from_error, interval_of
from .metrics import VALUE
from .parameters import Estimate
from .results import Results
from .run import run_worlds
from .scenario import Scenario
from .schedule import ExtrapolationWarning
from .target import Target
from .value import gap

if TYPE_CHECKING:
    from .compare import Comparison

MOST_RUNS = 6
NEAR = 1e-6  # of the gains between which is searched: so near to 0 is 0
MOST_EFFECT = 2.0  # times the stated effect; beyond it levers are extrapolated
Array = NDArray[np.float64]


def break_even_table(study: Comparison, progress: Callable[[float], None] | None = None) -> pd.DataFrame:
    """Return for each scenario the discounted lever cost, and the share of the stated effect, at which it gains nothing.

    Columns: `cost` (money) with its 95 % interval `cost_low`, `cost_high`; `effect` (1 is the effect as stated, at
    unchanged cost) with `effect_low`, `effect_high`; `reading` in words. The effect takes up to six runs of a scenario.
    """
    labels = study.challengers
    rows = {}
    for place, label in enumerate(labels):
        rows[label] = {**break_even_cost(study, label), **_Search(study, label).row()}
        if progress:
            progress((place + 1) / len(labels))
    frame: pd.DataFrame = pd.DataFrame(rows).T.rename_axis("scenario").infer_objects()
    return frame


def break_even_cost(study: Comparison, label: str) -> dict[str, float]:
    """Return the discounted lever costs at which a scenario gains nothing, with their interval."""
    spent = gap(study, label, "lever_cost").sum(axis=1)
    worth = interval_of(gap(study, label, "profit").sum(axis=1) + spent)
    return {"cost": worth.mean, "cost_low": worth.low, "cost_high": worth.high}


def weakened(scenario: Scenario, share: float) -> Scenario:
    """Return a scenario whose levers cost the same and reach a share of their effect, on the scale of each operation.

    >>> from cxsim.levers import lever
    >>> weakened(Scenario("one", [lever("redesign", "help_desk")]), 0.5).levers[0].targets[0].effect.likely
    0.15
    """
    return Scenario(
        scenario.label, [lever.with_effects(lambda target: _part(target, share)) for lever in scenario.levers]
    )


def _part(target: Target, share: float) -> Estimate:
    """Return a part of an effect; multiplications are parted on the scale on which they add up."""
    ends = (target.effect.low, target.effect.likely, target.effect.high)
    is_factor = target.operation == "multiply"
    parts = [float(np.expm1(share * np.log1p(end))) if is_factor else share * end for end in ends]
    return Estimate(low=min(parts), likely=parts[1], high=max(parts))


@dataclass
class _Search:
    """Looks for the share of the effect whose gain is 0, by regula falsi on the same people and luck."""

    study: Comparison
    label: str

    def row(self) -> dict[str, Any]:
        full, spent = (gap(self.study, self.label, name).sum(axis=1) for name in ("profit", "lever_cost"))
        if (full + spent).mean() < 0:
            return self._none("loses even if its levers cost nothing")
        if not (spent.mean() > 0):
            return self._none("no lever cost: there is nothing to earn back")
        low, high = (0.0, -spent), (1.0, full)
        if full.mean() < 0:
            low, high = high, (MOST_EFFECT, self.gain(MOST_EFFECT))
            if high[1].mean() <= full.mean():
                return self._none("no size of this effect earns its cost: more of it loses more")
            if high[1].mean() < 0:
                return self._none(f"more than {MOST_EFFECT:g} times the stated effect")
        return self._between(low, high)

    def _between(self, low: tuple[float, Array], high: tuple[float, Array]) -> dict[str, Any]:
        """Narrow a bracket down until the gain is 0 within half its error."""
        about = "about "  # unless the search arrives
        for _ in range(MOST_RUNS):
            slope = (high[1].mean() - low[1].mean()) / (high[0] - low[0])
            share = low[0] - low[1].mean() / slope
            gain = self.gain(share)
            error = float(gain.std(ddof=1) / np.sqrt(len(gain))) if len(gain) > 1 else np.nan
            if abs(gain.mean()) <= max(error / 2, NEAR * abs(high[1].mean() - low[1].mean())):
                about = ""
                break
            low, high = ((share, gain), high) if gain.mean() < 0 else (low, (share, gain))
        found = from_error(share, error / abs(slope), max(len(gain) - 1, 1))
        words = f"{about}{100 * share:.0f} % of the stated effect earns its cost within the horizon"
        return {"effect": share, "effect_low": found.low, "effect_high": found.high, "reading": words}

    def gain(self, share: float) -> Array:
        """Return the difference in net present value at a share of the effect, by replication."""
        origin = self.study.require_origin()
        scenario = origin.scenarios[self.study.labels.index(self.label)]
        settings = replace(origin.settings, record=())
        with warnings.catch_warnings():  # a trial beyond the range of a number is none of the user's levers
            warnings.simplefilter("ignore", ExtrapolationWarning)
            (world,) = run_worlds(origin.company, [weakened(scenario, share)], settings)
        value = Results.of(world, origin.company, settings).metric(VALUE).to_numpy()
        return np.asarray(value - self.study.results[self.study.baseline].metric(VALUE).to_numpy())

    @staticmethod
    def _none(words: str) -> dict[str, Any]:
        return {"effect": np.nan, "effect_low": np.nan, "effect_high": np.nan, "reading": words}
