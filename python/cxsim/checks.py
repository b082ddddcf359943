"""What must hold between the numbers of a company, beyond each number's own range."""

from __future__ import annotations

from collections.abc import Callable
from math import fsum

from . import _core
from .draft import Draft
from .errors import nearest, one_of
from .layers import Names, UnknownNameError, match, tree_of
from .names_in_use import check_new_journeys, check_new_segments, check_touchpoints, check_use
from .parameters import choices, find_row, is_whole
from .sources import misfit
from .ways import check_ends, check_odds
from .yaml_lines import Document

ROUNDING = 1e-6  # shares may miss 1 by this much
TIGHT = 1e-9


def check_names(draft: Draft) -> None:
    """Demand that every block has names, not too many, each a single word that no path or estimate mistakes."""
    missing = _missing_blocks(draft)
    for block, names in zip(Names._fields, draft.names, strict=True):
        most = _core.limits.get(f"max_{block}")
        if not names and block not in missing and draft.is_sound(block):
            draft.report((block,), None, "at least one is needed")
        if most and len(names) > most:
            draft.report((block,), None, f"holds {len(names)} names", f"at most {most}")
        for name in names:
            if not name.isidentifier() or name in ("low", "likely", "high"):
                draft.report((block, name), None, "is no usable name", "letters, digits and _, as in help_desk")


def _missing_blocks(draft: Draft) -> tuple[str, ...]:
    """Report once that a file has neither a norm nor anything of its own; return the blocks that lack for it."""
    if any(draft.names) or "norm" in draft.document.data or not all(map(draft.is_sound, Names._fields)):
        return ()
    message = f"is missing, so the file must give all of {one_of(Names._fields)} itself"
    draft.report(("norm",), None, message, "a norm company to inherit from, as in norm: telecom_norm")
    draft.bad.update((block,) for block in Names._fields)
    return Names._fields


def check_sources(draft: Draft) -> None:
    """Demand that every source belongs to paths that exist, and says of what kind it is."""
    tree = tree_of(draft.values)
    given = draft.document.data.get("sources")
    for pattern, text in (given if isinstance(given, dict) else {}).items():
        if isinstance(text, str) and (wrong := misfit(text)):
            draft.report(("sources", pattern), text, *wrong)
        try:
            match(tree, tuple(pattern.split(".")))
        except UnknownNameError as unknown:
            names = unknown.names
            message = f"names a path that does not exist (at '{unknown.place[-1]}')"
            draft.report(("sources", pattern), None, message, one_of(names), nearest(unknown.place[-1], names))


def check_shares(draft: Draft) -> None:
    """Demand that the segments' shares add up to 1; take out a rounding error."""
    paths = [f"segments.{segment}.share" for segment in draft.names.segments]
    if not draft.is_sound("segments.*.share"):
        return
    total = fsum(draft.values[path] for path in paths)
    if abs(total - 1) > ROUNDING:
        draft.report(("segments",), None, f"the shares add up to {total:g}", "1 in all")
    elif abs(total - 1) > TIGHT:
        draft.values.update({path: draft.values[path] / total for path in paths})


def check_whole(draft: Draft) -> None:
    """Demand whole numbers where half a journey, or half a yes, would silently become none."""
    for path, value in draft.values.items():
        if not is_whole(path) or float(value).is_integer() or not draft.is_sound(path):
            continue
        row = find_row(path)
        is_answer = row is not None and row.unit == "yes or no"
        draft.report(tuple(path.split(".")), value, "must be a whole number", "0 or 1" if is_answer else "0, 1, 2 …")


def check_importance(draft: Draft) -> None:
    """Demand that some dimension matters."""
    total = fsum(draft.values[f"dimensions.{name}.importance"] for name in draft.names.dimensions)
    if draft.is_sound("dimensions.*.importance") and total <= 0:
        draft.report(("dimensions",), None, "no dimension has any importance", "at least one above 0")


def check_families(draft: Draft) -> None:
    """Demand that a distribution of each trait's family can have the trait's mean and spread."""
    for trait, family in draft.families.items():
        mean, spread = draft.values[f"traits.{trait}_mean"], draft.values[f"traits.{trait}_spread"]
        allowed = draft.is_sound("traits") and _core.impossible_trait(family, mean, spread)
        if allowed:
            message = f"no such distribution has mean {mean:g} and standard deviation {spread:g}"
            draft.report(("traits", "families", trait), family, message, allowed)


def check_frailty(draft: Draft) -> None:
    """Demand that people of each segment differ in leaving in one way only, and in all of it."""
    for segment in draft.names.segments:
        paths = [f"segments.{segment}.{name}" for name in ("frailty", "leaving_alpha", "leaving_beta")]
        problem = all(map(draft.is_sound, paths)) and _core.impossible_frailty(*(draft.values[path] for path in paths))
        if problem:
            draft.report(("segments", segment), None, problem)


CHECKS: tuple[Callable[[Draft], None], ...] = (
    check_sources,
    check_shares,
    check_whole,
    check_importance,
    check_families,
    check_frailty,
    check_odds,
    check_ends,
    check_touchpoints,
    check_new_segments,
    check_new_journeys,
    check_use,
)


def report_unknown(document: Document, unknown: UnknownNameError) -> None:
    """Report a name that is used but that no block of the company defines."""
    known = unknown.names or choices(unknown.place[:-1])
    name = unknown.place[-1]
    document.report(unknown.place, None, "is not known here", one_of(known), nearest(name, known))
