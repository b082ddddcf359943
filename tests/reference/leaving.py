"""Leaving: how the relationship, the price and the rivals move the hazard of each customer."""

from dataclasses import dataclass

import numpy as np

from .commons import Commons
from .memory import affect_memory, standardized
from .parameters import KNOTS, Parameters
from .people import NOBODY, People
from .philox import Floats, Whole

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Drivers:
    """What can cause leaving, of each person."""

    satisfaction: Floats
    joy: Floats  # standardized affect
    price_excess: Floats
    alternatives: Floats
    grievance: Floats
    effort: Floats
    self_service: Floats


def drivers(people: People, who: Whole, p: Parameters, absent: frozenset[str] = NOTHING) -> Drivers:
    """Give the drivers of leaving, those of the causes that are `absent` at their reference."""
    satisfaction, joy = people.satisfaction[who], standardized("affect", affect_memory(people, who, p), p)
    if "dissatisfaction" in absent:
        satisfaction, joy = np.maximum(satisfaction, 0), np.maximum(joy, 0)
    alternatives, effort = p.row("segments", "alternatives")[people.segment[who]], people.effort[who]
    if "competition" in absent:
        alternatives = np.minimum(alternatives, p("standard.alternatives_mean"))
    if "effort" in absent:
        effort = np.minimum(effort, p("standard.effort_mean"))
    nothing = np.zeros(len(who))
    excess = nothing if "price" in absent else price_excess(people.traits["willingness_to_pay"][who], satisfaction, p)
    grievance = nothing if "failure" in absent else people.grievance[who]
    best = nothing + p("churn.self_service_best")
    self_service = best if "channel" in absent else people.self_service[who]
    return Drivers(satisfaction, joy, excess, alternatives, grievance, effort, self_service)


def log_hazard(people: People, who: Whole, p: Parameters, absent: frozenset[str] = NOTHING) -> Floats:
    """Log hazard of leaving that the relationship adds to the segment's and the person's own."""
    own = {name: p.row("segments", name)[people.segment[who]] for name in
           ("need_functional", "need_economic", "need_experiential", "relationship",
            "switching_cost", "switching_cost_slope")}  # fmt: skip
    d = drivers(people, who, p, absent)
    s = d.satisfaction
    competition = p("churn.competition_floor") + p("churn.competition_slope") * d.alternatives
    competition = np.clip(competition, p("churn.competition_least"), p("churn.competition_most"))
    content = p("churn.satisfaction") * s + p("churn.satisfaction_convex") * np.maximum(s, 0) ** 2
    strain = p("churn.effort") * (d.effort - p("standard.effort_mean"))
    trust = own["relationship"] * standardized("trust", people.trust[who], p)
    away = d.self_service - p("churn.self_service_best")
    young = np.exp(-people.months(who) / p("churn.self_service_fading"))
    return np.asarray(
        -own["need_functional"] * competition * content
        + own["need_economic"] * p("churn.price") * d.price_excess
        + own["need_experiential"] * (strain - p("churn.affect") * d.joy)
        - p("churn.commitment") * standardized("commitment", people.commitment[who], p)
        - p("churn.trust") * trust
        - p("churn.switching_cost") * own["switching_cost"] * (1 - own["switching_cost_slope"] * s)
        + p("churn.alternatives") * (d.alternatives - p("standard.alternatives_mean"))
        + p("churn.grievance") * d.grievance
        + p("churn.self_service") * away**2 * young
        + p("activation.leaving") * (people.activated[who] == 0)
    )


def own_hazard(people: People, who: Whole, commons: Commons, p: Parameters) -> Floats:
    """Log hazard of leaving that no cause moves: base, tenure, frailty, and what is owed to others."""
    segment = people.segment[who]
    with np.errstate(divide="ignore"):
        frailty = np.log(people.traits["frailty"][who])
    return np.asarray(
        p.row("segments", "base_hazard")[segment]
        + tenure_effect(people.months(who), segment, p)
        + frailty
        + owed_to_others(people, who, commons, p)
    )


def owed_to_others(people: People, who: Whole, commons: Commons, p: Parameters) -> Floats:
    """Log hazard of leaving of a second life, of who has a referrer that is a customer, and by reputation."""
    referrer = people.referrer[who]
    bound = (referrer != NOBODY) & commons.customer[referrer]
    symbolic = p("churn.reputation") * p.row("segments", "need_symbolic")[people.segment[who]]
    return np.asarray(
        np.log(p("win_back.second_life")) * people.second_life[who]
        + np.log(p("referral.hazard")) * bound
        - symbolic * (commons.reputation - p("standard.reputation_mean"))
    )


def price_excess(willing: Floats, satisfaction: Floats, p: Parameters) -> Floats:
    """Share by which the price exceeds what each person is willing to pay."""
    limit = p("money.willingness_limit")
    s = np.clip(satisfaction, -limit, limit)
    shape = np.maximum(1 + p("money.willingness_linear") * s + p("money.willingness_cubic") * s**3,
                       p("money.willingness_floor"))  # fmt: skip
    return np.asarray(np.maximum(p.relative_price / (willing * shape) - 1, 0))


def tenure_effect(months: Floats, segment: Whole, p: Parameters) -> Floats:
    """Effect of tenure on the log hazard: linear between the knots, constant after the last."""
    effects = p.table("segments.{}.tenure_effect.{}", "segments", "knots")
    effect = np.zeros(len(months))
    for number, heights in enumerate(effects):
        mine = segment == number
        effect[mine] = np.interp(months[mine], [float(knot) for knot in KNOTS], heights)
    return effect
