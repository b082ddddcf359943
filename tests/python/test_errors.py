"""Every problem of a file at once, each with line, path, value, range and nearest name."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cxsim as cx
from cxsim.errors import CompanyError, Problem, ScenarioError, nearest, one_of
from cxsim.loading import example_path, from_document, load, load_example
from cxsim.study_file import load_study
from cxsim.whole_file import as_path
from cxsim.yaml_lines import parse_yaml, scalar, write_yaml

PLANTED = """\
schema_version: 1
name: Ten mistakes
norm: telecom_norm
slopes: linea
market:
  size: -5
  penetratio: 0.4
money:
  price: thirty
policy:
  promise: {emphaty: 7.5}
touchpoints:
  help_desk: {spread: {low: 1.5, likely: 1.2, high: 1.0}}
journeys:
  use:
    transitions:
      use: {use: 0.9, pay: 0.35}
      pay: {self_hlp: 0.05}
segments:
  one: {share: 0.5}
  two: {share: 0.4}
sources:
  markt.size: "assumed: a guess"
"""


def write(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> list[Problem]:
    with pytest.raises(CompanyError) as caught:
        load(write(folder, text))
    return caught.value.problems


def test_ten_planted_mistakes_give_ten_messages_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = problems(tmp_path, PLANTED)
    assert [(each.line, each.path) for each in found] == [
        (4, "slopes"),
        (6, "market.size"),
        (7, "market.penetratio"),
        (9, "money.price"),
        (11, "policy.promise.emphaty"),
        (13, "touchpoints.help_desk.spread"),
        (17, "journeys.use.transitions.use"),
        (18, "journeys.use.transitions.pay.self_hlp"),
        (19, "segments"),
        (23, "sources.markt.size"),
    ]


def test_a_message_says_place_value_range_and_nearest_name(tmp_path: Path) -> None:
    found = {each.path: str(each) for each in problems(tmp_path, PLANTED)}
    file = tmp_path / "mine.yaml"
    size = f"{file}:6: market.size = -5: is outside the allowed range; allowed: 1 to 1e+10 people"
    assert found["market.size"] == size
    assert found["market.penetratio"].endswith("did you mean 'penetration'?")
    assert found["policy.promise.emphaty"].endswith("did you mean 'empathy'?")
    assert found["slopes"].endswith("allowed: classic, linear, yap_sweeney; did you mean 'linear'?")
    assert "the shares add up to 0.9; allowed: 1 in all" in found["segments"]
    assert "did you mean 'market'?" in found["sources.markt.size"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("schema_version: 1\nname: [", 2, "this is no valid YAML"),
        ("", None, "must be a mapping"),
        ("- a\n- b", None, "must be a mapping"),
        ("schema_version: 1\nname: A\nname: B\nnorm: telecom_norm", 3, "is given twice, first on line 2"),
        ("schema_version: 1\nname: A\nnorm: telecom_nrm", 3, "is no company"),
        ("schema_version: 2\nname: A\nnorm: telecom_norm", 1, "is a version that this program does not know"),
        ("schema_version: 1\nname: A\nnorm: telecom_norm\nmarket:", 4, "is empty"),
        ("schema_version: 1\nname: A\nnorm: telecom_norm\nmarket: {size: .nan}", 4, "is not a finite number"),
        ("schema_version: 1\nname: A\nnorm: telecom_norm\nmarket: {size: yes}", 4, "is not a number"),
        ("schema_version: 1\nname: A\nnorm: telecom_norm\nmarket: [5]", 4, "must be a mapping"),
        ("schema_version: 1\nname: A\nnorm: telecom_norm\n? {a: b}\n: 5", None, "a name must be a single word"),
        ("schema_version: 1\nnorm: telecom_norm", None, "is missing"),
        ("a: &a {b: *a}", None, "nests too deeply"),
        ("[" * 3000, None, "nests too deeply"),
        ("name: A\0", None, "this is no valid YAML"),
    ],
)
def test_every_kind_of_mistake_is_named(tmp_path: Path, text: str, line: int | None, message: str) -> None:
    found = problems(tmp_path, text)
    assert any(message in each.message for each in found)
    assert line in [each.line for each in found]


def test_a_file_that_is_missing_or_no_text_is_a_problem_too(tmp_path: Path) -> None:
    with pytest.raises(CompanyError, match="there is no such file"):
        load(tmp_path / "none.yaml")
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00name")
    with pytest.raises(CompanyError, match="is not UTF-8 text"):
        load(tmp_path / "binary.yaml")
    with pytest.raises(CompanyError, match="cannot be read"):
        load("a\0b.yaml")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "study.yml",
            b"company: telecom\nscenarios: [today]",
            "is a study file; a company file was expected (cxsim compare runs studies)",
        ),
        ("table.csv", b"month,a\n0,1\n", "is no YAML file; allowed: a YAML file of a company or a study"),
        ("table.csv", b"month: a,b\n0,1\n", "is no YAML file; allowed: a YAML file of a company or a study"),
        ("chart.png", b"\x89PNG\xff", "is not UTF-8 text; allowed: a YAML file of a company or a study"),
        ("my_compny.yaml", None, "there is no such file; did you mean '{folder}/my_company.yaml'?"),
        ("my_company.yml", None, "there is no such file; did you mean '{folder}/my_company.yaml'?"),
        ("reports/mine.yaml", None, "there is no folder {folder}/reports"),
        ("telecom", None, "there is no such file; did you mean 'cx.load_example(\"telecom\")'?"),
        ("", None, "is a folder, not a file; allowed: my_company.yaml"),
    ],
)
def test_a_file_of_the_wrong_kind_is_one_problem(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    write(tmp_path, "name: Mine", "my_company.yaml")
    path = tmp_path / name
    if content:
        path.write_bytes(content)
    with pytest.raises(CompanyError) as caught:
        load(path)
    assert str(caught.value) == f"{path}: {said.format(folder=tmp_path)}"
    assert len(caught.value.problems) == 1


def test_a_company_is_no_study(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="is a company file; a study file was expected") as caught:
        load_study(write(tmp_path, PLANTED))
    assert len(caught.value.problems) == 1


OVER = """\
schema_version: 1
name: Over a norm
norm: NORM
markt: {size: 5}
sources: {mony.price: "assumed: a guess"}
"""


def places_and_hints(folder: Path, text: str) -> list[tuple[str, int | None, str, str]]:
    """Return file, line, path and nearest name of each problem of a company file."""
    return [(Path(each.file).name, each.line, each.path, each.nearest) for each in problems(folder, text)]


def test_all_mistakes_of_a_company_and_of_its_norm_are_told_at_once_each_at_its_line(tmp_path: Path) -> None:
    norm = example_path("telecom_norm").read_text("utf-8").replace("  size:", "  sice:", 1)
    write(tmp_path, norm.replace("share: 0.45", "share: 0.9", 1), "norm.yaml")
    told = places_and_hints(tmp_path, OVER.replace("NORM", "norm.yaml"))
    shares = next(line for line, text in enumerate(norm.splitlines(), 1) if text == "segments:")
    assert told == [
        ("mine.yaml", 4, "markt", "market"),
        ("mine.yaml", 5, "sources.mony.price", "money"),
        ("norm.yaml", 11, "market.sice", "size"),
        ("norm.yaml", shares, "segments", ""),
    ]


def test_what_follows_from_a_mistake_of_the_norm_is_not_told_of_the_company_too(tmp_path: Path) -> None:
    norm = example_path("telecom_norm").read_text("utf-8")
    write(tmp_path, norm.replace("    quality: {reliability: 7.01", "    quality: {reliability: high", 1), "norm.yaml")
    told = places_and_hints(tmp_path, OVER.replace("NORM", "norm.yaml"))
    assert [place[0] for place in told] == ["mine.yaml", "mine.yaml", "norm.yaml"]


def test_a_norm_that_has_a_norm_itself_is_told_at_the_line_that_names_it(tmp_path: Path) -> None:
    own = [("mine.yaml", 4, "markt", "market"), ("mine.yaml", 5, "sources.mony.price", "money")]
    assert places_and_hints(tmp_path, OVER.replace("NORM", "telecom")) == [
        ("mine.yaml", 3, "norm", "telecom_norm"),
        *own,
    ]
    write(tmp_path, "schema_version: 1\nname: N\nnorm: telecom_norm\nmarket: {size: -5}", "norm.yaml")
    assert places_and_hints(tmp_path, OVER.replace("NORM", "norm.yaml")) == [
        ("mine.yaml", 3, "norm", "telecom_norm"),
        *own,
        ("norm.yaml", 4, "market.size", ""),
    ]
    assert places_and_hints(tmp_path, OVER.replace("NORM", "mine.yaml"))[0] == ("mine.yaml", 3, "norm", "")


def test_a_norm_without_usable_names_leaves_only_the_form_to_be_checked(tmp_path: Path) -> None:
    write(tmp_path, "schema_version: 1\nname: N\ntouchpoints: {a b: {}}", "norm.yaml")
    told = places_and_hints(tmp_path, OVER.replace("NORM", "norm.yaml"))
    assert told[0] == ("mine.yaml", 4, "markt", "market")
    assert {place[0] for place in told[1:]} == {"norm.yaml"}


def test_a_value_over_the_norms_that_breaks_it_is_told_at_the_line_of_the_value(tmp_path: Path) -> None:
    norm = example_path("telecom_norm").read_text("utf-8")
    own_route = norm.replace("    after_failure:\n      pay:", "    after_failure:\n      use: {use: 1}\n      pay:", 1)
    assert own_route != norm
    write(tmp_path, own_route, "norm.yaml")
    text = MINE.replace("telecom_norm", "norm.yaml") + "touchpoints:\n  use:\n    failure: 1\n"
    assert places_and_hints(tmp_path, text) == [("mine.yaml", 6, "touchpoints.use.failure", "")]


MINE = "schema_version: 1\nname: A\nnorm: telecom_norm\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "schema_version: 1\nname: A",
            "norm: is missing, so the file must give all of segments, dimensions, channels, touchpoints, journeys itself",
        ),
        (
            MINE + "mood: {spread: {low: 1, high: 2}}",
            ":4: mood.spread.likely: is missing; a number that is known roughly",
        ),
        (MINE + "touchpoints: {use: {spread: {low: 1}}}", None),
        (
            MINE + "market: {penetration: 5%}",
            ":4: market.penetration = '5%': is not a number; write 0.05; allowed: 0 to 1",
        ),
        (
            MINE + "market: {size: 1,000,000}",
            ":4: market.size = '1,000,000': is not a number; write 1000000; allowed",
        ),
        (MINE + "market:\n  size: 1,000,000", ":5: market.size = '1,000,000': is not a number; write 1000000; allowed"),
        (MINE + "money:\n  price: 29,90", ":5: money.price = '29,90': is not a number; write 29.90; allowed"),
        (MINE + "money: {price: 29,90, fixed: 5}", ":4: money.price = '29,90': is not a number; write 29.90; allowed"),
        (MINE + "market: {penetration: 0,125}", ":4: market.penetration = '0,125': is not a number; write 0.125"),
        (MINE + "market: {size: 1,234.50}", ":4: market.size = '1,234.50': is not a number; write 1234.50"),
        (MINE + "money: {price: {low: 9,5, likely: 10, high: 11}}", ":4: money.price.low = '9,5': is not a number"),
        (MINE + "money: {price: {x: 3}}", ":4: money.price = {'x': 3}: is not a number; allowed: 0 to 1e+09"),
        (MINE + "policy: {internalised: 0.3}", "did you mean 'internalized'?"),
        (MINE + "dimensions: {reliability: {internalised_loss: 0.3}}", "did you mean 'internalized_loss'?"),
        (MINE + "dimensions: {personalisation: {width: 1}}", "did you mean 'personalization'?"),
        (
            MINE + "touchpoints: {use: {effort: 1, effort: 2}}",
            ":4: touchpoints.use.effort: is given twice, first on line 4",
        ),
    ],
)
def test_what_people_write_for_something_else_is_one_problem_that_says_what_to_write(
    tmp_path: Path, text: str, said: str | None
) -> None:
    found = problems(tmp_path, text)
    assert (
        len(found) == 1
        if said
        else {each.path for each in found}
        == {
            "touchpoints.use.spread.likely",
            "touchpoints.use.spread.high",
        }
    )
    assert (said or "is missing") in str(found[0])


def test_a_label_that_is_given_twice_is_reported_at_its_line(tmp_path: Path) -> None:
    text = "company: telecom\nscenarios:\n- today\n- label: a\n- levers: []\n  label: a\n- today\n"
    with pytest.raises(ScenarioError) as caught:
        load_study(write(tmp_path, text))
    assert [(each.line, each.value) for each in caught.value.problems] == [(6, "a"), (7, "today")]


def test_an_unknown_example_names_the_nearest() -> None:
    with pytest.raises(CompanyError, match="did you mean 'telecom'"):
        load_example("telecm")


def test_problems_survive_pickling_as_workers_need(tmp_path: Path) -> None:
    error = CompanyError(problems(tmp_path, PLANTED))
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_long_values_and_long_lists_are_cut() -> None:
    assert len(str(Problem("f", 1, "p", "x" * 500, "is long"))) < 100
    assert one_of([str(i) for i in range(40)]).endswith("and 10 more")
    assert nearest("Help-Desk", ["help_desk", "pay"]) == "help_desk"
    assert nearest("xyz", ["help_desk", "pay"]) == ""


LINES = (Path(__file__).parents[2] / "python" / "cxsim" / "companies" / "telecom.yaml").read_text().splitlines()
TOKENS = st.sampled_from(
    [":", "{", "}", "[", "-", "*a", "&a", "!!python/name:os.system", "1e999", ".nan", "null", "low: 1", '"', "\t", "é"]
)


@pytest.mark.slow
@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, len(LINES) - 1), st.integers(0, 60), TOKENS), min_size=1, max_size=4))
def test_a_spoilt_company_file_loads_or_is_a_company_error(edits: list[tuple[int, int, str]]) -> None:
    lines = list(LINES)
    for number, column, token in edits:
        lines[number] = lines[number][:column] + token + lines[number][column:]
    folder = Path(__file__).parent
    document = parse_yaml("\n".join(lines), str(folder / "spoilt.yaml"))
    said = "it loaded"
    try:
        from_document(document, folder)
    except CompanyError as error:
        said = str(error)
    assert said


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**9), 10**9)
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text("abz019_on", min_size=1, max_size=4), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
@settings(max_examples=100)
def test_what_is_written_reads_back(value: object) -> None:
    document = parse_yaml(write_yaml({"value": value}), "it")
    assert document.problems == []
    assert document.data == {"value": value}


PLAIN = st.none() | st.booleans() | st.integers(-5, 5) | st.floats() | st.text("ab.*_ ", max_size=3)
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=2)
)
PLACES = sorted(parse_yaml("\n".join(LINES), "telecom.yaml").lines)
MORE = [
    ("slopes",),
    ("traits", "families"),
    ("traits", "families", "usage"),
    ("steps_per_year",),
    ("journeys", "use", "after_failure"),
]


def spoil(data: dict[str, Any], place: tuple[str, ...], value: object) -> None:
    for part in place[:-1]:
        data = data.setdefault(part, {}) if isinstance(data, dict) else {}
    if isinstance(data, dict):
        data[place[-1]] = value


@pytest.mark.slow
@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(PLACES + MORE), VALUES), min_size=1, max_size=3))
def test_a_file_with_anything_anywhere_loads_or_is_a_company_error(edits: list[tuple[tuple[str, ...], object]]) -> None:
    document = parse_yaml("\n".join(LINES), "spoilt.yaml")
    for place, value in edits:
        spoil(document.data, place, value)
    said = "it loaded"
    try:
        from_document(document, Path(__file__).parent)
    except CompanyError as error:
        said = str(error)
    assert said


def test_numbers_are_read_as_one_expects() -> None:
    assert [scalar(text) for text in ("1e-3", "010", "1_000.5", "-.5", "12:30", "~")] == [
        0.001,
        10,
        1000.5,
        -0.5,
        "12:30",
        None,
    ]


def test_a_study_file_reports_its_own_mistakes_and_its_companys(tmp_path: Path) -> None:
    write(tmp_path, PLANTED)
    study = write(tmp_path, "company: mine.yaml\nmonth: 36\nscenarios: [today, tody]\n", "study.yaml")
    with pytest.raises(ValueError, match="did you mean 'months'") as caught:
        load_study(study)
    assert str(caught.value).count("mine.yaml") == 10


TELECOM = cx.load_example("telecom")
NO_USE: list[tuple[Callable[[], object], str]] = [
    (lambda: TELECOM.replace("x"), "changes = 'x': give numbers by their paths"),  # type: ignore[arg-type]
    (lambda: cx.load(5), "source = 5: give the path of a company file"),  # type: ignore[arg-type]
    (lambda: cx.load_example("bank"), "name = 'bank': is no company that comes with the package; allowed: telecom"),
    (lambda: cx.load_example(5), "name = 5: is no company"),  # type: ignore[arg-type]
    (lambda: as_path(5), "path = 5: give the path of a file"),
    (lambda: cx.Results.load(5), "path = 5: give the path of a file"),  # type: ignore[arg-type]
    (
        lambda: cx.model.encounter(will=7, should=8, delivered=6, company="telecom"),  # type: ignore[arg-type]
        "company = 'telecom': give a Company, such as cx.load_example('telecom')",
    ),
    (lambda: cx.model.log_width(mood=0, tenure=0, company=5), "company = 5: give a Company"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("use", "said"), NO_USE, ids=[said for _, said in NO_USE])
def test_what_is_of_another_kind_is_told_in_one_line(use: Callable[[], object], said: str) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        use()
    assert str(caught.value).startswith(said)


def test_data_that_are_not_there_are_told_with_the_file_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text("duration,left\n3,yes\n")
    with pytest.raises(
        cx.DataError, match=r"there is no such file; allowed: customers.csv; did you mean 'customers.csv'"
    ):
        cx.targets.durations(tmp_path / "custmers.csv")
