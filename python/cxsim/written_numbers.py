"""How people write numbers that are none here: 5 %, 1,000,000 and 29,90."""

from __future__ import annotations

import re
from typing import Any

PERCENT = re.compile(r"[-+]?[0-9]+(\.[0-9]+)? ?%")
WITH_COMMAS = re.compile(r"[-+]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")


def remedy(value: Any, kind: str = "float_type") -> str:
    """Return how text that people write for a number of a kind is written here, to end a sentence, or nothing.

    >>> remedy("5 %"), remedy("1,000,000"), remedy("29,90"), remedy("many"), remedy("2,5", "int_type")
    ('; write 0.05', '; write 1000000', '; write 29.90', '', '')
    """
    text = _number_meant(value.strip()) if isinstance(value, str) else ""
    return f"; write {text}" if text and not (kind == "int_type" and "." in text) else ""


def _number_meant(text: str) -> str:
    if PERCENT.fullmatch(text):
        return f"{float(text.rstrip(' %')) / 100:.12g}"
    if WITH_COMMAS.fullmatch(text):
        return text.replace(",", "")
    return text.replace(",", ".") if DECIMAL_COMMA.fullmatch(text) else ""
