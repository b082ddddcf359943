"""The reference draws what Philox4x32-10 draws, and turns it into numbers as docs/month.md says."""

import numpy as np
import pytest

from reference.philox import Luck, Purpose, exponential, normal, philox, uniform

# Known answers that the authors of Philox publish with Random123: counter, key, output.
KNOWN_ANSWERS = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN_ANSWERS)
def test_words_are_the_published_ones(
    counter: tuple[int, int, int, int], key: tuple[int, int], answer: tuple[int, int, int, int]
) -> None:
    a, b, c, d = (np.full(3, word, np.uint64) for word in counter)
    for words, expected in zip(philox((a, b, c, d), key), answer, strict=True):
        assert words.tolist() == [expected] * 3


def test_each_field_of_an_address_stands_in_its_own_bits() -> None:
    person, when = np.array([5, 9]), 17 + (3 << 16)
    where = 2 + (13 << 8) + (40 << 14) + (6 << 20) + (12 << 24)
    counter = tuple(np.array(word, np.uint64) for word in ([5, 9], [when] * 2, [where] * 2, [0, 0]))
    expected = philox((counter[0], counter[1], counter[2], counter[3]), (0x89ABCDEF, 0x01234567))
    words = Luck(0x0123456789ABCDEF, 3, 17).block(Purpose.ROUTE, person, 2, (6, 40, 13))
    np.testing.assert_array_equal(words, expected)


def test_the_outermost_words_give_finite_numbers() -> None:
    words = np.array([0, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF], np.uint64)
    np.testing.assert_array_equal(uniform(words)[[0, 2]], [0, 0.5])
    assert exponential(words).max() == pytest.approx(24 * np.log(2))
    z = normal(words)
    assert z[0] == pytest.approx(-z[2])
    assert z[0] == pytest.approx(6.33, abs=0.01)
    assert 0 < z[1] < 1e-6


def test_normals_have_mean_0_and_variance_1() -> None:
    n = 200_000
    z = normal(Luck(1, 0, 1).block(Purpose.MOOD, np.arange(n))[0])
    assert abs(z.mean()) < 4 / np.sqrt(n)  # 4 standard errors; the seed is fixed
    assert abs(z.var() - 1) < 4 * np.sqrt(2 / n)
