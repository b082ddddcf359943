"""What all charts share: colors that the color-blind can tell apart, sizes for a slide, plain axes.

Everything is said to the axes themselves, so that no setting of matplotlib changes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.legend_handler import HandlerTuple
from matplotlib.transforms import ScaledTranslation

# Okabe & Ito 2008, in an order that keeps neighbors apart; their yellow is too pale for lines on white.
COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
DASHES = ("solid", "dashed", "dotted")
BELOW, INSIDE, ABOVE = COLORS[1], "#D9D9D9", COLORS[0]  # bad, neither, good
INK = "#222222"
QUIET = "#595959"
RULE = "#DDDDDD"

BODY = 13.0  # points: labels and ticks
SMALL = 11.5
TITLE = 16.0
ROOMY_AXES = (4.0, 3.4)  # inches from which on axes show these sizes; smaller ones shrink them
SMALLEST = 0.5  # share of these sizes to which they shrink
COMPACT = 0.95  # share below which a chart goes without what is nice to have
CELL = 1.3  # height of axes with all around them, as a multiple of their own, if they are in no grid
LETTER = 0.56  # mean width of a letter, as a share of its size
PAD = 0.12  # inches left free around a chart
LINE = 1.15  # height of a line of text, as a multiple of its size
DROP = 58.0  # points from the axes down to a legend below them
TWO_COLUMNS = 5.5  # inches of axes from which on such a legend has two columns or more


def axes_for(ax: Axes | None, width: float, height: float) -> Axes:
    """Return the axes to draw into: the given ones, or new ones of this size in inches.

    The figure of given axes gets a layout if it has none: names and margins stand outside the axes and need room.
    """
    if ax is None:
        return plt.figure(figsize=(width, height), layout=roomy(), facecolor="white").add_subplot()
    if not isinstance(ax, Axes):
        raise TypeError(f"ax must be matplotlib Axes, such as `figure, ax = plt.subplots()` gives, and is {_named(ax)}")
    figure = ax.figure.canvas.figure  # the whole one, if the axes are in a subfigure
    if figure.get_layout_engine() is None:
        figure.set_layout_engine(roomy())
    return ax


def _named(wrong: object) -> str:
    several = "; choose one of them" if isinstance(wrong, np.ndarray) else ""
    return f"{'an array' if several else repr(wrong)}{several}"


def roomy() -> ConstrainedLayoutEngine:
    """Return a layout in which no text is cut or touches the edge."""
    return ConstrainedLayoutEngine(h_pad=PAD, w_pad=PAD)


def sized(ax: Axes, size: float) -> float:
    """Return a size of text, or of what goes with it, as it suits these axes: smaller in those of a small multiple."""
    return size * _share(ax)


def is_compact(ax: Axes) -> bool:
    """Tell whether axes are too small for more than the most needed."""
    return _share(ax) < COMPACT


def room(ax: Axes, around: float) -> float:
    """Return about how many inches of height the layout leaves to axes that need so many around them."""
    height, spec = inches(ax)[1], ax.get_subplotspec()
    whole = ax.figure.bbox.height / ax.figure.dpi
    cell = whole * len(spec.rowspan) / spec.get_gridspec().nrows if spec else CELL * height
    return float(max(height / 3, cell - sized(ax, around)))


def fitting(ax: Axes, size: float, rows: int, around: float) -> float:
    """Return the size of text at which so many rows fit into the axes, with so many inches around them."""
    return min(sized(ax, size), room(ax, around) * 72 / rows / LINE)


def write_beside(ax: Axes, right: float, row: float, text: str, size: float, shade: str) -> None:
    """Write a number into the margin, its right end so many points right of the axes."""
    place, frame = (1, row), ("axes fraction", "data")
    style: dict[str, Any] = {"ha": "right", "va": "center", "fontsize": size, "color": shade, "annotation_clip": False}
    ax.annotate(text, place, (sized(ax, right), 0), frame, "offset points", **style)


def legend_columns(ax: Axes, labels: Sequence[str], columns: int) -> int:
    """Return how many columns of a legend fit below the axes."""
    entry = (max(map(len, labels)) + 7) * sized(ax, BODY) * LETTER
    fits = columns if inches(ax)[0] >= TWO_COLUMNS else int(inches(ax)[0] * 72 / entry)
    return max(1, min(columns, len(labels), fits))


def legend_below(ax: Axes, handles: Sequence[Any], labels: Sequence[str], columns: int = 3) -> None:
    """Set a legend below the name of the x axis."""
    below = ax.transAxes + ScaledTranslation(0, -sized(ax, DROP) / 72, ax.figure.dpi_scale_trans)
    columns = legend_columns(ax, labels, columns)
    share = 0.9 / columns if inches(ax)[0] >= TWO_COLUMNS or columns > 1 else 0.6
    ax.legend(
        handles=list(handles),
        labels=[wrapped(ax, label, sized(ax, BODY), share) for label in labels],
        loc="upper left",
        bbox_to_anchor=(0, 0),
        bbox_transform=below,
        ncols=columns,
        fontsize=sized(ax, BODY),
        frameon=False,
        labelcolor=INK,
        borderaxespad=0,
        handler_map={tuple: HandlerTuple(ndivide=1)},
        columnspacing=1.6,
    )


def _share(ax: Axes) -> float:
    share = min(have / wanted for have, wanted in zip(inches(ax), ROOMY_AXES, strict=True))
    return min(1.0, max(SMALLEST, share))


def color(number: int) -> str:
    """Return the color of the n-th line."""
    return COLORS[number % len(COLORS)]


def dashes(number: int) -> str:
    """Return the dashes of the n-th line: solid until the colors are used up."""
    return DASHES[number // len(COLORS) % len(DASHES)]


def ink_on(shade: str) -> str:
    """Return the color of text that can be read on a shade.

    >>> ink_on("#0072B2"), ink_on("#E69F00")
    ('white', '#222222')
    """
    red, green, blue = to_rgb(shade)
    return "white" if 0.3 * red + 0.59 * green + 0.11 * blue < 0.5 else INK


def plain(ax: Axes, grid: str = "y") -> None:
    """Leave of the frame what helps reading, and set the ticks to slide size."""
    ax.set_facecolor("white")
    ax.spines[["top", "right", "left" if grid == "y" else "bottom"]].set_visible(False)
    ax.spines[["bottom" if grid == "y" else "left"]].set_color(QUIET)
    ax.tick_params(labelsize=sized(ax, BODY), colors=QUIET, labelcolor=INK, length=0, pad=6)
    ax.grid(axis="x" if grid == "x" else "y", color=RULE, linewidth=0.8)
    ax.set_axisbelow(True)


def label_axes(ax: Axes, x: str, y: str) -> None:
    """Name the axes, with units; long names go on in another line."""
    size, (width, height) = sized(ax, BODY), inches(ax)
    ax.set_xlabel(wrapped(ax, x, size, 0.95), fontsize=size, color=INK, labelpad=8)
    ax.set_ylabel(wrapped(ax, y, size, height / width), fontsize=size, color=INK, labelpad=8)


def heading(ax: Axes, title: str, subtitle: str, share: float = 1.0) -> None:
    """Set a title and, below it if there is room, what one looks at; both are wrapped to a share of the axes' width."""
    if not subtitle or is_compact(ax):
        title = wrapped(ax, title, sized(ax, TITLE), share)
        ax.set_title(title, fontsize=sized(ax, TITLE), color=INK, loc="left", fontweight="bold")
        return
    small, large = sized(ax, SMALL), sized(ax, TITLE)
    subtitle = wrapped(ax, subtitle, small, share)
    below = ax.annotate(
        subtitle, (0, 1), (0, 10), "axes fraction", "offset points", fontsize=small, color=QUIET, va="bottom"
    )
    below.set_linespacing(1.25)
    lines = subtitle.count("\n") + 1
    pad = 10 + lines * small * 1.45 + 5
    ax.set_title(wrapped(ax, title, large, share), fontsize=large, color=INK, loc="left", pad=pad, fontweight="bold")


def wrapped(ax: Axes, text: str, size: float, share: float = 1.0) -> str:
    """Return a text in lines that take no more than a share of the axes' width."""
    width = inches(ax)[0] * share
    text = drawable(text).replace(" %", "\u00a0%")  # no line ends between a number and its unit
    lines = textwrap.wrap(text, max(12, int(width * 72 / (size * LETTER))))
    return "\n".join(lines).replace("\u00a0", " ")


def drawable(text: str) -> str:
    """Return a text without signs that no font in use can draw, such as most emoji.

    >>> drawable("more texts 🎉")
    'more texts'
    """
    families = rcParams["font.family"]
    fonts = [get_font(findfont(FontProperties(family=[family]))) for family in families]
    return "".join(c for c in text if c.isspace() or any(font.get_char_index(ord(c)) for font in fonts)).strip()


def inches(ax: Axes) -> tuple[float, float]:
    """Return width and height of the axes as they are before the layout gives texts their room."""
    dots = float(ax.figure.dpi)
    return float(ax.bbox.width) / dots, float(ax.bbox.height) / dots
