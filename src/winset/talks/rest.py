"""Mixing months that repeat for ever, so that they come to rest sooner: the compiled loops.

Repeating a month is backward induction on an ever longer horizon and closes in slowly. Here each
next point is the mix of the last few months' results whose changes cancel best (Anderson 1965).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from winset._typing import Floats
from winset.talks.loops import inlined, loop

MEMORY = 6
"""Months whose changes are mixed."""
RIDGE = 1e-12
"""Added to the squares of changes, as a share of them, so that alike months can be told apart."""


class Memory(NamedTuple):
    """What is remembered of the last months.

    Attributes
    ----------
    point : shape (entry,), where the month starts.
    change, result : shape (entry,), of the last month.
    changes, results : shape (month, entry), how they differed from month to month.
    gram : shape (month, month), products of changes; system : shape (month, month + 1), to solve.
    """

    point: Floats
    change: Floats
    result: Floats
    changes: Floats
    results: Floats
    gram: Floats
    system: Floats


def memory_of(size: int) -> Memory:
    """Room to remember months of so many numbers."""
    return Memory(
        np.zeros(size),
        np.zeros(size),
        np.zeros(size),
        np.zeros((MEMORY, size)),
        np.zeros((MEMORY, size)),
        np.zeros((MEMORY, MEMORY)),
        np.zeros((MEMORY, MEMORY + 1)),
    )


@loop
def moved(memory: Memory, values: Floats, slot: int) -> float:  # pragma: no cover - compiled
    """Remember what a month came to; returns the largest change."""
    largest = 0.0
    for e in range(len(values)):
        change = values[e] - memory.point[e]
        largest = max(largest, abs(change))
        memory.changes[slot, e] = change - memory.change[e]
        memory.results[slot, e] = values[e] - memory.result[e]
        memory.change[e], memory.result[e] = change, values[e]
    return largest


@loop
def mixed(memory: Memory, slot: int, kept: int) -> None:  # pragma: no cover - compiled
    """Set the next point: the last result less the mix of earlier ones that cancels its change.

    Parameters
    ----------
    slot : of the newest month; kept : how many months count.
    """
    changes, gram, system, change = memory.changes, memory.gram, memory.system, memory.change
    for m in range(kept):
        total, system[m, len(gram)] = _products(changes[m], changes[slot], change)
        gram[slot, m], gram[m, slot] = total, total
    for m in range(kept):
        for n in range(kept):
            system[m, n] = gram[m, n]
        system[m, m] *= 1.0 + RIDGE
    for m in range(kept):
        if system[m, m] <= 1e-14 * gram[m, m]:
            system[m, m] = np.inf
        for n in range(m + 1, kept):
            factor = system[n, m] / system[m, m]
            for k in range(m, kept):
                system[n, k] -= factor * system[m, k]
            system[n, len(gram)] -= factor * system[m, len(gram)]
    for m in range(kept - 1, -1, -1):
        weight = system[m, len(gram)]
        for n in range(m + 1, kept):
            weight -= system[m, n] * system[n, len(gram)]
        weight /= system[m, m]
        system[m, len(gram)] = weight
    _less(memory.result, memory.results, system[:kept, len(gram)], memory.point)


@inlined
def _products(
    one: Floats, two: Floats, three: Floats
) -> tuple[float, float]:  # pragma: no cover - compiled
    """The sums of products of one with two others, each by four sums at a time."""
    w, x, y, z, a, b, c, d = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    whole = len(one) - len(one) % 4
    for e in range(0, whole, 4):
        w += one[e] * two[e]
        x += one[e + 1] * two[e + 1]
        y += one[e + 2] * two[e + 2]
        z += one[e + 3] * two[e + 3]
        a += one[e] * three[e]
        b += one[e + 1] * three[e + 1]
        c += one[e + 2] * three[e + 2]
        d += one[e + 3] * three[e + 3]
    for e in range(whole, len(one)):
        w += one[e] * two[e]
        a += one[e] * three[e]
    return (w + x) + (y + z), (a + b) + (c + d)


@inlined
def _less(
    whole: Floats, parts: Floats, weights: Floats, left: Floats
) -> None:  # pragma: no cover - compiled
    """What is left of something less parts of other things, two of them at a time."""
    for e in range(len(whole)):
        left[e] = whole[e]
    pairs = len(weights) - len(weights) % 2
    for m in range(0, pairs, 2):
        one, two, a, b = parts[m], parts[m + 1], weights[m], weights[m + 1]
        for e in range(len(whole)):
            left[e] -= a * one[e] + b * two[e]
    for m in range(pairs, len(weights)):
        one, a = parts[m], weights[m]
        for e in range(len(whole)):
            left[e] -= a * one[e]
