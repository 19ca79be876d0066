"""After the calendar: the last month's play goes on for ever, until the accounts end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from winset._typing import Floats, Ints
from winset.runs.coupling.given import attending
from winset.talks.game import Game
from winset.talks.law import transition
from winset.talks.loops import kept
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
    """

    talking: Floats
    waiting: Floats


@dataclass(frozen=True, slots=True)
class Queue:
    """Kinds that wait alike, and how what fails to be approved comes back to talks.

    Attributes
    ----------
    kinds : their numbers.
    rate : shape (state, 1), the chance that talks in a state end in such a signature.
    near, back : chances (state, next state) of what waits on, and of what is not approved in its
        vote and comes back.
    delay : how many steps there are from a signature to its vote.
    """

    kinds: tuple[int, ...]
    rate: Floats
    near: sparse.csr_array
    back: sparse.csr_array
    delay: int


@dataclass(frozen=True, slots=True)
class Coming:
    """When a first settlement comes after the calendar, by where talks then stand.

    Attributes
    ----------
    chance : shape (month, state, column), that it enters into force in so many months, if talks go
        on in a state; one column for each group of packages that is ever signed.
    columns : shape (column,), their groups; groups : how many there are.
    queues : what may still await its vote.
    """

    chance: Floats
    columns: Ints
    groups: int
    queues: tuple[Queue, ...]


def coming_of(tail: Solution, approval: Mapping[int, Floats], months: int, group: Floats) -> Coming:
    """When a first settlement comes, found backwards, from all states at once.

    What comes in so many months is what comes in one month less from the next state, whatever the
    first months were, and however likely each state is.

    Parameters
    ----------
    approval : by kind that must be ratified, the chance of it by spot of the signature, (spot,).
    group : shape (package, group), 1 where a package belongs to a group (a clause, say).
    """
    stay, sign = stay_and_sign(tail, group)
    used = np.flatnonzero(np.any([each.any(axis=0) for each in sign], axis=0))
    sign = [np.ascontiguousarray(each[:, used]) for each in sign]
    queues = queues_of(tail, tuple(approval), sign)
    columns = len(used) + len(used) % 2  # an even number is quicker to multiply
    chance = np.zeros((months, len(tail.game.flow), columns))
    for wait, enters in entering_of(tail, approval, sign).items():
        chance[wait : wait + 1, :, : len(used)] = enters
    together = 1 + min((queue.delay for queue in queues), default=months)
    for begin in range(0, months, together):
        end = min(begin + together, months)
        for queue in queues:
            lag = queue.delay + 1
            late = max(begin, lag)
            if late < end:
                chance[late:end] += again_at_talks(queue, chance[late - lag : end - lag])
        for month in range(max(begin, 1), end):
            add_product(stay, chance[month - 1], chance[month])
    chance = np.ascontiguousarray(chance[..., : len(used)])
    return Coming(chance, used, group.shape[1], queues)


def settled_beyond(coming: Coming, rest: Rest) -> Floats:
    """The chance that the first settlement ever enters into force in each month after the calendar.

    Returns
    -------
    Shape (month, node, group).
    """
    chance, months = coming.chance, len(coming.chance)
    at_talks = [(0, rest.talking)]
    for queue in coming.queues:
        line = list(rest.waiting[list(queue.kinds), : queue.delay + 1].sum(axis=0))
        for month in range(min(len(line), months)):
            at_talks.append((month + 1, queue.back.T @ line[0]))
            line = [queue.near.T @ each for each in line[1:]]
    told = np.concatenate([mass for _, mass in at_talks], axis=1).T @ chance
    told = told.reshape(months, len(at_talks), -1, chance.shape[2])
    found = np.zeros((months, rest.talking.shape[1], coming.groups))
    for place, (since, _) in enumerate(at_talks):
        found[since:, :, coming.columns] += told[: months - since, place]
    return found


def again_at_talks(queue: Queue, chance: Floats) -> Floats:
    """What comes, from talks in a state, by way of a signature, a lost vote and talks thereafter.

    Parameters
    ----------
    chance : shape (month, state, column), of what comes from talks. From a month to the one after
        the vote it takes the delay and one, so what is told is of so many months earlier.
    """
    months, states, columns = chance.shape
    ahead = np.ascontiguousarray(np.swapaxes(chance, 0, 1)).reshape(states, -1)
    for move in (queue.back, *[queue.near] * queue.delay):
        now = np.zeros_like(ahead)
        add_product(move, ahead, now)
        ahead = now
    return np.swapaxes((queue.rate * ahead).reshape(states, months, columns), 0, 1)


def entering_of(
    tail: Solution, approval: Mapping[int, Floats], sign: list[Floats]
) -> dict[int, Floats]:
    """By how long it waits: the chance that talks end in a signature that enters into force."""
    found: dict[int, Floats] = {}
    for c, made in enumerate(sign):
        wait, enters = 0, made
        if c in approval:
            wait = tail.game.terms.settlements[c].delay
            enters = made * approval[c][tail.game.terms.spot_of][:, None]
        found[wait] = found.get(wait, np.zeros_like(made)) + enters
    return found


