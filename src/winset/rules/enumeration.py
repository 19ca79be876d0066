"""Counting the winning coalitions of any game by trying each one.

Every coalition is a pair of one coalition from each half of the players, so that the sums of its
columns are two rows added, and what is counted is kept per half-coalition. Whether it wins is read
from a table over which quotas are met. All in 64-bit whole numbers.
"""

from __future__ import annotations

import numpy as np

from winset._compiled import compiled
from winset._typing import Bools, Ints
from winset.rules.formula import carrying_combinations, quotas_of
from winset.rules.game import Game

MOST_PLAYERS = 30


def sums_of_half(weights: Ints) -> Ints:
    """The sums of every coalition of some players, coalition x at row x (bit i: i-th player).

    Parameters
    ----------
    weights : shape (quota, player).

    Returns
    -------
    shape (2**players, quota).

    >>> sums_of_half(np.array([[3, 1], [1, 1]]))
    array([[0, 0],
           [3, 1],
           [1, 1],
           [4, 2]])
    """
    sums = np.zeros((1, len(weights)), dtype=np.int64)
    for column in weights.T:
        sums = np.concatenate((sums, sums + column))
    return sums


def tables(game: Game) -> tuple[Ints, Ints, Ints, Bools]:
    """What the kernels need: the sums of both halves, the quotas, and what carries."""
    quotas = quotas_of(game.formula)
    weights = np.array([quota.weights for quota in quotas], dtype=np.int64)
    middle = len(game.names) // 2
    needed = np.array([quota.quota for quota in quotas], dtype=np.int64)
    carrying = carrying_combinations(game.formula)
    return sums_of_half(weights[:, :middle]), sums_of_half(weights[:, middle:]), needed, carrying


def winning_by_member(game: Game) -> tuple[Ints, Ints]:
    """How many winning coalitions of each size there are, and how many hold each player.

    Returns
    -------
    by_size : shape (size 0..n).
    with_player : shape (player, size 0..n).

    >>> from winset.rules.game import weighted
    >>> by_size, with_player = winning_by_member(weighted({"a": 3, "b": 2, "c": 1}, 4))
    >>> by_size, with_player.sum(axis=1)
    (array([0, 0, 2, 1]), array([3, 2, 2]))
    """
    low, high, needed, carrying = tables(game)
    low_sizes, high_sizes = sizes(len(low)), sizes(len(high))
    low_counts = np.zeros((len(low), len(game.names) + 1), dtype=np.int64)
    high_counts = np.zeros((len(high), len(game.names) + 1), dtype=np.int64)
    try_all(low, high, low_sizes, high_sizes, needed, carrying, low_counts, high_counts)
    with_player = np.concatenate((holding(low_counts), holding(high_counts)))
    return low_counts.sum(axis=0), with_player


def sizes(coalitions: int) -> Ints:
    """How many players each coalition of a half has."""
    return np.bitwise_count(np.arange(coalitions, dtype=np.int64)).astype(np.int64)


def holding(counts: Ints) -> Ints:
    """The counts of the half-coalitions that hold each player; shape (player, size)."""
    coalitions = np.arange(len(counts))
    players = len(counts).bit_length() - 1
    rows = [counts[(coalitions >> i) & 1 == 1].sum(axis=0) for i in range(players)]
    return np.array(rows, dtype=np.int64).reshape(players, counts.shape[1])


def critical_together(game: Game) -> Ints:
    """How often each player is critical together with others.

    Returns
    -------
    shape (player, number 0..n): winning coalitions in which the player is critical and that many
    players are, itself included.

    >>> from winset.rules.game import weighted
    >>> critical_together(weighted({"a": 3, "b": 2, "c": 1}, 4))
    array([[0, 1, 2, 0],
           [0, 0, 1, 0],
           [0, 0, 1, 0]])
    """
    players = len(game.names)
    counts = np.zeros((players, players + 1), dtype=np.int64)
    try_without(*tables(game), player_weights(game), counts)
    return counts


def minimal_winning(game: Game) -> int:
    """How many winning coalitions lose without any one of their members.

    >>> from winset.rules.game import weighted
    >>> minimal_winning(weighted({"a": 3, "b": 2, "c": 1}, 4))
    2
    """
    return int(try_minimal(*tables(game), player_weights(game)))


def player_weights(game: Game) -> Ints:
    """The weights of each player; shape (player, quota)."""
    weights = np.array([quota.weights for quota in quotas_of(game.formula)], dtype=np.int64)
    return np.ascontiguousarray(weights.T)


@compiled
def try_all(  # pragma: no cover - compiled
    low: Ints,
    high: Ints,
    low_sizes: Ints,
    high_sizes: Ints,
    needed: Ints,
    carrying: Bools,
    low_counts: Ints,
    high_counts: Ints,
) -> None:
    """Count each winning pair of half-coalitions under both, by the size of the whole."""
    quotas = len(needed)
    for x in range(len(low)):
        for y in range(len(high)):
            met = 0
            for j in range(quotas):
                met |= (low[x, j] + high[y, j] >= needed[j]) << j
            if carrying[met]:
                size = low_sizes[x] + high_sizes[y]
                low_counts[x, size] += 1
                high_counts[y, size] += 1


@compiled
def try_without(  # pragma: no cover - compiled
    low: Ints, high: Ints, needed: Ints, carrying: Bools, weights: Ints, counts: Ints
) -> None:
    """Count who is critical together in each winning coalition."""
    players, quotas = weights.shape
    sums = np.zeros(quotas, dtype=np.int64)
    critical = np.zeros(players, dtype=np.int64)
    for x in range(len(low)):
        for y in range(len(high)):
            for j in range(quotas):
                sums[j] = low[x, j] + high[y, j]
            if not wins(sums, needed, carrying):
                continue
            coalition, number = x + y * len(low), 0
            for player in range(players):
                if (coalition >> player) & 1 and is_critical(
                    sums, weights[player], needed, carrying
                ):
                    critical[number] = player
                    number += 1
            for i in range(number):
                counts[critical[i], number] += 1


@compiled
def try_minimal(  # pragma: no cover - compiled
    low: Ints, high: Ints, needed: Ints, carrying: Bools, weights: Ints
) -> int:
    """Count the winning coalitions in which everybody is critical."""
    players, quotas = weights.shape
    sums = np.zeros(quotas, dtype=np.int64)
    minimal = 0
    for x in range(len(low)):
        for y in range(len(high)):
            for j in range(quotas):
                sums[j] = low[x, j] + high[y, j]
            if not wins(sums, needed, carrying):
                continue
            coalition, player = x + y * len(low), 0
            while player < players and (
                not (coalition >> player) & 1
                or is_critical(sums, weights[player], needed, carrying)
            ):
                player += 1
            minimal += player == players
    return minimal


@compiled
def wins(sums: Ints, needed: Ints, carrying: Bools) -> bool:  # pragma: no cover - compiled
    """Whether a coalition with these sums carries."""
    met = 0
    for j in range(len(needed)):
        met |= (sums[j] >= needed[j]) << j
    return bool(carrying[met])


@compiled
def is_critical(  # pragma: no cover - compiled
    sums: Ints, weights: Ints, needed: Ints, carrying: Bools
) -> bool:
    """Whether a winning coalition with these sums loses without a player of these weights."""
    met = 0
    for j in range(len(needed)):
        met |= (sums[j] - weights[j] >= needed[j]) << j
    return not carrying[met]
