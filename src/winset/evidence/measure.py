"""Exact amounts: a number with its unit as a fraction, and what it is an amount of.

Dimensions are powers: EUR bn is (EUR 1), EUR bn/month is (EUR 1, month -1), a share is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from winset.units import Unit, unit

Powers = tuple[tuple[str, int], ...]
"""Names with their powers, sorted, none zero."""

PERIOD = re.compile(r"(?:/| per )(day|month|quarter|year)$")
DAY = Fraction(4 * 12, 4 * 365 + 1)  # a day in months, where a year has 365.25 days
MONTHS = {"day": DAY, "month": Fraction(1), "quarter": Fraction(3), "year": Fraction(12)}
TIMES = {"days": DAY, "months": Fraction(1), "years": Fraction(12)}


@dataclass(frozen=True, slots=True)
class Measure:
    """An exact amount.

    Attributes
    ----------
    size : in whole currency units, shares of one, months.
    powers : what it is an amount of.
    """

    size: Fraction
    powers: Powers = ()


def measure(value: float, unit_text: str) -> Measure:
    """The exact amount that a value in a unit is, the value taken as it is written.

    Raises
    ------
    UnknownUnitError : winset does not know the unit.

    Examples
    --------
    >>> measure(6.98, "USD bn")
    Measure(size=Fraction(6980000000, 1), powers=(('USD', 1),))
    >>> measure(12, "EUR bn/year")
    Measure(size=Fraction(1000000000, 1), powers=(('EUR', 1), ('month', -1)))
    """
    one = one_of(unit_text)
    return Measure(exact(value) * one.size, one.powers)


def exact(value: float) -> Fraction:
    """A number as it is written, not as binary arithmetic stores it.

    >>> exact(0.1)
    Fraction(1, 10)
    """
    return Fraction(Decimal(repr(value)))


def places(value: float) -> int:
    """Decimal places to which a number is written.

    >>> places(6.98), places(200.0)
    (2, 0)
    """
    return 0 if value == int(value) else -int(Decimal(repr(value)).as_tuple().exponent)


def one_of(unit_text: str) -> Measure:
    """The exact amount that one of a unit is.

    >>> one_of("%").size, one_of("years").powers
    (Fraction(1, 100), (('month', 1),))
    """
    whole = unit(unit_text)
    per = PERIOD.search(whole.text)
    stock = unit(PERIOD.sub("", whole.text))
    size = TIMES[stock.text] if stock.dimension == "time" else Fraction(repr(stock.factor))
    time = -1 if per else int(stock.dimension == "time")
    period = MONTHS[per[1]] if per else Fraction(1)
    return Measure(size / period, powers({_currency(stock): 1, "month": time}))


def powers(by_name: Mapping[str, int]) -> Powers:
    """Powers in their one order, without the empty ones.

    >>> powers({"month": -1, "EUR": 1, "": 1, "USD": 0})
    (('EUR', 1), ('month', -1))
    """
    return tuple(sorted((name, power) for name, power in by_name.items() if name and power))


def agrees(size: Fraction, value: float, unit_text: str) -> bool:
    """Whether an exact size equals a value in a unit, at the precision the value is written to.

    >>> agrees(Fraction(698, 600), 1.1633, "number"), agrees(Fraction(698, 600), 1.16, "number")
    (True, True)
    >>> agrees(Fraction(698, 600), 1.17, "number")
    False
    """
    in_unit = size / one_of(unit_text).size
    return abs(in_unit - exact(value)) <= Fraction(1, 2 * 10 ** places(value))


def _currency(stock: Unit) -> str:
    return stock.currency or ""
