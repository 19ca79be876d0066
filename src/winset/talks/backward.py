"""Going back over months of talks abreast: so many of them, or one again and again until it rests.

Both are one compiled walk, so that the months are compiled once. Where a game has several lasting
equilibria the month at rest may be another one than repeating it leads to; the residual reported is
always that of a plain month.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from winset._typing import Floats
from winset.talks.abreast import Abreast
from winset.talks.desk import Ahead, Desk, Told, silence
from winset.talks.loops import kept
from winset.talks.months import Row, month_back, row_of
from winset.talks.rest import Memory, memory_of, mixed, moved
from winset.talks.tail import FixedPoint

WORSE = 4.0
"""A residual so many times the smallest one so far makes the iteration forget and just repeat."""


class Until(NamedTuple):
    """When a month that is repeated is left.

    Attributes
    ----------
    tolerance : largest change that counts as none.
    most : months after which to give up; 0: nothing is repeated.
    patience : give up earlier, if the smallest residual has not halved in so many months.
    """

    tolerance: float
    most: int
    patience: int


def back(
    row: Abreast,
    desk: Desk,
    ahead: Ahead,
    told: Told,
    begin: int,
    end: int,
    at: int = 0,
    mix: Floats | None = None,
) -> None:
    """Go back from the end of a stretch of months to its beginning; `ahead` is moved with it.

    Parameters
    ----------
    at : the step that is written down first in `told`.
    mix : shape (step, state, game): in each of these steps the first game goes on as one of all
        games, with these chances.
    """
    chances = np.zeros((0, 0, 0)) if mix is None else np.ascontiguousarray(mix)
    once = Until(0.0, 0, 0)
    _walk(row_of(row), chances, desk, ahead, told, begin, end, at, memory_of(0), once)


def to_rest(
    row: Abreast, desk: Desk, ahead: Ahead, tolerance: float, most: int, patience: int
) -> FixedPoint:
    """Repeat the first month of games abreast until nothing carried changes; moves `ahead` there.

    Parameters as in `Until`.
    """
    memory, until = memory_of(len(ahead.values)), Until(float(tolerance), int(most), int(patience))
    memory.point[:] = ahead.values
    count, residual, settles = _walk(row_of(row), np.zeros((0, 0, 0)), desk, ahead, silence(row),
                                     0, 1, 0, memory, until)  # fmt: skip
    return FixedPoint(ahead.values.copy(), residual, count, settles)


@kept
def _walk(
    row: Row,
    mix: Floats,
    desk: Desk,
    ahead: Ahead,
    told: Told,
    begin: int,
    end: int,
    at: int,
    memory: Memory,
    until: Until,
) -> tuple[int, float, bool]:  # pragma: no cover - compiled
    """How many months it took, the last residual, and whether it is within the tolerance."""
    repeats = until.most > 0
    best, lowest, residual = np.inf, np.inf, np.inf
    since, known, fresh = 0, 0, True
    for count in range(until.most if repeats else end - begin):
        if repeats:
            for e in range(len(ahead.values)):
                ahead.values[e] = memory.point[e]
        step = begin if repeats else end - 1 - count
        month_back(row, mix, desk, ahead, told, step, step - at)
        if not repeats:
            continue
        slot = known % len(memory.changes)
        residual = moved(memory, ahead.values, slot)
        if residual <= until.tolerance:
            return count + 1, residual, True
        since += 1
        if residual < best / 2:
            best, since = residual, 0
        if since > until.patience:
            return count + 1, residual, False
        lowest = min(lowest, residual)
        if residual > WORSE * lowest:
            fresh, known = True, 0
        if not fresh:
            known += 1
        fresh = False
        mixed(memory, slot, min(known, len(memory.changes)))
    return until.most, residual, False
