"""The European Stability Mechanism: paid-in capital first, then callable capital by its key."""

from __future__ import annotations

from winset.data.facilities import facility, facility_key
from winset.finance.catalog.facts import HistoricalFacility
from winset.scenario.nouns.instrument import Instrument

LENDING = 500  # EUR bn, the maximum lending volume that the treaty set
EUR_BN = 1e9


def esm() -> HistoricalFacility:
    """Bonds of an institution with capital of its own, behind which stands what can be called.

    A call is made by the contribution key; if a member fails to pay, the others are called for
    more, up to what each has subscribed (ESM Treaty, Article 25(2)): joint up to the caps.
    """
    subscribed, paid_in = facility("ESM_subscribed"), facility("ESM_paid_in")
    assert subscribed.amounts is not None
    assert paid_in.amounts is not None
    key = facility_key("ESM_key")
    callable_capital = subscribed.amounts - paid_in.amounts
    instrument = {
        "title": subscribed.title,
        "size": f"{LENDING} EUR bn",
        "first_cash": {"earliest": "2023-03-22"},
        "funding": {"kind": "bonds", "maturity": "10 years", "spread": "0.1 % per year"},
        "use": {"kind": "loan", "over": "24 months"},
        "service": {"paid_by": "beneficiary"},
        "repayment": {"out_of": "pool", "key": "capital_key"},
        "guarantee": {
            "key": "own",
            "own_key": dict(zip(key.members, map(float, key.shares), strict=True)),
            "sharing": "joint_and_several",
            "cap": {
                "each": {
                    code: {"value": float(amount) / EUR_BN, "unit": "EUR bn"}
                    for code, amount in zip(subscribed.members, callable_capital, strict=True)
                }
            },
            "covers": ["principal"],
            "headroom": {
                "capacity": {"value": float(paid_in.amounts.sum()) / EUR_BN, "unit": "EUR bn"},
                "start": "2023-03-22",
                "key": "capital_key",
            },
        },
    }
    return HistoricalFacility(
        name="esm-2023",
        title=subscribed.title,
        instrument=Instrument.model_validate(instrument),
        sources=("Treaty establishing the European Stability Mechanism, Articles 8 and 25",),
        key_basis="published key and capital (winset.data: ESM_key, ESM_subscribed, ESM_paid_in)",
        notes=(
            "Paid-in capital stands as the first layer, which knows no key but the ECB's.",
            "Maturity, spread and pace of lending are judgement.",
        ),
    )
