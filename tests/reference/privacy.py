"""Privacy: what personalization gives and takes, and how well data are protected, beyond what touchpoints state."""

import numpy as np

from .parameters import Parameters
from .people import People
from .philox import Floats, Whole

USUAL_PERSONALIZATION, USUAL_PROTECTION = 0.2, 0.5  # at which touchpoints state their quality


def privacy(people: People, who: Whole, p: Parameters) -> Floats:
    """Quality that the firm's dealing with data adds for each person (rows) on each dimension (columns)."""
    personal, protected = p("policy.personalization"), p("policy.data_protection")
    trust, concern = people.trust[who], people.traits["privacy_concern"][who]
    benefit = personalized(personal, trust, concern, p("policy.data_control"), p)
    safety = protection(protected, personal, concern, p)
    benefit -= personalized(USUAL_PERSONALIZATION, p("standard.trust_mean"), 1, 0, p)
    safety -= protection(USUAL_PROTECTION, USUAL_PERSONALIZATION, 1, p)
    loads = [p.row("dimensions", f"{name}_load") for name in ("personalization", "protection")]
    return np.asarray(loads[0] * benefit[:, None] + loads[1] * safety[:, None])


def personalized(share: float, trust: Floats | float, concern: Floats | float, control: float, p: Parameters) -> Floats:
    """Benefit of personalization less what feels like intrusion: to the concerned, who do not trust, without control."""
    uneasy = (1 - trust) * concern * (1 - p("personalization.control") * control)
    return np.asarray(p("personalization.benefit") * share - p("personalization.intrusion") * share**2 * uneasy)


def protection(share: float, personal: float, concern: Floats | float, p: Parameters) -> Floats:
    """Benefit of protected data less exposure: to the concerned, the more the firm knows of them."""
    exposed = p("personalization.exposure") * personal * concern * (1 - share)
    return np.asarray(p("personalization.protection") * (share - USUAL_PROTECTION) - exposed)
