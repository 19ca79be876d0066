"""After the calendar: the last month's play goes on for ever, until the accounts end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from winset._typing import Floats
from winset.runs.coupling.given import attending
from winset.talks.law import transition
from winset.talks.outcomes import CLOSED, awaiting, refused, rejected, stalled, unratified
from winset.talks.solution import Solution
from winset.talks.step import ATTEND, REFUSE


@dataclass(frozen=True, slots=True)
class Rest:
    """What nothing has settled by the end of the calendar.

    Attributes
    ----------
    talking : shape (state, node), that talks go on and nothing was ever in force.
    waiting : shape (kind, delay + 1, state, node), that a signature awaits its vote; where it is
        approved this is booked already.
    approval : by kind that must be ratified, the chance of it by spot of the signature, (spot,).
    """

    talking: Floats
    waiting: Floats
    approval: Mapping[int, Floats]


@dataclass(slots=True)
class Queue:
    """Signatures of kinds that wait alike: how they move, and how what fails goes back.

    Attributes
    ----------
    kinds : which; delay : from signature to vote, in steps.
    fails : shape (state, 1), the chance that the vote fails; near, back : moves (state, state) of
        what waits on, and of what has failed.
    line : shape (delay + 1, state, node), by how many steps the vote is away.
    """

    kinds: list[int]
    delay: int
    fails: Floats
    near: sparse.csr_array
    back: sparse.csr_array
    line: Floats


def settled_beyond(tail: Solution, rest: Rest, months: int, group: Floats) -> Floats:
    """The chance that the first settlement ever enters into force in each month after the calendar.

    Parameters
    ----------
    group : shape (package, group), 1 where a package belongs to a group (a clause, say).

    Returns
    -------
    Shape (month, node, group).
    """
    move, sign = stay_and_sign(tail, group)
    queues, approved = queues_of(tail, rest), approvals_of(tail, rest)
    longest = max((queue.delay for queue in queues), default=0)
    found = np.zeros((months + longest, rest.talking.shape[1], group.shape[1]))
    mass = rest.talking
    for month in range(months):
        for c, made in enumerate(sign):
            wait = tail.game.terms.settlements[c].delay if c in rest.approval else 0
            found[month + wait] += (mass * approved[c]).T @ made
        signed = [mass * made.sum(axis=1, keepdims=True) for made in sign]
        back = sum((passed(queue, signed) for queue in queues), start=np.zeros_like(mass))
        mass = move @ mass + back
    return found[:months]


def passed(queue: Queue, signed: list[Floats]) -> Floats:
    """One month of a queue: who has signed joins, who is voted down goes back to the table."""
    queue.line[queue.delay] += sum(signed[c] for c in queue.kinds)
    failed = queue.back @ (queue.fails * queue.line[0])
    for m in range(queue.delay):
        queue.line[m] = queue.near @ queue.line[m + 1]
    queue.line[queue.delay] = 0.0
    return np.asarray(failed)


def approvals_of(tail: Solution, rest: Rest) -> list[Floats]:
    """For each kind the chance that what is signed in a state is approved, shape (state, 1)."""
    terms = tail.game.terms
    ones = np.ones((len(terms.spot_of), 1))
    return [
        rest.approval[c][terms.spot_of][:, None] if c in rest.approval else ones
        for c in range(len(terms.settlements))
    ]


def queues_of(tail: Solution, rest: Rest) -> list[Queue]:
    """Kinds that must be ratified, those that wait alike together."""
    found: dict[object, Queue] = {}
    for c in rest.approval:
        key, queue = queue_of(tail, rest, c)
        if key in found:
            found[key].kinds.append(c)
            found[key].line += queue.line
        else:
            found[key] = queue
    return list(found.values())


def queue_of(tail: Solution, rest: Rest, c: int) -> tuple[object, Queue]:
    """The queue of one kind, with what tells it from others."""
    game = tail.game
    n, kinds, kind = len(game.parties), len(game.terms.settlements), game.terms.settlements[c]
    assert kind.ratified is not None
    outcomes = awaiting(n, kinds, c), unratified(n, kinds, c)
    answers = tuple(int(s.answer_of[o]) for s in game.truth.stages for o in outcomes)
    near, back = (sparse.csr_array(transition(game.truth, 0, o).T) for o in outcomes)
    fails = (1 - kind.ratified)[game.terms.spot_of][:, None]
    line = rest.waiting[c, : kind.delay + 1].copy()
    return (kind.delay, answers, fails.tobytes()), Queue([c], kind.delay, fails, near, back, line)


def stay_and_sign(tail: Solution, group: Floats) -> tuple[sparse.csr_array, list[Floats]]:
    """One month of the tail: how chances without an agreement move on, and what gets signed.

    Returns
    -------
    A matrix (state, state) from chances now to chances next; and, for each kind of settlement,
    shape (state, group), the chance of an agreement on a package of each group.
    """
    game, choices = tail.game, tail.choices
    n, states = len(game.parties), len(game.flow)
    sign = [np.zeros((states, group.shape[1])) for _ in game.terms.settlements]
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
            reply, offer = made[:, None] * choices.reply[0, :, k], choices.offer[0, :, k]
            for c, into in enumerate(sign):
                of_kind = game.terms.packages.kind[offer] == c
                into += (reply[:, 0] * of_kind)[:, None] * group[offer]
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
