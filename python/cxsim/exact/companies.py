"""The laboratory: a company in which only what is asked for happens."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

__all__ = ["laboratory"]

# Mechanisms are switched off by zeros; settings that are 0 by default need no mention.
_SWITCHED_OFF: Mapping[str, str] = {
    "traits": "fit_spread ease_spread usage_spread knowledge_spread digital_spread willingness_to_pay_spread "
    "forgiveness_mean forgiveness_spread",
    "money": "serve usage_in_spend satisfaction_in_spend commitment_in_spend acquisition",
    "expectation": "promise_to_should price_to_should knowledge_to_should rival_to_should fit_to_should price_cue "
    "adverts_read_on_joining adverts_read ratchet_up ratchet_down reputation_to_should",
    "mood": "spread",
    "tolerance": "price alternatives mood knowledge failures tenure",
    "perception": "assimilation should_contrast mood",
    "value": "level better_than_expected worse_than_expected effort failure",
    "affect": "above below failure mood",
    "effort": "channel_switch repetition phone_tree detail_mismatch",
    "trust": "journey broken_promise",
    "commitment": "speed",
    "grievance": "trust_softens pending_after_silence pending_after_complaint help_per_pending",
    "voice": "severity access commitment",
    "recovery": "interactional procedural delay repair answer_relieves justice_relieves deviation praise case_cost "
    "refund_cost",
    "great_moment": "odds affect cost",
    "policy": "complaint_access solved apology recovery_delay",
    "churn": "satisfaction satisfaction_convex affect effort price commitment trust switching_cost alternatives "
    "grievance self_service reputation",
    "word_of_mouth": "positive negative heard",
    "adoption": "innovation imitation net_talk",
    "win_back": "odds",
    "referral": "share",
    "survey": "asked asked_after_contact cost",
}


def laboratory(
    *,
    hazard: float = 0.0,
    frailty: float = 0.0,
    leaving_alpha: float = 0.0,
    leaving_beta: float = 0.0,
    margin: float = 1.0,
    discount: float = 0.0,
    quality: float = 7.0,
    spread: float = 0.0,
    will: float = 7.0,
    uncertainty: float = 0.0,
    noise: float = 1.0,
    drift: float = 0.0,
    desired: float = 8.0,
    width: float = 1.0,
    below: float = 0.0,
    inside: float = 0.0,
    above: float = 0.0,
    level: float = 0.0,
    better: float = 0.0,
    worse: float = 0.0,
    ratchet_up: float = 0.0,
    ratchet_down: float = 0.0,
    encounters: int = 1,
    failure: float = 0.0,
    voiced: float = 0.0,
    solved: float = 0.0,
    grievance: float = 0.0,
    answer_relieves: float = 0.0,
    justice_relieves: float = 0.0,
    answer: float = 8.0,
    answer_satisfaction: float = 0.0,
    style: float = 0.0,
    answer_noise: float = 0.0,
    coarse: float = 0.0,
    asked: float = 0.0,
    answering: float = 0.0,
    answering_slope: float = 0.0,
    answering_extremes: float = 0.0,
) -> dict[str, Any]:
    """Describe a company of one segment, dimension and channel in which only what is asked for happens.

    One journey a month, nobody joins. Left alone, every encounter delivers `quality`, nobody learns
    anything and nobody leaves.

    Parameters
    ----------
    hazard, frailty : float
        Hazard of leaving per month (−ln of the retention), and the variance of its factor over people.
    leaving_alpha, leaving_beta : float
        Shapes of a beta distribution of the odds of leaving, in place of `hazard` and `frailty`.
    margin, discount : float
        Money per customer and month, paid at its start, and the discount rate per month.
    quality, spread : float
        Mean and standard deviation of delivered quality, in points.
    will, uncertainty, noise, drift : float
        Will expectation on joining, its variance, that of one experience, and what is added per encounter.
    desired, width : float
        Desired level and width of the zone of tolerance, in points.
    below, inside, above : float
        Value per point below, inside and above the zone.
    level, better, worse : float
        Value per point above `will`, which is also the category's norm; per point above and below the expectation.
    ratchet_up, ratchet_down : float
        Pull of experiences above and below the desired level on that level.
    encounters : int
        Encounters of the journey, one a touchpoint.
    failure, voiced, solved : float
        Odds that an encounter fails, that a failure is voiced, and that what is voiced is solved; all that is voiced
        is answered.
    grievance, answer_relieves, justice_relieves : float
        Rise of the log hazard by a failure, and the shares of it which an answer, and a full solution besides, take
        away.
    answer, answer_satisfaction, style, answer_noise : float
        Mean latent answer to a survey, its rise per unit of satisfaction, and the standard deviations of what lasts
        and of the day. After one journey satisfaction is the value of that journey.
    coarse : float
        Share of people who use only the ends and the middle of the scale.
    asked, answering, answering_slope, answering_extremes : float
        Odds of being asked in a month, and the probit of answering: constant, per standard deviation of the latent
        answer, and per its square.

    Returns
    -------
    dict
        The company in the shape of a company file.

    Examples
    --------
    >>> laboratory(hazard=0.05, frailty=1)["segments"]["everyone"]["frailty"]
    1
    """
    if encounters < 1:
        raise ValueError(f"encounters = {encounters}: give at least 1")
    if leaving_alpha and hazard:
        raise ValueError(f"hazard = {hazard}: leave it out, leaving_alpha = {leaving_alpha} takes its place")
    chosen: dict[str, dict[str, float]] = {
        "traits": {"style_mean": 0.0, "style_spread": style},
        "money": {"price": margin, "reference_price": margin, "margin": 1.0, "discount_rate": (1 + discount) ** 12 - 1},
        "expectation": {
            "category_norm": will,
            "initial_should": desired,
            "initial_uncertainty": uncertainty,
            "experience_noise": noise,
            "drift": drift,
            "ratchet_up": ratchet_up,
            "ratchet_down": ratchet_down,
        },
        "value": {
            "inside_zone": inside,
            "level": level,
            "better_than_expected": better,
            "worse_than_expected": worse,
        },
        "grievance": {"minor_severity": 1.0},
        "voice": {"level": _logit(voiced)},
        "policy": {"answered": 1.0, "solved": solved, "refund": 1.0},
        "recovery": {
            "distributive": 1.0,
            "answer_relieves": answer_relieves,
            "justice_relieves": justice_relieves,
        },
        "churn": {"grievance": grievance},
        "survey": {
            "level": answer,
            "satisfaction": answer_satisfaction,
            "trust": 0.0,
            "noise": answer_noise,
            "coarse": coarse,
            "asked": asked,
            "answering": answering,
            "answering_slope": answering_slope,
            "answering_extremes": answering_extremes,
        },
    }
    # satisfaction is the value of the journey itself, of standard deviation `spread` at a level of 1
    answer_scale = math.hypot(answer_satisfaction * level * spread, style, answer_noise) or 1.0
    standard = {"journey_mean": 0.0, "journey_scale": 1.0, "answer_mean": answer, "answer_scale": answer_scale}
    blocks = {block: dict.fromkeys(off.split(), 0.0) | chosen.get(block, {}) for block, off in _SWITCHED_OFF.items()}
    names = ["encounter", *(f"encounter_{n}" for n in range(2, encounters + 1))]
    lowest = math.exp(-30)  # a hazard of 0 has no logarithm; this one takes longer than any run
    return {
        "schema_version": 1,
        "name": "Laboratory",
        "steps_per_year": 12,
        **blocks,
        "standard": standard,
        "dimensions": {"quality": {"importance": 1.0, "width": width, "above": above, "below": below}},
        "channels": {"desk": {}},
        "touchpoints": {name: _touchpoint(quality, spread, failure) for name in names},
        "journeys": {"visit": {"always": 1.0, "entry": {names[0]: 1.0}, "transitions": _in_turn(names)}},
        "segments": {
            "everyone": {
                "share": 1.0,
                "base_hazard": 0.0 if leaving_alpha else math.log(max(hazard, lowest)),
                "frailty": frailty,
                "leaving_alpha": leaving_alpha,
                "leaving_beta": leaving_beta,
                "involuntary": 0.0,
            }
        },
    }


def _logit(odds: float) -> float:
    """Log odds, no further from 0 than the month can tell from never and always."""
    return math.copysign(20.0, odds - 0.5) if odds in (0, 1) else math.log(odds / (1 - odds))


def _touchpoint(quality: float, spread: float, failure: float) -> dict[str, Any]:
    service: dict[str, Any] = {"stage": "use", "class": "service", "quality": {"quality": quality}}
    return {**service, "channels": {"desk": 1.0}, "spread": spread, "failure": failure}


def _in_turn(names: list[str]) -> dict[str, dict[str, float]]:
    """Routes that lead from each touchpoint to the next."""
    return {start: {end: 1.0} for start, end in pairwise(names)}
