"""The beneficiary's cash, month by month, on every path."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from winset._typing import Floats
from winset.finance.kernels.fates import fate, first_month
from winset.finance.kernels.layout import CUSTODIAN_CASH, SETTLED_BY, USED
from winset.finance.noise import SETTLEMENT


@njit(cache=True, nogil=True)
def run_down(
    terms: Any,
    calendar: Floats,
    noise: Floats,
    cash: Floats,
    flow: Floats,
    receipts: Floats,
    chance: Floats,
    first_out: Floats,
    gap: Floats,
    gap_open: Floats,
) -> None:
    """Count the paths whose first unmet need falls in each month, and add up what goes unmet.

    Parameters
    ----------
    calendar : as in `Tables`; noise : shape (path, column), the receipts' columns last.
    cash : shape (draw,), EUR on the first day.
    flow : shape (draw, month), certain receipts less needs, EUR.
    receipts : shape (draw, receipt, month), EUR; chance : shape (draw, receipt).
    first_out : shape (draw, month + 1), filled with shares of paths; the last: never.
    gap : shape (draw, month), filled with expected unmet needs, EUR; gap_open : the same, counted
        only in months before a settlement.
    """
    paths, months = noise.shape[0], flow.shape[1]
    monthly, payouts = np.zeros(months), np.zeros(months)
    first = noise.shape[1] - chance.shape[1]
    for d in range(cash.size):
        for month in range(months):
            payouts[month] = calendar[d, USED, month + 1] - calendar[d, USED, month]
        if terms[d].start < months:
            payouts[terms[d].start] -= terms[d].first_call
        for p in range(paths):
            stop = stop_month(terms[d], calendar[d], noise[p], months)
            for month in range(months):
                monthly[month] = flow[d, month] + (payouts[month] if month < stop else 0.0)
            for r in range(chance.shape[1]):
                if noise[p, first + r] < chance[d, r]:
                    for month in range(months):
                        monthly[month] += receipts[d, r, month]
            settled = first_month(calendar[d, SETTLED_BY], noise[p, SETTLEMENT])
            first_out[d, spend(cash[d], monthly, settled, gap[d], gap_open[d])] += 1.0 / paths
        for month in range(months):
            gap[d, month] /= paths
            gap_open[d, month] /= paths


@njit(cache=True, nogil=True, forceinline=True)
def stop_month(t: Any, calendar: Floats, noise: Floats, months: int) -> int:
    """The month in which payouts stop: those from immobilised cash at a settlement or lapse."""
    if t.funding != CUSTODIAN_CASH:
        return months
    settled, _, lapsed = fate(t, calendar, noise)
    return int(min(settled, lapsed if t.on_lapse == 1 else months))


@njit(cache=True, nogil=True, forceinline=True)
def spend(cash: float, monthly: Floats, settled: int, gap: Floats, gap_open: Floats) -> int:
    """The first month with an unmet need (their number if none); adds what is unmet to the gaps.

    Needs that go unmet are not made up later: the cash starts again from nothing.
    """
    out = monthly.size
    for month in range(monthly.size):
        cash += monthly[month]
        if cash < -0.005:
            gap[month] -= cash
            if month < settled:
                gap_open[month] -= cash
            out = min(out, month)
            cash = 0.0
    return out
