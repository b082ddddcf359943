"""Where people go within a journey."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray


def fundamental_matrix(
    entry: Mapping[str, float],
    transitions: Mapping[str, Mapping[str, float]],
    after_failure: Mapping[str, Mapping[str, float]],
    failure: Mapping[str, float],
) -> dict[str, float]:
    """Give expected visits of each touchpoint in a journey, an absorbing Markov chain on touchpoint × failed.

    n = s (I − Q)^(−1): s the odds of the first state, Q the odds of going from state to state; both states of a
    touchpoint are added up. Of the visits, the share `failure` fails.

    Source: Kemeny & Snell 1960, Finite Markov Chains, chapter 3.

    Parameters
    ----------
    entry, transitions, after_failure : mapping
        Of a journey, as in a company file: probabilities by touchpoint, and by touchpoint from and to.
    failure : mapping
        Probability of a failure per visit, for every touchpoint that the journey can reach.

    Examples
    --------
    >>> round(fundamental_matrix({"ask": 1}, {"ask": {"ask": 0.5}}, {"ask": {}}, {"ask": 0.2})["ask"], 4)
    1.6667
    """
    names = list(failure)
    reached = {*entry, *(end for table in (transitions, after_failure) for row in table.values() for end in row)}
    if missing := sorted(reached - failure.keys()):
        raise ValueError(f"failure has no odds for {', '.join(missing)}")
    failed = np.array([failure[name] for name in names], dtype=np.float64)
    states = np.array([1 - failed, failed])
    routes = np.array([_route_matrix(names, {**transitions, **changed}) for changed in ({}, after_failure)])
    size = len(names)
    chain = np.einsum("fab,gb->fagb", routes, states).reshape(2 * size, 2 * size)
    first = (states * np.array([entry.get(name, 0.0) for name in names])).reshape(2 * size)
    visits = np.linalg.solve(np.eye(2 * size) - chain.T, first).reshape(2, size).sum(axis=0)
    return dict(zip(names, visits.tolist(), strict=True))


def _route_matrix(names: list[str], routes: Mapping[str, Mapping[str, float]]) -> NDArray[np.float64]:
    """Lay out the odds of going from one touchpoint (row) to another (column)."""
    rows = [[routes.get(start, {}).get(end, 0.0) for end in names] for start in names]
    return np.array(rows, dtype=np.float64)
