"""cxsim: the wind tunnel for customer experience."""

from . import exact, levers
from .calibrate import Calibration, calibrate
from .company import Company, CompanyWarning, load, load_example
from .compare import Comparison, PrecisionWarning, compare, tornado
from .constants import StaleConstantsWarning
from .errors import CompanyError, ScenarioError
from .results import Results
from .run import CappedWarning
from .scenario import Lever, Scenario
from .schedule import ExtrapolationWarning
from .simulate import simulate
from .standardize import Standardized, standardize
from .survival import load_survival
from .version import __version__, show_versions

__all__ = [
    "Calibration",
    "CappedWarning",
    "Company",
    "CompanyError",
    "CompanyWarning",
    "Comparison",
    "ExtrapolationWarning",
    "Lever",
    "PrecisionWarning",
    "Results",
    "Scenario",
    "ScenarioError",
    "StaleConstantsWarning",
    "Standardized",
    "__version__",
    "calibrate",
    "compare",
    "exact",
    "levers",
    "load",
    "load_example",
    "load_survival",
    "show_versions",
    "simulate",
    "standardize",
    "tornado",
]
