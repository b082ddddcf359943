"""Doubt: keyed draws within their ranges, what a firm knows is held, and an interval that holds more than luck."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

import cxsim as cx
from cxsim.cli import app
from cxsim.compare import DRAWS
from cxsim.constants import stale_constants
from cxsim.doubt import Beliefs, interval_in_doubt
from cxsim.doubt.anchors import CLOSE, churn, shifted
from cxsim.doubt.beliefs import doubted
from cxsim.doubt.drawn import _kind, run_at
from cxsim.doubt.draws import at, drawn
from cxsim.doubt.levers import address, lever_at, lever_ranges
from cxsim.doubt.tornado import _row
from cxsim.intervals import from_error, interval_of
from cxsim.metrics import VALUE
from cxsim.notes import remedy
from cxsim.origin import Origin
from cxsim.parameters import Estimate
from cxsim.plots import draw_tornado
from cxsim.run import run_worlds
from cxsim.scenario import Scenario
from cxsim.simulate import settings_of
from cxsim.study_file import load_study

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::cxsim.PrecisionWarning"),  # small runs on purpose
]
TELECOM = cx.load_example("telecom")
DESK, CALM = cx.levers.redesign("help_desk"), cx.levers.consistency()
NOTHING = cx.levers.community(size=0, label="nothing")
PINNED = 0.48740049012126563  # the level of mood.spread in the first draw of seed 1: bits that no version may change in silence
LIKELY = Estimate(low=1, likely=2, high=4)


@pytest.fixture(scope="module")
def study() -> cx.Comparison:
    """Four draws; people and months are those in which the base churn is measured, so that it can be looked up."""
    return cx.compare(TELECOM, ["today", NOTHING, DESK, CALM], months=36, people=5_000, replications=4, doubt=True)


@pytest.fixture(scope="module")
def tornado(study: cx.Comparison) -> pd.DataFrame:
    return study.tornado(limit=4, replications=2)


@pytest.fixture(scope="module")
def beliefs() -> Beliefs:
    settings = settings_of(TELECOM, 3, None, 300, 2, 1, "steady", True, None)
    return Beliefs(Origin(TELECOM, (Scenario("today"), Scenario.of(DESK)), settings))


def test_a_draw_is_known_by_seed_replication_and_path() -> None:
    addresses = [(*where, path) for where in ((1, 0), (1, 1), (2, 0)) for path in ("mood.spread", "mood.persistence")]
    levels = [drawn(seed, replication)(path) for seed, replication, path in addresses]
    assert len(set(levels)) == 6
    again = {address: drawn(*address[:2])(address[2]) for address in reversed(addresses)}
    assert levels == [again[address] for address in addresses]
    assert levels[0] == PINNED


def test_levels_of_paths_and_of_replications_are_even_and_unrelated() -> None:
    levels = np.array([[drawn(3, k)(f"path.{n}") for n in range(40)] for k in range(200)], dtype=float)
    assert abs(levels.mean() - 0.5) < 4 / math.sqrt(12 * levels.size)
    related = np.corrcoef(levels.T)[np.triu_indices(40, 1)] * math.sqrt(200)
    assert abs(related.std() - 1) < 4 / math.sqrt(2 * related.size)


def test_a_belief_is_triangular_with_its_ends_at_levels_0_and_1() -> None:
    numbers = np.array([at(LIKELY, level) for level in (np.arange(4_000) + 0.5) / 4_000])
    assert (at(LIKELY, 0.0), at(LIKELY, 1.0), at(LIKELY, None)) == (1, 4, 2)
    assert numbers.mean() == pytest.approx((1 + 2 + 4) / 3, abs=1e-5)
    assert numbers.var() == pytest.approx((1 + 4 + 16 - 2 - 4 - 8) / 18, abs=1e-5)


def test_every_draw_is_in_its_range_and_every_number_in_doubt_is_drawn(study: cx.Comparison) -> None:
    assert study.doubt
    draws, ranges = study.doubt.draws, Beliefs(study.require_origin()).ranges
    assert set(draws) == set(ranges)
    assert all(draws[path].between(belief.low, belief.high).all() for path, belief in ranges.items())
    assert (draws.nunique() == len(draws)).all()


def test_numbers_without_a_range_stay_where_they_are(beliefs: Beliefs) -> None:
    company, _ = beliefs.at(drawn(1, 0), 0)
    moved = {path for path, value in company.flat().items() if value != TELECOM.get(path)}
    follows = {path for path in moved if path.startswith("standard.") or path.endswith(".base_hazard")}
    assert moved - follows == set(doubted(TELECOM))
    assert {path for path in TELECOM.flat() if path.endswith(".base_hazard")} <= follows
    assert not any(path.startswith("standard.") or path.endswith(".base_hazard") for path in beliefs.ranges)


def test_what_a_file_states_with_low_and_high_is_drawn_and_what_it_sets_is_not() -> None:
    known = TELECOM.replace({"mood.persistence": 0.4, "money.price": {"low": 28, "likely": 30, "high": 33}})
    assert doubted(known)["money.price"] == Estimate(low=28, likely=30, high=33)
    assert "mood.persistence" in doubted(TELECOM)
    assert "mood.persistence" not in doubted(known)


def test_draws_are_the_same_whatever_scenarios_are_listed_and_however_many_threads() -> None:
    quick = {"months": 3, "people": 300, "replications": 2, "doubt": True}
    few = cx.compare(TELECOM, ["today", DESK], **quick, threads=1)
    more = cx.compare(TELECOM, ["today", CALM, DESK], **quick, threads=2)
    assert few.doubt
    assert more.doubt
    for label in few.labels:
        np.testing.assert_array_equal(few.doubt.results[label].data["profit"], more.doubt.results[label].data["profit"])
    assert more.doubt.draws[few.doubt.draws.columns].equals(few.doubt.draws)


def test_base_churn_is_that_of_the_company_in_every_draw(study: cx.Comparison) -> None:
    assert study.doubt
    luck, doubt = (each["today"].metric("churn").to_numpy() for each in (study.results, study.doubt.results))
    assert np.abs(np.log(doubt / luck)).max() < 1.1 * CLOSE  # half a person is added where it is measured


def test_churn_would_move_if_it_were_not_held(beliefs: Beliefs) -> None:
    held, _ = beliefs.at(drawn(1, 0), 0)
    free = held.replace({path: TELECOM.get(path) for path in TELECOM.flat() if path.endswith(".base_hazard")})
    settings = settings_of(TELECOM, 24, None, 5_000, 1, 1, "steady", True, None)
    target = churn(TELECOM.parameters(), settings, 0)
    assert abs(math.log(churn(held.parameters(), settings, 0) / target)) < CLOSE
    assert abs(math.log(churn(free.parameters(), settings, 0) / target)) > 4 * CLOSE


def test_anchors_move_nothing_if_nothing_is_drawn(beliefs: Beliefs) -> None:
    assert TELECOM.norm
    assert beliefs._anchors.hold(TELECOM, TELECOM.norm, 0).digest == TELECOM.digest
    assert beliefs.at(lambda _: None, 0)[0] is TELECOM


def test_constants_follow_the_drawn_norm(beliefs: Beliefs) -> None:
    company, _ = beliefs.at(drawn(1, 0), 0)
    moves = [
        company.get(f"standard.{n}_mean") - TELECOM.get(f"standard.{n}_mean") for n in ("journey", "trust", "affect")
    ]
    assert min(map(abs, moves)) > 1e-4
    assert max(map(abs, moves)) > 0.01
    proportional = shifted({"standard.trust_scale": 2.0}, {"standard.trust_scale": 0.5}, {"standard.trust_scale": 0.75})
    assert proportional == {"standard.trust_scale": 3.0}


def test_a_norm_company_in_doubt_is_not_called_stale() -> None:
    norm = cx.load_example("telecom_norm")
    settings = settings_of(norm, 3, None, 300, 1, 1, "steady", True, None)
    company, _ = Beliefs(Origin(norm, (Scenario("today"),), settings)).at(drawn(1, 0), 0)
    assert stale_constants(company) is None


def test_a_lever_that_does_nothing_differs_by_exactly_nothing_under_doubt(study: cx.Comparison) -> None:
    assert study.doubt
    for metric in (VALUE, "churn", "satisfaction"):
        assert study.interval_with_doubt(metric, "nothing")[:4] == (0, 0, 0, 0)
    totals = [study.doubt.results[label].data["profit"] for label in ("today", "nothing")]
    np.testing.assert_array_equal(*totals)


@pytest.mark.parametrize("label", ["redesign help desk", "less spread everywhere"])
def test_the_interval_with_doubt_holds_that_of_luck_and_is_wider(study: cx.Comparison, label: str) -> None:
    luck, both = study.interval(VALUE, label), study.interval_with_doubt(VALUE, label)
    assert both.low < luck.low < luck.high < both.high
    assert both.error > 2 * luck.error
    assert abs(both.positive - 0.5) < abs(luck.positive - 0.5)


def test_doubt_does_not_vanish_with_replications_and_is_luck_where_nothing_moves() -> None:
    generator = np.random.default_rng(20)
    luck, moved = generator.normal(3, 1, 4_000), generator.normal(0, 2, 4_000)
    both = interval_in_doubt(interval_of(luck), luck, luck + moved)
    assert both.high - both.low == pytest.approx(2 * 1.96 * 2, rel=4 / math.sqrt(2 * 4_000))
    per_person = from_error(3.0, 0.1, 1_000_000)  # many more people than replications
    assert interval_in_doubt(per_person, luck[:4], luck[:4]) == per_person


def test_luck_is_that_of_a_comparison_without_doubt_and_the_digest_covers_both(study: cx.Comparison) -> None:
    assert study.doubt
    quick = {"months": 3, "people": 300, "replications": 2}
    plain, both = (cx.compare(TELECOM, ["today", DESK], **quick, doubt=doubt) for doubt in (False, True))
    assert [plain.results[label].digest for label in plain.labels] == [
        both.results[label].digest for label in plain.labels
    ]
    assert plain.digest != both.digest
    assert both.doubt
    assert len({both.digest, both.doubt.digest, *(each.digest for each in both.doubt.results.values())}) == 4
    assert (plain.settings | {"doubt": True}) == both.settings


def test_the_table_has_both_intervals_and_both_odds(study: cx.Comparison) -> None:
    table = study.table()
    assert table.columns.tolist()[3:8] == ["P(better)", "with_doubt", "doubt_low", "doubt_high", "P(better) with doubt"]
    churn_row = table.loc["less spread everywhere", "churn"]
    assert (
        churn_row["P(better) with doubt"] == 1 - study.interval_with_doubt("churn", "less spread everywhere").positive
    )


def test_notes_say_which_interval_holds_what_and_promise_no_people_against_doubt(study: cx.Comparison) -> None:
    assert "P(better) holds luck only" in study.notes[0]
    assert any("simulation error and doubt" in note and "never doubt" in note for note in study.notes)
    assert "no number of people narrows doubt" in remedy(study, ["redesign help desk"])
    assert "simulation error and doubt" in study._repr_html_()


def test_without_doubt_what_needs_it_says_how_to_ask() -> None:
    plain = cx.compare(TELECOM, ["today", DESK], months=2, people=300, replications=2)
    for ask in (lambda: plain.interval_with_doubt(VALUE, "redesign help desk"), plain.tornado, plain.best_with_doubt):
        with pytest.raises(ValueError, match="doubt=True"):
            ask()
    with pytest.raises(ValueError, match="doubt = 'yes': give True or False"):
        cx.compare(TELECOM, ["today", DESK], doubt="yes")  # type: ignore[arg-type]


def test_one_level_sizes_all_that_a_lever_does_and_negative_effects_mirror() -> None:
    both = cx.levers.self_service()
    strong = lever_at(both, TELECOM, lambda path: 1.0 if path.endswith("effect") else None)
    for before, after in zip(both.targets, strong.targets, strict=True):
        assert after.effect.likely == pytest.approx(1.5 * before.effect.likely)
    assert (
        min(target.effect.likely for target in both.targets) < 0 < max(target.effect.likely for target in both.targets)
    )
    assert strong.monthly.likely == both.monthly.likely


def test_a_given_spend_buys_less_of_what_is_dearer_than_thought() -> None:
    asked = cx.levers.redesign("help_desk", monthly=110_000)
    dear = lever_at(asked, TELECOM, lambda path: 1.0 if path.endswith("cost") else None)
    assert asked.multiple(TELECOM) == pytest.approx(1)
    assert dear.multiple(TELECOM) == pytest.approx(1 / 1.3)


def test_levers_share_a_draw_whatever_their_size_and_touchpoints_do_not() -> None:
    assert address(DESK) == address(cx.levers.redesign("help_desk", monthly=40_000, from_=3))
    assert address(DESK) != address(cx.levers.redesign("use"))
    ranges = lever_ranges([Scenario.of(DESK)])
    assert ranges[f"{address(DESK)}.cost"] == Estimate(low=0.7, likely=1, high=1.3)


def test_company_norm_and_levers_are_all_in_doubt(beliefs: Beliefs) -> None:
    assert TELECOM.norm
    everything = (doubted(TELECOM), doubted(TELECOM.norm), lever_ranges([Scenario.of(DESK)]))
    assert set(beliefs.ranges) == {path for each in everything for path in each}


def test_the_levers_of_the_two_best_are_always_tried(study: cx.Comparison, tornado: pd.DataFrame) -> None:
    assert (
        study.best()[:2]
        == ("less spread everywhere", "redesign help desk")
        == (tornado.attrs["first"], tornado.attrs["second"])
    )
    assert set(tornado.index) == {f"{address(lever)}.{what}" for lever in (DESK, CALM) for what in ("effect", "cost")}
    assert "4 of 226 numbers in doubt were tried; of the 222 others" in tornado.attrs["left_out"]


def test_a_cheaper_lever_is_worth_what_is_saved(study: cx.Comparison, tornado: pd.DataFrame) -> None:
    for lever, label, sign in ((CALM, "less spread everywhere", 1), (DESK, "redesign help desk", -1)):
        data, row = study.results[label].data, tornado.loc[f"{address(lever)}.cost"]
        outlay = sign * float((data["lever_cost"] * data["discount"]).sum("month").mean())
        assert row["at_low"] - tornado.attrs["difference"] == pytest.approx(0.3 * outlay, rel=1e-6)
        assert row["at_low"] - row["at_high"] == pytest.approx(0.6 * outlay, rel=1e-6)


def test_an_effect_at_its_high_end_helps_its_own_scenario(tornado: pd.DataFrame) -> None:
    calm, desk = (tornado.loc[f"{address(lever)}.effect"] for lever in (CALM, DESK))
    assert calm["at_low"] < tornado.attrs["difference"] < calm["at_high"]
    assert desk["at_high"] < tornado.attrs["difference"] < desk["at_low"]


def test_an_end_that_changes_first_and_second_flips_and_is_set_in_bold(tornado: pd.DataFrame) -> None:
    crosses = (tornado["at_low"] < 0) | (tornado["at_high"] < 0)
    assert crosses.any()
    assert tornado["flips"][crosses].all()
    assert tornado["swing"].is_monotonic_decreasing
    labels = draw_tornado(tornado).get_yticklabels()
    assert [label.get_fontweight() for label in labels] == ["bold" if flips else "normal" for flips in tornado["flips"]]


def test_a_number_that_changes_nothing_does_not_flip(study: cx.Comparison) -> None:
    assert study.doubt
    likely = {label: np.asarray(result.net_present_value()) for label, result in study.results.items()}
    nothing = {label: np.zeros(2) for label in likely}
    row = _row(likely, [nothing, nothing], *study.best()[:2])
    assert (row["flips"], row["swing"]) == (False, 0)


def test_a_study_file_and_the_command_line_ask_for_doubt(tmp_path: Path) -> None:
    path = tmp_path / "study.yaml"
    text = "company: telecom\nmonths: 2\npeople: 300\nreplications: 2\ndoubt: true\nscenarios: [today, {label: desk, levers: [{lever: redesign, touchpoint: help_desk}]}]\n"
    path.write_text(text, encoding="utf-8")
    assert load_study(path).settings()["doubt"] is True
    told = CliRunner().invoke(app, ["compare", str(path), "--json"])
    without = CliRunner().invoke(app, ["compare", str(path), "--json", "--no-doubt"])
    assert json.loads(told.stdout)["settings"]["doubt"] is True
    assert "doubt_low" in json.loads(told.stdout)["differences"][0]
    assert "doubt_low" not in json.loads(without.stdout)["differences"][0]


def test_a_comparison_with_doubt_has_32_draws_unless_told() -> None:
    assert DRAWS == 32


def test_a_comparison_with_doubt_that_was_saved_is_the_same_again_but_cannot_run(
    study: cx.Comparison, tmp_path: Path
) -> None:
    study.save(tmp_path / "study.nc")
    again = cx.Comparison.load(tmp_path / "study.nc")
    assert (again.digest, again.settings, again.notes) == (study.digest, study.settings, study.notes)
    assert again.best_with_doubt() == study.best_with_doubt()
    pd.testing.assert_frame_equal(again.table(), study.table(), check_exact=True)
    assert again.doubt
    assert study.doubt
    pd.testing.assert_frame_equal(again.doubt.draws, study.doubt.draws, check_exact=True)
    with pytest.raises(ValueError, match="was read from a file"):
        again.tornado()


def test_a_replication_that_runs_alone_is_that_of_the_whole_run() -> None:
    settings = settings_of(TELECOM, 3, None, 300, 3, 1, "steady", True, None).recording("panel", 10)
    scenarios = [Scenario("today"), Scenario.of(DESK)]
    whole, alone = (run_worlds(TELECOM, scenarios, settings, only=only) for only in (None, [2]))
    for before, now in zip(whole, alone, strict=True):
        np.testing.assert_array_equal(now.totals[0], before.totals[2])
        np.testing.assert_array_equal(now.paired[0], before.paired[2])
        assert not now.people.equals(before.people)
        assert (list(before.records), list(now.records)) == (["panel"], [])  # of the first replication alone


def test_what_is_recorded_is_recorded_without_doubt_and_changes_nothing() -> None:
    quick = {"months": 2, "people": 300, "replications": 2, "doubt": True}
    plain, watched = (cx.compare(TELECOM, ["today", DESK], **quick, record=record) for record in ((), "panel"))
    assert watched.digest == plain.digest
    assert watched.doubt
    assert len(watched.results["today"].panel) == 2 * 300
    assert not any(each.records for each in watched.doubt.results.values())


@pytest.mark.parametrize("share", [0.5, 1.0])
def test_drawn_costs_go_with_the_market_as_the_likely_ones_do(share: float) -> None:
    other = TELECOM.replace({"market.size": share * TELECOM.get("market.size")})
    dear = lever_at(DESK, other, lambda path: 1.0 if path.endswith("cost") else None)
    likely, drawn_bill = (Scenario.of(each).schedule(other, 3).outlay for each in (DESK, dear))
    np.testing.assert_allclose(likely, share * Scenario.of(DESK).schedule(TELECOM, 3).outlay)
    np.testing.assert_allclose(drawn_bill, 1.3 * likely)


def test_a_given_spend_on_a_fixed_lever_is_billed_by_its_drawn_cost_in_a_firm_of_any_size() -> None:
    small = TELECOM.replace({"market.size": TELECOM.get("market.size") / 2})
    move = {"path": "policy.promise.*", "operation": "add", "effect": 0.1}
    stated = {"monthly": {"low": 70_000, "likely": 100_000, "high": 130_000}, "stated_for": TELECOM.get("market.size")}
    whole = cx.Lever(label="whole", targets=[move], **stated, response="fixed", spend=50_000)
    dear = lever_at(whole, small, lambda path: 1.0 if path.endswith("cost") else None)
    assert (whole.multiple(small), dear.multiple(small)) == pytest.approx((1, 1))
    bills = [Scenario.of(each).schedule(small, 2).outlay for each in (whole, dear)]
    np.testing.assert_allclose(bills[1], 1.3 * bills[0])


def test_progress_goes_from_luck_over_every_draw_to_the_end() -> None:
    heard: list[float] = []
    cx.compare(TELECOM, ["today", DESK], months=2, people=300, replications=2, doubt=True, progress=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == pytest.approx(1)
    assert {0.2, 0.6} <= {round(share, 9) for share in heard}


def test_notes_that_differ_in_their_numbers_alone_are_of_one_kind() -> None:
    told = "'today': customers change by {} from the first month to the last"
    assert _kind(told.format("+3.1%")) == _kind(told.format("-12.0%")) != _kind("'today': 3% ran into a cap")


def test_a_limit_that_a_draw_meets_is_told_and_constants_of_the_drawn_norm_are_none(
    study: cx.Comparison, beliefs: Beliefs
) -> None:
    assert study.doubt
    assert study.doubt.limited == 0
    run = run_at(beliefs, drawn(1, 0), 0)[0]
    assert any("satisfaction 0 is no longer its norm" in note for note in run.world.notes)
    capped = replace(run, world=replace(run.world, notes=(*run.world.notes, "3% ran into a cap")))
    assert capped.kinds() - run.kinds() == {_kind("3% ran into a cap")}
    assert not any("no longer its norm" in kind for kind in capped.kinds())
    told = replace(study, doubt=replace(study.doubt, limited=2)).notes
    assert any("In 2 of 4 draws" in note for note in told)


def test_the_page_has_doubt_in_its_first_sentence_and_a_table_of_it(study: cx.Comparison, tmp_path: Path) -> None:
    page = study.report(tmp_path / "study.html").read_text(encoding="utf-8")
    first = page.split('<section class="verdict">')[1].split("</section>")[0]
    assert "simulation error and doubt" in first
    assert "with doubt P" in first
    assert page.count('class="comparison doubt"') == 1


def test_doubt_about_levers_at_several_touchpoints_has_an_address_of_its_own() -> None:
    one, two = cx.levers.fewer_failures("use"), cx.levers.fewer_failures(["use", "pay"])
    assert address(one) == "levers.fewer_failures.use"
    assert address(two) == "levers.fewer_failures.use+pay"
