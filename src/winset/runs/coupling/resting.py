"""A month that repeats for ever: iterates mixed until they come to rest.

Repeating a month alone closes in only as fast as the parties discount. Here past iterates are
mixed so that their residuals cancel (Anderson 1965), which takes some tens of steps where
repeating takes hundreds. Whatever the way, the residual is that of a plain step.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from winset._typing import Floats
from winset.talks.tail import FixedPoint

MEMORY = 8  # past steps that are mixed
PATIENCE = 25  # steps that mixing is given to better the best residual
RIDGE = 1e-14  # of the trace: keeps nearly equal residuals from cancelling into noise


def mixed_to_rest(
    turn: Callable[[Floats], Floats], start: Floats, tolerance: float, most: int = 300
) -> FixedPoint:
    """Repeat a step until nothing changes, mixing past steps; see the module.

    Parameters
    ----------
    turn : one step, from values to values of the same shape.
    start : where to begin.

    Returns
    -------
    Where it came to; if it does not settle, the point with the least residual that was met.

    Examples
    --------
    >>> found = mixed_to_rest(lambda x: 0.999 * x + 0.001, np.zeros((1, 1)), 1e-9)
    >>> found.settles, round(float(found.point[0, 0]), 6), found.iterations < 10
    (True, 1.0, True)
    """
    point, least, best, since = start, np.inf, start, 0
    images: list[Floats] = []
    gaps: list[Floats] = []
    for count in range(1, most + 1):
        new = turn(point)
        gap = new - point
        residual = float(np.abs(gap).max())
        if residual <= tolerance:
            return FixedPoint(new, residual, count, True)
        since += 1
        if residual < least:
            least, best, since = residual, new, 0
        if since > PATIENCE:
            break
        images, gaps = [*images[-MEMORY:], new], [*gaps[-MEMORY:], gap]
        point = mixed(images, gaps)
    return FixedPoint(best, least, count, False)


def mixed(images: list[Floats], gaps: list[Floats]) -> Floats:
    """The mixture of past images whose mixed gaps are least, by least squares."""
    if len(images) == 1:
        return images[0]
    steps = np.stack([gap.reshape(-1) for gap in gaps])
    changes = np.diff(steps, axis=0)
    gram = changes @ changes.T
    ridge = RIDGE * max(float(np.trace(gram)), 1e-300) * np.eye(len(gram))
    weights = np.linalg.solve(gram + ridge, changes @ steps[-1])
    moves = np.diff(np.stack([image.reshape(-1) for image in images]), axis=0)
    return np.asarray(images[-1] - (weights @ moves).reshape(images[-1].shape))
