import datetime as dt

import pytest
from pydantic import ValidationError
from tests.unit.evidence.samples import evidence

from winset.evidence.fields import Period, days
from winset.evidence.nouns import Claim, Dated, Source, holding, said_on


def source(**fields):
    given = {"title": "A", "publisher": "B", "published": "2031-03-04", "text": "not_held"}
    return Source.model_validate(given | fields)


def test_a_sound_file_is_read_whole():
    read = evidence()
    assert read.sources["gazette"].published == dt.date(2031, 3, 4)
    assert read.claims["loan"].within.quote == "€6 billion ($6.98 billion)"
    assert read.claims["loan-sum"].computed.inputs == ("city-part", "port-part")


@pytest.mark.parametrize("text", ["sources/a.txt", "sources/more/a.md", "withheld", "not_held"])
def test_a_text_lies_under_sources_or_is_declared_absent(text):
    assert source(text=text).text == text


@pytest.mark.parametrize(
    "text", ["/etc/passwd", "sources/../a.txt", "a.txt", "sources", "sources\\a.txt", ""]
)
def test_a_text_outside_the_folder_is_refused(text):
    with pytest.raises(ValidationError, match="not a place for a text"):
        source(text=text)


@pytest.mark.parametrize("when", ["2031-03-04", "2031-03", "undated"])
def test_a_source_bears_a_day_a_month_or_nothing(when):
    assert str(source(published=when).published) == when


@pytest.mark.parametrize("when", [2031, 0, 86400.0, "2031", "2031-13", "March", True, None])
def test_what_is_no_date_is_one_fault_and_tells_what_to_write(when):
    with pytest.raises(ValidationError) as caught:
        source(published=when)
    (error,) = caught.value.errors()
    assert error["ctx"]["fix"] == "write a day (2025-11-14), a month (2025-11) or undated"


def test_a_name_with_capitals_or_spaces_is_refused():
    for name in ("Loan", "the loan", "loan_size", "-loan", "2loan"):
        with pytest.raises(ValidationError):
            evidence({f"claims.{name}": {"says": "It is."}})


def test_unknown_keys_are_refused():
    with pytest.raises(ValidationError, match="Extra inputs"):
        evidence({"claims.mayor.speaker": "mayor"})


def test_records_are_frozen():
    with pytest.raises(ValidationError):
        evidence().claims["mayor"].says = "something else"


def test_a_date_claim_may_span_a_period():
    dated = Dated.model_validate({"of": "vote", "on": {"from": "2031-02", "to": "2031-03-02"}})
    assert days(dated.on) == (dt.date(2031, 2, 1), dt.date(2031, 3, 2))


def test_a_month_ends_on_its_last_day():
    assert days("2032-02") == (dt.date(2032, 2, 1), dt.date(2032, 2, 29))
    assert days(Period.model_validate({"from": "2031-11", "to": "2031-12"}))[1].day == 31


def test_holdings():
    texts = ("sources/a.txt", "withheld", "not_held")
    assert [holding(source(text=text)) for text in texts] == ["held", "withheld", "not_held"]


def test_a_claim_speaks_of_its_own_day_before_its_sources():
    own = Claim(says="It is.", as_of="2030-01")
    assert said_on(own, source()) == "2030-01"
    assert said_on(Claim(says="It is."), source()) == dt.date(2031, 3, 4)
    assert said_on(Claim(says="It is."), source(published="undated")) is None
