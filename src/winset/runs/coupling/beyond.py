"""After the calendar: the last month's play goes on for ever, until the accounts end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from winset._typing import Floats
from winset.runs.coupling.given import attending
from winset.talks.law import transition
from winset.talks.loops import loop
from winset.talks.outcomes import CLOSED, awaiting, refused, rejected, stalled, unratified
from winset.talks.solution import Solution
from winset.talks.step import ATTEND, REFUSE

Places = NDArray[np.int32]


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


@dataclass(frozen=True, slots=True)
class Queue:
    """Signatures of kinds that wait alike, and how what fails to be approved comes back to talks.

    Attributes
    ----------
    rate : shape (state, 1), the chance that talks in a state end in such a signature.
    near, back : moves (state, state) of what waits on, and of what is not approved in its vote.
    line : by how many steps the vote is away, those that wait, shape (state, node) each.
    """

    rate: Floats
    near: sparse.csr_array
    back: sparse.csr_array
    line: list[Floats]


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
    queues, entering = queues_of(tail, rest, sign), entering_of(tail, rest, sign)
    longest = max(entering)
    found = np.zeros((months + longest, rest.talking.shape[1], group.shape[1]))
    mass = np.ascontiguousarray(rest.talking)
    for month in range(months):
        for wait, made in entering.items():
            found[month + wait] += mass.T @ made
        mass = times(move, mass) + sum(passed(queue, mass) for queue in queues)
    return found[:months]


def passed(queue: Queue, mass: Floats) -> Floats:
    """One month of a queue: who signs joins, who is voted down goes back to the table."""
    queue.line[-1] = queue.line[-1] + mass * queue.rate
    failed = times(queue.back, queue.line[0])
    queue.line[:] = [*(times(queue.near, each) for each in queue.line[1:]), np.zeros_like(mass)]
    return failed


def entering_of(tail: Solution, rest: Rest, sign: list[Floats]) -> dict[int, Floats]:
    """By how long it waits: the chance that talks end in a signature that enters into force."""
    found: dict[int, Floats] = {}
    for c, (made, yes) in enumerate(zip(sign, approvals_of(tail, rest), strict=True)):
        wait = tail.game.terms.settlements[c].delay if c in rest.approval else 0
        found[wait] = found.get(wait, np.zeros_like(made)) + made * yes
    return found


def times(matrix: sparse.csr_array, columns: Floats) -> Floats:
    """A sparse matrix times some columns, shape (row, column)."""
    into = np.empty((matrix.shape[0], columns.shape[1]))
    _times(matrix.indptr, matrix.indices, matrix.data, columns.reshape(-1), into.reshape(-1),
           columns.shape[1])  # fmt: skip
    return into


@loop
def _times(
    begins: Places, places: Places, values: Floats, columns: Floats, into: Floats, count: int
) -> None:  # pragma: no cover - compiled
    """Four columns at a time, the rest one by one; unsigned numbers as in `talks.hauling`."""
    one, two, three, wide = np.uintp(1), np.uintp(2), np.uintp(3), np.uintp(count)
    whole, spot = count - count % 4, np.uintp(0)
    for row in range(len(begins) - 1):
        start, end = np.uintp(begins[row]), np.uintp(begins[row + 1])
        for first in range(0, whole, 4):
            w, x, y, z = 0.0, 0.0, 0.0, 0.0
            entry = start
            while entry < end:
                value = values[entry]
                place = np.uintp(places[entry]) * wide + np.uintp(first)
                w += value * columns[place]
                x += value * columns[place + one]
                y += value * columns[place + two]
                z += value * columns[place + three]
                entry += one
            into[spot], into[spot + one], into[spot + two], into[spot + three] = w, x, y, z
            spot += np.uintp(4)
        for column in range(whole, count):
            total, entry = 0.0, start
            while entry < end:
                total += values[entry] * columns[np.uintp(places[entry]) * wide + np.uintp(column)]
                entry += one
            into[spot] = total
            spot += one


def approvals_of(tail: Solution, rest: Rest) -> list[Floats]:
    """For each kind the chance that what is signed in a state is approved, shape (state, 1)."""
    terms = tail.game.terms
    ones = np.ones((len(terms.spot_of), 1))
    return [
        rest.approval[c][terms.spot_of][:, None] if c in rest.approval else ones
        for c in range(len(terms.settlements))
    ]


def queues_of(tail: Solution, rest: Rest, sign: list[Floats]) -> list[Queue]:
    """Kinds that must be ratified, those that wait alike together."""
    alike: dict[object, list[int]] = {}
    for c in rest.approval:
        alike.setdefault(waits_like(tail, c), []).append(c)
    return [queue_of(tail, rest, sign, kinds) for kinds in alike.values()]


def waits_like(tail: Solution, c: int) -> object:
    """What tells a kind that must be ratified from others that wait differently."""
    game, kind = tail.game, tail.game.terms.settlements[c]
    assert kind.ratified is not None
    outcomes = waiting_of(tail, c)
    answers = tuple(int(s.answer_of[o]) for s in game.truth.stages for o in outcomes)
    return kind.delay, answers, kind.ratified.tobytes()


def waiting_of(tail: Solution, c: int) -> tuple[int, int]:
    """The outcomes that a signature of a kind awaits its vote, and that it has failed."""
    n, kinds = len(tail.game.parties), len(tail.game.terms.settlements)
    return awaiting(n, kinds, c), unratified(n, kinds, c)


def queue_of(tail: Solution, rest: Rest, sign: list[Floats], kinds: list[int]) -> Queue:
    """The queue of kinds that wait alike."""
    game, kind = tail.game, tail.game.terms.settlements[kinds[0]]
    assert kind.ratified is not None
    near, lost = (
        sparse.csr_array(transition(game.truth, 0, o).T) for o in waiting_of(tail, kinds[0])
    )
    back = sparse.csr_array(lost @ sparse.diags_array((1 - kind.ratified)[game.terms.spot_of]))
    line = sum((rest.waiting[c] for c in kinds), start=np.zeros_like(rest.waiting[0]))
    rate = sum((sign[c] for c in kinds), start=np.zeros_like(sign[0])).sum(axis=1, keepdims=True)
    waits = [np.ascontiguousarray(each) for each in line[: kind.delay + 1]]
    return Queue(rate, near, back, waits)


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
