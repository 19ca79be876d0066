"""After the calendar: the last month's play goes on for ever, until the accounts end."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from winset._typing import Floats
from winset.runs.coupling.given import attending
from winset.talks.law import transition
from winset.talks.outcomes import CLOSED, refused, rejected, stalled
from winset.talks.solution import Solution
from winset.talks.step import ATTEND, REFUSE


def agreed_beyond(tail: Solution, mass: Floats, months: int, group: Floats) -> Floats:
    """The chance of a first agreement in each month after the calendar.

    Parameters
    ----------
    mass : shape (state, node), chance that no agreement has yet been made, at the calendar's end.
    group : shape (package, group), 1 where a package belongs to a group (a clause, say).

    Returns
    -------
    Shape (month, node, group).
    """
    move, sign = stay_and_sign(tail, group)
    found = np.zeros((months, mass.shape[1], group.shape[1]))
    for month in range(months):
        found[month] = mass.T @ sign
        mass = move @ mass
    return found


def stay_and_sign(tail: Solution, group: Floats) -> tuple[sparse.csr_array, Floats]:
    """One month of the tail: how chances without an agreement move on, and what gets signed.

    Returns
    -------
    A matrix (state, state) from chances now to chances next; and, shape (state, group), the chance
    of an agreement on a package of each group.
    """
    game, choices = tail.game, tail.choices
    n, states = len(game.parties), len(game.flow)
    sign = np.zeros((states, group.shape[1]))
    shares: dict[int, Floats] = {}
    if game.closed[0]:
        shares[CLOSED] = np.ones(states)
    else:
        ways, here = attending(tail, 0), np.ones(states)
        for i in map(int, game.order):
            shares[refused(i)] = here * ways[:, i, REFUSE]
            here = here * ways[:, i, ATTEND]
        for k in range(n):
            turn = here * game.recognition_truth[:, k]
            made = turn * choices.offering[0, :, k]
            shares[stalled(n, k)] = turn - made
            reply = made[:, None] * choices.reply[0, :, k]
            sign += reply[:, :1] * group[choices.offer[0, :, k]]
            for j in range(n):
                shares[rejected(n, j)] = shares.get(rejected(n, j), 0.0) + reply[:, 1 + j]
    return combined(tail, shares), sign


def combined(tail: Solution, shares: dict[int, Floats]) -> sparse.csr_array:
    """The moves after all outcomes together; outcomes that move the world alike are added first."""
    law = tail.game.truth
    alike: dict[tuple[int, ...], tuple[int, Floats]] = {}
    for outcome, share in shares.items():
        answers = tuple(int(stage.answer_of[outcome]) for stage in law.stages)
        first, sofar = alike.get(answers, (outcome, np.zeros_like(share)))
        alike[answers] = (first, sofar + share)
    total = sparse.csr_array((law.states, law.states))
    for outcome, share in alike.values():
        total = total + sparse.diags_array(share) @ transition(law, 0, outcome)
    return sparse.csr_array(total.T)
