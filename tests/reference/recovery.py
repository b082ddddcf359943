"""Recovery: what becomes of a failure, voiced or silent, and what it leaves open."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from .parameters import Parameters
from .people import People
from .philox import Flags, Floats, Luck, Purpose, uniform
from .routes import Walk, turns


@dataclass(frozen=True)
class Recovery:
    """What became of the failure of each encounter; nothing where none failed."""

    voiced: Flags
    answered: Flags
    solved: Flags
    rankles: Floats  # what is left of the hit in the grievance
    repair: Floats  # what a just solution gives back to the satisfaction with the journey
    open_case: Floats  # how much of a case it leaves for next month
    cost: Floats  # money that complaints and refunds cost


def recover(people: People, walk: Walk, severity: Floats, hit: Floats, luck: Luck, p: Parameters) -> Recovery:
    """Let failures be voiced, answered and solved; people remember the solutions, with the praise they gave."""
    u = [uniform(w) for w in luck.block(Purpose.RECOVERY, walk.person, 0, (walk.kind, walk.occurrence, walk.stage))]
    voiced = walk.failed & (u[0] < expit(readiness(people, p)[walk.person] + p("voice.severity") * severity))
    answered = voiced & (u[1] < max(p("policy.answered"), p("policy.solved")))
    solved = voiced & (u[1] < p("policy.solved"))
    rankles, news = what_rankles(hit, voiced, answered, solved, p), 2.0 ** -recoveries_before(people, walk, solved)
    repair = hit * np.maximum(justice(p) * solved - p("recovery.fair_enough"), 0) * news
    remember_solutions(people, walk, solved, news, p)
    refunds = p("recovery.refund_cost") * p("policy.refund") * (0.5 + severity) * solved
    cost, open_cases = p("recovery.case_cost") * voiced + refunds, open_case(walk.failed, voiced, solved, p)
    return Recovery(voiced, answered, solved, rankles, repair, open_cases, cost)


def readiness(people: People, p: Parameters) -> Floats:
    """How ready each person is to complain this month, on the log odds; commitment as when the month began."""
    committed = (people.commitment - p("standard.commitment_mean")) / p("standard.commitment_scale")
    access = p("voice.access") * p("policy.complaint_access")
    return np.asarray(p("voice.level") + access + p("voice.commitment") * committed)


def justice(p: Parameters) -> float:
    """Justice of a solution, 0 to 1: what is given back, how people are treated, how easy and how quick it is."""
    late = p("recovery.delay") * p("policy.recovery_delay") * (1 - p("recovery.informed") * p("policy.informed"))
    given = p("recovery.distributive") * p("policy.refund") + p("recovery.interactional") * p("policy.apology")
    return float(np.clip(given + p("recovery.procedural") * p("policy.complaint_access") - late, 0, 1))


def what_rankles(hit: Floats, voiced: Flags, answered: Flags, solved: Flags, p: Parameters) -> Floats:
    """How much of each hit turns into a grievance: less if answered justly, more if people speak up in vain."""
    just = justice(p) * solved
    in_vain = p("recovery.deviation") * voiced * np.maximum(p("recovery.fair_enough") - just, 0)
    share = 1 - p("recovery.answer_relieves") * answered - p("recovery.justice_relieves") * just + in_vain
    return np.asarray(hit * np.maximum(share, 0))


def recoveries_before(people: People, walk: Walk, solved: Flags) -> Floats:
    """Recoveries that people remember at each encounter, before what it brings."""
    before, known, turn = np.zeros(len(solved)), people.recoveries.copy(), turns(walk.person)
    for now in range(turn.max(initial=-1) + 1):
        rows = np.flatnonzero(turn == now)
        before[rows] = known[walk.person[rows]]
        known[walk.person[rows]] += solved[rows]
    return before


def remember_solutions(people: People, walk: Walk, solved: Flags, news: Floats, p: Parameters) -> None:
    """Let people remember what was solved, and praise what was more than just: the more, the newer it is to them."""
    beyond = np.maximum(justice(p) * solved - p("recovery.praiseworthy"), 0)
    praise, n = p("recovery.praise") * beyond * news * walk.failed, len(people.everyone)
    people.complaint_satisfaction += np.bincount(walk.person, praise, n)
    people.recoveries += np.bincount(walk.person, solved, n)


def open_case(failed: Flags, voiced: Flags, solved: Flags, p: Parameters) -> Floats:
    """How much of a case each failure leaves: none if solved, less or more if it was only voiced, or kept silent."""
    left = np.where(voiced, p("grievance.pending_after_complaint"), p("grievance.pending_after_silence"))
    return np.asarray(np.where(failed & ~solved, left, 0))
