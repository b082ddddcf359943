"""Laws that the reference month keeps on its own: people are conserved, equal worlds and untouched people are equal."""

from collections.abc import Mapping
from itertools import pairwise, product

import numpy as np
import pytest

from reference import World
from reference.philox import Floats, Luck
from reference.routes import Router

NAMES = {
    "segments": ["steady", "fickle"],
    "dimensions": ["reliability", "empathy"],
    "channels": ["phone", "web"],
    "touchpoints": ["use", "help"],
    "journeys": ["using", "helping"],
}
SCALARS = {
    "policy": {"internalized": 0.5, "integration": 0.4, "marketing": 1.2, "complaint_access": 0.6, "answered": 0.8,
               "solved": 0.6, "refund": 0.5, "apology": 0.7, "recovery_delay": 0.3, "informed": 0.4,
               "empowerment": 0.3, "personalization": 0.6, "data_protection": 0.3, "data_control": 0.2,
               "breach": 0.1, "review_response": 0.3, "win_back": 0.2, "referral_bonus": 5},
    "personalization": {"benefit": 0.9, "intrusion": 0.7, "control": 0.5, "protection": 0.6, "exposure": 0.3},
    "word_of_mouth": {"positive": 0.2, "negative": 0.1, "trust": 0.2, "noise": 0.6, "promoter_from": 0.5,
                      "detractor_below": -0.9, "bad_news": 1.5, "answer_takes": 0.4, "heard": 0.3, "heard_noise": 4,
                      "advocate_months": 3},
    "reputation": {"speed": 0.1, "report_level": 7, "report_satisfaction": 0.6},
    "referral": {"share": 0.3, "hazard": 0.8},
    "win_back": {"odds": 0.1, "satisfaction": 0.6, "fading": 0.1, "service": 0.5, "second_life": 1.2},
    "voice": {"level": -1, "access": 1, "commitment": 0.2, "severity": 1.5},
    "recovery": {"distributive": 0.6, "interactional": 0.4, "procedural": 0.2, "delay": 0.3, "informed": 0.5,
                 "answer_relieves": 0.1, "justice_relieves": 0.5, "deviation": 0.7, "fair_enough": 0.4,
                 "praise": 0.9, "praiseworthy": 0.5, "repair": 2, "recoveries_memory": 0.9, "praise_memory": 0.8,
                 "case_cost": 2, "refund_cost": 5},
    "great_moment": {"odds": 0.05, "empowerment": 1, "affect": 0.8, "cost": 0.5},
    "activation": {"odds": 0.2, "leaving": 0.6},
    "market": {"size": 5000, "penetration": 0.5, "initial_tenure": 30, "used_rival": 0.5, "rival_quality": 7.2,
               "forgetting": 4, "reputation": 7.1},
    "money": {"price": 33, "reference_price": 30, "margin": 0.6, "serve": 1, "usage_in_spend": 0.2,
              "satisfaction_in_spend": 0.05, "commitment_in_spend": 0.02, "spend_limit": 3, "acquisition": 50,
              "discount_rate": 0.1, "return_cost_share": 0.5, "willingness_linear": 0.02, "willingness_cubic": 0.01, "willingness_limit": 2,
              "willingness_floor": 0.4},
    "expectation": {"category_norm": 7, "initial_should": 8, "promise_to_should": 0.3, "price_to_should": 0.1,
                    "knowledge_to_should": 0.1, "rival_to_should": 0.1, "fit_to_should": 0.5,
                    "initial_uncertainty": 1, "experience_noise": 1, "drift": 0.05, "advert_noise": 9,
                    "price_noise": 4, "price_cue": 2, "adverts_read_on_joining": 0.5, "adverts_read": 0.3,
                    "ratchet_up": 0.02, "ratchet_down": 0.002, "reputation_to_should": 0.1},
    "mood": {"persistence": 0.5, "spread": 0.7},
    "tolerance": {"price": 0.1, "alternatives": 0.1, "mood": 0.1, "knowledge": 0.1, "failures": 0.2,
                  "failures_counted": 2, "failure_memory": 0.8, "tenure": 0.05},
    "perception": {"assimilation": 0.1, "should_contrast": 0.1, "mood": 0.1, "halo": 0.8},
    "value": {"level": 0.2, "better_than_expected": 0.1, "worse_than_expected": 0.3, "inside_zone": 0.1,
              "effort": 0.1, "failure": 1.5},
    "affect": {"above": 0.2, "below": 0.6, "failure": 1, "mood": 0.05, "memory": 0.8, "fading": 0.01,
               "peak_weight": 0.5},
    "effort": {"channel_switch": 0.5, "repetition": 1, "phone_tree": 0.8, "detail_mismatch": 0.2, "memory": 0.7},
    "satisfaction": {"mean_weight": 0.4, "peak_weight": 0.3, "end_weight": 0.3, "slowest_gain": 0.1},
    "trust": {"journey": 0.5, "broken_promise": 0.3, "gain": 0.03, "loss": 0.1, "breach": 1},
    "commitment": {"speed": 0.05, "target": 0.1},
    "grievance": {"minor_severity": 0.3, "major_severity": 1, "memory": 0.8, "trust_softens": 0.1, "softest": 0.2,
                  "hardest": 2, "pending_after_silence": 0.6, "pending_after_complaint": 0.8, "help_per_pending": 0.7},
    "churn": {"satisfaction": 0.4, "satisfaction_convex": 0.1, "competition_floor": 0.4, "competition_slope": 1,
              "competition_least": 0.1, "competition_most": 3, "affect": 0.3, "effort": 0.3, "price": 2,
              "commitment": 0.2, "trust": 0.1, "switching_cost": 0.4, "alternatives": 0.4, "grievance": 2,
              "self_service": 1, "self_service_best": 0.5, "self_service_fading": 24, "self_service_memory": 0.8,
              "reputation": 0.2},
    "survey": {"level": 7.5, "satisfaction": 1.2, "trust": 0.3, "noise": 0.8, "coarse": 0.2, "asked": 0.3,
               "asked_after_contact": 0.4, "answering": -0.5, "answering_slope": 0.2, "answering_extremes": 0.1,
               "yes_above": 5, "cost": 0.7},
    "adoption": {"innovation": 0.3, "imitation": 0.6, "promise": 0.5, "reference_promise": 7.2,
                 "marketing_elasticity": 0.1, "price_elasticity": -1.5, "net_talk": 0.5},
    "standard": {"journey_mean": -0.2, "journey_scale": 0.3, "affect_mean": -0.4, "affect_scale": 0.2,
                 "affect_fast": -0.1, "affect_best": 0.3, "affect_worst": -0.7, "trust_mean": 0.3, "trust_scale": 0.2,
                 "commitment_mean": 0.2, "commitment_scale": 0.1, "engagement_mean": 0.2, "engagement_scale": 1,
                 "effort_mean": 2.2, "alternatives_mean": 0.5, "cut_fully": 0.7, "cut_engaged": 0, "cut_not": -0.7,
                 "answer_mean": 7.5, "answer_scale": 2, "net_talk": 0.03, "reputation_mean": 7},
}  # fmt: skip
KEYED = {
    "segments": {"share": 0.5, "fee": 1, "switching_cost": 0.3, "switching_cost_slope": 0.3, "relationship": 1,
                 "alternatives": 0.6, "need_functional": 1, "need_economic": 1, "need_experiential": 1, "need_symbolic": 1,
                 "base_hazard": -3.5, "involuntary": 0.005},
    "dimensions": {"importance": 1, "width": 1.2, "above": 0.2, "below": 0.6, "integration_load": 0.5,
                   "internalized_loss": 0.2, "personalization_load": 0.5, "protection_load": 0.5},
    "channels": {"effort": 0.3, "cost": 0.2, "is_digital": 0, "is_staffed": 1, "has_menu": 1},
    "touchpoints": {"spread": 1, "failure": 0.08, "major": 0.3, "effort": 2, "cost": 0.3, "detail": 0.2,
                    "salience": 1, "activates": 1},
    "journeys": {"always": 0, "rate": 0.4, "follows_usage": 0, "every": 12, "on_joining": 1, "takes_pending": 1,
                 "has_menu": 1, "repeats_are_transfers": 1, "is_contact": 1,
                 "needs_activation": 0},
}  # fmt: skip
GRIDS = {
    "policy.promise.{}": (("dimensions",), 7.3),
    "standard.encounters.{}": (("touchpoints",), 1),
    "touchpoints.{}.quality.{}": (("touchpoints", "dimensions"), 7),
    "touchpoints.{}.channels.{}": (("touchpoints", "channels"), 1),
    "channels.{}.quality.{}": (("channels", "dimensions"), 0),
    "journeys.{}.entry.{}": (("journeys", "touchpoints"), 0.45),
    "journeys.{}.transitions.{}.{}": (("journeys", "touchpoints", "touchpoints"), 0.2),
    "journeys.{}.after_failure.{}.{}": (("journeys", "touchpoints", "touchpoints"), 0.4),
    "segments.{}.journey_rate.{}": (("segments", "journeys"), 1),
}
OWN = {
    "journeys.using.always": 1, "journeys.helping.needs_activation": 1, "touchpoints.help.activates": 0,
    "channels.web.is_digital": 1, "channels.web.is_staffed": 0, "segments.steady.fee": 2,
}  # fmt: skip
PEOPLE = 600


