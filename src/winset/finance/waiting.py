"""While called guarantors have not paid yet: what that costs, and the standby line."""

from __future__ import annotations

from winset.finance.book import Flow, Loss
from winset.finance.page import Page, buffer, portion, shared, still_stands, total, year_at
from winset.finance.standing import Line, Standing


def wait(page: Page, standing: Standing, month: int, paid: int, own: bool) -> None:
    """What it costs that guarantors pay later than they are called."""
    short = max(0.0, page.facts.short[year_at(page.contract, month)])
    line, late = standing.line, standing.pays_within
    advanced = _draw(page, line, month, paid, late)
    waits = min(late, line.within) if line else late
    bare = (paid - advanced) * late + advanced * waits
    cost = round(bare * (short + standing.late_margin) / 12)
    if cost and own:
        borne = shared("pool", page.contract.repayment_key, cost)
    else:
        borne = buffer(page, cost)
        borne += portion("host", page.contract.host, cost - total(borne))
    if cost:
        words = "guarantors pay late"
        page.losses.append(Loss(month, "late_cash", words, cost, tuple(borne)))
    if line and advanced:
        charge = round(advanced * (late - waits) * (short + line.margin) / 12)
        enter_standby(page, month, charge, "the standby line stands in for guarantors")


def _draw(page: Page, line: Line | None, month: int, paid: int, late: float) -> int:
    """What the standby line pays of a call; what is drawn is repaid together, as the last pay."""
    if not late:
        return 0
    if month >= page.repaid:
        page.drawn = 0
    advanced = min(paid, line.size - page.drawn) if line else 0
    if advanced > 0:
        page.drawn += advanced
        page.repaid = max(page.repaid, month + late)
        page.flows.append(Flow(month, "standby line", "until guarantors pay", advanced))
    if paid - advanced:
        page.flows.append(Flow(month, "own means", "until guarantors pay", paid - advanced))
    return max(0, advanced)


def enter_fees(page: Page) -> None:
    """The standby line's yearly fee, as long as the guarantee stands."""
    standing = page.contract.standing
    if standing is None or standing.line is None:
        return
    fee = round(standing.line.fee * standing.line.size)
    for month in standing.line.fee_months:
        if still_stands(page, standing, month):
            enter_standby(page, month, fee, "the standby line's fee falls due")


def enter_standby(page: Page, month: int, amount: int, words: str) -> None:
    """What the members pay for the standby line, by the key of repayment."""
    if amount > 0:
        borne = tuple(shared("pool", page.contract.repayment_key, amount))
        page.losses.append(Loss(month, "standby", words, amount, borne))
