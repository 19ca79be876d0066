"""Counting the winning coalitions of a sized game by meeting in the middle.

The players are split into two halves. All coalitions of one half are listed by size and, within a
size, by rising weight. For a coalition x of the first half and a size b, the coalitions of the
second half that complete it are then a tail of one list, and as x grows heavier the tail only
grows: two pointers walk both lists once. With n players that is about n 2^(n/2) steps instead of
2^n (Horowitz & Sahni 1974, the two-list split; Klinz & Woeginger 2005 for power indices).

Everything is counted in 64-bit whole numbers, which hold 2^n for the at most 40 players allowed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._compiled import compiled
from winset._typing import Ints
from winset.rules.sized import SizedGame

MOST_PLAYERS = 40


@dataclass(frozen=True, slots=True)
class Half:
    """All coalitions of some players, by size and then by rising weight.

    Attributes
    ----------
    sums, masks : shape (2**players), the weight of each coalition, and who is in it (bit i is
        the i-th player of this half).
    starts : shape (players + 2), where the coalitions of each size begin.
    """

    sums: Ints
    masks: Ints
    starts: Ints


def half(weights: Ints) -> Half:
    """All coalitions of some players, sorted.

    >>> half(np.array([5, 2])).sums, half(np.array([5, 2])).starts
    (array([0, 2, 5, 7]), array([0, 1, 3, 4]))
    """
    sums = np.zeros(1, dtype=np.int64)
    for weight in weights:
        sums = np.concatenate((sums, sums + weight))
    masks = np.arange(len(sums), dtype=np.int64)
    sizes = np.bitwise_count(masks)
    order = np.lexsort((sums, sizes))
    starts = np.searchsorted(sizes[order], np.arange(len(weights) + 2))
    return Half(sums[order], masks[order], starts.astype(np.int64))


def split(game: SizedGame) -> tuple[Half, Half]:
    """The two halves of a game's players, the first half holding no more than the second."""
    weights = np.array(game.weights, dtype=np.int64)
    middle = len(weights) // 2
    return half(weights[:middle]), half(weights[middle:])


def winning_by_member(game: SizedGame) -> tuple[Ints, Ints]:
    """How many winning coalitions of each size there are, and how many hold each player.

    Returns
    -------
    by_size : shape (size 0..n).
    with_player : shape (player, size 0..n).

    Three players with weights 3, 2, 1 and a quota of 4 win with {3, 1}, {3, 2} and all:

    >>> by_size, with_player = winning_by_member(SizedGame(("a", "b", "c"), (3, 2, 1), (4,) * 4))
    >>> by_size, with_player.sum(axis=1)
    (array([0, 0, 2, 1]), array([3, 2, 2]))
    """
    first, second = split(game)
    quotas = np.array(game.quotas, dtype=np.int64)
    members, middle = len(game.names), len(first.starts) - 2
    with_player = np.zeros((members, members + 1), dtype=np.int64)
    by_size = np.zeros(members + 1, dtype=np.int64)
    count_half(*parts(first), *parts(second), quotas, with_player[:middle], by_size)
    again = np.zeros_like(by_size)
    count_half(*parts(second), *parts(first), quotas, with_player[middle:], again)
    return by_size, with_player


def winning_by_size(game: SizedGame) -> Ints:
    """How many winning coalitions of each size there are; shape (size 0..n).

    >>> winning_by_size(SizedGame(("a", "b", "c"), (3, 2, 1), (4,) * 4))
    array([0, 0, 2, 1])
    """
    first, second = split(game)
    quotas = np.array(game.quotas, dtype=np.int64)
    by_size = np.zeros(len(quotas), dtype=np.int64)
    nobody = np.zeros((0, len(quotas)), dtype=np.int64)
    count_half(*parts(first), *parts(second), quotas, nobody, by_size)
    return by_size


def parts(one: Half) -> tuple[Ints, Ints, Ints]:
    """A half as the arrays that the kernels take."""
    return one.sums, one.masks, one.starts


@compiled
def count_half(  # pragma: no cover - compiled
    sums: Ints,
    masks: Ints,
    starts: Ints,
    other_sums: Ints,
    other_masks: Ints,  # noqa: ARG001  both halves are passed as they are
    other_starts: Ints,
    quotas: Ints,
    with_player: Ints,
    by_size: Ints,
) -> None:
    """Add the winning coalitions to `by_size`, and to `with_player` for this half's players.

    `with_player` has a row for each player of this half, or none if they are not asked for.
    """
    for a in range(len(starts) - 1):
        for b in range(len(other_starts) - 1):
            quota = quotas[a + b]
            low, high = other_starts[b], other_starts[b + 1]
            tail = high
            for x in range(starts[a], starts[a + 1]):
                needed = quota - sums[x]
                while tail > low and other_sums[tail - 1] >= needed:
                    tail -= 1
                completions = high - tail
                by_size[a + b] += completions
                for player in range(len(with_player)):
                    if (masks[x] >> player) & 1:
                        with_player[player, a + b] += completions
