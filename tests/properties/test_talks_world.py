"""Talks in a factored world: the same as in one given by whole matrices; leaps are certified."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.test_world_law import laws
from tests.twins.talks.random_games import games

from winset.talks.catalog.pie import pie_game
from winset.talks.certificate import verify
from winset.talks.forward import propagate
from winset.talks.game import Game
from winset.talks.law import (
    expectations,
    law_from_arrays,
    law_from_matrices,
    plan,
    pushed,
    transition,
)
from winset.talks.outcomes import outcome_names
from winset.talks.solve import solve
from winset.world.axes import size
from winset.world.cells import cells
from winset.world.law import Kernel, Law, dense

NAMES = outcome_names(("first", "second"), ("lasting",))


def answering(world: Law) -> Law:
    """The same law, its last answer given to what the talks call refusing and stalling."""
    kernels = tuple(
        Kernel(
            kernel.axis,
            kernel.table,
            kernel.before,
            kernel.after,
            kernel.version,
            dict.fromkeys(("refused:first", "stalled:second"), kernel.table.shape[1] - 1),
        )
        for kernel in world.kernels
    )
    return Law(world.axes, kernels)


def matrices(world: Law, steps: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    tables = [[dense(world, step, name) for name in NAMES] for step in range(steps)]
    return np.array(tables), np.arange(len(NAMES)), np.arange(steps)


@settings(max_examples=25, deadline=None)
@given(laws(), st.integers(0, 2**32 - 1), st.sampled_from([0.0, 0.05]))
def test_a_factored_world_is_played_as_the_whole_one(
    world: Law, seed: int, temperature: float
) -> None:
    world = answering(world)
    states, steps = size(world.axes), 4
    rng = np.random.default_rng(seed)
    base = pie_game(
        6,
        [0.8, 0.9],
        law=np.eye(states)[None],
        steps=steps,
        flow=rng.random((states, 2)) / 2,
        may_refuse=np.ones(2, dtype=bool),
        may_stall=np.ones(2, dtype=bool),
        tail="end",
        end=rng.random((states, 2)) / 2,
        temperature=temperature,
    )

    def within(law) -> Game:
        terms = replace(base.terms, laws=(law, law))
        return replace(base, laws=(law, law), truth=law, terms=terms)

    tables, answer_of, dates = matrices(world, steps)
    whole = solve(within(law_from_matrices(tables, answer_of, dates)), "plain")
    factored = solve(within(law_from_arrays(cells(world, NAMES))), "fast")
    np.testing.assert_allclose(factored.values, whole.values, atol=1e-10)
    start = rng.dirichlet(np.ones(states))
    one, other = propagate(factored, start), propagate(whole, start)
    np.testing.assert_allclose(one.states, other.states, atol=1e-10)


@settings(max_examples=40, deadline=None)
@given(laws(), st.integers(0, 2**32 - 1), st.integers(1, 3))
def test_shared_tables_serve_every_outcome(world: Law, seed: int, columns: int) -> None:
    world = answering(world)
    law = law_from_arrays(cells(world, NAMES))
    every = plan(law, range(len(NAMES)))
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(law.states, columns))
    masses = list(rng.random((len(NAMES), law.states, columns)))
    total = np.zeros((law.states, columns))
    for outcome, found in enumerate(expectations(law, every, 1, values)):
        matrix = transition(law, 1, outcome).toarray()
        np.testing.assert_allclose(matrix, dense(world, 1, NAMES[outcome]), atol=1e-12)
        np.testing.assert_allclose(found, matrix @ values, atol=1e-12)
        total += matrix.T @ masses[outcome]
    np.testing.assert_allclose(pushed(law, every, 1, masses), total, atol=1e-12)


@settings(max_examples=60, deadline=None)
@given(games(parties=2, tail="stationary", only_unanimity=True))
def test_where_a_leaping_tail_settles_it_is_an_equilibrium(game: Game) -> None:
    solution = solve(game, most=400, leap=True)
    certificate = verify(solution, tolerance=1e-8)
    assert certificate.holds or not solution.tail.settles, certificate
