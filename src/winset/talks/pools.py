"""What games abreast are followed by: pools of chances, and what is written down of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.talks.abreast import Abreast, approved_of
from winset.talks.chain import Chain, chain_of
from winset.talks.forward import FIRST
from winset.talks.game import Game
from winset.talks.outcomes import awaiting, settled, unratified
from winset.talks.pair import talk_outcomes

OVER = 3
"""The column of what is over for good, after those of talks."""


class Standing(NamedTuple):
    """What becomes of settlements, and where they are followed.

    The first stream is talks: the columns of `forward.Course.talking`, then what is over, where
    talks can end for good. Then comes a stream for each way to move after a signature: its kinds
    in force, what has just fallen, and for each month until a vote what is fresh and what came
    later.

    Attributes
    ----------
    hazard, approved : shape (kind, spot); back : shape (kind,), talks resume after a breakdown.
    ratified, delay : shape (kind,).
    force, force_column : shape (kind,), stream and column of a kind in force.
    fallen, gone : shape (stream,), columns of what fell: back to talks, for good; -1: nothing can.
    wait, wait_column : shape (kind,), stream and column of those whose vote is now.
    failed : shape (kind,), the place of a failed vote among the outcomes of talks.
    kind : shape (package,).
    columns : shape (stream,), of each stream.
    """

    hazard: Floats
    approved: Floats
    back: Bools
    ratified: Bools
    delay: Ints
    force: Ints
    force_column: Ints
    fallen: Ints
    gone: Ints
    wait: Ints
    wait_column: Ints
    failed: Ints
    kind: Ints
    columns: Ints


class Pools(NamedTuple):
    """Where chances are between two months.

    Attributes
    ----------
    chain : of what is followed; mass : shape (carried * game,), its streams one after the other.
    """

    chain: Chain
    mass: Floats


class Book(NamedTuple):
    """What is written down, blocks of games before states. See `forward.Course`.

    Attributes
    ----------
    states : shape (step + 1, block, state); talking : shape (step + 1, block, state, 3).
    in_force : shape (step + 1, kind, block, state).
    held : shape (step,); happened : shape (step, outcome); left : shape (step, party).
    signed, resigned : shape (step, block, state, party); broken : shape (step,).
    block : the first game's.
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
    block: int = 0


def standing_of(game: Game, row: Abreast) -> Standing:
    """What becomes of a game's settlements."""
    kinds, signed, shape = game.terms.settlements, row.signed, row.shape
    back = np.array([kind.worth_after is None for kind in kinds])
    breaks = np.array([bool(kind.hazard.any()) for kind in kinds])
    columns = np.zeros(shape.layout.streams, dtype=np.int64)
    columns[0] = 3 if game.exits is None and back.all() else 4
    fallen, gone = np.full(len(columns), -1), np.full(len(columns), -1)
    force_column, wait_column = np.zeros_like(shape.in_force), np.zeros_like(shape.in_force)
    for c, stream in enumerate(shape.in_force):
        force_column[c] = columns[stream]
        columns[stream] += 1
        place = fallen if back[c] else gone
        if breaks[c] and place[stream] < 0:
            place[stream] = columns[stream]
            columns[stream] += 1
    for c, stream in enumerate(shape.awaiting):
        wait_column[c] = columns[stream]
        columns[stream] += 2 * signed.delay[c]
    spots = len(game.terms.worth)
    return Standing(
        np.stack([kind.hazard for kind in kinds]),
        np.stack([approved_of(kind, spots) for kind in kinds]),
        back,
        signed.ratified,
        signed.delay,
        shape.in_force,
        force_column,
        fallen,
        gone,
        shape.awaiting,
        wait_column,
        signed.failed,
        np.asarray(game.terms.packages.kind, dtype=np.int64),
        columns,
    )


def pools_of(row: Abreast, standing: Standing, start: Floats) -> Pools:
    """Talks in which nothing was signed yet, by the chances of their states, (state, game)."""
    states, games = start.shape
    chain = chain_of(row.shape.layout, standing.columns.tolist())
    mass = np.zeros(chain.carried * games)
    width = int(standing.columns[0])
    mass[: states * width * games].reshape(states, width, games)[:, FIRST] = start
    return Pools(chain, mass)


def streams_of(pools: Pools, standing: Standing, games: int) -> list[Floats]:
    """The streams of what is followed, each of shape (state, column, game); views."""
    cells = len(pools.mass) // games // int(standing.columns.sum())
    cuts = np.cumsum(standing.columns * cells * games)[:-1]
    parts = zip(np.split(pools.mass, cuts), standing.columns, strict=True)
    return [part.reshape(cells, int(width), games) for part, width in parts]


def narrowed(pools: Pools, standing: Standing, games: int, fewer: int) -> Pools:
    """The last games only: what the others hold is past."""
    streams = streams_of(pools, standing, games)
    kept = [each[..., games - fewer :].reshape(-1) for each in streams]
    return Pools(pools.chain, np.concatenate(kept))


def numbers_of(kinds: int) -> Ints:
    """The outcome's number for each outcome that the chain of talks was asked for."""
    return np.array([*talk_outcomes(), *(unratified(2, kinds, c) for c in range(kinds))])


def signs_of(kinds: int) -> Ints:
    """The outcome's number of a signature of each kind: in force at once, then awaiting a vote."""
    return np.array([[settled(2, c) for c in range(kinds)],
                     [awaiting(2, kinds, c) for c in range(kinds)]])  # fmt: skip
