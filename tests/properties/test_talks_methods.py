"""Three ways of solving the same talks agree: by the book, plain, and fast."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.twins.talks.plain_talks import PlainTalks
from tests.twins.talks.random_games import games

from winset.talks.certificate import verify
from winset.talks.game import Game
from winset.talks.solve import solve

CLOSE = 1e-9


@settings(max_examples=80, deadline=None)
@given(games())
def test_the_plain_method_plays_by_the_book(game: Game) -> None:
    book = PlainTalks(game).values
    values = solve(game, "plain").values
    for step in range(game.steps + 1):
        np.testing.assert_allclose(values[step], book[step], atol=CLOSE)


@settings(max_examples=250, deadline=None)
@given(games(parties=2, only_unanimity=True))
def test_the_fast_method_equals_the_plain_one(game: Game) -> None:
    plain, fast = solve(game, "plain"), solve(game, "fast")
    np.testing.assert_allclose(fast.values, plain.values, atol=CLOSE)
    np.testing.assert_allclose(fast.choices.offering, plain.choices.offering, atol=1e-7)
    np.testing.assert_allclose(fast.choices.attendance, plain.choices.attendance, atol=1e-7)
    np.testing.assert_allclose(fast.choices.reply, plain.choices.reply, atol=1e-7)


@settings(max_examples=60, deadline=None)
@given(games(parties=2, tail="stationary", only_unanimity=True))
def test_both_methods_find_the_same_tail(game: Game) -> None:
    plain, fast = (solve(game, method, most=300) for method in ("plain", "fast"))
    assert plain.tail.settles == fast.tail.settles
    if plain.tail.settles:
        np.testing.assert_allclose(fast.values, plain.values, atol=1e-8)


@settings(max_examples=80, deadline=None)
@given(games())
def test_nobody_gains_by_one_other_move(game: Game) -> None:
    certificate = verify(solve(game), tolerance=1e-9)
    assert certificate.holds, certificate


@settings(max_examples=40, deadline=None)
@given(games(parties=2, tail="stationary", only_unanimity=True))
def test_a_settled_tail_is_certified_too(game: Game) -> None:
    solution = solve(game, most=400)
    certificate = verify(solution, tolerance=1e-8)
    assert certificate.holds or not solution.tail.settles, certificate


@settings(max_examples=30, deadline=None)
@given(games(parties=2, only_unanimity=True), st.integers(0, 2**32 - 1))
def test_a_spoilt_solution_is_found_out(game: Game, seed: int) -> None:
    rng = np.random.default_rng(seed)
    solution = solve(game)
    step = int(rng.integers(game.steps))
    values = solution.values.copy()
    values[step, rng.integers(len(game.flow)), rng.integers(2)] += 0.01
    assert not verify(replace(solution, values=values)).holds
