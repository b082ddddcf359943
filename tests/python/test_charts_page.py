"""The page of charts: every line of it runs, and it names every chart."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

import cxsim as cx
from cxsim.plots import ComparisonPlots, ResultsPlots

pytestmark = pytest.mark.slow


def test_every_line_runs_and_every_chart_is_named(project: Path) -> None:
    page = (project / "docs/charts.md").read_text(encoding="utf-8")
    ((start, rest),) = re.findall(r"^```python\n(.*?)^```$(.*)", page, re.MULTILINE | re.DOTALL)
    names: dict[str, object] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cx.PrecisionWarning)
        exec(start.replace("2_000", "500"), names)  # noqa: S102 — the page gives these lines to be run
    lines = re.findall(r"\| `((?:study|results|cohort)\.plot\..*?)` \|", rest)
    for line in lines:
        assert eval(line, names) is not None
        plt.close("all")
    known = {name for plots in (ResultsPlots, ComparisonPlots) for name in vars(plots) if name[0] != "_"}
    assert {re.split(r"[.(]", line)[2] for line in lines} == known - {"tornado"}  # which takes a study with doubt
    assert "study.plot.tornado()" in rest


def test_the_index_leads_to_the_page(project: Path) -> None:
    assert "](charts.md)" in (project / "docs/index.md").read_text(encoding="utf-8")
    assert (project / "docs/mechanisms/causes.md").is_file()
