"""Where a quotation stands in a text: found exactly after folding, or not at all.

Similarity is never enough. A fuzzy matcher gives `EUR 6 billion` and `EUR 7 billion` nearly the
same score as two prints of the same words, so no threshold separates them; the nearest passage is
therefore shown as a hint and never taken.
"""

from __future__ import annotations

import difflib
import re
import unicodedata

from winset.errors import Fault, Place
from winset.evidence.codes import (
    QUOTE_CUTS_A_WORD,
    QUOTE_NOT_FOUND,
    QUOTE_NOT_UNIQUE,
    SURROUNDINGS_NOT_FOUND,
)
from winset.evidence.fold import Folded, folded_words

Span = tuple[int, int]
"""First and one past the last character."""

HYPHENS = "-‐‑"
SHOWN = 160  # characters of a passage that a message shows


def locate(
    text: Folded,
    quote: str,
    prefix: str | None = None,
    suffix: str | None = None,
    where: Place | None = None,
) -> Span | Fault:
    """Where the one passage stands that a quotation means, in the original text; or why not.

    Parameters
    ----------
    prefix, suffix : what stands right before and right after it, space aside; each only at need.

    References
    ----------
    W3C, Web Annotation Data Model (2017), section 4.2.4, Text Quote Selector.

    Examples
    --------
    >>> from winset.evidence.fold import fold
    >>> locate(fold("They gave 6 billion, then 6\u00a0billion more."), "6 billion", suffix="more")
    (26, 35)
    """
    place = where or Place()
    found = occurrences(text, quote)
    if not found:
        return _not_found(text, quote, place)
    whole = [span for span in found if stands_whole(text, span)]
    if not whole:
        return cut_fault(text, found[0], place)
    fitting = [span for span in whole if _surrounded(text.text, span, prefix, suffix)]
    if not fitting:
        return _surroundings_missing(text, whole, quote, place)
    if len(fitting) > 1:
        return _ambiguous(text, fitting, quote, place)
    return original_span(text, fitting[0])


def occurrences(text: Folded, quote: str) -> list[Span]:
    """All spans of the folded text that read like the folded quotation, overlaps included.

    >>> from winset.evidence.fold import fold
    >>> occurrences(fold("ababa"), "aba")
    [(0, 3), (2, 5)]
    """
    words = folded_words(quote)
    if not words:
        return []
    starts = [match.start() for match in re.finditer(f"(?={re.escape(words)})", text.text)]
    return [(start, start + len(words)) for start in starts]


def stands_whole(text: Folded, span: Span) -> bool:
    """Whether a span of the folded text begins and ends between words, numbers and characters.

    >>> from winset.evidence.fold import fold
    >>> [stands_whole(fold(said), (3, 4)) for said in ("EU 6 of", "EU36 of", "EU 6.98")]
    [True, False, False]
    """
    return not any(_inside(text, position) for position in span)


def original_span(text: Folded, span: Span) -> Span:
    """The stretch of the original text that a span of the folded text stands for."""
    return text.starts[span[0]], text.ends[span[1] - 1]


def nearest_passage(text: Folded, quote: str) -> str | None:
    """The passage that shares the longest run of words with a quotation; a hint, never a match.

    >>> from winset.evidence.fold import fold
    >>> nearest_passage(fold("The EU will give €6 billion to Ukraine."), "will give €7 billion to")
    'will give €6 billion to'
    """
    sought, there = folded_words(quote).split(), text.text.split()
    matcher = difflib.SequenceMatcher(None, sought, there, autojunk=False)
    run = matcher.find_longest_match()
    if run.size == 0:
        return None
    start = max(0, run.b - run.a)
    return shown(" ".join(there[start : run.b - run.a + len(sought)]))


def shown(text: str, most: int = SHOWN) -> str:
    """A text on one line, shortened in its middle.

    >>> shown("one\\n two", 40), shown("abcdefghij", 7)
    ('one two', 'abc...j')
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    tail = (most - 3) // 3
    return line[: most - 3 - tail] + "..." + line[len(line) - tail :]


def cut_fault(text: Folded, span: Span, where: Place) -> Fault:
    """The fault of a quotation that parts what belongs together."""
    what = "this quotation stands in its source only inside a longer word or number"
    fix = f'quote whole words and numbers; the source reads "{_context(text, span)}"'
    return Fault(QUOTE_CUTS_A_WORD, what, where, shown(text.text[slice(*span)]), fix)


def _inside(text: Folded, position: int) -> bool:
    """Whether a position parts what belongs together: one character, one word, one number."""
    if not 0 < position < len(text.text):
        return False
    if text.starts[position] == text.starts[position - 1]:
        return True
    before, after = text.text[position - 1], text.text[position]
    return (
        (_in_words(before) and _in_words(after))
        or _joins(text, position - 1)
        or _joins(text, position)
    )


def _in_words(character: str) -> bool:
    """Whether a character belongs to words that spaces part; Chinese or Thai words do not."""
    return unicodedata.category(character) in ("Lu", "Ll", "Lt", "Nd")


def _joins(text: Folded, position: int) -> bool:
    """Whether the sign at a position is part of a word or number: can't, non-party, 6.98, 5–10.

    A hyphen joins words, a dash does not; between digits both do, as in a range; before a digit
    and after a space it is a minus.
    """
    sign, end = text.text[position], position + 1
    if sign not in ".,'-" or end == len(text.text):
        return False
    before, after = text.text[max(0, position - 1) : position], text.text[end]
    if sign == "-" and after.isdecimal() and (before == "" or before in " ("):
        return True
    if before == "" or not (_in_words(before) and _in_words(after)):
        return False
    hyphen = text.original[text.starts[position]] in HYPHENS
    return sign == "'" or hyphen or (before.isdecimal() and after.isdecimal())


def _surrounded(text: str, span: Span, prefix: str | None, suffix: str | None) -> bool:
    before, after = text[: span[0]].rstrip(), text[span[1] :].lstrip()
    return before.endswith(folded_words(prefix or "")) and after.startswith(
        folded_words(suffix or "")
    )


def _context(text: Folded, span: Span, around: int = 24) -> str:
    start, end = max(0, span[0] - around), span[1] + around
    return shown(text.text[start:end], 72)


def _not_found(text: Folded, quote: str, where: Place) -> Fault:
    near = nearest_passage(text, quote)
    fix = "copy the words from the source"
    if near:
        fix += f'; the nearest passage, a hint only, reads "{near}"'
    what = "this quotation does not stand in its source"
    return Fault(QUOTE_NOT_FOUND, what, where, shown(quote), fix)


def _surroundings_missing(text: Folded, found: list[Span], quote: str, where: Place) -> Fault:
    what = "this quotation stands in its source, but not between this prefix and suffix"
    places = "; ".join(f'"{_context(text, span)}"' for span in found[:3])
    return Fault(SURROUNDINGS_NOT_FOUND, what, where, shown(quote), f"the source reads {places}")


def _ambiguous(text: Folded, found: list[Span], quote: str, where: Place) -> Fault:
    what = f"this quotation stands in its source {len(found)} times"
    places = "; ".join(f'"{_context(text, span)}"' for span in found[:3])
    fix = f"tell them apart by prefix or suffix, or quote more: {places}"
    return Fault(QUOTE_NOT_UNIQUE, what, where, shown(quote), fix)
