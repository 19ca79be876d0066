"""The beneficiary's cash, month by month, on every path."""

from __future__ import annotations

from typing import Any

import numpy as np

from winset._typing import Floats, Ints
from winset.finance.kernels.compiled import entry, inline, part
from winset.finance.kernels.fates import (
    STEPS,
    by_start,
    clause_of,
    first_month,
    guide,
    last_payout,
    paid_before,
)
from winset.finance.kernels.layout import BEGINS, CUSTODIAN_CASH, LAPSED_BY, SETTLED_BY
from winset.finance.noise import CLAUSE, FIRST_CASH, FREEZE, SETTLEMENT

MOST = 8
"""Up to so many uncertain receipts is what comes in summed once for all that may come together."""


@entry
def run_down(
    terms: Any,
    calendar: Floats,
    starts: Floats,
    common: Floats,
    columns: Ints,
    share: float,
    cash: Floats,
    flow: Floats,
    spared: Floats,
    receipts: Floats,
    chance: Floats,
    first_out: Floats,
    gap: Floats,
    gap_open: Floats,
) -> None:
    """Count the paths whose first unmet need falls in each month, and add up what goes unmet.

    Parameters
    ----------
    calendar, starts : as in `Tables`; common : as in `Chances`; share : of one path in all.
    cash : shape (draw,), EUR on the first day.
    flow : shape (draw, month), certain receipts less needs, EUR, while nothing is settled; spared :
        by how much needs are less in a month before which a settlement has come.
    columns : shape (receipt,), the rows of `common` that decide on each uncertain receipt.
    receipts : shape (draw, receipt, month), EUR; chance : shape (draw, receipt).
    first_out : shape (draw, month + 1), to which shares of paths are added; the last: never.
    gap : shape (draw, month), to which expected unmet needs are added, EUR; gap_open : the same,
        counted only in months before a settlement.
    """
    months, paths, several = flow.shape[1], common.shape[1], columns.size
    first, fates = np.zeros((2, STEPS), np.int64), np.zeros((3, paths), np.int64)
    summed, payouts = several <= MOST, np.zeros(months)
    income = np.zeros((1 << several if summed else 1, months))
    order, ends = np.zeros(paths, np.int64), np.zeros(starts.shape[2] + 1, np.int64)
    for d in range(cash.size):
        befall(terms[d], calendar[d], common, columns, chance, d, months, first, fates)
        by_start(starts, d, common[FIRST_CASH], order, ends)
        if summed:
            for comes in range(1 << several):
                come_in(flow, receipts, d, comes, income, comes)
        for s in range(starts.shape[2]):
            paid_in(terms[d], calendar, starts, d, s, payouts)
            for place in range(ends[s], ends[s + 1]):
                p = order[place]
                comes = fates[COMES, p]
                if not summed:
                    come_in(flow, receipts, d, comes, income, 0)
                stop, settled = fates[STOP, p], fates[SETTLES, p]
                left, out = cash[d], months
                for month in range(months):
                    left += income[comes if summed else 0, month]
                    left += payouts[month] if month < stop else 0.0
                    left += spared[d, month] if month > settled else 0.0
                    if left < -0.005:  # what goes unmet is not made up later
                        gap[d, month] -= share * left
                        gap_open[d, month] -= share * left if month < settled else 0.0
                        out, left = min(out, month), 0.0
                first_out[d, out] += share


STOP, SETTLES, COMES = range(3)
"""On each path: when payouts stop, when it is settled, which receipts come (a bit for each)."""


@inline
def come_in(flow: Floats, receipts: Floats, d: int, comes: int, income: Floats, row: int) -> None:
    """What comes in less needs in each month, if just these receipts come; fills a row."""
    for month in range(flow.shape[1]):
        income[row, month] = flow[d, month]
        for j in range(receipts.shape[1]):
            income[row, month] += receipts[d, j, month] if comes >> j & 1 else 0.0


@part
def paid_in(t: Any, calendar: Floats, starts: Floats, d: int, s: int, payouts: Floats) -> None:
    """What reaches the beneficiary in each month if cash begins with the start s and goes on.

    payouts : shape (month,), filled, EUR.
    """
    start = int(starts[d, BEGINS, s])
    later = start - t.start
    for month in range(payouts.size):
        before = paid_before(calendar, d, month, later)
        payouts[month] = paid_before(calendar, d, month + 1, later) - before
    if start < payouts.size:
        payouts[start] -= t.first_call


@part
def befall(
    t: Any,
    calendar: Floats,
    common: Floats,
    columns: Ints,
    chance: Floats,
    d: int,
    months: int,
    first: Ints,
    fates: Ints,
) -> None:
    """What befalls each path that moves the cash; fates : shape (3, path), filled."""
    never = calendar.shape[1] - 1
    lapses = t.funding == CUSTODIAN_CASH and t.on_lapse == 1
    guide(calendar, SETTLED_BY, first, 0)
    if lapses:
        guide(calendar, LAPSED_BY, first, 1)
    for p in range(fates.shape[1]):
        settled = first_month(calendar, SETTLED_BY, first, 0, common[SETTLEMENT, p])
        clause = clause_of(t, calendar, settled, common[CLAUSE, p])
        lapsed = never
        if lapses:
            lapsed = first_month(calendar, LAPSED_BY, first, 1, common[FREEZE, p])
        lapsed = never if lapsed >= settled else lapsed
        stop = min(months, last_payout(t, settled, clause, lapsed, never))
        settled, comes = min(months, settled), 0
        for j in range(columns.size):
            comes |= (1 if common[columns[j], p] < chance[d, j] else 0) << j
        fates[STOP, p], fates[SETTLES, p], fates[COMES, p] = stop, settled, comes
