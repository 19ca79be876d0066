"""Ways of dividing a cake that several cases share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from winset.talks.division import Division


def in_turn(discount: Sequence[float], outside: float | None = None) -> Division:
    """One party after the other proposes, and all must agree. The state is whose turn it is.

    Parameters
    ----------
    outside : what a responder can take instead of waiting; None: nothing.
    """
    n = len(discount)
    law = np.roll(np.eye(n), 1, axis=1)
    options = None if outside is None else np.full((n, n), outside)
    return Division(np.ones(n), np.array(discount), law, np.stack([np.eye(n)] * n), n, options)


def by_lot(
    n: int, needed: int, discount: float, chances: Sequence[float] | None = None
) -> Division:
    """One state; who proposes is drawn, and `needed` of n must agree."""
    row = np.full(n, 1 / n) if chances is None else np.array(chances)
    recognition = np.broadcast_to(row, (n, 1, n))
    return Division(np.ones(1), np.full(n, discount), np.ones((1, 1)), recognition, needed)


def moving(cake: Sequence[float], law: Sequence[Sequence[float]], discount: float) -> Division:
    """Two parties, either of whom may propose; the cake follows a law of its own."""
    states = len(cake)
    even = np.full((2, states, 2), 0.5)
    return Division(np.array(cake), np.full(2, discount), np.array(law), even, 2)
