"""What holds for any flows: nothing is lost, nothing counted twice, more is never less."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.finance.national.case import burden, steady

from winset._typing import Floats
from winset.finance.national.debt_path import project
from winset.finance.national.esa import assess
from winset.finance.national.facts import Facts
from winset.finance.national.flows import Flows, flows

YEARS = 6
AMOUNTS = st.lists(st.floats(0, 1e11), min_size=YEARS, max_size=YEARS)
CHANCES = st.floats(0, 1)


def by_year(values: list[float]) -> Floats:
    return np.array([[values]])


def guarantee(chance: float) -> Facts:
    return Facts("union", "loan", "beneficiary", "one_off", np.array([chance]), calls_are="path")


@st.composite
def called(draw: st.DrawFn) -> Flows:
    """A guarantee that is called or runs off, until nothing is left of it."""
    shares = np.array([[draw(st.lists(CHANCES, min_size=2, max_size=2))] for _ in range(YEARS)])
    stock, calls, left = draw(st.floats(1, 1e11)), [], []
    for called_share, run_off in shares[:, 0]:
        calls.append(stock * called_share)
        stock = stock * (1 - called_share) * (1 - run_off)
        left.append(stock)
    left[-1] = 0.0
    return flows(contingent=by_year(left), calls=by_year(calls))


@given(called(), CHANCES)
def test_over_its_life_a_guarantee_costs_what_was_called(paid: Flows, chance: float) -> None:
    found = assess(guarantee(chance), paid)
    assert found.deficit.sum() == pytest.approx(paid.calls.sum(), rel=1e-9, abs=1)
    assert found.debt == pytest.approx(found.deficit)


@given(called(), CHANCES)
def test_a_guarantee_is_on_the_books_or_beside_them_never_both(paid: Flows, chance: float) -> None:
    found = assess(guarantee(chance), paid)
    assumed = np.cumsum(found.debt - paid.calls, axis=-1)
    assert assumed + found.memorandum == pytest.approx(paid.contingent, abs=1)


@given(AMOUNTS, AMOUNTS, st.floats(0, 1))
def test_a_loan_s_debt_is_what_is_out_and_its_deficit_what_is_lost(
    out: list[float], back: list[float], loss: float
) -> None:
    facts = Facts("members", "loan", "beneficiary", "none", np.zeros(1), np.array([loss]))
    lent = flows(loans=by_year([1.0, *out[1:]]), loan_receipts=by_year(back))
    found = assess(facts, lent)
    net = lent.loans - lent.loan_receipts
    assert found.debt == pytest.approx(net)
    assert found.deficit == pytest.approx((1.0 if loss >= 0.9 else loss) * net)


@given(AMOUNTS)
def test_debt_changes_by_deficit_and_what_lies_beyond_it(amounts: list[float]) -> None:
    path = project(steady(YEARS), burden(by_year(amounts)))
    before = np.concatenate([[0.8], path.debt[0, 0, :-1]])
    assert path.debt[0, 0] == pytest.approx(before / (1 + path.growth[0, 0]) - path.balance[0, 0])


@settings(max_examples=30)
@given(AMOUNTS, AMOUNTS)
def test_a_larger_burden_is_never_less_debt(some: list[float], more: list[float]) -> None:
    small, large = by_year(some), by_year(some) + by_year(more)
    less, much = (project(steady(YEARS), burden(each)).debt for each in (small, large))
    assert (much >= less - 1e-12).all()


@settings(max_examples=30)
@given(AMOUNTS)
def test_a_burden_twice_as_large_weighs_about_twice_as_much(amounts: list[float]) -> None:
    # exactly so where all debt bears one rate: then nothing hangs on when debt was issued
    once, twice = by_year(amounts), 2 * by_year(amounts)
    without = project(steady(YEARS)).debt
    one, two = (project(steady(YEARS), burden(each)).debt - without for each in (once, twice))
    assert two == pytest.approx(2 * one, rel=1e-9, abs=1e-12)


@given(st.floats(0.1, 2.0), st.floats(-0.05, 0.05))
def test_members_scale_with_their_size(debt: float, balance: float) -> None:
    small = steady(YEARS, debt=np.array([[debt]]), structural_balance=np.array([[[balance]]]))
    large = replace(small, gdp=small.gdp * 1000)
    amount = by_year([1e9] * YEARS)
    one = project(small, burden(amount)).debt
    assert one == pytest.approx(project(large, burden(1000 * amount)).debt)
