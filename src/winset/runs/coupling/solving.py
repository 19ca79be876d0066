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
from winset.runs.coupling.carrying import carrier_of, carry_back, outlook_on, playing
from winset.runs.coupling.game import Games
from winset.runs.coupling.tail import play_of, solve_tail, stacked_choices
from winset.talks.checks import check_game, unanimity
from winset.talks.follow import Ahead
from winset.talks.frontier import Frontiers, frontiers
from winset.talks.game import Game
from winset.talks.outlook import After, look_ahead
from winset.talks.settling import OwnWorth, own_worth
from winset.talks.solution import Solution, TailReport
from winset.talks.step import Choices

Watch = Callable[[int, After, Floats], None]
Watching = Callable[[tuple[Game, OwnWorth, Frontiers | None]], Watch]


@dataclass(frozen=True, slots=True)
class Solved:
    """A draw's talks, solved.

    Attributes
    ----------
    whole : the calendar; tail : the month that repeats for ever after it.
    free : the calendar with all declarations lifted; the same object where there are none.
    stairs : the packages that can matter between two parties; None for more of them.
    rest : what lies ahead of the tail's month: a good start for a similar draw.
    """

    whole: Solution
    tail: Solution
    free: Solution
    stairs: Frontiers | None
    rest: Ahead


@dataclass(frozen=True, slots=True)
class Backwards:
    """A calendar solved backwards, and what lay ahead of one of its steps."""

    solution: Solution
    noted: Ahead


def solve_draw(games: Games, start: Ahead | None = None, watch: Watching | None = None) -> Solved:
    """The talks of one draw, as declared and with declarations lifted.

    Parameters
    ----------
    start : what lies ahead of the tail in a similar draw: it only saves time.
    watch : from the game, the worth of packages and their staircases to a watch that is told of
        every month of the calendar as declared while it is solved.
    """
    whole = games.whole
    check_game(whole)
    own = own_worth(games.tail)
    stairs = frontiers(games.tail, own) if is_pair(games.tail) else None
    tail, rest = solve_tail(games.tail, own, stairs, fitting(games.tail, start))
    ahead = over_blocks(rest, len(whole.flow) // len(games.tail.flow))
    stretched = OwnWorth(own.values, np.zeros(whole.steps, dtype=np.int64))
    bound = np.flatnonzero(whole.declared.any(axis=(1, 2)))
    until = int(bound[-1]) + 1 if len(bound) else 0
    told = None if watch is None else watch((whole, stretched, stairs))
    declared = backwards(whole, ahead, stretched, tail.tail, stairs, until, told)
    if not until:
        return Solved(declared.solution, tail, declared.solution, stairs, rest)
    free = replace(whole, declared=np.zeros_like(whole.declared))
    first = backwards(first_steps(free, until), declared.noted, stretched, tail.tail, stairs)
    both = joined(free, first.solution, declared.solution)
    return Solved(declared.solution, tail, both, stairs, rest)


def rest_of(games: Games) -> Ahead:
    """What lies ahead of a draw's tail: a good start for all others."""
    own = own_worth(games.tail)
    stairs = frontiers(games.tail, own) if is_pair(games.tail) else None
    return solve_tail(games.tail, own, stairs, None)[1]


def is_pair(game: Game) -> bool:
    """Whether the game is one of two parties who must both agree."""
    return len(game.parties) == 2 and np.array_equal(game.winning, unanimity(2))


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


def joined(game: Game, first: Solution, then: Solution) -> Solution:
    """A calendar whose first months are one solution's and whose others are another's."""
    cut = first.game.steps
    both = {
        name: np.concatenate([getattr(first.choices, name), getattr(then.choices, name)[cut:]])
        for name in ("attendance", "offer", "offering", "reply")
    }
    return Solution(
        game,
        np.concatenate([first.values[:-1], then.values[cut:]]),
        np.concatenate([first.follow, then.follow[cut:]]),
        Choices(**both),
        then.own,
        then.tail,
        then.method,
    )
