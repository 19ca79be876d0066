"""What the fallbacks do to each member's vote: the agenda with all, some and none of them.

A fallback can press a member only where it is worth less to that member than what would come in its
place. If that is nothing, worth 0, a fallback presses those for whom it costs more than it brings,
and makes refusal easier for everybody else, those included who would rather have the option: it
takes the fear of nothing from them. How far a vote moves at all is bounded by the part of it that
no word binds.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from winset._typing import Floats
from winset.consent.agenda import solve
from winset.consent.ballots import FOR
from winset.consent.question import AgendaSolution, Habits, Item, Question

MOST_TOGETHER = 3  # with more fallbacks: none, each alone, all


@dataclass(frozen=True, slots=True, eq=False)
class Pressure:
    """A vote with some of its fallbacks on the agenda, the others passed over.

    Attributes
    ----------
    item : which vote.
    fallbacks : those on the agenda, in its order.
    votes_for : shape (draw, member), chance of a vote for.
    adopted : shape (draw,), chance of adoption once reached.
    carried : by fallback, shape (draw,), the chance that it is adopted once reached.
    """

    item: str
    fallbacks: tuple[str, ...]
    votes_for: Floats
    adopted: Floats
    carried: Mapping[str, Floats]


def pressures(
    agenda: Mapping[str, Item], questions: Mapping[str, Question], habits: Habits
) -> tuple[Pressure, ...]:
    """Each vote that may be followed by others, under every set of those that may follow.

    With more than `MOST_TOGETHER` that may follow: under none, each alone, and all.
    """
    return tuple(
        pressure(item, kept, solve(thinned(agenda, item, kept), questions, habits))
        for item in agenda
        if (later := following(agenda, item))
        for kept in chosen(later)
    )


def pressure(item: str, kept: tuple[str, ...], solution: AgendaSolution) -> Pressure:
    """What a solved agenda says of the vote on its first item."""
    solved = solution.items[item]
    carried = {name: solution.items[name].adopted for name in kept}
    return Pressure(item, kept, solved.ballots[..., FOR], solved.adopted, carried)


def chosen(later: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The sets of fallbacks that are compared, the smallest first.

    >>> list(chosen(("a", "b")))
    [(), ('a',), ('b',), ('a', 'b')]
    >>> [len(each) for each in chosen(("a", "b", "c", "d"))]
    [0, 1, 1, 1, 1, 4]
    """
    few = len(later) <= MOST_TOGETHER
    for size in range(len(later) + 1) if few else (0, 1, len(later)):
        yield from itertools.combinations(later, size)


def following(agenda: Mapping[str, Item], item: str) -> tuple[str, ...]:
    """All items that may come to the vote after one, in the agenda's order."""
    seen: set[str] = set()
    waiting = list(agenda[item].fallbacks)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += agenda[name].fallbacks
    return tuple(name for name in agenda if name in seen)


def thinned(agenda: Mapping[str, Item], first: str, kept: tuple[str, ...]) -> dict[str, Item]:
    """The agenda from an item on, with no later items but those that are kept.

    An item that is not kept is passed over: what would follow its failure follows at once.

    >>> import datetime as dt
    >>> one, half = np.ones(1), np.full(1, 0.5)
    >>> row = {"a": Item("x", dt.date(2030, 1, 1), {"b": half}),
    ...        "b": Item("y", dt.date(2030, 1, 2), {"c": one}),
    ...        "c": Item("z", dt.date(2030, 1, 3), {})}
    >>> thinned(row, "a", ("c",))["a"].fallbacks
    {'c': array([0.5])}
    """

    def onward(name: str) -> dict[str, Floats]:
        found: dict[str, Floats] = {}
        for after, chance in agenda[name].fallbacks.items():
            ends = {after: np.ones_like(chance)} if after in kept else onward(after)
            for end, share in ends.items():
                found[end] = found.get(end, np.zeros_like(chance)) + chance * share
        return found

    names = (first, *(name for name in agenda if name in kept))
    return {name: replace(agenda[name], fallbacks=onward(name)) for name in names}


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
