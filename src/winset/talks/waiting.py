"""Who gains from delay: values and terms now against later."""

from __future__ import annotations

import numpy as np

from winset._typing import Floats
from winset.talks.law import plan, pushed
from winset.talks.outcomes import CLOSED
from winset.talks.solution import Solution


def drift(solution: Solution, mass: Floats, step: int, delay: int) -> Floats:
    """The chances of states after a delay in which the table stays shut, shape (state,)."""
    law = solution.game.truth
    wanted = plan(law, [CLOSED])
    for later in range(step, step + delay):
        mass = pushed(law, wanted, later, [mass[:, None]])[:, 0]
    return mass


def price_of_waiting(solution: Solution, mass: Floats, step: int, delay: int) -> Floats:
    """E[V_i(t + k)] - V_i(t) for each party, shape (party,): what k silent steps bring or cost.

    Parameters
    ----------
    mass : shape (state,), chances of the states at `step`.
    delay : k, steps in which nothing happens at the table. Flows paid meanwhile are not counted:
        the price is that of talking later rather than now.
    """
    later = min(step + delay, solution.game.steps)
    moved = drift(solution, mass, step, delay)
    return np.asarray(moved @ solution.values[later] - mass @ solution.values[step])


def terms_struck(solution: Solution, mass: Floats, step: int) -> tuple[float, Floats]:
    """Chance of an agreement in one step, and the chances of the packages it would be on.

    Returns
    -------
    P(agreed | the states), and shape (package,): P(package | agreed); nan without agreement.
    """
    game, choices = solution.game, solution.choices
    step = min(step, game.steps - 1)
    comes = np.ones_like(mass)
    for i in range(len(game.parties)):
        comes *= choices.attendance[step, :, i, 0] * (1 - game.declared[step, :, i])
    table = np.zeros(len(game.terms.packages.chosen))
    for k in range(len(game.parties)):
        agreed = mass * comes * game.recognition_truth[:, k]
        agreed = agreed * choices.offering[step, :, k] * choices.reply[step, :, k, 0]
        offer = choices.offer[step, :, k]
        made = offer >= 0
        table += np.bincount(offer[made], agreed[made], minlength=len(table))
    chance = float(table.sum())
    return chance, table / chance if chance > 0 else np.full_like(table, np.nan)


def terms_worth(solution: Solution, mass: Floats, step: int) -> Floats:
    """Expected worth per step of the terms struck in a step, shape (party,); nan without any.

    Comparing two steps shows whose terms improve with delay.
    """
    terms = solution.game.terms
    _, packages = terms_struck(solution, mass, step)
    starts = np.cumsum([0, *(len(levels) for levels in terms.packages.levels)])[:-1]
    columns = terms.packages.chosen + starts
    spots = np.bincount(terms.spot_of, mass, minlength=terms.worth.shape[0])
    by_level = np.tensordot(spots, terms.worth, axes=1)
    return np.asarray(by_level[:, columns].sum(axis=2) @ packages)
