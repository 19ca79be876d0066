"""Whether a number stands in a quotation, in figures or in words, with its unit.

Only what is written counts: `6.98 billion` states 6.98 and not 7, `€6 billion` is no figure in
USD, `18 months` states 1.5 years because a year has twelve months by definition, and a flow
needs its period named (`$4 billion a month`). Nothing is converted by a rate or rounded.
"""

from __future__ import annotations

import re
from fractions import Fraction

from winset.evidence.fold import folded_words
from winset.evidence.measure import PERIOD, exact, one_of, places
from winset.evidence.readings import Reading, readings
from winset.units import Unit, unit

PERIODS = {
    "day": r"\bdaily\b|(?:\b(?:a|per|each|every) |/)day\b",
    "month": r"\bmonthly\b|(?:\b(?:a|per|each|every) |/)month\b",
    "quarter": r"\bquarterly\b|(?:\b(?:a|per|each|every) |/)quarter\b",
    "year": r"\b(?:yearly|annual(?:ly|i[sz]ed)?|per annum)\b|(?:\b(?:a|per|each|every) |/)year\b",
}


def states(words: str, value: float, unit_text: str) -> bool:
    """Whether words state a value in a unit, exactly as written.

    Raises
    ------
    UnknownUnitError : winset does not know the unit.

    Examples
    --------
    >>> states("€6 billion ($6.98 billion)", 6, "EUR bn")
    True
    >>> states("€6 billion ($6.98 billion)", 7, "USD bn")
    False
    >>> states("some two hundred and ten billion euros", 210, "EUR bn")
    True
    """
    text = folded_words(words)
    return states_within(text, (0, len(text)), value, unit_text)


def states_within(text: str, span: tuple[int, int], value: float, unit_text: str) -> bool:
    """Whether a span of a folded text states a value, no part of the number standing outside.

    >>> said = "They gave €6 billion."
    >>> states_within(said, (10, 12), 6, "EUR"), states_within(said, (10, 20), 6e9, "EUR")
    (False, True)
    """
    wanted = unit(unit_text)
    start, end = span
    if not _names_period(text[start:end], wanted.text):
        return False
    inside = [r for r in readings(text) if start <= r.start and r.end <= end]
    return any(_equals(reading, value, wanted) for reading in inside)


def _names_period(words: str, wanted: str) -> bool:
    """Whether words name the period of a flow or rate; true where the unit has none."""
    period = PERIOD.search(wanted)
    return period is None or bool(re.search(PERIODS[period[1]], words, re.IGNORECASE))


def _equals(reading: Reading, value: float, wanted: Unit) -> bool:
    stock = unit(PERIOD.sub("", wanted.text))
    names = {"time": "months", "share": "share"}
    bare_share = stock.text == "share" and reading.unit == ""
    if reading.unit != (stock.currency or names.get(stock.dimension, "")) and not bare_share:
        return False
    size = one_of(stock.text).size
    if reading.unit == "share" and not _ends(reading.value):
        half_a_digit = Fraction(1, 2 * 10 ** max(2, places(value))) * size
        return abs(reading.value - exact(value) * size) <= half_a_digit
    return reading.value == exact(value) * size


def _ends(value: Fraction) -> bool:
    """Whether a value can be written out in decimals."""
    return pow(10, 64, value.denominator) == 0