def company() -> dict[str, float]:
    """Make up a small company that uses every part of the month."""
    values = {f"{block}.{name}": float(x) for block, rows in SCALARS.items() for name, x in rows.items()}
    for block, rows in KEYED.items():
        values |= {f"{block}.{key}.{name}": float(x) for key in NAMES[block] for name, x in rows.items()}
    for pattern, (axes, number) in GRIDS.items():
        values |= {pattern.format(*key): float(number) for key in product(*(NAMES[axis] for axis in axes))}
    for segment, knot in product(NAMES["segments"], (0, 12, 24, 36, 48, 60)):
        values[f"segments.{segment}.tenure_effect.{knot}"] = -0.5 if knot == 0 else 0.0
    return values | OWN


def world(values: Mapping[str, float], **settings: object) -> World:
    """Put 600 people, half in each segment, in a market of the company."""
    rng = np.random.default_rng(11)
    segment = np.arange(PEOPLE) // (PEOPLE // 2)
    normal = {"fit": (0, 0.5), "ease": (0, 0.5), "knowledge": (0, 1), "forgiveness": (0.1, 0.6), "style": (0, 0.7)}
    traits = {name: rng.normal(*moments, PEOPLE) for name, moments in normal.items()}
    traits |= {"usage": rng.gamma(2, 0.5, PEOPLE), "frailty": rng.gamma(2, 0.5, PEOPLE)}
    traits |= {"digital": rng.uniform(0.1, 0.9, PEOPLE), "willingness_to_pay": rng.normal(1.2, 0.1, PEOPLE)}
    traits |= {"privacy_concern": rng.uniform(0, 2, PEOPLE)}
    options = {"seed": 4, "replication": 1, **settings}
    return World(values, NAMES, {("using", "use"), ("helping", "help")}, traits, segment, **options)  # type: ignore[arg-type]


