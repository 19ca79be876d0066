import hashlib

import pytest

from winset.errors import EvidenceFaults
from winset.evidence.digest import quote_digest, span_digest, text_digest

# FIPS 180-4 example values, NIST, "SHA-256 examples": one-block message "abc"
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_text_digest_is_the_published_one():
    assert text_digest(b"abc") == ABC


def test_quote_digest_follows_the_recipe():
    recipe = hashlib.sha256('it\'s "so" - é'.encode()).hexdigest()
    assert quote_digest("  it’s\n“so” – e\u0301 ") == recipe


def test_one_letter_or_digit_changes_the_digest():
    assert quote_digest("6 billion") != quote_digest("7 billion")
    assert quote_digest("Six") != quote_digest("six")


def test_span_digest_points_at_the_words():
    text = "First.\r\nThe second\u00a0 one."
    span, digest = span_digest(text, "The second one")
    assert text[slice(*span)] == "The second\u00a0 one"
    assert digest == quote_digest("The second one")


def test_span_digest_refuses_what_locate_refuses():
    with pytest.raises(EvidenceFaults, match="E102"):
        span_digest("no, no", "no")
    assert span_digest("no, no", "no", prefix=",")[0] == (4, 6)
