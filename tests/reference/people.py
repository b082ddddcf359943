"""People: who they are, what they carry from month to month, and with what they join."""

from collections.abc import Mapping

import numpy as np

from .parameters import Parameters
from .philox import Block, Floats, Whole, normal, uniform

PROSPECT, CUSTOMER, LAPSED = 0, 1, 2
NOBODY = -1
STATES = (
    *("status", "tenure", "away", "used_rival", "will", "should", "uncertainty", "price_peak", "satisfaction", "gain"),
    *(
        "affect_fast",
        "affect_best",
        "affect_worst",
        "trust",
        "commitment",
        "effort",
        "grievance",
        "failures",
        "pending",
        "mood",
    ),
    *("self_service", "coarseness", "worst_moment", "worst_touchpoint", "value", "log_hazard"),
    *("recoveries", "complaint_satisfaction", "activated"),
    *("referrer", "second_life", "left_for_service", "advocate"),
)


class People:
    """States of all people, one array each; most of a prospect's mean nothing until they join."""

    def __init__(
        self, traits: Mapping[str, Floats], segment: Whole, dimensions: int, steps_per_year: float = 12
    ) -> None:
        n, self.steps_per_year = len(segment), steps_per_year
        self.traits = {name: np.asarray(values, float) for name, values in traits.items()}
        self.segment, self.everyone = np.asarray(segment, np.int64), np.arange(n)
        self.status = np.full(n, PROSPECT)
        self.will, self.should = np.zeros((2, n, dimensions))
        self.tenure, self.away, self.used_rival, self.value, self.log_hazard = np.zeros((5, n))
        self.satisfaction, self.gain, self.trust, self.commitment, self.effort = np.zeros((5, n))
        self.affect_fast, self.affect_best, self.affect_worst = np.zeros((3, n))
        self.grievance, self.failures, self.pending = np.zeros((3, n))
        self.mood, self.uncertainty, self.self_service, self.price_peak = np.zeros((4, n))
        self.coarseness, self.worst_moment, self.worst_touchpoint = np.zeros((3, n))
        self.recoveries, self.complaint_satisfaction, self.activated = np.zeros((3, n))
        self.second_life, self.left_for_service, self.advocate = np.zeros((3, n))
        self.referrer = np.full(n, NOBODY)

    def columns(self) -> dict[str, Floats]:
        """Copy every state."""
        return {name: getattr(self, name).copy() for name in STATES}

    def months(self, who: Whole) -> Floats:
        """Give the time since people joined in calendar months; `tenure` counts steps."""
        return self.tenure[who] * 12 / self.steps_per_year

    def join(self, who: Whole, words: Block, reputation: float, p: Parameters) -> None:
        """Make customers of people, with the states of someone who joins."""
        self.status[who] = CUSTOMER
        for name in ("tenure", "away", "satisfaction", "grievance", "failures", "pending"):
            getattr(self, name)[who] = 0
        for name in ("recoveries", "complaint_satisfaction", "worst_moment"):
            getattr(self, name)[who] = 0
        for name in ("second_life", "left_for_service", "advocate"):
            getattr(self, name)[who] = 0
        self.referrer[who] = NOBODY
        self.activated[who] = not p.flags("touchpoints", "activates").any()
        self.worst_touchpoint[who] = len(p.names["touchpoints"])  # nowhere
        self.gain[who], self.price_peak[who] = 1, max(p.relative_price, 1)
        for name in ("affect_fast", "affect_best", "affect_worst"):
            getattr(self, name)[who] = p(f"standard.{name}")
        self.trust[who], self.commitment[who] = p("standard.trust_mean"), p("standard.commitment_mean")
        self.effort[who], self.self_service[who] = p("standard.effort_mean"), self.traits["digital"][who]
        self.mood[who] = p("mood.spread") * normal(words[2])
        self.should[who] = self._first_should(who, reputation, p)
        self._first_will(who, uniform(words[1]), uniform(words[3]), reputation, p)

    def _first_should(self, who: Whole, reputation: float, p: Parameters) -> Floats:
        """Level that people who join desire: what they are told, pay, hear, know and come from."""
        told = p("expectation.promise_to_should") * np.maximum(p.promise - p.company_quality(), 0)
        paid = 10 * p("expectation.price_to_should") * max(p.relative_price - 1, 0)
        said = p("expectation.reputation_to_should") * (reputation - p("expectation.category_norm"))
        rival_gap = p("market.rival_quality") - p("expectation.category_norm")
        person = (
            p("expectation.fit_to_should") * self.traits["fit"][who]
            + p("expectation.knowledge_to_should") * self.traits["knowledge"][who]
            + p("expectation.rival_to_should") * rival_gap * self.used_rival[who]
        )
        return np.asarray(p("expectation.initial_should") + told + paid + said + person[:, None])

    def _first_will(self, who: Whole, advert: Floats, others: Floats, reputation: float, p: Parameters) -> None:
        """Level that people who join foresee: the category's, moved by an advert, by others and by a high price."""
        self.will[who], self.uncertainty[who] = p("expectation.category_norm"), p("expectation.initial_uncertainty")
        odds = min(1, p("expectation.adverts_read_on_joining") * p("policy.marketing"))
        self.read_promise(who[advert < odds], p)
        self.hear_others(who[others < p("word_of_mouth.heard")], reputation, p)
        if p.relative_price > 1:
            gain = self.uncertainty[who] / (self.uncertainty[who] + p("expectation.price_noise"))
            self.will[who] += (gain * p("expectation.price_cue") * np.log(p.relative_price))[:, None]
            self.uncertainty[who] *= 1 - gain

    def read_promise(self, who: Whole, p: Parameters) -> None:
        """Pull what people foresee towards the promise, by as much as the advert is believed."""
        self._believe(who, p.promise, p("expectation.advert_noise"))

    def hear_others(self, who: Whole, reputation: float, p: Parameters) -> None:
        """Pull what people foresee, on every dimension, towards the company's reputation."""
        self._believe(who, np.full_like(p.promise, reputation), p("word_of_mouth.heard_noise"))

    def _believe(self, who: Whole, told: Floats, noise: float) -> None:
        gain = self.uncertainty[who] / (self.uncertainty[who] + noise)
        self.will[who] += gain[:, None] * (told - self.will[who])
        self.uncertainty[who] *= 1 - gain
