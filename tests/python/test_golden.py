"""One small study whose numbers change only with a reason: `pytest --update` writes them anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cxsim as cx
from cxsim.metrics import VALUE

GOLDEN = Path(__file__).parent / "golden" / "telecom.json"
MEASURES = ("churn", "customers", "below_zone", "above_zone", "satisfaction", "trust", "effort", "revenue")


def study() -> dict[str, float]:
    """Some thirty numbers of a study, to six digits: exact totals make them the same everywhere."""
    plans = ["today", cx.levers.redesign("help_desk"), cx.levers.promise(points=0.5)]
    compared = cx.compare(cx.load_example("telecom"), plans, months=12, people=2_000, replications=2, seed=1)
    numbers = {}
    for label, results in compared.results.items():
        numbers[f"{label}: {VALUE}"] = float(results.net_present_value().mean())
        numbers |= {f"{label}: {name}": float(results.metric(name).mean()) for name in MEASURES}
    return {name: float(f"{value:.6g}") for name, value in numbers.items()}


@pytest.mark.filterwarnings("ignore::cxsim.PrecisionWarning")
def test_a_small_study_has_the_numbers_it_had(update: bool) -> None:
    numbers = study()
    if update:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    assert numbers == json.loads(GOLDEN.read_text(encoding="utf-8"))
