import pytest

from winset.evidence.numbers import states, states_within
from winset.units import UnknownUnitError


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("€6 billion", 6, "EUR bn"),
        ("€6 billion", 6000, "EUR m"),
        ("six billion euros", 6e9, "EUR"),
        ("6.98 billion dollars", 6.98, "USD bn"),
        ("12 per cent", 12, "%"),
        ("12 per cent", 0.12, "share"),
        ("a share of 0.85", 0.85, "share"),
        ("a quarter of the vote", 0.25, "share"),
        ("two-thirds majority", 66.67, "%"),
        ("a third of it", 0.333, "share"),
        ("18 months", 18, "months"),
        ("18 months", 1.5, "years"),
        ("90 days", 90, "days"),
        ("two weeks", 14, "days"),
        ("$4 billion a month", 4, "USD bn/month"),
        ("an annual €1.2bn", 1.2, "EUR bn/year"),
        ("2.6% annualised", 2.6, "% per year"),
        ("all twenty-seven", 27, "number"),
        ("some 300,000 men", 300000, "number"),
    ],
)
def test_what_is_stated(words, value, unit):
    assert states(words, value, unit)


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("6.98 billion dollars", 7, "USD bn"),
        ("6.98 billion dollars", 6.9, "USD bn"),
        ("€6 billion", 6, "USD bn"),
        ("€6 billion", 6, "EUR m"),
        ("€6 billion", 6, "EUR"),
        ("€6 billion", 6e9, "number"),
        ("6 billion", 6, "EUR bn"),
        ("12 per cent", 12, "number"),
        ("12", 12, "%"),
        ("two-thirds majority", 66.6, "%"),
        ("two-thirds majority", 2, "number"),
        ("$4 billion", 4, "USD bn/month"),
        ("$4 billion a year", 4, "USD bn/month"),
        ("$48 billion a year", 4, "USD bn/month"),
        ("65th brigade", 65, "number"),
    ],
)
def test_what_is_not_stated(words, value, unit):
    assert not states(words, value, unit)


def test_no_part_of_a_number_states_a_number():
    text = "They gave €36 billion."
    assert states_within(text, (10, 21), 36, "EUR bn")
    assert not states_within(text, (10, 13), 36, "EUR")
    assert not states_within(text, (10, 13), 36, "EUR bn")
    assert not states_within(text, (11, 21), 36, "EUR bn")


def test_an_unknown_unit_is_said_to_be_unknown():
    with pytest.raises(UnknownUnitError):
        states("6 apples", 6, "apples")
