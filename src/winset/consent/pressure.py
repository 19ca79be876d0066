"""What each fallback does to each member's vote: the agenda with it, and without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats
from winset.consent.agenda import put_to_vote
from winset.consent.ballots import FOR
from winset.consent.question import AgendaSolution, Habits, Item, Question


@dataclass(frozen=True, slots=True, eq=False)
class Pressure:
    """A vote with one of its fallbacks, and with nothing in that fallback's place.

    Attributes
    ----------
    item, fallback : which vote, and what would follow its failure.
    votes_for, votes_for_without : shape (draw, member), chance of a vote for.
    adopted, adopted_without : shape (draw,), chance of adoption once reached.
    """

    item: str
    fallback: str
    votes_for: Floats
    votes_for_without: Floats
    adopted: Floats
    adopted_without: Floats


def pressures(
    solution: AgendaSolution,
    agenda: Mapping[str, Item],
    questions: Mapping[str, Question],
    habits: Habits,
) -> tuple[Pressure, ...]:
    """The pressure of every fallback on the vote that it would follow, in the agenda's order.

    Without a fallback, nothing is agreed in its place; what comes after the others stays as it is.
    A positive difference means that fear of the fallback brings the member to the option; a
    negative one that the member holds out for it.
    """
    return tuple(
        pressure(solution, name, fallback, item, questions[item.option], habits)
        for name, item in agenda.items()
        for fallback in item.fallbacks
    )


def pressure(
    solution: AgendaSolution,
    name: str,
    fallback: str,
    item: Item,
    question: Question,
    habits: Habits,
) -> Pressure:
    """The pressure of one fallback on one vote."""
    with_it = solution.items[name]
    brought = item.fallbacks[fallback][:, None] * solution.items[fallback].value
    without = put_to_vote(question, with_it.fails - brought, habits)
    return Pressure(
        name,
        fallback,
        with_it.ballots[..., FOR],
        without.ballots[..., FOR],
        with_it.adopted,
        without.adopted,
    )


def holdouts(votes_for: Floats, ever: float = 0.5) -> tuple[int, ...]:
    """The places of the members who are less likely than not for, over all draws.

    Parameters
    ----------
    votes_for : shape (draw, member).
    ever : the mean chance of a vote for below which a member holds out.

    >>> holdouts(np.array([[0.9, 0.2], [0.8, 0.6]]))
    (1,)
    """
    return tuple(np.flatnonzero(votes_for.mean(axis=0) < ever).tolist())
