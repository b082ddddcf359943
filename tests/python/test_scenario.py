"""Levers, scenarios and study files: what is spent becomes parameters by month, and nothing spent changes nothing."""

from __future__ import annotations

import json
import math
import re
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cxsim as cx
from cxsim import _core, levers
from cxsim.catalogue import catalogue, read_catalogue
from cxsim.company import Company
from cxsim.errors import ScenarioError
from cxsim.loading import load_example
from cxsim.scenario import Lever, Scenario
from cxsim.schedule import ExtrapolationWarning
from cxsim.study_file import load_study
from cxsim.yaml_lines import parse_yaml

TELECOM = load_example("telecom")
FIRST = {"redesign": "help_desk"}  # what a lever without a default must be told
EMPATHY = "touchpoints.help_desk.quality.empathy"


def make(name: str, **arguments: object) -> Lever:
    return levers.lever(name, *([FIRST[name]] if name in FIRST else []), **arguments)


def custom(path: str, operation: str, effect: float, **fields: object) -> Lever:
    ends = {"low": effect, "likely": effect, "high": effect}
    return Lever.model_validate(
        {
            "key": "custom",
            "targets": [{"path": path, "operation": operation, "effect": ends}],
            "once": 0,
            "source": "assumed: free, to look at effects alone",
            **fields,
        }
    )


def path_of(lever: Lever, path: str, steps: int = 12, company: Company = TELECOM) -> list[float]:
    changes = Scenario.of(lever).schedule(company, steps).changes
    return [change.get(path, company.get(path)) for change in changes]


# -- the catalogue


@pytest.mark.parametrize("name", list(catalogue().levers))
def test_every_lever_moves_something_within_its_range(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        schedule = Scenario.of(make(name)).schedule(TELECOM, 36)
    assert schedule.changes[-1]
    assert TELECOM.parameters().values().keys() >= schedule.changes[-1].keys()


@pytest.mark.parametrize("name", list(catalogue().levers))
def test_every_lever_costs_something(name: str) -> None:
    schedule = Scenario.of(make(name)).schedule(TELECOM, 36)
    in_the_books = "policy.marketing" in schedule.changes[-1]
    assert schedule.outlay.sum() > 0 or in_the_books


@pytest.mark.parametrize("name", list(catalogue().levers))
def test_nothing_spent_changes_nothing_and_costs_nothing(name: str) -> None:
    schedule = Scenario.of(make(name, size=0)).schedule(TELECOM, 36)
    assert schedule.changes == [{}] * 36
    assert not schedule.outlay.any()
    assert not schedule.outlay_per_customer.any()


def test_a_lever_beside_one_without_spending_moves_what_it_moves_alone() -> None:
    for operation, path, effect in [
        ("add", EMPATHY, 0.3),
        ("multiply", "touchpoints.pay.spread", -0.12),
        ("logit", "touchpoints.pay.failure", -0.35),
        ("towards_mean", EMPATHY, 0.5),
    ]:
        active, idle = custom(path, operation, effect), custom(path, operation, effect, size=0)
        alone = Scenario("alone", [active]).schedule(TELECOM, 6)
        both = Scenario("both", [active, idle]).schedule(TELECOM, 6)
        assert both.changes == alone.changes


def test_levers_are_functions_of_the_module() -> None:
    assert "redesign" in dir(levers)
    assert levers.redesign("help_desk", monthly=40_000) == levers.lever(
        "redesign", touchpoint="help_desk", monthly=40_000
    )
    assert "touchpoint" in str(levers.redesign.__doc__)
    assert not set(catalogue().levers) & set(vars(levers))
    with pytest.raises(AttributeError, match="did you mean 'redesign'"):
        levers.redesgn  # noqa: B018


def test_the_table_shows_the_whole_catalogue() -> None:
    table = levers.table()
    assert list(table.index) == list(catalogue().levers)
    assert (table["provenance"] == "assumed").all()


def test_doubt_lies_around_the_likely_size_as_the_catalogue_says() -> None:
    redesign, book = make("redesign"), catalogue()
    effect, cost = redesign.targets[0].effect, redesign.monthly
    assert (effect.low, effect.high) == pytest.approx(
        (effect.likely * (1 - book.effect_doubt), effect.likely * (1 + book.effect_doubt))
    )
    assert (cost.low, cost.high) == pytest.approx(
        (cost.likely * (1 - book.cost_doubt), cost.likely * (1 + book.cost_doubt))
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("policy.integration", "policy.integrtion", "is no parameter"),
        ("policy.integration, operation: add", "policy.integration, operation: multply", "did you mean 'multiply'"),
        (
            "policy.integration, operation: add",
            "money.price, operation: logit",
            "works on shares and probabilities only",
        ),
        ("policy.integration, operation: add", "money.price, operation: towards_mean", "quality of touchpoints only"),
        ("times: points", "times: pints", "is no argument of this lever"),
        ("label: community", "lable: community", "levers.community.lable: is not known here"),
    ],
)
def test_a_record_is_checked_against_the_rows(old: str, new: str, said: str) -> None:
    text = (Path(levers.__file__).parent / "data" / "levers.yaml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(ScenarioError, match=re.escape(said)):
        read_catalogue(parse_yaml(text.replace(old, new), "levers.yaml"))


# -- what is wrong with an argument


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("redesign", {}, "touchpoint: lever 'redesign': is missing"),
        ("redesign", {"touchpoint": "pay", "montly": 5}, "did you mean 'monthly'?"),
        (
            "redesign",
            {"touchpoint": "pay", "monthly": -5},
            "monthly = -5: lever 'redesign': is outside the allowed range",
        ),
        ("redesign", {"touchpoint": "pay", "monthly": "a lot"}, "is not a number"),
        ("redesign", {"touchpoint": ["pay", "use"]}, "must name a touchpoint"),
        ("redesign", {"touchpoint": "*"}, "must name a touchpoint"),
        ("redesign", {"touchpoint": "pay", "size": 2, "monthly": 5}, "give either this or monthly"),
        ("redesign", {"touchpoint": "pay", "from_": 6, "until": 6}, "must come after the month"),
        ("price", {"monthly": 5}, "is not what this lever is measured by; give once"),
        ("price", {"percent": -100}, "allowed: -90 to 900 %"),
        ("redesgn", {}, "did you mean 'redesign'?"),
        (
            "self_service",
            {"touchpoint": "help_desk"},
            "touchpoint = 'help_desk': lever 'self_service': is also what relieves names; give two different ones",
        ),
        (
            "self_service",
            {"relieves": "self_help"},
            "relieves = 'self_help': lever 'self_service': is also what touchpoint names",
        ),
    ],
)
def test_a_wrong_argument_is_named(name: str, arguments: dict[str, object], said: str) -> None:
    with pytest.raises(ScenarioError, match=re.escape(said)):
        levers.lever(name, **arguments)


