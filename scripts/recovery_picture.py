"""Draws the chart of docs/mechanisms/recovery.md: python scripts/recovery_picture.py."""

from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import cxsim as cx

PICTURE = Path(__file__).parents[1] / "docs/images/recovery.png"
COLORS = ("#D55E00", "#E69F00", "#0072B2", "#009E73")


def voice(ax: Axes) -> None:
    """Draw the odds of a complaint by severity, for three ways of being reached."""
    severity = np.linspace(0, 1, 51)
    for access, color in zip((0.0, 0.4, 1.0), COLORS, strict=False):
        ready = cx.model.readiness_to_complain(access=access)
        ax.plot(
            severity, cx.model.voice_odds(readiness=ready, severity=severity), color=color, label=f"access {access:g}"
        )
    ax.set(xlabel="severity of the failure", ylabel="odds that it is voiced", ylim=(0, 1), title="Who complains")


def rankles(ax: Axes) -> None:
    """Draw what is left of a failure by what is done about it."""
    justice = np.linspace(0, 1, 51)
    told = {"ignored": (1, 0), "silent": (0, 0), "answered only": (1, 1)}
    for (label, (voiced, answered)), color in zip(told.items(), COLORS, strict=False):
        left = float(cx.model.rankling(voiced=voiced, answered=answered, justice=0))
        ax.plot(justice, np.full_like(justice, left), color=color, label=label, linestyle="--")
    ax.plot(justice, cx.model.rankling(voiced=1, answered=1, justice=justice), color=COLORS[3], label="solved")
    ax.set(
        xlabel="justice of the solution",
        ylabel="share of the failure that rankles",
        ylim=(0, 1.4),
        title="What is left",
    )


if __name__ == "__main__":
    mpl.use("Agg")
    figure = Figure(figsize=(11, 4.2), layout="constrained")
    for draw, ax in zip((voice, rankles), figure.subplots(1, 2), strict=True):
        draw(ax)
        ax.spines[["top", "right"]].set_visible(False)
        ax.legend(frameon=False)
    figure.savefig(PICTURE, dpi=80, metadata={"Software": None})
