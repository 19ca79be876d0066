"""A small complete scenario of invented parties, for the tests of the money."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

from winset.scenario.nouns.scenario import Scenario
from winset.scenario.walk import bind_paths

AS_OF = dt.date(2025, 11, 14)
START = "2025-12-01"

CALM = {"start": "3 % per year", "mean": "3 % per year", "reversion": "20 % per year"}

LOAN: dict[str, Any] = {
    "title": "Loan against immobilised cash",
    "size": "100 EUR bn",
    "first_cash": {"earliest": "2026-04-01"},
    "funding": {"kind": "custodian_cash"},
    "use": {"kind": "limited_recourse_loan", "over": "24 months"},
    "service": {"paid_by": "nobody"},
    "repayment": {"out_of": "reparations"},
    "guarantee": {"sharing": "several", "key": "gni", "covers": ["principal"]},
    "triggers": ["freeze_lapses", "assets_returned", "court_award", "retaliation"],
}

BONDS: dict[str, Any] = {
    "title": "Bonds on the joint budget",
    "size": "90 EUR bn",
    "first_cash": {"earliest": "2026-02-01"},
    "funding": {"kind": "bonds", "maturity": "10 years", "spread": "0.5 % per year"},
    "use": {"kind": "limited_recourse_loan", "over": "18 months"},
    "service": {"paid_by": "pool"},
    "repayment": {"out_of": "reparations"},
}

GRANTS: dict[str, Any] = {
    "title": "Pooled contributions",
    "size": "80 EUR bn",
    "first_cash": {"earliest": "2026-03-01"},
    "funding": {"kind": "member_budgets"},
    "use": {"kind": "grant", "over": "12 months"},
    "service": {"paid_by": "nobody"},
    "repayment": {"out_of": "never"},
}

OLDER: dict[str, Any] = {
    "title": "An older loan served from proceeds",
    "size": "40 EUR bn",
    "first_cash": {"earliest": "2025-11-14"},
    "funding": {"kind": "outstanding", "maturity": "20 years", "rate": "3 % per year"},
    "use": {"kind": "limited_recourse_loan", "over": "1 months"},
    "service": {"paid_by": "proceeds"},
    "repayment": {"out_of": "proceeds"},
    "triggers": ["freeze_lapses", "assets_returned"],
}


def raw() -> dict[str, Any]:
    """The scenario as plain data: Borea's assets lie frozen in Belgium, Alba needs money."""
    return {
        "winset": 1,
        "title": "Alba and Borea",
        "as_of": AS_OF,
        "horizon": "2027-12",
        "parties": {
            "alba": {"name": "Alba"},
            "borea": {"name": "Borea"},
            "vault": {"name": "The Vault", "kind": "institution"},
            "fjordland": {"name": "Fjordland"},
        },
        "clubs": {"union": {"from": "eu27"}},
        "money": {
            "last_year": 2045,
            "beneficiary": "alba",
            "club": "union",
            "rates": {
                "short_rate": {**CALM, "volatility": "1 % per year"},
                "bond_yield": {**CALM, "volatility": "0.7 % per year"},
                "correlation": 0.6,
            },
            "assets": {
                "custodian": "vault",
                "host": "BE",
                "cash": "170 EUR bn",
                "margin": "-0.2 % per year",
                "host_tax": 0.25,
                "retained": 0.1,
                "buffer": "5 EUR bn",
                "abroad": "15 EUR bn",
            },
            "freeze": {"next_renewal": "2026-01-31", "every": "6 months", "lapse": 0.02},
            "settlement": {
                "chance": {"low": 0.5, "likely": 1.5, "high": 4.0, "unit": "% per month"},
                "clauses": {"returned": 0.3, "set_off": 0.5, "stay_frozen": 0.2},
                "reparations": {"between": [0.4, 0.9]},
            },
            "events": {
                "award": {"chance": 0.2, "excess": 0.3, "lag": "60 months"},
                "retaliation": {"chance": 0.4, "taken": 0.5, "lag": "24 months"},
                "guarantor_failure": {"chance": 0.02, "together": 0.3},
            },
            "liquidity": {
                "cash": "10 EUR bn",
                "needs": {"budget": {"title": "Budget", "monthly": "4 EUR bn/month"}},
                "receipts": {
                    "aid": {
                        "title": "Aid",
                        "amount": "30 EUR bn",
                        "start": "2025-12-01",
                        "end": "2026-11-30",
                        "chance": 0.7,
                    },
                },
            },
            "instruments": {"loan": LOAN, "bonds": BONDS, "grants": GRANTS, "older": OLDER},
            "options": {
                "nothing": {"title": "Nothing"},
                "loan": {"title": "The loan", "instrument": "loan"},
                "bonds": {"title": "Bonds", "instrument": "bonds"},
                "grants": {"title": "Grants", "instrument": "grants"},
                "older": {"title": "The older loan", "instrument": "older"},
            },
            "nothing": {"title": "Alba falls", "cost": "200 EUR bn"},
        },
    }


def scenario(changes: dict[str, Any] | None = None, tree: dict[str, Any] | None = None) -> Scenario:
    """The scenario with other values at some paths (keys joined by dots)."""
    data = copy.deepcopy(raw() if tree is None else tree)
    for path, value in (changes or {}).items():
        at = data
        *upper, last = path.split(".")
        for key in upper:
            at = at.setdefault(key, {})
        at[last] = copy.deepcopy(value)
    built = Scenario.model_validate(data)
    bind_paths(built)
    return built


def only(instrument: dict[str, Any], changes: dict[str, Any] | None = None) -> Scenario:
    """The scenario with one instrument, as the option `it`."""
    tree = raw()
    tree["money"]["instruments"] = {"it": copy.deepcopy(instrument)}
    tree["money"]["options"] = {"it": {"title": "It", "instrument": "it"}}
    return scenario(changes, tree)


QUIET: dict[str, Any] = {
    "money.rates.short_rate.volatility": "0 % per year",
    "money.rates.bond_yield.volatility": "0 % per year",
    "money.freeze.lapse": 0.0,
    "money.settlement.chance": "0 % per month",
    "money.settlement.reparations": 0.5,
    "money.events.award.chance": 0.0,
    "money.events.retaliation.chance": 0.0,
    "money.events.guarantor_failure.chance": 0.0,
}
"""Changes under which nothing happens and no rate moves."""
