"""The commons: what crosses between people, as it was when the month began."""

from dataclasses import dataclass

import numpy as np

from .parameters import Parameters
from .people import CUSTOMER, People
from .philox import Flags, Floats, Whole
from .talk import Talk


@dataclass(frozen=True)
class Commons:
    """A handful of numbers, and two marks of each person; everybody reads them, nobody changes them this month."""

    share: float  # of customers among the market's real people
    net_talk: float  # messages a customer
    reputation: float
    customer: Flags
    brought: Flags  # is the referrer of someone who joined in the step before


def first_commons(people: People, p: Parameters) -> Commons:
    """Give the commons of a world before anything happened in it, which is also that of a world without interactions."""
    nobody = np.zeros(len(people.everyone), bool)
    return Commons(p("market.penetration"), p("standard.net_talk"), p("market.reputation"), nobody, nobody)


def read_marks(before: Commons, people: People, p: Parameters) -> Commons:
    """Give the commons when a month begins; net talk and reputation are those that the month before passed on."""
    customer, brought = people.status == CUSTOMER, np.zeros(len(people.everyone), bool)
    referrer = people.referrer[customer & (people.tenure == 0)].astype(np.int64)
    brought[referrer[referrer >= 0]] = True
    share = float(real(people, p) @ customer)
    return Commons(share, before.net_talk, before.reputation, customer, brought)


def pass_on(now: Commons, people: People, who: Whole, talk: Talk, p: Parameters) -> Commons:
    """Give the commons with the net talk and the reputation that the month leaves; `who` were its customers."""
    weight = real(people, p)[who]
    heeded = 1 - p("word_of_mouth.answer_takes") * p("policy.review_response")
    good, bad = weight @ talk.good, heeded * (weight @ talk.bad)
    customers, said = weight.sum(), good + bad
    net_talk = (good - p("word_of_mouth.bad_news") * bad) / customers if customers else p("standard.net_talk")
    reported = weight @ (talk.good * talk.report) + heeded * (weight @ (talk.bad * talk.report))
    change = p("reputation.speed") * (reported / said - now.reputation) if said else 0
    return Commons(now.share, float(net_talk), float(now.reputation + change), now.customer, now.brought)


def real(people: People, p: Parameters) -> Floats:
    """Share of the market's real people that each simulated one stands for."""
    shares = p.row("segments", "share")
    number = np.bincount(people.segment, minlength=len(shares))
    return np.asarray((shares / np.maximum(number, 1))[people.segment])
