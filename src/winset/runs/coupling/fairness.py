"""What could be agreed today, and where fair-minded rules would settle: against a shut table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.runs.coupling.margins import Shut
from winset.talks.solution import Solution
from winset.talks.static import static_view

RULES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


@dataclass(frozen=True, slots=True)
class Fair:
    """The static view of one draw's talks in the likeliest state of today.

    Attributes
    ----------
    package : shape (rule,), where each of `RULES` would settle; -1: there is nothing that leaves
        nobody worse off and everybody better off.
    gain : shape (rule, party), over what the table shut for ever leaves; nan without a package.
    shut : shape (party,), what that leaves: the point of disagreement, on the 0-1 scale.
    open, acceptable, efficient : packages that no red line rules out; of these those that leave
        nobody worse off; of these those that no package that is open is better than for all.
    """

    package: Ints
    gain: Floats
    shut: Floats
    open: int
    acceptable: int
    efficient: int


def fairness(solution: Solution, shut: Shut, state: int) -> Fair:
    """The static view in a state of today."""
    values, allowed = worth_of_signing(solution, shut, state)
    numbers, outside = np.flatnonzero(allowed), shut.worth[state]
    if not len(numbers):
        nothing = np.full((len(RULES), len(outside)), np.nan)
        return Fair(np.full(len(RULES), -1, dtype=np.int64), nothing, outside, 0, 0, 0)
    view = static_view(values[numbers], outside)
    found = [point.outcome for point in view.points]
    return Fair(
        np.array([-1 if each is None else numbers[each] for each in found], dtype=np.int64),
        np.stack(
            [
                np.full(len(outside), np.nan) if point.gains is None else point.gains
                for point in view.points
            ]
        ),
        outside,
        len(numbers),
        int(view.acceptable.sum()),
        int((view.acceptable & view.efficient).sum()),
    )


def worth_of_signing(solution: Solution, shut: Shut, state: int) -> tuple[Floats, Bools]:
    """What signing each package today is worth if talks never come again, and whether it may be.

    Returns
    -------
    Shapes (package, party) and (package,).
    """
    game, own = solution.game, solution.own
    spot = game.terms.spot_of[state]
    follow = shut.follow[game.terms.packages.kind, state]
    values = own.values[own.version_at[0]][spot].T + follow
    return np.asarray(values), np.asarray(~game.terms.barred[spot].any(axis=0))
