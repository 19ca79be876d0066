"""Which rules come down to one column with a quota for each size, and their vetoes."""

from __future__ import annotations

from typing import Any

from winset.rules.checks import checked_game
from winset.rules.counting import (
    ENUMERATION,
    HALVES,
    PROGRAMME,
    SAMPLING,
    count,
    critical_together,
    method_for,
)
from winset.rules.game import Game, coalition_game, is_winning, weighted
from winset.rules.indices import coleman_prevent, swings
from winset.rules.members import read_members
from winset.rules.minimal import minimal_winning, smallest_winning
from winset.rules.reading import read_rule
from winset.rules.sized import sized


def game(rule: Any, members: int = 6) -> Game:
    given = {f"m{i}": {"votes": i + 1, "people": (7 * i) % 5 + 1} for i in range(members)}
    return checked_game(read_rule(rule), read_members(given))


def test_a_qualified_majority_has_three_ranges_of_sizes() -> None:
    rule = {
        "any_of": [
            {"all_of": [{"count": "members", "at_least": 4}, {"sum": "votes", "at_least": 15}]},
            {"blockers_fewer_than": 2},
        ]
    }
    form = sized(game(rule))
    assert form is not None
    assert form.quotas == (22, 22, 22, 22, 15, 0, 0)


def test_numbers_alone_are_one_vote_each() -> None:
    form = sized(game({"any_of": [{"count": "members", "at_least": 5}, "two_thirds"]}))
    assert form is not None
    assert (form.weights, set(form.quotas)) == ((1,) * 6, {4})


def test_a_veto_joins_the_one_column() -> None:
    rule = {"all_of": [{"sum": "votes", "at_least": 10}, {"veto": ["m0"]}, {"veto": ["m1", "m2"]}]}
    one = game(rule)
    assert sized(one) is not None
    assert swings(count(one, HALVES)) == swings(count(one, ENUMERATION))
    assert coleman_prevent(count(one))["m0"] == 1


def test_a_veto_also_binds_a_way_round_the_column() -> None:
    """Fewer than two blockers carry without the votes, but never without the veto's member."""
    way_round = {"any_of": [{"sum": "votes", "at_least": 18}, {"blockers_fewer_than": 2}]}
    one = game({"all_of": [way_round, {"veto": ["m0"]}]})
    assert sized(one) is not None
    assert not is_winning(one, {"m1", "m2", "m3", "m4", "m5"})
    assert swings(count(one, HALVES)) == swings(count(one, ENUMERATION))


def test_two_groups_of_vetoes_without_a_column() -> None:
    one = game(
        {"all_of": [{"count": "members", "at_least": 4}, {"veto": ["m0"]}, {"veto": ["m1"]}]}
    )
    assert method_for(one) == HALVES
    assert swings(count(one, HALVES)) == swings(count(one, ENUMERATION))


def test_two_columns_are_enumerated() -> None:
    one = game({"all_of": [{"sum": "votes", "at_least": 9}, {"sum": "people", "at_least": 9}]})
    assert sized(one) is None
    assert method_for(one) == ENUMERATION


def test_columns_in_proportion_are_one_column() -> None:
    members = read_members({"a": {"x": 2, "y": 1}, "b": {"x": 4, "y": 2}, "c": {"x": 6, "y": 3}})
    rule = read_rule({"any_of": [{"sum": "x", "at_least": 9}, {"sum": "y", "at_least": 5}]})
    form = sized(coalition_game(rule, members))
    assert form is not None
    assert (form.weights, set(form.quotas)) == ((1, 2, 3), {5})


def test_methods_beyond_the_reach_of_the_others() -> None:
    light, wide = {f"m{i}": i % 7 + 1 for i in range(60)}, {f"m{i}": 3**i for i in range(31)}
    assert method_for(weighted(light, 140)) == PROGRAMME
    assert method_for(weighted(wide, 3**30)) == HALVES
    rule = {"all_of": [{"sum": "votes", "at_least": 300}, {"sum": "people", "at_least": 50}]}
    assert method_for(game(rule, members=31)) == SAMPLING
    assert minimal_winning(game(rule, members=31)) is None
    assert critical_together(game(rule, members=31)) is None


def test_a_large_game_of_numbers_by_closed_form() -> None:
    """In a majority of n each is critical in the sets of m with it: n - 1 choose m - 1."""
    from math import comb

    majority = weighted({f"m{i}": 1 for i in range(101)}, 51)
    assert method_for(majority) == PROGRAMME
    counts = count(majority)
    assert set(swings(counts).values()) == {comb(100, 50)}
    assert sum(counts.by_size) == 2**100
    assert minimal_winning(majority) == comb(101, 51)
    found = critical_together(majority)
    assert found is not None
    assert {row[51] for row in found.together} == {comb(100, 50)}
    assert {sum(row) for row in found.together} == {comb(100, 50)}


def test_the_smallest_of_very_many_minimal_sets_come_at_once() -> None:
    majority = weighted({f"m{i}": 1 for i in range(101)}, 51)
    first, second = smallest_winning(majority, most=2)
    assert first == tuple(f"m{i}" for i in range(51))
    assert second == (*first[:-1], "m51")
