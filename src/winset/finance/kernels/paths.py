"""One path of each kind of instrument: which payments and losses come when."""

from __future__ import annotations

from typing import Any

from winset._typing import Floats
from winset.finance.kernels.compiled import inline, part
from winset.finance.kernels.debt import service_due
from winset.finance.kernels.layout import (
    AHEAD,
    ARBITRATION,
    BENEFICIARY,
    CONTRIBUTION,
    CUSTODIAN_ABROAD,
    DISCOUNT,
    LENT,
    LITIGATION,
    OUTSTANDING_END,
    PRINCIPAL,
    SHORT,
    STOPS,
    TAX_FORGONE,
    USED,
    Room,
    year_at,
)
from winset.finance.kernels.waterfall import lose, meet
from winset.finance.law import RETURNED, SET_OFF


@inline
def lend(t: Any, w: Any, r: Room, settled: int, clause: int, lapsed: int) -> None:
    """Cash lent by the custodian: it is due back when the freeze ends or a settlement says so."""
    months = r.sheet.shape[1] - 1
    due, met = lapsed, 0.0
    if lapsed == months and clause == RETURNED:
        due = settled
    if lapsed == months and clause == SET_OFF:
        due, met = settled, t.set_off
    used = r.sheet[USED, w.stop]
    w.freeze_end, w.owed = due, used * (1.0 - met)
    w.due = months if t.repayment == BENEFICIARY else due
    r.sums[TAX_FORGONE] += tax_forgone(t, w, r, w.stop, due)
    r.sheet[STOPS, w.stop] += 1.0
    if due == months:
        r.sums[OUTSTANDING_END] += used
    elif t.repayment != BENEFICIARY:
        meet(w, r, used * met, PRINCIPAL)


@inline
def contribute(t: Any, w: Any, r: Room, present: float) -> None:
    """Members pay from their budgets, by key, as the money is used; `present` : value today of all
    of it.
    """
    used = r.sheet[USED, w.stop]
    r.sheet[STOPS, w.stop] += 1.0
    r.sums[CONTRIBUTION] += used
    w.in_pool, w.by_repayment = used, present
    if t.ends == 1 and w.stop < r.sheet.shape[1] - 1:
        w.by_repayment = contributed(r.sheet, w.stop)


@part
def contributed(calendar: Floats, stop: int) -> float:
    """Value today of what is paid out before a month."""
    present = 0.0
    for month in range(stop):
        present += calendar[DISCOUNT, month] * (calendar[USED, month + 1] - calendar[USED, month])
    return present


@inline
def run_off(t: Any, w: Any, r: Room) -> None:
    """All that falls due or is lost, as it comes: debt service first where months are the same."""
    months = r.sheet.shape[1] - 1
    while True:
        month = min(w.service, w.due, w.award, w.blow, w.ruling)
        if month >= months:
            break
        if w.service == month:
            amount = service_due(t, w, r, month)
        elif w.due == month:
            amount, w.peril, w.due = w.owed, PRINCIPAL, months
        elif w.award == month:
            amount = t.award_excess * r.sheet[USED, min(month + 1, w.stop)]
            w.peril, w.award = LITIGATION, months
        elif w.blow == month:
            amount, w.peril, w.blow = t.taken, CUSTODIAN_ABROAD, months
        else:
            amount = t.arbitration_factor * r.sheet[USED, min(month + 1, w.stop)]
            w.peril, w.ruling = ARBITRATION, months
        if amount > 0.0:
            lose(t, w, r, month, amount)


@inline
def tax_forgone(t: Any, w: Any, r: Room, stop: int, end: int) -> float:
    """The host's tax that lent cash does not bring, until its end; present value in EUR."""
    used, total, month = r.sheet[USED, stop], 0.0, t.start
    while month < end:
        year = year_at(t, month)
        last = min(t.january + 12 * year, end)
        base = r.sheet[LENT, min(last, stop)] - r.sheet[LENT, min(month, stop)]
        base += used * (r.sheet[AHEAD, max(last, stop)] - r.sheet[AHEAD, max(month, stop)])
        total += base * max(0.0, r.rates[SHORT, year, w.lane] + t.margin)
        month = last
    return float(total * t.host_tax)
