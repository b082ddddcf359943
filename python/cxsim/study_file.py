"""Study files: which company, which scenarios, over how long, with how many people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, PrivateAttr, Tag
from pydantic_core import PydanticCustomError

from .catalogue import catalogue
from .company import Company
from .errors import CompanyError, Problem, ScenarioError, nearest, one_of
from .lever_checks import corrected
from .levers import lever
from .loading import example_names, load, locate
from .parameters import NOT_GIVEN
from .scenario import Lever, Scenario
from .schema_check import Schema
from .yaml_lines import Document, Place, read_yaml

Start = Literal["steady", "cohort"]
CLOSED = ConfigDict(extra="forbid", strict=True)
NO_LEVER = "names no lever; `cxsim levers` lists them, and one of your own is given by its label, targets and cost"
RIGHT = {"path": "money.price", "operation": "add", "effect": 1}  # a target that every company can bear


class ScenarioRecord(BaseModel):
    """A scenario of a study file: a label, and levers, of the catalogue or of one's own."""

    model_config = CLOSED
    label: str = Field(min_length=1)
    levers: list[dict[str, Any]] = Field(
        default=[], description="Each: `lever` names one of the catalogue, with its arguments; or `targets` make one."
    )


def _is_record(value: Any) -> str:
    return "<record>" if isinstance(value, (dict, ScenarioRecord)) else "<word>"


def _today(word: Any) -> Any:
    if word != "today":
        hint = " (did you mean 'today'?)" if nearest(str(word), ["today"]) else ""
        labeled = f"{{label: a name, levers: [{{lever: {nearest(str(word), catalogue().levers) or 'redesign'}, …}}]}}"
        raise PydanticCustomError("scenario", f"is no scenario: `today`{hint}, or one like {labeled}")
    return word


Today = Annotated[str, BeforeValidator(_today), Tag("<word>")]
Item = Annotated[Today | Annotated[ScenarioRecord, Tag("<record>")], Discriminator(_is_record)]


class StudyFile(BaseModel):
    """A study: a company and the scenarios to compare; what is left out is as `compare` has it."""

    model_config = CLOSED
    company: str = Field(description="A company that comes with the package, or a path seen from this file.")
    scenarios: list[Item] = Field(min_length=1, description="The others are compared with the first.")
    months: int = Field(default=NOT_GIVEN, ge=1, description="Horizon in calendar months.")
    people: int = Field(default=NOT_GIVEN, ge=1, description="People simulated; each stands for several real ones.")
    replications: int = Field(default=NOT_GIVEN, ge=1, description="Independent repetitions with luck of their own.")
    seed: int = Field(default=NOT_GIVEN, ge=0, lt=2**64, description="Number from which all luck follows.")
    start: Start = Field(default=NOT_GIVEN, description="A market that has settled, or one cohort.")
    interactions: bool = Field(default=NOT_GIVEN, description="Whether people and the firm influence each other.")
    doubt: bool = Field(
        default=NOT_GIVEN, description="Whether what is only assumed is drawn as well; 32 replications."
    )
    _company: Company = PrivateAttr()
    _scenarios: list[Scenario] = PrivateAttr()

    def load_company(self) -> Company:
        """Return the company of the study."""
        return self._company

    def load_scenarios(self) -> list[Scenario]:
        """Return the scenarios of the study, the first being what the others are compared with."""
        return list(self._scenarios)

    def settings(self) -> dict[str, Any]:
        """Return what the file says beside company and scenarios: the arguments of `compare` of the same names."""
        return self.model_dump(exclude_unset=True, exclude={"company", "scenarios"})


def load_study(path: str | Path) -> StudyFile:
    """Read a study file with its company; every problem in it is raised at once, as a `ScenarioError`.

    >>> load_study("no such study.yaml")
    Traceback (most recent call last):
    cxsim.errors.ScenarioError: no such study.yaml: there is no such file
    """
    document = read_yaml(path)
    if problem := _mix_up(document):
        raise ScenarioError([problem])
    if document.problems and not document.data:
        raise ScenarioError(document.problems)
    bad = Schema(StudyFile, _choices).check(document)
    company = _company(document, Path(path).parent)
    scenarios = _scenarios(document, company, bad)
    if document.problems:
        raise ScenarioError(document.problems)
    study = StudyFile.model_validate(document.data)
    study._company, study._scenarios = company, scenarios  # type: ignore[assignment]
    return study


def is_study(document: Document) -> bool:
    """Tell by the names at its top whether a file holds a study, however wrong, and no company.

    >>> is_study(Document("study.yaml", {"company": "telecom"}))
    True
    """
    return bool({"scenarios", "company"} & document.data.keys()) and "schema_version" not in document.data


def _mix_up(document: Document) -> Problem | None:
    """Return what is wrong with a file that is no study at all; the name of a company is none either."""
    name = document.file
    if name in example_names() and not Path(name).exists():
        message = (
            f"is a company that comes with the package; a study file was expected, which names it: company: {name}"
        )
    elif {"schema_version", "norm"} & document.data.keys() and not is_study(document):
        message = "is a company file; a study file was expected, which names a company and scenarios (cxsim run takes companies)"
    else:
        return None
    return Problem(name, None, "", None, message)