def test_a_touchpoint_that_the_company_lacks_is_named_with_the_nearest() -> None:
    scenario = Scenario(
        "better", [make("community"), levers.redesign("help_dsk"), levers.fewer_failures(["pay", "usee"])]
    )
    with pytest.raises(ScenarioError) as caught:
        scenario.schedule(TELECOM, 3)
    assert "touchpoint = 'help_dsk': lever 'redesign'" in str(caught.value)
    assert "did you mean 'help_desk'?" in str(caught.value)
    assert "did you mean 'use'?" in str(caught.value)


def test_something_that_is_no_scenario_is_refused() -> None:
    with pytest.raises(ScenarioError, match="'today', a lever such as"):
        Scenario.of("tomorrow")


def test_no_lever_is_free_unless_it_says_why() -> None:
    target = {"path": EMPATHY, "operation": "add", "effect": 0.5}
    for fields in ({}, {"once": 0}, {"source": "assumed: a gift"}):
        with pytest.raises(ValueError, match="costs nothing: give once, monthly or per_customer"):
            Lever(key="own", targets=[target], **fields)
    with pytest.raises(ValueError, match="must not be negative; a saving is an effect"):
        Lever(key="own", targets=[target], monthly=-5)
    free = Lever(key="own", targets=[target], once=0, source="assumed: a volunteer does it")
    assert Lever.model_validate(free.model_dump()) == free
    assert Lever(key="own", targets=[target], per_customer=0.1).per_customer.likely == 0.1


