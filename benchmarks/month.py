"""The month of the core beside the plain NumPy month of the tests: the same people, luck and work, in one run.

    make bench        or: python benchmarks/month.py [--people 100000] [--rounds 3]

Both live the first months of the same telecom cohort, on one thread, in turn; the table gives the best and the median of
the rounds and their ratio. Then the core alone runs 36 months of two worlds with a burn-in, on one and on all threads.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
from rich.console import Console
from rich.table import Table

import cxsim as cx
from cxsim import _core
from cxsim.run import default_threads

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from reference import World

MONTHS = 2  # of the shared work; the NumPy month is slow


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--people", type=int, default=100_000)
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    console = Console()
    console.print(
        f"{platform.machine()}, {default_threads()} threads, instruction sets {', '.join(_core.instruction_sets())}"
    )
    console.print(shared_work(options.people, options.rounds))
    console.print(whole_study(options.people))


def shared_work(people: int, rounds: int) -> Table:
    """Run the same months on every implementation, interleaved."""
    names = _core.instruction_sets()
    runs: dict[str, Callable[[], tuple[float, float]]] = {
        f"core, {n}": lambda n=n: core_months(people, n) for n in names
    }
    runs["NumPy month of the tests"] = lambda: numpy_months(people)
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    encounters: dict[str, float] = {}
    for _ in range(rounds):
        for name, run in runs.items():
            taken, encounters[name] = run()
            seconds[name].append(taken)
    counts = set(encounters.values())
    if max(counts) - min(counts) > 1e-4 * max(counts):
        raise SystemExit(f"the implementations did not do the same work: {encounters}")
    table = Table(title=f"{people:,} people, {MONTHS} months, one thread, {rounds} interleaved rounds")
    for column in ("implementation", "ns per encounter, best", "median", "times the core's best"):
        table.add_column(column, justify="left" if column == "implementation" else "right")
    best = min(min(times) for times in seconds.values())
    for name, times in seconds.items():
        each = [1e9 * t / encounters[name] for t in (min(times), median(times))]
        table.add_row(name, f"{each[0]:,.0f}", f"{each[1]:,.0f}", f"{min(times) / best:,.1f}")
    return table


def core_months(people: int, instructions: str) -> tuple[float, float]:
    """Return seconds and encounters of the core."""
    parameters = cx.load_example("telecom").parameters()
    settings = _core.Settings(people=people, seed=1, instructions=instructions)
    simulation = _core.Simulation([[parameters] * MONTHS], settings, _core.cohort(parameters, settings))
    begin = time.perf_counter()
    simulation.advance(MONTHS)
    taken = time.perf_counter() - begin
    row = next(r for r in _core.series(parameters) if r["name"] == "touchpoint_encounters")
    cells = simulation.totals(0)[..., row["offset"] : row["offset"] + row["count"]]
    return taken, float(cells.sum() / row["scale"])


def numpy_months(people: int) -> tuple[float, float]:
    """Return seconds and encounters of the NumPy month."""
    company = cx.load_example("telecom")
    parameters = company.parameters()
    settings = _core.Settings(people=people, seed=1)
    drawn = _core.Simulation([[parameters]], settings, _core.cohort(parameters, settings)).people(0)
    traits = {name: drawn[name].astype(float) for name in _core.trait_families}
    traits["frailty"] = np.exp(drawn["log_frailty"].astype(float))
    names = {
        n: list(getattr(company.names, n)) for n in ("segments", "dimensions", "channels", "touchpoints", "journeys")
    }
    segment = drawn["segment"].astype(int)
    world = World(company.flat(), names, company.own_routes(), traits, segment, seed=1, replication=0, start="cohort")
    begin = time.perf_counter()
    sums = [world.step() for _ in range(MONTHS)]
    taken = time.perf_counter() - begin
    return taken, float(sum(month["touchpoint_encounters"].sum() for month in sums))


def whole_study(people: int) -> Table:
    """Run 36 months of two worlds, as `compare` runs them, one replication."""
    company = cx.load_example("telecom")
    scenarios = ["today", cx.levers.consistency()]
    table = Table(title=f"{people:,} people, 36 months, 2 worlds, one replication")
    for column in ("threads", "with burn-in, s", "burn-in known, s"):
        table.add_column(column, justify="right")
    for threads in sorted({1, default_threads()}):
        seed = threads  # a seed of its own: the burn-in is not yet known
        taken = []
        for _ in range(2):
            begin = time.perf_counter()
            cx.compare(company, scenarios, people=people, replications=1, threads=threads, seed=seed)
            taken.append(time.perf_counter() - begin)
        table.add_row(str(threads), *(f"{t:.2f}" for t in taken))
    return table


if __name__ == "__main__":
    main()
