"""What a run is said to take is what it takes, and what is said to be free is free."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import cxsim as cx
from cxsim.memory import free_memory, needed_memory
from cxsim.simulate import settings_of

pytestmark = pytest.mark.slow

TELECOM = cx.load_example("telecom")
# The peak of a process of its own, less what it took before the run: a small one has loaded all libraries by then.
MEASURED = """
import sys, warnings
import cxsim as cx
warnings.simplefilter("ignore")
people, replications, months, worlds = map(int, sys.argv[1:])
telecom = cx.load_example("telecom")
scenarios = [cx.Scenario(str(i), [cx.levers.promise(0.2 + i / 10)]) for i in range(worlds)]
def peak(**size):
    kept = cx.compare(telecom, scenarios, start="cohort", threads=2, **size)
    with open("/proc/self/status") as status:  # of this program alone; a resource usage starts with its parent's
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
before = peak(people=300, months=1, replications=2)
print(peak(people=people, months=months, replications=replications) - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of a program")
@pytest.mark.parametrize("size", [(150_000, 2, 2, 2), (60_000, 3, 1, 4), (1_000, 12, 60, 2)], ids=str)
def test_a_run_takes_the_memory_that_was_said(size: tuple[int, int, int, int]) -> None:
    people, replications, months, worlds = size
    command = [sys.executable, "-c", MEASURED, *map(str, size)]
    taken = int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    settings = settings_of(TELECOM, months, None, people, replications, 1, "cohort", True, 2)
    assert needed_memory(TELECOM, settings, worlds) == pytest.approx(taken, rel=0.25)


def machine(root: Path, **files: str) -> Path:
    """Make up a system with 8 GB free in which this process is in the group job, itself in batch."""
    laid = {"proc/meminfo": "MemTotal: 16000000 kB\nMemAvailable: 8000000 kB\n", **files}
    for path, text in laid.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


GROUP = {"proc/self/cgroup": "0::/batch/job\n"}
LIMITED = {"sys/fs/cgroup/batch/memory.max": "3000000000\n", "sys/fs/cgroup/batch/memory.current": "1000000000\n"}
UNLIMITED = {"sys/fs/cgroup/batch/job/memory.max": "max\n", "sys/fs/cgroup/batch/job/memory.current": "900000000\n"}
OLD = {
    "proc/self/cgroup": "5:cpu:/\n4:memory:/job\n0::/\n",
    "sys/fs/cgroup/memory/job/memory.limit_in_bytes": "2000000000\n",
    "sys/fs/cgroup/memory/job/memory.usage_in_bytes": "500000000\n",
}


@pytest.mark.parametrize(
    ("files", "free"),
    [
        ({}, 8_192_000_000),
        (GROUP | UNLIMITED, 8_192_000_000),
        (GROUP | UNLIMITED | LIMITED, 2_000_000_000),  # the group around this one's is what limits
        (GROUP | LIMITED | {"sys/fs/cgroup/batch/memory.stat": "anon 5\ninactive_file 400000000\n"}, 2_400_000_000),
        (GROUP | LIMITED | {"sys/fs/cgroup/batch/memory.max": "900000000\n"}, 0),
        (GROUP | LIMITED | {"sys/fs/cgroup/batch/memory.max": "64000000000\n"}, 8_192_000_000),
        (OLD, 1_500_000_000),
    ],
)
def test_free_memory_is_what_the_machine_and_every_group_leave(
    files: dict[str, str], free: int, tmp_path: Path
) -> None:
    assert free_memory(machine(tmp_path, **files)) == free


def test_free_memory_is_unknown_where_the_system_does_not_say_it(tmp_path: Path) -> None:
    assert free_memory(tmp_path) is None


def test_a_run_that_does_not_fit_is_refused_before_it_starts() -> None:
    with pytest.raises(ValueError, match="use fewer people and more replications"):
        cx.simulate(TELECOM, people=60_000_000)


def test_records_take_part_in_what_a_run_needs() -> None:
    plain = settings_of(TELECOM, 36, None, 100_000, 2, 1, "steady", True, 2)
    most = plain.recording(("events", "panel"), 100_000)
    few = plain.recording("events", 1_000)
    assert needed_memory(TELECOM, most, 2) > needed_memory(TELECOM, plain, 2) + 5e9
    assert needed_memory(TELECOM, few, 2) < 2 * needed_memory(TELECOM, plain, 2)
