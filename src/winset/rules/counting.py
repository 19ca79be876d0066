"""The exact count of winning coalitions, by the fastest method that fits the game.

meet in the middle     one column and any condition on numbers, up to 40 members
dynamic programming    the same with small weights, for more members
enumeration            any rule, up to 30 members
sampling               beyond: estimates with standard errors, see `winset.rules.sampling`
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from winset._typing import Ints
from winset.rules import critical, enumeration, halves, programme
from winset.rules.game import Game
from winset.rules.sized import SizedGame, sized

Method = Literal["meet in the middle", "dynamic programming", "enumeration", "sampling"]
HALVES: Method = "meet in the middle"
PROGRAMME: Method = "dynamic programming"
ENUMERATION: Method = "enumeration"
SAMPLING: Method = "sampling"


@dataclass(frozen=True, slots=True)
class Counts:
    """The winning coalitions of a game, counted exactly.

    Attributes
    ----------
    names : the players.
    by_size : winning coalitions of 0, 1, ..., n players.
    with_player : shape (player, size): those that hold each player.
    method : how they were counted.
    """

    names: tuple[str, ...]
    by_size: tuple[int, ...]
    with_player: tuple[tuple[int, ...], ...]
    method: Method


@dataclass(frozen=True, slots=True)
class Critical:
    """Who is critical with how many others.

    Attributes
    ----------
    names : the players.
    together : shape (player, number 0..n): winning coalitions that would lose without the player
        and in which that many players, itself included, are critical.
    method : how they were counted.
    """

    names: tuple[str, ...]
    together: tuple[tuple[int, ...], ...]
    method: Method


def method_for(game: Game) -> Method:
    """The method by which the coalitions of a game are counted.

    >>> from winset.rules.formula import Quota
    >>> method_for(Game(("a", "b", "c"), Quota((3, 2, 1), 4)))
    'meet in the middle'
    """
    players, form = len(game.names), sized(game)
    if form is not None and players <= halves.MOST_PLAYERS:
        return HALVES
    if form is not None and programme.bytes_touched(form) <= programme.MOST_BYTES:
        return PROGRAMME
    return ENUMERATION if players <= enumeration.MOST_PLAYERS else SAMPLING


def count(game: Game, method: Method | None = None) -> Counts:
    """The winning coalitions of a game, in all and with each player.

    `method` asks for one of the exact methods; ValueError if the game does not have the form or
    the size that it needs.

    >>> from winset.rules.formula import Quota
    >>> counts = count(Game(("a", "b", "c"), Quota((3, 2, 1), 4)))
    >>> counts.by_size, counts.with_player
    ((0, 0, 2, 1), ((0, 0, 2, 1), (0, 0, 1, 1), (0, 0, 1, 1)))
    """
    chosen = method or method_for(game)
    if chosen == ENUMERATION and len(game.names) <= enumeration.MOST_PLAYERS:
        return counts(game.names, *enumeration.winning_by_member(game), chosen)
    form = sized(game)
    if form is None or chosen in (SAMPLING, ENUMERATION):
        raise ValueError(f"{len(game.names)} members under this rule cannot be counted by {chosen}")
    if chosen == PROGRAMME:
        return Counts(game.names, *programme.winning_by_member(form), chosen)
    return counts(game.names, *halves.winning_by_member(form), chosen)


def counts(names: tuple[str, ...], by_size: Ints, with_player: Ints, method: Method) -> Counts:
    """Counts in 64 bits as counts in Python's whole numbers, which later products may exceed."""
    return Counts(names, tuple(by_size.tolist()), rows(with_player), method)


def rows(array: Ints) -> tuple[tuple[int, ...], ...]:
    """The rows of an array in Python's whole numbers."""
    return tuple(tuple(row) for row in array.tolist())


def critical_together(game: Game) -> Critical | None:
    """Who is critical with how many others, or None where no exact count is affordable.

    >>> from winset.rules.formula import Quota
    >>> critical_together(Game(("a", "b", "c"), Quota((3, 2, 1), 4))).together
    ((0, 1, 2, 0), (0, 0, 1, 0), (0, 0, 1, 0))
    """
    form, method = sized(game), method_for(game)
    if form is not None and method == HALVES and critical.visits(form) <= critical.MOST_VISITS:
        return Critical(game.names, rows(critical.critical_together(form)), HALVES)
    if form is not None and by_programme(form):
        return Critical(game.names, programme.critical_together(form), PROGRAMME)
    if len(game.names) <= enumeration.MOST_PLAYERS:
        return Critical(game.names, rows(enumeration.critical_together(game)), ENUMERATION)
    return None


def by_programme(form: SizedGame) -> bool:
    """Whether dynamic programming can afford to count who is critical together."""
    touched = programme.bytes_touched(form) * len(set(form.weights))
    return len(set(form.quotas)) == 1 and touched <= programme.MOST_BYTES
