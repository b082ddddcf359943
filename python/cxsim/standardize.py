"""The frozen constants of a sector, estimated from its norm company.

A *closed* run (nobody joins or leaves; 42 months, the first 18 dropped) gives means and scales, so that satisfaction 0
is the sector's norm and its standard deviation is 1; an open run gives its net talk and reputation, and the cuts of
engagement. All companies of the sector share them, and no scenario ever estimates them again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from . import _core
from .company import Company
from .constants import standard_digest
from .errors import CompanyError, Problem
from .loading import load, require_company
from .parameters import find_row
from .people import people_frame
from .progress import shown
from .run import Settings
from .series import cells_of, series_by_name
from .simulate import settings_of
from .whole_file import as_path, write_whole
from .yaml_lines import parse_yaml, write_yaml

MONTHS, DROPPED = 42, 18
TALKING, TALK_ROUNDS = 12, 2  # months of the open market whose talk counts; it moves itself a little through adoption
ROUNDS, SETTLED = 16, 0.002  # at most so many rounds; settled when nothing moves more than this many scales
CUTS = ("cut_fully", "cut_engaged", "cut_not")  # from the top
SOURCE = "fitted: closed and open runs of this company (cxsim standardize)"
SHARE = re.compile(r"(\d+) %")
LOADINGS = ("affect", "trust", "commitment", "engagement")
CENTERED = ("commitment_mean", "commitment_scale", "engagement_mean", "engagement_scale")
Sums = Callable[[str], NDArray[np.float64]]


@dataclass(frozen=True)
class Standardized:
    """Constants of a sector by path, and what each round moved.

    >>> import cxsim as cx
    >>> cx.standardize(cx.load_example("telecom_norm"), people=300).table().columns.tolist()
    ['value']
    """

    values: dict[str, float]
    digest: str
    rounds: pd.DataFrame

    def table(self) -> pd.DataFrame:
        """Return the constants as a table."""
        frame: pd.DataFrame = pd.DataFrame({"value": self.values})
        frame.index.name = "path"
        return frame

    def write(self, path: str | Path) -> None:
        """Write the `standard` block of a norm company's file anew, with its source; all else stays as it is."""
        target = as_path(path)
        require_norm(load(target))
        text = _sourced(_without_standard(target.read_text(encoding="utf-8"))) + self._yaml()
        write_whole(target, text, check=load)  # a file that cannot be read must not replace one that can

    def _yaml(self) -> str:
        tree: dict[str, object] = {}
        encounters: dict[str, float] = {}
        for path, value in self.values.items():
            _, name, *touchpoint = path.split(".")
            if touchpoint:
                encounters[touchpoint[0]] = float(f"{value:.6g}")
            else:
                tree[name] = float(f"{value:.6g}")
        block = write_yaml({"standard": tree | {"encounters": encounters}, "standard_digest": self.digest})
        return f"\n# Written by `cxsim standardize`; the digest says what it was estimated from.\n{block}"


def standardize(
    company: Company,
    *,
    people: int = 20_000,
    seed: int = 20_070,
    threads: int | None = None,
    progress: bool | Callable[[float], None] | None = None,
) -> Standardized:
    """Estimate a sector's frozen constants from its norm company.

    Parameters
    ----------
    company
        The norm company.
    people, seed
        Size and luck of the runs.
    threads, progress
        As in `simulate`.

    Returns
    -------
    Standardized
        Constants by path (`standard.…`), rounded as they are written.

    Raises
    ------
    TypeError
        What was given is no company.
    ValueError
        An argument is out of range, or so few people are simulated that a constant cannot be estimated.
    CompanyError
        The company has a norm, whose constants it shares.

    Examples
    --------
    >>> import cxsim as cx
    >>> constants = cx.standardize(cx.load_example("telecom_norm"), people=300)
    >>> constants.values["standard.journey_scale"] > 0
    True
    """
    require_company(company)
    require_norm(company)
    with shown(progress, f"standardizing {company.name}") as report:
        values, history = estimate_constants(company, people, seed, threads, report)
    rounded = {path: float(f"{value:.6g}") for path, value in values.items()}
    return Standardized(rounded, standard_digest(company), pd.DataFrame(history).rename_axis("round"))


