"""The exact course of events: chances are kept, and what it is worth is what was solved for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.twins.talks.random_games import games

from winset.talks.checks import unanimity
from winset.talks.forward import (
    agreed_by,
    levels_given_agreement,
    package_given_agreement,
    packages_agreed,
    propagate,
)
from winset.talks.game import Game, Packages, Settlement, Terms
from winset.talks.law import law_from_matrices, transition
from winset.talks.outcomes import outcome_count
from winset.talks.solve import lifted, solve
from winset.talks.step import signing_values


@settings(max_examples=80, deadline=None)
@given(games(), st.integers(0, 2**32 - 1))
def test_no_chance_is_made_or_lost(game: Game, seed: int) -> None:
    start = np.random.default_rng(seed).dirichlet(np.ones(len(game.flow)))
    solution = solve(game)
    course = propagate(solution, start)
    np.testing.assert_allclose(course.states.sum(axis=1), 1.0, atol=1e-12)
    assert min(course.states.min(), course.signed.min(), course.happened.min()) >= -1e-15
    table = packages_agreed(solution, course)
    np.testing.assert_allclose(np.cumsum(table.sum(axis=1)), agreed_by(course), atol=1e-12)
    talks = course.talking[:-1].sum(axis=(1, 2))
    n, kinds = len(game.parties), len(game.terms.settlements)
    at_table = course.happened[:, : 1 + 3 * n + 2 * kinds].sum(axis=1)
    np.testing.assert_allclose(at_table + course.left.sum(axis=1), talks, atol=1e-12)
    if agreed_by(course)[-1] > 0:
        assert package_given_agreement(solution, course).sum() == pytest.approx(1)
        for chances in levels_given_agreement(solution, course):
            assert chances.sum() == pytest.approx(1)


@settings(max_examples=120, deadline=None)
@given(games(one_belief=True), st.integers(0, 2**32 - 1))
def test_the_course_is_worth_what_was_solved_for(game: Game, seed: int) -> None:
    """Where a party believes the truth, its value today is what the course brings it.

    V(0) = sum_t d^t [ (1 - d) c over talks not yet settled + A over first agreements ]
           + d^T end over talks that never settled.
    """
    game = replace(game, exits=None, recognition_truth=game.recognition[0])
    d = game.discount[0]
    solution = solve(game)
    start = np.random.default_rng(seed).dirichlet(np.ones(len(game.flow)))
    course = propagate(solution, start)
    worth = 0.0
    for step in range(game.steps):
        own = solution.own.values[solution.own.version_at[step]]
        signing = signing_values(game, own, solution.follow[step])[:, 0]
        talks = course.talking[step, :, 0] - course.signed[step].sum(axis=1)
        worth += d**step * (1 - d) * talks @ game.flow[:, 0]
        for k in range(len(game.parties)):
            offer = solution.choices.offer[step, :, k]
            agreed = course.signed[step, :, k] * signing[np.arange(len(offer)), offer]
            worth += d**step * agreed.sum()
    assert game.end is not None
    worth += d**game.steps * course.talking[-1, :, 0] @ game.end[:, 0]
    assert worth == pytest.approx(start @ solution.values[0, :, 0], abs=1e-10)


@settings(max_examples=60, deadline=None)
@given(games())
def test_the_state_moves_by_the_true_law_whatever_is_done(game: Game) -> None:
    """Where the law answers to nothing, the chances of states do not depend on the talks."""
    truth = game.truth
    law = law_from_matrices(truth.stages[0].rows[:1, 0], 0 * truth.stages[0].answer_of)
    start = np.full(len(game.flow), 1 / len(game.flow))
    course = propagate(solve(replace(game, truth=law)), start)
    matrix = transition(law, 0, 0).toarray()
    expected = start
    for step in range(game.steps + 1):
        np.testing.assert_allclose(course.states[step], expected, atol=1e-12)
        expected = expected @ matrix


@settings(max_examples=60, deadline=None)
@given(games(), st.integers(0, 2**32 - 1))
def test_strategies_do_not_know_what_chance_will_do(game: Game, seed: int) -> None:
    """The true law may differ from what is believed: nobody's choices change with it."""
    rng = np.random.default_rng(seed)
    states = len(game.flow)
    other = law_from_matrices(
        rng.dirichlet(np.ones(states), (3, states)), game.truth.stages[0].answer_of
    )
    before, after = solve(game), solve(replace(game, truth=other))
    np.testing.assert_array_equal(before.values, after.values)
    np.testing.assert_array_equal(before.choices.offering, after.choices.offering)
    np.testing.assert_array_equal(before.choices.attendance, after.choices.attendance)


@settings(max_examples=40, deadline=None)
@given(games(), st.floats(0, 1))
def test_a_declaration_kept_for_certain_stops_the_talks(game: Game, kept: float) -> None:
    bound = np.zeros_like(game.declared)
    bound[:, :, 0] = kept
    start = np.full(len(game.flow), 1 / len(game.flow))
    declared = propagate(solve(replace(game, declared=bound)), start)
    assert np.all(declared.held <= 1 - kept + 1e-12)
    assert not lifted(game).declared.any()


def line_game(firmness: float, hazard: float, steps: int) -> tuple[Game, np.ndarray]:
    """A red line that holds or has softened; nothing else moves and nobody can agree."""
    softens = np.array([[[1 - hazard, hazard], [0.0, 1.0]]])
    law = law_from_matrices(softens, np.zeros(outcome_count(2, 1), dtype=int))
    barred = np.zeros((2, 2, 1), dtype=bool)
    barred[0, 0, 0] = True
    terms = Terms(
        Packages(("only",), (("a",),), np.zeros((1, 1), dtype=int), np.zeros(1, dtype=int)),
        (Settlement("lasting", np.zeros(2), np.zeros((2, 2))),),
        np.full((2, 2, 1), 0.5),
        barred,
        np.arange(2),
        (law, law),
    )
    half = np.full((2, 2), 0.5)
    game = Game(
        parties=("a", "b"),
        steps=steps,
        discount=np.array([0.9, 0.9]),
        flow=np.full((2, 2), 0.8),
        terms=terms,
        laws=(law, law),
        truth=law,
        recognition=np.stack([half, half]),
        recognition_truth=half,
        order=np.array([0, 1]),
        winning=unanimity(2),
        closed=np.zeros(steps, dtype=bool),
        declared=np.zeros((steps, 2, 2)),
        may_refuse=np.ones(2, dtype=bool),
        may_stall=np.ones(2, dtype=bool),
    )
    return game, np.array([firmness, 1 - firmness])


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 1), st.integers(1, 40))
def test_a_firm_line_is_not_drawn_anew(firmness: float, steps: int) -> None:
    """With hazard 0 the chance that it ever softened is 1 - firmness, at any horizon."""
    game, start = line_game(firmness, 0.0, steps)
    course = propagate(solve(game), start)
    np.testing.assert_allclose(course.states[:, 1], 1 - firmness, atol=1e-12)


def test_a_line_softens_by_its_hazard_alone() -> None:
    game, start = line_game(0.75, 0.1, 12)
    course = propagate(solve(game), start)
    expected = 1 - 0.75 * 0.9 ** np.arange(13)
    np.testing.assert_allclose(course.states[:, 1], expected, atol=1e-12)
