"""Capital letters for words that were written without: taken from texts that have them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

_INSIDE = re.compile(r"(?<=[a-z,;] )[\w'’]+")


def spellings(texts: Iterable[str]) -> dict[str, str]:
    """How each word is spelt inside sentences, by the word as `bare` has it.

    >>> spellings(["What the EU paid in November."])["eu"]
    'EU'
    """
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        for word in _INSIDE.findall(text):
            counts.setdefault(bare(word), Counter())[word] += 1
    return {word: seen.most_common(1)[0][0] for word, seen in counts.items()}


def bare(word: str) -> str:
    """A word in small letters, without apostrophes.

    >>> bare("Ukraine's")
    'ukraines'
    """
    return re.sub("['\u2019]", "", word).lower()


def capitalised(slug: str, known: Mapping[str, str]) -> str:
    """A name of small letters and hyphens as words, spelt as the texts spell them.

    >>> capitalised("eu-payment-of-november", {"eu": "EU", "november": "November"})
    'EU payment of November'
    """
    words = " ".join(known.get(word, word) for word in slug.split("-"))
    return words[:1].upper() + words[1:]
