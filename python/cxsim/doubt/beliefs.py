"""What is in doubt in a study, and the study as it is when each of these numbers stands somewhere in its range."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..company import Company
from ..origin import Origin
from ..parameters import Estimate, is_whole
from ..scenario import Scenario
from .anchors import Anchors
from .draws import Level, at
from .levers import lever_at, lever_ranges

HELD = ("standard", "base_hazard")  # block and field that follow from the anchors, whatever a draw would say


@dataclass(frozen=True)
class Beliefs:
    """What a comparison was made from, with the ranges of its numbers in doubt: everything that a draw starts from."""

    origin: Origin

    @cached_property
    def ranges(self) -> dict[str, Estimate]:
        """Low, likely and high by path: of the company, its norm, and the levers (these as multiples of the likely)."""
        company = self.origin.company
        norm = doubted(company.norm) if company.norm else {}
        return {**norm, **doubted(company), **lever_ranges(self.origin.scenarios)}

    @cached_property
    def _anchors(self) -> Anchors:
        return Anchors(self.origin.company, self.origin.settings)

    def at(self, level: Level, replication: int) -> tuple[Company, list[Scenario]]:
        """Return company and scenarios with every number in doubt at its level, held to what a firm knows."""
        likely = self.origin.company
        company = _moved(likely, level)
        norm = _moved(likely.norm, level) if likely.norm else company
        is_likely = company is likely and norm in (likely.norm, likely)
        held = company if is_likely else self._anchors.hold(company, norm, replication)
        return held, [self._scenario(scenario, level) for scenario in self.origin.scenarios]

    def _scenario(self, scenario: Scenario, level: Level) -> Scenario:
        return Scenario(scenario.label, [lever_at(lever, self.origin.company, level) for lever in scenario.levers])


def doubted(company: Company) -> dict[str, Estimate]:
    """Return the ranges of the numbers of a company that a draw moves.

    >>> from cxsim import load_example
    >>> len(doubted(load_example("telecom")))
    208
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
