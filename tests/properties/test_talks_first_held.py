"""The first session: what has not met yet is followed by whole matrices and kept in bounds."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.twins.talks.random_games import games

from winset._typing import Floats
from winset.talks.first_held import held_by
from winset.talks.forward import propagate
from winset.talks.game import Game
from winset.talks.law import transition
from winset.talks.outcomes import CLOSED, refused
from winset.talks.solution import Solution
from winset.talks.solve import solve
from winset.talks.step import ATTEND, REFUSE


@settings(max_examples=80, deadline=None)
@given(games(), st.integers(0, 2**32 - 1))
def test_the_first_session_is_that_of_whole_matrices(game: Game, seed: int) -> None:
    start = np.random.default_rng(seed).dirichlet(np.ones(len(game.flow)))
    solution = solve(game)
    np.testing.assert_allclose(held_by(solution, start), plainly(solution, start), atol=1e-12)


@settings(max_examples=80, deadline=None)
@given(games(), st.integers(0, 2**32 - 1))
def test_it_lies_between_the_likeliest_month_and_the_sum_of_months(game: Game, seed: int) -> None:
    start = np.random.default_rng(seed).dirichlet(np.ones(len(game.flow)))
    solution = solve(game)
    course, met = propagate(solution, start), held_by(solution, start)
    assert (np.diff(met) >= -1e-12).all()
    assert (met >= np.maximum.accumulate(course.held) - 1e-12).all()
    assert (met <= course.held.cumsum() + 1e-12).all()
    assert abs(met[0] - course.held[0]) < 1e-12


def plainly(solution: Solution, start: Floats) -> Floats:
    """State by state: P(not met yet and here), moved by a matrix for each way of not meeting."""
    game, unmet, found, met = solution.game, start.copy(), [], 0.0
    for step in range(game.steps):
        moved = np.zeros_like(unmet)
        for state, mass in enumerate(unmet):
            if game.closed[step]:
                moved += mass * transition(game.truth, step, CLOSED).toarray()[state]
                continue
            for i in map(int, game.order):
                bound = game.declared[step, state, i]
                ways = solution.choices.attendance[step, state, i]
                stays = bound + (1 - bound) * ways[REFUSE]
                moved += mass * stays * transition(game.truth, step, refused(i)).toarray()[state]
                mass *= (1 - bound) * ways[ATTEND]
            met += mass
        unmet = moved
        found.append(met)
    return np.array(found)