PRICE: dict[str, Any] = {"path": "money.price", "operation": "add", "effect": -1}
OWN: dict[str, Any] = {"label": "own", "targets": [PRICE], "once": 5}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"targets": [PRICE | {"path": "money.prise"}]}, ["targets.0.path = 'money.prise': lever 'own': is no parameter; allowed: price, "]),
        ({"targets": [PRICE | {"path": "monney.price"}]}, ["did you mean 'money.price'?"]),
        ({"targets": [PRICE, PRICE | {"operation": "ad"}]}, ["targets.1.operation = 'ad': lever 'own': is none of the choices; allowed: add, multiply, logit, towards_mean; did you mean 'add'?"]),
        ({"targets": [PRICE | {"path": "market.*"}]}, ["targets.0.path = 'market.*': lever 'own': stands for several parameters; name one; allowed: size, "]),
        ({"targets": [PRICE | {"operation": "logit"}]}, ["targets.0.operation = 'logit': lever 'own': works on shares"]),
        ({"targets": [PRICE | {"operation": "towards_mean"}]}, ["works on the quality of touchpoints only"]),
        ({"targets": [PRICE | {"effect": "1,5"}]}, ["targets.0.effect = '1,5': lever 'own': is not a number; write 1.5"]),
        ({"targets": [PRICE | {"operation": "multiply", "effect": -2}]}, ["targets.0.effect = -2.0: lever 'own': must stay above -1"]),
        ({"targets": [5]}, ["targets.0 = 5: lever 'own': must be a mapping"]),
        ({"targets": PRICE}, ["targets = {'path' … must be a list"]),
        ({"targets": []}, ["targets = []: lever 'own': must not be empty"]),
        ({"monthly": math.nan}, ["monthly = nan: lever 'own': is not a finite number"]),
        ({"monthly": "a lot", "delay": -1, "rmap": 3}, ["monthly = 'a lot': lever 'own': is not a number", "delay = -1: lever 'own': is outside the allowed range; allowed: at least 0", "rmap: lever 'own': is not known here; … did you mean 'ramp'?"]),
        ({"monthly": {"low": 3, "likely": 2, "high": 1}}, ["monthly = {'low': 3, 'likely': 2, 'high': 1}: lever 'own': low, likely and high must rise"]),
        ({"once": -5}, ["once = -5.0: lever 'own': must not be negative"]),
        ({"once": 0}, ["lever 'own': costs nothing: give once"]),
        ({"once": 0, "per_customer": 1, "spend": 3}, ["spend = 3.0: lever 'own': has no stated cost"]),
        ({"from_": 3, "until": 2}, ["until = 2.0: lever 'own': must come after"]),
        ({"source": "publshed: a census"}, ["source = 'publshed: a census': lever 'own': does not say of what kind it is; … did you mean 'published'?"]),
        ({"provenance": "published"}, ["provenance = 'published': lever 'own': is not what the source says, which is unsourced"]),
        ({"label": ""}, ["label = '': lever 'of your own': is empty"]),
        ({"label": 5}, ["label = 5: lever '5': is not text"]),
    ],
)  # fmt: skip
def test_each_mistake_in_a_lever_of_ones_own_is_one_problem_in_our_words(
    change: dict[str, Any], said: list[str]
) -> None:
    with pytest.raises(ScenarioError) as caught:
        Lever(**OWN | change)
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == len(said)
    assert all(part in line for line, parts in zip(told, said, strict=True) for part in parts.split(" … "))


def test_a_lever_of_ones_own_needs_no_key_and_takes_numbers_of_numpy() -> None:
    lever = Lever(**OWN | {"size": np.int64(2), "once": np.float64(5)})
    assert (lever.key, lever.multiple(TELECOM), lever.once.likely) == ("own", 2, 5)
    with pytest.raises(ScenarioError, match="label: lever 'of your own': is missing"):
        Lever(targets=[PRICE], once=5)


def test_a_target_alone_says_what_is_wrong_with_it() -> None:
    assert cx.Target(**PRICE) == Lever(**OWN).targets[0]
    with pytest.raises(ScenarioError, match=r"^path = 'nonsense': is no parameter; allowed: policy, market"):
        cx.Target(**PRICE | {"path": "nonsense"})


def test_a_lever_is_from_where_its_source_says_and_else_unsourced() -> None:
    assert Lever(**OWN, source="fitted to a pilot").provenance == "fitted"
    assert Lever(**OWN, source="published sign, assumed size").provenance == "assumed"
    told, silent = Lever(**OWN, source="assumed: a guess"), Lever(**OWN | {"label": "silent", "from_": 3})
    scenario = Scenario("both", [told, silent, make("community")])
    assert (silent.provenance, scenario.unsourced()) == ("unsourced", ["lever 'silent'"])
    result = cx.simulate(TELECOM, scenario, months=1, people=300, replications=1)
    assert json.loads(result.data.attrs["unsourced"]) == [*TELECOM.unsourced(), "lever 'silent'"]


