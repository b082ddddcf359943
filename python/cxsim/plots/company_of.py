"""The company behind results, for what charts need and totals do not hold: stages, weights."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from ..company import Company
from ..errors import CompanyError
from ..loading import from_document
from ..yaml_lines import parse_yaml

if TYPE_CHECKING:
    from ..results import Results


def company_of(results: Results) -> Company:
    """Return the company that was simulated, from its text in the results.

    >>> import cxsim as cx
    >>> company_of(cx.simulate(cx.load_example("telecom"), months=1, people=100, replications=2)).name
    'Telecom example'
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what is hardly meant was said when the company was first read
        try:
            return from_document(parse_yaml(results.data.attrs["company_yaml"], "company"), Path())
        except CompanyError as error:
            raise ValueError(
                f"the company of these results cannot be read again, which this chart needs: {error}; "
                "run from the folder of its norm company"
            ) from None


def stages_of(results: Results) -> dict[str, list[str]]:
    """Return the touchpoints of each stage, in the order of the company file; without a stage, a touchpoint is its own.

    >>> import cxsim as cx
    >>> stages_of(cx.simulate(cx.load_example("telecom"), months=1, people=100, replications=2))["get help"]
    ['self_help', 'help_desk', 'field_visit']
    """
    company, stages = company_of(results), dict[str, list[str]]()
    for name in company.names.touchpoints:
        stages.setdefault(_stage(company, name), []).append(name)
    return stages


def _stage(company: Company, touchpoint: str) -> str:
    try:
        stage = company.get(f"touchpoints.{touchpoint}.stage")
    except CompanyError:
        return touchpoint
    return stage if isinstance(stage, str) else touchpoint
