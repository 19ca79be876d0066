import datetime as dt

import pytest
from tests.unit.evidence.samples import evidence

from winset.evidence.dates import later_faults


def found(day, changes=None):
    as_of = dt.date.fromisoformat(day)
    return [(f.code.id, f.where.path, f.level) for f in later_faults(evidence(changes), as_of)]


def test_nothing_is_later_on_the_day_of_the_latest_source():
    assert found("2031-03-04") == []


def test_a_later_source_is_an_error():
    assert found("2031-03-03") == [("E121", "sources.gazette.published", "error")]


def test_a_month_counts_by_its_first_day():
    assert found("2031-03-04", {"sources.letter.published": "2031-03"}) == []
    later = {"sources.letter.published": "2031-04"}
    assert found("2031-03-04", later) == [("E121", "sources.letter.published", "error")]


def test_a_later_claim_is_an_error_whatever_its_source():
    later = {"claims.mayor.as_of": "2031-03-05"}
    assert found("2031-03-04", later) == [("E121", "claims.mayor.as_of", "error")]


def test_what_a_claim_speaks_of_may_lie_ahead():
    ahead = {"claims.mayor.date": {"of": "vote", "on": "2033-01"}}
    assert found("2031-03-04", ahead) == []


def test_a_paper_from_the_archive_counts_from_the_day_it_was_written():
    archived = {"sources.letter.published": "2040-01", "sources.letter.written": "2031-03-01"}
    assert found("2031-03-04", archived) == [("E125", "sources.letter.published", "notice")]


def test_a_paper_of_which_nobody_says_when_it_was_published_has_the_same_notice():
    undated = {"sources.letter.published": "undated", "sources.letter.written": "2031-03-01"}
    assert found("2031-03-04", undated) == [("E125", "sources.letter.published", "notice")]


def test_a_paper_written_too_late_is_an_error_all_the_same():
    late = {"sources.letter.published": "2040-01", "sources.letter.written": "2031-03-05"}
    assert ("E121", "sources.letter.written", "error") in found("2031-03-04", late)


@pytest.mark.parametrize("retrieved", [None, "2031-03-05"])
def test_an_undated_source_needs_a_day_it_was_read(retrieved):
    changes = {"sources.rumour.retrieved": retrieved}
    assert found("2031-03-04", changes) == [("E122", "sources.rumour.published", "warning")]
