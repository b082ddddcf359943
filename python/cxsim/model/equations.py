# Written by `python -m cxsim.generate` from the model headers and cxsim/model/arguments.py. Do not edit.
# ruff: noqa
# fmt: off
"""The equations of the model as functions of numbers and arrays, computed by the core."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from numpy.typing import ArrayLike

from ..company import Company
from .evaluate import evaluate

__all__ = [
    "activation_push",
    "adoption_rate",
    "adopts",
    "affect_memory",
    "answering",
    "bad_news_left",
    "delivered",
    "dimension_affect",
    "dimension_value",
    "ease_answer",
    "encounter_affect",
    "encounter_effort",
    "encounter_value",
    "engagement",
    "expit",
    "failure_force",
    "feelings",
    "first_should",
    "gain",
    "great_moment_odds",
    "journey_value",
    "justice",
    "leaves",
    "log_hazard",
    "log_hazard_with",
    "log_width",
    "messages",
    "net_talk",
    "next_best_moment",
    "next_commitment",
    "next_effort",
    "next_fast_affect",
    "next_gain",
    "next_grievance",
    "next_mood",
    "next_reputation",
    "next_satisfaction",
    "next_should",
    "next_trust",
    "next_uncertainty",
    "next_will",
    "next_worst_moment",
    "novelty",
    "on_scale",
    "opinion",
    "perceived",
    "personal_quality",
    "praise",
    "price_excess",
    "protection_quality",
    "rankling",
    "readiness_to_complain",
    "recommendation",
    "referral_bond",
    "repair",
    "repaired_satisfaction",
    "report",
    "response",
    "return_odds",
    "satisfaction_answer",
    "second_life_push",
    "shapley",
    "shifted_odds",
    "spend",
    "symbolic_pull",
    "talk_factor",
    "tenure_effect",
    "trust_input",
    "voice_odds",
    "width_factor",
]

# Paths of the parameters that each equation reads.
USES: Mapping[str, tuple[str, ...]] = {
    "activation_push": ("activation.leaving",),
    "adoption_rate": ("adoption.innovation", "adoption.imitation"),
    "talk_factor": ("adoption.net_talk",),
    "adopts": (),
    "dimension_affect": ("affect.above", "affect.below"),
    "encounter_affect": ("affect.failure", "affect.mood"),
    "next_fast_affect": ("affect.memory",),
    "next_best_moment": ("affect.fading",),
    "next_worst_moment": ("affect.fading",),
    "affect_memory": ("affect.peak_weight",),
    "feelings": ("money.willingness_linear", "money.willingness_cubic", "money.willingness_limit", "money.willingness_floor"),
    "log_hazard_with": ("churn.satisfaction", "churn.satisfaction_convex", "churn.competition_floor", "churn.competition_slope", "churn.competition_least", "churn.competition_most", "churn.affect", "churn.effort", "churn.price", "churn.commitment", "churn.trust", "churn.switching_cost", "churn.alternatives", "churn.grievance", "churn.self_service", "churn.self_service_best", "churn.self_service_fading", "segments.{segment}.switching_cost", "segments.{segment}.switching_cost_slope", "segments.{segment}.relationship", "segments.{segment}.alternatives", "segments.{segment}.need_functional", "segments.{segment}.need_economic", "segments.{segment}.need_experiential", "standard.effort_mean", "standard.alternatives_mean", "money.willingness_linear", "money.willingness_cubic", "money.willingness_limit", "money.willingness_floor"),
    "shapley": (),
    "log_hazard": ("churn.satisfaction", "churn.satisfaction_convex", "churn.competition_floor", "churn.competition_slope", "churn.competition_least", "churn.competition_most", "churn.affect", "churn.effort", "churn.price", "churn.commitment", "churn.trust", "churn.switching_cost", "churn.alternatives", "churn.grievance", "churn.self_service", "churn.self_service_best", "churn.self_service_fading", "segments.{segment}.switching_cost", "segments.{segment}.switching_cost_slope", "segments.{segment}.relationship", "segments.{segment}.alternatives", "segments.{segment}.need_functional", "segments.{segment}.need_economic", "segments.{segment}.need_experiential", "standard.effort_mean", "standard.alternatives_mean"),
    "symbolic_pull": ("churn.reputation",),
    "tenure_effect": (),
    "leaves": (),
    "engagement": (),
    "next_commitment": ("commitment.target", "commitment.speed"),
    "encounter_effort": ("effort.channel_switch", "effort.repetition", "effort.phone_tree", "effort.detail_mismatch"),
    "next_effort": ("effort.memory",),
    "gain": (),
    "next_will": (),
    "next_uncertainty": (),
    "next_should": ("expectation.ratchet_up", "expectation.ratchet_down"),
    "first_should": ("expectation.initial_should", "expectation.fit_to_should", "expectation.promise_to_should", "expectation.price_to_should", "expectation.knowledge_to_should", "expectation.rival_to_should", "expectation.reputation_to_should"),
    "great_moment_odds": ("great_moment.odds", "great_moment.empowerment"),
    "failure_force": ("grievance.trust_softens", "grievance.softest", "grievance.hardest"),
    "next_grievance": ("grievance.memory",),
    "price_excess": ("money.willingness_limit", "money.willingness_linear", "money.willingness_cubic", "money.willingness_floor"),
    "spend": ("money.spend_limit", "money.satisfaction_in_spend", "money.commitment_in_spend", "money.usage_in_spend"),
    "next_mood": ("mood.persistence",),
    "expit": (),
    "shifted_odds": (),
    "delivered": ("perception.halo",),
    "perceived": ("perception.assimilation", "perception.should_contrast", "perception.mood"),
    "personal_quality": ("personalization.benefit", "personalization.intrusion", "personalization.control"),
    "protection_quality": ("personalization.protection", "personalization.exposure"),
    "justice": ("recovery.distributive", "recovery.interactional", "recovery.procedural", "recovery.delay", "recovery.informed"),
    "rankling": ("recovery.deviation", "recovery.fair_enough", "recovery.answer_relieves", "recovery.justice_relieves"),
    "novelty": (),
    "repair": ("recovery.fair_enough",),
    "praise": ("recovery.praise", "recovery.praiseworthy"),
    "repaired_satisfaction": ("recovery.repair",),
    "referral_bond": ("referral.hazard",),
    "report": ("reputation.report_level", "reputation.report_satisfaction"),
    "next_reputation": ("reputation.speed",),
    "response": (),
    "journey_value": ("satisfaction.end_weight", "satisfaction.mean_weight", "satisfaction.peak_weight"),
    "next_gain": ("satisfaction.slowest_gain",),
    "next_satisfaction": (),
    "recommendation": ("survey.level", "survey.satisfaction", "survey.trust", "survey.noise"),
    "satisfaction_answer": ("survey.level", "survey.satisfaction", "survey.noise"),
    "ease_answer": ("survey.noise",),
    "on_scale": (),
    "answering": ("survey.answering", "survey.answering_slope", "survey.answering_extremes"),
    "log_width": ("tolerance.mood", "tolerance.knowledge", "tolerance.tenure", "tolerance.price", "tolerance.alternatives"),
    "width_factor": ("tolerance.failures", "tolerance.failures_counted"),
    "trust_input": ("trust.journey", "trust.broken_promise", "trust.breach"),
    "next_trust": ("trust.gain", "trust.loss"),
    "dimension_value": ("value.inside_zone", "value.level", "value.better_than_expected", "value.worse_than_expected"),
    "encounter_value": ("value.effort", "value.failure"),
    "readiness_to_complain": ("voice.level", "voice.access", "voice.commitment"),
    "voice_odds": ("voice.severity",),
    "return_odds": ("win_back.satisfaction", "win_back.fading", "win_back.service", "win_back.odds"),
    "second_life_push": ("win_back.second_life",),
    "opinion": ("word_of_mouth.trust", "word_of_mouth.noise"),
    "messages": ("word_of_mouth.promoter_from", "word_of_mouth.positive", "word_of_mouth.detractor_below", "word_of_mouth.negative"),
    "bad_news_left": ("word_of_mouth.answer_takes",),
    "net_talk": ("word_of_mouth.bad_news",),
}

FORMULAS: Mapping[str, str] = {
    "activation_push": "β_act (1 − activated)",
    "adoption_rate": "(p + q · share)/steps_per_year · (1 + ε (M − M₀))₊ · marketing^ε_a · r^ε_p",
    "talk_factor": "exp(ω (n − n₀))",
    "adopts": "P = 1 − exp(−rate)",
    "dimension_affect": "g_k = α₊ (p − d)₊ − α₋ (a − p)₊",
    "encounter_affect": "g = Σ i_k g_k − α_F · severity · φ + α_m · mood",
    "next_fast_affect": "f' = λ f + (1 − λ) g",
    "next_best_moment": "max((1 − δ) best, g)",
    "next_worst_moment": "min((1 − δ) worst, g)",
    "affect_memory": "A = (1 − ω) fast + ω (best + worst)/2",
    "feelings": "price excess (r/WTP − 1)₊, all else as it is",
    "log_hazard_with": "η with S₊ and z_A₊ for S and z_A, 0 for (r/WTP − 1)₊, no more alternatives than the sector's mean, 0 for B, no more than c̄ for F, x* for x",
    "shapley": "φ_r = ∫₀¹ ∂_r h(t, …, t) dt, h: the hazard's mean when each cause is actual with odds t",
    "log_hazard": "η = −n_f m [β_S S + β₂ S₊²] + n_e β_p (r/WTP − 1)₊ + n_x [β_F (F − c̄) − β_A z_A] − β_C z_C − β_T ρ z_T − β_sc SC (1 − χ S) + β_a (ALT − mean) + β_B B + ξ (x − x*)² e^{−τ/fading} n: needs of the segment",
    "symbolic_pull": "β_Y n_y (R − R̄)",
    "tenure_effect": "f(τ): linear between the knots, constant after the last",
    "leaves": "P = 1 − exp(−e^η)",
    "engagement": "E = ½ S + ½ z_C",
    "next_commitment": "C' = C + κ ((T + target) expit(S) − C)",
    "encounter_effort": "c = base + c_s (1 − integration) switched + c_r repeated + c_m in menu + c_d |detail + knowledge/2| − ease",
    "next_effort": "F' = λ F + (1 − λ) c",
    "gain": "K = V / (V + σ²)",
    "next_will": "w' = w + K (x − w)",
    "next_uncertainty": "V' = (1 − K) V + ω²",
    "next_should": "d' = d + κ₊ (p − d)₊ − κ₋ (d − p)₊",
    "first_should": "d = d₀ + δ_f fit + δ_M (M − Q)₊ + 10 δ_p (r − 1)₊ + δ_k knowledge + δ_r (rival − norm) + δ_R (R − norm)",
    "great_moment_odds": "o eˣ / (1 − o + o eˣ), x = ε empowerment; none where o = 0",
    "failure_force": "φ = clip(1 − ζ ln(1 + τ/12) − γ_T z_T, softest, hardest), τ in months",
    "next_grievance": "B' = λ B + Σ severity · φ · what rankles, over the month's failures",
    "price_excess": "(r/WTP − 1)₊, WTP = W₀ max(floor, 1 + w₁ S + w₃ S³)",
    "spend": "fee · price · (1 + κ (usage − 1)) · exp(σ_S S + σ_C z_C), S and z_C within ± the limit",
    "next_mood": "m' = ρ m + σ √(1 − ρ²) ε, so that SD(m) = σ.",
    "expit": "expit(x) = 1 / (1 + e^{−x})",
    "shifted_odds": "o eˣ / (1 − o + o eˣ); where o is 0 nothing moves it",
    "delivered": "q = Q + fit + σ (h ε₀ + √(1 − h²) ε)",
    "perceived": "p = (1 − γ_w) q + γ_w w − γ_s (d − d₀) + mood",
    "personal_quality": "b = π₁ Z − π₂ Z² (1 − T) v (1 − κ control)",
    "protection_quality": "g = γ (P − ½) − ε Z v (1 − P)",
    "justice": "j = clip(D refund + I apology + P access − δ delay (1 − ι informed), 0, 1)",
    "rankling": "(1 − a answered − b j + c voiced (j₀ − j)₊)₊, j₀ fair enough",
    "novelty": "2^(−n)",
    "repair": "hit (j − j₀)₊ 2^(−n)",
    "praise": "γ (j − j₁)₊ 2^(−n), j₁ praiseworthy",
    "repaired_satisfaction": "S = min(S′ + ρ Σ repair, max(S′, S⁰))",
    "referral_bond": "ln φ · [the referrer is a customer]",
    "report": "r = clip(level + slope · S, 1, 9)",
    "next_reputation": "R' = R + speed (mean report − R)",
    "response": "y = L x^c / (L − 1 + x^c)",
    "journey_value": "J = (θ_m mean + θ_p peak + θ_e s_end e_end) / (θ_m + θ_p + θ_e s_end)",
    "next_gain": "g' = max(slowest, g/(1 + g))",
    "next_satisfaction": "S' = S + K_S (z_J − S), K_S = min(1, s̄ g)",
    "recommendation": "L = μ + ℓ S + t z_T + style + σ ε",
    "satisfaction_answer": "C = μ + ℓ S + style + σ ε",
    "ease_answer": "X = 10 (7 − c)/6 + style + σ ε",
    "on_scale": "y = low + (high − low)/10 · latent, within the scale; if coarse: an end within a quarter of it, else the middle",
    "answering": "γ₀ + γ₁ z + γ₂ z², z = standardized L",
    "log_width": "ℓ = ζ_m mood − ζ_k knowledge + ζ_τ ln(1 + τ) − 10 ζ_p (ln r)₊ − ζ_a (ALT − mean)",
    "width_factor": "Z/Z₀ = exp(ℓ − ζ_n min(n, n_max))",
    "trust_input": "x = τ_J z_J − τ_M · heard · (M − p̄)₊ − τ_B · breach · v",
    "next_trust": "T' = T + μ₊ (1 − T) x₊ − μ₋ T (−x)₊",
    "dimension_value": "v = b_q (p − norm) + b₊ (p − w)₊ − b₋ (w − p)₊ + b_in [clip(p, a, d) − (a + d)/2] + b_up (p − d)₊ − b_dn (a − p)₊",
    "encounter_value": "e = Σ i_k v_k − η_c (c − c̄) − η_F · severity · φ",
    "readiness_to_complain": "ν = ν₀ + ν₂ access + ν₃ z_C",
    "voice_odds": "expit(ν + ν₁ severity)",
    "return_odds": "o eˣ/(1 − o + o eˣ), x = ρ_S S − ρ_a months away + offer − ρ_f [left for service]",
    "second_life_push": "ln φ · [second life]",
    "opinion": "o = S + t z_T + σ ε",
    "messages": "λ₊ if o ≥ promoter, else λ₋ if o < detractor, else 0",
    "bad_news_left": "a = 1 − relief · answered",
    "net_talk": "n = good − χ a bad",
}


def activation_push(
    *,
    activated: ArrayLike,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Push of a set-up that has not succeeded.

    β_act (1 − activated)

    Source: none that gives sizes; assumed.

    Parameters
    ----------
    activated : array_like
        1 if the customer can use what was bought.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `leaving` (0.8 log hazard).

    Returns
    -------
    float or ndarray of float32
        push, in log hazard; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(activation_push(activated=0), 4)
    0.8
    """
    return evaluate("activation_push", {"activated": activated}, USES["activation_push"], company, parameters)


