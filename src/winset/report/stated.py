"""A number as the scenario or a source states it, in one line."""

from __future__ import annotations

import re
from datetime import timedelta

from winset.evidence.conflicts import Reported, ReportedDate
from winset.report.figures import day
from winset.scenario.nouns.quantity import Quantity

_MONEY = re.compile(r"^([A-Z]{3})(?: (k|m|bn|tn))?(?:(?:/| per )(\w+))?$")
_RATE = re.compile(r"^(%|bp)(?:(?:/| per )(\w+))?$")


def stated(quantity: Quantity, whole: Quantity | None = None) -> str:
    """The number, its range and its unit; `whole` is the dated quantity that it is a part of.

    >>> stated(Quantity(low=1, likely=2, high=4, unit="EUR bn"))
    'EUR 2bn (1 to 4)'
    >>> stated(Quantity(between=(0.5, 1)))
    '0.5 to 1'
    >>> stated(Quantity(choices={"1": 0.25, "2": 0.75}, unit="years"))
    '1 (25 %) or 2 (75 %) years'
    """
    unit = quantity.unit or (whole.unit if whole else None) or ""
    if quantity.likely is not None:
        middle = in_unit(_number(quantity.likely), unit)
        return f"{middle} ({_number(quantity.low or 0)} to {_number(quantity.high or 0)})"
    return in_unit(_numbers(quantity), unit)


def reported(figure: Reported) -> str:
    """A figure as its source gives it.

    >>> reported(Reported("a", None, 6000, 5500, 6500.5, "EUR bn/year", None))
    'EUR 6,000bn a year (5,500 to 6,500.5)'
    """
    ends = [_number(end) for end in (figure.low, figure.high) if end is not None]
    if figure.value is None:
        return in_unit(" to ".join(ends), figure.unit)
    spread = f" ({' to '.join(ends)})" if ends else ""
    return in_unit(_number(figure.value), figure.unit) + spread


def reported_date(given: ReportedDate) -> str:
    """A date as its source gives it.

    >>> from datetime import date
    >>> reported_date(ReportedDate("a", None, date(2026, 2, 1), date(2026, 2, 28), False))
    'February 2026'
    >>> reported_date(ReportedDate("a", None, date(2025, 12, 15), date(2025, 12, 15), True))
    'about 15 December 2025'
    >>> reported_date(ReportedDate("a", None, date(2025, 12, 18), date(2025, 12, 19), False))
    '18 December 2025 to 19 December 2025'
    """
    first, last = given.first, given.last
    ends = day(first) if first == last else f"{day(first)} to {day(last)}"
    whole = (first.year, first.month) == (last.year, last.month) and first.day == 1
    if whole and (last + timedelta(days=1)).day == 1:
        ends = ends.split(" ", 1)[1].split(" to ")[0]
    return f"about {ends}" if given.about else ends


def in_unit(numbers: str, unit: str) -> str:
    """Numbers with their unit, the way a text has it.

    >>> in_unit("2", "EUR bn/month"), in_unit("25", "%"), in_unit("0.5", "% per month")
    ('EUR 2bn a month', '25 %', '0.5 % a month')
    >>> in_unit("0.3", "share"), in_unit("6", "months")
    ('0.3', '6 months')
    """
    if found := _MONEY.match(unit):
        currency, scale, period = found.groups()
        return f"{currency} {numbers}{scale or ''}{f' a {period}' if period else ''}"
    if found := _RATE.match(unit):
        return f"{numbers} {found[1]}{f' a {found[2]}' if found[2] else ''}"
    return numbers if unit in ("", "share", "number") else f"{numbers} {unit}"


def _numbers(quantity: Quantity) -> str:
    if quantity.value is not None:
        return _number(quantity.value)
    if quantity.between is not None:
        return " to ".join(_number(end) for end in quantity.between)
    if quantity.normal is not None:
        return "{} (standard deviation {})".format(*map(_number, quantity.normal))
    if quantity.choices is not None:
        return " or ".join(f"{name} ({100 * p:g} %)" for name, p in quantity.choices.items())
    return "; ".join(f"from {month}: {_numbers(q)}" for month, q in (quantity.dated or {}).items())


def _number(value: float) -> str:
    return f"{value:,.10g}"
