"""Small companies, drawn by Hypothesis, for laws that must hold in every world."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import note, reject
from hypothesis import strategies as st

import cxsim as cx
from cxsim.layers import covers
from cxsim.parameters import Row, find_row, is_whole
from cxsim.target import SETTLED

NAMES = {
    "segments": ("young", "old"),
    "dimensions": ("speed", "care"),
    "channels": ("desk", "web"),
    "touchpoints": ("ask", "get", "pay"),
    "journeys": ("visit", "call"),
}
MOST = 6  # numbers that a company differs in, beside those of its frame
# Set by the frame, or of no meaning alone.
FRAMED = (
    "market.size", "segments.*.share", "segments.*.frailty", "segments.*.leaving_alpha", "segments.*.leaving_beta",
)  # fmt: skip
PEOPLE, MONTHS, REPLICATIONS = 300, 4, 2


SHARES = st.floats(0, 1)


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
    """Return a company file of one or two names a block, in which people meet, are asked, fail and leave."""
    names = {block: known[: draw(st.integers(1, len(known)))] for block, known in NAMES.items()}
    shares = [1.0] if len(names["segments"]) == 1 else [0.25, 0.75]
    return {
        "schema_version": 1,
        "name": "Small",
        "slopes": draw(st.sampled_from(["classic", "linear", "yap_sweeney"])),
        "segments": {s: draw(segments(share)) for s, share in zip(names["segments"], shares, strict=True)},
        "dimensions": {d: {} for d in names["dimensions"]},
        "channels": {channel: {"is_digital": float(channel == "web")} for channel in names["channels"]},
        "touchpoints": {t: draw(touchpoints(names)) for t in names["touchpoints"]},
        "journeys": {j: draw(journeys(names["touchpoints"])) for j in names["journeys"]},
        "survey": {"asked": draw(SHARES), "asked_after_contact": draw(SHARES)},
    }


@st.composite
def segments(draw: st.DrawFn, share: float) -> dict[str, Any]:
    """Return a segment whose people differ in how easily they leave, in one of the two ways there are."""
    leaving: dict[str, float] = {"base_hazard": draw(st.floats(-4, -2)), "frailty": draw(SHARES)}
    if draw(st.booleans()):
        leaving = {"leaving_alpha": draw(st.floats(0.3, 3)), "leaving_beta": draw(st.floats(5, 30)), "frailty": 0.0}
    return {"share": share, "alternatives": draw(st.floats(0, 2)), "involuntary": 0.01, **leaving}


@st.composite
def touchpoints(draw: st.DrawFn, names: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return a touchpoint that each channel offers."""
    quality = {dimension: draw(st.floats(5, 9)) for dimension in names["dimensions"]}
    channels = dict.fromkeys(names["channels"], 1.0)
    labels = {"stage": "use", "class": "service"}
    numbers = {"effort": draw(st.floats(0, 6)), "failure": draw(st.floats(0, 0.4)), "major": 0.2}
    return {**labels, "channels": channels, "quality": quality, **numbers}


@st.composite
def journeys(draw: st.DrawFn, names: tuple[str, ...]) -> dict[str, Any]:
    """Return a journey that begins at the first touchpoint and may go on to each."""
    ways = {t: {u: 0.6 / len(names) for u in names} for t in names}
    own = {names[0]: {names[-1]: 0.9}} if draw(st.booleans()) else {}
    flags = {name: draw(st.integers(0, 1)) for name in ("is_contact", "takes_pending", "on_joining")}
    return {
        "rate": draw(st.floats(0.2, 1.5)),
        "entry": {names[0]: 1.0},
        "transitions": ways,
        "after_failure": own,
        **flags,
    }


def value_of(row: Row, present: float, wild: bool) -> st.SearchStrategy[float]:
    """Return values of a parameter: anything allowed, what its default might be instead, or something like today's."""
    if row.unit == "yes or no" or row.name in ("always", "every", "on_joining"):
        return st.integers(0, 1).map(float)
    low, high = (-5.0 if math.isinf(row.low) else row.low), (5.0 if math.isinf(row.high) else row.high)
    if wild:
        return st.floats(low, high)
    if isinstance(row.default, float) and row.doubt_low < row.doubt_high:
        return st.floats(max(row.low, row.doubt_low), min(row.high, row.doubt_high))
    away = max(abs(present) / 4, 0.1)
    return st.floats(max(low, present - away), max(low, min(high, present + away)))


@st.composite
def companies(draw: st.DrawFn, wild: bool = False) -> cx.Company:
    """Return a company that differs from the defaults in a few numbers."""
    company = cx.load(draw(frames()))
    paths = [path for path in company.flat() if not any(covers(framed, path) for framed in FRAMED)]
    chosen = draw(st.lists(st.sampled_from(paths), max_size=MOST, unique=True))
    numbers = {path: draw(value_of(row, company.get(path), wild)) for path in chosen if (row := find_row(path))}
    note(f"numbers: {numbers}")
    try:
        return company.replace(numbers)
    except cx.CompanyError:  # numbers that do not fit together are refused, which other tests look at
        reject()


def levers(company: cx.Company, **fields: Any) -> st.SearchStrategy[cx.Lever]:
    """Return levers of this company that move one number, each in the way and by the amount that is drawn."""
    settled = [path for path in company.flat() if any(covers(pattern, path) for pattern in SETTLED)]
    movable = [path for path in company.flat() if path not in settled and not is_whole(path)]
    shares = [path for path in movable if (row := find_row(path)) and (row.low, row.high) == (0, 1)]
    ways = [(movable, ["add", "multiply"]), (shares, ["logit"])]
    target = st.one_of(
        st.fixed_dictionaries(
            {"path": st.sampled_from(paths), "operation": st.sampled_from(names), "effect": st.floats(-0.9, 5)}
        )
        for paths, names in ways
    )
    timing = {
        "from_": st.integers(0, 3),
        "delay": st.integers(0, 2),
        "ramp": st.integers(1, 3),
        "size": st.floats(0, 8),
    }
    free = {"once": 0.0, "source": "assumed: drawn"}
    given = {name: st.just(value) for name, value in {**free, **fields}.items()}
    drawn = st.fixed_dictionaries({"targets": st.lists(target, min_size=1, max_size=3), **timing, **given})
    return drawn.map(lambda content: cx.Lever.model_validate({"key": "drawn", **content}))
