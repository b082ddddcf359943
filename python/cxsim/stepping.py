"""The same engine month by month, with everybody's columns at hand, checkpoints and results so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from .company import Company
from .loading import require_company
from .people import people_frame
from .results import Results
from .run import Plan, Replication, Start
from .scenario import Lever, Scenario, require_label
from .simulate import settings_of


class Simulation:
    """Worlds of a company that share people and luck, advanced a month at a time: one replication.

    Parameters are those of `simulate`; several scenarios live side by side. What it gives is to the bit what `simulate`
    with one replication gives.

    >>> import cxsim as cx
    >>> simulation = cx.Simulation(cx.load_example("telecom"), months=3, people=300)
    >>> [int((month.customers["status"] == "customer").sum()) > 0 for month in simulation]
    [True, True, True]
    """

    def __init__(
        self,
        company: Company,
        scenarios: str | Lever | Scenario | Sequence[str | Lever | Scenario] = "today",
        *,
        months: float = 36,
        steps: int | None = None,
        people: int = 20_000,
        seed: int = 1,
        start: Start = "steady",
        interactions: bool = True,
        threads: int | None = None,
    ) -> None:
        require_company(company)
        given = [scenarios] if isinstance(scenarios, (str, Lever, Scenario)) else scenarios
        settings = settings_of(company, months, steps, people, 1, seed, start, interactions, threads)
        self._plan = Plan.of(company, Scenario.all_of(given), settings)
        self._core = self._plan.simulation(0)

    @property
    def labels(self) -> list[str]:
        """Labels of the scenarios."""
        return [scenario.label for scenario in self._plan.scenarios]

    @property
    def done(self) -> int:
        """Steps that are over."""
        return int(self._core.done)

    @property
    def steps(self) -> int:
        """Steps of the horizon."""
        return int(self._core.steps)

    def __iter__(self) -> Iterator[Month]:
        """Live month after month to the end of the horizon; a loop that was left goes on where it stopped."""
        while self.done < self.steps:
            self.advance()
            yield Month(self, self.done - 1)

    def advance(self, steps: int = 1) -> None:
        """Live some steps; a ValueError tells how many are left."""
        self._core.advance(steps)

    def customers(self, label: str | None = None) -> pd.DataFrame:
        """Return everybody in a world as they are now, by id, as `results.customers`; the first world unless told."""
        return people_frame(self._core, self._place(label), self._plan.company)

    def results(self, label: str | None = None) -> Results:
        """Return the results of a world so far; a ValueError if no month is over."""
        if not self.done:
            raise ValueError("no month is over yet: advance first")
        plan = self._plan.until(self.done)
        world = plan.worlds([Replication.of(self._core, plan, [], is_first=True)])[self._place(label)]
        return Results.of(world, plan.company, plan.settings)

    def save(self, path: str | Path) -> None:
        """Write a checkpoint; an older file is replaced only by a whole new one."""
        self._core.save(str(path))

    def load(self, path: str | Path | None = None) -> None:
        """Go on from a checkpoint of the same company, scenarios and settings; another one is refused.

        A checkpoint holds people and totals, and neither company nor scenarios: make the simulation in the same way first.
        """
        if path is None:  # of the class, as cx.Results.load is
            raise TypeError(
                "a checkpoint holds neither company nor scenarios: make a cx.Simulation in the same way, and then "
                "simulation.load(path)"
            )
        self._core.load(str(path))

    def _place(self, label: str | None) -> int:
        return 0 if label is None else self.labels.index(require_label(label, self.labels))

    def __repr__(self) -> str:
        worlds = ", ".join(self.labels)
        return f"<cxsim.Simulation of {self._plan.company.name}: {worlds}; {self.done} of {self.steps} steps done>"


@dataclass(frozen=True)
class Month:
    """A month that is just over: its number, and everybody as they are until the next one."""

    simulation: Simulation
    number: int

    @property
    def customers(self) -> pd.DataFrame:
        """Everybody in the first world, by id."""
        return self.simulation.customers()
