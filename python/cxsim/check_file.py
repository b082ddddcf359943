"""What `cxsim check` does: everything that is wrong with a file, what is hardly meant, and what it holds."""

from __future__ import annotations

import warnings
from inspect import signature

from .compare import compare
from .listings import print_company
from .loading import locate
from .options import HERE, company_of
from .simulate import steps_of
from .study_file import StudyFile, is_study, load_study
from .terminal import complain, say
from .wording import counted
from .yaml_lines import read_yaml


def check(file: str) -> None:
    """Check a company or study file: raise everything that is wrong, or print what is hardly meant and what it holds."""
    path = locate(file, HERE)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        study = load_study(path) if path and is_study(read_yaml(path)) else None
        company = study.load_company() if study else company_of(file)
        notes = _notes_before_the_run(study) if study else []
    told = list(dict.fromkeys([*(str(each.message) for each in caught), *notes]))
    complain(f"warning: {each}" for each in told)
    verdict = f"no errors; {counted(len(told), 'warning')}" if told else "no problems"
    say(f"{file}: {verdict}.")
    if study:
        _print_study(study)
    print_company(company)


def _notes_before_the_run(study: StudyFile) -> list[str]:
    """Return what is known before a study is run: numbers pushed beyond their range, levers too late to work."""
    company, months = (
        study.load_company(),
        study.settings().get("months", signature(compare).parameters["months"].default),
    )
    steps = steps_of(months, company.steps_per_year)
    return [note for scenario in study.load_scenarios() for note in scenario.schedule(company, steps).notes]


def _print_study(study: StudyFile) -> None:
    """Print the labels of a study, and the levers that do not say where they are from."""
    scenarios = study.load_scenarios()
    say(f"Study of {len(scenarios)} scenarios: {', '.join(scenario.label for scenario in scenarios)}.")
    if unsourced := [lever for scenario in scenarios for lever in scenario.unsourced()]:
        say(f"Levers without a source: {', '.join(unsourced)}.")
