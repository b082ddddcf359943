"""Free parameters on scales without borders: shares as log odds, positive numbers as logarithms, the rest as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from ..company import Company
from ..errors import CompanyError
from ..layers import UnknownNameError, match, tree_of
from ..parameters import find_row

SMALLEST = 1e-4  # where a positive number, or a share, is as good as 0
TENFOLD = float(np.log(10))  # so near to SMALLEST, or to 1, an estimate says no more than "as good as none"
STEP = 0.3  # by which a parameter is moved on its scale to see what it does: large, so that luck does not hide it


@dataclass(frozen=True)
class Free:
    """A free parameter: its path, its scale (identity, log, logit), and the ends of its range on that scale.

    >>> free = Free.of("touchpoints.pay.failure")
    >>> free.kind, round(free.value(free.at(0.25)), 6)
    ('logit', 0.25)
    """

    path: str
    kind: str
    low: float
    high: float

    @classmethod
    def of(cls, path: str) -> Free:
        """Return a parameter with the scale that its allowed range asks for."""
        row = find_row(path)
        low, high = (row.low, row.high) if row else (-np.inf, np.inf)
        if low == 0 and high <= 1:
            return cls(path, "logit", float(logit(SMALLEST)), float(logit(min(high, 1 - SMALLEST))))
        if low >= 0:
            return cls(path, "log", float(np.log(max(low, SMALLEST))), float(np.log(high)))
        return cls(path, "identity", low, high)

    def at(self, value: float) -> float:
        """Return where a value lies on the scale, inside the range."""
        with np.errstate(divide="ignore", invalid="ignore"):  # scales that are not asked for
            place = {"logit": logit(value), "log": np.log(value), "identity": value}[self.kind]
        inside = (self.high - self.low) * 1e-3 if np.isfinite(self.high - self.low) else 1e-3
        return float(np.clip(place, self.low + inside, self.high - inside))

    def value(self, place: float) -> float:
        """Return the value at a place of the scale; places outside the range are taken to its end."""
        inside = float(np.clip(place, self.low, self.high))
        return float({"logit": expit(inside), "log": np.exp(inside), "identity": inside}[self.kind])

    def slope(self, place: float) -> float:
        """Return by how much the value rises per unit of the scale."""
        value = self.value(place)
        return {"logit": value * (1 - value), "log": value, "identity": 1.0}[self.kind]

    def is_at_edge(self, place: float) -> bool:
        """Tell whether a place is as good as an end of the range."""
        below = 0.02 if self.kind == "identity" else TENFOLD
        above = TENFOLD if self.kind == "logit" else 0.02
        return bool(place - self.low < below or self.high - place < above)


def chosen(company: Company, wanted: Iterable[str]) -> list[Free]:
    """Return the free parameters behind paths; `*` stands for any name.

    >>> import cxsim as cx
    >>> [free.path for free in chosen(cx.load_example("telecom"), ["segments.*.frailty"])]
    ['segments.regular.frailty', 'segments.high_end.frailty']
    """
    tree = tree_of(company.flat())
    found: dict[str, Free] = {}
    problems = []
    for path in wanted:
        try:
            found |= {each: Free.of(each) for each in match(tree, tuple(path.split(".")))}
        except UnknownNameError as unknown:
            problems.append(company._stray(f"free: {path}", unknown))
    if problems:
        raise CompanyError(problems)
    return list(found.values())
