from fractions import Fraction

import pytest

from winset.evidence.numerals import figure_value, scale_value, words_value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("6", 6),
        ("6.98", Fraction("6.98")),
        ("1,000", 1000),
        ("1 000 000", 1_000_000),
        ("1'000", 1000),
        ("1,000,000.25", Fraction("1000000.25")),
        ("1.000,5", Fraction("1000.5")),
        ("1.000.000", 1_000_000),
        ("1,5", Fraction("1.5")),
        ("0,125", Fraction("0.125")),
        ("1.000", 1),
        ("1234,5678", Fraction("1234.5678")),
    ],
)
def test_figures_are_read_as_english_unless_they_can_only_be_continental(written, value):
    assert figure_value(written) == value


@pytest.mark.parametrize(
    "written", ["14.11.2025", "1,00,000", "1.000,5.2", "1,000.5,5", "12,34,56"]
)
def test_what_is_no_number_is_not_read(written):
    assert figure_value(written) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("zero", 0),
        ("seven", 7),
        ("nineteen", 19),
        ("ninety-nine", 99),
        ("forty two", 42),
        ("a hundred", 100),
        ("two hundred and ten", 210),
        ("Three Hundred Five", 305),
        ("half a", Fraction(1, 2)),
        ("two and a half", Fraction(5, 2)),
    ],
)
def test_words(written, value):
    assert words_value(written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [("bn", 10**9), (" billion", 10**9), (" thousand million", 10**9), ("mn", 10**6), ("", 1)],
)
def test_scales(written, value):
    assert scale_value(written) == value
