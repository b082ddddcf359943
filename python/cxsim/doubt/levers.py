"""Levers in doubt: one level for the size of all that a lever does, one for all that it costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..company import Company
from ..lever_words import COSTS
from ..parameters import Estimate
from ..scenario import Lever, Scenario
from .draws import Level, at


def address(lever: Lever) -> str:
    """Return where the doubt about a lever lives: its key and the names it was given, whatever its size and time.

    >>> import cxsim as cx
    >>> address(cx.levers.redesign("help_desk", monthly=40_000))
    'levers.redesign.help_desk'
    """
    names = (name for value in lever.arguments.values() for name in _names(value))
    return ".".join(["levers", lever.key, *names])


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        yield "+".join(map(str, value))


def lever_ranges(scenarios: Iterable[Scenario]) -> dict[str, Estimate]:
    """Return effect and cost of every lever in doubt, as multiples of the likely ones.

    >>> import cxsim as cx
    >>> lever_ranges([cx.Scenario.of(cx.levers.redesign("help_desk"))])["levers.redesign.help_desk.effect"]
    Estimate(low=0.5, likely=1.0, high=1.5)
    """
    found: dict[str, Estimate] = {}
    for lever in (lever for scenario in scenarios for lever in scenario.levers):
        beliefs = {
            "effect": [target.effect for target in lever.targets],
            "cost": [getattr(lever, name) for name in COSTS],
        }
        for what, each in beliefs.items():
            multiples = [_multiples(belief) for belief in each if belief.likely and belief.low < belief.high]
            found |= {f"{address(lever)}.{what}": multiples[0]} if multiples else {}
    return found


def _multiples(belief: Estimate) -> Estimate:
    low, high = sorted((belief.low / belief.likely, belief.high / belief.likely))
    return Estimate(low=min(low, 1.0), likely=1.0, high=max(high, 1.0))


def lever_at(lever: Lever, company: Company, level: Level) -> Lever:
    """Return a lever with its effect and costs at the levels of their paths.

    A spend that is given stays: if costs are higher than thought, it buys less. A lever whose effect is whole at any
    size is bought whole, so that its bill differs instead.
    """
    effect, cost = (level(f"{address(lever)}.{what}") for what in ("effect", "cost"))
    if effect is None and cost is None:
        return lever
    change: dict[str, Any] = {name: _exactly(at(getattr(lever, name), cost)) for name in COSTS}
    if lever.response == "fixed" and lever.spend is not None:
        change |= {"spend": None, "size": lever.multiple(company)}
    return lever.with_effects(lambda target: _effect(target.effect, effect)).model_copy(update=change)


def _effect(belief: Estimate, level: float | None) -> Estimate:
    """Return an effect of a size; a negative one is larger further down."""
    is_mirrored = level is not None and belief.likely < 0
    return _exactly(at(belief, 1 - level if level is not None and is_mirrored else level))


def _exactly(number: float) -> Estimate:
    return Estimate(low=number, likely=number, high=number)
