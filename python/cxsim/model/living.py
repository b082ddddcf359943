"""Lives through one encounter with the equations of the model, in the order of the month, and writes down each step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import equations
from .odds import leaving_probability
from .parts import take_in_parts
from .steps import Notebook, shown

Floats = NDArray[np.float32]
ZONE = ("below the zone", "inside the zone", "above the zone")


@dataclass
class Levels:
    """What a person expects, by dimension, in quality points: will, should, and the adequate level below it."""

    will: Floats
    should: Floats
    adequate: Floats


@dataclass
class Person:
    """A person as the encounter finds them, and as it leaves them; memories are those of a newcomer."""

    mood: float
    tenure: float
    uncertainty: float
    satisfaction: float
    gain: float
    trust: float
    commitment: float
    effort: float
    affect_fast: float
    affect_best: float
    affect_worst: float
    grievance: float = 0.0


@dataclass
class Place:
    """What the company brings to the encounter; the first four by dimension."""

    delivered: Floats
    width: Floats
    importance: Floats
    slopes: dict[str, Floats]  # of the dimensions: above, below
    effort: float
    severity: float  # 0 if nothing fails
    salience: float


class Living:
    """One encounter under way: each method is a part of the month."""

    def __init__(self, book: Notebook, person: Person, place: Place) -> None:
        self.book, self.person, self.place = book, person, place
        self.hit = self.value = self.affect = self.seen = self.odds = self._log_width = 0.0
        self.perceived: Floats = place.delivered
        self.verdicts: list[str] = []

    def enter(self, will: Floats, should: Floats) -> Levels:
        """Set the zone of tolerance."""
        take, person = self.book.part("zone"), self.person
        self._log_width = take("log_width", "log width", mood=person.mood, tenure=person.tenure)
        factor = take("width_factor", "factor on the width", log_width=self._log_width)
        levels = Levels(will, should, self._adequate(should, factor))
        told = f"d = {shown(should)}, Z₀ = {shown(self.place.width)}, Z/Z₀ = {shown(factor)}"
        self.book.write("adequate level", "a", "a = d − Z₀ · Z/Z₀", told, levels.adequate, "quality points")
        return levels

    def _adequate(self, should: Floats, factor: float) -> Floats:
        width = np.asarray(single(self.place.width), dtype=np.float64)  # the month rounds once, after the difference
        adequate: Floats = single(single(should) - width * factor)
        return adequate

    def judge(self, now: Levels) -> None:
        """Perceive what is delivered, and judge it."""
        take = self.book.part("perception")
        self.perceived = take(
            "perceived",
            "perceived quality",
            delivered=self.place.delivered,
            will=now.will,
            should=now.should,
            mood=self.person.mood,
        )
        self.verdicts = [
            ZONE[place] for place in (1 - (self.perceived < now.adequate) + (self.perceived > now.should)).tolist()
        ]
        told = f"p = {shown(self.perceived)}, a = {shown(now.adequate)}, d = {shown(now.should)}"
        self.book.write("verdict", "", "below if p < a, above if p > d", told, ", ".join(self.verdicts), "")
        self.seen = self._weighed(
            "perceived quality, all dimensions", "p̄", "Σ i_k p_k", self.perceived, "quality points"
        )
        self._fail()
        self._value(now)
        self._affect(now)

    def _fail(self) -> None:
        """Work out how hard a failure hits, if there is one."""
        if not self.place.severity:
            return
        take, person = self.book.part("failure"), self.person
        trust = self._standardized("trust", person.trust, "z_T", "T")
        force = take("failure_force", "force of the failure", tenure=person.tenure, standardized_trust=trust)
        self.hit = float(single(float(single(self.place.severity)) * force))
        told = f"severity = {shown(self.place.severity)}, φ = {shown(force)}"
        self.book.write("hit", "severity · φ", "severity · φ", told, self.hit, "severity")

    def _value(self, now: Levels) -> None:
        take = self.book.part("value")
        met = {"perceived": self.perceived, "will": now.will, "should": now.should, "adequate": now.adequate}
        worth = take_in_parts(self.book, "dimension_value", "value of the dimension", **met, **self.place.slopes)
        dimensions = self._weighed("value, all dimensions", "Σ i v", "Σ i_k v_k", worth, "value")
        self.value = take(
            "encounter_value", "value of the encounter", dimensions=dimensions, effort=self.place.effort, hit=self.hit
        )

    def _affect(self, now: Levels) -> None:
        take = self.book.part("affect")
        felt = take(
            "dimension_affect",
            "affect of the dimension",
            perceived=self.perceived,
            should=now.should,
            adequate=now.adequate,
        )
        dimensions = self._weighed("affect, all dimensions", "Σ i g", "Σ i_k g_k", felt, "affect")
        mood = self.person.mood
        self.affect = take(
            "encounter_affect", "affect of the encounter", dimensions=dimensions, hit=self.hit, mood=mood
        )

    def learn(self, now: Levels) -> Levels:
        """Move what is expected towards what was perceived."""
        take, person = self.book.part("learning"), self.person
        gain = take("gain", "gain of the experience", uncertainty=person.uncertainty)
        will = take("next_will", "will afterwards", will=now.will, evidence=self.perceived, gain=gain)
        should = take("next_should", "should afterwards", should=now.should, perceived=self.perceived)
        person.uncertainty = take(
            "next_uncertainty", "uncertainty afterwards", uncertainty=person.uncertainty, gain=gain
        )
        failures = 1 if self.place.severity else 0
        factor = equations.width_factor(log_width=self._log_width, failures=failures, company=self.book.company)
        return Levels(will, should, self._adequate(should, factor))

    def close_journey(self) -> None:
        """Judge the journey, of which this was the only encounter."""
        take, person, salience = self.book.part("journey"), self.person, float(single(self.place.salience))
        mean = float(single(float(single(salience * self.value)) / salience)) if salience > 0 else 0.0
        ends = {"mean": mean, "peak": self.value, "end": self.value, "end_salience": salience}
        journey = take("journey_value", "value of the journey", **ends)
        z = self._standardized("journey", journey, "z_J", "J")
        person.satisfaction = take(
            "next_satisfaction",
            "satisfaction afterwards",
            satisfaction=person.satisfaction,
            standardized_journey=z,
            mean_salience=salience,
            gain=person.gain,
        )
        person.gain = take("next_gain", "gain of the next journey", gain=person.gain)
        moved = take("trust_input", "what it says about trust", standardized_journey=z, perceived=self.seen)
        person.trust = take("next_trust", "trust afterwards", trust=person.trust, input=moved)

    def end_month(self) -> None:
        """Remember, and give the odds of leaving."""
        take, person = self.book.part("month"), self.person
        person.effort = take("next_effort", "effort memory", memory=person.effort, mean_effort=self.place.effort)
        person.affect_fast = take("next_fast_affect", "fast memory", fast=person.affect_fast, strongest=self.affect)
        highest, lowest = max(self.affect, 0.0), min(self.affect, 0.0)
        person.affect_best = take("next_best_moment", "best moment", best=person.affect_best, highest=highest)
        person.affect_worst = take("next_worst_moment", "worst moment", worst=person.affect_worst, lowest=lowest)
        affect = take(
            "affect_memory",
            "affect memory",
            fast=person.affect_fast,
            best=person.affect_best,
            worst=person.affect_worst,
        )
        person.grievance = take("next_grievance", "grievance", grievance=person.grievance, month=self.hit)
        person.commitment = take(
            "next_commitment",
            "commitment",
            commitment=person.commitment,
            trust=person.trust,
            satisfaction=person.satisfaction,
        )
        self._leave(affect)

    def _leave(self, affect: float) -> None:
        self.book.part("leaving")
        person = self.person
        hazard = take_in_parts(
            self.book,
            "log_hazard",
            "log hazard, from feelings",
            satisfaction=person.satisfaction,
            affect=self._standardized("affect", affect, "z_A", "A"),
            effort=person.effort,
            commitment=self._standardized("commitment", person.commitment, "z_C", "C"),
            trust=self._standardized("trust", person.trust, "z_T", "T"),
            grievance=person.grievance,
            tenure=person.tenure,
        )
        base = self.book.get("segments.{segment}.base_hazard")
        tenure = equations.tenure_effect(tenure=person.tenure, company=self.book.company)
        told = f"η = {shown(hazard)}, β₀ = {shown(base)}, f(τ) = {shown(tenure)}"
        self.odds = leaving_probability(log_hazard=base + tenure + hazard)
        self.book.write("odds of leaving by choice", "P", "P = 1 − exp(−e^(β₀ + f(τ) + η))", told, self.odds, "")

    def _standardized(self, what: str, value: float, symbol: str, of: str) -> float:
        """Return a feeling in standard deviations of the norm."""
        mean, scale = (self.book.get(f"standard.{what}_{part}") for part in ("mean", "scale"))
        result = float(single(single(value - float(single(mean))) / float(single(scale))))
        told = f"{of} = {shown(value)}, mean {shown(mean)}, scale {shown(scale)}"
        self.book.write(f"{what}, standardized", symbol, f"{symbol} = ({of} − mean) / scale", told, result, "SD")
        return result

    def _weighed(self, name: str, symbol: str, equation: str, values: Floats, unit: str) -> float:
        """Return the sum over dimensions, each by its importance, added up in their order as the month does."""
        total = 0.0
        for weight, value in zip(single(self.place.importance).tolist(), single(values).tolist(), strict=True):
            total = float(single(weight * value + total))
        if len(values) > 1:
            told = f"i = {shown(self.place.importance)}"
            self.book.write(name, symbol, equation, told, total, unit)
        return total


def single(values: Any) -> Any:
    """Round to single precision, as the month does after each operation."""
    return np.float32(values)
