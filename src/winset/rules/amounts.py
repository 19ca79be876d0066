"""Numbers of a rule, read exactly as they were written: "65 %" is 13/20, never 0.65000000000000002.

A decimal that a YAML reader has already turned into a float is read back through its shortest
decimal form, which is what the author typed.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational, Real

MOST_PLACES = 24  # decimals beyond this are shown as a fraction
NUMBER = re.compile(r"[-+]?[\d_.]+(?:/\d+)?")
PER_CENT = re.compile(r"\s*(?P<number>[^%\s]+)\s*(?:%|per cent|percent)\s*")


def exact(value: object) -> Fraction | None:
    """The fraction that a written number stands for, or None if it is not a number.

    >>> exact("65 %"), exact("2/3"), exact(0.1), exact("12.5"), exact("many")
    (Fraction(13, 20), Fraction(2, 3), Fraction(1, 10), Fraction(25, 2), None)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, Integral | Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    if isinstance(value, Decimal):
        return Fraction(value) if value.is_finite() else None
    if isinstance(value, Real):
        return Fraction(repr(float(value))) if math.isfinite(value) else None
    return from_text(value) if isinstance(value, str) else None


def from_text(text: str) -> Fraction | None:
    """The fraction that a text such as "65 %", "2/3" or "1_000" stands for, or None."""
    percentage = PER_CENT.fullmatch(text)
    number = (percentage["number"] if percentage else text).strip()
    if not NUMBER.fullmatch(number):
        return None
    try:
        return Fraction(number) / (100 if percentage else 1)
    except (ValueError, ZeroDivisionError):
        return None


def written(value: Fraction) -> int | str:
    """A number as its author would write it: whole, decimal, or as a fraction.

    >>> written(Fraction(12)), written(Fraction(25, 2)), written(Fraction(2, 3))
    (12, '12.5', '2/3')
    """
    if value.denominator == 1:
        return value.numerator
    return decimal_text(value) or str(value)


def written_share(value: Fraction) -> str:
    """A share as its author would write it: per cent where that is exact, else a fraction.

    >>> written_share(Fraction(13, 20)), written_share(Fraction(2, 3))
    ('65 %', '2/3')
    """
    per_cent = decimal_text(value * 100)
    return f"{per_cent} %" if per_cent else str(value)


def decimal_text(value: Fraction) -> str | None:
    """The exact decimal text of a number, or None if its decimals never end.

    >>> decimal_text(Fraction(1, 8)), decimal_text(Fraction(1, 3))
    ('0.125', None)
    """
    for places in range(MOST_PLACES + 1):
        scaled = value * 10**places
        if scaled.denominator == 1:
            return f"{Decimal(scaled.numerator).scaleb(-places):f}"
    return None
