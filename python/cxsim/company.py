"""A company and its market: checked as a whole, asked by path, and never changed in place."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Mapping
from copy import deepcopy
from html import escape
from typing import Any

from . import _core
from .assemble import SLOPES, Assembled, assemble
from .changes import changed, places
from .checks import report_unknown
from .errors import CompanyError, Problem, nearest, one_of, shown
from .layers import Names, UnknownNameError, covers, match, tree_of
from .parameters import Estimate, find_row
from .sources import UNSOURCED, provenance_of
from .yaml_lines import Document, write_yaml


class CompanyWarning(UserWarning):
    """Something in a company file is legal, and hardly meant."""


class Company:
    """A company and its market; made by `load`, changed by `replace`, which returns another one.

    >>> from cxsim import load_example
    >>> load_example("telecom").get("money.price")
    30.0
    """

    def __init__(self, document: Document, norm: Company | None = None) -> None:
        self._document = document
        self._norm = norm
        self._all: Assembled = assemble(document, norm._document.data if norm else None)

    @property
    def name(self) -> str:
        """What the company is called."""
        return str(self._all.header["name"])

    @property
    def names(self) -> Names:
        """Names of segments, dimensions, channels, touchpoints and journeys, in the order of the file."""
        return self._all.names

    @property
    def norm(self) -> Company | None:
        """The norm company of the sector, if this is not one itself."""
        return self._norm

    @property
    def steps_per_year(self) -> int:
        """Steps of the simulation a year; 12 is a month."""
        return int(self._all.header["steps_per_year"])

    @property
    def customers(self) -> float:
        """About so many customers: market.size times market.penetration, before the market has settled.

        >>> from cxsim.loading import load_example
        >>> load_example("telecom").customers
        800000.0
        """
        return float(self.get("market.size") * self.get("market.penetration"))

    def months_of(self, steps: Any) -> Any:
        """Return the months at which steps of a horizon begin (an array or a column): whole where a step is a month."""
        months = steps * _core.months_per_year / self.steps_per_year
        return months.astype(int) if self.steps_per_year == _core.months_per_year else months

    def steps_in(self, months: float) -> int:
        """Return the steps that make up so many months, to the nearest.

        >>> from cxsim.loading import load_example
        >>> load_example("telecom").steps_in(36)
        36
        """
        return round(months * self.steps_per_year / _core.months_per_year)

    @property
    def slopes(self) -> str:
        """Preset of the slopes of value: classic, linear or yap_sweeney."""
        return str(self._all.header["slopes"])

    @property
    def families(self) -> dict[str, str]:
        """Family of distributions of each trait."""
        return dict(self._all.header["families"])

    @property
    def standard_digest(self) -> str | None:
        """Digest of what the `standard` block was estimated from, if the files say it."""
        digest: str | None = self._all.header["standard_digest"]
        return digest

    def get(self, path: str) -> Any:
        """Return the number at a path, or a mapping of all numbers under it; words, too (`touchpoints.pay.class`).

        >>> from cxsim import load_example
        >>> load_example("telecom").get("touchpoints.help_desk.salience")
        2.0
        """
        if path in self._all.values:
            return self._all.values[path]
        if (word := self._word(path)) is not None:
            return word
        return {inner.removeprefix(f"{path}."): self._all.values[inner] for inner in self._match(path)}

    def _match(self, path: str) -> list[str]:
        try:
            return match(tree_of(self._all.values), tuple(path.split(".")))
        except UnknownNameError as unknown:
            raise CompanyError([self._stray(path, unknown)]) from None

    def _require_number(self, path: str) -> None:
        """Raise unless there is one number at the path."""
        if path not in self._all.values:
            inner = self._match(path)
            message = f"stands for {len(inner)} numbers; name one of them"
            raise CompanyError([Problem(self.name, None, path, None, message, one_of(inner))])

    def _word(self, path: str) -> Any:
        """Return what is no number: from the header, the families, or the labels of a touchpoint."""
        parts = path.split(".")
        if path in self._all.header:
            return self._all.header[path]
        if parts[:2] == ["traits", "families"]:
            return self.families.get(parts[-1])
        inherited = self._norm._word(path) if self._norm else None
        node: Any = self._document.data
        for part in parts:
            node = node.get(part) if isinstance(node, dict) else None
        return node if isinstance(node, str) else inherited

    def _stray(self, path: str, unknown: UnknownNameError) -> Problem:
        ending = (known for known in self._all.values if known.endswith(f".{path}"))
        near = next(ending, "") or nearest(unknown.place[-1], unknown.names)
        message = f"is no path here (at '{unknown.place[-1]}')"
        return Problem(self.name, None, path, None, message, one_of(unknown.names), near)

    def flat(self) -> dict[str, float]:
        """Return every number by its path.

        >>> from cxsim import load_example
        >>> load_example("telecom").flat()["market.penetration"]
        0.4
        """
        return dict(self._all.values)

    def own_routes(self) -> set[tuple[str, str]]:
        """Return journey and touchpoint of every route that goes on differently after a failure."""
        return set(self._all.own_routes)

    def parameters(self) -> _core.Parameters:
        """Return the numbers as a parameter set of the core.

        >>> from cxsim import load_example
        >>> load_example("telecom").parameters().get("money.price")
        30.0
        """
        parameters = self.names.parameters()
        for path, value in self._all.values.items():
            parameters.set(path, value)
        for trait, family in self.families.items():
            parameters.set_family(trait, family)
        for journey, touchpoint in sorted(self._all.own_routes):
            parameters.set_own_route(journey, touchpoint)
        parameters.steps_per_year = self.steps_per_year
        return parameters

    def expected_visits(self, journey: str) -> dict[str, float]:
        """Return how often one journey of a kind visits each touchpoint, on average (absorbing Markov chain).

        >>> from cxsim import load_example
        >>> round(load_example("telecom").expected_visits("get_help")["help_desk"], 2)
        0.79
        """
        if journey not in self.names.journeys:
            near = nearest(journey, self.names.journeys)
            raise CompanyError(
                [Problem(self.name, None, "journeys", journey, "is no journey", one_of(self.names.journeys), near)]
            )
        visits = self.parameters().expected_visits(journey)
        return dict(zip(self.names.touchpoints, visits, strict=True))

    @property
    def digest(self) -> str:
        """SHA-256 of everything that a simulation sees: names, numbers, families, routes.

        >>> from cxsim import load_example
        >>> len(load_example("telecom").digest)
        64
        """
        numbers = [f"{path} {value.hex()}" for path, value in sorted(self._all.values.items())]
        rest = [*map(repr, self.names), *sorted(map(repr, self._all.own_routes)), *map(repr, self.families.items())]
        text = "\n".join([*numbers, *rest, str(self.steps_per_year)])
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def sources(self) -> dict[str, str]:
        """Sources by path, or by the start of a path; the company's own over the norm's."""
        inherited = self._norm.sources if self._norm else {}
        return {**inherited, **(self._document.data.get("sources") or {})}

    def source(self, path: str) -> str:
        """Return where the number at a path is from; nothing if the file does not say.

        >>> from cxsim import load_example
        >>> load_example("telecom").source("market.penetration")[:7]
        'assumed'
        """
        self._require_number(path)
        return self._origin(path)[1]

    def provenance(self, path: str) -> str:
        """Return published, textbook, assumed or fitted; unsourced for a given number without a source.

        >>> from cxsim import load_example
        >>> load_example("telecom").provenance("segments.regular.base_hazard")
        'fitted'
        """
        self._require_number(path)
        return self._origin(path)[0]

    def _origin(self, path: str) -> tuple[str, str]:
        """Return provenance and source; a number that only repeats the norm's is from where the norm's is."""
        giver = self._all.given.get(path)
        told = giver[0].source(path) if giver else ""
        if told:
            return provenance_of(told), told
        if self._norm and self._norm._all.values.get(path) == self._all.values[path]:
            return self._norm._origin(path)
        row = None if giver else find_row(path)
        return (row.provenance, row.source) if row else (UNSOURCED, "")

    def ranges(self) -> dict[str, Estimate]:
        """Return low, likely and high of the numbers in doubt: stated so by a file, or assumed and set by none.

        >>> from cxsim import load_example
        >>> load_example("telecom").ranges()["mood.persistence"]
        Estimate(low=0.35, likely=0.5, high=0.65)
        """
        found = {path: self._range(path) for path in self._all.values}
        return {path: each for path, each in found.items() if each and each.low < each.high}

    def _range(self, path: str) -> Estimate | None:
        if path in self._all.given:
            layer, place = self._all.given[path]
            return layer.rough.get(place)
        row, likely = find_row(path), self._all.values[path]
        is_assumed = row and row.provenance == "assumed" and row.doubt_low <= likely <= row.doubt_high
        return Estimate(low=row.doubt_low, likely=likely, high=row.doubt_high) if row and is_assumed else None

    def unsourced(self) -> list[str]:
        """Return the places whose numbers a file gives without saying where they are from."""
        places = {".".join(place): None for path, (_, place) in self._all.given.items() if self._lacks_source(path)}
        return list(places)

    def _lacks_source(self, path: str) -> bool:
        return self.provenance(path) == UNSOURCED

    def replace(self, changes: Mapping[str, Any] | None = None, /, **named: Any) -> Company:
        """Return another company in which the numbers at some paths differ; their old sources no longer hold.

        In a path `*` stands for every name. No new name is made: a file does that.

        >>> from cxsim import load_example
        >>> load_example("telecom").replace({"money.price": 31}).get("money.price")
        31.0
        """
        if changes is not None and not isinstance(changes, Mapping):
            raise TypeError(f'changes = {shown(changes)}: give numbers by their paths, such as {{"money.price": 31}}')
        wanted = {**(changes or {}), **named}
        self._refuse_overruled(wanted)
        values, inherited = self._all.values, self._norm._document.data if self._norm else {}
        tree = tree_of(values)
        known, unknown = places(wanted, tree)
        document = Document(f"changes to {self.name}", changed(self._document.data, known, values, tree, inherited))
        for each in unknown:
            report_unknown(document, each)
        return warned(Company(document, self._norm), self)

    def _refuse_overruled(self, wanted: Mapping[str, Any]) -> None:
        """Raise if a preset of slopes would silently overrule a wanted number."""
        slopes = wanted.get("slopes", self.slopes)
        kinds = ("value.inside_zone", "dimensions.*.above", "dimensions.*.below")
        overruled = [path for path in wanted if slopes in SLOPES and any(covers(kind, path) for kind in kinds)]
        message = f"is set by slopes: {slopes}; choose slopes: classic to give it a number of its own"
        if overruled:
            file = f"changes to {self.name}"
            raise CompanyError(Problem(file, None, path, wanted[path], message) for path in overruled)

    def to_yaml(self) -> str:
        """Return the company as text that loads as the same company; values and sources survive, comments do not."""
        return write_yaml(self._document.data)

    def to_dict(self) -> dict[str, Any]:
        """Return what the file gave, with changes, as plain mappings."""
        return deepcopy(self._document.data)

    def _summary(self) -> dict[str, str]:
        shares = (f"{name} {self._all.values[f'segments.{name}.share']:.0%}" for name in self.names.segments)
        return {
            "norm": self._norm.name if self._norm else "none",
            "market": f"{self._all.values['market.size']:,.0f} people",
            "price": f"{self._all.values['money.price']:g} a month",
            "segments": ", ".join(shares),
            **{block: ", ".join(getattr(self.names, block)) for block in Names._fields[1:]},
            "numbers without a source": str(sum(map(self._lacks_source, self._all.values))),
        }

    def __repr__(self) -> str:
        return f"Company({self.name!r})\n" + "\n".join(f"  {key}: {value}" for key, value in self._summary().items())

    def _repr_html_(self) -> str:
        rows = (f"<tr><th>{escape(key)}</th><td>{escape(text)}</td></tr>" for key, text in self._summary().items())
        return f"<table><caption>{escape(self.name)}</caption>{''.join(rows)}</table>"


def warned(company: Company, before: Company | None = None) -> Company:
    """Warn of what is hardly meant in a company, unless it was so before a change; return it.

    >>> from cxsim import load_example
    >>> telecom = load_example("telecom")
    >>> warned(telecom) is telecom
    True
    """
    known = {(each.path, each.message) for each in before._document.warnings} if before else set()
    for each in company._document.warnings:
        if (each.path, each.message) not in known:
            warnings.warn(str(each), CompanyWarning, stacklevel=3)
    return company
