"""What holds for every decision rule, whatever its clauses and members."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.twins.rules import random_games

from winset.errors import RuleFaults
from winset.rules import indices
from winset.rules.ballots import Ballot
from winset.rules.checks import checked_game
from winset.rules.counting import Counts, count, critical_together
from winset.rules.decide import decide
from winset.rules.formula import quotas_of
from winset.rules.game import Game, dual, is_winning
from winset.rules.members import read_members
from winset.rules.minimal import smallest_blocking, smallest_winning
from winset.rules.reading import read_rule, write_rule

SETTINGS = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
Case = tuple[dict[str, dict[str, int | str]], Any, Game]
ALL_INDICES = (
    indices.banzhaf,
    indices.banzhaf_absolute,
    indices.shapley_shubik,
    indices.coleman_prevent,
    indices.coleman_initiate,
)


def subsets(names: tuple[str, ...]) -> list[frozenset[str]]:
    numbers = range(2 ** len(names))
    return [frozenset(n for i, n in enumerate(names) if (x >> i) & 1) for x in numbers]


@SETTINGS
@given(random_games.usable(), st.data())
def test_one_more_supporter_never_loses_a_decision(case: Case, data: st.DataObject) -> None:
    """Rules are monotone: the algebra has no negation, and its weights are never negative."""
    _, _, game = case
    fewer = data.draw(st.sets(st.sampled_from(game.names)))
    more = fewer | data.draw(st.sets(st.sampled_from(game.names)))
    assert is_winning(game, more) or not is_winning(game, fewer)
    assert is_winning(game, game.names)
    assert not is_winning(game, ())


@SETTINGS
@given(random_games.usable(), st.randoms(use_true_random=False))
def test_power_does_not_depend_on_the_order_of_the_members(case: Case, random: Any) -> None:
    members, rule, game = case
    names = list(members)
    random.shuffle(names)
    other = checked_game(read_rule(rule), read_members({name: members[name] for name in names}))
    for index in ALL_INDICES:
        assert index(count(other)) == index(count(game))
    ours, theirs = critical_together(game), critical_together(other)
    assert ours is not None
    assert theirs is not None
    assert indices.johnston(ours) == indices.johnston(theirs)


@SETTINGS
@given(random_games.usable(), st.data())
def test_power_follows_a_member_under_another_name(case: Case, data: st.DataObject) -> None:
    members, rule, game = case
    mentioned = str(rule)
    old = data.draw(st.sampled_from(list(members)))
    assume(old not in mentioned)
    renamed = {("another" if name == old else name): v for name, v in members.items()}
    other = count(checked_game(read_rule(rule), read_members(renamed)))
    for index in ALL_INDICES:
        assert index(other)["another"] == index(count(game))[old]


@SETTINGS
@given(random_games.usable())
def test_shares_of_power_sum_to_one(case: Case) -> None:
    _, _, game = case
    counts = count(game)
    assert sum(indices.shapley_shubik(counts).values()) == 1
    assert sum(indices.banzhaf(counts).values()) == 1
    together = critical_together(game)
    assert together is not None
    assert sum(indices.johnston(together).values()) == 1
    # Who is critical is counted in two ways that share no code.
    swings = {n: sum(row) for n, row in zip(together.names, together.together, strict=True)}
    assert swings == indices.swings(counts)


@SETTINGS
@given(random_games.usable(most=7))
def test_a_member_who_has_nothing_has_no_power(case: Case) -> None:
    """A member without weight in any threshold never changes an outcome."""
    _, _, game = case
    weights = zip(*(quota.weights for quota in quotas_of(game.formula)), strict=True)
    dummies = {n for n, own in zip(game.names, weights, strict=True) if not any(own)}
    counts, together = count(game), critical_together(game)
    assert together is not None
    for name in dummies:
        assert indices.shapley_shubik(counts)[name] == 0
        assert indices.swings(counts)[name] == 0
        assert indices.johnston(together)[name] == 0


@SETTINGS
@given(random_games.members(most=7), st.sampled_from(random_games.COLUMNS))
def test_a_dummy_added_to_a_column_changes_nobodys_share(
    members: dict[str, dict[str, int | str]], column: str
) -> None:
    rule = read_rule({"share": column, "more_than": "1/2"})
    try:
        before = count(checked_game(rule, read_members(members)))
    except RuleFaults:
        assume(False)
    nothing: dict[str, int | str] = dict.fromkeys(random_games.COLUMNS, 0)
    after = count(checked_game(rule, read_members(members | {"dummy": nothing})))
    for index in (indices.shapley_shubik, indices.banzhaf, indices.banzhaf_absolute):
        assert index(after) == index(before) | {"dummy": Fraction(0)}


@SETTINGS
@given(random_games.members(), st.sampled_from(random_games.COLUMNS), st.data())
def test_a_stricter_threshold_adds_no_winning_coalition(
    members: dict[str, dict[str, int | str]], column: str, data: st.DataObject
) -> None:
    low, high = sorted(data.draw(st.tuples(st.integers(1, 100), st.integers(1, 100))))
    try:
        games = [
            checked_game(read_rule({"share": column, kind: f"{n} %"}), read_members(members))
            for kind, n in (("at_least", low), ("at_least", high), ("more_than", high))
        ]
    except RuleFaults:
        assume(False)
    won = [{s for s in subsets(game.names) if is_winning(game, s)} for game in games]
    assert won[0] >= won[1] >= won[2]
    counted = [indices.winning_coalitions(count(game)) for game in games]
    assert counted == [len(sets) for sets in won]


@SETTINGS
@given(random_games.usable(), st.data())
def test_who_has_a_veto_can_prevent_everything(case: Case, data: st.DataObject) -> None:
    members, rule, _ = case
    holder = data.draw(st.sampled_from(list(members)))
    vetoed = read_rule({"all_of": [rule, {"veto": [holder]}]})
    prevent = indices.coleman_prevent(count(checked_game(vetoed, read_members(members))))
    assert prevent[holder] == 1 == max(prevent.values())


@SETTINGS
@given(random_games.usable())
def test_blocking_is_winning_in_the_dual(case: Case) -> None:
    _, _, game = case
    blocked = dual(game)
    everyone = frozenset(game.names)
    for some in subsets(game.names):
        assert is_winning(blocked, some) != is_winning(game, everyone - some)
    assert swings_of(blocked) == swings_of(game)
    # The dual of the dual is the game itself: the same sets win.
    again = dual(blocked)
    assert all(is_winning(again, s) == is_winning(game, s) for s in subsets(game.names))


def swings_of(game: Game) -> dict[str, int]:
    """A member is critical for a decision as often as for a blockade."""
    return indices.swings(count(game))


@SETTINGS
@given(random_games.usable(most=7))
def test_every_minimal_winning_set_meets_every_minimal_blocking_set(case: Case) -> None:
    _, _, game = case
    winning, blocking = smallest_winning(game, 10**6), smallest_blocking(game, 10**6)
    assert all(set(one) & set(other) for one in winning for other in blocking)
    # And whoever belongs to none of either is a dummy.
    swings = indices.swings(count(game))
    used = {name for one in winning for name in one}
    assert used == {name for one in blocking for name in one}
    assert used == {name for name, number in swings.items() if number}


@SETTINGS
@given(random_games.usable())
def test_coleman_indices_hold_the_banzhaf_index_between_them(case: Case) -> None:
    """The absolute Banzhaf index is the harmonic mean of both (Dubey & Shapley 1979)."""
    _, _, game = case
    counts: Counts = count(game)
    prevent, initiate = indices.coleman_prevent(counts), indices.coleman_initiate(counts)
    for name, absolute in indices.banzhaf_absolute(counts).items():
        if absolute:
            assert 2 / absolute == 1 / prevent[name] + 1 / initiate[name]


@SETTINGS
@given(random_games.usable(), st.data())
def test_votes_for_or_against_decide_as_the_coalition_does(case: Case, data: st.DataObject) -> None:
    """The binary projection is the vote in which nobody abstains or stays away."""
    members, rule, game = case
    supporters = data.draw(st.sets(st.sampled_from(game.names)))
    cast = {n: Ballot.FOR if n in supporters else Ballot.AGAINST for n in game.names}
    decision = decide(read_rule(rule), read_members(members), cast)
    assert decision.carried == is_winning(game, supporters)
    assert decision.carried == (decision.reason == "carried")


@SETTINGS
@given(random_games.usable(), st.data())
def test_a_friendlier_ballot_never_loses_a_vote(case: Case, data: st.DataObject) -> None:
    members, rule, _ = case
    order = (Ballot.AGAINST, Ballot.ABSENT, Ballot.ABSTAIN, Ballot.FOR)
    cast = {name: data.draw(st.sampled_from(order)) for name in members}
    name = data.draw(st.sampled_from(list(members)))
    friendlier = cast | {name: data.draw(st.sampled_from(order[order.index(cast[name]) :]))}
    read_in, given_members = read_rule(rule), read_members(members)
    before = decide(read_in, given_members, cast).carried
    assert decide(read_in, given_members, friendlier).carried or not before


@SETTINGS
@given(random_games.usable())
def test_a_rule_is_written_as_it_is_read(case: Case) -> None:
    _, rule, _ = case
    read_in = read_rule(rule)
    assert read_rule(write_rule(read_in)) == read_in
