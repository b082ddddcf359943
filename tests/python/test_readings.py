"""What a scenario is worth beyond its horizon, and at which cost or effect it is worth nothing."""

from __future__ import annotations

import warnings
from dataclasses import replace

import numpy as np
import pytest

import cxsim as cx
from cxsim.readings import AHEAD, READINGS, RUN_OFF, ended, worth_of_customers
from cxsim.run import Settings

TELECOM = cx.load_example("telecom")
RUN = {"people": 1_000, "replications": 3, "seed": 8}


def priced(rise: float, monthly: float, **fields: object) -> cx.Lever:
    """A lever that raises the price by an amount of money, in a laboratory where nobody minds."""
    target = {"path": "money.price", "operation": "add", "effect": rise}
    return cx.Lever(key="price", label="dearer", targets=[target], monthly=monthly, **fields)


def laboratory(**asked: float) -> cx.Company:
    return cx.load(cx.exact.laboratory(**asked))


def test_flow_is_the_value_of_the_study_and_nothing_differs_from_nothing() -> None:
    nothing = cx.Scenario("nothing", [cx.levers.redesign("help_desk", size=0)])
    study = cx.compare(TELECOM, ["today", nothing, cx.levers.redesign("help_desk")], months=6, **RUN)
    readings = study.readings()
    assert (readings.loc["nothing", ["difference", "low", "high"]] == 0).all().all()
    table = study.table().xs("net present value", level="measure")
    flow = readings.xs("flow", level="reading")
    np.testing.assert_allclose(
        flow.loc["redesign help desk", ["difference", "low", "high"]].astype(float),
        table.loc["redesign help desk", ["difference", "low", "high"]].astype(float),
        rtol=1e-9,
    )
    assert readings.index.get_level_values("reading").unique().tolist() == list(READINGS)


def test_spending_ends_with_the_horizon() -> None:
    levers = [
        cx.levers.community(),
        cx.levers.consistency(until=6),
        cx.levers.innovation(from_=12),
        cx.levers.promise(until=60),
    ]
    assert [lever.until for lever in ended(cx.Scenario("all", levers), 12).levers] == [12, 6, 12]


def test_run_off_counts_what_lasts_after_the_spending() -> None:
    """Everybody pays for ever and nobody leaves: a lasting rise of the price earns in the run-off, a fading one less."""
    company, months = laboratory(margin=1.0), 6
    people = company.get("market.size")
    lasting, fading = priced(0.5, 1.0), priced(0.5, 1.0, depreciation=1.0)
    for lever, earning in ((lasting, months + RUN_OFF), (fading, months)):
        study = cx.compare(company, ["today", lever], months=months, start="cohort", interactions=False, **RUN)
        readings = study.readings().loc["dearer", "difference"]
        assert readings["flow"] == pytest.approx(0.5 * people * months - months, rel=1e-6)
        assert readings["run_off"] == pytest.approx(0.5 * people * earning - months, rel=1e-6)


def test_a_frozen_customer_is_worth_the_closed_form() -> None:
    """Constant hazard: sum of (retention x discount) over the months ahead, paid at the start of each."""
    retention, discount, margin = 0.98, 0.01, 3.0
    company = laboratory(hazard=-np.log(retention), margin=margin, discount=discount)
    company = company.replace({"market.penetration": 1})
    worth = worth_of_customers(company, Settings(6, 40_000, 1, 5, "steady", False, 2))
    monthly = (1 + company.get("money.discount_rate")) ** (-1 / company.steps_per_year)
    exact = margin * (1 - (retention * monthly) ** AHEAD) / (1 - retention * monthly)
    spread = margin * AHEAD / 2  # of a lifetime between 0 and so many months, at most
    assert worth.to_numpy() == pytest.approx(exact, abs=4 * spread / np.sqrt(40_000 * retention**48))


def test_a_frozen_cohort_is_worth_what_customers_of_its_tenure_are_in_a_settled_market() -> None:
    settings = Settings(6, 4_000, 1, 5, "steady", True, 2)
    steady = worth_of_customers(TELECOM, settings)
    assert (worth_of_customers(TELECOM, replace(settings, start="cohort")) == steady).all()
    assert float(steady[0, -1]) > 1.2 * float(steady[0, 0])  # those who have stayed are worth more


def test_frozen_adds_the_customers_who_are_left() -> None:
    """A price that keeps nobody from leaving leaves as many customers: frozen is then flow."""
    company = laboratory(hazard=0.05)
    study = cx.compare(company, ["today", priced(0.5, 1.0)], months=6, start="cohort", interactions=False, **RUN)
    readings = study.readings().loc["dearer", "difference"]
    assert readings["frozen"] == pytest.approx(readings["flow"], rel=1e-9)
    kept = cx.Lever(
        key="keep", label="kept", targets=[{"path": "segments.*.base_hazard", "operation": "add", "effect": -0.5}], monthly=1
    )  # fmt: skip
    study = cx.compare(company, ["today", kept], months=6, start="cohort", interactions=False, **RUN)
    readings = study.readings().loc["kept", "difference"]
    assert readings["frozen"] > readings["flow"] + 1


@pytest.mark.parametrize(("monthly", "share"), [(200.0, 0.4), (750.0, 1.5)])
def test_break_even_of_a_linear_world_is_the_ratio_of_cost_and_gain(monthly: float, share: float) -> None:
    company = laboratory()
    earned = 0.5 * company.get("market.size")
    lever = priced(0.5, monthly * earned / 500)
    study = cx.compare(company, ["today", lever], months=4, start="cohort", interactions=False, **RUN)
    row = study.breakeven().loc["dearer"]
    assert row["effect"] == pytest.approx(share, rel=1e-3)
    assert row["cost"] == pytest.approx(4 * earned, rel=1e-6)


def test_break_even_of_what_does_harm_or_has_no_interval_says_so() -> None:
    company = laboratory()
    cheaper = cx.Lever(
        label="cheaper", targets=[cx.Target(path="money.price", operation="add", effect=-0.2)], monthly=1
    )
    run = {"months": 4, "start": "cohort", "interactions": False, "people": 1_000, "seed": 8}
    study = cx.compare(company, ["today", cheaper], replications=3, **run)
    assert study.breakeven().loc["cheaper", "reading"] == "loses even if its levers cost nothing"
    once = cx.compare(company, ["today", priced(0.5, 1.0)], replications=1, **run).breakeven().loc["dearer"]
    assert np.isnan([once["effect_low"], once["effect_high"]]).all()


def test_break_even_says_when_there_is_none() -> None:
    company = laboratory()
    too_dear = priced(0.5, 5 * company.get("market.size"))
    free = cx.Lever(key="free", label="free", targets=[{"path": "money.price", "operation": "add", "effect": 1}], once=0, source="assumed: a wish")  # fmt: skip
    study = cx.compare(company, ["today", too_dear, free], months=4, start="cohort", interactions=False, **RUN)
    table = study.breakeven()
    assert table.loc["dearer", "reading"] == "more than 2 times the stated effect"
    assert table.loc["free", "reading"] == "no lever cost: there is nothing to earn back"
    assert table["effect"].isna().all()


def test_the_search_for_a_break_even_warns_of_no_lever_that_nobody_asked_for() -> None:
    # Stated, access ends at 0.75; twice that, which the search may try, is beyond its range.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cx.PrecisionWarning)
        study = cx.compare(TELECOM, ["today", cx.levers.complaint_access()], months=24, people=600, replications=2)
        table = study.breakeven()
    assert len(table) == 1
