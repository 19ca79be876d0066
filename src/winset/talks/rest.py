"""The month that repeats for ever, brought to rest: a compiled fixed point of games abreast.

Repeating a month is backward induction on an ever longer horizon and closes in slowly. Here each
next point is the mix of the last few months' results whose changes cancel best (Anderson 1965).
Where a game has several lasting equilibria this may end at another one than repeating does; the
residual reported is always that of a plain month.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.talks.abreast import Abreast, Signed, Ways
from winset.talks.desk import Ahead, Desk, Told, silence
from winset.talks.loops import inlined, loop
from winset.talks.months import months_back
from winset.talks.offering import Stairs
from winset.talks.pair import Rules
from winset.talks.tail import FixedPoint

MEMORY = 6
"""Months whose changes are mixed."""
WORSE = 4.0
"""A residual so many times the smallest one so far makes the iteration forget and just repeat."""
RIDGE = 1e-12
"""Added to the squares of changes, as a share of them, so that alike months can be told apart."""


class Memory(NamedTuple):
    """What is remembered of the last months.

    Attributes
    ----------
    point : shape (entry,), where the month starts; the first party's entries, then the second's.
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


def to_rest(
    row: Abreast, desk: Desk, ahead: Ahead, tolerance: float, most: int, patience: int
) -> FixedPoint:
    """Repeat the first month of games abreast until nothing carried changes; moves `ahead` there.

    Parameters
    ----------
    tolerance : largest change that counts as none; most : months after which to give up.
    patience : give up earlier, if the smallest residual has not halved in so many months.
    """
    point = np.concatenate([ahead.first, ahead.second])
    size = len(point)
    memory = Memory(
        point,
        np.zeros(size),
        np.zeros(size),
        np.zeros((MEMORY, size)),
        np.zeros((MEMORY, size)),
        np.zeros((MEMORY, MEMORY)),
        np.zeros((MEMORY, MEMORY + 1)),
    )
    count, residual, settles = _rest(
        row.rules, row.stairs, row.signed, row.first, row.second, row.flows, row.declared,
        row.closed, row.version, row.recognition, np.zeros((0, 0, 0)), desk, ahead, silence(row),
        memory, tolerance, most, patience,
    )  # fmt: skip
    told = np.concatenate([ahead.first, ahead.second])
    return FixedPoint(told, residual, count, settles)


@loop
def _rest(
    rules: Rules,
    stairs: Stairs,
    signed: Signed,
    one: Ways,
    two: Ways,
    flows: Floats,
    declared: Floats,
    closed: Bools,
    version_at: Ints,
    truth: Floats,
    mix: Floats,
    desk: Desk,
    ahead: Ahead,
    told: Told,
    memory: Memory,
    tolerance: float,
    most: int,
    patience: int,
) -> tuple[int, float, bool]:  # pragma: no cover - compiled
    """How many months it took, the last residual, and whether it is within the tolerance."""
    point, change, result, changes, results, gram, system = memory
    best, lowest, since, kept, residual = np.inf, np.inf, 0, 0, np.inf
    fresh = True
    cut = len(ahead.first)
    for count in range(1, most + 1):
        for e in range(cut):
            ahead.first[e], ahead.second[e] = point[e], point[cut + e]
        months_back(rules, stairs, signed, one, two, flows, declared, closed, version_at, truth,
                    mix, desk, ahead, told, 0, 1, 0)  # fmt: skip
        slot = kept % len(changes)
        residual = 0.0
        for e in range(len(point)):
            new = ahead.first[e] if e < cut else ahead.second[e - cut]
            moved = new - point[e]
            residual = max(residual, abs(moved))
            changes[slot, e], results[slot, e] = moved - change[e], new - result[e]
            change[e], result[e] = moved, new
        if residual <= tolerance:
            return count, residual, True
        if residual < best / 2:
            best, since = residual, 0
        else:
            since += 1
        if since > patience:
            return count, residual, False
        lowest = min(lowest, residual)
        if residual > WORSE * lowest:
            fresh, kept = True, 0
        if not fresh:
            kept += 1
            _products(changes, gram, slot, min(kept, len(changes)))
        fresh = False
        for e in range(len(point)):
            point[e] = result[e]
        _mix(changes, results, gram, system, change, point, min(kept, len(changes)))
    return most, residual, False


@inlined
def _products(
    changes: Floats, gram: Floats, slot: int, kept: int
) -> None:  # pragma: no cover - compiled
    """Bring the products of changes up to the newest one."""
    for m in range(kept):
        total = _product(changes[slot], changes[m])
        gram[slot, m], gram[m, slot] = total, total


@inlined
def _mix(
    changes: Floats,
    results: Floats,
    gram: Floats,
    system: Floats,
    change: Floats,
    point: Floats,
    kept: int,
) -> None:  # pragma: no cover - compiled
    """Take from the point the mix of earlier results whose changes cancel the last one best."""
    for m in range(kept):
        for n in range(kept):
            system[m, n] = gram[m, n]
        system[m, m] *= 1.0 + RIDGE
        system[m, len(gram)] = _product(changes[m], change)
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
        for e in range(len(point)):
            point[e] -= weight * results[m, e]


@inlined
def _product(one: Floats, two: Floats) -> float:  # pragma: no cover - compiled
    """The sum of products, by four sums at a time."""
    w, x, y, z = 0.0, 0.0, 0.0, 0.0
    whole = len(one) - len(one) % 4
    for e in range(0, whole, 4):
        w += one[e] * two[e]
        x += one[e + 1] * two[e + 1]
        y += one[e + 2] * two[e + 2]
        z += one[e + 3] * two[e + 3]
    for e in range(whole, len(one)):
        w += one[e] * two[e]
    return (w + x) + (y + z)
