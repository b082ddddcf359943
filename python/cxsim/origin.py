"""What a comparison was made from: what it takes to run its worlds again, longer, weaker, or under drawn numbers."""

from __future__ import annotations

from dataclasses import dataclass

from .company import Company
from .run import Settings
from .scenario import Scenario


@dataclass(frozen=True)
class Origin:
    """Company, scenarios and settings of a comparison."""

    company: Company
    scenarios: tuple[Scenario, ...]
    settings: Settings
