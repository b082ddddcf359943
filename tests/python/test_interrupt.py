"""A long run can be stopped, and stopping Python, or copying it, during one is safe."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from jupyter_client.manager import start_new_kernel

TRIES = 20
LONG_RUN = """
import cxsim as cx
telecom = cx.load_example("telecom")
cx.simulate(telecom, months=1, people=2_000, replications=1)
"""
# Says when the run was over: what a notebook then takes to print a traceback is not the core's.
INTERRUPTED = """
import time
stopped = float("nan")
try:
    cx.simulate(telecom, months=1200, people=200_000, threads=1, seed=9)
except KeyboardInterrupt:
    stopped = time.time()
"""


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, timeout=120, check=False)


def reply_to(client: Any, request: str) -> dict[str, Any]:
    """The reply to one request; earlier ones are passed over."""
    while True:
        reply: dict[str, Any] = client.get_shell_msg(timeout=30)
        if reply["parent_header"].get("msg_id") == request:
            return reply


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # the kernel's own libraries
def test_an_interrupt_in_a_notebook_is_answered_at_once_and_the_kernel_lives() -> None:
    manager, client = start_new_kernel()
    try:
        client.execute_interactive(LONG_RUN, timeout=60, output_hook=lambda _: None)
        waits = []
        for _ in range(TRIES):
            request = client.execute(INTERRUPTED, user_expressions={"stopped": "stopped"})
            time.sleep(0.4)
            begin = time.time()
            manager.interrupt_kernel()
            reply = reply_to(client, request)
            stopped = reply["content"]["user_expressions"]["stopped"]["data"]["text/plain"]
            waits.append(float(stopped) - begin)
        again = client.execute_interactive(
            "cx.simulate(telecom, months=1, people=2_000, replications=1)", timeout=60, output_hook=lambda _: None
        )
        assert again["content"]["status"] == "ok"
        assert median(waits) <= 0.1, f"median {median(waits):.3f} s, longest {max(waits):.3f} s"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_an_exception_from_the_progress_callback_ends_the_run() -> None:
    import cxsim as cx

    def refuse(share: float) -> None:
        raise RuntimeError(f"stop at {share:.0%}")

    with pytest.raises(RuntimeError, match="stop at"):
        cx.simulate(cx.load_example("telecom"), months=600, people=100_000, progress=refuse)


ONE_LONG_RUN = "run = lambda: cx.simulate(telecom, months=1200, people=200_000, seed=9)\n"
MANY_SHORT_RUNS = (
    "run = lambda: [cx.simulate(telecom, months=1, people=300, replications=1, seed=s) for s in range(9999)]\n"
)


@pytest.mark.parametrize("run", [ONE_LONG_RUN, *5 * [pytest.param(MANY_SHORT_RUNS, marks=pytest.mark.slow)]])
def test_python_can_end_while_a_thread_runs_simulations(run: str) -> None:
    code = LONG_RUN + (
        "import threading, time\n" + run + ""
        "threading.Thread(target=run, daemon=True).start()\n"
        "time.sleep(0.5)\n"
        "print('leaving')\n"
    )
    done = run_python("-c", code)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "leaving"


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_may_be_started_after_a_run(method: str, tmp_path: Path) -> None:
    code = (
        "import multiprocessing as mp\n"
        "import cxsim as cx\n"
        "def digest(seed):\n"
        "    return cx.simulate(cx.load_example('telecom'), months=1, people=600, replications=1, seed=seed).digest\n"
        "if __name__ == '__main__':\n"
        "    here = digest(1)\n"
        f"    with mp.get_context('{method}').Pool(2) as pool:\n"
        "        assert pool.map(digest, [1, 1]) == [here, here]\n"
        "    print('equal')\n"
    )
    script = tmp_path / "script.py"  # spawn imports it in the child, which it cannot do with -c
    script.write_text(code, encoding="utf-8")
    done = run_python(str(script))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "equal"
