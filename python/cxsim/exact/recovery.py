"""What becomes of a failure: silence, complaint, solution, each with its own odds of staying."""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["FailureTree", "failure_tree"]


@dataclass(frozen=True)
class FailureTree:
    """Odds of staying over all customers, and how far the branches lie apart as the month counts them.

    Attributes
    ----------
    retention : float
        Share of all customers who stay.
    grievance : float
        Rise of the log hazard by a failure that nobody hears of (`churn.grievance`).
    answer_relieves, justice_relieves : float
        Shares of that rise which an answer, and a full solution besides, take away (`recovery.*`).
    """

    retention: float
    grievance: float
    answer_relieves: float
    justice_relieves: float


def failure_tree(
    *, failure: float, voiced: float, solved: float, well: float, silent: float, unsolved: float, satisfied: float
) -> FailureTree:
    """Give the retention of customers some of whom have a failure, complain of it and are satisfied.

    (1 − f) r₀ + f [(1 − c) r_n + c ((1 − ρ) r_u + ρ r_s)]. A log hazard ln(−ln r) belongs to each odds of staying.

    Source: Fornell & Wernerfelt 1987, J. Marketing Research 24(4):337 (complaints worth having); the branches with
    their numbers from studies of TARP.

    Parameters
    ----------
    failure, voiced, solved : float
        f, c, ρ: share of customers with a failure; of them, who complain; of those, whose complaint is solved.
    well, silent, unsolved, satisfied : float
        r₀, r_n, r_u, r_s: odds of staying without a failure, after a silent one, after a complaint that was not solved
        and after one that was; between 0 and 1.

    Examples
    --------
    >>> minor = {"well": 0.95, "silent": 0.37, "unsolved": 0.46, "satisfied": 0.70}
    >>> round(failure_tree(failure=0.2, voiced=0.3, solved=0.5, **minor).retention, 4)
    0.8466
    """
    for name, share in {"failure": failure, "voiced": voiced, "solved": solved}.items():
        if not 0 <= share <= 1:
            raise ValueError(f"{name} = {share} must be between 0 and 1")
    staying = {"well": well, "silent": silent, "unsolved": unsolved, "satisfied": satisfied}
    for name, odds in staying.items():
        if not 0 < odds < 1:
            raise ValueError(f"{name} = {odds} must lie between 0 and 1")
    complained = (1 - solved) * unsolved + solved * satisfied
    retention = (1 - failure) * well + failure * ((1 - voiced) * silent + voiced * complained)
    best, worst, heard, mended = (math.log(-math.log(odds)) for odds in staying.values())
    push = worst - best
    if push <= 0:
        raise ValueError(f"silent = {silent} must be less than well = {well}: a failure never makes people stay")
    return FailureTree(retention, push, (worst - heard) / push, (heard - mended) / push)
