"""The European Financial Stability Facility as amended in 2011: several guarantees of 165 %."""

from __future__ import annotations

from winset.data.facilities import facility
from winset.finance.catalog.facts import HistoricalFacility
from winset.scenario.nouns.instrument import Instrument

STEPPED_OUT = ("IE", "EL", "PT")
"""Guarantors that were themselves being lent to, and no longer guaranteed new issues."""
LENDING, OVER_GUARANTEE = 440, 1.65  # EUR bn; each guarantor answers for 165 % of its share


def efsf() -> HistoricalFacility:
    """Bonds of a vehicle that members guarantee severally, each up to 165 % of its share.

    440 bn of lending x 165 % is the 726 bn that the guarantors other than the three that had
    stepped out were committed to; the key is their share of the published commitments.
    """
    commitments = facility("EFSF_guarantee_2011")
    assert commitments.amounts is not None
    stands = {
        code: float(amount)
        for code, amount in zip(commitments.members, commitments.amounts, strict=True)
        if code not in STEPPED_OUT
    }
    whole = sum(stands.values())
    instrument = {
        "title": commitments.title,
        "size": f"{LENDING} EUR bn",
        "first_cash": {"earliest": "2011-10-18"},
        "funding": {"kind": "bonds", "maturity": "10 years", "spread": "0.2 % per year"},
        "use": {"kind": "loan", "over": "20 months"},
        "service": {"paid_by": "beneficiary"},
        "repayment": {"out_of": "pool", "key": "capital_key"},
        "guarantee": {
            "key": "own",
            "own_key": {code: amount / whole for code, amount in stands.items()},
            "sharing": "several",
            "cap": {"of_size": OVER_GUARANTEE},
            "covers": ["principal"],
        },
    }
    return HistoricalFacility(
        name="efsf-2011",
        title=commitments.title,
        instrument=Instrument.model_validate(instrument),
        sources=("EFSF Framework Agreement as amended with effect from 18 October 2011",),
        key_basis="published commitments (winset.data: EFSF_guarantee_2011)",
        notes=(
            "Principal is shown as if no borrower repaid, so that the guarantee is seen at work.",
            "Maturity, spread and pace of lending are judgement.",
        ),
    )