def assert_same(first: Mapping[str, Floats], second: Mapping[str, Floats]) -> None:
    """Check that two sets of arrays are the same to the bit."""
    assert first.keys() == second.keys()
    for name, values in first.items():
        np.testing.assert_array_equal(values, second[name], err_msg=name)


@pytest.mark.parametrize("start", ["steady", "cohort"])
def test_people_are_conserved_and_every_number_is_finite(start: str) -> None:
    market = world(company(), start=start)
    last = market.step()
    for _ in range(30):
        sums = market.step()
        np.testing.assert_array_equal(sums["customers"] + sums["prospects"] + sums["lapsed"], PEOPLE / 2)
        np.testing.assert_array_equal(
            sums["customers"], last["customers"] - last["left"] - last["left_involuntary"] + last["joined"]
        )
        for name, values in {**sums, **market.columns()}.items():
            assert np.isfinite(values).all(), name
        last = sums
    assert (last["joined"] > 0).all()
    assert (last["left"] > 0).all()


def test_encounters_add_up_the_same_along_every_axis() -> None:
    market = world(company(), start="cohort")
    for _ in range(5):
        sums = market.step()
        count = sums["touchpoint_encounters"].sum(axis=1)
        np.testing.assert_array_equal(count, sums["channel_encounters"].sum(axis=1))
        inside = count[:, None] - sums["dimension_below"] - sums["dimension_above"]
        assert (inside > 0).all()
        levels = sum(sums[name] for name in ("fully_engaged", "engaged", "not_engaged", "actively_disengaged"))
        np.testing.assert_array_equal(levels, sums["customers"])
        spent = sum(sums[name] for name in ("contact_cost", "recovery_cost", "great_moment_cost", "survey_cost"))
        money = 0.6 * sums["revenue"] - sums["customers"] - spent
        np.testing.assert_allclose(sums["contribution"], money)


def test_a_null_change_gives_the_same_bits() -> None:
    left, right = world(company()), world(company())
    for _ in range(12):
        assert_same(left.step(), right.step(company()))
    assert_same(left.columns(), right.columns())


def test_parameters_of_one_segment_leave_the_others_unchanged_without_interactions() -> None:
    changed = company() | {"segments.fickle.base_hazard": -2.0, "segments.fickle.journey_rate.using": 3.0}
    left, right = (world(values, interactions=False) for values in (company(), changed))
    for _ in range(24):
        before, after = left.step(), right.step()
        assert_same({k: v[0] for k, v in before.items()}, {k: v[0] for k, v in after.items()})
    assert (before["customers"] > after["customers"])[1]
    others = left.people.segment == 0
    assert_same(*({k: v[others] for k, v in w.columns().items()} for w in (left, right)))


