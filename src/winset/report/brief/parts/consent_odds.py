"""Chances as a reader sees them: what nearly never or nearly always happens is told as that."""

from __future__ import annotations

from winset.report.figures import percent
from winset.runs.results import Range

LEAST = 0.001  # chances below this, and above one less this, are not told apart


def odds(chance: float) -> str:
    """A chance (0-1) in per cent.

    >>> odds(0.123), odds(8e-9), odds(0.99999), odds(1)
    ('12 %', '<0.1 %', '>99.9 %', '100 %')
    """
    return f"{_number(chance)} %"


def odds_range(values: Range) -> str:
    """The range of a chance (0-1), in per cent.

    >>> odds_range(Range(mid=0.998, low=1e-4, high=0.99999))
    '99.8 % (<0.1 to >99.9 %)'
    >>> odds_range(Range(mid=0.2, low=0.09, high=0.37))
    '20 % (9.0–37 %)'
    """
    middle, low, high = (_number(each) for each in (values.mid, values.low, values.high))
    if low == middle == high:
        return f"{middle} %"
    between = " to " if "<" in low or ">" in high else "\u2013"
    return f"{middle} % ({low}{between}{high} %)"


def _number(chance: float) -> str:
    if 0 < chance < LEAST:
        return "<0.1"
    if 1 - LEAST < chance < 1:
        return ">99.9"
    return percent(chance).removesuffix(" %")
