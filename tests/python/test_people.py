"""Everybody in the market, one row a person, with what is known of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import cxsim as cx


@pytest.fixture(scope="module")
def results() -> cx.Results:
    return cx.simulate(cx.load_example("telecom"), months=6, people=2_000, replications=1, seed=3)


def test_every_column_says_what_it_is(results: cx.Results) -> None:
    told = cx.customer_columns()
    assert (told["doc"].str.endswith(".") & (told["unit"] != "")).all()
    dimensions = cx.load_example("telecom").names.dimensions
    expected = {f"{level}_{name}" for level in ("will", "should") for name in dimensions}
    assert set(results.customers) - {"segment"} == (set(told.index) - {"will", "should"}) | expected


def test_states_are_known_of_who_was_ever_a_customer_and_of_nobody_else(results: cx.Results) -> None:
    people = results.customers
    states = ["tenure", "satisfaction", "trust", "effort", "will_empathy", "log_hazard"]
    unknown = people[states].isna()
    assert (unknown.all(axis=1) == unknown.any(axis=1)).all()
    never = unknown.all(axis=1)
    assert set(people["status"][never]) == {"prospect"}
    assert (people["worst_touchpoint"][never] == "none").all()
    assert 0.2 < never[people["status"] == "prospect"].mean() < 0.6
    assert not people[["fit", "usage", "style", "value", "used_rival"]].isna().any().any()


def test_names_stand_for_numbers_and_survive_the_file(results: cx.Results, tmp_path: Path) -> None:
    results.save(tmp_path / "today.nc")
    again = cx.Results.load(tmp_path / "today.nc").customers
    for column in ("segment", "status", "worst_touchpoint"):
        assert list(again[column].cat.categories) == list(results.customers[column].cat.categories)
        assert (again[column] == results.customers[column]).all()
    assert np.isin(["help_desk", "none"], again["worst_touchpoint"]).all()
