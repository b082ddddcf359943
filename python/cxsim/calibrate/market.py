"""Totals of a settled market: contacts, failures, spend and churn of everybody who is a customer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np
import pandas as pd

from ..company import Company
from ..errors import Problem
from .paths import BATCHES
from .statistics import Array, Means, Shares, ratio_of_rows
from .target import CalibrationTarget, as_array
from .view import View


@dataclass(frozen=True)
class MarketMean(CalibrationTarget):
    """Means per customer-month: `observed` with `error`, by segment and perhaps place."""

    @cached_property
    def statistic(self) -> Means:
        """Means with their standard errors."""
        return Means(as_array(self.table["observed"]), as_array(self.table["error"]))


@dataclass(frozen=True)
class Contacts(MarketMean):
    """Encounters, or journeys of a kind, per customer-month."""

    kind: str = "touchpoint"

    name: ClassVar[str] = "contacts"
    unit: ClassVar[str] = "per customer-month"

    def predict(self, view: View) -> Array:
        """Return contacts per customer-month, batch × value."""
        series = "journeys" if self.kind == "journey" else "touchpoint_encounters"
        known = self._known(view.start)
        return np.stack([view.per_customer((series,), segment, known.index(at)) for segment, at in self.cells], axis=1)

    def _known(self, company: Company) -> tuple[str, ...]:
        return company.names.journeys if self.kind == "journey" else company.names.touchpoints

    def problems(self, company: Company) -> Iterator[Problem]:
        """Yield unknown segments, touchpoints and journeys."""
        yield from super().problems(company)
        for problem in self.strays("at", self._known(company)):
            yield Problem(
                problem.file,
                None,
                self.kind,
                problem.value,
                f"is no {self.kind} of the company",
                problem.allowed,
                problem.nearest,
            )

    def default_free(self, company: Company) -> list[str]:
        """Return the rate of the journeys that bring most of these contacts; by segment, the segment's factor."""
        wanted = []
        for segment, at in self.cells:
            journey = at if self.kind == "journey" else main_journey(company, segment, at)
            if journey and company.get(f"journeys.{journey}.rate") > 0:
                row = f"segments.{segment}.journey_rate.{journey}" if segment else f"journeys.{journey}.rate"
                wanted.append(row)
        return list(dict.fromkeys(wanted))

    def start(self, company: Company) -> dict[str, float]:
        """Return rates at which a settled customer's expected visits are what is observed."""
        found = {}
        for (segment, at), observed in zip(self.cells, self.statistic.observed, strict=True):
            journey = at if self.kind == "journey" else main_journey(company, segment, at)
            for path in (f"journeys.{journey}.rate", f"segments.{segment}.journey_rate.{journey}"):
                if journey and path in company.flat():
                    found[path] = company.get(path) * self._factor(company, segment, at, journey, observed)
        return found

    def _factor(self, company: Company, segment: str, at: str, journey: str, observed: float) -> float:
        """Return the factor on a journey's rate that makes up for what is observed beyond what is expected."""

        def visits(kind: str) -> float:
            if self.kind == "journey":
                return float(kind == at)
            return company.expected_visits(kind)[at]

        brought = sum(journeys_a_month(company, segment, kind) * visits(kind) for kind in company.names.journeys)
        its_own = journeys_a_month(company, segment, journey) * visits(journey)
        return float(np.clip((observed - brought + its_own) / its_own, 0.1, 10)) if its_own > 0 else 1.0


@dataclass(frozen=True)
class Spend(MarketMean):
    """Money that a customer pays a month."""

    name: ClassVar[str] = "spend"
    unit: ClassVar[str] = "money per customer-month"

    def predict(self, view: View) -> Array:
        """Return revenue per customer-month, batch × value."""
        return np.stack([view.per_customer(("revenue",), segment) for segment, _ in self.cells], axis=1)

    def default_free(self, company: Company) -> list[str]:
        """Return the fee of each segment."""
        only = company.names.segments[0] if len(company.names.segments) == 1 else ""
        return [f"segments.{name}.fee" for segment in self.table["segment"] if (name := segment or only)]

    def start(self, company: Company) -> dict[str, float]:
        """Return what is spent in multiples of the price."""
        fees = as_array(self.table["observed"]) / max(company.get("money.price"), 1e-9)
        return {f"segments.{segment}.fee": fee for segment, fee in zip(self.table["segment"], fees, strict=True)}


