"""Instruments and their surroundings at random, within what the scenario language allows."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from tests.unit.finance.case import only

from winset.scenario.nouns.scenario import Scenario

TRIGGERS = (
    "freeze_lapses", "assets_returned", "court_award", "retaliation", "treaty_arbitration",
)  # fmt: skip
PERILS = ("principal", "litigation", "custodian_abroad", "arbitration", "host")
CODES = ("BE", "DE", "FR", "MT", "SE")

shares = st.floats(0, 1).map(lambda x: round(x, 4))
billions = st.integers(0, 120).map(lambda x: f"{x} EUR bn")


def subsets(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Any of the words, in their order."""
    return st.sets(st.sampled_from(words)).map(lambda s: tuple(w for w in words if w in s))


fundings = st.one_of(
    st.just({"kind": "custodian_cash"}),
    st.just({"kind": "member_budgets"}),
    st.fixed_dictionaries(
        {
            "kind": st.just("bonds"),
            "maturity": st.integers(1, 30).map(lambda n: f"{n} years"),
            "spread": st.sampled_from(["0 % per year", "0.7 % per year"]),
            "profile": st.sampled_from(["bullet", "linear", "annuity"]),
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("outstanding"),
            "maturity": st.integers(1, 30).map(lambda n: f"{n} years"),
            "rate": st.sampled_from(["0 % per year", "3 % per year"]),
        }
    ),
)

caps = st.one_of(
    st.none(),
    st.floats(0.1, 2).map(lambda x: {"of_size": round(x, 3), "partial": True}),
    billions.map(lambda total: {"total": total, "partial": True}),
)

lines = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {
            "size": billions,
            "fee": st.sampled_from(["0 % per year", "0.3 % per year"]),
            "margin": st.sampled_from(["0 % per year", "1 % per year"]),
            "within": st.sampled_from(["0 days", "5 days", "200 days"]),
        }
    ),
)

guarantees = st.fixed_dictionaries(
    {
        "key": st.sampled_from(["gni", "capital_key", "population", "equal"]),
        "sharing": st.sampled_from(["several", "joint_and_several"]),
        "cap": caps,
        "covers": subsets(PERILS),
        "outlives_freeze": st.booleans(),
        "pays_within": st.sampled_from(["0 days", "90 days", "20 months"]),
        "late_margin": st.sampled_from(["0 % per year", "2 % per year"]),
        "standby": lines,
        "outside": st.sampled_from([{}, {"fjordland": 0.1}]),
        "headroom": st.one_of(
            st.none(),
            billions.map(lambda room: {"capacity": room, "start": "2028-01-01"}),
        ),
    }
)

exemptions = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {
            "members": st.sets(st.sampled_from(CODES), min_size=1).map(lambda s: tuple(sorted(s))),
            "share": st.sampled_from(["to_the_rest", "lowers_total"]),
        }
    ),
)

instruments = st.fixed_dictionaries(
    {
        "title": st.just("Any"),
        "size": st.integers(1, 150).map(lambda x: f"{x} EUR bn"),
        "first_cash": st.fixed_dictionaries(
            {
                "earliest": st.sampled_from(["2025-12-01", "2026-04-01", "2027-02-01"]),
                "delay": st.sampled_from(["0 months", "3 months"]),
            }
        ),
        "funding": fundings,
        "use": st.fixed_dictionaries(
            {
                "kind": st.just("limited_recourse_loan"),
                "over": st.integers(1, 36).map(lambda n: f"{n} months"),
                "after_settlement": st.sampled_from([None, "stops", "goes_on"]),
                "first_call": st.sampled_from([None, {"repays": "older", "amount": "20 EUR bn"}]),
            }
        ),
        "service": st.fixed_dictionaries(
            {
                "paid_by": st.sampled_from(["pool", "proceeds", "beneficiary"]),
                "key": st.sampled_from(["gni", "equal"]),
            }
        ),
        "repayment": st.fixed_dictionaries(
            {
                "out_of": st.sampled_from(
                    ["reparations", "beneficiary", "pool", "proceeds", "never"]
                ),
                "key": st.sampled_from(["gni", "capital_key"]),
            }
        ),
        "guarantee": st.one_of(st.none(), guarantees),
        "exempt": exemptions,
        "triggers": subsets(TRIGGERS),
    }
)

surroundings = st.fixed_dictionaries(
    {
        "money.freeze.lapse": st.sampled_from([0.0, 0.05, 0.5]),
        "money.freeze.until_reparations": st.booleans(),
        "money.settlement.reparations": shares,
        "money.events.award.chance": shares,
        "money.events.retaliation.chance": shares,
        "money.events.arbitration": st.fixed_dictionaries(
            {
                "chance": shares,
                "factor": st.sampled_from([0.0, 0.4, 1.5]),
                "lag": st.sampled_from(["1 months", "72 months"]),
            }
        ),
        "money.events.guarantor_failure.chance": st.sampled_from([0.0, 0.1, 0.6]),
        "money.assets.buffer": st.integers(0, 20).map(lambda x: f"{x} EUR bn"),
        "money.rates.short_rate.mean": st.sampled_from(["0.1 % per year", "3 % per year"]),
    }
)


def build(instrument: dict[str, Any], around: dict[str, Any]) -> Scenario:
    """A scenario with this one instrument and these surroundings."""
    kept = {key: value for key, value in instrument.items() if value is not None}
    if kept.get("guarantee"):
        kept["guarantee"] = {k: v for k, v in kept["guarantee"].items() if v is not None}
    kept["use"] = {k: v for k, v in kept["use"].items() if v is not None}
    if kept["funding"]["kind"] == "outstanding":
        kept["use"].pop("first_call", None)
    return only(kept, around)
