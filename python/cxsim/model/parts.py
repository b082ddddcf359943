"""What a value and a log hazard are made of: each part is the equation with the coefficients of all others at 0."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from . import equations
from .steps import Notebook, shown

PATH = re.compile(r"<([\w.]+)>")


class Part(NamedTuple):
    """A part of an equation: its term, the coefficients that only it has, and its numbers, with <paths> to fill in."""

    name: str
    term: str
    coefficients: tuple[str, ...]
    numbers: str


PARTS: Mapping[str, tuple[Part, ...]] = MappingProxyType(
    {
        "dimension_value": (
            Part("level", "b_q (p − norm)", ("level",), "b_q = <value.level>"),
            Part(
                "surprise",
                "b₊ (p − w)₊ − b₋ (w − p)₊",
                ("better_than_expected", "worse_than_expected"),
                "b₊ = <value.better_than_expected>, b₋ = <value.worse_than_expected>",
            ),
            Part(
                "inside the zone",
                "b_in [clip(p, a, d) − (a + d)/2]",
                ("inside_zone",),
                "b_in = <value.inside_zone>",
            ),
            Part("outside the zone", "b_up (p − d)₊ − b_dn (a − p)₊", ("above", "below"), ""),
        ),
        "log_hazard": (
            Part(
                "satisfaction",
                "−n_f m [β_S S + β₂ S₊²]",
                ("churn_satisfaction", "satisfaction_convex"),
                "β_S = <churn.satisfaction>, β₂ = <churn.satisfaction_convex>, n_f = <segment.need_functional>, "
                "m = <churn.competition_floor> + <churn.competition_slope> · ALT, "
                "from <churn.competition_least> to <churn.competition_most>, ALT = <segment.alternatives>",
            ),
            Part(
                "price",
                "n_e β_p (r/WTP − 1)₊",
                ("price",),
                "n_e = <segment.need_economic>, β_p = <churn.price>",
            ),
            Part(
                "effort",
                "n_x β_F (F − c̄)",
                ("churn_effort",),
                "n_x = <segment.need_experiential>, β_F = <churn.effort>, c̄ = <standard.effort_mean>",
            ),
            Part(
                "affect",
                "−n_x β_A z_A",
                ("churn_affect",),
                "n_x = <segment.need_experiential>, β_A = <churn.affect>",
            ),
            Part("commitment", "−β_C z_C", ("churn_commitment",), "β_C = <churn.commitment>"),
            Part("trust", "−β_T ρ z_T", ("churn_trust",), "β_T = <churn.trust>, ρ = <segment.relationship>"),
            Part(
                "switching costs",
                "−β_sc SC (1 − χ S)",
                ("churn_switching_cost",),
                "β_sc = <churn.switching_cost>, SC = <segment.switching_cost>, χ = <segment.switching_cost_slope>",
            ),
            Part(
                "alternatives",
                "β_a (ALT − mean)",
                ("churn_alternatives",),
                "β_a = <churn.alternatives>, ALT = <segment.alternatives>, mean = <standard.alternatives_mean>",
            ),
            Part("grievance", "β_B B", ("churn_grievance",), "β_B = <churn.grievance>"),
            Part(
                "self-service",
                "ξ (x − x*)² e^{−τ/fading}",
                ("churn_self_service",),
                "ξ = <churn.self_service>, x* = <churn.self_service_best>, fading = <churn.self_service_fading>",
            ),
        ),
    }
)


def take_in_parts(book: Notebook, equation: str, name: str, **given: Any) -> Any:
    """Evaluate an equation, write it down, and after it each of its parts, with the parameters that count in it."""
    result = book.take(equation, name, brief=True, **given)
    formula, parts = getattr(equations, equation), PARTS[equation]
    coefficients = {each for part in parts for each in part.coefficients}
    for part in parts:
        others = dict.fromkeys(coefficients - set(part.coefficients), 0.0)
        alone = formula(**given | others, company=book.company)
        told = PATH.sub(lambda found: shown(book.get(_path(found[1]))), part.numbers)
        book.write(f"of which {part.name}", "", part.term, told, alone, "")
    return result


def _path(path: str) -> str:
    return path.replace("segment.", "segments.{segment}.")
