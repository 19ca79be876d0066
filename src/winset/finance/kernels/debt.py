"""One path of bonds, or of a loan already paid out: interest and redemptions on their dates."""

from __future__ import annotations

from typing import Any

from numba import njit

from winset.finance.kernels.fates import set_alarms
from winset.finance.kernels.layout import (
    AMOUNT,
    ANNUITY,
    AVAILABLE,
    BENEFICIARY,
    BOND,
    BONDS,
    BULLET,
    BY_REPAYMENT,
    BY_SERVICE,
    COHORT,
    DISCOUNT,
    DUE_MONTH,
    FREEZE_END,
    INTEREST,
    LEFT_OVER,
    MONTH,
    OUTSTANDING,
    OUTSTANDING_END,
    OWED,
    PAYMENT,
    POOL_PRESENT,
    POOL_SERVES,
    PRINCIPAL,
    PROCEEDS,
    PROCEEDS_SERVE,
    RATE,
    REPARATIONS,
    SEEN,
    SHORT,
    STEP,
    STOPS,
    TERMINAL,
    Walk,
    year_at,
)
from winset.finance.kernels.paths import befalls, losses_until
from winset.finance.kernels.waterfall import lose, meet, members_pay
from winset.finance.law import RETURNED, SET_OFF


@njit(cache=True, nogil=True)
def debt_path(t: Any, w: Walk) -> None:
    """Interest and redemptions until the last month; what is then still owed is left over."""
    months = w.calendar.shape[1] - 1
    settled, clause, lapsed = befalls(t, w)
    set_off_from = settled if clause == SET_OFF else months
    gone = settled if clause in (RETURNED, SET_OFF) else months
    w.state[FREEZE_END] = min(lapsed, gone)
    w.state[SEEN] = t.start
    w.state[DUE_MONTH] = months
    set_alarms(t, w, t.funding == BONDS)
    w.cash[STOPS, months] += 1.0
    issue(t, w)
    for e in range(w.entries.shape[1]):
        month = w.entries[MONTH, e]
        losses_until(t, w, month, months, 0.0)
        if month >= months:
            break
        serve(t, w, e, month, t.set_off if month >= set_off_from else 0.0)
    leave(t, w, t.set_off if set_off_from < months else 0.0)


@njit(cache=True, nogil=True, forceinline=True)
def issue(t: Any, w: Walk) -> None:
    """Each year's debt with the coupon locked at its issue (never below zero)."""
    for k in range(w.cohorts.shape[1]):
        amount, rate = w.cohorts[AMOUNT, k], t.coupon
        if t.funding == BONDS and amount > 0.0:
            year = year_at(t, int(w.cohorts[MONTH, k]))
            rate = max(0.0, w.rates[BOND, year] + t.spread)
        w.debt[OWED, k], w.debt[RATE, k] = amount, rate
        if t.profile == ANNUITY:
            w.debt[PAYMENT, k] = annuity(amount, rate, t.tenor)


@njit(cache=True, nogil=True, forceinline=True)
def annuity(amount: float, rate: float, years: int) -> float:
    """The level yearly payment that pays off an amount."""
    if rate < 1e-9:
        return amount / years
    return float(amount * rate / (1.0 - (1.0 + rate) ** -years))


