"""SURE: loans of up to EUR 100 bn under guarantees of EUR 25 bn by GNI key."""

from __future__ import annotations

from winset.finance.catalog.facts import HistoricalFacility
from winset.scenario.nouns.instrument import Instrument

LENDING, GUARANTEES, YEARLY = 100, 25, 0.10  # EUR bn; at most a tenth falls due in one year


def sure() -> HistoricalFacility:
    """Bonds of the Union; members guarantee a quarter, each by its share of GNI, on demand.

    What the guarantees do not meet falls on the Union's budget, and so on the members by key.
    """
    instrument = {
        "title": "SURE, loans to member states against unemployment in the pandemic",
        "size": f"{LENDING} EUR bn",
        "first_cash": {"earliest": "2020-10-27"},
        "funding": {
            "kind": "bonds",
            "maturity": "15 years",
            "spread": "0 % per year",
            "profile": "linear",
        },
        "use": {"kind": "loan", "over": "12 months"},
        "service": {"paid_by": "beneficiary"},
        "repayment": {"out_of": "pool", "key": "gni"},
        "guarantee": {
            "key": "gni",
            "sharing": "several",
            "cap": {"total": f"{GUARANTEES} EUR bn", "partial": True},
            "covers": ["principal"],
        },
    }
    return HistoricalFacility(
        name="sure-2020",
        title="SURE",
        instrument=Instrument.model_validate(instrument),
        sources=("Council Regulation (EU) 2020/672, Articles 5, 8, 11 and 12",),
        key_basis="judgement: the club's present key stands in for the GNI shares of 2020",
        notes=(
            "Principal is shown as if no borrower repaid, so that the guarantee is seen at work.",
            "Even redemption over 15 years keeps below the tenth that may fall due in one year.",
        ),
    )
