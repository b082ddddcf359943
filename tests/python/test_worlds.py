"""Worlds share people and luck: the same bits however they are run, and only what a lever touches differs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest
import xarray as xr

import cxsim as cx
from cxsim import _core
from cxsim.digest import digest_of
from cxsim.exact import laboratory
from cxsim.series import cells_of, series_by_name

COMPANY = cx.load_example("telecom")
MONTHS = 8


def core_digest(**switches: Any) -> str:
    """Digest of a short run of the core under these switches."""
    parameters = COMPANY.parameters()
    settings = _core.Settings(people=3000, seed=5, **switches)
    simulation = _core.Simulation([[parameters] * MONTHS], settings, _core.burned_in(parameters, settings))
    simulation.advance(MONTHS)
    return digest_of(simulation.totals(0))


@pytest.fixture(scope="module")
def straight() -> str:
    return core_digest()


@pytest.mark.parametrize("threads", [2, 5])
@pytest.mark.parametrize("interactions", [True, False])
def test_threads_change_nothing(threads: int, interactions: bool) -> None:
    assert core_digest(threads=threads, interactions=interactions) == core_digest(interactions=interactions)


@pytest.mark.parametrize("rows", [16, 250, 512, 2048])
def test_block_size_changes_nothing(rows: int, straight: str) -> None:
    assert core_digest(block_rows=rows) == straight


@pytest.mark.parametrize("instructions", _core.instruction_sets())
def test_instruction_sets_agree(instructions: str, straight: str) -> None:
    assert core_digest(instructions=instructions) == straight


@pytest.mark.parametrize("damage", ["a bit", "bytes at the end"])
def test_a_damaged_checkpoint_is_refused(tmp_path: Path, damage: str) -> None:
    parameters = COMPANY.parameters()
    settings = _core.Settings(people=300, seed=5)
    simulation = _core.Simulation([[parameters] * 3], settings, _core.cohort(parameters, settings))
    simulation.advance(2)
    path = tmp_path / "two.cxsim"
    simulation.save(str(path))
    content = bytearray(path.read_bytes())
    if damage == "a bit":
        content[len(content) // 2] ^= 1
    path.write_bytes(content + (b"more" if damage == "bytes at the end" else b""))
    with pytest.raises(ValueError, match="the checkpoint is damaged"):
        simulation.load(str(path))
    assert simulation.done == 2


def test_a_checkpoint_of_money_on_another_scale_is_refused(tmp_path: Path) -> None:
    parameters, settings = COMPANY.parameters(), _core.Settings(people=300, seed=5)
    start = _core.cohort(parameters, settings)
    first = _core.Simulation([[parameters] * 3], settings, start)
    first.advance(1)
    first.save(str(tmp_path / "one.cxsim"))
    dear = COMPANY.replace({"money.price": 3_000_000}).parameters()
    second = _core.Simulation([[parameters] * 3], settings, start, dear)
    with pytest.raises(ValueError, match="of another company, schedule or setting"):
        second.load(str(tmp_path / "one.cxsim"))


def test_a_resumed_run_is_a_straight_run(tmp_path: Path, straight: str) -> None:
    parameters = COMPANY.parameters()
    settings = _core.Settings(people=3000, seed=5)
    start = _core.burned_in(parameters, settings)
    first = _core.Simulation([[parameters] * MONTHS], settings, start)
    first.advance(3)
    first.save(str(tmp_path / "three.cxsim"))
    second = _core.Simulation([[parameters] * MONTHS], settings, start)
    second.load(str(tmp_path / "three.cxsim"))
    second.advance(MONTHS - 3)
    assert digest_of(second.totals(0)) == straight
    assert [path.name for path in tmp_path.iterdir()] == ["three.cxsim"]


def test_a_checkpoint_of_another_company_is_refused(tmp_path: Path) -> None:
    parameters = COMPANY.parameters()
    settings = _core.Settings(people=300, seed=5)
    start = _core.cohort(parameters, settings)
    _core.Simulation([[parameters] * 2], settings, start).save(str(tmp_path / "x"))
    other = COMPANY.replace({"money.price": 31}).parameters()
    with pytest.raises(ValueError, match="another company, schedule or setting"):
        _core.Simulation([[other] * 2], settings, start).load(str(tmp_path / "x"))


def test_a_replication_alone_is_that_of_many() -> None:
    many = cx.simulate(COMPANY, months=3, people=600, replications=3, seed=4)
    parameters = COMPANY.parameters()
    settings = _core.Settings(people=600, seed=4, replication=2)
    alone = _core.Simulation([[parameters] * 3], settings, _core.burned_in(parameters, settings))
    alone.advance(3)
    customers = cells_of(alone.totals(0), series_by_name(parameters)["customers"])[..., 0]
    weights = np.array(_core.weights(parameters, 600))
    expected = customers * weights
    np.testing.assert_array_equal(many.data["customers"].sel(replication=2).to_numpy(), expected)


def test_a_lever_of_size_zero_differs_by_exactly_nothing() -> None:
    nothing = cx.levers.redesign("help_desk", size=0, label="nothing")
    study = cx.compare(COMPANY, ["today", nothing], months=6, people=600, replications=2)
    assert (study.table()["difference"] == 0).all()
    assert (study.table()[["low", "high"]] == 0).all(axis=None)
    assert not study.paired["nothing"][..., 1:].any()
    assert (study.customers["nothing"] == 0).all()


def test_without_interactions_a_lever_touches_only_its_segment() -> None:
    base = COMPANY.parameters()
    touched = base.copy()
    touched.set("segments.regular.fee", 2.0)
    touched.set("segments.regular.alternatives", 1.5)
    settings = _core.Settings(people=2000, seed=3, interactions=False)
    start = _core.burned_in(base, settings)
    simulation = _core.Simulation([[base] * 12, [touched] * 12], settings, start)
    simulation.advance(12)
    today, other = (simulation.people(w) for w in (0, 1))
    untouched = today["segment"] == COMPANY.names.segments.index("high_end")
    for name, column in today.items():
        np.testing.assert_array_equal(column[untouched], other[name][untouched], err_msg=name)
    assert (today["satisfaction"][~untouched] != other["satisfaction"][~untouched]).any() or (
        today["status"][~untouched] != other["status"][~untouched]
    ).any()


def test_a_price_cut_below_the_reference_moves_no_expectation() -> None:
    base = COMPANY.parameters()
    cut = base.copy()
    cut.set("money.price", 27.0)
    settings = _core.Settings(people=2000, seed=3, interactions=False)
    simulation = _core.Simulation(
        [[base] * 12, [base] * 3 + [cut] * 6 + [base] * 3], settings, _core.burned_in(base, settings)
    )
    simulation.advance(12)
    today, other = (simulation.people(w) for w in (0, 1))
    same_spell = (today["status"] == 1) & (other["status"] == 1) & (today["tenure"] == other["tenure"])
    assert same_spell.sum() > 500
    for k in range(len(COMPANY.names.dimensions)):
        for name in (f"will_{k}", f"should_{k}"):
            np.testing.assert_array_equal(today[name][same_spell], other[name][same_spell])


def test_people_are_conserved() -> None:
    data = cx.simulate(COMPANY, months=12, people=2000, replications=2).data
    everybody = (data["customers"] + data["prospects"] + data["lapsed"]).sum("segment")
    np.testing.assert_allclose(everybody, COMPANY.get("market.size"), rtol=1e-12)
    ahead = data["customers"] - data["left"] - data["left_involuntary"] + data["joined"]
    np.testing.assert_allclose(ahead[:, :-1], data["customers"][:, 1:], rtol=1e-12)


def test_the_books_reconcile() -> None:
    data = cx.simulate(COMPANY, cx.levers.consistency(), months=6, people=1000, replications=2).data
    expected = (
        COMPANY.get("money.margin") * data["revenue"]
        - COMPANY.get("money.serve") * data["customers"]
        - data["contact_cost"]
        - data["recovery_cost"]
        - data["great_moment_cost"]
        - data["survey_cost"]
    )
    np.testing.assert_allclose(data["contribution"], expected, rtol=1e-5)
    earned = (data["contribution"] - data["acquisition_cost"]).sum("segment")
    costs = data["fixed_cost"] + data["marketing_cost"] + data["lever_cost"]
    np.testing.assert_allclose(data["profit"], earned - costs, rtol=1e-12)


@pytest.mark.slow
def test_more_people_change_no_mean_beyond_its_error() -> None:
    few = cx.simulate(COMPANY, months=12, people=2_000, replications=8, seed=21)
    many = cx.simulate(COMPANY, months=12, people=8_000, replications=8, seed=22)
    for name in ("customers", "churn", "satisfaction", "below_zone", "revenue", "effort"):
        a, b = (results.metric(name).to_numpy() for results in (few, many))
        error = np.sqrt(a.var(ddof=1) / a.size + b.var(ddof=1) / b.size)
        assert abs(a.mean() - b.mean()) < 4 * error, name


def test_weekly_steps_run_and_read_rates_per_step() -> None:
    company = cx.load({**laboratory(hazard=np.exp(-4.0)), "steps_per_year": 52})
    results = cx.simulate(company, steps=5, people=20_000, replications=2, start="cohort", interactions=False)
    share = results.metric("churn").to_numpy() / 100
    assert abs(share.mean() - (1 - np.exp(-np.exp(-4.0)))) < 4 * np.sqrt(0.018 / 200_000)


@pytest.mark.parametrize("steps_per_year", [4, 12, 52])
def test_tenure_is_of_the_calendar_whatever_a_step_is(steps_per_year: int) -> None:
    """The hazard is e⁻¹⁵ a step for a year, and rises until nobody is left after two."""
    knots = {"0": -10, "12": -10, "24": 10, "36": 10, "48": 10, "60": 10}
    company = cx.load({**laboratory(hazard=np.exp(-5.0)), "steps_per_year": steps_per_year})
    company = company.replace({f"segments.*.tenure_effect.{knot}": effect for knot, effect in knots.items()})
    data = cx.simulate(company, months=27, people=500, replications=1, start="cohort", interactions=False).data
    left = data["left"].sum(["segment", "replication"]) / company.get("market.size")
    assert left.sel(month=slice(0, 12)).sum() == 0
    assert left.sel(month=slice(0, 18)).sum() < 0.1
    assert left.sel(month=slice(0, 24)).sum() == pytest.approx(1)
    tenure = data["tenure"].sel(month=slice(0, 12)).isel(segment=0, replication=0)
    np.testing.assert_allclose(tenure, tenure["month"], atol=1e-5)


def test_a_simulation_that_another_thread_advances_is_refused() -> None:
    parameters = COMPANY.parameters()
    settings = _core.Settings(people=3000, seed=5)
    simulation = _core.Simulation([[parameters] * 6], settings, _core.cohort(parameters, settings))
    under_way, may_end = Event(), Event()

    def wait(*_: int) -> None:
        under_way.set()
        may_end.wait()

    with ThreadPoolExecutor(1) as pool:
        run = pool.submit(simulation.advance, 6, wait)
        under_way.wait()
        uses = (simulation.advance, simulation.people, simulation.totals, simulation.trace, simulation.load)
        for use, argument in zip(uses, (1, 0, 0, 0, "nowhere"), strict=True):
            with pytest.raises(ValueError, match="in use by another thread"):
                use(argument)
        may_end.set()
        run.result()
    assert simulation.done == 6


def test_a_cancelled_simulation_refuses_to_go_on() -> None:
    parameters = COMPANY.parameters()
    settings = _core.Settings(people=50_000, seed=5)
    simulation = _core.Simulation([[parameters] * 200], settings, _core.cohort(parameters, settings))

    def stop(*_: int) -> None:
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        simulation.advance(200, stop)
    for use in (lambda: simulation.advance(1), lambda: simulation.totals(0), lambda: simulation.save("nowhere")):
        with pytest.raises(ValueError, match="stopped halfway"):
            use()


def test_a_resume_through_a_changing_schedule_is_a_straight_run(tmp_path: Path) -> None:
    base = COMPANY.parameters()
    dear = base.copy()
    dear.set("money.price", 33.0)
    settings = _core.Settings(people=2000, seed=5)
    schedule = [base] * 3 + [dear] * 3
    start = _core.burned_in(base, settings)
    straight, first, second = (_core.Simulation([schedule], settings, start) for _ in range(3))
    straight.advance(6)
    first.advance(4)
    first.save(str(tmp_path / "four"))
    second.load(str(tmp_path / "four"))
    second.advance(2)
    assert digest_of(second.totals(0)) == digest_of(straight.totals(0))


def test_journeys_that_run_into_a_cap_are_warned_of() -> None:
    busy = COMPANY.replace({"journeys.use.rate": 12})
    with pytest.warns(UserWarning, match="ran into a cap"):
        cx.simulate(busy, months=1, people=600, replications=1)


@pytest.mark.filterwarnings("ignore::cxsim.PrecisionWarning")
def test_a_world_is_the_same_alone_and_beside_others_whatever_money_their_levers_move() -> None:
    dear = cx.Lever(
        key="dear", label="dear", monthly=1.0, delay=0,
        targets=[{"path": "touchpoints.help_desk.cost", "operation": "add", "effect": 5000.0}],
    )  # fmt: skip
    how = {"months": 2, "people": 500, "replications": 2}
    alone = {
        label: cx.simulate(COMPANY, scenario, **how) for label, scenario in {"today": "today", "dear": dear}.items()
    }
    for order in (["today", dear], [dear, "today"]):
        together = cx.compare(COMPANY, order, **how).results
        for label, single in alone.items():
            assert together[label].digest == single.digest
            xr.testing.assert_identical(together[label].data["profit"], single.data["profit"])
