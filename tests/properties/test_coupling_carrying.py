"""Settlements carried back together are worth what the talks' own step says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.twins.talks.random_games import games

from winset.runs.coupling.carrying import carrier_of, carry_back, outlook_on, playing
from winset.talks.follow import Ahead, no_follow, step_back
from winset.talks.game import Game
from winset.talks.outcomes import rejected, stalled
from winset.talks.outlook import look_ahead, outlook_of


def some_ahead(game: Game, seed: int) -> Ahead:
    """Values of everything that may lie ahead, drawn at random; nothing is pending for ever."""
    rng = np.random.default_rng(seed)
    like = no_follow(game, rng.random(game.flow.shape))
    resumed, pending = rng.random(like.resumed.shape), np.zeros_like(like.pending)
    for c, kind in enumerate(game.terms.settlements):
        if kind.worth_after is not None or not kind.hazard.any():
            resumed[c] = 0.0
        if kind.ratified is not None:
            pending[c, : kind.delay + 1] = rng.random(pending[c, : kind.delay + 1].shape)
    return replace(like, resumed=resumed, pending=pending)


@settings(max_examples=100, deadline=None)
@given(games(), st.integers(0, 2**32 - 1))
def test_carried_together_is_carried_one_by_one(game: Game, seed: int) -> None:
    ahead, step = some_ahead(game, seed), game.steps - 1
    outlook = outlook_of(game)
    after = look_ahead(outlook, step, ahead.talks)
    plain, follow = step_back(game, outlook, step, ahead, after)
    wanted = outlook_on(game, playing(game))
    fast, follows = carry_back(
        game, wanted, carrier_of(game), step, ahead, look_ahead(wanted, step, ahead.talks)
    )
    np.testing.assert_allclose(follows, follow, atol=1e-12)
    np.testing.assert_allclose(fast.resumed, plain.resumed, atol=1e-12)
    for c, kind in enumerate(game.terms.settlements):
        if kind.ratified is not None:
            there = slice(0, kind.delay + 1)
            np.testing.assert_allclose(fast.pending[c, there], plain.pending[c, there], atol=1e-12)


@settings(max_examples=60, deadline=None)
@given(games(), st.integers(0, 2**32 - 1))
def test_fewer_tables_tell_the_same_of_what_they_tell(game: Game, seed: int) -> None:
    values = np.random.default_rng(seed).random(game.flow.shape)
    whole = look_ahead(outlook_of(game), 0, values)
    part = look_ahead(outlook_on(game, playing(game)), 0, values)
    n = len(game.parties)
    for outcome in (*(stalled(n, k) for k in range(n)), *(rejected(n, j) for j in range(n))):
        np.testing.assert_allclose(
            part.expected[part.table_of[outcome]], whole.expected[whole.table_of[outcome]]
        )
