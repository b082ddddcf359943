"""What all charts share: colors that the color-blind can tell apart, sizes for a slide, plain axes.

Everything is said to the axes themselves, so that no setting of matplotlib changes.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
from matplotlib.layout_engine import ConstrainedLayoutEngine

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Okabe & Ito 2008, in an order that keeps neighbors apart; their yellow is too pale for lines on white.
COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
DASHES = ("solid", "dashed", "dotted")
INK = "#222222"
QUIET = "#595959"
RULE = "#DDDDDD"

BODY = 13.0  # points: labels and ticks
SMALL = 11.5
TITLE = 16.0
LETTER = 0.56  # mean width of a letter, as a share of its size
PAD = 0.12  # inches left free around a chart


def axes_for(ax: Axes | None, width: float, height: float) -> Axes:
    """Return the axes to draw into: the given ones, or new ones of this size in inches."""
    if ax is None:
        figure = plt.figure(figsize=(width, height), layout=roomy(), facecolor="white")
        ax = figure.add_subplot()
    return ax


def roomy() -> ConstrainedLayoutEngine:
    """Return a layout in which no text is cut or touches the edge."""
    return ConstrainedLayoutEngine(h_pad=PAD, w_pad=PAD)


def color(number: int) -> str:
    """Return the color of the n-th line."""
    return COLORS[number % len(COLORS)]


def dashes(number: int) -> str:
    """Return the dashes of the n-th line: solid until the colors are used up."""
    return DASHES[number // len(COLORS) % len(DASHES)]


def plain(ax: Axes, grid: str = "y") -> None:
    """Leave of the frame what helps reading, and set the ticks to slide size."""
    ax.set_facecolor("white")
    ax.spines[["top", "right", "left" if grid == "y" else "bottom"]].set_visible(False)
    ax.spines[["bottom" if grid == "y" else "left"]].set_color(QUIET)
    ax.tick_params(labelsize=BODY, colors=QUIET, labelcolor=INK, length=0, pad=6)
    ax.grid(axis="x" if grid == "x" else "y", color=RULE, linewidth=0.8)
    ax.set_axisbelow(True)


def label_axes(ax: Axes, x: str, y: str) -> None:
    """Name the axes, with units."""
    ax.set_xlabel(x, fontsize=BODY, color=INK, labelpad=8)
    ax.set_ylabel(y, fontsize=BODY, color=INK, labelpad=8)


def heading(ax: Axes, title: str, subtitle: str, share: float = 1.0) -> None:
    """Set a title and, below it, what one looks at; both are wrapped to a share of the axes' width."""
    subtitle = wrapped(ax, subtitle, SMALL, share)
    below = ax.annotate(
        subtitle, (0, 1), (0, 10), "axes fraction", "offset points", fontsize=SMALL, color=QUIET, va="bottom"
    )
    below.set_linespacing(1.25)
    lines = subtitle.count("\n") + 1
    pad = 10 + lines * SMALL * 1.45 + 5
    ax.set_title(wrapped(ax, title, TITLE, share), fontsize=TITLE, color=INK, loc="left", pad=pad, fontweight="bold")


def wrapped(ax: Axes, text: str, size: float, share: float = 1.0) -> str:
    """Return a text in lines that take no more than a share of the axes' width."""
    width = inches(ax)[0] * share
    return "\n".join(textwrap.wrap(text, max(12, int(width * 72 / (size * LETTER)))))


def inches(ax: Axes) -> tuple[float, float]:
    """Return width and height of the axes as they are before the layout gives texts their room."""
    dots = float(ax.figure.dpi)
    return float(ax.bbox.width) / dots, float(ax.bbox.height) / dots
