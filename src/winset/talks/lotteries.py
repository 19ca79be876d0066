"""The same rules where parties can also agree on chances: the convex hull, for two parties.

Between neighbouring efficient corners every mixture can be agreed, so the frontier is a chain of
straight edges, and each rule's point on an edge has a closed form.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats
from winset.talks.checks import TIE
from winset.talks.static import Verdict


@dataclass(frozen=True, slots=True)
class LotteryPoint:
    """Where a rule would settle if chances can be agreed.

    Attributes
    ----------
    rule, verdict, disagreement : as for `static.Point`.
    values : shape (2,), expected values; None without an agreement.
    """

    rule: str
    verdict: Verdict
    values: Floats | None
    disagreement: Floats


def frontier_corners(points: Floats) -> Floats:
    """The efficient corners of the hull, shape (corner, 2), the first party's value rising.

    >>> frontier_corners(np.array([[0.0, 1.0], [0.5, 0.4], [0.75, 0.75], [1.0, 0.0]])).tolist()
    [[0.0, 1.0], [0.75, 0.75], [1.0, 0.0]]
    """
    order = np.lexsort((-points[:, 1], -points[:, 0]))
    chain: list[Floats] = []
    for point in points[order]:
        if chain and point[1] <= chain[-1][1]:
            continue
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return np.array(chain[::-1])


def lottery_points(points: Floats, disagreement: Floats) -> tuple[LotteryPoint, ...]:
    """Nash, Kalai-Smorodinsky, egalitarian and utilitarian points of the hull.

    Parameters
    ----------
    points : shape (outcome, 2).
    disagreement : shape (2,).

    Examples
    --------
    The triangle (0,0), (1,0), (0,2) from (0,0): Nash halves both ideals.

    >>> triangle = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 2.0]])
    >>> lottery_points(triangle, np.zeros(2))[0].values.tolist()
    [0.5, 1.0]
    """
    rules = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
    chain = _acceptable_part(frontier_corners(points), disagreement)
    if chain is None:
        return tuple(LotteryPoint(rule, "nothing acceptable", None, disagreement) for rule in rules)
    gains = chain - disagreement
    if (gains.max(axis=0) <= TIE).any():
        return tuple(LotteryPoint(rule, "no surplus", None, disagreement) for rule in rules)
    found = [
        _largest_product(gains),
        _largest_least(gains, gains.max(axis=0)),
        _largest_least(gains, np.ones(2)),
        gains[int(np.argmax(gains.sum(axis=1)))],
    ]
    return tuple(
        LotteryPoint(rule, "agreement", gain + disagreement, disagreement)
        for rule, gain in zip(rules, found, strict=True)
    )


def _turn(a: Floats, b: Floats, c: Floats) -> float:
    """Positive where the chain a, b, c turns to the left."""
    return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))


def _acceptable_part(chain: Floats, disagreement: Floats) -> Floats | None:
    """The part of the frontier that leaves nobody worse off, cut where it crosses."""
    kept: list[Floats] = []
    for a, b in zip(chain, [*chain[1:], chain[-1]], strict=True):
        low, high = 0.0, 1.0
        for i in range(2):
            slope, need = b[i] - a[i], disagreement[i] - a[i]
            if abs(slope) <= TIE:
                low = low if need <= TIE else np.inf
            elif slope > 0:
                low = max(low, need / slope)
            else:
                high = min(high, need / slope)
        if low <= high + TIE:
            kept.extend((a + low * (b - a), a + min(high, 1.0) * (b - a)))
    return np.array(kept) if kept else None


def _largest_product(gains: Floats) -> Floats:
    best = gains[0]
    for a, b in itertools.pairwise(gains):
        move = b - a
        curve = move[0] * move[1]
        share = -(a[0] * move[1] + a[1] * move[0]) / (2 * curve) if curve < 0 else 1.0
        point = a + min(max(share, 0.0), 1.0) * move
        best = max(best, point, b, key=lambda gain: float(gain[0] * gain[1]))
    return np.asarray(best)


def _largest_least(gains: Floats, weights: Floats) -> Floats:
    scaled = gains / weights
    best = scaled[0]
    for a, b in itertools.pairwise(scaled):
        before, after = a[0] - a[1], b[0] - b[1]
        point = b
        if before * after < 0:
            point = a + before / (before - after) * (b - a)
        best = max(best, point, b, key=lambda gain: (float(gain.min()), float(gain.sum())))
    return np.asarray(best * weights)
