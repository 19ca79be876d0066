"""Three members, a loan and a fallback, in closed form: whom does the fallback press?

National incomes are 100 EUR, lambda is 1 % of income, cash counts 1.5 times and contingent burdens
0.8 times. Nothing costs each member 4 EUR. The loan fills half of the gap, A is its host and may
lose 3 EUR, B and C may be called on for 0.5 EUR each; all three must be for it. The fallback fills
three quarters, costs everybody the same cash, follows with a chance of 0.8, and two of three carry
it. With s(x) = 1 / (1 + exp(-x)), worth in per cent of income:

    loan      A 2 - 0.8 * 3   = -0.4        B, C 2 - 0.8 * 0.5 = 1.6
    fallback  3 - 1.5 * cash  = w           adopted with P = 3 s(w)^2 - 2 s(w)^3
    vote      s(worth - 0.8 * P * w)
"""

from __future__ import annotations

import numpy as np
import pytest

from winset.consent.agenda import worth_of
from winset.consent.pressure import Pressure, pressures
from winset.consent.question import Question
from winset.consent.stakes import Stakes
from winset.consent.table import agenda_of, bind_table, habits_of, question_of
from winset.rules.members import read_members
from winset.scenario.draws import Draws
from winset.scenario.nouns.consent import Table

MEMBERS = read_members({name: {} for name in "ABC"})
ONE = Draws(1, 1, "EUR")
COUNCIL = {
    "title": "Council",
    "club": "three",
    "temperature": 0.01,
    "weights": {"cash": 1.5, "contingent": 0.8, "debt": 0},
    "matters": {"loan": {"rule": "unanimity"}, "pool": {"rule": "simple_majority"}},
    "agenda": {
        "loan": {"option": "loan", "on": "2030-03-01", "if_fails": {"pool": 0.8}},
        "pool": {"option": "pool", "on": "2030-06-01", "if_fails": {}},
    },
}


def s(x: float) -> float:
    return 1 / (1 + np.exp(-x))


def stakes(benefit: float, cash: float, contingent: list[float]) -> Stakes:
    zero = np.zeros((1, 3))
    return Stakes(zero + benefit, zero + cash, zero + contingent, zero)


def council(cash: float) -> tuple[dict[str, Question], tuple[Pressure, ...]]:
    """The questions, and the loan's vote without and with the fallback, at its cost in cash."""
    table = Table.model_validate(COUNCIL)
    bind_table(table, "tables.council")
    at_stake = {"loan": stakes(2, 0, [3, 0.5, 0.5]), "pool": stakes(3, cash, [0, 0, 0])}
    income = np.full(3, 100.0)
    questions = {
        name: question_of(table, name, MEMBERS, each, income, ONE)
        for name, each in at_stake.items()
    }
    found = pressures(agenda_of(table, ONE), questions, habits_of(table, ONE))
    return questions, found


@pytest.mark.parametrize(
    ("cash", "worth"),
    [
        (2.5, -0.75),  # costs more than it brings
        (1.0, 1.5),  # worth more than nothing, less than the loan to B and C
        (0.5, 2.25),  # worth more than the loan to everybody
    ],
)
def test_votes_with_and_without_the_fallback_are_the_closed_form(cash, worth):
    questions, (without, with_it) = council(cash)
    np.testing.assert_allclose(worth_of(questions["loan"])[0], [-0.004, 0.016, 0.016])
    np.testing.assert_allclose(worth_of(questions["pool"])[0], worth / 100)
    carried = 3 * s(worth) ** 2 - 2 * s(worth) ** 3
    assert (without.fallbacks, with_it.fallbacks) == ((), ("pool",))
    assert with_it.carried["pool"][0] == pytest.approx(carried)
    expected = 0.8 * carried * worth
    np.testing.assert_allclose(without.votes_for[0], [s(-0.4), s(1.6), s(1.6)])
    np.testing.assert_allclose(
        with_it.votes_for[0], [s(-0.4 - expected), s(1.6 - expected), s(1.6 - expected)]
    )
    assert without.adopted[0] == pytest.approx(s(-0.4) * s(1.6) ** 2)


def test_a_fallback_presses_those_to_whom_it_is_worth_less_than_nothing_and_nobody_else():
    """Sure cash presses the host although its residual is large; a cheap fallback presses nobody.

    B and C would rather have the loan than the cheap fallback, and still their votes fall: without
    it they would face nothing.
    """
    for cash, sign in ((2.5, 1), (1.0, -1), (0.5, -1)):
        _, (without, with_it) = council(cash)
        assert (np.sign(with_it.votes_for - without.votes_for) == sign).all()
