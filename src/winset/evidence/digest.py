"""How words are proven without being printed: digests of texts and of quotations.

Recipe of a quotation's digest: take the words, fold them (`winset.evidence.fold`), strip spaces
at both ends, encode as UTF-8, take SHA-256, write 64 lower-case hexadecimal digits. A reader who
types the words with other line breaks or quotation marks gets the same digest; a reader whose
words differ in one letter or digit gets another.
"""

from __future__ import annotations

import hashlib

from winset.errors import EvidenceFaults, Fault, Place
from winset.evidence.fold import fold, folded_words
from winset.evidence.locate import Span, locate


def text_digest(data: bytes) -> str:
    """The SHA-256 of a text's bytes, as `sha256:` of its source wants it.

    >>> text_digest(b"abc")[:16]  # FIPS 180-4, example for one block
    'ba7816bf8f01cfea'
    """
    return hashlib.sha256(data).hexdigest()


def quote_digest(words: str) -> str:
    """The digest of quoted words, the same however they are wrapped or typeset.

    >>> quote_digest("“most  effective\\nway”") == quote_digest('"most effective way"')
    True
    """
    return text_digest(folded_words(words).encode())


def span_digest(
    text: str, quote: str, prefix: str | None = None, suffix: str | None = None
) -> tuple[Span, str]:
    """What a claim on a withheld text carries instead of its quotation: span and digest.

    Parameters
    ----------
    text : the whole text, decoded from UTF-8 without touching its line ends.
    quote, prefix, suffix : as for `locate`.

    Returns
    -------
    The span in Unicode characters, end excluded, and the digest of the words in it.

    Raises
    ------
    EvidenceFaults : the quotation does not stand in the text exactly once.

    Examples
    --------
    >>> span, digest = span_digest("It is the most effective way.", "most effective way")
    >>> span, digest == quote_digest("most effective way")
    ((10, 28), True)
    """
    found = locate(fold(text), quote, prefix, suffix, Place(path="quote"))
    if isinstance(found, Fault):
        raise EvidenceFaults([found])
    return found, quote_digest(text[slice(*found)])
