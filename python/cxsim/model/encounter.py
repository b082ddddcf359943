"""One encounter by hand: a person meets the company once, and every equation on the way is written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from numpy.typing import ArrayLike

from ..company import Company
from .living import Floats, Levels, Living, Person, Place
from .steps import Notebook, Steps, shown
from .told import Told, dimensions_of, rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, repr=False)
class Encounter:
    """One encounter: what was expected before and after it, what was delivered and perceived, and every step between.

    Attributes
    ----------
    dimensions : tuple of str
        Names of the dimensions.
    delivered, perceived : ndarray
        Quality by dimension, in points.
    before, after : Levels
        What is expected: `will`, `should` and `adequate`, by dimension, in points.
    value, affect : float
        Of the encounter.
    odds : float
        Of leaving by choice at the end of the month.
    person : Person
        The person afterwards: satisfaction, gain, trust, commitment, uncertainty, memories.
    """

    dimensions: tuple[str, ...]
    delivered: Floats
    perceived: Floats
    before: Levels
    after: Levels
    value: float
    affect: float
    odds: float
    person: Person
    verdict: str
    _steps: Steps

    def steps(self) -> Steps:
        """Return every step in its order: symbol, equation, numbers put in, result.

        >>> encounter(will=7, should=8, width=1.2, delivered=6.5).steps()[3].outcome
        'p = 6.54 quality points'
        """
        return self._steps

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the zone of tolerance before and after, with what was delivered and perceived between.

        >>> encounter(will=7, should=8, width=1.2, delivered=6.5).plot().get_xlabel()
        'quality points, scale of 1 to 9'
        """
        from ..plots.encounter import draw_encounter

        return draw_encounter(self, ax)

    def __repr__(self) -> str:
        told = {"value": self.value, "affect": self.affect, "satisfaction": self.person.satisfaction}
        return f"Encounter({self.verdict}; {', '.join(f'{name} {shown(value)}' for name, value in told.items())})"

    def _repr_html_(self) -> str:
        from ..plots.encounter import picture_of

        return f"{picture_of(self)}{self._steps._repr_html_()}"


def encounter(
    *,
    will: ArrayLike,
    should: ArrayLike,
    delivered: ArrayLike,
    width: ArrayLike | None = None,
    failed: bool = False,
    severity: float | None = None,
    effort: float | None = None,
    mood: float = 0,
    uncertainty: float | None = None,
    satisfaction: float = 0,
    gain: float = 1,
    trust: float | None = None,
    tenure: float = 0,
    salience: float = 1,
    importance: ArrayLike | None = None,
    dimension: str | Sequence[str] | None = None,
    company: Company | None = None,
) -> Encounter:
    """Live through one encounter, which is the whole journey and the month's only one, and write down every step.

    Knowledge, price and alternatives in the zone are at the norm, no advert was read, and memories are a newcomer's.

    Parameters
    ----------
    will, should, delivered : array_like
        What the person thinks will and should happen, and what does, in quality points, -20 to 30; one number a
        dimension. A `UserWarning` tells if will is above should.
    width : array_like, optional
        Width of the zone before mood and tenure stretch it, in quality points; `dimensions.<name>.width` unless told.
    failed : bool
        Whether something failed.
    severity : float, optional
        Severity of that, 0 to 1; `grievance.minor_severity` unless told.
    effort : float, optional
        Effort in points; `standard.effort_mean` unless told.
    mood : float
        Mood, in standard deviations, -10 to 10.
    uncertainty : float, optional
        Variance of the will belief, in points squared; `expectation.initial_uncertainty` unless told.
    satisfaction, gain : float
        Cumulative satisfaction before, in standard deviations, and its gain: 1 at a first journey.
    trust : float, optional
        Trust before, 0 to 1; `standard.trust_mean` unless told.
    tenure : float
        Months as a customer.
    salience : float
        Weight of the encounter as a moment of truth.
    importance : array_like, optional
        Weights of the dimensions; `dimensions.<name>.importance` unless told.
    dimension : str or sequence of str, optional
        Names of the company's dimensions that are meant; the first ones unless told.
    company : Company, optional
        Whose numbers to take, and of its first segment; the defaults of the rows unless told.

    Raises
    ------
    ProblemsError
        A number is out of range, or shapes or names do not fit.

    Examples
    --------
    >>> encounter(will=7, should=8, width=1.2, delivered=6.5)
    Encounter(below the zone; value −0.446, affect −0.156, satisfaction −0.775)
    """
    book = Notebook(company)
    levels = rows({"will": will, "should": should, "delivered": delivered})
    names = dimensions_of(company, dimension, len(levels["will"]))
    told = Told(book, names)
    person = Person(
        mood=told.within("mood", mood),
        tenure=told.within("tenure", tenure),
        uncertainty=told.number("expectation.initial_uncertainty", "uncertainty", uncertainty),
        satisfaction=told.within("satisfaction", satisfaction),
        gain=told.within("gain", gain),
        trust=told.number("standard.trust_mean", "trust", trust),
        commitment=book.get("standard.commitment_mean"),
        effort=book.get("standard.effort_mean"),
        affect_fast=book.get("standard.affect_fast"),
        affect_best=book.get("standard.affect_best"),
        affect_worst=book.get("standard.affect_worst"),
    )
    place = Place(
        delivered=levels["delivered"],
        width=told.row("width", width),
        importance=told.importance(importance),
        slopes={side: told.row(side, None) for side in ("above", "below")},
        effort=told.number("standard.effort_mean", "effort", effort),
        severity=told.number("grievance.minor_severity", "severity", severity) if failed else 0.0,
        salience=told.within("salience", salience),
    )
    told.levels(levels)
    told.stop_if_wrong()
    return _lived(Living(book, person, place), names, levels)


def _lived(living: Living, names: tuple[str, ...], levels: dict[str, Floats]) -> Encounter:
    """Let the month happen, and return what there is to see."""
    before = living.enter(levels["will"], levels["should"])
    living.judge(before)
    after = living.learn(before)
    living.close_journey()
    living.end_month()
    return Encounter(
        dimensions=names,
        delivered=levels["delivered"],
        perceived=living.perceived,
        before=before,
        after=after,
        value=living.value,
        affect=living.affect,
        odds=living.odds,
        person=living.person,
        verdict=", ".join(living.verdicts),
        _steps=Steps(living.book.steps),
    )
