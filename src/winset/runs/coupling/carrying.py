"""What follows a signature, carried one month back for all kinds of settlement at once.

The same as the talks' own step (`winset.talks.follow.step_back`), for many kinds and long waits
before ratification: all that moves by the same law is moved together, as columns of one table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from winset._typing import Floats
from winset.talks.follow import Ahead
from winset.talks.game import Game
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
from winset.talks.outlook import After, Outlook, continuation, flows, outlook_of


@dataclass(frozen=True, slots=True)
class Carrier:
    """What is carried together.

    Attributes
    ----------
    resuming : kinds after which talks resume, in groups that the world moves alike.
    pending : kinds that wait for ratification, in such groups.
    """

    resuming: tuple[tuple[int, ...], ...]
    pending: tuple[tuple[int, ...], ...]


def carrier_of(game: Game) -> Carrier:
    """What the kinds of settlement of a game have to carry."""
    n, kinds = len(game.parties), game.terms.settlements
    resuming = [c for c, k in enumerate(kinds) if k.worth_after is None and k.hazard.any()]
    waiting = [c for c, k in enumerate(kinds) if k.ratified is not None]
    return Carrier(
        alike(game, resuming, [settled(n, c) for c in resuming]),
        alike(game, waiting, [awaiting(n, len(kinds), c) for c in waiting]),
    )


def alike(game: Game, kinds: Sequence[int], outcomes: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Kinds in groups after whose outcomes every believed law moves alike."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for kind, outcome in zip(kinds, outcomes, strict=True):
        answers = tuple(int(stage.answer_of[outcome]) for law in game.laws for stage in law.stages)
        groups.setdefault(answers, []).append(kind)
    return tuple(tuple(members) for members in groups.values())


def carry_back(
    game: Game, outlook: Outlook, carrier: Carrier, step: int, ahead: Ahead, after: After
) -> tuple[Ahead, Floats]:
    """What follows a signature in a step, from what lies ahead of it.

    Returns
    -------
    The same one step earlier (its `talks` still those ahead), and what follows a signature, shape
    (kind, state, party).
    """
    n, kinds = len(game.parties), game.terms.settlements
    resumed, pending = np.zeros_like(ahead.resumed), np.zeros_like(ahead.pending)
    for group in carrier.resuming:
        outcome = settled(n, group[0])
        stays = moved(outlook, step, outcome, ahead.resumed[list(group)])
        back = after.expected[after.table_of[outcome]]
        for place, c in enumerate(group):
            hazard = kinds[c].hazard[game.terms.spot_of][:, None]
            resumed[c] = game.discount * ((1 - hazard) * stays[place] + hazard * back)
    follow = resumed.copy()
    for group in carrier.pending:
        wait_back(game, outlook, step, group, ahead, after, resumed, pending)
        for c in group:
            follow[c] = pending[c, kinds[c].delay]
    return replace(ahead, resumed=resumed, pending=pending), follow


def wait_back(
    game: Game,
    outlook: Outlook,
    step: int,
    group: Sequence[int],
    ahead: Ahead,
    after: After,
    resumed: Floats,
    pending: Floats,
) -> None:
    """Fill in what pending signatures of some kinds are worth, by months until their vote."""
    n, kinds, paid = len(game.parties), game.terms.settlements, flows(game)
    for c in group:
        pending[c, 0] = at_the_vote(game, c, after, resumed[c])
    most = max(kinds[c].delay for c in group)
    if most == 0:
        return
    columns = ahead.pending[list(group), :most]
    outcome = awaiting(n, len(kinds), group[0])
    later = moved(outlook, step, outcome, columns.reshape(-1, *columns.shape[2:]))
    shaped = later.reshape(columns.shape)
    for place, c in enumerate(group):
        for m in range(1, kinds[c].delay + 1):
            pending[c, m] = paid + game.discount * shaped[place, m - 1]


def at_the_vote(game: Game, c: int, after: After, resumed: Floats) -> Floats:
    """What a pending signature is worth when its vote falls, its own terms apart."""
    kinds = game.terms.settlements
    yes = kinds[c].ratified
    assert yes is not None
    approved = yes[game.terms.spot_of][:, None]
    failed = continuation(game, after, unratified(len(game.parties), len(kinds), c))
    return np.asarray(approved * resumed + (1 - approved) * failed)


def moved(outlook: Outlook, step: int, outcome: int, values: Floats) -> Floats:
    """E_i[values_i(next state) | state, outcome] for many tables at once: (table, state, party)."""
    result = np.empty_like(values)
    for group in outlook.groups:
        columns = list(group.columns)
        flat = np.moveaxis(values[:, :, columns], 1, 0)
        wanted = plan(group.law, [outcome])
        table = expectations(group.law, wanted, step, flat.reshape(len(flat), -1))[0]
        result[:, :, columns] = np.moveaxis(table.reshape(flat.shape), 0, 1)
    return result


def playing(game: Game) -> list[int]:
    """The outcomes after which a month of talks looks ahead to the value of talks."""
    n = len(game.parties)
    found = [CLOSED] if game.closed.any() else []
    found += [refused(i) for i in range(n)]
    found += [stalled(n, i) for i in range(n)] + [rejected(n, i) for i in range(n)]
    return [*found, *after_signing(game)]


def after_signing(game: Game) -> list[int]:
    """The outcomes after a signature from which the table opens again."""
    n, kinds, carrier = len(game.parties), len(game.terms.settlements), carrier_of(game)
    back = [settled(n, c) for group in carrier.resuming for c in group]
    return [*back, *(unratified(n, kinds, c) for group in carrier.pending for c in group)]


def outlook_on(game: Game, outcomes: Sequence[int]) -> Outlook:
    """How the parties look ahead where only some outcomes matter: fewer tables to form."""
    every = outlook_of(game)
    groups = tuple(replace(group, plan=plan(group.law, outcomes)) for group in every.groups)
    found: dict[tuple[int, ...], int] = {}
    table_of = np.zeros_like(every.table_of)
    for number, outcome in enumerate(outcomes):
        source = tuple(group.plan.table_of[number] for group in groups)
        table_of[outcome] = found.setdefault(source, len(found))
    return Outlook(groups, tuple(found), table_of)
