"""What a state holds in store: the chance of a first agreement, and on what, from every state.

Found backwards under the solved strategies and the true law, for all states at once; what
`talks.forward` tells of one start follows by weighing states with their chances.
"""

from __future__ import annotations

import numpy as np

from winset._typing import Floats
from winset.runs.coupling.given import attending, mean, means
from winset.talks.outcomes import CLOSED, refused, rejected, stalled
from winset.talks.solution import Solution
from winset.talks.step import ATTEND, REFUSE


def prospects(solution: Solution, payoff: Floats, until: int) -> Floats:
    """What a first agreement within some months is expected to pay, by state today.

    Parameters
    ----------
    payoff : shape (package, column), what each package pays.
    until : how many months from today count.

    Returns
    -------
    Shape (state, column).
    """
    ahead = np.zeros((len(solution.game.flow), payoff.shape[1]))
    for step in reversed(range(min(until, solution.game.steps))):
        ahead = month_before(solution, step, ahead, payoff)
    return ahead


def month_before(solution: Solution, step: int, ahead: Floats, payoff: Floats) -> Floats:
    """The same a month earlier: all attend or somebody does not, and what is signed pays."""
    game = solution.game
    if game.closed[step]:
        return mean(solution, step, CLOSED, ahead)
    n, ways = len(game.parties), attending(solution, step)
    away = means(solution, step, [refused(i) for i in range(n)], ahead)
    total, here = np.zeros_like(ahead), np.ones(len(ahead))
    for i in map(int, game.order):
        total += (here * ways[:, i, REFUSE])[:, None] * away[i]
        here = here * ways[:, i, ATTEND]  # who leaves for good never agrees
    return total + here[:, None] * at_table(solution, step, ahead, payoff)


def at_table(solution: Solution, step: int, ahead: Floats, payoff: Floats) -> Floats:
    """Once all have attended: whoever has the initiative stalls, or offers and is answered."""
    game, choices = solution.game, solution.choices
    n = len(game.parties)
    idle = means(solution, step, [stalled(n, k) for k in range(n)], ahead)
    no = means(solution, step, [rejected(n, j) for j in range(n)], ahead)
    total = np.zeros_like(ahead)
    for k in range(n):
        offering, reply = choices.offering[step, :, k], choices.reply[step, :, k]
        made = reply[:, :1] * payoff[choices.offer[step, :, k]]
        for j in range(n):
            made = made + reply[:, 1 + j, None] * no[j]
        part = offering[:, None] * made + (1 - offering)[:, None] * idle[k]
        total += game.recognition_truth[:, k, None] * part
    return total
