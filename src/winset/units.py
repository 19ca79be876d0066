"""What a number is a number of: money with its currency and scale, shares, times, rates.

A unit is written the way a brief writes it: `EUR bn`, `USD m/month`, `%`, `share`, `years`,
`% per year`. Inside winset every number is canonical: money in whole units of its currency,
flows per month, shares in 0-1, times in months; per cent exists only at the edges.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from babel.numbers import list_currencies

Dimension = Literal[
    "money", "money per month", "share", "share per month", "share per year", "time", "number"
]

SCALES = {"": 1.0, "k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}
TIMES = {"days": 12 / 365.25, "months": 1.0, "years": 12.0}
PERIODS = {"day": 365.25 / 12, "month": 1.0, "quarter": 1 / 3, "year": 1 / 12}
SHARES = {"share": 1.0, "%": 0.01, "bp": 0.0001}
EXAMPLES = ("EUR bn", "USD m/month", "%", "share", "% per year", "% per month", "months", "number")

OTHERWISE = (
    (r"\bbillions?\b|\bbln\b", "bn"), (r"\bmillions?\b|\bmln\b", "m"), (r"\btrillions?\b", "tn"),
    ("\u20ac|\\beuros?\\b", "EUR "), (r"\$", "USD "), ("\u00a3", "GBP "),
    (r"\bper ?cent\b|\bpct\b", "%"), (r"\b(p\.a\.|pa|a year|yearly|annually)(?!\w)", "per year"),
    (r"\bmonthly\b|\ba month\b", "per month"), (r"^(day|month|year)$", r"\1s"),
)  # fmt: skip
"""What else people write for units, as patterns, with what is written here."""

_MONEY = re.compile(r"^([A-Z]{3})(?: (k|m|bn|tn))?(?:(?:/| per )(day|month|quarter|year))?$")
_SHARE = re.compile(r"^(share|%|bp)(?:(?:/| per )(month|year))?$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement.

    Attributes
    ----------
    text : as written.
    dimension : what it measures.
    factor : canonical amount in one of this unit (EUR bn: 1e9; %: 0.01; years: 12 months).
    currency : ISO 4217 code for money, else None.
    """

    text: str
    dimension: Dimension
    factor: float
    currency: str | None = None


class UnknownUnitError(ValueError):
    """The text names no unit that winset knows."""


@lru_cache
def currencies() -> frozenset[str]:
    """All ISO 4217 codes that babel knows."""
    return frozenset(list_currencies())


@lru_cache
def unit(text: str) -> Unit:
    """The unit that a text names.

    Raises
    ------
    UnknownUnitError : the text is no unit.

    Examples
    --------
    >>> unit("EUR bn").factor, unit("EUR bn").currency
    (1000000000.0, 'EUR')
    >>> unit("USD bn/year").dimension, round(unit("USD bn/year").factor * 12)
    ('money per month', 1000000000)
    >>> unit("% per year").dimension
    'share per year'
    """
    words = " ".join(text.split())
    if match := _MONEY.match(words):
        return _money(words, *match.groups())
    if match := _SHARE.match(words):
        kind, per = match.groups()
        return Unit(words, _rate(per), SHARES[kind])
    if words in TIMES:
        return Unit(words, "time", TIMES[words])
    if words == "number":
        return Unit(words, "number", 1.0)
    close = meant(words)
    hint = f"write {close}; " if close else ""
    raise UnknownUnitError(f"{text!r} is no unit; {hint}units look like {', '.join(EXAMPLES)}")


def meant(words: str) -> str | None:
    """The unit that is most likely meant by other words for it.

    >>> meant("EUR billion"), meant("bn EUR"), meant("\u20acbn"), meant("percent p.a."), meant("x")
    ('EUR bn', 'EUR bn', 'EUR bn', '% per year', None)
    """
    for pattern, word in OTHERWISE:
        words = re.sub(pattern, word, words, flags=re.IGNORECASE)
    scale_first = re.match(r"^(k|m|bn|tn) ([A-Z]{3})(.*)$", words)
    words = f"{scale_first[2]} {scale_first[1]}{scale_first[3]}" if scale_first else words
    words = " ".join(words.split())
    known = _MONEY.match(words) or _SHARE.match(words) or words in (*TIMES, "number")
    return words if known else None


def _money(words: str, code: str, scale: str | None, per: str | None) -> Unit:
    if code not in currencies():
        raise UnknownUnitError(f"{code!r} is no ISO 4217 currency code (EUR, USD, UAH, ...)")
    factor = SCALES[scale or ""]
    if per is None:
        return Unit(words, "money", factor, code)
    return Unit(words, "money per month", factor * PERIODS[per], code)


def _rate(per: str | None) -> Dimension:
    if per == "month":
        return "share per month"
    return "share per year" if per == "year" else "share"
