"""Why a party does what it does: what it compares, by how much, and what would change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats
from winset.talks.outcomes import refused, rejected, stalled
from winset.talks.outlook import After, continuation, look_ahead, outlook_of
from winset.talks.solution import Solution
from winset.talks.step import ATTEND, LEAVE, REFUSE


@dataclass(frozen=True, slots=True)
class AttendanceValues:
    """What attending, refusing and leaving are worth to each party when it is its turn.

    Attributes
    ----------
    attend, refuse, leave : shape (state, party); leave is -inf where nobody may.
    table : shape (state, party), value once all are at the table.
    """

    attend: Floats
    refuse: Floats
    leave: Floats
    table: Floats


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison that binds a party in one state.

    Attributes
    ----------
    party : its number.
    options : the options and their values, best first.
    margin : how much the best is ahead of the next, on the 0-1 scale.
    """

    party: int
    options: tuple[tuple[str, float], ...]
    margin: float


def attendance_values(solution: Solution, step: int) -> AttendanceValues:
    """The comparison that every party makes before the table, in every state."""
    game = solution.game
    after = look_ahead(outlook_of(game), step, solution.values[step + 1])
    table = _table_values(solution, step, after)
    attend, refuse = np.empty_like(table), np.empty_like(table)
    leave = np.full_like(table, -np.inf)
    worth = table
    for i in reversed([int(party) for party in game.order]):
        no = continuation(game, after, refused(i))
        attend[:, i], refuse[:, i] = worth[:, i], no[:, i]
        chances = solution.choices.attendance[step, :, i, :, None]
        free = chances[:, ATTEND] * worth + chances[:, REFUSE] * no
        if game.exits is not None:
            leave[:, i] = game.exits[:, i, i]
            free = free + chances[:, LEAVE] * game.exits[:, i]
        bound = game.declared[step, :, i, None]
        worth = bound * no + (1 - bound) * free
    return AttendanceValues(attend, refuse, leave, table)


def proposal_values(solution: Solution, step: int) -> tuple[Floats, Floats]:
    """What its best offer and what stalling are worth to each party that has the initiative.

    Returns
    -------
    Both of shape (state, party); an offer is nan where none can be made, stalling -inf where a
    party may not.
    """
    game = solution.game
    after = look_ahead(outlook_of(game), step, solution.values[step + 1])
    offer, stall = np.full_like(game.flow, np.nan), np.full_like(game.flow, -np.inf)
    for k in range(len(game.parties)):
        made = solution.choices.offer[step, :, k] >= 0
        offer[:, k] = np.where(made, _offer_values(solution, step, after, k)[:, k], np.nan)
        if game.may_stall[k]:
            stall[:, k] = continuation(game, after, stalled(len(game.parties), k))[:, k]
    return offer, stall


def comparisons(solution: Solution, step: int, state: int) -> tuple[Comparison, ...]:
    """What binds each party in a state: attend, refuse or leave; with the turn, offer or stall."""
    game = solution.game
    n = len(game.parties)
    values = attendance_values(solution, step)
    made, idle = proposal_values(solution, step)
    found = []
    for i in range(n):
        options = {"attend": float(values.attend[state, i])}
        if game.may_refuse[i]:
            options["refuse"] = float(values.refuse[state, i])
        if game.exits is not None:
            options["leave"] = float(values.leave[state, i])
        found.append(_comparison(i, options))
        offer, stall = float(made[state, i]), float(idle[state, i])
        if np.isfinite([offer, stall]).all():
            found.append(_comparison(i, {"offer": offer, "stall": stall}))
    return tuple(found)


def moves_most(
    values: Floats, shape: Sequence[int], state: int
) -> tuple[tuple[int, int, float], ...]:
    """How a quantity changes when one variable moves by one level, largest change first.

    Parameters
    ----------
    values : shape (state,), such as `attend - refuse` of a party.
    shape : levels of each variable; states are numbered in C order.

    Returns
    -------
    Triples (variable, level moved to, change).

    >>> moves_most(np.array([0.0, 0.1, 0.5, 0.6]), (2, 2), 0)
    ((0, 1, 0.5), (1, 1, 0.1))
    """
    grid = values.reshape(tuple(shape))
    here = tuple(int(spot) for spot in np.unravel_index(state, tuple(shape)))
    found = []
    for variable, level in enumerate(here):
        for to in (level - 1, level + 1):
            if 0 <= to < shape[variable]:
                there = (*here[:variable], to, *here[variable + 1 :])
                found.append((variable, to, float(grid[there] - grid[here])))
    return tuple(sorted(found, key=lambda move: -abs(move[2])))


def _comparison(party: int, options: dict[str, float]) -> Comparison:
    ranked = tuple(sorted(options.items(), key=lambda item: -item[1]))
    margin = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else float("inf")
    return Comparison(party, ranked, margin)


def _offer_values(solution: Solution, step: int, after: After, k: int) -> Floats:
    """Expected value of k's offer to each party, shape (state, party)."""
    game, choices = solution.game, solution.choices
    states, n = np.arange(len(game.flow)), len(game.parties)
    offer = choices.offer[step, :, k]
    own = solution.own.values[solution.own.version_at[step]]
    kind = game.terms.packages.kind[offer]
    signing = own[game.terms.spot_of, :, offer] + solution.follow[step, kind, states]
    reply = choices.reply[step, :, k]
    value = reply[:, 0, None] * signing
    for j in range(n):
        value = value + reply[:, 1 + j, None] * continuation(game, after, rejected(n, j))
    return np.asarray(value)


def _table_values(solution: Solution, step: int, after: After) -> Floats:
    game, choices = solution.game, solution.choices
    worth = np.zeros_like(game.flow)
    for k in range(len(game.parties)):
        offering = choices.offering[step, :, k, None]
        stall = continuation(game, after, stalled(len(game.parties), k))
        part = offering * _offer_values(solution, step, after, k) + (1 - offering) * stall
        worth += game.recognition[:, :, k].T * part
    return worth
