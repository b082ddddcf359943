"""A fit: observed and fitted survival by segment, and what is left of every value in standard errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..calibrate.survival import Survival
from ..wording import spaced
from .labels import label_ends
from .style import BODY, INK, QUIET, SMALL, axes_for, color, dashes, heading, label_axes, plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..calibrate import Calibration

FAR = 1.96  # standard errors to both sides of an observed share


def draw_fitted_survival(fit: Calibration, ax: Axes | None = None) -> Axes:
    """Draw fitted survival as lines and observed survival as points with 95 % bars, by segment.

    >>> import cxsim as cx
    >>> fit = cx.calibrate(cx.load_example("telecom"), cx.load_survival("telecom"), people=300)
    >>> draw_fitted_survival(fit).get_xlabel()
    'months since joining'
    """
    curves = [(target, str(name)) for target in _survival(fit) for name in target.table["segment"].unique()]
    if not curves:
        raise ValueError("the fit has no survival; fit.plot.residuals() shows all that it has")
    ax = axes_for(ax, 10, 5.6)
    plain(ax)
    last = max(target.months() for target, _ in curves)
    ends = [_draw_segment(ax, fit, target, name, number) for number, (target, name) in enumerate(curves)]
    _mark_fit(ax, [target for target, _ in curves], last)
    ax.set_xlim(0, last)
    ax.set_ylim(0, 101)
    ax.set_yticks(range(0, 101, 20))
    label_axes(ax, "months since joining", "still customers, % of the cohort")
    label_ends(ax, last, ends, [spaced(name) or "all customers" for _, name in curves])
    heading(
        ax,
        "Survival, fitted and observed",
        f"{fit.start.name}. Points: observed, with 95 % sampling error; lines: fitted",
    )
    return ax


def draw_residuals(fit: Calibration, ax: Axes | None = None) -> Axes:
    """Draw what is left of every value, in standard errors; about 95 % should lie within ± 1.96.

    >>> import cxsim as cx
    >>> fit = cx.calibrate(cx.load_example("telecom"), cx.load_survival("telecom"), people=300)
    >>> draw_residuals(fit).get_ylabel()
    'observed less fitted, standard errors'
    """
    ax = axes_for(ax, 10, 5.0)
    plain(ax)
    left = fit.residuals()
    for number, (name, rows) in enumerate(left.groupby("data", sort=False)):
        ax.plot(rows.index, rows["residual"], "o", color=color(number), markersize=6, label=str(name))
    ax.axhspan(-FAR, FAR, color=QUIET, alpha=0.12, linewidth=0)
    ax.axhline(0, color=QUIET, linewidth=1)
    ax.set_xticks([])
    ax.legend(loc="upper right", fontsize=BODY, labelcolor=INK, framealpha=1, edgecolor="white")
    label_axes(ax, "values, in the order of the data", "observed less fitted, standard errors")
    heading(ax, "What the fit leaves unexplained", f"{fit.start.name}. Band: ± {FAR} standard errors of the data")
    return ax


def _survival(fit: Calibration) -> list[Survival]:
    return [target for target in fit.targets if isinstance(target, Survival)]


def _draw_segment(ax: Axes, fit: Calibration, target: Survival, segment: str, number: int) -> float:
    """Draw a segment's points and line; return where the line ends."""
    months, observed = target.observed_curve(segment)
    error = target.observed_error(segment).value
    every = np.arange(0, months[-1] + 1)
    whole = every[np.isclose(every * fit.start.steps_per_year % 12, 0)]  # months that end with a step
    fitted = 100 * fit.fitted_survival(target, segment, whole)
    ax.plot(whole, fitted, color=color(number), linestyle=dashes(number), linewidth=2.2)
    shown = slice(1, None, max(1, len(months) // 12))
    ax.errorbar(
        months[shown],
        100 * observed[shown],
        100 * FAR * error[shown],
        fmt="o",
        color=color(number),
        markersize=6,
        elinewidth=1.4,
        clip_on=False,
    )
    return float(fitted[-1])


def _mark_fit(ax: Axes, targets: list[Survival], last: float) -> None:
    """Draw the line between the months that were fitted and those that were forecast."""
    fitted = max(float(target.used["at"].max()) for target in targets)
    if fitted < last:
        ax.axvline(fitted, color=QUIET, linewidth=1, linestyle=(0, (4, 4)), zorder=1)
        for text, side, shift in (("fitted", "right", -6), ("forecast", "left", 6)):
            ax.annotate(text, (fitted, 3), (shift, 0), "data", "offset points", ha=side, fontsize=SMALL, color=QUIET)
