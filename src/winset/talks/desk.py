"""What compiled months of talks abreast work on: room to work in, what lies ahead, what is told."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from winset._typing import Floats, Ints
from winset.talks.abreast import Abreast
from winset.talks.pair import Chosen


class Desk(NamedTuple):
    """Room to work in, used again and again: the compiled loops make no array of their own.

    Attributes
    ----------
    work : shape (room * lane,), all tables of a month; places : shape (table,), where they begin.
    at : shape (outcome,), where the table of each outcome begins.
    follow : shape (state * kind * lane,), what follows a signature.
    held : shape (right * lane,), rights of one state.
    """

    work: Floats
    places: Ints
    at: Ints
    follow: Floats
    held: Floats


class Ahead(NamedTuple):
    """What lies ahead, and places to look first.

    Attributes
    ----------
    values : shape (carried * lane,): the streams of the chain one after the other.
    hint : shape (state * lane * (1 + kind),), see `offering.py`.
    """

    values: Floats
    hint: Ints


class Told(NamedTuple):
    """What is written down of each month, blocks of games before states; no room: nothing is.

    Attributes
    ----------
    values : shape (step, block, state, party); choices : see there.
    follow : shape (step, kind, block, state, party), what follows a signature.
    margin : shape (step, block, state): what an agreement leaves to who gains least, against what
        each would do next; against the shut table in months in which it is shut.
    block : the first game's.
    """

    values: Floats
    choices: Chosen
    follow: Floats
    margin: Floats
    block: int = 0


def desk_of(row: Abreast) -> Desk:
    """Room for games abreast."""
    kinds, lanes = len(row.signed.right), row.lanes
    return Desk(
        np.zeros(row.chain.room * lanes),
        np.zeros(len(row.chain.begin), dtype=np.int64),
        np.zeros(len(row.chain.tables), dtype=np.int64),
        np.zeros(row.states * kinds * lanes),
        np.zeros(max(len(row.signed.stream), 1) * lanes),
    )


def nothing_ahead(row: Abreast, values: Floats) -> Ahead:
    """Nothing is signed yet; `values` has shape (state, game, party)."""
    flat = np.zeros(row.chain.carried * row.lanes)
    streams = parted(row, flat)
    streams[0][:, 0] = values.transpose(0, 2, 1).reshape(len(values), -1)
    for stream, resumes in zip(streams, row.signed.resumes, strict=True):
        if resumes:
            stream[:, 0] = streams[0][:, 0]
    places = row.states * row.lanes * (1 + len(row.signed.right))
    return Ahead(flat, np.full(places, -1, dtype=np.int64))


def parted(row: Abreast, values: Floats) -> list[Floats]:
    """The streams of what is carried, each of shape (state, column, lane); views."""
    cuts = np.cumsum(row.signed.columns * row.states * row.lanes)[:-1]
    return [part.reshape(row.states, -1, row.lanes) if part.size else
            np.zeros((row.states, 0, row.lanes)) for part in np.split(values, cuts)]  # fmt: skip


def room_to_tell(row: Abreast, steps: int) -> Told:
    """Room for so many months of everything."""
    states, games, kinds = row.states, row.games, len(row.signed.right)
    return Told(
        np.zeros((steps, games, states, 2)),
        Chosen(
            np.zeros((steps, games, states, 2, 3)),
            np.full((steps, games, states, 2), -1, dtype=np.int64),
            np.zeros((steps, games, states, 2)),
            np.zeros((steps, games, states, 2, 3)),
        ),
        np.zeros((steps, kinds, games, states, 2)),
        np.full((steps, games, states), np.nan),
    )


def silence(row: Abreast) -> Told:
    """Room for nothing."""
    return room_to_tell(row, 0)
