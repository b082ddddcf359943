"""Tells whether a company's frozen constants still fit what they were estimated from."""

from __future__ import annotations

from .company import Company
from .digest import digest_of


class StaleConstantsWarning(UserWarning):
    """The norm company has changed since its constants were estimated, so satisfaction 0 is no longer its norm."""


def standard_digest(company: Company) -> str:
    """Return a digest of everything the constants of a norm company depend on."""
    numbers = {path: value for path, value in company.flat().items() if not path.startswith("standard.")}
    return digest_of(sorted(numbers.items()), sorted(company.own_routes()), company.families, company.steps_per_year)[
        :16
    ]


def _constants(company: Company) -> dict[str, float]:
    return {path: value for path, value in company.flat().items() if path.startswith("standard.")}


def stale_constants(company: Company) -> str | None:
    """Say in one sentence why a company's constants do not fit it, or None.

    A company is measured by its norm's constants, whatever else its own file says; so it is the norm's file that must
    be as it was when they were estimated. A norm without a digest does not say what they were estimated from.
    """
    norm = company.norm or company
    own = [path for path, value in _constants(company).items() if _constants(norm).get(path, value) != value]
    if own:
        return f"{company.name}: {own[0]} is not that of {norm.name}, so satisfaction 0 is no longer its norm"
    if norm.standard_digest is None:
        return None
    if norm.standard_digest != standard_digest(norm):
        return f"{norm.name}: changed since its constants were estimated; run cxsim standardize on its file"
    if norm.slopes != company.slopes:
        return f"{company.name}: slopes {company.slopes}, but the constants of {norm.name} were estimated with {norm.slopes}"
    return None
