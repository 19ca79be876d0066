"""Probabilistic elections against KTAB's own demonstration (case K1)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.talks.condorcet import election, victory_chances

STRENGTH = np.array([[0.0, 12.099, 54.921], [10.333, 0.0, 27.079], [5.007, 55.047, 0.0]])
PRINTED = 6e-5  # four digits, from strengths of five


def test_chances_of_victory() -> None:
    """K1: KTAB kmodel reference output of 2017-05-30, square victory model."""
    chances = victory_chances(STRENGTH)
    expected = [0.5782, 0.9918, 0.1948]
    np.testing.assert_allclose(chances[[0, 0, 1], [1, 2, 2]], expected, atol=PRINTED)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("uniform", [0.6351, 0.2148, 0.1501]),
        ("incentive", [0.5094, 0.2796, 0.2110]),
        ("conditional", [0.8659, 0.1241, 0.0100]),
    ],
)
def test_elections(kind, expected) -> None:
    """K1: the same output, the same square model."""
    np.testing.assert_allclose(election(STRENGTH, kind), expected, atol=PRINTED)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 6),
    st.integers(0, 2**32 - 1),
    st.sampled_from(["uniform", "incentive", "conditional"]),
    st.sampled_from(["linear", "square"]),
)
def test_names_do_not_matter_and_support_helps(count, seed, kind, model) -> None:
    rng = np.random.default_rng(seed)
    strength = rng.uniform(1, 10, (count, count))
    chances = election(strength, kind, model)
    assert chances.sum() == pytest.approx(1)
    order = rng.permutation(count)
    moved = election(strength[np.ix_(order, order)], kind, model)
    np.testing.assert_allclose(moved, chances[order], atol=1e-9)
    if kind != "incentive":
        stronger = strength.copy()
        stronger[0] *= 1.5
        assert election(stronger, kind, model)[0] > chances[0]
