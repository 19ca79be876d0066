"""The month that repeats for ever after the calendar, solved once for all nodes of a draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import bicgstab, splu

from winset._typing import Floats
from winset.runs.coupling.carrying import (
    Carrier,
    at_the_vote,
    carrier_of,
    carry_back,
    moved,
    outlook_on,
    playing,
)
from winset.talks.fast import fast_play
from winset.talks.follow import Ahead, no_follow
from winset.talks.frontier import Frontiers
from winset.talks.game import Game
from winset.talks.law import transition
from winset.talks.outcomes import CLOSED, awaiting, settled
from winset.talks.outlook import After, Outlook, flows, look_ahead
from winset.talks.settling import OwnWorth
from winset.talks.solution import Solution, TailReport
from winset.talks.step import Choices, Now, play_step, signing_values
from winset.talks.tail import fixed_point

TOLERANCE = 1e-6
"""Largest change of a value in a month at which the tail counts as settled."""
PATIENCE, MOST = 40, 600
"""A tail is given up if its residual has not halved in so many months, or after so many. Where
offers jump from package to package it never comes to rest; what is left is small, and told."""
LATER = 24
"""Months that such a tail is repeated further, to see what that changes."""

Play = Callable[[int, After, Floats], tuple[Floats, Choices]]
"""The talks' own step: from what may follow it and a signature to its values and choices."""


def solve_tail(
    game: Game, own: OwnWorth, stairs: Frontiers | None, start: Ahead | None
) -> tuple[Solution, Ahead]:
    """The month that repeats for ever, and what lies ahead of it.

    Where a game has several lasting equilibria this finds one of them, near the start. Where none
    is found, the report says so: its residual is the largest change in one more month, and its
    change at the start bounds what `LATER` more months of such a tail change in its values.
    """
    outlook, carrier = outlook_on(game, playing(game)), carrier_of(game)
    play = play_of(game, own, stairs)
    like = no_follow(game, game.flow) if start is None else start

    def month(ahead: Ahead) -> tuple[Ahead, Floats, Floats, Choices]:
        after = look_ahead(outlook, 0, ahead.talks)
        ahead, follow = carry_at_rest(game, outlook, carrier, ahead, after)
        values, choices = play(0, after, follow)
        return ahead, follow, values, choices

    def turn(point: Floats) -> Floats:
        ahead, _, values, _ = month(unpacked(point, like))
        return packed(replace(ahead, talks=values))

    found = fixed_point(turn, packed(like), TOLERANCE, MOST, leap=True, patience=PATIENCE)
    change = 0.0
    if not found.settles:
        later = fixed_point(turn, found.point, TOLERANCE, LATER)
        change = float(np.abs(later.point - found.point).max())
    report = TailReport(found.settles, found.residual, found.iterations, change)
    rest = unpacked(found.point, like)
    ahead, follow, values, choices = month(rest)
    ahead = replace(ahead, talks=rest.talks, resumed=rest.resumed)
    method = "plain" if stairs is None else "fast"
    told = np.stack([values, ahead.talks])
    made = stacked_choices([choices])
    return Solution(game, told, follow[None], made, own, report, method), ahead


def play_of(game: Game, own: OwnWorth, stairs: Frontiers | None) -> Play:
    """The talks' own step for a game: compiled for two parties who must both agree."""
    if stairs is not None:
        return fast_play(game, own, stairs)

    def step(number: int, after: After, follow: Floats) -> tuple[Floats, Choices]:
        signing = signing_values(game, own.values[own.version_at[number]], follow)
        return play_step(game, number, Now(after, signing))

    return step


def packed(ahead: Ahead) -> Floats:
    """The values of talks and of settlements in force, one column per party."""
    n = ahead.talks.shape[1]
    return np.concatenate([ahead.talks, ahead.resumed.reshape(-1, n)])


def unpacked(point: Floats, like: Ahead) -> Ahead:
    """The same as a record; what is pending follows from it, see `with_pending`."""
    cut = len(like.talks)
    return replace(like, talks=point[:cut], resumed=point[cut:].reshape(like.resumed.shape))


def carry_at_rest(
    game: Game, outlook: Outlook, carrier: Carrier, ahead: Ahead, after: After
) -> tuple[Ahead, Floats]:
    """What follows a signature in a month that repeats, from values of talks and of settlements.

    What is pending needs no fixed point of its own: it is the vote itself, then one month before
    it, and so on.
    """
    only = Carrier(carrier.resuming, ())
    ahead, follow = carry_back(game, outlook, only, 0, ahead, after)
    n, kinds, paid = len(game.parties), game.terms.settlements, flows(game)
    pending = np.zeros_like(ahead.pending)
    for group in carrier.pending:
        members, outcome = list(group), awaiting(n, len(kinds), group[0])
        for c in group:
            pending[c, 0] = at_the_vote(game, c, after, ahead.resumed[c])
        for m in range(1, max(kinds[c].delay for c in group) + 1):
            later = moved(outlook, 0, outcome, pending[members, m - 1])
            pending[members, m] = paid + game.discount * later
        for c in group:
            follow[c] = pending[c, kinds[c].delay]
    return replace(ahead, pending=pending), follow


def shut_ahead(game: Game) -> Ahead:
    """What lies ahead of a table that stays shut for ever, settlements in force included."""
    like = shut_values(game)
    outlook = outlook_on(game, playing(replace(game, closed=np.ones_like(game.closed))))
    after = look_ahead(outlook, 0, like.talks)
    ahead, _ = carry_at_rest(game, outlook, carrier_of(game), like, after)
    return replace(ahead, talks=like.talks, resumed=like.resumed)


def shut_values(game: Game) -> Ahead:
    """The values of talks at a table that stays shut for ever, and of settlements in force.

    Nobody chooses anything, so all of it is linear: V = (1 - d) c + d P V, and for the right to
    resume b = d [(1 - h) P b + h P V]. Nothing is said of signatures that await their vote.
    """
    carrier, like = carrier_of(game), no_follow(game, flows(game))
    for i, (law, d) in enumerate(zip(game.laws, game.discount, strict=True)):
        move = transition(law, 0, CLOSED)
        like.talks[:, i] = solved_for(float(d) * move, like.talks[:, i])
        for group in carrier.resuming:
            move = transition(law, 0, settled(len(game.parties), group[0]))
            back = move @ like.talks[:, i]
            found: dict[bytes, Floats] = {}
            for c in group:
                hazard = game.terms.settlements[c].hazard[game.terms.spot_of]
                if hazard.tobytes() not in found:
                    stays = sparse.diags_array(float(d) * (1 - hazard)) @ move
                    found[hazard.tobytes()] = solved_for(stays, float(d) * hazard * back)
                like.resumed[c, :, i] = found[hazard.tobytes()]
    return like


def solved_for(matrix: sparse.csr_array, right: Floats) -> Floats:
    """x with x = matrix x + right: by ever closer steps (van der Vorst 1992), else directly."""
    system = sparse.csr_array(sparse.eye_array(len(right)) - matrix)
    found, fails = bicgstab(system, right, x0=right, rtol=1e-13, atol=0.0, maxiter=200)
    return np.asarray(splu(sparse.csc_array(system)).solve(right) if fails else found)


def stacked_choices(made: list[Choices]) -> Choices:
    """The choices of all steps in one record."""
    return Choices(
        np.stack([one.attendance for one in made]),
        np.stack([one.offer for one in made]),
        np.stack([one.offering for one in made]),
        np.stack([one.reply for one in made]),
    )
