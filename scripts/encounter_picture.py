"""Draws the chart of docs/mechanisms/encounter_by_hand.md: python scripts/encounter_picture.py."""

from pathlib import Path

import matplotlib as mpl

import cxsim as cx
from cxsim.generate_encounter import ENCOUNTER

PICTURE = Path(__file__).parents[1] / "docs/images/encounter.png"

if __name__ == "__main__":
    mpl.use("Agg")
    cx.model.encounter(**ENCOUNTER).plot().figure.savefig(PICTURE, dpi=80, metadata={"Software": None})
