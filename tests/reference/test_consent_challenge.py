"""The challenge model on a published case (K3, K4): properties under every reading, no trajectory.

Two published replications of the same case part ways: in one the forecast creeps upward and swings
back, in the other it jumps to 10 in the first round. They differ in the odds, in whose risk counts
and in which demand is met. So each of these is a switch, and what must hold holds under all.
"""

from __future__ import annotations

from itertools import product
from typing import get_args, get_type_hints

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.consent.catalog.scholz_2011 import CAPABILITIES, POSITIONS, SALIENCES
from winset.consent.outcomes.challenge import (
    PLAIN,
    ROUNDS,
    Switches,
    after_round,
    course,
    expectations,
    middle,
    risks,
    settled,
)
from winset.consent.outcomes.risk import daring, expected

WEIGHTS = CAPABILITIES * SALIENCES
CHOICES = {name: get_args(hint) for name, hint in get_type_hints(Switches).items()}
READINGS = [Switches(*each) for each in product(*CHOICES.values())]
ALL = pytest.mark.parametrize(
    "switches", READINGS, ids=lambda s: f"{s.odds}-{s.risk}-{s.gives_in_to}"
)


def test_every_reading_is_tried() -> None:
    assert len(READINGS) == 12
    assert PLAIN in READINGS


def test_before_anybody_is_challenged_the_median_is_the_forecast() -> None:
    """K3: weighted median and Condorcet position 7."""
    assert middle(POSITIONS, WEIGHTS) == 7
    for other in (4.0, 10.0):
        nearer = np.abs(POSITIONS - 7) < np.abs(POSITIONS - other)
        assert WEIGHTS[nearer].sum() > WEIGHTS.sum() / 2


@ALL
def test_nobody_is_pressed_beyond_where_somebody_stood(switches: Switches) -> None:
    rows = course(POSITIONS, SALIENCES, WEIGHTS, switches)
    assert len(rows) <= ROUNDS + 1
    assert rows.min() >= POSITIONS.min()
    assert rows.max() <= POSITIONS.max()


@ALL
def test_the_scale_and_the_order_of_actors_do_not_matter(switches: Switches) -> None:
    once = after_round(POSITIONS, SALIENCES, WEIGHTS, switches)
    scaled = after_round(100 - 3 * POSITIONS, SALIENCES, 5 * WEIGHTS, switches)
    np.testing.assert_allclose(scaled, 100 - 3 * once, atol=1e-9)
    order = np.random.default_rng(1).permutation(len(POSITIONS))
    moved = after_round(POSITIONS[order], SALIENCES[order], WEIGHTS[order], switches)
    np.testing.assert_allclose(moved, once[order], atol=1e-9)


@ALL
def test_those_who_agree_stay_and_even_foes_do_not_move(switches: Switches) -> None:
    same = np.full(4, 3.0)
    np.testing.assert_array_equal(after_round(same, np.ones(4), np.ones(4), switches), same)
    foes = np.array([0.0, 1.0])
    np.testing.assert_array_equal(after_round(foes, np.ones(2) / 2, np.ones(2), switches), foes)


@ALL
def test_the_overwhelming_side_prevails(switches: Switches) -> None:
    positions, saliences = np.array([0.0, 10.0, 10.0, 10.0]), np.full(4, 0.8)
    assert settled(positions, saliences, np.array([1.0, 9, 9, 9]), switches) == 10


def test_readings_part_ways_as_the_replications_did() -> None:
    """K4: with the perceiver's risk the forecast is 10 after one round; without it, not so."""
    last = {s: settled(POSITIONS, SALIENCES, WEIGHTS, s) for s in READINGS}
    assert len({round(value, 1) for value in last.values()}) > 2
    for switches in READINGS:
        second = middle(course(POSITIONS, SALIENCES, WEIGHTS, switches)[1], WEIGHTS)
        assert (second == 10) == (switches.risk == "perceiver")


def test_without_risk_expectations_have_their_closed_form() -> None:
    """E = 2 d (1 - 2 s (1 - P)), for any d, s and P."""
    rng = np.random.default_rng(2)
    share, wins, saliences = rng.random((3, 5, 5))
    found = expected(share, wins, saliences[0], np.ones((5, 1)))
    np.testing.assert_allclose(found, 2 * share * (1 - 2 * saliences[0] * (1 - wins)), atol=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 7), st.integers(0, 2**32 - 1), st.sampled_from(READINGS))
def test_risk_and_chances_stay_within_their_range(n: int, seed: int, switches: Switches) -> None:
    rng = np.random.default_rng(seed)
    positions, saliences, weights = rng.random(n) * 100, rng.random(n), rng.random(n) + 0.1
    exposed = risks(positions, saliences, weights, switches)
    assert (np.abs(exposed) <= 1 + 1e-9).all()
    assert ((daring(exposed) >= 0.5 - 1e-9) & (daring(exposed) <= 2 + 1e-9)).all()
    hopes, fears = expectations(positions, saliences, weights, switches)
    assert np.isfinite(hopes).all()
    assert np.isfinite(fears).all()
    moved = after_round(positions, saliences, weights, switches)
    assert moved.min() >= positions.min() - 1e-9
    assert moved.max() <= positions.max() + 1e-9
