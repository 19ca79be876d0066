"""Minimal winning and minimal blocking sets: how many there are, and the smallest of them.

A winning set is minimal if it loses without any one of its members. A set blocks if those outside
it cannot carry alone; blocking sets are the winning sets of the dual game.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from winset.rules import enumeration, programme
from winset.rules.counting import ENUMERATION, HALVES, PROGRAMME, method_for
from winset.rules.formula import carrying_combinations, quotas_of
from winset.rules.game import Game, dual
from winset.rules.halves import winning_by_size
from winset.rules.sized import SizedGame, by_falling_weight, sized

MOST_COUNTED = 10_000
"""More smallest sets than these are not told apart by their number."""


def minimal_winning(game: Game) -> int | None:
    """How many minimal winning sets there are, or None where they cannot be counted exactly.

    >>> from winset.rules.formula import Quota
    >>> minimal_winning(Game(("a", "b", "c"), Quota((3, 2, 1), 4)))
    2
    """
    form, method = sized(game), method_for(game)
    if form is not None and method == HALVES:
        return minimal_by_halves(form)
    if form is not None and method == PROGRAMME:
        return programme.minimal_winning(form)
    return enumeration.minimal_winning(game) if method == ENUMERATION else None


def minimal_blocking(game: Game) -> int | None:
    """How many minimal blocking sets there are, or None where they cannot be counted exactly.

    >>> from winset.rules.formula import Quota
    >>> minimal_blocking(Game(("a", "b", "c"), Quota((3, 2, 1), 4)))
    2
    """
    return minimal_winning(dual(game))


def minimal_by_halves(form: SizedGame) -> int:
    """How many minimal winning sets a sized game has, each counted at its lightest member.

    A set is minimal if its lightest member is critical: the others lose, and win with it.
    """
    falling, _ = by_falling_weight(form)
    found = 0
    for last, weight in enumerate(falling.weights):
        names, weights = falling.names[:last], falling.weights[:last]
        reaching = tuple(quota - weight for quota in falling.quotas[1 : last + 2])
        found += int(winning_by_size(SizedGame(names, weights, reaching)).sum())
        alone = SizedGame(names, weights, falling.quotas[: last + 1])
        found -= int(winning_by_size(alone).sum())
    return found


def smallest_winning(game: Game, most: int) -> tuple[tuple[str, ...], ...]:
    """The smallest minimal winning sets, at most as many as asked.

    By number of members, then in the order of the members.

    >>> from winset.rules.formula import Quota
    >>> smallest_winning(Game(("a", "b", "c"), Quota((3, 2, 1), 4)), most=5)
    (('a', 'b'), ('a', 'c'))
    """
    sizes = range(1, len(game.names) + 1)
    search = Search(game)
    sets = itertools.chain.from_iterable(search.minimal_of(size) for size in sizes)
    found = itertools.islice(sets, min(most, minimal_winning(game) or most))
    return tuple(tuple(game.names[i] for i in one) for one in found)


def smallest_blocking(game: Game, most: int) -> tuple[tuple[str, ...], ...]:
    """The smallest minimal blocking sets, at most as many as asked, as in `smallest_winning`.

    >>> from winset.rules.formula import Quota
    >>> smallest_blocking(Game(("a", "b", "c"), Quota((3, 2, 1), 4)), most=5)
    (('a',), ('b', 'c'))
    """
    return smallest_winning(dual(game), most)


def count_smallest_blocking(game: Game, most: int = MOST_COUNTED) -> int:
    """How many minimal blocking sets have as few members as the smallest, counted up to `most`.

    >>> from winset.rules.formula import Quota
    >>> count_smallest_blocking(Game(("a", "b", "c"), Quota((1, 1, 1), 2)))
    3
    """
    search = Search(dual(game))
    sizes = range(1, len(game.names) + 1)
    counts = (sum(1 for _ in itertools.islice(search.minimal_of(size), most)) for size in sizes)
    return next((count for count in counts if count), 0)


class Search:
    """A search for the minimal winning sets of one game, cut where a set can no longer win."""

    def __init__(self, game: Game) -> None:
        self.players = len(game.names)
        self.quotas = quotas_of(game.formula)
        self.carrying = carrying_combinations(game.formula)
        self.best = [heaviest_tails(quota.weights) for quota in self.quotas]

    def wins(self, sums: list[int]) -> bool:
        """Whether a set with these sums, one for each quota, wins."""
        met = sum(
            (s >= q.quota) << j for j, (s, q) in enumerate(zip(sums, self.quotas, strict=True))
        )
        return bool(self.carrying[met])

    def minimal_of(self, size: int) -> Iterator[tuple[int, ...]]:
        """The minimal winning sets of a size, in the order of the players."""
        return self.extended((), [0] * len(self.quotas), size)

    def extended(
        self, chosen: tuple[int, ...], sums: list[int], size: int
    ) -> Iterator[tuple[int, ...]]:
        """The minimal winning sets of a size that begin with the players chosen."""
        lacking = size - len(chosen)
        if self.wins(sums):
            if lacking == 0 and all(not self.wins(self.changed(sums, i, -1)) for i in chosen):
                yield chosen
            return
        first = chosen[-1] + 1 if chosen else 0
        for player in range(first, self.players - lacking + 1):
            tails = [best[player][lacking] for best in self.best]
            if lacking == 0 or not self.wins([s + t for s, t in zip(sums, tails, strict=True)]):
                return
            yield from self.extended((*chosen, player), self.changed(sums, player, 1), size)

    def changed(self, sums: list[int], player: int, sign: int) -> list[int]:
        """The sums with one player more, or one less."""
        return [s + sign * q.weights[player] for s, q in zip(sums, self.quotas, strict=True)]


def heaviest_tails(weights: tuple[int, ...]) -> list[list[int]]:
    """The most that k of the players from each one on can add: row `first`, column k.

    >>> heaviest_tails((1, 3, 2))
    [[0, 3, 5, 6], [0, 3, 5], [0, 2], [0]]
    """
    return [
        [0, *itertools.accumulate(sorted(weights[first:], reverse=True))]
        for first in range(len(weights) + 1)
    ]
