"""Reads a contract along one path, month by month, into a ledger."""

from __future__ import annotations

from winset.finance.book import Ledger, Loss
from winset.finance.contract import Contract
from winset.finance.facts import PathFacts
from winset.finance.interpret_debt import debt_ledger
from winset.finance.ledger import LAPSE_WORDS, RETURNED_WORDS, SET_OFF_WORDS, lose
from winset.finance.page import Page, closed, new_page, shared
from winset.finance.payouts import alarms, enter_payouts, last_payout, paid_out, released
from winset.finance.waiting import enter_fees


def ledger_of(contract: Contract, facts: PathFacts) -> Ledger:
    """What an instrument does on one path, to the cent."""
    page = new_page(contract, facts)
    if contract.kind == "custodian_cash":
        return _custodian(page)
    if contract.kind == "member_budgets":
        return _budgets(page)
    return debt_ledger(page)


def _custodian(page: Page) -> Ledger:
    contract, facts = page.contract, page.facts
    lapsed = facts.lapsed if "freeze_lapses" in contract.triggers else None
    stop = last_payout(contract, facts)
    used = paid_out(contract, stop)
    due, met, words = lapsed, 0, LAPSE_WORDS
    if lapsed is None and released(contract, facts):
        due = facts.settled
        words = RETURNED_WORDS if facts.clause == "returned" else SET_OFF_WORDS
        met = round(used * contract.set_off) if facts.clause == "set_off" else 0
    page.freeze_end = due
    enter_payouts(page, stop, "custodian's cash")
    owed = due is not None and contract.repayment != "beneficiary"
    begun = used > 0 and contract.start < stop
    if begun:
        enter_fees(page)
    events = alarms(page, begun, stop)
    if owed and due is not None:
        events.append((due, 0, used, "principal", words))
    for month, _, amount, peril, trigger in sorted(events):
        if peril == "principal":
            lose(page, month, amount, peril, trigger, met)
        else:
            lose(page, month, amount, peril, trigger)
    return closed(page, used if due is None else 0)


def _budgets(page: Page) -> Ledger:
    contract, stop = page.contract, last_payout(page.contract, page.facts)
    enter_payouts(page, stop, "members' budgets")
    paid, begun = list(page.flows), not contract.ends or contract.start < stop
    if begun:
        enter_fees(page)
    for flow in paid:
        borne = tuple(shared("pool", contract.repayment_key, flow.cents))
        words = "money is paid out"
        page.losses.append(Loss(flow.month, "contribution", words, flow.cents, borne))
    for month, _, amount, peril, trigger in sorted(alarms(page, begun, stop)):
        lose(page, month, amount, peril, trigger)
    return closed(page, 0)
