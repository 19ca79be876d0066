"""The law of the talks given what is decided about the money.

"Given a node" is the joint law conditioned on that node: not what would happen if it were forced.
Up to the last decision this needs, at every point of the talks, the chance that the node follows;
it is found backwards, under the same strategies and the true law. Afterwards the state tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats, Ints
from winset.talks.law import expectations, plan
from winset.talks.outcomes import (
    CLOSED,
    awaiting,
    refused,
    rejected,
    settled,
    stalled,
    unratified,
)
from winset.talks.solution import Solution
from winset.talks.step import ATTEND, LEAVE, REFUSE


@dataclass(frozen=True, slots=True)
class Ahead:
    """The chance of each node from a step on, by where the talks stand.

    Attributes
    ----------
    talking : shape (state, node), before anybody decides whether to attend.
    attended : shape (state, node), once all have attended.
    signed : shape (kind, state, node), just after a signature.
    inside : shape (kind, state, node), with a settlement in force; the same as `signed` where no
        ratification is needed.
    pending : shape (kind, delay + 1, state, node), a signature whose vote is so many steps away.
    over : shape (state, node), once the talks are over for good.
    """

    talking: Floats
    attended: Floats
    signed: Floats
    inside: Floats
    pending: Floats
    over: Floats


def node_of_state(solution: Solution, nodes: int) -> Ints:
    """The node of each state, shape (state,); -1 where nothing is decided."""
    states = len(solution.game.flow)
    return np.arange(states, dtype=np.int64) // (states // (1 + nodes)) - 1


def chances_ahead(solution: Solution, nodes: int, last: int) -> list[Ahead]:
    """The chance of each node, from each step up to the last decision; its own step included.

    Parameters
    ----------
    nodes : how many there are; last : the step of the last decision.
    """
    here = node_of_state(solution, nodes)
    told = np.asarray(here[:, None] == np.arange(nodes), dtype=np.float64)
    kinds = solution.game.terms.settlements
    most = max((kind.delay for kind in kinds), default=0)
    force = np.stack([told] * len(kinds))
    later = Ahead(told, told, force, force, np.stack([force] * (most + 1), axis=1), told)
    found = []
    for step in reversed(range(last + 1)):
        later = one_step_before(solution, step, later)
        found.append(later)
    return found[::-1]


def one_step_before(solution: Solution, step: int, later: Ahead) -> Ahead:
    """The same one step earlier."""
    game = solution.game
    over = mean(solution, step, CLOSED, later.over)
    inside = np.stack([in_force(solution, step, c, later) for c in range(len(later.inside))])
    pending = np.stack(
        [pending_votes(solution, step, c, later, inside[c]) for c in range(len(inside))]
    )
    signed = np.stack(
        [
            inside[c] if kind.ratified is None else pending[c, kind.delay]
            for c, kind in enumerate(game.terms.settlements)
        ]
    )
    if game.closed[step]:
        talking = mean(solution, step, CLOSED, later.talking)
        return Ahead(talking, talking, signed, inside, pending, over)
    attended = at_the_table(solution, step, later.talking, signed)
    talking = before_attending(solution, step, later.talking, attended, over)
    return Ahead(talking, attended, signed, inside, pending, over)


def mean(solution: Solution, step: int, outcome: int, values: Floats) -> Floats:
    """E[values(next state) | state, outcome] under the true law, shape as `values`."""
    return np.asarray(means(solution, step, [outcome], values)[0])


def means(solution: Solution, step: int, outcomes: Sequence[int], values: Floats) -> list[Floats]:
    """The same for several outcomes at once."""
    truth = solution.game.truth
    return list(expectations(truth, plan(truth, outcomes), step, values))


def in_force(solution: Solution, step: int, c: int, later: Ahead) -> Floats:
    """With a settlement in force: it lasts, or it breaks down into talks or for good."""
    game = solution.game
    kind = game.terms.settlements[c]
    hazard = kind.hazard[game.terms.spot_of][:, None]
    fallen = later.talking if kind.worth_after is None else later.over
    moved = mean(solution, step, settled(len(game.parties), c), np.c_[later.inside[c], fallen])
    nodes = fallen.shape[1]
    return np.asarray((1 - hazard) * moved[:, :nodes] + hazard * moved[:, nodes:], dtype=np.float64)


def pending_votes(solution: Solution, step: int, c: int, later: Ahead, inside: Floats) -> Floats:
    """With a signature pending: the vote comes nearer, or falls now."""
    game = solution.game
    n, kinds = len(game.parties), len(game.terms.settlements)
    kind = game.terms.settlements[c]
    found: Floats = np.zeros_like(later.pending[c])
    if kind.ratified is None:
        return found
    yes = kind.ratified[game.terms.spot_of][:, None]
    failed = mean(solution, step, unratified(n, kinds, c), later.talking)
    found[0] = yes * inside + (1 - yes) * failed
    for m in range(1, len(found)):
        found[m] = mean(solution, step, awaiting(n, kinds, c), later.pending[c, m - 1])
    return found


def at_the_table(solution: Solution, step: int, talking: Floats, signed: Floats) -> Floats:
    """Once all have attended: whoever has the initiative stalls, or offers and is answered."""
    game, choices = solution.game, solution.choices
    n, states = len(game.parties), np.arange(len(talking))
    idle = means(solution, step, [stalled(n, k) for k in range(n)], talking)
    no = means(solution, step, [rejected(n, j) for j in range(n)], talking)
    total = np.zeros_like(talking)
    for k in range(n):
        offering, reply = choices.offering[step, :, k], choices.reply[step, :, k]
        kind = game.terms.packages.kind[choices.offer[step, :, k]]
        made = reply[:, 0, None] * signed[kind, states]
        for j in range(n):
            made = made + reply[:, 1 + j, None] * no[j]
        part = offering[:, None] * made + (1 - offering)[:, None] * idle[k]
        total += game.recognition_truth[:, k, None] * part
    return total


def before_attending(
    solution: Solution, step: int, talking: Floats, attended: Floats, over: Floats
) -> Floats:
    """Before anybody has decided: each in turn attends, refuses or leaves for good."""
    game, chances = solution.game, attending(solution, step)
    n = len(game.parties)
    away = means(solution, step, [refused(i) for i in range(n)], talking)
    total, here = np.zeros_like(talking), np.ones(len(talking))
    for i in map(int, game.order):
        ways = chances[:, i]
        total += (here * ways[:, REFUSE])[:, None] * away[i]
        total += (here * ways[:, LEAVE])[:, None] * over
        here = here * ways[:, ATTEND]
    return np.asarray(total + here[:, None] * attended)


def attending(solution: Solution, step: int) -> Floats:
    """What each party does when it is its turn, declarations counted in: (state, party, 3)."""
    bound = solution.game.declared[step][..., None]
    ways = solution.choices.attendance[step] * (1 - bound)
    ways[..., REFUSE] += bound[..., 0]
    return np.asarray(ways)
