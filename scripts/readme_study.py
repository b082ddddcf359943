"""Runs the demo study and puts its chart and its table into the README: python scripts/readme_study.py."""

import os
import platform
import time
from pathlib import Path

import matplotlib as mpl

import cxsim as cx
from cxsim.metrics import VALUE
from cxsim.study_file import load_study
from cxsim.wording import odds, with_interval

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PICTURE = ROOT / "docs/images/first_study.png"
BEGIN, END = "<!-- written by scripts/readme_study.py -->\n", "<!-- end -->"
HEAD = (
    "| against today | churn, % a month | below the zone, % of encounters | net present value, million | P(better) |\n"
)


def run() -> cx.Comparison:
    """Return the demo study, run as its file says."""
    study = load_study(ROOT / "examples/demo_study.yaml")
    return cx.compare(study.load_company(), study.load_scenarios(), **study.settings())


def table(study: cx.Comparison) -> str:
    """Return the difference of each scenario in three measures, with intervals, as a table."""
    return HEAD + "|---|---|---|---|---|\n" + "".join(line(study, label) for label in study.challengers)


def line(study: cx.Comparison, label: str) -> str:
    """Return a row of the table."""
    value = study.interval(VALUE, label)
    cells = [
        label,
        with_interval(study.interval("churn", label), 3),
        with_interval(study.interval("below_zone", label)),
        with_interval(value, scale=1e6),
        odds(value.positive),
    ]
    return f"| {' | '.join(cells)} |\n"


def footer(study: cx.Comparison, seconds: float) -> str:
    """Say how much was simulated, how long that took and on what."""
    settings, cores = study.settings, len(os.sched_getaffinity(0))
    return (
        f"{settings['people']:,} people, {settings['replications']} replications, {len(study.labels)} worlds, "
        f"{settings['steps']} months after four years of burn-in: {seconds:.0f} s on {cores} cores "
        f"({platform.system()} {platform.machine()}). Brackets: 95 % intervals of simulation error. "
        f"Digest `{study.digest[:12]}`.\n"
    )


def main() -> None:
    """Run, draw, write."""
    mpl.use("Agg")
    started = time.perf_counter()
    study = run()
    text = f"{table(study)}\n{footer(study, time.perf_counter() - started)}"
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    README.write_text(before + BEGIN + text + END + rest.partition(END)[2], encoding="utf-8")
    PICTURE.parent.mkdir(exist_ok=True)
    study.plot().figure.savefig(PICTURE, dpi=100, metadata={"Software": None})
    print(text)


if __name__ == "__main__":
    main()
