"""Names beside points, placed one by one where none lies on another name or point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from .bands import Array
from .style import INK, QUIET, SMALL, sized

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

WAYS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
FAR = (9.0, 17.0, 27.0, 40.0, 56.0)  # points from the middle of a point
POINT = 6.0  # points that a point takes to each side


def label_points(ax: Axes, points: Array, names: Sequence[str], lines: Sequence[Line2D] = ()) -> None:
    """Write each name near its point; names that had to move away are joined to it by a thin line.

    Points are rows of x, y and the ends of the stroke of x, which names keep clear of, too, as of straight lines.
    """
    root = ax.figure.canvas.figure
    root.draw_without_rendering()  # texts are measured where the layout puts them
    half = POINT * root.dpi / 72
    taken = [Text.get_window_extent(text) for text in ax.texts]
    taken += [line.get_window_extent().padded(half / 3) for line in lines]
    for x, y, low, high in np.where(np.isfinite(points), points, points[:, :1]):
        (left, bottom), (right, top) = ax.transData.transform([(low, y), (high, y)])
        (middle, _), (stroke, spot) = ax.transData.transform((x, y)), (half / 3, half)
        taken += [Bbox.from_extents(left, bottom - stroke, right, top + stroke)]
        taken += [Bbox.from_extents(middle - spot, bottom - spot, middle + spot, top + spot)]
    for (x, y, *_), name in zip(points, names, strict=True):
        taken.append(_place(ax, (x, y), name, taken))


def _place(ax: Axes, point: tuple[float, float], name: str, taken: Sequence[Bbox]) -> Bbox:
    """Write a name at the first free place, or at the one that hides least; return the box it takes."""
    line: dict[str, Any] = {"arrowstyle": "-", "color": QUIET, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 4}
    style: dict[str, Any] = {"fontsize": sized(ax, SMALL), "color": INK, "arrowprops": line}
    text = ax.annotate(name, point, (0, 0), textcoords="offset points", **style)
    text.set_in_layout(False)
    tried = [(_hidden(ax, box, taken), place, box) for place, box in _places(text)]
    _, (x, y, across, along), box = min(tried, key=lambda each: each[0])
    text.set(position=(x, y), ha=across, va=along)
    return box


def _places(text: Annotation) -> Iterator[tuple[tuple[float, float, str, str], Bbox]]:
    """Yield the places that a name may take, near ones first, and the box that it would fill."""
    for far in FAR:
        for x, y in WAYS:
            across, along = ("right", "center", "left")[x + 1], ("top", "center", "bottom")[y + 1]
            near = far if 0 in (x, y) else 0.7 * far
            text.set(position=(near * x, near * y), ha=across, va=along)
            text.get_window_extent()  # which moves the text to its place
            yield (near * x, near * y, across, along), Text.get_window_extent(text)


def _hidden(ax: Axes, box: Bbox, taken: Sequence[Bbox]) -> float:
    """Return the area that a name would hide, or lose beyond the axes."""
    inside = Bbox.intersection(box, ax.bbox)
    lost = box.width * box.height - (inside.width * inside.height if inside else 0)
    hidden = (Bbox.intersection(box.padded(1), other) for other in taken)
    return lost + sum(each.width * each.height for each in hidden if each)