@dataclass(frozen=True)
class Churn(CalibrationTarget):
    """Customers who leave in a month, of all who are customers: `left` among `customer_months`."""

    name: ClassVar[str] = "churn"
    unit: ClassVar[str] = "share of customers a month"

    @cached_property
    def statistic(self) -> Shares:
        """Leavers among customer-months."""
        return Shares(as_array(self.table["left"]), as_array(self.table["customer_months"]))

    def predict(self, view: View) -> Array:
        """Return churn a month as a share, batch × value."""
        left = ("left", "left_involuntary")
        return np.stack([view.per_customer(left, segment) for segment, _ in self.cells], axis=1)

    def default_free(self, company: Company) -> list[str]:
        """Return the base hazard of each segment."""
        only = company.names.segments[0] if len(company.names.segments) == 1 else ""
        return [f"segments.{name}.base_hazard" for segment in self.table["segment"] if (name := segment or only)]


@dataclass(frozen=True)
class Failures(CalibrationTarget):
    """Encounters that fail: `failures` among `encounters` of a touchpoint. What is predicted is the parameter itself."""

    name: ClassVar[str] = "failures"
    unit: ClassVar[str] = "share of encounters"

    @cached_property
    def statistic(self) -> Shares:
        """Failures among encounters."""
        return Shares(as_array(self.table["failures"]), as_array(self.table["encounters"]))

    def predict(self, view: View) -> Array:
        """Return the odds of failing, batch × value."""
        odds = [view.get(path) for path in self.default_free(view.start)]
        return np.tile(odds, (BATCHES, 1))

    def default_free(self, company: Company) -> list[str]:  # noqa: ARG002
        """Return the odds of failing of each touchpoint."""
        return [f"touchpoints.{touchpoint}.failure" for touchpoint in self.table["at"]]

    def start(self, company: Company) -> dict[str, float]:
        """Return the observed shares, half a failure added."""
        shares = (as_array(self.table["failures"]) + 0.5) / (as_array(self.table["encounters"]) + 1)
        return dict(zip(self.default_free(company), shares.tolist(), strict=True))

    def problems(self, company: Company) -> Iterator[Problem]:
        """Yield unknown touchpoints."""
        for problem in self.strays("at", company.names.touchpoints):
            yield Problem(
                problem.file,
                None,
                "touchpoint",
                problem.value,
                "is no touchpoint of the company",
                problem.allowed,
                problem.nearest,
            )


def main_journey(company: Company, segment: str, touchpoint: str) -> str:
    """Return the kind of journey that brings most encounters of a touchpoint to a settled customer; "" for none.

    >>> import cxsim as cx
    >>> main_journey(cx.load_example("telecom"), "", "help_desk")
    'get_help'
    """
    brought = {
        journey: journeys_a_month(company, segment, journey) * company.expected_visits(journey)[touchpoint]
        for journey in company.names.journeys
    }
    best = max(brought, key=lambda journey: brought[journey])
    return best if brought[best] > 0 else ""


def journeys_a_month(company: Company, segment: str, journey: str) -> float:
    """Return journeys of a kind that a settled customer makes a month, cases of help left out.

    >>> import cxsim as cx
    >>> journeys_a_month(cx.load_example("telecom"), "regular", "get_help")
    0.14
    """
    at = f"journeys.{journey}"
    every = company.get(f"{at}.every")
    segments = [segment] if segment else list(company.names.segments)
    shares = np.array([company.get(f"segments.{name}.share") for name in segments])
    factors = np.array([company.get(f"segments.{name}.journey_rate.{journey}") for name in segments])
    factor = float(shares @ factors / shares.sum())
    return float(company.get(f"{at}.always") + company.get(f"{at}.rate") * factor + (1 / every if every else 0))


def ratios(frame: pd.DataFrame, amount: str, size: str) -> pd.DataFrame:
    """Return mean and standard error by segment and place of rows with an amount and its customer-months.

    Several rows of a cell are independent samples and give the error by their differences; a single one counts
    events, and is given that of a Poisson number. A column `error` overrules both.
    """
    cells = []
    for (segment, at), rows in frame.groupby(["segment", "at"], sort=False):
        amounts, sizes = as_array(rows[amount]), as_array(rows[size])
        poisson = float(np.sqrt(max(amounts.sum(), 1)) / sizes.sum())
        mean, error = ratio_of_rows(amounts, sizes) if len(rows) > 1 else (amounts.sum() / sizes.sum(), poisson)
        if "error" in rows:
            error = float(np.sqrt(((as_array(rows["error"]) * sizes) ** 2).sum()) / sizes.sum())
        cells.append({"segment": segment, "at": at, "observed": mean, "error": error, "size": sizes.sum()})
    means: pd.DataFrame = pd.DataFrame(cells)
    return means
