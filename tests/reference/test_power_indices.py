"""Every row of the reference table of power indices, reproduced exactly.

The table says for each game where its weights come from and, where one was found, what others
printed. Its rules are read from their text, so that nothing about a game is repeated here, except
the populations of the Nice rule, which the table names by their source only.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest

from winset.data.read import read
from winset.rules import indices
from winset.rules.checks import checked_game
from winset.rules.counting import HALVES, PROGRAMME, count
from winset.rules.game import Game
from winset.rules.members import read_members
from winset.rules.reading import read_rule

TABLE = read("power_indices").frame
GAMES = list(dict.fromkeys(TABLE["game_id"]))
NICE = "Nice27_triple_255"

# Population in thousands: Seville Game Theory Group, "Nice European Council December 2000",
# esi2.us.es/~mbilbao/niza.htm; the total is the 481181 of the rule.
# fmt: off
NICE_THOUSANDS = {
    "DE": 82038, "UK": 59247, "FR": 58966, "IT": 57612, "ES": 39394, "PL": 38667, "RO": 22489,
    "NL": 15760, "EL": 10533, "CZ": 10290, "BE": 10213, "HU": 10092, "PT": 9980, "SE": 8854,
    "BG": 8230, "AT": 8082, "SK": 5393, "DK": 5313, "FI": 5160, "IE": 3744, "LT": 3701,
    "LV": 2439, "SI": 1978, "EE": 1446, "CY": 752, "LU": 429, "MT": 379,
}
# fmt: on

WEIGHTED = re.compile(r"weighted: sum >= (?P<votes>\d+)")
MAJORITIES = re.compile(
    r"(votes>=(?P<votes>\d+) and )?states>=(?P<states>\d+) and population>=(?P<population>\d+) "
    r"of (?P<total>\d+)(; or fewer than (?P<blockers>\d+) states absent)?"
)


def rows_of(game_id: str) -> pd.DataFrame:
    return TABLE[TABLE["game_id"] == game_id]


def rule_of(text: str) -> Any:
    """The rule of a game in winset's words, from the words of the table."""
    found = WEIGHTED.fullmatch(text) or MAJORITIES.fullmatch(text)
    assert found is not None, text
    asked = found.groupdict()
    clauses: list[Any] = [
        {"sum": column, "at_least": int(asked[column])}
        for column in ("votes", "population")
        if asked.get(column)
    ]
    if asked.get("states"):
        clauses.append({"count": "members", "at_least": int(asked["states"])})
    rule = {"all_of": clauses}
    blockers = asked.get("blockers")
    return {"any_of": [rule, {"blockers_fewer_than": int(blockers)}]} if blockers else rule


def members_of(game_id: str) -> dict[str, dict[str, int]]:
    """The players of a game with their figures, one by one."""
    rows = rows_of(game_id)
    column = "population" if "population" in rows["rule"].iloc[0] else "votes"
    if game_id == NICE:
        column = "votes"
    given = {
        player: {column: int(row.weight)}
        for row in rows.itertuples()
        for player in row.players.split()
    }
    if game_id == NICE:
        for name, thousands in NICE_THOUSANDS.items():
            given[name]["population"] = thousands
    return given


def game_of(game_id: str) -> Game:
    rule = read_rule(rule_of(rows_of(game_id)["rule"].iloc[0]))
    return checked_game(rule, read_members(members_of(game_id)))


def test_the_inputs_are_those_of_the_table() -> None:
    assert sum(NICE_THOUSANDS.values()) == 481181
    for game_id in GAMES:
        rows = rows_of(game_id)
        given = members_of(game_id)
        assert len(given) == rows["n"].iloc[0], game_id
        assert all(len(row.players.split()) == row.k for row in rows.itertuples()), game_id
        found = MAJORITIES.fullmatch(rows["rule"].iloc[0])
        if found:
            total = sum(figures["population"] for figures in given.values())
            assert total == int(found["total"]), game_id


@pytest.mark.parametrize("game_id", GAMES)
def test_swings_and_exact_fractions(game_id: str) -> None:
    counts = count(game_of(game_id))
    swings, shapley = indices.swings(counts), indices.shapley_shubik(counts)
    for row in rows_of(game_id).itertuples():
        for player in row.players.split():
            assert swings[player] == row.swings
            assert shapley[player] == Fraction(row.shapley_exact)
        assert sum(swings.values()) == row.swings_total
        if not pd.isna(row.winning_coalitions):
            assert indices.winning_coalitions(counts) == row.winning_coalitions


@pytest.mark.parametrize("game_id", GAMES)
def test_decimals_to_eight_places(game_id: str) -> None:
    counts = count(game_of(game_id))
    columns = {
        "banzhaf": indices.banzhaf(counts),
        "shapley": indices.shapley_shubik(counts),
        "abs_banzhaf": indices.banzhaf_absolute(counts),
    }
    for row in rows_of(game_id).itertuples():
        for column, index in columns.items():
            for player in row.players.split():
                assert round(float(index[player]), 8) == getattr(row, column), (player, column)


def printed(text: str) -> tuple[Fraction, int | None]:
    """A printed value and its decimals, or None where it is an exact fraction."""
    value = text.split()[0]
    return Fraction(value), None if "/" in value else len(value.split(".")[1])


PUBLISHED = [
    (row.game_id, row.players.split()[0], index, getattr(row, f"published_{index}"))
    for row in TABLE.itertuples()
    for index in ("banzhaf", "shapley")
    if isinstance(getattr(row, f"published_{index}"), str)
]


@pytest.mark.parametrize(("game_id", "player", "index", "text"), PUBLISHED)
def test_what_others_printed(game_id: str, player: str, index: str, text: str) -> None:
    counts = count(game_of(game_id))
    ours = (indices.banzhaf if index == "banzhaf" else indices.shapley_shubik)(counts)[player]
    value, decimals = printed(text)
    if decimals is None:
        assert ours == value
    else:
        assert abs(ours - value) <= Fraction(1, 2 * 10**decimals)


WEIGHTED_GAMES = [g for g in GAMES if WEIGHTED.fullmatch(rows_of(g)["rule"].iloc[0])]


@pytest.mark.parametrize("game_id", [g for g in WEIGHTED_GAMES if rows_of(g)["n"].iloc[0] <= 40])
def test_both_fast_methods_agree(game_id: str) -> None:
    game = game_of(game_id)
    halves, programme = count(game, HALVES), count(game, PROGRAMME)
    assert halves.by_size == programme.by_size
    assert halves.with_player == programme.with_player
