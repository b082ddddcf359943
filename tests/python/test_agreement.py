"""The core against the independent NumPy month: the same addressed draws, person by person."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np
import pytest

import cxsim as cx
from cxsim import _core
from cxsim.company import Company
from cxsim.series import cells_of, series_by_name
from reference import World

SEED, REPLICATION = 7, 3
# What lies within single precision of an edge falls either side. Of zones (edges known to about 1e-6 points, some 10,000
# encounters times ten comparisons a run) hardly one. Of answers (known to about 1e-5 points, some 2,000 a run, edges a
# point apart or wider) one in fifty runs; of the odds of answering, or of staying but for a cause, still fewer. An answer
# on the other side makes a difference of 2 to its series: one less in its cell and one more in the next.
MOST_TIES = 2
STATES = [
    "tenure", "away", "satisfaction", "gain", "uncertainty", "affect_fast", "affect_best", "affect_worst", "trust",
    "commitment", "effort", "grievance", "failures", "mood", "self_service", "pending", "price_peak", "used_rival",
    "worst_moment", "recoveries", "complaint_satisfaction", "activated", "referrer", "second_life", "left_for_service",
    "advocate",
]  # fmt: skip


def core_and_reference(
    company: Company,
    people: int,
    months: int,
    start: str,
    changes: list[dict[str, float]] | None = None,
    **switches: Any,
) -> tuple[Any, Any, Any]:
    """Run both; give the core's simulation, the reference, and the reference's sums month by month.

    `changes` are the numbers that differ from the company's, month by month.
    """
    parameters = company.parameters()
    months_changes = changes or [{}] * months
    schedule = [company.replace(each).parameters() if each else parameters for each in months_changes]
    settings = _core.Settings(people=people, seed=SEED, replication=REPLICATION, **switches)
    make = _core.cohort if start == "cohort" else _core.burned_in
    begin = make(parameters, settings)
    simulation = _core.Simulation([schedule], settings, begin)
    before = simulation.people(0)
    simulation.advance(months)
    traits = {n: before[n].astype(float) for n in _core.trait_families}
    traits["frailty"] = np.exp(before["log_frailty"].astype(float))
    names = {
        n: list(getattr(company.names, n)) for n in ("segments", "dimensions", "channels", "touchpoints", "journeys")
    }
    world = World(
        company.flat(), names, company.own_routes(), traits, before["segment"].astype(int),
        seed=SEED, replication=REPLICATION, start=start, steps_per_year=company.steps_per_year, **switches,
    )  # fmt: skip
    for _ in range(world.burn_in if start == "steady" else 0):
        world.step()
    return simulation, world, [world.step(company.flat() | each) for each in months_changes]


def may_tie(row: dict[str, Any]) -> bool:
    """Tell whether a series counts which side of an edge a number of single precision fell."""
    zone, answer = row["name"].endswith(("_below", "_above")), row["axis"].startswith("score_")
    yes = row["name"] in {"satisfied_yes", "satisfied_yes_all"}
    return zone or answer or yes or row["name"] in {"left_but_for", "causes_at_once"}


def assert_sums_agree(simulation: Any, sums: list[dict[str, Any]], company: Company) -> None:
    totals = simulation.totals(0)
    for row in series_by_name(company.parameters()).values():
        cells = cells_of(totals, row)
        expected = np.array([month[row["name"]] for month in sums]).reshape(cells.shape)
        if may_tie(row):
            assert np.abs(cells - expected).sum() <= MOST_TIES, row["name"]
        elif row["name"] == "left_share":
            np.testing.assert_allclose(cells, expected, rtol=0, atol=1e-3, err_msg=row["name"])
        else:
            np.testing.assert_allclose(cells, expected, rtol=2e-4, atol=2e-2, err_msg=row["name"])


def assert_people_agree(simulation: Any, world: Any, company: Company) -> None:
    core, columns = simulation.people(0), world.columns()
    np.testing.assert_array_equal(core["status"], columns["status"])
    np.testing.assert_array_equal(core["coarseness"], columns["coarseness"])
    known, lapsed = columns["status"] == 1, columns["status"] == 2
    np.testing.assert_array_equal(core["left_for_service"][lapsed], columns["left_for_service"][lapsed])
    np.testing.assert_array_equal(core["worst_touchpoint"][known], columns["worst_touchpoint"][known])
    for name in STATES:
        np.testing.assert_allclose(core[name][known], columns[name][known], rtol=1e-3, atol=2e-4, err_msg=name)
    np.testing.assert_allclose(core["value"], columns["value"], rtol=1e-4, atol=2e-2, err_msg="value")
    for k in range(len(company.names.dimensions)):
        for name in ("will", "should"):
            ours, theirs = core[f"{name}_{k}"], columns[name][:, k]
            np.testing.assert_allclose(ours[known], theirs[known], rtol=0, atol=2e-4, err_msg=f"{name} {k}")


@pytest.mark.parametrize("start", ["steady", "cohort"])
@pytest.mark.parametrize("interactions", [True, False])
@pytest.mark.parametrize("name", ["telecom_norm", "telecom"])
def test_the_core_agrees_with_the_reference_person_by_person(name: str, start: str, interactions: bool) -> None:
    company = cx.load_example(name)
    run = core_and_reference(company, 400, 6, start, interactions=interactions)
    simulation, world, sums = run
    assert_sums_agree(simulation, sums, company)
    assert_people_agree(simulation, world, company)


# A company in which all that follows a failure happens often, as do great moments and set-ups that fail.
EVENTFUL: dict[str, float] = {
    "touchpoints.*.failure": 0.3, "touchpoints.set_up.failure": 0.7, "touchpoints.*.major": 0.4, "voice.level": -0.5,
    "policy.answered": 0.8, "policy.solved": 0.6, "policy.refund": 0.9, "policy.apology": 0.9,
    "policy.complaint_access": 0.7, "policy.informed": 0.5, "policy.empowerment": 0.6, "great_moment.odds": 0.1,
    "grievance.pending_after_complaint": 0.9, "activation.odds": 0.1,
}  # fmt: skip

# Each changes what the example companies leave untouched, so that every branch meets the reference once.
CHANGES: dict[str, dict[str, float]] = {
    "dear": {"money.price": 36},
    "cheap": {"money.price": 24},
    "promising": {"policy.promise": 8.5, "policy.marketing": 3, "policy.internalized": 0.1},
    "failing": {"touchpoints.use.failure": 0.3, "touchpoints.help_desk.failure": 0.5, "touchpoints.use.major": 0.5},
    "busy": {"journeys.use.rate": 6, "journeys.use.always": 3, "journeys.get_help.rate": 3},
    "disconnected": {"policy.integration": 0, "effort.channel_switch": 2},
    "unforgiving": {"traits.forgiveness_mean": -1, "churn.grievance": 5},
    "curious": {"survey.asked": 1, "survey.asked_after_contact": 1, "survey.coarse": 0.4, "journeys.use.is_contact": 1},
    "painless": {"affect.below": 0, "affect.failure": 0, "affect.mood": 0},  # so that nowhere was the worst moment
    # so that many have months without an encounter, in which the worst moment and other memories must not fade
    "quiet": {"journeys.*.always": 0, "journeys.*.every": 0, "journeys.*.rate": 0.05, "affect.fading": 0.3},
    "leaving by chance": {
        f"segments.{name}.{row}": number
        for name in ("regular", "high_end")
        for row, number in {"leaving_alpha": 0.7, "leaving_beta": 3, "base_hazard": 0, "frailty": 0}.items()
    },
    # so that the cap on what repair brings back binds often, in journeys of many failures too
    "repaired": {
        **EVENTFUL,
        "voice.level": 3,
        "policy.solved": 0.9,
        "policy.recovery_delay": 0,
        "journeys.*.rate": 1,
        "recovery.repair": 10,
        "recovery.recoveries_memory": 0,
    },
    "praised": {
        **EVENTFUL,
        "voice.level": 3,
        "policy.solved": 1,
        "recovery.praiseworthy": 0.1,
        "recovery.praise": 3,
        "recovery.praise_memory": 0.95,
        "recovery.recoveries_memory": 1,
        "survey.asked": 1,
    },
    "too late": {**EVENTFUL, "policy.recovery_delay": 10, "recovery.delay": 0.4, "recovery.deviation": 3},
    "too kind": {**EVENTFUL, "recovery.distributive": 1, "recovery.interactional": 1, "recovery.repair": 0.2},
    "relieved": {**EVENTFUL, "recovery.answer_relieves": 0.9, "recovery.justice_relieves": 0.8, "churn.grievance": 5},
    "committed": {**EVENTFUL, "voice.commitment": 3, "voice.severity": 0, "voice.level": -1},
    "great": {
        **EVENTFUL,
        "great_moment.odds": 0.5,
        "great_moment.empowerment": 3,
        "great_moment.affect": 4,
        "great_moment.cost": 9,
        "affect.fading": 0.3,
    },
    "surprising": {"standard.affect_best": -0.5, "standard.affect_worst": 0.5},
    "helpless": {
        **EVENTFUL,
        "touchpoints.set_up.failure": 0.97,
        "activation.odds": 0.02,
        "activation.leaving": 3,
        "journeys.get_help.needs_activation": 1,
    },
    "usable at once": {**EVENTFUL, "touchpoints.*.activates": 0, "activation.odds": 0},
    "going anyway": {
        "segments.regular.involuntary": 0.3,
        "segments.high_end.involuntary": 0.3,
        "touchpoints.use.failure": 0.3,
    },
}


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES.keys())
def test_the_core_agrees_with_the_reference_in_extreme_companies(changes: dict[str, float]) -> None:
    company = cx.load_example("telecom").replace(changes)
    simulation, world, sums = core_and_reference(company, 300, 5, "cohort")
    assert_sums_agree(simulation, sums, company)
    assert_people_agree(simulation, world, company)


@pytest.mark.parametrize("start", ["steady", "cohort"])
@pytest.mark.parametrize(
    ("off", "absent"),
    [
        ({}, ()),
        ({"policy.solved": 0}, ("touchpoint_solved", "complaint_satisfaction")),
        ({"great_moment.odds": 0}, ("touchpoint_great_moments", "great_moment_cost")),
        ({"journeys.*.needs_activation": 0, "activation.leaving": 0}, ()),
    ],
    ids=["none", "recovery", "great moments", "activation"],
)
def test_the_core_agrees_with_the_reference_where_one_of_the_mechanisms_is_off(
    off: dict[str, float], absent: tuple[str, ...], start: str
) -> None:
    company = cx.load_example("telecom").replace({**EVENTFUL, **off})
    simulation, world, sums = core_and_reference(company, 300, 6, start)
    for name in ("touchpoint_complaints", "touchpoint_answered", "touchpoint_solved", "complaint_satisfaction",
                 "recovery_cost", "touchpoint_great_moments", "great_moment_cost", "not_activated"):  # fmt: skip
        assert (sum(month[name].sum() for month in sums) == 0) == (name in absent), name
    assert_sums_agree(simulation, sums, company)
    assert_people_agree(simulation, world, company)


# A company in which people talk, refer, leave and return often, and in which privacy matters.
LIVELY: dict[str, float] = {
    "policy.personalization": 0.8, "policy.data_protection": 0.2, "policy.data_control": 0.3, "policy.breach": 0.5,
    "dimensions.*.personalization_load": 0.7, "dimensions.*.protection_load": 0.6,
    "word_of_mouth.positive": 1, "word_of_mouth.negative": 0.9, "word_of_mouth.heard": 0.6, "word_of_mouth.bad_news": 2,
    "word_of_mouth.advocate_months": 2, "policy.review_response": 0.5, "adoption.net_talk": 2,
    "adoption.innovation": 0.5, "reputation.speed": 0.5, "churn.reputation": 1, "segments.*.need_symbolic": 1.5,
    "segments.*.base_hazard": -2.5, "market.forgetting": 6, "win_back.odds": 0.2, "win_back.second_life": 2,
    "policy.win_back": 0.5, "referral.share": 0.8, "referral.hazard": 0.3, "policy.referral_bonus": 7,
    "expectation.reputation_to_should": 0.5,
}  # fmt: skip
SILENT: dict[str, float] = {"word_of_mouth.positive": 0, "word_of_mouth.negative": 0}


@pytest.mark.parametrize("start", [pytest.param("steady", marks=pytest.mark.slow), "cohort"])
@pytest.mark.parametrize(
    ("off", "absent"),
    [
        ({}, ()),
        ({"dimensions.*.personalization_load": 0, "dimensions.*.protection_load": 0, "trust.breach": 0}, ()),
        (
            {**SILENT, "word_of_mouth.heard": 0, "adoption.net_talk": 0},
            ("messages_positive", "messages_negative", "report_positive", "report_negative"),
        ),
        ({"churn.reputation": 0, "expectation.reputation_to_should": 0, "reputation.speed": 0}, ()),
        ({"referral.share": 0}, ("referred",)),
        ({"win_back.odds": 0}, ("returned",)),
    ],
    ids=["none", "privacy", "word of mouth", "reputation", "referral", "return"],
)
def test_the_core_agrees_with_the_reference_in_a_lively_market_and_with_one_of_its_mechanisms_off(
    off: dict[str, float], absent: tuple[str, ...], start: str
) -> None:
    company = cx.load_example("telecom").replace({**LIVELY, **off})
    simulation, world, sums = core_and_reference(company, 300, 8, start, interactions=True)
    for name in (
        "messages_positive",
        "messages_negative",
        "report_positive",
        "report_negative",
        "referred",
        "returned",
    ):
        assert (sum(month[name].sum() for month in sums) == 0) == (name in absent), name
    assert_sums_agree(simulation, sums, company)
    assert_people_agree(simulation, world, company)


def test_the_cap_on_repair_binds_often_where_failures_are_frequent_voiced_and_solved() -> None:
    company = cx.load_example("telecom").replace(CHANGES["repaired"])
    _, less, _ = core_and_reference(company, 300, 4, "cohort", closed=True)
    more, before = deepcopy(less), less.columns()["recoveries"]
    less.step()
    more.step(company.flat() | {"recovery.repair": 1.05 * company.get("recovery.repair")})
    solved = less.columns()["recoveries"] > before
    capped = less.columns()["satisfaction"][solved] == more.columns()["satisfaction"][solved]
    assert 0.3 < capped.mean() < 0.7


def test_a_closed_world_agrees_with_the_reference() -> None:
    company = cx.load_example("telecom")
    simulation, world, sums = core_and_reference(company, 300, 8, "cohort", closed=True)
    assert_sums_agree(simulation, sums, company)
    assert_people_agree(simulation, world, company)


# Everything that is counted in months: knots a step may miss, failures to forgive, and what comes or ends by the calendar.
CALENDAR: dict[str, float] = {
    "segments.*.tenure_effect.0": 2.5,
    "segments.*.tenure_effect.12": -1,
    "tolerance.tenure": 0.4,
    "traits.forgiveness_mean": 1,
    "touchpoints.use.failure": 0.3,
    "churn.self_service": 5,
    "churn.self_service_fading": 3,
    "journeys.get_help.every": 2,
    "market.forgetting": 1,
    "market.initial_tenure": 18,
}


@pytest.mark.slow
@pytest.mark.parametrize("start", ["steady", "cohort"])
@pytest.mark.parametrize("steps_per_year", [4, 24, 52])
def test_the_core_agrees_with_the_reference_whatever_a_step_is(steps_per_year: int, start: str) -> None:
    company = cx.load_example("telecom").replace({"steps_per_year": steps_per_year, **CALENDAR})
    simulation, world, sums = core_and_reference(company, 300, 8, start)
    assert_sums_agree(simulation, sums, company)
    assert_people_agree(simulation, world, company)


@pytest.mark.slow
@pytest.mark.parametrize("start", ["steady", "cohort"])
def test_the_core_agrees_with_the_reference_while_prices_promises_and_recovery_change(start: str) -> None:
    company = cx.load_example("telecom")
    dearer = [company.get("money.price") * factor for factor in (1, 1.1, 1.1, 1.25, 1.05, 1.3)]
    told = [company.get("policy.promise.reliability") + rise for rise in (0, 0, 0.5, 1, 1, 0)]
    solved, access, empowered = (0.5, 0.9, 0, 1, 0.2, 0.7), (0, 0.5, 1, 1, 0.3, 0.6), (0, 0, 1, 1, 0.5, 0)
    failing = [min(1, 0.2 * solution + 0.1) for solution in solved]
    moving = zip(dearer, told, solved, access, empowered, failing, strict=True)
    paths = ("money.price", "policy.promise.reliability", "policy.solved", "policy.complaint_access",
             "policy.empowerment", "touchpoints.use.failure")  # fmt: skip
    changes = [dict(zip(paths, month, strict=True)) for month in moving]
    simulation, world, sums = core_and_reference(company, 400, 6, start, changes, interactions=True)
    assert_sums_agree(simulation, sums, company)
    assert_people_agree(simulation, world, company)
