"""The challenge model: actors press each other to move, round by round, until nobody gains.

Source: Bueno de Mesquita, The War Trap (1981) and European Community Decision Making (1994), in
the formulas worked out by Scholz, Calbert & Smith, Unravelling Bueno de Mesquita's group decision
model, Journal of Theoretical Politics 23 (2011); here for risk-neutral actors who take it that
without a challenge things stay as they are. An actor i then expects from challenging j

    E(i, j) = 2 d_ij (1 - 2 s_j (1 - P_ij)),

with d the distance as a share of the range, s_j the salience of j, and P_ij the share of the
weight of all who are closer to i that sides with i.
"""

from __future__ import annotations

import numpy as np

from winset._typing import Floats
from winset.consent.outcomes.issues import Issues
from winset.consent.outcomes.weights import power

ROUNDS = 10
SETTLED = 0.01  # on the scale of 0 to 100: nobody moves further than this


def challenge(issues: Issues) -> Floats:
    """The outcome once nobody can press anybody any further, shape (issue,), 0 to 100."""
    weight = power(issues)
    result = np.empty(len(issues.outcome))
    for i in range(len(result)):
        took = issues.took[i] & (weight[i] > 0)
        if not took.any():
            took = issues.took[i]
        saliences = issues.salience[i, took] / 100
        weights = np.maximum(weight[i, took], 1e-9) * np.maximum(saliences, 1e-9)
        result[i] = settled(issues.position[i, took], saliences, weights)
    return result


def settled(positions: Floats, saliences: Floats, weights: Floats) -> float:
    """The weighted median of where the actors of one issue come to stand.

    Parameters
    ----------
    positions, saliences, weights : shape (actor,); saliences 0-1, weights above 0.

    >>> settled(np.array([0.0, 100.0]), np.array([0.2, 1.0]), np.array([1.0, 9.0]))
    100.0
    """
    for _ in range(ROUNDS):
        moved = after_round(positions, saliences, weights)
        if np.abs(moved - positions).max() < SETTLED:
            break
        positions = moved
    order = np.argsort(positions, kind="stable")
    share = np.cumsum(weights[order]) / weights.sum()
    return float(positions[order][np.searchsorted(share, 0.5 - 1e-12)])


def after_round(positions: Floats, saliences: Floats, weights: Floats) -> Floats:
    """Positions after each actor took the challenge that asks least of it, shape (actor,).

    A challenged actor that expects to lose from challenging back gives in: all the way where it
    has more to lose than the challenger to win, else in proportion.
    """
    spread = np.ptp(positions)
    if spread == 0:
        return positions
    gap = positions[:, None] - positions
    closer = np.abs(positions[:, None, None] - positions) - np.abs(
        positions[None, :, None] - positions
    )  # [i, j, k]: negative where k is closer to i than to j
    for_i = np.where(closer < 0, weights, 0).sum(axis=2)
    for_j = np.where(closer > 0, weights, 0).sum(axis=2)
    sides = for_i + for_j
    wins = np.divide(for_i, sides, out=np.full(gap.shape, 0.5), where=sides > 0)
    expects = 2 * np.abs(gap) / spread * (1 - 2 * saliences * (1 - wins))
    presses = (expects > 0) & (expects.T < 0)  # i presses j
    ratio = np.divide(-expects.T, expects, out=np.ones(gap.shape), where=presses)
    asked = np.where(presses, gap * np.minimum(ratio, 1), np.inf)
    least = np.abs(asked).argmin(axis=0)
    step = asked[least, np.arange(len(positions))]
    return np.asarray(positions + np.where(np.isfinite(step), step, 0.0))
