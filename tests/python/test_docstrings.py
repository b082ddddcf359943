"""Every example in a docstring runs, and every public name has one."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import matplotlib.pyplot as plt
import pytest

import cxsim as cx

pytestmark = pytest.mark.slow

MODULES = sorted(
    m.name for m in pkgutil.walk_packages(cx.__path__, "cxsim.") if not m.name.endswith(("_core", "__main__"))
)
EXCEPTIONS = ("Error", "Warning")


@pytest.mark.parametrize("name", MODULES)
@pytest.mark.filterwarnings("ignore::cxsim.PrecisionWarning")  # examples are small on purpose
def test_the_examples_of_a_module_run(name: str) -> None:
    failed = doctest.testmod(importlib.import_module(name)).failed
    plt.close("all")  # an example leaves its chart open, and matplotlib warns of too many
    assert failed == 0


@pytest.mark.parametrize("name", [n for n in cx.__all__ if not n.startswith("__") and not n.endswith(EXCEPTIONS)])
def test_a_public_name_has_a_runnable_example(name: str) -> None:
    public = getattr(cx, name)
    if type(public).__name__ == "module":
        assert any(test.examples for test in doctest.DocTestFinder().find(public)), name
        return
    methods = [m.__doc__ or "" for m in vars(public).values() if callable(m)] if isinstance(public, type) else []
    assert any(">>>" in text for text in (public.__doc__ or "", *methods)), name