def test_a_lever_shows_what_it_moves_and_costs_in_a_line() -> None:
    shown = (
        "<cxsim.Lever 'redesign help desk': touchpoints.help_desk.quality.* add +0.30; 800k at the start, 110k a month"
    )
    assert repr(make("redesign")) == f"{shown}>"
    assert repr(make("redesign", monthly=40_000)) == f"{shown}; asked 40k>"
    assert repr(make("redesign", size=2)) == f"{shown}; 2 × that>"
    assert repr(make("marketing")).endswith("; no cost>")


@pytest.mark.parametrize("size", [0, 0.5, 1, 2])
def test_the_effect_that_a_spend_reaches_is_the_one_that_is_simulated(size: float) -> None:
    lever = make("redesign", size=size)
    rise = path_of(lever, EMPATHY, 36)[-1] - TELECOM.get(EMPATHY)
    assert rise == pytest.approx(lever.reached(TELECOM) * lever.targets[0].effect.likely)
    assert make("price", size=size).reached(TELECOM) == (size > 0)


# -- the schedule


def test_today_is_the_company_as_it_is() -> None:
    schedule = Scenario.of("today").schedule(TELECOM, 24)
    assert schedule.changes == [{}] * 24
    assert not schedule.outlay.any()


def test_an_effect_waits_builds_and_stays() -> None:
    lever = custom(EMPATHY, "add", 0.6, delay=2, ramp=3)
    rises = np.array(path_of(lever, EMPATHY, 7)) - TELECOM.get(EMPATHY)
    assert rises == pytest.approx([0, 0, 0.2, 0.4, 0.6, 0.6, 0.6])


def test_an_effect_fades_once_the_spending_stops() -> None:
    lever = custom(EMPATHY, "add", 0.8, depreciation=0.5, from_=2, until=4, monthly={"low": 5, "likely": 5, "high": 5})
    rises = np.array(path_of(lever, EMPATHY, 7)) - TELECOM.get(EMPATHY)
    assert rises == pytest.approx([0, 0, 0.8, 0.8, 0.4, 0.2, 0.1])
    assert list(Scenario.of(lever).schedule(TELECOM, 7).outlay) == [0, 0, 5, 5, 0, 0, 0]


def test_spending_follows_the_response_curve_and_costs_follow_the_size() -> None:
    stated, less = make("redesign"), make("redesign", monthly=40_000)
    size = 40_000 / stated.monthly.likely
    multiple = _core.equations.response(size, TELECOM.get("response.exponent"), TELECOM.get("response.ceiling"))
    base = TELECOM.get(EMPATHY)
    full, part = path_of(stated, EMPATHY)[-1] - base, path_of(less, EMPATHY)[-1] - base
    assert full == pytest.approx(stated.targets[0].effect.likely)
    assert part == pytest.approx(full * multiple)
    outlay = Scenario.of(less).schedule(TELECOM, 12).outlay
    assert outlay[1] == pytest.approx(40_000)
    assert outlay[0] == pytest.approx(40_000 + size * stated.once.likely)


def test_stated_costs_go_in_proportion_to_the_market_and_the_effect_does_not() -> None:
    """A tenth of the market: a tenth of the cost buys the stated effect; a sum of money buys ten times as much."""
    small = TELECOM.replace({"market.size": TELECOM.get("market.size") / 10})
    stated = make("redesign")
    for company, share in ((TELECOM, 1.0), (small, 0.1)):
        outlay = Scenario.of(stated).schedule(company, 3).outlay
        assert outlay[1] == pytest.approx(share * stated.monthly.likely)
        assert outlay[0] == pytest.approx(share * (stated.monthly.likely + stated.once.likely))
        assert stated.reached(company) == 1
    asked = make("redesign", monthly=22_000)
    assert asked.multiple(small) == pytest.approx(10 * asked.multiple(TELECOM)) == pytest.approx(2)
    assert Scenario.of(asked).schedule(small, 3).outlay[1] == pytest.approx(22_000)


def test_one_investment_in_parts_is_refused_however_it_is_written() -> None:
    parts = [custom(EMPATHY, "add", 0.3, key=str(n), size=0.5, once=5) for n in range(2)]
    over = [levers.fewer_failures("help_desk"), levers.fewer_failures(["help_desk", "pay"])]
    for each in (parts, over):
        with pytest.raises(ScenarioError, match="twice at a time; give one of the size of both"):
            Scenario("split", each).schedule(TELECOM, 3)
    Scenario("two", [make("redesign"), levers.positive_language("help_desk")]).schedule(TELECOM, 3)


