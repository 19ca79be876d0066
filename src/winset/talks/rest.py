"""The month that repeats for ever, brought to rest: a compiled fixed point of games abreast.

Repeating a month is backward induction on an ever longer horizon and closes in slowly. Here each
next point is the mix of the last few months' results whose changes cancel best (Anderson 1965).
Where a game has several lasting equilibria this may end at another one than repeating does; the
residual reported is always that of a plain month.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from winset._typing import Floats
from winset.talks.abreast import Abreast
from winset.talks.desk import Ahead, Desk, silence
from winset.talks.months import back
from winset.talks.tail import FixedPoint

MEMORY = 6
"""Months whose changes are mixed."""
WORSE = 4.0
"""A residual so many times the smallest one so far makes the iteration forget and just repeat."""


def to_rest(
    row: Abreast, desk: Desk, ahead: Ahead, tolerance: float, most: int, patience: int
) -> FixedPoint:
    """Repeat the first month of games abreast until nothing carried changes; moves `ahead` there.

    Parameters
    ----------
    tolerance : largest change that counts as none; most : months after which to give up.
    patience : give up earlier, if the smallest residual has not halved in so many months.
    """
    cut = len(ahead.first)
    point = np.concatenate([ahead.first, ahead.second])
    moves = _Mix(*(np.zeros((MEMORY, len(point))) for _ in range(2)))
    nothing = silence(row)
    best, lowest, since, kept = np.inf, np.inf, 0, 0
    last_change: Floats | None = None
    last_result = point
    for count in range(1, most + 1):
        ahead.first[:], ahead.second[:] = point[:cut], point[cut:]
        back(row, desk, ahead, nothing, 0, 1)
        result = np.concatenate([ahead.first, ahead.second])
        change = result - point
        residual = float(np.abs(change).max())
        if residual <= tolerance:
            return FixedPoint(result, residual, count, True)
        best, since = (residual, 0) if residual < best / 2 else (best, since + 1)
        if since > patience:
            return FixedPoint(result, residual, count, False)
        lowest = min(lowest, residual)
        if residual > WORSE * lowest:
            last_change, kept = None, 0
        if last_change is not None:
            moves.changes[kept % MEMORY] = change - last_change
            moves.results[kept % MEMORY] = result - last_result
            kept += 1
        point = _mixed(moves, min(kept, MEMORY), change, result)
        last_change, last_result = change, result
    return FixedPoint(point, residual, most, False)


class _Mix(NamedTuple):
    """How changes and results differed from month to month, shape (month, entry)."""

    changes: Floats
    results: Floats


def _mixed(moves: _Mix, kept: int, change: Floats, result: Floats) -> Floats:
    """The mix of results whose changes cancel best (least squares)."""
    if kept == 0:
        return result
    gram = moves.changes[:kept] @ moves.changes[:kept].T
    right = moves.changes[:kept] @ change
    gram[np.diag_indices(kept)] *= 1 + 1e-12
    weights = np.linalg.lstsq(gram, right, rcond=1e-14)[0]
    return np.asarray(result - weights @ moves.results[:kept])
