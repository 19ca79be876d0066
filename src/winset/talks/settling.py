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

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numba import njit
from scipy import sparse
from scipy.sparse.linalg import splu

from winset._typing import Floats, Ints
from winset.talks.game import Game, Settlement
from winset.talks.law import Law, settles_at, transition
from winset.talks.outcomes import awaiting, settled

Moves = Callable[[Law, int, int], sparse.csr_array]


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
    moves = _moves_once()
    for c, kind in enumerate(game.terms.settlements):
        chosen = np.flatnonzero(packages.kind == c)
        for i in range(n):
            for version, table in enumerate(_by_level(game, kind, c, i, late, moves)):
                _sums(np.ascontiguousarray(table), columns, chosen, values[version, :, i])
    version_at = np.minimum(np.arange(game.steps), late)
    return OwnWorth(values, version_at)


@njit(cache=True, nogil=True)
def _sums(
    table: Floats, columns: Ints, chosen: Ints, values: Floats
) -> None:  # pragma: no cover - compiled
    """Fill in what some packages are worth at each spot: their levels' worth, and what follows."""
    for spot in range(len(table)):
        for package in chosen:
            total = 0.0
            for issue in range(columns.shape[1]):
                total += table[spot, columns[package, issue]]
            values[spot, package] = total + table[spot, -1]


def _moves_once() -> Moves:
    """Transitions, each formed once: kinds and parties that the world moves alike share them."""
    known: dict[tuple[int, ...], sparse.csr_array] = {}

    def move(law: Law, step: int, outcome: int) -> sparse.csr_array:
        key = (id(law), step, *(int(stage.answer_of[outcome]) for stage in law.stages))
        if key not in known:
            known[key] = transition(law, step, outcome)
        return known[key]

    return move


def _by_level(game: Game, kind: Settlement, c: int, i: int, late: int, move: Moves) -> list[Floats]:
    """Worth of each level, and in the last column of what follows: (spot, level + 1) per step."""
    n, kinds = len(game.parties), len(game.terms.settlements)
    law, d = game.terms.laws[i], float(game.discount[i])
    flows = (1 - d) * np.c_[game.terms.worth[:, i], np.zeros(law.states)]
    lasting = [_stationary(move(law, late, settled(n, c)), d, kind, flows, i)]
    for step in reversed(range(late)):
        moved = move(law, step, settled(n, c))
        now = flows + d * (1 - kind.hazard)[:, None] * (moved @ lasting[0])
        now[:, -1] += d * kind.hazard * (moved @ _after(kind, i, law.states))
        lasting.insert(0, now)
    if kind.ratified is None:
        return lasting
    tables = [kind.ratified[:, None] * table for table in lasting]
    for _ in range(kind.delay):
        moves = [move(law, step, awaiting(n, kinds, c)) for step in range(late + 1)]
        following = [*tables[1:], tables[-1]]
        tables = [d * (each @ table) for each, table in zip(moves, following, strict=True)]
    return tables


def _stationary(
    move: sparse.csr_array, d: float, kind: Settlement, flows: Floats, i: int
) -> Floats:
    keep = sparse.diags_array(d * (1 - kind.hazard))
    system = sparse.csc_array(sparse.eye_array(len(flows)) - keep @ move)
    right = flows.copy()
    right[:, -1] += d * kind.hazard * (move @ _after(kind, i, len(flows)))
    return np.asarray(splu(system).solve(right))


def _after(kind: Settlement, i: int, spots: int) -> Floats:
    return np.zeros(spots) if kind.worth_after is None else kind.worth_after[:, i]
