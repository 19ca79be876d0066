"""The best design where there are too many to try: a mixed-integer programme, solved by HiGHS.

For a design x (one level for each term) whose burdens add up over terms, and one yes-or-no for
each member's vote y and each threshold of the rule that is reached:

    minimise    the number of terms that change, or the burden on the worst-hit
    subject to  sum_l x[t, l] = 1                               each term has one level
                worth[i] - burden[i](x) >= -M_i (1 - y[i])      a vote for must be worth it
                sum_l met[i, c, l] x[t_c, l] >= y[i]            and its conditions met
                sum_i w[q, i] y[i] >= quota[q] z[q]             a threshold that is reached
                z of the rule >= 1                              the rule is met

Members vote here at their expected interest and hold to every condition, so the answer is a design
that passes if all goes as expected. It is checked in whole numbers afterwards; a design that only
passes by the solver's tolerance is excluded and the programme solved again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from winset._typing import Bools, Ints
from winset.consent.formulation import Model
from winset.consent.programme import Objective, Programme, passes, value_of, votes_for

MOST_CUTS = 50


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The best design, with its certificate.

    Attributes
    ----------
    levels : shape (term,).
    votes_for : shape (member,): who votes for it.
    objective : terms changed, or burden on the worst-hit, recomputed from the design.
    bound : no design does better than this, by the solver's proof.
    """

    levels: Ints
    votes_for: Bools
    objective: float
    bound: float


def best_design(programme: Programme, objective: Objective = "changes") -> Found | None:
    """The design that passes and changes the fewest terms, or hits the worst-hit least.

    None where no design passes; that is a result. Exact up to the solver's proof of its bound; the
    design itself is checked by `passes`.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # here: it takes long to import

    model = Model(programme, objective)
    for _ in range(MOST_CUTS):
        solved: Any = milp(
            model.cost,
            constraints=LinearConstraint(np.array(model.rows), model.low, model.high),
            integrality=model.whole,
            bounds=Bounds(model.least, model.most),
            options={"mip_rel_gap": 0.0},
        )
        if solved.x is None:
            return None
        levels = model.levels_of(solved.x)
        if passes(programme, levels):
            votes = votes_for(programme, levels)
            reached = value_of(programme, levels, objective)
            return Found(levels, votes, reached, model.unit * float(solved.mip_dual_bound))
        model.exclude(levels)
    return None
