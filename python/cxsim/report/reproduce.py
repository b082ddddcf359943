"""Lines of Python that make a comparison again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import ScenarioError
from ..lever_words import COSTS
from ..levers import lever as from_catalogue
from ..parameters import Estimate
from ..results import BOUGHT
from ..scenario import Lever
from .assumed import Record, levers_of

if TYPE_CHECKING:
    from ..compare import Comparison


def python_lines(comparison: Comparison) -> str:
    """Return the lines; they read the company from the file that the page shows.

    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> print(python_lines(study).splitlines()[1])
    company = cx.load("company.yaml")
    """
    scenarios = "".join(f"    {_scenario(comparison, label)},\n" for label in comparison.labels)
    settings = ", ".join(f"{name}={value!r}" for name, value in comparison.settings.items())
    return (
        'import cxsim as cx\ncompany = cx.load("company.yaml")\n'
        f"study = cx.compare(company, [\n{scenarios}], {settings})\nprint(study.digest)"
    )


def _scenario(comparison: Comparison, label: str) -> str:
    levers = [_lever(record) for record in levers_of(comparison, label)]
    if label == "today" and not levers:
        return repr(label)
    return f"cx.Scenario({label!r}, [{', '.join(levers)}])"


def _lever(record: Record) -> str:
    """Return the call that makes a lever: by its name in the catalogue if that gives the same, else in full."""
    given = {key: value for key, value in record.items() if key not in BOUGHT}
    wanted = Lever.model_validate(given)
    arguments = _arguments(wanted)
    try:
        is_same = from_catalogue(wanted.key, **arguments) == wanted
    except ScenarioError:
        is_same = False
    if not is_same:
        return f"cx.Lever.model_validate({given!r})"
    return f"cx.levers.{wanted.key}({', '.join(f'{key}={value!r}' for key, value in arguments.items())})"


def _arguments(lever: Lever) -> dict[str, Any]:
    arguments: dict[str, Any] = {**lever.arguments, "label": lever.label}
    if lever.stated_for is None:
        costs = {kind: getattr(lever, kind) for kind in COSTS}
        arguments["quote"] = {kind: _amount(cost) for kind, cost in costs.items() if cost.likely}
    if lever.spend is not None:
        arguments["monthly" if lever.monthly.likely else "once"] = lever.spend
    elif lever.size != 1:
        arguments["size"] = lever.size
    if lever.from_:
        arguments["from_"] = lever.from_
    if lever.until is not None:
        arguments["until"] = lever.until
    return arguments


def _amount(cost: Estimate) -> Any:
    """Return a cost as a quote writes it."""
    return cost.likely if cost.low == cost.high else cost.model_dump()
