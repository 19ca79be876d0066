"""Drivers of known functions, and thresholds against published tables."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

from winset.explore.drivers import (
    Driver,
    Drivers,
    carriers,
    drivers,
    ends,
    noise_threshold,
    rank_correlations,
    samples,
)
from winset.streams import stream

N = 400


@pytest.fixture(scope="module")
def draws() -> dict[str, np.ndarray]:
    return {name: stream(1, name).random(N) for name in ("a", "b", "c", "noise", "more noise")}


def test_drivers_of_a_linear_function_are_ranked_by_their_share_of_its_variance(draws) -> None:
    outcome = 4 * draws["a"] - 2 * draws["b"] + draws["c"]
    found = drivers(outcome, draws)
    assert [each.path for each in found.found[:3]] == ["a", "b", "c"]
    assert [each.audible for each in found.found] == [True, True, True, False, False]
    sizes = np.array([4, 2, 1]) / np.sqrt(21)  # the exact linear correlations, up to sign
    got = np.array([each.correlation for each in found.found[:3]])
    assert np.sign(got).tolist() == [1, -1, 1]
    assert np.abs(np.abs(got) - sizes).max() < 0.06


def test_rank_correlations_are_spearmans(draws) -> None:
    outcome = np.exp(3 * draws["a"]) + draws["b"]
    values = np.stack(list(draws.values()))
    expected = [spearmanr(outcome, each).statistic for each in values]
    assert rank_correlations(outcome, values) == pytest.approx(expected, abs=1e-12)


def test_ties_take_their_mean_rank() -> None:
    one, other = np.array([1.0, 1, 2, 3]), np.array([[2.0, 2, 2, 5]])
    assert rank_correlations(one, other)[0] == pytest.approx(spearmanr(one, other[0]).statistic)


@pytest.mark.parametrize(("n", "critical"), [(10, 0.632), (20, 0.444), (30, 0.361), (100, 0.197)])
def test_threshold_is_that_of_the_tables(n: int, critical: float) -> None:
    """Critical values of a correlation, two-sided 5 %: Fisher & Yates (1938), table VII."""
    assert noise_threshold(n) == pytest.approx(critical, abs=5e-4)


def test_unrelated_quantities_rarely_pass_the_threshold_together() -> None:
    numbers = stream(3, "noise")
    k, n, runs = 20, 60, 400
    limit = noise_threshold(n, k)
    passed = sum(
        np.abs(rank_correlations(numbers.random(n), numbers.random((k, n)))).max() > limit
        for _ in range(runs)
    )
    assert passed / runs < 0.05 + 3 * np.sqrt(0.05 * 0.95 / runs)
    assert passed > 0


def test_what_does_not_vary_drives_nothing(draws) -> None:
    assert drivers(np.ones(N), draws).found == ()
    assert drivers(draws["a"], {"flat": np.ones(N)}).found == ()


def test_few_draws_tell_nothing() -> None:
    found = drivers(np.arange(3.0), {"a": np.arange(3.0)})
    assert found.threshold == 1.0
    assert not any(each.audible for each in found.found)


def test_ends_are_medians_of_the_outer_fifths() -> None:
    values = np.arange(100.0)
    low, high = ends(values**2, values)
    assert low == np.median(np.arange(20.0) ** 2)
    assert high == np.median(np.arange(80.0, 100.0) ** 2)


def test_carriers_are_ranked_by_their_strongest_outcome_and_only_if_audible() -> None:
    one = Drivers((Driver("a", 0.4, True), Driver("b", 0.1, False)), 0.2, 100)
    other = Drivers(
        (Driver("b", -0.8, True), Driver("a", 0.5, True), Driver("c", 0.9, True)), 0.2, 100
    )
    found = carriers({"one": one, "other": other}, ["a", "b"])
    assert [each.path for each in found] == ["b", "a"]
    assert found[1].outcomes == ("other", "one")
    assert found[0].strongest == pytest.approx(0.8)


def test_samples_come_in_the_order_of_draws() -> None:
    import pandas as pd

    table = pd.DataFrame(
        {"path": ["a", "b", "a", "b"], "draw": [1, 0, 0, 1], "value": [4.0, 1.0, 3.0, 2.0]}
    )
    found = samples(table)
    assert found["a"].tolist() == [3.0, 4.0]
    assert found["b"].tolist() == [1.0, 2.0]
