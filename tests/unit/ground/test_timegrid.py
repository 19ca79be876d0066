from __future__ import annotations

import datetime as dt

import pytest

from winset.timegrid import first_day, grid_until, label, month_of, parse_date, year_of

GRID = grid_until(dt.date(2025, 11, 14), dt.date(2028, 12, 31))


def test_the_grid_counts_months_from_the_month_of_its_day() -> None:
    assert GRID.months == 38
    assert GRID.years == 4
    assert [label(GRID, m) for m in (0, 1, 2, 37)] == ["2025-11", "2025-12", "2026-01", "2028-12"]


def test_months_and_days_are_each_others_inverse() -> None:
    for month in range(GRID.months):
        assert month_of(GRID, first_day(GRID, month)) == month
        assert year_of(GRID, month) == first_day(GRID, month).year


@pytest.mark.parametrize(
    ("text", "end", "day"),
    [
        ("2026-02", True, dt.date(2026, 2, 28)),
        ("2024-02", True, dt.date(2024, 2, 29)),
        ("2025-12", True, dt.date(2025, 12, 31)),
        ("2025-12", False, dt.date(2025, 12, 1)),
        ("2025-12-05", True, dt.date(2025, 12, 5)),
    ],
)
def test_dates_are_read_as_days_or_months(text: str, end: bool, day: dt.date) -> None:
    assert parse_date(text, end=end) == day


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="spring"):
        parse_date("spring")
