"""Laws that hold in every world, looked for in small companies that Hypothesis draws."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, reject, settings
from hypothesis import strategies as st

import cxsim as cx
from cxsim.data_set import TOTAL_UNITS
from cxsim.parameters import find_row
from small_worlds import NAMES, companies, levers, simulate, simulate_extreme
from within import assert_mean

# The drawn companies are small already, and shrinking a broken law takes minutes.
LAW = settings(max_examples=10, phases=[Phase.generate])
STAYING = {"base_hazard": -30.0, "involuntary": 0.0, "leaving_alpha": 0.0, "leaving_beta": 0.0, "frailty": 0.0}


# Busy, odd and extreme worlds are what is looked for.
pytestmark = [
    pytest.mark.slow,
    *(
        pytest.mark.filterwarnings(f"ignore::cxsim.{kind}")
        for kind in ("run.CappedWarning", "schedule.ExtrapolationWarning", "company.CompanyWarning")
    ),
]


def staying(company: cx.Company, **numbers: float) -> cx.Company:
    """Return a company whose customers stay for good, whatever they feel."""
    segments = {f"segments.{s}.{name}": value for s in company.names.segments for name, value in STAYING.items()}
    moved = [path for path in company.flat() if (row := find_row(path)) and row.block == "churn" and row.low == 0]
    return company.replace({**dict.fromkeys(moved, 0.0), **segments, **numbers})


# -- what is drawn


def reached(company: cx.Company, data: Any) -> dict[str, bool]:
    """Tell what of the model a drawn company and its months reached."""
    sums = data.sum()
    causes = data["left_but_for"].sum([d for d in data["left_but_for"].dims if d != "cause"])
    return {
        **{f"{count} {block}": len(getattr(company.names, block)) == count for block in NAMES for count in (1, 2)},
        **{f"slopes {preset}": company.slopes == preset for preset in ("classic", "linear", "yap_sweeney")},
        "own routes after failures": bool(company.own_routes()),
        "people who leave by chance": any(company.get(f"segments.{s}.leaving_alpha") for s in company.names.segments),
        "answers": sums["answers"] > 0,
        "answers after a contact": sums["ease"] > 0,
        **{f"leaving for {cause}": causes.sel(cause=cause) > 0 for cause in causes["cause"].to_numpy()},
    }


def test_drawn_companies_reach_every_part_of_the_model() -> None:
    met: Counter[str] = Counter()  # in how many companies

    @settings(LAW, max_examples=60)  # what is drawn depends on the modules that are loaded, so many must do
    @given(companies())
    def look(company: cx.Company) -> None:
        met.update({part: int(there) for part, there in reached(company, simulate(company).data).items()})

    look()
    assert not [part for part, times in met.items() if times < 1]


# -- every world


@settings(LAW, max_examples=15)
@given(companies(), st.sampled_from(["steady", "cohort"]), st.booleans())
def test_any_company_within_doubt_runs(company: cx.Company, start: Any, interactions: bool) -> None:
    data = simulate(company, start=start, interactions=interactions).data
    totals = [name for name, each in data.items() if each.attrs["unit"] in (*TOTAL_UNITS, "money")]
    assert {"profit", "customers", "contribution"} <= {*totals}
    assert all(np.isfinite(data[name]).all() for name in totals)


@settings(LAW, max_examples=15)
@given(companies(wild=True), st.sampled_from(["steady", "cohort"]), st.booleans())
def test_people_are_conserved(company: cx.Company, start: Any, interactions: bool) -> None:
    data = simulate_extreme(company, start=start, interactions=interactions).data
    everybody = (data["customers"] + data["prospects"] + data["lapsed"]).sum("segment")
    np.testing.assert_allclose(everybody, company.get("market.size"), rtol=1e-9)
    ahead = data["customers"] + data["joined"] - data["left"] - data["left_involuntary"]
    np.testing.assert_allclose(ahead[:, :-1], data["customers"][:, 1:], rtol=1e-9, atol=1e-6)


@LAW
@given(companies(wild=True))
def test_shares_lie_between_0_and_1(company: cx.Company) -> None:
    data = simulate_extreme(company).data
    encounters, customers = data["touchpoint_encounters"], data["customers"]
    for part, whole in (
        (data["touchpoint_below"] + data["touchpoint_above"], encounters),
        (data["touchpoint_failures"], encounters),
        (data["left"] + data["left_involuntary"], customers),
        (data["fully_engaged"], customers),
    ):
        assert (part >= 0).all()
        assert (part <= whole * (1 + 1e-12)).all()
    assert data["trust"].fillna(0.5).clip(0, 1).equals(data["trust"].fillna(0.5))


@LAW
@given(st.data())
def test_the_books_reconcile_under_any_lever(data: st.DataObject) -> None:
    company = data.draw(companies()).replace({"money.fixed": 300.0, "money.adverts": 200.0})
    costs = {"once": 1000.0, "monthly": 500.0, "per_customer": 0.25}
    lever = data.draw(levers(company, **costs))
    try:
        books = simulate(company, lever).data
    except cx.ScenarioError:
        reject()
    earned = (books["contribution"] - books["acquisition_cost"]).sum("segment")
    months = books["month"].to_numpy()
    spent = lever.size * (1000.0 * (months == lever.from_) + 500.0 * (months >= lever.from_))
    each = lever.size * 0.25 * (months >= lever.from_) * books["customers"].sum("segment")
    np.testing.assert_allclose(books["lever_cost"], spent + each, rtol=1e-9)
    costs_in_all = books["fixed_cost"] + books["marketing_cost"] + books["lever_cost"]
    np.testing.assert_allclose(books["profit"], earned - costs_in_all, rtol=1e-9, atol=1e-6)


@settings(LAW, max_examples=8)
@given(companies(wild=True), st.integers(2, 5))
def test_threads_change_no_bit(company: cx.Company, threads: int) -> None:
    """Several blocks of people, so that threads share the work."""
    size = {"people": 3000, "replications": 1, "start": "cohort"}
    first, other = (simulate_extreme(company, threads=each, **size) for each in (1, threads))
    assert other.digest == first.digest


@LAW
@given(companies(), st.permutations(["ann", "bob"]))
def test_names_of_segments_change_no_number(company: cx.Company, names: list[str]) -> None:
    content = company.to_dict()
    renamed = dict(zip(content["segments"], names, strict=False))
    content["segments"] = {renamed[old]: numbers for old, numbers in content["segments"].items()}
    content.pop("sources", None)
    first, second = simulate(company).data, simulate(cx.load(content)).data
    for name in first.data_vars:
        np.testing.assert_array_equal(first[name].to_numpy(), second[name].to_numpy(), err_msg=str(name))


def test_segments_in_another_order_are_the_same_market() -> None:
    """Other people get the luck, so the two runs agree as far as luck allows."""
    company = cx.load_example("telecom")
    content = company.to_dict()
    content["segments"] = dict(reversed(content["segments"].items()))
    size = {"people": 600, "replications": 12, "start": "cohort", "interactions": False}
    first, second = (simulate(each, **size) for each in (company, cx.load(content)))
    assert list(second.data["segment"].to_numpy()) == list(reversed(first.data["segment"].to_numpy()))
    for name in ("satisfaction", "effort", "below_zone", "revenue", "encounters"):
        one, other = (results.metric(name, by=["segment"]) for results in (first, second))
        for segment in company.names.segments:
            assert_mean(one.sel(segment=segment).to_numpy() - other.sel(segment=segment).to_numpy(), 0.0)


# -- levers


@LAW
@given(st.data())
def test_a_lever_without_spending_differs_by_exactly_nothing(data: st.DataObject) -> None:
    company = data.draw(companies())
    nothing = data.draw(levers(company, size=0.0, monthly=500.0, per_customer=0.25))
    today, other = simulate(company), simulate(company, nothing)
    assert other.digest == today.digest  # all totals and costs, to the last bit
    assert other.customers.equals(today.customers)


@settings(LAW, max_examples=40)
@given(st.data())
def test_levers_never_leave_the_range_of_what_they_move(data: st.DataObject) -> None:
    company = data.draw(companies())
    moved = cx.Scenario("both", data.draw(st.lists(levers(company), min_size=1, max_size=2)))
    try:
        changes = moved.schedule(company, steps=12).changes
    except cx.ScenarioError:  # odds that would add up to more than 1
        reject()
    for path, value in (item for change in changes for item in change.items()):
        row = find_row(path)
        assert row
        assert row.low <= value <= row.high, path


@LAW
@given(companies(), st.floats(1.5, 3))
def test_a_bigger_promise_wins_people(company: cx.Company, points: float) -> None:
    """Same people, same luck, nobody leaves: who joins, joins with the bigger promise no later."""
    open_market = staying(company, **{"adoption.innovation": 0.2, "market.penetration": 0.3})
    today, promised = (
        simulate(open_market, scenario, people=2000).data["joined"].sum("segment").cumsum("month")
        for scenario in ("today", cx.levers.promise(points))
    )
    assert (promised >= today).all()
    assert promised[:, -1].sum() > today[:, -1].sum()


@LAW
@given(companies(), st.floats(0.05, 0.6))
def test_more_failures_make_nobody_more_satisfied(company: cx.Company, more: float) -> None:
    """Same routes, same luck, nobody leaves and no failure brings another journey or way: person by person.

    Minor ones: a failure that grows is voiced more readily, and may be solved where the smaller one stayed silent. And
    each alone: where people hear of each other, failures lower what is expected, and who expects less is pleased sooner.
    """
    usual = {path: value for path, value in company.flat().items() if ".transitions." in path}
    same_way = {path.replace("transitions", "after_failure"): value for path, value in usual.items()}
    once = {f"journeys.{j}.{row}": 0.0 for j in company.names.journeys for row in ("takes_pending", "needs_activation")}
    minor = {f"touchpoints.{t}.major": 0.0 for t in company.names.touchpoints}
    calm = staying(company, **same_way, **once, **minor)
    odds = ({f"touchpoints.{t}.failure": p for t in company.names.touchpoints} for p in (0.1, 0.1 + more))
    fewer, many = (simulate(calm.replace(each), start="cohort", interactions=False).customers for each in odds)
    stayed = (fewer["status"] == "customer") & (many["status"] == "customer")
    assert stayed.mean() > 0.9
    assert (many["satisfaction"] - fewer["satisfaction"])[stayed].max() <= 1e-5
    assert many["satisfaction"].mean() < fewer["satisfaction"].mean()


# -- files


@settings(LAW, max_examples=40)
@given(companies(wild=True), st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1))
def test_changes_survive_the_file_with_values_and_sources(company: cx.Company, text: str) -> None:
    path = f"touchpoints.{company.names.touchpoints[-1]}.failure"
    changed = company.replace({path: 0.25, f"sources.{path}": f"published: {text}"})
    with TemporaryDirectory() as folder:
        file = Path(folder) / "company.yaml"
        file.write_text(changed.to_yaml(), encoding="utf-8")
        again = cx.load(file)
    assert again.flat() == changed.flat()
    assert again.digest == changed.digest
    assert again.sources == changed.sources
    assert again.source(path) == f"published: {text}"
    assert again.provenance(path) == "published"
    assert again.to_yaml() == changed.to_yaml()
