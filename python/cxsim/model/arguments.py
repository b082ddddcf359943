"""What the arguments and results of the equations mean: symbol, unit, allowed range, and what holds if none is given.

Parameters stand in the rows of the core; these are the other quantities, those that a person or an encounter has. The
functions of `cxsim.model` are written from this table and the C++ headers by `python -m cxsim.generate`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from types import MappingProxyType

from .. import _core

SHARE, NOT_NEGATIVE, ANY = (0.0, 1.0), (0.0, inf), (-inf, inf)


@dataclass(frozen=True)
class Argument:
    """One argument of an equation.

    `default` is a number, the path of a parameter, `=name` for what the core works out of parameters, or None for an
    argument that must be given; `example` is a typical number, or numbers.

    >>> argument("perceived", "will").symbol
    'w'
    """

    symbol: str
    unit: str
    doc: str
    example: float | tuple[float, ...]
    default: float | str | None = None
    limits: tuple[float, float] = ANY


@dataclass(frozen=True)
class Result:
    """What an equation returns."""

    symbol: str
    unit: str
    kind: str = "float or ndarray of float32"


def argument(equation: str, name: str) -> Argument:
    """Return what an argument of an equation means; some names mean something else in one equation."""
    return ARGUMENTS.get(f"{equation}.{name}") or ARGUMENTS[name]


_POINTS, _EFFORT, _SD = "quality points", "effort points", "SD"
_REMEMBERED = Argument("F", _EFFORT, "remembered effort", 3, "standard.effort_mean")
_TRUST = Argument("z_T", _SD, "trust, standardized", 0.5, 0)
_TALK = "messages per customer and month"
_ANSWER, _BOOL = "points, 0 to 10", "bool or ndarray of bool"

ARGUMENTS = MappingProxyType(
    {
        # what is expected
        "will": Argument("w", _POINTS, "what the person thinks will happen", 7),
        "should": Argument("d", _POINTS, "what the person thinks should happen: the desired level", 8),
        "evidence": Argument("x", _POINTS, "quality that an experience, an advert or a price speaks for", 6.5),
        "uncertainty": Argument("V", "points squared", "variance of the will belief", 1, None, NOT_NEGATIVE),
        "noise": Argument(
            "σ²", "points squared", "variance of the evidence", 1, "expectation.experience_noise", (1e-9, inf)
        ),
        "gain": Argument("K", "share", "gain of the evidence", 0.5, None, SHARE),
        "drift": Argument(
            "ω²", "points squared", "variance added by an encounter", 0.05, "expectation.drift", NOT_NEGATIVE
        ),
        "fit": Argument("fit", _POINTS, "lasting fit of the company with the person", 0.5, 0),
        "promise_gap": Argument("(M − Q)₊", _POINTS, "promise above the company's mean quality", 0.4, 0, NOT_NEGATIVE),
        "first_should.price_rise": Argument(
            "(r − 1)₊", "share", "price above the reference, as a share of it", 0.1, 0, NOT_NEGATIVE
        ),
        "knowledge": Argument("knowledge", _SD, "knowledge of the category", 1, 0),
        "rival_gap": Argument(
            "rival − norm", _POINTS, "quality of a rival that the person used, less the norm", 0.1, 0
        ),
        "reputation_gap": Argument("R − norm", _POINTS, "reputation above the category's quality", 0.3, 0),
        # the zone of tolerance
        "mood": Argument("m", _SD, "mood", 0.5, 0),
        "tenure": Argument("τ", "months", "months as a customer", 24, 0, NOT_NEGATIVE),
        "log_width.price_rise": Argument(
            "(ln r)₊", "log price", "log of price over reference, where above 0", 0.1, 0, NOT_NEGATIVE
        ),
        "alternatives": Argument("ALT − mean", "units", "alternatives within reach, less the sector's mean", 0.2, 0),
        "log_width": Argument("ℓ", "log width", "log width without failures", 0.05, 0),
        "failures": Argument("n", "failures", "failures remembered", 1, 0, NOT_NEGATIVE),
        # what is delivered and perceived
        "quality": Argument("Q", _POINTS, "mean quality of this touchpoint through this channel", 7),
        "spread": Argument("σ", _POINTS, "standard deviation of quality over encounters", 1, None, NOT_NEGATIVE),
        "shared_luck": Argument("ε₀", _SD, "luck that all dimensions share", 0.5, 0),
        "own_luck": Argument("ε", _SD, "luck of this dimension", -0.5, 0),
        "own": Argument("√(1 − h²)", "share", "weight of the dimension's own luck", 0.6, "=own", SHARE),
        "delivered": Argument("q", _POINTS, "quality delivered", 6.5),
        "initial_should": Argument(
            "d₀", _POINTS, "desired level of someone without any influence", 7.9, "expectation.initial_should"
        ),
        "personalization": Argument("Z", "share", "how personal the firm is", 0.4, "policy.personalization", SHARE),
        "concern": Argument("v", "multiple", "concern about privacy, relative to the average", 1.5, 1, NOT_NEGATIVE),
        "control": Argument(
            "control", "share", "how far people control what is known", 0.5, "policy.data_control", SHARE
        ),
        "protection": Argument("P", "share", "how well data are protected", 0.8, "policy.data_protection", SHARE),
        # how it is judged
        "perceived": Argument("p", _POINTS, "quality perceived", 6.5),
        "adequate": Argument("a", _POINTS, "adequate level: the lower end of the zone", 6.8),
        "norm": Argument("norm", _POINTS, "quality of the category", 7, "expectation.category_norm"),
        "above": Argument(
            "b_up",
            "value per point",
            "worth of a point above the desired level",
            0.2,
            "dimensions.{dimension}.above",
            NOT_NEGATIVE,
        ),
        "below": Argument(
            "b_dn",
            "value per point",
            "cost of a point below the adequate level",
            0.6,
            "dimensions.{dimension}.below",
            NOT_NEGATIVE,
        ),
        "encounter_value.dimensions": Argument(
            "Σ i_k v_k", "value", "value of the dimensions, weighted by importance", -0.3
        ),
        "encounter_affect.dimensions": Argument(
            "Σ i_k g_k", "affect", "affect of the dimensions, weighted by importance", -0.1
        ),
        "effort": Argument("c", _EFFORT, "effort of the encounter", 3),
        "norm_effort": Argument("c̄", _EFFORT, "mean effort in the sector", 2.2, "standard.effort_mean"),
        "hit": Argument("severity · φ", "severity", "severity of a failure times its force", 0.3, 0, NOT_NEGATIVE),
        "base": Argument("base", _EFFORT, "effort of touchpoint and channel", 2),
        "switched": Argument("switched", "yes or no", "1 if the channel changed within the journey", 1, 0, SHARE),
        "repeated": Argument("repeated", "yes or no", "1 if the person was transferred", 1, 0, SHARE),
        "in_menu": Argument("in menu", "yes or no", "1 if there was a phone menu", 1, 0, SHARE),
        "detail": Argument("detail", "units", "information detail of the touchpoint", 0.5, 0),
        "ease": Argument("ease", _EFFORT, "ease with which the person handles things", 0.5, 0),
        "integration": Argument(
            "integration", "share", "how far the channels are connected", 0.5, "policy.integration", SHARE
        ),
        "forgiveness": Argument("ζ", "force per log year", "forgiveness that grows with tenure", 0.1, 0),
        "standardized_trust": Argument("z_T", _SD, "trust, standardized", 1, 0),
        # when something fails
        "readiness_to_complain.access": Argument(
            "access", "share", "how easy it is to complain", 0.4, "policy.complaint_access", SHARE
        ),
        "readiness": Argument("ν", "logit", "readiness to complain of nothing", -1.9),
        "severity": Argument("severity", "severity", "severity of the failure", 0.3, None, SHARE),
        "refund": Argument("refund", "share", "how much of it is made good", 0.6, "policy.refund", SHARE),
        "apology": Argument("apology", "share", "how well people are treated", 0.6, "policy.apology", SHARE),
        "justice.access": Argument(
            "access", "share", "how easy it is to complain", 0.4, "policy.complaint_access", SHARE
        ),
        "delay": Argument("delay", "weeks", "time until it is solved", 0.5, "policy.recovery_delay", NOT_NEGATIVE),
        "informed": Argument("informed", "share", "how far people are kept informed", 0.5, "policy.informed", SHARE),
        "voiced": Argument("voiced", "yes or no", "1 if the failure was voiced", 1, None, SHARE),
        "answered": Argument("answered", "yes or no", "1 if the complaint was answered", 1, None, SHARE),
        "justice": Argument("j", "justice", "justice of the recovery, 0 if nothing was solved", 0.5, None, SHARE),
        "recoveries": Argument("n", "recoveries", "earlier recoveries that are remembered", 1, 0, NOT_NEGATIVE),
        "without_failures": Argument("S⁰", _SD, "satisfaction that the journey without its failures would leave", 0.1),
        "repairs": Argument("Σ repair", "severity", "repairs of the journey's failures", 0.1, None, NOT_NEGATIVE),
        "repaired_satisfaction.satisfaction": Argument("S′", _SD, "satisfaction after the journey", -0.2),
        "empowerment": Argument(
            "empowerment", "share", "how far staff may decide, beyond what is usual", 0.5, "policy.empowerment", SHARE
        ),
        "activated": Argument("activated", "yes or no", "1 if the customer can use what was bought", 0, None, SHARE),
        # what stays
        "normal": Argument("ε", _SD, "luck of the month", 0.5, 0),
        "innovation": Argument("σ √(1 − ρ²)", _SD, "size of the month's luck", 0.65, "=innovation", NOT_NEGATIVE),
        "fast": Argument("f", "affect", "fast memory of affect", -0.2),
        "best": Argument("best", "affect", "affect of the best moment remembered", 0.3, None, NOT_NEGATIVE),
        "worst": Argument("worst", "affect", "affect of the worst moment remembered", -0.9, None, (-inf, 0)),
        "highest": Argument("g", "affect", "highest affect of the month, 0 if none is above", 0.5, None, NOT_NEGATIVE),
        "lowest": Argument("g", "affect", "lowest affect of the month, 0 if none is below", -0.5, None, (-inf, 0)),
        "strongest": Argument("g", "affect", "strongest affect of the month", -0.5),
        "memory": Argument("F", _EFFORT, "remembered effort", 2.2),
        "mean_effort": Argument("c", _EFFORT, "mean effort of the month", 3),
        "grievance": Argument("B", "severity", "remembered grievance", 0.5, 0, NOT_NEGATIVE),
        "month": Argument(
            "Σ severity · φ · what rankles",
            "severity",
            "failures of the month, each by its force and what rankles of it",
            0.3,
            0,
            NOT_NEGATIVE,
        ),
        "mean": Argument("mean", "value", "mean value of the journey's encounters, salience by salience", -0.1),
        "journey_value.peak": Argument("peak", "value", "value of the encounter with the largest size of value", -0.6),
        "end": Argument("e_end", "value", "value of the last encounter", 0.2),
        "end_salience": Argument("s_end", "weight", "salience of the last encounter", 1, 1, NOT_NEGATIVE),
        "next_gain.gain": Argument("g", "share", "gain of satisfaction so far", 0.5, None, SHARE),
        "next_satisfaction.gain": Argument("g", "share", "gain of satisfaction so far", 0.5, None, SHARE),
        "satisfaction": Argument("S", _SD, "cumulative satisfaction", 0.5, 0),
        "standardized_journey": Argument("z_J", _SD, "value of the journey, standardized", -1),
        "mean_salience": Argument("s̄", "weight", "mean salience of the journey's encounters", 1, 1, NOT_NEGATIVE),
        "heard": Argument("heard", "yes or no", "1 if the promise was read this month", 1, 0, SHARE),
        "trust_input.perceived": Argument("p̄", _POINTS, "quality perceived, weighted by importance", 6.5),
        "promise": Argument("M", _POINTS, "quality promised, weighted by importance", 7.2, "=promise"),
        "exposed": Argument(
            "breach · v", "severity", "a breach of data, times the concern about privacy", 0.5, 0, NOT_NEGATIVE
        ),
        "trust": Argument("T", "trust", "trust", 0.3, None, SHARE),
        "input": Argument("x", "trust input", "what a journey says about trustworthiness", -0.5),
        "x": Argument("x", "number", "any number", 0.5),
        "odds": Argument("o", "share", "odds before they are moved", 0.03, None, SHARE),
        "shift": Argument("x", "logit", "what moves the logit", 0.5),
        "standardized_commitment": Argument("z_C", _SD, "commitment, standardized", 0.5, 0),
        "next_commitment.commitment": Argument("C", "commitment", "commitment", 0.16),
        # what people do
        "relative_price": Argument("r", "multiple", "price over reference price", 1.2, None, NOT_NEGATIVE),
        "willingness": Argument(
            "W₀", "multiple", "willingness to pay at the norm, over the reference price", 1.1, 1, (1e-9, inf)
        ),
        "fee": Argument("fee · price", "money per month", "what this person's plan costs", 30, None, NOT_NEGATIVE),
        "usage": Argument("usage", "multiple", "usage over the average", 1.5, 1, NOT_NEGATIVE),
        "commitment": Argument("z_C", _SD, "commitment, standardized", 0.5, 0),
        "affect": Argument("z_A", _SD, "remembered affect, standardized", 0.5, 0),
        "log_hazard.effort": _REMEMBERED,
        "price_excess": Argument("(r/WTP − 1)₊", "share", "price above the willingness to pay", 0.1, 0, NOT_NEGATIVE),
        "log_hazard.trust": _TRUST,
        "self_service": Argument(
            "x", "share", "remembered share of self-service", 0.8, "churn.self_service_best", SHARE
        ),
        "feelings.effort": _REMEMBERED,
        "feelings.trust": _TRUST,
        "log_hazard_with.effort": _REMEMBERED,
        "log_hazard_with.trust": _TRUST,
        "log_hazard_with.relative_price": Argument(
            "r", "multiple", "price over reference price", 1.2, "=relative_price", NOT_NEGATIVE
        ),
        "together": Argument(
            "h",
            "hazard",
            "hazard with what is actual of dissatisfaction (1), price (2) and competition (4), from 0 to 7 = all; 8 numbers "
            "along the last axis",
            (0.010, 0.013, 0.020, 0.026, 0.012, 0.018, 0.024, 0.040),
            None,
            (1e-9, inf),
        ),
        "factors": Argument(
            "h_j/h₀",
            "multiple",
            "what failure, effort and channel multiply it by; 3 numbers along the last axis",
            (1.5, 1.2, 1),
            None,
            (1e-9, inf),
        ),
        "exponential": Argument("E", "number", "luck: a draw from Exp(1)", 0.01, None, NOT_NEGATIVE),
        "log_hazard": Argument("η", "log hazard", "log hazard of leaving in this step", -4),
        "rate": Argument("rate", "1/step", "adoption rate a step", 0.015, None, NOT_NEGATIVE),
        "share": Argument("share", "share", "share of the market that are customers", 0.4, None, SHARE),
        "conditions": Argument(
            "conditions", "factor", "promise, marketing and price, 1 at the reference", 1, "=conditions", NOT_NEGATIVE
        ),
        "steps_per_year": Argument(
            "steps_per_year", "1/year", "steps a year", _core.months_per_year, "=steps_per_year", (1, 366)
        ),
        "size": Argument("x", "multiple", "spending over the stated spending", 0.5, None, NOT_NEGATIVE),
        "exponent": Argument("c", "exponent", "shape of the curve", 1.26, "response.exponent", (0.1, 10)),
        "ceiling": Argument("L", "multiple", "most that any spending can reach", 2, "response.ceiling", (1.0001, 100)),
        "net_talk": Argument("n", _TALK, "net talk that people read", 0.05),
        "usual_talk": Argument("n₀", _TALK, "net talk of the norm", 0.03, "standard.net_talk"),
        "months_away": Argument("a", "months", "months since leaving", 3, 1, NOT_NEGATIVE),
        "offer": Argument("offer", "log odds", "what an offer adds", 0.5, "policy.win_back"),
        "for_service": Argument(
            "left for service", "yes or no", "1 if a failure or being dissatisfied was why", 1, 0, SHARE
        ),
        "second_life": Argument("second life", "yes or no", "1 if the person had left before", 1, 1, SHARE),
        "referrer_stays": Argument("stays", "yes or no", "1 if who referred the person is a customer", 1, 1, SHARE),
        # what people say of each other's company
        "opinion.trust": _TRUST,
        "opinion": Argument("o", _SD, "opinion of the company", 0.8),
        "bad_news_left.answered": Argument(
            "answered", "share", "share of bad news that is answered", 0.5, "policy.review_response", SHARE
        ),
        "good": Argument("good", _TALK, "good messages", 0.05, None, NOT_NEGATIVE),
        "bad": Argument("bad", _TALK, "bad messages", 0.02, None, NOT_NEGATIVE),
        "left": Argument("a", "share", "weight that a bad message keeps", 0.8, 1, SHARE),
        "report": Argument("r", _POINTS, "mean quality that is reported", 7.6),
        "reputation": Argument("R", _POINTS, "reputation", 7.4, "market.reputation"),
        "usual_reputation": Argument("R̄", _POINTS, "reputation of the norm", 7, "standard.reputation_mean"),
        "need": Argument("n_y", "weight", "weight of symbolic value for the segment", 1.2, 1, NOT_NEGATIVE),
        # what people answer
        "recommendation.trust": _TRUST,
        "style": Argument("style", _ANSWER, "lasting style of answering", 0.3, 0),
        "luck": Argument("ε", _SD, "luck of the day", 0.5, 0),
        "ease_answer.effort": Argument("c", _EFFORT, "mean effort of the month's contacts", 3),
        "latent": Argument("L", _ANSWER, "latent answer", 7.6),
        "coarse": Argument("coarse", "yes or no", "1 if the person uses only the ends and the middle", 0, 0, SHARE),
        "low": Argument("low", "points of the scale", "lowest number on the scale", 1, 0),
        "high": Argument("high", "points of the scale", "highest number on the scale", 10, 10),
        "standardized": Argument("z", _SD, "latent answer to the recommendation question, standardized", -1.5),
    }
)

RESULTS = MappingProxyType(
    {
        "gain": Result("K", "share"),
        "next_will": Result("w'", _POINTS),
        "next_uncertainty": Result("V'", "points squared"),
        "next_should": Result("d'", _POINTS),
        "first_should": Result("d", _POINTS),
        "log_width": Result("ℓ", "log width"),
        "width_factor": Result("Z/Z₀", "factor"),
        "delivered": Result("q", _POINTS),
        "personal_quality": Result("b", _POINTS),
        "protection_quality": Result("g", _POINTS),
        "perceived": Result("p", _POINTS),
        "dimension_value": Result("v", "value"),
        "encounter_value": Result("e", "value"),
        "dimension_affect": Result("g_k", "affect"),
        "encounter_affect": Result("g", "affect"),
        "encounter_effort": Result("c", _EFFORT),
        "failure_force": Result("φ", "force"),
        "readiness_to_complain": Result("ν", "logit"),
        "voice_odds": Result("P", "share"),
        "justice": Result("j", "justice"),
        "rankling": Result("part that rankles", "share"),
        "novelty": Result("2^(−n)", "factor"),
        "repair": Result("repair", "severity"),
        "praise": Result("praise", _SD),
        "repaired_satisfaction": Result("S", _SD),
        "great_moment_odds": Result("P", "share"),
        "activation_push": Result("push", "log hazard"),
        "next_mood": Result("m'", _SD),
        "next_fast_affect": Result("f'", "affect"),
        "next_best_moment": Result("best'", "affect"),
        "next_worst_moment": Result("worst'", "affect"),
        "affect_memory": Result("A", "affect"),
        "next_effort": Result("F'", _EFFORT),
        "next_grievance": Result("B'", "severity"),
        "journey_value": Result("J", "value"),
        "next_gain": Result("g'", "share"),
        "next_satisfaction": Result("S'", _SD),
        "trust_input": Result("x", "trust input"),
        "next_trust": Result("T'", "trust"),
        "expit": Result("expit(x)", "share"),
        "shifted_odds": Result("moved odds", "share"),
        "next_commitment": Result("C'", "commitment"),
        "engagement": Result("E", _SD),
        "price_excess": Result("(r/WTP − 1)₊", "share"),
        "spend": Result("spend", "money per month"),
        "log_hazard": Result("η", "log hazard"),
        "tenure_effect": Result("f(τ)", "log hazard"),
        "leaves": Result("leaves", "yes or no", _BOOL),
        "adoption_rate": Result("rate", "1/step"),
        "adopts": Result("adopts", "yes or no", _BOOL),
        "response": Result("y", "multiple of the stated effect", "float or ndarray of float64"),
        "feelings": Result("What `log_hazard` takes, by name", "", "dict of float or ndarray of float32"),
        "log_hazard_with": Result("η", "log hazard"),
        "shapley": Result("φ, by cause along the last axis", "share", "ndarray of float64"),
        "recommendation": Result("L", _ANSWER),
        "satisfaction_answer": Result("C", _ANSWER),
        "ease_answer": Result("X", _ANSWER),
        "on_scale": Result("y", "points of the scale"),
        "answering": Result("tendency", "probit"),
        "talk_factor": Result("exp(ω (n − n₀))", "factor"),
        "symbolic_pull": Result("β_Y n_y (R − R̄)", "log hazard"),
        "return_odds": Result("odds", "probability per month"),
        "opinion": Result("o", _SD),
        "second_life_push": Result("change of η", "log hazard"),
        "referral_bond": Result("change of η", "log hazard"),
        "messages": Result("λ", "messages per month"),
        "bad_news_left": Result("a", "share"),
        "net_talk": Result("n", _TALK),
        "report": Result("r", _POINTS),
        "next_reputation": Result("R'", _POINTS),
    }
)
