"""What a company predicts: survival of a cohort that nobody leaves, and totals of a settled market for all else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .. import _core
from ..company import Company
from ..run import Settings, default_threads
from ..series import cells_of, series_by_name
from .paths import BATCHES, Hazard, Paths, hazard_paths
from .statistics import Array

HAZARD = re.compile(r"segments\.[^.]+\.(base_hazard|frailty|involuntary|tenure_effect\..+)")


def is_hazard(path: str) -> bool:
    """Tell whether a parameter moves nothing but who leaves, so that recorded paths hold for any value of it.

    >>> is_hazard("segments.regular.frailty"), is_hazard("churn.affect")
    (True, False)
    """
    return bool(HAZARD.fullmatch(path))


@dataclass(frozen=True)
class Effort:
    """How much is simulated: steps of the cohort, steps of the market, people in each."""

    steps: int
    market_steps: int
    people: int
    seed: int
    threads: int | None = None


class Market:
    """Totals of a settled market over some months; `people` are divided into batches with luck of their own."""

    def __init__(self, parameters: _core.Parameters, segments: int, effort: Effort) -> None:
        each = max(effort.people // BATCHES, segments)
        steps, threads = effort.market_steps, effort.threads or default_threads()
        settings = Settings(steps, each, BATCHES, effort.seed, "steady", True, threads)
        self._rows = series_by_name(parameters)
        self._weights = np.array(_core.weights(parameters, each))
        self._totals = np.stack([self._run(parameters, settings, batch) for batch in range(BATCHES)])

    def _run(self, parameters: _core.Parameters, settings: Settings, batch: int) -> NDArray[np.int64]:
        core = settings.core(batch)
        simulation = _core.Simulation([[parameters] * settings.steps], core, _core.burned_in(parameters, core))
        simulation.advance(settings.steps)
        return np.asarray(simulation.totals(0).sum(axis=0))

    def total(self, name: str, segment: int | None = None, place: int = 0) -> Array:
        """Return the sum of a series over all months by batch: of one segment, or of all; at one of its places."""
        cells = cells_of(self._totals, self._rows[name])[..., place] * self._weights
        return np.asarray(cells.sum(axis=1) if segment is None else cells[:, segment])


class View:
    """A company with some numbers replaced; its paths and its market are simulated when first asked for."""

    def __init__(
        self, company: Company, values: Mapping[str, float], effort: Effort, shared: dict[str, Paths] | None = None
    ) -> None:
        self.start, self.values, self.effort = company, dict(values), effort
        self._shared: dict[str, Paths] = {} if shared is None else shared

    def moved(self, values: Mapping[str, float]) -> View:
        """Return the view with other numbers; paths are shared where only hazards differ."""
        after = {**self.values, **values}
        same = all(is_hazard(path) or after[path] == self.values.get(path) for path in after)
        return View(self.start, after, self.effort, self._shared if same else None)

    def get(self, path: str) -> float:
        """Return the number at a path."""
        return self.values[path] if path in self.values else float(self.start.get(path))

    @cached_property
    def parameters(self) -> _core.Parameters:
        """The numbers as a parameter set of the core."""
        parameters = self.start.parameters()
        for path, value in self.values.items():
            parameters.set(path, value)
        return parameters

    @property
    def paths(self) -> Paths:
        """Paths of the log hazard of a cohort that nobody leaves."""
        if "paths" not in self._shared:
            effort = self.effort
            self._shared["paths"] = Paths(
                *hazard_paths(self.parameters, effort.steps, effort.people, effort.seed, effort.threads)
            )
        return self._shared["paths"]

    @cached_property
    def market(self) -> Market:
        """A settled market over some months."""
        return Market(self.parameters, len(self.start.names.segments), self.effort)

    def per_customer(self, names: tuple[str, ...], segment: str, place: int = 0) -> Array:
        """Return sums of series of the market per customer-month, by batch; segment "" is everybody."""
        number = self.start.names.segments.index(segment) if segment else None
        amount = sum(self.market.total(name, number, place) for name in names)
        return np.asarray(amount / self.market.total("customers", number))

    def survival(self, segment: str, times: tuple[int, ...]) -> Array:
        """Return the share of a segment's cohort that is left after so many steps, batch × time."""
        return self.paths.survival(self.start.names.segments.index(segment), times, self.hazard(segment))

    def hazard(self, segment: str) -> Hazard:
        """Return the hazard parameters of a segment."""
        at = f"segments.{segment}"
        knots = tuple(self.get(f"{at}.tenure_effect.{knot}") for knot in _core.tenure_knots)
        base, frailty, involuntary = (self.get(f"{at}.{name}") for name in ("base_hazard", "frailty", "involuntary"))
        return Hazard(base, frailty, knots, involuntary, self.start.steps_per_year)
