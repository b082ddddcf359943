"""Equations as functions: values, limits and signs by hand, what is refused, and one encounter as the core lives it."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure

import cxsim as cx
from cxsim import _core
from cxsim.errors import ProblemsError
from cxsim.generate_encounter import ENCOUNTER
from cxsim.model import equations
from cxsim.model.arguments import ARGUMENTS, RESULTS, argument
from cxsim.model.evaluate import override_names
from cxsim.model.parts import PARTS, PATH
from cxsim.parameters import find_row

MODEL = "cpp/include/cxsim/model"
TELECOM = cx.load_example("telecom")
m = cx.model

# Written anew here, not taken from the generator: what a header of the model offers.
OFFERED = re.compile(
    r"^(?:template <class V>\n(?:V|auto|Feelings<V>)|inline (?:double|std::array<.*>)) (\w+)\(([^)]*)\) \{",
    re.MULTILINE,
)
NO_EQUATIONS = {"row", "parameters", "company"}
# Their arguments are not those of the header, one by one.
BY_STRUCTURE = {"log_hazard", "log_hazard_with", "feelings", "shapley", "tenure_effect", "response"}
OF_OTHER_SHAPE = {"feelings", "shapley"}  # their results are not one number for each situation


def headers(project: Path) -> dict[str, str]:
    """Text of every model header that holds equations."""
    paths = [path for path in (project / MODEL).glob("*.hpp") if path.stem not in NO_EQUATIONS]
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def offered(project: Path) -> dict[str, set[str]]:
    """Every function of every model header, with its arguments but for the block of parameters."""
    found = OFFERED.findall("\n".join(headers(project).values()))
    return {name: {given.split()[-1] for given in arguments.split(",")} - {"p"} for name, arguments in found}


def test_every_function_of_a_model_header_has_an_array_function(project: Path) -> None:
    names = set(offered(project))
    assert len(names) >= 44
    assert sorted(names - set(dir(_core.equations))) == []
    assert sorted(names) == sorted(equations.__all__)
    assert names == RESULTS.keys()


def test_no_function_of_a_model_header_escapes_the_count(project: Path) -> None:
    """In a header, a brace closed alone at the margin ends a function."""
    for name, text in headers(project).items():
        assert len(OFFERED.findall(text)) == len(re.findall(r"^\}$", text, re.MULTILINE)), name


def test_arguments_are_named_as_in_the_headers(project: Path) -> None:
    for name, arguments in offered(project).items():
        if name not in BY_STRUCTURE:
            taken = set(inspect.signature(getattr(m, name)).parameters) - {"company", "parameters", "dimension"}
            assert taken == arguments, name


@pytest.mark.parametrize("name", sorted(set(equations.__all__) - OF_OTHER_SHAPE))
def test_each_function_broadcasts_to_what_it_gives_one_by_one(name: str) -> None:
    examples = {each: argument(name, each).example for each in given_of(name)}
    first, *others = examples
    shifted = np.array([[examples[first]], [examples[first] * 0.75]])
    rows = {each: np.array([examples[each], examples[each] * 0.5, examples[each] * 0.9]) for each in others[:1]}
    together = getattr(m, name)(**{**examples, first: shifted, **rows})
    shape = np.broadcast_shapes(shifted.shape, *(row.shape for row in rows.values()))
    assert together.shape == shape
    assert together.dtype == (
        bool if RESULTS[name].unit == "yes or no" else np.float64 if name == "response" else np.float32
    )
    for place in np.ndindex(shape):
        alone = {**examples, first: shifted[place[0], 0], **{each: row[place[1]] for each, row in rows.items()}}
        single = getattr(m, name)(**alone)
        assert isinstance(single, (float, bool))
        assert single == together[place]


def given_of(name: str) -> list[str]:
    reserved = {"company", "parameters", "segment", "dimension", "at", "actual"}
    return [each for each in inspect.signature(getattr(m, name)).parameters if each not in reserved]


def test_no_meaning_is_left_over() -> None:
    used = {
        (f"{name}.{each}" if f"{name}.{each}" in ARGUMENTS else each)
        for name in equations.__all__
        for each in given_of(name)
    }
    assert used == set(ARGUMENTS)


def test_numbers_are_those_of_single_precision() -> None:
    found = m.perceived(delivered=6.5, will=7, should=8)
    assert found == np.float32(found)
    assert found != 6.54
    assert found == pytest.approx(6.54, rel=1e-7)


# What is expected
def test_the_gain_is_nothing_for_the_certain_and_one_half_between_equals() -> None:
    assert m.gain(uncertainty=0, noise=3) == 0
    assert m.gain(uncertainty=1, noise=3) == 0.25
    assert m.gain(uncertainty=TELECOM.get("expectation.experience_noise"), company=TELECOM) == 0.5


def test_will_stays_without_gain_and_becomes_the_evidence_with_all_of_it() -> None:
    assert m.next_will(will=6, evidence=9, gain=[0, 0.25, 1]).tolist() == [6, 6.75, 9]


def test_uncertainty_settles_where_the_kalman_filter_says() -> None:
    exact, uncertainty = cx.exact.kalman(noise=2, drift=0.25), 9.0
    for _ in range(200):
        uncertainty = m.next_uncertainty(
            uncertainty=uncertainty, gain=m.gain(uncertainty=uncertainty, noise=2), drift=0.25
        )
    assert uncertainty == pytest.approx(exact.uncertainty, rel=1e-6)


def test_the_desired_level_ratchets() -> None:
    ratchet = {"ratchet_up": 0.5, "ratchet_down": 0.25}
    assert m.next_should(should=8, perceived=[8, 10, 4], **ratchet).tolist() == [8, 9, 7]


def test_the_desired_level_on_joining_adds_up() -> None:
    sizes = {f"{name}_to_should": 0.25 for name in ("fit", "promise", "price", "knowledge", "rival")}
    assert m.first_should(**sizes) == pytest.approx(7.9)
    given = {"fit": 1, "promise_gap": 2, "price_rise": 0.5, "knowledge": 4, "rival_gap": -1}
    assert m.first_should(initial_should=8, **given, **sizes) == 8 + 0.25 * (1 + 2 + 5 + 4 - 1)


def test_the_zone_is_as_wide_as_stated_at_the_norm_and_failures_narrow_it_to_a_limit() -> None:
    assert m.width_factor(log_width=m.log_width()) == 1
    assert m.log_width(mood=2, tolerance_mood=0.25) == 0.5
    assert m.log_width(price_rise=0.5, price=0.25) == -1.25
    assert m.log_width(tenure=np.e - 1, tolerance_tenure=0.5) == pytest.approx(0.5, rel=1e-6)
    narrow = m.width_factor(log_width=0, failures=[1, 2, 9])
    np.testing.assert_allclose(narrow, np.exp([-0.2, -0.4, -0.4]), rtol=1e-6)


# How it is judged
def test_delivered_is_the_mean_without_luck_and_the_halo_shares_luck() -> None:
    assert m.delivered(quality=7, fit=0.5, spread=2) == 7.5
    assert m.delivered(quality=7, spread=2, shared_luck=0.5, own_luck=5, halo=1) == 8
    assert m.delivered(quality=7, spread=2, shared_luck=5, own_luck=0.5, halo=0) == 8


def test_perceived_is_delivered_but_for_will_should_and_mood() -> None:
    off = {"assimilation": 0, "should_contrast": 0, "perception_mood": 0}
    assert m.perceived(delivered=6, will=9, should=9, mood=1, **off) == 6
    assert m.perceived(delivered=6, will=8, should=9, **{**off, "assimilation": 0.25}) == 6.5
    assert m.perceived(delivered=6, will=8, should=9, initial_should=8, **{**off, "should_contrast": 0.5}) == 5.5
    assert m.perceived(delivered=6, will=8, should=9, mood=2, **{**off, "perception_mood": 0.5}) == 7


def test_the_value_of_a_dimension_has_its_kinks_at_will_and_at_the_ends_of_the_zone() -> None:
    slopes = {
        "level": 0,
        "better_than_expected": 0.25,
        "worse_than_expected": 0.5,
        "inside_zone": 0,
        "above": 0,
        "below": 0,
    }
    zone = {"will": 7, "should": 8, "adequate": 6}
    assert m.dimension_value(perceived=[6, 7, 8], **zone, **slopes).tolist() == [-0.5, 0, 0.25]
    flat = dict.fromkeys(slopes, 0.0)
    assert m.dimension_value(perceived=[4, 6, 7, 8, 10], **zone, **{**flat, "inside_zone": 0.5}).tolist() == [
        -0.5,
        -0.5,
        0,
        0.5,
        0.5,
    ]
    assert m.dimension_value(perceived=[4, 7, 10], **zone, **{**flat, "above": 0.25, "below": 0.5}).tolist() == [
        -1,
        0,
        0.5,
    ]
    assert m.dimension_value(perceived=[6, 9], **zone, norm=7, **{**flat, "level": 0.5}).tolist() == [-0.5, 1]


def test_effort_and_failures_cost_value() -> None:
    assert m.encounter_value(dimensions=3, effort=4, norm_effort=2, value_effort=0.25) == 2.5
    assert m.encounter_value(dimensions=3, effort=2, norm_effort=2, hit=0.5, failure=2) == 2


def test_affect_lives_outside_the_zone() -> None:
    assert m.dimension_affect(perceived=[4, 6, 7, 8, 10], should=8, adequate=6, above=0.25, below=0.5).tolist() == [
        -1,
        0,
        0,
        0,
        0.5,
    ]
    assert m.encounter_affect(dimensions=1, hit=0.5, mood=2, failure=2, affect_mood=0.25) == 0.5


def test_effort_adds_up_and_connected_channels_need_no_starting_over() -> None:
    assert m.encounter_effort(base=2) == 2
    assert m.encounter_effort(base=2, switched=1, integration=[0, 1], channel_switch=0.5).tolist() == [2.5, 2]
    assert m.encounter_effort(base=2, repeated=1, in_menu=1, ease=0.5, repetition=1, phone_tree=0.75) == 3.25
    assert m.encounter_effort(base=0, detail=1, knowledge=[-2, 0], detail_mismatch=0.5).tolist() == [0, 0.5]


def test_a_failure_hits_a_newcomer_with_force_one_and_nobody_beyond_the_limits() -> None:
    assert m.failure_force(forgiveness=0.5) == 1
    assert m.failure_force(forgiveness=0.5, tenure=12) == pytest.approx(1 - 0.5 * np.log(2), rel=1e-6)
    assert m.failure_force(standardized_trust=[-2, 2, 99, -99], trust_softens=0.125, softest=0.25, hardest=2).tolist() == [
        1.25, 0.75, 0.25, 2,
    ]  # fmt: skip


# What stays
@pytest.mark.parametrize(
    ("name", "at_rest", "moved"),
    [
        ("next_mood", {"mood": 0, "normal": 0}, {"mood": 2, "normal": 0}),
        ("next_fast_affect", {"fast": -0.5, "strongest": -0.5}, {"fast": -0.5, "strongest": 0.5}),
        ("next_effort", {"memory": 2.5, "mean_effort": 2.5}, {"memory": 2.5, "mean_effort": 3}),
        ("next_grievance", {"grievance": 0, "month": 0}, {"grievance": 1, "month": 0}),
        ("next_satisfaction", {"satisfaction": 2, "standardized_journey": 2, "gain": 0.5}, {"satisfaction": 2, "standardized_journey": 3, "gain": 0.5}),
        ("next_trust", {"trust": 0.5, "input": 0}, {"trust": 0.5, "input": 1}),
        ("next_commitment", {"commitment": 0.25, "trust": 0.5, "satisfaction": 0}, {"commitment": 0.5, "trust": 0.5}),
    ],
)  # fmt: skip
def test_a_memory_rests_where_nothing_pulls(name: str, at_rest: dict[str, float], moved: dict[str, float]) -> None:
    assert getattr(m, name)(**at_rest) == next(iter(at_rest.values()))
    assert getattr(m, name)(**moved) != next(iter(moved.values()))


def test_mood_keeps_its_spread() -> None:
    kept, size = m.next_mood(mood=1, normal=0), m.next_mood(mood=0, normal=1)
    spread = TELECOM.get("mood.spread")
    assert kept**2 * spread**2 + size**2 == pytest.approx(spread**2, rel=1e-6)


def test_best_and_worst_moment_are_replaced_by_what_is_stronger_of_their_kind_and_else_fade() -> None:
    assert m.next_best_moment(best=[1, 2], highest=[2, 0], fading=0.25).tolist() == [2, 1.5]
    assert m.next_worst_moment(worst=[-1, -2], lowest=[-2, 0], fading=0.25).tolist() == [-2, -1.5]
    assert m.affect_memory(fast=2, best=4, worst=-8, peak_weight=0.5) == 0


def test_a_journey_is_the_weighted_mean_of_mean_peak_and_end() -> None:
    weights = {"mean_weight": 1, "peak_weight": 2, "end_weight": 3}
    found = m.journey_value(mean=1, peak=5, end=-2, end_salience=[0, 1, 2], **weights)
    np.testing.assert_allclose(found, [11 / 3, 5 / 6, -1 / 9], rtol=1e-6)


def test_gains_of_satisfaction_fall_to_the_slowest_and_salience_moves_it_no_further_than_the_journey() -> None:
    gains = [1.0]
    for _ in range(9):
        gains.append(m.next_gain(gain=gains[-1], slowest_gain=0.125))
    assert gains == pytest.approx([1 / max(min(n, 8), 1) for n in range(1, 11)], rel=1e-6)
    assert m.next_satisfaction(satisfaction=0, standardized_journey=2, mean_salience=[1, 9], gain=0.25).tolist() == [
        0.5,
        2,
    ]


def test_trust_is_lost_three_times_as_fast_as_won_and_stays_within_0_and_1() -> None:
    won, lost = m.next_trust(trust=0.5, input=1) - 0.5, 0.5 - m.next_trust(trust=0.5, input=-1)
    assert lost == pytest.approx(3 * won, rel=1e-5)
    assert m.next_trust(trust=[0, 1, 0.5], input=[-9, 9, 1e6]).tolist() == [0, 1, 1]
    assert m.trust_input(
        standardized_journey=2, heard=[0, 1], promise=9, perceived=5, journey=0.5, broken_promise=0.25
    ).tolist() == [1, 0]


def test_the_logistic_function_is_symmetric() -> None:
    assert m.expit(x=0) == 0.5
    assert m.expit(x=2) + m.expit(x=-2) == pytest.approx(1, rel=1e-6)


# What people do
def test_only_a_price_above_the_willingness_to_pay_is_felt() -> None:
    assert m.price_excess(relative_price=[1, 1.5], willingness=1).tolist() == [0, 0.5]
    assert m.price_excess(relative_price=2, satisfaction=-2, willingness_cubic=1, willingness_floor=0.5) == 3


def test_an_average_person_at_the_norm_spends_the_fee() -> None:
    assert m.spend(fee=30) == 30
    assert m.spend(fee=30, usage=3, usage_in_spend=0.25) == 45
    assert m.spend(fee=30, satisfaction=[3, 50])[0] == m.spend(fee=30, satisfaction=[3, 50])[1]


def test_feelings_push_and_pull_on_the_log_hazard_with_their_signs() -> None:
    neutral = m.log_hazard()
    assert neutral == pytest.approx(-0.4 * 0.35 + 0.4 * (0.5 - 0.565), rel=1e-6)
    pulls = {"satisfaction": 1, "affect": 1, "commitment": 1, "trust": 1}
    pushes = {"effort": 5, "price_excess": 0.1, "grievance": 1, "self_service": 1}
    assert all(m.log_hazard(**{name: value}) < neutral for name, value in pulls.items())
    assert all(m.log_hazard(**{name: value}) > neutral for name, value in pushes.items())
    assert m.log_hazard(self_service=1, tenure=24) < m.log_hazard(self_service=1)


def test_the_segment_brings_its_own_to_the_log_hazard() -> None:
    hold = [TELECOM.get(f"segments.{name}.switching_cost") for name in TELECOM.names.segments]
    free = {"churn_alternatives": 0, "competition_slope": 0}
    found = [m.log_hazard(company=TELECOM, segment=name, **free) for name in TELECOM.names.segments]
    np.testing.assert_allclose(found, [-TELECOM.get("churn.switching_cost") * each for each in hold], rtol=1e-6)
    assert len(set(hold)) > 1


def test_the_effect_of_tenure_is_linear_between_its_knots() -> None:
    at = [-0.5, 0.25, 0, 0, 0, 1]
    assert m.tenure_effect(tenure=[0, 12, 6, 60, 600], at=at).tolist() == pytest.approx(
        [-0.5, 0.25, -0.125, 1, 1], abs=1e-6
    )
    name = TELECOM.names.segments[-1]
    assert m.tenure_effect(tenure=12, segment=name, company=TELECOM) == pytest.approx(
        TELECOM.get(f"segments.{name}.tenure_effect.12"), rel=1e-6
    )
    assert m.tenure_effect(tenure=12) == 0


def test_the_odds_are_the_share_of_draws_that_leave_and_adopt() -> None:
    draws = -np.log1p(-(np.arange(100_000) + 0.5) / 100_000)
    assert m.leaves(exponential=draws, log_hazard=-2).mean() == pytest.approx(
        m.leaving_probability(log_hazard=-2), abs=2e-5
    )
    assert m.adopts(exponential=draws, rate=0.3).mean() == pytest.approx(m.adoption_probability(rate=0.3), abs=2e-5)
    assert m.leaving_probability(log_hazard=[-np.inf, np.inf]).tolist() == [0, 1]


# Why people leave
LEAVER = {
    "satisfaction": -1.2, "affect": -0.8, "effort": 3.1, "willingness": 0.95, "commitment": 0.3, "trust": -0.4,
    "grievance": 0.7, "self_service": 0.9, "tenure": 5, "relative_price": 1.1,
}  # fmt: skip
TOGETHER, ALONE = ("dissatisfaction", "price", "competition"), ("failure", "effort", "channel")


def test_feelings_are_the_motives_with_the_price_judged_and_go_into_the_log_hazard() -> None:
    felt = m.feelings(**LEAVER, company=TELECOM)
    judged_by = {"willingness", "relative_price"}
    assert felt["price_excess"] == m.price_excess(
        **{name: LEAVER[name] for name in judged_by}, satisfaction=-1.2, company=TELECOM
    )
    assert felt.keys() - {"price_excess"} == LEAVER.keys() - judged_by
    assert all(felt[name] == np.float32(LEAVER[name]) for name in felt.keys() - {"price_excess"})
    assert m.log_hazard(**felt, company=TELECOM) == m.log_hazard_with(**LEAVER, company=TELECOM)


@pytest.mark.parametrize(
    ("cause", "reference"),
    [
        ("dissatisfaction", {"satisfaction": 0, "affect": 0}),
        ("price", {"willingness": 9}),
        ("failure", {"grievance": 0}),
        ("effort", {"effort": TELECOM.get("standard.effort_mean")}),
        ("channel", {"self_service": TELECOM.get("churn.self_service_best")}),
    ],
)
def test_without_a_cause_the_log_hazard_is_that_of_its_reference(cause: str, reference: dict[str, float]) -> None:
    others = [name for name in _core.cause_names if name != cause]
    assert m.log_hazard_with(actual=others, **LEAVER, company=TELECOM) == m.log_hazard_with(
        **{**LEAVER, **reference}, company=TELECOM
    )


def test_competition_counts_only_where_a_segment_has_more_alternatives_than_the_sector() -> None:
    mean, others = TELECOM.get("standard.alternatives_mean"), [*TOGETHER[:2], *ALONE]
    for alternatives, effect in ((mean + 0.2, True), (mean - 0.2, False)):
        given = {**LEAVER, "segments_alternatives": alternatives, "company": TELECOM}
        assert (m.log_hazard_with(actual=others, **given) < m.log_hazard_with(**given)) is effect


def test_no_cause_touches_who_is_content_pays_gladly_and_had_no_trouble() -> None:
    given = {"satisfaction": 1, "affect": 1, "effort": 2, "relative_price": 0.5, "segments_alternatives": 0.1}
    assert m.log_hazard_with(actual=(), **given) == m.log_hazard_with(**given)


def hazards(actual: Any) -> float:
    return float(np.exp(m.log_hazard_with(actual=actual, **LEAVER, company=TELECOM)))


def test_shares_of_a_leaver_add_up_to_the_excess_hazard() -> None:
    together = [hazards([name for bit, name in enumerate(TOGETHER) if at >> bit & 1]) for at in range(8)]
    factors = [hazards(name) / hazards(()) for name in ALONE]
    shares = m.shapley(together=together, factors=factors)
    assert shares.shape == (len(_core.cause_names),)
    assert shares.sum() == pytest.approx(1 - hazards(()) / hazards(_core.cause_names), rel=1e-5)


def test_two_causes_that_multiply_share_as_the_shapley_value_says() -> None:
    nothing = [1.0] * 8
    shares = m.shapley(together=nothing, factors=[[3, 2, 1], [2, 2, 1]])
    np.testing.assert_allclose(shares[0], [0, 0, 0, (2 + 4) / 2 / 6, (1 + 3) / 2 / 6, 0], atol=1e-12)
    np.testing.assert_allclose(shares[1, 3:5], [1.5 / 4, 1.5 / 4])


@pytest.mark.parametrize("bit", range(3))
def test_a_cause_that_alone_moves_the_hazard_has_the_whole_excess(bit: int) -> None:
    together = [3.0 if at >> bit & 1 else 1.0 for at in range(8)]
    shares = m.shapley(together=together, factors=[1, 1, 1])
    np.testing.assert_allclose(shares, [2 / 3 * (cause == bit) for cause in range(6)], atol=1e-12)


# What people answer
def test_answers_rise_with_what_is_felt_each_by_its_slope() -> None:
    sizes = {"level": 8, "survey_satisfaction": 1.5, "noise": 0.5}
    given = {"satisfaction": 2, "style": 0.25, "luck": -1}
    assert m.satisfaction_answer(**given, **sizes) == 8 + 3 + 0.25 - 0.5
    assert m.recommendation(**given, trust=[0, 2], **sizes, survey_trust=0.25).tolist() == [10.75, 11.25]
    assert m.ease_answer(effort=[1, 4, 7]).tolist() == [10, 5, 0]


def test_an_answer_stays_on_its_scale_and_a_coarse_one_is_an_end_or_the_middle() -> None:
    assert m.on_scale(latent=[-3, 5, 14]).tolist() == [0, 5, 10]
    assert m.on_scale(latent=[0, 5, 10], low=1, high=5).tolist() == [1, 3, 5]
    assert m.on_scale(latent=[2.4, 2.6, 7.4, 7.6], coarse=1).tolist() == [0, 5, 5, 10]


def test_people_at_both_ends_answer_more() -> None:
    sizes = {"answering": -1, "answering_slope": 0.25, "answering_extremes": 0.5}
    assert m.answering(standardized=[0, 2, -2], **sizes).tolist() == [-1, 1.5, 0.5]


def test_adoption_is_innovation_plus_imitation() -> None:
    assert m.adoption_rate(share=0.5, conditions=3, steps_per_year=12, innovation=0.25, imitation=0.5) == 0.125
    assert m.adoption_rate(share=0, company=TELECOM) > 0


def test_the_response_is_0_at_nothing_and_1_at_the_stated_spend() -> None:
    assert m.response(size=[0, 1]).tolist() == [0, 1]
    assert m.response(size=1e9, exponent=2, ceiling=3) == pytest.approx(3)


# Whose numbers
def test_a_company_brings_its_numbers_and_single_ones_may_differ() -> None:
    company = TELECOM.replace({"perception.assimilation": 0.5})
    met = {"delivered": 6.0, "will": 8.0, "should": 7.9}
    assert m.perceived(**met, company=company) == m.perceived(**met, assimilation=0.5) == 7
    assert m.perceived(**met, company=company, assimilation=0) == 6
    assert company.get("perception.assimilation") == 0.5


def test_a_dimension_brings_its_slopes() -> None:
    met = {"perceived": 9, "will": 9, "should": 8, "adequate": 7, "level": 0, "inside_zone": 0, "company": TELECOM}
    for name in TELECOM.names.dimensions:
        assert m.dimension_value(dimension=name, **met) == pytest.approx(
            TELECOM.get(f"dimensions.{name}.above"), rel=1e-6
        )


def test_a_changed_parameter_reaches_what_is_worked_out_from_it() -> None:
    assert m.delivered(quality=7, spread=1, own_luck=1, halo=0.6) == pytest.approx(7.8, rel=1e-6)


def test_a_keyword_means_one_number() -> None:
    for name in equations.__all__:
        names = override_names(equations.USES[name], given_of(name))
        assert len(names) == len(equations.USES[name]), name
        assert not set(names) & set(given_of(name)), name


@pytest.mark.parametrize("name", [name for name in equations.__all__ if equations.USES[name]])
def test_every_parameter_of_an_equation_can_move_it(name: str) -> None:
    """In 200 situations, at one end of its range at least."""
    random, given = np.random.default_rng(5), {}
    for each in given_of(name):
        meaning = argument(name, each)
        given[each] = np.clip(random.normal(meaning.example, 3, 200), *meaning.limits)
    before = np.asarray(judged(getattr(m, name)(**given)))
    for keyword, path in override_names(equations.USES[name], given).items():
        row = find_row(path)
        assert row is not None
        ends = max(row.low, -10.0), min(row.high, 10.0)
        assert any((judged(getattr(m, name)(**given, **{keyword: end})) != before).any() for end in ends), keyword


def judged(found: Any) -> Any:
    """The one feeling that is worked out; results that are no dict as they are."""
    return found["price_excess"] if isinstance(found, dict) else found


# What is refused
@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: m.perceived(delivered=6, will=7, should=8, asimilation=0.2), "asimilation = 0.2: is no number of this equation; allowed: assimilation, should_contrast, perception_mood; did you mean 'assimilation'?"),
        (lambda: m.perceived(delivered=6, will=7, should=8, assimilation=2), "assimilation = 2: is out of range; allowed: 0 to 1 share"),
        (lambda: m.perceived(delivered=6, will=7, should=8, assimilation="much"), "assimilation = 'much': is no number; allowed: 0 to 1 share"),
        (lambda: m.perceived(delivered="good", will=7, should=8), "delivered = 'good': is no number and no array of numbers"),
        (lambda: m.perceived(delivered=np.nan, will=7, should=8), "delivered = nan: is out of range; allowed: finite, in quality points"),
        (lambda: m.perceived(delivered=[1, 2], will=[1, 2, 3], should=8), "shapes do not fit together: delivered (2,), will (3,)"),
        (lambda: m.failure_force(tenure=[3, -1]), "tenure = -1.0: is out of range; allowed: at least 0, in months"),
        (lambda: m.next_trust(trust=2, input=0), "trust = 2.0: is out of range; allowed: 0 to 1, in trust"),
        (lambda: m.log_hazard(company=TELECOM, segment="regulars"), "segment = 'regulars': is no segment; allowed: {segments}; did you mean 'regular'?"),
        (lambda: m.log_hazard_with(actual=["price", "failures"]), "actual = 'failures': is no cause; allowed: dissatisfaction, price, competition, failure, effort, channel; did you mean 'failure'?"),
        (lambda: m.log_hazard_with(actual=3), "actual = 3: is no cause; allowed: dissatisfaction, price, competition, failure, effort, channel"),
        (lambda: m.shapley(together=[1, 2], factors=[1, 1, 1]), "together = [1, 2]: does not fit; allowed: 8 numbers along the last axis"),
        (lambda: m.shapley(together=[1] * 8, factors=[1, 0, 1]), "factors = 0.0: is out of range; allowed: at least 1e-09, in multiple"),
        (lambda: m.shapley(together=[[1] * 8] * 2, factors=[[1] * 3] * 3), "shapes do not fit together: together (2,), factors (3,)"),
        (lambda: m.tenure_effect(tenure=3, at=[1, 2]), "at = [1, 2]: is no effect of tenure; allowed: 6 numbers, at 0, 12, 24, 36, 48, 60 months"),
        (lambda: m.encounter(will=7, should=8, delivered=6, failed=True, severity=3), "severity = 3: is out of range; allowed: 0 to 1 severity"),
        (lambda: m.encounter(will=[7, 7], should=8, delivered=6, width=[1, 1, 1]), "width = [1, 1, 1]: is not one number, or 2, one a dimension"),
        (lambda: m.encounter(will=[7, 7], should=8, delivered=[6, 6, 6]), "one number a dimension is needed: will = [7, 7], should = 8, delivered = [6, 6, 6]"),
        (lambda: m.encounter(will=7, should=8, delivered=6, importance=0), "importance = 0: adds up to 0"),
        (lambda: m.encounter(will=7, should=8, delivered=6, company=TELECOM, dimension="emphaty"), "dimension = 'emphaty': is no dimension; allowed: {dimensions}; did you mean 'empathy'?"),
        (lambda: m.encounter(will=[7, 7], should=8, delivered=6, company=TELECOM, dimension="empathy"), "dimension = ('empathy',): names 1, but levels are told for 2"),
        (lambda: m.encounter(will=[7, 7], should=8, delivered=6, mood=[0, 1]), "mood = [0, 1]: is not one number; allowed: -10 to 10 SD"),
        (lambda: m.encounter(will=[7, 7], should=8, delivered=6, trust=[0, 1]), "trust = [0, 1]: is not one number; allowed: 0 to 1 trust"),
        (lambda: m.encounter(will=7, should=8, delivered=6, tenure="long"), "tenure = 'long': is not one number; allowed: 0 to 1200 months"),
        (lambda: m.encounter(will=7, should=8, delivered=6, mood=np.inf), "mood = inf: is out of range; allowed: -10 to 10 SD"),
    ],
)  # fmt: skip
def test_bad_input_gives_one_clear_message(call: Any, message: str) -> None:
    names = {block: ", ".join(getattr(TELECOM.names, block)) for block in ("segments", "dimensions")}
    with pytest.raises(ProblemsError) as caught:
        call()
    assert len(caught.value.problems) == 1
    assert str(caught.value).split(": ", 1)[1] == message.format(**names)


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(ProblemsError) as caught:
        m.perceived(delivered=np.nan, will="x", should=8, halo=3)
    assert len(caught.value.problems) == 3


# One encounter
FELT = {
    "value.level": 0.2, "value.better_than_expected": 0.15, "value.worse_than_expected": 0.3, "value.inside_zone": 0.1,
    "value.effort": 0.15, "value.failure": 1.5, "affect.above": 0.2, "affect.below": 0.6, "affect.failure": 1.0,
    "perception.assimilation": 0.1, "perception.should_contrast": 0.15, "expectation.ratchet_up": 0.02,
    "expectation.ratchet_down": 0.002, "trust.journey": 0.5, "trust.broken_promise": 0.3, "commitment.speed": 0.05,
    "churn.satisfaction": 0.4, "churn.satisfaction_convex": 0.08, "churn.affect": 0.3, "churn.effort": 0.28,
    "churn.commitment": 0.2, "churn.trust": 0.15, "churn.switching_cost": 0.4, "churn.alternatives": 0.4,
    "churn.grievance": 2.0, "grievance.trust_softens": 0.15, "tolerance.failures": 0.2, "tolerance.tenure": 0.05,
    "touchpoints.encounter.effort": 2.7, "touchpoints.encounter.salience": 1.3,
    "dimensions.quality.above": 0.25, "dimensions.quality.below": 0.7,
}  # fmt: skip


@pytest.mark.parametrize("quality", [5.0, 7.4, 8.9], ids=["below", "inside", "above"])
@pytest.mark.parametrize("failed", [False, True], ids=["well", "failed"])
def test_an_encounter_by_hand_is_the_first_month_of_a_newcomer(quality: float, failed: bool) -> None:
    odds = {"touchpoints.encounter.failure": float(failed), "touchpoints.encounter.major": 0.0}
    company = cx.load(cx.exact.laboratory(quality=quality, uncertainty=0.8, drift=0.05, width=1.3)).replace(
        {**FELT, **odds}
    )
    lived = cx.simulate(company, months=1, people=8, replications=1, start="cohort", interactions=False).customers
    by_hand = m.encounter(
        will=company.get("expectation.category_norm"),
        should=company.get("expectation.initial_should"),
        delivered=quality,
        failed=failed,
        severity=company.get("grievance.minor_severity"),
        effort=2.7,
        salience=1.3,
        company=company,
    )
    person, after = by_hand.person, by_hand.after
    columns = {name: getattr(person, name) for name in (
        "satisfaction", "gain", "uncertainty", "trust", "commitment", "effort", "affect_fast", "affect_best",
        "affect_worst", "grievance",
    )}  # fmt: skip
    columns |= {"will_quality": after.will[0], "should_quality": after.should[0], "log_hazard": hazard_of(by_hand)}
    for name, value in columns.items():
        assert np.float32(value) == np.float32(lived[name].iloc[0]), name
    zone = {5.0: "below", 7.4: "inside", 8.9: "above"}[quality]
    assert by_hand.verdict == f"{zone} the zone"


def test_a_second_encounter_goes_on_from_what_the_first_left() -> None:
    lab = cx.exact.laboratory(quality=6.2, uncertainty=0.8, drift=0.05, width=1.3)
    company = cx.load(lab).replace({**FELT, "tolerance.tenure": 0.2, "satisfaction.slowest_gain": 0.1})
    lived = cx.simulate(company, months=2, people=8, replications=1, start="cohort", interactions=False).customers
    met = {"delivered": 6.2, "effort": 2.7, "salience": 1.3, "company": company}
    first = m.encounter(will=7, should=8, **met)
    left = {name: getattr(first.person, name) for name in ("uncertainty", "satisfaction", "gain", "trust")}
    second = m.encounter(will=first.after.will, should=first.after.should, tenure=1, **left, **met)
    columns = {name: getattr(second.person, name) for name in left}
    columns |= {"will_quality": second.after.will[0], "should_quality": second.after.should[0]}
    for name, value in columns.items():
        assert np.float32(value) == np.float32(lived[name].iloc[0]), name


def test_an_encounter_that_cannot_be_is_refused_and_an_odd_one_is_told() -> None:
    with pytest.raises(ValueError, match="mood = 50") as caught:
        m.encounter(will=9, should=5, delivered=99, mood=50, satisfaction=-11, gain=2, tenure=-1, salience=-1)
    assert {(each.path, each.allowed) for each in caught.value.problems} == {  # type: ignore[attr-defined]
        ("delivered", "-20 to 30 quality points"),
        ("mood", "-10 to 10 SD"),
        ("satisfaction", "-10 to 10 SD"),
        ("gain", "0 to 1"),
        ("tenure", "0 to 1200 months"),
        ("salience", "0 to 100 weight"),
    }
    with pytest.warns(UserWarning, match="will is above should"):
        m.encounter(will=9, should=5, delivered=6)


def hazard_of(encounter: m.Encounter) -> float:
    return float(encounter.steps().frame().set_index("symbol").loc["η", "result"])


def test_an_encounter_in_several_dimensions_weighs_them_by_importance() -> None:
    alone = [m.encounter(will=7, should=8, delivered=q, effort=2.229).value for q in (6.5, 8.5)]
    both = m.encounter(will=7, should=8, delivered=[6.5, 8.5], importance=[3, 1], effort=2.229)
    assert both.value == pytest.approx(0.75 * alone[0] + 0.25 * alone[1], rel=1e-5)
    assert both.verdict == "below the zone, above the zone"
    assert both.dimensions == ("1", "2")


@pytest.mark.parametrize(
    ("part", "whole", "count"), [("value", "v", 4), ("leaving", "η", 10)], ids=["value", "leaving"]
)
@pytest.mark.parametrize("delivered", [5.0, 7.0, 9.5])
def test_the_parts_of_a_value_and_of_a_log_hazard_add_up(part: str, whole: str, count: int, delivered: float) -> None:
    met = m.encounter(will=7, should=8, delivered=delivered, failed=True, effort=3.5, tenure=3, company=TELECOM)
    steps = [step for step in met.steps() if step.part == part]
    parts = [float(step.result[0] if part == "value" else step.result) for step in steps if "of which" in step.name]
    assert len(parts) == count
    (result,) = (float(np.ravel(step.result)[0]) for step in steps if step.symbol == whole)
    assert sum(parts) == pytest.approx(result, rel=1e-5)


@pytest.mark.parametrize("equation", PARTS)
def test_each_parameter_is_told_with_the_part_in_which_it_counts(equation: str) -> None:
    told = {
        path.replace("segment.", "segments.{segment}.")
        for part in PARTS[equation]
        for path in PATH.findall(part.numbers)
    }
    assert told == set(equations.USES[equation])
    kept = [name for part in PARTS[equation] for name in part.coefficients]
    assert len(kept) == len(set(kept))


def test_dimensions_of_a_company_bring_width_importance_and_slopes_to_the_bit() -> None:
    """A company with two dimensions and nothing else: as the month judges it, as by hand."""
    lab = cx.exact.laboratory(quality=6.4, uncertainty=0.8)
    lab["dimensions"] = {
        "one": {"importance": 0.23, "width": 1.1, "above": 0.3, "below": 0.7},
        "two": {"importance": 0.41, "width": 0.3, "above": 0.1, "below": 0.9},
    }
    lab["touchpoints"]["encounter"]["quality"] = {"one": 6.4, "two": 8.3}
    felt = {path: value for path, value in FELT.items() if not path.startswith("dimensions")}
    company = cx.load(lab).replace(felt)
    lived = cx.simulate(company, months=1, people=8, replications=1, start="cohort", interactions=False).customers
    by_hand = m.encounter(will=7, should=8, delivered=[6.4, 8.3], effort=2.7, salience=1.3, company=company)
    assert by_hand.dimensions == ("one", "two")
    for name in ("satisfaction", "trust", "affect_fast"):
        assert np.float32(getattr(by_hand.person, name)) == np.float32(lived[name].iloc[0]), name


def test_a_failure_shows_in_steps_of_its_own_and_narrows_the_zone_afterwards() -> None:
    well, failed = (m.encounter(will=7, should=8, width=1, delivered=7.5, failed=failed) for failed in (False, True))
    names = set(failed.steps().frame()["name"]) - set(well.steps().frame()["name"])
    assert names == {"force of the failure", "hit"}
    assert failed.after.adequate[0] > well.after.adequate[0]
    assert failed.value < well.value


def test_a_good_mood_widens_the_zone_and_lifts_what_is_perceived() -> None:
    calm, good = (m.encounter(will=7, should=8, width=1, delivered=7, mood=mood) for mood in (0, 1))
    assert good.before.adequate[0] < calm.before.adequate[0]
    assert good.perceived[0] > calm.perceived[0]


def test_the_steps_are_a_table_that_fits_a_page_and_lacks_nothing() -> None:
    encounter = m.encounter(will=7, should=8, width=1.2, delivered=6.5)
    text, html = repr(encounter.steps()), encounter._repr_html_()
    assert max(map(len, text.splitlines())) <= 120
    for step in encounter.steps():
        assert step.symbol in text
        assert f"<td>{step.name}</td>" in html
    assert "p = 6.54 quality points" in text
    assert "d' = 7.9971 quality points" in text
    assert html.startswith('<img src="data:image/svg+xml;base64,')


def test_the_chart_shows_both_zones_and_every_level_by_name() -> None:
    ax = m.encounter(will=7, should=8, width=1.2, delivered=6.5).plot(Figure(figsize=(10, 5)).add_subplot())
    bands = [(bar.get_x(), bar.get_width()) for bar in ax.patches]
    np.testing.assert_allclose(bands, [(6.8, 1.2), (6.79708, 1.2)], rtol=1e-6)
    texts = {text.get_text() for text in ax.texts}
    assert {"adequate 6.80", "will 7.00", "should 8.00", "delivered 6.50", "perceived 6.54", "will 6.77"} <= texts


# The page
@pytest.fixture
def page(project: Path) -> str:
    return (project / "docs/mechanisms/encounter_by_hand.md").read_text(encoding="utf-8")


def test_the_lines_of_the_page_run_and_the_second_encounter_is_less_of_a_surprise(page: str) -> None:
    names: dict[str, Any] = {}
    for code in re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        exec(compile(code, "encounter_by_hand.md", "exec"), names)  # noqa: S102 — the page's own lines
    plt.close("all")
    assert f"{names['again'].value - names['met'].value:.2f}: less of a surprise" in page
    assert names["again"].verdict == "below the zone"


def test_what_the_page_sees_is_so(page: str) -> None:
    met, text = m.encounter(**ENCOUNTER), " ".join(page.split())
    steps = met.steps().frame().set_index("name")["result"]
    before = m.leaving_probability(log_hazard=find_row("segments.{segment}.base_hazard").default + m.log_hazard())
    assert f"leaving by choice rise from {100 * before:.1f} to {100 * met.odds:.1f} %" in text
    assert "a third of the lost value comes from there, and all of the anger" in text
    assert steps["of which outside the zone"][0] / met.value == pytest.approx(1 / 3, abs=0.02)
    assert met.affect == steps["affect of the dimension"][0] < 0
    assert met.before.adequate[0] - met.perceived[0] == pytest.approx(0.25, abs=0.02)
    assert "leave less than half as often" in text
    assert 0.4 < m.encounter(**{**ENCOUNTER, "delivered": 7.5}).odds / before < 0.5
    assert m.encounter(**ENCOUNTER, mood=2).before.adequate[0] < met.perceived[0]


def test_a_failure_in_good_service_satisfies_more_than_bad_service_and_costs_more_people() -> None:
    bad, failed = m.encounter(**ENCOUNTER), m.encounter(**{**ENCOUNTER, "delivered": 7.5}, failed=True)
    assert failed.person.satisfaction > bad.person.satisfaction
    assert failed.odds > bad.odds
