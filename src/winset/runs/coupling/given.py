"""The law of the talks given what is decided about the money.

"Given a node" is the joint law conditioned on that node: not what would happen if it were forced.
Up to the last decision this needs, at every point of the talks, the chance that the node follows;
it is found backwards, under the same strategies and the true law. Afterwards the state tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from winset._typing import Floats
from winset.talks.game import Game
from winset.talks.law import Law, expectations, plan
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
from winset.talks.step import ATTEND, LEAVE, REFUSE, Choices


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


@dataclass(frozen=True, slots=True)
class Undecided:
    """The months up to the last decision, over the world's own states, while it is pending.

    Attributes
    ----------
    play : what is done in them, under the true law of these states.
    mix : shape (step, state, 1 + node), the chances of what is decided by the end of a step, first
        of nothing.
    """

    play: Solution
    mix: Floats


def undecided(solution: Solution, month: Game, truth: Law, mix: Floats) -> Undecided:
    """The months up to the last decision of a solution over all states; parameters as below."""
    return Undecided(in_block(solution, month, truth, 0, len(mix)), mix)


def in_block(solution: Solution, month: Game, truth: Law, block: int, steps: int) -> Solution:
    """What is done in the first months in one block of states: while nothing is decided, or a node.

    Parameters
    ----------
    month : the same talks over the world's own states; truth : how these move in the block.
    """
    states, made = len(month.flow), solution.choices
    part = slice(block * states, (block + 1) * states)
    choices = Choices(
        made.attendance[:steps, part],
        made.offer[:steps, part],
        made.offering[:steps, part],
        made.reply[:steps, part],
    )
    values, follow = solution.values[: steps + 1, part], solution.follow[:steps, :, part]
    game = replace(month, steps=steps, truth=truth, closed=month.closed[:steps],
                   declared=month.declared[:steps])  # fmt: skip
    return replace(solution, game=game, values=values, follow=follow, choices=choices)


def chances_ahead(before: Undecided) -> list[Ahead]:
    """The chance of each node while it is pending, from each step on; its own step included."""
    game, nodes = before.play.game, before.mix.shape[2] - 1
    kinds = game.terms.settlements
    most = max((kind.delay for kind in kinds), default=0)
    if (before.mix == before.mix[:, :1]).all():
        return alike_everywhere(before)
    past = np.zeros((len(game.flow), nodes))
    force = np.zeros((len(kinds), *past.shape))
    later = Ahead(past, past, force, force, np.stack([force] * (most + 1), axis=1), past)
    found = []
    for step in reversed(range(len(before.mix))):
        later = one_step_before(before, step, later)
        found.append(later)
    return found[::-1]


def alike_everywhere(before: Undecided) -> list[Ahead]:
    """The same where the chances hang on nothing, and so on nothing that is done before either."""
    game, found = before.play.game, []
    kinds, most = game.terms.settlements, max(k.delay for k in game.terms.settlements)
    chance: Floats = np.zeros(before.mix.shape[2] - 1)
    for mix in before.mix[::-1, 0]:
        chance = mix[1:] + mix[0] * chance
        told = np.broadcast_to(chance, (len(kinds), most + 1, len(game.flow), len(chance)))
        found.append(Ahead(told[0, 0], told[0, 0], told[:, 0], told[:, 0], told, told[0, 0]))
    return found[::-1]


def one_step_before(before: Undecided, step: int, later: Ahead) -> Ahead:
    """The same one step earlier."""
    game = before.play.game
    over = mean(before, step, CLOSED, later.over)
    inside = np.stack([in_force(before, step, c, later) for c in range(len(later.inside))])
    pending = np.stack(
        [pending_votes(before, step, c, later, inside[c]) for c in range(len(inside))]
    )
    signed = np.stack(
        [
            inside[c] if kind.ratified is None else pending[c, kind.delay]
            for c, kind in enumerate(game.terms.settlements)
        ]
    )
    if game.closed[step]:
        talking = mean(before, step, CLOSED, later.talking)
        return Ahead(talking, talking, signed, inside, pending, over)
    attended = at_the_table(before, step, later.talking, signed)
    talking = before_attending(before, step, later.talking, attended, over)
    return Ahead(talking, attended, signed, inside, pending, over)


def mean(before: Undecided, step: int, outcome: int, values: Floats) -> Floats:
    """The chances of nodes ahead of a state and an outcome, from those of the states that follow.

    Parameters
    ----------
    values : shape (state, node) or, several tables side by side, (state, table * node).
    """
    return means(before, step, [outcome], values)[0]


def means(before: Undecided, step: int, outcomes: Sequence[int], values: Floats) -> list[Floats]:
    """The same for several outcomes at once: decided by the end of the step, or by what follows."""
    truth, now = before.play.game.truth, before.mix[step]
    after = expectations(truth, plan(truth, outcomes), step, values)
    told = np.tile(now[:, 1:], values.shape[1] // (now.shape[1] - 1))
    return [np.asarray(told + now[:, :1] * each) for each in after]


def in_force(before: Undecided, step: int, c: int, later: Ahead) -> Floats:
    """With a settlement in force: it lasts, or it breaks down into talks or for good."""
    game = before.play.game
    kind = game.terms.settlements[c]
    hazard = kind.hazard[game.terms.spot_of][:, None]
    fallen = later.talking if kind.worth_after is None else later.over
    moved = mean(before, step, settled(len(game.parties), c), np.c_[later.inside[c], fallen])
    nodes = fallen.shape[1]
    return np.asarray((1 - hazard) * moved[:, :nodes] + hazard * moved[:, nodes:], dtype=np.float64)


def pending_votes(before: Undecided, step: int, c: int, later: Ahead, inside: Floats) -> Floats:
    """With a signature pending: the vote comes nearer, or falls now."""
    game = before.play.game
    n, kinds = len(game.parties), len(game.terms.settlements)
    kind = game.terms.settlements[c]
    found: Floats = np.zeros_like(later.pending[c])
    if kind.ratified is None:
        return found
    yes = kind.ratified[game.terms.spot_of][:, None]
    failed = mean(before, step, unratified(n, kinds, c), later.talking)
    found[0] = yes * inside + (1 - yes) * failed
    for m in range(1, len(found)):
        found[m] = mean(before, step, awaiting(n, kinds, c), later.pending[c, m - 1])
    return found


def at_the_table(before: Undecided, step: int, talking: Floats, signed: Floats) -> Floats:
    """Once all have attended: whoever has the initiative stalls, or offers and is answered."""
    game, choices = before.play.game, before.play.choices
    n, states = len(game.parties), np.arange(len(talking))
    idle = means(before, step, [stalled(n, k) for k in range(n)], talking)
    no = means(before, step, [rejected(n, j) for j in range(n)], talking)
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
    before: Undecided, step: int, talking: Floats, attended: Floats, over: Floats
) -> Floats:
    """Before anybody has decided: each in turn attends, refuses or leaves for good."""
    game, chances = before.play.game, attending(before.play, step)
    n = len(game.parties)
    away = means(before, step, [refused(i) for i in range(n)], talking)
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
