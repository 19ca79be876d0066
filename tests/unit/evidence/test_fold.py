import unicodedata

import pytest

from winset.evidence.fold import clusters, fold, folded_span, folded_words, keeps_its_form


@pytest.mark.parametrize(
    ("typeset", "plain"),
    [
        ("a\u00a0\t\r\n b", "a b"),
        ("“so” «so» „so“", '"so" "so" "so"'),
        ("Kyiv’s ‘own’", "Kyiv's 'own'"),
        ("5–10 — 20 −3 non‑stop", "5-10 - 20 -3 non-stop"),
        ("ﬁnance", "finance"),
        ("ｗｉｄｅ １２", "wide 12"),
        ("e\u0301tat", "état"),
        ("ambi\u00adtious\u200b", "ambitious"),
        ("\ufeffstart", "start"),
        ("peace…", "peace..."),
        ("ﾊﾞ", "バ"),
        ("\u1112\u1161\u11ab", "한"),
    ],
)
def test_what_typesetting_changes_is_folded_away(typeset, plain):
    assert fold(typeset).text == plain


@pytest.mark.parametrize("sign", ["²", "½", "①", "⑴", "₂"])
def test_a_sign_that_nfkc_would_make_a_digit_keeps_its_form(sign):
    assert unicodedata.normalize("NFKC", sign) != sign
    assert keeps_its_form(sign)
    assert fold(f"6{sign}").text == f"6{sign}"


def test_capitals_accents_and_punctuation_stay():
    assert fold("État, ÉTAT; etat.").text == "État, ÉTAT; etat."


def test_offsets_lead_back_over_runs_and_clusters():
    text = "a \u00a0“e\u0301…”"
    folded = fold(text)
    assert folded.text == 'a "é..."'
    back = [text[s:e] for s, e in zip(folded.starts, folded.ends, strict=True)]
    assert back == ["a", " \u00a0", "“", "e\u0301", "…", "…", "…", "”"]


def test_a_span_of_the_original_is_found_in_the_folded_text():
    text = "one \n two…  three"
    folded = fold(text)
    start = text.index("three")
    a, b = folded_span(folded, (start, len(text)))
    assert folded.text[a:b] == "three"


def test_words_lose_space_at_their_ends_only():
    assert folded_words("\n two  words\u00a0") == "two words"


def test_nothing_folds_to_nothing():
    assert fold("").text == ""
    assert fold("\u200b").text == ""
    assert list(clusters("")) == []


def test_every_character_that_composes_to_its_left_joins_its_cluster():
    """Against the Unicode database itself: second halves of canonical compositions."""
    for code in range(0x30000):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            pair = "".join(chr(int(part, 16)) for part in parts)
            assert list(clusters(pair)) == [(0, 2)], hex(code)
