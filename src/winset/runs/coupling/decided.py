"""What two parties do once all is decided: solved once, whatever the chances of the decisions are.

Time runs one way, and after the last decision nothing hangs on how likely it was. So a draw's
months from then on are solved once and kept; for other chances only those before are solved again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace

import numpy as np

from winset._compiled import compiled
from winset._typing import Bools, Floats, Ints
from winset.runs.coupling.beyond import Coming
from winset.runs.coupling.blocks import (
    Blocks,
    Rested,
    Room,
    blocks_of,
    rested,
    solve_months,
    tail_at_rest,
    whole_room,
)
from winset.runs.coupling.game import Games
from winset.talks.desk import Ahead as Carried
from winset.talks.follow import Ahead
from winset.talks.frontier import Frontiers, frontiers
from winset.talks.game import Game
from winset.talks.settling import OwnWorth, own_worth
from winset.talks.solution import Solution
from winset.talks.step import ATTEND, LEAVE, REFUSE


@dataclass(frozen=True, slots=True)
class Decided:
    """A draw of two parties from the month on in which all is decided and no declaration binds.

    The first month at least stands before it, since more is told of it.

    Attributes
    ----------
    games : the draw's talks; own, stairs : the worth of packages, and those that can matter.
    blocks : its games laid out.
    rested, tail, rest : the month that repeats for ever, as a solution, and what lies ahead of it.
    cut : that month; all of them, where states are wanted that are never reached.
    room : all months, those from `cut` on told, but for what follows signatures.
    carried : what lies ahead of the month before `cut`.
    """

    games: Games
    own: OwnWorth
    stairs: Frontiers
    blocks: Blocks
    rested: Rested
    tail: Solution
    rest: Ahead
    cut: int
    room: Room
    carried: Carried


def decide(games: Games, start: Ahead | None, everything: bool, known: Rested | None) -> Decided:
    """Solve a draw back to where all is decided; parameters as in `solving.solve_draw`."""
    own, steps = own_worth(games.tail), games.whole.steps
    stairs = frontiers(games.tail, own)
    laid = blocks_of(games, stairs, everything)
    found = rested(games, laid, start, later=everything) if known is None else known
    tail, rest = tail_at_rest(games, laid, own, found)
    cut = steps if everything else max(laid.first, bound_until(games.whole), 1)
    room = whole_room(games.calendar, steps, laid.wide.games, follow=cut)
    room.values[-1] = rest.talks
    carried = solve_months(laid, found.carried, room, steps, cut)
    return Decided(games, own, stairs, laid, found, tail, rest, cut, room, carried)


def bound_until(game: Game) -> int:
    """How many months it takes until no declaration binds any more."""
    bound = np.flatnonzero(game.declared.any(axis=(1, 2)))
    return int(bound[-1]) + 1 if len(bound) else 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A draw from `cut` on, in as little room as it takes; `room` and worth of packages apart.

    Attributes
    ----------
    decided : the rest of it.
    values : shape (step, node, state, party). The first step is `cut`, also below.
    attend, leave : shape (step, node, state, party), the chances to; `leave` has no entries where
        nobody may.
    offer : shape (step, node, state, party), packages; offering, yes : their chances.
    margin : shape (step, node, state).
    coming : when a settlement comes after the calendar; None: the accounts end with it.
    """

    decided: Decided
    values: Floats
    attend: Floats
    leave: Floats
    offer: Ints
    offering: Floats
    yes: Floats
    margin: Floats
    coming: Coming | None


def kept(decided: Decided, coming: Coming | None) -> Kept:
    """A draw in as little room as it takes."""
    room, games = decided.room, decided.blocks.narrow.games
    months, nodes = slice(decided.cut, None), slice(room.values.shape[1] - games, None)
    ways = room.attendance[months, nodes]
    none = np.zeros(0)
    small = np.int16 if len(decided.games.tail.terms.packages.chosen) < 2**15 else np.int64
    return Kept(
        replace(decided, room=empty(room), own=without_worth(decided.own),
                tail=replace(decided.tail, own=without_worth(decided.own))),
        room.values[months, nodes].copy(),
        ways[..., ATTEND].copy(),
        none if decided.games.tail.exits is None else ways[..., LEAVE].copy(),
        room.offer[months, nodes].astype(small),
        room.offering[months, nodes].copy(),
        room.reply[months, nodes][..., 0].copy(),
        room.margin[months, nodes].copy(),
        coming,
    )  # fmt: skip


