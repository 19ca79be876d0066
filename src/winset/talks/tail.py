"""The same step for ever: a fixed point, its residual, and an honest word if there is none.

Repeating the step is backward induction on an ever longer horizon; it closes in only as fast as
the parties discount, a thousand steps and more. Where the change of one party's values has kept
its direction from step to step, shrinking by a factor q, the sum of all changes still to come is
q / (1 - q) of the last one (Aitken 1926) and can be taken in one leap. Where a game has several
lasting equilibria a leap may end at another one than repeating does; both are equilibria, and the
residual reported is always that of a plain step.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats

REST = 5  # plain steps after a leap before the next one
STRAIGHT = 0.3  # largest part of a change that may differ from q times the last one, to leap
LONGEST = 0.9995  # largest q that is believed
HALVINGS = 10  # how often a residual could have halved before a tail that does not is given up


@dataclass(frozen=True, slots=True)
class FixedPoint:
    """Where an iteration came to.

    Attributes
    ----------
    point : the last point reached.
    residual : largest change of any entry in the last step.
    iterations : steps taken.
    settles : whether the residual is within the tolerance asked for.
    """

    point: Floats
    residual: float
    iterations: int
    settles: bool


def fixed_point(
    turn: Callable[[Floats], Floats],
    start: Floats,
    tolerance: float = 1e-10,
    most: int = 5000,
    leap: bool = False,
    patience: int | None = None,
) -> FixedPoint:
    """Repeat a step until nothing changes by more than the tolerance.

    Parameters
    ----------
    turn : one step.
    start : shape (entry, party); parties leap by themselves.
    tolerance : largest change that counts as none.
    most : steps after which to give up.
    leap : take leaps; else only repeat.
    patience : give up earlier, if the smallest residual has not halved in so many steps.

    Examples
    --------
    >>> found = fixed_point(lambda x: 0.999 * x + 0.001, np.zeros((1, 1)), leap=True)
    >>> found.settles, round(float(found.point[0, 0]), 6), found.iterations < 20
    (True, 1.0, True)
    >>> fixed_point(lambda x: -x, np.ones((1, 1)), most=50).settles
    False
    """
    point, best, since = start, math.inf, 0
    last: Floats | None = None
    rested, residual = 0, math.inf
    for count in range(1, most + 1):
        new = turn(point)
        change = new - point
        residual = float(np.abs(change).max())
        if residual <= tolerance:
            return FixedPoint(new, residual, count, True)
        best, since = (residual, 0) if residual < best / 2 else (best, since + 1)
        if patience is not None and since > patience:
            return FixedPoint(new, residual, count, False)
        rested += 1
        far = _leap(change, last) if leap and last is not None and rested >= REST else None
        last, rested = (change, rested) if far is None else (None, 0)
        point = new if far is None else new + far
    return FixedPoint(point, residual, most, False)


def slow_to_halve(discount: float) -> int:
    """Steps in which a contraction by this factor would halve its residual ten times over.

    Less is not enough: where choices still jump, residuals rise again for a while before they fall.

    >>> slow_to_halve(0.99), slow_to_halve(0.5)
    (690, 20)
    """
    return max(20, math.ceil(HALVINGS * math.log(2) / -math.log(max(discount, 0.5))))


def _leap(change: Floats, last: Floats) -> Floats | None:
    """The sum of the changes still to come, for parties whose change keeps its direction."""
    far = np.zeros_like(change)
    for party in range(change.shape[1]):
        now, before = change[:, party], last[:, party]
        size = float(before @ before)
        if size == 0:
            continue
        q = float(now @ before) / size
        if 0 < q < LONGEST and _length(now - q * before) <= STRAIGHT * _length(now):
            far[:, party] = now * q / (1 - q)
    return far if far.any() else None


def _length(vector: Floats) -> float:
    return math.sqrt(float(vector @ vector))
