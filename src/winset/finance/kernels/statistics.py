"""What is told of a law: quantiles, and the mean of its worst part."""

from __future__ import annotations

import numpy as np
from numba import njit

from winset._typing import Floats

WORST = 0.05
"""The share of paths that counts as the tail."""


@njit(cache=True, nogil=True)
def select(values: Floats, low: int, high: int, rank: int) -> float:
    """The value of a rank (0-based), with smaller ones moved before it and larger ones after.

    Hoare's quickselect on values[low..high], both included, in place.
    """
    while low < high:
        pivot = values[(low + high) // 2]
        i, j = low, high
        while i <= j:
            while values[i] < pivot:
                i += 1
            while values[j] > pivot:
                j -= 1
            if i <= j:
                values[i], values[j] = values[j], values[i]
                i += 1
                j -= 1
        if rank <= j:
            high = j
        elif rank >= i:
            low = i
        else:
            break
    return float(values[rank])


@njit(cache=True, nogil=True)
def rank_of(chance: float, n: int) -> int:
    """The rank (0-based) of a quantile: the smallest value reached with at least this chance."""
    return min(n - 1, max(0, int(np.ceil(chance * n - 1e-9)) - 1))


@njit(cache=True, nogil=True)
def describe(values: Floats, told: Floats) -> None:
    """Mean, quantiles 5, 50, 95, CVaR 95 and worst of values, into told (shape (6,)).

    Values are reordered. CVaR 95 is the mean of the worst 5 % of the paths, the last one counted
    in part where 5 % is no whole number (Rockafellar & Uryasev 2002, eq. 25).
    """
    n = values.size
    total, worst, least = 0.0, values[0], values[0]
    for value in values:
        total += value
        worst, least = max(worst, value), min(least, value)
    told[0], told[5] = total / n, worst
    if least == worst:
        told[:] = worst
        return
    high = rank_of(1.0 - WORST, n)
    told[3] = select(values, 0, n - 1, high)
    middle = rank_of(0.5, n)
    told[2] = select(values, 0, high, middle)
    told[1] = select(values, 0, middle, rank_of(WORST, n))
    above = 0.0
    for i in range(high + 1, n):
        above += values[i]
    tail = WORST * n
    told[4] = (above + (tail - (n - high - 1)) * told[3]) / tail


@njit(cache=True, nogil=True)
def tail_means(layers: Floats, told: Floats) -> None:
    """Who bears what in the worst 5 % of paths by what somebody bears beyond set-off.

    Paths that tie with the last of the worst count in part, all alike, so that their order is
    nothing to the result.

    Parameters
    ----------
    layers : shape (layer, path), EUR; the first layer is set-off.
    told : shape (layer,), filled with means, EUR.
    """
    n = layers.shape[1]
    loss = np.zeros(n)
    for k in range(1, layers.shape[0]):
        loss += layers[k]
    edge = select(loss.copy(), 0, n - 1, rank_of(1.0 - WORST, n))
    beyond, ties = 0.0, 0.0
    for value in loss:
        beyond += 1.0 if value > edge else 0.0
        ties += 1.0 if value == edge else 0.0
    part = (WORST * n - beyond) / ties
    for k in range(layers.shape[0]):
        total = 0.0
        for p in range(n):
            if loss[p] > edge:
                total += layers[k, p]
            elif loss[p] == edge:
                total += part * layers[k, p]
        told[k] = total / (WORST * n)
