"""cxsim: the wind tunnel for customer experience."""

from . import exact, levers
from .calibrate import Calibration, DataError, IdentifiabilityWarning, calibrate, targets
from .company import Company, load, load_example
from .compare import Comparison, PrecisionWarning, compare
from .errors import CompanyError, ScenarioError
from .results import Results
from .scenario import Lever, Scenario
from .simulate import simulate
from .standardize import Standardized, standardize
from .survival import load_survival
from .version import __version__, show_versions

__all__ = [
    "Calibration",
    "Company",
    "CompanyError",
    "Comparison",
    "DataError",
    "IdentifiabilityWarning",
    "Lever",
    "PrecisionWarning",
    "Results",
    "Scenario",
    "ScenarioError",
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
    "targets",
]
