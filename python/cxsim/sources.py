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


def provenance_meant(source: str) -> str:
    """Return the provenance that a source which states none probably meant, or nothing.

    >>> provenance_meant("publshed: a census")
    'published'
    """
    return nearest(_first_word(source), PROVENANCES)


def _first_word(source: str) -> str:
    return next(iter(source.replace(":", " ").replace("(", " ").lower().split()), "")
