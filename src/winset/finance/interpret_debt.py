"""Reads bonds, or a loan already paid out, along one path into a ledger."""

from __future__ import annotations

from dataclasses import dataclass

from winset.finance.book import Flow, Ledger, Loss
from winset.finance.contract import Contract
from winset.finance.ledger import lose
from winset.finance.page import Page, closed, shared, year_at
from winset.finance.payouts import alarms, earliest, enter_payouts, last_payout, paid_out, released
from winset.finance.waiting import enter_fees


@dataclass
class Issue:
    """One year's debt: its month, its amount, what is owed of it (cents), its coupon."""

    month: int
    amount: int
    owed: int
    rate: float


def debt_ledger(page: Page) -> Ledger:
    """Interest and redemptions on their dates, and what else is lost between them."""
    contract, facts = page.contract, page.facts
    lapsed = facts.lapsed if "freeze_lapses" in contract.triggers else None
    page.freeze_end = lapsed
    if released(contract, facts):
        page.freeze_end = earliest(lapsed, facts.settled, contract.months)
    stop = last_payout(contract, facts) if contract.kind == "bonds" else contract.months
    begun = not contract.ends or contract.start < stop
    issues = _issues(page, stop)
    if begun:
        enter_fees(page)
    other = sorted(alarms(page, contract.kind == "bonds" and begun, stop))
    dates = sorted(
        (issue.month + 12 * step, k, step)
        for k, issue in enumerate(issues)
        for step in range(1, contract.tenor + 1)
        if issue.month + 12 * step < contract.months
    )
    for month, k, step in dates:
        while other and other[0][0] < month:
            at, _, amount, peril, trigger = other.pop(0)
            lose(page, at, amount, peril, trigger)
        _serve(page, issues[k], month, step)
    for at, _, amount, peril, trigger in other:
        lose(page, at, amount, peril, trigger)
    return closed(page, sum(issue.owed for issue in issues))


def _serve(page: Page, issue: Issue, month: int, step: int) -> None:
    """Interest and redemption of one issue on one date."""
    contract = page.contract
    interest = round(issue.rate * issue.owed)
    redemption = _redemption(contract, issue, step, interest)
    issue.owed -= redemption
    if contract.service == "proceeds":
        interest -= _proceeds(page, month, interest, "interest")
        if contract.kind == "outstanding":
            lose(page, month, interest, "interest", "the proceeds fall short of the interest")
    if contract.service == "pool" or (contract.service == "proceeds" and contract.kind == "bonds"):
        borne = tuple(shared("pool", contract.service_key, interest))
        if interest:
            page.losses.append(Loss(month, "interest", "interest falls due", interest, borne))
    met = _set_off(page, month, redemption)
    due = redemption - met
    if contract.repayment == "proceeds":
        due -= _proceeds(page, month, due, "redemption")
        if contract.kind == "outstanding":
            issue.owed -= _proceeds(page, month, issue.owed, "early redemption")
    if contract.repayment != "beneficiary":
        lose(page, month, due + met, "principal", "a redemption falls due", met)


def _set_off(page: Page, month: int, redemption: int) -> int:
    """The part of a redemption that reparations meet, cents."""
    contract, facts = page.contract, page.facts
    settled = facts.clause == "set_off" and facts.settled is not None and month >= facts.settled
    if not settled or contract.repayment not in ("reparations", "proceeds"):
        return 0
    return round(redemption * contract.set_off)


def _redemption(contract: Contract, issue: Issue, step: int, interest: int) -> int:
    if step >= contract.tenor:
        return issue.owed
    if contract.profile == "bullet":
        return 0
    if contract.profile == "annuity":
        return min(issue.owed, round(_annuity(issue, contract.tenor)) - interest)
    return max(0, issue.owed - round(issue.amount * (contract.tenor - step) / contract.tenor))


def _annuity(issue: Issue, years: int) -> float:
    """The yearly payment whose present value at the coupon is the amount issued, cents."""
    return issue.amount / sum((1 + issue.rate) ** -j for j in range(1, years + 1))


def _proceeds(page: Page, month: int, wanted: int, use: str) -> int:
    """What the assets' proceeds pay of an amount, out of all they brought in before a month."""
    contract, end = page.contract, page.freeze_end
    for m in range(page.seen, month if end is None else min(month, end)):
        rate = max(0.0, page.facts.short[year_at(contract, m)] + contract.margin)
        page.available += contract.cash * rate * contract.kept / 12
    page.seen = max(page.seen, month)
    paid = max(0, min(wanted, int(page.available)))
    page.available -= paid
    if paid:
        page.flows.append(Flow(month, "proceeds", use, paid))
    return paid


def _issues(page: Page, stop: int) -> list[Issue]:
    """Each year's debt; bonds are issued in the month of the year's first payout.

    What is issued is what the year pays out: no more than until something stops it.
    """
    contract, facts = page.contract, page.facts
    if contract.kind == "outstanding":
        return [Issue(contract.start, contract.size, contract.size, contract.rate)]
    by_year: dict[int, Issue] = {}
    for month in range(contract.start, min(stop, contract.start + contract.over)):
        paid = paid_out(contract, month + 1) - paid_out(contract, month)
        year = year_at(contract, month)
        if paid and year not in by_year:
            rate = max(0.0, facts.bond[year] + contract.spread)
            by_year[year] = Issue(month, 0, 0, rate)
        if paid:
            by_year[year].amount += paid
            by_year[year].owed += paid
    enter_payouts(page, stop, "bonds")
    return list(by_year.values())