def test_nobody_leaves_or_joins_a_closed_world() -> None:
    market = world(company(), closed=True, start="cohort")
    for months in range(1, 7):
        sums = market.step()
        np.testing.assert_array_equal(sums["customers"], PEOPLE / 2)
        assert (sums["left"] + sums["joined"] == 0).all()
        assert (market.columns()["tenure"] == months).all()


def test_the_value_of_people_is_their_discounted_contribution_less_acquisition() -> None:
    market, total = world(company(), start="cohort"), 0.0
    for month in range(6):
        sums = market.step()
        total += 1.1 ** (-month / 12) * float((sums["contribution"] - sums["acquisition_cost"]).sum())
    assert market.columns()["value"].sum() == pytest.approx(total)


def test_fewer_failures_are_voiced_than_happen_fewer_answered_and_fewer_still_solved() -> None:
    market = world({**company(), "policy.answered": 0.8, "policy.solved": 0.5})
    months = [market.step() for _ in range(24)]
    outcomes = ("failures", "complaints", "answered", "solved")
    count = [sum(month[f"touchpoint_{name}"] for month in months) for name in outcomes]
    for more, less in pairwise(count):
        assert (more > less).all()
    assert (count[-1] > 0).all()


def test_whatever_the_odds_of_an_answer_what_is_solved_is_answered() -> None:
    market = world({**company(), "policy.answered": 0, "policy.solved": 0.5})
    for _ in range(6):
        sums = market.step()
        np.testing.assert_array_equal(sums["touchpoint_answered"], sums["touchpoint_solved"])
    assert sums["touchpoint_solved"].sum() > 0


def test_repair_of_a_failure_brings_back_what_it_took_and_no_more() -> None:
    # or what failures took from trust would lower quality, and through talk what others expect
    trusted = {"personalization.intrusion": 0, "word_of_mouth.heard": 0}
    generous = {
        **trusted,
        "recovery.repair": 1e6,
        "policy.solved": 1,
        "policy.refund": 1,
        "voice.level": 50,
        "recovery.delay": 0,
    }
    anew = {"recovery.recoveries_memory": 0, "journeys.helping.rate": 0, "journeys.helping.on_joining": 0}
    often = {f"touchpoints.{name}.failure": 0.5 for name in NAMES["touchpoints"]}
    left, right = (
        world({**company(), **generous, **anew, **often, "value.failure": failure}, closed=True, start="cohort")
        for failure in (1.5, 0)
    )
    for _ in range(6):
        left.step()
        right.step()
    np.testing.assert_allclose(left.people.satisfaction, right.people.satisfaction, rtol=1e-9, atol=1e-9)


def test_who_is_not_activated_makes_no_journey_that_needs_it_and_leaves_more_often() -> None:
    never = {"activation.odds": 0, "touchpoints.use.failure": 1, "activation.leaving": 2}
    market, other = (world({**company(), **never, **more}, start="cohort") for more in ({}, {"activation.leaving": 0}))
    sums, less = market.step(), other.step()
    np.testing.assert_array_equal(sums["not_activated"], sums["customers"])
    assert sums["journeys"][:, 1].tolist() == [0, 0]
    assert (sums["left"] > less["left"]).all()


def test_who_joins_where_no_touchpoint_activates_is_activated() -> None:
    market = world({**company(), "touchpoints.use.activates": 0}, start="cohort")
    assert market.step()["not_activated"].tolist() == [0, 0]


def test_the_first_step_of_a_second_journey_knows_nothing_of_the_exit_of_the_first() -> None:
    # who begins at "use" leaves at once, so that reused luck of the entry would show
    leaves_use = {f"journeys.using.transitions.use.{to}": 0.0 for to in NAMES["touchpoints"]}
    market = world({**company(), **leaves_use, "journeys.using.entry.use": 0.5, "journeys.using.entry.help": 0.5})
    starts_at_help, first_was_long = [], []
    for step in range(1, 41):
        two = np.tile([2, 0], (PEOPLE, 1))  # two journeys of the first kind for everybody
        walk = Router(market.people, Luck(4, 1, step), market.base).walk(np.arange(PEOPLE), two)
        first = np.bincount(walk.person[walk.occurrence == 0], minlength=PEOPLE)
        begins = (walk.occurrence == 1) & (walk.stage == 0)
        starts_at_help.append(walk.touchpoint[begins] == 1)
        first_was_long.append(first[walk.person[begins]] > 1)
    helped, long = np.concatenate(starts_at_help), np.concatenate(first_was_long)
    assert len(helped) == 40 * PEOPLE
    a, b = helped[long], helped[~long]
    error = np.sqrt(0.25 / len(a) + 0.25 / len(b))
    assert abs(a.mean() - b.mean()) < 4 * error
