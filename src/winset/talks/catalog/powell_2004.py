"""Powell 2004: a power shift that outruns the surplus of peace brings war, all being known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from winset.published import PublishedCase
from winset.talks.catalog.pie import pie_game
from winset.talks.forward import agreed_by, propagate
from winset.talks.game import Game
from winset.talks.outcomes import outcome_count, settled
from winset.talks.solve import solve

PEACE_NOW, PEACE_LATER, WAR_NOW, WAR_LATER = range(4)
COST, PATIENCE, STEPS, SLICES = 0.1, 0.8, 30, 400


def cases() -> tuple[PublishedCase, ...]:
    """A rising party, with a bargain that lasts no longer than a step."""
    return (
        PublishedCase(
            path="powell-2004/power-shift",
            citation="R. Powell, The inefficient use of power: costly conflict with complete "
            "information, American Political Science Review 98 (2004)",
            shows="Who declines fights now where no promise of the other's can be kept later.",
            rebuilt="war iff (1 - d) + d M(later) < M(now), M what the declining party has by war",
            expected={"small_shift": 1.0, "large_shift": 0.0, "no_shift": 1.0},
            replay=_peace,
        ),
    )


def rising_power(now: float, later: float, cost: float, d: float, slices: int = SLICES) -> Game:
    """The first party rises from winning `now` to winning `later` of the pie; bargains last a step.

    A rejected offer means war: it lasts, and gives each its chance of winning less the cost. In
    every step the rising party proposes how to share that step's pie. Thirty steps, then war.
    """
    peace, war = np.zeros((4, 4)), np.zeros((4, 4))
    peace[[PEACE_NOW, PEACE_LATER], PEACE_LATER] = 1
    war[PEACE_NOW, WAR_NOW] = war[PEACE_LATER, WAR_LATER] = 1
    for matrix in (peace, war):
        matrix[WAR_NOW, WAR_NOW] = matrix[WAR_LATER, WAR_LATER] = 1
    answers = np.ones(outcome_count(2, 1), dtype=np.int64)
    answers[settled(2, 0)] = 0
    chances = np.array([now, later, now, later])
    flow = np.stack([chances - cost, 1 - chances - cost], axis=1)
    game = pie_game(
        slices,
        [d, d],
        np.stack([peace, war]),
        answers,
        np.tile([1.0, 0.0], (4, 1)),
        steps=STEPS,
        lasts=False,
        flow=flow,
        tail="end",
        end=flow.copy(),
    )
    barred = game.terms.barred.copy()
    barred[[WAR_NOW, WAR_LATER]] = True
    return replace(game, terms=replace(game.terms, barred=barred))


def _peace() -> Mapping[str, ArrayLike]:
    """The chance of a bargain in the first step: 0.2 + 0.8 M(later) against M(now) = 0.4."""
    later = {"small_shift": 0.6, "large_shift": 0.85, "no_shift": 0.5}
    found = {}
    for name, strength in later.items():
        solution = solve(rising_power(0.5, strength, COST, PATIENCE))
        found[name] = agreed_by(propagate(solution, np.eye(4)[PEACE_NOW]))[0]
    return found
