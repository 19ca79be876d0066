"""What follows a signature: resumed talks after a breakdown, and the vote on ratification.

These parts of a signature's value depend on the value of talks themselves, so they are carried
backwards step by step beside it; they are the same for all packages of one kind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from winset._typing import Floats
from winset.talks.game import Game
from winset.talks.outcomes import awaiting, settled, unratified
from winset.talks.outlook import After, Outlook, continuation, expected_after, flows


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
    game: Game, outlook: Outlook, step: int, ahead: Ahead, after: After
) -> tuple[Ahead, Floats]:
    """What follows a signature in this step, from what lies ahead of it.

    Parameters
    ----------
    ahead : values at step + 1.
    after : what may follow this step, from its outcomes.

    Returns
    -------
    The same one step earlier (its `talks` still those ahead), and `follow`, shape
    (kind, state, party).
    """
    resumed, pending = np.zeros_like(ahead.resumed), np.zeros_like(ahead.pending)
    follow = np.zeros_like(ahead.resumed)
    for c, kind in enumerate(game.terms.settlements):
        resumed[c] = _resumed(game, outlook, step, ahead, after, c)
        if kind.ratified is None:
            follow[c] = resumed[c]
            continue
        pending[c] = _pending(game, outlook, step, ahead, after, resumed[c], c)
        follow[c] = pending[c, kind.delay]
    return replace(ahead, resumed=resumed, pending=pending), follow


def _resumed(
    game: Game,
    outlook: Outlook,
    step: int,
    ahead: Ahead,
    after: After,
    c: int,
) -> Floats:
    """b = d E[(1 - h) b' + h V'] under the settled law; h as the state now is."""
    kind = game.terms.settlements[c]
    if kind.worth_after is not None:
        return np.zeros_like(ahead.talks)
    hazard = kind.hazard[game.terms.spot_of][:, None]
    outcome = settled(len(game.parties), c)
    stay = expected_after(outlook, step, ahead.resumed[c], outcome)
    back = after.expected[after.table_of[outcome]]
    return np.asarray(game.discount * ((1 - hazard) * stay + hazard * back))


def _pending(
    game: Game,
    outlook: Outlook,
    step: int,
    ahead: Ahead,
    after: After,
    resumed: Floats,
    c: int,
) -> Floats:
    n, kinds = len(game.parties), len(game.terms.settlements)
    kind = game.terms.settlements[c]
    assert kind.ratified is not None
    yes = kind.ratified[game.terms.spot_of][:, None]
    pending = np.zeros_like(ahead.pending[c])
    failed = unratified(n, kinds, c)
    pending[0] = yes * resumed + (1 - yes) * continuation(game, after, failed)
    for m in range(1, kind.delay + 1):
        later = expected_after(outlook, step, ahead.pending[c, m - 1], awaiting(n, kinds, c))
        pending[m] = flows(game) + game.discount * later
    return np.asarray(pending)
