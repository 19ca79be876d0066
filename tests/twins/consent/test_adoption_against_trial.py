"""The diagram's chance of adoption against every way to vote, decided one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.twins.consent.plain_votes import plain_adoption
from tests.twins.consent.random_votes import votes

from winset._typing import Floats
from winset.consent.adoption import adoption, adoption_given
from winset.consent.ballots import BALLOTS
from winset.consent.diagram import vote_diagram
from winset.rules.algebra import Rule
from winset.rules.checks import rule_faults
from winset.rules.members import Members, read_members
from winset.rules.reading import read_rule

Vote = tuple[Rule, Members, Floats]


@settings(max_examples=120, deadline=None)
@given(votes(3))
def test_adoption_is_the_sum_over_all_ways_to_vote(vote: Vote) -> None:
    rule, members, chances = vote
    exact = adoption(vote_diagram(rule, members), chances[None])[0]
    assert exact == pytest.approx(plain_adoption(rule, members, chances), abs=1e-12)


@settings(max_examples=25, deadline=None)
@given(votes(3))
def test_adoption_given_a_ballot_is_adoption_with_that_ballot_certain(vote: Vote) -> None:
    rule, members, chances = vote
    given_ballot = adoption_given(vote_diagram(rule, members), chances[None])[0]
    for member in range(len(members.names)):
        for ballot in range(len(BALLOTS)):
            sure = chances.copy()
            sure[member] = np.eye(len(BALLOTS))[ballot]
            expected = plain_adoption(rule, members, sure)
            assert given_ballot[member, ballot] == pytest.approx(expected, abs=1e-12)


@settings(max_examples=25, deadline=None)
@given(votes(3), st.integers(0, 2))
def test_who_is_outside_counts_in_no_total(vote: Vote, who: int) -> None:
    rule, members, chances = vote
    left_out = members.names[who % len(members.names)]
    if rule_faults(rule, members, [left_out]):
        return
    exact = adoption(vote_diagram(rule, members, [left_out]), chances[None])[0]
    expected = plain_adoption(rule, members, chances, (left_out,))
    assert exact == pytest.approx(expected, abs=1e-12)


def test_the_clause_of_four_blockers_carries_what_the_population_would_not() -> None:
    """Three large members against: 24 of 27 for, below 65 % of the population, yet carried."""
    heavy = {f"m{i}": {"population": 100 if i < 3 else 10} for i in range(27)}
    members = read_members(heavy)
    chances = np.zeros((1, 27, 4))
    chances[:, :3, 1] = 1.0
    chances[:, 3:, 0] = 1.0
    assert adoption(vote_diagram("qualified_majority", members), chances)[0] == 1.0
    without = read_rule(
        {"all_of": [{"share": "states", "at_least": "55 %"},
                    {"share": "population", "at_least": "65 %"}]}
    )  # fmt: skip
    assert adoption(vote_diagram(without, members), chances)[0] == 0.0
