"""One month's parameter set: numbers by path, tables by pattern, and what follows from them for everybody."""

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np

from .philox import Flags, Floats

KNOTS = ("0", "12", "24", "36", "48", "60")  # months of tenure, as written in the paths of `tenure_effect`


class Parameters:
    """Numbers of one month; `p("mood.spread")` is one, `p.table("channels.{}.cost", "channels")` an array."""

    def __init__(
        self, values: Mapping[str, float], names: Mapping[str, Sequence[str]], own_route: set[tuple[str, str]]
    ) -> None:
        self.values, self.names, self.own_route = values, {**names, "knots": KNOTS}, own_route
        weights = self.table("dimensions.{}.importance", "dimensions")
        self.importance = weights / weights.sum()
        self.promise = self.table("policy.promise.{}", "dimensions")
        self.relative_price = self("money.price") / self("money.reference_price")

    def __call__(self, path: str) -> float:
        """Give the number at a path."""
        return float(self.values[path])

    def table(self, pattern: str, *axes: str) -> Floats:
        """Give the numbers of a pattern: one axis of the array for each pair of braces in it."""
        keys = product(*(self.names[axis] for axis in axes))
        numbers = [self.values[pattern.format(*key)] for key in keys]
        return np.array(numbers, float).reshape([len(self.names[axis]) for axis in axes])

    def row(self, block: str, name: str) -> Floats:
        """Give a row of a block that is keyed by name: `p.row("touchpoints", "effort")`."""
        return self.table(f"{block}.{{}}.{name}", block)

    def flags(self, block: str, name: str) -> Flags:
        """Give a yes-or-no row."""
        return self.row(block, name) > 0

    def touchpoint_quality(self) -> Floats:
        """Quality at each touchpoint (rows) on each dimension, moved by how well the channels are connected."""
        own = self.table("touchpoints.{}.quality.{}", "touchpoints", "dimensions")
        return own + self.row("dimensions", "integration_load") * (self("policy.integration") - 0.5)

    def company_quality(self) -> Floats:
        """Mean quality of the company on each dimension; touchpoints weigh as the norm's customers meet them."""
        weights = self.table("standard.encounters.{}", "touchpoints") * self.row("touchpoints", "salience")
        if not weights.any():
            weights = np.ones_like(weights)
        return np.asarray(weights @ self.touchpoint_quality() / weights.sum())

    def delivered_quality(self) -> Floats:
        """Quality by touchpoint, channel and dimension; staff who do not share the promise lose some."""
        here = self.touchpoint_quality()[:, None, :]
        through = self.table("channels.{}.quality.{}", "channels", "dimensions")
        loss = self.row("dimensions", "internalized_loss") * (1 - self("policy.internalized"))
        staffed = self.flags("channels", "is_staffed")[:, None]
        return np.asarray(here + through - staffed * loss * np.maximum(self.promise - here, 0))

    def onward(self) -> Floats:
        """Odds of going on, by failed (0 or 1), kind of journey, touchpoint left and touchpoint next."""
        axes = ("journeys", "touchpoints", "touchpoints")
        usual = self.table("journeys.{}.transitions.{}.{}", *axes)
        failed = self.table("journeys.{}.after_failure.{}.{}", *axes)
        own = [[(j, t) in self.own_route for t in self.names["touchpoints"]] for j in self.names["journeys"]]
        return np.stack([usual, np.where(np.array(own)[:, :, None], failed, usual)])
