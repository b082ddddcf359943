"""What all Python tests share: charts without a window, repeatable laws, and --update for golden numbers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("MPLBACKEND", "Agg")

# The same examples every time, and no time limit: a loaded machine must not fail a law.
settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write golden numbers anew instead of comparing them")


@pytest.fixture(scope="session")
def update(request: pytest.FixtureRequest) -> bool:
    """True where golden numbers are to be written anew."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the project."""
    return Path(__file__).parents[2]


@pytest.fixture
def no_figure_is_shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Charts are drawn, never shown, and leave no figure behind."""
    from matplotlib import pyplot as plt  # which tests without charts need not load

    plt.close("all")  # what tests elsewhere left open
    monkeypatch.setattr(plt, "show", lambda: pytest.fail("a chart was shown"))
    yield
    plt.close("all")
