"""Two parties' talks, node by node: what follows each decision is a game of its own.

Once something is decided the talks never come back to another node, and nothing undecided is
reached after the last decision. So only those games are solved, abreast; in the months up to the
last decision the undecided game goes on as one of them, with the chances of the nodes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from winset._typing import Floats, Ints
from winset.runs.coupling.game import Games
from winset.runs.coupling.tail import shut_values
from winset.talks import abreast as side
from winset.talks.abreast import Abreast
from winset.talks.backward import back, to_rest
from winset.talks.desk import Ahead as Carried
from winset.talks.desk import Desk, Told, desk_of, nothing_ahead, parted, silence
from winset.talks.follow import Ahead, no_follow
from winset.talks.frontier import Frontiers
from winset.talks.game import Game
from winset.talks.pair import Chosen
from winset.talks.settling import OwnWorth
from winset.talks.solution import Solution, TailReport
from winset.talks.step import Choices

TOLERANCE, MOST, PATIENCE = 1e-6, 600, 40
"""As in `tail`: when a tail counts as settled, and when it is given up."""
LATER = 24
"""Months that a tail which does not settle is repeated further, to see what that changes."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """A draw's games, laid out for the compiled loops.

    Attributes
    ----------
    wide : the undecided game and those of all nodes; also where nothing is ever decided.
    narrow : those of the nodes alone.
    first : months before which the undecided game can be reached; from then on only nodes are.
    mix : shape (step, state, game), how the undecided game goes on in those months.
    tail : the month that repeats for ever.
    """

    wide: Abreast
    narrow: Abreast
    first: int
    mix: Floats
    tail: Abreast


def blocks_of(games: Games, stairs: Frontiers, everything: bool) -> Blocks:
    """A draw's games laid out.

    Parameters
    ----------
    everything : solve the undecided game in all months, though it is not reached: for proofs.
    """
    month, shape = games.calendar, games.shape
    assert shape is not None
    version = np.zeros(month.steps, dtype=np.int64)
    wide = side.abreast(month, stairs, version, laws=games.laws, shape=shape)
    count = wide.games
    if count == 1:
        first, narrow = 0, wide
    elif everything:
        first, narrow = month.steps, wide
    else:
        laws = [law[1:] for law in games.laws]
        first, narrow = len(games.mix), side.abreast(month, stairs, version, laws=laws, shape=shape)
    tail = side.abreast(games.tail, stairs, version[:1], shape=shape)
    narrow, tail = (replace(row, stairs=wide.stairs) for row in (narrow, tail))
    return Blocks(wide, narrow, first, games.mix, tail)


@dataclass(frozen=True, slots=True)
class Rested:
    """The month that repeats for ever, at rest: what lies ahead of it, and how it came there.

    It does not hang on the chances of nodes, which are then past.
    """

    carried: Carried
    report: TailReport


def rested(games: Games, blocks: Blocks, start: Ahead | None, later: bool = True) -> Rested:
    """Bring the month that repeats for ever to rest, from what lies ahead in a similar draw.

    Parameters
    ----------
    later : whether to see what more months of a tail change that does not settle; else that is nan.
    """
    row, game = blocks.tail, games.tail
    desk = desk_of(row)
    carried = carried_from(row, no_follow(game, game.flow) if start is None else start)
    found = to_rest(row, desk, carried, TOLERANCE, MOST, PATIENCE)
    change = 0.0
    if not found.settles:
        change = change_later(row, desk, carried) if later else float("nan")
    return Rested(carried, TailReport(found.settles, found.residual, found.iterations, change))


def tail_at_rest(
    games: Games, blocks: Blocks, own: OwnWorth, found: Rested
) -> tuple[Solution, Ahead]:
    """The month that repeats for ever as a solution, and what lies ahead of it."""
    row, game = blocks.tail, games.tail
    carried = copied(found.carried)
    one = whole_room(game, 1, 1)
    back(row, desk_of(row), carried, told_of(one, slice(0, 1), 0), 0, 1)
    rest = carried_to(game, row, found.carried)
    values = np.concatenate([one.values[:1], rest.talks[None, None]])
    return solution_in(replace(one, values=values), game, own, found.report), rest


def change_later(row: Abreast, desk: Desk, kept: Carried) -> float:
    """What `LATER` more months of a tail that does not settle change in the value of talks."""
    later = copied(kept)
    for _ in range(LATER):
        back(row, desk, later, silence(row), 0, 1)
    talks = row.states * row.lanes
    return float(np.abs(later.values[:talks] - kept.values[:talks]).max())


def copied(carried: Carried) -> Carried:
    """The same, to be moved on without moving the first."""
    return Carried(carried.values.copy(), carried.hint.copy())


def carried_from(row: Abreast, ahead: Ahead) -> Carried:
    """What lies ahead of one game, as the compiled loops carry it."""
    carried, signed = nothing_ahead(row, ahead.talks[:, None]), row.signed
    streams = parted(row, carried.values)
    for c, right in enumerate(signed.right):
        if right >= 0:
            streams[signed.stream[right]][:, signed.column[right]] = ahead.resumed[c]
        for m in range(min(signed.delay[c], ahead.pending.shape[1])):
            streams[signed.wait_stream[c]][:, signed.wait_column[c] + m] = ahead.pending[c, m]
    return carried


def carried_to(game: Game, row: Abreast, carried: Carried) -> Ahead:
    """The same as a record of the talks."""
    signed, streams = row.signed, parted(row, carried.values)
    ahead = no_follow(game, streams[0][:, 0].copy())
    for c, right in enumerate(signed.right):
        if right >= 0:
            ahead.resumed[c] = streams[signed.stream[right]][:, signed.column[right]]
        for m in range(signed.delay[c]):
            ahead.pending[c, m] = streams[signed.wait_stream[c]][:, signed.wait_column[c] + m]
    return ahead


@dataclass(frozen=True, slots=True)
class Room:
    """Arrays of a solution, blocks before states; see `solution.Solution` and `step.Choices`."""

    values: Floats
    follow: Floats
    attendance: Floats
    offer: Ints
    offering: Floats
    reply: Floats
    margin: Floats


def whole_room(
    game: Game, steps: int, blocks: int, margins: bool = True, follow: int | None = None
) -> Room:
    """Room for some months of so many games with the states of one.

    Parameters
    ----------
    margins : whether there is any for margins.
    follow : in how many first months there is any for what follows signatures; None: in all.
    """
    states, kinds = len(game.terms.spot_of), len(game.terms.settlements)
    return Room(
        np.zeros((steps + 1, blocks, states, 2)),
        np.zeros((steps if follow is None else follow, kinds, blocks, states, 2)),
        np.zeros((steps, blocks, states, 2, 3)),
        np.full((steps, blocks, states, 2), -1),
        np.zeros((steps, blocks, states, 2)),
        np.zeros((steps, blocks, states, 2, 3)),
        np.full((steps if margins else 0, blocks, states), np.nan),
    )


def told_of(room: Room, months: slice, block: int) -> Told:
    """The part of the room that some months are told in, from one block on.

    What follows signatures, and margins, are told as far as there is room for them.
    """
    return Told(
        room.values[months],
        Chosen(
            room.attendance[months], room.offer[months], room.offering[months], room.reply[months]
        ),
        room.follow[months],
        room.margin[months],
        block,
    )


def solution_in(room: Room, game: Game, own: OwnWorth, tail: TailReport) -> Solution:
    """A solution out of the room that it was told in."""
    steps, states = len(room.offer), room.values.shape[1] * room.values.shape[2]

    def flat(array: Floats) -> Floats:
        return np.asarray(array.reshape(len(array), states, *array.shape[3:]))

    follow = room.follow.reshape(*room.follow.shape[:2], states, 2)
    offer = room.offer.reshape(steps, states, 2)
    choices = Choices(flat(room.attendance), offer, flat(room.offering), flat(room.reply))
    return Solution(game, flat(room.values), follow, choices, own, tail, "fast")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months of a calendar that are solved in one go: which, from which block on."""

    row: Abreast
    begin: int
    end: int
    block: int


