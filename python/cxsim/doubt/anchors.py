"""What a firm knows whatever else is in doubt: what is normal in its sector, and how many of its customers leave.

After each draw the sector's frozen constants are estimated anew from the drawn norm company, and the level of churn is
moved until the company without levers loses as many customers as it does without doubt. Both are estimated from small
runs; since the same runs are made without doubt, on the same people with the same luck, their error cancels, and a draw
that changes nothing moves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import log

import numpy as np

from .. import _core
from ..company import Company
from ..constants import standard_digest
from ..run import Settings
from ..series import cells_of, series_by_name
from ..standardize import estimate_constants

NORM_PEOPLE, NORM_SEED = 2_000, 20_070  # of the runs that estimate constants
CHURN_PEOPLE = 5_000  # of the runs that measure churn
LEAST_MONTHS = 24  # of these runs; as many as the study has, if that is more
HALF = 0.5  # of a simulated person
CLOSE = 0.005  # churn is held when it differs by no more than this share
MOST_MOVES, LEAST_SLOPE, MOST_SLOPE = 8, 0.2, 2.0


class Anchors:
    """The constants and the churn of a company without doubt, and how a drawn company is held to them."""

    def __init__(self, company: Company, settings: Settings) -> None:
        least = company.steps_in(LEAST_MONTHS)
        self._company = company
        self._settings = replace(settings, people=CHURN_PEOPLE, steps=max(settings.steps, least))
        self._known: dict[str, dict[str, float]] = {}
        self._likely = self._constants(company.norm or company)
        self._churn: dict[int, float] = {}

    def hold(self, drawn: Company, norm: Company, replication: int) -> Company:
        """Return a drawn company with constants of its drawn norm, and churn as it is without doubt."""
        standard = shifted(self._company.flat(), self._likely, self._constants(norm))
        standardized = drawn.replace(standard)
        hazards = self._hazards(standardized, replication)
        held = standardized.replace(hazards)
        return held if held.norm else held.replace({"standard_digest": standard_digest(held)})

    def _constants(self, norm: Company) -> dict[str, float]:
        if norm.digest not in self._known:
            self._known[norm.digest] = estimate_constants(norm, NORM_PEOPLE, NORM_SEED, self._settings.threads)[0]
        return self._known[norm.digest]

    def _hazards(self, company: Company, replication: int) -> dict[str, float]:
        """Return the base hazard of each segment, all moved by as much, at which churn is held."""
        parameters = company.parameters()
        likely = {path: parameters.get(path) for path in map("segments.{}.base_hazard".format, company.names.segments)}

        def gap(move: float) -> float:
            for path, value in likely.items():
                parameters.set(path, value + move)
            return log(churn(parameters, self._settings, replication) / target)

        target = self._target(replication)
        move = root(gap)
        return {path: value + move for path, value in likely.items()}

    def _target(self, replication: int) -> float:
        if replication not in self._churn:
            self._churn[replication] = churn(self._company.parameters(), self._settings, replication)
        return self._churn[replication]


def shifted(frozen: Mapping[str, float], likely: Mapping[str, float], drawn: Mapping[str, float]) -> dict[str, float]:
    """Return frozen constants moved as the draw moves their estimates: scales and counts in proportion, the rest by as much.

    >>> shifted({"standard.trust_mean": 2.0}, {"standard.trust_mean": 0.5}, {"standard.trust_mean": 0.75})
    {'standard.trust_mean': 2.25}
    """
    moved = {}
    for path, before in likely.items():
        is_ratio = path.endswith("_scale") or ".encounters." in path
        moved[path] = (
            frozen[path] * (drawn[path] / before if before else 1.0)
            if is_ratio
            else frozen[path] + (drawn[path] - before)
        )
    return moved


def churn(parameters: _core.Parameters, settings: Settings, replication: int) -> float:
    """Return the share of customers who leave in a step, under unchanged parameters; half a person is added for logs."""
    core = settings.core(replication)
    start = _core.cohort(parameters, core) if settings.start == "cohort" else _core.burned_in(parameters, core)
    simulation = _core.Simulation([[parameters] * settings.steps], core, start, parameters)
    simulation.advance(settings.steps)
    rows, totals = series_by_name(parameters), simulation.totals(0).sum(axis=0)
    real = np.array(_core.weights(parameters, settings.people))
    left, involuntary, customers = (
        float((cells_of(totals, rows[name])[..., 0] * real).sum()) for name in ("left", "left_involuntary", "customers")
    )
    return (left + involuntary + HALF * float(real.mean())) / customers


def root(gap: Callable[[float], float]) -> float:
    """Return where a rising function is 0, or near enough: secants whose slope is kept within reason, since it has noise.

    >>> round(root(lambda move: 0.8 * move - 0.4), 6)
    0.5
    """
    move, here, slope = 0.0, gap(0.0), 1.0
    for _ in range(MOST_MOVES):
        if abs(here) < CLOSE:
            break
        step = -here / slope
        there = gap(move + step)
        slope = min(max((there - here) / step, LEAST_SLOPE), MOST_SLOPE)
        move, here = move + step, there
    return move
