"""Reads a contract along one path, month by month, into a ledger."""

from __future__ import annotations

from dataclasses import dataclass

from winset.finance.book import Flow, Ledger, Loss
from winset.finance.contract import Contract
from winset.finance.facts import PathFacts
from winset.finance.ledger import (
    LAPSE_WORDS,
    RETURNED_WORDS,
    SET_OFF_WORDS,
    Page,
    closed,
    lose,
    new_page,
    shared,
    year_at,
)


@dataclass
class Issue:
    """One year's debt: its month, its amount, what is owed of it (cents), its coupon."""

    month: int
    amount: int
    owed: int
    rate: float


def ledger_of(contract: Contract, facts: PathFacts) -> Ledger:
    """What an instrument does on one path, to the cent."""
    page = new_page(contract, facts)
    if contract.kind == "custodian_cash":
        return _custodian(page)
    if contract.kind == "member_budgets":
        return _budgets(page)
    return _debt(page)


def paid_out(contract: Contract, before: int) -> int:
    """What has been paid out before a month if nothing stops it, cents, the first call included."""
    gone = min(max(before - contract.start, 0), contract.over)
    first = contract.first_call if before > contract.start else 0
    return round(contract.size * gone / contract.over) + first


def _custodian(page: Page) -> Ledger:
    contract, facts = page.contract, page.facts
    lapsed = facts.lapsed if "freeze_lapses" in contract.triggers else None
    stop = _earliest(facts.settled, lapsed, contract.months)
    used = paid_out(contract, stop)
    due, met, words = lapsed, 0, LAPSE_WORDS
    if lapsed is None and _released(contract, facts):
        due = facts.settled
        words = RETURNED_WORDS if facts.clause == "returned" else SET_OFF_WORDS
        met = round(used * contract.set_off) if facts.clause == "set_off" else 0
    page.freeze_end = due
    _raise(page, stop, "custodian's cash")
    owed = due is not None and contract.repayment != "beneficiary"
    events = _alarms(page, used > 0 and contract.start < stop, stop)
    if owed and due is not None:
        events.append((due, 0, used, "principal", words))
    for month, _, amount, peril, trigger in sorted(events):
        if peril == "principal":
            lose(page, month, amount, peril, trigger, met)
        else:
            lose(page, month, amount, peril, trigger)
    return closed(page, used if due is None else 0)


def _budgets(page: Page) -> Ledger:
    contract = page.contract
    _raise(page, contract.months, "members' budgets")
    for flow in list(page.flows):
        borne = tuple(shared("pool", contract.repayment_key, flow.cents))
        words = "money is paid out"
        page.losses.append(Loss(flow.month, "contribution", words, flow.cents, borne))
    for month, _, amount, peril, trigger in sorted(_alarms(page, True, contract.months)):
        lose(page, month, amount, peril, trigger)
    return closed(page, 0)


def _debt(page: Page) -> Ledger:
    contract, facts = page.contract, page.facts
    lapsed = facts.lapsed if "freeze_lapses" in contract.triggers else None
    page.freeze_end = lapsed
    if _released(contract, facts):
        page.freeze_end = _earliest(lapsed, facts.settled, contract.months)
    issues = _issues(page)
    alarms = sorted(_alarms(page, contract.kind == "bonds", contract.months))
    dates = sorted(
        (issue.month + 12 * step, k, step)
        for k, issue in enumerate(issues)
        for step in range(1, contract.tenor + 1)
        if issue.month + 12 * step < contract.months
    )
    for month, k, step in dates:
        while alarms and alarms[0][0] < month:
            at, _, amount, peril, trigger = alarms.pop(0)
            lose(page, at, amount, peril, trigger)
        _serve(page, issues[k], month, step)
    for at, _, amount, peril, trigger in alarms:
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


def _issues(page: Page) -> list[Issue]:
    """Each year's debt; bonds are issued in the month of the year's first payout."""
    contract, facts = page.contract, page.facts
    if contract.kind == "outstanding":
        return [Issue(contract.start, contract.size, contract.size, contract.rate)]
    by_year: dict[int, Issue] = {}
    for month in range(contract.start, contract.months):
        paid = paid_out(contract, month + 1) - paid_out(contract, month)
        year = year_at(contract, month)
        if paid and year not in by_year:
            rate = max(0.0, facts.bond[year] + contract.spread)
            by_year[year] = Issue(month, 0, 0, rate)
        if paid:
            by_year[year].amount += paid
            by_year[year].owed += paid
    _raise(page, contract.months, "bonds")
    return list(by_year.values())


def _raise(page: Page, stop: int, source: str) -> None:
    """Enter what is raised and paid out, month by month, until something stops it."""
    contract = page.contract
    for month in range(contract.start, min(stop, contract.months)):
        paid = paid_out(contract, month + 1) - paid_out(contract, month)
        first = contract.first_call if month == contract.start else 0
        if first:
            page.flows.append(Flow(month, source, "first call", first))
        if paid - first:
            page.flows.append(Flow(month, source, "beneficiary", paid - first))


def _alarms(page: Page, used: bool, stop: int) -> list[tuple[int, int, int, str, str]]:
    """Awards and retaliation: month, order within it, cents, peril, trigger."""
    contract, facts, found = page.contract, page.facts, []
    after = facts.award_after
    if used and after is not None and "court_award" in contract.triggers:
        month = contract.start + after
        base = paid_out(contract, min(month + 1, stop)) if contract.kind != "outstanding" else 0
        amount = round(base * contract.award_excess)
        found.append((month, 1, amount, "litigation", "a court awards damages"))
    after = facts.retaliation_after
    if used and after is not None and "retaliation" in contract.triggers:
        month, lost = contract.start + after, contract.abroad_lost
        found.append((month, 2, lost, "custodian_abroad", "holdings abroad are taken"))
    return [event for event in found if event[0] < contract.months]


def _released(contract: Contract, facts: PathFacts) -> bool:
    """Whether a settlement frees the assets: by set-off, or by a return that is a trigger."""
    if facts.clause == "returned":
        return "assets_returned" in contract.triggers
    return facts.clause == "set_off"


def _earliest(*months: int | None) -> int:
    return min(month for month in months if month is not None)
