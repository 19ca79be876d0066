"""How two spellings of the same words are made equal, with a way back to the original.

Folding removes what typesetting changes and readers do not see: the Unicode form, runs of white
space, the shape of quotation marks and dashes, signs without width. It keeps every letter, digit,
accent and capital. In particular a raised, lowered, circled or fractional digit (`²`, `½`) stays
what it is, where plain NFKC would turn `6²` into `62`.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

DOUBLE_QUOTES = "“”„‟″«»＂〝〞"
SINGLE_QUOTES = "‘’‚‛′‹›＇ʼ`´"
DASHES = "‐‑‒–—―−﹘﹣－"
INVISIBLE = (  # soft hyphen, joiners, direction marks, byte order mark
    "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_ALIKE = str.maketrans(
    dict.fromkeys(DOUBLE_QUOTES, '"')
    | dict.fromkeys(SINGLE_QUOTES, "'")
    | dict.fromkeys(DASHES, "-")
    | dict.fromkeys(INVISIBLE, "")
)
_JAMO_MEDIAL_AND_FINAL = range(0x1160, 0x1200)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its characters, the stretch of the original it stands for.

    Attributes
    ----------
    original : the text as given.
    text : the folded text.
    starts, ends : for folded character i, `original[starts[i]:ends[i]]` was folded into it,
        alone or together with neighbours that bear the same two numbers.
    """

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def fold(text: str) -> Folded:
    """The text with typesetting folded away, and the way back.

    Each cluster (a character with the marks that combine with it) is folded by itself: signs
    alike are made one, then Unicode form NFKC, then signs alike again, because NFKC can produce
    them. Clusters of white space that touch become one space.

    >>> folded = fold("“€6\u00a0 billion”")
    >>> folded.text
    '"€6 billion"'
    >>> folded.original[folded.starts[3] : folded.ends[3]] == "\u00a0 "
    True
    """
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    after_space = False
    for start, end in clusters(text):
        folded = _fold_cluster(text[start:end])
        if after_space and folded.isspace():
            ends[-1] = end
            continue
        if folded:
            after_space = folded.isspace()
            folded = " " if after_space else folded
        characters += folded
        starts += [start] * len(folded)
        ends += [end] * len(folded)
    return Folded(text, "".join(characters), tuple(starts), tuple(ends))


def folded_words(text: str) -> str:
    """The folded text without space at its ends: the form in which quotations are compared.

    >>> folded_words("  most\\neffective  way ")
    'most effective way'
    """
    return fold(text).text.strip(" ")


def folded_span(text: Folded, span: tuple[int, int]) -> tuple[int, int]:
    """Where a stretch of the original stands in the folded text.

    >>> folded_span(fold("a\u00a0 \u00a0bc"), (4, 6))
    (2, 4)
    """
    return bisect_left(text.starts, span[0]), bisect_left(text.starts, span[1])


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """The stretches (start, end) of the text that fold independently of each other.

    >>> list(clusters("e\u0301a"))
    [(0, 2), (2, 3)]
    """
    start = 0
    for position in range(1, len(text)):
        if not joins_what_precedes(text[position]):
            yield start, position
            start = position
    if text:
        yield start, len(text)


@lru_cache(maxsize=4096)
def joins_what_precedes(character: str) -> bool:
    """Whether a character may fold together with the one before it, or has no width at all.

    These are the combining marks, what decomposes into one, and the medial and final letters of
    Hangul; no other character takes part in a composition to its left (Unicode Standard Annex 15).
    """
    if character.isascii():
        return False
    first = unicodedata.normalize("NFKD", character)[0]
    marks = unicodedata.category(first).startswith("M") or ord(first) in _JAMO_MEDIAL_AND_FINAL
    return marks or character in INVISIBLE


@lru_cache(maxsize=4096)
def keeps_its_form(character: str) -> bool:
    """Whether a sign is no plain digit but NFKC would make digits of it.

    >>> [keeps_its_form(sign) for sign in "²½6６"]
    [True, True, False, False]
    """
    if character.isascii() or unicodedata.category(character) == "Nd":
        return False
    return any(map(str.isdecimal, unicodedata.normalize("NFKC", character)))


def _fold_cluster(cluster: str) -> str:
    if cluster.isascii():
        return cluster.translate(_ALIKE)
    form = "NFC" if any(map(keeps_its_form, cluster)) else "NFKC"
    alike = cluster.translate(_ALIKE)
    return unicodedata.normalize(form, alike).translate(_ALIKE)  # type: ignore[arg-type]