def taken_up(small: Kept, games: Games) -> Decided:
    """The same draw with room again, for other chances of nodes.

    Of packages that no party ever offers in earnest the worth is left out.
    """
    found = small.decided
    steps, count, terms = games.whole.steps, found.blocks.wide.games, games.tail.terms
    own = worth_on_stairs(found.own, len(terms.worth), len(terms.packages.chosen), found.stairs)
    room = whole_room(games.calendar, steps, count, follow=found.cut)
    months, nodes = slice(found.cut, None), slice(count - small.values.shape[1], None)
    room.values[-1] = found.rest.talks
    room.values[months, nodes] = small.values
    leave = small.leave if small.leave.size else np.broadcast_to(0.0, small.attend.shape)
    _take_up(small.attend, leave, small.offer, small.yes, games.calendar.closed[months],
             room.attendance[months, nodes], room.reply[months, nodes])  # fmt: skip
    room.offer[months, nodes] = small.offer
    room.offering[months, nodes] = small.offering
    room.margin[months, nodes] = small.margin
    blocks = replace(found.blocks, mix=games.mix)
    tail = replace(found.tail, own=own)
    return replace(found, games=games, own=own, blocks=blocks, tail=tail, room=room)


@compiled
def _take_up(
    attend: Floats,
    leave: Floats,
    offer: Ints,
    yes: Floats,
    closed: Bools,
    ways: Floats,
    reply: Floats,
) -> None:  # pragma: no cover - compiled
    """Fill in what each party does when it is its turn, and what it hears: see `step.Choices`.

    In months in which the table is closed nobody is asked.
    """
    months, nodes, states, _ = attend.shape
    for month in range(months):
        for node in range(nodes):
            for s in range(states):
                for k in range(2):
                    there = month, node, s, k
                    if not closed[month]:
                        refuse = 1.0 - attend[there] - leave[there]
                        ways[month, node, s, k, ATTEND] = attend[there]
                        ways[month, node, s, k, REFUSE] = max(refuse, 0.0)
                        ways[month, node, s, k, LEAVE] = leave[there]
                    reply[month, node, s, k, 0] = yes[there]
                    if offer[there] >= 0:
                        reply[month, node, s, k, 2 - k] = 1.0 - yes[there]


def worth_on_stairs(like: OwnWorth, spots: int, packages: int, stairs: Frontiers) -> OwnWorth:
    """The worth of the packages that can matter; of all others nothing is told, and it is 0."""
    values = np.zeros((len(like.values), spots, 2, packages))
    ends = stairs.ends.reshape(-1, 2)
    places = np.indices(stairs.ends.shape[:-1]).reshape(4, -1)[:2]
    version, spot = np.repeat(places, ends[:, 1] - ends[:, 0], axis=1)
    values[version, spot, :, stairs.package] = stairs.worth
    return OwnWorth(values, like.version_at)


def empty(room: Room) -> Room:
    """Room for nothing."""
    return Room(*(np.zeros(0, dtype=getattr(room, each.name).dtype) for each in fields(room)))


def without_worth(own: OwnWorth) -> OwnWorth:
    """Which version of packages' worth holds when, the worth itself left out."""
    return OwnWorth(own.values[:, :0, :, :0].copy(), own.version_at)


def size_of(record: object) -> int:
    """How many bytes the arrays of a record take; those that it holds twice count once.

    >>> one = np.zeros(3)
    >>> size_of((one, one, {"a": np.zeros((2, 2))}))
    56
    """
    found = {id(array): array.nbytes for array in arrays_in(record)}
    return sum(found.values())


def arrays_in(record: object) -> Iterator[np.ndarray]:
    """All arrays in a record; of views the arrays that they show."""
    if isinstance(record, np.ndarray):
        yield record if not isinstance(record.base, np.ndarray) else record.base
    elif is_dataclass(record):
        for each in fields(record):
            yield from arrays_in(getattr(record, each.name))
    elif isinstance(record, tuple | list):
        for part in record:
            yield from arrays_in(part)
    elif isinstance(record, dict):
        yield from arrays_in(tuple(record.values()))
