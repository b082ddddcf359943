"""What a reader must know of a run stands in its notes, and nothing does where all is well."""

from __future__ import annotations

import re

import pytest

import cxsim as cx

TELECOM = cx.load_example("telecom")


def notes_of(
    company: cx.Company, *levers: cx.Lever, months: int = 2, people: int = 2_000, replications: int = 1
) -> str:
    """Return what is noted of a run."""
    run = {"months": months, "people": people, "replications": replications}
    return "\n".join(cx.simulate(company, cx.Scenario("this", levers), **run).run_notes)


def test_a_company_and_a_run_without_faults_draw_no_note() -> None:
    assert notes_of(TELECOM) == notes_of(TELECOM, cx.levers.redesign("help_desk", size=3), months=4) == ""


@pytest.mark.parametrize(
    ("change", "note"),
    [
        ({"money.fixed": 16_000_000}, "loses money by a plain estimate"),
        ({"money.price": 38}, "money.price 38 is far from money.reference_price 30, so that all find it dear"),
        ({"money.price": 23}, "all find it cheap"),
        ({"market.penetration": 0}, "has no customers to start with"),
        ({"touchpoints.*.quality.*": 1}, "SD from the sector's norm"),
    ],
)
def test_a_strange_company_is_noted_in_its_runs(change: dict[str, float], note: str) -> None:
    assert note in notes_of(TELECOM.replace(change), months=12)


def test_a_handful_of_people_is_noted() -> None:
    assert re.search(r"Only about 1\d customers are simulated", notes_of(TELECOM, people=36))
    assert "customers are simulated" not in notes_of(TELECOM, people=300)


def test_a_spend_far_beyond_the_stated_one_is_noted() -> None:
    note = notes_of(TELECOM, cx.levers.redesign("help_desk", size=30))
    assert "redesign help desk spends 30 times what was stated and reaches 1.97 times the effect" in note


def test_a_spend_that_buys_nothing_is_noted() -> None:
    assert "what is beyond it buys nothing" in notes_of(TELECOM, cx.levers.promise(0.5, monthly=100_000), months=4)
    assert "buys nothing" not in notes_of(TELECOM, cx.levers.promise(0.5), months=4)


def test_costs_that_were_scaled_are_noted_once_with_the_lever() -> None:
    small = TELECOM.replace({"market.size": 400_000, "money.fixed": 1_000_000, "money.adverts": 100_000})
    study = cx.compare(
        small, ["today", cx.levers.redesign("help_desk"), cx.levers.consistency()], months=2, people=300, replications=2
    )
    scaled = [note.split(" are stated")[0] for note in study.notes if "were multiplied by 0.2" in note]
    assert scaled == ["Costs of redesign help desk", "Costs of less spread everywhere"]
    quoted = cx.levers.redesign("help_desk", quote={"once": 1e5, "monthly": 1e4})
    assert "multiplied" not in notes_of(small, quoted)


def test_a_market_that_still_moves_is_noted_for_the_world_without_levers_alone() -> None:
    moves = "customers change by +"
    assert moves in notes_of(TELECOM, months=36, people=4_000, replications=4)
    assert moves not in notes_of(TELECOM, months=36)  # one replication cannot tell it from luck
    assert moves not in notes_of(TELECOM, cx.levers.redesign("help_desk"), months=36, replications=3)
    cohort = cx.simulate(TELECOM, months=36, people=2_000, replications=3, start="cohort")
    assert "customers change by" not in "\n".join(cohort.notes)
