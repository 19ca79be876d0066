"""Statistics of many payers whose burdens are alike, from the order of one of them.

Payers with proportional weights bear the same on every path, but for their scale and for the paths
on which they fail as guarantors. So the burdens of one are put in order once; for each of the
others the few values that its failures take away, and those that they put in their place, are put
in order too, and ranks are counted in all three.
"""

from __future__ import annotations

import numpy as np

from winset._typing import Floats
from winset.finance.kernels.compiled import part
from winset.finance.kernels.statistics import SAMPLE, WORST, rank_of, sampled

ORDERED, ABOVE, LESS, MORE, SPARE, BURDEN = range(6)
"""Rows of room: values in order, what they and all larger ones sum to, what failures take away,
what they put in its place, room to work in, and the values as they came."""


@part
def in_order(values: Floats, n: int, rows: Floats) -> None:
    """Put the first n values (n > 0) in order: into parts between samples, and each part by itself.

    rows : shape (6, n or more), of which `ORDERED` and `ABOVE` are filled.
    """
    sample, ends = sampled(values, n), np.zeros(SAMPLE + 2, np.int64)
    for p in range(n):
        part, step = 0, SAMPLE // 2
        while step > 0:
            part += step if sample[part + step - 1] < values[p] else 0
            step //= 2
        part += 1 if sample[part] < values[p] else 0
        rows[SPARE, p] = part
        ends[part + 1] += 1
    for part in range(SAMPLE + 1):
        ends[part + 1] += ends[part]
    for p in range(n):
        part = int(rows[SPARE, p])
        rows[ORDERED, ends[part]] = values[p]
        ends[part] += 1
    first = 0
    for part in range(SAMPLE + 1):
        sort(rows, ORDERED, first, ends[part])
        first = ends[part]
    total = 0.0
    for p in range(n - 1, -1, -1):
        total += rows[ORDERED, p]
        rows[ABOVE, p] = total


@part
def sort(rows: Floats, row: int, first: int, last: int) -> None:
    """Put rows[row, first..last - 1] in order (Shell 1959, with the gaps of Ciura 2001)."""
    for gap in (701, 301, 132, 57, 23, 10, 4, 1):
        for j in range(first + gap, last):
            value, k = rows[row, j], j
            while k >= first + gap and rows[row, k - gap] > value:
                rows[row, k] = rows[row, k - gap]
                k -= gap
            rows[row, k] = value


@part
def up_to(rows: Floats, row: int, n: int, value: float) -> int:
    """How many of the first n values of a row in order are not larger than a value."""
    low, high = 0, n
    while low < high:
        middle = (low + high) // 2
        if rows[row, middle] <= value:
            low = middle + 1
        else:
            high = middle
    return low


@part
def reach(rows: Floats, n: int, few: int, value: float) -> int:
    """How many of a payer's n values are not larger than a value."""
    kept = up_to(rows, ORDERED, n, value) - up_to(rows, LESS, few, value)
    return kept + up_to(rows, MORE, few, value)


@part
def ranked_like(rows: Floats, n: int, few: int, rank: int) -> float:
    """The value of a rank (0-based) among a payer's: the smallest that is not exceeded by more.

    Failures only lower values, each of `few` by one rank at most.
    """
    low, high = max(0, rank - few), rank
    while low < high:
        middle = (low + high) // 2
        if reach(rows, n, few, rows[ORDERED, middle]) > rank:
            high = middle
        else:
            low = middle + 1
    found, low, high = rows[ORDERED, low], 0, few
    while low < high:
        middle = (low + high) // 2
        if reach(rows, n, few, rows[MORE, middle]) > rank:
            high = middle
        else:
            low = middle + 1
    return float(min(found, rows[MORE, low]) if low < few else found)


@part
def tell_like(
    rows: Floats, n: int, few: int, zeros: int, scale: float, told: Floats, d: int, i: int
) -> None:
    """What `describe` tells, of values in order less `few` and more `few`, times a scale.

    rows : as filled by `in_order`, and the first `few` of `LESS` and of `MORE`, in any order.
    """
    if few + zeros == 0 and rows[ORDERED, 0] == rows[ORDERED, n - 1]:
        for k in range(6):
            told[d, k, i] = scale * rows[ORDERED, 0]
        return
    sort(rows, LESS, 0, few)
    sort(rows, MORE, 0, few)
    total, paths = rows[ABOVE, 0], n + zeros
    for j in range(few):
        total += rows[MORE, j] - rows[LESS, j]
    told[d, 0, i] = scale * total / paths
    edge = 0.0
    for k, chance in ((1, WORST), (2, 0.5), (5, 1.0), (3, 1.0 - WORST)):
        rank = rank_of(chance, paths) - zeros
        edge = ranked_like(rows, n, few, rank) if rank >= 0 else 0.0
        told[d, k, i] = scale * edge
    kept = up_to(rows, ORDERED, n, edge)
    above = rows[ABOVE, kept] if kept < n else 0.0
    for j in range(few):
        above += rows[MORE, j] if rows[MORE, j] > edge else 0.0
        above -= rows[LESS, j] if rows[LESS, j] > edge else 0.0
    tail, beyond = WORST * paths, n - reach(rows, n, few, edge)
    told[d, 4, i] = scale * (above + (tail - beyond) * edge) / tail
