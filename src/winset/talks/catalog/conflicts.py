"""Ordinal conflicts with published stable states: who can move where, and who prefers what."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike

from winset.published import PublishedCase
from winset.talks.conflict import Conflict, graph_conflict, option_conflict
from winset.talks.stability import CONCEPTS, equilibria

BOOK = "L. Fang, K. Hipel, D. Kilgour, Interactive Decision Making (1993)"
CUBA = "N. Fraser, K. Hipel, Conflict Analysis: Models and Resolutions (1984)"
CC, DC, CD, DD = range(4)


def cases() -> tuple[PublishedCase, ...]:
    """Two by two, the aquifer of Elmira, and the missiles on Cuba."""
    return (
        _case(
            "fang-hipel-kilgour-1993/prisoners-dilemma",
            BOOK,
            "Both defecting is stable always; cooperation only where sanctions are feared.",
            prisoners,
            {"Nash": [DD], "GMR": [CC, DD], "SMR": [CC, DD], "SEQ": [CC, DD]},
        ),
        _case(
            "fang-hipel-kilgour-1993/elmira",
            BOOK,
            "A ministry's order stands as modified and accepted; to abandon cannot be undone.",
            elmira,
            {"Nash": [4, 7, 8], "SEQ": [4, 7, 8], "GMR": [0, 3, 4, 7, 8], "SMR": [0, 3, 4, 7, 8]},
        ),
        _case(
            "fraser-hipel-1984/cuba",
            CUBA,
            "No outcome is safe from a single move; withdrawal is, once replies are counted.",
            cuba,
            {
                "Nash": [],
                "SEQ": [4, 6],
                "GMR": [0, 1, 2, 4, 5, 6, 7],
                "SMR": [0, 1, 2, 4, 5, 6, 7],
            },
        ),
    )


def prisoners() -> Conflict:
    """Each may defect; the first player's option counts 1, the second's 2."""
    return option_conflict(
        {"a": ["D"], "b": ["D'"]}, {"a": [DC, CC, DD, CD], "b": [CD, CC, DD, DC]}
    )


def elmira() -> Conflict:
    """Elmira, 9 states as usually numbered, less one.

    Modify is 1-2, 3-4, 5-6, 7-8; accept 1-3, 2-4, 5-7, 6-8; abandon leads to 9; insist toggles
    1-5, 2-6, 3-7, 4-8. Only insisting can be undone.
    """
    modify = {1: [2], 3: [4], 5: [6], 7: [8]}
    uniroyal = {1: [3, 9], 2: [4, 9], 3: [9], 4: [9], 5: [7, 9], 6: [8, 9], 7: [9], 8: [9]}
    insist = {1: [5], 2: [6], 3: [7], 4: [8], 5: [1], 6: [2], 7: [3], 8: [4]}
    order = {
        "MoE": [7, 3, 4, 8, 5, 1, 2, 6, 9],
        "Uniroyal": [1, 4, 8, 5, 9, 3, 7, 2, 6],
        "local government": [7, 3, 5, 1, 8, 6, 4, 2, 9],
    }
    moves = dict(zip(order, (modify, uniroyal, insist), strict=True))
    return graph_conflict(
        [str(s) for s in range(1, 10)],
        {who: {a - 1: [b - 1 for b in to] for a, to in m.items()} for who, m in moves.items()},
        {who: [s - 1 for s in ranking] for who, ranking in order.items()},
    )


def cuba() -> Conflict:
    """Air strike 1, blockade 2, withdraw 4, escalate 8; every move can be undone."""
    return option_conflict(
        {"US": ["air strike", "blockade"], "USSR": ["withdraw", "escalate"]},
        {
            "US": [4, 6, 5, 7, 2, 1, 3, 0, 11, 9, 10, 8],
            "USSR": [0, 4, 6, 2, 5, 1, 7, 3, 11, 9, 10, 8],
        },
        feasible=lambda taken: not (taken[2] and taken[3]),
    )


def _case(
    path: str,
    citation: str,
    shows: str,
    conflict: Callable[[], Conflict],
    expected: Mapping[str, list[int]],
) -> PublishedCase:
    def replay() -> Mapping[str, ArrayLike]:
        made = conflict()
        return {each: np.array(sorted(equilibria(made, each)), float) for each in CONCEPTS}

    rebuilt = "recomputed from the definitions, with legal sequences of several opponents"
    return PublishedCase(path, citation, shows, rebuilt, expected, replay, within=0.0)
