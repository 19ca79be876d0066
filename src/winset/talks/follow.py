"""What follows a signature: resumed talks after a breakdown, and the vote on ratification.

These parts of a signature's value depend on the value of talks themselves, so they are carried
backwards step by step beside it; they are the same for all packages of one kind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from winset._typing import Floats
from winset.talks.game import Game, Settlement
from winset.talks.law import Law, Plan, expectations, plan
from winset.talks.outcomes import awaiting, outcome_count, settled, unratified


@dataclass(frozen=True, slots=True)
class Ahead:
    """Values from the next step on.

    Attributes
    ----------
    talks : V, shape (state, party).
    resumed : for each kind, b(s) = the value of the right to resume talks once a settlement in
        force breaks down, shape (kind, state, party).
    pending : for each kind, what is not the terms' own worth of a signature whose vote is m
        steps away, shape (kind, delay + 1, state, party); kinds without a vote: zeros.
    """

    talks: Floats
    resumed: Floats
    pending: Floats


@dataclass(frozen=True, slots=True)
class Beliefs:
    """Parties that share a law are served together: their columns, the law, and its plan."""

    columns: tuple[int, ...]
    law: Law
    plan: Plan


def beliefs(game: Game) -> tuple[Beliefs, ...]:
    """The parties in groups by the law they believe in, with a plan for all outcomes."""
    groups: dict[int, list[int]] = {}
    for party, law in enumerate(game.laws):
        groups.setdefault(id(law), []).append(party)
    every = range(outcome_count(len(game.parties), len(game.terms.settlements)))
    return tuple(
        Beliefs(tuple(members), game.laws[members[0]], plan(game.laws[members[0]], every))
        for members in groups.values()
    )


def expected(groups: tuple[Beliefs, ...], step: int, values: Floats) -> list[Floats]:
    """E_i[values_i(s') | s, outcome], each party by its belief: one (state, party) per outcome."""
    if len(groups) == 1:
        return expectations(groups[0].law, groups[0].plan, step, values)
    found: list[Floats] = []
    for group in groups:
        columns = list(group.columns)
        parts = expectations(group.law, group.plan, step, values[:, columns])
        if not found:
            found = [np.empty_like(values) for _ in parts]
        for table, part in zip(found, parts, strict=True):
            table[:, columns] = part
    return found


def continuations(game: Game, groups: tuple[Beliefs, ...], step: int, talks: Floats) -> Floats:
    """W^o(t, s) = (1 - d) c(s) + d E[V(t+1, s') | s, o], shape (outcome, state, party)."""
    found = expected(groups, step, talks)
    flows = (1 - game.discount) * game.flow
    table = np.empty((len(found), *talks.shape))
    done: dict[int, int] = {}
    for outcome, part in enumerate(found):
        same = done.setdefault(id(part), outcome)
        table[outcome] = table[same] if same != outcome else flows + game.discount * part
    return table


def has_follow(game: Game) -> bool:
    """Whether any settlement leads back to the table, so that `follow` is not zero."""
    return any(
        kind.ratified is not None or (kind.worth_after is None and bool(kind.hazard.any()))
        for kind in game.terms.settlements
    )


def no_follow(game: Game, talks: Floats) -> Ahead:
    """The start of the recursion: nothing is in force and nothing is pending."""
    kinds = len(game.terms.settlements)
    most = max((kind.delay for kind in game.terms.settlements), default=0)
    states, n = talks.shape
    nothing = np.zeros((kinds, states, n))
    return Ahead(talks, nothing, np.zeros((kinds, most + 1, states, n)))


def step_back(
    game: Game, groups: tuple[Beliefs, ...], step: int, ahead: Ahead, after: Floats
) -> tuple[Ahead, Floats]:
    """What follows a signature in this step, from what lies ahead of it.

    Parameters
    ----------
    ahead : values at step + 1.
    after : shape (outcome, state, party), continuations of this step.

    Returns
    -------
    The same one step earlier (its `talks` still those ahead), and `follow`, shape
    (kind, state, party).
    """
    resumed, pending = np.zeros_like(ahead.resumed), np.zeros_like(ahead.pending)
    follow = np.zeros_like(ahead.resumed)
    for c, kind in enumerate(game.terms.settlements):
        resumed[c] = _resumed(game, groups, step, ahead, kind, c)
        if kind.ratified is None:
            follow[c] = resumed[c]
            continue
        pending[c] = _pending(game, groups, step, ahead, after, resumed[c], c)
        follow[c] = pending[c, kind.delay]
    return replace(ahead, resumed=resumed, pending=pending), follow


def _resumed(
    game: Game,
    groups: tuple[Beliefs, ...],
    step: int,
    ahead: Ahead,
    kind: Settlement,
    c: int,
) -> Floats:
    """b = d E[(1 - h) b' + h V'] under the settled law; h as the state now is."""
    if kind.worth_after is not None:
        return np.zeros_like(ahead.talks)
    hazard = kind.hazard[game.terms.spot_of][:, None]
    outcome = settled(len(game.parties), c)
    stay = _one(groups, step, ahead.resumed[c], outcome)
    back = _one(groups, step, ahead.talks, outcome)
    return np.asarray(game.discount * ((1 - hazard) * stay + hazard * back))


def _pending(
    game: Game,
    groups: tuple[Beliefs, ...],
    step: int,
    ahead: Ahead,
    after: Floats,
    resumed: Floats,
    c: int,
) -> Floats:
    n, kinds = len(game.parties), len(game.terms.settlements)
    kind = game.terms.settlements[c]
    assert kind.ratified is not None
    yes = kind.ratified[game.terms.spot_of][:, None]
    pending = np.zeros_like(ahead.pending[c])
    pending[0] = yes * resumed + (1 - yes) * after[unratified(n, kinds, c)]
    flows = (1 - game.discount) * game.flow
    for m in range(1, kind.delay + 1):
        later = _one(groups, step, ahead.pending[c, m - 1], awaiting(n, kinds, c))
        pending[m] = flows + game.discount * later
    return np.asarray(pending)


def _one(groups: tuple[Beliefs, ...], step: int, values: Floats, outcome: int) -> Floats:
    table = np.empty_like(values)
    for group in groups:
        columns = list(group.columns)
        wanted = plan(group.law, [outcome])
        table[:, columns] = expectations(group.law, wanted, step, values[:, columns])[0]
    return table
