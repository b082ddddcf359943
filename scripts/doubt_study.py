"""Runs the study of docs/doubt.md, prints its numbers and draws its chart: python scripts/doubt_study.py."""

import time
from pathlib import Path

import matplotlib as mpl

import cxsim as cx
from cxsim.metrics import VALUE
from cxsim.wording import odds, with_interval

PICTURE = Path(__file__).parents[1] / "docs/images/tornado.png"
SCENARIOS = ["today", cx.levers.redesign("help_desk"), cx.levers.consistency(), cx.levers.effort_reduction()]


def run() -> cx.Comparison:
    """Return the study of the page."""
    return cx.compare(cx.load_example("telecom"), SCENARIOS, months=36, people=5_000, seed=1, doubt=True)


def line(study: cx.Comparison, label: str) -> str:
    """Return a row of the table: value and churn with both intervals, value with both odds."""
    luck, both = study.interval(VALUE, label), study.interval_with_doubt(VALUE, label)
    churn = (study.interval("churn", label), study.interval_with_doubt("churn", label))
    cells = [
        label,
        with_interval(luck, scale=1e6),
        odds(luck.positive),
        with_interval(both, scale=1e6),
        odds(both.positive),
        *(with_interval(each, 3) for each in churn),
    ]
    return f"| {' | '.join(cells)} |"


def drawn_share(study: cx.Comparison, label: str) -> float:
    """Return the share of draws in which a scenario is worth more than the baseline."""
    assert study.doubt
    drawn = study.doubt.results
    return float((drawn[label].net_present_value() > drawn[study.baseline].net_present_value()).mean())


def main() -> None:
    """Run, print, draw."""
    mpl.use("Agg")
    started = time.perf_counter()
    study = run()
    print(
        f"{time.perf_counter() - started:.0f} s, {time.process_time():.0f} s of processor time; digest {study.digest[:12]}"
    )
    print(*(line(study, label) for label in study.challengers), sep="\n")
    for label in study.challengers:
        print(f"{label}: worth more than {study.baseline} in {drawn_share(study, label):.0%} of the draws")
    base = study.results[study.baseline].metric("churn"), study.doubt.results[study.baseline].metric("churn")
    print("base churn without and with doubt:", *(f"{each.mean().item():.3f}" for each in base))
    print("largest gap in a replication:", f"{abs(base[1] / base[0] - 1).max().item():.2%}")
    print(*study.notes, sep="\n")
    started = time.perf_counter()
    tornado = study.tornado()
    print(f"tornado: {time.perf_counter() - started:.0f} s; {tornado.attrs}")
    print((tornado.drop(columns=["flips"]).round(3)).to_string(), tornado["flips"].to_string(), sep="\n")
    PICTURE.parent.mkdir(exist_ok=True)
    study.plot.tornado(tornado).figure.savefig(PICTURE, dpi=100, metadata={"Software": None})


if __name__ == "__main__":
    main()
