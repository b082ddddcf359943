"""The laboratory: a company in which only what is asked for happens."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

# Mechanisms are switched off by zeros; settings that are 0 by default need no mention.
_SWITCHED_OFF: Mapping[str, str] = {
    "traits": "fit_spread ease_spread usage_spread knowledge_spread digital_spread willingness_to_pay_spread "
    "forgiveness_mean forgiveness_spread",
    "money": "serve usage_in_spend satisfaction_in_spend commitment_in_spend acquisition",
    "expectation": "promise_to_should price_to_should knowledge_to_should rival_to_should fit_to_should price_cue "
    "adverts_read_on_joining adverts_read ratchet_up ratchet_down",
    "mood": "spread",
    "tolerance": "price alternatives mood knowledge failures tenure",
    "perception": "assimilation should_contrast mood",
    "value": "level better_than_expected worse_than_expected effort failure",
    "affect": "above below failure mood",
    "effort": "channel_switch repetition phone_tree detail_mismatch",
    "trust": "journey broken_promise",
    "commitment": "speed",
    "grievance": "trust_softens pending_after_silence help_per_pending",
    "churn": "satisfaction satisfaction_convex affect effort price commitment trust switching_cost alternatives "
    "grievance self_service",
    "adoption": "innovation imitation",
}


def laboratory(
    *,
    hazard: float = 0.0,
    frailty: float = 0.0,
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
) -> dict[str, Any]:
    """Describe a company of one segment, dimension, channel and touchpoint in which only what is asked for happens.

    One encounter a month, no failures, nobody joins. Left alone, every encounter delivers `quality`, nobody learns
    anything and nobody leaves.

    Parameters
    ----------
    hazard, frailty : float
        Hazard of leaving per month (−ln of the retention), and the variance of its factor over people.
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

    Returns
    -------
    dict
        The company in the shape of a company file.

    Examples
    --------
    >>> laboratory(hazard=0.05, frailty=1)["segments"]["everyone"]["frailty"]
    1
    """
    asked: dict[str, dict[str, float]] = {
        "money": {"price": margin, "reference_price": margin, "margin": 1.0, "discount_rate": (1 + discount) ** 12 - 1},
        "expectation": {
            "category_norm": will,
            "initial_should": desired,
            "initial_uncertainty": uncertainty,
            "experience_noise": noise,
            "drift": drift,
        },
        "value": {"inside_zone": inside},
    }
    blocks = {block: dict.fromkeys(off.split(), 0.0) | asked.get(block, {}) for block, off in _SWITCHED_OFF.items()}
    lowest = math.exp(-30)  # a hazard of 0 has no logarithm; this one takes longer than any run
    return {
        "schema_version": 1,
        "name": "Laboratory",
        "steps_per_year": 12,
        **blocks,
        "dimensions": {"quality": {"importance": 1.0, "width": width, "above": above, "below": below}},
        "channels": {"desk": {}},
        "touchpoints": {
            "encounter": {
                "stage": "use",
                "class": "service",
                "quality": {"quality": quality},
                "channels": {"desk": 1.0},
                "spread": spread,
            }
        },
        "journeys": {"visit": {"always": 1.0, "entry": {"encounter": 1.0}}},
        "segments": {
            "everyone": {
                "share": 1.0,
                "base_hazard": math.log(max(hazard, lowest)),
                "frailty": frailty,
                "involuntary": 0.0,
            }
        },
    }
