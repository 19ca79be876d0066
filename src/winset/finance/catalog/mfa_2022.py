"""The exceptional macro-financial loan of 2022: 9 % paid in, 61 % guaranteed by members."""

from __future__ import annotations

from winset.finance.catalog.facts import HistoricalFacility
from winset.scenario.nouns.instrument import Instrument

LENDING, PROVISION, GUARANTEED = 6.0, 0.09, 0.61  # EUR bn; shares of the loans


def mfa() -> HistoricalFacility:
    """Bonds of the Union lent on; 70 % of losses are met by a provision and then by guarantees.

    The provision is paid in from the Union's budget; guarantees follow by GNI key, severally; the
    remaining 30 % is the budget's risk, and so the members' by key.
    """
    instrument = {
        "title": "Exceptional macro-financial assistance of 2022",
        "size": {"value": LENDING, "unit": "EUR bn"},
        "first_cash": {"earliest": "2022-08-01"},
        "funding": {"kind": "bonds", "maturity": "25 years", "spread": "0 % per year"},
        "use": {"kind": "loan", "over": "6 months"},
        "service": {"paid_by": "pool", "key": "gni"},
        "repayment": {"out_of": "pool", "key": "gni"},
        "guarantee": {
            "key": "gni",
            "sharing": "several",
            "cap": {"of_size": GUARANTEED, "partial": True},
            "covers": ["principal"],
            "headroom": {
                "capacity": {"value": LENDING * PROVISION, "unit": "EUR bn"},
                "start": "2022-08-01",
                "key": "gni",
            },
        },
    }
    return HistoricalFacility(
        name="mfa-2022",
        title="Exceptional macro-financial assistance of 2022",
        instrument=Instrument.model_validate(instrument),
        sources=(
            "Decision (EU) 2022/1201 (EUR 1 bn) and Decision (EU) 2022/1628 (EUR 5 bn)",
            "Decision (EU) 2022/1628, provisioning rate of 9 % and guarantees of 61 %",
        ),
        key_basis="judgement: the club's present key stands in for the GNI shares of 2022",
        notes=(
            "Principal is shown as if it were never repaid, so that the layers are seen at work.",
            "The provision stands as the first layer; it was paid in, and is not called.",
        ),
    )