def test_no_spend_is_free_in_a_market_without_customers_yet() -> None:
    new = TELECOM.replace({"market.penetration": 0})
    assert Scenario.of(make("redesign", monthly=40_000)).schedule(new, 3).outlay[1] == pytest.approx(40_000)


def test_a_quote_is_what_the_stated_effect_costs_at_any_size() -> None:
    small = TELECOM.replace({"market.size": TELECOM.get("market.size") / 10})
    quoted = make("redesign", quote={"once": 100_000, "monthly": 20_000})
    half = make("redesign", quote={"once": 100_000, "monthly": 20_000}, monthly=10_000)
    for company in (TELECOM, small):
        assert list(Scenario.of(quoted).schedule(company, 3).outlay) == [120_000, 20_000, 20_000]
        assert list(Scenario.of(half).schedule(company, 3).outlay) == [60_000, 10_000, 10_000]
        assert quoted.reached(company) == 1
    assert (quoted.monthly.low, quoted.monthly.high) == (20_000, 20_000)  # a quote is known


@pytest.mark.parametrize(
    ("name", "quote", "message"),
    [
        ("redesign", 20_000, "quote = 20000: lever 'redesign': must say what the stated effect costs you"),
        ("redesign", {"monthly": 20_000}, "allowed: {once: money, monthly: money}"),
        ("redesign", {"once": 1, "monthly": -1}, "is outside the allowed range"),
        ("redesign", {"once": 1, "monthly": "much"}, "is outside the allowed range"),
        ("community", {"once": 1, "monthly": 1}, "allowed: {monthly: money}"),
        ("marketing", {"monthly": 1}, "has no cost that a quote could replace"),
    ],
)
def test_a_quote_that_leaves_a_cost_open_is_refused(name: str, quote: object, message: str) -> None:
    arguments = {"touchpoint": "help_desk"} if name == "redesign" else {}
    with pytest.raises(ScenarioError, match=re.escape(message)):
        levers.lever(name, quote=quote, **arguments)


def test_a_dial_does_not_turn_with_the_money() -> None:
    assert path_of(levers.promise(monthly=200_000), "policy.promise.empathy")[-1] == pytest.approx(7.7)
    assert path_of(levers.price(-3), "money.price")[-1] == pytest.approx(29.1)


def test_money_for_each_customer_is_kept_apart() -> None:
    each = {"low": 0.2, "likely": 0.25, "high": 0.3}
    schedule = Scenario.of(custom("segments.*.switching_cost", "add", 0.2, per_customer=each, size=2)).schedule(
        TELECOM, 3
    )
    assert list(schedule.outlay_per_customer) == [0.5] * 3
    assert not schedule.outlay.any()
    assert schedule.changes[-1].keys() == {"segments.regular.switching_cost", "segments.high_end.switching_cost"}


def test_the_cost_counts_the_touchpoints() -> None:
    two = Scenario.of(levers.fewer_failures(["use", "pay"])).schedule(TELECOM, 3)
    everywhere = Scenario.of(levers.fewer_failures()).schedule(TELECOM, 3)
    assert everywhere.outlay == pytest.approx(two.outlay / 2 * len(TELECOM.names.touchpoints))
    half = Scenario.of(levers.fewer_failures(["use", "pay"], monthly=two.outlay[1] / 2)).schedule(TELECOM, 3)
    assert half.outlay == pytest.approx(two.outlay / 2)


def test_steps_shorter_than_a_month_share_its_money_and_pace() -> None:
    weekly = TELECOM.replace({"steps_per_year": 52})
    lever = custom(EMPATHY, "add", 0.6, ramp=6, monthly={"low": 52, "likely": 52, "high": 52})
    by_month, by_week = (
        Scenario.of(lever).schedule(company, steps) for company, steps in ((TELECOM, 12), (weekly, 52))
    )
    assert by_week.outlay.sum() == pytest.approx(by_month.outlay.sum())
    assert by_week.changes[25][EMPATHY] == pytest.approx(by_month.changes[5][EMPATHY])


