"""Closed forms that the simulator must reproduce, and the laboratory company in which it does.

Every function states its equation and its source; the numbers they give are those the tests hold the engine against.

>>> from cxsim import exact
>>> round(exact.geometric(retention=0.8, discount=0.1, margin=100).lifetime, 6)
5.0
"""

from .companies import laboratory
from .expectation import Kalman, kalman
from .journeys import fundamental_matrix
from .retention import Geometric, gamma_frailty_survival, geometric, shifted_beta_geometric_survival
from .value import Zone, zone

__all__ = [
    "Geometric",
    "Kalman",
    "Zone",
    "fundamental_matrix",
    "gamma_frailty_survival",
    "geometric",
    "kalman",
    "laboratory",
    "shifted_beta_geometric_survival",
    "zone",
]
