"""Answers: what customers would say in surveys, who is asked, who answers, and what asking costs."""

import numpy as np

from .encounters import Lived
from .memory import standardized
from .parameters import Parameters
from .people import People
from .philox import Block, Flags, Floats, Luck, Purpose, Whole, normal, uniform
from .sums import Sums


def answer(people: People, who: Whole, lived: Lived, luck: Luck, p: Parameters, sums: Sums) -> tuple[Whole, Floats]:
    """Hold both surveys; give how far each customer would recommend, 0 to 10, and what asking each cost."""
    words = luck.block(Purpose.ANSWERING, who)
    latent = recommendation(people, who, normal(words[0]), p)
    score, willing = given(latent, coarse(people, who, p), 0, 10), answering_odds(latent, p)
    asked = uniform(words[2]) < p("survey.asked")
    would = normal(words[3]) < willing
    sums.add_with_square("answer", who, latent)
    sums.add("asked", who, asked)
    for name, some in {"answers_all": would | True, "answers_willing": would, "answers": asked & would}.items():
        sums.add_at(name, who[some], score[some], 11)
    report_satisfaction(people, who, words, asked & would, p, sums)
    cost = np.asarray(p("survey.cost") * (asked + ask_after_contact(people, who, lived, willing, luck, p, sums)))
    sums.add("survey_cost", who, cost)
    return score, cost


def recommendation(people: People, who: Whole, noise: Floats, p: Parameters) -> Floats:
    """Latent answer to the recommendation question, on 0 to 10 but not kept there."""
    trust = p("survey.trust") * standardized("trust", people.trust[who], p)
    return content(people, who, p) + trust + p("survey.noise") * noise


def content(people: People, who: Whole, p: Parameters) -> Floats:
    """Give what the questions on recommendation and on satisfaction share: satisfaction, with that with complaints, and style."""
    satisfied = people.satisfaction[who] + people.complaint_satisfaction[who]
    return np.asarray(p("survey.level") + p("survey.satisfaction") * satisfied + people.traits["style"][who])


def coarse(people: People, who: Whole, p: Parameters) -> Flags:
    """Tell who only knows the ends and the middle of a scale."""
    return np.asarray(people.coarseness[who] < p("survey.coarse"))


def given(latent: Floats, coarse: Flags, low: int, high: int) -> Whole:
    """Give the answers on a scale from `low` to `high`."""
    y = low + (high - low) / 10 * latent
    quarter = (high - low) / 4
    ends = np.where(y > high - quarter, high, (low + high) // 2)
    ends = np.where(y <= low + quarter, low, ends)
    return np.where(coarse, ends, np.clip(np.rint(y), low, high)).astype(np.int64)


def answering_odds(latent: Floats, p: Parameters) -> Floats:
    """Give the normal below which each customer answers a survey: the extremes do so more readily."""
    z = standardized("answer", latent, p)
    return np.asarray(p("survey.answering") + p("survey.answering_slope") * z + p("survey.answering_extremes") * z**2)


def report_satisfaction(people: People, who: Whole, words: Block, heard: Flags, p: Parameters, sums: Sums) -> None:
    """Count satisfaction on three scales: of all, and of those who were `heard` (asked and answered)."""
    latent = content(people, who, p) + p("survey.noise") * normal(words[1])
    for high in (10, 5):
        score = given(latent, coarse(people, who, p), 1, high) - 1
        sums.add_at(f"satisfied_{high}_all", who, score, high)
        sums.add_at(f"satisfied_{high}", who[heard], score[heard], high)
    yes = latent > p("survey.yes_above")
    sums.add("satisfied_yes_all", who, yes)
    sums.add("satisfied_yes", who, yes & heard)


def ask_after_contact(
    people: People, who: Whole, lived: Lived, willing: Floats, luck: Luck, p: Parameters, sums: Sums
) -> Whole:
    """Hold the survey on contacts; count for each customer how often they were asked, 0 or 1."""
    met, strain = contact_effort(lived, p)
    words, among = luck.block(Purpose.CONTACT_SURVEY, met), np.searchsorted(who, met)
    ease = 10 * (7 - strain) / 6 + people.traits["style"][met] + p("survey.noise") * normal(words[0])
    asked = uniform(words[1]) < p("survey.asked_after_contact")
    heard = asked & (normal(words[2]) < willing[among])
    for name, latent, low, high in (("ease", ease, 0, 10), ("effort_score", 10 - ease, 1, 7)):
        score, cells = given(latent, coarse(people, met, p), low, high) - low, high - low + 1
        sums.add_at(f"{name}_all", met, score, cells)
        sums.add_at(name, met[heard], score[heard], cells)
    sums.add("asked_after_contact", met, asked)
    count = np.zeros(len(who), np.int64)
    count[among] = asked
    return count


def contact_effort(lived: Lived, p: Parameters) -> tuple[Whole, Floats]:
    """Give who had a contact this month, and the mean effort of its encounters."""
    contact = p.flags("journeys", "is_contact")[lived.walk.kind]
    met, whose = np.unique(lived.walk.person[contact], return_inverse=True)
    total = np.bincount(whose, lived.effort[contact], len(met))
    return met, np.asarray(total / np.bincount(whose, minlength=len(met)))
