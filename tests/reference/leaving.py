"""Leaving: how the relationship, the price and the rivals move the hazard of each customer."""

import numpy as np

from .memory import affect_memory, standardized
from .parameters import KNOTS, Parameters
from .people import People
from .philox import Floats, Whole


def log_hazard(people: People, who: Whole, p: Parameters) -> Floats:
    """Log hazard of leaving that the relationship adds to the segment's and the person's own."""
    own = {name: p.row("segments", name)[people.segment[who]] for name in
           ("alternatives", "need_functional", "need_economic", "need_experiential", "relationship",
            "switching_cost", "switching_cost_slope")}  # fmt: skip
    s = people.satisfaction[who]
    competition = p("churn.competition_floor") + p("churn.competition_slope") * own["alternatives"]
    competition = np.clip(competition, p("churn.competition_least"), p("churn.competition_most"))
    content = p("churn.satisfaction") * s + p("churn.satisfaction_convex") * np.maximum(s, 0) ** 2
    strain = p("churn.effort") * (people.effort[who] - p("standard.effort_mean"))
    joy = p("churn.affect") * standardized("affect", affect_memory(people, who, p), p)
    trust = own["relationship"] * standardized("trust", people.trust[who], p)
    away = people.self_service[who] - p("churn.self_service_best")
    young = np.exp(-people.tenure[who] / p("churn.self_service_fading"))
    return np.asarray(
        -own["need_functional"] * competition * content
        + own["need_economic"] * p("churn.price") * price_excess(people, who, p)
        + own["need_experiential"] * (strain - joy)
        - p("churn.commitment") * standardized("commitment", people.commitment[who], p)
        - p("churn.trust") * trust
        - p("churn.switching_cost") * own["switching_cost"] * (1 - own["switching_cost_slope"] * s)
        + p("churn.alternatives") * (own["alternatives"] - p("standard.alternatives_mean"))
        + p("churn.grievance") * people.grievance[who]
        + p("churn.self_service") * away**2 * young
    )


def price_excess(people: People, who: Whole, p: Parameters) -> Floats:
    """Share by which the price exceeds what each person is willing to pay."""
    limit = p("money.willingness_limit")
    s = np.clip(people.satisfaction[who], -limit, limit)
    shape = np.maximum(1 + p("money.willingness_linear") * s + p("money.willingness_cubic") * s**3,
                       p("money.willingness_floor"))  # fmt: skip
    return np.asarray(np.maximum(p.relative_price / (people.traits["willingness_to_pay"][who] * shape) - 1, 0))


def tenure_effect(tenure: Floats, segment: Whole, p: Parameters) -> Floats:
    """Effect of tenure on the log hazard: linear between the knots, constant after the last."""
    effects = p.table("segments.{}.tenure_effect.{}", "segments", "knots")
    effect = np.zeros(len(tenure))
    for number, heights in enumerate(effects):
        mine = segment == number
        effect[mine] = np.interp(tenure[mine], [float(knot) for knot in KNOTS], heights)
    return effect
