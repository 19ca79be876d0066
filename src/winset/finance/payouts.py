"""What is common to every kind of instrument on a path: payouts, awards, retaliation."""

from __future__ import annotations

from winset.finance.book import Flow
from winset.finance.contract import Contract
from winset.finance.facts import PathFacts
from winset.finance.page import Page


def paid_out(contract: Contract, before: int) -> int:
    """What has been paid out before a month if nothing stops it, cents, the first call included."""
    gone = min(max(before - contract.start, 0), contract.over)
    first = contract.first_call if before > contract.start else 0
    return round(contract.size * gone / contract.over) + first


def enter_payouts(page: Page, stop: int, source: str) -> None:
    """Enter what is raised and paid out, month by month, until something stops it."""
    contract = page.contract
    for month in range(contract.start, min(stop, contract.months, contract.start + contract.over)):
        paid = paid_out(contract, month + 1) - paid_out(contract, month)
        first = contract.first_call if month == contract.start else 0
        if first:
            page.flows.append(Flow(month, source, "first call", first))
        if paid - first:
            page.flows.append(Flow(month, source, "beneficiary", paid - first))


def alarms(page: Page, used: bool, stop: int) -> list[tuple[int, int, int, str, str]]:
    """Awards, arbitration and retaliation: month, order within it, cents, peril, trigger."""
    contract, facts, found = page.contract, page.facts, []
    after = facts.award_after
    if used and after is not None and "court_award" in contract.triggers:
        month = contract.start + after
        amount = round(_used_by(contract, month, stop) * contract.award_excess)
        found.append((month, 1, amount, "litigation", "a court awards damages"))
    after = facts.retaliation_after
    if used and after is not None and "retaliation" in contract.triggers:
        month, lost = contract.start + after, contract.abroad_lost
        found.append((month, 2, lost, "custodian_abroad", "holdings abroad are taken"))
    after = facts.arbitration_after
    if used and after is not None and "treaty_arbitration" in contract.triggers:
        month = contract.start + after
        amount = round(_used_by(contract, month, stop) * contract.arbitration_factor)
        found.append((month, 3, amount, "arbitration", "a tribunal rules under a treaty"))
    return [event for event in found if event[0] < contract.months]


def _used_by(contract: Contract, month: int, stop: int) -> int:
    """What has been used when an award comes, cents; of an older loan nothing is used anew."""
    return paid_out(contract, min(month + 1, stop)) if contract.kind != "outstanding" else 0


def last_payout(contract: Contract, facts: PathFacts) -> int:
    """The month from which a settlement, or a lapse, lets nothing more be paid out."""
    stops: list[int | None] = [facts.settled] if contract.ends else []
    if contract.kind == "custodian_cash":
        stops += [facts.settled] if released(contract, facts) else []
        stops += [facts.lapsed] if "freeze_lapses" in contract.triggers else []
    return earliest(*stops, contract.months)


def released(contract: Contract, facts: PathFacts) -> bool:
    """Whether a settlement frees the assets: by set-off, or by a return that is a trigger."""
    if facts.clause == "returned":
        return "assets_returned" in contract.triggers
    return facts.clause == "set_off"


def earliest(*months: int | None) -> int:
    """The earliest of some months, of which None is never."""
    return min(month for month in months if month is not None)
