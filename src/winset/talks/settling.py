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

from winset._compiled import compiled
from winset._typing import Floats, Ints
from winset.talks.game import Game, Settlement
from winset.talks.law import settles_at, transition
from winset.talks.outcomes import awaiting, settled

Moves = dict[tuple[int, ...], sparse.csr_array]


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
    moves: Moves = {}
    for i in range(n):
        worth = _Lasting(game, i, late, moves)
        for c, kind in enumerate(game.terms.settlements):
            chosen = np.flatnonzero(packages.kind == c)
            for version, table in enumerate(worth.by_level(kind, c)):
                _add_up(table, columns, chosen, values[version, :, i])
    version_at = np.minimum(np.arange(game.steps), late)
    return OwnWorth(values, version_at)


@compiled
def _add_up(
    table: Floats, columns: Ints, chosen: Ints, values: Floats
) -> None:  # pragma: no cover - compiled
    """Packages' worth, (spot, package), out of that of their levels and of what follows.

    Many spots are like the one before them, and take over its sums.
    """
    for spot in range(len(table)):
        alike = spot > 0
        for level in range(table.shape[1] if alike else 0):
            alike &= table[spot, level] == table[spot - 1, level]
        for p in chosen:
            if alike:
                values[spot, p] = values[spot - 1, p]
                continue
            total = table[spot, -1]
            for issue in range(columns.shape[1]):
                total += table[spot, columns[p, issue]]
            values[spot, p] = total


class _Lasting:
    """One party's worth of levels while settlements last; kinds that last alike share it."""

    def __init__(self, game: Game, i: int, late: int, moves: Moves) -> None:
        self.game, self.i, self.late, self.moves = game, i, late, moves
        self.law, self.d = game.terms.laws[i], float(game.discount[i])
        after = np.zeros(self.law.states)
        self.flows = (1 - self.d) * np.c_[game.terms.worth[:, i], after]
        self.lasting: dict[tuple[object, ...], list[Floats]] = {}

    def by_level(self, kind: Settlement, c: int) -> list[Floats]:
        """Worth of each level, and last of what follows: (spot, level + 1) per step."""
        n, kinds = len(self.game.parties), len(self.game.terms.settlements)
        lasting = self.while_it_lasts(kind, settled(n, c))
        if kind.ratified is None:
            return lasting
        tables = [kind.ratified[:, None] * table for table in lasting]
        for _ in range(kind.delay):
            moves = [self.move(step, awaiting(n, kinds, c)) for step in range(self.late + 1)]
            following = [*tables[1:], tables[-1]]
            tables = [self.d * (move @ t) for move, t in zip(moves, following, strict=True)]
        return tables

    def while_it_lasts(self, kind: Settlement, outcome: int) -> list[Floats]:
        """The same for a settlement that is in force."""
        ends = None if kind.worth_after is None else kind.worth_after[:, self.i].tobytes()
        key = (self.answers(outcome), kind.hazard.tobytes(), ends)
        if key not in self.lasting:
            late = self.move(self.late, outcome)
            found = [_stationary(late, self.d, kind, self.flows, self.i)]
            for step in reversed(range(self.late)):
                move = self.move(step, outcome)
                now = self.flows + self.d * (1 - kind.hazard)[:, None] * (move @ found[0])
                now[:, -1] += self.d * kind.hazard * (move @ _after(kind, self.i, len(now)))
                found.insert(0, now)
            self.lasting[key] = found
        return self.lasting[key]

    def move(self, step: int, outcome: int) -> sparse.csr_array:
        """How spots move after an outcome; parties of one belief share it."""
        key = (id(self.law), step, *self.answers(outcome))
        if key not in self.moves:
            self.moves[key] = transition(self.law, step, outcome)
        return self.moves[key]

    def answers(self, outcome: int) -> tuple[int, ...]:
        """What tells an outcome from others."""
        return tuple(int(stage.answer_of[outcome]) for stage in self.law.stages)


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
