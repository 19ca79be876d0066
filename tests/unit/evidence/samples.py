"""A small made-up file of evidence that holds, from which tests depart."""

from __future__ import annotations

import copy
from typing import Any

from winset.evidence.digest import span_digest, text_digest
from winset.evidence.nouns import Evidence

HELD = """The port authority said on Monday that it would lend the two cities €6 billion
($6.98 billion) by mid-December. “We are not at all surprised”, the mayor of Easton said.
Easton pays $4 billion a month. Weston is not at all pleased; it pays 12 per cent.
"""
SECRET = "The ferry company expects losses of 36 billion crowns.\nIt asks for shared risk.\n"

_SPAN, _DIGEST = span_digest(SECRET, "asks for shared risk")

SOUND: dict[str, Any] = {
    "sources": {
        "gazette": {
            "title": "Loan agreed",
            "publisher": "The Gazette",
            "published": "2031-03-04",
            "text": "sources/gazette.txt",
            "sha256": text_digest(HELD.encode()),
        },
        "letter": {
            "title": "Letter to the council",
            "publisher": "Ferry company",
            "published": "2031-02",
            "text": "withheld",
            "sha256": text_digest(SECRET.encode()),
        },
        "relay": {
            "title": "Others on the loan",
            "publisher": "The Echo",
            "published": "2031-03-01",
            "text": "not_held",
            "grade": "R",
            "relayed": "The Gazette",
        },
        "rumour": {
            "title": "Heard in the harbour",
            "publisher": "A leaflet",
            "published": "undated",
            "retrieved": "2031-03-02",
            "text": "not_held",
            "grade": "W",
        },
    },
    "claims": {
        "loan": {
            "says": "The authority lends six billion.",
            "by": "port authority",
            "kind": "figure",
            "in": {"source": "gazette", "quote": "€6 billion ($6.98 billion)"},
            "figure": {
                "of": "loan-size",
                "value": 6,
                "unit": "EUR bn",
                "equals": {"value": 6.98, "unit": "USD bn"},
            },
            "contested_by": ["loan-sum"],
        },
        "mayor": {
            "says": "The mayor had expected it.",
            "by": "mayor of Easton",
            "in": {"source": "gazette", "quote": '"We are not at all surprised"'},
        },
        "risk": {
            "says": "The ferry company wants the risk shared.",
            "by": "ferry company",
            "kind": "position",
            "in": {"source": "letter", "span": list(_SPAN), "digest": _DIGEST},
        },
        "city-part": {
            "says": "The cities' part is 4.1 billion.",
            "by": "The Echo",
            "kind": "figure",
            "in": {"source": "relay"},
            "figure": {"of": "city-part", "value": 4.1, "unit": "EUR bn"},
        },
        "port-part": {
            "says": "The port's part is 1.8 billion.",
            "by": "The Echo",
            "kind": "figure",
            "in": {"source": "relay"},
            "figure": {"of": "port-part", "value": 1800, "unit": "EUR m"},
        },
        "loan-sum": {
            "says": "The parts come to 5.9 billion.",
            "kind": "figure",
            "computed": {
                "from": ["city-part", "port-part"],
                "formula": "city-part + port-part",
                "value": 5.9,
                "unit": "EUR bn",
                "of": "loan-size",
            },
        },
        "whisper": {
            "says": "It will be nine billion.",
            "by": "a leaflet",
            "kind": "figure",
            "in": {"source": "rumour"},
            "figure": {"of": "next-loan", "value": 9, "unit": "EUR bn"},
        },
    },
}
TEXTS = {"gazette": HELD.encode()}
COPIES = {"letter": SECRET.encode()}


def evidence(changes: dict[str, Any] | None = None) -> Evidence:
    """The sound evidence with other values at some paths; None takes a key away.

    A path is the keys joined by points: `claims.loan.in.quote`.
    """
    data = copy.deepcopy(SOUND)
    for path, value in (changes or {}).items():
        *above, last = path.split(".")
        at = data
        for key in above:
            at = at[key]
        if value is None:
            del at[last]
        else:
            at[last] = value
    return Evidence.model_validate(data)