def estimate_constants(
    company: Company, people: int, seed: int, threads: int | None, report: Callable[[float], None] | None = None
) -> tuple[dict[str, float], list[dict[str, float]]]:
    """Return the constants that a norm company settles at, by path, and what they were after each round."""
    steps = company.steps_in(MONTHS)
    run = settings_of(company, MONTHS, steps, people, 1, seed, "cohort", False, threads)
    parameters, history = company.parameters(), list[dict[str, float]]()
    values: dict[str, float] = {"standard.alternatives_mean": _mean_alternatives(company)}
    for number in range(ROUNDS):
        before = _set(parameters, values).values()
        with np.errstate(invalid="ignore", divide="ignore"):  # what nobody did is complained of below
            found = _closed_round(company, parameters, run)
        values = values | _known(found, people)
        history.append(values)
        if report:
            report((number + 1) / (ROUNDS + 1))
        if _move(before, values) < SETTLED:
            break
    run = replace(run, interactions=True)
    for _ in range(TALK_ROUNDS):
        values |= _known(_talk(company, _set(parameters, values), run), people)
    cuts = _cuts(company, _set(parameters, values), run)
    return values | _known(cuts, people), history


def _set(parameters: _core.Parameters, values: Mapping[str, float]) -> _core.Parameters:
    """Write values into a parameter set, and return it."""
    for path, value in values.items():
        parameters.set(path, value)
    return parameters


def require_norm(company: Company) -> None:
    """Raise if a company is not a norm company: its constants are its norm's.

    >>> import cxsim as cx
    >>> require_norm(cx.load_example("telecom_norm"))
    """
    if company.norm:
        message = (
            f"has {company.norm.name} as its norm and shares that company's constants; standardize the file of the "
            "norm, or take out `norm:` and give every block to make this company one"
        )
        raise CompanyError([Problem(company.name, None, "", None, message)])


def _known(values: dict[str, float], people: int) -> dict[str, float]:
    """Return constants, all of them numbers."""
    if lacking := [path for path, value in values.items() if not np.isfinite(value)]:
        ways = "give more, 20000 unless there is a reason"
        raise ValueError(f"people = {people}: too few to estimate {', '.join(lacking)}; {ways}")
    return values


def _move(before: Mapping[str, float], values: Mapping[str, float]) -> float:
    """Return the largest move of a mean or scale in a round, in scales."""
    names = ("journey", *LOADINGS)
    moves = (
        abs(values[f"standard.{n}_{what}"] - before[f"standard.{n}_{what}"]) / values[f"standard.{n}_scale"]
        for n in names
        for what in ("mean", "scale")
    )
    return float(max(moves))


def _mean_alternatives(company: Company) -> float:
    weighted = (
        company.get(f"segments.{s}.share") * company.get(f"segments.{s}.alternatives") for s in company.names.segments
    )
    return float(sum(weighted))


def _closed_round(company: Company, parameters: _core.Parameters, run: Settings) -> dict[str, float]:
    """Return the constants that a closed run under the present ones gives."""
    settings = run.core(0, closed=True)
    simulation = _core.Simulation([[parameters] * run.steps], settings, _core.cohort(parameters, settings))
    simulation.advance(run.steps)
    sums = _sums(simulation, parameters, company.steps_in(DROPPED))
    customers = sums("customers").sum()

    def moments(name: str) -> tuple[float, float]:
        mean = sums(name).sum() / customers
        return mean, float(np.sqrt(sums(f"{name}_squared").sum() / customers - mean**2))

    values: dict[str, float] = {}
    for name in LOADINGS:
        values[f"standard.{name}_mean"], values[f"standard.{name}_scale"] = moments(name)
    for name in ("affect_fast", "affect_best", "affect_worst"):
        values[f"standard.{name}"] = sums(name).sum() / customers
    values["standard.effort_mean"] = sums("touchpoint_effort").sum() / sums("touchpoint_encounters").sum()
    values["standard.answer_mean"], values["standard.answer_scale"] = moments("answer")
    mean, spread = moments("satisfaction")
    scale = parameters.get("standard.journey_scale")
    values["standard.journey_mean"] = parameters.get("standard.journey_mean") + mean * scale
    values["standard.journey_scale"] = scale * spread
    for touchpoint, number in zip(company.names.touchpoints, sums("touchpoint_encounters"), strict=True):
        values[f"standard.encounters.{touchpoint}"] = number / customers
    return values


