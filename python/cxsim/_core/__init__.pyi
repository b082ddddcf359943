# Written by `python -m cxsim.generate` from the compiled module. Do not edit.
# ruff: noqa
# fmt: off
"""
The compiled core of cxsim.
"""
from __future__ import annotations
import collections.abc
import numpy
import numpy.typing
import typing
from . import equations
__all__: list[str] = ['Parameters', 'Settings', 'Simulation', 'Snapshot', 'address_table', 'burn_in_steps', 'burned_in', 'caps', 'cause_names', 'cohort', 'column_rows', 'equations', 'event_rows', 'family_names', 'impossible_frailty', 'impossible_trait', 'instruction_sets', 'limits', 'month_order', 'months_per_year', 'most_people', 'most_replications', 'most_threads', 'parameter_rows', 'series', 'tenure_classes', 'tenure_knots', 'trait_families', 'weights']
class Parameters:
    """
    The parameters of one month.
    """
    def __init__(self, segments: collections.abc.Sequence[str], dimensions: collections.abc.Sequence[str], channels: collections.abc.Sequence[str], touchpoints: collections.abc.Sequence[str], journeys: collections.abc.Sequence[str]) -> None:
        ...
    def copy(self) -> Parameters:
        """
        An independent copy.
        """
    def expected_visits(self, journey: str) -> list[float]:
        """
        Expected visits of each touchpoint in one journey of a kind (absorbing Markov chain).
        """
    def get(self, path: str) -> float:
        """
        The number at a path.
        """
    def set(self, path: str, value: typing.SupportsFloat | typing.SupportsIndex) -> None:
        """
        Writes the number at a path; refuses what is out of range.
        """
    def set_family(self, trait: str, family: str) -> None:
        """
        Distribution family of a trait.
        """
    def set_own_route(self, journey: str, touchpoint: str) -> None:
        """
        Says that this journey goes on differently after a failure at this touchpoint.
        """
    def values(self) -> dict[str, typing.Any]:
        """
        Every path with its number.
        """
    @property
    def steps_per_year(self) -> float:
        ...
    @steps_per_year.setter
    def steps_per_year(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
class Settings:
    """
    How to run: people, luck, threads, what crosses between people.
    """
    def __init__(self, *, people: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, replication: typing.SupportsInt | typing.SupportsIndex = 0, threads: typing.SupportsInt | typing.SupportsIndex = 1, block_rows: typing.SupportsInt | typing.SupportsIndex = 1024, interactions: bool = True, closed: bool = False, trace: bool = False, instructions: str = 'auto', sample: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex] = []) -> None:
        ...
class Snapshot:
    """
    People at the start of a horizon, and what they read there of each other.
    """
    @property
    def bytes(self) -> int:
        ...
class Simulation:
    """
    Worlds that share people and luck, advanced step by step.
    """
    @typing.overload
    def __init__(self, worlds: collections.abc.Sequence[collections.abc.Sequence[Parameters]], settings: Settings, start: Snapshot) -> None:
        ...
    @typing.overload
    def __init__(self, worlds: collections.abc.Sequence[collections.abc.Sequence[Parameters]], settings: Settings, start: Snapshot, company: Parameters) -> None:
        ...
    def advance(self, steps: typing.SupportsInt | typing.SupportsIndex, progress: typing.Any = None) -> None:
        """
        Runs this many steps; progress(done, total) is called now and then.
        """
    def events(self, world: typing.SupportsInt | typing.SupportsIndex) -> dict[str, typing.Any]:
        """
        Encounters of the sampled people, by person, in the order of their lives: who, when, where, flags, numbers.
        """
    def load(self, path: str) -> None:
        """
        Reads a checkpoint of the same company, schedule and settings.
        """
    def paired(self, world: typing.SupportsInt | typing.SupportsIndex, baseline: typing.SupportsInt | typing.SupportsIndex) -> list[tuple[int, float, float]]:
        """
        Per segment: people, sum and sum of squares of the difference in discounted value.
        """
    def people(self, world: typing.SupportsInt | typing.SupportsIndex, ids: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex] | None = None) -> dict[str, typing.Any]:
        """
        Every column by id, as it stands now: of everybody, or of the people of some ids.
        """
    def save(self, path: str) -> None:
        """
        Writes a checkpoint.
        """
    def totals(self, world: typing.SupportsInt | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.int64]:
        """
        Exact totals, step × segment × cell, in whole numbers of 1/scale.
        """
    def trace(self, world: typing.SupportsInt | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.float32]:
        """
        Log hazards without base level, tenure and frailty: step × person.
        """
    @property
    def done(self) -> int:
        ...
    @property
    def steps(self) -> int:
        ...
    @property
    def worlds(self) -> int:
        ...
def _after_fork() -> None:
    """
    A forked child has no run under way.
    """
def address_table() -> list[tuple[str, int, int, int]]:
    """
    Bit fields of a random word's address: name, counter word, first bit, bits.
    """
def burn_in_steps(parameters: Parameters) -> int:
    """
    Steps of the burn-in.
    """
def burned_in(parameters: Parameters, settings: Settings, progress: typing.Any = None) -> Snapshot:
    """
    A market after four years without levers.
    """
def cohort(parameters: Parameters, settings: Settings, progress: typing.Any = None) -> Snapshot:
    """
    Everybody has just joined.
    """
def column_rows() -> list[typing.Any]:
    """
    What a person has: name, unit and meaning; will and should once a dimension.
    """
def event_rows() -> list[typing.Any]:
    """
    What an encounter has: flags, numbers, and numbers once a dimension; each name, unit and meaning.
    """
def impossible_frailty(frailty: typing.SupportsFloat | typing.SupportsIndex, leaving_alpha: typing.SupportsFloat | typing.SupportsIndex, leaving_beta: typing.SupportsFloat | typing.SupportsIndex) -> str:
    """
    What is wrong with how the people of a segment differ in leaving; empty if they can.
    """
def impossible_trait(family: str, mean: typing.SupportsFloat | typing.SupportsIndex, spread: typing.SupportsFloat | typing.SupportsIndex) -> str:
    """
    What a distribution of a family would need to have this mean and standard deviation; empty if it can.
    """
def instruction_sets() -> list[str]:
    """
    Instruction sets that this build has and this machine runs, best first.
    """
def month_order() -> list[tuple[str, str]]:
    """
    The steps of the month in order, each with what it does.
    """
def parameter_rows() -> list[typing.Any]:
    """
    Every parameter row: block, name, axis, unit, range, default, doc, source.
    """
def series(parameters: Parameters) -> list[typing.Any]:
    """
    The totals a month reports: name, unit, axis, offset, count, scale.
    """
def weights(parameters: Parameters, people: typing.SupportsInt | typing.SupportsIndex) -> list[float]:
    """
    Real people per simulated one, by segment.
    """
caps: dict[str, int]
cause_names: list[str]
family_names: list[str]
limits: dict[str, int]
months_per_year: int = 12
most_people: int = 67108863
most_replications: int = 65536
most_threads: int = 1024
tenure_classes: list[int]
tenure_knots: list[int]
trait_families: dict[str, str]
