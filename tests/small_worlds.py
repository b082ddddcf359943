"""Small companies, drawn by Hypothesis, for laws that must hold in every world."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import note, reject
from hypothesis import strategies as st

import cxsim as cx
from cxsim.layers import covers
from cxsim.parameters import Row, find_row
from cxsim.scenario import SETTLED

NAMES = {
    "segments": ("young", "old"),
    "dimensions": ("speed", "care"),
    "channels": ("desk", "web"),
    "touchpoints": ("ask", "get", "pay"),
    "journeys": ("visit", "call"),
}
MOST = 6  # numbers that a company differs in
PEOPLE, MONTHS, REPLICATIONS = 300, 4, 2


def simulate(company: cx.Company, scenario: Any = "today", **more: Any) -> cx.Results:
    size: dict[str, Any] = {"people": PEOPLE, "months": MONTHS, "replications": REPLICATIONS, "threads": 1}
    return cx.simulate(company, scenario, **{**size, **more})


def simulate_extreme(company: cx.Company, **more: Any) -> cx.Results:
    """Simulate, and drop the example if a state leaves its bounds: the documented end of extreme parameters."""
    try:
        return simulate(company, **more)
    except ValueError as error:
        if "a state grew beyond every bound" not in str(error):
            raise
        reject()


@st.composite
def frames(draw: st.DrawFn) -> dict[str, Any]:
    """Return a company file of one or two names a block; all numbers but routes and quality are the defaults."""
    names = {block: known[: draw(st.integers(1, len(known)))] for block, known in NAMES.items()}
    shares = [1.0] if len(names["segments"]) == 1 else [0.25, 0.75]
    ways = {t: {u: 0.6 / len(names["touchpoints"]) for u in names["touchpoints"]} for t in names["touchpoints"]}
    channels = {channel: {"is_digital": float(channel == "web")} for channel in names["channels"]}
    touchpoint = {"stage": "use", "class": "service", "channels": dict.fromkeys(names["channels"], 1.0)}
    qualities = st.floats(5, 9)
    return {
        "schema_version": 1,
        "name": "Small",
        "segments": {s: {"share": share} for s, share in zip(names["segments"], shares, strict=True)},
        "dimensions": {d: {} for d in names["dimensions"]},
        "channels": channels,
        "touchpoints": {
            t: {**touchpoint, "quality": {d: draw(qualities) for d in names["dimensions"]}, "failure": 0.1}
            for t in names["touchpoints"]
        },
        "journeys": {
            j: {"rate": 0.8, "entry": {names["touchpoints"][0]: 1.0}, "transitions": ways} for j in names["journeys"]
        },
    }


def value_of(row: Row, wild: bool) -> st.SearchStrategy[float]:
    """Return values of a parameter: anything allowed, or what its default might be instead."""
    if row.unit == "yes or no" or row.name in ("always", "every", "on_joining"):
        return st.integers(0, 1).map(float)
    known = isinstance(row.default, float) and row.doubt_low < row.doubt_high
    if not wild and known:
        return st.floats(max(row.low, row.doubt_low), min(row.high, row.doubt_high))
    low, high = (-5.0 if math.isinf(row.low) else row.low), (5.0 if math.isinf(row.high) else row.high)
    return st.floats(low, high)


@st.composite
def companies(draw: st.DrawFn, wild: bool = False) -> cx.Company:
    """Return a company that differs from the defaults in a few numbers."""
    company = cx.load(draw(frames()))
    settled = ("segments.young.share", "segments.old.share", "market.size")
    paths = [path for path in company.flat() if path not in settled]
    chosen = draw(st.lists(st.sampled_from(paths), max_size=MOST, unique=True))
    numbers = {path: draw(value_of(row, wild)) for path in chosen if (row := find_row(path))}
    note(f"numbers: {numbers}")
    try:
        return company.replace(numbers)
    except cx.CompanyError:  # numbers that do not fit together are refused, which other tests look at
        reject()


def levers(company: cx.Company, **fields: Any) -> st.SearchStrategy[cx.Lever]:
    """Return levers of this company that move one number, each in the way and by the amount that is drawn."""
    movable = [path for path in company.flat() if not any(covers(pattern, path) for pattern in SETTLED)]
    target = st.fixed_dictionaries(
        {
            "path": st.sampled_from(movable),
            "operation": st.sampled_from(["add", "multiply", "logit"]),
            "effect": st.floats(-0.9, 5),
        }
    )
    timing = {
        "from_": st.integers(0, 3),
        "delay": st.integers(0, 2),
        "ramp": st.integers(1, 3),
        "size": st.floats(0, 8),
    }
    given = {name: st.just(value) for name, value in fields.items()}
    drawn = st.fixed_dictionaries({"targets": st.lists(target, min_size=1, max_size=3), **timing, **given})
    return drawn.map(lambda content: cx.Lever.model_validate({"key": "drawn", **content}))
