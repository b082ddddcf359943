"""Charts: each takes results and returns Axes; nothing is shown, and no setting of matplotlib changes.

`ax=` draws into yours. Names and margins stand outside the axes; a figure without a layout engine gets the constrained
one, which makes room for them. Small axes, as of small multiples, get smaller letters and go without the subtitle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .calibration import draw_fitted_survival, draw_residuals
from .causes import draw_causes
from .drivers import draw_drivers
from .journey_map import draw_journey_map
from .lines import draw_lines, draw_panels
from .nps import draw_nps
from .profit import draw_profit
from .segment_profit import draw_segment_profit
from .survival import draw_survival
from .tornado import draw_tornado
from .value import draw_value
from .waterfall import draw_waterfall
from .zone_shares import draw_zone_shares
from .zones import draw_paired_zones, draw_zones

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..calibrate import Calibration
    from ..compare import Comparison
    from ..results import Results

__all__ = [
    "CalibrationPlots",
    "ComparisonPlots",
    "ResultsPlots",
    "draw_causes",
    "draw_drivers",
    "draw_fitted_survival",
    "draw_journey_map",
    "draw_lines",
    "draw_nps",
    "draw_paired_zones",
    "draw_panels",
    "draw_profit",
    "draw_residuals",
    "draw_segment_profit",
    "draw_survival",
    "draw_tornado",
    "draw_value",
    "draw_waterfall",
    "draw_zone_shares",
    "draw_zones",
]


@dataclass(frozen=True)
class ResultsPlots:
    """Charts of one world: `results.plot()`, or one by its name.

    >>> import cxsim as cx
    >>> results = cx.simulate(cx.load_example("telecom"), months=2, people=300, replications=2)
    >>> results.plot.zones().get_xlabel()
    'quality points, scale of 1 to 9'
    """

    results: Results

    def __call__(self, ax: Axes | None = None) -> Axes:
        """Draw survival for a cohort, and the zones of tolerance for a market."""
        return self.survival(ax=ax) if self.results.settings["start"] == "cohort" else self.zones(ax=ax)

    def zones(self, ax: Axes | None = None) -> Axes:
        """Draw the zone of tolerance of each dimension, the perceived mean in it, and who is below and above."""
        return draw_zones(self.results, ax)

    def survival(
        self, published: pd.DataFrame | None = None, fitted_years: int | None = None, ax: Axes | None = None
    ) -> Axes:
        """Draw the share of a cohort that is still there, by year and segment.

        Parameters
        ----------
        published
            Points to hold it against, as `cx.load_survival` gives them: `year` and a column a segment, in per cent.
        fitted_years
            Years that the company was fitted to, 1 to the last published one; what follows is marked as a forecast.
        ax
            Axes to draw into.
        """
        return draw_survival(self.results, published, fitted_years, ax)

    def lines(self, metric: str, by: str | None = None, ax: Any = None) -> Any:
        """Draw a measure month by month; `by` draws it for each segment, touchpoint or dimension, one panel each.

        Returns the Axes, or with `by` a list of them; `ax` is then an array of as many Axes as there are panels.
        A `ValueError` tells the measures, or the axes that a measure has.

        >>> import cxsim as cx
        >>> results = cx.simulate(cx.load_example("telecom"), months=3, people=300, replications=2)
        >>> len(results.plot.lines("below_zone", by="touchpoint"))
        10
        """
        return _lines({self.results.label: self.results}, metric, by, ax)

    def zone_shares(self, by: str = "month", ax: Axes | None = None) -> Axes:
        """Draw who is below, inside and above the zone, by `month`, `touchpoint`, `dimension` or `segment`."""
        return draw_zone_shares(self.results, by, ax)

    def journey_map(self, ax: Axes | None = None) -> Axes:
        """Draw stages and touchpoints from left to right: affect, pain and delight, traffic; one panel each."""
        return draw_journey_map(self.results, ax)

    def nps(self, month: int = -1, ax: Axes | None = None) -> Axes:
        """Draw what all customers would answer in a month, and what the dashboard gets, with NPS and its error."""
        return draw_nps(self.results, month, ax)

    def causes(self, by: str | None = None, reading: str = "share", ax: Axes | None = None) -> Axes:
        """Draw why customers left; by `segment`, `tenure_class` or `worst_touchpoint`, as `share` or as `but_for`."""
        return draw_causes(self.results, by, reading, ax)

    def segment_profit(self, ax: Axes | None = None) -> Axes:
        """Draw revenue, costs and what is left of each segment, money a month."""
        return draw_segment_profit(self.results, ax)

    def drivers(self, by: str = "dimension", ax: Axes | None = None) -> Axes:
        """Draw importance against performance, by `dimension` or `touchpoint`."""
        return draw_drivers(self.results, by, ax)


@dataclass(frozen=True)
class ComparisonPlots:
    """Charts of a comparison: `study.plot()`, or one by its name.

    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> study.plot.profit().get_xlabel()
    'month'
    """

    comparison: Comparison

    def __call__(self, ax: Axes | None = None) -> Axes:
        """Draw the difference in profit, month by month."""
        return self.profit(ax=ax)

    def profit(self, ax: Axes | None = None) -> Axes:
        """Draw each scenario's profit less the baseline's, month by month, with the band of simulation error."""
        return draw_profit(self.comparison, ax)

    def zones(self, label: str | None = None, ax: Axes | None = None) -> Axes:
        """Draw the zones of tolerance of the baseline and one scenario; the one worth most unless told."""
        return draw_paired_zones(self.comparison, label, ax)

    def tornado(self, table: pd.DataFrame | None = None, ax: Axes | None = None) -> Axes:
        """Draw which numbers in doubt would turn the decision: a table of `study.tornado()`, made now unless given."""
        return draw_tornado(self.comparison.tornado() if table is None else table, ax)

    def value(self, ax: Axes | None = None) -> Axes:
        """Draw what every scenario is worth more or less than the baseline, with its interval, the best first."""
        return draw_value(self.comparison, ax)

    def waterfall(self, label: str | None = None, ax: Axes | None = None) -> Axes:
        """Draw what a scenario's difference in net present value is made of; the one worth most unless told."""
        return draw_waterfall(self.comparison, label, ax)

    def lines(self, metric: str, by: str | None = None, ax: Any = None) -> Any:
        """Draw a measure month by month, one line a world; `by` draws it for each segment or touchpoint, one panel each.

        Returns the Axes, or with `by` a list of them; `ax` is then an array of as many Axes as there are panels.
        A `ValueError` tells the measures, or the axes that a measure has.
        """
        return _lines(self.comparison.results, metric, by, ax)


def _lines(worlds: Mapping[str, Results], metric: str, by: str | None, ax: Any) -> Any:
    return draw_lines(worlds, metric, ax) if by is None else draw_panels(worlds, metric, by, ax)


@dataclass(frozen=True)
class CalibrationPlots:
    """Charts of a fit: `fit.plot()`, or one by its name.

    >>> import cxsim as cx
    >>> fit = cx.calibrate(cx.load_example("telecom"), cx.load_survival("telecom"), people=300)
    >>> fit.plot.residuals().get_ylabel()
    'observed less fitted, standard errors'
    """

    calibration: Calibration

    def __call__(self, ax: Axes | None = None) -> Axes:
        """Draw survival if it was fitted, and residuals if not."""
        has_survival = len(self.calibration.survival()) > 0
        return self.survival(ax=ax) if has_survival else self.residuals(ax=ax)

    def survival(self, ax: Axes | None = None) -> Axes:
        """Draw observed and fitted survival by segment."""
        return draw_fitted_survival(self.calibration, ax)

    def residuals(self, ax: Axes | None = None) -> Axes:
        """Draw what is left of every value, in standard errors."""
        return draw_residuals(self.calibration, ax)