@njit(cache=True, nogil=True, forceinline=True)
def serve(t: Any, w: Walk, e: int, month: int, met: float) -> None:
    """Interest and redemption of one issue on one date; `met`: the share that is set off."""
    k = w.entries[COHORT, e]
    interest = w.debt[RATE, k] * w.debt[OWED, k]
    redemption = redeemed(t, w, k, w.entries[STEP, e], interest)
    w.debt[OWED, k] -= redemption
    if t.service == PROCEEDS_SERVE:
        interest -= from_proceeds(t, w, month, interest)
    if t.service == POOL_SERVES or (t.service == PROCEEDS_SERVE and t.funding == BONDS):
        w.sums[INTEREST] += interest
        members_pay(w, month, interest, BY_SERVICE)
    if met > 0.0 and (t.repayment == REPARATIONS or t.repayment == PROCEEDS):
        meet(w, redemption * met, PRINCIPAL)
        redemption *= 1.0 - met
    if t.repayment == PROCEEDS:
        redemption -= from_proceeds(t, w, month, redemption)
        if t.funding == OUTSTANDING:  # what the proceeds bring beyond what is due repays early
            w.debt[OWED, k] -= from_proceeds(t, w, month, w.debt[OWED, k])
    if t.repayment == BENEFICIARY:
        redemption = 0.0
    short = interest if t.service == PROCEEDS_SERVE and t.funding == OUTSTANDING else 0.0
    for peril, amount in ((INTEREST, short), (PRINCIPAL, redemption)):
        if amount > 0.0:
            fall_short(t, w, month, amount, peril)


@njit(cache=True, nogil=True, forceinline=True)
def fall_short(t: Any, w: Walk, month: int, amount: float, peril: int) -> None:
    """What is due and not met: for the guarantee where there is one, else for the members."""
    if t.guaranteed == 1:
        lose(t, w, month, amount, peril)
    else:
        w.sums[peril] += amount
        members_pay(w, month, amount, BY_REPAYMENT)


@njit(cache=True, nogil=True, forceinline=True)
def redeemed(t: Any, w: Walk, k: int, step: int, interest: float) -> float:
    """What falls due of one issue at a step; what was repaid ahead of its date counts."""
    owed = w.debt[OWED, k]
    if step >= t.tenor:
        return float(owed)
    if t.profile == BULLET:
        return 0.0
    if t.profile == ANNUITY:
        return float(min(owed, w.debt[PAYMENT, k] - interest))
    return float(max(0.0, owed - w.cohorts[AMOUNT, k] * (1.0 - step / t.tenor)))


@njit(cache=True, nogil=True)
def from_proceeds(t: Any, w: Walk, month: int, wanted: float) -> float:
    """What the assets' proceeds pay, out of all they have brought in before this month."""
    for m in range(int(w.state[SEEN]), min(month, int(w.state[FREEZE_END]))):
        rate = max(0.0, w.rates[SHORT, year_at(t, m)] + t.margin)
        w.state[AVAILABLE] += t.cash * rate * t.kept / 12.0
    w.state[SEEN] = max(w.state[SEEN], float(month))
    paid = min(wanted, w.state[AVAILABLE])
    w.state[AVAILABLE] -= paid
    return float(paid)


@njit(cache=True, nogil=True, forceinline=True)
def leave(t: Any, w: Walk, met: float) -> None:
    """What is owed beyond the last month: outstanding, and a burden at its value today."""
    months = w.calendar.shape[1] - 1
    for k in range(w.cohorts.shape[1]):
        owed = w.debt[OWED, k]
        w.sums[OUTSTANDING_END] += owed
        if t.repayment == BENEFICIARY or owed <= 0.0:
            continue
        if t.repayment == REPARATIONS or t.repayment == PROCEEDS:
            owed *= 1.0 - met
        month = counts_from(t, int(w.cohorts[MONTH, k]), months)
        w.state[POOL_PRESENT + BY_REPAYMENT] += w.calendar[DISCOUNT, month] * owed
        w.cash[LEFT_OVER, month] += owed
        w.sums[TERMINAL] += owed


@njit(cache=True, nogil=True, forceinline=True)
def counts_from(t: Any, issued: int, months: int) -> int:
    """The date from which a balance that is left over counts in present value.

    Where the members pay its interest it is worth its face on the last day of service (at a coupon
    equal to the discount rate the horizon is then nothing to the result); else the last month.
    """
    if t.service == POOL_SERVES:
        return issued + 12 * ((months - 1 - issued) // 12)
    return months
