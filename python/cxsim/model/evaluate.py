"""Calls an equation of the core: where its numbers come from, and what is refused before the core sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import _core
from ..company import Company
from ..errors import Problem, ProblemsError, nearest, one_of, shown
from ..layers import Names
from ..loading import require_company
from ..parameters import find_row
from .arguments import argument

LENGTHS = {"together": 8, "factors": 3}  # of the last axis
NO_COMPANY = Names(("everyone",), ("quality",), ("desk",), ("encounter",), ("visit",))
Given = Mapping[str, "ArrayLike | None"]


def evaluate(
    equation: str,
    given: Given,
    uses: Collection[str] = (),
    company: Company | None = None,
    overrides: Mapping[str, float] = MappingProxyType({}),
    *,
    segment: str | None = None,
    dimension: str | None = None,
) -> Any:
    """Return what the core's equation makes of arrays, or raise every problem with them at once.

    Parameters
    ----------
    equation
        Name of the equation.
    given
        Its arguments; those that are None take their default.
    uses
        Paths of the parameters that it reads.
    company, overrides
        Whose numbers to take, and which of them differ.
    segment, dimension
        Name of the segment and dimension whose numbers count; the first unless told.
    """
    problems: list[Problem] = []
    numbers = Numbers.of(company, {"segment": segment, "dimension": dimension}, problems)
    numbers.override(overrides, override_names(uses, given), f"cx.model.{equation}", problems)
    arrays = {
        name: _array(equation, name, numbers.filled(equation, name, value), problems) for name, value in given.items()
    }
    _require_one_shape(equation, arrays, problems)
    if problems:
        raise ProblemsError(problems)
    more: dict[str, Any] = {"parameters": numbers.parameters} if uses else {}
    if equation in ("log_hazard", "log_hazard_with"):
        more["segment"] = numbers.segment
    return (shares if equation == "shapley" else getattr(_core.equations, equation))(**arrays, **more)


@partial(np.vectorize, signature="(together),(factors)->(causes)")
def shares(together: NDArray[np.float64], factors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the Shapley value, which the core computes for one person at a time."""
    return np.asarray(_core.equations.shapley(together.tolist(), factors.tolist()), dtype=np.float64)


def override_names(uses: Collection[str], arguments: Collection[str] = ()) -> dict[str, str]:
    """Return the paths that an equation reads by the keyword under which each may be overridden.

    It is the row's own name; where an argument or another block has the same, the block stands before it.

    >>> override_names(["perception.assimilation", "perception.mood"], ["delivered", "mood"])
    {'assimilation': 'perception.assimilation', 'perception_mood': 'perception.mood'}
    """
    often = Counter(path.split(".")[-1] for path in uses)

    def keyword(path: str) -> str:
        block, *_, name = path.split(".")
        return name if often[name] == 1 and name not in arguments else f"{block}_{name}"

    return {keyword(path): path for path in uses}


@dataclass
class Numbers:
    """The parameters that an equation takes: a company's or the rows' own, with what differs."""

    parameters: _core.Parameters
    names: Names
    chosen: Mapping[str, str]  # segment and dimension
    _worked_out: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, company: Company | None, wanted: Mapping[str, str | None], problems: list[Problem]) -> Numbers:
        """Return the numbers of a company, or of the rows, for a segment and a dimension; the first unless told."""
        if company is not None:
            require_company(company)
        names = company.names if company else NO_COMPANY
        parameters = company.parameters() if company else names.parameters()
        chosen = {}
        for kind, name in wanted.items():
            known: Sequence[str] = getattr(names, f"{kind}s")
            if name is not None and name not in known:
                owner = company.name if company else "without a company"
                problems.append(Problem(owner, None, kind, name, f"is no {kind}", one_of(known), nearest(name, known)))
            chosen[kind] = name if name is not None and name in known else known[0]
        return cls(parameters, names, chosen)

    @property
    def segment(self) -> int:
        """Place of the chosen segment."""
        return self.names.segments.index(self.chosen["segment"])

    def override(
        self, wanted: Mapping[str, float], known: Mapping[str, str], owner: str, problems: list[Problem]
    ) -> None:
        """Set the numbers that differ; what is unknown or out of range becomes a problem."""
        for name, value in wanted.items():
            row = find_row(known[name]) if name in known else None
            if row is None:
                message, near = "is no number of this equation", nearest(name, known)
                problems.append(Problem(owner, None, name, value, message, one_of(list(known)) or "none", near))
            elif not is_number(value) or not row.low <= value <= row.high:
                message = "is out of range" if is_number(value) else "is no number"
                problems.append(Problem(owner, None, name, value, message, row.allowed))
            else:
                self.parameters.set(known[name].format(**self.chosen), value)

    def get(self, path: str) -> float:
        """Return the number at a path, or under `=name` what the core works out."""
        if path == "=steps_per_year":
            return self.parameters.steps_per_year
        if path.startswith("="):
            self._worked_out = self._worked_out or _core.equations.worked_out(self.parameters, self.segment)
            return self._worked_out[path[1:]]
        return self.parameters.get(path.format(**self.chosen))

    def filled(self, equation: str, name: str, value: Any) -> Any:
        """Return what is given for an argument, or its default."""
        if value is not None:
            return value
        if name == "actual":
            return _core.cause_names
        if (equation, name) == ("tenure_effect", "at"):
            return [self.get(f"segments.{{segment}}.tenure_effect.{knot}") for knot in _core.tenure_knots]
        default = argument(equation, name).default
        return self.get(default) if isinstance(default, str) else default


