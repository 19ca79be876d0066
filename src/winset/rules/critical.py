"""Who is critical together: the count behind the Johnston index of a sized game.

A player is critical in a winning coalition that loses without it. With players in falling weight
the critical ones of a coalition are its heaviest, those whose weight exceeds the coalition's
margin. Only coalitions with a critical player are visited; of each sorted list that is one band.
"""

from __future__ import annotations

import numpy as np

from winset._compiled import compiled
from winset._typing import Ints
from winset.rules.halves import parts, split, winning_by_size
from winset.rules.sized import SizedGame, by_falling_weight

MOST_VISITS = 2**31  # about a minute on one processor


def visits(game: SizedGame) -> int:
    """At most how many coalitions have a critical player, which is how many must be visited.

    Weights 3, 2, 1 and quota 4: {3, 1} and {3, 2} lose without either, all of them without 3.

    >>> visits(SizedGame(("a", "b", "c"), (3, 2, 1), (4,) * 4))
    3
    """
    return int(winning_by_size(game).sum() - winning_by_size(robust(game)).sum())


def robust(game: SizedGame) -> SizedGame:
    """The game of coalitions that certainly still win without any one of their members.

    They hold what one member fewer needs, and the heaviest weight of all on top.
    """
    total, heaviest = sum(game.weights), max(game.weights)
    needed = (min(quota + heaviest, total + 1) for quota in game.quotas[:-1])
    return SizedGame(game.names, game.weights, (total + 1, *needed))


def critical_together(game: SizedGame) -> Ints:
    """How often each player is critical together with others.

    Returns
    -------
    shape (player, number 0..n): winning coalitions in which the player is critical and that many
    players are, itself included.

    >>> critical_together(SizedGame(("a", "b", "c"), (3, 2, 1), (4,) * 4))
    array([[0, 1, 2, 0],
           [0, 0, 1, 0],
           [0, 0, 1, 0]])
    """
    falling, order = by_falling_weight(game)
    first, second = split(falling)
    counts = np.zeros((len(order), len(order) + 1), dtype=np.int64)
    weights, quotas = (np.array(v, dtype=np.int64) for v in (falling.weights, falling.quotas))
    middle = len(first.starts) - 2
    visit(*parts(first), *parts(second), middle, weights, quotas, counts)
    result = np.zeros_like(counts)
    result[list(order)] = counts
    return result


@compiled
def visit(  # pragma: no cover - compiled
    sums: Ints,
    masks: Ints,
    starts: Ints,
    other_sums: Ints,
    other_masks: Ints,
    other_starts: Ints,
    middle: int,
    weights: Ints,
    quotas: Ints,
    counts: Ints,
) -> None:
    """Add each winning coalition with critical players to `counts`; weights fall."""
    members = len(weights)
    for a in range(len(starts) - 1):
        for b in range(len(other_starts) - 1):
            size = a + b
            if size == 0:
                continue
            for x in range(starts[a], starts[a + 1]):
                low, high = other_starts[b], other_starts[b + 1]
                begin = low + np.searchsorted(other_sums[low:high], quotas[size] - sums[x])
                critical = members  # players 0 .. critical - 1 outweigh the margin
                for y in range(begin, high):
                    margin = sums[x] + other_sums[y] - quotas[size - 1]
                    while critical > 0 and weights[critical - 1] <= margin:
                        critical -= 1
                    if critical == 0:
                        break
                    heavy = (1 << critical) - 1
                    together = (masks[x] | (other_masks[y] << middle)) & heavy
                    number = ones(together)
                    while together:
                        lowest = together & -together
                        counts[place(lowest), number] += 1
                        together ^= lowest


@compiled
def ones(mask: int) -> int:  # pragma: no cover - compiled
    """How many bits of a mask are set."""
    number = 0
    while mask:
        mask &= mask - 1
        number += 1
    return number


@compiled
def place(bit: int) -> int:  # pragma: no cover - compiled
    """Which bit is set, of a mask with one."""
    number = 0
    while bit > 1:
        bit >>= 1
        number += 1
    return number
