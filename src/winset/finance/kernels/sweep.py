"""All paths of some draws of one option, and what is told of each draw."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from winset._typing import Floats
from winset.finance.kernels.debt import debt_path
from winset.finance.kernels.fates import walk_rates
from winset.finance.kernels.layout import (
    BY_CALL,
    BY_REPAYMENT,
    CALLED,
    CALLS,
    CUSTODIAN_CASH,
    GUARANTOR_CASH,
    HOST_CASH,
    HOST_PAYS,
    HOST_PRESENT,
    IN_HOST,
    IS_CALLED,
    LAYER,
    LEFT_OVER,
    MEMBER_BUDGETS,
    OWN,
    OWN_MONTHLY,
    POOL_PRESENT,
    PRESENT,
    PRESENTED,
    STATES,
    STOPS,
    SUMS,
    USED,
    Out,
    Tables,
    Walk,
    year_at,
)
from winset.finance.kernels.paths import budget_path, custodian_path
from winset.finance.kernels.statistics import describe, tail_means

A_CENT = 0.005


@njit(cache=True, nogil=True)
def sweep(
    terms: Any, tables: Tables, noise: Floats, years: int, first: int, last: int, out: Out
) -> None:
    """Walk every path of the draws first..last - 1 and fill their rows of `out`.

    noise : shape (path, column); years : number of calendar years.
    """
    paths, payers = noise.shape[0], tables.payers.shape[2]
    state, rates = np.zeros(STATES), np.zeros((2, years))
    debt = np.zeros((3, tables.cohorts.shape[2]))
    guarantors = np.zeros((2, payers))
    cash = np.zeros((GUARANTOR_CASH + payers, tables.calendar.shape[2]))
    sums = np.zeros(SUMS)
    layers, present, host = np.zeros((6, paths)), np.zeros((payers, paths)), np.zeros(paths)
    for d in range(first, last):
        calendar, shares = tables.calendar[d], tables.payers[d]
        entries, cohorts = tables.entries[d], tables.cohorts[d]
        cash[:] = 0.0
        sums[:] = 0.0
        for p in range(paths):
            w = Walk(
                calendar, shares, entries, cohorts, noise[p],
                state, rates, debt, guarantors, cash, sums,
            )  # fmt: skip
            follow(terms[d], w)
            keep(terms[d], w, p, layers, present, host)
        tell(terms[d], w, d, layers, present, host, out)


@njit(cache=True, nogil=True, forceinline=True)
def follow(t: Any, w: Walk) -> None:
    """A clean slate, and then the path of the instrument's kind."""
    if w.state[IS_CALLED] == 1.0:
        w.guarantors[PRESENT, :] = 0.0
    w.state[:] = 0.0
    walk_rates(t, w)
    if t.funding == CUSTODIAN_CASH:
        custodian_path(t, w)
    elif t.funding == MEMBER_BUDGETS:
        budget_path(t, w)
    else:
        debt_path(t, w)


@njit(cache=True, nogil=True, forceinline=True)
def keep(t: Any, w: Walk, p: int, layers: Floats, present: Floats, host: Floats) -> None:
    """What is kept of a path: who bore what, and each payer's burden in present value."""
    for k in range(6):
        layers[k, p] = w.state[LAYER + k]
    w.sums[CALLED] += 1.0 if w.state[PRESENTED] > A_CENT else 0.0
    w.sums[HOST_PAYS] += 1.0 if w.state[IN_HOST] > A_CENT else 0.0
    a, b, c = w.state[POOL_PRESENT], w.state[POOL_PRESENT + 1], w.state[POOL_PRESENT + 2]
    for i in range(present.shape[0]):
        pooled = a * w.payers[0, i] + b * w.payers[1, i] + c * w.payers[2, i]
        present[i, p] = pooled + w.guarantors[PRESENT, i]
    host[p] = w.state[HOST_PRESENT]
    present[t.host, p] += w.state[HOST_PRESENT]


@njit(cache=True, nogil=True)
def tell(t: Any, w: Walk, d: int, layers: Floats, present: Floats, host: Floats, out: Out) -> None:
    """One draw's results from the sums over its paths. Reorders what was kept of the paths."""
    payers, paths = present.shape
    told = np.zeros(6)
    for k in range(6):
        out.layers[d, 0, k] = layers[k].mean()
    tail_means(layers, out.layers[d, 1])
    for i in range(payers):
        describe(present[i], told)
        for j in range(6):
            out.told[d, j, i] = told[j]
        out.told[d, CALLS, i] = w.cash[GUARANTOR_CASH + i].sum() / paths
        tell_cash(t, w, d, i, paths, out)
    describe(host, out.host[d])
    for j in range(SUMS):
        out.sums[d, j] = w.sums[j] / paths
    tell_payouts(t, w, d, paths, out)


@njit(cache=True, nogil=True, forceinline=True)
def tell_cash(t: Any, w: Walk, d: int, i: int, paths: int, out: Out) -> None:
    """One payer's expected cash by kind and year, and its value today at the payer's own rate."""
    factor, own = 1.0, 0.0
    for month in range(w.cash.shape[1] - 1):
        year, total = year_at(t, month), 0.0
        for kind in range(5):
            if kind < 3:
                cash = w.payers[kind, i] * w.cash[kind, month]
            elif kind == BY_CALL:
                cash = w.cash[GUARANTOR_CASH + i, month]
            else:
                cash = w.cash[HOST_CASH, month] if i == t.host else 0.0
            out.cash[d, kind, i, year] += cash / paths
            total += cash
        own += factor * (total + w.payers[BY_REPAYMENT, i] * w.cash[LEFT_OVER, month]) / paths
        factor *= w.payers[OWN_MONTHLY, i]
    left = w.payers[BY_REPAYMENT, i] * w.cash[LEFT_OVER, w.cash.shape[1] - 1]
    out.told[d, OWN, i] = own + factor * left / paths


@njit(cache=True, nogil=True, forceinline=True)
def tell_payouts(t: Any, w: Walk, d: int, paths: int, out: Out) -> None:
    """Expected payouts by year: what paths that have not stopped pay out in each month."""
    going = float(paths)
    for month in range(w.cash.shape[1] - 1):
        going -= w.cash[STOPS, month]
        paid = w.calendar[USED, month + 1] - w.calendar[USED, month]
        if month == t.start:
            paid -= t.first_call
        out.paid[d, year_at(t, month)] += paid * going / paths
