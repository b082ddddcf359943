"""The command line: `cxsim compare study.yaml --report study.html`; `cxsim --help` lists all commands.

Exit codes: 0 fine, 1 unexpected, 2 problems in files or arguments, 130 interrupted.
"""

from __future__ import annotations

import shlex
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from .calibrate import ConvergenceWarning, IdentifiabilityWarning, calibrate
from .check_file import check
from .compare import PrecisionWarning, compare
from .early_interrupt import as_usual
from .exit_codes import Commands
from .lever_listings import print_lever, print_levers
from .listings import print_comparison, print_parameters, print_results
from .loading import locate
from .new import new_company
from .options import (
    HERE,
    AsJson,
    CompanyArgument,
    DigestOnly,
    Doubt,
    Draws,
    FitPeople,
    FitSeed,
    FitYears,
    Interactions,
    Months,
    NormPeople,
    NormSeed,
    People,
    Replications,
    Seed,
    Start,
    Threads,
    company_of,
    given_of,
    shows_progress,
)
from .run import CappedWarning
from .schedule import ExtrapolationWarning
from .simulate import simulate
from .standardize import Standardized, standardize
from .study_file import load_study
from .survival import ENDING, load_survival
from .terminal import complain, print_json, print_table, records, say
from .version import __version__
from .whole_file import require_place, write_whole

SAID_BY_NOTES = (PrecisionWarning, ExtrapolationWarning, CappedWarning, IdentifiabilityWarning, ConvergenceWarning)


@contextmanager
def _noted() -> Iterator[None]:
    """Leave out warnings that the notes of a result say as well, and that are printed with it."""
    with warnings.catch_warnings():
        for kind in SAID_BY_NOTES:
            warnings.simplefilter("ignore", kind)
        yield


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Simulates what investments in customer experience do to a company's customers and money.",
)


def main() -> None:
    """Run the command line."""
    as_usual()
    app(prog_name="cxsim")


def _version(wanted: bool) -> None:
    if wanted:
        say(f"cxsim {__version__}")
        raise typer.Exit


