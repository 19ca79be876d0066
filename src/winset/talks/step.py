"""One step of the talks, plainly: every party, every package, every state.

Read from the end: answers to an offer, the proposer's choice, who has the initiative, who attends.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._typing import Floats, Ints
from winset.talks.answers import Replies, Table, replies
from winset.talks.checks import TIE
from winset.talks.choice import best_package, chances_of_choice
from winset.talks.game import Game
from winset.talks.outcomes import CLOSED, refused, rejected, stalled
from winset.talks.outlook import After, continuation

ATTEND, REFUSE, LEAVE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Choices:
    """What everybody does in one step (or, with a leading axis, in all of them).

    Attributes
    ----------
    attendance : shape (state, party, 3), chance that the party attends, refuses or leaves when it
        is its turn and no declaration binds it.
    offer : shape (state, party), the package that the party offers with the initiative; -1: none.
    offering : shape (state, party), chance that it makes that offer rather than stall.
    reply : shape (state, party, 1 + party), what becomes of that offer: agreed, or ended by the
        no of each party; zeros where there is no offer.
    """

    attendance: Floats
    offer: Ints
    offering: Floats
    reply: Floats


@dataclass(frozen=True, slots=True)
class Now:
    """What a step is played on.

    Attributes
    ----------
    after : what may follow the step, from its outcomes.
    signing : shape (state, party, package), values A of a signature.
    """

    after: After
    signing: Floats


def signing_values(game: Game, own: Floats, follow: Floats) -> Floats:
    """A = own + follow for every package, shape (state, party, package)."""
    per_package = follow[game.terms.packages.kind]
    return np.asarray(own[game.terms.spot_of] + np.moveaxis(per_package, 0, -1))


def play_step(game: Game, step: int, now: Now) -> tuple[Floats, Choices]:
    """The value of one step to each party in each state, shape (state, party), and its choices."""
    n = len(game.parties)
    if game.closed[step]:
        return continuation(game, now.after, CLOSED), no_choices(*game.flow.shape)
    refusal = np.stack([continuation(game, now.after, rejected(n, j)) for j in range(n)], axis=1)
    barred = game.terms.barred[game.terms.spot_of]
    order = tuple(int(party) for party in game.order)
    table = Table(now.signing, refusal, barred, game.winning, order, game.temperature)
    parts = [_propose(game, now, table, k) for k in range(n)]
    worth = np.zeros_like(game.flow)
    for i in range(n):
        for k in range(n):
            worth[:, i] += game.recognition[i, :, k] * parts[k].worth[:, i]
    worth, attendance = attend(game, step, now.after, worth)
    return worth, Choices(
        attendance,
        np.stack([part.offer for part in parts], axis=1),
        np.stack([part.offering for part in parts], axis=1),
        np.stack([part.reply for part in parts], axis=1),
    )


def no_choices(states: int, parties: int) -> Choices:
    """The choices of a step in which nothing happens at the table."""
    return Choices(
        np.zeros((states, parties, 3)),
        np.full((states, parties), -1),
        np.zeros((states, parties)),
        np.zeros((states, parties, 1 + parties)),
    )


def attend(game: Game, step: int, after: After, worth: Floats) -> tuple[Floats, Floats]:
    """Who attends, and what the step is worth before anybody has decided.

    Parameters
    ----------
    worth : shape (state, party), value of the step once all are at the table.

    Returns
    -------
    Value, shape (state, party), and chances to attend, refuse, leave: (state, party, 3).
    """
    attendance = np.zeros((*worth.shape, 3))
    for i in reversed([int(party) for party in game.order]):
        options = np.full((len(worth), 3), -np.inf)
        ways = [
            worth,
            continuation(game, after, refused(i)),
            worth if game.exits is None else game.exits[:, i],
        ]
        options[:, ATTEND] = worth[:, i]
        if game.may_refuse[i]:
            options[:, REFUSE] = ways[REFUSE][:, i]
        if game.exits is not None:
            options[:, LEAVE] = ways[LEAVE][:, i]
        attendance[:, i] = chances_of_choice(options, game.temperature)
        free = sum(attendance[:, i, way, None] * ways[way] for way in (ATTEND, REFUSE, LEAVE))
        bound = game.declared[step, :, i, None]
        worth = bound * ways[REFUSE] + (1 - bound) * free
    return worth, attendance


@dataclass(frozen=True, slots=True)
class _Part:
    worth: Floats
    offer: Ints
    offering: Floats
    reply: Floats


def _propose(game: Game, now: Now, table: Table, k: int) -> _Part:
    n = len(game.parties)
    answer = replies(table, k)
    stall = continuation(game, now.after, stalled(n, k))
    others = answer.value.sum(axis=1) - answer.value[:, k]
    if game.temperature == 0:
        offer, offering = _exact(game, table, answer, k, stall[:, k], others)
    else:
        offer, offering = _noisy(game, table, answer, k, stall[:, k], others)
    states = np.arange(len(offer))
    made = (offer >= 0)[:, None]
    reply = np.c_[answer.agreed[states, offer], answer.rejected[states, :, offer]] * made
    value = np.where(made, answer.value[states, :, offer], 0.0)
    worth = offering[:, None] * value + (1 - offering[:, None]) * stall
    return _Part(worth, offer, offering, reply)


def _exact(
    game: Game, table: Table, answer: Replies, k: int, stall: Floats, others: Floats
) -> tuple[Ints, Floats]:
    """Of the best acceptable package, stalling, and offers meant to be rejected: the best.

    In this order at ties. The offer meant to be rejected by j is one that a red line of j forbids,
    if there is one; else the one that j likes least.
    """
    allowed = ~table.barred[:, k]
    own = answer.value[:, k]
    states = np.arange(len(own))
    best = best_package(own, others, allowed & (answer.agreed == 1))
    worth = np.where(best >= 0, own[states, best], -np.inf)
    offer, value, offering = best, worth, np.where(best >= 0, 1.0, 0.0)
    idle = stall if game.may_stall[k] else np.full_like(stall, -np.inf)
    better = idle > value + TIE
    offering, value = np.where(better, 0.0, offering), np.where(better, idle, value)
    for j in (party for party in table.order if party != k):
        fails = allowed & (answer.rejected[:, j] == 1)
        dislike = np.where(table.barred[:, j], np.inf, -table.signing[:, j])
        worst = best_package(dislike, np.zeros_like(dislike), fails)
        blame = np.where(worst >= 0, table.refusal[:, j, k], -np.inf)
        better = blame > value + TIE
        offer, value = np.where(better, worst, offer), np.where(better, blame, value)
        offering = np.where(better, 1.0, offering)
    return offer, offering


def _noisy(
    game: Game, table: Table, answer: Replies, k: int, stall: Floats, others: Floats
) -> tuple[Ints, Floats]:
    """The offer of the highest expected value, made with the logit chance against stalling."""
    own = answer.value[:, k]
    offer = best_package(own, others, ~table.barred[:, k])
    worth = np.where(offer >= 0, own[np.arange(len(own)), offer], -np.inf)
    if not game.may_stall[k]:
        return offer, np.where(offer >= 0, 1.0, 0.0)
    return offer, chances_of_choice(np.stack([worth, stall], axis=1), game.temperature)[:, 0]
