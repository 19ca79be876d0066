"""What theory says of waiting: who can wait more cheaply, or longer, gets more; noise fades out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.twins.talks.random_games import games

from winset.talks.catalog.pie import pie_game
from winset.talks.game import Game
from winset.talks.solve import solve

SLICES, STEPS = 240, 6
GRAIN = (STEPS + 1) / SLICES  # each round rounds a price up to the next slice
shares = st.floats(0.05, 0.95)


def values(discount: list[float], flow: list[float], first: float) -> np.ndarray:
    """What both have from dividing a pie, six rounds long, the first proposing with a chance."""
    game = pie_game(
        SLICES,
        discount,
        recognition=np.array([[first, 1 - first]]),
        steps=STEPS,
        tail="end",
        flow=np.array([flow]),
    )
    return solve(game).values[0, 0]


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 0.4), st.floats(0, 0.4), st.floats(0, 0.2), shares, st.floats(0.3, 0.95))
def test_a_better_status_quo_brings_more_and_leaves_the_other_less(
    mine: float, theirs: float, more: float, first: float, d: float
) -> None:
    """Monotone in c_i: the price at which a party says yes rises with what waiting brings it."""
    before = values([d, d], [mine, theirs], first)
    after = values([d, d], [mine + more, theirs], first)
    assert after[0] >= before[0] - GRAIN
    assert after[1] <= before[1] + GRAIN


def test_the_gain_from_a_better_status_quo_is_seen_beyond_the_grain() -> None:
    before, after = (values([0.9, 0.9], [c, 0.2], 0.5) for c in (0.1, 0.5))
    assert after[0] > before[0] + 2 * GRAIN
    assert after[1] < before[1] - 2 * GRAIN


@settings(max_examples=40, deadline=None)
@given(st.floats(0.1, 0.9), st.floats(0.1, 0.9), st.floats(0, 0.09), shares)
def test_patience_is_power(one: float, two: float, more: float, first: float) -> None:
    """Monotone in d_i where waiting itself brings nothing (Rubinstein 1982)."""
    before = values([one, two], [0.0, 0.0], first)
    after = values([one + more, two], [0.0, 0.0], first)
    assert after[0] >= before[0] - GRAIN
    assert after[1] <= before[1] + GRAIN


def test_the_gain_from_patience_is_seen_beyond_the_grain() -> None:
    before, after = (values([d, 0.7], [0.0, 0.0], 0.5) for d in (0.3, 0.95))
    assert after[0] > before[0] + 2 * GRAIN


@settings(max_examples=25, deadline=None)
@given(games(parties=2, only_unanimity=True))
def test_as_noise_fades_the_exact_game_remains(game: Game) -> None:
    """lambda -> 0, on games in which nobody is near indifference at any choice."""
    exact = solve(replace(game, temperature=0.0), "plain")
    firm = [
        solve(replace(game, temperature=temperature), "plain").values
        for temperature in (2e-4, 1e-4, 5e-5)
    ]
    assume(np.abs(firm[2] - firm[1]).max() < 1e-9)  # else somebody hesitates
    np.testing.assert_allclose(firm[2], exact.values, atol=1e-7)


def test_noise_of_its_own_is_felt() -> None:
    """The same as above would hold of a temperature that did nothing."""
    game = pie_game(10, [0.9, 0.9], steps=2, tail="end", flow=np.array([[0.3, 0.3]]))
    warm, cold = (solve(replace(game, temperature=t)).values for t in (0.2, 0.0))
    assert np.abs(warm - cold).max() > 1e-3
