"""cxsim: the wind tunnel for customer experience."""

from .early_interrupt import quiet_in_command

quiet_in_command()  # before all that takes time to import

from . import exact, levers, model
from .calibrate import (
    Calibration,
    CalibrationTarget,
    ConvergenceWarning,
    DataError,
    IdentifiabilityWarning,
    calibrate,
    targets,
)
from .company import Company, CompanyWarning
from .compare import Comparison, PrecisionWarning, compare, tornado
from .constants import StaleConstantsWarning
from .errors import CompanyError, ScenarioError
from .loading import load, load_example
from .people import customer_columns
from .results import Results
from .run import CappedWarning
from .scenario import Lever, Scenario
from .schedule import ExtrapolationWarning
from .simulate import simulate
from .standardize import Standardized, standardize
from .stepping import Simulation
from .survival import load_survival
from .target import Target
from .version import __version__, show_versions

__all__ = [
    "Calibration",
    "CalibrationTarget",
    "CappedWarning",
    "Company",
    "CompanyError",
    "CompanyWarning",
    "Comparison",
    "ConvergenceWarning",
    "DataError",
    "ExtrapolationWarning",
    "IdentifiabilityWarning",
    "Lever",
    "PrecisionWarning",
    "Results",
    "Scenario",
    "ScenarioError",
    "Simulation",
    "StaleConstantsWarning",
    "Standardized",
    "Target",
    "__version__",
    "calibrate",
    "compare",
    "customer_columns",
    "exact",
    "levers",
    "load",
    "load_example",
    "load_survival",
    "model",
    "show_versions",
    "simulate",
    "standardize",
    "targets",
    "tornado",
]
