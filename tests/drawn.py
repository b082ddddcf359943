"""What can be seen of a chart: its texts, and whether they are whole and apart."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.text import Text


def panels(ax: Axes) -> list[Axes]:
    """Return the axes that are drawn: these, or those inside them."""
    return [each for each in (ax, *ax.child_axes) if each.axison]


def texts(ax: Axes) -> list[Text]:
    """Return every text that can be seen: titles, labels, ticks within the axis, legend, words in the chart."""
    found = [text for text in ax.findobj(Text) if text.get_text().strip() and text.get_visible()]
    every = [text for each in (ax, *ax.child_axes) for text in ticks(each)]
    inside = [text for each in panels(ax) for text in ticks(each) if is_in_view(each, text)]
    return [text for text in found if text not in every] + [text for text in inside if text in found]


def ticks(ax: Axes) -> list[Text]:
    return [*ax.xaxis.get_ticklabels(), *ax.yaxis.get_ticklabels()]


def is_in_view(ax: Axes, tick: Text) -> bool:
    low, high = sorted(ax.get_xlim() if tick in ax.xaxis.get_ticklabels() else ax.get_ylim())
    place = tick.get_position()[0 if tick in ax.xaxis.get_ticklabels() else 1]
    return bool(low <= place <= high)


def is_within(text: Text, width: float, height: float) -> bool:
    box = Text.get_window_extent(text)
    return bool(box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height)


def cut(axes: list[Axes]) -> list[str]:
    """Return the texts that do not lie within their figure as a whole."""
    page = axes[0].figure.bbox
    return [text.get_text() for ax in axes for text in texts(ax) if not is_within(text, page.width, page.height)]


def overlapping(axes: list[Axes]) -> list[tuple[str, str]]:
    """Return texts that lie on each other."""
    boxes = [(text.get_text(), Text.get_window_extent(text)) for ax in axes for text in texts(ax)]
    return [(a, b) for i, (a, one) in enumerate(boxes) for b, other in boxes[:i] if one.padded(-1).overlaps(other)]
