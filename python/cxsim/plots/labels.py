"""Names at the ends of lines, moved apart where they would overlap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from .style import BODY, INK, color, room, sized, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SPACING = 1.45  # height of a line of text, as a multiple of its size
AROUND = 1.5  # inches that heading and axis labels take above and below
SHARE = 0.24  # of the axes' width, that a label may take


def label_ends(
    ax: Axes,
    x: float,
    ends: Sequence[float],
    names: Sequence[str],
    shades: Sequence[str] | None = None,
    size: float | None = None,
    share: float = SHARE,
) -> None:
    """Write each name beside the end of its line, with a short stroke of its color from the end to the name."""
    shades = shades or [color(number) for number in range(len(names))]
    size = size or sized(ax, BODY)
    texts = [wrapped(ax, name, size, share) for name in names]
    heights = [(text.count("\n") + 1) * size * SPACING * _per_point(ax) for text in texts]
    places = _kept_below(ax.get_ylim()[1], spread(ends, heights), heights)
    for text, end, place, shade in zip(texts, ends, places, shades, strict=True):
        ax.annotate(
            text,
            (x, end),
            (1.05, place),
            "data",
            ax.get_yaxis_transform(),
            fontsize=size,
            color=INK,
            va="center",
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": shade, "linewidth": 2, "shrinkA": 4, "relpos": (0, 0.5)},
        )


def spread(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Return places near the wanted ones at which labels of these heights do not overlap.

    >>> spread([0.0, 0.1, 5.0], [1.0, 1.0, 1.0])
    [-0.45, 0.55, 5.0]
    """
    groups: list[list[int]] = []
    for index in sorted(range(len(wanted)), key=lambda one: wanted[one]):
        groups.append([index])
        while len(groups) > 1 and _overlap(groups[-2], groups[-1], wanted, heights):
            groups[-2:] = [groups[-2] + groups[-1]]
    placed = dict(pair for group in groups for pair in _stack(group, wanted, heights))
    return [placed[index] for index in range(len(wanted))]


def _kept_below(top: float, places: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Move all labels down by what the highest would reach above the axes, into the heading."""
    beyond = max(place + height / 2 - top for place, height in zip(places, heights, strict=True))
    return [place - max(0.0, beyond) for place in places]


def _stack(group: Sequence[int], wanted: Sequence[float], heights: Sequence[float]) -> list[tuple[int, float]]:
    """Return the places of labels stacked around the mean of where they are wanted."""
    tall = np.array([heights[index] for index in group])
    offsets = np.cumsum(tall) - tall / 2
    start = np.mean([wanted[index] for index in group] - offsets)
    return [(index, round(float(start + offset), 12)) for index, offset in zip(group, offsets, strict=True)]


def _overlap(low: Sequence[int], high: Sequence[int], wanted: Sequence[float], heights: Sequence[float]) -> bool:
    below, above = _stack(low, wanted, heights)[-1], _stack(high, wanted, heights)[0]
    return above[1] - below[1] < (heights[below[0]] + heights[above[0]]) / 2


def _per_point(ax: Axes) -> float:
    """Return how many units of the y axis a point of text takes."""
    low, high = ax.get_ylim()
    return (high - low) / (room(ax, AROUND) * 72)
