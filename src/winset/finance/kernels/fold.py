"""From sums by month and key to what each payer is expected to pay."""

from __future__ import annotations

from typing import Any

import numpy as np

from winset._typing import Floats
from winset.finance.kernels.compiled import part
from winset.finance.kernels.layout import (
    AS_HOST,
    BALANCE,
    BY_CALL,
    BY_REPAYMENT,
    BY_SERVICE,
    CALLS,
    COHORT,
    GUARANTEE_KEY,
    HOST_CASH,
    LEFT_OVER,
    MEMBER_BUDGETS,
    MONTH,
    OWN,
    OWN_MONTHLY,
    POOL_SERVES,
    POOLED,
    RATES_SUM,
    RISE,
    ROWS,
    STOPS,
    SUMS,
    USED,
    VESSEL,
    Parts,
    Room,
    year_at,
)


@part
def close(t: Any, r: Room, paths: int, of: int, d: int, block: int, parts: Parts) -> None:
    """What hangs on when the cash began: what is paid as planned on `paths` paths `of` all."""
    as_planned(t, r, float(paths))
    going = float(paths)
    for month in range(r.sheet.shape[1] - 1):
        going -= r.sheet[STOPS, month]
        paid = r.sheet[USED, month + 1] - r.sheet[USED, month]
        paid -= t.first_call if month == t.start else 0.0
        parts.paid[d, block, year_at(t, month)] += paid * going / of


@part
def fold(t: Any, r: Room, of: int, d: int, block: int, parts: Parts) -> None:
    """Hand out one block's sums to payers and years; all blocks have `of` paths."""
    months, years, last = r.sheet.shape[1] - 1, r.rates.shape[1], r.vessels.shape[1]
    for g in range(1, last):
        for month in range(months):
            r.sheet[RISE + g, month] += r.sheet[RISE + g - 1, month]
    yearly = by_year(t, r)
    for i in range(r.payers.shape[1]):
        for year in range(years):
            for kind in range(BY_CALL):
                share = r.payers[kind, i] / of
                parts.cash[d, block, kind, i, year] = share * yearly[kind, year]
            if i == t.host:
                parts.cash[d, block, AS_HOST, i, year] = yearly[BY_CALL, year] / of
        own = hand_out(t, r, i, of, d, block, parts)
        parts.worth[d, block, OWN, i] = own / of
    for j in range(SUMS):
        parts.sums[d, block, j] = r.sums[j] / of
    for month in range(months):
        if r.sheet[ROWS, month] > 0.0:
            for year in range(year_at(t, month), years):
                parts.repeated[d, block, year] += r.sheet[ROWS, month] / of


@part
def as_planned(t: Any, r: Room, paths: float) -> None:
    """What is paid on every path alike, or in proportion to a path's coupons."""
    if t.funding == MEMBER_BUDGETS:
        for month in range(r.sheet.shape[1] - 1):
            paths -= r.sheet[STOPS, month]
            paid = r.sheet[USED, month + 1] - r.sheet[USED, month]
            r.sheet[POOLED + BY_REPAYMENT, month] += paths * paid
    if t.static == 1 and t.service == POOL_SERVES:
        for e in range(r.entries.shape[1]):
            coupons = r.cohorts[RATES_SUM, int(r.entries[COHORT, e])]
            month = int(r.entries[MONTH, e])
            r.sheet[POOLED + BY_SERVICE, month] += coupons * r.entries[BALANCE, e]


@part
def by_year(t: Any, r: Room) -> Floats:
    """What the members pay together by key, and what the host pays, shape (4, year), EUR."""
    yearly = np.zeros((BY_CALL + 1, r.rates.shape[1]))
    for kind in range(BY_CALL + 1):
        for month in range(r.sheet.shape[1] - 1):
            yearly[kind, year_at(t, month)] += r.sheet[POOLED + kind, month]
    return yearly


@part
def hand_out(t: Any, r: Room, i: int, of: int, d: int, block: int, parts: Parts) -> float:
    """One guarantor's calls; returns what it pays on all paths, at its own rate, EUR.

    What it is called for is its key's part of the rises that it followed.
    """
    factor, own, months = 1.0, 0.0, r.sheet.shape[1] - 1
    g, key = int(r.payers[VESSEL, i]), r.payers[GUARANTEE_KEY, i]
    missed = RISE + r.vessels.shape[1] + i
    for month in range(months):
        called = 0.0
        if g >= 0:
            called = key * max(0.0, r.sheet[RISE + g, month] - r.sheet[missed, month])
            parts.cash[d, block, BY_CALL, i, year_at(t, month)] += called / of
            parts.worth[d, block, CALLS, i] += called / of
        paid = called + r.payers[BY_REPAYMENT, i] * r.sheet[LEFT_OVER, month]
        for kind in range(BY_CALL):
            paid += r.payers[kind, i] * r.sheet[POOLED + kind, month]
        paid += r.sheet[HOST_CASH, month] if i == t.host else 0.0
        own += factor * paid
        factor *= r.payers[OWN_MONTHLY, i]
    return float(own + factor * r.payers[BY_REPAYMENT, i] * r.sheet[LEFT_OVER, months])
