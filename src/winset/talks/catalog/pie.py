"""Small games built by hand: one pie in equal slices, few states, no blame."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from winset._typing import Floats, Ints
from winset.talks.checks import unanimity
from winset.talks.game import Game, Packages, Settlement, Terms
from winset.talks.law import law_from_matrices
from winset.talks.outcomes import outcome_count


def pie_game(
    slices: int,
    discount: list[float],
    law: Floats | None = None,
    answer_of: Ints | None = None,
    recognition: Floats | None = None,
    steps: int = 1,
    lasts: bool = True,
    **changes: Any,
) -> Game:
    """Two parties share a pie; package p gives p / slices to the first, the rest to the second.

    Parameters
    ----------
    law : shape (answer, state, state); None: one state.
    recognition : shape (state, 2), true and believed; None: even.
    lasts : a settlement stands for ever; else for one step, and talks resume.
    changes : any other field of the game.
    """
    tables = np.ones((1, 1, 1)) if law is None else law
    states = tables.shape[-1]
    outcomes = outcome_count(2, 1)
    answers = np.zeros(outcomes, dtype=np.int64) if answer_of is None else answer_of
    world = law_from_matrices(tables, answers)
    first = np.arange(slices + 1) / slices
    worth = np.broadcast_to(np.stack([first, 1 - first]), (states, 2, slices + 1)).copy()
    kind = Settlement("lasting", np.zeros(states), np.zeros((states, 2)))
    if not lasts:
        kind = Settlement("one step", np.ones(states))
    count = slices + 1
    packages = Packages(
        ("pie",),
        (tuple(f"{p}/{slices}" for p in range(count)),),
        np.arange(count)[:, None],
        np.zeros(count, dtype=np.int64),
    )
    terms = Terms(
        packages,
        (kind,),
        worth,
        np.zeros((states, 2, count), dtype=bool),
        np.arange(states),
        (world, world),
    )
    chances = np.full((states, 2), 0.5) if recognition is None else recognition
    game = Game(
        parties=("first", "second"),
        steps=steps,
        discount=np.array(discount),
        flow=np.zeros((states, 2)),
        terms=terms,
        laws=(world, world),
        truth=world,
        recognition=np.stack([chances, chances]),
        recognition_truth=chances,
        order=np.array([0, 1]),
        winning=unanimity(2),
        closed=np.zeros(steps, dtype=bool),
        declared=np.zeros((steps, states, 2)),
        may_refuse=np.zeros(2, dtype=bool),
        may_stall=np.zeros(2, dtype=bool),
    )
    return replace(game, **changes)
