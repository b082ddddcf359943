"""Fits a company to data that a firm has: survival, churn, contacts, failures, spend."""

from . import targets
from .calibration import Calibration
from .doubts import ConvergenceWarning, IdentifiabilityWarning
from .fit import calibrate
from .market import MarketMean
from .read import DataError
from .target import CalibrationTarget

__all__ = [
    "Calibration",
    "CalibrationTarget",
    "ConvergenceWarning",
    "DataError",
    "IdentifiabilityWarning",
    "MarketMean",
    "calibrate",
    "targets",
]
