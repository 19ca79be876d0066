"""Counting coalitions by dynamic programming over weights, for many players with small weights.

How many coalitions of k players weigh s in total is the coefficient of x^s y^k in the product of
(1 + y x^w) over the players (Brams & Affuso 1976; Bilbao et al. 2000). One row of coefficients is
kept for each k, packed into one whole number with a field of n + 2 bits for each weight: adding a
player is a shift and a sum, removing one a shift and a difference, and nothing overflows.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from winset.rules.sized import SizedGame, by_falling_weight

MOST_BYTES = 2**31  # touched in all; some seconds

Rows = list[int]
"""Row k holds, packed, how many coalitions of k players have each weight."""


def field(game: SizedGame) -> int:
    """Bits of a packed count: at most 2^n coalitions, with room so that their sum fits as well."""
    return len(game.names) + 2


def bytes_touched(game: SizedGame) -> int:
    """How much is read and written to count the coalitions of every different player."""
    players, total = len(game.names), sum(game.weights)
    return len(set(game.weights)) * (players + 1) * (total + 1) * field(game) // 8


def add_player(rows: Rows, shift: int) -> None:
    """Count the coalitions of one more player, whose weight is `shift` bits."""
    for size in range(len(rows) - 1, 0, -1):
        rows[size] += rows[size - 1] << shift


def coalitions(weights: Iterable[int], players: int, bits: int) -> Rows:
    """The coalitions of some players, by size and weight.

    Weights 2 and 1 make coalitions of 0; 1, 2; 3, in fields of four bits:

    >>> [hex(row) for row in coalitions((2, 1), 2, 4)]
    ['0x1', '0x110', '0x1000']
    """
    rows = [1] + [0] * players
    for weight in weights:
        add_player(rows, weight * bits)
    return rows


def without(rows: Rows, shift: int) -> Rows:
    """The coalitions that leave out one player, whose weight is `shift` bits.

    >>> [hex(row) for row in without(coalitions((2, 1), 2, 4), 2 * 4)]
    ['0x1', '0x10']
    """
    left = [rows[0]]
    for row in rows[1:-1]:
        left.append(row - (left[-1] << shift))
    return left


def at_least(row: int, quota: int, bits: int) -> int:
    """How many coalitions of a row weigh at least a quota.

    Fields are digits to the base 2^bits, and that base leaves 1 when divided by 2^bits - 1, so
    the remainder is the sum of the digits.

    >>> at_least(coalitions((2, 1), 2, 4)[1], 2, 4)
    1
    """
    return (row >> (max(quota, 0) * bits)) % ((1 << bits) - 1)


def winning_by_member(game: SizedGame) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """How many winning coalitions of each size there are, and how many hold each player.

    >>> by_size, with_player = winning_by_member(SizedGame(("a", "b", "c"), (3, 2, 1), (4,) * 4))
    >>> by_size, [sum(row) for row in with_player]
    ((0, 0, 2, 1), [3, 2, 2])
    """
    bits, quotas = field(game), game.quotas
    rows = coalitions(game.weights, len(game.names), bits)
    by_size = tuple(at_least(row, q, bits) for row, q in zip(rows, quotas, strict=True))
    holding = {
        weight: (0, *with_weight(without(rows, weight * bits), weight, quotas, bits))
        for weight in set(game.weights)
    }
    return by_size, tuple(holding[weight] for weight in game.weights)


def with_weight(others: Rows, weight: int, quotas: Sequence[int], bits: int) -> Iterable[int]:
    """How many coalitions of the others win with a player of this weight, by size of the whole."""
    for row, quota in zip(others, quotas[1:], strict=True):
        yield at_least(row, quota - weight, bits)


def minimal_winning(game: SizedGame) -> int:
    """How many winning coalitions lose without any one of their members.

    A coalition is minimal if its lightest member is critical. With players in falling weight each
    coalition is counted at its last.

    >>> minimal_winning(SizedGame(("a", "b", "c"), (3, 2, 1), (4,) * 4))
    2
    """
    falling, _ = by_falling_weight(game)
    bits, quotas, found = field(game), game.quotas, 0
    rows = coalitions((), len(game.names), bits)
    for weight in falling.weights:
        for size in range(1, len(rows)):
            row = rows[size - 1]
            lost_without = at_least(row, quotas[size - 1], bits)
            found += at_least(row, quotas[size] - weight, bits) - lost_without
        add_player(rows, weight * bits)
    return found


def critical_together(game: SizedGame) -> tuple[tuple[int, ...], ...]:
    """How often each player is critical together with others, under one quota for all sizes.

    A coalition with margin d over the quota has as critical members those heavier than d. For
    each weight v, the coalitions whose margin lies below v and not below the next lighter weight
    are counted by how many of their members weigh at least v.

    Returns
    -------
    shape (player, number 0..n): winning coalitions in which the player is critical and that many
    players are, itself included.

    >>> critical_together(SizedGame(("a", "b", "c"), (3, 2, 1), (4,) * 4))
    ((0, 1, 2, 0), (0, 0, 1, 0), (0, 0, 1, 0))
    """
    (quota,) = set(game.quotas)
    levels = sorted({0, *game.weights}, reverse=True)
    numbers = range(len(game.names) + 1)
    counts = {weight: [0 for _ in numbers] for weight in levels}
    bits = field(game)
    for level, lighter in itertools.pairwise(levels):
        rows = by_heavy_members(game, level, bits)
        for weight in levels[: levels.index(level) + 1]:
            for others, row in enumerate(without(rows, weight * bits)):
                above = at_least(row, quota + level - weight, bits)
                band = at_least(row, quota + lighter - weight, bits) - above
                counts[weight][others + 1] += band
    return tuple(tuple(counts[weight]) for weight in game.weights)


def by_heavy_members(game: SizedGame, level: int, bits: int) -> Rows:
    """The coalitions by weight and by how many of their members weigh at least a level."""
    heavy = [weight for weight in game.weights if weight >= level]
    rows = coalitions(heavy, len(heavy), bits)
    for weight in game.weights:
        if weight < level:
            rows = [row + (row << (weight * bits)) for row in rows]
    return rows
