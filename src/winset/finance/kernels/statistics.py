"""Statistics over the paths of one draw: mean, quantiles, and the mean of its worst part."""

from __future__ import annotations

import numpy as np

from winset._typing import Floats
from winset.finance.kernels.compiled import part

WORST = 0.05
"""The share of paths that counts as the tail."""
SAMPLE = 64
"""How many values are looked at first, to know between which bounds a rank must lie."""
FEW = 4 * SAMPLE
SAME = 1e-12  # losses that differ by less, in parts of themselves, differ by rounding only


@part
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


@part
def rank_of(chance: float, n: int) -> int:
    """The rank (0-based) of a quantile: the smallest value reached with at least this chance."""
    return min(n - 1, max(0, int(np.ceil(chance * n - 1e-9)) - 1))


@part
def sampled(values: Floats, n: int) -> Floats:
    """Some of the first n values, evenly spread over them, in order of size."""
    sample = np.empty(SAMPLE)
    for s in range(SAMPLE):
        value, j = values[s * n // SAMPLE], s
        while j > 0 and sample[j - 1] > value:
            sample[j] = sample[j - 1]
            j -= 1
        sample[j] = value
    return sample


@part
def between(values: Floats, n: int, rank: int, sample: Floats, spare: Floats) -> tuple[int, int]:
    """Set aside those of the first n values among which that of a rank (0-based) must lie.

    The bounds are taken from a sample (Floyd & Rivest 1975), and very rarely wrong.

    Parameters
    ----------
    sample : as by `sampled`; spare : shape (n or more,), written over; may be `values` itself.

    Returns
    -------
    how many were set aside, and the rank among them: not one of theirs if the bounds were wrong.
    """
    place = SAMPLE * (rank + 0.5) / n
    width = 1.0 + 2.5 * np.sqrt(place * (1.0 - place / SAMPLE))
    least = sample[int(place - width)] if n > FEW and place > width else -np.inf
    most = sample[int(place + width)] if n > FEW and place + width < SAMPLE else np.inf
    below, inside = 0, 0
    for p in range(n):
        value = values[p]
        spare[inside] = value
        below += value < least
        inside += (value >= least) & (value <= most)
    return inside, rank - below


@part
def ranked(values: Floats, n: int, rank: int, sample: Floats, spare: Floats) -> float:
    """The value of a rank (0-based) among the first n, which stay where they are.

    Parameters as in `between`; spare is another array than values.
    """
    inside, among = between(values, n, rank, sample, spare)
    if 0 <= among < inside:
        return select(spare, 0, inside - 1, among)
    for p in range(n):
        spare[p] = values[p]
    return select(spare, 0, n - 1, rank)


@part
def describe(
    values: Floats, n: int, zeros: int, spare: Floats, told: Floats, d: int, i: int
) -> None:
    """Mean, quantiles 5, 50, 95, CVaR 95 and worst, into told[d, :, i].

    CVaR 95 is the mean of the worst 5 % of the paths, the last one counted in part where 5 % is no
    whole number (Rockafellar & Uryasev 2002, eq. 25).

    Parameters
    ----------
    values : shape (n or more,), the first n of them, >= 0; zeros : how many more there are of 0.
    spare : shape (n or more,), written over; told : shape (draw, 6, payer).
    """
    paths = n + zeros
    for k in range(6):
        told[d, k, i] = 0.0
    if n == 0:
        return
    total, least, worst = spread(values, n)
    if zeros == 0 and least == worst:
        for k in range(6):
            told[d, k, i] = worst
        return
    told[d, 0, i], told[d, 5, i] = total / paths, worst
    sample = sampled(values, n)
    for k, chance in ((1, WORST), (2, 0.5), (3, 1.0 - WORST)):
        rank = rank_of(chance, paths) - zeros
        if rank >= 0:
            told[d, k, i] = ranked(values, n, rank, sample, spare)
    edge, tail, above, beyond = told[d, 3, i], WORST * paths, 0.0, 0
    for p in range(n):
        above += values[p] if values[p] > edge else 0.0
        beyond += values[p] > edge
    told[d, 4, i] = (above + (tail - beyond) * edge) / tail


@part
def spread(values: Floats, n: int) -> tuple[float, float, float]:
    """Sum, least and worst of the first n values (n > 0)."""
    total, least, worst = 0.0, values[0], values[0]
    for p in range(n):
        total += values[p]
        least, worst = min(least, values[p]), max(worst, values[p])
    return total, least, worst


@part
def tail_means(rows: Floats, told: Floats, d: int, spare: Floats) -> None:
    """Who bears what: expected, and in the worst 5 % of paths by what is borne beyond set-off.

    Paths that tie with the last of the worst, but for rounding, count in part, all alike, so that
    neither their order nor that of sums is anything to the result.

    Parameters
    ----------
    rows : shape (row, path), EUR; the layers come first, and the first of them is set-off.
    told : shape (draw, 2, layer), of which draw d is filled, EUR; spare : shape (path,).
    """
    n, layers = rows.shape[1], told.shape[2]
    edge = tail_edge(rows, layers, spare)
    low, high = edge * (1.0 - SAME), edge * (1.0 + SAME)
    beyond, ties = 0.0, 0.0
    losses(rows, layers, spare)
    for p in range(n):
        beyond += spare[p] > high
        ties += (spare[p] >= low) & (spare[p] <= high)
    part = (WORST * n - beyond) / ties
    for k in range(layers):
        whole, worst = 0.0, 0.0
        for p in range(n):
            share = 1.0 if spare[p] > high else part
            whole += rows[k, p]
            worst += share * rows[k, p] if spare[p] >= low else 0.0
        told[d, 0, k], told[d, 1, k] = whole / n, worst / (WORST * n)


@part
def tail_edge(rows: Floats, layers: int, spare: Floats) -> float:
    """The loss that the worst 5 % of paths begin with, EUR; arguments as in `tail_means`."""
    n = rows.shape[1]
    rank = rank_of(1.0 - WORST, n)
    losses(rows, layers, spare)
    inside, among = between(spare, n, rank, sampled(spare, n), spare)
    if 0 <= among < inside:
        return select(spare, 0, inside - 1, among)
    losses(rows, layers, spare)
    return select(spare, 0, n - 1, rank)


@part
def losses(rows: Floats, layers: int, loss: Floats) -> None:
    """What somebody bears beyond set-off on each path; loss : shape (path,), filled, EUR."""
    for p in range(rows.shape[1]):
        loss[p] = 0.0
    for k in range(1, layers):
        for p in range(rows.shape[1]):
            loss[p] += rows[k, p]
