"""Closed forms that the simulator must reproduce, and the laboratory company in which it does.

Every function states its equation and its source; the numbers they give are those the tests hold the engine against.

>>> from cxsim import exact
>>> round(exact.geometric(retention=0.8, discount=0.1, margin=100).lifetime, 6)
5.0
"""

from .companies import laboratory
from .diffusion import Diffusion, bass, bass_steps, bass_with_attrition
from .expectation import Kalman, Ratchet, kalman, ratchet
from .journeys import PeakEnd, fundamental_matrix, peak_end
from .population import little, probit_normal
from .recovery import FailureTree, failure_tree
from .retention import (
    Geometric,
    LeaveReturn,
    beta_segments,
    gamma_frailty_survival,
    geometric,
    leave_return,
    shifted_beta_geometric_lifetime,
    shifted_beta_geometric_survival,
)
from .spending import Adbudg, Adstock, adbudg, adstock
from .surveys import Nps, nps
from .value import Zone, price_of_variability, zone

__all__ = [
    "Adbudg",
    "Adstock",
    "Diffusion",
    "FailureTree",
    "Geometric",
    "Kalman",
    "LeaveReturn",
    "Nps",
    "PeakEnd",
    "Ratchet",
    "Zone",
    "adbudg",
    "adstock",
    "bass",
    "bass_steps",
    "bass_with_attrition",
    "beta_segments",
    "failure_tree",
    "fundamental_matrix",
    "gamma_frailty_survival",
    "geometric",
    "kalman",
    "laboratory",
    "leave_return",
    "little",
    "nps",
    "peak_end",
    "price_of_variability",
    "probit_normal",
    "ratchet",
    "shifted_beta_geometric_lifetime",
    "shifted_beta_geometric_survival",
    "zone",
]
