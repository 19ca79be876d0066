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
from winset.runs.coupling.resting import Breakdowns, at_rest, breakdowns_of, mixed_to_rest
from winset.talks.checks import check_game, unanimity
from winset.talks.fast import fast_play
from winset.talks.follow import Ahead, has_follow, step_back
from winset.talks.frontier import Frontiers, frontiers
from winset.talks.game import Game
from winset.talks.outlook import After, look_ahead, outlook_of
from winset.talks.settling import OwnWorth, own_worth
from winset.talks.solution import Solution, TailReport
from winset.talks.step import Choices, Now, play_step, signing_values
from winset.talks.tail import fixed_point, slow_to_halve

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
    breakdowns : how the right to resume talks is worth what talks are worth, in the tail.
    """

    whole: Solution
    tail: Solution
    free: Solution
    stairs: Frontiers | None
    breakdowns: Breakdowns


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
    stairs = frontiers(games.tail, own) if is_pair(games.tail) else None
    breakdowns = breakdowns_of(games.tail)
    tail, rest = solve_tail(games.tail, own, stairs, breakdowns, start)
    whole, states = games.whole, len(games.whole.flow)
    blocks = states // len(games.tail.flow)
    ahead = over_blocks(rest, blocks)
    stretched = OwnWorth(own.values[-1:], np.zeros(whole.steps, dtype=np.int64))
    bound = np.flatnonzero(whole.declared.any(axis=(1, 2)))
    until = int(bound[-1]) + 1 if len(bound) else 0
    check_game(whole)
    told = None if watch is None else watch((whole, stretched, stairs))
    declared = backwards(whole, ahead, stretched, tail.tail, stairs, until, told)
    if not until:
        return Solved(declared.solution, tail, declared.solution, stairs, breakdowns)
    free = replace(whole, declared=np.zeros_like(whole.declared))
    first = backwards(first_steps(free, until), declared.noted, stretched, tail.tail, stairs)
    both = joined(free, first.solution, declared.solution)
    return Solved(declared.solution, tail, both, stairs, breakdowns)


def is_pair(game: Game) -> bool:
    """Whether the game is one of two parties who must both agree."""
    return len(game.parties) == 2 and np.array_equal(game.winning, unanimity(2))


def solve_tail(
    game: Game,
    own: OwnWorth,
    stairs: Frontiers | None,
    breakdowns: Breakdowns,
    start: Floats | None,
) -> tuple[Solution, Ahead]:
    """The month that repeats for ever, and what lies ahead of it.

    Where a game has several lasting equilibria this finds one of them, near the start.
    """
    outlook = outlook_of(game)
    step = month_of(game, own, stairs)

    def turn(values: Floats) -> Floats:
        after = look_ahead(outlook, 0, values)
        return step(0, after, at_rest(game, outlook, breakdowns, values, after)[1])[0]

    found = mixed_to_rest(turn, game.flow if start is None else start, TOLERANCE)
    change = 0.0
    if not found.settles:
        patience = slow_to_halve(float(game.discount.max()))
        found = fixed_point(turn, found.point, TOLERANCE, leap=True, patience=patience)
        change = float(np.abs(turn(found.point) - found.point).max())
    report = TailReport(found.settles, found.residual, found.iterations, change)
    after = look_ahead(outlook, 0, found.point)
    ahead, follow = at_rest(game, outlook, breakdowns, found.point, after)
    values, choices = step(0, after, follow)
    told = np.stack([values, found.point])
    method = "plain" if stairs is None else "fast"
    made = stacked_choices([choices])
    return Solution(game, told, follow[None], made, own, report, method), ahead


def month_of(
    game: Game, own: OwnWorth, stairs: Frontiers | None
) -> Callable[[int, After, Floats], tuple[Floats, Choices]]:
    """The talks' own step: from what may follow it and a signature to its values and choices."""
    if stairs is not None:
        return fast_play(game, own, stairs)

    def step(number: int, after: After, follow: Floats) -> tuple[Floats, Choices]:
        signing = signing_values(game, own.values[own.version_at[number]], follow)
        return play_step(game, number, Now(after, signing))

    return step


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
    play = month_of(game, own, stairs)
    states, n = game.flow.shape
    values = np.empty((game.steps + 1, states, n))
    follow = np.zeros((game.steps, len(game.terms.settlements), states, n))
    values[-1], noted, made = ahead.talks, ahead, []
    for step in reversed(range(game.steps)):
        after = look_ahead(outlook, step, ahead.talks)
        if follows:
            ahead, follow[step] = step_back(game, outlook, step, ahead, after)
        values[step], choices = play(step, after, follow[step])
        if watch is not None:
            watch(step, after, follow[step])
        made.append(choices)
        ahead = replace(ahead, talks=values[step])
        noted = ahead if step == note_at else noted
    stacked = stacked_choices(made[::-1])
    method = "plain" if stairs is None else "fast"
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
