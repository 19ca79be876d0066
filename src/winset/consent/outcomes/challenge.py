"""The challenge model: actors press each other to move, round by round, until nobody gains.

Source: Bueno de Mesquita, The War Trap (1981) and European Community Decision Making (1994), in
the formulas worked out by Scholz, Calbert & Smith, Unravelling Bueno de Mesquita's group decision
model, Journal of Theoretical Politics 23 (2011); without a challenge things stay as they are. A
risk-neutral actor i then expects from challenging j

    E(i, j) = 2 d_ij (1 - 2 s_j (1 - P_ij)),

with d the distance as a share of the range, s_j the salience of j, and P_ij the share of the
weight of all who are closer to i that sides with i. With risk see `risk`.

What was published does not settle three points, and programs that follow it differ over them; each
is a switch here (`Switches`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from winset._typing import Floats
from winset.consent.outcomes.issues import Issues
from winset.consent.outcomes.risk import daring, expected, exposure
from winset.consent.outcomes.weights import power

ROUNDS = 10
SETTLED = 1e-4  # of the range: nobody moves further than this


@dataclass(frozen=True, slots=True)
class Switches:
    """What readings of the challenge model differ over.

    Attributes
    ----------
    odds : the weight against which P counts those who side with a challenger: of all who take a
        side (`sides`), or of everybody (`everybody`), the undecided then counting against it.
    risk : whose daring enters an expectation: nobody's (`none`), the challenger's own
        (`challenger`), or that of the actor who is challenged and looks at both (`perceiver`).
    gives_in_to : of several challenges an actor takes the one that asks least of it (`least`), or
        the one whose challenger expects most (`strongest`).
    """

    odds: Literal["sides", "everybody"] = "sides"
    risk: Literal["none", "challenger", "perceiver"] = "none"
    gives_in_to: Literal["least", "strongest"] = "least"


PLAIN = Switches()


def challenge(issues: Issues, switches: Switches = PLAIN) -> Floats:
    """The outcome once nobody can press anybody any further, shape (issue,), 0 to 100."""
    weight = power(issues)
    result = np.empty(len(issues.outcome))
    for i in range(len(result)):
        took = issues.took[i] & (weight[i] > 0)
        if not took.any():
            took = issues.took[i]
        saliences = issues.salience[i, took] / 100
        weights = np.maximum(weight[i, took], 1e-9) * np.maximum(saliences, 1e-9)
        result[i] = settled(issues.position[i, took], saliences, weights, switches)
    return result


def settled(
    positions: Floats, saliences: Floats, weights: Floats, switches: Switches = PLAIN
) -> float:
    """The weighted median of where the actors of one issue come to stand.

    Parameters
    ----------
    positions, saliences, weights : shape (actor,); saliences 0-1, weights above 0.

    >>> settled(np.array([0.0, 100.0]), np.array([0.2, 1.0]), np.array([1.0, 9.0]))
    100.0
    """
    return middle(course(positions, saliences, weights, switches)[-1], weights)


def course(
    positions: Floats, saliences: Floats, weights: Floats, switches: Switches = PLAIN
) -> Floats:
    """Where the actors stand round by round, until nobody moves, shape (round, actor).

    The first row is where they begin; there are at most `ROUNDS` more.
    """
    rows = [positions]
    for _ in range(ROUNDS):
        rows.append(after_round(rows[-1], saliences, weights, switches))
        if np.abs(rows[-1] - rows[-2]).max() < SETTLED * np.ptp(positions):
            break
    return np.array(rows)


def middle(positions: Floats, weights: Floats) -> float:
    """The weighted median: the first position up to which half the weight stands."""
    order = np.argsort(positions, kind="stable")
    share = np.cumsum(weights[order]) / weights.sum()
    return float(positions[order][np.searchsorted(share, 0.5 - 1e-12)])


def after_round(
    positions: Floats, saliences: Floats, weights: Floats, switches: Switches = PLAIN
) -> Floats:
    """Positions after each actor took one of the challenges made to it, shape (actor,).

    A challenged actor that expects to lose from challenging back gives in: all the way where it
    has more to lose than the challenger to win, else in proportion.
    """
    spread = np.ptp(positions)
    if spread == 0:
        return positions
    gap = positions[:, None] - positions
    hopes, fears = expectations(positions, saliences, weights, switches)
    presses = (hopes > 0) & (fears < 0)  # i presses j
    ratio = np.divide(-fears, hopes, out=np.ones(gap.shape), where=presses)
    asked = np.where(presses, gap * np.minimum(ratio, 1), np.inf)
    least = np.abs(asked).argmin(axis=0)
    if switches.gives_in_to == "strongest":
        least = np.where(presses, hopes, -np.inf).argmax(axis=0)
    step = asked[least, np.arange(len(positions))]
    return np.asarray(positions + np.where(np.isfinite(step), step, 0.0))


def expectations(
    positions: Floats, saliences: Floats, weights: Floats, switches: Switches
) -> tuple[Floats, Floats]:
    """What i hopes for from challenging j, and what j expects from challenging i back.

    Both of shape (challenger i, challenged j), as j sees them.
    """
    share = np.abs(positions[:, None] - positions) / np.ptp(positions)
    wins = chances(positions, positions, weights, switches)
    r = np.ones(len(positions))
    if switches.risk != "none":
        r = daring(risks(positions, saliences, weights, switches))
    hopes = expected(share, wins, saliences, r[:, None])
    back = expected(share, wins, saliences, r[:, None]).T
    if switches.risk == "perceiver":
        hopes = expected(share, wins, saliences, r[None, :])
    return hopes, back


def chances(ours: Floats, theirs: Floats, weights: Floats, switches: Switches) -> Floats:
    """P that i prevails against j, shape (actor i, actor j), with i at `ours` and j at `theirs`.

    Everybody else stands at `theirs`, and sides with whoever is closer.
    """
    closer = np.abs(ours[:, None, None] - theirs) - np.abs(theirs[None, :, None] - theirs)
    for_i = np.where(closer < 0, weights, 0).sum(axis=2)
    for_j = np.where(closer > 0, weights, 0).sum(axis=2)
    sides = for_i + for_j
    if switches.odds == "everybody":
        return np.asarray(np.where(sides > 0, for_i / weights.sum(), 0.5))
    won: Floats = np.divide(for_i, sides, out=np.full(for_i.shape, 0.5), where=sides > 0)
    return won


def risks(positions: Floats, saliences: Floats, weights: Floats, switches: Switches) -> Floats:
    """R of each actor, shape (actor,): how exposed it is where it stands, see `risk.exposure`."""
    n, spread = len(positions), np.ptp(positions)
    neutral = np.ones((n, 1))
    vulnerable = np.empty((n, n))
    for i in range(n):
        others = np.arange(n) != i
        for place, spot in enumerate(positions):
            moved = positions.copy()
            moved[i] = spot
            share = np.abs(moved[:, None] - moved) / spread
            found = expected(share, chances(moved, moved, weights, switches), saliences, neutral)
            vulnerable[i, place] = found[others, i].sum()
    return exposure(vulnerable, vulnerable.diagonal())
