import pytest

from winset.errors import Fault
from winset.evidence.fold import fold
from winset.evidence.locate import locate, nearest_passage, occurrences, shown, stands_whole

TEXT = fold(
    "The lender gave €36 billion in May. The lender gave €6.98 billion\u00a0in June,\n"
    "then €1,000 more; “no more”, it said, and no more it was. 银行不想谈判。"
)


def words(quote, **around):
    found = locate(TEXT, quote, **around)
    assert not isinstance(found, Fault), found
    return TEXT.original[slice(*found)]


def code(quote, **around):
    found = locate(TEXT, quote, **around)
    assert isinstance(found, Fault)
    return found.code.id


def test_a_quotation_is_found_across_typesetting():
    assert words("billion in June, then") == "billion\u00a0in June,\nthen"
    assert words('"no more",') == "“no more”,"


def test_a_quotation_that_is_not_there_is_not_found():
    assert code("gave €7.98 billion") == "E101"
    assert code("the lender gave €36") == "E101"


def test_white_space_alone_is_no_quotation():
    assert code("\u200b") == "E101"


def test_several_places_need_telling_apart():
    assert code("The lender gave") == "E102"
    assert words("The lender gave", suffix="€36") == "The lender gave"
    assert locate(TEXT, "The lender gave", prefix="May.") == (36, 51)


def test_a_prefix_that_is_not_there_is_a_fault_even_for_a_unique_quotation():
    assert code("in June", prefix="million") == "E103"
    assert words("in June", prefix="billion") == "in June"


@pytest.mark.parametrize(
    "quote", ["6 billion", "98 billion", "€6", "€6.", "000 more", "€1", "ender gave", "€1,"]
)
def test_a_quotation_never_cuts_a_word_or_number(quote):
    assert occurrences(TEXT, quote)
    assert code(quote) == "E104"


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("They can’t agree.", "They can"),
        ("A non‑negotiable point.", "negotiable point"),
        ("Due by mid-December.", "Due by mid"),
        ("It costs 10–20bn.", "20bn"),
        ("Growth of -3 per cent.", "3 per cent"),
        ("Growth of −3 per cent.", "3 per cent"),
        ("-3 per cent", "3 per cent"),
    ],
)
def test_what_a_sign_joins_is_not_cut(said, quote):
    text = fold(said)
    assert occurrences(text, quote)
    assert locate(text, quote).code.id == "E104"


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("It ended—they left.", "they left"),
        ("It ended - 3 left.", "3 left"),
        ("He said 'no more'.", "no more"),
        ("It cost €6.", "€6"),
        ("At 6, they left.", "At 6"),
    ],
)
def test_what_a_sign_parts_may_be_quoted_apart(said, quote):
    start, end = locate(fold(said), quote)
    assert said[start:end] == quote


def test_where_words_are_not_parted_by_spaces_any_characters_may_be_quoted():
    assert words("不想谈判") == "不想谈判"


def test_a_quotation_never_cuts_a_character():
    text = fold("he said…  and x\u0302 too")
    assert isinstance(locate(text, "said."), Fault)
    assert isinstance(locate(text, "x"), Fault)
    assert locate(text, "said...") == (3, 8)


def test_a_quotation_may_begin_and_end_with_the_text():
    text = fold("all of it")
    assert locate(text, "all of it") == (0, 9)
    assert stands_whole(text, (0, 9))


def test_the_hint_is_the_passage_with_the_longest_shared_run():
    assert nearest_passage(TEXT, "gave €7 billion in May") == "gave €36 billion in May."
    assert nearest_passage(TEXT, "wholly other") is None


def test_the_hint_of_a_changed_first_word_starts_at_the_text():
    assert nearest_passage(fold("one two three"), "zero nought one two") == "one two"


def test_shown_keeps_both_ends():
    assert shown("a" * 100 + "z", 20) == "a" * 12 + "..." + "a" * 4 + "z"
