"""What is wrong with a file, said once for each problem, with the way out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

LONGEST_VALUE = 60  # characters of a value that a message shows


@dataclass(frozen=True)
class Problem:
    """One mistake: where it is, what was given, what is allowed and which name was probably meant.

    >>> print(Problem("my.yaml", 3, "market.size", -5, "is out of range", "1 to 1e+10 people"))
    my.yaml:3: market.size = -5: is out of range; allowed: 1 to 1e+10 people
    """

    file: str
    line: int | None
    path: str
    value: Any
    message: str
    allowed: str = ""
    nearest: str = ""

    def __str__(self) -> str:
        return "; ".join(part for part in (self._claim(), self._range(), self._hint()) if part)

    def _claim(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        subject = self.path if self.value is None else f"{self.path} = {shown(self.value)}"
        return ": ".join(part for part in (place, subject, self.message) if part)

    def _range(self) -> str:
        return f"allowed: {self.allowed}" if self.allowed else ""

    def _hint(self) -> str:
        return f"did you mean '{self.nearest}'?" if self.nearest else ""


class ProblemsError(ValueError):
    """Raised with every problem found, not only the first; `problems` holds them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = sorted(problems, key=lambda problem: (problem.file, problem.line or 0))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ProblemsError], tuple[list[Problem]]]:
        return type(self), (self.problems,)


class CompanyError(ProblemsError):
    """A company file, or a change to a company, does not hold together."""


class ScenarioError(ProblemsError):
    """A lever, a scenario or a study file does not hold together."""


def nearest(word: str, choices: Iterable[str]) -> str:
    """Return the choice that a mistyped word most resembles, or nothing.

    >>> nearest("emphaty", ["reliability", "empathy"])
    'empathy'
    """
    spelled = {choice.lower(): choice for choice in choices}
    matches = get_close_matches(word.lower().replace(" ", "_").replace("-", "_"), spelled, n=1)
    return spelled[matches[0]] if matches else ""


def hint(word: object, choices: Iterable[str]) -> str:
    """Return the end of a message that offers the nearest choice, or nothing.

    >>> hint("emphaty", ["reliability", "empathy"])
    "; did you mean 'empathy'?"
    """
    near = nearest(str(word), choices)
    return f"; did you mean '{near}'?" if near else ""


def one_of(choices: Sequence[str]) -> str:
    """Return the choices as a phrase; a long list is cut.

    >>> one_of(["web", "app"])
    'web, app'
    """
    shown_choices = list(choices[:30])
    rest = len(choices) - len(shown_choices)
    return ", ".join(shown_choices) + (f" and {rest} more" if rest else "")


def shown(value: Any) -> str:
    """Return a value as a message shows it: text in quotes, nothing longer than a line."""
    text = repr(value)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
