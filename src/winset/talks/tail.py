"""The same step for ever: a fixed point, its residual, and an honest word if there is none.

Repeating the step contracts only as fast as the parties discount, a thousand steps and more. The
iteration is therefore accelerated by mixing past steps so that their residuals cancel (Anderson
1965, in the least-squares form of Walker & Ni 2011, algorithm AA). Where mixing does not help
(choices that jump) it is dropped and the step is simply repeated, which is backward induction on
an ever longer horizon. Whatever the way, the residual reported is that of the unaccelerated step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats

MEMORY = 8  # past steps that are mixed
PATIENCE = 60  # steps that mixing is given to halve the best residual before it is dropped
RIDGE = 1e-12  # of the trace: keeps nearly equal residuals from cancelling into noise


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
    mix: bool = True,
) -> FixedPoint:
    """Repeat a step until nothing changes by more than the tolerance.

    Parameters
    ----------
    turn : one step, from a vector to a vector.
    start : shape (entry,).
    tolerance : largest change that counts as none.
    most : steps after which to give up.
    mix : accelerate; else only repeat.

    Examples
    --------
    >>> found = fixed_point(lambda x: 0.999 * x + 0.001, np.zeros(1))
    >>> found.settles, round(float(found.point[0]), 6), found.iterations < 10
    (True, 1.0, True)
    >>> fixed_point(lambda x: -x, np.ones(1), most=50, mix=False).settles
    False
    """
    mixer = _Mixer(start.size)
    point, best, since = start, np.inf, 0
    for count in range(1, most + 1):
        new = turn(point)
        residual = float(np.abs(new - point).max())
        if residual <= tolerance:
            return FixedPoint(new, residual, count, True)
        since = 0 if residual < best / 2 else since + 1
        best = min(best, residual) if since else residual
        mix = mix and since < PATIENCE
        point = mixer.mixed(point, new) if mix else new
    return FixedPoint(point, residual, most, False)


class _Mixer:
    """Differences of past steps and of their residuals, a ring of MEMORY of each."""

    def __init__(self, entries: int) -> None:
        self._steps = np.zeros((MEMORY, entries))
        self._residuals = np.zeros((MEMORY, entries))
        self._gram = np.zeros((MEMORY, MEMORY))
        self._count = 0
        self._last: tuple[Floats, Floats] | None = None

    def mixed(self, point: Floats, new: Floats) -> Floats:
        residual = new - point
        if self._last is not None:
            self._keep(new - self._last[0], residual - self._last[1])
        self._last = (new, residual)
        kept = min(self._count, MEMORY)
        if not kept:
            return new
        gram = self._gram[:kept, :kept]
        ridge = RIDGE * np.trace(gram) * np.eye(kept)
        weights = np.linalg.lstsq(gram + ridge, self._residuals[:kept] @ residual, rcond=None)[0]
        return np.asarray(new - weights @ self._steps[:kept])

    def _keep(self, step: Floats, change: Floats) -> None:
        spot = self._count % MEMORY
        self._count += 1
        self._steps[spot], self._residuals[spot] = step, change
        inner = self._residuals @ change
        self._gram[spot], self._gram[:, spot] = inner, inner
