"""Data of a firm as targets of a fit: read a table, say which columns are which, hand it to `cx.calibrate`.

>>> import pandas as pd
>>> calls = pd.DataFrame({"where": ["help_desk"], "calls": [14_000], "customer_months": [120_000]})
>>> contacts(calls, columns={"touchpoint": "where", "contacts": "calls"}).table["observed"].round(4).tolist()
[0.1167]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from numbers import Integral

import numpy as np
import pandas as pd

from ..errors import Problem, nearest, one_of, shown
from ..survival import survival_problems
from .market import Churn, Contacts, Failures, Spend, ratios
from .read import SEGMENT, Columns, DataError, Need, Source, is_number, name_of, read, refuse, with_segment
from .surveys import csat, nps
from .survival import Survival, from_durations, from_shares, with_begins

__all__ = ["churn", "contacts", "csat", "durations", "failures", "life_table", "nps", "spend", "survival"]

FIT_YEARS = 7  # of published survival, where there are more
SUPPOSED_SIZE = 2_000  # customers supposed behind a published curve that does not say how many there were
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
    frame = with_segment(read(source, needs, columns, segments, check=partial(_left_at_once, source)))
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
    falls = partial(_never_rising, source, 100 if percent else 1)
    frame = _by_month(read(source, needs, columns, segments, either=("month", "year"), check=falls))
    supposed = "size" not in frame and size is None
    if size is not None and not (is_number(size) and size >= 1):
        raise ValueError(f"size = {shown(size)}: give a finite number of customers, 1 or more")
    if "size" not in frame:
        frame["size"] = SUPPOSED_SIZE if size is None else size
    frame["share"] = frame["share"] / 100 if percent else frame["share"]
    return Survival(name_of(source), _used(source, from_shares(frame), until), supposed)


def life_table(source: Source, columns: Columns = None, segments: Columns = None) -> Survival:
    """Return survival from a life table: `month` since joining, customers `at_risk`, and `left` or `churn` (share).

    >>> life_table(pd.DataFrame({"month": [1], "at_risk": [200], "churn": [0.03]})).table["left"].tolist()
    [6.0]
    """
    needs = [Need("month", low=1), Need("at_risk", low=1), SEGMENT, *LEAVERS]
    frame = _leavers(source, needs, columns, segments, "at_risk")
    return Survival(
        name_of(source), with_begins(frame.rename(columns={"month": "at"}).sort_values("at", kind="stable"))
    )


def churn(source: Source, columns: Columns = None, segments: Columns = None) -> Churn:
    """Return churn of all customers whatever their tenure: `customer_months`, and `left` or `churn` (share a month).

    >>> churn(pd.DataFrame({"left": [180, 170], "customer_months": [10_000, 10_000]})).table["left"].tolist()
    [350.0]
    """
    needs = [Need("customer_months", low=1), SEGMENT, *LEAVERS]
    frame = _leavers(source, needs, columns, segments, "customer_months")
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
    either = ("touchpoint", "journey")
    frame = with_segment(read(source, [*needs, *places], columns, segments, either=either))
    kind = "touchpoint" if "touchpoint" in frame else "journey"
    table = ratios(frame.rename(columns={kind: "at"}), "contacts", "customer_months")
    _spread(source, table)
    return Contacts(name_of(source), table, kind)


def failures(source: Source, columns: Columns = None) -> Failures:
    """Return failures per encounter: `touchpoint`, `failures`, `encounters` (numbers).

    >>> failures(pd.DataFrame({"touchpoint": ["pay"], "failures": [12], "encounters": [1_000]})).table["at"].tolist()
    ['pay']
    """
    needs = [Need("touchpoint", "word"), Need("failures"), Need("encounters", low=1e-9)]
    frame = read(source, needs, columns, check=lambda found: _at_most(source, _failed(found), "failures", "encounters"))
    table = _failed(frame)
    return Failures(name_of(source), table.rename(columns={"touchpoint": "at"}).assign(segment=""))


def spend(source: Source, columns: Columns = None, segments: Columns = None) -> Spend:
    """Return spend per customer-month: `spend` (a sum of money), `customer_months`; rows as in `contacts`.

    >>> rows = pd.DataFrame({"spend": [300.0, 340.0, 260.0], "customer_months": [12, 12, 12]})
    >>> spend(rows).table["observed"].tolist()
    [25.0]
    """
    needs = [Need("spend"), Need("customer_months", low=1e-9), SEGMENT, Need("error", optional=True, low=1e-12)]
    frame = with_segment(read(source, needs, columns, segments)).assign(at="")
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


def _leavers(source: Source, needs: Sequence[Need], columns: Columns, segments: Columns, size: str) -> pd.DataFrame:
    """Return a table in which the number who left stands, also where it was given as a share."""

    def check(frame: pd.DataFrame) -> Iterator[Problem]:
        yield from _at_most(source, _counted(frame, size), "left", size)
        if "month" in frame:
            yield from _months_twice(source, with_segment(frame))

    return _counted(with_segment(read(source, needs, columns, segments, either=("left", "churn"), check=check)), size)


def _counted(frame: pd.DataFrame, size: str) -> pd.DataFrame:
    return frame if "left" in frame else frame.assign(left=frame["churn"] * frame[size])


def _by_month(frame: pd.DataFrame) -> pd.DataFrame:
    """Return shares by segment and month, also where they were given by year."""
    frame = with_segment(frame)
    return frame if "month" in frame else frame.assign(month=frame["year"] * 12)


def _failed(frame: pd.DataFrame) -> pd.DataFrame:
    """Return failures and encounters by touchpoint."""
    table: pd.DataFrame = frame.groupby("touchpoint", sort=False, as_index=False)[["failures", "encounters"]].sum()
    return table


def _spread(source: Source, table: pd.DataFrame) -> None:
    """Refuse means of rows that are all alike, which would be known without error."""
    message = "rows are all alike and give no standard error; give a column error, or leave them out"
    for segment, at in table.loc[table["error"] <= 0, ["segment", "at"]].itertuples(index=False):
        place = ", ".join(filter(None, (segment, at)))
        refuse([Problem(name_of(source), None, place, None, message)])


def _row(wrong: pd.Series[bool]) -> str:
    """Return the place of the first wrong row; rows count from 1, below the header."""
    return f"row {int(np.argmax(wrong.to_numpy())) + 1}"


def _left_at_once(source: Source, frame: pd.DataFrame) -> Iterator[Problem]:
    """Yield the first who left before a month had begun."""
    at_once = (frame["left"] > 0) & (frame["duration"] <= 0)
    if at_once.any():
        message = "left after 0 months; months that have begun count, so leaving in the first month is duration 1"
        yield Problem(name_of(source), None, _row(at_once), None, message)


def _at_most(source: Source, frame: pd.DataFrame, part: str, whole: str) -> Iterator[Problem]:
    """Yield the first part that is larger than its whole."""
    more = frame[part] > frame[whole]
    if more.any():
        row = frame[more].iloc[0]
        message = f"is more than {whole} = {row[whole]:g}"
        yield Problem(name_of(source), None, part, float(row[part]), message)


def _never_rising(source: Source, start: float, frame: pd.DataFrame) -> Iterator[Problem]:
    """Yield shares that begin above or below the start, or rise with time, and months that are there twice."""
    months = _by_month(frame)
    for segment, rows in months.dropna(subset=["share", "month"]).groupby("segment", sort=False):
        curve = rows.sort_values("month")["share"]
        of = f"share of '{segment!s}'" if segment else "share"
        if curve.iloc[0] > start or (curve.diff().iloc[1:] > 0).any():
            yield Problem(name_of(source), None, of, None, "must start at no more than 100 % and never rise")
        if (curve[rows["month"] == 0] < start).any():
            yield Problem(name_of(source), None, of, None, "must be 100 % in month 0")
    yield from _months_twice(source, months)


def _months_twice(source: Source, frame: pd.DataFrame) -> Iterator[Problem]:
    """Yield the first month that each segment has more than once."""
    known = frame.dropna(subset=["month"])
    for segment, month in known[known.duplicated(["segment", "month"])].groupby("segment", sort=False)["month"]:
        of = f"month of '{segment!s}'" if segment else "month"
        message = "is there more than once; is a column segment missing?"
        yield Problem(name_of(source), None, of, float(month.iloc[0]), message)
