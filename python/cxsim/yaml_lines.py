"""Reads YAML into plain values and remembers on which line each of them stands.

Only what a company or study file needs: mappings, lists, numbers, yes and no, text. Keys are always text as written
(`12` and `on` too), numbers are read as one expects (`1e-3` is one, `010` is ten), and a key given twice is a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from .errors import Problem, nearest, one_of

Place = tuple[str, ...]

MOST_VALUES = 100_000  # aliases can make a small file stand for a huge one
DEEPEST = 40
ENDINGS = (".yaml", ".yml")
EXPECTED = "a YAML file of a company or a study"
BEFORE_COMMA = re.compile(r"[-+]?[0-9][0-9,]*")
AFTER_COMMA = re.compile(r"[0-9]+(\.[0-9]+)?")
WHOLE = re.compile(r"[-+]?[0-9]+(_[0-9]+)*")
DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(_[0-9]+)*(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
PLAIN_KEY = re.compile(r"0|[1-9][0-9]{0,8}")
SPECIAL = {".inf": float("inf"), "+.inf": float("inf"), "-.inf": float("-inf"), ".nan": float("nan")}
ANSWERS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
EMPTY = {"", "~", "null"}


@dataclass
class Document:
    """The values of a file, the line of each, and what was wrong with the writing itself."""

    file: str
    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)  # legal, yet hardly meant

    def line(self, place: Place) -> int | None:
        """Return the line of a place, or of the nearest place around it that the file gives."""
        around = (place[:length] for length in range(len(place), 0, -1))
        return next((self.lines[part] for part in around if part in self.lines), None)

    def report(self, place: Place, value: Any, message: str, allowed: str = "", nearest: str = "") -> None:
        """Add a problem at a place of this file."""
        self.problems.append(self._problem(place, value, message, allowed, nearest))

    def warn(self, place: Place, value: Any, message: str, allowed: str = "", nearest: str = "") -> None:
        """Add what is legal at a place of this file, and hardly meant."""
        self.warnings.append(self._problem(place, value, message, allowed, nearest))

    def _problem(self, place: Place, *rest: Any) -> Problem:
        return Problem(self.file, self.line(place), ".".join(place), *rest)


def read_yaml(path: str | Path) -> Document:
    """Read a file; whatever is wrong with it is in `problems`.

    >>> read_yaml("no such file.yaml").problems[0].message
    'there is no such file'
    """
    place = Path(path)
    try:
        text = place.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return _unreadable(path, "is not UTF-8 text", EXPECTED)
    except FileNotFoundError:
        return _missing(place)
    except IsADirectoryError:
        return _unreadable(path, "is a folder, not a file", one_of(_yaml_files(place)) or EXPECTED)
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        return _unreadable(path, f"cannot be read: {error}")
    document = parse_yaml(text, str(path))
    if document.problems and not document.data and place.suffix.lower() not in ENDINGS:
        return _unreadable(path, "is no YAML file", EXPECTED)
    return document


def parse_yaml(text: str, file: str) -> Document:
    """Read text that stands for a file of this name.

    >>> parse_yaml("market: {size: 5}", "my.yaml").line(("market", "size"))
    1
    """
    document = Document(file)
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        document.data = _Reader(document).whole(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _syntax(document, mark.line + 1 if mark else None, error.problem or error.context or "is no YAML")
    except (yaml.YAMLError, RecursionError) as error:
        is_deep = isinstance(error, RecursionError)
        _syntax(document, None, "it holds too much, or nests too deeply" if is_deep else str(error))
    return document


def _missing(path: Path) -> Document:
    """Return what there is to say of a file that is not there; files beside it may be what was meant."""
    if not path.parent.is_dir():
        return _unreadable(path, f"there is no folder {path.parent}")
    stems = {Path(name).stem: name for name in _yaml_files(path.parent)}  # endings would make all names alike
    near = nearest(path.stem, stems)
    return _unreadable(path, "there is no such file", near=str(path.with_name(stems[near])) if near else "")


def _yaml_files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix.lower() in ENDINGS)


def _unreadable(path: str | Path, message: str, allowed: str = "", near: str = "") -> Document:
    return Document(str(path), problems=[Problem(str(path), None, "", None, message, allowed, near)])


def _syntax(document: Document, line: int | None, message: str) -> None:
    first_line = message.splitlines()[0]
    document.problems.append(Problem(document.file, line, "", None, f"this is no valid YAML: {first_line}"))


class _Reader:
    """Walks the nodes of one file."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.left = MOST_VALUES

    def whole(self, root: yaml.Node | None) -> dict[str, Any]:
        if isinstance(root, yaml.MappingNode):
            return self.mapping(root, ())
        self.document.report((), None, "the file must be a mapping of names to values")
        return {}

    def value(self, node: yaml.Node, place: Place) -> Any:
        self.left -= 1
        if self.left < 0 or len(place) > DEEPEST:
            raise RecursionError
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.item(item, (*place, str(i))) for i, item in enumerate(node.value)]
        is_plain = isinstance(node, yaml.ScalarNode) and node.style is None
        return scalar(node.value) if is_plain else node.value

    def item(self, node: yaml.Node, place: Place) -> Any:
        self.document.lines.setdefault(place, node.start_mark.line + 1)
        return self.value(node, place)

    def mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        return {key: self.value(value, (*place, key)) for key, value in self.entries(node, place)}

    def entries(self, node: yaml.MappingNode, place: Place) -> Iterator[tuple[str, yaml.Node]]:
        seen: dict[str, int] = {}
        for key_node, value_node in _with_commas(node):
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.document.report(place, None, f"a name must be a single word (line {line})")
                continue
            key = str(key_node.value)
            if key in seen:
                path = ".".join((*place, key))
                message = f"is given twice, first on line {seen[key]}"
                self.document.problems.append(Problem(self.document.file, line, path, None, message))
                continue
            seen[key] = line
            self.document.lines.setdefault((*place, key), line)
            yield key, value_node


