"""Votes: relabelling, strictness, exemptions, and chances that stay chances."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.twins.consent.random_votes import clauses, votes

from winset._typing import Floats
from winset.consent.adoption import adoption, adoption_given, pivot_chances
from winset.consent.agenda import outcome_chances, solve, verify
from winset.consent.diagram import vote_diagram
from winset.consent.norm import under_norm
from winset.consent.question import Habits, Item, Question
from winset.consent.stakes import BurdenWeights, Stakes, worth
from winset.consent.votes import Bindings, ballot_chances, chance_of_for
from winset.rules.algebra import AllOf, Rule
from winset.rules.checks import rule_faults
from winset.rules.members import Members, read_members
from winset.rules.reading import read_rule

Vote = tuple[Rule, Members, Floats]
FREE = (
    "qualified_majority_without_proposal",
    "eu_unanimity",
    "simple_majority",
    "consensus",
    "two_thirds",
)


@settings(max_examples=100, deadline=None)
@given(votes(8), st.integers(0, 1000))
def test_relabelling_members_permutes_results(vote: Vote, seed: int) -> None:
    rule, members, chances = vote
    order = np.random.default_rng(seed).permutation(len(members.names))
    names = tuple(members.names[i] for i in order)
    column = members.columns["w"]
    shuffled = read_members({n: {"w": column[i]} for n, i in zip(names, order, strict=True)})
    one, other = vote_diagram(rule, members), vote_diagram(rule, shuffled)
    papers, moved = chances[None], chances[None, order]
    assert adoption(one, papers)[0] == pytest.approx(adoption(other, moved)[0], abs=1e-12)
    here, there = pivot_chances(one, papers)[0], pivot_chances(other, moved)[0]
    np.testing.assert_allclose(here[order], there, atol=1e-12)


@settings(max_examples=100, deadline=None)
@given(votes(6), st.data())
def test_a_stricter_rule_is_never_carried_more_often(vote: Vote, data: st.DataObject) -> None:
    rule, members, chances = vote
    extra = read_rule(data.draw(clauses(list(members.names))))
    stricter = AllOf(all_of=(rule, extra))
    assume(not rule_faults(stricter, members))
    loose = adoption(vote_diagram(rule, members), chances[None])[0]
    assert adoption(vote_diagram(stricter, members), chances[None])[0] <= loose + 1e-12


@settings(max_examples=100, deadline=None)
@given(votes(6))
def test_the_chances_given_each_ballot_average_to_the_chance(vote: Vote) -> None:
    rule, members, chances = vote
    diagram = vote_diagram(rule, members)
    whole = adoption(diagram, chances[None])[0]
    given_ballot = adoption_given(diagram, chances[None])[0]
    np.testing.assert_allclose((given_ballot * chances).sum(axis=1), whole, atol=1e-12)
    assert pivot_chances(diagram, chances[None]).min() >= -1e-12  # rules are monotone


@settings(max_examples=60, deadline=None)
@given(votes(5), st.floats(0, 1), st.data())
def test_a_norm_only_ever_holds_back(vote: Vote, put: float, data: st.DataObject) -> None:
    rule, members, chances = vote
    size = len(members.names)
    vital = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)))
    diagram = vote_diagram(rule, members)
    alone, norm = under_norm(diagram, chances[None], vital, np.array([put]))
    assert -1e-12 <= norm[0] <= alone[0] + 1e-12
    never = under_norm(diagram, chances[None], np.zeros(size, bool), np.array([put]))[1]
    assert never[0] == alone[0]


amounts = st.floats(0, 1e12)


@given(
    st.lists(st.tuples(amounts, amounts, amounts, amounts), min_size=1, max_size=5),
    st.floats(1, 1e13),
)
def test_given_adoption_an_exemption_never_lowers_the_exempt_members_worth(
    rows: list[tuple[float, float, float, float]], income: float
) -> None:
    benefit, cash, contingent, debt = np.array(rows).T[:, None, :]
    stakes = Stakes(benefit, cash, contingent, debt)
    weights = BurdenWeights(np.ones(1), np.full(1, 0.3), np.full(1, 2.0))
    incomes, nobody = np.full(len(rows), income), np.zeros(len(rows), bool)
    bearing = worth(stakes, weights, incomes, nobody)
    for member in range(len(rows)):
        exempt = nobody.copy()
        exempt[member] = True
        spared = worth(stakes, weights, incomes, exempt)
        before = (bearing.benefit - bearing.burden)[0, member]
        assert (spared.benefit - spared.burden)[0, member] >= before


gains = st.floats(-1, 1)


@given(gains, gains, st.floats(0, 1), st.floats(-5, 5))
def test_more_gain_never_makes_a_vote_for_less_likely(
    one: float, other: float, temperature: float, lean: float
) -> None:
    low, high = sorted((one, other))
    chances = chance_of_for(np.array([[low, high]]), np.full(1, temperature), np.full((1, 2), lean))
    assert 0 <= chances[0, 0] <= chances[0, 1] <= 1


@given(gains, st.floats(1e-300, 1e-9), st.floats(-5, 5))
def test_without_noise_the_better_is_taken(gain: float, small: float, lean: float) -> None:
    assume(abs(gain) > 1e-6)
    papers = [
        chance_of_for(np.array([[gain]]), np.full(1, t), np.full((1, 1), lean))[0, 0]
        for t in (0.0, small)
    ]
    assert papers[0] == float(gain > 0)
    assert papers[1] == pytest.approx(papers[0], abs=1e-9)


@st.composite
def agendas(draw: st.DrawFn) -> tuple[dict[str, Item], dict[str, Question], Habits]:
    """Up to four items in any forward branching, with random members and stakes."""
    draws, size = 3, draw(st.integers(1, 5))
    numbers = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    members = read_members({f"m{i}": {"population": i + 1} for i in range(size)})
    count = draw(st.integers(1, 4))
    agenda, questions = {}, {}
    for k in range(count):
        later = [f"n{j}" for j in range(k + 1, count)]
        weights = numbers.dirichlet(np.ones(len(later) + 1), size=draws)
        fallbacks = {name: weights[:, j] for j, name in enumerate(later)}
        agenda[f"n{k}"] = Item(f"o{k}", dt.date(2030, 1, 1 + k), fallbacks)
        held = numbers.dirichlet(np.ones(4), size=(draws, size))
        bindings = Bindings(
            held[..., 0], held[..., 1], held[..., 2],
            numbers.normal(0, 0.01, (draws, size)), numbers.normal(0, 1, (draws, size)),
            numbers.random((draws, size)),
        )  # fmt: skip
        random = numbers.random((4, draws, size))
        weights_of = BurdenWeights(*numbers.random((3, draws)))
        found = worth(Stakes(*random), weights_of, np.full(size, 50.0), numbers.random(size) < 0.3)
        rule = draw(st.sampled_from(FREE))
        questions[f"o{k}"] = Question(
            vote_diagram(rule, members), found, bindings,
            numbers.random(size) < 0.3, numbers.random(size) < 0.3,
        )  # fmt: skip
    habits = Habits(numbers.random(draws) * 0.02, numbers.random(draws), numbers.random(draws))
    return agenda, questions, habits


@settings(max_examples=50, deadline=None)
@given(agendas())
def test_an_agendas_outcomes_have_chances_that_sum_to_one(
    given_agenda: tuple[dict[str, Item], dict[str, Question], Habits],
) -> None:
    agenda, questions, habits = given_agenda
    solution = solve(agenda, questions, habits)
    total = sum(outcome_chances(solution).values())
    np.testing.assert_allclose(total, 1.0, atol=1e-12)
    assert all(chance.min() >= -1e-12 for chance in outcome_chances(solution).values())
    assert verify(solution, agenda, questions, habits) < 1e-12


@settings(max_examples=50, deadline=None)
@given(agendas())
def test_ballots_are_chances(
    given_agenda: tuple[dict[str, Item], dict[str, Question], Habits],
) -> None:
    _, questions, habits = given_agenda
    for question in questions.values():
        papers = ballot_chances(question.bindings, question.worth.benefit, habits.temperature)
        np.testing.assert_allclose(papers.sum(axis=-1), 1.0, atol=1e-12)
        assert papers.min() >= 0
