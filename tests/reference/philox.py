"""Luck: every random word is a pure function of its address (Philox4x32-10, Salmon et al. 2011)."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Words = NDArray[np.uint64]  # 32-bit words, kept in 64 bits so that a product of two fits
Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
Block = tuple[Words, Words, Words, Words]
Place = tuple[Whole | int, Whole | int, Whole | int]  # kind of journey, occurrence, stage

ROUNDS = 10
MULTIPLIERS = (np.uint64(0xD2511F53), np.uint64(0xCD9E8D57))
WEYL = (0x9E3779B9, 0xBB67AE85)  # added to the key each round: golden ratio - 1 and sqrt(3) - 1
LOW = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)


class Purpose(IntEnum):
    """What a random word decides; the traits (0 to 7, 16 and 22) come from outside."""

    START = 8
    MOOD = 9
    SIGNALS = 10
    JOURNEYS = 11
    ROUTE = 12
    QUALITY = 13
    LEAVING = 14
    JOINING = 15
    ANSWERING = 17
    CONTACT_SURVEY = 18
    RECOVERY = 19
    GREAT_MOMENT = 20
    ACTIVATION = 21
    TALKING = 24
    RETURNING = 25
    REFERRAL = 26


def philox(counter: Block, key: tuple[int, int]) -> Block:
    """Scramble counters of four 32-bit words, elementwise, with a key of two."""
    a, b, c, d = counter
    for turn in range(ROUNDS):
        left, right = (np.uint64((k + turn * w) & 0xFFFFFFFF) for k, w in zip(key, WEYL, strict=True))
        first, second = MULTIPLIERS[0] * a, MULTIPLIERS[1] * c
        a, b, c, d = (second >> HALF) ^ b ^ left, second & LOW, (first >> HALF) ^ d ^ right, first & LOW
    return a, b, c, d


class Luck:
    """The random words of one step of one replication of one seed."""

    def __init__(self, seed: int, replication: int, step: int) -> None:
        self.key = (seed & 0xFFFFFFFF, seed >> 32)
        self.when = step + (replication << 16)

    def block(self, purpose: Purpose, person: Whole, call: int = 0, place: Place = (0, 0, 0)) -> Block:
        """Give the four words at an address, for each person."""
        kind, occurrence, stage = (np.asarray(part) for part in place)
        where = call + (stage << 8) + (occurrence << 14) + (kind << 20) + (int(purpose) << 24)
        when, stream = np.full(person.shape, self.when, np.uint64), np.zeros(person.shape, np.uint64)
        counter = (person.astype(np.uint64), when, np.broadcast_to(where, person.shape).astype(np.uint64), stream)
        return philox(counter, self.key)


def uniform(word: Words) -> Floats:
    """Turn words into uniforms in [0, 1)."""
    return np.asarray((word >> np.uint64(8)) * 2.0**-24)


def exponential(word: Words) -> Floats:
    """Turn words into exponentials of mean 1."""
    return np.asarray(-np.log1p(-uniform(word)))


def normal(word: Words) -> Floats:
    """Turn words into standard normals: 31 bits are the size, the top bit is the sign."""
    size = np.clip((word & np.uint64(0x7FFFFFFF)).astype(np.float64), 0.5, 2.0**31 - 128)
    deviation = -ndtri(size * 2.0**-32)
    return np.asarray(np.where(word >> np.uint64(31) == 1, -deviation, deviation))
