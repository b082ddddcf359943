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


def stale_constants(company: Company) -> str | None:
    """Say in one sentence why a company's constants do not fit it, or None."""
    norm = company.norm or company
    if norm.standard_digest is None:
        return None
    if norm.standard_digest != standard_digest(norm):
        return f"{norm.name}: changed since its constants were estimated; run cxsim standardize on its file"
    if norm.slopes != company.slopes:
        return f"{company.name}: slopes {company.slopes}, but the constants of {norm.name} were estimated with {norm.slopes}"
    return None
