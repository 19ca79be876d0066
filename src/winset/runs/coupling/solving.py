"""Solving a draw: the tail once for all nodes, then all months backwards from it.

After the calendar nothing hangs on the decision, so the tail is solved on the world's own states;
from there the calendar is solved backwards on the same states repeated for each node. Each month
is the talks' own step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from winset._typing import Floats
from winset.runs.coupling.blocks import (
    Blocks,
    Rested,
    blocks_of,
    carried_to,
    lifted_blocks,
    rested,
    solution_in,
    solve_months,
    whole_room,
)
from winset.runs.coupling.carrying import carrier_of, carry_back, outlook_on, playing
from winset.runs.coupling.decided import Decided, bound_until, decide
from winset.runs.coupling.game import Games, is_pair
from winset.runs.coupling.tail import play_of, solve_tail, stacked_choices
from winset.talks.checks import check_game
from winset.talks.follow import Ahead
from winset.talks.frontier import Frontiers, frontiers
from winset.talks.game import Game
from winset.talks.outlook import After, look_ahead
from winset.talks.settling import OwnWorth, own_worth
from winset.talks.solution import Solution, TailReport
from winset.talks.solve import lifted

Watch = Callable[[int, After, Floats], None]
Watching = Callable[[tuple[Game, OwnWorth, Frontiers | None]], Watch]


@dataclass(frozen=True, slots=True)
class Solved:
    """A draw's talks, solved.

    Attributes
    ----------
    whole : the calendar; tail : the month that repeats for ever after it.
    free : the months in which declarations bind, with all of them lifted; the calendar where there
        are none.
    stairs : the packages that can matter between two parties; None for more of them.
    rest : what lies ahead of the tail's month: a good start for a similar draw.
    blocks : a game of two parties laid out node by node; None for others.
    decided : its months after the last decision, for the same draw with other chances of nodes.
    """

    whole: Solution
    tail: Solution
    free: Solution
    stairs: Frontiers | None
    rest: Ahead
    blocks: Blocks | None = None
    decided: Decided | None = None


@dataclass(frozen=True, slots=True)
class Backwards:
    """A calendar solved backwards, and what lay ahead of one of its steps."""

    solution: Solution
    noted: Ahead


def solve_draw(
    games: Games,
    start: Ahead | None = None,
    watch: Watching | None = None,
    margin: Floats | None = None,
    everything: bool = True,
    known: Rested | None = None,
) -> Solved:
    """The talks of one draw, as declared and with declarations lifted.

    Parameters
    ----------
    start : what lies ahead of the tail in a similar draw: it only saves time.
    watch : from the game, the worth of packages and their staircases to a watch that is told of
        every month of the calendar as declared while it is solved; between two parties it is not
        asked, and the dynamic margin is written into `margin`, shape (step, state); None: neither
        margins nor talks with declarations lifted are wanted.
    everything : between two parties, solve also states that the talks never reach; else their
        values are 0.
    known : between two parties, this draw's tail at rest, if it was solved before.
    """
    check_game(games.whole)
    if is_pair(games.tail):
        return finish(decide(games, start, everything, known), margin)
    return solve_many(games, own_worth(games.tail), start, watch)


def finish(found: Decided, margin: Floats | None) -> Solved:
    """A draw of two parties, from where all is decided back to today."""
    games, laid, room = found.games, found.blocks, found.room
    whole, steps, tail = games.whole, games.whole.steps, found.tail
    stretched = OwnWorth(found.own.values, np.zeros(steps, dtype=np.int64))
    until = bound_until(whole)
    carried = solve_months(laid, found.carried, room, found.cut, until)
    solved = solution_in(room, whole, stretched, tail.tail)
    free = solved
    if margin is not None and until:
        spare = whole_room(games.calendar, until, laid.wide.games, margins=False)
        spare.values[-1] = room.values[until]
        solve_months(lifted_blocks(laid), carried, spare, until)
        free = solution_in(spare, first_steps(lifted(whole), until), stretched, tail.tail)
    if until:
        solve_months(laid, carried, room, until)
    if margin is not None:
        margin[:] = room.margin.reshape(steps, -1)
    return Solved(solved, tail, free, found.stairs, found.rest, laid, found)


def solve_many(games: Games, own: OwnWorth, start: Ahead | None, watch: Watching | None) -> Solved:
    """A draw of any table, by the talks' own step."""
    whole = games.whole
    tail, rest = solve_tail(games.tail, own, None, fitting(games.tail, start))
    ahead = over_blocks(rest, len(whole.flow) // len(games.tail.flow))
    stretched = OwnWorth(own.values, np.zeros(whole.steps, dtype=np.int64))
    until = bound_until(whole)
    told = None if watch is None else watch((whole, stretched, None))
    declared = backwards(whole, ahead, stretched, tail.tail, None, until, told)
    if not until:
        return Solved(declared.solution, tail, declared.solution, None, rest)
    free = first_steps(lifted(whole), until)
    first = backwards(free, declared.noted, stretched, tail.tail, None)
    return Solved(declared.solution, tail, first.solution, None, rest)


def rest_of(games: Games) -> Ahead:
    """What lies ahead of a draw's tail: a good start for all others."""
    own = own_worth(games.tail)
    if not is_pair(games.tail):
        return solve_tail(games.tail, own, None, None)[1]
    laid = blocks_of(games, frontiers(games.tail, own), everything=True)
    return carried_to(games.tail, laid.tail, rested(games, laid, None, later=False).carried)


def fitting(game: Game, start: Ahead | None) -> Ahead | None:
    """A start with room for this draw's waits before ratification, which may be longer."""
    if start is None:
        return None
    most = max((kind.delay for kind in game.terms.settlements), default=0)
    pending = np.zeros((len(start.pending), most + 1, *start.pending.shape[2:]))
    return replace(start, pending=pending)


def over_blocks(ahead: Ahead, blocks: int) -> Ahead:
    """The same for every node."""
    return Ahead(
        np.tile(ahead.talks, (blocks, 1)),
        np.tile(ahead.resumed, (1, blocks, 1)),
        np.tile(ahead.pending, (1, 1, blocks, 1)),
    )


def backwards(
    game: Game,
    ahead: Ahead,
    own: OwnWorth,
    tail: TailReport,
    stairs: Frontiers | None,
    note_at: int = 0,
    watch: Watch | None = None,
) -> Backwards:
    """A calendar solved backwards from what lies ahead of its last step.

    Parameters
    ----------
    note_at : the step of which what lies ahead of the step before it is kept.
    watch : told of every step: its number, what may follow it, and what follows a signature.
    """
    outlook, carrier = outlook_on(game, playing(game)), carrier_of(game)
    play = play_of(game, own, stairs)
    states, n = game.flow.shape
    values = np.empty((game.steps + 1, states, n))
    follow = np.zeros((game.steps, len(game.terms.settlements), states, n))
    values[-1], noted, made = ahead.talks, ahead, []
    for step in reversed(range(game.steps)):
        after = look_ahead(outlook, step, ahead.talks)
        ahead, follow[step] = carry_back(game, outlook, carrier, step, ahead, after)
        values[step], choices = play(step, after, follow[step])
        if watch is not None:
            watch(step, after, follow[step])
        made.append(choices)
        ahead = replace(ahead, talks=values[step])
        noted = ahead if step == note_at else noted
    stacked = stacked_choices(made[::-1])
    method = "plain" if stairs is None else "fast"
    return Backwards(Solution(game, values, follow, stacked, own, tail, method), noted)


def first_steps(game: Game, steps: int) -> Game:
    """The first months of a calendar."""
    return replace(game, steps=steps, closed=game.closed[:steps], declared=game.declared[:steps])