def test_changes_on_one_path_add_up_on_their_own_scale() -> None:
    path = "touchpoints.pay.failure"
    base = TELECOM.get(path)
    odds = base / (1 - base) * np.exp(-0.5)
    logit = Scenario("two", [custom(path, "logit", -0.3), custom(path, "logit", -0.2)]).schedule(TELECOM, 1)
    assert logit.changes[0][path] == pytest.approx(odds / (1 + odds))
    product = Scenario("two", [custom(path, "multiply", -0.5), custom(path, "multiply", -0.2)]).schedule(TELECOM, 1)
    assert product.changes[0][path] == pytest.approx(base * 0.5 * 0.8)
    total = Scenario("two", [custom(path, "add", 0.1), custom(path, "add", 0.2)]).schedule(TELECOM, 1)
    assert total.changes[0][path] == pytest.approx(base + 0.3)


def test_harmony_moves_each_touchpoint_towards_the_mean_of_encounters_and_salience() -> None:
    names = TELECOM.names.touchpoints
    visits = dict.fromkeys(names, 0.0) | {"use": 2.0, "help_desk": 0.25}
    company = TELECOM.replace({"standard.encounters": visits})
    weights = np.array([visits[name] * company.get(f"touchpoints.{name}.salience") for name in names])
    quality = np.array([company.get(f"touchpoints.{name}.quality.empathy") for name in names])
    mean = np.average(quality, weights=weights)
    after = Scenario.of(levers.harmonize()).schedule(company, 36).changes[-1]
    moved = [after.get(path, company.get(path)) for path in (f"touchpoints.{name}.quality.empathy" for name in names)]
    assert moved == pytest.approx(quality + (mean - quality) / 2)


def test_a_number_beyond_its_range_stays_at_the_limit_with_a_warning() -> None:
    with pytest.warns(ExtrapolationWarning, match=r"policy\.integration \(0 to 1 share\)"):
        values = path_of(custom("policy.integration", "add", 0.9), "policy.integration")
    assert values[-1] == 1


def test_odds_that_levers_push_above_1_are_refused() -> None:
    lever = custom("journeys.get_help.entry.self_help", "add", 0.2)
    with pytest.raises(ScenarioError, match=r"journeys\.get_help\.entry: levers let the odds add up to 1\.2"):
        Scenario.of(lever).schedule(TELECOM, 3)


def test_months_that_are_alike_share_one_mapping() -> None:
    changes = Scenario.of(make("redesign")).schedule(TELECOM, 60).changes
    assert len({id(change) for change in changes}) < 10


@given(st.floats(0, 5), st.integers(0, 12), st.integers(1, 24))
def test_no_spending_reaches_beyond_the_ceiling(size: float, start: int, length: int) -> None:
    lever = make("redesign", size=size, from_=start, until=start + length)
    rises = np.array(path_of(lever, EMPATHY, 48)) - TELECOM.get(EMPATHY)
    assert (rises >= -1e-12).all()
    assert rises.max() <= TELECOM.get("response.ceiling") * lever.targets[0].effect.likely + 1e-12


# -- study files

STUDY = """\
company: telecom
months: 36
people: 1000
seed: 1
interactions: off
scenarios:
  - today
  - {label: Better help, levers: [{lever: redesign, touchpoint: help_desk, monthly: 40000, from: 3, until: 12}]}
  - {label: Both, levers: [{lever: consistency}, {lever: fewer_failures, touchpoint: [use, pay]}]}
"""


