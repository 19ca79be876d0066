import pytest
from tests.unit.evidence.samples import evidence

from winset.evidence.nouns import Selector
from winset.evidence.shape import selector_fits, shape_faults

DIGEST = "0" * 64


def found(changes):
    return [(fault.code.id, fault.where.path) for fault in shape_faults(evidence(changes))]


def test_sound_evidence_has_no_faults():
    assert found({}) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"sources.gazette.sha256": None}, ("E113", "sources.gazette")),
        ({"sources.letter.sha256": None}, ("E113", "sources.letter")),
        ({"sources.rumour.sha256": DIGEST}, ("E113", "sources.rumour")),
        ({"sources.rumour.grade": None}, ("E113", "sources.rumour")),
        ({"sources.relay.relayed": None}, ("E113", "sources.relay")),
        ({"claims.mayor.by": None}, ("E115", "claims.mayor")),
        ({"claims.mayor.in": None}, ("E115", "claims.mayor")),
        ({"claims.loan-sum.in": {"source": "relay"}}, ("E115", "claims.loan-sum")),
        ({"claims.mayor.kind": "figure"}, ("E115", "claims.mayor")),
        ({"claims.mayor.kind": "date"}, ("E115", "claims.mayor")),
        ({"claims.mayor.in.source": "gazete"}, ("E111", "claims.mayor.in.source")),
        ({"claims.mayor.in.digest": DIGEST}, ("E114", "claims.mayor.in")),
        ({"claims.mayor.in.quote": None}, ("E114", "claims.mayor.in")),
        ({"claims.risk.in.quote": "shared risk"}, ("E114", "claims.risk.in")),
        ({"claims.risk.in.digest": None}, ("E114", "claims.risk.in")),
        ({"claims.risk.in.span": [9, 9]}, ("E114", "claims.risk.in.span")),
        ({"claims.whisper.in.quote": "nine billion"}, ("E114", "claims.whisper.in")),
        ({"claims.whisper.in.digest": DIGEST}, ("E114", "claims.whisper.in")),
        ({"claims.mayor.contested_by": ["mayors"]}, ("E112", "claims.mayor.contested_by")),
        ({"claims.mayor.contested_by": ["mayor"]}, ("E112", "claims.mayor.contested_by")),
        (
            {"claims.loan-sum.computed.from": ["city-part", "port"]},
            ("E112", "claims.loan-sum.computed.from"),
        ),
        ({"claims.loan-sum.computed.unit": "euros"}, ("E116", "claims.loan-sum.computed.unit")),
        ({"claims.loan.figure.unit": "EURO bn"}, ("E116", "claims.loan.figure.unit")),
        (
            {"claims.loan.figure.equals.unit": "dollars"},
            ("E116", "claims.loan.figure.equals.unit"),
        ),
        ({"claims.loan.figure.value": None}, ("E116", "claims.loan.figure")),
        ({"claims.loan.figure.low": 5}, ("E116", "claims.loan.figure")),
        (
            {"claims.loan.figure.low": 7, "claims.loan.figure.high": 8},
            ("E116", "claims.loan.figure"),
        ),
        (
            {"claims.mayor.date": {"of": "vote", "on": {"from": "2031-03", "to": "2031-02"}}},
            ("E116", "claims.mayor.date.on"),
        ),
    ],
)
def test_each_rule_between_fields_is_one_fault_at_its_place(changes, expected):
    assert found(changes) == [expected]


def test_a_claim_is_not_both_read_and_computed():
    figure = {"of": "loan-size", "value": 5.9, "unit": "EUR bn"}
    assert found({"claims.loan-sum.figure": figure}) == [("E115", "claims.loan-sum")]


def test_all_faults_come_at_once():
    changes = {"claims.mayor.by": None, "sources.rumour.grade": None, "claims.risk.by": None}
    assert len(found(changes)) == 3


def test_a_range_without_a_value_is_a_figure():
    changes = {
        "claims.whisper.figure.value": None,
        "claims.whisper.figure.low": 8,
        "claims.whisper.figure.high": 10,
    }
    assert found(changes) == []


@pytest.mark.parametrize("held", ["held", "withheld", "not_held"])
def test_each_holding_has_one_way_of_pointing(held):
    ways = [
        Selector(source="a", quote="words", prefix="some"),
        Selector(source="a", span=(1, 2), digest=DIGEST),
        Selector(source="a"),
    ]
    fits = [selector_fits(way, held) for way in ways]
    assert fits == [held == each for each in ("held", "withheld", "not_held")]
