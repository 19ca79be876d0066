"""One path of each kind of instrument: which payments and losses come when."""

from __future__ import annotations

from typing import Any

from winset.finance.kernels.compiled import inline, part
from winset.finance.kernels.layout import (
    AHEAD,
    ARBITRATION,
    BENEFICIARY,
    CUSTODIAN_ABROAD,
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
from winset.finance.kernels.waterfall import lose, meet, pay_fees
from winset.finance.law import RETURNED, SET_OFF


@inline
def custodian_path(t: Any, w: Any, r: Room, settled: int, clause: int, lapsed: int) -> None:
    """Cash lent by the custodian: it is due back when the freeze ends or a settlement says so."""
    months = r.sheet.shape[1] - 1
    stop = min(settled, lapsed)
    due, met = lapsed, 0.0
    if lapsed == months and clause == RETURNED:
        due = settled
    if lapsed == months and clause == SET_OFF:
        due, met = settled, t.set_off
    used = r.sheet[USED, stop]
    w.freeze_end = due
    w.due = months if t.repayment == BENEFICIARY else due
    r.sums[TAX_FORGONE] += tax_forgone(t, w, r, stop, due)
    r.sheet[STOPS, stop] += 1.0
    if due == months:
        r.sums[OUTSTANDING_END] += used
    elif t.repayment != BENEFICIARY:
        meet(w, r, used * met, PRINCIPAL)
    if t.line == 1 and t.start < stop:
        pay_fees(t, w, r)
    losses_until(t, w, r, months, stop, used * (1.0 - met))


@part
def losses_until(t: Any, w: Any, r: Room, until: int, stop: int, owed: float) -> None:
    """What falls due, awards and retaliation, as they come, before a month.

    `stop` is the month in which payouts stop, `owed` the principal due to the custodian in EUR.
    """
    months = r.sheet.shape[1] - 1
    while True:
        month = min(w.due, w.award, w.blow, w.ruling)
        if month >= until:
            return
        if w.due == month:
            amount, peril = owed, PRINCIPAL
            w.due = months
        elif w.award == month:
            amount, peril = t.award_excess * r.sheet[USED, min(month + 1, stop)], LITIGATION
            w.award = months
        elif w.blow == month:
            amount, peril = t.taken, CUSTODIAN_ABROAD
            w.blow = months
        else:
            used = r.sheet[USED, min(month + 1, stop)]
            amount, peril = t.arbitration_factor * used, ARBITRATION
            w.ruling = months
        lose(t, w, r, month, amount, peril)


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
