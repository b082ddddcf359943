"""Survey series: what a firm's own dashboard showed, with the number of answers that stand behind each value.

Predicted is what customers of a settled market answer who are willing to, not what all would say: so is what was observed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np
import pandas as pd

from ..company import Company
from ..errors import Problem, one_of, shown
from ..metrics import DETRACTORS_TO, PROMOTERS_FROM
from .market import MarketMean
from .read import SEGMENT, Columns, Need, Source, name_of, read, refuse, with_segment
from .statistics import Array, Means
from .target import as_array
from .view import View


@dataclass(frozen=True)
class Survey(MarketMean):
    """Mean answers of those who answered, by segment and month."""

    @cached_property
    def statistic(self) -> Means:
        """Means with their standard errors; an NPS may be negative."""
        return Means(as_array(self.table["observed"]), as_array(self.table["error"]), positive=False)

    def default_free(self, company: Company) -> list[str]:  # noqa: ARG002
        """Return the level of answers: it moves answers, and who gives them, and nothing that other data are for.

        What satisfaction and trust add to an answer is not told by levels; `yes_above` moves one question only.
        """
        return ["survey.level"]

    def by_points(self, view: View, series: str, points: Array, segment: str) -> Array:
        """Return the mean of points over people by answer, by batch."""
        people = np.stack([view.per_customer((series,), segment, place) for place in range(len(points))], axis=1)
        return self.ratio(people @ points, people.sum(axis=1))

    def ratio(self, points: Array, people: Array) -> Array:
        """Return points per person who answered, by batch; refuse a market in which too few do."""
        if (people <= 0).any():
            raise ValueError(f"{self.name}: in part of the simulated market nobody answered; simulate more people")
        return np.asarray(points / people)


@dataclass(frozen=True)
class Nps(Survey):
    """Promoters less detractors of 100 who answered."""

    name: ClassVar[str] = "nps"
    unit: ClassVar[str] = "points"

    def predict(self, view: View) -> Array:
        """Return the expected NPS of the dashboard in points, batch × value."""
        scores = np.arange(11)
        points = 100.0 * (scores >= PROMOTERS_FROM) - 100.0 * (scores <= DETRACTORS_TO)
        return np.stack([self.by_points(view, "answers_willing", points, segment) for segment, _ in self.cells], axis=1)


@dataclass(frozen=True)
class Csat(Survey):
    """Mean satisfaction of those who were asked and answered, or the share of them who are satisfied."""

    scale: str = "1-5"

    name: ClassVar[str] = "csat"
    unit: ClassVar[str] = "points of its scale"

    def predict(self, view: View) -> Array:
        """Return CSAT on its scale, batch × value."""
        return np.stack([self._mean(view, segment) for segment, _ in self.cells], axis=1)

    def _mean(self, view: View, segment: str) -> Array:
        if self.scale != "yes":
            highest = int(SCALES[self.scale][1])
            return self.by_points(view, f"satisfied_{highest}", np.arange(1.0, highest + 1), segment)
        answered = sum(view.per_customer(("satisfied_5",), segment, place) for place in range(5))
        return self.ratio(view.per_customer(("satisfied_yes",), segment), np.asarray(answered))

    def problems(self, company: Company) -> Iterator[Problem]:
        """Yield unknown segments, and that nobody is asked."""
        yield from super().problems(company)
        if company.get("survey.asked") <= 0:
            message = "nobody is asked, so nobody answers"
            yield Problem(self.source, None, "survey.asked", 0.0, message, "more than 0")


SCALES = {"1-5": (1.0, 5.0), "1-10": (1.0, 10.0), "yes": (0.0, 1.0)}  # their ends
ROUNDED = 0.01  # by how much values in a table may have been rounded
OPTIONAL = (SEGMENT, Need("month", "word", optional=True), Need("error", optional=True, low=1e-12))


def nps(source: Source, columns: Columns = None, segments: Columns = None) -> Nps:
    """Return a series of the Net Promoter Score: `nps` (points, −100 to 100), `answers` (how many answered).

    If there are any: `segment`, `month`, `passives` (share who answer 7 or 8), `error` (standard error, points). The
    variance of an answer is p + d − (p − d)² for shares p of promoters and d of detractors; without `passives` it is
    taken for the largest that this NPS allows, where p + d is 1. Months are values of their own: a settled market
    predicts the same for all, and chi-square says whether they differ by more than chance.

    >>> rows = pd.DataFrame({"nps": [20], "answers": [400], "passives": [0.32]})
    >>> nps(rows).table["error"].round(6).tolist()
    [4.0]
    """
    needs = [Need("nps", low=-100, high=100), Need("answers", low=1), Need("passives", "share", optional=True)]
    frame = _series(source, [*needs, *OPTIONAL], columns, segments)
    points = frame["nps"] / 100
    passives = frame.get("passives", 0 * points)
    error = _error(frame, 100 * (1 - passives - points**2).clip(lower=0) ** 0.5)
    _check(source, frame, "nps", error, "passives", 1 - points.abs())
    return Nps(name_of(source), _table(frame, "nps", error))


def csat(source: Source, columns: Columns = None, segments: Columns = None, *, scale: str = "1-5") -> Csat:
    """Return a series of satisfaction: `csat` (a mean, or the share of the satisfied), `answers` (how many answered).

    If there are any: `segment`, `month`, `sd` (standard deviation of single answers), `error` (standard error of the
    mean). Without `sd` it is taken for the largest that such a mean allows, √((high − mean)(mean − low)), which is
    exact for shares and too wide for a scale of points.

    Parameters
    ----------
    scale
        "1-5" or "1-10" for mean answers, "yes" for the share (0 to 1) who say that they are satisfied.

    Examples
    --------
    >>> csat(pd.DataFrame({"csat": [4.1], "answers": [400], "sd": [0.8]})).table["error"].round(6).tolist()
    [0.04]
    """
    if scale not in SCALES:
        raise ValueError(f"scale = {shown(scale)}: give {one_of(tuple(SCALES))}")
    low, high = SCALES[scale]
    needs = [Need("csat", low=low, high=high), Need("answers", low=1), Need("sd", optional=True)]
    frame = _series(source, [*needs, *OPTIONAL], columns, segments)
    most = ((high - frame["csat"]) * (frame["csat"] - low)) ** 0.5
    error = _error(frame, frame.get("sd", most))
    sample = (frame["answers"] / (frame["answers"] - 1).clip(lower=0.5)) ** 0.5  # of a sample, divided by n − 1
    _check(source, frame, "csat", error, "sd", most * sample)
    return Csat(name_of(source), _table(frame, "csat", error), scale)


def _series(source: Source, needs: list[Need], columns: Columns, segments: Columns) -> pd.DataFrame:
    """Return the rows of a series; `at` is the month."""
    frame = with_segment(read(source, needs, columns, segments))
    named: pd.DataFrame = frame.rename(columns={"month": "at"}) if "month" in frame else frame.assign(at="")
    return named


def _error(frame: pd.DataFrame, spread: pd.Series[float]) -> pd.Series[float]:
    """Return the standard error of means of so many answers, unless the table gives one."""
    return frame["error"] if "error" in frame else spread / np.sqrt(frame["answers"])


def _table(frame: pd.DataFrame, value: str, error: pd.Series[float]) -> pd.DataFrame:
    columns = {"segment": frame["segment"], "at": frame["at"], "observed": frame[value], "error": error}
    table: pd.DataFrame = pd.DataFrame({**columns, "size": frame["answers"]})
    return table


def _check(
    source: Source, frame: pd.DataFrame, value: str, error: pd.Series[float], spread: str, most: pd.Series[float]
) -> None:
    """Refuse rows that are there twice, spreads that no such value can have, and values without error."""
    given = frame.get(spread, 0 * most)
    too_much = given > most + ROUNDED
    room = "more than answers with this mean can have"
    again = "is there before with the same segment and month; is a column month or segment missing?"
    sure = "leaves no standard error, since all gave the same answer; give a column error"
    problems: list[tuple[int, str, float | None, str, str]]
    problems = [(int(row), "", None, again, "") for row in np.flatnonzero(frame.duplicated(["segment", "at"]))]
    problems += [
        (int(row), f", {spread}", float(given.iloc[row]), room, f"at most {most.iloc[row]:.3g}")
        for row in np.flatnonzero(too_much)
    ]
    problems += [
        (int(row), f", {value}", float(frame[value].iloc[row]), sure, "")
        for row in np.flatnonzero((error <= 0) & ~too_much)
    ]
    refuse(
        Problem(name_of(source), None, f"row {row + 1}{of}", v, text, allowed) for row, of, v, text, allowed in problems
    )
