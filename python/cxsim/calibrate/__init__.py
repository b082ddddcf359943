"""Fits a company to data that a firm has: survival, churn, contacts, failures, spend."""

from . import targets
from .calibration import Calibration
from .doubts import ConvergenceWarning, IdentifiabilityWarning
from .fit import calibrate
from .market import MarketMean
from .read import DataError
from .target import Target

__all__ = [
    "Calibration",
    "ConvergenceWarning",
    "DataError",
    "IdentifiabilityWarning",
    "MarketMean",
    "Target",
    "calibrate",
    "targets",
]
