"""Numbers as a reader sees them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.report.figures import (
    count,
    money,
    money_range,
    month_range,
    number_range,
    percent,
    percent_range,
    plain_range,
)
from winset.runs.results import Range
from winset.timegrid import TimeGrid

GRID = TimeGrid(date(2025, 11, 14), 38)


def spread(low: float, mid: float, high: float) -> Range:
    return Range(low=low, mid=mid, high=high)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (5.9e9, "EUR 5.9bn"),
        (5.949e9, "EUR 5.9bn"),
        (9.96e9, "EUR 10bn"),
        (140e9, "EUR 140bn"),
        (999.6e9, "EUR 1.0tn"),
        (1.25e12, "EUR 1.2tn"),
        (350e6, "EUR 350m"),
        (174.3, "EUR 174"),
        (12_345, "EUR 12k"),
        (0.0, "EUR 0"),
        (1e-9, "EUR 0"),
        (-3.2e9, "EUR \u22123.2bn"),
    ],
)
def test_money(amount: float, words: str) -> None:
    assert money(amount, "EUR") == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((5e9, 12e9, 31e9), "EUR 12bn (5–31bn)"),
        ((0.0, 0.5e9, 30e9), "EUR 0.50bn (0–30bn)"),
        ((0.2e9, 4.0e9, 30e9), "EUR 4.0bn (0.2–30bn)"),
        ((0.0, 0.0, 2e9), "EUR 0bn (0–2.0bn)"),
        ((0.0, 0.0, 0.0), "EUR 0"),
        ((-1e9, 2e9, 3e9), "EUR 2.0bn (\u22121.0 to 3.0bn)"),
        ((2.0e9, 2.01e9, 2.02e9), "EUR 2.0bn"),
    ],
)
def test_money_range(values: tuple[float, float, float], words: str) -> None:
    assert money_range(spread(*values), "EUR") == words


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.12, "12 %"), (0.0034, "0.34 %"), (0.9968, "99.7 %"), (0.99999, "99.999 %"), (1, "100 %")],
)
def test_percent(share: float, words: str) -> None:
    assert percent(share) == words


def test_the_range_of_a_share_is_written_as_the_house_writes_it() -> None:
    assert percent_range(spread(0.05, 0.12, 0.31)) == "12 % (5–31 %)"
    assert percent_range(spread(0.0004, 0.12, 1)) == "12 % (0.040–100 %)"


def test_an_end_that_would_vanish_keeps_its_own_places() -> None:
    assert plain_range(spread(0.04e9, 12e9, 31e9), 1e9) == "12 (0.040–31)"


def test_a_month_beyond_the_calendar_is_said_to_be() -> None:
    assert month_range(GRID, spread(3, 3, 3), 37) == "February 2026"
    assert month_range(GRID, spread(3, 5, 38), 37) == ("April 2026 (Feb 2026 to after Dec 2028)")


def test_counts_have_their_thousands_apart() -> None:
    assert count(1_234_567) == "1,234,567"


@given(st.floats(1e3, 1e13), st.floats(1, 3), st.floats(1, 3))
def test_ranges_read_back_within_their_last_place(mid: float, down: float, up: float) -> None:
    """What is written is near what is meant: within 6 % (two figures), whatever the scale."""
    values = spread(mid / down, mid, mid * up)
    unit = 10 ** (len(str(int(mid))) - 1)
    words = plain_range(values, unit)
    middle = float(words.split(" ")[0].replace(",", ""))
    assert middle == pytest.approx(mid / unit, rel=0.06)
    if "(" in words:
        low, high = words.split("(")[1].rstrip(")").split("–")
        assert float(low.replace(",", "")) == pytest.approx(values.low / unit, rel=0.3)
        assert float(high.replace(",", "")) == pytest.approx(values.high / unit, rel=0.06)


def test_plain_numbers_have_their_range() -> None:
    assert number_range(spread(13, 16, 20)) == "16 (13–20)"
