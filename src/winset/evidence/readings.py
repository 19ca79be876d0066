"""Which numbers stand in a text, with their currencies, scales and units.

A reading is what is written and nothing more: `€6 billion` is six billion euros, and no part of
`€6 billion` is six euros. The ends of a range share what is written once (`€10-20bn`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from babel.numbers import get_currency_name

from winset.evidence.measure import DAY
from winset.evidence.numerals import (
    FIGURE,
    ONES,
    PARTS,
    WORDS,
    figure_value,
    scale_value,
    words_value,
)
from winset.units import currencies

SIGNS = {
    "€": "EUR",
    "US$": "USD",
    "C$": "CAD",
    "A$": "AUD",
    "$": "USD",
    "£": "GBP",
    "₴": "UAH",
    "₽": "RUB",
    "¥": "JPY",
}
EVERYDAY = {
    "euro": "EUR",
    "euros": "EUR",
    "dollar": "USD",
    "dollars": "USD",
    "pound": "GBP",
    "pounds": "GBP",
    "pounds sterling": "GBP",
    "hryvnia": "UAH",
    "hryvnias": "UAH",
    "rouble": "RUB",
    "roubles": "RUB",
    "ruble": "RUB",
    "rubles": "RUB",
}
AFTER = {
    r"%|per ?cent\b|percentage points?\b|pp\b": ("share", Fraction(1, 100)),
    r"basis points?\b|bps?\b": ("share", Fraction(1, 10_000)),
    r"days?\b": ("months", DAY),
    r"weeks?\b": ("months", 7 * DAY),
    r"months?\b": ("months", Fraction(1)),
    r"years?\b": ("months", Fraction(12)),
}
"""What may follow a number: (unit of the reading, how much of it)."""

_LONG = r"[ -]?(?:hundred|thousand|million|billion|trillion)s?\b"
_SHORT = r"(?: ?(?:bn|bln|mn|mln|tn|trn)|[kmb])\b"


_COUNTS = {"a": 1} | ONES
_PART = re.compile(
    rf"\b(?:(a|{'|'.join(ONES)})[ -])?(?<!first )(?<!second )({'|'.join(PARTS)})s?"
    r"(?= (?:of|the|its|all|majority)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A number as it stands in a text.

    Attributes
    ----------
    start, end : span in the folded text, sign and unit included.
    value : exact, in the unit, scale words multiplied in.
    unit : an ISO 4217 code, `share` (0-1), `months`, or "" for a bare number.
    scale : what scale words, per cent and years multiply the written number by.
    led : whether the currency stands before the number.
    """

    start: int
    end: int
    value: Fraction
    unit: str = ""
    scale: Fraction = Fraction(1)
    led: bool = False


@lru_cache(maxsize=64)
def readings(text: str) -> tuple[Reading, ...]:
    """All numbers in a folded text, in order; the ends of a range share what is written once.

    >>> [(float(r.value / 10**9), r.unit) for r in readings("EUR 10-20bn")]
    [(10.0, 'EUR'), (20.0, 'EUR')]
    >>> [(float(r.value), r.unit) for r in readings("85 per cent; 1 000 men; half of them")]
    [(0.85, 'share'), (1000.0, ''), (0.5, 'share')]
    """
    parts = _parts(text)
    found = [reading for match in _number().finditer(text) if (reading := _reading(match))]
    whole = [r for r in found if not any(p.start < r.end and r.start < p.end for p in parts)]
    shared = _share_within_ranges(text, _join_words(text, whole))
    return tuple(sorted(shared + parts, key=lambda reading: reading.start))


@lru_cache
def currency_names() -> dict[str, str]:
    """Currency codes by their English names in lower case, after Unicode CLDR."""
    named = {
        get_currency_name(code, count=count, locale="en").lower(): code
        for code in sorted(currencies())
        for count in (1, 2)
    }
    return named | EVERYDAY