def _with_commas(node: yaml.MappingNode) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the entries of a mapping; in braces YAML takes 29,90 for 29 and a name 90, which nobody means."""
    entries: list[tuple[yaml.Node, yaml.Node]] = []
    for key, value in node.value:
        if node.flow_style and entries and _is_number_before(entries[-1][1]) and _is_rest_of_number(key, value):
            name, begun = entries[-1]
            whole = yaml.ScalarNode(begun.tag, f"{begun.value},{key.value}", begun.start_mark, key.end_mark)
            entries[-1] = (name, whole)
        else:
            entries.append((key, value))
    return entries


def _is_number_before(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style is None and bool(BEFORE_COMMA.fullmatch(node.value))


def _is_rest_of_number(key: yaml.Node, value: yaml.Node) -> bool:
    return isinstance(key, yaml.ScalarNode) and bool(AFTER_COMMA.fullmatch(key.value)) and _is_empty(value)


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == ""


def scalar(text: str) -> Any:
    """Return what unquoted text stands for: nothing, yes or no, a number, or itself.

    >>> scalar("1e-3"), scalar("2_000"), scalar("off"), scalar("today")
    (0.001, 2000, False, 'today')
    """
    lowered = text.lower()
    if lowered in EMPTY:
        return None
    if lowered in ANSWERS:
        return ANSWERS[lowered]
    if lowered in SPECIAL:
        return SPECIAL[lowered]
    if WHOLE.fullmatch(text) and len(text) < 300:
        return int(text)
    return float(text.replace("_", "")) if DECIMAL.fullmatch(text) else text


class _Writer(yaml.SafeDumper):
    """Quotes text that would read back as something else, and keeps mappings of numbers on one line."""


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None if scalar(text) == text else "'"
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


class _Whole(dict[Any, Any]):
    """The mapping that is the file."""


def _mapping(writer: yaml.SafeDumper, data: dict[Any, Any]) -> yaml.MappingNode:
    is_short = not isinstance(data, _Whole) and all(isinstance(value, (int, float)) for value in data.values())
    return writer.represent_mapping("tag:yaml.org,2002:map", data, flow_style=is_short)


_Writer.add_representer(str, _text)
_Writer.add_representer(dict, _mapping)
_Writer.add_representer(_Whole, _mapping)
_Writer.add_multi_representer(np.generic, lambda writer, number: writer.represent_data(number.item()))  # type: ignore[type-abstract]


def write_yaml(data: dict[str, Any]) -> str:
    """Return values as YAML text that reads back as the same values.

    >>> print(write_yaml({"name": "Mine", "market": {"size": 5}}), end="")
    name: Mine
    market: {size: 5}
    """
    whole = _Whole(_with_plain_keys(data))
    return str(yaml.dump(whole, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=100))


def _with_plain_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {int(key) if PLAIN_KEY.fullmatch(key) else key: _with_plain_keys(each) for key, each in value.items()}
    return [_with_plain_keys(each) for each in value] if isinstance(value, list) else value