def add_product(matrix: sparse.csr_array, columns: Floats, into: Floats) -> None:
    """Add a sparse matrix times some columns to others, shape (row, column); an even number."""
    _add_product(matrix.indptr, matrix.indices, matrix.data, columns.reshape(-1), into.reshape(-1),
                 columns.shape[1])  # fmt: skip


@kept
def _add_product(
    begins: Places, places: Places, values: Floats, columns: Floats, into: Floats, count: int
) -> None:  # pragma: no cover - compiled
    """Four columns at a time, the last two together; entries in pairs: sums then need not wait.

    Written out, and unsigned, as in `talks.hauling`.
    """
    one, two, three, four = np.uintp(1), np.uintp(2), np.uintp(3), np.uintp(4)
    wide, spot = np.uintp(count), np.uintp(0)
    for row in range(len(begins) - 1):
        start, end, left = np.uintp(begins[row]), np.uintp(begins[row + 1]), np.uintp(0)
        while left + four <= wide:
            w, x, y, z, f, g, h, i = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
            e = start
            while e + one < end:
                a, s = values[e], np.uintp(places[e]) * wide + left
                b, t = values[e + one], np.uintp(places[e + one]) * wide + left
                w += a * columns[s]
                x += a * columns[s + one]
                y += a * columns[s + two]
                z += a * columns[s + three]
                f += b * columns[t]
                g += b * columns[t + one]
                h += b * columns[t + two]
                i += b * columns[t + three]
                e += two
            if e < end:
                a, s = values[e], np.uintp(places[e]) * wide + left
                w += a * columns[s]
                x += a * columns[s + one]
                y += a * columns[s + two]
                z += a * columns[s + three]
            into[spot] += w + f
            into[spot + one] += x + g
            into[spot + two] += y + h
            into[spot + three] += z + i
            left, spot = left + four, spot + four
        if left < wide:
            w, x, f, g, e = 0.0, 0.0, 0.0, 0.0, start
            while e + one < end:
                a, s = values[e], np.uintp(places[e]) * wide + left
                b, t = values[e + one], np.uintp(places[e + one]) * wide + left
                w += a * columns[s]
                x += a * columns[s + one]
                f += b * columns[t]
                g += b * columns[t + one]
                e += two
            if e < end:
                a, s = values[e], np.uintp(places[e]) * wide + left
                w += a * columns[s]
                x += a * columns[s + one]
            into[spot] += w + f
            into[spot + one] += x + g
            spot += two


def queues_of(tail: Solution, ratified: Sequence[int], sign: list[Floats]) -> tuple[Queue, ...]:
    """Kinds that must be ratified, those that wait alike together."""
    alike: dict[object, list[int]] = {}
    for c in ratified:
        alike.setdefault(waits_like(tail.game, c), []).append(c)
    return tuple(queue_of(tail, sign, kinds) for kinds in alike.values())


def waits_like(game: Game, c: int) -> object:
    """What tells a kind that must be ratified from others that wait differently."""
    kind = game.terms.settlements[c]
    assert kind.ratified is not None
    outcomes = waiting_of(game, c)
    answers = tuple(int(s.answer_of[o]) for s in game.truth.stages for o in outcomes)
    return kind.delay, answers, kind.ratified.tobytes()


def waiting_of(game: Game, c: int) -> tuple[int, int]:
    """The outcomes that a signature of a kind awaits its vote, and that it has failed."""
    n, kinds = len(game.parties), len(game.terms.settlements)
    return awaiting(n, kinds, c), unratified(n, kinds, c)


def queue_of(tail: Solution, sign: list[Floats], kinds: list[int]) -> Queue:
    """The queue of kinds that wait alike."""
    game, kind = tail.game, tail.game.terms.settlements[kinds[0]]
    assert kind.ratified is not None
    near, lost = (transition(game.truth, 0, outcome) for outcome in waiting_of(game, kinds[0]))
    fails = sparse.diags_array((1 - kind.ratified)[game.terms.spot_of])
    rate = sum((sign[c] for c in kinds), start=np.zeros_like(sign[0])).sum(axis=1, keepdims=True)
    return Queue(tuple(kinds), rate, near, sparse.csr_array(fails @ lost), kind.delay)


def stay_and_sign(tail: Solution, group: Floats) -> tuple[sparse.csr_array, list[Floats]]:
    """One month of the tail: how talks go on without an agreement, and what gets signed.

    Returns
    -------
    A matrix (state, next state), the chance to go on without one; and, for each kind of settlement,
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
    moves = sparse.vstack([transition(law, 0, outcome) for outcome, _ in alike.values()])
    shared = np.stack([share for _, share in alike.values()], axis=1)
    place = np.arange(law.states)[:, None] + law.states * np.arange(len(alike))
    ends = len(alike) * np.arange(law.states + 1)
    weighed = (shared.reshape(-1), place.reshape(-1), ends)
    return sparse.csr_array(sparse.csr_array(weighed, shape=moves.shape[::-1]) @ moves)
