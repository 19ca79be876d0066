"""Withheld verification on a real report, where it lies beside the repository.

The report is not ours to print: claims on it carry spans and digests, which are written down here
as an analyst would publish them. The words behind them are the few that are looked for below.
"""

import datetime as dt
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from winset.errors import Fault
from winset.evidence.digest import span_digest, text_digest
from winset.evidence.figures import implied_rates
from winset.evidence.fold import fold
from winset.evidence.locate import locate, occurrences, stands_whole
from winset.evidence.nouns import Evidence
from winset.evidence.numbers import states
from winset.evidence.verify import examine

INPUT = Path(__file__).parents[3] / "../shared/input"
ARTICLE = INPUT / "article.txt"
YARDSTICK = INPUT / "expected.yaml"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not ARTICLE.exists(), reason="the report is not beside the repository"),
]

SHA256 = "5da28012a207b459c6bd9b6fc9b0b1e181cd2102d4ed7bffb7c9c646214a18a5"
MONEY = ("€6 billion ($6.98 billion)", (2981, 3007))
MONEY_DIGEST = "4eb6dd800d55e75d5f8c5bb3d473e58b09e264d931f6ee21991559d768a1ef76"
DEADLINE = ("mid-December", (3500, 3512))
DEADLINE_DIGEST = "ff4dfdaa74b9dd168856ac087f98f0edc871bf41b4280d8357a5d17908323d71"


@pytest.fixture(scope="module")
def data():
    return ARTICLE.read_bytes()


@pytest.fixture(scope="module")
def yardstick():
    return YAML(typ="safe").load(YARDSTICK.read_text(encoding="utf-8"))


def claims_on(report):
    return Evidence.model_validate(
        {
            "sources": {"report": report},
            "claims": {
                "aid": {
                    "says": "Six billion euros for Ukraine.",
                    "by": "European Commission President",
                    "kind": "figure",
                    "in": {"source": "report", "span": MONEY[1], "digest": MONEY_DIGEST},
                    "figure": {
                        "of": "aid",
                        "value": 6,
                        "unit": "EUR bn",
                        "equals": {"value": 6.98, "unit": "USD bn"},
                    },
                },
                "deadline": {
                    "says": "A revised proposal is due in the middle of December.",
                    "by": "the report",
                    "kind": "date",
                    "in": {"source": "report", "span": DEADLINE[1], "digest": DEADLINE_DIGEST},
                    "date": {"of": "revised-proposal", "on": "2025-12-15", "about": True},
                },
            },
        }
    )


@pytest.fixture(scope="module")
def withheld():
    report = {"title": "On the talks", "publisher": "A newsroom", "published": "2025-11-14"}
    return claims_on({**report, "text": "withheld", "sha256": SHA256})


def test_the_right_copy_proves_every_claim(withheld, data):
    found = examine(withheld, {}, {"report": data})
    assert found.faults == ()
    assert set(found.standings.values()) == {"verified"}


def test_an_absent_copy_is_one_notice(withheld):
    found = examine(withheld, {}, {})
    assert [(fault.code.id, fault.level) for fault in found.faults] == [("E108", "notice")]
    assert set(found.standings.values()) == {"not_here"}


@pytest.mark.parametrize("at", [0, 1500, 2990, -1])
def test_a_copy_with_one_byte_changed_proves_nothing(withheld, data, at):
    other = bytearray(data)
    other[at] ^= 1
    found = examine(withheld, {}, {"report": bytes(other)})
    assert "E109" in {fault.code.id for fault in found.faults}
    assert all(fault.level == "error" for fault in found.faults)
    assert set(found.standings.values()) == {"failed"}


def test_a_changed_digit_fails_the_claim_that_rests_on_it(withheld, data):
    other = data.replace("€6 billion".encode(), "€7 billion".encode())
    faults = examine(withheld, {}, {"report": other}).faults
    assert [fault.where.path for fault in faults] == [
        "sources.report.sha256",
        "claims.aid.in.span",
    ]


def test_spans_and_digests_are_made_from_the_words(data):
    text = data.decode()
    assert text_digest(data) == SHA256
    assert span_digest(text, MONEY[0]) == (MONEY[1], MONEY_DIGEST)
    assert span_digest(text, DEADLINE[0]) == (DEADLINE[1], DEADLINE_DIGEST)


def test_words_are_found_across_typesetting_and_never_with_another_digit(data):
    folded = fold(data.decode())
    assert "–" in data.decode()
    assert not isinstance(locate(folded, "a second Russia-U.S.\u00a0summit in\nBudapest"), Fault)
    for other in ("€7 billion", "€6 million", "€6.98 billion"):
        assert isinstance(locate(folded, other), Fault)


def test_every_place_of_the_yardstick_is_found_whole(data, yardstick):
    folded = fold(data.decode())
    places = [each["near"] for each in yardstick["dates"]] + yardstick["quotations"]
    assert len(places) == 10
    for words in places:
        assert any(stands_whole(folded, span) for span in occurrences(folded, words)), words


def test_the_money_of_the_yardstick_is_stated_and_implies_its_rate(withheld, yardstick):
    (money,) = yardstick["money"]
    assert states(MONEY[0], money["amount"], money["currency"])
    assert states(MONEY[0], money["equals"]["amount"], money["equals"]["currency"])
    (rate,) = implied_rates(withheld)
    assert round(rate.rate, 4) == money["implied_rate"]


def test_the_deadline_of_the_yardstick_is_the_claims(withheld, yardstick):
    (due,) = [each for each in yardstick["dates"] if each["near"] == DEADLINE[0]]
    dated = withheld.claims["deadline"].date
    assert dated.on == due["resolves"] == dt.date(2025, 12, 15)
    assert dated.about
