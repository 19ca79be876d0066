"""Every way of counting against trying every coalition and every order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.twins.rules import plain_coalitions as plain
from tests.twins.rules import random_games

from winset.rules import critical, enumeration, halves, indices, programme
from winset.rules.counting import (
    ENUMERATION,
    HALVES,
    PROGRAMME,
    Critical,
    count,
    critical_together,
)
from winset.rules.game import Game, is_winning
from winset.rules.minimal import (
    minimal_blocking,
    minimal_winning,
    smallest_blocking,
    smallest_winning,
)
from winset.rules.sized import sized

RELAXED = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
Case = tuple[dict[str, dict[str, int | str]], Any, Game]


@RELAXED
@given(random_games.usable())
def test_the_same_coalitions_win(case: Case) -> None:
    members, rule, game = case
    wins = plain.winning(rule, members)
    assert {c for c in plain.coalitions(members) if is_winning(game, c)} == wins


@RELAXED
@given(random_games.usable(most=9))
def test_swings_by_each_method(case: Case) -> None:
    members, rule, game = case
    wins = plain.winning(rule, members)
    expected = plain.swings(wins, list(members))
    methods = (ENUMERATION, HALVES, PROGRAMME) if small(game) else (ENUMERATION,)
    for method in methods:
        counts = count(game, method)
        assert indices.swings(counts) == expected
        assert indices.winning_coalitions(counts) == len(wins)
        assert indices.shapley_shubik(counts) == plain.shapley_by_size(wins, list(members))


def small(game: Game) -> bool:
    """Whether the game has the form and the weights that all three methods can count."""
    form = sized(game)
    return form is not None and programme.bytes_touched(form) < 10**7


@RELAXED
@given(random_games.usable(most=6))
def test_shapley_by_walking_every_order(case: Case) -> None:
    members, rule, game = case
    wins = plain.winning(rule, members)
    walked = plain.shapley_shubik(wins, list(members))
    assert indices.shapley_shubik(count(game)) == walked
    assert plain.shapley_by_size(wins, list(members)) == walked


@RELAXED
@given(random_games.usable(most=9))
def test_who_is_critical_together(case: Case) -> None:
    members, rule, game = case
    wins = plain.winning(rule, members)
    together = [[0] * (len(members) + 1) for _ in members]
    for coalition in wins:
        sharing = plain.critical(coalition, wins)
        for name in sharing:
            together[list(members).index(name)][len(sharing)] += 1
    assert enumeration.critical_together(game).tolist() == together
    form = sized(game)
    if form is not None:
        assert critical.critical_together(form).tolist() == together
        assert critical.visits(form) >= sum(bool(plain.critical(c, wins)) for c in wins)
    if form is not None and small(game) and len(set(form.quotas)) == 1:
        assert [list(row) for row in programme.critical_together(form)] == together
    found = critical_together(game)
    assert found is not None
    assert indices.johnston(found) == plain.johnston(wins, list(members))


@RELAXED
@given(random_games.usable(), st.integers(0, 50))
def test_minimal_winning_and_blocking_sets(case: Case, most: int) -> None:
    members, rule, game = case
    wins = plain.winning(rule, members)
    minimal = plain.minimal(wins)
    blocking = plain.minimal(plain.blocking(wins, members))
    assert minimal_winning(game) == len(minimal)
    assert enumeration.minimal_winning(game) == len(minimal)
    assert minimal_blocking(game) == len(blocking)
    check_listed(smallest_winning(game, most), minimal, list(members), most)
    check_listed(smallest_blocking(game, most), blocking, list(members), most)
    form = sized(game)
    if form is not None and small(game):
        assert programme.minimal_winning(form) == len(minimal)


def check_listed(
    found: tuple[tuple[str, ...], ...], all_sets: set[frozenset[str]], names: list[str], most: int
) -> None:
    """The sets found are the first of all sets by size, then by the order of the members."""
    in_order = sorted(
        (tuple(sorted(names.index(name) for name in one)) for one in all_sets),
        key=lambda places: (len(places), places),
    )
    assert [tuple(names.index(n) for n in one) for one in found] == in_order[:most]


def test_a_game_of_several_columns_is_not_counted_by_halves() -> None:
    members = {"a": {"v": 3, "w": 1}, "b": {"v": 2, "w": 5}, "c": {"v": 1, "w": 3}}
    rule = {"any_of": [{"sum": "v", "at_least": 4}, {"sum": "w", "at_least": 6}]}
    game = random_games.checked_game(
        random_games.read_rule(rule), random_games.read_members(members)
    )
    assert sized(game) is None
    with pytest.raises(ValueError, match="cannot be counted by meet in the middle"):
        count(game, HALVES)


def test_johnston_of_a_record_counts_each_share() -> None:
    together = Critical(("a", "b"), ((0, 1, 1), (0, 0, 1)), ENUMERATION)
    assert indices.johnston(together) == {"a": indices.Fraction(3, 4), "b": indices.Fraction(1, 4)}


def test_halves_of_one_member_and_of_none() -> None:
    one = halves.SizedGame(("a",), (5,), (5, 5))
    assert halves.winning_by_size(one).tolist() == [0, 1]
    assert halves.winning_by_size(halves.SizedGame((), (), (0,))).tolist() == [1]
