"""What is worth knowing of a company that is not wrong: how it differs from its norm, and whether its money adds up."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from .company import Company, load_example
from .errors import one_of
from .layers import Names
from .wording import money

STATED_FOR = "telecom_norm"  # the firm for which the catalogue states what levers cost
SAME_SIZE = 1.5  # firms whose numbers of customers differ by no more than this factor are of one size


def remarks(company: Company) -> list[str]:
    """Return remarks on a company, one sentence each.

    >>> remarks(load_example("telecom"))
    ["replaces the norm's segments families, young_digital, comfort with regular, high_end"]
    """
    return [*_against_norm(company), *_month(company), *_size(company)]


def _against_norm(company: Company) -> Iterator[str]:
    """Say which names a company adds to its norm's, and that its segments take the place of the norm's."""
    if not company.norm:
        return
    for block in Names._fields:
        own, theirs = getattr(company.names, block), getattr(company.norm.names, block)
        new = [name for name in own if name not in theirs]
        gone = [name for name in theirs if name not in own]
        if block == "segments" and (new or gone):
            yield f"replaces the norm's segments {one_of(theirs)} with {one_of(own)}"
        elif new:
            yield f"new against the norm: {block} {one_of(new)}"


def _customers(company: Company) -> float:
    return float(company.get("market.size") * company.get("market.penetration"))


def _month(company: Company) -> Iterator[str]:
    """Say if a company that is judged as its norm is loses money: contacts, joiners and leavers are not counted."""
    names = company.names.segments
    fee = fsum(company.get(f"segments.{name}.share") * company.get(f"segments.{name}.fee") for name in names)
    each = company.get("money.price") * fee * company.get("money.margin") - company.get("money.serve")
    gain, fixed = _customers(company) * each, company.get("money.fixed")
    adverts = company.get("money.adverts") * company.get("policy.marketing")
    if gain < fixed + adverts:
        yield (
            f"loses money by a plain estimate: {_customers(company):,.0f} customers leave {money(gain)} a month, against "
            f"{money(fixed)} of money.fixed and {money(adverts)} of money.adverts: are those of a firm of this size"
        )


def _size(company: Company) -> Iterator[str]:
    """Say if the costs of levers were stated for a firm of another size."""
    stated, own = _customers(load_example(STATED_FOR)), _customers(company)
    if max(stated, own) > SAME_SIZE * min(stated, own):
        yield (
            f"has about {own:,.0f} customers, while the catalogue states what levers cost for a firm of {stated:,.0f} "
            f"({STATED_FOR}): give each lever its cost at yours (monthly= or once=)"
        )