def is_number(value: Any) -> bool:
    """Tell whether a value is one number, and no answer.

    >>> is_number(0.5), is_number(True), is_number([0.5])
    (True, False, False)
    """
    return isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool)


def _array(equation: str, name: str, value: Any, problems: list[Problem]) -> NDArray[Any]:
    """Return an argument as numbers; what is none, or out of range, becomes a problem."""
    owner = f"cx.model.{equation}"
    if name == "actual":
        return _causes(owner, value, problems)
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        problems.append(Problem(owner, None, name, value, "is no number and no array of numbers"))
        return np.zeros(())
    if (equation, name) == ("tenure_effect", "at"):
        return _knots(owner, array, value, problems)
    meaning = argument(equation, name)
    low, high = meaning.limits
    outside = ~(np.isfinite(array) & (array >= low) & (array <= high))
    if outside.any():
        problems.append(
            Problem(owner, None, name, float(array[outside][0]), "is out of range", _allowed(low, high, meaning.unit))
        )
    if name in LENGTHS and array.shape[-1:] != (LENGTHS[name],):
        allowed = f"{LENGTHS[name]} numbers along the last axis"
        problems.append(Problem(owner, None, name, value, "does not fit", allowed))
    return array


def _causes(owner: str, value: Any, problems: list[Problem]) -> NDArray[Any]:
    """Return causes as bits; what is none becomes a problem."""
    known = _core.cause_names
    told = list(value) if isinstance(value, (list, tuple, set)) else [value]
    problems += [
        Problem(owner, None, "actual", each, "is no cause", one_of(known), nearest(str(each), known))
        for each in told
        if each not in known
    ]
    return np.asarray(sum(1 << known.index(each) for each in set(told) if each in known))


def _knots(owner: str, array: NDArray[np.float64], value: Any, problems: list[Problem]) -> NDArray[np.float64]:
    if array.shape != (len(_core.tenure_knots),) or not np.isfinite(array).all():
        allowed = f"{len(_core.tenure_knots)} numbers, at {', '.join(map(str, _core.tenure_knots))} months"
        problems.append(Problem(owner, None, "at", value, "is no effect of tenure", allowed))
    return array


def _allowed(low: float, high: float, unit: str) -> str:
    bounds = (
        f"{low:g} to {high:g}" if np.isfinite([low, high]).all() else f"at least {low:g}" if low > -np.inf else "finite"
    )
    return f"{bounds}, in {unit}"


def _require_one_shape(equation: str, arrays: Mapping[str, NDArray[Any]], problems: list[Problem]) -> None:
    """Make it a problem if the shapes of the arguments do not broadcast."""
    shapes = {
        name: array.shape[: -1 if name in LENGTHS else None]
        for name, array in arrays.items()
        if array.ndim and name != "at"
    }
    try:
        np.broadcast_shapes(*shapes.values())
    except ValueError:
        told = ", ".join(f"{name} {shown(shape)}" for name, shape in shapes.items())
        problems.append(Problem(f"cx.model.{equation}", None, "", None, f"shapes do not fit together: {told}"))
