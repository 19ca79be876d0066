"""The beneficiary's cash, month by month, on every path.

Paths on which payouts stop in the same month and the same receipts come are one to its cash: they
are counted first, and each such group is followed once.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from winset._typing import Floats, Ints
from winset.finance.kernels.compiled import entry, inline, part
from winset.finance.kernels.fates import STEPS, first_month, guide
from winset.finance.kernels.layout import CUSTODIAN_CASH, LAPSED_BY, SETTLED_BY, USED
from winset.finance.noise import FREEZE, SETTLEMENT

MOST = 8
"""Up to so many uncertain receipts are paths put into groups; else each stands for itself."""


@entry
def run_down(
    terms: Any,
    calendar: Floats,
    common: Floats,
    columns: Ints,
    share: float,
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
    calendar : as in `Tables`; common : as in `Chances`; share : of one path in all.
    cash : shape (draw,), EUR on the first day.
    flow : shape (draw, month), certain receipts less needs, EUR.
    columns : shape (receipt,), the rows of `common` that decide on each uncertain receipt.
    receipts : shape (draw, receipt, month), EUR; chance : shape (draw, receipt).
    first_out : shape (draw, month + 1), to which shares of paths are added; the last: never.
    gap : shape (draw, month), to which expected unmet needs are added, EUR; gap_open : the same,
        counted only in months before a settlement.
    """
    months, paths, several = flow.shape[1], common.shape[1], columns.size
    first, monthly, payouts = np.zeros((2, STEPS), np.int64), np.zeros(months), np.zeros(months)
    fates = np.zeros((3, paths), np.int64)
    grouped = several <= MOST
    groups = (months + 1) << several if grouped else paths
    settling = np.zeros((groups, months + 1), np.int64)
    for d in range(cash.size):
        for month in range(months):
            payouts[month] = calendar[d, USED, month + 1] - calendar[d, USED, month]
        if terms[d].start < months:
            payouts[terms[d].start] -= terms[d].first_call
        befall(terms[d], calendar[d], common, columns, chance, d, months, first, fates)
        for p in range(paths):
            settling[
                (fates[STOP, p] << several) + fates[COMES, p] if grouped else p, fates[SETTLES, p]
            ] += 1
        for k in range(groups):
            open_paths = 0
            for month in range(months + 1):
                open_paths += settling[k, month]
            if open_paths == 0:
                continue
            stop = k >> several if grouped else fates[STOP, k]
            comes = k & ((1 << several) - 1) if grouped else fates[COMES, k]
            for month in range(months):
                monthly[month] = flow[d, month] + (payouts[month] if month < stop else 0.0)
                for j in range(several):
                    monthly[month] += receipts[d, j, month] if comes >> j & 1 else 0.0
            spend(cash[d], monthly, settling, k, open_paths, share, first_out, gap, gap_open, d)


STOP, SETTLES, COMES = range(3)
"""On each path: when payouts stop, when it is settled, which receipts come (a bit for each)."""


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
    """What befalls each path that moves the cash; fates : shape (3, path), filled.

    Payouts from immobilised cash stop at a settlement or lapse, all others never.
    """
    lent = t.funding == CUSTODIAN_CASH
    lapses = lent and t.on_lapse == 1
    guide(calendar, SETTLED_BY, first, 0)
    if lapses:
        guide(calendar, LAPSED_BY, first, 1)
    for p in range(fates.shape[1]):
        settled = min(months, first_month(calendar, SETTLED_BY, first, 0, common[SETTLEMENT, p]))
        stop = settled if lent else months
        if lapses:
            stop = min(stop, first_month(calendar, LAPSED_BY, first, 1, common[FREEZE, p]))
        comes = 0
        for j in range(columns.size):
            comes |= (1 if common[columns[j], p] < chance[d, j] else 0) << j
        fates[STOP, p], fates[SETTLES, p], fates[COMES, p] = stop, settled, comes


@inline
def spend(
    cash: float,
    monthly: Floats,
    settling: Ints,
    k: int,
    open_paths: int,
    share: float,
    first_out: Floats,
    gap: Floats,
    gap_open: Floats,
    d: int,
) -> None:
    """One group's cash runs down: its first month with an unmet need, and all that goes unmet.

    Needs that go unmet are not made up later: the cash starts again from nothing.

    settling : shape (group, month + 1), how many of it are settled in each month; set to 0.
    """
    out, weight = monthly.size, open_paths * share
    for month in range(monthly.size):
        open_paths -= settling[k, month]
        cash += monthly[month]
        if cash < -0.005:
            gap[d, month] -= weight * cash
            gap_open[d, month] -= open_paths * share * cash
            out = min(out, month)
            cash = 0.0
    for month in range(monthly.size + 1):
        settling[k, month] = 0
    first_out[d, out] += weight