@lru_cache
def _number() -> re.Pattern[str]:
    """Minus, currency, number, scale, unit; everything but the number at most once."""
    signs = "|".join(map(re.escape, sorted(SIGNS, key=len, reverse=True)))
    names = "|".join(map(re.escape, sorted(currency_names(), key=len, reverse=True)))
    codes = "|".join(sorted(currencies()))
    return re.compile(
        r"(?P<minus>(?<![\w)])-|\bminus )?"
        rf"(?:(?P<before>(?<!\w)(?:{signs}|(?:{codes})(?=[ \d~]))) ?[~≈]?|(?<![\w.,]))"
        rf"(?:(?P<figure>{FIGURE})|(?P<words>(?i:{WORDS}))\b)"
        rf"(?P<scale>(?i:{_LONG}|{_SHORT}){{0,2}})"
        rf"(?:[ -]?(?:(?P<after>(?i:{'|'.join(AFTER)}))|(?P<sign>{signs})"
        rf"|(?P<code>(?:{codes})\b)|(?P<name>(?i:{names}))\b))?"
        r"(?!\w)"
    )


def _reading(match: re.Match[str]) -> Reading | None:
    written = match["figure"]
    value = figure_value(written) if written else words_value(match["words"])
    if value is None:
        return None
    name, size = _unit_of(match)
    scale = scale_value(match["scale"]) * size
    sign = -1 if match["minus"] else 1
    led = bool(match["before"])
    return Reading(match.start(), match.end(), sign * value * scale, name, scale, led)


def _unit_of(match: re.Match[str]) -> tuple[str, Fraction]:
    for pattern, meaning in AFTER.items():
        if match["after"] and re.fullmatch(pattern, match["after"], re.IGNORECASE):
            return meaning
    if match["name"]:
        return currency_names()[match["name"].lower()], Fraction(1)
    sign = match["before"] or match["sign"] or match["code"] or ""
    return SIGNS.get(sign, sign), Fraction(1)


def _join_words(text: str, found: list[Reading]) -> list[Reading]:
    """Make one number of `two million five hundred thousand`."""
    joined: list[Reading] = []
    for reading in found:
        last = joined[-1] if joined else None
        if last and _goes_on(text, last, reading):
            joined[-1] = replace(reading, start=last.start, value=last.value + reading.value)
        else:
            joined.append(reading)
    return joined


def _goes_on(text: str, last: Reading, reading: Reading) -> bool:
    in_words = text[last.start].isalpha() and text[reading.start].isalpha()
    descends = last.unit == "" and 0 < reading.value < last.scale
    return in_words and descends and text[last.end : reading.start] == " "


def _share_within_ranges(text: str, found: list[Reading]) -> list[Reading]:
    """Give both ends of `€10-20bn` or `between 5 and 10 billion` the same currency and scale."""
    result = list(found)
    for i, (low, high) in enumerate(pairwise(found)):
        if _is_range(text, low, high) and (low.led or not low.unit):
            scale = high.scale if low.scale == 1 else low.scale
            unit_name = high.unit or low.unit
            shared = Reading(low.start, high.end, low.value / low.scale * scale, unit_name, scale)
            unchanged = (shared.value, shared.unit) == (low.value, low.unit)
            result[i] = low if unchanged else shared
            start = low.start if high.unit != unit_name else high.start
            result[i + 1] = replace(high, start=start, unit=unit_name)
    return result


def _is_range(text: str, low: Reading, high: Reading) -> bool:
    if low.unit and high.unit not in ("", low.unit):
        return False
    apart = text[low.end : high.start]
    if apart == " and ":
        return text[: low.start].lower().endswith("between ")
    return apart in ("-", " - ", " to ")


def _parts(text: str) -> list[Reading]:
    """Shares written as parts: `two-thirds of`, `half the`."""
    found: list[Reading] = []
    for match in _PART.finditer(text):
        value = Fraction(_COUNTS[(match[1] or "a").lower()], PARTS[match[2].lower()])
        found.append(Reading(match.start(), match.end(), value, "share"))
    return found
