"""What spending does, and how long it lasts."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Adbudg", "Adstock", "adbudg", "adstock"]


@dataclass(frozen=True)
class Adbudg:
    """A response to spending through four judged points.

    Attributes
    ----------
    least, most : float
        Response to no spending, and to spending without limit.
    exponent, half : float
        c and d of the curve; above an exponent of 1 it is S-shaped.
    """

    least: float
    most: float
    exponent: float
    half: float

    def response(self, spend: ArrayLike) -> NDArray[np.float64]:
        """Response to spending, as a multiple of the usual spending."""
        power = np.asarray(spend, dtype=np.float64) ** self.exponent
        return np.asarray(self.least + (self.most - self.least) * power / (self.half + power))


def adbudg(*, least: float, most: float, usual: float, half_more: float) -> Adbudg:
    """Give the response curve that goes through four answers of a manager.

    y(x) = min + (max − min) x^c/(d + x^c), with d = (max − usual)/(usual − min) and
    c = ln(d (y(1.5) − min)/(max − y(1.5)))/ln 1.5.

    Source: Little 1970, Management Science 16(8):B466.

    Parameters
    ----------
    least, most : float
        Response to no spending, and to spending without limit.
    usual, half_more : float
        Response to the usual spending, and to half as much again; least < usual < half_more < most.

    Examples
    --------
    >>> curve = adbudg(least=0.7, most=1.5, usual=1.0, half_more=1.1)
    >>> round(curve.exponent, 5), round(curve.half, 5), round(float(curve.response(2)), 4)
    (1.25985, 1.66667, 1.1717)
    """
    if not least < usual < half_more < most:
        raise ValueError(
            f"least = {least}, usual = {usual}, half_more = {half_more}, most = {most}: each above the last"
        )
    half = (most - usual) / (usual - least)
    exponent = math.log(half * (half_more - least) / (most - half_more)) / math.log(1.5)
    return Adbudg(least, most, exponent, half)


@dataclass(frozen=True)
class Adstock:
    """What constant spending piles up to.

    Attributes
    ----------
    ceiling : float
        Stock in the long run, in the unit of the spending.
    half_life : float
        Periods after which half of a stock is left without spending.
    """

    ceiling: float
    half_life: float

    def after(self, periods: ArrayLike) -> NDArray[np.float64]:
        """Stock after so many periods of spending, from none; whole periods, each with its spending."""
        left = 0.5 ** (np.asarray(periods, dtype=np.float64) / self.half_life)
        return np.asarray(self.ceiling * (1 - left))


def adstock(spend: float, left: float) -> Adstock:
    """Give the stock of goodwill at constant spending, of which a share is left a period later.

    G ← λ G + x;  G(t) = x (1 − λ^t)/(1 − λ), in the long run x/(1 − λ); half-life ln ½/ln λ.

    Source: Nerlove & Arrow 1962, Economica 29(114):129; Broadbent 1979, J. Market Research Society 21(3):139.

    Parameters
    ----------
    spend : float
        x: spending per period.
    left : float
        λ: share of a stock that is left a period later, above 0 and below 1.

    Examples
    --------
    >>> stock = adstock(spend=1, left=0.7)
    >>> round(stock.ceiling, 4), round(stock.half_life, 3)
    (3.3333, 1.943)
    """
    if not 0 < left < 1:
        raise ValueError(f"left = {left} must lie between 0 and 1")
    return Adstock(spend / (1 - left), math.log(0.5) / math.log(left))
