from __future__ import annotations

import pytest

from winset.units import UnknownUnitError, unit


@pytest.mark.parametrize(
    ("text", "dimension", "factor"),
    [
        ("EUR bn", "money", 1e9),
        ("USD", "money", 1.0),
        ("EUR bn/year", "money per month", 1e9 / 12),
        ("EUR m per day", "money per month", 1e6 * 365.25 / 12),
        ("%", "share", 0.01),
        ("bp", "share", 1e-4),
        ("% per year", "share per year", 0.01),
        ("share/month", "share per month", 1.0),
        ("years", "time", 12.0),
        ("days", "time", 12 / 365.25),
        ("number", "number", 1.0),
    ],
)
def test_units_know_what_they_measure_and_how_much(
    text: str, dimension: str, factor: float
) -> None:
    found = unit(text)
    assert found.dimension == dimension
    assert found.factor == pytest.approx(factor)


@pytest.mark.parametrize(
    "text", ["EUR billion", "euro", "per cent", "EUX bn", "bn EUR", "", "% / day"]
)
def test_other_words_are_no_units(text: str) -> None:
    with pytest.raises(UnknownUnitError):
        unit(text)
