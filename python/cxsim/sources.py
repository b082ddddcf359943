"""Where a number is from, as the first word of its source says."""

from __future__ import annotations

from .errors import nearest

UNSOURCED = "unsourced"
PROVENANCES = ("published", "textbook", "fitted", "assumed", UNSOURCED)
FORM = "published, textbook, fitted or assumed, then what: 'assumed: a guess until the log is in'"


def provenance_of(source: str) -> str:
    """Return the provenance that a source states, or nothing; a size that is assumed is not published.

    >>> provenance_of("fitted to years 1 to 7"), provenance_of("published signs (Blut), assumed size")
    ('fitted', 'assumed')
    """
    word = _first_word(source)
    if word not in PROVENANCES:
        return ""
    return "assumed" if "assumed size" in source.lower() else word


def misfit(source: str) -> tuple[str, str, str] | None:
    """Return what is wrong with a source, what is allowed and what was probably meant; None if it states its kind.

    >>> misfit("publshed: a census")[2]
    'published'
    """
    if provenance_of(source):
        return None
    return "does not say of what kind it is", f"it begins with {FORM}", nearest(_first_word(source), PROVENANCES)


def _first_word(source: str) -> str:
    return next(iter(source.replace(":", " ").replace("(", " ").lower().split()), "")
