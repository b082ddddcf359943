"""What a lever does, costs and takes, as people read it; the same words in the terminal and in the report."""

from __future__ import annotations

from collections.abc import Sequence

from .parameters import find_row
from .wording import counted, number

COSTS = {"once": "at the start", "monthly": "a month", "per_customer": "a customer and month"}
STATED = "for a firm in a market of {:,.0f} people, and in proportion to the market (market.size) for another"
FIXED = "Fixed response: the effect does not depend on the sum spent"
PERCENT = {"multiply": "%", "towards_mean": "% of the way to the mean"}  # what these operations are written in


def amounts(operation: str, effects: Sequence[float]) -> list[str]:
    """Return sizes of an effect, with the decimals that they need.

    >>> amounts("multiply", [-0.12]), amounts("add", [0.3, 0.15]), amounts("logit", [-0.525])
    (['−12'], ['+0.30', '+0.15'], ['−0.525'])
    """
    shown = [100 * effect if operation in PERCENT else effect for effect in effects]
    enough = (places for places in (0, 2) if all(abs(round(each, places) - each) < 1e-9 for each in shown))
    decimals = next((places for places in enough if places or operation in PERCENT), 3)
    return [number(each, decimals, signed=operation != "towards_mean") for each in shown]


def unit_of(path: str, operation: str) -> str:
    """Return the unit of an effect.

    >>> unit_of("money.price", "multiply"), unit_of("touchpoints.*.failure", "logit")
    ('%', 'log odds')
    """
    row = find_row(path)
    return PERCENT.get(operation) or ("log odds" if operation == "logit" else row.unit if row else "")


def paced(delay: float, ramp: float) -> str:
    """Return when an effect starts and when it is whole.

    >>> paced(2, 6)
    'none for 2 months, then builds evenly over 6 months'
    """
    wait = f"none for {counted(delay, 'month')}, then " if delay else ""
    return wait + (f"builds evenly over {counted(ramp, 'month')}" if ramp > 1 else "whole at once")


def faded(depreciation: float) -> str:
    """Return what becomes of an effect without spending, as a verb.

    >>> faded(0.05), faded(1)
    ('fades by 5 % a month', 'is gone at once')
    """
    words = {0.0: "stays", 1.0: "is gone at once"}
    return words.get(depreciation, f"fades by {100 * depreciation:g} % a month")
