"""A simulation lived month by month is the one that is run at once."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import cxsim as cx

TELECOM = cx.load_example("telecom")
LEVER = cx.levers.redesign("help_desk")
RUN = {"months": 5, "people": 1_000, "seed": 4}


def test_month_by_month_is_to_the_bit_what_is_run_at_once() -> None:
    simulation = cx.Simulation(TELECOM, ["today", LEVER], **RUN)
    numbers = [month.number for month in simulation]
    assert numbers == [0, 1, 2, 3, 4]
    study = cx.compare(TELECOM, ["today", LEVER], replications=1, **RUN)
    for label in study.labels:
        assert simulation.results(label).digest == study.results[label].digest
        pd.testing.assert_frame_equal(simulation.customers(label), study.results[label].customers)


def test_results_so_far_are_those_of_a_shorter_run() -> None:
    simulation = cx.Simulation(TELECOM, LEVER, **RUN)
    for month in simulation:
        if month.number == 2:
            break
    shorter = cx.simulate(TELECOM, LEVER, replications=1, **{**RUN, "months": 3})
    assert simulation.results().digest == shorter.digest
    assert simulation.done == 3
    assert [month.number for month in simulation] == [3, 4]  # the loop goes on where it stopped


def test_a_checkpoint_goes_on_to_the_same_end(tmp_path: Path) -> None:
    path = tmp_path / "three.cxsim"
    first, second = cx.Simulation(TELECOM, LEVER, **RUN), cx.Simulation(TELECOM, LEVER, **RUN)
    first.advance(3)
    first.save(path)
    second.load(path)
    for simulation in (first, second):
        simulation.advance(2)
    assert first.results().digest == second.results().digest
    other = cx.Simulation(TELECOM, LEVER, **{**RUN, "seed": 5})
    with pytest.raises(ValueError, match="the checkpoint is of another company, schedule or setting"):
        other.load(path)


def test_customers_are_live() -> None:
    simulation = cx.Simulation(TELECOM, **RUN)
    tenures = [month.customers.query("status == 'customer'")["tenure"].max() for month in simulation]
    assert tenures == sorted(tenures)
    assert tenures[-1] > tenures[0]


def test_wrong_wishes_are_named() -> None:
    for scenarios, message in (([], "give one or more"), ([LEVER, LEVER], "labels must differ")):
        with pytest.raises(ValueError, match=message):
            cx.Simulation(TELECOM, scenarios, **RUN)
    with pytest.raises(TypeError, match="scenarios = 3: give a list"):
        cx.Simulation(TELECOM, 3, **RUN)  # type: ignore[arg-type]
    simulation = cx.Simulation(TELECOM, ["today", LEVER], **RUN)
    with pytest.raises(ValueError, match="no month is over yet"):
        simulation.results()
    with pytest.raises(ValueError, match=r"label 'tody' is no scenario here; known: .*did you mean 'today'"):
        simulation.customers("tody")
    with pytest.raises(ValueError, match="advance by 9: 5 steps are left"):
        simulation.advance(9)
    assert repr(simulation) == "<cxsim.Simulation of Telecom example: today, redesign help desk; 0 of 5 steps done>"


def test_a_checkpoint_that_is_loaded_without_a_simulation_says_how_to_come_back() -> None:
    with pytest.raises(TypeError, match=r"make a cx.Simulation in the same way, and then simulation.load\(path\)"):
        cx.Simulation.load("so_far.cxsim")  # type: ignore[arg-type]
