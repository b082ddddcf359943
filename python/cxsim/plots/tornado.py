"""Tornado: how far each number in doubt, alone, moves the difference between the two best scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..wording import MINUS, money, spaced, started
from .style import BODY, INK, QUIET, SMALL, TITLE, axes_for, color, fitting, heading, label_axes, plain, sized, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW, AROUND = 0.5, 3.0  # inches that a bar takes, and heading and axis label together, in axes of its own
SPACED = 1.45  # height of a line of the heading, as a multiple of its size
BELOW_AXES = 1.1  # inches that ticks and axis label take, and what is left free
BAR = 0.56  # height of a bar, as a share of its line
ROOM = 0.16  # left free beside the longest bar for the number at its end, as a share of what the bars span
NAMES, HEADING = 0.36, 0.66  # of the axes' width: what the name of a number may take, and what the names leave
ENDS = ("low", "high")


def draw_tornado(tornado: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the table that `study.tornado()` returns: a bar a number, its low and high end written at the bar's ends.

    >>> import cxsim as cx
    >>> plans = ["today", cx.levers.redesign("help_desk")]
    >>> ends = {"low": 0.5, "high": 1.5, "at_low": -1e6, "at_high": 2e6, "swing": 3e6, "flips": True}
    >>> ends |= {"at_low_from": -2e6, "at_low_to": 0.0, "at_high_from": 1e6, "at_high_to": 3e6}
    >>> table = pd.DataFrame([ends], index=["levers.redesign.help_desk.effect"])
    >>> table.attrs = {"first": "redesign", "second": "today", "difference": 1e6, "left_out": ""}
    >>> [label.get_text() for label in draw_tornado(table).get_yticklabels()]
    ['effect of redesign help desk']
    """
    ax = axes_for(ax, 10, AROUND + ROW * len(tornado))
    plain(ax, grid="x")
    places = np.arange(len(tornado))[::-1]
    base, size = float(tornado.attrs["difference"]), _size(ax, tornado)
    for place, (path, row) in zip(places, tornado.iterrows(), strict=True):
        _bar(ax, float(place), str(path), row, base, size)
    _scale(ax, tornado, base)
    _name(ax, places, tornado, size)
    return ax


def _bar(ax: Axes, place: float, path: str, row: pd.Series[float], base: float, size: float) -> None:
    """Draw from the likely difference to both ends, with their intervals and the numbers that stand there."""
    for end in sorted(ENDS, key=lambda end: -abs(row[f"at_{end}"] - base)):  # the shorter stays in sight
        ax.barh(place, row[f"at_{end}"] - base, BAR, left=base, color=color(ENDS.index(end)), linewidth=0)
        ax.plot([row[f"at_{end}_from"], row[f"at_{end}_to"]], [place, place], color=INK, linewidth=1, alpha=0.7)
    left, right = sorted(ENDS, key=lambda end: row[f"at_{end}"])
    edges = {
        left: min(row[f"at_{left}_from"], base),
        right: max(row[f"at_{right}_to"], base),
    }
    for end, sign in ((left, -1), (right, 1)):
        ax.annotate(
            _number(path, row[end]),
            (edges[end], place),
            (5 * sign, 0),
            textcoords="offset points",
            ha="left" if sign > 0 else "right",
            va="center",
            fontsize=min(size, sized(ax, SMALL)),
            color=INK,
            bbox={"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 1},  # a line may run behind it
        )


def _number(path: str, value: float) -> str:
    """Return a number as it stands at the end of a bar.

    >>> _number("levers.redesign.help_desk.effect", 0.5), _number("adoption.price_elasticity", -2.0)
    ('× 0.5', '−2')
    """
    text = f"{value:.3g}".replace("-", MINUS)
    return f"× {text}" if path.startswith("levers.") else text


def words_of(path: str, labels: Mapping[str, str] | None = None) -> str:
    """Return the path of a number in doubt as words; a lever goes by its label, where that is known.

    >>> words_of("levers.redesign.help_desk.cost"), words_of("segments.regular.journey_rate.get_help")
    ('cost of redesign help desk', 'segments, regular: journey rate, get help')
    """
    address, _, what = path.rpartition(".")
    if labels and address in labels:
        return f"{what} of {labels[address]}"
    block, *rest = map(spaced, path.split("."))
    if block == "levers":
        *names, what = rest
        return f"{what} of {' '.join(names)}"
    *names, last = rest if len(rest) < 3 else [rest[0], ", ".join(rest[1:])]
    return f"{', '.join([block, *names])}: {last}"


def _scale(ax: Axes, tornado: pd.DataFrame, base: float) -> None:
    """Leave room for the numbers; mark the likely difference, and where the two scenarios change places."""
    ends = tornado[[f"at_{end}_{side}" for end in ENDS for side in ("from", "to")]].to_numpy(dtype=float)
    low, high = float(min(np.nanmin(ends), base, 0)), float(max(np.nanmax(ends), base, 0))
    room = ROOM * (high - low) or 1.0
    ax.set_xlim(low - room, high + room)
    ax.set_ylim(-0.7, len(tornado) - 0.3)
    ax.axvline(base, color=QUIET, linewidth=1, linestyle="dashed")
    ax.axvline(0, color=INK, linewidth=1.4)
    ax.xaxis.set_major_locator(MaxNLocator(6))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: money(value, signed=True)))


def _size(ax: Axes, tornado: pd.DataFrame) -> float:
    """Return the size of text at which the names of all numbers fit below the heading."""
    title, subtitle = (
        wrapped(ax, text, size, HEADING) for text, size in zip(_words(tornado), (TITLE, SMALL), strict=True)
    )
    heads = [(title, TITLE), (subtitle, SMALL)]
    around = BELOW_AXES + sum((text.count("\n") + 1) * size * SPACED / 72 for text, size in heads)
    labels = tornado.attrs.get("labels", {})
    lines = max(
        wrapped(ax, words_of(str(path), labels), sized(ax, BODY), NAMES).count("\n") + 1 for path in tornado.index
    )
    return fitting(ax, BODY, lines * len(tornado), around)


def _name(ax: Axes, places: np.ndarray, tornado: pd.DataFrame, size: float) -> None:
    """Name the numbers, in bold those that change the order of scenarios, and say what one looks at."""
    labels = tornado.attrs.get("labels", {})
    names = [wrapped(ax, words_of(str(path), labels), size, NAMES) for path in tornado.index]
    ax.set_yticks(places, names, fontsize=size)
    for label, flips in zip(ax.get_yticklabels(), tornado["flips"], strict=True):
        label.set_fontweight("bold" if flips else "normal")
    label_axes(ax, "difference in net present value, money", "")
    heading(ax, *_words(tornado), HEADING)


def _words(tornado: pd.DataFrame) -> tuple[str, str]:
    """Return title and subtitle."""
    first, second, base = (tornado.attrs[key] for key in ("first", "second", "difference"))
    subtitle = (
        f"Dashed: all as likely, {money(base, signed=True)}. Each number alone at the low end (blue) and the high end "
        "(orange) of its range; thin: 95 % simulation error. Bold: an end changes the order of scenarios. "
    )
    return f"{started(first)} against {second}: what would turn it", f"{subtitle}{tornado.attrs['left_out']}"
