"""What refusing is worth to each party today, with declarations lifted, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from winset._typing import Floats
from winset.runs.coupling.frame import whole_axes
from winset.runs.coupling.game import Games
from winset.runs.coupling.given import in_block
from winset.runs.coupling.plan import Plan
from winset.talks.law import Law
from winset.talks.outcomes import CLOSED, refused
from winset.talks.reasons import attendance_values, moves_most, proposal_values
from winset.talks.refusal import refusal_split
from winset.talks.solution import Solution
from winset.talks.solve import lifted
from winset.talks.step import ATTEND
from winset.world.axes import shape


@dataclass(frozen=True, slots=True)
class Refusing:
    """What refusing is worth to each party.

    Attributes
    ----------
    gain : shape (party,), V(refuse) - V(attend); attends : shape (party,), the chance to attend.
    idle : shape (party,), V(stall) - V(best offer) today with the initiative; nan where a party has
        no choice.
    parts : shape (party, part), the gain by what it comes from, in the order of `parts_of`.
    pulls : shape (party, variable, 2), by how much V(attend) - V(refuse) changes with one level
        less or more of a variable; nan at its ends.
    """

    gain: Floats
    attends: Floats
    idle: Floats
    parts: Floats
    pulls: Floats


def parts_of(plan: Plan, laws: Sequence[Law]) -> tuple[str, ...]:
    """What a refusal's value comes from: the table, then each variable that answers to somebody.

    Parameters
    ----------
    laws : the parties', of the world's own states.
    """
    found = {name for i, law in enumerate(laws) for name in answering(plan.tail.order, law, i)}
    return ("table", *(axis.name for axis in plan.frame.axes if axis.name in found))


def answering(order: Sequence[str], law: Law, party: int) -> dict[str, Sequence[int]]:
    """The variables that answer to a party's refusal, each with its stage of the law."""
    return {
        name: (place,)
        for place, (name, stage) in enumerate(zip(order, law.stages, strict=True))
        if stage.answer_of[refused(party)] != stage.answer_of[CLOSED]
    }


def refusing(plan: Plan, games: Games, free: Solution, start: Floats) -> Refusing:
    """What refusing is worth to each party today.

    Parameters
    ----------
    free : the first months at least, with declarations lifted.
    start : shape (state,), chances of all states today; nothing is decided yet.
    """
    months, order = first_months(plan, games, free)
    now, names = months[0], parts_of(plan, games.calendar.laws)
    n, here, start = len(now.game.parties), int(np.argmax(start)), start[: len(now.game.flow)]
    axes = whole_axes(plan.frame)
    levels = (len(months), *shape(plan.frame.axes)) if len(months) > 1 else shape(axes)
    gain, attends = np.zeros(n), np.zeros(n)
    parts, pulls = np.zeros((n, len(names))), np.full((n, len(axes), 2), np.nan)
    values = [attendance_values(month, 0) for month in months]
    ahead = np.concatenate([each.attend - each.refuse for each in values])
    level = np.unravel_index(here, levels)
    for i in range(n):
        split = refusal_split(now, 0, i, answering(order, now.game.laws[i], i), values[0])
        gain[i] = start @ split.total
        attends[i] = start @ now.choices.attendance[0, :, i, ATTEND]
        parts[i, 0] = start @ split.table
        for name, part in split.audience.items():
            parts[i, names.index(name)] = start @ part
        for variable, to, change in moves_most(ahead[:, i], levels, here):
            pulls[i, variable, int(to > level[variable])] = change
    offer, stall = proposal_values(now, 0)
    idle = start @ np.where(np.isfinite(stall), stall - offer, np.nan)
    return Refusing(gain, attends, idle, parts, pulls)


def first_months(
    plan: Plan, games: Games, free: Solution
) -> tuple[list[Solution], tuple[str, ...]]:
    """The first month of what is undecided and of the first node, and the stages of their laws.

    The month over all states, where something is decided by its end or nothing ever is.
    """
    if len(games.mix) == 0 or games.mix[0, :, 1:].any():
        return [free], plan.whole.order
    months = []
    for block in range(2):
        laws = tuple(each[block] for each in games.laws)
        month = replace(lifted(games.calendar), laws=laws[:-1])
        months.append(in_block(free, month, laws[-1], block, 1))
    return months, plan.tail.order
