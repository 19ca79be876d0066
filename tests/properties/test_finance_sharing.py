"""What must hold of any sharing of a loss, and that a linear programme finds the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from winset.finance.sharing import joint_and_several, several

WAYS = (several, joint_and_several)
calmly = settings(deadline=None)  # the first call compiles


@st.composite
def cases(draw):
    """A loss, a key that sums to 1, and caps of which some are infinite and some zero."""
    n = draw(st.integers(1, 12))
    weights = np.array(draw(st.lists(st.integers(0, 50), min_size=n, max_size=n)), float)
    weights[draw(st.integers(0, n - 1))] += 1.0
    cap = st.one_of(st.just(0.0), st.floats(0.01, 200), st.just(np.inf))
    caps = np.array(draw(st.lists(cap, min_size=n, max_size=n)))
    return draw(st.floats(0, 300)), weights / weights.sum(), caps


@pytest.mark.parametrize("share", WAYS)
@calmly
@given(case=cases())
def test_nobody_bears_more_than_its_cap_or_all_more_than_the_loss(share, case):
    loss, key, cap = case
    borne = share(loss, key, cap)
    assert (borne <= cap).all()
    assert (borne >= 0).all()
    assert borne.sum() <= loss + 1e-9


@calmly
@given(case=cases())
def test_standing_in_for_each_other_never_bears_less(case):
    loss, key, cap = case
    assert (joint_and_several(loss, key, cap) >= several(loss, key, cap) - 1e-9).all()


@pytest.mark.parametrize("share", WAYS)
@calmly
@given(case=cases(), seed=st.integers(0, 99))
def test_the_order_of_guarantors_is_nothing_to_the_result(share, case, seed):
    loss, key, cap = case
    order = np.random.default_rng(seed).permutation(key.size)
    straight, shuffled = share(loss, key, cap), share(loss, key[order], cap[order])
    np.testing.assert_allclose(shuffled, straight[order], atol=1e-9)


@pytest.mark.parametrize("share", WAYS)
@calmly
@given(case=cases(), factor=st.floats(0, 1), who=st.integers(0, 11))
def test_a_lower_cap_never_raises_its_own_share_nor_the_total(share, case, factor, who):
    loss, key, cap = case
    lower = cap.copy()
    lower[who % key.size] = min(cap[who % key.size], 100.0) * factor
    before, after = share(loss, key, cap), share(loss, key, lower)
    assert after[who % key.size] <= before[who % key.size] + 1e-9
    assert after.sum() <= before.sum() + 1e-9


@pytest.mark.parametrize("share", WAYS)
@calmly
@given(case=cases(), more=st.floats(0, 100))
def test_a_larger_loss_never_lowers_a_share(share, case, more):
    loss, key, cap = case
    assert (share(loss + more, key, cap) >= share(loss, key, cap) - 1e-9).all()


@settings(max_examples=60, deadline=None)
@given(case=cases())
def test_several_shares_are_the_most_that_a_linear_programme_can_raise(case):
    """max sum x with x_i <= c_i and x_i <= k_i L."""
    loss, key, cap = case
    bounds = [(0, min(c, k * loss)) for c, k in zip(cap, key, strict=True)]
    found = linprog(-np.ones(key.size), bounds=bounds, method="highs")
    np.testing.assert_allclose(several(loss, key, cap), found.x, atol=1e-9)


@settings(max_examples=60, deadline=None)
@given(case=cases())
def test_joint_shares_are_those_of_the_lowest_level_that_holds_the_loss(case):
    """min mu with x_i <= mu k_i, x_i <= c_i and sum x = min(L, sum c): a linear programme."""
    loss, key, cap = case
    n, able = key.size, key > 0
    held = min(loss, cap[able].sum())
    below = np.hstack([np.eye(n), -key[:, None]])
    found = linprog(
        np.r_[np.zeros(n), 1.0],
        A_ub=below,
        b_ub=np.zeros(n),
        A_eq=np.r_[np.ones(n), 0.0][None, :],
        b_eq=[held],
        bounds=[*((0, None if np.isinf(c) else c) for c in cap), (0, None)],
        method="highs",
        options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10},
    )
    assert found.status == 0
    mu = found.x[-1]
    mine = joint_and_several(loss, key, cap)
    np.testing.assert_allclose(mine.sum(), held, atol=1e-9)
    np.testing.assert_allclose(mine, np.minimum(cap, mu * key), atol=1e-7 if mu > 1e6 else 1e-9)
