"""Talk: what customers say of the company to others, and who is an advocate."""

from dataclasses import dataclass

import numpy as np

from .memory import standardized
from .parameters import Parameters
from .people import People
from .philox import Flags, Floats, Luck, Purpose, Whole, normal, uniform
from .routes import poisson


@dataclass(frozen=True)
class Talk:
    """Messages of the month's customers, and the quality that each of them reports."""

    good: Whole
    bad: Whole
    report: Floats
    more: Flags  # would have sent more messages than are drawn


def talk(people: People, who: Whole, brought: Flags, luck: Luck, p: Parameters) -> Talk:
    """Let customers recommend or warn; who recommends, or has `brought` someone, is an advocate for a time."""
    words, said = (
        luck.block(Purpose.TALKING, who),
        {name: p(f"word_of_mouth.{name}") for name in ("positive", "negative")},
    )
    opinion = people.satisfaction[who] + p("word_of_mouth.trust") * standardized("trust", people.trust[who], p)
    opinion += p("word_of_mouth.noise") * normal(words[0])
    recommends = opinion >= p("word_of_mouth.promoter_from")
    warns = ~recommends & (opinion < p("word_of_mouth.detractor_below"))
    count, more = poisson(said["positive"] * recommends + said["negative"] * warns, uniform(words[1]))
    report = p("reputation.report_level") + p("reputation.report_satisfaction") * people.satisfaction[who]
    advocate(people, who, (recommends & (count > 0)) | brought[who], p)
    return Talk(count * recommends, count * warns, np.asarray(np.clip(report, 1, 9)), more)


def advocate(people: People, who: Whole, anew: Flags, p: Parameters) -> None:
    """Count down the time for which customers are advocates, or let it begin anew."""
    steps = p("word_of_mouth.advocate_months") * people.steps_per_year / 12
    people.advocate[who] = np.where(anew, steps, np.maximum(people.advocate[who] - 1, 0))
