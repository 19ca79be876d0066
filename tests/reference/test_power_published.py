"""Voting games with known answers, under the rules of law as winset words them."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest

from winset.data.read import read
from winset.rules import indices
from winset.rules.checks import checked_game
from winset.rules.counting import count, critical_together
from winset.rules.game import Game, weighted
from winset.rules.members import Members, read_members
from winset.rules.minimal import minimal_blocking, minimal_winning, smallest_blocking
from winset.rules.reading import read_rule

PERMANENT = [f"P{i}" for i in range(5)]
ELECTED = [f"E{i}" for i in range(10)]


def security_council() -> Game:
    given = {name: {"permanent": int(name in PERMANENT)} for name in PERMANENT + ELECTED}
    return checked_game(read_rule("un_security_council"), read_members(given))


def council(column: str) -> Members:
    figures = read("eu27_population").frame[column]
    return read_members({code: {"population": int(n)} for code, n in figures.items()})


def test_security_council() -> None:
    """V1: UN Charter, Article 27(3); the fractions as printed by the sources of `power_indices`."""
    counts = count(security_council())
    swings, shapley = indices.swings(counts), indices.shapley_shubik(counts)
    assert {swings[name] for name in PERMANENT} == {848}
    assert {swings[name] for name in ELECTED} == {84}
    assert {shapley[name] for name in PERMANENT} == {Fraction(421, 2145)}
    assert {shapley[name] for name in ELECTED} == {Fraction(4, 2145)}


def test_security_council_minimal_sets() -> None:
    """Five permanent and four of ten elected carry; one permanent or seven elected block."""
    game = security_council()
    assert minimal_winning(game) == 210  # 10 choose 4
    assert minimal_blocking(game) == 5 + 120  # and 10 choose 7
    assert smallest_blocking(game, 6) == (*((p,) for p in PERMANENT), tuple(ELECTED[:7]))


def test_economic_community_of_1958() -> None:
    """V2: EEC Treaty (1957), Article 148: Luxembourg's one vote never counted, all else is even."""
    game = weighted({"DE": 4, "FR": 4, "IT": 4, "BE": 2, "NL": 2, "LU": 1}, 12)
    counts = count(game)
    assert list(indices.swings(counts).values()) == [10, 10, 10, 6, 6, 0]
    expected = [Fraction(7, 30)] * 3 + [Fraction(3, 20)] * 2 + [Fraction(0)]
    assert list(indices.shapley_shubik(counts).values()) == expected


def test_five_parties_of_a_hundred_seats() -> None:
    """V3: no print of it is at hand; its 32 coalitions and 120 orders can be counted by hand."""
    counts = count(weighted({"a": 36, "b": 35, "c": 15, "d": 8, "e": 6}, 50))
    assert list(indices.swings(counts).values()) == [9, 7, 7, 1, 1]
    expected = [Fraction(11, 30), *[Fraction(17, 60)] * 2, *[Fraction(1, 30)] * 2]
    assert list(indices.shapley_shubik(counts).values()) == expected


def test_johnston_by_hand() -> None:
    """[6; 4, 3, 2, 1]: AB, AC, ABD and ACD are shared by two, ABC is A's, BCD shared by three."""
    critical = critical_together(weighted({"A": 4, "B": 3, "C": 2, "D": 1}, 6))
    assert critical is not None
    scores = {"A": Fraction(3), "B": Fraction(4, 3), "C": Fraction(4, 3), "D": Fraction(1, 3)}
    assert indices.johnston(critical) == {name: score / 6 for name, score in scores.items()}


def test_the_four_member_clause_moves_germany() -> None:
    """The 2018 figures: Shapley-Shubik 0.176103 with the clause, 0.178126 without."""
    members = council("population_2018")
    without = {
        "all_of": [
            {"share": "states", "at_least": "55 %"},
            {"share": "population", "at_least": "65 %"},
        ]
    }
    germany = {
        text: indices.shapley_shubik(count(checked_game(read_rule(rule), members)))["DE"]
        for text, rule in (("with", "qualified_majority"), ("without", without))
    }
    assert f"{float(germany['with']):.6f}" == "0.176103"
    assert f"{float(germany['without']):.6f}" == "0.178126"


def test_what_the_clause_adds() -> None:
    """Sets of 24 or more that miss 65 %: those whose outsiders are three of the largest."""
    members = council("population_2018")
    rule = read_rule("qualified_majority")
    plain = {"share": "population", "at_least": "65 %"}
    with_clause = count(checked_game(rule, members)).by_size
    population = count(checked_game(read_rule(plain), members)).by_size
    totals = dict(zip(members.names, members.columns["population"], strict=True))
    all_people = sum(n for n in totals.values() if n is not None)
    assert with_clause[15:24] == population[15:24]
    added = sum(with_clause[24:]) - sum(population[24:])
    assert added == heavy_triples([n for n in totals.values() if n is not None], all_people)


def heavy_triples(figures: list[Fraction], total: Fraction) -> int:
    """Sets of at most three members with more than 35 % of the total, by trying each."""
    tried = (c for size in range(4) for c in itertools.combinations(figures, size))
    return sum(sum(c) > Fraction(35, 100) * total for c in tried)


@pytest.mark.parametrize(
    ("rule", "table"),
    [
        ("qualified_majority", "EU27_pop2018_15_65_block4"),
        ("qualified_majority_without_proposal", "EU27_pop2018_20_65"),
    ],
)
def test_the_named_rules_are_the_games_of_the_table(rule: str, table: str) -> None:
    swings = indices.swings(count(checked_game(read_rule(rule), council("population_2018"))))
    frame = read("power_indices").frame
    rows = frame[frame["game_id"] == table]
    assert swings == {row.players: row.swings for row in rows.itertuples()}


def test_some_participating_is_the_four_member_clause_when_all_do() -> None:
    """Three members hold more than 35 % in 2025, so three plus one block: Art. 238(3)(a) TFEU."""
    members = council("population_2025")
    both = [
        count(checked_game(read_rule(rule), members)).by_size
        for rule in ("qualified_majority", "qualified_majority_some_participating")
    ]
    assert both[0] == both[1]
