"""Paired worlds, differences first: every scenario meets the same people with the same luck."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from . import _core
from .breakeven import break_even_table
from .company import Company
from .comparison_file import groups_of, read_comparison
from .comparison_tables import all_tables, difference_table
from .digest import digest_of
from .doubt import Doubt, interval_in_doubt, run_in_doubt, tornado_table
from .errors import shown
from .export import write_tables, write_workbook
from .intervals import Interval, from_error, interval_of
from .loading import require_company
from .metrics import VALUE, find_metric
from .netcdf import write_groups
from .notes import notes_of, remedy
from .origin import Origin
from .progress import part_of
from .progress import shown as shown_progress
from .readings import reading_table
from .record import SAMPLE
from .results import Results
from .run import Start, World, run_worlds
from .scenario import ByLabel, Lever, Scenario
from .simulate import settings_of
from .value import first_seen_table, lines_table, payback_table, return_table
from .whole_file import as_path

if TYPE_CHECKING:
    from .plots import ComparisonPlots

WIDE = 0.5  # a half width beyond this share of the difference is called wide
REPLICATIONS, DRAWS = 8, 32  # without doubt, and with it
LUCK = 0.2  # share of the time that the half without doubt takes
WISHED = 0.1  # the width that a reader may wish for, as a share of the difference


class PrecisionWarning(UserWarning):
    """An interval is too wide for the claim that a reader would make of it."""


@dataclass(frozen=True)
class Comparison:
    """Scenarios against the first of them, on the same people and luck.

    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> study.labels
    ['today', 'redesign help desk']
    """

    results: Mapping[str, Results]
    paired: Mapping[str, NDArray[np.float64]]  # replication × segment × (people, sum, squares) of the value of people
    weights: NDArray[np.float64]  # real people per simulated one, by segment
    origin: Origin | None = None  # not known of one that was read from a file
    doubt: Doubt | None = None  # the same comparison under drawn numbers, if it was asked for

    def __post_init__(self) -> None:
        """Let an unknown label be told as everywhere."""
        object.__setattr__(self, "results", ByLabel(self.results))

    def require_origin(self) -> Origin:
        """Return what this was made from; a ValueError if it was read from a file, which holds results alone."""
        if self.origin is None:
            raise ValueError(
                "this comparison was read from a file, so its worlds cannot be run again; compare the scenarios anew"
            )
        return self.origin

    @property
    def labels(self) -> list[str]:
        """Labels of the scenarios; the first is what the others are compared with."""
        return list(self.results)

    @property
    def baseline(self) -> str:
        """Label of the scenario that the others are compared with."""
        return self.labels[0]

    @property
    def challengers(self) -> list[str]:
        """Labels of the scenarios that are compared with the baseline."""
        return self.labels[1:]

    @property
    def settings(self) -> dict[str, object]:
        """People, replications, seed and what else decided the result."""
        asked = {"doubt": True} if self.doubt else {}
        return {**self.results[self.baseline].settings, **asked}

    @property
    def digest(self) -> str:
        """SHA-256 over the digests of all worlds, those under drawn numbers among them."""
        drawn = self.doubt.results.values() if self.doubt else ()
        return digest_of(*(result.digest for result in (*self.results.values(), *drawn)))

    @cached_property
    def plot(self) -> ComparisonPlots:
        """Charts: `study.plot()` and `study.plot.profit(ax=…)`."""
        from .plots import ComparisonPlots  # charts bring matplotlib, which a run does not need

        return ComparisonPlots(self)

    @property
    def customers(self) -> pd.DataFrame:
        """Everybody's difference in discounted value (contribution less acquisition, money) in the first replication.

        One column a scenario; person by person, since all worlds share people and luck.
        """
        base = self.results[self.baseline].customers
        differences = {label: self.results[label].customers["value"] - base["value"] for label in self.challengers}
        frame: pd.DataFrame = pd.DataFrame({"segment": base["segment"], **differences})
        return frame

    def difference(self, metric: str, label: str, by: str | Sequence[str] = ()) -> xr.DataArray:
        """Return a scenario's measure less the baseline's, by replication and `by` (month, segment, touchpoint …).

        The measure goes by its name or its label. A `ValueError` tells the measures, the scenarios, or the axes that
        this measure has.

        >>> import cxsim as cx
        >>> telecom = cx.load_example("telecom")
        >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
        >>> study.difference("below the zone", "redesign help desk", by="dimension").dims
        ('replication', 'dimension')
        """
        measure = find_metric(metric)
        difference = measure.of(self._result(label).data, by) - measure.of(self.results[self.baseline].data, by)
        return xr.DataArray(difference, attrs={"unit": measure.unit, "long_name": measure.label})

    def _result(self, label: str) -> Results:
        """Return the results of a scenario."""
        return self.results[label]

    def interval(self, metric: str, label: str) -> Interval:
        """Return the 95 % interval of a difference: simulation error, t over replications.

        The net present value of people who are worlds alone (interactions off) uses the paired differences of
        persons instead, which are many more than the replications.
        """
        values = self.difference(metric, label).to_numpy()
        is_value = find_metric(metric) is find_metric(VALUE)
        if is_value and not self.settings["interactions"] and not self._has_costs_per_customer(label):
            return self._per_person(values, label)
        return interval_of(values)

    def interval_with_doubt(self, metric: str, label: str) -> Interval:
        """Return the 95 % interval of a difference that holds simulation error and doubt.

        A `ValueError` says how to ask for doubt, if this comparison was made without.

        >>> import cxsim as cx
        >>> plans = ["today", cx.levers.redesign("help_desk")]
        >>> study = cx.compare(cx.load_example("telecom"), plans, months=2, people=300, replications=2, doubt=True)
        >>> what = ("net present value", "redesign help desk")
        >>> study.interval_with_doubt(*what).error > study.interval(*what).error
        True
        """
        likely, measure, drawn = self.difference(metric, label), find_metric(metric), self._in_doubt().results
        moved = measure.of(drawn[label].data) - measure.of(drawn[self.baseline].data)
        return interval_in_doubt(self.interval(metric, label), likely.to_numpy(), moved.to_numpy())

    def _in_doubt(self) -> Doubt:
        if self.doubt is None:
            raise ValueError("this comparison holds luck only; ask for doubt with cx.compare(…, doubt=True)")
        return self.doubt

    def _has_costs_per_customer(self, label: str) -> bool:
        """Tell whether lever costs follow the customers: they are then no part of a person's own value."""
        worlds = (self.results[self.baseline], self.results[label])
        return any(lever["per_customer"]["likely"] for world in worlds for lever in world.levers)

    def _per_person(self, values: NDArray[np.float64], label: str) -> Interval:
        people, sums, squares = np.moveaxis(self.paired[label], -1, 0)
        variance = (squares - sums**2 / people) / np.maximum(people - 1, 1)
        error = float(np.sqrt((self.weights**2 * people * variance).sum())) / len(values)
        return from_error(float(values.mean()), error, float(people.sum() - 1))

    def table(self) -> pd.DataFrame:
        """Return every scenario's differences with intervals and the odds that it is better, and both levels.

        `low`, `high` and P(better) hold luck only: doubt about the assumptions is not in them. A comparison with doubt
        has four columns more, which hold simulation error and doubt: `with_doubt` (mean), `doubt_low`, `doubt_high`,
        and P(better) with doubt. Numbers as computed, in their units; texts say "> 0.99" where P(better) is beyond it,
        since t over few replications cannot tell more.

        >>> import cxsim as cx
        >>> telecom = cx.load_example("telecom")
        >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
        >>> study.table().index.names
        FrozenList(['scenario', 'measure'])
        """
        return difference_table(self)

    def level(self, metric: str, label: str) -> float:
        """Return a scenario's own measure, mean over replications."""
        return float(self._result(label).metric(metric).mean())

    def people_for(self, label: str, metric: str = VALUE, width: float = WISHED) -> float:
        """Return how many simulated people (over all replications) an interval of ± width × difference would take."""
        interval = self.interval(metric, label)
        half = (interval.high - interval.low) / 2
        return self.simulated * (half / (width * abs(interval.mean))) ** 2 if interval.mean else np.inf

    @property
    def simulated(self) -> int:
        """Number of simulated people over all replications."""
        return int(str(self.settings["people"])) * int(str(self.settings["replications"]))

    def best(self) -> tuple[str, str, float]:
        """Return the scenario with the highest net present value, the next, and the odds that the first beats it."""
        values = {label: result.net_present_value() for label, result in self.results.items()}
        first, second = sorted(values, key=lambda label: -float(values[label].mean()))[:2]
        return first, second, interval_of((values[first] - values[second]).to_numpy()).positive

    def best_with_doubt(self) -> tuple[str, str, float]:
        """Return what `best` returns, with the odds that hold doubt as well.

        >>> import cxsim as cx
        >>> plans = ["today", cx.levers.redesign("help_desk")]
        >>> study = cx.compare(cx.load_example("telecom"), plans, months=2, people=300, replications=2, doubt=True)
        >>> study.best_with_doubt()[:2] == study.best()[:2]
        True
        """
        first, second, _ = self.best()
        drawn = self._in_doubt().results
        likely, moved = (
            np.asarray(each[first].net_present_value() - each[second].net_present_value())
            for each in (self.results, drawn)
        )
        return first, second, interval_in_doubt(interval_of(likely), likely, moved).positive

    def payback(self) -> pd.DataFrame:
        """Return the month by which each scenario has earned back what it cost, for good, with its interval.

        >>> import cxsim as cx
        >>> telecom = cx.load_example("telecom")
        >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
        >>> study.payback().columns.tolist()
        ['payback', 'low', 'high', 'reading']
        """
        return payback_table(self)

    def returns(self) -> pd.DataFrame:
        """Return each scenario's outlay, gain and return on investment, with its interval.

        >>> import cxsim as cx
        >>> telecom = cx.load_example("telecom")
        >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
        >>> "roi" in study.returns()
        True
        """
        return return_table(self)

    def lines(self, label: str) -> pd.DataFrame:
        """Return what a scenario's difference in net present value is made of; the lines add up to it.

        >>> import cxsim as cx
        >>> telecom = cx.load_example("telecom")
        >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
        >>> study.lines("redesign help desk").index[-1]
        'net present value'
        """
        return lines_table(self, self._result(label).label)

    def readings(self, *, progress: bool | Callable[[float], None] | None = None) -> pd.DataFrame:
        """Return each scenario's difference in value within the horizon, run off after it, and frozen at its end.

        >>> import cxsim as cx
        >>> telecom = cx.load_example("telecom")
        >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
        >>> study.readings().index.get_level_values("reading").tolist()
        ['flow', 'run_off', 'frozen']
        """
        with shown_progress(progress, "running off") as report:
            return reading_table(self, report)

    def breakeven(self, *, progress: bool | Callable[[float], None] | None = None) -> pd.DataFrame:
        """Return the cost, and the share of the stated effect, at which each scenario gains nothing.

        >>> import cxsim as cx
        >>> telecom = cx.load_example("telecom")
        >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=6, people=300, replications=2)
        >>> study.breakeven().columns.tolist()
        ['cost', 'cost_low', 'cost_high', 'effect', 'effect_low', 'effect_high', 'reading']
        """
        with shown_progress(progress, "looking for the break-even") as report:
            return break_even_table(self, report)

    def first_seen(self, *, answers: int | None = None, power: float = 0.8) -> pd.DataFrame:
        """Return the month in which an NPS dashboard of so many real answers a month would notice each scenario.

        >>> import cxsim as cx
        >>> telecom = cx.load_example("telecom")
        >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
        >>> study.first_seen(answers=400).columns.tolist()
        ['month', 'low', 'high', 'visible', 'answers']
        """
        return first_seen_table(self, answers, power)

    def tornado(
        self, *, limit: int = 12, replications: int = 4, progress: bool | Callable[[float], None] | None = None
    ) -> pd.DataFrame:
        """Return which numbers in doubt would turn the decision: the value of the best scenario less the next's.

        Each number is put at both ends of its range, all else as it is likely, on the same people with the same luck.
        Sorted by `swing` (money). Columns: `low`, `high` (of the number; levers as multiples of the likely); `at_low`,
        `at_high` (the difference there, money) with their 95 % intervals of simulation error; `flips` (whether the
        scenarios' order by net present value changes at an end); `rank_correlation` (of draws and difference). `attrs`
        tells the two scenarios, their difference, and what was left out.

        Parameters
        ----------
        limit
            Numbers to try: the levers of the two scenarios, then those whose draws go along most with the difference.
        replications
            Replications at each end.
        progress
            As in `simulate`.

        Raises
        ------
        ValueError
            The comparison was made without doubt or read from a file, or a count is below 1 (replications: 2).

        Examples
        --------
        >>> import cxsim as cx
        >>> plans = ["today", cx.levers.redesign("help_desk")]
        >>> study = cx.compare(cx.load_example("telecom"), plans, months=2, people=300, replications=2, doubt=True)
        >>> study.tornado(limit=2, replications=2).index.tolist()
        ['levers.redesign.help_desk.cost', 'levers.redesign.help_desk.effect']
        """
        for name, value, least in (("limit", limit, 1), ("replications", replications, 2)):
            if value < least:
                raise ValueError(f"{name} = {shown(value)}: give {least} or more")
        with shown_progress(progress, "turning numbers one by one") as report:
            return tornado_table(self, self._in_doubt(), limit, replications, report)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return what a reader of a comparison wants as tables: differences, worth, what they are made of, notes.

        >>> import cxsim as cx
        >>> telecom = cx.load_example("telecom")
        >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
        >>> list(study.tables())
        ['differences', 'payback', 'returns', 'lines', 'notes']
        """
        return all_tables(self)

    def to_excel(self, path: str | Path) -> Path:
        """Write all tables into a workbook (.xlsx), one sheet each; needs `cxsim[excel]`."""
        return write_workbook(path, self.tables())

    def to_csv(self, folder: str | Path) -> list[Path]:
        """Write all tables into a folder of CSV files; the files are returned."""
        return write_tables(folder, self.tables(), "csv")

    @cached_property
    def notes(self) -> list[str]:
        """What a reader must know beside the numbers."""
        return notes_of(self)

    def too_wide(self) -> list[str]:
        """Return the scenarios whose value interval is too wide for a claim about the size."""
        intervals = {label: self.interval(VALUE, label) for label in self.challengers}
        return [label for label, i in intervals.items() if i.error > 0 and (i.high - i.low) / 2 > WIDE * abs(i.mean)]

    def save(self, path: str | Path) -> None:
        """Write all worlds to one netCDF file, a group a scenario; an older file is replaced only by a whole new one.

        A `ValueError` says why it cannot be written there.

        >>> import tempfile
        >>> import cxsim as cx
        >>> telecom, path = cx.load_example("telecom"), Path(tempfile.mkdtemp()) / "study.nc"
        >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
        >>> study.save(path)
        >>> cx.Comparison.load(path).digest == study.digest
        True
        """
        write_groups(path, groups_of(self))

    @classmethod
    def load(cls, path: str | Path) -> Comparison:
        """Read what `save` wrote; a `ValueError` says what is wrong with the file."""
        results, paired, weights, doubt = read_comparison(path)
        return cls(results, paired, weights, doubt=doubt)

    def report(self, path: str | Path) -> Path:
        """Write one self-contained page; an older file is replaced only by a whole new one."""
        from .report import write_report  # the page brings templates and charts, which a run does not need

        return write_report(self, as_path(path))

    def __repr__(self) -> str:
        company, others = self.results[self.baseline].data.attrs["company"], len(self.challengers)
        against = f"{others} scenario{'s' if others > 1 else ''} against '{self.baseline}'"
        return f"<cxsim.Comparison of {company}: {against}, digest {self.digest[:12]}>"

    def _repr_html_(self) -> str:
        from .report import table_html

        return table_html(self)


def compare(
    company: Company,
    scenarios: Sequence[str | Lever | Scenario],
    *,
    months: float = 36,
    steps: int | None = None,
    people: int = 20_000,
    replications: int | None = None,
    seed: int = 1,
    start: Start = "steady",
    interactions: bool = True,
    doubt: bool = False,
    record: str | Sequence[str] = (),
    sample: int = SAMPLE,
    threads: int | None = None,
    progress: bool | Callable[[float], None] | None = None,
) -> Comparison:
    """Compare scenarios on the same people with the same luck; the first is the baseline.

    Parameters are those of `simulate`, and one more.

    Parameters
    ----------
    doubt
        Whether each replication is run a second time, with all that is in doubt drawn from its range: assumed defaults
        that no file sets, numbers that a file states with low and high, effects and costs of levers. The differences
        then have two intervals, one of simulation error, one of simulation error and doubt.
    replications
        8, or 32 with doubt.

    Raises
    ------
    TypeError
        What was given is no company, or no list of scenarios.
    ValueError
        Fewer than two scenarios, labels that repeat, or an argument out of range.
    ScenarioError
        A lever does not fit the company; every problem is listed.

    Examples
    --------
    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> study.baseline
    'today'
    """
    require_company(company)
    all_scenarios = Scenario.all_of(scenarios)
    if len(all_scenarios) < 2:
        raise ValueError("compare needs two scenarios or more; the first is the baseline")
    if doubt not in (True, False):
        raise ValueError(f"doubt = {shown(doubt)}: give True or False")
    count = (DRAWS if doubt else REPLICATIONS) if replications is None else replications
    settings = settings_of(company, months, steps, people, count, seed, start, interactions, threads)
    origin = Origin(company, tuple(all_scenarios), settings.recording(record, sample))
    with shown_progress(progress, f"comparing {len(all_scenarios)} scenarios of {company.name}") as report:
        worlds = run_worlds(company, all_scenarios, origin.settings, part_of(report, 0, LUCK if doubt else 1))
        comparison = _comparison(worlds, origin)
        if doubt:
            drawn = run_in_doubt(origin, comparison.results, part_of(report, LUCK, 1))
            comparison = replace(comparison, doubt=drawn)
    if wide := comparison.too_wide():
        warnings.warn(remedy(comparison, wide), PrecisionWarning, stacklevel=2)
    return comparison


def tornado(
    company: Company, scenarios: Sequence[str | Lever | Scenario], *, limit: int = 12, **arguments: Any
) -> pd.DataFrame:
    """Compare scenarios with doubt, and return which numbers in doubt would turn the decision.

    Parameters and errors are those of `compare` and of `Comparison.tornado`, whose table this is.

    >>> import cxsim as cx
    >>> plans = ["today", cx.levers.redesign("help_desk")]
    >>> cx.tornado(cx.load_example("telecom"), plans, limit=1, months=2, people=300, replications=2).shape
    (1, 11)
    """
    return compare(company, scenarios, **{**arguments, "doubt": True}).tornado(limit=limit)


def _comparison(worlds: Sequence[World], origin: Origin) -> Comparison:
    company, settings = origin.company, origin.settings
    results = {world.scenario.label: Results.of(world, company, settings) for world in worlds}
    paired = {world.scenario.label: world.paired for world in worlds}
    weights = np.array(_core.weights(worlds[0].parameters[0], settings.people))
    return Comparison(results, paired, weights, origin)
