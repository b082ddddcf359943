"""A bar is shown where somebody watches and waits, and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import IPython.display
import pytest

import cxsim as cx
from cxsim import progress
from cxsim.progress import shown

TELECOM = cx.load_example("telecom")
RUN: dict[str, Any] = {"months": 2, "people": 300, "replications": 2}


class ZMQInteractiveShell:
    """Stands for the shell of a notebook."""


class Page:
    """Stands for the page of a notebook: what is displayed, and what becomes of it."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def display(self, page: Any, *, display_id: bool) -> Page:
        assert display_id
        self.update(page)
        return self

    def update(self, page: Any) -> None:
        self.texts.append(page.data)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    made = Page()
    monkeypatch.setattr(sys.modules["IPython"], "get_ipython", ZMQInteractiveShell)
    monkeypatch.setattr(IPython.display, "display", made.display)
    return made


def at_prompt(monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool) -> None:
    monkeypatch.setattr(sys, "ps1", ">>> ", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)


def test_a_script_is_not_watched_even_in_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.delattr(sys, "ps1", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with shown(None, "work") as report:
        assert report is None
    cx.simulate(TELECOM, **RUN)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_prompt_is_watched_if_it_is_in_a_terminal(monkeypatch: pytest.MonkeyPatch, is_terminal: bool) -> None:
    at_prompt(monkeypatch, is_terminal=is_terminal)
    with shown(None, "work") as report:
        assert (report is not None) == is_terminal
    with shown(False, "work") as report:
        assert report is None


def test_a_short_run_at_a_prompt_prints_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at_prompt(monkeypatch, is_terminal=True)
    monkeypatch.setattr(progress, "PATIENCE", 600.0)
    cx.simulate(TELECOM, **RUN)
    assert capsys.readouterr().out == ""


def test_a_long_run_in_a_notebook_shows_a_bar_that_rises_and_goes(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    cx.simulate(TELECOM, **RUN)
    shares = [float(text.split("'")[1]) for text in page.texts[:-1]]
    assert shares == sorted(shares)
    assert len(shares) > 1
    assert f"simulating {TELECOM.name}" in page.texts[0]
    assert page.texts[-1] == ""


@pytest.mark.parametrize(("wish", "is_shown"), [(None, False), (False, False), (True, True)])
def test_a_short_run_in_a_notebook_shows_a_bar_only_if_asked(
    page: Page, wish: bool | None, is_shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 600.0)
    cx.simulate(TELECOM, **RUN, progress=wish)
    assert bool(page.texts) == is_shown


def test_a_bar_goes_when_the_work_fails(page: Page) -> None:
    def work() -> None:
        with shown(True, "work") as report:
            assert report
            report(0.5)
            raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        work()
    assert len(page.texts) == 2
    assert page.texts[-1] == ""


@pytest.mark.usefixtures("page")
def test_a_function_hears_the_share_wherever_it_is() -> None:
    heard: list[float] = []
    cx.simulate(TELECOM, **RUN, progress=heard.append)
    assert heard[-1] == 1.0
    assert heard == sorted(heard)


@pytest.mark.parametrize("wrong", [5, "yes"])
@pytest.mark.parametrize("work", [cx.simulate, cx.standardize])
def test_what_is_no_progress_is_refused(wrong: object, work: Callable[..., object]) -> None:
    with pytest.raises(TypeError, match="give True, False, a function of the done share, or None"):
        work(cx.load_example("telecom_norm"), progress=wrong, people=300)
