"""Quantities that move an outcome together: found where they do, and seldom where they do not."""

from __future__ import annotations

import numpy as np
import pytest

from winset.explore.drivers import drivers, noise_threshold
from winset.explore.groups import alike, group_threshold, strongest_group

DRAWS = 60


def unrelated(seed: int, things: int = 30) -> dict[str, np.ndarray]:
    """Pairs of quantities, and some that stand alone, none of them related to anything."""
    chance = np.random.default_rng(seed)
    names = [f"t.thing{i}.{side}" for i in range(things) for side in ("north", "south")]
    return {name: chance.normal(size=DRAWS) for name in names if name != "t.thing0.south"}


def test_a_pair_is_heard_where_neither_is_alone() -> None:
    """Each has a part of the outcome below the threshold; the two together are well above."""
    samples = unrelated(16)
    noise = np.random.default_rng(516).normal(size=DRAWS)
    pair = ("t.thing7.north", "t.thing7.south")
    outcome = 0.5 * samples[pair[0]] - 0.5 * samples[pair[1]] + noise
    assert not any(each.audible for each in drivers(outcome, samples).found)
    group = strongest_group(outcome, samples)
    assert group is not None
    assert (group.paths, group.audible) == (pair, True)
    assert group.threshold < group.strength < 1


def test_accident_is_taken_for_a_group_in_five_runs_of_a_hundred_at_most() -> None:
    heard = 0
    for seed in range(200):
        samples = unrelated(seed)
        outcome = np.random.default_rng(10_000 + seed).normal(size=DRAWS)
        group = strongest_group(outcome, samples)
        assert group is not None
        heard += group.audible
    assert 0 < heard <= 18  # 10 expected; above 18 with a chance of half a per cent


def test_a_group_of_one_is_a_quantity_alone() -> None:
    for n in (10, 60, 200):
        for many in (1, 50):
            alone = noise_threshold(n, many)
            assert group_threshold(n, 1, many) == pytest.approx(alone, abs=1e-9)


def test_paths_that_differ_in_one_key_are_alike_up_to_four() -> None:
    five = [f"t.{name}.x" for name in "abcde"]
    assert alike(five) == ()
    assert alike(five[:4]) == (tuple(five[:4]),)
    assert alike(["t.a.x", "u.a.y"]) == ()


def test_there_is_no_group_where_nothing_moves() -> None:
    samples = unrelated(1)
    assert strongest_group(np.ones(DRAWS), samples) is None
    assert strongest_group(np.arange(DRAWS), {"a.b": samples["t.thing1.north"]}) is None
