"""Generated files are as the core would have them, and the stub and the schema say what is there."""

from __future__ import annotations

import ast
import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from cxsim import _core, generate
from cxsim.loading import example_names, example_path
from cxsim.parameters import json_schema, rows

MODEL = "cpp/include/cxsim/model"
STUBS = "python/cxsim/_core"
NO_MECHANISM = {"row", "parameters", "company"}
Arguments = dict[str, list[str]]


@pytest.fixture
def tree(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the generator reads and writes; the stubs, which take long to make, are taken as they are."""
    monkeypatch.setattr(generate, "stubs", lambda: committed_stubs(project))
    for folder in ("docs", MODEL, STUBS, "python/cxsim/model"):
        shutil.copytree(project / folder, tmp_path / folder)
    return tmp_path


def committed_stubs(project: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in sorted((project / STUBS).glob("*.pyi"))}


def test_pages_are_as_generated(project: Path) -> None:
    pages = sorted((project / "docs").rglob("*.md"))
    texts = {page: page.read_text(encoding="utf-8") for page in pages}
    wanted = {page: generate.filled(text, project) for page, text in texts.items()}
    wanted[project / "docs/parameters.md"] = generate.parameter_page(project)
    stale = [page.name for page in pages if texts[page] != wanted[page]]
    assert stale == [], generate.REMEDY


def test_the_parameter_page_has_every_row(project: Path) -> None:
    page = (project / "docs/parameters.md").read_text(encoding="utf-8")
    assert [row.path for row in rows() if f"| `{row.path}` |" not in page] == []
    assert f"**{sum(row.provenance == 'assumed' for row in rows())} have an assumed default**" in page


# Text and layout of stub and schema also depend on the versions of pybind11 and pydantic, hence these look at what they
# say; `python -m cxsim.generate --check` compares every byte.
def test_the_stubs_name_what_the_module_has(project: Path) -> None:
    committed, made = committed_stubs(project), generate.stubs()
    assert {name: signatures(text) for name, text in committed.items()} == {
        name: signatures(text) for name, text in made.items()
    }, generate.REMEDY
    assert set(made) == {"__init__.pyi", "equations.pyi"}


def test_the_functions_of_the_equations_are_as_generated(project: Path) -> None:
    committed = (project / "python/cxsim/model/equations.py").read_text(encoding="utf-8")
    assert committed == generate.generate_model.module(project), generate.REMEDY


def signatures(stub: str) -> Arguments:
    """Arguments of every function and method of a stub, and the names of its constants."""
    found: Arguments = {}
    for node in ast.walk(ast.parse(stub)):
        for inner in getattr(node, "body", []):
            name = f"{getattr(node, 'name', '')}.{getattr(inner, 'name', '')}"
            if isinstance(inner, ast.FunctionDef):
                found[name] = [each.arg for each in (*inner.args.args, *inner.args.kwonlyargs)]
            elif isinstance(inner, ast.AnnAssign):
                found[ast.unparse(inner.target)] = []
    return found


def test_every_list_and_dict_of_the_stub_says_what_it_holds() -> None:
    stub = "def f() -> dict:\ndef g() -> list:\nlimits: dict = {'a': 1}\ntenure_knots: list = [0]\n"
    assert generate.typed(stub) == (
        "def f() -> dict[str, typing.Any]:\ndef g() -> list[typing.Any]:\nlimits: dict[str, int]\ntenure_knots: list[int]\n"
    )


def test_the_schema_knows_the_parameters(project: Path) -> None:
    committed = json.loads((project / "docs/company.schema.json").read_text(encoding="utf-8"))
    assert fields(committed) == fields(json_schema()), generate.REMEDY


def fields(schema: dict[str, Any]) -> dict[str, list[str]]:
    return {name: sorted(block.get("properties", [])) for name, block in {**schema["$defs"], "": schema}.items()}


@pytest.mark.parametrize("name", example_names())
def test_the_schema_accepts_the_companies_that_come_with_the_package(project: Path, name: str) -> None:
    schema = json.loads((project / "docs/company.schema.json").read_text(encoding="utf-8"))
    company = yaml.safe_load(example_path(name).read_text(encoding="utf-8"))
    jsonschema.validate(stringed(company), schema)
    company["mood"] = {"persistance": 0.5}
    with pytest.raises(jsonschema.ValidationError, match="persistance"):
        jsonschema.validate(stringed(company), schema)


def stringed(data: Any) -> Any:
    """YAML with every key as text, as JSON has it."""
    return {str(key): stringed(value) for key, value in data.items()} if isinstance(data, dict) else data


def test_every_mechanism_has_its_page(project: Path) -> None:
    headers = {path.stem for path in (project / MODEL).glob("*.hpp")} - NO_MECHANISM
    text = "".join(page.read_text(encoding="utf-8") for page in (project / "docs/mechanisms").glob("*.md"))
    assert [header for header in headers if f"<!-- generated: equations {header} -->" not in text] == []


def test_every_block_of_parameters_is_explained(project: Path) -> None:
    page = (project / "docs/parameters.md").read_text(encoding="utf-8")
    assert page.count("\nExplained in ") == len({row.block for row in rows()})


def test_a_stale_file_is_named_with_the_remedy(tree: Path) -> None:
    page = tree / "docs/mechanisms/mood.md"
    page.write_text(page.read_text(encoding="utf-8").replace("persistence", "persistance"), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        generate.main(["--check", "--root", str(tree)])
    assert ended.value.code == "stale:\n  docs/mechanisms/mood.md\nrun: python -m cxsim.generate"


def test_writing_makes_everything_fresh_and_changes_no_words(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tree / "docs/mechanisms/mood.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace("0.75", "7.5"), encoding="utf-8")
    (tree / "docs/parameters.md").unlink()
    generate.main(["--root", str(tree)])
    assert page.read_text(encoding="utf-8") == before
    assert "docs/parameters.md" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        generate.main(["--check", "--root", str(tree)])
    assert ended.value.code == 0


@pytest.mark.parametrize(
    ("marker", "message"),
    [("equation mood", "did you mean 'equations'"), ("parameters moods", "no parameters under moods")],
)
def test_a_mistaken_marker_is_refused(tmp_path: Path, marker: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        generate.filled(f"<!-- generated: {marker} -->\n<!-- end -->", tmp_path)


def test_a_folder_without_the_sources_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no source tree"):
        generate.generated(tmp_path)


def test_the_order_of_the_month_is_in_the_architecture(project: Path) -> None:
    text = (project / "docs/architecture.md").read_text(encoding="utf-8")
    places = [text.index(f"**{name}**: {doc}") for name, doc in _core.month_order()]
    assert places == sorted(places)