def study_file(folder: Path, text: str) -> Path:
    path = folder / "study.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_study_file_gives_company_scenarios_and_settings(tmp_path: Path) -> None:
    study = load_study(study_file(tmp_path, STUDY))
    assert study.load_company().digest == TELECOM.digest
    assert [scenario.label for scenario in study.load_scenarios()] == ["today", "Better help", "Both"]
    assert study.settings() == {"months": 36, "people": 1000, "seed": 1, "interactions": False}
    lever = study.load_scenarios()[1].levers[0]
    assert lever == levers.redesign("help_desk", monthly=40_000, from_=3, until=12)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("months: 36", "month: 36", ":2: month: is not known here"),
        ("people: 1000", "people: 0", ":3: people = 0: is outside the allowed range; allowed: at least 1"),
        ("people: 1000", "people: 1.5", ":3: people = 1.5: is not a whole number"),
        ("company: telecom", "company: telcom", "did you mean 'telecom'?"),
        ("off", "maybe", ":5: interactions = 'maybe': is neither yes nor no"),
        ("- today", "- tody", ":7: scenarios.0 = 'tody'"),
        ("help_desk", "help_dsk", ":8: scenarios.1.levers.0.touchpoint = 'help_dsk'"),
        ("consistency", "consistncy", ":9: scenarios.2.levers.0.lever = 'consistncy'"),
        ("monthly", "montly", "did you mean 'monthly'?"),
        (
            "monthly: 40000",
            "monthly: 29,90",
            ":8: scenarios.1.levers.0.monthly = '29,90': lever 'redesign': is not a number; write 29.90",
        ),
        (
            "lever: consistency",
            "lever: price, percent: 2,5",
            "percent = '2,5': lever 'price': is not a number; write 2.5; allowed",
        ),
        ("label: Both", "label: today", "labels two scenarios"),
        ("lever: consistency", "leve: consistency", "names no lever"),
        (STUDY, "", "must be a mapping"),
        ("scenarios:", "scenario:", "scenarios: is missing"),
    ],
)
def test_mistakes_in_a_study_file_are_named_with_their_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(ScenarioError, match=re.escape(said)):
        load_study(study_file(tmp_path, STUDY.replace(old, new, 1)))


OWN_STUDY = """\
company: telecom
scenarios:
  - today
  - label: own
    levers:
      - label: mine
        targets:
          - {path: touchpoints.pay.spread, operation: add, effect: -0.1}
          - path: money.price
            operation: multiply
            effect: {low: -0.2, likely: -0.1, high: 0}
        monthly: 29.90
        from: 3
        source: "assumed: a guess"
"""


def test_a_study_file_takes_a_lever_of_ones_own(tmp_path: Path) -> None:
    (lever,) = load_study(study_file(tmp_path, OWN_STUDY)).load_scenarios()[1].levers
    targets = [
        cx.Target(path="touchpoints.pay.spread", operation="add", effect=-0.1),
        cx.Target(path="money.price", operation="multiply", effect={"low": -0.2, "likely": -0.1, "high": 0}),
    ]
    assert lever == Lever(label="mine", targets=targets, monthly=29.9, from_=3, source="assumed: a guess")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("effect: -0.1", "effect: -0,1", ":8: scenarios.1.levers.0.targets.0.effect = '-0,1': lever 'mine': is not a number; write -0.1"),
        ("money.price", "money.prise", ":9: scenarios.1.levers.0.targets.1.path = 'money.prise': lever 'mine': is no parameter"),
        ("multiply", "multipy", ":10: scenarios.1.levers.0.targets.1.operation = 'multipy'"),
        (".pay.", ".pya.", ":8: scenarios.1.levers.0.targets.0.path = 'pya': lever 'mine' moves touchpoints.pya.spread, which this company does not have"),
        ("money.price", "market.size", ":9: scenarios.1.levers.0.targets.1.path = 'market.size': lever 'mine': is settled"),
        ("from: 3", "form: 3", ":13: scenarios.1.levers.0.form: lever 'mine': is not known here; allowed: label, targets, once, monthly, per_customer, stated_for, spend, size, response, delay, ramp, depreciation, from, until, source; did you mean 'from'?"),
        ("from: 3", "from: 0.5", ":13: scenarios.1.levers.0.from = '0.5': lever 'mine': falls inside a step"),
        ("from: 3", "from: soon", ":13: scenarios.1.levers.0.from = 'soon': lever 'mine': is not a number"),
        ("assumed:", "asumed:", ":14: scenarios.1.levers.0.source = 'asumed: a guess'"),
        ("        monthly: 29.90\n", "", ":6: scenarios.1.levers.0: lever 'mine': costs nothing"),
        ("label: mine", "lever: mine", "'mine'"),
        ("label: mine", "name: mine", ":6: scenarios.1.levers.0.label: lever 'of your own': is missing"),
        ("targets:", "target:", ":7: scenarios.1.levers.0.target: lever 'mine': is not known here; allowed: label, targets, "),
    ],
)  # fmt: skip
def test_mistakes_in_a_lever_of_ones_own_are_told_with_their_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in OWN_STUDY
    with pytest.raises(ScenarioError, match=re.escape(said)):
        load_study(study_file(tmp_path, OWN_STUDY.replace(old, new, 1)))


