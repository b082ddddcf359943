"""One encounter: the zone of tolerance before and after it, and between them what was delivered and perceived."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from matplotlib.figure import Figure

from ..wording import number, spaced
from .labels import spread
from .style import COLORS, INK, QUIET, SMALL, axes_for, heading, inches, label_axes, plain, roomy

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..model.encounter import Encounter
    from ..model.living import Levels

LANES = ("before", "encounter", "after")
LANE = 0.95  # inches that a lane takes
DOT = 0.09  # half the height of a dot, in lanes
BAND = 0.36  # height of a zone, in lanes
ROOM = 0.5  # points left free beside the outermost mark
BEFORE, AFTER, SEEN = "#D9D9D9", "#BFD9EA", COLORS[1]
TITLE = "One encounter against the zone of tolerance"
KEY = "Band: adequate level to should; blue line: will; ring: delivered; dot and dotted line: perceived"


class Mark(NamedTuple):
    """A value on the scale, and its name."""

    at: float
    name: str


def draw_encounter(encounter: Encounter, ax: Axes | None = None) -> Axes:
    """Draw an encounter, three lanes a dimension: before, the encounter, after.

    >>> import cxsim as cx
    >>> draw_encounter(cx.model.encounter(will=7, should=8, width=1.2, delivered=6.5)).get_xlabel()
    'quality points, scale of 1 to 9'
    """
    count = len(encounter.dimensions)
    ax = axes_for(ax, 10, 1.9 + LANE * len(LANES) * count)
    plain(ax, grid="x")
    _frame(ax, encounter)
    for place in range(count):
        first = len(LANES) * place
        _draw_levels(ax, encounter.before, place, first, BEFORE)
        _draw_quality(ax, encounter, place, first + 1)
        _draw_levels(ax, encounter.after, place, first + 2, AFTER)
    heading(ax, TITLE, f"{KEY}. Verdict: {encounter.verdict}")
    return ax


def _frame(ax: Axes, encounter: Encounter) -> None:
    """Set the scale, and name the lanes."""
    levels = [each for at in (encounter.before, encounter.after) for each in (at.will, at.should, at.adequate)]
    shown = np.concatenate([*levels, encounter.delivered, encounter.perceived])
    ax.set_xlim(float(shown.min()) - ROOM, float(shown.max()) + ROOM)
    names = encounter.dimensions
    texts = [f"{spaced(name)}\n{lane}" if len(names) > 1 else lane for name in names for lane in LANES]
    ax.set_yticks(range(len(texts)), texts)
    ax.set_ylim(len(texts) - 0.5, -0.6)
    label_axes(ax, "quality points, scale of 1 to 9", "")


def _draw_levels(ax: Axes, levels: Levels, place: int, lane: float, shade: str) -> None:
    """Draw a zone of tolerance as a band, and what was thought to happen as a line across it."""
    will, should, adequate = (float(each[place]) for each in (levels.will, levels.should, levels.adequate))
    ax.barh(lane, should - adequate, BAND, adequate, color=shade)
    ax.plot([will, will], [lane - BAND / 2, lane + BAND / 2], color=COLORS[0], linewidth=2.5, solid_capstyle="butt")
    _name(ax, lane - BAND / 2, [Mark(adequate, "adequate"), Mark(will, "will"), Mark(should, "should")])


def _draw_quality(ax: Axes, encounter: Encounter, place: int, lane: float) -> None:
    """Draw what was delivered, and perceived; a dotted line takes the latter to the lanes beside."""
    delivered, perceived = float(encounter.delivered[place]), float(encounter.perceived[place])
    ax.plot([perceived, perceived], [lane - 1.3, lane + 1.3], color=SEEN, linewidth=1, linestyle=(0, (2, 3)), zorder=3)
    ax.plot([delivered], [lane], "o", color="white", markersize=9, markeredgecolor=SEEN, markeredgewidth=2, zorder=4)
    ax.plot([perceived], [lane], "o", color=SEEN, markersize=9, markeredgecolor="white", zorder=5)
    _name(ax, lane - DOT, [Mark(delivered, "delivered"), Mark(perceived, "perceived")])


def _name(ax: Axes, top: float, marks: list[Mark]) -> None:
    """Write name and value above each mark, moved apart where they would overlap."""
    texts = [f"{mark.name} {number(mark.at)}" for mark in marks]
    low, high = ax.get_xlim()
    width = SMALL * 0.56 / 72 / inches(ax)[0] * (high - low)  # of a letter
    places = spread([mark.at for mark in marks], [(len(text) + 2) * width for text in texts])
    for mark, text, at in zip(marks, texts, places, strict=True):
        ax.annotate(
            text,
            (mark.at, top),
            (at, top - 0.1),
            fontsize=SMALL,
            color=INK,
            ha="center",
            va="bottom",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.85},
            zorder=6,
            arrowprops={"arrowstyle": "-", "color": QUIET, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0},
        )


def picture_of(encounter: Encounter) -> str:
    """Return the chart as an HTML image, for a notebook.

    >>> import cxsim as cx
    >>> picture_of(cx.model.encounter(will=7, should=8, delivered=6.5))[:14]
    '<img src="data'
    """
    figure = Figure(figsize=(9, 1.9 + LANE * len(LANES) * len(encounter.dimensions)), layout=roomy(), facecolor="white")
    draw_encounter(encounter, figure.add_subplot())
    buffer = BytesIO()
    figure.savefig(buffer, format="svg")
    return f'<img src="data:image/svg+xml;base64,{b64encode(buffer.getvalue()).decode()}" alt="{TITLE}">'