def _choices(place: Place) -> list[str]:
    return list((StudyFile if not place else ScenarioRecord).model_fields)


def _company(document: Document, folder: Path) -> Company | None:
    """Return the company; what is wrong with its own file joins the problems of the study."""
    wanted = document.data.get("company")
    if not isinstance(wanted, str):
        return None
    path = locate(wanted, folder)
    if path is None:
        names = example_names()
        document.report(("company",), wanted, "is no company", one_of(names), nearest(wanted, names))
        return None
    try:
        return load(path)
    except CompanyError as error:
        document.problems.extend(error.problems)
        return None


def _scenarios(document: Document, company: Company | None, bad: set[Place]) -> list[Scenario]:
    given = document.data.get("scenarios")
    made = []
    for number, item in enumerate(given if isinstance(given, list) else []):
        place = ("scenarios", str(number))
        if isinstance(item, dict):
            levers = _levers(document, (*place, "levers"), item.get("levers"), company)
            if not any(each[:2] == place for each in bad):
                made.append(Scenario(item["label"], levers))
        elif item == "today":
            made.append(Scenario("today"))
    _check_labels(document, given if isinstance(given, list) else [])
    if isinstance(given, list) and len(given) == 1:
        document.report(("scenarios",), None, "two or more are needed: the others are compared with the first")
    return made


def _levers(document: Document, place: Place, items: Any, company: Company | None) -> list[Lever]:
    """Return the levers of a scenario; report what is wrong with them, and what they need and the company has not."""
    made = []
    for number, arguments in enumerate(items if isinstance(items, list) else []):
        where, name = (*place, str(number)), arguments.get("lever") if isinstance(arguments, dict) else None
        if isinstance(name, str) or (isinstance(arguments, dict) and _is_own(arguments)):
            each, problems = _lever(arguments)
            told = {problem.path for problem in problems}
            unfit = each.problems(company) if each and company else []
            found = [*problems, *(problem for problem in unfit if problem.path not in told)]
            _report(document, where, [_as_written(problem, arguments, problems) for problem in found])
            made += [each] if each else []
        elif isinstance(arguments, dict):
            document.report((*where, "lever"), name, NO_LEVER)
    return made


def _is_own(arguments: Mapping[str, Any]) -> bool:
    """Tell whether a lever is one of one's own, however misspelt."""
    return "lever" not in arguments and "targets" in corrected(arguments, Lever)[0]


def _lever(arguments: Mapping[str, Any]) -> tuple[Lever | None, list[Problem]]:
    """Return a lever and its problems; of a wrong one what is right of it, so that this can be held against a company."""
    try:
        return _made(arguments), []
    except ScenarioError as error:
        try:
            return _made(_sound(arguments, error.problems)), error.problems
        except ScenarioError:
            return None, error.problems


def _sound(arguments: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """Return arguments without those that are wrong; in the place of a wrong target stands a right one."""
    wrong = {problem.path: problem.nearest for problem in problems}
    heads = {path.partition(".")[0].rstrip("_") for path in wrong}
    if "lever" in arguments:
        kept = {key: value for key, value in arguments.items() if key not in heads}
        return {**kept, "lever": wrong.get("lever", arguments["lever"])}
    meant = corrected(arguments, Lever)[0]
    kept, given = {key: value for key, value in meant.items() if key.rstrip("_") not in heads}, meant.get("targets")
    targets = [
        RIGHT if any(f"{path}.".startswith(f"targets.{place}.") for path in wrong) else target
        for place, target in enumerate(given if isinstance(given, list) else [])
    ]
    return {"label": "of your own", "once": 1, **kept, "targets": targets}


def _as_written(problem: Problem, arguments: Mapping[str, Any], problems: list[Problem]) -> Problem:
    """Return a problem of a field under the name that the file gives it, so that its line is found."""
    written = {each.nearest: each.path for each in problems if each.nearest and each.path in arguments}
    head, dot, rest = problem.path.partition(".")
    return problem if head in arguments else replace(problem, path=f"{written.get(head, head)}{dot}{rest}")


def _made(arguments: Mapping[str, Any]) -> Lever:
    fields = {"from_" if key == "from" else key: value for key, value in arguments.items() if key != "lever"}
    return lever(arguments["lever"], **fields) if "lever" in arguments else Lever(**fields)


def _report(document: Document, place: Place, problems: list[Problem]) -> None:
    """Report problems of a lever at the line of the argument that they are about."""
    for each in problems:
        path, allowed, near = (text.replace("from_", "from") for text in (each.path, each.allowed, each.nearest))
        where = (*place, *path.split(".")) if path else place
        document.report(where, each.value, each.message, allowed, near)


def _check_labels(document: Document, items: list[Any]) -> None:
    labels = [item.get("label") if isinstance(item, dict) else item for item in items]
    for number, label in enumerate(labels):
        if isinstance(label, str) and label in labels[:number]:
            message = "labels two scenarios; tables and charts could not tell them apart"
            document.report(("scenarios", str(number), "label"), label, message)
