"""The measures that boards use, each a ratio of sums, so that it adds up over segments, months and touchpoints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import xarray as xr

from .errors import hint, nearest, one_of, shown

Amount = Callable[[xr.Dataset], xr.DataArray]
SCORE = "score_0_10"  # the axis of answers to the recommendation question
PROMOTERS_FROM, DETRACTORS_TO = 9, 6
VALUE = "net present value"  # label of the measure that scenarios are ranked by


@dataclass(frozen=True)
class Metric:
    """A measure: what is summed, per what, and which way is better (+1 more, −1 less, 0 neither)."""

    label: str
    unit: str
    doc: str
    better: int
    amount: Amount
    per: Amount | None = None  # None: the sum itself, averaged over months
    by_dimension: Amount | None = None  # the amount where it is recorded by dimension instead
    adds_up: bool = False  # the sum itself, added up over months

    def of(self, data: xr.Dataset, by: str | Sequence[str] = ()) -> xr.DataArray:
        """Return the measure by replication and `by`, summed over everything else before dividing."""
        axes = axes_of(by)
        amount = self._amount(data, axes)
        if self.per is None:
            flow = amount.sum([d for d in amount.dims if d not in ("replication", "month", *axes)])
            value = flow if "month" in axes else flow.sum("month") if self.adds_up else flow.mean("month")
        else:
            value = _sum(amount, axes) / _sum(self.per(data), axes)
        ordered = value.transpose("replication", *axes)
        return xr.DataArray(ordered, attrs={"unit": self.unit, "long_name": self.label})

    def _amount(self, data: xr.Dataset, axes: Sequence[str]) -> xr.DataArray:
        """Return the amount that is recorded along all of the axes."""
        amounts = [amount(data) for amount in (self.amount, self.by_dimension) if amount]
        found = next((amount for amount in amounts if set(axes) <= set(amount.dims) - {"replication"}), None)
        if found is None:
            raise ValueError(self._no_such_axis([str(axis) for amount in amounts for axis in amount.dims], axes))
        return found

    def _no_such_axis(self, recorded: Sequence[str], axes: Sequence[str]) -> str:
        """Say which axes this measure has."""
        known = [axis for axis in dict.fromkeys(recorded) if axis != "replication"]
        wrong = next((axis for axis in axes if axis not in known), None)
        if wrong is None:
            return f"by = {shown(list(axes))}: '{self.label}' is recorded by each of these, not by all at once"
        return f"by = {wrong!r}: '{self.label}' has no such axis; known: {one_of(known)}{hint(wrong, known)}"


def find_metric(name: str) -> Metric:
    """Return a measure by its name or its label.

    >>> find_metric("below the zone") is find_metric("below_zone")
    True
    """
    labels = {metric.label: metric for metric in METRICS.values()}
    found = METRICS.get(name) or labels.get(name) if isinstance(name, str) else None
    if found is None:
        near = nearest(str(name), [*METRICS, *labels])
        hint = f"did you mean '{near}'?" if near else f"known: {', '.join(METRICS)}"
        raise ValueError(f"metric {shown(name)} is unknown; {hint}")
    return found


def axes_of(by: str | Sequence[str]) -> list[str]:
    """Return the axes that were asked for, each once; a text is one axis."""
    axes = [by] if isinstance(by, str) else list(dict.fromkeys(by))
    if wrong := [axis for axis in axes if not isinstance(axis, str)]:
        raise ValueError(f"by = {shown(wrong[0])}: give names of axes, such as 'segment'")
    return axes


def _sum(amount: xr.DataArray, axes: Sequence[str]) -> xr.DataArray:
    summed: xr.DataArray = amount.sum([d for d in amount.dims if d not in ("replication", *axes)])
    return summed


def _customers(data: xr.Dataset) -> xr.DataArray:
    return data["customers"]


def _encounters(data: xr.Dataset) -> xr.DataArray:
    return data["touchpoint_encounters"]


def _mean(name: str) -> Amount:
    """Return a mean per customer as a sum again."""
    return lambda data: (data[name] * data["customers"]).fillna(0)


def _total(name: str) -> Amount:
    return lambda data: data[name]


def _left(data: xr.Dataset) -> xr.DataArray:
    leavers: xr.DataArray = data["left"] + data["left_involuntary"]
    return leavers


def _discounted(data: xr.Dataset) -> xr.DataArray:
    worth: xr.DataArray = data["profit"] * data["discount"]
    return worth


def _inside(encounters: str, axis: str) -> Amount:
    """Return the encounters that are neither below nor above, by touchpoint or by dimension."""
    return lambda data: data[encounters] - data[f"{axis}_below"] - data[f"{axis}_above"]


def _scaled(factor: float, amount: Amount) -> Amount:
    return lambda data: factor * amount(data)


def promoters(answers: xr.DataArray) -> xr.DataArray:
    """Return people who answer 9 or 10, of people by answer (Reichheld 2003)."""
    found: xr.DataArray = answers.where(answers[SCORE] >= PROMOTERS_FROM, 0).sum(SCORE)
    return found


def detractors(answers: xr.DataArray) -> xr.DataArray:
    """Return people who answer 0 to 6, of people by answer."""
    found: xr.DataArray = answers.where(answers[SCORE] <= DETRACTORS_TO, 0).sum(SCORE)
    return found


def _promoters_less_detractors(answers: str) -> Amount:
    return lambda data: promoters(data[answers]) - detractors(data[answers])


def _answered(answers: str, axis: str) -> Amount:
    return lambda data: data[answers].sum(axis)


def _points(answers: str, axis: str) -> Amount:
    """Return the points that people give, added up."""
    return lambda data: (data[answers] * data[axis]).sum(axis)


def _asked(data: xr.Dataset) -> xr.DataArray:
    asked: xr.DataArray = data["asked"]
    return asked


LEAVERS = Metric("leavers", "people per month", "Customers who leave, by choice or not.", -1, _left)
METRICS: dict[str, Metric] = {
    "net_present_value": Metric(VALUE, "money", "Discounted profit over the horizon.", 1, _discounted, adds_up=True),
    "profit": Metric("profit", "money per month", "Everything earned less everything spent.", 1, _total("profit")),
    "customers": Metric("customers", "people", "Customers at the start of a month.", 1, _total("customers")),
    "joined": Metric("joiners", "people per month", "People who join.", 1, _total("joined")),
    "churn": Metric(
        "churn", "% per month", "Customers who leave, by choice or not.", -1, _scaled(100, _left), _customers
    ),
    "below_zone": Metric(
        "below the zone",
        "% of encounters",
        "Perceived below adequate: dissatisfied.",
        -1,
        _scaled(100, _total("touchpoint_below")),
        _encounters,
        by_dimension=_scaled(100, _total("dimension_below")),
    ),
    "inside_zone": Metric(
        "inside the zone",
        "% of encounters",
        "Between adequate and desired.",
        0,
        _scaled(100, _inside("touchpoint_encounters", "touchpoint")),
        _encounters,
        by_dimension=_scaled(100, _inside("encounters", "dimension")),
    ),
    "above_zone": Metric(
        "above the zone",
        "% of encounters",
        "Perceived above desired: delighted.",
        1,
        _scaled(100, _total("touchpoint_above")),
        _encounters,
        by_dimension=_scaled(100, _total("dimension_above")),
    ),
    "satisfaction": Metric(
        "satisfaction", "SD", "Cumulative satisfaction; 0 is the sector's norm.", 1, _mean("satisfaction"), _customers
    ),
    "trust": Metric("trust", "0 to 1", "Trust.", 1, _mean("trust"), _customers),
    "commitment": Metric(
        "commitment",
        "points",
        "Commitment; 1 is the most that trust and satisfaction alone can bring.",
        1,
        _mean("commitment"),
        _customers,
    ),
    "effort": Metric("effort", "points, 1 to 7", "Remembered effort; 7 is hard.", -1, _mean("effort"), _customers),
    "fully_engaged": Metric(
        "fully engaged",
        "% of customers",
        "Top of the norm's engagement.",
        1,
        _scaled(100, _total("fully_engaged")),
        _customers,
    ),
    "nps": Metric(
        "NPS, dashboard",
        "points",
        "Promoters less detractors of 100 customers who were asked and answered.",
        1,
        _scaled(100, _promoters_less_detractors("answers")),
        _answered("answers", SCORE),
    ),
    "nps_true": Metric(
        "NPS, all customers",
        "points",
        "The same if all customers were asked and all answered.",
        1,
        _scaled(100, _promoters_less_detractors("answers_all")),
        _answered("answers_all", SCORE),
    ),
    "csat": Metric(
        "CSAT",
        "points, 1 to 5",
        "Mean satisfaction of customers who were asked and answered.",
        1,
        _points("satisfied_5", "score_1_5"),
        _answered("satisfied_5", "score_1_5"),
    ),
    "ces": Metric(
        "CES",
        "points, 1 to 7",
        "Mean effort that is reported after a contact; 7 is hard.",
        -1,
        _points("effort_score", "score_1_7"),
        _answered("effort_score", "score_1_7"),
    ),
    "response_rate": Metric(
        "response rate",
        "% of those asked",
        "Customers who answer when asked about the relationship.",
        0,
        _scaled(100, _answered("answers", SCORE)),
        _asked,
    ),
    "reputation": Metric(
        "reputation",
        "points, 1 to 9",
        "What is said of the company, as people read it.",
        1,
        _mean("reputation"),
        _customers,
    ),
    "net_talk": Metric(
        "net talk",
        "messages per customer and month",
        "Good messages less bad ones, as people read them.",
        1,
        _mean("net_talk"),
        _customers,
    ),
    "advocates": Metric(
        "advocates",
        "% of customers",
        "Customers who recommended, or referred somebody who joined, within the last twelve months.",
        1,
        _scaled(100, _total("advocates")),
        _customers,
    ),
    "returned": Metric("returned", "people per month", "People who join again after leaving.", 1, _total("returned")),
    "referred": Metric("referred", "people per month", "People who join on a customer's word.", 1, _total("referred")),
    "failures": Metric(
        "failures", "per customer and month", "Encounters that fail.", -1, _total("touchpoint_failures"), _customers
    ),
    "complaints": Metric(
        "complaint rate",
        "per 100 customers and month",
        "Failures that are voiced; fewer may mean that less fails or that more keep silent.",
        0,
        _scaled(100, _total("touchpoint_complaints")),
        _customers,
    ),
    "voiced": Metric(
        "failures voiced",
        "% of failures",
        "Failures that customers complain of; the others stay silent.",
        0,
        _scaled(100, _total("touchpoint_complaints")),
        _total("touchpoint_failures"),
    ),
    "answered": Metric(
        "complaints answered",
        "% of complaints",
        "Complaints that get an answer, solved or not.",
        1,
        _scaled(100, _total("touchpoint_answered")),
        _total("touchpoint_complaints"),
    ),
    "solved": Metric(
        "complaints solved",
        "% of complaints",
        "Complaints that are solved.",
        1,
        _scaled(100, _total("touchpoint_solved")),
        _total("touchpoint_complaints"),
    ),
    "great_moments": Metric(
        "great moments",
        "per 1000 encounters",
        "Encounters in which staff do more than anybody could expect.",
        1,
        _scaled(1000, _total("touchpoint_great_moments")),
        _encounters,
    ),
    "not_activated": Metric(
        "not activated",
        "% of customers",
        "Customers who cannot use yet what they bought.",
        -1,
        _scaled(100, _total("not_activated")),
        _customers,
    ),
    "encounters": Metric(
        "encounters", "per customer and month", "Encounters.", 0, _total("touchpoint_encounters"), _customers
    ),
    "revenue": Metric(
        "revenue per customer", "money per month", "Average revenue per user (ARPU).", 1, _total("revenue"), _customers
    ),
    "survey_cost": Metric(
        "survey cost per customer", "money per month", "Cost of asking.", -1, _total("survey_cost"), _customers
    ),
    "contact_cost": Metric(
        "contact cost per customer", "money per month", "Cost of encounters.", -1, _total("contact_cost"), _customers
    ),
    "recovery_cost": Metric(
        "recovery cost per customer",
        "money per month",
        "Cost of complaints and refunds.",
        -1,
        _total("recovery_cost"),
        _customers,
    ),
    "great_moment_cost": Metric(
        "great-moment cost per customer",
        "money per month",
        "What staff give away.",
        -1,
        _total("great_moment_cost"),
        _customers,
    ),
}
