"""One encounter: the zone of tolerance before and after it, and between them what was delivered and perceived."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from matplotlib.figure import Figure

from ..wording import number, spaced
from .labels import spread
from .style import COLORS, INK, LETTER, QUIET, SMALL, axes_for, heading, inches, label_axes, plain, room, roomy, sized

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..model.encounter import Encounter
    from ..model.living import Levels

LANES = ("before", "encounter", "after")
WIDTH, LANE = 10.0, 0.95  # inches of the figure, and that a lane takes
AROUND = 1.9  # inches that heading and axis label take
GAP = 0.4  # lanes left free between dimensions
DOT = 0.09  # half the height of a dot, in lanes
BAND = 0.36  # height of a zone, in lanes
ABOVE = 0.4  # height that is free for names above a zone, in lanes
ACROSS = 0.75  # share of the width of the axes that the names of a lane may take
APART = 2  # letters between two names
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
    ax = axes_for(ax, WIDTH, _height(encounter))
    plain(ax, grid="x")
    _frame(ax, encounter)
    for place in range(len(encounter.dimensions)):
        before, between, after = _lanes(place)
        _draw_levels(ax, encounter.before, place, before, BEFORE)
        _draw_quality(ax, encounter, place, between)
        _draw_levels(ax, encounter.after, place, after, AFTER)
    heading(ax, TITLE, f"{KEY}. Verdict: {encounter.verdict}")
    return ax


def _height(encounter: Encounter) -> float:
    return AROUND + LANE * (len(LANES) + GAP) * len(encounter.dimensions)


def _lanes(place: int) -> list[float]:
    """Return where the lanes of a dimension are."""
    return [(len(LANES) + GAP) * place + lane for lane in range(len(LANES))]


def _frame(ax: Axes, encounter: Encounter) -> None:
    """Set the scale, and name the lanes."""
    levels = [each for at in (encounter.before, encounter.after) for each in (at.will, at.should, at.adequate)]
    shown = np.concatenate([*levels, encounter.delivered, encounter.perceived])
    ax.set_xlim(float(shown.min()) - ROOM, float(shown.max()) + ROOM)
    names = encounter.dimensions if len(encounter.dimensions) > 1 else LANES[1:2]
    lanes = [lane for place in range(len(names)) for lane in _lanes(place)]
    ax.set_yticks(lanes, [text for name in names for text in (LANES[0], spaced(name), LANES[2])])
    ax.set_ylim(lanes[-1] + 0.5, -0.7)
    label_axes(ax, "quality points, scale of 1 to 9", "")


def _draw_levels(ax: Axes, levels: Levels, place: int, lane: float, shade: str) -> None:
    """Draw a zone of tolerance as a band, and what was thought to happen as a line across it."""
    will, should, adequate = (float(each[place]) for each in (levels.will, levels.should, levels.adequate))
    ax.barh(lane, should - adequate, BAND, adequate, color=shade)
    ax.plot(
        [will, will],
        [lane - BAND / 2, lane + BAND / 2],
        color=COLORS[0],
        linewidth=sized(ax, 2.5),
        solid_capstyle="butt",
    )
    _name(ax, lane - BAND / 2, [Mark(adequate, "adequate"), Mark(will, "will"), Mark(should, "should")])


def _draw_quality(ax: Axes, encounter: Encounter, place: int, lane: float) -> None:
    """Draw what was delivered, and perceived; a dotted line takes the latter to the lanes beside."""
    delivered, perceived = float(encounter.delivered[place]), float(encounter.perceived[place])
    size = sized(ax, 9)
    ax.plot([perceived, perceived], [lane - 1.3, lane + 1.3], color=SEEN, linewidth=1, linestyle=(0, (2, 3)), zorder=3)
    ax.plot(
        [delivered],
        [lane],
        "o",
        color="white",
        markersize=size,
        markeredgecolor=SEEN,
        markeredgewidth=size / 4.5,
        zorder=4,
    )
    ax.plot([perceived], [lane], "o", color=SEEN, markersize=size, markeredgecolor="white", zorder=5)
    _name(ax, lane - DOT, [Mark(delivered, "delivered"), Mark(perceived, "perceived")])


def _name(ax: Axes, top: float, marks: list[Mark]) -> None:
    """Write name and value above each mark, moved apart where they would overlap."""
    texts = [f"{mark.name} {number(mark.at)}" for mark in marks]
    size, (low, high) = _size(ax, texts), ax.get_xlim()
    letter = size * LETTER / 72 / inches(ax)[0] * (high - low)
    widths = [(len(text) + APART) * letter for text in texts]
    places = within(spread([mark.at for mark in marks], widths), widths, low, high)
    for mark, text, at in zip(marks, texts, places, strict=True):
        ax.annotate(
            text,
            (mark.at, top),
            (at, top - 0.1),
            fontsize=size,
            color=INK,
            ha="center",
            va="bottom",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.85},
            zorder=6,
            arrowprops={"arrowstyle": "-", "color": QUIET, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0},
        )


def _size(ax: Axes, texts: list[str]) -> float:
    """Return the size at which texts fit side by side, and in height above a zone."""
    low, high = sorted(ax.get_ylim())
    lane = room(ax, AROUND) * 72 / (high - low)
    across = ACROSS * inches(ax)[0] * 72 / (LETTER * sum(len(text) + APART for text in texts))
    return min(sized(ax, SMALL), lane * ABOVE, across)


def within(places: list[float], widths: list[float], low: float, high: float) -> list[float]:
    """Return the places of labels, moved together so that none goes beyond the ends, if there is room.

    >>> within([0.1, 1.1], [1.0, 1.0], 0, 5)
    [0.5, 1.5]
    """
    left = min(place - width / 2 for place, width in zip(places, widths, strict=True))
    right = max(place + width / 2 for place, width in zip(places, widths, strict=True))
    shift = max(0.0, low - left) - max(0.0, right - high)
    return [place + shift for place in places]


def picture_of(encounter: Encounter) -> str:
    """Return the chart as an HTML image, for a notebook.

    >>> import cxsim as cx
    >>> picture_of(cx.model.encounter(will=7, should=8, delivered=6.5))[:14]
    '<img src="data'
    """
    figure = Figure(figsize=(WIDTH, _height(encounter)), layout=roomy(), facecolor="white")
    draw_encounter(encounter, figure.add_subplot())
    buffer = BytesIO()
    figure.savefig(buffer, format="svg")
    return f'<img src="data:image/svg+xml;base64,{b64encode(buffer.getvalue()).decode()}" alt="{TITLE}">'
