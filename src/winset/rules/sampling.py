"""Estimating power by sampling, for compound games too large to be counted; with standard errors.

Absolute Banzhaf indices are chances to be decisive when all others are for or against with even
chances, Shapley-Shubik indices are chances to be pivotal in a random order (Owen 1975; Castro,
Gomez & Tejada 2009). Both are estimated as plain frequencies.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.rules.formula import Formula, combined, quotas_of
from winset.rules.game import Game

DRAWS = 100_000
BATCH = 10_000  # draws held in memory at once


@dataclass(frozen=True, slots=True)
class Estimates:
    """Power estimated from random coalitions and random orders.

    Attributes
    ----------
    names : the players.
    draws : random coalitions, and as many random orders.
    winning : chance that a random coalition wins.
    decisive : shape (player), chance to be decisive: the absolute Banzhaf index.
    pivotal : shape (player), chance to be pivotal: the Shapley-Shubik index.
    winning_error, decisive_error, pivotal_error : their standard errors.
    """

    names: tuple[str, ...]
    draws: int
    winning: float
    decisive: Floats
    pivotal: Floats
    winning_error: float
    decisive_error: Floats
    pivotal_error: Floats


def estimate(game: Game, generator: np.random.Generator, draws: int = DRAWS) -> Estimates:
    """The power of each player, estimated from `draws` random coalitions and random orders.

    Under unanimity of two each is decisive if the other is for, and comes second half the time:

    >>> from winset.rules.formula import Quota
    >>> from winset.streams import stream
    >>> both = estimate(Game(("a", "b"), Quota((1, 1), 2)), stream(1, "power"), draws=10_000)
    >>> bool(abs(both.decisive - 0.5).max() < 0.03 and abs(both.pivotal - 0.5).max() < 0.03)
    True
    """
    players = len(game.names)
    won, decisive = 0, np.zeros(players, dtype=np.int64)
    pivotal = np.zeros(players, dtype=np.int64)
    for begin in range(0, draws, BATCH):
        size = min(BATCH, draws - begin)
        inside = generator.random((size, players)) < 0.5
        wins, swings = decisive_in(game.formula, inside)
        won, decisive = won + int(wins.sum()), decisive + swings.sum(axis=0)
        orders = generator.permuted(np.tile(np.arange(players), (size, 1)), axis=1)
        pivotal += np.bincount(pivots(game.formula, orders), minlength=players)
    shares = (np.array([won]) / draws, decisive / draws, pivotal / draws)
    errors = [standard_error(share, draws) for share in shares]
    return Estimates(
        game.names, draws, float(shares[0][0]), *shares[1:], float(errors[0][0]), *errors[1:]
    )


def decisive_in(formula: Formula, inside: Bools) -> tuple[Bools, Bools]:
    """Which coalitions win, and who in each is decisive.

    Parameters
    ----------
    inside : shape (draw, player).

    Returns
    -------
    wins : shape (draw).
    decisive : shape (draw, player): whether the outcome changes with this player.
    """
    quotas = quotas_of(formula)
    weights = np.array([quota.weights for quota in quotas], dtype=np.int64)
    sums = inside.astype(np.int64) @ weights.T
    wins = combined(formula, {q: sums[:, j] >= q.quota for j, q in enumerate(quotas)})
    flips = np.where(inside, -1, 1)
    decisive = np.empty_like(inside)
    for player in range(inside.shape[1]):
        changed = sums + flips[:, player, None] * weights[:, player]
        met = {q: changed[:, j] >= q.quota for j, q in enumerate(quotas)}
        decisive[:, player] = combined(formula, met) != wins
    return wins, decisive


def pivots(formula: Formula, orders: Ints) -> Ints:
    """Who turns the growing coalition into a winning one in each order.

    Parameters
    ----------
    orders : shape (draw, player), each row an order of the players.

    >>> from winset.rules.formula import Quota
    >>> pivots(Quota((3, 2, 1), 4), np.array([[0, 1, 2], [2, 1, 0]]))
    array([1, 0])
    """
    met = {
        quota: np.cumsum(np.array(quota.weights, dtype=np.int64)[orders], axis=1) >= quota.quota
        for quota in quotas_of(formula)
    }
    turning = combined(formula, met).argmax(axis=1)
    result: Ints = orders[np.arange(len(orders)), turning]
    return result


def standard_error(share: Floats, draws: int) -> Floats:
    """The standard error of a frequency, never nothing: half an event is added to each side.

    >>> standard_error(np.array([0.5]), 9_999).round(3)
    array([0.005])
    """
    near = (share * draws + 0.5) / (draws + 1)
    return np.asarray(np.sqrt(near * (1 - near) / draws))
