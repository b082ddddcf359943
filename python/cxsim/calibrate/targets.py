"""Data of a firm as targets of a fit: read a table, say which columns are which, hand it to `cx.calibrate`.

>>> import pandas as pd
>>> calls = pd.DataFrame({"where": ["help_desk"], "calls": [14_000], "customer_months": [120_000]})
>>> contacts(calls, columns={"touchpoint": "where", "contacts": "calls"}).table["observed"].round(4).tolist()
[0.1167]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from numbers import Integral

import numpy as np
import pandas as pd

from ..errors import Problem, nearest, one_of, shown
from ..survival import survival_problems
from .market import Churn, Contacts, Failures, Spend, ratios
from .read import DataError, Need, Source, is_number, name_of, read, refuse
from .survival import Survival, from_durations, from_shares, with_begins

__all__ = ["churn", "contacts", "durations", "failures", "life_table", "spend", "survival"]

Columns = Mapping[str, str] | None
FIT_YEARS = 7  # of published survival, where there are more
SUPPOSED_SIZE = 2_000  # customers supposed behind a published curve that does not say how many there were
SEGMENT = Need("segment", "word", optional=True)
SIZE = Need("size", optional=True, low=1)


def durations(
    source: Source, columns: Columns = None, segments: Columns = None, *, until: float | None = None
) -> Survival:
    """Return survival from customers: how long each has been one, and whether they left; used `until` that month.

    Columns: `duration` (months since joining, until leaving or until today), `left` (yes/no, 1/0), and if there are
    any `segment` and `entry` (months since joining when the records begin: who left before is not in them).

    >>> table = pd.DataFrame({"duration": [3, 5, 5], "left": ["yes", "no", "yes"]})
    >>> durations(table).table[["at", "at_risk", "left"]].iloc[2].tolist()
    [3.0, 3.0, 1.0]
    """
    needs = [Need("duration"), Need("left", "yes or no"), SEGMENT, Need("entry", optional=True)]
    frame = _with_segment(read(source, needs, columns, segments))
    at_once = (frame["left"] > 0) & (frame["duration"] <= 0)
    if at_once.any():
        message = "left after 0 months; months that have begun count, so leaving in the first month is duration 1"
        raise DataError([Problem(name_of(source), None, _row(at_once), None, message)])
    return Survival(name_of(source), _used(source, from_durations(frame), until))


def survival(
    source: Source,
    columns: Columns = None,
    segments: Columns = None,
    *,
    percent: bool = False,
    size: float | None = None,
    until: float | None = None,
) -> Survival:
    """Return survival from shares still there: `month` (or `year`), `share`, and if there are any `segment`, `size`.

    Parameters
    ----------
    percent
        Shares are in per cent.
    size
        Customers at the start, where no column says it; 2,000 are supposed if nobody does.
    until
        Months used in the fit; later ones are a forecast.

    Examples
    --------
    >>> survival(pd.DataFrame({"year": [1, 2], "share": [0.9, 0.85]}), size=1_000).table["left"].round(6).tolist()
    [100.0, 50.0]
    """
    if not isinstance(percent, bool):
        raise TypeError(f"percent = {shown(percent)}: give True or False")
    share = Need("share", "per cent" if percent else "share")
    needs = [share, Need("month", optional=True), Need("year", optional=True), SEGMENT, SIZE]
    frame = _with_segment(read(source, needs, columns, segments))
    supposed = "size" not in frame and size is None
    if size is not None and not (is_number(size) and size >= 1):
        raise ValueError(f"size = {shown(size)}: give a finite number of customers, 1 or more")
    if "size" not in frame:
        frame["size"] = SUPPOSED_SIZE if size is None else size
    if "month" not in frame:
        frame["month"] = _required(source, frame, "month", "year")["year"] * 12
    frame["share"] = frame["share"] / 100 if percent else frame["share"]
    _never_rising(source, frame)
    return Survival(name_of(source), _used(source, from_shares(frame), until), supposed)


def life_table(source: Source, columns: Columns = None, segments: Columns = None) -> Survival:
    """Return survival from a life table: `month` since joining, customers `at_risk`, and `left` or `churn` (share).

    >>> life_table(pd.DataFrame({"month": [1], "at_risk": [200], "churn": [0.03]})).table["left"].tolist()
    [6.0]
    """
    needs = [Need("month", low=1), Need("at_risk", low=1), SEGMENT, *LEAVERS]
    frame = _leavers(source, _with_segment(read(source, needs, columns, segments)), "at_risk")
    refuse(problem for segment, rows in frame.groupby("segment") for problem in _months_twice(source, segment, rows))
    return Survival(
        name_of(source), with_begins(frame.rename(columns={"month": "at"}).sort_values("at", kind="stable"))
    )


def churn(source: Source, columns: Columns = None, segments: Columns = None) -> Churn:
    """Return churn of all customers whatever their tenure: `customer_months`, and `left` or `churn` (share a month).

    >>> churn(pd.DataFrame({"left": [180, 170], "customer_months": [10_000, 10_000]})).table["left"].tolist()
    [350.0]
    """
    frame = _with_segment(read(source, [Need("customer_months", low=1), SEGMENT, *LEAVERS], columns, segments))
    frame = _leavers(source, frame, "customer_months")
    table = frame.groupby("segment", sort=False, as_index=False)[["left", "customer_months"]].sum()
    return Churn(name_of(source), table.assign(at=""))


def contacts(source: Source, columns: Columns = None, segments: Columns = None) -> Contacts:
    """Return contacts per customer-month: `touchpoint` or `journey`, `contacts` (a number), `customer_months`.

    If there are any: `segment`, `error` (standard error of the mean per customer-month). Without `error`, several rows
    of a touchpoint are taken for independent samples, best one a customer; a single row for a Poisson number, which
    is too sure of itself where the same few customers come again and again.

    >>> rows = pd.DataFrame({"journey": ["get_help"], "contacts": [900], "customer_months": [6_000]})
    >>> contacts(rows).table["error"].tolist()
    [0.005]
    """
    needs = [Need("contacts"), Need("customer_months", low=1e-9), SEGMENT, Need("error", optional=True, low=1e-12)]
    places = [Need("touchpoint", "word", optional=True), Need("journey", "word", optional=True)]
    frame = _required(
        source, _with_segment(read(source, [*needs, *places], columns, segments)), "touchpoint", "journey"
    )
    kind = "touchpoint" if "touchpoint" in frame else "journey"
    table = ratios(frame.rename(columns={kind: "at"}), "contacts", "customer_months")
    _spread(source, table)
    return Contacts(name_of(source), table, kind)


def failures(source: Source, columns: Columns = None) -> Failures:
    """Return failures per encounter: `touchpoint`, `failures`, `encounters` (numbers).

    >>> failures(pd.DataFrame({"touchpoint": ["pay"], "failures": [12], "encounters": [1_000]})).table["at"].tolist()
    ['pay']
    """
    frame = read(source, [Need("touchpoint", "word"), Need("failures"), Need("encounters", low=1e-9)], columns)
    table = frame.groupby("touchpoint", sort=False, as_index=False)[["failures", "encounters"]].sum()
    _at_most(source, table, "failures", "encounters")
    return Failures(name_of(source), table.rename(columns={"touchpoint": "at"}).assign(segment=""))


def spend(source: Source, columns: Columns = None, segments: Columns = None) -> Spend:
    """Return spend per customer-month: `spend` (a sum of money), `customer_months`; rows as in `contacts`.

    >>> rows = pd.DataFrame({"spend": [300.0, 340.0, 260.0], "customer_months": [12, 12, 12]})
    >>> spend(rows).table["observed"].tolist()
    [25.0]
    """
    needs = [Need("spend"), Need("customer_months", low=1e-9), SEGMENT, Need("error", optional=True, low=1e-12)]
    frame = _with_segment(read(source, needs, columns, segments)).assign(at="")
    lonely = frame.groupby("segment")["spend"].transform("size") < 2
    if "error" not in frame and lonely.any():
        message = "is a sum without a standard error; give a column error, or one row a customer"
        raise DataError([Problem(name_of(source), None, f"{_row(lonely)}, spend", None, message)])
    table = ratios(frame, "spend", "customer_months")
    _spread(source, table)
    return Spend(name_of(source), table)


def published(frame: pd.DataFrame, segments: Sequence[str], fit_years: int | None = None) -> Survival:
    """Return survival as `cx.load_survival` gives it: `year` and a column a segment, in per cent.

    Used are `fit_years`, or 7 if there are more than 7 and nothing is said; later ones are a forecast.

    >>> published(pd.DataFrame({"year": [0, 1, 2], "all": [100, 80, 70]}), ["all"]).used["at"].tolist()
    [12.0, 24.0]
    """
    name = name_of(frame)
    known = [str(column) for column in frame.columns if column != "year"]
    missing = [segment for segment in segments if "year" in frame and segment not in known]
    message = f"it has {one_of(known)}"
    refuse(Problem(name, None, f"no column for segment '{s}'", None, message, "", nearest(s, known)) for s in missing)
    wanted = ["year", *segments] if "year" in frame else known
    table = read(frame, [Need(column, "number" if column == "year" else "per cent") for column in wanted])
    refuse(survival_problems(name, table))
    years = _fit_years(fit_years, int(table["year"].iloc[-1]))
    long = table.melt("year", var_name="segment", value_name="share")
    return replace(survival(long, percent=True, until=12 * years), source=name)


def _fit_years(wanted: int | None, there: int) -> int:
    """Return the years of published survival that are used; the last ones are left out where there are enough."""
    if wanted is None:
        return min(FIT_YEARS, there)
    if isinstance(wanted, bool) or not isinstance(wanted, Integral) or not 1 <= wanted <= there:
        raise ValueError(
            f"fit_years = {shown(wanted)}: give a whole number of years from 1 to {there}, the last there is"
        )
    return int(wanted)


def _used(source: Source, table: pd.DataFrame, until: float | None) -> pd.DataFrame:
    """Return a life table of which the fit uses no later months."""
    if until is not None and not is_number(until):
        raise ValueError(f"until = {shown(until)}: give a number of months")
    if table.empty:
        raise DataError([Problem(name_of(source), None, "", None, "holds no month in which anybody may leave")])
    used = table["at"] <= (np.inf if until is None else until)
    if not used.any():
        first = f"at least {table['at'].min():g}, the first month that ends here"
        raise DataError([Problem(name_of(source), None, "until", until, "leaves no month to fit", first)])
    frame: pd.DataFrame = table.assign(used=used)
    return frame


LEAVERS = (Need("left", optional=True), Need("churn", "share", optional=True))


def _leavers(source: Source, frame: pd.DataFrame, size: str) -> pd.DataFrame:
    """Return a table in which the number who left stands, also where it was given as a share."""
    frame = _required(source, frame, "left", "churn")
    counted = frame if "left" in frame else frame.assign(left=frame["churn"] * frame[size])
    _at_most(source, counted, "left", size)
    return counted


def _spread(source: Source, table: pd.DataFrame) -> None:
    """Refuse means of rows that are all alike, which would be known without error."""
    message = "rows are all alike and give no standard error; give a column error, or leave them out"
    for segment, at in table.loc[table["error"] <= 0, ["segment", "at"]].itertuples(index=False):
        place = ", ".join(filter(None, (segment, at)))
        refuse([Problem(name_of(source), None, place, None, message)])


def _with_segment(frame: pd.DataFrame) -> pd.DataFrame:
    return frame if "segment" in frame else frame.assign(segment="")


def _required(source: Source, frame: pd.DataFrame, *either: str) -> pd.DataFrame:
    """Return the table if it has one of some columns."""
    if not any(name in frame for name in either):
        wanted = " or ".join(f"'{name}'" for name in either)
        way = f"there is no column {wanted}; say which it is: columns={{'{either[0]}': …}}"
        raise DataError([Problem(name_of(source), None, "", None, way)])
    return frame


def _row(wrong: pd.Series[bool]) -> str:
    """Return the place of the first wrong row; rows count from 1, below the header."""
    return f"row {int(np.argmax(wrong.to_numpy())) + 1}"


def _at_most(source: Source, frame: pd.DataFrame, part: str, whole: str) -> None:
    """Refuse a part that is larger than its whole."""
    more = frame[part] > frame[whole]
    if more.any():
        row = frame[more].iloc[0]
        message = f"is more than {whole} = {row[whole]:g}"
        raise DataError([Problem(name_of(source), None, part, float(row[part]), message)])


def _never_rising(source: Source, frame: pd.DataFrame) -> None:
    """Refuse shares that start above 1 or rise with time."""
    problems = []
    for segment, rows in frame.groupby("segment", sort=False):
        curve = rows.sort_values("month")["share"]
        of = f"share of '{segment!s}'" if segment else "share"
        if curve.iloc[0] > 1 or (curve.diff().iloc[1:] > 0).any():
            message = "must start at no more than 100 % and never rise"
            problems.append(Problem(name_of(source), None, of, None, message))
        if (curve[rows["month"] == 0] < 1).any():
            problems.append(Problem(name_of(source), None, of, None, "must be 100 % in month 0"))
        problems += _months_twice(source, segment, rows)
    refuse(problems)


def _months_twice(source: Source, segment: object, rows: pd.DataFrame) -> Iterator[Problem]:
    """Yield the first month that a segment has more than once."""
    again = rows["month"][rows["month"].duplicated()]
    if len(again):
        of = f"month of '{segment!s}'" if segment else "month"
        message = "is there more than once; is a column segment missing?"
        yield Problem(name_of(source), None, of, float(again.iloc[0]), message)
