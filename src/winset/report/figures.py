"""Numbers as a reader sees them: money with its currency, shares in per cent, ranges, months.

A range is written "12 % (5–31 %)": the median over draws, then the 5th and the 95th percentile.
Two figures are kept, because no range here is known better than that.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from babel.dates import format_date

from winset.runs.results import Range
from winset.timegrid import TimeGrid, first_day

LOCALE = "en_GB"
MINUS = "\u2212"
SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"), (1.0, ""))
BILLION = 1e9
NOTHING = 0.5  # of the currency: what is smaller is rounding
ROUNDING = 1e-12  # of a share: the same


def money(amount: float, currency: str) -> str:
    """An amount of money in whole units of its currency, to two figures or the whole billion.

    >>> money(5.9e9, "EUR"), money(143.2e9, "EUR"), money(-2.5e6, "EUR"), money(0, "EUR")
    ('EUR 5.9bn', 'EUR 143bn', 'EUR −2.5m', 'EUR 0')
    """
    size = _clean(amount)
    factor, suffix = _scale(abs(size))
    return f"{currency} {_number(size / factor)}{suffix if size else ''}"


def money_range(values: Range, currency: str) -> str:
    """The range of an amount of money.

    >>> money_range(Range(mid=5.93e9, low=0.4e9, high=12.3e9), "EUR")
    'EUR 5.9bn (0.4–12bn)'
    >>> money_range(Range(mid=2e9, low=2e9, high=2e9), "EUR")
    'EUR 2.0bn'
    """
    low, mid, high = (_clean(value) for value in (values.low, values.mid, values.high))
    factor, suffix = _scale(max(abs(low), abs(high)))
    if mid and abs(mid) / factor < 0.1:
        factor, suffix = _scale(abs(mid))
    middle, ends = _written(low / factor, mid / factor, high / factor)
    if not any((low, mid, high)):
        suffix = ""
    spread = f" ({ends}{suffix})" if ends else ""
    return f"{currency} {middle}{suffix}{spread}"


def percent(share: float) -> str:
    """A share (0-1) in per cent; what is nearly all is not rounded up to all.

    >>> percent(0.123), percent(0.0123), percent(0.00123), percent(0)
    ('12 %', '1.2 %', '0.12 %', '0 %')
    >>> percent(0.997), percent(1)
    ('99.7 %', '100 %')
    """
    return f"{_per_cent(_in_hundreds(share))} %"


def percent_range(values: Range) -> str:
    """The range of a share (0-1), in per cent.

    >>> percent_range(Range(mid=0.12, low=0.051, high=0.31))
    '12 % (5–31 %)'
    >>> percent_range(Range(mid=1e-18, low=0, high=4e-18))
    '0 %'
    """
    low, mid, high = (_in_hundreds(share) for share in (values.low, values.mid, values.high))
    middle, spread = _written(low, mid, high, _per_cent)
    return f"{middle} %" + (f" ({spread} %)" if spread else "")


def number_range(values: Range) -> str:
    """The range of a plain number.

    >>> number_range(Range(mid=4.3, low=-1, high=11))
    '4.3 (−1.0 to 11)'
    """
    middle, ends = _written(values.low, values.mid, values.high)
    return middle + (f" ({ends})" if ends else "")


def plain_range(values: Range, unit: float) -> str:
    """The range of an amount in a unit that stands elsewhere, as in the head of a column.

    >>> plain_range(Range(mid=5.93e9, low=0.4e9, high=12.3e9), 1e9)
    '5.9 (0.4–12)'
    """
    low, mid, high = (_clean(each) / unit for each in (values.low, values.mid, values.high))
    middle, spread = _written(low, mid, high)
    return middle + (f" ({spread})" if spread else "")


def plain(amount: float, unit: float) -> str:
    """An amount in a unit that stands elsewhere.

    >>> plain(76e6, 1e9)
    '0.076'
    """
    return _number(_clean(amount) / unit)


def count(number: int) -> str:
    """A count with its thousands apart.

    >>> count(2000)
    '2,000'
    """
    return f"{number:,}"


def day(when: date) -> str:
    """A day in words.

    >>> day(date(2025, 3, 10))
    '10 March 2025'
    """
    return str(format_date(when, "d MMMM y", locale=LOCALE))


def month(grid: TimeGrid, index: float, short: bool = False) -> str:
    """A month of the run's calendar in words.

    >>> month(TimeGrid(date(2025, 11, 14), 38), 2), month(TimeGrid(date(2025, 11, 14), 38), 2, True)
    ('January 2026', 'Jan 2026')
    """
    pattern = "MMM y" if short else "MMMM y"
    return str(format_date(first_day(grid, round(index)), pattern, locale=LOCALE))


def month_range(grid: TimeGrid, values: Range, last: int) -> str:
    """The range of a month; an index beyond `last` means: not within the calendar.

    >>> grid = TimeGrid(date(2025, 11, 14), 38)
    >>> month_range(grid, Range(mid=3, low=2, high=5), 37)
    'February 2026 (Jan 2026 to Apr 2026)'
    >>> month_range(grid, Range(mid=38, low=3, high=38), 37)
    'after December 2028 (Feb 2026 to after Dec 2028)'
    """
    middle, low, high = (
        _month_or_after(grid, value, last, short)
        for value, short in ((values.mid, False), (values.low, True), (values.high, True))
    )
    same = round(values.low) == round(values.mid) == round(values.high)
    return middle if same else f"{middle} ({low} to {high})"


def _month_or_after(grid: TimeGrid, index: float, last: int, short: bool) -> str:
    if round(index) > last:
        return f"after {month(grid, last, short)}"
    return month(grid, index, short)


def _scale(size: float) -> tuple[float, str]:
    """The unit in which an amount has one to three digits before the point."""
    return next((s for s in SCALES if size >= s[0] * 0.9995), SCALES[-1])


def _clean(amount: float) -> float:
    return 0.0 if abs(amount) < NOTHING else amount


def _decimals(size: float) -> int:
    """Decimal places that leave two figures."""
    if size == 0 or size >= 9.95:
        return 0
    return next(places for places in range(1, 30) if size * 10**places >= 9.95)


def _number(value: float, most: int | None = None) -> str:
    """A number to its own decimal places, or fewer where `most` leaves something to be seen."""
    own = _decimals(abs(value))
    places = own if most is None or round(abs(value), most) == 0 else min(own, most)
    return f"{Decimal(str(value)):,.{places}f}".replace("-", MINUS)


def _in_hundreds(share: float) -> float:
    """A share in per cent; what is smaller than any rounding is nothing."""
    return 0.0 if abs(share) < ROUNDING else share * 100


def _per_cent(number: float, most: int | None = None) -> str:
    """A number of per cent; what is nearly a hundred keeps the places that tell it apart."""
    if not 99.5 <= number < 100:
        return _number(number, most)
    places = next((p for p in range(1, 4) if round(number, p) < 100), 4)
    return f"{number:.{places}f}"


def _written(
    low: float, mid: float, high: float, write: Callable[[float, int | None], str] = _number
) -> tuple[str, str]:
    """The middle and the ends of a range as text; no ends where all three read the same."""
    most = _decimals(abs(mid)) if mid else None
    middle, first, last = (write(value, most) for value in (mid, low, high))
    if first == middle == last:
        return middle, ""
    return middle, f"{first} to {last}" if min(low, high) < 0 else f"{first}–{last}"
