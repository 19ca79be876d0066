"""What games abreast are followed by: pools of chances, and what is written down of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.talks.abreast import Abreast
from winset.talks.forward import FIRST
from winset.talks.game import Game
from winset.talks.outcomes import CLOSED, awaiting, refused, rejected, settled, stalled, unratified

OVER = 3
"""The column of what is over for good, after those of talks."""


class Pools(NamedTuple):
    """Where chances are between two months.

    Attributes
    ----------
    talks : shape (state, column, game): those of `forward.Course.talking`, then what is over, where
        talks can end for good.
    signed : shape (state, column, game): settlements in force by kind; two columns that are empty
        between months (fallen back to talks, and for good); then, for each kind that must be
        ratified and each step until its vote, those that are fresh and those that came later.
    """

    talks: Floats
    signed: Floats


class Standing(NamedTuple):
    """What becomes of settlements.

    Attributes
    ----------
    hazard, approved : shape (kind, spot); back : shape (kind,), talks resume after a breakdown.
    ratified, delay : shape (kind,); wait : shape (kind,), the column of those whose vote is now.
    failed : shape (kind,), the outcome of a failed vote among those of the talks' chain.
    kind : shape (package,). stays : whether nothing ever ends talks for good.
    """

    hazard: Floats
    approved: Floats
    back: Bools
    ratified: Bools
    delay: Ints
    wait: Ints
    failed: Ints
    kind: Ints
    stays: bool


class Book(NamedTuple):
    """What is written down; arrays may be views of larger ones. See `forward.Course`.

    Attributes
    ----------
    states : shape (step + 1, state, game); talking : shape (step + 1, state, game, 3).
    in_force : shape (step + 1, state, game, kind).
    held : shape (step,); happened : shape (step, outcome); left : shape (step, party).
    signed, resigned : shape (step, state, game, party); broken : shape (step,).
    """

    states: Floats
    talking: Floats
    in_force: Floats
    held: Floats
    happened: Floats
    left: Floats
    signed: Floats
    resigned: Floats
    broken: Floats


def standing_of(game: Game, row: Abreast) -> Standing:
    """What becomes of a game's settlements."""
    kinds, signed = game.terms.settlements, row.signed
    return Standing(
        np.stack([kind.hazard for kind in kinds]),
        signed.approved,
        np.array([kind.worth_after is None for kind in kinds]),
        signed.ratified,
        signed.delay,
        len(kinds) + 2 + 2 * (np.cumsum(signed.delay) - signed.delay),
        signed.failed,
        game.terms.packages.kind,
        game.exits is None and all(kind.worth_after is None for kind in kinds),
    )


def pools_of(standing: Standing, start: Floats) -> Pools:
    """Talks in which nothing was signed yet, by the chances of their states, (state, game)."""
    states, games = start.shape
    talks = np.zeros((states, 3 if standing.stays else 4, games))
    talks[:, FIRST] = start
    columns = len(standing.hazard) + 2 + 2 * int(standing.delay.sum())
    return Pools(talks, np.zeros((states, columns, games)))


def numbers_of(kinds: int) -> Ints:
    """The outcome's number for each outcome that the chain of talks was asked for."""
    asked = [refused(0), refused(1), stalled(2, 0), stalled(2, 1), rejected(2, 0), rejected(2, 1)]
    return np.array([*asked, CLOSED, *(unratified(2, kinds, c) for c in range(kinds))])


def signs_of(kinds: int) -> Ints:
    """The outcome's number of a signature of each kind: in force at once, then awaiting a vote."""
    return np.array([[settled(2, c) for c in range(kinds)],
                     [awaiting(2, kinds, c) for c in range(kinds)]])  # fmt: skip
