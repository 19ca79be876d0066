"""Months and years on one calendar: where a date stands, and what comes after what.

A month is counted from the month of the scenario's `as_of` (month 0 is the rest of that month),
a year by its number. Events keep their day in the scenario; engines see the month.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_MONTH = re.compile(r"^(\d{4})-(\d{2})$")


@dataclass(frozen=True, slots=True)
class TimeGrid:
    """The calendar of a run.

    Attributes
    ----------
    as_of : the day the scenario speaks of; month 0 is the rest of its month.
    months : number of months, month 0 included.
    """

    as_of: dt.date
    months: int

    @property
    def first_year(self) -> int:
        """The calendar year of month 0."""
        return self.as_of.year

    @property
    def years(self) -> int:
        """Number of calendar years touched."""
        return year_of(self, self.months - 1) - self.as_of.year + 1


def grid_until(as_of: dt.date, last: dt.date) -> TimeGrid:
    """The grid from `as_of` to the month of `last`, both included.

    >>> grid_until(dt.date(2025, 11, 14), dt.date(2026, 1, 31)).months
    3
    """
    return TimeGrid(as_of, month_between(as_of, last) + 1)


def month_between(start: dt.date, day: dt.date) -> int:
    """Whole calendar months from the month of `start` to the month of `day`.

    >>> month_between(dt.date(2025, 11, 14), dt.date(2026, 1, 1))
    2
    """
    return (day.year - start.year) * 12 + day.month - start.month


def month_of(grid: TimeGrid, day: dt.date) -> int:
    """The month index of a day (negative before `as_of`)."""
    return month_between(grid.as_of, day)


def year_of(grid: TimeGrid, month: int) -> int:
    """The calendar year of a month index.

    >>> year_of(TimeGrid(dt.date(2025, 11, 14), 38), 2)
    2026
    """
    return grid.as_of.year + (grid.as_of.month - 1 + month) // 12


def first_day(grid: TimeGrid, month: int) -> dt.date:
    """The first day of a month index.

    >>> first_day(TimeGrid(dt.date(2025, 11, 14), 38), 2)
    datetime.date(2026, 1, 1)
    """
    return dt.date(year_of(grid, month), (grid.as_of.month - 1 + month) % 12 + 1, 1)


def label(grid: TimeGrid, month: int) -> str:
    """The month as a file writes it.

    >>> label(TimeGrid(dt.date(2025, 11, 14), 38), 2)
    '2026-01'
    """
    day = first_day(grid, month)
    return f"{day.year:04d}-{day.month:02d}"


def parse_date(text: str | dt.date, *, end: bool = False) -> dt.date:
    """A day from `2026-01-31` or `2026-01` (its first day, or its last with `end`).

    Raises
    ------
    ValueError : the text is neither.

    Examples
    --------
    >>> parse_date("2026-02", end=True)
    datetime.date(2026, 2, 28)
    """
    if isinstance(text, dt.date):
        return text
    match = _MONTH.match(text)
    if not match:
        return dt.date.fromisoformat(text)
    year, month = int(match[1]), int(match[2])
    first = dt.date(year, month, 1)
    if not end:
        return first
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)
