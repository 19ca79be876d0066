"""What befalls one path: the rates, when it is settled and how, when the freeze lapses."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from winset._typing import Floats
from winset.finance.kernels.layout import (
    ABLE,
    AWARD_MONTH,
    BOND,
    LAPSED_BY,
    RETALIATION_MONTH,
    RETURNED_BY,
    SET_OFF_BY,
    SETTLED_BY,
    SHORT,
    Walk,
)
from winset.finance.law import RETURNED, SET_OFF, STAY_FROZEN
from winset.finance.noise import (
    AWARD,
    AWARD_LAG,
    CLAUSE,
    FREEZE,
    RATES,
    RETALIATION,
    RETALIATION_LAG,
    SETTLEMENT,
    TOGETHER,
)


@njit(cache=True, nogil=True, forceinline=True)
def first_month(by: Floats, u: float) -> int:
    """The first month whose cumulative chance exceeds u.

    Parameters
    ----------
    by : shape (month + 1,), never falling; its last value exceeds every u.
    """
    low, high = 0, by.size - 1
    while low < high:
        middle = (low + high) // 2
        if by[middle] > u:
            high = middle
        else:
            low = middle + 1
    return low


@njit(cache=True, nogil=True, forceinline=True)
def fate(t: Any, calendar: Floats, noise: Floats) -> tuple[int, int, int]:
    """Months of settlement and of the freeze's lapse, and the settlement's clause, on a path.

    A freeze that would lapse after a settlement never does; assets that a settlement would return
    stay frozen where that is no trigger of the instrument.
    """
    months = calendar.shape[1] - 1
    settled = first_month(calendar[SETTLED_BY], noise[SETTLEMENT])
    lapsed = first_month(calendar[LAPSED_BY], noise[FREEZE])
    if lapsed >= settled:
        lapsed = months
    clause = STAY_FROZEN
    if noise[CLAUSE] < calendar[RETURNED_BY, settled]:
        clause = RETURNED if t.on_return == 1 else STAY_FROZEN
    elif noise[CLAUSE] < calendar[SET_OFF_BY, settled]:
        clause = SET_OFF
    return settled, clause, lapsed


@njit(cache=True, nogil=True, forceinline=True)
def walk_rates(t: Any, w: Walk) -> None:
    """The two rates of a path, year by year, from its shocks."""
    across = np.sqrt(max(0.0, 1.0 - t.rho * t.rho))
    r, b = t.short_start, t.yield_start
    w.rates[SHORT, 0], w.rates[BOND, 0] = r, b
    for y in range(1, w.rates.shape[1]):
        z = w.noise[RATES + 2 * y - 2]
        shock = t.rho * z + across * w.noise[RATES + 2 * y - 1]
        r = t.short_mean + (r - t.short_mean) * t.short_decay + t.short_shock * z
        b = t.yield_mean + (b - t.yield_mean) * t.yield_decay + t.yield_shock * shock
        w.rates[SHORT, y], w.rates[BOND, y] = r, b


@njit(cache=True, nogil=True, forceinline=True)
def set_alarms(t: Any, w: Walk, used: bool) -> None:
    """The months of a court's award and of retaliation: some time after first use, or never."""
    months = w.calendar.shape[1] - 1
    w.state[AWARD_MONTH] = months
    w.state[RETALIATION_MONTH] = months
    if used and t.on_award == 1 and w.noise[AWARD] < t.award_chance:
        after = int(t.award_lag * w.noise[AWARD_LAG])
        w.state[AWARD_MONTH] = min(months, t.start + after)
    if used and t.on_retaliation == 1 and w.noise[RETALIATION] < t.retaliation_chance:
        after = int(t.retaliation_lag * w.noise[RETALIATION_LAG])
        w.state[RETALIATION_MONTH] = min(months, t.start + after)


@njit(cache=True, nogil=True, forceinline=True)
def find_able(t: Any, w: Walk) -> None:
    """Which guarantors pay on a path: a Gaussian copula with one common factor (Vasicek 1987)."""
    common = t.fail_common * w.noise[TOGETHER]
    first = RATES + 2 * w.rates.shape[1]
    for i in range(w.payers.shape[1]):
        fails = common + t.fail_own * w.noise[first + i] < t.fail_below
        w.guarantors[ABLE, i] = 0.0 if fails else 1.0
