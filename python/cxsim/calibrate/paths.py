"""A cohort that nobody leaves, and survival in it under any hazard.

With interactions off no state depends on who left, so one run without leaving records everybody's path of the log
hazard η, and survival under any base level β0, frailty θ and tenure effect f is an exact mean over people:
S(t) = mean (1 + θ H(t))^(−1/θ) (1 − involuntary)^t, with H(t) the sum of e^(β0 + f + η). No counting noise.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .. import _core, exact
from ..run import Settings, default_threads
from .statistics import Array

KEPT = 64  # curves of survival that are remembered
BATCHES = 8  # people are divided into so many, whose differences give the simulation error


class Paths:
    """Hazards e^η of a cohort that nobody leaves, and survival under any hazard parameters."""

    def __init__(self, paths: Array, segments: NDArray[np.int64]) -> None:
        self._by_segment = [np.exp(paths[:, segments == s]) for s in range(segments.max() + 1)]
        self.survival = lru_cache(KEPT)(self._survival)  # a derivative moves one segment and asks for all

    def _survival(self, segment: int, times: tuple[int, ...], hazard: Hazard) -> Array:
        """Return survival after so many steps, batch × time."""
        alive = hazard.survival(self._by_segment[segment], np.array(times))
        return np.stack([batch.mean(axis=1) for batch in np.array_split(alive, BATCHES, axis=1)])


@dataclass(frozen=True)
class Hazard:
    """What a segment's hazard is besides η; `knots` are the tenure effects at the core's knots, in months."""

    base: float
    frailty: float
    knots: tuple[float, ...]
    involuntary: float
    steps_per_year: int = 12

    def survival(self, hazards: Array, times: NDArray[np.int64]) -> Array:
        """Return each person's survival (time × person) on paths of e^η (step × person)."""
        months = np.arange(len(hazards)) * 12 / self.steps_per_year
        level = np.exp(self.base + np.interp(months, _core.tenure_knots, self.knots))
        cumulative = np.cumsum(level[:, None] * hazards, axis=0)[times - 1] * (times > 0)[:, None]
        chosen = exact.gamma_frailty_survival(cumulative, self.frailty)
        return np.asarray(chosen * (1 - self.involuntary) ** times[:, None])


def hazard_paths(
    parameters: _core.Parameters, steps: int, people: int, seed: int, threads: int | None = None
) -> tuple[Array, NDArray[np.int64]]:
    """Return η (step × person, without β0, f and frailty) of a cohort that nobody leaves, and each person's segment."""
    settings = Settings(steps, people, 1, seed, "cohort", False, threads or default_threads())
    core = settings.core(0, closed=True, trace=True)
    simulation = _core.Simulation([[parameters] * steps], core, _core.cohort(parameters, core))
    simulation.advance(steps)
    return simulation.trace(0).astype(float), simulation.people(0)["segment"].astype(int)
