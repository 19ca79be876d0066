"""When talks are held for the first time: the chances of those that have not been held yet."""

from __future__ import annotations

import numpy as np

from winset._typing import Floats
from winset.talks.law import plan, pushed
from winset.talks.outcomes import CLOSED, refused
from winset.talks.solution import Solution
from winset.talks.step import ATTEND, REFUSE


def held_by(solution: Solution, start: Floats) -> Floats:
    """P(all have attended in some step up to each), shape (step,).

    No agreement comes before a first session, so what has not met yet is moved on by refusals and
    by the calendar alone; what somebody has left for good never meets.

    Parameters
    ----------
    start : shape (state,), chance of each state at step 0; sums to one.
    """
    game = solution.game
    everything, unmet, met = float(start.sum()), start, 0.0
    found = np.zeros(game.steps)
    for step in range(game.steps):
        masses, attended = attendance(solution, step, unmet)
        met += attended
        found[step] = met
        outcomes = tuple(sorted(masses))
        columns = [masses[outcome][:, None] for outcome in outcomes]
        unmet = pushed(game.truth, plan(game.truth, outcomes), step, columns)[:, 0]
    return found / everything


def attendance(solution: Solution, step: int, here: Floats) -> tuple[dict[int, Floats], float]:
    """Who has not met yet, by what keeps it from meeting in this step; and how much meets."""
    game, choices = solution.game, solution.choices
    if game.closed[step]:
        return {CLOSED: here}, 0.0
    masses: dict[int, Floats] = {}
    for i in map(int, game.order):
        bound, ways = game.declared[step, :, i], choices.attendance[step, :, i]
        free = (1 - bound) * here
        masses[refused(i)] = ways[:, REFUSE] * free + bound * here
        here = ways[:, ATTEND] * free
    return masses, float(here.sum())
