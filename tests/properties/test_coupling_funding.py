"""The law of funding levels meets the chances that the money tells, month by month."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from winset.runs.coupling.funding import chance_out, months_left, moves_between

SHARES = st.floats(0, 1)


@st.composite
def outs(draw: st.DrawFn) -> np.ndarray:
    """Chances of being out, shape (draw, 1 + node, month)."""
    months = draw(st.integers(2, 8))
    return draw(arrays(np.float64, (1, draw(st.integers(2, 3)), months), elements=SHARES))


@settings(max_examples=100, deadline=None)
@given(outs(), st.integers(0, 5))
def test_levels_are_met_exactly_under_every_node(out: np.ndarray, vote: int) -> None:
    parts, bounds = 40, np.array([0, 1, 3])
    months = out.shape[2]
    vote = min(vote, months - 2)
    left = np.stack([months_left(out[:, c], parts) for c in range(out.shape[1])], axis=1)
    level = np.searchsorted(bounds, left, side="right") - 1
    moves = moves_between(level, np.full(out.shape[1] - 1, vote), len(bounds))
    np.testing.assert_allclose(moves.sum(axis=-1), 1.0)
    for node in range(out.shape[1]):
        law = np.bincount(level[0, 0, :, 0], minlength=3) / parts
        for month in range(months - 1):
            law = law @ moves[0, month, node if month >= vote else 0]
            column = node if month >= vote else 0
            told = np.bincount(level[0, column, :, month + 1], minlength=3) / parts
            np.testing.assert_allclose(law, told, atol=1e-12)


@settings(max_examples=100, deadline=None)
@given(outs())
def test_as_many_parts_are_out_as_the_chance_says(out: np.ndarray) -> None:
    parts = 50
    left = months_left(out[:, 0], parts)
    share = (left == 0).mean(axis=1)
    np.testing.assert_allclose(share, out[:, 0], atol=0.5 / parts + 1e-9)


@settings(max_examples=100, deadline=None)
@given(outs(), arrays(np.float64, (1, 3, 8), elements=st.floats(0, 1e9)))
def test_out_never_exceeds_the_chance_that_anything_went_unmet(
    by: np.ndarray, unmet: np.ndarray
) -> None:
    _, nodes, months = by.shape
    out = chance_out(by, unmet[:, :nodes, :months])
    assert (out <= by + 1e-12).all()
    assert (out >= 0).all()
