from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from winset.rules.amounts import decimal_text, exact, written, written_share


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("65 %", Fraction(13, 20)),
        ("65%", Fraction(13, 20)),
        ("62.5 per cent", Fraction(5, 8)),
        ("2/3", Fraction(2, 3)),
        (" 12 ", Fraction(12)),
        ("1_000", Fraction(1000)),
        (0.1, Fraction(1, 10)),
        (1e22, Fraction(10**22)),
        (Decimal("0.35"), Fraction(7, 20)),
        (np.int64(7), Fraction(7)),
        (np.float64(0.55), Fraction(11, 20)),
        (Fraction(3, 7), Fraction(3, 7)),
    ],
)
def test_numbers_mean_what_was_typed(given: object, meant: Fraction) -> None:
    assert exact(given) == meant


@pytest.mark.parametrize(
    "given",
    [
        *("many", "", "%", "1/0", "1e99999999", "12 votes", "1..2"),
        *(True, None, [1], float("nan"), float("inf"), Decimal("NaN")),
    ],
)
def test_what_is_no_number(given: object) -> None:
    assert exact(given) is None


def test_65_per_cent_is_no_float() -> None:
    """The float nearest to 0.65 is above 13/20; what was typed is 13/20 all the same."""
    assert Fraction(0.65) > Fraction(13, 20) == exact("65 %") == exact(0.65)


@pytest.mark.parametrize("text", ["65 %", "2/3", "0.5 %", "100 %", "0 %", "1/7"])
def test_shares_are_written_as_read(text: str) -> None:
    value = exact(text)
    assert value is not None
    assert written_share(value) == text


def test_amounts_are_written_whole_decimal_or_as_a_fraction() -> None:
    assert [written(Fraction(n)) for n in ("12", "12.50", "2/3")] == [12, "12.5", "2/3"]
    assert decimal_text(Fraction(-5, 4)) == "-1.25"
