"""Numbers and names as people read them: 2.89M, −0.21 [−0.25, −0.17], help desk."""

from __future__ import annotations

from math import floor, isfinite, log10

from .intervals import Interval

MINUS = "−"
UNITS = ((1e9, "bn"), (1e6, "M"), (1e3, "k"))


def number(value: float, decimals: int = 2, *, signed: bool = False) -> str:
    """Return a number with a true minus, thousands apart, never a negative zero.

    >>> number(-1234.567, 1), number(0.5, signed=True), number(-0.001)
    ('−1,234.6', '+0.50', '0.00')
    """
    if not isfinite(value):
        return "–"
    rounded = round(value, decimals) + 0.0
    text = f"{abs(rounded):,.{decimals}f}"
    sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    return sign + text


def money_unit(largest: float) -> tuple[float, str]:
    """Return the unit in which amounts up to this size read well: a factor, and its letter.

    >>> money_unit(2_893_173)
    (1000000.0, 'M')
    """
    return next((unit for unit in UNITS if abs(largest) >= unit[0]), (1.0, ""))


def money(value: float, *, signed: bool = False) -> str:
    """Return an amount of money to three digits.

    >>> money(2_893_173), money(-918_000, signed=True), money(0)
    ('2.89M', '−918k', '0')
    """
    factor, letter = money_unit(value)
    scaled = value / factor
    places = 0 if scaled == 0 or not isfinite(scaled) else max(0, 2 - floor(log10(abs(scaled))))
    text = number(scaled, places, signed=signed)
    return (text.rstrip("0").rstrip(".") if "." in text else text) + letter


def digits(value: float) -> str:
    """Return a number to about four digits; from a thousand on whole.

    >>> digits(1234.56), digits(0.12345)
    ('1,235', '0.123')
    """
    size = abs(value)
    return number(value, 0 if size >= 1000 else 1 if size >= 100 else 2 if size >= 10 else 3)


def with_interval(interval: Interval, decimals: int = 2, scale: float = 1.0, between: str = " ") -> str:
    """Return a difference with its interval; without one, the difference alone.

    >>> with_interval(Interval(-0.2103, -0.2503, -0.1703, 0.01, 0.0))
    '−0.21 [−0.25, −0.17]'
    """
    mean, low, high = (number(value / scale, decimals, signed=True) for value in interval[:3])
    return f"{mean}{between}[{low}, {high}]" if isfinite(interval.low) else mean


def odds(probability: float) -> str:
    """Return a probability that never claims to be certain; every text shows it like this.

    It comes from t over few replications. How far out in the tails a difference of means follows t, so few of them
    cannot tell, so nothing beyond 0.01 and 0.99 is said in words. Tables of numbers have what was computed.

    >>> odds(0.9999), odds(0.956)
    ('> 0.99', '0.96')
    """
    if not isfinite(probability):
        return "–"
    return "> 0.99" if probability > 0.99 else "< 0.01" if probability < 0.01 else f"{probability:.2f}"


def odds_of(name: str, probability: float) -> str:
    """Return a named probability.

    >>> odds_of("P", 0.9999), odds_of("P", 0.956)
    ('P > 0.99', 'P = 0.96')
    """
    text = odds(probability)
    return f"{name} {text}" if text[0] in "<>" else f"{name} = {text}"


def counted(value: float, one: str) -> str:
    """Return a number of things, the name in the plural unless it is one.

    >>> counted(1, "month"), counted(2.5, "month"), counted(20_000, "person")
    ('1 month', '2.5 months', '20,000 people')
    """
    name = one if value == 1 else {"person": "people"}.get(one, f"{one}s")
    return f"{number(value, 0) if value == int(value) else f'{value:g}'} {name}"


def spaced(name: str) -> str:
    """Return a name of a file as words.

    >>> spaced("help_desk")
    'help desk'
    """
    return name.replace("_", " ")


def started(text: str) -> str:
    """Return words as they start a sentence.

    >>> started("below the zone")
    'Below the zone'
    """
    return text[:1].upper() + text[1:]
