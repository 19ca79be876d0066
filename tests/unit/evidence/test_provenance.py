import datetime as dt

import pytest
from tests.unit.evidence.samples import COPIES, TEXTS, evidence

from winset.errors import RequestFaults
from winset.evidence.basis import Use
from winset.evidence.coverage import coverage
from winset.evidence.provenance import contesting, explain_claim, explain_quantity
from winset.evidence.verify import examine


def origin(name, changes=None, copies=COPIES):
    given = evidence(changes)
    return explain_claim(given, examine(given, TEXTS, copies), name)


def test_a_claim_is_told_with_its_source():
    found = origin("city-part")
    assert (found.says, found.by) == ("The cities' part is 4.1 billion.", "The Echo")
    assert (found.title, found.publisher) == ("Others on the loan", "The Echo")
    assert (found.grade, found.relayed, found.locator) == ("R", "The Gazette", None)
    assert found.published == found.said == dt.date(2031, 3, 1)
    assert found.figure == "4.1 EUR bn"


def test_an_undated_source_has_no_day():
    assert (origin("whisper").published, origin("whisper").said) == (None, None)


@pytest.mark.parametrize(
    ("name", "copies", "standing", "how"),
    [
        ("mayor", COPIES, "verified", "the quotation was found in the text"),
        ("risk", COPIES, "verified", "verified against a copy of the withheld text"),
        ("risk", {}, "not_here", "the text is withheld and no copy was given"),
        ("risk", {"letter": b"x"}, "failed", "the copy given does not bear it out"),
        ("city-part", COPIES, "not_here", "cited; nobody here holds the text"),
        ("loan-sum", COPIES, "not_here", "not everything it names could be verified here"),
    ],
)
def test_whether_it_was_proven_is_said_in_words(name, copies, standing, how):
    found = origin(name, copies=copies)
    assert found.standing == standing
    assert how in found.how


def test_a_computed_claim_is_told_with_its_inputs():
    found = origin("loan-sum")
    assert found.source is None
    assert found.formula == "city-part + port-part"
    assert [each.claim for each in found.inputs] == ["city-part", "port-part"]


def test_a_circle_of_computed_claims_ends():
    found = origin("loan-sum", {"claims.loan-sum.computed.from": ["loan-sum", "city-part"]})
    assert [each.claim for each in found.inputs] == ["city-part"]
    assert found.standing == "failed"


def test_contest_and_conflict_are_seen_from_both_sides():
    assert contesting(evidence(), "loan-sum") == ("loan",)
    assert origin("loan").conflicts == ("loan-sum: 5.9 EUR bn",)
    assert origin("loan-sum").conflicts == ("loan: 6 EUR bn",)
    dates = {
        "claims.mayor.date": {"of": "vote", "on": "2031-04-01"},
        "claims.risk.date": {"of": "vote", "on": "2031-05", "about": True},
    }
    assert origin("mayor", dates).conflicts == ("risk: about 2031-05-01 to 2031-05-31",)


def test_an_unknown_claim_is_told_with_the_nearest():
    with pytest.raises(RequestFaults, match='write "mayor"'):
        origin("major")


def test_a_quantity_is_told_with_its_row_and_claims():
    given = evidence()
    verification = examine(given, TEXTS, COPIES)
    use = Use("a.b", ("mayor", "nobody", "judgement"))
    (row,) = coverage(given, verification, [use], dt.date(2031, 3, 4), 6).rows
    found = explain_quantity(given, verification, use, row)
    assert (found.use, found.row) == (use, row)
    assert [each.claim for each in found.claims] == ["mayor"]
