"""Who blocks, what would turn them, and what letting them off does."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.twins.consent.random_votes import votes
from tests.unit.consent.council import BONDS, INCOME, LOAN, MEMBERS, ONE, asked, stakes, table

from winset._typing import Floats
from winset.consent.adoption import adoption
from winset.consent.blocking import blocks, chance_against, likeliest_blocking, who_can_stop
from winset.consent.diagram import vote_diagram
from winset.consent.exemptions import exemptions
from winset.consent.grid import Grid
from winset.consent.positions import Known
from winset.consent.question import Question
from winset.consent.table import habits_of, positions_on, question_of
from winset.consent.terms import win_set
from winset.consent.turning import beats, cheapest_break, ways_to_turn
from winset.errors import Faults
from winset.rules.algebra import Rule
from winset.rules.game import coalition_game
from winset.rules.members import Members, read_members

NOTHING = np.zeros((1, 4))
CAP = {"term": "cap", "is": None, "firmness": 0.9}
JOINT = {"term": "joint", "is": False, "firmness": 0.8}


@settings(max_examples=60, deadline=None)
@given(votes(6), st.integers(1, 8))
def test_the_likeliest_blocking_sets_are_those_of_all_sets(
    vote: tuple[Rule, Members, Floats], most: int
) -> None:
    rule, members, chances = vote
    game, diagram = coalition_game(rule, members), vote_diagram(rule, members)
    against = chance_against(diagram, chances[None])[0]
    plain = []
    for size in range(1, len(members.names) + 1):
        for chosen in itertools.combinations(range(len(members.names)), size):
            names = tuple(members.names[i] for i in chosen)
            smaller = [tuple(n for n in names if n != left) for left in names]
            if blocks(game, names) and not any(blocks(game, s) for s in smaller):
                plain.append(float(against[list(chosen)].prod()))
    expected = sorted((chance for chance in plain if chance > 0), reverse=True)[:most]
    found = likeliest_blocking(game, diagram, chances[None], most)
    assert [one.chance for one in found.sets] == pytest.approx(expected)
    assert found.complete


def test_across_draws_blockers_move_together() -> None:
    """Two draws, both against in one and none in the other: together with a half, not a quarter."""
    three = read_members({"a": {}, "b": {}, "c": {}})
    papers = np.zeros((2, 3, 4))
    papers[0, :, 1] = [1, 1, 0]
    papers[0, 2, 0] = 1
    papers[1, :, 0] = 1
    diagram = vote_diagram("simple_majority", three)
    found = likeliest_blocking(coalition_game("simple_majority", three), diagram, papers)
    assert [(one.members, one.chance) for one in found.sets] == [(("a", "b"), 0.5)]


def test_an_abstention_counts_against_only_where_the_rule_says_so() -> None:
    three = read_members({"a": {}, "b": {}, "c": {}})
    papers = np.tile([0.5, 0.2, 0.3, 0.0], (1, 3, 1))
    by_majority = chance_against(vote_diagram("simple_majority", three), papers)
    unanimous = chance_against(vote_diagram("eu_unanimity", three), papers)
    assert by_majority[0].tolist() == [0.5] * 3
    assert unanimous[0].tolist() == [0.2] * 3


def test_who_can_stop_an_option_under_its_rule() -> None:
    """7 of 10 votes are needed, so a set blocks from 4 votes on: A, or B with C or D."""
    game = coalition_game(table().matters["loan"].rule, MEMBERS)
    assert who_can_stop(game) == (("A",), ("B", "C"), ("B", "D"))
    assert who_can_stop(coalition_game("unanimity", MEMBERS))[0] == ("A",)


def test_ways_to_turn_a_member_held_by_two_conditions() -> None:
    """A gains 2 % of 100 by the loan but holds to two conditions with 0.9 and 0.8.

    Its chance of a vote for is 0.02 as it stands, 0.2 or 0.1 with one condition met, and 1 with
    both: only both turn it, whatever it is paid.
    """
    read = table(positions={"A": {"loan": {"against_unless": [CAP, JOINT]}}})
    terms = {"cap": 5, "joint": True}
    _, questions, habits = asked(read)
    known = Known(positions_on(read, "loan"), None, ONE)
    (way,) = ways_to_turn(questions["loan"], known, terms, NOTHING, habits, "A", 100.0)
    assert (way.meets, way.exempt, way.payment) == (("cap", "joint"), False, 0.0)
    assert way.votes_for == 1.0


def test_ways_to_turn_a_member_by_money_or_by_letting_it_off() -> None:
    """D loses 1 % of 100 by the loan: 1 EUR makes it even, and an exemption alone does too."""
    read = table()
    _, questions, habits = asked(read)
    known = Known({}, None, ONE)
    ways = ways_to_turn(questions["loan"], known, {}, NOTHING, habits, "D", 100.0)
    assert [(way.exempt, round(way.payment, 9)) for way in ways] == [(True, 0.0), (False, 1.0)]
    money, terms = cheapest_break(("D",), {"D": ways})
    assert money is not None
    assert terms is not None
    assert (money.exempt, terms.exempt) == (False, True)
    assert not beats(money, terms)


def test_a_member_on_record_for_good_is_not_turned() -> None:
    read = table(positions={"D": {"loan": {"on_record": "against"}}})
    _, questions, habits = asked(read)
    known = Known(positions_on(read, "loan"), None, ONE)
    assert ways_to_turn(questions["loan"], known, {}, NOTHING, habits, "D", 100.0) == ()


def test_each_objectors_exemption_in_turn() -> None:
    """Bonds under unanimity: only C objects. Exempt C, and D pays twice: then D objects.

    With C and D both exempt nobody pays enough to object.
    """
    read = table()
    _, _, habits = asked(read)

    def ask(exempt: tuple[str, ...]) -> Question:
        cost = [2.0, 2.0, 4.0, 2.0] if "C" not in exempt else [2.0, 2.0, 0.0, 6.0]
        matter = read.matters["bonds"].model_copy(update={"exempt": exempt})
        at_stake = stakes([3, 3, 3, 3], cost)
        return question_of(read, "bonds", MEMBERS, at_stake, INCOME, ONE, matter=matter)

    alone = exemptions(("C", "D"), ask, NOTHING, habits)
    assert [(e.exempt, e.solved.adopted[0]) for e in alone] == [
        ((), 0.0), (("C",), 0.0), (("D",), 0.0),
    ]  # fmt: skip
    assert alone[1].worst_burden.tolist() == [0.06]
    mounting = exemptions(("C", "D"), ask, NOTHING, habits, together=True)
    assert [e.solved.adopted[0] for e in mounting] == [0.0, 0.0, 1.0]


def test_a_search_cuts_what_cannot_pass() -> None:
    """A holds firmly to `cap: none`; with 7 of 10 votes needed, designs with a cap cannot pass."""
    firm = {"against_unless": [{"term": "cap", "is": None, "firmness": 1}]}
    read = table(positions={"A": {"loan": firm}})
    levels = {"cap": (5, None), "host": (False, True)}
    question = question_of(read, "loan", MEMBERS, LOAN, INCOME, ONE)
    known = Known({**positions_on(read, "loan")}, None, ONE)
    grid = Grid(levels, {}, known, (), lambda _: question, NOTHING, habits_of(read, ONE))
    found = win_set(grid)
    assert [design.terms["cap"] for design in found.designs] == [None, None]
    assert (found.allowed, found.cut) == (4, 2)
    assert found.designs[0].votes_for.tolist() == [1, 1, 1, 0]


def test_a_grid_without_designs_is_refused() -> None:
    read = table()
    known = Known({}, None, ONE)
    question = question_of(read, "bonds", MEMBERS, BONDS, INCOME, ONE)
    habits = habits_of(read, ONE)
    empty = Grid({"cap": ()}, {}, known, ("size",), lambda _: question, NOTHING, habits)
    with pytest.raises(Faults) as caught:
        win_set(empty)
    assert [fault.code.id for fault in caught.value.faults] == ["C113", "C113"]


def test_a_ballot_that_was_excluded_is_refused_rather_than_lost() -> None:
    three = read_members({"a": {}, "b": {}, "c": {}})
    two_ways = np.tile([True, True, False, False], (3, 1))
    diagram = vote_diagram("simple_majority", three, cast=two_ways)
    with pytest.raises(Faults, match="C102: a may cast a ballot that was excluded"):
        adoption(diagram, np.tile([0.5, 0.2, 0.3, 0.0], (1, 3, 1)))
    with pytest.raises(Faults, match="C101"):
        adoption(diagram, np.zeros((1, 2, 4)))
