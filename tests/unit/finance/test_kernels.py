"""The kernels' own parts: ranks counted around failures, guides, and what is kept on disk."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from winset._compiled import functions_in, stamp
from winset.finance.kernels.burdens import failures
from winset.finance.kernels.fates import STEPS, first_month, guide
from winset.finance.kernels.layout import BITS
from winset.finance.kernels.ordered import LESS, MORE, ORDERED, in_order, tell_like
from winset.finance.kernels.statistics import describe
from winset.finance.kernels.walk import walk
from winset.finance.sharing import vessels_of


@st.composite
def burdens(draw):
    """Values of one payer, and the few that are lower for another."""
    n = draw(st.integers(1, 120))
    value = st.one_of(st.just(7.0), st.floats(0, 1e6))
    values = np.array(draw(st.lists(value, min_size=n, max_size=n)))
    few = draw(st.integers(0, n // 2))
    lower = draw(st.lists(st.floats(0, 1), min_size=few, max_size=few))
    return values, np.array(lower), draw(st.integers(0, 60))


@settings(deadline=None)
@given(burdens())
def test_ranks_counted_around_failures_are_those_of_the_values_themselves(case):
    values, lower, zeros = case
    n, few = values.size, lower.size
    rows = np.zeros((6, n))
    in_order(values, n, rows)
    np.testing.assert_array_equal(rows[ORDERED], np.sort(values))
    own = values.copy()
    own[:few] *= lower
    rows[LESS, :few], rows[MORE, :few] = values[:few], own[:few]
    counted, described = np.zeros((1, 6, 1)), np.zeros((1, 6, 1))
    tell_like(rows, n, few, zeros, 2.0, counted, 0, 0)
    describe(own, n, zeros, np.empty(n), described, 0, 0)
    np.testing.assert_allclose(counted, 2.0 * described, rtol=1e-9, atol=1e-6)


@given(st.lists(st.floats(0, 0.3), min_size=1, max_size=60), st.floats(0, 1, exclude_max=True))
def test_a_guide_leads_to_the_month_that_a_search_finds(hazard, u):
    by = np.append(1.0 - np.cumprod(1.0 - np.array(hazard)), 2.0)
    first = np.zeros((1, STEPS), dtype=np.int64)
    guide(by[None, :], 0, first, 0)
    assert first_month(by[None, :], 0, first, 0, u) == np.searchsorted(by, u, side="right")


def test_caps_in_proportion_to_the_key_make_one_vessel():
    key = np.random.default_rng(1).dirichlet(np.ones(27), size=3)
    vessels, vessel = vessels_of(key, key * 40e9)
    assert vessels.shape == (3, 3, 1)
    assert (vessel == 0).all()
    np.testing.assert_allclose(vessels[:, 0, 0], 40e9)
    np.testing.assert_allclose(vessels[:, 1, 0], 1.0)


def test_what_is_kept_on_disk_hangs_on_the_source_of_every_step():
    steps = {each.__module__.rpartition(".")[2] for each in functions_in(walk.py_func)}
    assert {"walk", "fates", "debt", "waterfall", "guarantee", "sharing"} <= steps
    assert walk._cache._cache_file._source_stamp[1] == stamp(walk.py_func)


def test_more_guarantors_than_bits_in_a_word():
    """Seventy guarantors, of which the last alone fails: it is found in the second word."""
    failing = np.zeros((2, 3), dtype=np.int64)
    failing[69 // BITS, 1] = 1 << (69 % BITS)
    first, fails = failures(failing, 3, 70)
    assert fails.tolist() == [1]
    assert first[:71].tolist() == [0] * 70 + [1]
