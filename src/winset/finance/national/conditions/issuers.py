"""Whose debt it is that somebody raises for the members together."""

from __future__ import annotations

from winset._typing import Floats
from winset.finance.national.conditions.texts import (
    EFSF,
    EFSF_ESM_CHAPTER,
    OWN_RESOURCES,
    esa,
    manual,
)
from winset.finance.national.facts import Issuer
from winset.finance.national.verdict import Case, Condition, Effect, Finding, effect, everywhere

OWES = {
    "members": "the members owe it themselves",
    "union": "the Union owes it, an institutional unit of its own",
    "pass_through": "it is owed by an entity that only passes on what its guarantors decide",
    "institution": "it is owed by an institution with its own capital and governance",
}


def _is(case: Case, issuer: Issuer) -> Finding:
    return Finding(everywhere(case, case.facts.issuer == issuer), OWES[case.facts.issuer])


def _union(case: Case) -> Finding:
    return _is(case, "union")


def _pass_through(case: Case) -> Finding:
    return _is(case, "pass_through")


def _rerouted(case: Case, where: Floats) -> Effect:
    income = where * case.flows.entity_income
    return effect(case, deficit=-income, debt=where * case.flows.raised)


def _institution(case: Case) -> Finding:
    return _is(case, "institution")


def _paid_in(case: Case, where: Floats) -> Effect:
    return effect(case, debt=where * case.flows.paid_in)


def _contributes(case: Case) -> Finding:
    paid = case.flows.interest + case.flows.redemptions
    total = paid.sum(axis=(1, 2)) / 1e9
    some = f"EUR {total.min():,.1f} to {total.max():,.1f}bn of it reach the members"
    return Finding(paid > 0, some if paid.any() else "none of it reaches the members")


def _contributed(case: Case, where: Floats) -> Effect:
    paid = where * (case.flows.interest + case.flows.redemptions)
    return effect(case, deficit=paid, debt=paid)


def _host(case: Case) -> Finding:
    borne = case.flows.host
    total = borne.sum(axis=(1, 2)) / 1e9
    some = (
        f"EUR {total.min():,.1f} to {total.max():,.1f}bn fall on the state that hosts the custodian"
    )
    return Finding(borne > 0, some if borne.any() else "nothing is left to the host")


def _host_enters(case: Case, where: Floats) -> Effect:
    borne = where * case.flows.host
    return effect(case, deficit=borne, debt=borne)


def _dearer(case: Case) -> Finding:
    paid = case.flows.own_interest
    total = paid.sum(axis=(1, 2)) / 1e9
    some = (
        f"what members stand behind costs them EUR {total.min():,.1f} to {total.max():,.1f}bn of it"
    )
    return Finding(paid > 0, some if paid.any() else "no member's own yield rises")


def _dearer_enters(case: Case, where: Floats) -> Effect:
    paid = where * case.flows.own_interest
    return effect(case, deficit=paid, debt=paid)


UNION = Condition(
    name="union_borrows",
    question="Is it the Union that borrows?",
    says="nothing enters the members' accounts: the Union is its own institutional unit",
    kind="raised",
    text=manual("2.6 on flows of the Union's budget, and what was added on the RRF"),
    judge=_union,
    enters=None,
)
PASS_THROUGH = Condition(
    name="pass_through_rerouted",
    question="Does an entity borrow that has no decisions of its own?",
    says="its debt is the guarantors' own, each by its share; of income only the net enters",
    kind="raised",
    text=EFSF,
    judge=_pass_through,
    enters=_rerouted,
)
INSTITUTION = Condition(
    name="own_institution",
    question="Does an institution borrow that has its own capital and governance?",
    says="only the capital paid in enters, as a claim that is paid for by debt",
    kind="raised",
    text=EFSF_ESM_CHAPTER,
    judge=_institution,
    enters=_paid_in,
)
CONTRIBUTIONS = Condition(
    name="service_through_contributions",
    question="Do members pay interest or redemptions of the Union's debt by their contributions?",
    says="contributions enter the deficit when they are paid",
    kind="service",
    text=OWN_RESOURCES,
    judge=_contributes,
    enters=_contributed,
)
OWN_INTEREST = Condition(
    name="dearer_own_debt",
    question="Do members pay more interest on their own debt because of it?",
    says="interest on their own debt enters the deficit as it accrues, and its financing is debt",
    kind="own_interest",
    text=esa("4.42-4.52 (D.41)"),
    judge=_dearer,
    enters=_dearer_enters,
)
HOST = Condition(
    name="borne_as_host",
    question="Does a state make good a custodian's losses under its own law or a ruling?",
    says="what it makes good is a capital transfer when it is due, and its financing is debt",
    kind="host",
    text=esa("4.164-4.167 (D.99), compensation and losses made good"),
    judge=_host,
    enters=_host_enters,
)
