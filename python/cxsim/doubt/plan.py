"""What is in doubt in a study, and the study as it is when each of these numbers stands somewhere in its range."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..company import Company
from ..parameters import Estimate, is_whole
from ..run import Settings
from ..scenario import Scenario
from .anchors import Anchors
from .draws import Level, at
from .levers import lever_at, lever_ranges

HELD = ("standard", "base_hazard")  # block and field that follow from the anchors, whatever a draw would say


@dataclass(frozen=True)
class Plan:
    """A company, the scenarios to compare, and how: everything that a draw starts from."""

    company: Company
    scenarios: tuple[Scenario, ...]
    settings: Settings

    @cached_property
    def ranges(self) -> dict[str, Estimate]:
        """Low, likely and high by path: of the company, its norm, and the levers (these as multiples of the likely)."""
        norm = doubted(self.company.norm) if self.company.norm else {}
        return {**norm, **doubted(self.company), **lever_ranges(self.scenarios)}

    @cached_property
    def _anchors(self) -> Anchors:
        return Anchors(self.company, self.settings)

    def at(self, level: Level, replication: int) -> tuple[Company, list[Scenario]]:
        """Return company and scenarios with every number in doubt at its level, held to what a firm knows."""
        company = _moved(self.company, level)
        norm = _moved(self.company.norm, level) if self.company.norm else company
        is_likely = company is self.company and norm in (self.company.norm, self.company)
        held = company if is_likely else self._anchors.hold(company, norm, replication)
        return held, [self._scenario(scenario, level) for scenario in self.scenarios]

    def _scenario(self, scenario: Scenario, level: Level) -> Scenario:
        return Scenario(scenario.label, [lever_at(lever, self.company, level) for lever in scenario.levers])


def doubted(company: Company) -> dict[str, Estimate]:
    """Return the ranges of the numbers of a company that a draw moves.

    >>> from cxsim.company import load_example
    >>> len(doubted(load_example("telecom")))
    139
    """
    return {path: each for path, each in company.ranges().items() if not (is_whole(path) or _is_held(path))}


def _is_held(path: str) -> bool:
    first, *_, last = path.split(".")
    return first == HELD[0] or last == HELD[1]


def _moved(company: Company, level: Level) -> Company:
    """Return a company with its numbers in doubt at their levels; itself if all stay where they are."""
    levels = {path: (belief, level(path)) for path, belief in doubted(company).items()}
    moved = {path: at(belief, where) for path, (belief, where) in levels.items() if where is not None}
    return company.replace(moved) if moved else company
