"""Which of several proposals prevails if each pair would be fought out: probabilistic elections.

From the strength c_ij of the coalition for i against j follows the chance that i beats j; from the
chances of all pairs that of each proposal, by one of three readings:

    conditional   i beats every other, given that one does;
    uniform       a favourite is challenged by any proposal with the same chance, and replaced if
                  it loses; the long run of that;
    incentive     the same, challengers coming in proportion to c_ij P(i > j).

Source: the probabilistic Condorcet elections of KTAB (KAPSARC), rebuilt from their definitions.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from winset._typing import Floats

Victory = Literal["linear", "square"]
Election = Literal["conditional", "uniform", "incentive"]


def victory_chances(strength: Floats, model: Victory = "square") -> Floats:
    """P(i beats j), shape (proposal, proposal), from coalition strengths c_ij; itself: one half.

    >>> victory_chances(np.array([[0.0, 3.0], [1.0, 0.0]]), "linear").tolist()
    [[0.5, 0.75], [0.25, 0.5]]
    """
    power = strength if model == "linear" else strength**2
    total = power + power.T
    chances: Floats = np.divide(power, total, out=np.full_like(power, 0.5), where=total > 0)
    np.fill_diagonal(chances, 0.5)
    return chances


def election(strength: Floats, kind: Election = "conditional", model: Victory = "square") -> Floats:
    """The chance that each proposal prevails, shape (proposal,).

    Parameters
    ----------
    strength : shape (proposal, proposal), 0 or more: support for the row against the column; the
        diagonal does not count.

    Notes
    -----
    A favourite that nobody would challenge stays. Where the challenges leave several such
    favourites, the uniform start decides between them.

    >>> election(np.array([[0.0, 3.0], [1.0, 0.0]]), "uniform", "linear").round(12).tolist()
    [0.75, 0.25]
    """
    wins = victory_chances(strength, model)
    if kind == "conditional":
        beats = np.where(np.eye(len(wins), dtype=np.bool_), 1.0, wins).prod(axis=1)
        return np.asarray(beats / beats.sum())
    others = ~np.eye(len(wins), dtype=np.bool_)
    weight = np.where(others, strength * wins, 0.0) if kind == "incentive" else np.ones_like(wins)
    total = weight.sum(axis=0)
    challenge = np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)
    moves = np.where(others, challenge * wins, 0.0).T
    moves[~others] = 1 - moves.sum(axis=1)
    return _long_run(moves)


def _long_run(moves: Floats) -> Floats:
    """Where a chain that starts evenly ends up; halving each step keeps it from cycling."""
    lazy = (moves + np.eye(len(moves))) / 2
    for _ in range(64):
        squared = lazy @ lazy
        lazy = squared / squared.sum(axis=1, keepdims=True)
    return np.asarray(lazy.mean(axis=0))
