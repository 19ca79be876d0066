"""The Greek Loan Facility of 2010: bilateral loans of euro states, pooled, by capital key."""

from __future__ import annotations

from winset.data.clubs import club
from winset.data.read import read
from winset.finance.catalog.facts import HistoricalFacility
from winset.scenario.nouns.instrument import Instrument

DISBURSED = 52.9  # EUR bn, of EUR 80 bn agreed in May 2010
LENT_NOTHING = ("EL", "SK")
"""The borrower, and the one member of the euro area that took no part."""
YEAR, NEVER = 2010, 9999


def greek_loans() -> HistoricalFacility:
    """Members lend from their own budgets, each by its share of the ECB's capital.

    No joint issuer and no guarantee: each lender bears its own part, and its debt shows it.
    """
    instrument = {
        "title": "Greek Loan Facility",
        "size": {"value": DISBURSED, "unit": "EUR bn"},
        "first_cash": {"earliest": "2010-05-18"},
        "funding": {"kind": "member_budgets"},
        "use": {"kind": "loan", "over": "20 months"},
        "service": {"paid_by": "beneficiary"},
        "repayment": {"out_of": "never", "key": "capital_key"},
        "exempt": {"members": list(outsiders()), "share": "to_the_rest"},
    }
    return HistoricalFacility(
        name="greek-loans-2010",
        title="Greek Loan Facility",
        instrument=Instrument.model_validate(instrument),
        sources=("Intercreditor Agreement and Loan Facility Agreement of 8 May 2010",),
        key_basis="judgement: the capital key of 2009 is not held; the present one stands in",
        notes=(
            "Ireland and Portugal lent only until they were lent to; here they lend throughout.",
            "What lenders paid out is shown; the loans were to be repaid.",
        ),
    )


def outsiders() -> tuple[str, ...]:
    """Members of today's club that did not lend: outside the euro in 2010, or as named above.

    >>> "DE" in outsiders(), "SK" in outsiders(), "EE" in outsiders()
    (False, True, True)
    """
    since = read("eu27").frame["euro_since"].fillna(NEVER)
    return tuple(
        code for code in club("eu27").members if code in LENT_NOTHING or not since[code] <= YEAR
    )
