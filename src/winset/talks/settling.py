"""What a signature is worth: the terms while they last, and what follows.

For a package of kind c signed at step t in state s,

    A_i(t, p, s) = own_i(t, p, spot(s)) + follow_i(t, c, s),

where `own` depends on the package and nothing that is still to be negotiated, and `follow` on the
kind of settlement alone. With hazard h, settled law E and value kappa after a breakdown

    U = (1 - d) u + d [(1 - h) E U' + h E kappa'].

A number kappa goes into `own`; talks that resume (kappa = V at the next step) go into `follow`.
With a second rule that approves with chance r after D steps, A is the D-step expectation, flows
being paid, of r U + (1 - r) W, W the value after a failure.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import splu

from winset._typing import Floats, Ints
from winset.talks.game import Game, Settlement
from winset.talks.law import Law, settles_at, transition
from winset.talks.outcomes import awaiting, settled


@dataclass(frozen=True, slots=True)
class OwnWorth:
    """What packages are worth by their own terms.

    Attributes
    ----------
    values : shape (version, spot, party, package).
    version_at : shape (step,), the version of each step; the last one holds for ever after.
    """

    values: Floats
    version_at: Ints


def own_worth(game: Game) -> OwnWorth:
    """The part of a signature's value that no later move at the table can touch.

    Examples
    --------
    One state, u = 0.5, d = 0.9, h = 0.2, kappa = 0.1: the closed form
    [(1 - d) u + d h kappa] / [1 - d (1 - h)] = 0.068 / 0.28, see `docs/theory/talks.md`.
    """
    n, kinds = len(game.parties), len(game.terms.settlements)
    watched = [settled(n, c) for c in range(kinds)] + [awaiting(n, kinds, c) for c in range(kinds)]
    laws = game.terms.laws
    late = min(max(settles_at(law, watched) for law in laws), game.steps - 1)
    packages = game.terms.packages
    spots = game.terms.worth.shape[0]
    values = np.empty((late + 1, spots, n, len(packages.chosen)))
    starts = np.cumsum([0, *(len(levels) for levels in packages.levels)])[:-1]
    columns = packages.chosen + starts
    for c, kind in enumerate(game.terms.settlements):
        chosen = np.flatnonzero(packages.kind == c)
        for i in range(n):
            tables = _by_level(game, kind, c, i, late)
            for version, table in enumerate(tables):
                total = table[:, columns[chosen]].sum(axis=2) + table[:, -1:]
                values[version, :, i, chosen] = total.T
    version_at = np.minimum(np.arange(game.steps), late)
    return OwnWorth(values, version_at)


def _by_level(game: Game, kind: Settlement, c: int, i: int, late: int) -> list[Floats]:
    """Worth of each level, and in the last column of what follows: (spot, level + 1) per step."""
    n, kinds = len(game.parties), len(game.terms.settlements)
    law, d = game.terms.laws[i], float(game.discount[i])
    flows = (1 - d) * np.c_[game.terms.worth[:, i], np.zeros(law.states)]
    lasting = [_stationary(law, late, settled(n, c), d, kind, flows, i)]
    for step in reversed(range(late)):
        move = transition(law, step, settled(n, c))
        now = flows + d * (1 - kind.hazard)[:, None] * (move @ lasting[0])
        now[:, -1] += d * kind.hazard * (move @ _after(kind, i, law.states))
        lasting.insert(0, now)
    if kind.ratified is None:
        return lasting
    tables = [kind.ratified[:, None] * table for table in lasting]
    for _ in range(kind.delay):
        moves = [transition(law, step, awaiting(n, kinds, c)) for step in range(late + 1)]
        following = [*tables[1:], tables[-1]]
        tables = [d * (move @ table) for move, table in zip(moves, following, strict=True)]
    return tables


def _stationary(
    law: Law, step: int, outcome: int, d: float, kind: Settlement, flows: Floats, i: int
) -> Floats:
    move = transition(law, step, outcome)
    keep = sparse.diags_array(d * (1 - kind.hazard))
    system = sparse.csc_array(sparse.eye_array(law.states) - keep @ move)
    right = flows.copy()
    right[:, -1] += d * kind.hazard * (move @ _after(kind, i, law.states))
    return np.asarray(splu(system).solve(right))


def _after(kind: Settlement, i: int, spots: int) -> Floats:
    return np.zeros(spots) if kind.worth_after is None else kind.worth_after[:, i]
