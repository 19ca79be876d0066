"""What a state holds in store: the chance of a first agreement, and on what, from every state.

Found backwards under the solved strategies and the true law, for all states at once; what
`talks.forward` tells of one start follows by weighing states with their chances.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from winset._typing import Floats
from winset.runs.coupling.game import Games
from winset.runs.coupling.given import attending, in_block
from winset.talks.law import expectations, plan
from winset.talks.outcomes import CLOSED, refused, rejected, stalled
from winset.talks.solution import Solution
from winset.talks.step import ATTEND, REFUSE

Look = Callable[[Sequence[int]], list[Floats]]
"""What is ahead after each of some outcomes of a month, by state: (state, column)."""


def prospects(games: Games, solution: Solution, payoff: Floats, until: int) -> Floats:
    """What a first agreement within some months is expected to pay, by state of the world today.

    Nothing is decided yet today; in the months up to the last decision talks go on undecided, or as
    those of a node.

    Parameters
    ----------
    payoff : shape (package, column), what each package pays.
    until : how many months from today count.

    Returns
    -------
    Shape (state, column), over the world's own states.
    """
    steps, month, laws = min(until, solution.game.steps), games.calendar, games.laws[-1]
    parts = [in_block(solution, month, law, g, steps) for g, law in enumerate(laws)]
    ahead = [np.zeros((len(month.flow), payoff.shape[1]))] * len(parts)
    for step in reversed(range(steps)):
        looks = [looking(*each, step) for each in zip(parts, ahead, strict=True)]
        if step < len(games.mix):
            looks[0] = mixing(tuple(looks), games.mix[step])
        ahead = [
            month_before(part, step, look, payoff) if is_reached(games, g, step) else ahead[g]
            for g, (part, look) in enumerate(zip(parts, looks, strict=True))
        ]
    return ahead[0]


def is_reached(games: Games, block: int, step: int) -> bool:
    """Whether a block of states can be reached by a step; none is pending once all is decided."""
    if len(games.laws[-1]) == 1:
        return True
    if block == 0:
        return step < len(games.mix)
    return bool(games.mix[:step, :, block].any())


def looking(part: Solution, ahead: Floats, step: int) -> Look:
    """What is ahead after an outcome where nothing more is decided."""
    truth = part.game.truth
    return lambda outcomes: expectations(truth, plan(truth, outcomes), step, ahead)


def mixing(looks: Sequence[Look], mix: Floats) -> Look:
    """The same while a decision is pending: with its chances, shape (state, 1 + node)."""
    some = [g for g in range(len(looks)) if mix[:, g].any()]

    def look(outcomes: Sequence[int]) -> list[Floats]:
        found = [looks[g](outcomes) for g in some]
        return [
            np.sum([mix[:, [g]] * each for g, each in zip(some, tables, strict=True)], axis=0)
            for tables in zip(*found, strict=True)
        ]

    return look


def month_before(part: Solution, step: int, look: Look, payoff: Floats) -> Floats:
    """The same a month earlier: all attend or somebody does not, and what is signed pays."""
    game = part.game
    if game.closed[step]:
        return look([CLOSED])[0]
    n, ways = len(game.parties), attending(part, step)
    outcomes = [refused(i) for i in range(n)]
    outcomes += [stalled(n, k) for k in range(n)] + [rejected(n, j) for j in range(n)]
    after = look(outcomes)
    away, idle, no = after[:n], after[n : 2 * n], after[2 * n :]
    table = at_table(part, step, idle, no, payoff)
    total, here = np.zeros_like(table), np.ones(len(table))
    for i in map(int, game.order):
        total += (here * ways[:, i, REFUSE])[:, None] * away[i]
        here = here * ways[:, i, ATTEND]  # who leaves for good never agrees
    return np.asarray(total + here[:, None] * table)


def at_table(
    part: Solution, step: int, idle: Sequence[Floats], no: Sequence[Floats], payoff: Floats
) -> Floats:
    """Once all have attended: whoever has the initiative stalls, or offers and is answered.

    Parameters
    ----------
    idle, no : by party, what is ahead once it has stalled, and once it has said no.
    """
    game, choices = part.game, part.choices
    n = len(game.parties)
    total = np.zeros_like(idle[0])
    for k in range(n):
        offering, reply = choices.offering[step, :, k], choices.reply[step, :, k]
        made = reply[:, :1] * payoff[choices.offer[step, :, k]]
        for j in range(n):
            made = made + reply[:, 1 + j, None] * no[j]
        turn = offering[:, None] * made + (1 - offering)[:, None] * idle[k]
        total += game.recognition_truth[:, k, None] * turn
    return total
