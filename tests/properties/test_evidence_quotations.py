"""Quotations: found under any typesetting, never with one letter or digit changed."""

import re
import string
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from winset.errors import Fault
from winset.evidence.digest import quote_digest, span_digest
from winset.evidence.fold import (
    DASHES,
    DOUBLE_QUOTES,
    INVISIBLE,
    SINGLE_QUOTES,
    fold,
    folded_words,
    keeps_its_form,
)
from winset.evidence.locate import locate

SPACES = ("\u00a0", "\n", " \t ", "\r\n", "\u2009", "  ")
LETTERS_AND_DIGITS = string.ascii_letters + string.digits
MARKS = (
    *DOUBLE_QUOTES,
    *SINGLE_QUOTES,
    *DASHES,
    *INVISIBLE,
    " ",
    "\n",
    "e",
    "\u0301",
    "ﬁ",
    "…",
    "½",
)

any_text = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(MARKS)))


@st.composite
def texts_with_passages(draw):
    """A text in which no word occurs twice, and a passage of at least two words of it."""
    stems = draw(
        st.lists(
            st.text(string.ascii_letters + string.digits, min_size=1, max_size=6),
            min_size=4,
            max_size=20,
        )
    )
    ends = st.sampled_from(["", "", ",", ".", '"', "'s", "-", " 6.98"])
    words = [f"{stem}x{number}y{draw(ends)}" for number, stem in enumerate(stems)]
    start = draw(st.integers(0, len(words) - 2))
    end = draw(st.integers(start + 2, len(words)))
    return words, start, end


@st.composite
def retypeset(draw, text):
    """The same words otherwise set: other spaces, quotation marks, dashes, invisible signs."""
    alike = {" ": SPACES, '"': DOUBLE_QUOTES, "'": SINGLE_QUOTES, "-": DASHES}
    signs = [
        draw(st.sampled_from((sign, *alike[sign]))) if sign in alike else sign for sign in text
    ]
    hidden = draw(st.sampled_from(("", *INVISIBLE)))
    at = draw(st.integers(0, len(signs)))
    return "".join((*signs[:at], hidden, *signs[at:]))


@given(any_text)
def test_folding_twice_is_folding_once(text):
    once = fold(text).text
    assert fold(once).text == once


@given(any_text)
def test_folding_is_nfkc_and_signs_alike_in_one_piece(text):
    """The plain twin: the whole text at once, where no sign keeps its form."""
    if any(map(keeps_its_form, text)):
        return
    alike = str.maketrans(
        dict.fromkeys(DOUBLE_QUOTES, '"')
        | dict.fromkeys(SINGLE_QUOTES, "'")
        | dict.fromkeys(DASHES, "-")
        | dict.fromkeys(INVISIBLE, "")
    )
    plain = unicodedata.normalize("NFKC", text.translate(alike)).translate(alike)
    assert re.sub(r"\s+", " ", fold(text).text) == re.sub(r"\s+", " ", plain)


@given(any_text)
def test_offsets_run_forward_and_cover_what_is_visible(text):
    folded = fold(text)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    covered = {i for s, e in zip(folded.starts, folded.ends, strict=True) for i in range(s, e)}
    assert all(text[i] in INVISIBLE for i in range(len(text)) if i not in covered)


@given(texts_with_passages(), st.data())
def test_a_passage_is_found_however_it_is_set(passage, data):
    words, start, end = passage
    text = data.draw(retypeset(" ".join(words)))
    quote = " ".join(words[start:end])
    found = locate(fold(text), data.draw(retypeset(quote)))
    assert not isinstance(found, Fault)
    assert folded_words(text[slice(*found)]) == quote


@given(texts_with_passages(), st.data())
def test_a_passage_with_one_letter_or_digit_changed_is_never_found(passage, data):
    words, start, end = passage
    quote = " ".join(words[start:end])
    at = data.draw(st.sampled_from([i for i, sign in enumerate(quote) if sign.isalnum()]))
    sign = data.draw(st.sampled_from(LETTERS_AND_DIGITS.replace(quote[at], "")))
    changed = quote[:at] + sign + quote[at + 1 :]
    assert isinstance(locate(fold(" ".join(words)), changed), Fault)
    assert quote_digest(changed) != quote_digest(quote)


@given(texts_with_passages(), st.data())
def test_a_passage_with_one_letter_or_digit_lost_is_never_found(passage, data):
    """Also at its ends, where what is left still stands in the text as a part of a word."""
    words, start, end = passage
    quote = " ".join(words[start:end])
    at = data.draw(st.sampled_from([i for i, sign in enumerate(quote) if sign.isalnum()]))
    assert isinstance(locate(fold(" ".join(words)), quote[:at] + quote[at + 1 :]), Fault)


@given(texts_with_passages(), st.data())
def test_the_digest_does_not_depend_on_typesetting(passage, data):
    words, start, end = passage
    quote = " ".join(words[start:end])
    text = data.draw(retypeset(" ".join(words)))
    span, digest = span_digest(text, data.draw(retypeset(quote)))
    assert digest == quote_digest(quote) == quote_digest(text[slice(*span)])
