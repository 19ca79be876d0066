"""The win-set's search and the programme against every design tried by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.twins.consent.plain_terms import plain_best, plain_designs
from tests.unit.consent.council import INCOME, MEMBERS, stakes, table

from winset.consent.best_design import best_design
from winset.consent.changes import smallest_changes
from winset.consent.grid import Grid, ballots_under, choices, count_of, with_bindings
from winset.consent.positions import Known
from winset.consent.programme import Demand, Objective, Programme, passes
from winset.consent.question import Question
from winset.consent.table import habits_of, positions_on, question_of
from winset.consent.terms import frontier, win_set
from winset.consent.votes import ballot_chances
from winset.rules.game import coalition_game
from winset.rules.members import read_members
from winset.rules.reading import read_rule
from winset.scenario.draws import Draws

DRAWS = Draws(3, 1, "EUR")
LEVELS: Mapping[str, tuple[Any, ...]] = {
    "size": (4, 2, 1),
    "cap": (5, None),
    "joint": (False, True),
    "host": (False, True),
}
CONDITIONS = [
    {"term": "cap", "is": None, "firmness": {"between": [0.4, 1]}},
    {"term": "joint", "is": True, "firmness": 0.7},
    {"term": "host", "is": True, "firmness": 0.3},
]


def grid(numbers: np.random.Generator) -> Grid:
    """A loan of four members with random conditions, whose size changes what they pay."""
    positions: dict[str, Any] = {}
    for member in MEMBERS.names:
        chosen = [c for c in CONDITIONS if numbers.random() < 0.5]
        then = str(numbers.choice(["for", "utility"]))
        if chosen:
            stance = float(numbers.normal(0, 0.01))
            given = {"against_unless": chosen, "then": then, "stance": stance}
            vital = {"vital_interest": "judgement"} if numbers.random() < 0.5 else {}
            positions[member] = {"loan": {**given, **vital}}
    weight = int(numbers.integers(4, 9))
    read = table(
        temperature=0.01,
        positions=positions,
        consensus={"put_to_vote": 0.4},
        matters={
            "loan": {"rule": {"sum": "votes", "at_least": weight}},
            "bonds": {"rule": "unanimity"},
        },
    )
    cost = numbers.random(4)

    def ask(costly: Mapping[str, Any]) -> Question:
        at_stake = stakes([2] * 4, (costly["size"] * cost).tolist(), DRAWS.n)
        terms = {**LEVELS_AS_THEY_STAND, **costly}
        return question_of(read, "loan", MEMBERS, at_stake, INCOME, DRAWS, terms=terms)

    fails = numbers.normal(0, 0.005, (DRAWS.n, 4))
    known = Known(positions_on(read, "loan"), None, DRAWS)
    return Grid(LEVELS, {}, known, ("size",), ask, fails, habits_of(read, DRAWS))


LEVELS_AS_THEY_STAND = {term: levels[0] for term, levels in LEVELS.items()}
seeds = st.integers(0, 2**32 - 1)


@settings(max_examples=25, deadline=None)
@given(seeds, st.sampled_from([0.0, 0.3, 0.6, 0.9]))
def test_the_win_set_is_every_design_that_passes(seed: int, least: float) -> None:
    given_grid = grid(np.random.default_rng(seed))
    plain = {tuple(t.values()): adopted for t, adopted in plain_designs(given_grid)}
    found = win_set(given_grid, least)
    kept = {tuple(design.terms.values()): design.adopted for design in found.designs}
    assert found.allowed == count_of(given_grid) == len(plain) == 24
    near = {k for k, adopted in plain.items() if abs(adopted.mean() - least) < 1e-9}
    assert set(kept) - near == {k for k, a in plain.items() if a.mean() >= least} - near
    for choice, adopted in kept.items():
        np.testing.assert_allclose(adopted, plain[choice], atol=1e-12)
    assert found.cut <= len(plain) - len(kept)


@settings(max_examples=10, deadline=None)
@given(seeds)
def test_sweeps_design_by_design_give_the_same(seed: int) -> None:
    """The path taken where too many members hang on the terms."""
    given_grid = grid(np.random.default_rng(seed))
    whole = win_set(given_grid, 0.0)
    one_by_one = win_set(given_grid, 0.0, most_ways=0)
    for one, other in zip(whole.designs, one_by_one.designs, strict=True):
        np.testing.assert_allclose(one.adopted, other.adopted, atol=1e-12)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_nothing_beats_the_frontier(seed: int) -> None:
    designs = win_set(grid(np.random.default_rng(seed)), 0.0).designs
    kept = frontier(designs)
    for design in designs:
        chance, burden = design.adopted.mean(), design.worst_burden.mean()
        assert any(
            k.adopted.mean() >= chance and k.worst_burden.mean() <= burden for k in kept
        )  # fmt: skip
    chances = [k.adopted.mean() for k in kept]
    assert chances == sorted(set(chances))


@settings(max_examples=15, deadline=None)
@given(seeds, st.sampled_from(MEMBERS.names))
def test_no_smaller_change_turns_a_member(seed: int, member: str) -> None:
    """Every design is looked at for the member; none that changes fewer terms turns it."""
    given_grid = grid(np.random.default_rng(seed))
    place = MEMBERS.names.index(member)
    turning = []
    for costly in choices(given_grid, ("size",)):
        ballots = ballots_under(given_grid, {"size": LEVELS["size"][costly[0]]})
        for choice in choices(given_grid, ballots.cheap):
            question = with_bindings(ballots, choice)
            net = question.worth.benefit - question.worth.burden + question.bindings.stance
            gain = net - given_grid.fails
            papers = ballot_chances(question.bindings, gain, given_grid.habits.temperature)
            if papers[:, place, 0].mean() >= 0.5:
                turning.append(sum(level > 0 for level in (*costly, *choice)))
    found = smallest_changes(given_grid, member)
    assert bool(found) == bool(turning)
    if found:
        assert {len(change.terms) for change in found} == {min(turning)}


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Up to six members and four terms with up to three levels, in any mix of rules."""
    numbers = np.random.default_rng(draw(seeds))
    size, count = int(numbers.integers(3, 7)), int(numbers.integers(1, 5))
    people = {f"m{i}": {"votes": int(numbers.integers(1, 9))} for i in range(size)}
    written: Any = draw(
        st.sampled_from(
            [
                {"share": "votes", "at_least": "55 %"},
                {"all_of": [{"share": "votes", "at_least": "1/2"}, {"veto": ["m0"]}]},
                {"any_of": [{"count": "members", "at_least": 3}, {"consent_of": ["m1", "m2"]}]},
                "unanimity",
            ]
        )
    )
    levels = [int(numbers.integers(2, 4)) for _ in range(count)]
    demands = tuple(
        Demand(int(numbers.integers(size)), t, numbers.random(levels[t]) < 0.6)
        for t in range(count)
        if numbers.random() < 0.7
    )
    return Programme(
        coalition_game(read_rule(written), read_members(people)),
        numbers.normal(0.01, 0.01, size),
        numbers.random(size) * 0.01,
        tuple(numbers.normal(0, 0.005, (n, size)) for n in levels),
        demands,
        numbers.random(size) < 0.1,
        numbers.random(size) < 0.1,
        np.array([int(numbers.integers(n)) for n in levels]),
    )


@settings(max_examples=40, deadline=None)
@given(programmes(), st.sampled_from(["changes", "worst_burden"]))
def test_the_programme_finds_what_trying_every_design_finds(
    programme: Programme, objective: Objective
) -> None:
    plain = plain_best(programme, objective)
    found = best_design(programme, objective)
    assert (found is None) == (plain is None)
    if found is not None and plain is not None:
        assert passes(programme, found.levels)
        assert found.objective == pytest.approx(plain, abs=1e-9)
        assert found.bound <= found.objective + 1e-7