@app.callback()
def _all(
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command("run")
def run_company(
    company: CompanyArgument,
    *,
    months: Months = None,
    people: People = None,
    replications: Replications = None,
    seed: Seed = None,
    start: Start = None,
    interactions: Interactions = None,
    threads: Threads = None,
    output: Annotated[Path | None, typer.Option(help="Write everything to a netCDF file.")] = None,
    as_json: AsJson = False,
    digest: DigestOnly = False,
) -> None:
    """Simulate a company as it is, and print its measures."""
    if output:
        require_place(output)
    given = given_of(
        months=months,
        people=people,
        replications=replications,
        seed=seed,
        start=start,
        interactions=interactions,
        threads=threads,
    )
    with _noted():
        results = simulate(company_of(company), progress=shows_progress() and not as_json, **given)
    if output:
        results.save(output)
    if digest:
        print_json({"digest": results.digest}) if as_json else say(results.digest)
    elif as_json:
        attributes = {key: results.data.attrs[key] for key in ("company", "scenario", "version", "digest")}
        print_json(
            {**attributes, "settings": results.settings, "notes": results.notes, "measures": records(results.table())}
        )
    else:
        print_results(results)


@app.command("compare")
def compare_study(
    study: Annotated[Path, typer.Argument(help="A study file.")],
    *,
    report: Annotated[Path | None, typer.Option(help="Write one HTML page that needs nothing else.")] = None,
    months: Months = None,
    people: People = None,
    replications: Draws = None,
    seed: Seed = None,
    start: Start = None,
    interactions: Interactions = None,
    doubt: Doubt = None,
    threads: Threads = None,
    as_json: AsJson = False,
    digest: DigestOnly = False,
) -> None:
    """Compare the scenarios of a study; options overrule what the file says, and defaults fill what neither says."""
    if report:
        require_place(report)
    file = load_study(study)
    given = given_of(
        months=months,
        people=people,
        replications=replications,
        seed=seed,
        start=start,
        interactions=interactions,
        doubt=doubt,
    )
    with _noted():
        comparison = compare(
            file.load_company(),
            file.load_scenarios(),
            progress=shows_progress() and not as_json,
            threads=threads,
            **{**file.settings(), **given},
        )
    if report:
        from .report import write_report  # the page brings charts, which a table does not need

        write_report(comparison, report, _command(study, given))
    if digest:
        print_json({"digest": comparison.digest}) if as_json else say(comparison.digest)
    elif as_json:
        attributes = comparison.results[comparison.baseline].data.attrs
        head = {"company": attributes["company"], "version": attributes["version"], "digest": comparison.digest}
        print_json(
            {
                **head,
                "settings": comparison.settings,
                "baseline": comparison.baseline,
                "notes": comparison.notes,
                "differences": records(comparison.table()),
            }
        )
    else:
        print_comparison(comparison)
        if report:
            say(f"Report: {report}")


def _command(study: Path, given: dict[str, Any]) -> str:
    """Return the line that makes a comparison again."""
    switches = [f"--{'' if value else 'no-'}{name}" for name, value in given.items() if isinstance(value, bool)]
    values = {name: value for name, value in given.items() if not isinstance(value, bool)}
    options = [
        f"--{name}={value:g}" if isinstance(value, float) else f"--{name}={value}" for name, value in values.items()
    ]
    return shlex.join(["cxsim", "compare", str(study), *options, *switches, "--digest"])


@app.command("check")
def check_file(
    file: Annotated[str, typer.Argument(help="A company file, a study file, or the name of an example.")],
) -> None:
    """Check a company or study file: list everything that is wrong, or say what it holds."""
    check(file)


@app.command("new")
def new_file(
    path: Annotated[Path, typer.Argument(help="File to write.")] = Path("company.yaml"),
    name: Annotated[str, typer.Option(help="What the company is called.")] = "My company",
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write a commented company file to start from."""
    require_place(path)
    if path.exists() and not force:
        raise ValueError(f"{path} is there already; --force replaces it")
    write_whole(path, new_company(name))
    say(f"Written: {path}. Change what you know better, then: cxsim check {path}")


@app.command("levers")
def list_levers(
    name: Annotated[str | None, typer.Argument(help="One lever, told in full.")] = None, as_json: AsJson = False
) -> None:
    """List the levers of the catalogue, or tell one in full."""
    if name is None:
        print_levers(as_json)
    else:
        print_lever(name, as_json)


@app.command("parameters")
def list_parameters(
    path: Annotated[str, typer.Argument(help="A block, or a path: expectation, touchpoints.quality.")] = "",
    as_json: AsJson = False,
) -> None:
    """List parameters with unit, allowed range, default, provenance and meaning."""
    print_parameters(path, as_json)


@app.command("standardize")
def standardize_norm(
    company: CompanyArgument,
    *,
    people: NormPeople = None,
    seed: NormSeed = None,
    threads: Threads = None,
    show: Annotated[bool, typer.Option("--show", help="Print only; leave the file as it is.")] = False,
    as_json: AsJson = False,
) -> None:
    """Estimate a sector's frozen constants, and write them into its norm company's file.

    COMPANY is a file without `norm:`. Its block `standard` and the source of that block are written anew.
    """
    norm = company_of(company)
    if not show and Path(company).is_file():
        require_place(Path(company))
    given = given_of(people=people, seed=seed, threads=threads)
    constants = standardize(norm, progress=shows_progress() and not as_json, **given)
    if as_json:
        print_json({"company": norm.name, "digest": constants.digest, "values": constants.values})
    else:
        print_table(
            ["constant", "value"],
            [[path, f"{value:.6g}"] for path, value in constants.values.items()],
            right=(1,),
            names=(0,),
        )
    if not show:
        _write_constants(constants, company)


def _write_constants(constants: Standardized, company: str) -> None:
    """Write constants into the file they are of; companies that come with the package are left alone."""
    path = Path(company)
    if not path.is_file():
        complain([f"{company} comes with the package and is left as it is; give a file to have it written"])
        return
    constants.write(path)
    complain([f"Written: {path}"])


@app.command("calibrate")
def calibrate_company(
    company: CompanyArgument,
    *,
    survival: Annotated[str | None, typer.Option(help="CSV file, or an example; else COMPANY_survival.csv.")] = None,
    fit_years: FitYears = None,
    people: FitPeople = None,
    seed: FitSeed = None,
    threads: Threads = None,
    output: Annotated[
        Path | None, typer.Option(help="Write the fitted company; comments of its file do not survive.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Fit the hazard of each segment to published survival, and say how well it forecasts."""
    if output:
        require_place(output)
    fitted = company_of(company)
    published = load_survival(survival or _beside(company))
    given = given_of(fit_years=fit_years, people=people, seed=seed, threads=threads)
    with _noted():
        fit = calibrate(fitted, published, progress=shows_progress() and not as_json, **given)
    if output:
        fit.write(output)
    if as_json:
        print_json(
            {
                "company": fit.company_.name,
                "parameters": fit.params_,
                "intervals": records(fit.table()),
                "forecast": records(fit.forecast()),
                "notes": fit.notes,
            }
        )
    else:
        sys.stdout.write(f"{fit.report()}\n")


def _beside(company: str) -> str:
    """Return where the survival of a company is expected: beside its file."""
    path = locate(company, HERE)
    return str(path.with_name(f"{path.stem}{ENDING}")) if path else company
