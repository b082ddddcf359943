"""Least squares of standardized residuals over a few free parameters, with as few runs as that takes.

Survival is exact in the hazard parameters on recorded paths, so these are free to move within a round. What any other
parameter does, and what hazards do to a market, is seen in paired runs (same people, same luck, one parameter moved),
taken for a straight line on the scales of `Free` and `Statistic.linked`, and looked at again after a large move.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from ..company import Company
from .paths import BATCHES
from .scale import STEP, Free
from .statistics import Array
from .target import CalibrationTarget
from .view import Effort, View, is_hazard

ROUNDS = 8  # at most; three are usual
SETTLED = 0.1  # sampling errors: a round that would move nothing by more is the last
ROUGH = 0.5  # simulation errors: the same, since luck is not a smooth function of the parameters
FAR = 0.5  # on the scale of a parameter: after a longer move slopes are taken anew
PRECISE = 1e-6  # of a round's own search
NOTHING = 1e-9  # a scaled singular value as good as 0
SHARE = 0.3  # of a direction of length 1, from which on a parameter belongs to it
TINY = 1e-4  # step of derivatives that are exact


class Found(NamedTuple):
    """Places where a search ended, and whether it converged there."""

    places: Array
    converged: bool


@dataclass(frozen=True)
class Solution:
    """Where the fit ended: places on the scales of `free`, predictions by batch, slopes of predictions."""

    targets: Sequence[CalibrationTarget]
    free: Sequence[Free]
    places: Array
    view: View
    predicted: Array  # values of all targets, one after the other
    batches: Array  # batch × value
    slopes: Array  # value × parameter
    local: Local
    converged: bool  # the search of the last round
    settled: bool = True  # no round would move anything by much

    @cached_property
    def errors(self) -> Array:
        """Standard errors of the observed values."""
        return np.concatenate([t.statistic.errors(p) for t, p in zip(self.targets, self.parts, strict=True)])

    @property
    def parts(self) -> list[Array]:
        """Predictions of each target."""
        return np.split(self.predicted, np.cumsum([len(t.statistic.observed) for t in self.targets])[:-1])

    @cached_property
    def inside(self) -> NDArray[np.bool_]:
        """Which parameters lie inside their range; those at an end count as known."""
        return np.array([not free.is_at_edge(place) for free, place in zip(self.free, self.places, strict=True)])

    @cached_property
    def weighted(self) -> Array:
        """Slopes in standard errors of the data; 0 for parameters that count as known."""
        return np.asarray(self.slopes / self.errors[:, None] * self.inside)

    @cached_property
    def sampling(self) -> Array:
        """Covariance of the places from the sampling error of the data; what is not fixed at all has a huge one."""
        covariance = np.zeros((len(self.free), len(self.free)))
        if self.inside.any():
            lengths, size, direction = self._directions
            scaled = direction.T / np.maximum(size, NOTHING) ** 2 @ direction
            covariance[np.ix_(self.inside, self.inside)] = scaled / np.outer(lengths, lengths)
        return covariance

    @cached_property
    def _directions(self) -> tuple[Array, Array, Array]:
        """Lengths of the weighted slopes, and singular values and directions (in rows) of the scaled ones."""
        slopes = self.weighted[:, self.inside]
        lengths = np.maximum(np.linalg.norm(slopes, axis=0), TINY)
        _, size, direction = np.linalg.svd(slopes / lengths, full_matrices=False)
        return lengths, size, direction

    @cached_property
    def simulation(self) -> Array:
        """Covariance of the places from simulation error: what the batches would have changed."""
        change = (self.batches - self.batches.mean(axis=0)) / self.errors @ self.weighted @ self.sampling
        return np.asarray(np.atleast_2d(np.cov(change, rowvar=False)) / BATCHES)

    @property
    def place_errors(self) -> Array:
        """Standard errors of the places; infinite at an end of a range, where a move means nothing."""
        return np.where(self.inside, np.sqrt(np.diag(self.sampling)), np.inf)

    @property
    def slack(self) -> Array:
        """By how much another round may still move the places; infinitely at an end of a range."""
        return np.asarray(np.hypot(SETTLED * self.place_errors, ROUGH * np.sqrt(np.diag(self.simulation))))

    @cached_property
    def condition(self) -> float:
        """Condition number of the scaled slopes: above about 100, parameters trade off against each other."""
        size = self._directions[1] if self.inside.any() else np.ones(1)
        return float(size[0] / max(size[-1], NOTHING))

    @cached_property
    def loosest(self) -> list[str]:
        """Parameters of the mixture that the data fix least."""
        paths = [free.path for free, inside in zip(self.free, self.inside, strict=True) if inside]
        return [path for path, part in zip(paths, self._directions[2][-1], strict=True) if abs(part) > SHARE]


class Fitter:
    """Moves free parameters until the targets are met as well as they can be."""

    def __init__(
        self, company: Company, targets: Sequence[CalibrationTarget], free: Sequence[Free], effort: Effort
    ) -> None:
        self.company, self.targets, self.free, self.effort = company, targets, free, effort
        self.exact = np.concatenate([np.full(len(t.statistic.observed), t.follows_paths) for t in targets])
        self.hazards = np.array([is_hazard(each.path) for each in free])
        self.needs_runs = not (self.exact.all() and self.hazards.all())

    def values(self, places: Array) -> dict[str, float]:
        """Return values by path."""
        return {free.path: free.value(place) for free, place in zip(self.free, places, strict=True)}

    def batches(self, view: View) -> Array:
        """Return predictions of all targets, batch × value."""
        return np.concatenate([target.predict(view) for target in self.targets], axis=1)

    def linked(self, predicted: Array) -> Array:
        """Return predictions on the scales of their statistics."""
        return self._each(predicted, lambda target, part: target.statistic.linked(part))

    def _each(self, values: Array, function: Callable[[CalibrationTarget, Array], Array]) -> Array:
        ends = np.cumsum([len(target.statistic.observed) for target in self.targets])[:-1]
        parts = zip(self.targets, np.split(values, ends), strict=True)
        return np.concatenate([function(target, part) for target, part in parts])

    def run(self, start: Array, tell: Callable[[float], None] | None = None) -> Solution:
        """Return the solution, from places to start at."""
        places, slopes, moved, last, gain = start, None, np.inf, np.zeros(len(start)), 1.0
        view = View(self.company, self.values(places), self.effort)
        for number in range(ROUNDS):
            current = self.linked(self.batches(view).mean(axis=0))
            if slopes is None or moved > FAR:
                slopes = self._paired_slopes(view, places, current)
            solution = Local(self, view, places, current, slopes).solution()
            if tell:
                tell((number + 1) / ROUNDS)
            change = (solution.places - places) / solution.slack
            if not self.needs_runs or (np.abs(change) <= 1).all():
                return solution
            gain = gain / 2 if _is_to_and_fro(last, change) else gain
            step, last = gain * (solution.places - places), change
            places, moved = places + step, np.abs(step).max()
            view = view.moved(self.values(places))
        return replace(solution, settled=False)

    def _paired_slopes(self, view: View, places: Array, current: Array) -> Array:
        """Return what a run shows of each parameter's effect, value × parameter; 0 where the effect is exact anyway."""
        slopes = np.zeros((len(current), len(places)))
        for number, free in enumerate(self.free):
            rows = ~self.exact if self.hazards[number] else np.full(len(current), True)
            if not rows.any():
                continue
            step = STEP if places[number] + STEP < free.high else -STEP
            there = view.moved({free.path: free.value(places[number] + step)})
            slopes[rows, number] = ((self.linked(self.batches(there).mean(axis=0)) - current) / step)[rows]
        return slopes


