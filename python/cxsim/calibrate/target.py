"""A target: data of one kind, what a company predicts of it, and which parameters answer to it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np
import pandas as pd

from ..company import Company
from ..errors import Problem, nearest, one_of
from .statistics import Array, Statistic
from .view import View


@dataclass(frozen=True)
class CalibrationTarget(ABC):
    """Data of one kind; `table` has one row a value: `segment` ("" for all customers), `at` (where or when) and more.

    A new kind of data is one more class of this form, and a function in `targets` that reads it.

    >>> import cxsim as cx
    >>> import pandas as pd
    >>> churn = cx.targets.churn(pd.DataFrame({"customer_months": [12_000], "left": [240]}))
    >>> isinstance(churn, cx.CalibrationTarget)
    True
    """

    source: str  # name of the file, for messages and sources
    table: pd.DataFrame

    name: ClassVar[str]
    unit: ClassVar[str]
    follows_paths: ClassVar[bool] = False  # survival, exact in the hazard; all else needs a simulated market

    @cached_property
    @abstractmethod
    def statistic(self) -> Statistic:
        """Values used in the fit, with their sampling error."""

    @abstractmethod
    def predict(self, view: View) -> Array:
        """Return what a company predicts of these values, batch × value."""

    @abstractmethod
    def default_free(self, company: Company) -> list[str]:
        """Return the parameters that this data is for, unless the caller names others."""

    @cached_property
    def cells(self) -> list[tuple[str, str]]:
        """Segment and place of each value."""
        return list(zip(self.table["segment"], self.table["at"], strict=True))

    def start(self, company: Company) -> dict[str, float]:  # noqa: ARG002
        """Return first guesses, by path, where this data gives them without a run."""
        return {}

    def problems(self, company: Company) -> Iterator[Problem]:
        """Yield what in this data does not fit the company."""
        yield from self.strays("segment", company.names.segments)

    def strays(self, column: str, known: tuple[str, ...]) -> Iterator[Problem]:
        """Yield names in a column that the company does not have."""
        for name in self.table[column].unique():
            if name and name not in known:
                yield Problem(
                    self.source,
                    None,
                    column,
                    name,
                    f"is no {column} of the company",
                    one_of(known),
                    nearest(name, known),
                )

    def labels(self) -> pd.DataFrame:
        """Return data, segment and place of each value used in the fit."""
        frame: pd.DataFrame = pd.DataFrame(
            {"data": self.name, "segment": self.table["segment"], "at": self.table["at"]}
        )
        return frame


def as_array(values: pd.Series[float]) -> Array:
    """Return a column as numbers.

    >>> as_array(pd.Series([1])).tolist()
    [1.0]
    """
    return np.asarray(values, dtype=float)
