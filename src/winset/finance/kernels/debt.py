"""One path of bonds, or of a loan already paid out: interest and redemptions on their dates.

Where the debt is owed as planned whatever happens (`TERM.static`), interest is its coupon times
what is known beforehand, so that a path needs no more than its coupons and the dates on which
something falls due. Where redemptions hang on the coupon (an annuity) or on what the proceeds of
the assets have brought in, every date is walked.
"""

from __future__ import annotations

from typing import Any

from winset._typing import Floats
from winset.finance.kernels.compiled import inline, part
from winset.finance.kernels.layout import (
    AMOUNT,
    ANNUITY,
    BENEFICIARY,
    BOND,
    BONDS,
    BULLET,
    BY_SERVICE,
    COHORT,
    COUPONS,
    COUPONS_PRESENT,
    DISCOUNT,
    FALLS_DUE,
    INTEREST,
    ISSUED,
    LEFT,
    LEFT_OVER,
    MONTH,
    OUTSTANDING,
    OUTSTANDING_END,
    OWED,
    PART,
    PAYMENT,
    POOL_SERVES,
    PRINCIPAL,
    PROCEEDS,
    PROCEEDS_SERVE,
    RATE,
    RATES_SUM,
    REPARATIONS,
    SHORT,
    STEP,
    STOPS,
    TERMINAL,
    USED,
    WALKED,
    Room,
    year_at,
)
from winset.finance.kernels.waterfall import meet, members_pay
from winset.finance.law import RETURNED, SET_OFF


@inline
def borrow(t: Any, w: Any, r: Room, settled: int, clause: int, lapsed: int) -> None:
    """Debt is issued; its service will come on its dates, and some of it will be set off."""
    months = r.sheet.shape[1] - 1
    w.set_off_from = settled if clause == SET_OFF else months
    w.freeze_end = min(lapsed, settled if clause in (RETURNED, SET_OFF) else months)
    w.seen = t.start
    w.service = int(r.entries[MONTH, int(r.entries[WALKED, 0])])
    r.sheet[STOPS, w.stop] += 1.0
    issue(t, w, r)


@inline
def service_due(t: Any, w: Any, r: Room, month: int) -> float:
    """What is due on the next date and nobody has paid yet, EUR: of interest, then of principal."""
    e = int(r.entries[WALKED, w.entry])
    k = int(r.entries[COHORT, e])
    falls, short = r.entries[FALLS_DUE, e] * r.cohorts[PART, k], 0.0
    if t.static == 0:
        interest = r.cohorts[RATE, k] * r.cohorts[OWED, k]
        falls = redeemed(t, r, k, int(r.entries[STEP, e]), interest)
        if w.served == 0:
            short = pay_interest(t, w, r, month, interest)
            w.served = 1
    if short > 0.0:
        w.peril = INTEREST
        return float(short)
    r.cohorts[OWED, k] -= falls
    w.entry += 1
    w.service, w.served = int(r.entries[MONTH, int(r.entries[WALKED, w.entry])]), 0
    w.peril = PRINCIPAL
    return repay(t, w, r, k, month, falls)


@inline
def issue(t: Any, w: Any, r: Room) -> None:
    """Each year's debt with the coupon locked at its issue (never below zero)."""
    for k in range(r.cohorts.shape[1]):
        part_ = made(t, w, r, k)
        amount, rate = r.cohorts[AMOUNT, k] * part_, t.coupon
        if t.funding == BONDS and amount > 0.0:
            year = year_at(t, int(r.cohorts[ISSUED, k]))
            rate = max(0.0, r.rates[BOND, year, w.lane] + t.spread)
        r.cohorts[OWED, k], r.cohorts[RATE, k], r.cohorts[PART, k] = amount, rate, part_
        if t.static == 0:
            r.cohorts[PAYMENT, k] = annuity(amount, rate, t.tenor) if t.profile == ANNUITY else 0.0
        elif t.service == POOL_SERVES:
            rate *= part_
            r.cohorts[RATES_SUM, k] += rate
            r.sums[INTEREST] += rate * r.cohorts[COUPONS, k]
            w.in_pool += rate * r.cohorts[COUPONS, k]
            w.by_service += rate * r.cohorts[COUPONS_PRESENT, k]


@inline
def made(t: Any, w: Any, r: Room, k: int) -> float:
    """The part of a year's issue that is made: what the year pays out before payouts stop."""
    first = int(r.cohorts[ISSUED, k])
    if t.funding != BONDS or t.ends == 0 or r.cohorts[AMOUNT, k] <= 0.0:
        return 1.0
    last = min(t.january + 12 * year_at(t, first), r.sheet.shape[1] - 1, w.stop)
    if last <= first:
        return 0.0
    return float((r.sheet[USED, last] - r.sheet[USED, first]) / r.cohorts[AMOUNT, k])


