"""What a refusal is worth as a test of those who watch: V(refuse) - V(attend), split.

The first part is what the table itself is worth: a step in which nothing happens, against
attending. The rest is what the audience makes of the refusal: for each group of variables that
answer to it (patrons, blame), its average contribution over all orders in which the groups could
be made to answer (Shapley 1953). The parts sum to the whole exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from math import factorial

import numpy as np

from winset._typing import Floats
from winset.talks.law import Law, expectations, plan
from winset.talks.outcomes import CLOSED, refused
from winset.talks.reasons import AttendanceValues, attendance_values
from winset.talks.solution import Solution


@dataclass(frozen=True, slots=True)
class RefusalSplit:
    """The value of refusing rather than attending, in every state.

    Attributes
    ----------
    total : shape (state,), V(refuse) - V(attend).
    table : shape (state,), a silent step against attending.
    audience : for each group of variables, shape (state,), what its answer adds.
    """

    total: Floats
    table: Floats
    audience: dict[str, Floats]


def refusal_split(
    solution: Solution,
    step: int,
    party: int,
    groups: Mapping[str, Sequence[int]],
    told: AttendanceValues | None = None,
) -> RefusalSplit:
    """What refusing is worth to a party, and where that comes from.

    Parameters
    ----------
    groups : for each name (such as "patron", "blame") the stages of the law that belong to it.
        Answering stages in no group are counted under "other".
    told : `attendance_values` of the step, if at hand.
    """
    game = solution.game
    law, values = game.laws[party], solution.values[step + 1][:, [party]]
    outcome = refused(party)
    named = {name: frozenset(stages) for name, stages in groups.items()}
    known = frozenset().union(*named.values()) if named else frozenset()
    rest = frozenset(range(len(law.stages))) - known
    if any(law.stages[k].answer_of[outcome] != law.stages[k].answer_of[CLOSED] for k in rest):
        named["other"] = rest
    d = float(game.discount[party])

    @cache
    def mean(answering: frozenset[int]) -> Floats:
        mixed = answering_law(law, outcome, answering)
        return d * expectations(mixed, plan(mixed, [outcome]), step, values)[0][:, 0]

    attend = told or attendance_values(solution, step)
    total = attend.refuse[:, party] - attend.attend[:, party]
    silent = (1 - d) * game.flow[:, party] + mean(frozenset())
    audience = {name: _shapley(name, named, mean) for name in named}
    return RefusalSplit(total, silent - attend.attend[:, party], audience)


def answering_law(law: Law, outcome: int, stages: frozenset[int]) -> Law:
    """The law in which after an outcome only some stages answer; the others move as if closed."""
    changed = []
    for number, stage in enumerate(law.stages):
        answer_of = stage.answer_of.copy()
        if number not in stages:
            answer_of[outcome] = answer_of[CLOSED]
        changed.append(replace(stage, answer_of=answer_of))
    return Law(law.states, tuple(changed))


def deaf_law(law: Law, stages: Sequence[int]) -> Law:
    """The law in which some stages answer to nothing at the table: a patron who does not listen."""
    return Law(
        law.states,
        tuple(
            replace(stage, answer_of=np.full_like(stage.answer_of, stage.answer_of[CLOSED]))
            if number in stages
            else stage
            for number, stage in enumerate(law.stages)
        ),
    )


def _shapley(
    name: str,
    named: Mapping[str, frozenset[int]],
    mean: Callable[[frozenset[int]], Floats],
) -> Floats:
    others = [other for other in named if other != name]
    count = len(named)
    total: Floats | float = 0.0
    for size in range(count):
        weight = factorial(size) * factorial(count - size - 1) / factorial(count)
        for team in combinations(others, size):
            before = frozenset().union(*(named[other] for other in team))
            total = total + weight * (mean(before | named[name]) - mean(before))
    return np.asarray(total)
