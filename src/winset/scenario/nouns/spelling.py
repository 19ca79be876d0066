"""A number written in words: `140 EUR bn`, `10 %`, `0.4`."""

from __future__ import annotations

import re
from typing import Any

_WITH_UNIT = re.compile(r"^([-+]?[0-9]+(?:[.][0-9]+)?(?:[eE][-+]?[0-9]+)?)\s*([^\s\d.,].*)$")


def from_words(words: str) -> dict[str, Any] | None:
    """A number, with its unit if it has one, from words; None where there is none.

    >>> from_words("140 EUR bn"), from_words("10%"), from_words("ten")
    ({'value': 140.0, 'unit': 'EUR bn'}, {'value': 10.0, 'unit': '%'}, None)
    """
    try:
        return {"value": float(words)}
    except ValueError:
        match = _WITH_UNIT.match(words.strip())
    return {"value": float(match[1]), "unit": match[2]} if match else None


def how_to_write(words: str) -> str:
    """How to write what was written otherwise: a comma is never guessed at."""
    if re.search(r"[0-9],[0-9]", words):
        return "write 24.6 or 2055: a point before decimals, nothing between thousands"
    return 'write 0.4, "140 EUR bn" or a range {low, likely, high}'