@inline
def annuity(amount: float, rate: float, years: int) -> float:
    """The level yearly payment that pays off an amount."""
    if rate < 1e-9:
        return amount / years
    return float(amount * rate / (1.0 - (1.0 + rate) ** -years))


@inline
def pay_interest(t: Any, w: Any, r: Room, month: int, interest: float) -> float:
    """Interest is paid from proceeds, and by the members; returns what the guarantee must pay."""
    if t.service == PROCEEDS_SERVE:
        interest -= from_proceeds(t, w, r.rates, month, interest)
    if t.service == POOL_SERVES or (t.service == PROCEEDS_SERVE and t.funding == BONDS):
        r.sums[INTEREST] += interest
        members_pay(w, r, month, r.sheet[DISCOUNT, month], interest, BY_SERVICE)
    return interest if t.service == PROCEEDS_SERVE and t.funding == OUTSTANDING else 0.0


@inline
def repay(t: Any, w: Any, r: Room, k: int, month: int, redemption: float) -> float:
    """What is left of a redemption after set-off, and after what the proceeds pay, EUR."""
    from_reparations = t.repayment == REPARATIONS or t.repayment == PROCEEDS
    if from_reparations and month >= w.set_off_from:
        meet(w, r, redemption * t.set_off, PRINCIPAL)
        redemption *= 1.0 - t.set_off
    if t.repayment == PROCEEDS:
        redemption -= from_proceeds(t, w, r.rates, month, redemption)
        if t.funding == OUTSTANDING:  # what the proceeds bring beyond what is due repays early
            r.cohorts[OWED, k] -= from_proceeds(t, w, r.rates, month, r.cohorts[OWED, k])
    return 0.0 if t.repayment == BENEFICIARY else redemption


@inline
def redeemed(t: Any, r: Room, k: int, step: int, interest: float) -> float:
    """What falls due of one issue at a step; what was repaid ahead of its date counts."""
    owed = r.cohorts[OWED, k]
    if step >= t.tenor:
        return float(owed)
    if t.profile == BULLET:
        return 0.0
    if t.profile == ANNUITY:
        return float(min(owed, r.cohorts[PAYMENT, k] - interest))
    return float(
        max(0.0, owed - r.cohorts[AMOUNT, k] * r.cohorts[PART, k] * (1.0 - step / t.tenor))
    )


@part
def from_proceeds(t: Any, w: Any, rates: Floats, month: int, wanted: float) -> float:
    """What the assets' proceeds pay, out of all they have brought in before this month."""
    until = min(month, w.freeze_end)
    at = w.seen
    while at < until:
        year = year_at(t, at)
        last = min(t.january + 12 * year, until)
        rate = max(0.0, rates[SHORT, year, w.lane] + t.margin)
        w.available += t.cash * rate * t.kept * (last - at) / 12.0
        at = last
    w.seen = max(w.seen, month)
    paid = min(wanted, w.available)
    w.available -= paid
    return float(paid)


@inline
def leave(t: Any, w: Any, r: Room) -> None:
    """What is owed beyond the last month: outstanding, and a burden at its value today."""
    months = r.sheet.shape[1] - 1
    met = t.set_off if w.set_off_from < months else 0.0
    for k in range(r.cohorts.shape[1]):
        owed = r.cohorts[LEFT, k] * r.cohorts[PART, k] if t.static == 1 else r.cohorts[OWED, k]
        r.sums[OUTSTANDING_END] += owed
        if t.repayment == BENEFICIARY or owed <= 0.0:
            continue
        if t.repayment == REPARATIONS or t.repayment == PROCEEDS:
            owed *= 1.0 - met
        month = counts_from(t, int(r.cohorts[ISSUED, k]), months)
        w.by_repayment += r.sheet[DISCOUNT, month] * owed
        r.sheet[LEFT_OVER, month] += owed
        r.sums[TERMINAL] += owed


@inline
def counts_from(t: Any, issued: int, months: int) -> int:
    """The date from which a balance that is left over counts in present value.

    Where the members pay its interest it is worth its face on the last day of service (at a coupon
    equal to the discount rate the horizon is then nothing to the result); else the last month.
    """
    if t.service == POOL_SERVES:
        return issued + 12 * ((months - 1 - issued) // 12)
    return months
