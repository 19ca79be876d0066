"""A walk on levels keeps the mean and the variance of its step, and its ends hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.world.walk import variance_floor, walk_axis, walk_matrix, walk_table

drifts = st.floats(-2.5, 2.5)
spreads = st.floats(0.0, 2.0)


@settings(max_examples=200, deadline=None)
@given(drifts, spreads)
def test_mean_and_variance_are_matched_away_from_the_ends(drift: float, spread: float) -> None:
    levels = 81
    matrix = walk_matrix(levels, 1.0, drift, spread)
    middle = matrix[levels // 2]
    moves = np.arange(levels) - levels // 2
    assert middle[0] == 0.0
    assert middle[-1] == 0.0
    mean = middle @ moves
    assert mean == pytest.approx(drift, abs=1e-9)
    variance = middle @ (moves - mean) ** 2
    assert variance == pytest.approx(max(spread**2, variance_floor(drift)), abs=1e-9)


@settings(max_examples=100, deadline=None)
@given(drifts, spreads, st.sampled_from(["reflecting", "absorbing"]))
def test_rows_are_chances(drift: float, spread: float, ends: str) -> None:
    matrix = walk_matrix(7, 0.5, drift, spread, ends)  # type: ignore[arg-type]
    assert matrix.min() >= 0
    np.testing.assert_allclose(matrix.sum(axis=1), 1.0, atol=1e-12)


@given(spreads)
def test_an_even_walk_between_reflecting_ends_keeps_the_uniform_law(spread: float) -> None:
    matrix = walk_matrix(6, 1.0, 0.0, spread)
    np.testing.assert_allclose(np.full(6, 1 / 6) @ matrix, 1 / 6, atol=1e-12)


@given(drifts, spreads)
def test_absorbing_ends_hold_for_ever(drift: float, spread: float) -> None:
    matrix = walk_matrix(6, 1.0, drift, spread, "absorbing")
    assert matrix[0, 0] == 1.0
    assert matrix[-1, -1] == 1.0


@settings(max_examples=40, deadline=None)
@given(st.lists(drifts, min_size=3, max_size=3), spreads)
def test_each_row_is_matched_where_the_drift_depends_on_another(
    drift: list[float], spread: float
) -> None:
    axis = walk_axis("front", -20.0, 20.0, 41)
    table = walk_table(axis, np.array(drift)[:, None], [[spread]])
    moves = np.array(axis.values)
    np.testing.assert_allclose(table[:, 20] @ moves, drift, atol=1e-9)
