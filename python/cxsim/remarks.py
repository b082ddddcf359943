"""What is worth knowing of a company that is not wrong: how it differs from its norm, and whether its money adds up."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from .catalogue import catalogue
from .company import Company
from .errors import one_of
from .layers import Names
from .schedule import SAME_SIZE
from .wording import money

FAR_PRICE = 1.25  # a price that differs by more than this factor from the reference is no ordinary one


def remarks(company: Company) -> list[str]:
    """Return remarks on a company, one sentence each.

    >>> from cxsim.loading import load_example
    >>> remarks(load_example("telecom"))
    ["replaces the norm's segments families, young_digital, comfort with regular, high_end"]
    """
    return [*_against_norm(company), *cautions(company), *_lever_costs(company)]


def cautions(company: Company) -> list[str]:
    """Return those remarks that a reader of results must know, too.

    >>> from cxsim.loading import load_example
    >>> cautions(load_example("telecom").replace({"money.price": 60}))
    ['money.price 60 is far from money.reference_price 30, so that all find it dear from the first month on']
    """
    return [*_month(company), *_price(company), *_empty(company)]


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


def _lever_costs(company: Company) -> Iterator[str]:
    """Say if the costs of levers were stated for a firm of another size."""
    stated, own = catalogue().stated_for, company.get("market.size")
    if not 1 / SAME_SIZE <= own / stated <= SAME_SIZE:
        yield (
            f"is in a market of {own:,.0f} people; the catalogue states what levers cost in one of {stated:,.0f}, so their "
            f"costs are multiplied by {own / stated:.3g} here (quote= says what they cost you)"
        )


def _month(company: Company) -> Iterator[str]:
    """Say if a company that is judged as its norm is loses money: contacts, joiners and leavers are not counted."""
    names = company.names.segments
    fee = fsum(company.get(f"segments.{name}.share") * company.get(f"segments.{name}.fee") for name in names)
    each = company.get("money.price") * fee * company.get("money.margin") - company.get("money.serve")
    gain, fixed = company.customers * each, company.get("money.fixed")
    adverts = company.get("money.adverts") * company.get("policy.marketing")
    if gain < fixed + adverts:
        yield (
            f"loses money by a plain estimate: {company.customers:,.0f} customers bring {money(gain)} a month before "
            f"{money(fixed)} of money.fixed and {money(adverts)} of money.adverts; check that these are those of a firm of this size"
        )


def _price(company: Company) -> Iterator[str]:
    """Say if the price is far from what the market is used to: a new price list needs a new reference, too."""
    price, usual = company.get("money.price"), company.get("money.reference_price")
    if max(price, usual) > FAR_PRICE * min(price, usual):
        found = "dear" if price > usual else "cheap"
        yield (
            f"money.price {price:g} is far from money.reference_price {usual:g}, so that all find it {found} from the "
            "first month on"
        )


def _empty(company: Company) -> Iterator[str]:
    """Say if there is nobody to simulate."""
    if company.customers < 1:
        yield "has no customers to start with: market.size times market.penetration is less than one person"