def adoption_rate(
    *,
    share: ArrayLike,
    conditions: ArrayLike | None = None,
    steps_per_year: ArrayLike | None = None,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Adoption rate a step.

    (p + q · share)/steps_per_year · (1 + ε (M − M₀))₊ · marketing^ε_a · r^ε_p

    `conditions` is all but the Bass hazard, worked out once a month.

    Source: Bass 1969, Management Science 15(5):215; p and q are the means of 213 applications in Sultan, Farley &
    Lehmann 1990; marketing elasticity: short-run advertising elasticity .12 in meta-analysis.

    Parameters
    ----------
    share : array_like
        Share of the market that are customers.
    conditions : array_like, optional
        Promise, marketing and price, 1 at the reference; what the month has unless told.
    steps_per_year : array_like, optional
        Steps a year, in 1/year; what the month has unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `innovation` (0.03 1/year), `imitation` (0.38 1/year).

    Returns
    -------
    float or ndarray of float32
        rate, in 1/step; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(adoption_rate(share=0.4), 4)
    0.0152
    """
    return evaluate("adoption_rate", {"share": share, "conditions": conditions, "steps_per_year": steps_per_year}, USES["adoption_rate"], company, parameters)


def talk_factor(
    *,
    net_talk: ArrayLike,
    usual_talk: ArrayLike | None = None,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """What talk makes of the adoption rate.

    exp(ω (n − n₀))

    Source: Bass 1969, Management Science 15(5):215; p and q are the means of 213 applications in Sultan, Farley &
    Lehmann 1990; marketing elasticity: short-run advertising elasticity .12 in meta-analysis.

    Parameters
    ----------
    net_talk : array_like
        n: net talk that people read, in messages per customer and month.
    usual_talk : array_like, optional
        n₀: net talk of the norm, in messages per customer and month; `standard.net_talk` unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `adoption_net_talk` (0.2 log rate per message).

    Returns
    -------
    float or ndarray of float32
        exp(ω (n − n₀)); an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(talk_factor(net_talk=0.05), 4)
    1.004
    """
    return evaluate("talk_factor", {"net_talk": net_talk, "usual_talk": usual_talk}, USES["talk_factor"], company, parameters)


def adopts(
    *,
    exponential: ArrayLike,
    rate: ArrayLike,
) -> Any:
    """Adopts in this step if an Exp(1) draw falls short of the rate.

    P = 1 − exp(−rate)

    Source: Bass 1969, Management Science 15(5):215; p and q are the means of 213 applications in Sultan, Farley &
    Lehmann 1990; marketing elasticity: short-run advertising elasticity .12 in meta-analysis.

    Parameters
    ----------
    exponential : array_like
        E: luck: a draw from Exp(1).
    rate : array_like
        Adoption rate a step, in 1/step.

    Returns
    -------
    bool or ndarray of bool
        adopts; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> adopts(exponential=0.01, rate=0.015)
    True
    """
    return evaluate("adopts", {"exponential": exponential, "rate": rate})


def dimension_affect(
    *,
    perceived: ArrayLike,
    should: ArrayLike,
    adequate: ArrayLike,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Affect of one dimension.

    g_k = α₊ (p − d)₊ − α₋ (a − p)₊

    Source: Fredrickson & Kahneman 1993 (peak); Slovic 1993 (bad weighs more); sizes assumed.

    Parameters
    ----------
    perceived : array_like
        p: quality perceived, in quality points.
    should : array_like
        d: what the person thinks should happen: the desired level, in quality points.
    adequate : array_like
        a: adequate level: the lower end of the zone, in quality points.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `above` (0.2 affect per point), `below` (0.6 affect per point).

    Returns
    -------
    float or ndarray of float32
        g_k, in affect; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(dimension_affect(perceived=6.5, should=8, adequate=6.8), 4)
    -0.18
    """
    return evaluate("dimension_affect", {"perceived": perceived, "should": should, "adequate": adequate}, USES["dimension_affect"], company, parameters)


def encounter_affect(
    *,
    dimensions: ArrayLike,
    hit: ArrayLike = 0,
    mood: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Affect of the encounter.

    g = Σ i_k g_k − α_F · severity · φ + α_m · mood

    Source: Fredrickson & Kahneman 1993 (peak); Slovic 1993 (bad weighs more); sizes assumed.

    Parameters
    ----------
    dimensions : array_like
        Σ i_k g_k: affect of the dimensions, weighted by importance, in affect.
    hit : array_like, optional
        severity · φ: severity of a failure times its force, in severity.
    mood : array_like, optional
        m: mood, in SD.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `failure` (1 affect per severity), `affect_mood` (0.05 affect per SD).

    Returns
    -------
    float or ndarray of float32
        g, in affect; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(encounter_affect(dimensions=-0.1, hit=0.3, mood=0.5), 4)
    -0.375
    """
    return evaluate("encounter_affect", {"dimensions": dimensions, "hit": hit, "mood": mood}, USES["encounter_affect"], company, parameters)


def next_fast_affect(
    *,
    fast: ArrayLike,
    strongest: ArrayLike,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Fast memory after a month whose strongest affect was g.

    f' = λ f + (1 − λ) g

    Source: Fredrickson & Kahneman 1993 (peak); Slovic 1993 (bad weighs more); sizes assumed.

    Parameters
    ----------
    fast : array_like
        f: fast memory of affect, in affect.
    strongest : array_like
        g: strongest affect of the month, in affect.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `memory` (0.8 share per month).

    Returns
    -------
    float or ndarray of float32
        f', in affect; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(next_fast_affect(fast=-0.2, strongest=-0.5), 4)
    -0.26
    """
    return evaluate("next_fast_affect", {"fast": fast, "strongest": strongest}, USES["next_fast_affect"], company, parameters)


def next_best_moment(
    *,
    best: ArrayLike,
    highest: ArrayLike,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Best moment remembered, 0 or more: a better one replaces it, any other month lets it fade.

    max((1 − δ) best, g)

    Source: Fredrickson & Kahneman 1993 (peak); Slovic 1993 (bad weighs more); sizes assumed.

    Parameters
    ----------
    best : array_like
        Affect of the best moment remembered, in affect.
    highest : array_like
        g: highest affect of the month, 0 if none is above, in affect.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `fading` (0.01 share per month).

    Returns
    -------
    float or ndarray of float32
        best', in affect; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(next_best_moment(best=0.3, highest=0.5), 4)
    0.5
    """
    return evaluate("next_best_moment", {"best": best, "highest": highest}, USES["next_best_moment"], company, parameters)


def next_worst_moment(
    *,
    worst: ArrayLike,
    lowest: ArrayLike,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Worst moment remembered, 0 or less.

    min((1 − δ) worst, g)

    Source: Fredrickson & Kahneman 1993 (peak); Slovic 1993 (bad weighs more); sizes assumed.

    Parameters
    ----------
    worst : array_like
        Affect of the worst moment remembered, in affect.
    lowest : array_like
        g: lowest affect of the month, 0 if none is below, in affect.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `fading` (0.01 share per month).

    Returns
    -------
    float or ndarray of float32
        worst', in affect; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(next_worst_moment(worst=-0.9, lowest=-0.5), 4)
    -0.891
    """
    return evaluate("next_worst_moment", {"worst": worst, "lowest": lowest}, USES["next_worst_moment"], company, parameters)


def affect_memory(
    *,
    fast: ArrayLike,
    best: ArrayLike,
    worst: ArrayLike,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Affect memory: one half of the peak is joy, one half anger, so that neither hides the other.

    A = (1 − ω) fast + ω (best + worst)/2

    Source: Fredrickson & Kahneman 1993 (peak); Slovic 1993 (bad weighs more); sizes assumed.

    Parameters
    ----------
    fast : array_like
        f: fast memory of affect, in affect.
    best : array_like
        Affect of the best moment remembered, in affect.
    worst : array_like
        Affect of the worst moment remembered, in affect.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `peak_weight` (0.5 share).

    Returns
    -------
    float or ndarray of float32
        A, in affect; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(affect_memory(fast=-0.2, best=0.3, worst=-0.9), 4)
    -0.25
    """
    return evaluate("affect_memory", {"fast": fast, "best": best, "worst": worst}, USES["affect_memory"], company, parameters)


def feelings(
    *,
    satisfaction: ArrayLike = 0,
    affect: ArrayLike = 0,
    effort: ArrayLike | None = None,
    willingness: ArrayLike = 1,
    commitment: ArrayLike = 0,
    trust: ArrayLike = 0,
    grievance: ArrayLike = 0,
    self_service: ArrayLike | None = None,
    tenure: ArrayLike = 0,
    relative_price: ArrayLike,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """What a person brings to the hazard, once the price is judged.

    price excess (r/WTP − 1)₊, all else as it is

    Source: Pearl 2000, Causality (but-for); Shapley 1953; Owen 1972, Management Science 18(5):64 (multilinear
    extension: the Shapley value is an integral along its diagonal).

    Parameters
    ----------
    satisfaction : array_like, optional
        S: cumulative satisfaction, in SD.
    affect : array_like, optional
        z_A: remembered affect, standardized, in SD.
    effort : array_like, optional
        F: remembered effort, in effort points; `standard.effort_mean` unless told.
    willingness : array_like, optional
        W₀: willingness to pay at the norm, over the reference price.
    commitment : array_like, optional
        z_C: commitment, standardized, in SD.
    trust : array_like, optional
        z_T: trust, standardized, in SD.
    grievance : array_like, optional
        B: remembered grievance, in severity.
    self_service : array_like, optional
        x: remembered share of self-service; `churn.self_service_best` unless told.
    tenure : array_like, optional
        τ: months as a customer, in months.
    relative_price : array_like
        r: price over reference price.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `willingness_linear` (0.02 share per SD), `willingness_cubic` (0.015 share per SD
        cubed), `willingness_limit` (2.5 SD), `willingness_floor` (0.3 share).

    Returns
    -------
    dict of float or ndarray of float32
        What `log_hazard` takes, by name; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(feelings(satisfaction=0.5, affect=0.5, willingness=1.1, commitment=0.5, trust=0.5, grievance=0.5, tenure=24, relative_price=1.2)["price_excess"], 4)
    0.0781
    """
    return evaluate("feelings", {"satisfaction": satisfaction, "affect": affect, "effort": effort, "willingness": willingness, "commitment": commitment, "trust": trust, "grievance": grievance, "self_service": self_service, "tenure": tenure, "relative_price": relative_price}, USES["feelings"], company, parameters)


def log_hazard_with(
    *,
    actual: str | Sequence[str] | None = None,
    satisfaction: ArrayLike = 0,
    affect: ArrayLike = 0,
    effort: ArrayLike | None = None,
    willingness: ArrayLike = 1,
    commitment: ArrayLike = 0,
    trust: ArrayLike = 0,
    grievance: ArrayLike = 0,
    self_service: ArrayLike | None = None,
    tenure: ArrayLike = 0,
    relative_price: ArrayLike | None = None,
    segment: str | None = None,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Log hazard with the causes of `actual` as they are and all others at their reference.

    η with S₊ and z_A₊ for S and z_A, 0 for (r/WTP − 1)₊, no more alternatives than the sector's mean, 0 for B,
    no more than c̄ for F, x* for x

    Source: Pearl 2000, Causality (but-for); Shapley 1953; Owen 1972, Management Science 18(5):64 (multilinear
    extension: the Shapley value is an integral along its diagonal).

    Parameters
    ----------
    actual : str or sequence of str, optional
        Causes that are as they are, of dissatisfaction, price, competition, failure, effort, channel; all unless told.
    satisfaction : array_like, optional
        S: cumulative satisfaction, in SD.
    affect : array_like, optional
        z_A: remembered affect, standardized, in SD.
    effort : array_like, optional
        F: remembered effort, in effort points; `standard.effort_mean` unless told.
    willingness : array_like, optional
        W₀: willingness to pay at the norm, over the reference price.
    commitment : array_like, optional
        z_C: commitment, standardized, in SD.
    trust : array_like, optional
        z_T: trust, standardized, in SD.
    grievance : array_like, optional
        B: remembered grievance, in severity.
    self_service : array_like, optional
        x: remembered share of self-service; `churn.self_service_best` unless told.
    tenure : array_like, optional
        τ: months as a customer, in months.
    relative_price : array_like, optional
        r: price over reference price; what the month has unless told.
    segment : str, optional
        Name of the company's segment whose numbers count; the first unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `churn_satisfaction` (0.4 log hazard per SD), `satisfaction_convex` (0.08 log
        hazard per SD squared), `competition_floor` (0.4 factor), `competition_slope` (1.05 factor per unit),
        `competition_least` (0.1 factor), `competition_most` (3 factor), `churn_affect` (0.3 log hazard per SD),
        `churn_effort` (0.28 log hazard per effort point), `price` (2.5 log hazard per share), `churn_commitment` (0.2
        log hazard per SD), `churn_trust` (0.15 log hazard per SD), `churn_switching_cost` (0.4 log hazard per unit),
        `churn_alternatives` (0.4 log hazard per unit), `churn_grievance` (2 log hazard per severity),
        `churn_self_service` (1.5 log hazard per share squared), `self_service_best` (0.5 share), `self_service_fading`
        (24 months), `segments_switching_cost` (0.35 units), `switching_cost_slope` (0.3 share per SD), `relationship`
        (1 factor), `segments_alternatives` (0.5 units), `need_functional` (1 weight), `need_economic` (1 weight),
        `need_experiential` (1 weight), `effort_mean` (2.229 effort points), `alternatives_mean` (0.565 units),
        `willingness_linear` (0.02 share per SD), `willingness_cubic` (0.015 share per SD cubed), `willingness_limit`
        (2.5 SD), `willingness_floor` (0.3 share).

    Returns
    -------
    float or ndarray of float32
        η, in log hazard; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(log_hazard_with(actual=['dissatisfaction', 'failure'], satisfaction=0.5, affect=0.5, willingness=1.1, commitment=0.5, trust=0.5, grievance=0.5, tenure=24), 4)
    0.3265
    """
    return evaluate("log_hazard_with", {"actual": actual, "satisfaction": satisfaction, "affect": affect, "effort": effort, "willingness": willingness, "commitment": commitment, "trust": trust, "grievance": grievance, "self_service": self_service, "tenure": tenure, "relative_price": relative_price}, USES["log_hazard_with"], company, parameters, segment=segment)


def shapley(
    *,
    together: ArrayLike,
    factors: ArrayLike,
) -> Any:
    """Shares of the excess hazard that each cause has, of the whole hazard.

    φ_r = ∫₀¹ ∂_r h(t, …, t) dt,  h: the hazard's mean when each cause is actual with odds t

    `together`: hazard by which of the causes that act together are actual (bits), all others at their reference;
    `factors`: what each of the others multiplies it by. h is a polynomial of degree 5 in t, so three nodes of Gauss and
    Legendre are exact.

    Source: Pearl 2000, Causality (but-for); Shapley 1953; Owen 1972, Management Science 18(5):64 (multilinear
    extension: the Shapley value is an integral along its diagonal).

    Parameters
    ----------
    together : array_like
        h: hazard with what is actual of dissatisfaction (1), price (2) and competition (4), from 0 to 7 = all; 8
        numbers along the last axis, in hazard.
    factors : array_like
        h_j/h₀: what failure, effort and channel multiply it by; 3 numbers along the last axis.

    Returns
    -------
    ndarray of float64
        φ, by cause along the last axis.

    Examples
    --------
    >>> shapley(together=(0.01, 0.013, 0.02, 0.026, 0.012, 0.018, 0.024, 0.04), factors=(1.5, 1.2, 1)).round(4).tolist()
    [0.1722, 0.2962, 0.1425, 0.1708, 0.0795, 0.0]
    """
    return evaluate("shapley", {"together": together, "factors": factors})


def log_hazard(
    *,
    satisfaction: ArrayLike = 0,
    affect: ArrayLike = 0,
    effort: ArrayLike | None = None,
    price_excess: ArrayLike = 0,
    commitment: ArrayLike = 0,
    trust: ArrayLike = 0,
    grievance: ArrayLike = 0,
    self_service: ArrayLike | None = None,
    tenure: ArrayLike = 0,
    segment: str | None = None,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Log hazard without base level, tenure effect and frailty.

    η = −n_f m [β_S S + β₂ S₊²] + n_e β_p (r/WTP − 1)₊ + n_x [β_F (F − c̄) − β_A z_A] − β_C z_C − β_T ρ z_T
    − β_sc SC (1 − χ S) + β_a (ALT − mean) + β_B B + ξ (x − x*)² e^{−τ/fading}      n: needs of the segment

    Source: Jones & Sasser 1995, Harvard Business Review (competition moderates satisfaction); Mittal & Kamakura 2001,
    J. Marketing Research 38(1):131 (behaviour convex in satisfaction); Blut et al. 2015 (switching costs by kind);
    Scherer, Wünderlich & von Wangenheim 2015, MIS Quarterly 39(1):177 (self-service share, U-shaped, fading); Bolton
    1998 (hazard). All sizes assumed.

    Parameters
    ----------
    satisfaction : array_like, optional
        S: cumulative satisfaction, in SD.
    affect : array_like, optional
        z_A: remembered affect, standardized, in SD.
    effort : array_like, optional
        F: remembered effort, in effort points; `standard.effort_mean` unless told.
    price_excess : array_like, optional
        (r/WTP − 1)₊: price above the willingness to pay.
    commitment : array_like, optional
        z_C: commitment, standardized, in SD.
    trust : array_like, optional
        z_T: trust, standardized, in SD.
    grievance : array_like, optional
        B: remembered grievance, in severity.
    self_service : array_like, optional
        x: remembered share of self-service; `churn.self_service_best` unless told.
    tenure : array_like, optional
        τ: months as a customer, in months.
    segment : str, optional
        Name of the company's segment whose numbers count; the first unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `churn_satisfaction` (0.4 log hazard per SD), `satisfaction_convex` (0.08 log
        hazard per SD squared), `competition_floor` (0.4 factor), `competition_slope` (1.05 factor per unit),
        `competition_least` (0.1 factor), `competition_most` (3 factor), `churn_affect` (0.3 log hazard per SD),
        `churn_effort` (0.28 log hazard per effort point), `price` (2.5 log hazard per share), `churn_commitment` (0.2
        log hazard per SD), `churn_trust` (0.15 log hazard per SD), `churn_switching_cost` (0.4 log hazard per unit),
        `churn_alternatives` (0.4 log hazard per unit), `churn_grievance` (2 log hazard per severity),
        `churn_self_service` (1.5 log hazard per share squared), `self_service_best` (0.5 share), `self_service_fading`
        (24 months), `segments_switching_cost` (0.35 units), `switching_cost_slope` (0.3 share per SD), `relationship`
        (1 factor), `segments_alternatives` (0.5 units), `need_functional` (1 weight), `need_economic` (1 weight),
        `need_experiential` (1 weight), `effort_mean` (2.229 effort points), `alternatives_mean` (0.565 units).

    Returns
    -------
    float or ndarray of float32
        η, in log hazard; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(log_hazard(satisfaction=0.5, affect=0.5, price_excess=0.1, commitment=0.5, trust=0.5, grievance=0.5, tenure=24), 4)
    0.5765
    """
    return evaluate("log_hazard", {"satisfaction": satisfaction, "affect": affect, "effort": effort, "price_excess": price_excess, "commitment": commitment, "trust": trust, "grievance": grievance, "self_service": self_service, "tenure": tenure}, USES["log_hazard"], company, parameters, segment=segment)


def symbolic_pull(
    *,
    reputation: ArrayLike | None = None,
    usual_reputation: ArrayLike | None = None,
    need: ArrayLike = 1,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Pull of symbolic value against leaving.

    β_Y n_y (R − R̄)

    Source: Jones & Sasser 1995, Harvard Business Review (competition moderates satisfaction); Mittal & Kamakura 2001,
    J. Marketing Research 38(1):131 (behaviour convex in satisfaction); Blut et al. 2015 (switching costs by kind);
    Scherer, Wünderlich & von Wangenheim 2015, MIS Quarterly 39(1):177 (self-service share, U-shaped, fading); Bolton
    1998 (hazard). All sizes assumed.

    Parameters
    ----------
    reputation : array_like, optional
        R: reputation, in quality points; `market.reputation` unless told.
    usual_reputation : array_like, optional
        R̄: reputation of the norm, in quality points; `standard.reputation_mean` unless told.
    need : array_like, optional
        n_y: weight of symbolic value for the segment, in weight.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `churn_reputation` (0.2 log hazard per quality point).

    Returns
    -------
    float or ndarray of float32
        β_Y n_y (R − R̄), in log hazard; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(symbolic_pull(need=1.2), 4)
    0.0
    """
    return evaluate("symbolic_pull", {"reputation": reputation, "usual_reputation": usual_reputation, "need": need}, USES["symbolic_pull"], company, parameters)


def tenure_effect(
    *,
    tenure: ArrayLike = 0,
    at: Sequence[float] | None = None,
    segment: str | None = None,
    company: Company | None = None,
) -> Any:
    """Effect of tenure on the log hazard.

    f(τ): linear between the knots, constant after the last

    Source: Jones & Sasser 1995, Harvard Business Review (competition moderates satisfaction); Mittal & Kamakura 2001,
    J. Marketing Research 38(1):131 (behaviour convex in satisfaction); Blut et al. 2015 (switching costs by kind);
    Scherer, Wünderlich & von Wangenheim 2015, MIS Quarterly 39(1):177 (self-service share, U-shaped, fading); Bolton
    1998 (hazard). All sizes assumed.

    Parameters
    ----------
    tenure : array_like, optional
        τ: months as a customer, in months.
    at : sequence of float, optional
        Log hazard at the knots of tenure; the segment's unless told.
    segment : str, optional
        Name of the company's segment whose numbers count; the first unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.

    Returns
    -------
    float or ndarray of float32
        f(τ), in log hazard; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(tenure_effect(tenure=24, at=[0, 0.1, 0.2, 0.2, 0.1, 0]), 4)
    0.2
    """
    return evaluate("tenure_effect", {"tenure": tenure, "at": at}, USES["tenure_effect"], company, segment=segment)


def leaves(
    *,
    exponential: ArrayLike,
    log_hazard: ArrayLike,
) -> Any:
    """Leaves in this step if an Exp(1) draw falls short of the hazard.

    P = 1 − exp(−e^η)

    Source: Jones & Sasser 1995, Harvard Business Review (competition moderates satisfaction); Mittal & Kamakura 2001,
    J. Marketing Research 38(1):131 (behaviour convex in satisfaction); Blut et al. 2015 (switching costs by kind);
    Scherer, Wünderlich & von Wangenheim 2015, MIS Quarterly 39(1):177 (self-service share, U-shaped, fading); Bolton
    1998 (hazard). All sizes assumed.

    Parameters
    ----------
    exponential : array_like
        E: luck: a draw from Exp(1).
    log_hazard : array_like
        η: log hazard of leaving in this step, in log hazard.

    Returns
    -------
    bool or ndarray of bool
        leaves; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> leaves(exponential=0.01, log_hazard=-4)
    True
    """
    return evaluate("leaves", {"exponential": exponential, "log_hazard": log_hazard})


def engagement(
    *,
    satisfaction: ArrayLike = 0,
    standardized_commitment: ArrayLike = 0,
) -> Any:
    """Engagement before it is standardized.

    E = ½ S + ½ z_C

    Source: Morgan & Hunt 1994 (path); speed assumed.

    Parameters
    ----------
    satisfaction : array_like, optional
        S: cumulative satisfaction, in SD.
    standardized_commitment : array_like, optional
        z_C: commitment, standardized, in SD.

    Returns
    -------
    float or ndarray of float32
        E, in SD; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(engagement(satisfaction=0.5, standardized_commitment=0.5), 4)
    0.5
    """
    return evaluate("engagement", {"satisfaction": satisfaction, "standardized_commitment": standardized_commitment})


def next_commitment(
    *,
    commitment: ArrayLike,
    trust: ArrayLike,
    satisfaction: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Commitment a month later.

    C' = C + κ ((T + target) expit(S) − C)

    Source: Morgan & Hunt 1994 (path); speed assumed.

    Parameters
    ----------
    commitment : array_like
        C: commitment, in commitment.
    trust : array_like
        T: trust, in trust.
    satisfaction : array_like, optional
        S: cumulative satisfaction, in SD.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `target` (0 commitment points), `speed` (0.05 share per month).

    Returns
    -------
    float or ndarray of float32
        C', in commitment; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(next_commitment(commitment=0.16, trust=0.3, satisfaction=0.5), 4)
    0.1613
    """
    return evaluate("next_commitment", {"commitment": commitment, "trust": trust, "satisfaction": satisfaction}, USES["next_commitment"], company, parameters)


def encounter_effort(
    *,
    base: ArrayLike,
    switched: ArrayLike = 0,
    repeated: ArrayLike = 0,
    in_menu: ArrayLike = 0,
    detail: ArrayLike = 0,
    knowledge: ArrayLike = 0,
    ease: ArrayLike = 0,
    integration: ArrayLike | None = None,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Effort of an encounter.

    c = base + c_s (1 − integration) switched + c_r repeated + c_m in menu + c_d |detail + knowledge/2| − ease

    `switched`, `repeated`, `in_menu` are 0 or 1; `base` holds touchpoint and channel.

    Source: Dixon, Freeman & Toman 2010, Harvard Business Review (drivers: repeats, transfers, switches); sizes assumed.

    Parameters
    ----------
    base : array_like
        Effort of touchpoint and channel, in effort points.
    switched : array_like, optional
        1 if the channel changed within the journey.
    repeated : array_like, optional
        1 if the person was transferred.
    in_menu : array_like, optional
        1 if there was a phone menu.
    detail : array_like, optional
        Information detail of the touchpoint, in units.
    knowledge : array_like, optional
        Knowledge of the category, in SD.
    ease : array_like, optional
        Ease with which the person handles things, in effort points.
    integration : array_like, optional
        How far the channels are connected; `policy.integration` unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `channel_switch` (0.6 effort points), `repetition` (1 effort points), `phone_tree`
        (0.8 effort points), `detail_mismatch` (0.15 effort per unit).

    Returns
    -------
    float or ndarray of float32
        c, in effort points; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(encounter_effort(base=2, switched=1, repeated=1, in_menu=1, detail=0.5, knowledge=1, ease=0.5), 4)
    3.75
    """
    return evaluate("encounter_effort", {"base": base, "switched": switched, "repeated": repeated, "in_menu": in_menu, "detail": detail, "knowledge": knowledge, "ease": ease, "integration": integration}, USES["encounter_effort"], company, parameters)


def next_effort(
    *,
    memory: ArrayLike,
    mean_effort: ArrayLike,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Effort memory after a month of mean effort c.

    F' = λ F + (1 − λ) c

    Source: Dixon, Freeman & Toman 2010, Harvard Business Review (drivers: repeats, transfers, switches); sizes assumed.

    Parameters
    ----------
    memory : array_like
        F: remembered effort, in effort points.
    mean_effort : array_like
        c: mean effort of the month, in effort points.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `effort_memory` (0.7 share per month).

    Returns
    -------
    float or ndarray of float32
        F', in effort points; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(next_effort(memory=2.2, mean_effort=3), 4)
    2.44
    """
    return evaluate("next_effort", {"memory": memory, "mean_effort": mean_effort}, USES["next_effort"], company, parameters)


def gain(
    *,
    uncertainty: ArrayLike,
    noise: ArrayLike | None = None,
    company: Company | None = None,
) -> Any:
    """Gain of a piece of evidence.

    K = V / (V + σ²)

    Source: Boulding, Kalra, Staelin & Zeithaml 1993, J. Marketing Research 30(1):7 (signs and forms); Rust, Inman, Jia
    & Zahorik 1999, Marketing Science 18(1):77 (expectation as a distribution).

    Parameters
    ----------
    uncertainty : array_like
        V: variance of the will belief, in points squared.
    noise : array_like, optional
        σ²: variance of the evidence, in points squared; `expectation.experience_noise` unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.

    Returns
    -------
    float or ndarray of float32
        K; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(gain(uncertainty=1), 4)
    0.5
    """
    return evaluate("gain", {"uncertainty": uncertainty, "noise": noise}, USES["gain"], company)


def next_will(
    *,
    will: ArrayLike,
    evidence: ArrayLike,
    gain: ArrayLike,
) -> Any:
    """Will expectation after evidence x.

    w' = w + K (x − w)

    Source: Boulding, Kalra, Staelin & Zeithaml 1993, J. Marketing Research 30(1):7 (signs and forms); Rust, Inman, Jia
    & Zahorik 1999, Marketing Science 18(1):77 (expectation as a distribution).

    Parameters
    ----------
    will : array_like
        w: what the person thinks will happen, in quality points.
    evidence : array_like
        x: quality that an experience, an advert or a price speaks for, in quality points.
    gain : array_like
        K: gain of the evidence.

    Returns
    -------
    float or ndarray of float32
        w', in quality points; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(next_will(will=7, evidence=6.5, gain=0.5), 4)
    6.75
    """
    return evaluate("next_will", {"will": will, "evidence": evidence, "gain": gain})


def next_uncertainty(
    *,
    uncertainty: ArrayLike,
    gain: ArrayLike,
    drift: ArrayLike | None = None,
    company: Company | None = None,
) -> Any:
    """Uncertainty after evidence.

    V' = (1 − K) V + ω²

    Source: Boulding, Kalra, Staelin & Zeithaml 1993, J. Marketing Research 30(1):7 (signs and forms); Rust, Inman, Jia
    & Zahorik 1999, Marketing Science 18(1):77 (expectation as a distribution).

    Parameters
    ----------
    uncertainty : array_like
        V: variance of the will belief, in points squared.
    gain : array_like
        K: gain of the evidence.
    drift : array_like, optional
        ω²: variance added by an encounter, in points squared; `expectation.drift` unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.

    Returns
    -------
    float or ndarray of float32
        V', in points squared; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(next_uncertainty(uncertainty=1, gain=0.5), 4)
    0.55
    """
    return evaluate("next_uncertainty", {"uncertainty": uncertainty, "gain": gain, "drift": drift}, USES["next_uncertainty"], company)


def next_should(
    *,
    should: ArrayLike,
    perceived: ArrayLike,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Desired level after an experience.

    d' = d + κ₊ (p − d)₊ − κ₋ (d − p)₊

    Source: Boulding, Kalra, Staelin & Zeithaml 1993, J. Marketing Research 30(1):7 (signs and forms); Rust, Inman, Jia
    & Zahorik 1999, Marketing Science 18(1):77 (expectation as a distribution).

    Parameters
    ----------
    should : array_like
        d: what the person thinks should happen: the desired level, in quality points.
    perceived : array_like
        p: quality perceived, in quality points.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `ratchet_up` (0.02 share per encounter), `ratchet_down` (0.002 share per
        encounter).

    Returns
    -------
    float or ndarray of float32
        d', in quality points; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(next_should(should=8, perceived=6.5), 4)
    7.997
    """
    return evaluate("next_should", {"should": should, "perceived": perceived}, USES["next_should"], company, parameters)


def first_should(
    *,
    fit: ArrayLike = 0,
    promise_gap: ArrayLike = 0,
    price_rise: ArrayLike = 0,
    knowledge: ArrayLike = 0,
    rival_gap: ArrayLike = 0,
    reputation_gap: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Desired level on joining.

    d = d₀ + δ_f fit + δ_M (M − Q)₊ + 10 δ_p (r − 1)₊ + δ_k knowledge + δ_r (rival − norm)
    + δ_R (R − norm)

    `promise_gap` = (M − Q)₊, `price_rise` = (r − 1)₊, `rival_gap` is 0 for people who used none.

    Source: Boulding, Kalra, Staelin & Zeithaml 1993, J. Marketing Research 30(1):7 (signs and forms); Rust, Inman, Jia
    & Zahorik 1999, Marketing Science 18(1):77 (expectation as a distribution).

    Parameters
    ----------
    fit : array_like, optional
        Lasting fit of the company with the person, in quality points.
    promise_gap : array_like, optional
        (M − Q)₊: promise above the company's mean quality, in quality points.
    price_rise : array_like, optional
        (r − 1)₊: price above the reference, as a share of it.
    knowledge : array_like, optional
        Knowledge of the category, in SD.
    rival_gap : array_like, optional
        rival − norm: quality of a rival that the person used, less the norm, in quality points.
    reputation_gap : array_like, optional
        R − norm: reputation above the category's quality, in quality points.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `initial_should` (7.9 quality points), `fit_to_should` (0.5 points per point),
        `promise_to_should` (0.3 points per point), `price_to_should` (0.1 points per 10 %), `knowledge_to_should` (0.1
        points per SD), `rival_to_should` (0.1 points per point), `reputation_to_should` (0.1 points per point).

    Returns
    -------
    float or ndarray of float32
        d, in quality points; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(first_should(fit=0.5, promise_gap=0.4, price_rise=0.1, knowledge=1, rival_gap=0.1, reputation_gap=0.3), 4)
    8.51
    """
    return evaluate("first_should", {"fit": fit, "promise_gap": promise_gap, "price_rise": price_rise, "knowledge": knowledge, "rival_gap": rival_gap, "reputation_gap": reputation_gap}, USES["first_should"], company, parameters)


def great_moment_odds(
    *,
    empowerment: ArrayLike | None = None,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Odds of a great moment.

    o eˣ / (1 − o + o eˣ),  x = ε empowerment; none where o = 0

    Source: Bitner, Booms & Tetreault 1990, J. Marketing 54(1):71 (unprompted employee actions as a source of delight);
    sizes assumed.

    Parameters
    ----------
    empowerment : array_like, optional
        How far staff may decide, beyond what is usual; `policy.empowerment` unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `odds` (0.0067 probability per encounter), `great_moment_empowerment` (0.8 logit).

    Returns
    -------
    float or ndarray of float32
        P; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(great_moment_odds(), 4)
    0.0067
    """
    return evaluate("great_moment_odds", {"empowerment": empowerment}, USES["great_moment_odds"], company, parameters)


def failure_force(
    *,
    forgiveness: ArrayLike = 0,
    tenure: ArrayLike = 0,
    standardized_trust: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Force of a failure on this person.

    φ = clip(1 − ζ ln(1 + τ/12) − γ_T z_T, softest, hardest), τ in months

    Source: Hess, Ganesan & Klein 2003 (a relationship softens); Grégoire & Fisher 2008 (some feel betrayed instead);
    Knox & van Oest 2014 (short-lived effect on leaving); sizes assumed.

    Parameters
    ----------
    forgiveness : array_like, optional
        ζ: forgiveness that grows with tenure, in force per log year.
    tenure : array_like, optional
        τ: months as a customer, in months.
    standardized_trust : array_like, optional
        z_T: trust, standardized, in SD.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `trust_softens` (0.15 force per SD), `softest` (0.2 force), `hardest` (2 force).

    Returns
    -------
    float or ndarray of float32
        φ, in force; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(failure_force(forgiveness=0.1, tenure=24, standardized_trust=1), 4)
    0.7401
    """
    return evaluate("failure_force", {"forgiveness": forgiveness, "tenure": tenure, "standardized_trust": standardized_trust}, USES["failure_force"], company, parameters)


def next_grievance(
    *,
    grievance: ArrayLike = 0,
    month: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Grievance a month later.

    B' = λ B + Σ severity · φ · what rankles, over the month's failures

    Source: Hess, Ganesan & Klein 2003 (a relationship softens); Grégoire & Fisher 2008 (some feel betrayed instead);
    Knox & van Oest 2014 (short-lived effect on leaving); sizes assumed.

    Parameters
    ----------
    grievance : array_like, optional
        B: remembered grievance, in severity.
    month : array_like, optional
        Σ severity · φ · what rankles: failures of the month, each by its force and what rankles of it, in severity.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `memory` (0.8 share per month).

    Returns
    -------
    float or ndarray of float32
        B', in severity; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(next_grievance(grievance=0.5, month=0.3), 4)
    0.7
    """
    return evaluate("next_grievance", {"grievance": grievance, "month": month}, USES["next_grievance"], company, parameters)


def price_excess(
    *,
    relative_price: ArrayLike,
    willingness: ArrayLike = 1,
    satisfaction: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Excess of price over willingness to pay.

    (r/WTP − 1)₊,  WTP = W₀ max(floor, 1 + w₁ S + w₃ S³)

    Source: Homburg, Koschate & Hoyer 2005, J. Marketing 69(2):84 (willingness to pay inverse-S in satisfaction); sizes
    assumed.

    Parameters
    ----------
    relative_price : array_like
        r: price over reference price.
    willingness : array_like, optional
        W₀: willingness to pay at the norm, over the reference price.
    satisfaction : array_like, optional
        S: cumulative satisfaction, in SD.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `willingness_limit` (2.5 SD), `willingness_linear` (0.02 share per SD),
        `willingness_cubic` (0.015 share per SD cubed), `willingness_floor` (0.3 share).

    Returns
    -------
    float or ndarray of float32
        (r/WTP − 1)₊; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(price_excess(relative_price=1.2, willingness=1.1, satisfaction=0.5), 4)
    0.0781
    """
    return evaluate("price_excess", {"relative_price": relative_price, "willingness": willingness, "satisfaction": satisfaction}, USES["price_excess"], company, parameters)


def spend(
    *,
    fee: ArrayLike,
    usage: ArrayLike = 1,
    satisfaction: ArrayLike = 0,
    commitment: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Spend in a month.

    fee · price · (1 + κ (usage − 1)) · exp(σ_S S + σ_C z_C), S and z_C within ± the limit

    Source: Homburg, Koschate & Hoyer 2005, J. Marketing 69(2):84 (willingness to pay inverse-S in satisfaction); sizes
    assumed.

    Parameters
    ----------
    fee : array_like
        fee · price: what this person's plan costs, in money per month.
    usage : array_like, optional
        Usage over the average.
    satisfaction : array_like, optional
        S: cumulative satisfaction, in SD.
    commitment : array_like, optional
        z_C: commitment, standardized, in SD.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `spend_limit` (3 SD), `satisfaction_in_spend` (0.06 log spend per SD),
        `commitment_in_spend` (0.03 log spend per SD), `usage_in_spend` (0.15 share).

    Returns
    -------
    float or ndarray of float32
        spend, in money per month; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(spend(fee=30, usage=1.5, satisfaction=0.5, commitment=0.5), 4)
    33.7344
    """
    return evaluate("spend", {"fee": fee, "usage": usage, "satisfaction": satisfaction, "commitment": commitment}, USES["spend"], company, parameters)


def next_mood(
    *,
    mood: ArrayLike = 0,
    normal: ArrayLike = 0,
    innovation: ArrayLike | None = None,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Mood of the next month.

    m' = ρ m + σ √(1 − ρ²) ε, so that SD(m) = σ.

    `innovation` is σ √(1 − ρ²), worked out once a month.

    Source: Knowles, Grove & Pickett 1993 (sign); size assumed.

    Parameters
    ----------
    mood : array_like, optional
        m: mood, in SD.
    normal : array_like, optional
        ε: luck of the month, in SD.
    innovation : array_like, optional
        σ √(1 − ρ²): size of the month's luck, in SD; what the month has unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `persistence` (0.5 share per month).

    Returns
    -------
    float or ndarray of float32
        m', in SD; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(next_mood(mood=0.5, normal=0.5), 4)
    0.5748
    """
    return evaluate("next_mood", {"mood": mood, "normal": normal, "innovation": innovation}, USES["next_mood"], company, parameters)


def expit(
    *,
    x: ArrayLike,
) -> Any:
    """Logistic function.

    expit(x) = 1 / (1 + e^{−x})

    Source:

    Parameters
    ----------
    x : array_like
        Any number.

    Returns
    -------
    float or ndarray of float32
        expit(x); an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(expit(x=0.5), 4)
    0.6225
    """
    return evaluate("expit", {"x": x})


def shifted_odds(
    *,
    odds: ArrayLike,
    shift: ArrayLike,
) -> Any:
    """Odds whose logit is moved by x.

    o eˣ / (1 − o + o eˣ);  where o is 0 nothing moves it

    Source:

    Parameters
    ----------
    odds : array_like
        o: odds before they are moved.
    shift : array_like
        x: what moves the logit, in logit.

    Returns
    -------
    float or ndarray of float32
        moved odds; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(shifted_odds(odds=0.03, shift=0.5), 4)
    0.0485
    """
    return evaluate("shifted_odds", {"odds": odds, "shift": shift})


def delivered(
    *,
    quality: ArrayLike,
    fit: ArrayLike = 0,
    spread: ArrayLike,
    shared_luck: ArrayLike = 0,
    own_luck: ArrayLike = 0,
    own: ArrayLike | None = None,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Quality delivered on one dimension.

    q = Q + fit + σ (h ε₀ + √(1 − h²) ε)

    `own` is √(1 − h²), worked out once; Q already holds touchpoint, channel and integration.

    Source: Boulding et al. 1993 (will pulls perception up, should pushes it down: signs); sizes assumed.

    Parameters
    ----------
    quality : array_like
        Q: mean quality of this touchpoint through this channel, in quality points.
    fit : array_like, optional
        Lasting fit of the company with the person, in quality points.
    spread : array_like
        σ: standard deviation of quality over encounters, in quality points.
    shared_luck : array_like, optional
        ε₀: luck that all dimensions share, in SD.
    own_luck : array_like, optional
        ε: luck of this dimension, in SD.
    own : array_like, optional
        √(1 − h²): weight of the dimension's own luck; what the month has unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `halo` (0.8 correlation root).

    Returns
    -------
    float or ndarray of float32
        q, in quality points; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(delivered(quality=7, fit=0.5, spread=1, shared_luck=0.5, own_luck=-0.5), 4)
    7.6
    """
    return evaluate("delivered", {"quality": quality, "fit": fit, "spread": spread, "shared_luck": shared_luck, "own_luck": own_luck, "own": own}, USES["delivered"], company, parameters)


def perceived(
    *,
    delivered: ArrayLike,
    will: ArrayLike,
    should: ArrayLike,
    mood: ArrayLike = 0,
    initial_should: ArrayLike | None = None,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Quality perceived.

    p = (1 − γ_w) q + γ_w w − γ_s (d − d₀) + mood

    Source: Boulding et al. 1993 (will pulls perception up, should pushes it down: signs); sizes assumed.

    Parameters
    ----------
    delivered : array_like
        q: quality delivered, in quality points.
    will : array_like
        w: what the person thinks will happen, in quality points.
    should : array_like
        d: what the person thinks should happen: the desired level, in quality points.
    mood : array_like, optional
        m: mood, in SD.
    initial_should : array_like, optional
        d₀: desired level of someone without any influence, in quality points; `expectation.initial_should` unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `assimilation` (0.1 share), `should_contrast` (0.1 points per point),
        `perception_mood` (0.1 points per SD).

    Returns
    -------
    float or ndarray of float32
        p, in quality points; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(perceived(delivered=6.5, will=7, should=8, mood=0.5), 4)
    6.59
    """
    return evaluate("perceived", {"delivered": delivered, "will": will, "should": should, "mood": mood, "initial_should": initial_should}, USES["perceived"], company, parameters)


def personal_quality(
    *,
    personalization: ArrayLike | None = None,
    trust: ArrayLike,
    concern: ArrayLike = 1,
    control: ArrayLike | None = None,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """What personalization adds to quality.

    b = π₁ Z − π₂ Z² (1 − T) v (1 − κ control)

    Source: Aguirre et al. 2015, J. Retailing 91(1):34, and Bleier & Eisenbeiss 2015 (trust decides how personal is too
    personal); Tucker 2014, J. Marketing Research 51(5):546 (control over one's data doubles what personal adverts do).
    Signs are theirs; sizes assumed.

    Parameters
    ----------
    personalization : array_like, optional
        Z: how personal the firm is; `policy.personalization` unless told.
    trust : array_like
        T: trust, in trust.
    concern : array_like, optional
        v: concern about privacy, relative to the average.
    control : array_like, optional
        How far people control what is known; `policy.data_control` unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `benefit` (0.9 quality points), `intrusion` (0.7 quality points),
        `personalization_control` (0.5 share).

    Returns
    -------
    float or ndarray of float32
        b, in quality points; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(personal_quality(trust=0.3, concern=1.5), 4)
    0.1506
    """
    return evaluate("personal_quality", {"personalization": personalization, "trust": trust, "concern": concern, "control": control}, USES["personal_quality"], company, parameters)


def protection_quality(
    *,
    protection: ArrayLike | None = None,
    personalization: ArrayLike | None = None,
    concern: ArrayLike = 1,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """What data protection adds to quality.

    g = γ (P − ½) − ε Z v (1 − P)

    Source: Aguirre et al. 2015, J. Retailing 91(1):34, and Bleier & Eisenbeiss 2015 (trust decides how personal is too
    personal); Tucker 2014, J. Marketing Research 51(5):546 (control over one's data doubles what personal adverts do).
    Signs are theirs; sizes assumed.

    Parameters
    ----------
    protection : array_like, optional
        P: how well data are protected; `policy.data_protection` unless told.
    personalization : array_like, optional
        Z: how personal the firm is; `policy.personalization` unless told.
    concern : array_like, optional
        v: concern about privacy, relative to the average.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `personalization_protection` (0.6 points per share), `exposure` (0.3 quality
        points).

    Returns
    -------
    float or ndarray of float32
        g, in quality points; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(protection_quality(concern=1.5), 4)
    -0.045
    """
    return evaluate("protection_quality", {"protection": protection, "personalization": personalization, "concern": concern}, USES["protection_quality"], company, parameters)


def justice(
    *,
    refund: ArrayLike | None = None,
    apology: ArrayLike | None = None,
    access: ArrayLike | None = None,
    delay: ArrayLike | None = None,
    informed: ArrayLike | None = None,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Justice of a solved complaint.

    j = clip(D refund + I apology + P access − δ delay (1 − ι informed), 0, 1)

    Source: Tax, Brown & Chandrashekaran 1998, J. Marketing 62(2):60 (three kinds of justice); Orsingher, Valentini & de
    Angelis 2010 (their order); de Matos, Henrique & Rossi 2007 (a paradox in satisfaction, none in what people do);
    Maxham & Netemeyer 2002 (gone after a second failure); Bitner, Booms & Tetreault 1990 (double deviation); Knox & van
    Oest 2014, J. Marketing 78(5):42 (no recovery fully offsets). Sizes assumed.

    Parameters
    ----------
    refund : array_like, optional
        How much of it is made good; `policy.refund` unless told.
    apology : array_like, optional
        How well people are treated; `policy.apology` unless told.
    access : array_like, optional
        How easy it is to complain; `policy.complaint_access` unless told.
    delay : array_like, optional
        Time until it is solved, in weeks; `policy.recovery_delay` unless told.
    informed : array_like, optional
        How far people are kept informed; `policy.informed` unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `distributive` (0.45 weight), `interactional` (0.35 weight), `procedural` (0.2
        weight), `recovery_delay` (0.1 justice per week), `recovery_informed` (0.5 share).

    Returns
    -------
    float or ndarray of float32
        j, in justice; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(justice(), 4)
    0.51
    """
    return evaluate("justice", {"refund": refund, "apology": apology, "access": access, "delay": delay, "informed": informed}, USES["justice"], company, parameters)


def rankling(
    *,
    voiced: ArrayLike,
    answered: ArrayLike,
    justice: ArrayLike,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Part of a failure that rankles.

    (1 − a answered − b j + c voiced (j₀ − j)₊)₊,  j₀ fair enough

    Source: Tax, Brown & Chandrashekaran 1998, J. Marketing 62(2):60 (three kinds of justice); Orsingher, Valentini & de
    Angelis 2010 (their order); de Matos, Henrique & Rossi 2007 (a paradox in satisfaction, none in what people do);
    Maxham & Netemeyer 2002 (gone after a second failure); Bitner, Booms & Tetreault 1990 (double deviation); Knox & van
    Oest 2014, J. Marketing 78(5):42 (no recovery fully offsets). Sizes assumed.

    Parameters
    ----------
    voiced : array_like
        1 if the failure was voiced.
    answered : array_like
        1 if the complaint was answered.
    justice : array_like
        j: justice of the recovery, 0 if nothing was solved, in justice.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `deviation` (1 share per justice), `fair_enough` (0.3 justice), `answer_relieves`
        (0.6 share), `justice_relieves` (0.5 share).

    Returns
    -------
    float or ndarray of float32
        part that rankles; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(rankling(voiced=1, answered=1, justice=0.5), 4)
    0.15
    """
    return evaluate("rankling", {"voiced": voiced, "answered": answered, "justice": justice}, USES["rankling"], company, parameters)


def novelty(
    *,
    recoveries: ArrayLike = 0,
) -> Any:
    """What earlier recoveries leave of the effect of one more.

    2^(−n)

    Source: Tax, Brown & Chandrashekaran 1998, J. Marketing 62(2):60 (three kinds of justice); Orsingher, Valentini & de
    Angelis 2010 (their order); de Matos, Henrique & Rossi 2007 (a paradox in satisfaction, none in what people do);
    Maxham & Netemeyer 2002 (gone after a second failure); Bitner, Booms & Tetreault 1990 (double deviation); Knox & van
    Oest 2014, J. Marketing 78(5):42 (no recovery fully offsets). Sizes assumed.

    Parameters
    ----------
    recoveries : array_like, optional
        n: earlier recoveries that are remembered, in recoveries.

    Returns
    -------
    float or ndarray of float32
        2^(−n); an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(novelty(recoveries=1), 4)
    0.5
    """
    return evaluate("novelty", {"recoveries": recoveries})


def repair(
    *,
    hit: ArrayLike = 0,
    justice: ArrayLike,
    recoveries: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Repair that one solved failure adds to its journey.

    hit (j − j₀)₊ 2^(−n)

    Source: Tax, Brown & Chandrashekaran 1998, J. Marketing 62(2):60 (three kinds of justice); Orsingher, Valentini & de
    Angelis 2010 (their order); de Matos, Henrique & Rossi 2007 (a paradox in satisfaction, none in what people do);
    Maxham & Netemeyer 2002 (gone after a second failure); Bitner, Booms & Tetreault 1990 (double deviation); Knox & van
    Oest 2014, J. Marketing 78(5):42 (no recovery fully offsets). Sizes assumed.

    Parameters
    ----------
    hit : array_like, optional
        severity · φ: severity of a failure times its force, in severity.
    justice : array_like
        j: justice of the recovery, 0 if nothing was solved, in justice.
    recoveries : array_like, optional
        n: earlier recoveries that are remembered, in recoveries.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `fair_enough` (0.3 justice).

    Returns
    -------
    float or ndarray of float32
        repair, in severity; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(repair(hit=0.3, justice=0.5, recoveries=1), 4)
    0.03
    """
    return evaluate("repair", {"hit": hit, "justice": justice, "recoveries": recoveries}, USES["repair"], company, parameters)


def praise(
    *,
    justice: ArrayLike,
    recoveries: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Praise that one solved failure adds to what people say.

    γ (j − j₁)₊ 2^(−n),  j₁ praiseworthy

    Source: Tax, Brown & Chandrashekaran 1998, J. Marketing 62(2):60 (three kinds of justice); Orsingher, Valentini & de
    Angelis 2010 (their order); de Matos, Henrique & Rossi 2007 (a paradox in satisfaction, none in what people do);
    Maxham & Netemeyer 2002 (gone after a second failure); Bitner, Booms & Tetreault 1990 (double deviation); Knox & van
    Oest 2014, J. Marketing 78(5):42 (no recovery fully offsets). Sizes assumed.

    Parameters
    ----------
    justice : array_like
        j: justice of the recovery, 0 if nothing was solved, in justice.
    recoveries : array_like, optional
        n: earlier recoveries that are remembered, in recoveries.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `praise` (1.2 SD per justice), `praiseworthy` (0.5 justice).

    Returns
    -------
    float or ndarray of float32
        praise, in SD; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(praise(justice=0.5, recoveries=1), 4)
    0.0
    """
    return evaluate("praise", {"justice": justice, "recoveries": recoveries}, USES["praise"], company, parameters)


def repaired_satisfaction(
    *,
    satisfaction: ArrayLike,
    without_failures: ArrayLike,
    repairs: ArrayLike,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Satisfaction after a journey with repairs: no more than the same journey would have left without those failures.

    S = min(S′ + ρ Σ repair, max(S′, S⁰))

    Source: Tax, Brown & Chandrashekaran 1998, J. Marketing 62(2):60 (three kinds of justice); Orsingher, Valentini & de
    Angelis 2010 (their order); de Matos, Henrique & Rossi 2007 (a paradox in satisfaction, none in what people do);
    Maxham & Netemeyer 2002 (gone after a second failure); Bitner, Booms & Tetreault 1990 (double deviation); Knox & van
    Oest 2014, J. Marketing 78(5):42 (no recovery fully offsets). Sizes assumed.

    Parameters
    ----------
    satisfaction : array_like
        S′: satisfaction after the journey, in SD.
    without_failures : array_like
        S⁰: satisfaction that the journey without its failures would leave, in SD.
    repairs : array_like
        Σ repair: repairs of the journey's failures, in severity.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `repair` (0.8 SD per severity).

    Returns
    -------
    float or ndarray of float32
        S, in SD; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(repaired_satisfaction(satisfaction=-0.2, without_failures=0.1, repairs=0.1), 4)
    -0.12
    """
    return evaluate("repaired_satisfaction", {"satisfaction": satisfaction, "without_failures": without_failures, "repairs": repairs}, USES["repaired_satisfaction"], company, parameters)


def referral_bond(
    *,
    referrer_stays: ArrayLike = 1,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Change of the log hazard of leaving by a bond to who referred.

    ln φ · [the referrer is a customer]

    Source: Schmitt, Skiera & Van den Bulte 2011, J. Marketing 75(1):46 (referred customers leave about 18 % less); Van
    den Bulte, Bayer, Skiera & Schmitt 2018, J. Marketing Research 55(1):132 (only while the referrer stays).

    Parameters
    ----------
    referrer_stays : array_like, optional
        stays: 1 if who referred the person is a customer.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `hazard` (0.82 factor).

    Returns
    -------
    float or ndarray of float32
        change of η, in log hazard; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(referral_bond(referrer_stays=1), 4)
    -0.1985
    """
    return evaluate("referral_bond", {"referrer_stays": referrer_stays}, USES["referral_bond"], company, parameters)


def report(
    *,
    satisfaction: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Quality that a person who talks reports.

    r = clip(level + slope · S, 1, 9)

    Source: Fombrun & Shanley 1990, Academy of Management Journal 33(2):233 (reputation as what publics make of
    signals); form and sizes assumed.

    Parameters
    ----------
    satisfaction : array_like, optional
        S: cumulative satisfaction, in SD.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `report_level` (7 quality points), `report_satisfaction` (0.6 points per SD).

    Returns
    -------
    float or ndarray of float32
        r, in quality points; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(report(satisfaction=0.5), 4)
    7.3
    """
    return evaluate("report", {"satisfaction": satisfaction}, USES["report"], company, parameters)


def next_reputation(
    *,
    reputation: ArrayLike | None = None,
    report: ArrayLike,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Reputation a month later.

    R' = R + speed (mean report − R)

    Source: Fombrun & Shanley 1990, Academy of Management Journal 33(2):233 (reputation as what publics make of
    signals); form and sizes assumed.

    Parameters
    ----------
    reputation : array_like, optional
        R: reputation, in quality points; `market.reputation` unless told.
    report : array_like
        r: mean quality that is reported, in quality points.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `speed` (0.1 share per month).

    Returns
    -------
    float or ndarray of float32
        R', in quality points; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(next_reputation(report=7.6), 4)
    7.06
    """
    return evaluate("next_reputation", {"reputation": reputation, "report": report}, USES["next_reputation"], company, parameters)


def response(
    *,
    size: ArrayLike,
    exponent: ArrayLike | None = None,
    ceiling: ArrayLike | None = None,
    company: Company | None = None,
) -> Any:
    """Multiple of the stated effect at a multiple x of the stated spend.

    y = L x^c / (L − 1 + x^c)

    Source: Little 1970, Management Science 16(8):B466 (form); exponent and ceiling assumed.

    Parameters
    ----------
    size : array_like
        x: spending over the stated spending.
    exponent : array_like, optional
        c: shape of the curve, in exponent; `response.exponent` unless told.
    ceiling : array_like, optional
        L: most that any spending can reach; `response.ceiling` unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.

    Returns
    -------
    float or ndarray of float64
        y, in multiple of the stated effect; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(response(size=0.5), 4)
    0.5891
    """
    return evaluate("response", {"size": size, "exponent": exponent, "ceiling": ceiling}, USES["response"], company)


def journey_value(
    *,
    mean: ArrayLike,
    peak: ArrayLike,
    end: ArrayLike,
    end_salience: ArrayLike = 1,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Value of a journey.

    J = (θ_m mean + θ_p peak + θ_e s_end e_end) / (θ_m + θ_p + θ_e s_end)

    Source: Bolton 1998, Marketing Science 17(1):45 (weight of the prior rises with experience); Kahneman et al. 1993
    and a meta-analysis of 174 effects (peak–end as good as the mean). Weights assumed.

    Parameters
    ----------
    mean : array_like
        Mean value of the journey's encounters, salience by salience, in value.
    peak : array_like
        Value of the encounter with the largest size of value, in value.
    end : array_like
        e_end: value of the last encounter, in value.
    end_salience : array_like, optional
        s_end: salience of the last encounter, in weight.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `end_weight` (0.3 weight), `mean_weight` (0.4 weight), `peak_weight` (0.3 weight).

    Returns
    -------
    float or ndarray of float32
        J, in value; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(journey_value(mean=-0.1, peak=-0.6, end=0.2, end_salience=1), 4)
    -0.16
    """
    return evaluate("journey_value", {"mean": mean, "peak": peak, "end": end, "end_salience": end_salience}, USES["journey_value"], company, parameters)


def next_gain(
    *,
    gain: ArrayLike,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """A person's gain after one more journey: 1, 1/2, 1/3 … down to the slowest.

    g' = max(slowest, g/(1 + g))

    Source: Bolton 1998, Marketing Science 17(1):45 (weight of the prior rises with experience); Kahneman et al. 1993
    and a meta-analysis of 174 effects (peak–end as good as the mean). Weights assumed.

    Parameters
    ----------
    gain : array_like
        g: gain of satisfaction so far.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `slowest_gain` (0.12 share per journey).

    Returns
    -------
    float or ndarray of float32
        g'; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(next_gain(gain=0.5), 4)
    0.3333
    """
    return evaluate("next_gain", {"gain": gain}, USES["next_gain"], company, parameters)


def next_satisfaction(
    *,
    satisfaction: ArrayLike = 0,
    standardized_journey: ArrayLike,
    mean_salience: ArrayLike = 1,
    gain: ArrayLike,
) -> Any:
    """Cumulative satisfaction after a journey.

    S' = S + K_S (z_J − S),  K_S = min(1, s̄ g)

    Source: Bolton 1998, Marketing Science 17(1):45 (weight of the prior rises with experience); Kahneman et al. 1993
    and a meta-analysis of 174 effects (peak–end as good as the mean). Weights assumed.

    Parameters
    ----------
    satisfaction : array_like, optional
        S: cumulative satisfaction, in SD.
    standardized_journey : array_like
        z_J: value of the journey, standardized, in SD.
    mean_salience : array_like, optional
        s̄: mean salience of the journey's encounters, in weight.
    gain : array_like
        g: gain of satisfaction so far.

    Returns
    -------
    float or ndarray of float32
        S', in SD; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(next_satisfaction(satisfaction=0.5, standardized_journey=-1, mean_salience=1, gain=0.5), 4)
    -0.25
    """
    return evaluate("next_satisfaction", {"satisfaction": satisfaction, "standardized_journey": standardized_journey, "mean_salience": mean_salience, "gain": gain})


def recommendation(
    *,
    satisfaction: ArrayLike = 0,
    trust: ArrayLike = 0,
    style: ArrayLike = 0,
    luck: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Latent answer to "would you recommend?", 0–10, unbounded.

    L = μ + ℓ S + t z_T + style + σ ε

    Source: Reichheld 2003, Harvard Business Review (0–10 question, promoters less detractors); Dixon, Freeman & Toman
    2010, Harvard Business Review (effort score); Mittal & Kamakura 2001, J. Marketing Research 38(1):131 (style of
    answering differs between people). All sizes assumed.

    Parameters
    ----------
    satisfaction : array_like, optional
        S: cumulative satisfaction, in SD.
    trust : array_like, optional
        z_T: trust, standardized, in SD.
    style : array_like, optional
        Lasting style of answering, in points, 0 to 10.
    luck : array_like, optional
        ε: luck of the day, in SD.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `level` (7.8 points, 0 to 10), `survey_satisfaction` (1.4 points per SD),
        `survey_trust` (0.35 points per SD), `noise` (0.9 points).

    Returns
    -------
    float or ndarray of float32
        L, in points, 0 to 10; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(recommendation(satisfaction=0.5, trust=0.5, style=0.3, luck=0.5), 4)
    9.425
    """
    return evaluate("recommendation", {"satisfaction": satisfaction, "trust": trust, "style": style, "luck": luck}, USES["recommendation"], company, parameters)


def satisfaction_answer(
    *,
    satisfaction: ArrayLike = 0,
    style: ArrayLike = 0,
    luck: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Latent answer to "are you satisfied?", 0–10.

    C = μ + ℓ S + style + σ ε

    Source: Reichheld 2003, Harvard Business Review (0–10 question, promoters less detractors); Dixon, Freeman & Toman
    2010, Harvard Business Review (effort score); Mittal & Kamakura 2001, J. Marketing Research 38(1):131 (style of
    answering differs between people). All sizes assumed.

    Parameters
    ----------
    satisfaction : array_like, optional
        S: cumulative satisfaction, in SD.
    style : array_like, optional
        Lasting style of answering, in points, 0 to 10.
    luck : array_like, optional
        ε: luck of the day, in SD.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `level` (7.8 points, 0 to 10), `survey_satisfaction` (1.4 points per SD), `noise`
        (0.9 points).

    Returns
    -------
    float or ndarray of float32
        C, in points, 0 to 10; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(satisfaction_answer(satisfaction=0.5, style=0.3, luck=0.5), 4)
    9.25
    """
    return evaluate("satisfaction_answer", {"satisfaction": satisfaction, "style": style, "luck": luck}, USES["satisfaction_answer"], company, parameters)


def ease_answer(
    *,
    effort: ArrayLike,
    style: ArrayLike = 0,
    luck: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Latent answer to "was it easy?", 0–10, from effort c on 1–7.

    X = 10 (7 − c)/6 + style + σ ε

    Source: Reichheld 2003, Harvard Business Review (0–10 question, promoters less detractors); Dixon, Freeman & Toman
    2010, Harvard Business Review (effort score); Mittal & Kamakura 2001, J. Marketing Research 38(1):131 (style of
    answering differs between people). All sizes assumed.

    Parameters
    ----------
    effort : array_like
        c: mean effort of the month's contacts, in effort points.
    style : array_like, optional
        Lasting style of answering, in points, 0 to 10.
    luck : array_like, optional
        ε: luck of the day, in SD.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `noise` (0.9 points).

    Returns
    -------
    float or ndarray of float32
        X, in points, 0 to 10; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(ease_answer(effort=3, style=0.3, luck=0.5), 4)
    7.4167
    """
    return evaluate("ease_answer", {"effort": effort, "style": style, "luck": luck}, USES["ease_answer"], company, parameters)


def on_scale(
    *,
    latent: ArrayLike,
    coarse: ArrayLike = 0,
    low: ArrayLike = 0,
    high: ArrayLike = 10,
) -> Any:
    """Place of an answer on a scale low … high; the answer is the nearest whole number.

    y = low + (high − low)/10 · latent, within the scale; if coarse: an end within a quarter of it, else the middle

    Source: Reichheld 2003, Harvard Business Review (0–10 question, promoters less detractors); Dixon, Freeman & Toman
    2010, Harvard Business Review (effort score); Mittal & Kamakura 2001, J. Marketing Research 38(1):131 (style of
    answering differs between people). All sizes assumed.

    Parameters
    ----------
    latent : array_like
        L: latent answer, in points, 0 to 10.
    coarse : array_like, optional
        1 if the person uses only the ends and the middle.
    low : array_like, optional
        Lowest number on the scale, in points of the scale.
    high : array_like, optional
        Highest number on the scale, in points of the scale.

    Returns
    -------
    float or ndarray of float32
        y, in points of the scale; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(on_scale(latent=7.6, coarse=0, low=1, high=10), 4)
    7.84
    """
    return evaluate("on_scale", {"latent": latent, "coarse": coarse, "low": low, "high": high})


def answering(
    *,
    standardized: ArrayLike,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Tendency to answer; answers if a standard normal falls below it.

    γ₀ + γ₁ z + γ₂ z²,  z = standardized L

    Source: Reichheld 2003, Harvard Business Review (0–10 question, promoters less detractors); Dixon, Freeman & Toman
    2010, Harvard Business Review (effort score); Mittal & Kamakura 2001, J. Marketing Research 38(1):131 (style of
    answering differs between people). All sizes assumed.

    Parameters
    ----------
    standardized : array_like
        z: latent answer to the recommendation question, standardized, in SD.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `answering` (-0.8416 probit), `answering_slope` (0.15 probit per SD),
        `answering_extremes` (0.1 probit per SD squared).

    Returns
    -------
    float or ndarray of float32
        tendency, in probit; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(answering(standardized=-1.5), 4)
    -0.8416
    """
    return evaluate("answering", {"standardized": standardized}, USES["answering"], company, parameters)


def log_width(
    *,
    mood: ArrayLike = 0,
    knowledge: ArrayLike = 0,
    tenure: ArrayLike = 0,
    price_rise: ArrayLike = 0,
    alternatives: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Log width without failures.

    ℓ = ζ_m mood − ζ_k knowledge + ζ_τ ln(1 + τ) − 10 ζ_p (ln r)₊ − ζ_a (ALT − mean)

    `price_rise` = ln(price/reference)₊, `alternatives` centred on the sector's mean.

    Source: Zeithaml, Berry & Parasuraman 1993, J. Acad. Marketing Science 21(1):1 (what moves the zone); widths and
    sizes assumed.

    Parameters
    ----------
    mood : array_like, optional
        m: mood, in SD.
    knowledge : array_like, optional
        Knowledge of the category, in SD.
    tenure : array_like, optional
        τ: months as a customer, in months.
    price_rise : array_like, optional
        (ln r)₊: log of price over reference, where above 0, in log price.
    alternatives : array_like, optional
        ALT − mean: alternatives within reach, less the sector's mean, in units.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `tolerance_mood` (0.1 log width per SD), `tolerance_knowledge` (0.1 log width per
        SD), `tolerance_tenure` (0.05 log width per log month), `price` (0.1 log width per 10 %),
        `tolerance_alternatives` (0.15 log width per unit).

    Returns
    -------
    float or ndarray of float32
        ℓ, in log width; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(log_width(mood=0.5, knowledge=1, tenure=24, price_rise=0.1, alternatives=0.2), 4)
    -0.0191
    """
    return evaluate("log_width", {"mood": mood, "knowledge": knowledge, "tenure": tenure, "price_rise": price_rise, "alternatives": alternatives}, USES["log_width"], company, parameters)


def width_factor(
    *,
    log_width: ArrayLike = 0,
    failures: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Factor on every dimension's width.

    Z/Z₀ = exp(ℓ − ζ_n min(n, n_max))

    Source: Zeithaml, Berry & Parasuraman 1993, J. Acad. Marketing Science 21(1):1 (what moves the zone); widths and
    sizes assumed.

    Parameters
    ----------
    log_width : array_like, optional
        ℓ: log width without failures, in log width.
    failures : array_like, optional
        n: failures remembered, in failures.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `tolerance_failures` (0.2 log width per failure), `failures_counted` (2 failures).

    Returns
    -------
    float or ndarray of float32
        Z/Z₀; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(width_factor(log_width=0.05, failures=1), 4)
    0.8607
    """
    return evaluate("width_factor", {"log_width": log_width, "failures": failures}, USES["width_factor"], company, parameters)


def trust_input(
    *,
    standardized_journey: ArrayLike,
    heard: ArrayLike = 0,
    promise: ArrayLike | None = None,
    perceived: ArrayLike,
    exposed: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """What a journey says about trustworthiness.

    x = τ_J z_J − τ_M · heard · (M − p̄)₊ − τ_B · breach · v

    `exposed` is the severity of a breach known this month times the person's concern.

    Source: Morgan & Hunt 1994, J. Marketing 58(3):20 (paths); Slovic 1993 (asymmetry); sizes assumed.

    Parameters
    ----------
    standardized_journey : array_like
        z_J: value of the journey, standardized, in SD.
    heard : array_like, optional
        1 if the promise was read this month.
    promise : array_like, optional
        M: quality promised, weighted by importance, in quality points; what the month has unless told.
    perceived : array_like
        p̄: quality perceived, weighted by importance, in quality points.
    exposed : array_like, optional
        breach · v: a breach of data, times the concern about privacy, in severity.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `journey` (0.5 weight per SD), `broken_promise` (0.3 weight per point), `breach`
        (1 weight per severity).

    Returns
    -------
    float or ndarray of float32
        x, in trust input; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(trust_input(standardized_journey=-1, heard=1, perceived=6.5, exposed=0.5), 4)
    -1.21
    """
    return evaluate("trust_input", {"standardized_journey": standardized_journey, "heard": heard, "promise": promise, "perceived": perceived, "exposed": exposed}, USES["trust_input"], company, parameters)


def next_trust(
    *,
    trust: ArrayLike,
    input: ArrayLike,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Trust after a journey.

    T' = T + μ₊ (1 − T) x₊ − μ₋ T (−x)₊

    Source: Morgan & Hunt 1994, J. Marketing 58(3):20 (paths); Slovic 1993 (asymmetry); sizes assumed.

    Parameters
    ----------
    trust : array_like
        T: trust, in trust.
    input : array_like
        x: what a journey says about trustworthiness, in trust input.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `gain` (0.03 share per journey), `loss` (0.09 share per journey).

    Returns
    -------
    float or ndarray of float32
        T', in trust; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(next_trust(trust=0.3, input=-0.5), 4)
    0.2865
    """
    return evaluate("next_trust", {"trust": trust, "input": input}, USES["next_trust"], company, parameters)


def dimension_value(
    *,
    perceived: ArrayLike,
    will: ArrayLike,
    should: ArrayLike,
    adequate: ArrayLike,
    norm: ArrayLike | None = None,
    above: ArrayLike | None = None,
    below: ArrayLike | None = None,
    dimension: str | None = None,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Value of one dimension.

    v = b_q (p − norm) + b₊ (p − w)₊ − b₋ (w − p)₊ + b_in [clip(p, a, d) − (a + d)/2] + b_up (p − d)₊ − b_dn (a − p)₊

    `above` and `below` are the slopes of the dimension's Kano class.

    Source: Anderson & Sullivan 1993, Marketing Science 12(2):125 (negative disconfirmation weighs more, no direct
    effect of expectation); Johnston 1995, Int. J. Service Industry Management 6(2):46 (flat inside the zone); Yap &
    Sweeney 2007, J. Services Marketing 21(2):137 (the contrary finding). Sizes assumed.

    Parameters
    ----------
    perceived : array_like
        p: quality perceived, in quality points.
    will : array_like
        w: what the person thinks will happen, in quality points.
    should : array_like
        d: what the person thinks should happen: the desired level, in quality points.
    adequate : array_like
        a: adequate level: the lower end of the zone, in quality points.
    norm : array_like, optional
        Quality of the category, in quality points; `expectation.category_norm` unless told.
    above : array_like, optional
        b_up: worth of a point above the desired level, in value per point; `dimensions.<dimension>.above` unless told.
    below : array_like, optional
        b_dn: cost of a point below the adequate level, in value per point; `dimensions.<dimension>.below` unless told.
    dimension : str, optional
        Name of the company's dimension whose numbers count; the first unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `inside_zone` (0.1 value per point), `level` (0.2 value per point),
        `better_than_expected` (0.15 value per point), `worse_than_expected` (0.3 value per point).

    Returns
    -------
    float or ndarray of float32
        v, in value; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(dimension_value(perceived=6.5, will=7, should=8, adequate=6.8), 4)
    -0.49
    """
    return evaluate("dimension_value", {"perceived": perceived, "will": will, "should": should, "adequate": adequate, "norm": norm, "above": above, "below": below}, USES["dimension_value"], company, parameters, dimension=dimension)


def encounter_value(
    *,
    dimensions: ArrayLike,
    effort: ArrayLike,
    hit: ArrayLike = 0,
    norm_effort: ArrayLike | None = None,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Value of the encounter.

    e = Σ i_k v_k − η_c (c − c̄) − η_F · severity · φ

    Source: Anderson & Sullivan 1993, Marketing Science 12(2):125 (negative disconfirmation weighs more, no direct
    effect of expectation); Johnston 1995, Int. J. Service Industry Management 6(2):46 (flat inside the zone); Yap &
    Sweeney 2007, J. Services Marketing 21(2):137 (the contrary finding). Sizes assumed.

    Parameters
    ----------
    dimensions : array_like
        Σ i_k v_k: value of the dimensions, weighted by importance, in value.
    effort : array_like
        c: effort of the encounter, in effort points.
    hit : array_like, optional
        severity · φ: severity of a failure times its force, in severity.
    norm_effort : array_like, optional
        c̄: mean effort in the sector, in effort points; `standard.effort_mean` unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `value_effort` (0.15 value per effort point), `failure` (1.5 value per severity).

    Returns
    -------
    float or ndarray of float32
        e, in value; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(encounter_value(dimensions=-0.3, effort=3, hit=0.3), 4)
    -0.8657
    """
    return evaluate("encounter_value", {"dimensions": dimensions, "effort": effort, "hit": hit, "norm_effort": norm_effort}, USES["encounter_value"], company, parameters)


def readiness_to_complain(
    *,
    access: ArrayLike | None = None,
    standardized_commitment: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Readiness to complain, before anything fails.

    ν = ν₀ + ν₂ access + ν₃ z_C

    Source: Hirschman 1970 (exit, voice and loyalty); Goodman, TARP studies (about 17 % complain of minor and 50 % of
    major problems, and an easy line doubles that): the level and the weights of severity and access are chosen to give
    these; the weight of commitment is assumed.

    Parameters
    ----------
    access : array_like, optional
        How easy it is to complain; `policy.complaint_access` unless told.
    standardized_commitment : array_like, optional
        z_C: commitment, standardized, in SD.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `level` (-2.27 logit), `voice_access` (0.92 logit), `commitment` (0.2 logit per
        SD).

    Returns
    -------
    float or ndarray of float32
        ν, in logit; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(readiness_to_complain(standardized_commitment=0.5), 4)
    -1.802
    """
    return evaluate("readiness_to_complain", {"access": access, "standardized_commitment": standardized_commitment}, USES["readiness_to_complain"], company, parameters)


def voice_odds(
    *,
    readiness: ArrayLike,
    severity: ArrayLike,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Odds that a failure is voiced.

    expit(ν + ν₁ severity)

    Source: Hirschman 1970 (exit, voice and loyalty); Goodman, TARP studies (about 17 % complain of minor and 50 % of
    major problems, and an easy line doubles that): the level and the weights of severity and access are chosen to give
    these; the weight of commitment is assumed.

    Parameters
    ----------
    readiness : array_like
        ν: readiness to complain of nothing, in logit.
    severity : array_like
        Severity of the failure, in severity.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `voice_severity` (2.27 logit per severity).

    Returns
    -------
    float or ndarray of float32
        P; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(voice_odds(readiness=-1.9, severity=0.3), 4)
    0.2281
    """
    return evaluate("voice_odds", {"readiness": readiness, "severity": severity}, USES["voice_odds"], company, parameters)


def return_odds(
    *,
    satisfaction: ArrayLike = 0,
    months_away: ArrayLike = 1,
    offer: ArrayLike | None = None,
    for_service: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Odds of returning this month.

    o eˣ/(1 − o + o eˣ),  x = ρ_S S − ρ_a months away + offer − ρ_f [left for service]

    Source: Kumar, Bhagwat & Zhang 2015, J. Marketing 79(4):34 (a better first life returns likelier; who left for
    service returns less); Thomas, Blattberg & Fox 2004, J. Marketing Research 41(1):31 (second lives); Gustafsson,
    Johnson & Roos 2005, J. Marketing 69(4):210 (who left once leaves likelier). Signs published, sizes assumed.

    Parameters
    ----------
    satisfaction : array_like, optional
        S: cumulative satisfaction, in SD.
    months_away : array_like, optional
        a: months since leaving, in months.
    offer : array_like, optional
        What an offer adds, in log odds; `policy.win_back` unless told.
    for_service : array_like, optional
        left for service: 1 if a failure or being dissatisfied was why.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `win_back_satisfaction` (0.6 log odds per SD), `fading` (0.1 log odds per month),
        `service` (0.5 log odds), `odds` (0.03 probability per month).

    Returns
    -------
    float or ndarray of float32
        odds, in probability per month; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(return_odds(satisfaction=0.5, months_away=3, for_service=1), 4)
    0.0184
    """
    return evaluate("return_odds", {"satisfaction": satisfaction, "months_away": months_away, "offer": offer, "for_service": for_service}, USES["return_odds"], company, parameters)


def second_life_push(
    *,
    second_life: ArrayLike = 1,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Change of the log hazard of leaving by having left before.

    ln φ · [second life]

    Source: Kumar, Bhagwat & Zhang 2015, J. Marketing 79(4):34 (a better first life returns likelier; who left for
    service returns less); Thomas, Blattberg & Fox 2004, J. Marketing Research 41(1):31 (second lives); Gustafsson,
    Johnson & Roos 2005, J. Marketing 69(4):210 (who left once leaves likelier). Signs published, sizes assumed.

    Parameters
    ----------
    second_life : array_like, optional
        1 if the person had left before.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `win_back_second_life` (1.2 factor).

    Returns
    -------
    float or ndarray of float32
        change of η, in log hazard; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(second_life_push(second_life=1), 4)
    0.1823
    """
    return evaluate("second_life_push", {"second_life": second_life}, USES["second_life_push"], company, parameters)


def opinion(
    *,
    satisfaction: ArrayLike = 0,
    trust: ArrayLike = 0,
    luck: ArrayLike = 0,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Opinion of the company, in SD of satisfaction.

    o = S + t z_T + σ ε

    Source: East, Hammond & Wright 2007, Int. J. Research in Marketing 24(2):175 (three good messages to one bad over 15
    categories); East, Hammond & Lomax 2008, Int. J. Research in Marketing 25(3):215 (a bad message weighs no more than
    a good one: contested); Reichheld 2003, Harvard Business Review (promoters, detractors). All sizes assumed.

    Parameters
    ----------
    satisfaction : array_like, optional
        S: cumulative satisfaction, in SD.
    trust : array_like, optional
        z_T: trust, standardized, in SD.
    luck : array_like, optional
        ε: luck of the day, in SD.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `word_of_mouth_trust` (0.25 SD per SD), `noise` (0.64 SD).

    Returns
    -------
    float or ndarray of float32
        o, in SD; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(opinion(satisfaction=0.5, trust=0.5, luck=0.5), 4)
    0.945
    """
    return evaluate("opinion", {"satisfaction": satisfaction, "trust": trust, "luck": luck}, USES["opinion"], company, parameters)


def messages(
    *,
    opinion: ArrayLike,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Messages of a month, on average.

    λ₊ if o ≥ promoter, else λ₋ if o < detractor, else 0

    Source: East, Hammond & Wright 2007, Int. J. Research in Marketing 24(2):175 (three good messages to one bad over 15
    categories); East, Hammond & Lomax 2008, Int. J. Research in Marketing 25(3):215 (a bad message weighs no more than
    a good one: contested); Reichheld 2003, Harvard Business Review (promoters, detractors). All sizes assumed.

    Parameters
    ----------
    opinion : array_like
        o: opinion of the company, in SD.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `promoter_from` (0.5 SD), `positive` (0.1 messages per month), `detractor_below`
        (-0.93 SD), `negative` (0.07 messages per month).

    Returns
    -------
    float or ndarray of float32
        λ, in messages per month; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(messages(opinion=0.8), 4)
    0.1
    """
    return evaluate("messages", {"opinion": opinion}, USES["messages"], company, parameters)


def bad_news_left(
    *,
    answered: ArrayLike | None = None,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Weight that a bad message keeps where a share of them is answered in public.

    a = 1 − relief · answered

    Source: East, Hammond & Wright 2007, Int. J. Research in Marketing 24(2):175 (three good messages to one bad over 15
    categories); East, Hammond & Lomax 2008, Int. J. Research in Marketing 25(3):215 (a bad message weighs no more than
    a good one: contested); Reichheld 2003, Harvard Business Review (promoters, detractors). All sizes assumed.

    Parameters
    ----------
    answered : array_like, optional
        Share of bad news that is answered; `policy.review_response` unless told.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `answer_takes` (0.4 share).

    Returns
    -------
    float or ndarray of float32
        a; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(bad_news_left(), 4)
    1.0
    """
    return evaluate("bad_news_left", {"answered": answered}, USES["bad_news_left"], company, parameters)


def net_talk(
    *,
    good: ArrayLike,
    bad: ArrayLike,
    left: ArrayLike = 1,
    company: Company | None = None,
    **parameters: float,
) -> Any:
    """Net talk, messages a customer and month.

    n = good − χ a bad

    Source: East, Hammond & Wright 2007, Int. J. Research in Marketing 24(2):175 (three good messages to one bad over 15
    categories); East, Hammond & Lomax 2008, Int. J. Research in Marketing 25(3):215 (a bad message weighs no more than
    a good one: contested); Reichheld 2003, Harvard Business Review (promoters, detractors). All sizes assumed.

    Parameters
    ----------
    good : array_like
        Good messages, in messages per customer and month.
    bad : array_like
        Bad messages, in messages per customer and month.
    left : array_like, optional
        a: weight that a bad message keeps.
    company : Company, optional
        Whose numbers to take; the defaults of the rows unless told.
    **parameters : float
        Numbers that differ, by name: `bad_news` (1 weight).

    Returns
    -------
    float or ndarray of float32
        n, in messages per customer and month; an array if an argument is one, in their common shape.

    Examples
    --------
    >>> round(net_talk(good=0.05, bad=0.02, left=0.8), 4)
    0.034
    """
    return evaluate("net_talk", {"good": good, "bad": bad, "left": left}, USES["net_talk"], company, parameters)
