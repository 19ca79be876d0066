"""Bargaining solutions against published and closed results (cases N1-N4 and N10)."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.talks.efficient import efficient
from winset.talks.lotteries import frontier_corners, lottery_points
from winset.talks.static import static_view

STEP = 1e-5  # of the shares on which N1 is laid out: the tolerance of its points


def by_rule(points) -> dict[str, np.ndarray]:
    return {point.rule: point.values for point in points}


@pytest.mark.parametrize("power", [0.5, 0.25, 0.8])
def test_a_curved_frontier_has_its_closed_forms(power: float) -> None:
    """N1: u = (x^a, 1 - x), d = 0: Nash a / (1 + a); for a = 1/2 also the other rules.

    Kalai & Smorodinsky 1975: sqrt x = 1 - x at (3 - sqrt 5) / 2; utilitarian 1 / (2 sqrt x) = 1.
    """
    shares = np.arange(0, 1 + STEP / 2, STEP)
    points = np.c_[shares**power, 1 - shares]
    view = static_view(points, np.zeros(2))
    found = {point.rule: shares[point.outcome] for point in view.points}
    assert found["nash"] == pytest.approx(power / (1 + power), abs=2 * STEP)
    if power == 0.5:
        assert found["kalai_smorodinsky"] == pytest.approx((3 - math.sqrt(5)) / 2, abs=2 * STEP)
        assert found["egalitarian"] == pytest.approx((3 - math.sqrt(5)) / 2, abs=2 * STEP)
        assert found["utilitarian"] == pytest.approx(0.25, abs=2 * STEP)
    assert view.efficient.all()


def test_party_two_loses_under_nash_when_the_set_grows() -> None:
    """N2: Kalai & Smorodinsky 1975, the example against Nash's independence axiom."""
    wide = by_rule(lottery_points(np.array([[0.0, 1.0], [1.0, 0.7]]), np.zeros(2)))
    small = np.array([[0.0, 1.0], [0.75, 0.75], [1.0, 0.0]])
    narrow = by_rule(lottery_points(small, np.zeros(2)))
    np.testing.assert_allclose(wide["nash"], [1, 0.7], atol=1e-12)
    np.testing.assert_allclose(narrow["nash"], [0.75, 0.75], atol=1e-12)
    np.testing.assert_allclose(wide["kalai_smorodinsky"], [1 / 1.3, 1 / 1.3], atol=1e-12)
    np.testing.assert_allclose(narrow["kalai_smorodinsky"], [0.75, 0.75], atol=1e-12)
    assert wide["nash"][1] < narrow["nash"][1]
    assert wide["kalai_smorodinsky"][1] > narrow["kalai_smorodinsky"][1]


def test_the_triangle() -> None:
    """N3: (0,0), (1,0), (0,2)."""
    found = by_rule(lottery_points(np.array([[0.0, 0], [1, 0], [0, 2]]), np.zeros(2)))
    np.testing.assert_allclose(found["nash"], [0.5, 1], atol=1e-12)
    np.testing.assert_allclose(found["kalai_smorodinsky"], [0.5, 1], atol=1e-12)
    np.testing.assert_allclose(found["egalitarian"], [2 / 3, 2 / 3], atol=1e-12)
    np.testing.assert_allclose(found["utilitarian"], [0, 2], atol=1e-12)


def test_a_pie_is_split_from_the_disagreement_point() -> None:
    """N4: pie 1, disagreement (.2, .1): the surplus .7 is halved."""
    points = lottery_points(np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([0.2, 0.1]))
    for rule in ("nash", "kalai_smorodinsky", "egalitarian"):
        np.testing.assert_allclose(by_rule(points)[rule], [0.55, 0.45], atol=1e-12)


def test_no_surplus_gets_a_clean_answer() -> None:
    """N10 (FiftyFifty): 11 splits, reservation one half each: only (.5, .5), nothing to share."""
    shares = np.arange(11) / 10
    points = np.c_[shares, 1 - shares]
    view = static_view(points, np.array([0.5, 0.5]))
    assert view.efficient.sum() == 11
    assert np.flatnonzero(view.acceptable).tolist() == [5]
    for point in view.points:
        assert (point.verdict, point.outcome, point.values) == ("no surplus", None, None)
    for lottery in lottery_points(points, np.array([0.5, 0.5])):
        assert (lottery.verdict, lottery.values) == ("no surplus", None)
    for point in static_view(points, np.array([0.6, 0.6])).points:
        assert point.verdict == "nothing acceptable"


@settings(max_examples=80, deadline=None)
@given(st.integers(2, 4), st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_the_frontier_is_what_its_definition_says(parties: int, count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    points = rng.integers(0, 6, size=(count, parties)) / 5
    others, mine = points[None, :, :], points[:, None, :]
    beaten = (others >= mine).all(axis=2) & (others > mine).any(axis=2)
    np.testing.assert_array_equal(efficient(points), ~beaten.any(axis=1))


@settings(max_examples=80, deadline=None)
@given(st.integers(3, 30), st.integers(0, 2**32 - 1))
def test_lotteries_reach_at_least_what_single_outcomes_do(count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    points, disagreement = rng.random((count, 2)), rng.random(2) / 3
    single = {point.rule: point for point in static_view(points, disagreement).points}
    for mixed in lottery_points(points, disagreement):
        pure = single[mixed.rule]
        if pure.gains is None:
            continue
        assert mixed.values is not None
        gains = mixed.values - disagreement
        if mixed.rule == "nash":
            assert gains.prod() >= pure.gains.prod() - 1e-12
        if mixed.rule == "egalitarian":
            assert gains.min() >= pure.gains.min() - 1e-12
        if mixed.rule == "utilitarian":
            assert gains.sum() >= pure.gains.sum() - 1e-12


@settings(max_examples=60, deadline=None)
@given(st.integers(3, 40), st.integers(0, 2**32 - 1))
def test_the_hull_has_no_outcome_beyond_its_edges(count: int, seed: int) -> None:
    points = np.random.default_rng(seed).random((count, 2))
    corners = frontier_corners(points)
    assert (np.diff(corners[:, 0]) > 0).all()
    assert (np.diff(corners[:, 1]) < 0).all()
    for a, b in itertools.pairwise(corners):
        normal = np.array([a[1] - b[1], b[0] - a[0]])
        assert (points @ normal <= a @ normal + 1e-12).all()
