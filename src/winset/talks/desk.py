"""What compiled months of talks abreast work on: room to work in, what lies ahead, what is told."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from winset._typing import Floats, Ints
from winset.talks.abreast import Abreast


class Desk(NamedTuple):
    """Room to work in, used again and again: tables of each party, and what is seen in one state.

    The compiled loops make no array of their own and count no references: that alone would cost
    more than the step.
    """

    talks: Floats
    signed: Floats
    more_talks: Floats
    more_signed: Floats
    places: Ints
    talk_at: Ints
    sign_at: Ints
    after: Floats
    follow: Floats
    resumed: Floats
    bound: Floats
    entry: Ints
    values: Floats
    ways: Floats
    chosen: Ints
    chance: Floats
    yes: Floats


class Ahead(NamedTuple):
    """What lies ahead, for each party shape (state * column * game,); and places to look first.

    `hint` has shape (state, game, party).
    """

    first: Floats
    second: Floats
    hint: Ints


class Told(NamedTuple):
    """What is written down of each month; arrays may be views of larger ones.

    Attributes
    ----------
    values : shape (step + 1, state, game, party).
    attendance, offer, offering, reply : as in `step.Choices`, with a game after the state.
    follow : shape (step, state, game, kind, party), what follows a signature.
    margin : shape (step, state, game): what an agreement leaves to who gains least, against what
        each would do next; against the shut table in months in which it is shut.
    """

    values: Floats
    attendance: Floats
    offer: Ints
    offering: Floats
    reply: Floats
    follow: Floats
    margin: Floats


def desk_of(row: Abreast) -> Desk:
    """Room for games abreast."""
    ways, n = (row.first, row.second), row.games
    rooms = [np.empty(each.talks.room * n) for each in ways]
    more = [np.empty(each.signed.room * n * row.signed.columns) for each in ways]
    most = max(max(each.talks.room, each.signed.room) for each in ways)
    kinds = len(row.signed.right)
    return Desk(
        rooms[0],
        more[0],
        rooms[1],
        more[1],
        places=np.zeros((4, most), dtype=np.int64),
        talk_at=np.zeros((2, len(row.first.talks.tables)), dtype=np.int64),
        sign_at=np.zeros((2, 2 * kinds), dtype=np.int64),
        after=np.zeros((7, 2)),
        follow=np.zeros((kinds, 2)),
        resumed=np.zeros(max(len(row.signed.law), 1)),
        bound=np.zeros(2),
        entry=np.zeros(2, dtype=np.int64),
        values=np.zeros(2),
        ways=np.zeros((2, 3)),
        chosen=np.zeros(2, dtype=np.int64),
        chance=np.zeros(2),
        yes=np.zeros(2),
    )


def nothing_ahead(row: Abreast, values: Floats) -> Ahead:
    """Nothing is signed yet; `values` has shape (state, game, party)."""
    states, games, _ = values.shape
    parts = np.zeros((2, states, row.signed.columns, games))
    parts[0, :, 0], parts[1, :, 0] = values[..., 0], values[..., 1]
    flat = parts.reshape(2, -1)
    return Ahead(flat[0].copy(), flat[1].copy(), np.full((states, games, 2), -1))


def room_to_tell(row: Abreast, steps: int) -> Told:
    """Room for so many months of everything."""
    states, games, kinds = len(row.flows), row.games, len(row.signed.right)
    return told_in(
        np.zeros((steps + 1, games, states, 2)),
        np.zeros((steps, games, states, 2, 3)),
        np.full((steps, games, states, 2), -1),
        np.zeros((steps, games, states, 2)),
        np.zeros((steps, games, states, 2, 3)),
        np.zeros((steps, kinds, games, states, 2)),
        np.full((steps, games, states), np.nan),
    )


def told_in(
    values: Floats,
    attendance: Floats,
    offer: Ints,
    offering: Floats,
    reply: Floats,
    follow: Floats,
    margin: Floats,
) -> Told:
    """Room in arrays that have the game before the state, and the kind before both."""
    return Told(
        values.transpose(0, 2, 1, 3),
        attendance.transpose(0, 2, 1, 3, 4),
        offer.transpose(0, 2, 1, 3),
        offering.transpose(0, 2, 1, 3),
        reply.transpose(0, 2, 1, 3, 4),
        follow.transpose(0, 3, 2, 1, 4),
        margin.transpose(0, 2, 1),
    )


def silence(row: Abreast) -> Told:
    """Room for nothing."""
    full = room_to_tell(row, 1)
    return Told(
        full.values[:0],
        full.attendance[:0],
        full.offer[:0],
        full.offering[:0],
        full.reply[:0],
        full.follow[:0],
        full.margin[:0],
    )
