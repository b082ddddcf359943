"""What a fit of survival is held against: the same freedom without any mechanism, and the shifted beta geometric."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import least_squares

from .. import exact
from ..company import Company
from .paths import Hazard
from .scale import Free
from .statistics import Array, Shares
from .survival import Survival, steps_of
from .target import as_array

KNOTS_KEPT = (0.0,) * 5  # tenure effects after the first
Curve = Callable[[Array], Array]  # from free numbers to survival at the ends of intervals


def without_mechanisms(target: Survival, company: Company, segment: str) -> Array:
    """Return survival with η constant: base level, frailty and first-year lock-in, fitted to the same values."""
    rows = target.table[target.table["segment"] == segment]
    times = steps_of(company, rows["at"])
    involuntary = company.get(f"segments.{target.named(company, segment)}.involuntary")
    still = np.ones((int(times.max()), 1))
    at = f"segments.{target.named(company, segment)}"
    scales = [Free.of(f"{at}.{row}") for row in ("base_hazard", "frailty", "tenure_effect.0")]

    def curve(places: Array) -> Array:
        base, frailty, lock_in = (free.value(place) for free, place in zip(scales, places, strict=True))
        return Hazard(base, frailty, (lock_in, *KNOTS_KEPT), involuntary).survival(still, times)[:, 0]

    start = [free.at(value) for free, value in zip(scales, (_level(rows, company), 1.0, -0.5), strict=True)]
    return _fitted(curve, start, ([free.low for free in scales], [free.high for free in scales]), rows)


def beta_geometric(target: Survival, segment: str) -> Array:
    """Return survival if each customer's odds of leaving are constant and beta-distributed, fitted to the same values."""
    rows = target.table[target.table["segment"] == segment]
    periods = as_array(rows["at"]) / float(rows["at"].iloc[0])

    def curve(free: Array) -> Array:
        return exact.shifted_beta_geometric_survival(periods, *np.exp(free))

    return _fitted(curve, [0.0, 0.5], (-12, 12), rows)


def has_forecast(target: Survival, segment: str) -> bool:
    """Tell whether a segment has regular intervals from joining on, some of which the fit does not use."""
    rows = target.table[target.table["segment"] == segment]
    gaps = {round(later - sooner, 6) for sooner, later in pairwise([0.0, *rows["at"]])}
    return len(gaps) == 1 and not rows["used"].all()


def _level(rows: pd.DataFrame, company: Company) -> float:
    first = rows.iloc[0]
    share = min(max(float(first["left"] / first["at_risk"]), 1e-6), 1 - 1e-6)
    return float(np.log(-np.log(1 - share) / (first["at"] * company.steps_per_year / 12)))


def _fitted(curve: Curve, start: Sequence[float], bounds: Any, rows: pd.DataFrame) -> Array:
    """Return the best curve; NaN if the search for it did not converge."""
    used = rows["used"].to_numpy()
    shares = Shares(as_array(rows["left"])[used], as_array(rows["at_risk"])[used])

    def residuals(free: Array) -> Array:
        alive = np.append(1.0, curve(free))
        return shares.residuals((1 - alive[1:] / alive[:-1])[used])

    found = least_squares(residuals, start, bounds=bounds, x_scale="jac")
    return curve(found.x) if found.success else np.full(len(rows), np.nan)
