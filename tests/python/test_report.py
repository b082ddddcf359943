"""The report: one page that needs nothing else, says the answer first, and can be made again."""

from __future__ import annotations

import base64
import re
import warnings
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import cxsim as cx
from cxsim.intervals import Interval, interval_of
from cxsim.report import table_html, write_report
from cxsim.report.assumed import summary
from cxsim.report.pictures import NARROW_SCREEN
from cxsim.report.reproduce import python_lines
from cxsim.report.table import columns, comparison_table, people_columns, people_table
from cxsim.report.verdict import verdict

TELECOM = cx.load_example("telecom")
HOSTILE = "<b>more & 'less'</b>"
QUICK = {"months": 3, "people": 300, "replications": 2}


def compared(scenarios: list[Any], **settings: Any) -> cx.Comparison:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cx.PrecisionWarning)
        return cx.compare(TELECOM, scenarios, **{**QUICK, **settings})


@pytest.fixture(scope="module")
def study() -> cx.Comparison:
    both = [cx.levers.consistency(size=0.5), cx.levers.fewer_failures("pay", until=2), cx.levers.price(-3)]
    return compared(["today", cx.levers.redesign("help_desk", monthly=40_000), cx.Scenario(HOSTILE, both)])


@pytest.fixture(scope="module")
def page(study: cx.Comparison, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "study.html"
    assert study.report(path) == path
    return path.read_text(encoding="utf-8")


class Reader(HTMLParser):
    """Collects tags, what they refer to, and whether they are closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.references: list[str] = []
        self.words: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.references += [value or "" for name, value in attrs if name in ("src", "srcset", "href", "data", "action")]
        if tag not in ("meta", "img", "br", "source"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_page_is_well_formed_and_needs_nothing_but_itself(page: str) -> None:
    reader = Reader(page)
    assert not reader.open
    assert reader.references
    outer = [each for each in reader.references if not each.startswith("#")]
    assert all(reference.startswith("data:image/svg+xml;base64,") for reference in outer)
    assert all(f'id="{each[1:]}"' in page for each in reader.references if each not in outer)
    assert not {"script", "link", "iframe", "object"} & set(reader.tags)
    assert not re.search(r"https?://|@import|url\(", page)


def test_the_charts_are_whole_and_need_nothing_either(page: str) -> None:
    charts = [base64.b64decode(data).decode() for data in re.findall(r'base64,([^"]+)"', page)]
    assert len(charts) == 2 * 6  # value, profit, each scenario's waterfall and zones; each wide and narrow
    for chart in charts:
        assert chart.rstrip().endswith("</svg>")
        assert not re.search(r'(?:href|src)="(?!#)', chart)
    assert NARROW_SCREEN in page


def test_answer_picture_and_assumptions_stand_before_the_table_and_the_table_before_other_charts(
    page: str, study: cx.Comparison
) -> None:
    places = [page.index('class="verdict"'), page.index("<img"), page.index("<h2>What was assumed")]
    places += [page.index('class="comparison"'), page.index("simulation error (t over"), page.index("<h2>Charts")]
    places += [page.index('<h2 id="assumed">'), page.index("<h2>To make it again")]
    assert places == sorted(places)
    assert study.digest in page


def test_labels_are_escaped(page: str) -> None:
    assert HOSTILE not in page
    assert "&lt;b&gt;more &amp; " in page


def test_the_page_says_what_each_lever_changes_and_costs(page: str) -> None:
    words = " ".join(Reader(page).words)
    assert "touchpoints.help_desk.quality.*" in words
    assert re.search(r"\+0.30 \[\+0.15, \+0.45\] quality points", words)
    assert "110k [77k, 143k] a month" in words
    assert "0.36 × the stated" in words
    assert "in a market of 2,000,000 people" in words
    reached = cx.levers.redesign("help_desk", monthly=40_000).reached(TELECOM)
    assert f"which gives {reached:.2f} × the effect" in words
    assert "fades by 5 % a month after the spending stops: in month 2" in words
    assert "none for 2 months, then builds evenly over 6 months" in words
    assert "assumed" in words


def test_the_page_says_which_effects_the_sum_spent_does_not_change(page: str) -> None:
    rows = {row for row in re.findall(r"<tr>.*?</tr>", page) if "Fixed response" in row}
    assert len(rows) == 1
    assert "<code>money.price</code> −3 %" in rows.pop()


def test_the_page_counts_where_numbers_are_from(page: str) -> None:
    assumed = sum(TELECOM.provenance(path) == "assumed" for path in TELECOM.flat())
    assert f"{assumed:,}</td>" in page
    assert all(f"<code>{path}</code>" in page for path in TELECOM.unsourced())


def test_equal_studies_write_equal_pages(study: cx.Comparison, page: str, tmp_path: Path) -> None:
    assert write_report(study, tmp_path / "again.html").read_text(encoding="utf-8") == page


def test_an_older_page_stays_if_a_new_one_cannot_be_written(
    study: cx.Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cxsim.report.pictures.pictures", lambda _: "")
    path = tmp_path / "study.html"
    path.write_text("old")

    def full(*_: object, **__: object) -> None:
        message = "no space left"
        raise OSError(message)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no space"):
        write_report(study, path)
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["study.html"]


def test_the_lines_of_python_make_the_same_study_again(
    study: cx.Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "company.yaml").write_text(TELECOM.to_yaml(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cx.PrecisionWarning)
        exec(python_lines(study), {})  # noqa: S102 — the page gives these lines to be run
    assert capsys.readouterr().out.strip() == study.digest


def test_the_lines_of_python_also_make_bought_late_and_own_levers_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = cx.Target(
        path="touchpoints.pay.failure", operation="logit", effect={"low": -0.9, "likely": -0.5, "high": 0}
    )
    own = cx.Lever(label="own", targets=[target], once=9_000, source="assumed: a pilot")
    cost = {"low": 10_000, "likely": 20_000, "high": 40_000}
    quoted = cx.levers.redesign("help_desk", quote={"once": 5_000, "monthly": cost}, from_=1, until=2, label="quoted")
    made = compared(["today", own, quoted])
    (tmp_path / "company.yaml").write_text(TELECOM.to_yaml(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    lines = python_lines(made)
    assert all(words in lines for words in ("quote=", "from_=1", "until=2", "Lever.model_validate"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cx.PrecisionWarning)
        exec(lines, {})  # noqa: S102 — the page gives these lines to be run
    assert capsys.readouterr().out.strip() == made.digest


def test_a_command_replaces_the_lines_of_python(
    study: cx.Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cxsim.report.pictures.pictures", lambda _: "")
    page = write_report(study, tmp_path / "study.html", "cxsim compare mine.yaml").read_text(encoding="utf-8")
    assert "cxsim compare mine.yaml" in page
    assert "import cxsim" not in page


def test_a_row_holds_difference_interval_and_odds(study: cx.Comparison) -> None:
    table = comparison_table(study)
    label = study.challengers[0]
    value = study.interval("net present value", label)
    shown = columns(study)[0]
    assert shown.differences[label] == value
    assert re.fullmatch(r"[+−]?[\d.,]+ \[[+−]?[\d.,]+, [+−]?[\d.,]+\]", shown.text(label))
    assert table.count("<tr") == 2 + len(study.challengers)
    assert table_html(study).startswith("<p>")


def test_customers_change_by_who_joins_and_who_leaves(study: cx.Comparison, page: str) -> None:
    shown = {column.name: column for column in people_columns(study)}
    assert list(shown) == ["customers", "joiners", "leavers"]
    data = study.results["today"].data
    left = float((data["left"] + data["left_involuntary"]).sum("segment").mean())
    assert shown["leavers"].level == pytest.approx(left)
    for label in study.challengers:
        joined = study.difference("joined", label).to_numpy()
        assert shown["joiners"].differences[label] == interval_of(joined)
        assert shown["customers"].differences[label] == study.interval("customers", label)
    assert 'class="comparison people"' in page


def test_numbers_of_people_months_and_odds_read_as_one_writes_them(page: str) -> None:
    words = " ".join(" ".join(Reader(page).words).split())
    assert re.search(r"each stands for [\d,]+ real ones", words)
    assert "horizon 3 months people simulated" in words
    assert not re.search(r"\b1 months|[<>]0\.\d", words)


def test_tables_say_over_which_months_they_are_sums_or_means(study: cx.Comparison) -> None:
    assert "<caption>Net present value over 3 months; everything else: mean of 3 months</caption>" in comparison_table(
        study
    )
    assert "<caption>Number of people, mean of 3 months</caption>" in people_table(study)


def test_the_first_screen_counts_what_was_assumed(study: cx.Comparison) -> None:
    told, company = summary(study), TELECOM.flat()
    assumed = sum(TELECOM.provenance(path) == "assumed" for path in company)
    assert "Effects and costs of 4 levers</b>: 4 assumed" in told
    assert f"{len(company):,} numbers, " in told
    assert f"{assumed:,} assumed" in told
    assert "intervals hold luck only" in told


def test_a_lever_in_several_scenarios_is_counted_once() -> None:
    lever = cx.levers.redesign("help_desk")
    both = cx.Scenario("both", [lever, cx.levers.consistency()])
    assert "Effects and costs of 2 levers</b>: 2 assumed" in summary(compared(["today", lever, both], months=1))


def test_a_verdict_never_calls_the_best_of_none_the_best() -> None:
    for values in ({"a": SAME, "b": WORSE}, {"a": WORSE, "b": WORSE}, {"a": OPEN._replace(mean=-1.0), "b": WORSE}):
        words = " ".join(verdict(Told(values)))  # type: ignore[arg-type]
        assert "best" not in words
        assert " 0 " not in words


# -- the verdict


class Told:
    """A comparison that came out as told."""

    baseline = "today"
    doubt = None

    def __init__(self, values: dict[str, Interval], chance: float = 0.99) -> None:
        self._values, self._chance = values, chance
        self.challengers = list(values)
        data = compared(["today", cx.Scenario("same")], months=1, replications=1).results["today"]
        self.results = dict.fromkeys(["today", *values], data)

    def interval(self, metric: str, label: str) -> Interval:
        return self._values[label] if metric == "net present value" else Interval(-0.2, -0.3, -0.1, 0.02, 0.0)

    def level(self, _metric: str, _label: str) -> float:
        return 1.5

    def best(self) -> tuple[str, str, float]:
        order = sorted({"today": Interval(0, 0, 0, 0, 0.5), **self._values}.items(), key=lambda pair: -pair[1].mean)
        return order[0][0], order[1][0], self._chance


BETTER, OPEN = Interval(2e6, 1e6, 3e6, 1e5, 0.999), Interval(2e5, -1e6, 1.4e6, 1e5, 0.6)
WORSE, NONE = Interval(-2e6, -3e6, -1e6, 1e5, 0.001), Interval(1e6, float("nan"), float("nan"), float("nan"), 0.5)

SAME = Interval(0, 0, 0, 0, 0.5)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"a": BETTER}, "A is worth 2M more than today over 1 month (95 % simulation error: +1M to +3M)."),
        ({"a": WORSE}, "A is worth 2M less than today"),
        ({"a": WORSE, "b": WORSE}, "No scenario is worth more than today over 1 month: a, the next, is worth 2M less"),
        ({"a": OPEN}, "Whether a is worth more than today over 1 month stays open"),
        ({"a": OPEN, "b": WORSE}, "No scenario is clearly worth more than today"),
        ({"a": NONE}, "in one replication without interval"),
        ({"a": SAME}, "A is worth exactly as much as today"),
        (
            {"a": SAME, "b": WORSE},
            "No scenario is worth more than today over 1 month: a, the nearest, is worth exactly as",
        ),
        (
            {"a": NONE._replace(mean=0.0), "b": WORSE},
            "No scenario is worth more than today over 1 month: a, the nearest",
        ),
        (
            {"a": OPEN._replace(mean=-2e5), "b": WORSE},
            "No scenario is worth more than today over 1 month: a, the nearest",
        ),
    ],
)
def test_the_verdict_claims_no_more_than_the_interval(values: dict[str, Interval], expected: str) -> None:
    assert expected in verdict(Told(values))[0]  # type: ignore[arg-type]


def test_the_verdict_says_whether_the_best_is_clearly_the_best() -> None:
    several = {"a": BETTER, "b": BETTER._replace(mean=1.9e6)}
    assert "it beats b, the next best (P(better) = 0.97)" in verdict(Told(several, 0.97))[1]  # type: ignore[arg-type]
    assert "whether it beats b, the next best, stays open" in verdict(Told(several, 0.7))[1]  # type: ignore[arg-type]
