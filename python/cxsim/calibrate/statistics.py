"""What is observed, and how far chance may have taken it from the truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit, xlogy

Array = NDArray[np.float64]
LEAST = 1e-12  # a predicted share is kept this far from 0 and 1


class Statistic(Protocol):
    """Observed values with known sampling error."""

    @property
    def observed(self) -> Array:
        """Values, in the unit in which they are predicted."""

    def residuals(self, predicted: Array) -> Array:
        """Return signed square roots of the deviance: least squares of them is maximum likelihood."""

    def errors(self, predicted: Array) -> Array:
        """Return the standard error of each observed value if what is predicted holds."""

    def linked(self, predicted: Array) -> Array:
        """Return predictions on the scale on which effects of parameters are nearly straight lines."""

    def unlinked(self, linked: Array) -> Array:
        """Return predictions from that scale."""


@dataclass(frozen=True)
class Shares:
    """`events` among `trials`, binomial.

    >>> shares = Shares(np.array([50.0]), np.array([100.0]))
    >>> shares.residuals(np.array([0.5])).item(), shares.errors(np.array([0.5])).item()
    (0.0, 0.05)
    """

    events: Array
    trials: Array

    @property
    def observed(self) -> Array:
        """Shares."""
        return self.events / self.trials

    def residuals(self, predicted: Array) -> Array:
        """Return signed square roots of the binomial deviance."""
        share = np.clip(predicted, LEAST, 1 - LEAST)
        others = self.trials - self.events
        happened = xlogy(self.events, self.events / (self.trials * share))
        not_happened = xlogy(others, others / (self.trials * (1 - share)))
        deviance = 2 * np.maximum(happened + not_happened, 0)
        return np.asarray(np.sign(self.observed - share) * np.sqrt(deviance))

    def errors(self, predicted: Array) -> Array:
        """Return binomial standard errors."""
        share = np.clip(predicted, LEAST, 1 - LEAST)
        return np.asarray(np.sqrt(share * (1 - share) / self.trials))

    def linked(self, predicted: Array) -> Array:
        """Return log odds."""
        return np.asarray(logit(np.clip(predicted, LEAST, 1 - LEAST)))

    def unlinked(self, linked: Array) -> Array:
        """Return shares."""
        return np.asarray(expit(linked))


@dataclass(frozen=True)
class Means:
    """Means with known standard errors, normal; positive ones are followed by their logarithm.

    >>> Means(np.array([2.0]), np.array([0.5])).residuals(np.array([1.0])).item()
    2.0
    """

    mean: Array
    error: Array
    positive: bool = True

    @property
    def observed(self) -> Array:
        """Means."""
        return self.mean

    def residuals(self, predicted: Array) -> Array:
        """Return what is left, in standard errors."""
        return np.asarray((self.mean - predicted) / self.error)

    def errors(self, predicted: Array) -> Array:
        """Return the standard errors as they were given."""
        return np.broadcast_to(self.error, predicted.shape)

    def linked(self, predicted: Array) -> Array:
        """Return logarithms of positive means, other means as they are."""
        return np.asarray(np.log(np.maximum(predicted, LEAST))) if self.positive else predicted

    def unlinked(self, linked: Array) -> Array:
        """Return means."""
        return np.asarray(np.exp(linked)) if self.positive else linked


def ratio_of_rows(amounts: Array, sizes: Array) -> tuple[float, float]:
    """Return Σ amounts/Σ sizes and its standard error from differences between independent rows (linearized).

    >>> ratio_of_rows(np.array([1.0, 3.0]), np.array([1.0, 1.0]))
    (2.0, 1.0)
    """
    ratio = float(amounts.sum() / sizes.sum())
    rest = amounts - ratio * sizes
    rows = len(amounts)
    return ratio, float(np.sqrt(rows / (rows - 1) * (rest**2).sum()) / sizes.sum())
