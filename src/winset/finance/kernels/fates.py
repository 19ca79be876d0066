"""What befalls one path: the rates, when it is settled and how, when the freeze lapses."""

from __future__ import annotations

from typing import Any

import numpy as np

from winset._typing import Floats, Ints
from winset.finance.kernels.compiled import inline, part
from winset.finance.kernels.layout import (
    BITS,
    BOND,
    CUSTODIAN_CASH,
    FAILING,
    GUARANTEE_KEY,
    RETURNED_BY,
    SET_OFF_BY,
    SHORT,
    UNTIL,
    USED,
    Chances,
    Room,
)
from winset.finance.law import RETURNED, SET_OFF, STAY_FROZEN
from winset.finance.noise import (
    ARBITRATION,
    ARBITRATION_LAG,
    AWARD,
    AWARD_LAG,
    RATES,
    RETALIATION,
    RETALIATION_LAG,
    TOGETHER,
)

STEPS = 512
"""Into how many steps a guide divides the chances: a power of two, so that u x STEPS is exact."""


@part
def guide(by: Floats, row: int, first: Ints, at: int) -> None:
    """Where to begin to look for a chance: the first month whose cumulative chance exceeds each
    of 0, 1 / STEPS, 2 / STEPS, ... (Chen & Asau 1974, "On generating random variates from an
    empirical distribution").

    Parameters
    ----------
    by : shape (row, month + 1); the row asked for never falls, and its last value exceeds 1.
    first : shape (.., STEPS), of which row `at` is filled with months.
    """
    month = 0
    for step in range(STEPS):
        while by[row, month] <= step / STEPS:
            month += 1
        first[at, step] = month


@inline
def first_month(by: Floats, row: int, first: Ints, at: int, u: float) -> int:
    """The first month whose cumulative chance exceeds u (in [0, 1)); arguments as in `guide`."""
    month = first[at, int(u * STEPS)]
    while by[row, month] <= u:
        month += 1
    return int(month)


@inline
def clause_of(t: Any, calendar: Floats, settled: int, u: float) -> int:
    """What a settlement says of the assets.

    Assets that it would return stay frozen where that is no trigger of the instrument.
    """
    if u < calendar[RETURNED_BY, settled]:
        return RETURNED if t.on_return == 1 else STAY_FROZEN
    return SET_OFF if u < calendar[SET_OFF_BY, settled] else STAY_FROZEN


@inline
def last_payout(t: Any, settled: int, clause: int, lapsed: int, months: int) -> int:
    """The month from which a settlement, or a lapse, lets nothing more be paid out."""
    stop = settled if t.ends == 1 else months
    if t.funding == CUSTODIAN_CASH:
        stop = min(stop, lapsed if t.on_lapse == 1 else months)
        stop = min(stop, settled if clause != STAY_FROZEN else months)
    return int(stop)


@part
def by_start(starts: Floats, d: int, numbers: Floats, order: Ints, ends: Ints) -> None:
    """Put the paths of a draw in the order of the months in which their cash begins.

    Parameters
    ----------
    starts : as in `Tables`; numbers : shape (path,), each path's own, in [0, 1).
    order : shape (path,), filled with paths; those of start k stand from ends[k] to ends[k + 1].
    """
    several = starts.shape[2]
    for k in range(several + 1):
        ends[k] = 0
    for p in range(numbers.size):
        ends[taken(starts, d, numbers[p]) + 1] += 1
    for k in range(several):
        ends[k + 1] += ends[k]
    for p in range(numbers.size):
        k = taken(starts, d, numbers[p])
        order[ends[k]] = p
        ends[k] += 1
    for k in range(several, 0, -1):
        ends[k] = ends[k - 1]
    ends[0] = 0


@inline
def taken(starts: Floats, d: int, u: float) -> int:
    """Which start a path takes by its number."""
    k = 0
    while starts[d, UNTIL, k] <= u:
        k += 1
    return k


@inline
def paid_before(used: Floats, d: int, month: int, later: int) -> float:
    """What has been paid out before a month if cash begins some months later than at the earliest.

    used : as `Tables.calendar`.
    """
    return float(used[d, USED, month - later]) if month >= later else 0.0


@part
def walk_rates(t: Any, common: Floats, order: Ints, at: int, count: int, rates: Floats) -> None:
    """The two rates year by year on `count` paths from place `at` of an order on, by their shocks.

    rates : shape (2, year, lane), filled.
    """
    across = np.sqrt(max(0.0, 1.0 - t.rho * t.rho))
    rho, m, b = t.rho, t.short_mean, t.yield_mean
    decay, shock, yield_decay, yield_shock = (
        t.short_decay,
        t.short_shock,
        t.yield_decay,
        t.yield_shock,
    )
    for q in range(count):
        rates[SHORT, 0, q] = t.short_start
        rates[BOND, 0, q] = t.yield_start
    for y in range(1, rates.shape[1]):
        for q in range(count):
            p = order[at + q]
            z, own = common[RATES + 2 * y - 2, p], common[RATES + 2 * y - 1, p]
            rates[SHORT, y, q] = m + (rates[SHORT, y - 1, q] - m) * decay + shock * z
            other = rho * z + across * own
            rates[BOND, y, q] = b + (rates[BOND, y - 1, q] - b) * yield_decay + yield_shock * other


@inline
def set_alarms(t: Any, w: Any, chances: Chances, p: int, used: bool, months: int) -> None:
    """The months of awards and of retaliation: some time after first use, or never."""
    w.award = months
    w.blow = months
    w.ruling = months
    common = chances.common
    if used and t.on_award == 1 and common[AWARD, p] < t.award_chance:
        w.award = min(months, t.start + int(t.award_lag * common[AWARD_LAG, p]))
    if used and t.on_retaliation == 1 and common[RETALIATION, p] < t.retaliation_chance:
        w.blow = min(months, t.start + int(t.retaliation_lag * common[RETALIATION_LAG, p]))
    if used and t.on_arbitration == 1 and common[ARBITRATION, p] < t.arbitration_chance:
        w.ruling = min(months, t.start + int(t.arbitration_lag * common[ARBITRATION_LAG, p]))


@inline
def find_failing(
    t: Any, w: Any, r: Room, chances: Chances, p: int, failing: Ints, d: int, at: int
) -> None:
    """Which guarantors do not pay: a Gaussian copula with one common factor (Vasicek 1987).

    failing : as in `Book`; d, at : the draw's and the path's place in it.
    """
    w.failing = 0
    for word in range(failing.shape[1]):
        failing[d, word, at] = 0
    common = t.fail_common * chances.common[TOGETHER, p]
    if common + t.fail_own * chances.least[p] >= t.fail_below:
        return
    for i in range(r.payers.shape[1]):
        if r.payers[GUARANTEE_KEY, i] <= 0.0:
            continue
        if common + t.fail_own * chances.own[p, i] < t.fail_below:
            r.payers[FAILING, w.failing] = i
            w.failing += 1
            failing[d, i // BITS, at] |= 1 << (i % BITS)
