"""One path of each kind of instrument: which payments and losses come when."""

from __future__ import annotations

from typing import Any

from numba import njit

from winset.finance.kernels.fates import fate, set_alarms
from winset.finance.kernels.layout import (
    AHEAD,
    AWARD_MONTH,
    BENEFICIARY,
    BY_REPAYMENT,
    CONTRIBUTION,
    CUSTODIAN_ABROAD,
    DUE_MONTH,
    FREEZE_END,
    LAPSED,
    LENT,
    LITIGATION,
    OUTSTANDING_END,
    PRINCIPAL,
    RETALIATION_MONTH,
    SETTLED,
    SHORT,
    STOPS,
    TAX_FORGONE,
    USED,
    Walk,
    year_at,
)
from winset.finance.kernels.waterfall import lose, meet, members_pay
from winset.finance.law import RETURNED, SET_OFF


@njit(cache=True, nogil=True, forceinline=True)
def befalls(t: Any, w: Walk) -> tuple[int, int, int]:
    """Settlement, clause and lapse on this path; a lapse that is no trigger never comes."""
    months = w.calendar.shape[1] - 1
    settled, clause, lapsed = fate(t, w.calendar, w.noise)
    w.sums[SETTLED] += 1.0 if settled < months else 0.0
    w.sums[LAPSED] += 1.0 if lapsed < months else 0.0
    return settled, clause, lapsed if t.on_lapse == 1 else months


@njit(cache=True, nogil=True)
def custodian_path(t: Any, w: Walk) -> None:
    """Cash lent by the custodian: it is due back when the freeze ends or a settlement says so."""
    months = w.calendar.shape[1] - 1
    settled, clause, lapsed = befalls(t, w)
    stop = min(settled, lapsed)
    due, met = lapsed, 0.0
    if lapsed == months and clause == RETURNED:
        due = settled
    if lapsed == months and clause == SET_OFF:
        due, met = settled, t.set_off
    used = w.calendar[USED, stop]
    w.state[FREEZE_END] = due
    w.state[DUE_MONTH] = months if t.repayment == BENEFICIARY else due
    set_alarms(t, w, t.start < stop)
    w.sums[TAX_FORGONE] += tax_forgone(t, w, stop, due)
    w.cash[STOPS, stop] += 1.0
    if due == months:
        w.sums[OUTSTANDING_END] += used
    elif t.repayment != BENEFICIARY:
        meet(w, used * met, PRINCIPAL)
    losses_until(t, w, months, stop, used * (1.0 - met))


@njit(cache=True, nogil=True)
def budget_path(t: Any, w: Walk) -> None:
    """Members pay from their budgets, by key, as the money is used."""
    months = w.calendar.shape[1] - 1
    befalls(t, w)
    set_alarms(t, w, True)
    w.state[DUE_MONTH] = months
    w.cash[STOPS, months] += 1.0
    for month in range(t.start, months):
        paid = w.calendar[USED, month + 1] - w.calendar[USED, month]
        if paid > 0.0:
            w.sums[CONTRIBUTION] += paid
            members_pay(w, month, paid, BY_REPAYMENT)
    losses_until(t, w, months, months, 0.0)


@njit(cache=True, nogil=True, forceinline=True)
def losses_until(t: Any, w: Walk, until: int, stop: int, owed: float) -> None:
    """What falls due, a court's award and retaliation, as they come, before a month.

    `stop` is the month in which payouts stop, `owed` the principal due to the custodian in EUR.
    """
    months = w.calendar.shape[1] - 1
    while True:
        due, award, blow = w.state[DUE_MONTH], w.state[AWARD_MONTH], w.state[RETALIATION_MONTH]
        month = int(min(due, award, blow))
        if month >= until:
            return
        if due == month:
            amount, peril = owed, PRINCIPAL
            w.state[DUE_MONTH] = months
        elif award == month:
            amount, peril = t.award_excess * w.calendar[USED, min(month + 1, stop)], LITIGATION
            w.state[AWARD_MONTH] = months
        else:
            amount, peril = t.taken, CUSTODIAN_ABROAD
            w.state[RETALIATION_MONTH] = months
        if amount > 0.0:
            lose(t, w, month, amount, peril)


@njit(cache=True, nogil=True, forceinline=True)
def tax_forgone(t: Any, w: Walk, stop: int, end: int) -> float:
    """The host's tax that lent cash does not bring, until its end; present value in EUR."""
    lent, ahead = w.calendar[LENT], w.calendar[AHEAD]
    used, total, month = w.calendar[USED, stop], 0.0, t.start
    while month < end:
        year = year_at(t, month)
        last = min(t.january + 12 * year, end)
        base = lent[min(last, stop)] - lent[min(month, stop)]
        base += used * (ahead[max(last, stop)] - ahead[max(month, stop)])
        total += base * max(0.0, w.rates[SHORT, year] + t.margin)
        month = last
    return float(total * t.host_tax)
