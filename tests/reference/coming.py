"""Coming: who returns, who forgets, who adopts, and on whose word."""

from dataclasses import dataclass

import numpy as np

from .commons import Commons
from .parameters import Parameters
from .people import LAPSED, PROSPECT, People
from .philox import Floats, Luck, Purpose, Whole, exponential, uniform

CANDIDATES = 16
MOST_REFERRERS = 2**24


@dataclass(frozen=True)
class Comers:
    """Who became a customer this month."""

    adopted: Whole
    referred: Whole  # some of those who adopted
    returned: Whole


def come(people: People, before: Whole, commons: Commons, luck: Luck, p: Parameters) -> Comers:
    """Let the lapsed return or forget, and prospects adopt; `before` is who was what when the month began."""
    returned = come_back(people, np.flatnonzero(before == LAPSED), commons, luck, p)
    prospects = np.flatnonzero(before == PROSPECT)
    words = luck.block(Purpose.JOINING, prospects)
    adopted = prospects[exponential(words[0]) < adoption_rate(people, commons, p)]
    people.join(adopted, luck.block(Purpose.JOINING, adopted), commons.reputation, p)
    return Comers(adopted, refer(people, adopted, commons, luck, p), returned)


def come_back(people: People, lapsed: Whole, commons: Commons, luck: Luck, p: Parameters) -> Whole:
    """Let some of the lapsed return to a second life, and others forget."""
    people.away[lapsed] += 1
    returns = uniform(luck.block(Purpose.RETURNING, lapsed)[0]) < return_odds(people, lapsed, p)
    returned, others = lapsed[returns], lapsed[~returns]
    people.status[others[people.away[others] >= p("market.forgetting") * people.steps_per_year / 12]] = PROSPECT
    people.join(returned, luck.block(Purpose.JOINING, returned), commons.reputation, p)
    people.second_life[returned] = 1
    return returned


def return_odds(people: People, lapsed: Whole, p: Parameters) -> Floats:
    """Odds of returning this month: better for who was content, worse with time and for who left for service."""
    log_odds = (
        p("win_back.satisfaction") * people.satisfaction[lapsed]
        - p("win_back.fading") * people.away[lapsed] * 12 / people.steps_per_year
        + p("policy.win_back")
        - p("win_back.service") * people.left_for_service[lapsed]
    )
    odds, raised = p("win_back.odds"), np.exp(np.clip(log_odds, -30, 30))
    return np.asarray(odds * raised / (1 - odds + odds * raised))


def adoption_rate(people: People, commons: Commons, p: Parameters) -> float:
    """Odds of adopting in a step: Bass's, moved by promise, marketing, price and what customers say."""
    bass = (p("adoption.innovation") + p("adoption.imitation") * commons.share) / people.steps_per_year
    gap = float(p.promise @ p.importance) - p("adoption.reference_promise")
    marketing = p("policy.marketing") ** p("adoption.marketing_elasticity")
    with np.errstate(divide="ignore"):  # a price of 0 makes everybody adopt
        price = np.float64(p.relative_price) ** p("adoption.price_elasticity")
    told = np.exp(p("adoption.net_talk") * (commons.net_talk - p("standard.net_talk")))
    return float(bass * max(1 + p("adoption.promise") * gap, 0) * marketing * price * told)


def refer(people: People, adopted: Whole, commons: Commons, luck: Luck, p: Parameters) -> Whole:
    """Let some who adopt have been sent by a customer: the first among candidates drawn from everybody; tell who."""
    first, *others = (luck.block(Purpose.REFERRAL, adopted, call) for call in range(1 + CANDIDATES // 4))
    among = min(len(people.everyone), MOST_REFERRERS)
    drawn = np.stack([word for block in others for word in block], axis=1)  # 32 bits times 24 fit into 64
    candidates = ((drawn * np.uint64(among)) >> np.uint64(32)).astype(np.int64)
    fits = commons.customer[candidates]
    sent = (uniform(first[0]) < p("referral.share")) & fits.any(axis=1)
    people.referrer[adopted[sent]] = candidates[sent, fits[sent].argmax(axis=1)]
    return adopted[sent]