def _is_to_and_fro(last: Array, change: Array) -> bool:
    """Tell whether a move takes most of the last one back, as it may in a market of few people, which is rough."""
    return bool(last @ change < -(last @ last) / 2)


class Local:
    """Predictions around a view: survival exact in the hazards, all else along straight lines."""

    def __init__(self, fitter: Fitter, view: View, places: Array, current: Array, slopes: Array) -> None:
        self.fitter, self.view, self.places, self.current, self.slopes = fitter, view, places, current, slopes

    def linked(self, places: Array) -> Array:
        """Return predictions on the scales of their statistics."""
        fitter = self.fitter
        base = self.current.copy()
        if fitter.exact.any() and fitter.hazards.any():
            moved = {f.path: f.value(x) for f, x, h in zip(fitter.free, places, fitter.hazards, strict=True) if h}
            exact = [t.predict(self.view.moved(moved)).mean(axis=0) for t in fitter.targets if t.follows_paths]
            links = [t.statistic.linked(p) for t, p in zip(self._exact_targets(), exact, strict=True)]
            base[fitter.exact] = np.concatenate(links)
        return np.asarray(base + self.slopes @ (places - self.places))

    def _exact_targets(self) -> list[CalibrationTarget]:
        return [target for target in self.fitter.targets if target.follows_paths]

    def predicted(self, places: Array) -> Array:
        """Return predictions."""
        return self.fitter._each(self.linked(places), lambda target, part: target.statistic.unlinked(part))

    def residuals(self, places: Array) -> Array:
        """Return signed square roots of the deviance of all values."""
        return self.fitter._each(self.predicted(places), lambda target, part: target.statistic.residuals(part))

    def deviance(self, places: Array) -> float:
        """Return what is minimized: the sum of squared residuals."""
        return float((self.residuals(places) ** 2).sum())

    def solve(self, start: Array, fixed: Mapping[int, float] | None = None) -> Found:
        """Return the best places as far as this view sees, inside the ranges; some may be held fixed."""
        start = start.copy()
        start[list(fixed or {})] = list((fixed or {}).values())
        moving = [number for number in range(len(start)) if number not in (fixed or {})]
        low, high = (np.array([getattr(self.fitter.free[n], end) for n in moving]) for end in ("low", "high"))
        origin = np.clip(start[moving], low + TINY, high - TINY)

        def placed(offset: Array) -> Array:
            places = start.copy()
            places[moving] = origin + offset
            return np.asarray(places)

        def residuals(offset: Array) -> Array:
            return self.residuals(placed(offset))

        if not moving:
            return Found(start, True)
        # Offsets from where it starts: the first step is then no longer than 1, a factor of e on most scales.
        found = least_squares(
            residuals,
            np.zeros(len(moving)),
            bounds=(low - origin, high - origin),
            xtol=PRECISE,
            ftol=PRECISE,
        )
        return Found(placed(found.x), bool(found.success))

    def solution(self) -> Solution:
        """Return the solution as far as this view sees."""
        fitter, (places, converged) = self.fitter, self.solve(self.places)
        hazards = {path: value for path, value in fitter.values(places).items() if is_hazard(path)}
        return Solution(
            fitter.targets,
            fitter.free,
            places,
            self.view.moved(hazards),
            self.predicted(places),
            fitter.batches(self.view),
            self._slopes(places),
            self,
            converged,
        )

    def _slopes(self, places: Array) -> Array:
        steps = TINY * np.eye(len(places))
        sides = [(self.predicted(places + step) - self.predicted(places - step)) / (2 * TINY) for step in steps]
        return np.stack(sides, axis=1)