def stretches(blocks: Blocks, until: int) -> list[Stretch]:
    """A calendar's months up to one of them, last ones first."""
    count = blocks.wide.games
    first = min(blocks.first, until)
    found = [Stretch(blocks.wide, 0, first, 0)] if first else []
    if until > first:
        begin = count - blocks.narrow.games
        found.insert(0, Stretch(blocks.narrow, first, until, begin))
    return found


def solve_months(
    blocks: Blocks, carried: Carried, room: Room | None, until: int, down_to: int = 0
) -> Carried:
    """Go back over a calendar's months from one of them to another, from what lies ahead there.

    Returns
    -------
    What lies ahead of the first month gone over.
    """
    for stretch in stretches(blocks, until):
        begin = max(stretch.begin, down_to)
        if begin >= stretch.end:
            continue
        carried = spread(carried, stretch.row)
        months = slice(begin, stretch.end)
        told = silence(stretch.row) if room is None else told_of(room, months, stretch.block)
        back(stretch.row, desk_of(stretch.row), carried, told, begin, stretch.end, begin,
             blocks.mix if stretch.row.games > 1 else None)  # fmt: skip
    return carried


def spread(carried: Carried, row: Abreast) -> Carried:
    """What lies ahead of one game as that of several; of nodes as that of all, undecided first."""
    lanes = len(carried.values) // row.chain.carried
    games = lanes // 2
    if row.games == games:
        return copied(carried)
    take = np.r_[np.zeros(row.games - games, dtype=np.int64), np.arange(games)]
    values = carried.values.reshape(-1, 2, games)[..., take]
    hint = carried.hint.reshape(row.states, 2, games, -1)[:, :, take]
    return Carried(np.ascontiguousarray(values).reshape(-1), np.ascontiguousarray(hint).reshape(-1))