def _sums(simulation: _core.Simulation, parameters: _core.Parameters, dropped: int) -> Sums:
    """Return a look-up of series, summed over months and over people of the norm's market."""
    rows = series_by_name(parameters)
    totals = simulation.totals(0)[dropped:].sum(axis=(0, 1))

    return lambda name: cells_of(totals, rows[name])


def _talk(company: Company, parameters: _core.Parameters, run: Settings) -> dict[str, float]:
    """Return net talk and reputation of a settled open market."""
    steps, settings = company.steps_in(TALKING), run.core(0)
    simulation = _core.Simulation([[parameters] * steps], settings, _core.burned_in(parameters, settings))
    simulation.advance(steps)
    sums = _sums(simulation, parameters, 0)
    names = {"standard.net_talk": "net_talk", "standard.reputation_mean": "reputation"}
    with np.errstate(invalid="ignore", divide="ignore"):
        return {path: float(sums(name).sum() / sums("customers").sum()) for path, name in names.items()}


def _cuts(company: Company, parameters: _core.Parameters, run: Settings) -> dict[str, float]:
    """Return the cuts of engagement at the quantiles of an average firm's customers."""
    settings = run.core(0)
    start = _core.burned_in(parameters, settings)
    frame = people_frame(_core.Simulation([[parameters]], settings, start), 0, company)
    here = frame[frame["status"] == "customer"]
    constant = {name: parameters.get(f"standard.{name}") for name in CENTERED}
    commitment = (here["commitment"] - constant["commitment_mean"]) / constant["commitment_scale"]
    engagement = (here["satisfaction"] + commitment) / 2
    standard = (engagement - constant["engagement_mean"]) / constant["engagement_scale"]
    quantiles = 1 - np.cumsum([engagement_share(name) for name in CUTS])
    return {f"standard.{name}": float(standard.quantile(q)) for name, q in zip(CUTS, quantiles, strict=True)}


def engagement_share(cut: str) -> float:
    """Return the share of an average firm's customers above a cut and below the next, as its row says it.

    >>> engagement_share("cut_fully")
    0.19
    """
    row = find_row(f"standard.{cut}")
    said = SHARE.search(row.doc) if row else None
    if not said:
        raise ValueError(f"the row of standard.{cut} says no share")
    return int(said[1]) / 100


def _sourced(text: str) -> str:
    """Return a file's text in which the `standard` block has a source."""
    document = parse_yaml(text, "")
    given = document.data.get("sources")
    if isinstance(given, dict) and "standard" in given:
        return text
    lines, entry = text.splitlines(), f'standard: "{SOURCE}"'
    if not isinstance(given, dict) or not given:
        lines = [line for line in lines if not line.startswith("sources:")]
        return "\n".join([*lines, "", "sources:", f"  {entry}", ""])
    top = document.lines["sources",] - 1
    first = document.lines["sources", next(iter(given))] - 1
    if re.match(r"sources:\s*\{", lines[top]):
        lines[top] = lines[top].replace("{", f"{{{entry}, ", 1)
    else:
        indent = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
        lines.insert(first, indent + entry)
    return "\n".join(lines) + "\n"


def _without_standard(text: str) -> str:
    """Return a file's text without its `standard` block, digest, and the comment above them."""
    kept: list[str] = []
    inside = False
    for line in text.splitlines():
        if line[:1] not in (" ", "\t", ""):
            inside = line.startswith(("standard:", "standard_digest:", "# Written by `cxsim standardize`"))
        if not inside:
            kept.append(line)
    return "\n".join(kept).rstrip() + "\n"
