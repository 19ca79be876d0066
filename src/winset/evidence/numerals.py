"""How large a written number is: `1,000.5`, `1 000`, `6.98`, `two hundred and fifty`.

Values are exact fractions, so that equal means equal. English is read: where a sign could be
either, a comma before three digits parts thousands (`1,000` is a thousand) and a point parts
decimals (`1.000` is one). `1.000,5` and `1.000.000` can be read in one way only, and are.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

_ONE = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEEN = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen")
_TEN = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ONES = {word: value for value, word in enumerate(_ONE, start=1)}
TEENS = {word: value for value, word in enumerate((*_TEEN, "eighteen", "nineteen"), start=10)}
TENS = {word: 10 * value for value, word in enumerate(_TEN, start=2)}
SMALL = {"zero": 0} | ONES | TEENS | TENS
PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bln": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "trillion": 10**12,
    "trn": 10**12,
    "tn": 10**12,
}

_UNITS = "|".join(ONES)
_TO_99 = f"(?:(?:{'|'.join(TENS)})(?:[- ](?:{_UNITS})\\b)?|{'|'.join(TEENS)}|{_UNITS})"
_TO_999 = f"(?:(?:{_TO_99}|a) hundred(?:(?: and)? {_TO_99})?|{_TO_99}|zero)"
_LARGE = "(?:hundred|thousand|million|billion|trillion)"
FIGURE = r"(?>\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,']\d+)*)"
"""A number in figures, as a regular expression; `figure_value` says whether it is one."""

WORDS = f"(?:half an?(?=[ -]{_LARGE})|{_TO_999}(?: and a half)?|an?(?=[ -]{_LARGE}))"
"""A number below a thousand in words, or what stands for it before a large scale."""


def figure_value(text: str) -> Fraction | None:
    """The value of a number in figures, or None where the signs in it make no number.

    >>> [float(figure_value(text)) for text in ("1,000", "1.000,5", "1 000", "6.98", "0,125")]
    [1000.0, 1000.5, 1000.0, 6.98, 0.125]
    >>> figure_value("14.11.2025") is None
    True
    """
    digits = text.replace(" ", "").replace("'", "")
    mark = _decimal_mark(digits)
    whole, _, rest = digits.partition(mark) if mark else (digits, "", "")
    groups = re.split(r"[.,]", whole)
    if len(groups) > 1 and not _are_thousands(groups):
        return None
    return Fraction(f"{''.join(groups)}.{rest or 0}") if rest.isdecimal() or not rest else None


def words_value(text: str) -> Fraction:
    """The value of a number in words, as `WORDS` finds it.

    >>> [float(words_value(text)) for text in ("two hundred and fifty-six", "one and a half")]
    [256.0, 1.5]
    >>> float(words_value("half a")), float(words_value("a"))
    (0.5, 1.0)
    """
    lower = text.lower()
    if lower.startswith("half"):
        return Fraction(1, 2)
    more = Fraction(1, 2) if lower.endswith(" and a half") else Fraction(0)
    hundreds, found, rest = lower.removesuffix(" and a half").rpartition("hundred")
    return (100 * _below_hundred(hundreds) if found else 0) + _below_hundred(rest) + more


def scale_value(text: str) -> int:
    """What the scale words after a number multiply it by.

    >>> scale_value(" hundred thousand"), scale_value("bn"), scale_value("")
    (100000, 1000000000, 1)
    """
    product = 1
    for word in re.findall(r"[a-z]+", text.lower()):
        product *= SCALES[word if word in SCALES else word.removesuffix("s")]
    return product


def _below_hundred(text: str) -> int:
    return sum(SMALL.get(word, 1 if word == "a" else 0) for word in re.split(r"[- ]", text))


def _decimal_mark(digits: str) -> str | None:
    """The sign that parts whole from decimals: the later of two kinds, or one that must be it."""
    marks = re.findall(r"[.,]", digits)
    if not marks or (len(marks) > 1 and len(set(marks)) == 1):
        return None
    if len(marks) > 1:
        changes = sum(a != b for a, b in pairwise(marks))
        return str(marks[-1]) if changes == 1 and marks.count(marks[-1]) == 1 else None
    parts = digits.split(marks[0])
    return None if marks[0] == "," and _are_thousands(parts) else str(marks[0])


def _are_thousands(groups: list[str]) -> bool:
    first, *others = groups
    return 1 <= len(first) <= 3 and not first.startswith("0") and all(len(g) == 3 for g in others)
