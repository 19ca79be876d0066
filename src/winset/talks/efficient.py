"""Which outcomes nobody can improve on for all: the Pareto frontier of large outcome spaces.

An outcome is efficient iff no other is at least as good for everyone and better for someone.
"""

from __future__ import annotations

import numpy as np

from winset._compiled import compiled
from winset._typing import Bools, Floats, Ints
from winset.errors import Fault, Faults
from winset.talks.codes import POINTS


def efficient(points: Floats) -> Bools:
    """Which outcomes are efficient, shape (outcome,); equal outcomes stand or fall together.

    Parameters
    ----------
    points : shape (outcome, party), value of each outcome to each party.

    Raises
    ------
    Faults : T106 without outcomes, or where a value is not a number.

    Notes
    -----
    Two parties: one sweep over sorted outcomes, n log n however many are efficient. More: outcomes
    in falling order of their sum are held against the efficient ones before them, which alone
    can beat them.

    >>> efficient(np.array([[1.0, 0.0], [0.5, 0.5], [0.5, 0.4], [0.0, 1.0]])).tolist()
    [True, True, False, True]
    """
    table = np.ascontiguousarray(points, dtype=np.float64)
    if table.ndim != 2 or not table.size or not np.isfinite(table).all():
        fix = "one row per outcome and one finite value per party"
        raise Faults([Fault(POINTS, "nothing to compare", got=str(table.shape), fix=fix)])
    if table.shape[1] == 1:
        return np.asarray(table[:, 0] == table[:, 0].max())
    if table.shape[1] == 2:
        order = np.lexsort((-table[:, 1], -table[:, 0]))
        return np.asarray(_sweep(table, order))
    return np.asarray(_archive(table, np.argsort(-table.sum(axis=1), kind="stable")))


@compiled
def _sweep(points: Floats, order: Ints) -> Bools:  # pragma: no cover - compiled
    """Outcomes in falling order of the first value, then the second: keep what rises."""
    keep = np.zeros(len(points), dtype=np.bool_)
    best = -np.inf
    spot = 0
    while spot < len(order):
        first, top = points[order[spot], 0], points[order[spot], 1]
        risen = top > best
        while spot < len(order) and points[order[spot], 0] == first:
            keep[order[spot]] = risen and points[order[spot], 1] == top
            spot += 1
        best = max(best, top)
    return keep


@compiled
def _archive(points: Floats, order: Ints) -> Bools:  # pragma: no cover - compiled
    count, parties = points.shape
    keep = np.zeros(count, dtype=np.bool_)
    kept = np.empty(count, dtype=np.int64)
    length = 0
    for p in order:
        beaten = False
        for spot in range(length):
            q = kept[spot]
            worse, better = False, False
            for i in range(parties):
                if points[q, i] < points[p, i]:
                    worse = True
                    break
                better = better or points[q, i] > points[p, i]
            if better and not worse:
                beaten = True
                break
        if not beaten:
            keep[p] = True
            kept[length] = p
            length += 1
    return _without_rounding_ties(points, keep)


@compiled
def _without_rounding_ties(points: Floats, keep: Bools) -> Bools:  # pragma: no cover - compiled
    """Drop what is beaten by one whose sum rounded to the same number but came later."""
    chosen = np.flatnonzero(keep)
    sums = np.empty(len(chosen))
    for spot in range(len(chosen)):
        sums[spot] = points[chosen[spot]].sum()
    for a in chosen[np.argsort(sums)]:
        total = points[a].sum()
        for spot in range(len(chosen)):
            b = chosen[spot]
            if abs(sums[spot] - total) > 1e-9 * (1.0 + abs(total)) or not keep[b]:
                continue
            if np.all(points[b] >= points[a]) and np.any(points[b] > points[a]):
                keep[a] = False
                break
    return keep
