"""Charts: each takes results and returns Axes; nothing is shown, and no setting of matplotlib changes.

`ax=` draws into yours. Names and margins stand outside the axes; a figure without a layout engine gets the constrained
one, which makes room for them. Small axes, as of small multiples, get smaller letters and go without the subtitle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .profit import draw_profit
from .survival import draw_survival
from .tornado import draw_tornado
from .zones import draw_paired_zones, draw_zones

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..compare import Comparison
    from ..results import Results

__all__ = [
    "ComparisonPlots",
    "ResultsPlots",
    "draw_paired_zones",
    "draw_profit",
    "draw_survival",
    "draw_tornado",
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
