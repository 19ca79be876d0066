from fractions import Fraction

import pytest

from winset import units
from winset.evidence.measure import Measure, agrees, exact, measure, one_of, places


@pytest.mark.parametrize(
    "text",
    ["EUR bn", "USD m/month", "UAH k/quarter", "GBP/day", "EUR tn/year", "%", "share", "bp",
     "% per month", "months", "years", "days", "number"],
)  # fmt: skip
def test_exact_sizes_are_those_of_the_unit_table(text):
    assert float(one_of(text).size) == pytest.approx(units.unit(text).factor, rel=1e-15)


def test_a_yearly_rate_is_exact_per_month():
    """The unit table leaves yearly shares per year; here all time is months."""
    assert one_of("% per year") == Measure(Fraction(1, 1200), (("month", -1),))


def test_numbers_are_taken_as_written():
    assert exact(0.1) + exact(0.2) == exact(0.3)
    assert exact(1e22) == 10**22


def test_places():
    assert [places(number) for number in (5.9, 6.0, 1e9, 0.001, -2.25)] == [1, 0, 0, 3, 2]


def test_agreement_is_to_the_last_place_written():
    five_nine = measure(5.9, "EUR bn").size
    assert agrees(five_nine, 5.9, "EUR bn")
    assert agrees(five_nine, 5900, "EUR m")
    assert agrees(five_nine, 6, "EUR bn")
    assert not agrees(five_nine, 6000, "EUR m")
    assert not agrees(five_nine, 5.8, "EUR bn")
