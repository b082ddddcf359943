"""One forced failure and what is done about it, on people and luck that all worlds share: python tests/recovery_study.py.

In month 0 every customer has one encounter more, at a touchpoint like everyday use, which fails in every world but the
first; nothing else fails in that month. The worlds differ in what becomes of that failure; from month 1 on they follow
the same policy.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

import cxsim as cx

Array = NDArray[np.float64]
NO_FAILURE, SILENT, IGNORED, ANSWERED, SOLVED, PERFECT = WORLDS = (
    "no failure",
    "silent",
    "ignored",
    "answered only",
    "solved by policy",
    "solved perfectly",
)
SIZES = {"minor": 0.0, "major": 1.0}  # share of the forced failures that is major
SLOPES = ("classic", "linear", "yap_sweeney")
SILENCE, COMPLAINT = {"voice.level": -20.0}, {"voice.level": 15.0}
FAIR = {"policy.refund": 1.0, "policy.apology": 1.0, "policy.complaint_access": 1.0, "policy.recovery_delay": 0.0}
WHAT_IS_DONE: dict[str, dict[str, float]] = {
    SILENT: SILENCE,
    IGNORED: COMPLAINT | {"policy.answered": 0.0, "policy.solved": 0.0},
    ANSWERED: COMPLAINT | {"policy.answered": 1.0, "policy.solved": 0.0},
    SOLVED: COMPLAINT | {"policy.solved": 1.0},
    PERFECT: COMPLAINT | {"policy.solved": 1.0} | FAIR,
}


def company(slopes: str = "classic", major: float = 0.0) -> cx.Company:
    """Return the norm company with the touchpoint of the incident, to which nobody goes yet."""
    norm = cx.load_example("telecom_norm")
    use = norm.get("touchpoints.use")
    quality = {name: norm.get(f"touchpoints.use.quality.{name}") for name in norm.names.dimensions}
    incident = {"stage": "use", "class": "product", "quality": quality, "channels": {"app": 1.0}, "major": major}
    incident |= {name: use[name] for name in ("spread", "effort", "salience")}
    return cx.load(
        {
            "schema_version": 1,
            "name": "Norm company with an incident",
            "norm": "telecom_norm",
            "slopes": slopes,
            "touchpoints": {"incident": incident},
            "journeys": {"incident": {"always": 1, "entry": {"incident": 1e-9}}},
        }
    )


def in_month_0(label: str, numbers: dict[str, float], where: cx.Company) -> cx.Scenario:
    """Return a scenario in which numbers have these values in month 0, and the company's own after it."""
    moves = []
    for path, value in numbers.items():
        by = value - where.get(path)
        moves.append({"path": path, "operation": "add", "effect": {"low": by, "likely": by, "high": by}})
    free = {"once": 0, "source": "assumed: free, to look at effects alone"}
    pace = {"response": "fixed", "until": 1, "depreciation": 1}
    return cx.Scenario(label, [cx.Lever.model_validate({"key": "month 0", "targets": moves, **free, **pace})])


def worlds(where: cx.Company) -> list[cx.Scenario]:
    """Return what may be done about a failure, and the world without it."""
    flawless = {f"touchpoints.{name}.failure": 0.0 for name in where.names.touchpoints}
    happens = flawless | {"journeys.incident.entry.incident": 1.0}
    fails = happens | {"touchpoints.incident.failure": 1.0}
    numbers = {NO_FAILURE: happens, **{label: fails | done for label, done in WHAT_IS_DONE.items()}}
    return [in_month_0(label, numbers[label], where) for label in WORLDS]


def study(size: str, slopes: str = "classic", months: int = 25, **more: Any) -> cx.Comparison:
    """Return the worlds of a minor or a major failure."""
    settings: dict[str, Any] = {"people": 5_000, "replications": 8, "seed": 61, "interactions": False} | more
    where = company(slopes, SIZES[size])
    return cx.compare(where, worlds(where), months=months, **settings)


def survival(found: cx.Comparison, label: str, month: int = 12) -> Array:
    """Return the share of the customers of month 0 who are still there, by replication."""
    there = found.results[label].data["answers_cohort"].sum(["segment", "score_0_10"])
    return np.asarray(there.sel(month=month) / there.sel(month=0), dtype=float)


def mean(found: cx.Comparison, label: str, name: str, month: int = 0) -> Array:
    """Return a mean over the customers of a month, by replication."""
    data = found.results[label].data.sel(month=month)
    return np.asarray((data[name] * data["customers"]).sum("segment") / data["customers"].sum("segment"), dtype=float)


def with_error(values: Array) -> tuple[float, float]:
    """Return the mean of replications and its standard error."""
    return float(values.mean()), float(values.std(ddof=1) / np.sqrt(values.size))


def told(values: Array, scale: float = 1.0, digits: int = 1) -> str:
    """Return mean ± standard error as a text."""
    found, error = (scale * number for number in with_error(values))
    return f"{found:.{digits}f} ± {error:.{digits}f}".replace("-", "−")


def table(size: str, slopes: str = "classic") -> list[str]:
    """Return a row for each world: survival, its and the value's difference from no failure, true and reported S."""
    found = study(size, slopes)
    rows = []
    for label in WORLDS:
        cells = [label, told(survival(found, label), 100)]
        if label != NO_FAILURE:
            less = [survival(found, label, month) - survival(found, NO_FAILURE, month) for month in (12, 24)]
            value = np.asarray(found.difference("net_present_value", label), dtype=float)
            felt, said = (mean(found, label, n) - mean(found, NO_FAILURE, n) for n in ("satisfaction", "answer"))
            cells += [told(gap, 100) for gap in less] + [told(value, 1e-6), told(felt, 1, 3), told(said, 1, 2)]
        rows.append(f"| {' | '.join(cells)} |")
    return rows


if __name__ == "__main__":
    for slopes in SLOPES:
        for size in SIZES:
            print(f"{size}, {slopes}", *table(size, slopes), sep="\n")  # noqa: T201