def shut(blocks: Blocks) -> Blocks:
    """The same with a table that stays shut for ever."""
    shut = side.shut_for_good
    return Blocks(
        shut(blocks.wide), shut(blocks.narrow), blocks.first, blocks.mix, shut(blocks.tail)
    )


def lifted_blocks(blocks: Blocks) -> Blocks:
    """The same with all declarations lifted."""

    def free(row: Abreast) -> Abreast:
        return replace(row, declared=np.zeros_like(row.declared))

    return replace(blocks, wide=free(blocks.wide), narrow=free(blocks.narrow))


def shut_months(tail: Game, steps: int, blocks: Blocks) -> tuple[Room, Room]:
    """All months of a table that stays shut.

    Returns
    -------
    Room in which only margins are told, of all months; and all of the first one.
    """
    still, count = shut(blocks), blocks.wide.games
    carried = carried_from(still.tail, shut_values(tail))
    longest = int(still.tail.signed.delay.max())
    for _ in range(longest):  # what awaits its vote follows from the rest
        back(still.tail, desk_of(still.tail), carried, silence(still.tail), 0, 1)
    every, first = margins_only(tail, steps, count), whole_room(tail, 1, count)
    carried = solve_months(still, carried, every, steps, 1)
    solve_months(still, carried, first, 1)
    every.margin[0] = first.margin[0]
    return every, first


def margins_only(game: Game, steps: int, blocks: int) -> Room:
    """Room in which nothing but margins is told."""
    room = whole_room(game, 0, blocks)
    margin = np.full((steps, blocks, len(game.terms.spot_of)), np.nan)
    return replace(room, values=room.values[:0], margin=margin)
