"""A company: one whole of file, norm company and defaults, checked together and never changed in place."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import numpy as np
import pytest

from cxsim import _core
from cxsim.assemble import migrate
from cxsim.company import Company, CompanyWarning
from cxsim.errors import CompanyError
from cxsim.layers import covers
from cxsim.loading import example_names, from_document, load, load_example
from cxsim.new import new_company
from cxsim.parameters import blocks, company_model, find_row, json_schema, rows, select_rows
from cxsim.remarks import remarks
from cxsim.yaml_lines import Document, parse_yaml

TINY = """\
schema_version: 1
name: Tiny
dimensions: {quality: {}}
channels: {shop: {}}
touchpoints: {counter: {quality: 7, channels: {shop: 1}}}
journeys: {visit: {always: 1, entry: {counter: 1}}}
segments: {all: {}}
"""


def parsed(text: str) -> Company:
    return from_document(parse_yaml(text, "tiny.yaml"), Path(__file__).parent)


def message(text: str) -> str:
    with pytest.raises(CompanyError) as caught:
        parsed(text)
    return str(caught.value)


@pytest.fixture(scope="module")
def telecom() -> Company:
    return load_example("telecom")


# -- what comes from the rows


def test_every_row_has_a_sentence_a_unit_and_a_default_in_its_range() -> None:
    for row in rows():
        values = row.default if isinstance(row.default, list) else [row.default]
        assert row.doc.endswith("."), row
        assert row.unit, row
        assert all(row.low <= value <= row.high for value in values), row


def test_the_schema_of_a_file_says_unit_source_range_and_meaning_of_every_row() -> None:
    schema = json_schema()
    assert json.loads(json.dumps(schema)) == schema
    size = schema["$defs"]["Market"]["properties"]["size"]
    row = find_row("market.size")
    assert row is not None
    assert (size["unit"], size["source"], size["description"]) == (row.unit, row.source, row.doc)
    assert size["oneOf"][0] == {"type": "number", "minimum": row.low, "maximum": row.high}
    assert schema["additionalProperties"] is False


def test_rows_are_found_by_path_and_by_block() -> None:
    assert find_row("touchpoints.pay.quality.empathy") in select_rows("touchpoints.quality")
    assert find_row("market") is None
    assert find_row("markt.size") is None
    assert {row.block for row in select_rows()} == set(blocks())
    assert select_rows("expect") == []


# -- what a company is made of


def test_a_company_is_its_file_over_its_norm_over_the_defaults(telecom: Company) -> None:
    norm = load_example("telecom_norm")
    row = find_row("mood.spread")
    assert row is not None
    assert telecom.get("mood.spread") == row.default
    assert telecom.get("market.size") == norm.get("market.size")
    assert telecom.get("touchpoints.use.quality.empathy") != norm.get("touchpoints.use.quality.empathy")
    assert telecom.norm is not None
    assert telecom.norm.digest == norm.digest
    assert norm.norm is None


def test_segments_of_the_norm_go_when_a_file_gives_its_own(telecom: Company) -> None:
    assert telecom.names.segments == ("regular", "high_end")
    assert not any(path.startswith("segments.families") for path in telecom.flat())


def test_one_number_stands_for_all_names_and_knots_left_out_are_0(telecom: Company) -> None:
    assert set(telecom.get("policy.promise").values()) == {7.2}
    assert telecom.get("segments.regular.tenure_effect.12") == 0
    assert telecom.get("segments.regular.tenure_effect.0") < 0


def test_get_also_returns_words(telecom: Company) -> None:
    assert telecom.get("name") == telecom.name
    assert telecom.get("touchpoints.help_desk.class") == "human"
    assert telecom.get("traits.families.usage") == _core.trait_families["usage"]


def test_a_path_that_is_none_names_the_nearest_wherever_it_is_asked_for(telecom: Company) -> None:
    for ask in (telecom.get, telecom.source, telecom.provenance):
        with pytest.raises(CompanyError, match="did you mean 'help_desk'"):
            ask("touchpoints.help_dsk.quality.empathy")
        with pytest.raises(CompanyError, match=r"did you mean 'money\.price'"):
            ask("price")
    for ask in (telecom.source, telecom.provenance):
        with pytest.raises(CompanyError, match="stands for 9 numbers"):
            ask("touchpoints.use.quality")


@pytest.mark.parametrize("name", example_names())
def test_examples_load_with_a_source_for_every_number(name: str) -> None:
    assert load_example(name).unsourced() == []


def test_the_core_gets_every_number_family_and_route(telecom: Company) -> None:
    company = telecom.replace({"steps_per_year": 52, "traits.families.usage": "constant"})
    parameters = company.parameters()
    assert parameters.values() == company.flat()
    assert parameters.steps_per_year == 52
    assert company.families["usage"] == "constant"
    assert ("use", "pay") in company.own_routes()


def test_an_empty_row_after_a_failure_is_a_route_of_its_own() -> None:
    company = parsed(TINY.replace("entry: {counter: 1}", "entry: {counter: 1}, after_failure: {counter: {}}"))
    assert company.own_routes() == {("visit", "counter")}


def test_the_smallest_company_stands_without_a_norm() -> None:
    company = parsed(TINY)
    assert company.get("segments.all.share") == 1
    assert "Tiny" in repr(company)
    assert company._repr_html_().startswith("<table><caption>Tiny")


# -- changes


def test_replace_returns_another_company(telecom: Company) -> None:
    changed = telecom.replace({"money.price": 31}, **{"policy.promise.empathy": np.float64(8)})
    assert (changed.get("money.price"), telecom.get("money.price")) == (31, 30)
    assert changed.get("policy.promise")["empathy"] == 8
    assert changed.get("policy.promise")["assurance"] == 7.2
    assert changed.digest != telecom.digest
    assert changed.replace({"money.price": 30, "policy.promise": 7.2}).digest == telecom.digest


def test_replace_takes_mappings_stars_and_one_number_for_all(telecom: Company) -> None:
    changed = telecom.replace(
        {"touchpoints": {"pay": {"quality": {"empathy": 5}}}, "policy.promise": 8, "touchpoints.*.spread": 1.1}
    )
    assert set(changed.get("touchpoints.*.spread").values()) == {1.1}
    assert changed.get("touchpoints.pay.quality.empathy") == 5
    assert changed.get("touchpoints.pay.quality.reliability") == telecom.get("touchpoints.pay.quality.reliability")
    assert set(changed.get("policy.promise").values()) == {8}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"touchpoints.help_dsk.spread": 1}, "did you mean 'help_desk'?"),
        ({"touchpoints": {"help_dsk": {"spread": 1}}}, "did you mean 'help_desk'?"),
        ({"touchpoints.help_dsk.class": "human"}, "did you mean 'help_desk'?"),
        ({"channels.phne.effort": 1}, "did you mean 'phone'?"),
        ({"segments.regulr.fee": 1}, "did you mean 'regular'?"),
        ({"dimensions.emphaty.width": 1}, "did you mean 'empathy'?"),
        ({"journeys.get_hlp.rate": 1}, "did you mean 'get_help'?"),
        ({"touchpoints.*.spred": 1}, "did you mean 'spread'?"),
        ({"money.price.x": 1}, "money.price.x: is not known here"),
        ({"market.sise": 1, "name": "Other"}, "did you mean 'size'?"),
    ],
)
def test_replace_makes_no_name_and_says_each_problem_once(telecom: Company, change: dict, said: str) -> None:
    with pytest.raises(CompanyError) as caught:
        telecom.replace(change)
    assert len(caught.value.problems) == 1
    assert said in str(caught.value)


def test_a_change_to_an_inherited_segment_keeps_the_others() -> None:
    mine = parsed("schema_version: 1\nname: Mine\nnorm: telecom_norm")
    changed = mine.replace({"segments.comfort.fee": 1.5})
    assert changed.names.segments == mine.names.segments
    assert changed.get("segments.comfort.share") == mine.get("segments.comfort.share")
    assert changed.unsourced() == ["segments.comfort.fee"]


def test_a_changed_number_loses_its_source_unless_one_comes_with_it(telecom: Company) -> None:
    path = "segments.regular.base_hazard"
    assert telecom.provenance(path) == "fitted"
    changed = telecom.replace({path: -3})
    assert changed.provenance(path) == "unsourced"
    assert changed.unsourced() == [path]
    sourced = telecom.replace({path: -3, "sources": {path: "assumed: rounded"}})
    assert (sourced.provenance(path), sourced.source(path)) == ("assumed", "assumed: rounded")
    assert telecom.replace({"name": "Other"}).unsourced() == []


def test_a_change_is_checked_like_a_file(telecom: Company) -> None:
    with pytest.raises(CompanyError) as caught:
        telecom.replace({"market.sise": 5, "money.price": -1, "segments.regular.share": 0.9})
    assert "did you mean 'size'?" in str(caught.value)
    assert "money.price = -1: is outside the allowed range; allowed: 0 to" in str(caught.value)
    assert "the shares add up to 1.2" in str(caught.value)


def test_slopes_are_a_preset_that_overrules_and_refuses_to_do_so_silently(telecom: Company) -> None:
    linear = telecom.replace({"slopes": "linear"})
    slopes = [
        linear.get("value.inside_zone"),
        linear.get("dimensions.empathy.above"),
        linear.get("dimensions.empathy.below"),
    ]
    assert len(set(slopes)) == 1
    assert linear.provenance("dimensions.empathy.above") == "assumed"
    assert linear.replace({"slopes": "classic"}).digest == telecom.digest
    yap = telecom.replace({"slopes": "yap_sweeney"})
    assert yap.provenance("dimensions.empathy.above") == "assumed"
    assert yap.get("dimensions.empathy.below") < yap.get("dimensions.empathy.above") == yap.get("value.inside_zone")
    with pytest.raises(CompanyError, match="choose slopes: classic"):
        linear.replace({"dimensions.empathy.above": 1})


def test_yaml_keeps_values_sources_and_what_is_known_roughly(telecom: Company) -> None:
    rough = {"low": 1.0e6, "likely": 1.5e6, "high": 2.0e6}
    changed = telecom.replace(
        {"market.size": rough, "sources": {"market.size": "published: a census"}, "policy.promise.empathy": 8}
    )
    again = parsed(changed.to_yaml())
    assert again.digest == changed.digest
    assert again.sources == changed.sources
    assert again.to_dict() == changed.to_dict()
    assert again.get("market.size") == 1.5e6
    assert "high: 2000000.0" in changed.to_yaml()
    assert again.unsourced() == ["policy.promise.empathy"]


def test_a_company_survives_pickling_as_workers_need(telecom: Company) -> None:
    assert pickle.loads(pickle.dumps(telecom)).digest == telecom.digest


def test_given_data_cannot_be_changed_from_outside(telecom: Company) -> None:
    digest = telecom.digest
    telecom.flat()["money.price"] = 0
    telecom.to_dict()["segments"].clear()
    telecom.families["usage"] = "constant"
    assert telecom.digest == digest


# -- what must hold between numbers


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("segments: {all: {}}", "segments: {a: {share: 0.5}, b: {share: 0.499}}", "the shares add up to 0.999"),
        ("entry: {counter: 1}", "entry: {counter: 0.8, other: 0.1}", "did you mean"),
        (
            "entry: {counter: 1}",
            "entry: {counter: 1}, transitions: {counter: {counter: 1}}",
            "can never end once at counter",
        ),
        ("entry: {counter: 1}", "entry: {counter: 1.5}", "allowed: 0 to 1 probability"),
        ("channels: {shop: 1}", "channels: {shop: 0}", "no channel offers this touchpoint"),
        ("channels: {shop: 1}", "channels: {shp: 1}", "did you mean 'shop'?"),
        ("quality: 7", "quality: {}", "says nothing of quality"),
        ("{quality: {}}", "{quality: {importance: 0}}", "no dimension has any importance"),
        ("segments: {all: {}}", "", "segments: at least one is needed"),
        ("segments: {all: {}}", "segments: {all: {journey_rate: {vist: 2}}}", "did you mean 'visit'?"),
        ("segments: {all: {}}", "segments: {all: {tenure_effect: {13: 1}}}", "allowed: 0, 12, 24"),
        ("channels: {shop: {}}", "channels: {shop front: {}, shop: {}}", "is no usable name"),
        ("schema_version: 1", "schema_version: 2", "update it"),
        ("name: Tiny", "name: Tiny\ntraits: {families: {usage: gama}}", "did you mean 'gamma'?"),
        ("name: Tiny", "name: Tiny\ntraits: {families: {fit: gamma}}", "has mean 0 and standard deviation 0.5"),
        ("name: Tiny", "name: Tiny\ntraits: {families: {usage: beta}}", "a mean between 0 and 1"),
        ("all: {}", "all: {leaving_alpha: 2}", "give both leaving_alpha and leaving_beta, or neither"),
        ("all: {}", "all: {leaving_alpha: 2, leaving_beta: 9, frailty: 0.3}", "frailty must be 0 where leaving_alpha"),
        ("name: Tiny", "name: Tiny\nsources: {touchpoints.*.qualty: assumed}", "did you mean 'quality'?"),
        ("name: Tiny", "name: Tiny\nsteps_per_year: 0", "steps_per_year = 0: is outside the allowed range"),
    ],
)
def test_numbers_and_names_must_fit_together(old: str, new: str, said: str) -> None:
    assert said in message(TINY.replace(old, new))


def test_no_more_names_than_the_core_has_room_for() -> None:
    most = _core.limits["max_channels"]
    channels = ", ".join(f"c{i}: {{}}" for i in range(most + 1))
    assert f"holds {most + 2} names; allowed: at most {most}" in message(
        TINY.replace("{shop: {}}", f"{{shop: {{}}, {channels}}}")
    )


def test_a_journey_may_end_only_after_a_failure_if_failures_happen() -> None:
    route = "entry: {counter: 1}, transitions: {counter: {counter: 1}}, after_failure: {counter: {counter: 0.5}}"
    stuck = TINY.replace("entry: {counter: 1}", route)
    assert "can never end" in message(stuck)
    assert parsed(stuck.replace("quality: 7", "quality: 7, failure: 0.1")).own_routes()


def test_shares_that_miss_1_by_rounding_are_taken_to_it() -> None:
    company = parsed(TINY.replace("{all: {}}", "{a: {share: 0.3333333}, b: {share: 0.3333333}, c: {share: 0.3333333}}"))
    assert sum(company.get(f"segments.{name}.share") for name in "abc") == pytest.approx(1, abs=1e-12)


def test_an_older_file_is_migrated_step_by_step() -> None:
    document = Document("old.yaml", {"schema_version": -1, "cost": 5})
    steps = {
        -1: lambda data: {"schema_version": 0, "price": data["cost"]},
        0: lambda data: {"schema_version": 1, "money": {"price": data["price"]}},
    }
    migrate(document, steps)
    assert document.data == {"schema_version": 1, "money": {"price": 5}}
    assert document.problems == []


def test_a_star_in_a_source_stands_for_any_name() -> None:
    assert covers("touchpoints.*.quality", "touchpoints.pay.quality.empathy")
    assert not covers("touchpoints.*.quality.empathy", "touchpoints.pay.quality")
    company = parsed(
        TINY + "sources: {touchpoints.*.quality: 'assumed', touchpoints.counter.channels: 'published (a visit)'}"
    )
    assert company.provenance("touchpoints.counter.quality.quality") == "assumed"
    assert company.provenance("touchpoints.counter.channels.shop") == "published"
    assert company.unsourced() == ["journeys.visit.always", "journeys.visit.entry.counter"]


def test_a_size_that_is_assumed_is_not_published_even_if_its_sign_is(telecom: Company) -> None:
    assert telecom.provenance("segments.regular.switching_cost_slope") == "assumed"
    row = find_row("segments.regular.switching_cost_slope")
    assert row is not None
    assert row.provenance == "assumed"
    text = "sources: {segments: 'published signs (Blut), assumed size', journeys: Published (a diary)}"
    company = parsed(TINY.replace("all: {}", "all: {fee: 2}") + text)
    assert company.provenance("segments.all.fee") == "assumed"
    assert company.provenance("journeys.visit.always") == "published"


@pytest.mark.parametrize(
    ("text", "near"), [("a guess", ""), ("publshed: x", "published"), ("", ""), ("asumed: y", "assumed")]
)
def test_a_source_begins_with_its_kind(text: str, near: str) -> None:
    said = message(TINY + f"sources: {{market.size: '{text}'}}")
    assert (
        f"sources.market.size = '{text}': does not say of what kind it is; allowed: it begins with published," in said
    )
    assert said.endswith(f"did you mean '{near}'?") == bool(near)


def test_what_repeats_the_norm_is_from_where_the_norm_is() -> None:
    text = "schema_version: 1\nname: Mine\nnorm: telecom_norm\nmoney: {price: 30, serve: 3}\nmood: {spread: 0.35}"
    company, norm = parsed(text), load_example("telecom_norm")
    assert company.source("money.price") == norm.source("money.price") != ""
    assert company.unsourced() == ["money.serve", "mood.spread"]
    assert company.replace({"money.price": 31}).provenance("money.price") == "unsourced"


# -- names that a file brings


MINE = "schema_version: 1\nname: Mine\nnorm: telecom_norm\n"
WHOLE = "quality: 7, channels: {store: 1}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "touchpoints: {help_dek: {spread: 2}}",
            "touchpoints.help_dek: is new, and lacks quality; channels that offer it; a journey that reaches it; did",
        ),
        ("touchpoints: {help_dek: {quality: 7}}", "lacks channels that offer it; a journey that reaches it; did"),
        (f"touchpoints: {{kiosk: {{{WHOLE}}}}}", "touchpoints.kiosk: is new, and lacks a journey that reaches it"),
        (
            "touchpoints: {kiosk: {quality: {empathy: 7}, channels: {store: 1}}}\njourneys: {use: {entry: {kiosk: 0}}}",
            "lacks quality on reliability, responsiveness",
        ),
        ("segments: {familes: {fee: 2}}", "segments.familes: has no share"),
        ("segments: {familes: {fee: 2}}", "each is given whole; did you mean 'families'?"),
        ("journeys: {get_hlp: {rate: 1}}", "is new, and has no entry; did you mean 'get_help'?"),
        ("dimensions: {emphaty: {width: 1}}", "dimensions.emphaty: advert, compare, buy, set_up, use"),
        ("dimensions: {emphaty: {width: 1}}", "say nothing of their quality on it; did you mean 'empathy'?"),
    ],
)
def test_a_new_name_that_is_not_whole_is_one_problem_with_the_norms_nearest(text: str, said: str) -> None:
    with pytest.raises(CompanyError) as caught:
        parsed(MINE + text)
    assert said in str(caught.value)
    assert [each.line for each in caught.value.problems] == [4]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("channels: {fax: {effort: 1}}", "channels.fax: no touchpoint uses it$"),
        ("channels: {phne: {effort: 1}}", "channels.phne: no touchpoint uses it; did you mean 'phone'"),
        ("segments: {familes: {share: 1}}", "segments.familes: is new against the norm; did you mean 'families'"),
        (
            "touchpoints: {use: {quality: {empathy: 0.5}}}",
            "empathy = 0.5: is off the nine-point scale; allowed: 1 to 9",
        ),
        ("journeys: {renew: {transitions: {compare: {renew: 0}}, entry: {renew: 0}}}", "renew: no journey reaches it"),
    ],
)
def test_what_is_legal_and_hardly_meant_warns(text: str, said: str) -> None:
    with pytest.warns(CompanyWarning, match=said):
        parsed(MINE + text)


def test_a_change_warns_of_what_it_brings_and_not_again_of_what_was_there() -> None:
    with pytest.warns(CompanyWarning, match="fax"):
        company = parsed(MINE + "channels: {fax: {effort: 1}}")
    assert company.replace({"money.price": 31})
    with pytest.warns(CompanyWarning, match="off the nine-point scale"):
        company.replace({"touchpoints.use.quality.empathy": 12})


def test_a_whole_touchpoint_of_ones_own_is_welcome() -> None:
    company = parsed(
        MINE + f"touchpoints: {{kiosk: {{{WHOLE}}}}}\njourneys: {{use: {{entry: {{use: 0.8, kiosk: 0.05}}}}}}"
    )
    assert company.names.touchpoints[-1] == "kiosk"


def test_a_new_file_loads_as_it_is_and_equals_its_norm(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text(new_company('Mine: "first" #1'), encoding="utf-8")
    company, norm = load(path), load_example("telecom_norm")
    assert company.name == 'Mine: "first" #1'
    assert (company.flat(), company.own_routes()) == (norm.flat(), norm.own_routes())
    assert company.unsourced() == []
    assert "sources" not in company.to_dict()
    text = path.read_text(encoding="utf-8")
    for old in ("  price: 30\n", "    fee: 1.4\n"):
        assert text.count(old) == 1
        text = text.replace(old, old.replace("3", "4").replace("1.4", "1.5"))
    path.write_text(text, encoding="utf-8")
    assert load(path).unsourced() == ["money.price", "segments.comfort.fee"]
    assert all(f"{row.doc[:40]}" in path.read_text(encoding="utf-8") for row in select_rows("market"))
    assert company_model().model_validate(company.to_dict())


# -- what is not wrong, and worth knowing


def test_check_knows_what_is_new_and_what_is_replaced() -> None:
    text = f"touchpoints: {{kiosk: {{{WHOLE}}}}}\njourneys: {{use: {{entry: {{use: 0.8, kiosk: 0.05}}}}}}\n"
    company = parsed(MINE + text + "segments: {families: {share: 0.4}, others: {share: 0.6}}")
    assert remarks(company) == [
        "replaces the norm's segments families, young_digital, comfort with families, others",
        "new against the norm: touchpoints kiosk",
    ]
    assert remarks(load_example("telecom_norm")) == []


@pytest.mark.parametrize(
    ("change", "is_losing"),
    [
        ({}, False),
        ({"market.size": 1_400_000}, False),
        ({"market.size": 500_000}, True),
        ({"market.size": 500_000, "money.fixed": 1_850_000, "money.adverts": 250_000}, False),
        ({"money.fixed": 13_000_000}, False),
        ({"money.fixed": 13_200_000}, True),
        ({"policy.marketing": 6.7}, True),
        ({"money.price": 18}, True),
        ({"segments.*.fee": 0.5}, True),
    ],
)
def test_a_firm_that_keeps_the_costs_of_another_is_told(change: dict[str, float], is_losing: bool) -> None:
    """The norm: 0.8 million customers who leave 30 x 1.005 x 0.65 - 2 each, 14.08 million a month."""
    found = "\n".join(remarks(load_example("telecom_norm").replace(change)))
    assert ("loses money" in found) == is_losing


def test_a_mapping_may_have_numbers_for_names_as_yaml_reads_them() -> None:
    given = load_example("telecom").to_dict()
    effect = given["segments"]["regular"]["tenure_effect"]
    given["segments"]["regular"]["tenure_effect"] = {int(knot): value for knot, value in effect.items()}
    assert load(given).digest == load_example("telecom").digest
