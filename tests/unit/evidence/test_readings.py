import pytest

from winset.evidence.fold import folded_words
from winset.evidence.readings import readings


def found(text):
    return [(float(reading.value), reading.unit) for reading in readings(folded_words(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("€6 billion ($6.98 billion)", [(6e9, "EUR"), (6.98e9, "USD")]),
        ("EUR ~300bn", [(300e9, "EUR")]),
        ("CHF7.45bn", [(7.45e9, "CHF")]),
        ("UAH 41.9 bn", [(41.9e9, "UAH")]),
        ("US$500m", [(5e8, "USD")]),
        ("£25 billion", [(25e9, "GBP")]),
        ("85 billion hryvnias", [(85e9, "UAH")]),
        ("1 000 euros", [(1000.0, "EUR")]),
        ("one euro", [(1.0, "EUR")]),
        ("six billion US dollars", [(6e9, "USD")]),
        ("half a million pounds", [(5e5, "GBP")]),
        ("two million five hundred thousand", [(2.5e6, "")]),
        ("a hundred and fifty thousand troops", [(150_000.0, "")]),
        ("12 % and 30 basis points", [(0.12, "share"), (0.003, "share")]),
        ("3.5 per cent", [(0.035, "share")]),
        ("two-thirds of them, half the seats", [(2 / 3, "share"), (0.5, "share")]),
        ("an 18-month plan, two years", [(18, "months"), (24, "months")]),
        ("one and a half years", [(18, "months")]),
        ("minus 3 per cent (-21%)", [(-0.03, "share"), (-0.21, "share")]),
        ("27 member states", [(27.0, "")]),
    ],
)
def test_numbers_are_read_with_their_units(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("€10-20bn", [(10e9, "EUR"), (20e9, "EUR")]),
        ("10–20 %", [(0.1, "share"), (0.2, "share")]),
        ("between 5 and 10 billion dollars", [(5e9, "USD"), (10e9, "USD")]),
        ("€6bn-€7bn", [(6e9, "EUR"), (7e9, "EUR")]),
        ("4 to 5 years", [(48, "months"), (60, "months")]),
    ],
)
def test_ends_of_a_range_share_what_is_written_once(text, expected):
    assert found(text) == expected


def test_what_is_no_range_shares_nothing():
    assert found("5 and 10 billion") == [(5.0, ""), (10e9, "")]
    assert found("3 % to 7 billion") == [(0.03, "share"), (7e9, "")]


@pytest.mark.parametrize("text", ["65th Brigade", "the G7", "14.11.2025", "6.98x", "third quarter"])
def test_what_is_no_number_is_left_alone(text):
    assert found(text) == []


def test_a_year_before_a_number_does_not_join_it():
    assert found("in 2025 100 men") == [(2025.0, ""), (100.0, "")]


def test_a_reading_covers_sign_number_scale_and_unit():
    text = "about US$ 4.5 billion a month"
    (reading,) = readings(text)
    assert text[reading.start : reading.end] == "US$ 4.5 billion"
