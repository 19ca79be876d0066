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
from winset.runs.coupling.game import Games
from winset.talks.checks import check_game, unanimity
from winset.talks.fast import fast_play
from winset.talks.follow import Ahead, has_follow, no_follow, step_back
from winset.talks.frontier import Frontiers, frontiers
from winset.talks.game import Game
from winset.talks.outlook import After, look_ahead, outlook_of
from winset.talks.settling import OwnWorth, own_worth
from winset.talks.solution import Solution, TailReport
from winset.talks.solve import solve
from winset.talks.step import Choices, Now, play_step, signing_values
from winset.talks.tail import fixed_point

Watch = Callable[[int, After, Floats], None]
Watching = Callable[[tuple[Game, OwnWorth, Frontiers | None]], Watch]
TOLERANCE = 1e-6
"""Largest change of a value in a month at which the tail counts as settled."""


@dataclass(frozen=True, slots=True)
class Solved:
    """A draw's talks, solved.

    Attributes
    ----------
    whole : the calendar; tail : the month that repeats for ever after it.
    free : the calendar with all declarations lifted; the same object where there are none.
    stairs : the packages that can matter between two parties; None for more of them.
    """

    whole: Solution
    tail: Solution
    free: Solution
    stairs: Frontiers | None


@dataclass(frozen=True, slots=True)
class Backwards:
    """A calendar solved backwards, and what lay ahead of one of its steps."""

    solution: Solution
    noted: Ahead


def solve_draw(games: Games, start: Floats | None = None, watch: Watching | None = None) -> Solved:
    """The talks of one draw, as declared and with declarations lifted.

    Parameters
    ----------
    start : shape (state, party), the tail's values in a similar draw: it only saves time.
    watch : from the game, the worth of packages and their staircases to a watch that is told of
        every month of the calendar as declared while it is solved.
    """
    own = own_worth(games.tail)
    pair = is_pair(games.tail)
    stairs = frontiers(games.tail, own) if pair else None
    tail = solve(games.tail, tolerance=TOLERANCE, own=own, start=start, leap=True, stairs=stairs)
    whole, states = games.whole, len(games.whole.flow)
    blocks = states // len(games.tail.flow)
    ahead = over_blocks(ahead_of(tail), blocks)
    stretched = OwnWorth(own.values[-1:], np.zeros(whole.steps, dtype=np.int64))
    bound = np.flatnonzero(whole.declared.any(axis=(1, 2)))
    until = int(bound[-1]) + 1 if len(bound) else 0
    check_game(whole)
    told = None if watch is None else watch((whole, stretched, stairs))
    declared = backwards(whole, ahead, stretched, tail.tail, stairs, until, told)
    if not until:
        return Solved(declared.solution, tail, declared.solution, stairs)
    free = replace(whole, declared=np.zeros_like(whole.declared))
    first = backwards(first_steps(free, until), declared.noted, stretched, tail.tail, stairs)
    both = joined(free, first.solution, declared.solution)
    return Solved(declared.solution, tail, both, stairs)


def is_pair(game: Game) -> bool:
    """Whether the game is one of two parties who must both agree."""
    return len(game.parties) == 2 and np.array_equal(game.winning, unanimity(2))


def ahead_of(tail: Solution) -> Ahead:
    """What lies ahead of the tail's month, signatures in force and pending ones included."""
    game = tail.game
    ahead = no_follow(game, tail.values[-1])
    if not has_follow(game):
        return ahead
    if all(kind.ratified is None for kind in game.terms.settlements):
        return replace(ahead, resumed=tail.follow[0])
    return resting(game, ahead)


def resting(game: Game, ahead: Ahead) -> Ahead:
    """What signatures are worth for ever in a month that repeats, given the value of talks."""
    outlook, last = outlook_of(game), game.steps - 1
    after = look_ahead(outlook, last, ahead.talks)

    def turn(point: Floats) -> Floats:
        return packed(step_back(game, outlook, last, unpacked(point, ahead), after)[0])

    return unpacked(fixed_point(turn, packed(ahead), TOLERANCE, leap=True).point, ahead)


def packed(ahead: Ahead) -> Floats:
    """What signatures in force and pending ones are worth, one column per party."""
    n = ahead.talks.shape[1]
    return np.concatenate([ahead.resumed.reshape(-1, n), ahead.pending.reshape(-1, n)])


def unpacked(point: Floats, like: Ahead) -> Ahead:
    """The same as records; the value of talks stays as it is."""
    cut = like.resumed.size // like.talks.shape[1]
    resumed, pending = point[:cut].reshape(like.resumed.shape), point[cut:]
    return Ahead(like.talks, resumed, pending.reshape(like.pending.shape))


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
    outlook, follows = outlook_of(game), has_follow(game)
    play = fast_play(game, own, stairs) if stairs is not None else None
    states, n = game.flow.shape
    values = np.empty((game.steps + 1, states, n))
    follow = np.zeros((game.steps, len(game.terms.settlements), states, n))
    values[-1], noted, made = ahead.talks, ahead, []
    for step in reversed(range(game.steps)):
        after = look_ahead(outlook, step, ahead.talks)
        if follows:
            ahead, follow[step] = step_back(game, outlook, step, ahead, after)
        if play is not None:
            values[step], choices = play(step, after, follow[step])
        else:
            signing = signing_values(game, own.values[own.version_at[step]], follow[step])
            values[step], choices = play_step(game, step, Now(after, signing))
        if watch is not None:
            watch(step, after, follow[step])
        made.append(choices)
        ahead = replace(ahead, talks=values[step])
        noted = ahead if step == note_at else noted
    stacked = stacked_choices(made[::-1])
    method = "plain" if play is None else "fast"
    return Backwards(Solution(game, values, follow, stacked, own, tail, method), noted)


def stacked_choices(made: list[Choices]) -> Choices:
    """The choices of all steps in one record."""
    return Choices(
        np.stack([one.attendance for one in made]),
        np.stack([one.offer for one in made]),
        np.stack([one.offering for one in made]),
        np.stack([one.reply for one in made]),
    )


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
