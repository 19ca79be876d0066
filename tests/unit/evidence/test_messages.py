"""Every kind of fault as its reader sees it, held against `messages.txt` beside this file."""

import datetime as dt
from pathlib import Path

from tests.unit.evidence.samples import COPIES, HELD, SECRET, TEXTS, evidence

from winset.errors import five_lines
from winset.evidence.basis import Use, use_faults
from winset.evidence.codes import ALL
from winset.evidence.conflicts import conflicts, unmarked_faults
from winset.evidence.dates import later_faults
from winset.evidence.digest import text_digest
from winset.evidence.figures import computed_faults
from winset.evidence.verify import verify

EXPECTED = Path(__file__).with_name("messages.txt")
DAY = dt.date(2031, 3, 4)

WRONG_IN_FILE = (
    {"claims.loan.in.quote": "€7 billion ($6.98 billion)"},
    {"claims.mayor.in.quote": "not at all"},
    {"claims.mayor.in.prefix": "so"},
    {"claims.mayor.in.quote": "at all surprise"},
    {"claims.mayor.in.source": "gazete"},
    {"claims.mayor.contested_by": ["loans"]},
    {"claims.mayor.contested_by": ["mayor"]},
    {"sources.rumour.grade": None},
    {"sources.rumour.sha256": "0" * 64},
    {"sources.gazette.sha256": None},
    {"sources.relay.relayed": None},
    {"claims.risk.in.quote": "shared risk"},
    {"claims.risk.in.span": [9, 9]},
    {"claims.mayor.by": None},
    {"claims.mayor.in": None},
    {"claims.mayor.kind": "figure"},
    {"claims.mayor.kind": "date"},
    {"claims.mayor.date": {"of": "vote", "on": {"from": "2031-03", "to": "2031-02"}}},
    {"claims.loan.figure.low": 7},
    {"claims.loan.figure.unit": "EURO bn"},
    {"claims.loan.figure.value": 7},
)
WRONG_TEXTS = (
    ({}, COPIES),
    ({"gazette": HELD + " "}, COPIES),
    (TEXTS, {}),
    (TEXTS, {"letter": SECRET.replace("shared", "spared").encode()}),
    (TEXTS, {**COPIES, "leter": b""}),
)
WRONG_ARITHMETIC = (
    {"claims.loan-sum.computed.formula": "city-part + port"},
    {"claims.loan-sum.computed.unit": "USD bn"},
    {"claims.loan-sum.computed.value": 5.8},
    {"claims.loan-sum.computed.from": ["city-part", "mayor"]},
)
WRONG_USES = (
    Use("money.next", ("whisper",), 9, unit="EUR bn"),
    Use("money.loan", ("loan",), 7, unit="EUR bn"),
    Use("money.loan", ("laon",), 7, unit="EUR bn"),
)


def all_faults():
    for changes in WRONG_IN_FILE:
        yield from verify(evidence(changes), TEXTS, COPIES)
    for texts, copies in WRONG_TEXTS:
        yield from verify(evidence(), texts, copies)
    latin = {"sources.gazette.sha256": text_digest(b"\xff")}
    yield from verify(evidence(latin), {"gazette": b"\xff"}, COPIES)
    for changes in WRONG_ARITHMETIC:
        yield from computed_faults(evidence(changes))
    yield from unmarked_faults(conflicts(evidence({"claims.loan.contested_by": None})))
    yield from later_faults(evidence({"claims.mayor.as_of": "2031-04"}), DAY)
    yield from later_faults(evidence({"sources.rumour.retrieved": None}), DAY)
    archived = {"sources.letter.published": "2040-01", "sources.letter.written": "2031-03-01"}
    yield from later_faults(evidence(archived), DAY)
    for use in WRONG_USES:
        yield from use_faults(evidence(), use)


def test_messages_are_those_written_down():
    told = "\n\n".join(five_lines(fault) for fault in all_faults()) + "\n"
    assert told == EXPECTED.read_text(encoding="utf-8")


def test_every_code_has_a_message_here_and_more_to_tell():
    assert {fault.code.id for fault in all_faults()} == {code.id for code in ALL}
    assert all(code.why and code.more for code in ALL)


def test_codes_are_numbered_without_gaps():
    assert [code.id for code in ALL] == [f"E{100 + i}" for i in range(1, len(ALL) + 1)]


def test_a_message_has_five_lines_and_every_line_says_something():
    for fault in all_faults():
        lines = five_lines(fault).splitlines()
        assert len(lines) == 5
        assert all(line.strip()[6:].strip() for line in lines)