MANY_WRONG = """\
company: telecom
scenarios:
  - today
  - label: catalogue
    levers:
      - {lever: redesgn, touchpoint: help_dsk, montly: -5, until: 0}
  - levers:
      - lable: mine
        target:
          - {path: money.prise, operation: ad, efect: x}
          - {path: money.price, operation: multiply, effect: -2}
          - {path: touchpoints.pya.spread, operation: add, effect: 1}
        monthly: 0
        delay: -1
"""


def test_all_mistakes_in_the_levers_of_a_study_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        load_study(study_file(tmp_path, MANY_WRONG))
    told = [(each.line, each.path.partition(".levers.0")[2].strip(".") or each.path) for each in caught.value.problems]
    assert sorted(told) == [
        (6, "lever"),
        (6, "montly"),
        (6, "montly"),
        (6, "touchpoint"),
        (6, "until"),
        (7, "scenarios.2.label"),
        (8, "lable"),
        (8, "scenarios.2.levers.0"),  # costs nothing
        (9, "target"),
        (10, "target.0.efect"),
        (10, "target.0.effect"),
        (10, "target.0.operation"),
        (10, "target.0.path"),
        (11, "target.1.effect"),
        (12, "target.2.path"),
        (14, "delay"),
    ]


def test_a_lever_that_was_made_free_and_one_without_spend_are_noted() -> None:
    free, still = levers.redesign("pay", quote={"once": 0, "monthly": 0}), levers.redesign("help_desk", monthly=0)
    notes = Scenario("both", [free, still]).schedule(TELECOM, 12).notes
    assert len(notes) == 2
    assert "redesign pay costs nothing, and no lever is without cost" in notes[0]
    assert "redesign help desk is given no spend" in notes[1]


def test_the_note_on_another_size_of_market_names_the_levers_it_is_about() -> None:
    own = Lever(**OWN)
    notes = (
        Scenario("both", [own, levers.redesign("pay")]).schedule(TELECOM.replace({"market.size": 400_000}), 12).notes
    )
    (note,) = (note for note in notes if "another size of market" in note)
    assert note.startswith("Costs of redesign pay are stated")


def test_a_number_at_its_limit_brings_no_advice_to_spend_less_on_what_is_free() -> None:
    push = {"path": "touchpoints.pay.failure", "operation": "add", "effect": 5}
    free = Lever(label="free", targets=[push], once=0, source="assumed: a volunteer does it")
    with pytest.warns(ExtrapolationWarning, match="kept at the limit") as caught:
        Scenario("free", [free]).schedule(TELECOM, 3)
    assert "spend less" not in str(caught[0].message)


def test_all_mistakes_of_a_target_are_told_at_once() -> None:
    with pytest.raises(ScenarioError) as caught:
        cx.Target(path="money.prise", operation="multiply", effect=-2, effct=1)
    assert [problem.path for problem in caught.value.problems] == ["path", "effect", "effct"]
    with pytest.raises(ScenarioError) as caught:
        cx.levers.lever("redesgn", "pay", montly="much", from_=-1)
    assert [problem.path for problem in caught.value.problems] == ["lever", "montly", "monthly", "from"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"path": "journeys.get_help.always"}, "is a whole number or a yes or no"),
        ({"path": "channels.app.is_digital"}, "is a whole number or a yes or no"),
        ({"path": "money.discount_rate"}, "is settled before the first month"),
        ({"path": "dimensions.reliability.importance"}, "is settled before the first month"),
        ({"from_": 0.5}, "falls inside a step"),
        ({"until": 3.25}, "falls inside a step"),
        ({"size": 0.5, "response": "fixed"}, "part of a spend whose whole effect is fixed"),
    ],
)
def test_a_lever_that_would_cost_and_do_nothing_or_all_is_refused(change: dict[str, Any], message: str) -> None:
    path = change.pop("path", "touchpoints.pay.spread")
    target = {"path": path, "operation": "add", "effect": 0.1}
    lever = cx.Lever.model_validate({"key": "own", "monthly": 1000.0, "targets": [target]} | change)
    with pytest.raises(cx.ScenarioError, match=message):
        cx.simulate(cx.load_example("telecom"), lever, months=2, people=300, replications=1)


def test_one_investment_is_not_split_into_several_at_a_time() -> None:
    telecom, half = cx.load_example("telecom"), cx.levers.redesign("help_desk", size=0.5)
    twice = cx.Scenario(label="twice", levers=[half, half])
    with pytest.raises(cx.ScenarioError, match="give one of the size of both"):
        cx.simulate(telecom, twice, months=2, people=300, replications=1)
