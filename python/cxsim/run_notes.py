"""What a reader must know of a run beside its numbers: where it met a limit, and what makes its numbers strange."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from . import _core
from .company import Company
from .intervals import interval_of
from .remarks import cautions
from .scenario import Scenario
from .series import SeriesRow, cells_of
from .wording import number

MOST_CAPPED = 0.001  # share of customer-months that may run into a cap without a warning
FEW = 100  # simulated customers, below which a share of them is a matter of a few persons
STRANGE = 3.0  # SD of the sector, beyond which a company is none of that sector
DRIFT = 0.02  # change of the number of customers over the horizon that nobody caused

Series = Callable[[str], NDArray[np.float64]]  # by name: replication × step × segment, of the simulated people


def totals_by_name(totals: NDArray[np.int64], rows: Mapping[str, SeriesRow]) -> Series:
    """Return a look-up of series in the totals of a world: replication × step × segment × cell, in whole numbers."""
    return lambda name: np.asarray(cells_of(totals, rows[name]).sum(axis=-1))


def notes_of_run(scenario: Scenario, company: Company, series: Series, start: str) -> list[str]:
    """Return what is worth knowing of one world of a company."""
    found = [*_few(series), *_strange(scenario.label, series)]
    if start == "steady" and not scenario.levers:
        found += _drift(scenario.label, series)
    return [*(f"{company.name}: {caution}." for caution in cautions(company)), *found]


def capped_note(label: str, series: Series) -> str | None:
    """Say that more than one customer-month in a thousand ran into a cap on journeys, stages or encounters, or None."""
    capped, customers = (series(name).sum() for name in ("capped", "customers"))
    if not customers or capped <= MOST_CAPPED * customers:
        return None
    caps = _core.caps
    return (
        f"'{label}': {capped / customers:.1%} of the customer-months ran into a cap ({caps['drawn']} drawn journeys of a "
        f"kind, {caps['stages']} stages, {caps['encounters']} encounters), so busy people are too quiet; lower journeys.*.rate or "
        "segments.*.journey_rate, or use shorter steps (steps_per_year)"
    )


def _few(series: Series) -> Iterator[str]:
    """Say if so few customers are simulated that a share of them means little."""
    customers = float(series("customers")[:, 0].sum(axis=-1).mean())
    if customers < FEW:
        yield f"Only about {customers:.0f} customers are simulated in a replication: ask for more people before you read shares."


def _strange(label: str, series: Series) -> Iterator[str]:
    """Say if satisfaction is so far from the sector's norm that its constants do not hold here."""
    satisfaction, customers = (series(name).sum() for name in ("satisfaction", "customers"))
    mean = satisfaction / customers if customers else 0.0
    if abs(mean) > STRANGE:
        yield (
            f"'{label}': satisfaction is on average {mean:+.1f} SD from the sector's norm, where no company of the sector "
            "is; check promises, prices and qualities, or standardize a norm company of your own sector"
        )


def _drift(label: str, series: Series) -> Iterator[str]:
    """Say if the market still moves without any lever, beyond luck: "steady" is after four years, not after all of them."""
    customers = series("customers").sum(axis=-1)
    change = interval_of(customers[:, -1] / np.maximum(customers[:, 0], 1) - 1)
    if abs(change.mean) > DRIFT and change.low * change.high > 0:
        yield (
            f"'{label}': customers change by {number(100 * change.mean, 1, signed=True)} % from the first month to the last "
            "without any lever, since the four years before month 0 do not bring every market to rest; all scenarios meet "
            "the same drift"
        )
