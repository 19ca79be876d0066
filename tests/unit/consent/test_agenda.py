"""An agenda of two options, worked out by hand: who votes how, and what the fallback does."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.consent.council import BONDS, INCOME, MEMBERS, ONE, asked, table

from winset.consent.agenda import outcome_chances, solve, verify
from winset.consent.pressure import following, holdouts, pressures, thinned
from winset.consent.reasons import chief_reason, reasons
from winset.consent.stakes import Stakes
from winset.consent.table import question_of
from winset.errors import Faults


def test_who_would_lose_by_the_fallback_comes_to_the_first_item() -> None:
    """Bonds cost C more than they bring it, so under unanimity they fail and nothing follows.

    The loan is then worth 2 % of income to A, B and C and -1 % to D: 9 of 10 votes, carried.
    """
    agenda, questions, habits = asked(table())
    solution = solve(agenda, questions, habits)
    first, second = solution.items["first"], solution.items["second"]
    assert second.by_rule.tolist() == [0.0]
    np.testing.assert_allclose(first.gain, [[0.02, 0.02, 0.02, -0.01]])
    assert first.ballots[0, :, 0].tolist() == [1.0, 1.0, 1.0, 0.0]
    assert outcome_chances(solution) == {"first": [1.0], "second": [0.0], None: [0.0]}
    assert verify(solution, agenda, questions, habits) == 0.0


def test_a_fallback_that_passes_brings_its_loser_to_the_first_item() -> None:
    """By majority bonds pass: failure is worth -1 % to C and 1 % to D, who now has more to lose.

    Without bonds D gains -1 % from the loan; with them -1 % - 1 % = -2 %; C 2 % becomes 3 %.
    """
    by_majority = table(
        matters={
            "loan": {"rule": {"sum": "votes", "at_least": 7}},
            "bonds": {"rule": "two_thirds"},
        }
    )
    agenda, questions, habits = asked(by_majority)
    solution = solve(agenda, questions, habits)
    np.testing.assert_allclose(solution.items["first"].fails, [[0.01, 0.01, -0.01, 0.01]])
    np.testing.assert_allclose(solution.items["first"].gain, [[0.01, 0.01, 0.03, -0.02]])


def test_pressure_is_the_vote_with_and_without_the_fallback() -> None:
    """D is worse off with the loan than with nothing, and would be better off with bonds."""
    council = table(
        temperature=0.01,
        matters={
            "loan": {"rule": {"sum": "votes", "at_least": 7}},
            "bonds": {"rule": "two_thirds"},
        },
    )
    agenda, questions, habits = asked(council)
    without, with_it = pressures(agenda, questions, habits)
    assert (without.item, without.fallbacks, with_it.fallbacks) == ("first", (), ("second",))
    alone = 1 / (1 + np.exp(-np.array([2.0, 2.0, 2.0, -1.0])))
    np.testing.assert_allclose(without.votes_for[0], alone)
    solved = solve(agenda, questions, habits).items
    np.testing.assert_array_equal(with_it.votes_for, solved["first"].ballots[..., 0])
    np.testing.assert_array_equal(with_it.carried["second"], solved["second"].adopted)
    moved = with_it.votes_for - without.votes_for
    assert moved[0, 2] > 0  # C fears the bonds
    assert moved[0, 3] < 0  # D would rather have them
    assert holdouts(with_it.votes_for) == (3,)


def test_a_fallback_off_the_agenda_is_passed_over() -> None:
    """Half the failures go to the second, which fails into the third: without it half reach it."""
    branching = table(
        agenda={
            "first": {"option": "loan", "on": "2030-03-01", "if_fails": {"second": 0.5}},
            "second": {"option": "bonds", "on": "2030-06-01", "if_fails": {"third": 0.8}},
            "third": {"option": "bonds", "on": "2030-09-01", "if_fails": {}},
        }
    )
    agenda, questions, habits = asked(branching)
    assert following(agenda, "first") == ("second", "third")
    kept = thinned(agenda, "first", ("third",))
    assert list(kept) == ["first", "third"]
    assert kept["first"].fallbacks["third"].tolist() == [0.4]
    assert thinned(agenda, "first", ())["first"].fallbacks == {}
    whole = thinned(agenda, "first", ("second", "third"))
    assert {name: item.fallbacks for name, item in whole.items()} == {
        name: item.fallbacks for name, item in agenda.items()
    }
    assert [each.fallbacks for each in pressures(agenda, questions, habits)] == [
        (), ("second",), ("third",), ("second", "third"), (), ("third",),
    ]  # fmt: skip


def test_reasons_add_up_to_the_chance_of_not_voting_for() -> None:
    agenda, questions, habits = asked(table(temperature=0.02))
    solution = solve(agenda, questions, habits)
    for name, item in agenda.items():
        solved = solution.items[name]
        found = reasons(questions[item.option], solved)
        np.testing.assert_allclose(found.sum(axis=-1), 1 - solved.ballots[..., 0], atol=1e-15)
    loan = reasons(questions["loan"], solution.items["first"])
    assert chief_reason(loan)[3] == "burden"


def test_an_agenda_may_branch_by_chance() -> None:
    branching = table(
        agenda={
            "first": {"option": "bonds", "on": "2030-03-01", "if_fails": {"again": 0.25}},
            "again": {"option": "loan", "on": "2030-06-01", "if_fails": {}},
        }
    )
    solution = solve(*asked(branching))
    assert solution.items["again"].reached.tolist() == [0.25]
    assert outcome_chances(solution) == {"first": [0.0], "again": [0.25], None: [0.75]}


def test_a_norm_holds_back_what_would_be_carried_over_a_vital_interest() -> None:
    """D is against the loan and declared a vital interest: put to the vote one time in five."""
    council = table(
        consensus={"put_to_vote": 0.2}, positions={"D": {"loan": {"vital_interest": ["paper"]}}}
    )
    solved = solve(*asked(council)).items["first"]
    assert solved.by_rule.tolist() == [1.0]
    assert solved.adopted.tolist() == pytest.approx([0.2])


def test_an_exempt_objector_abstains_and_no_longer_blocks_unanimity() -> None:
    """C loses by the bonds; exempt it bears no burden, and its stance no longer blocks either."""
    against = {"C": {"bonds": {"on_record": "against"}}}
    council = table(positions=against)
    matter = council.matters["bonds"].model_copy(update={"exempt": ("C",)})
    blocked = asked(council)
    assert solve(*blocked).items["second"].by_rule.tolist() == [0.0]
    agenda, questions, habits = blocked
    freed = question_of(council, "bonds", MEMBERS, BONDS, INCOME, ONE, matter=matter)
    solved = solve(agenda, {**questions, "bonds": freed}, habits).items["second"]
    assert solved.ballots[0, 2].tolist() == [0.0, 0.0, 1.0, 0.0]
    assert solved.by_rule.tolist() == [1.0]


def test_an_agenda_that_runs_backwards_is_told_all_at_once() -> None:
    wrong = table(
        agenda={
            "first": {"option": "loan", "on": "2030-06-01", "if_fails": {"second": 0.9}},
            "second": {"option": "bonds", "on": "2030-03-01"},
        }
    )
    with pytest.raises(Faults) as caught:
        solve(*asked(wrong))
    assert [fault.code.id for fault in caught.value.faults] == ["C106"]
    assert "first on 2030-06-01" in str(caught.value)


def test_names_that_stand_for_nothing_are_told_all_at_once() -> None:
    wrong = table(positions={"E": {"loan": {}}, "A": {"lone": {}}})
    with pytest.raises(Faults) as caught:
        asked(wrong)
    assert [fault.code.id for fault in caught.value.faults] == ["C108", "C109"]
    assert 'write "loan"' in str(caught.value)


def test_a_burden_below_nothing_is_refused() -> None:
    gains = Stakes(BONDS.benefit, -BONDS.cash, BONDS.contingent, BONDS.debt)
    with pytest.raises(Faults, match="C103: a negative cash burden"):
        question_of(table(), "bonds", MEMBERS, gains, INCOME, ONE)
