"""Where a number in doubt stands: drawn from its address, or put at an end of its range."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import numpy as np
from scipy import stats

from ..parameters import Estimate

Level = Callable[[str], float | None]  # by path: the share of the belief that lies below; None is the likely number


def drawn(seed: int, replication: int) -> Level:
    """Return the levels of one draw: a pure function of seed, replication and path, so of no order and no scenario.

    >>> drawn(1, 0)("mood.persistence") == drawn(1, 0)("mood.persistence") != drawn(1, 1)("mood.persistence")
    True
    """
    return lambda path: _uniform(seed, replication, path)


def _uniform(seed: int, replication: int, path: str) -> float:
    """Return a number between 0 and 1 by its address (Philox4x64: Salmon et al. 2011; the path is hashed)."""
    named = int.from_bytes(sha256(path.encode()).digest()[:8], "little")
    key = np.array([seed, named], dtype=np.uint64)
    return float(np.random.Generator(np.random.Philox(key=key, counter=[0, 0, 0, replication])).random())


def at(belief: Estimate, level: float | None) -> float:
    """Return the number at a level of a triangular belief: 0 is its low end, 1 its high end.

    >>> at(Estimate(low=0, likely=1, high=4), 0.0), at(Estimate(low=0, likely=1, high=4), 0.25)
    (0.0, 1.0)
    """
    width = belief.high - belief.low
    if level is None or width == 0:
        return belief.likely
    number = stats.triang.ppf(level, (belief.likely - belief.low) / width, belief.low, width)
    return float(np.clip(number, belief.low, belief.high))  # rounding may not leave the range
