import pytest
from tests.unit.evidence.samples import COPIES, HELD, SECRET, TEXTS, evidence

from winset.evidence.digest import quote_digest, span_digest, text_digest
from winset.evidence.verify import examine, verify


def codes(changes=None, texts=TEXTS, copies=COPIES):
    return [(fault.code.id, fault.level) for fault in verify(evidence(changes), texts, copies)]


def test_sound_evidence_is_verified_wherever_a_text_is_at_hand():
    result = examine(evidence(), TEXTS, COPIES)
    assert result.faults == ()
    assert result.standings == {
        "loan": "verified",
        "mayor": "verified",
        "risk": "verified",
        "city-part": "not_here",
        "port-part": "not_here",
        "whisper": "not_here",
        "loan-sum": "not_here",
    }
    assert HELD[slice(*result.spans["mayor"])] == "“We are not at all surprised”"
    assert SECRET[slice(*result.spans["risk"])] == "asks for shared risk"


def test_texts_may_be_given_as_text():
    assert codes(texts={"gazette": HELD}) == []


def test_an_absent_copy_is_a_notice():
    assert codes(copies={}) == [("E108", "notice")]
    assert examine(evidence(), TEXTS).standings["risk"] == "not_here"


def test_a_copy_with_one_byte_changed_is_an_error():
    other = {"letter": SECRET.replace("36", "37").encode()}
    assert codes(copies=other) == [("E109", "error")]
    assert examine(evidence(), TEXTS, other).standings["risk"] == "failed"


def test_a_copy_changed_in_the_words_fails_by_copy_and_by_span():
    other = {"letter": SECRET.replace("shared", "spared").encode()}
    assert codes(copies=other) == [("E109", "error"), ("E110", "error")]


@pytest.mark.parametrize("span", [[0, 5], [58, 9999], [5000, 5010]])
def test_a_span_elsewhere_is_an_error(span):
    assert codes({"claims.risk.in.span": span}) == [("E110", "error")]


def test_a_span_may_not_cut_a_number():
    start = SECRET.index("6 billion")
    changes = {
        "claims.risk.in.span": [start, start + 9],
        "claims.risk.in.digest": quote_digest("6 billion"),
    }
    assert codes(changes) == [("E104", "error")]


def test_a_withheld_figure_is_held_against_the_words_of_the_copy():
    span, digest = span_digest(SECRET, "36 billion crowns")
    selector = {"source": "letter", "span": list(span), "digest": digest}
    figure = {"of": "losses", "value": 63, "unit": "number"}
    changes = {"claims.risk.in": selector, "claims.risk.figure": figure}
    assert codes(changes) == [("E117", "error")]
    assert codes({**changes, "claims.risk.figure": {**figure, "value": 36e9}}) == []
    assert codes(changes, copies={}) == [("E108", "notice")]


def test_a_held_text_must_be_there_and_be_the_one_digested():
    assert codes(texts={}) == [("E105", "error")]
    assert codes(texts={"gazette": HELD + " "}) == [("E107", "error")]
    changed = examine(evidence(), {"gazette": HELD + " "}, COPIES)
    assert changed.standings["loan"] == "failed"


def test_a_text_that_is_not_utf8_is_an_error():
    latin = "é".encode("latin-1")
    assert codes({"sources.gazette.sha256": text_digest(latin)}, {"gazette": latin}) == [
        ("E106", "error")
    ]


def test_a_quotation_with_another_digit_is_an_error():
    changes = {"claims.loan.in.quote": "€7 billion ($6.98 billion)"}
    assert codes(changes) == [("E101", "error")]


@pytest.mark.parametrize("key", ["value", "equals"])
def test_a_number_that_the_quotation_does_not_state_is_an_error(key):
    other = 7 if key == "value" else {"value": 7, "unit": "USD bn"}
    changes = {f"claims.loan.figure.{key}": other}
    (fault,) = verify(evidence(changes), TEXTS, COPIES)
    assert fault.code.id == "E117"
    assert "€6 billion, $6.98 billion" in fault.fix
    assert examine(evidence(changes), TEXTS, COPIES).standings["loan"] == "failed"


def test_a_number_must_not_reach_beyond_the_quotation():
    figure = {"of": "loan-size", "value": 6, "unit": "EUR"}
    changes = {"claims.loan.in.quote": "cities €6", "claims.loan.figure": figure}
    assert codes(changes) == [("E117", "error")]


def test_quotes_and_digests_are_refused_where_nobody_holds_the_text():
    changes = {"claims.whisper.in.quote": "nine billion"}
    assert codes(changes) == [("E114", "error")]
    assert examine(evidence(changes), TEXTS, COPIES).standings["whisper"] == "failed"


def test_a_copy_for_what_is_not_withheld_is_an_error():
    assert codes(copies={**COPIES, "leter": b""}) == [("E111", "error")]
    assert codes(copies={**COPIES, "gazette": b""}) == [("E111", "error")]


def test_computed_claims_stand_as_their_weakest_input():
    def standing(*inputs):
        changes = {"claims.loan-sum.computed.from": list(inputs)}
        return examine(evidence(changes), TEXTS, COPIES).standings["loan-sum"]

    assert standing("loan", "mayor") == "verified"
    assert standing("loan", "city-part") == "not_here"
    assert standing("loan", "nobody") == "failed"
    assert standing("loan-sum") == "failed"


def test_computed_claims_may_rest_on_computed_ones():
    above = {"from": ["loan-sum", "loan"], "formula": "loan-sum + loan", "value": 11.9}
    claim = {"says": "Twice.", "computed": {**above, "unit": "EUR bn"}}
    result = examine(evidence({"claims.above": claim}), TEXTS, COPIES)
    assert result.standings["above"] == "not_here"
