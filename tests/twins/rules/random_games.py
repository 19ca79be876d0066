"""Random members and random rules over them, as hypothesis strategies, in their written form."""

from __future__ import annotations

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from winset.errors import RuleFaults
from winset.rules.checks import checked_game
from winset.rules.game import Game
from winset.rules.members import read_members
from winset.rules.reading import read_rule

COLUMNS = ("votes", "people", "capital")
SHARES = ("20 %", "1/3", "35 %", "1/2", "55 %", "2/3", "65 %", "85 %", "100 %")


@st.composite
def members(draw: st.DrawFn, most: int = 8) -> dict[str, dict[str, int | str]]:
    """Between one member and `most`, with three columns, some of them zero, tied or in parts."""
    names = [f"m{i}" for i in range(draw(st.integers(1, most)))]
    number = st.integers(0, 12) | st.integers(0, 12) | st.sampled_from(("1/2", "2.25", "7/3"))
    return {name: {column: draw(number) for column in COLUMNS} for name in names}


def thresholds(amounts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    kinds = st.sampled_from(("at_least", "more_than"))
    return st.tuples(kinds, amounts).map(lambda pair: {pair[0]: pair[1]})


def clauses(names: list[str]) -> st.SearchStrategy[Any]:
    some = st.lists(st.sampled_from(names), min_size=1, unique=True)
    sizes = st.integers(0, len(names))
    columns = st.sampled_from((*COLUMNS, "states"))
    found = st.fixed_dictionaries(
        {"fewest_over": st.sampled_from(SHARES), "of": st.sampled_from(COLUMNS), "plus": sizes}
    )

    def with_threshold(head: st.SearchStrategy[Any], tail: st.SearchStrategy[Any]) -> Any:
        return st.tuples(head, thresholds(tail)).map(lambda pair: pair[0] | pair[1])

    shares = with_threshold(columns.map(lambda c: {"share": c}), st.sampled_from(SHARES))
    return st.one_of(
        shares,
        shares,
        shares,
        with_threshold(columns.map(lambda c: {"sum": c}), st.integers(0, 30)),
        with_threshold((some | st.just("members")).map(lambda g: {"count": g}), sizes),
        (sizes | found).map(lambda n: {"blockers_fewer_than": n}),
        some.map(lambda group: {"veto": group}),
        some.map(lambda group: {"consent_of": group}),
        st.just("unanimity"),
        st.just({"needs": "elsewhere"}),
    )


def rules(names: list[str]) -> st.SearchStrategy[Any]:
    """Single clauses, and clauses joined by all_of and any_of up to three deep."""
    # A depth is drawn first: a union of strategies would mostly draw single clauses.
    return st.sampled_from((1, 2, 0, 3)).flatmap(lambda depth: nested(clauses(names), depth))


def nested(one: st.SearchStrategy[Any], depth: int) -> st.SearchStrategy[Any]:
    if depth == 0:
        return one
    parts = st.lists(st.sampled_from((depth - 1, 0)), min_size=2, max_size=3).flatmap(
        lambda depths: st.tuples(*(nested(one, inner) for inner in depths)).map(list)
    )
    kinds = st.sampled_from(("all_of", "any_of"))
    return st.tuples(kinds, parts).map(lambda pair: {pair[0]: pair[1]})


@st.composite
def usable(draw: st.DrawFn, most: int = 8) -> tuple[dict[str, dict[str, int | str]], Any, Game]:
    """Members, a rule that somebody can win and that is not always won, and their game."""
    given = draw(members(most))
    rule = draw(rules(list(given)))
    try:
        game = checked_game(read_rule(rule), read_members(given))
    except RuleFaults:
        assume(False)
        raise
    return given, rule, game
