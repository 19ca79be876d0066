"""What a burden changes, where it can be computed by hand."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.finance.national.case import burden, steady, years_of

from winset.finance.national.debt_inputs import Burden
from winset.finance.national.debt_path import project
from winset.finance.national.path_change import (
    adjusted,
    obeys_rules,
    path_change,
    path_changes,
    rule_adjustment,
    same_debt_adjustment,
)

NO_LOSS = {"multiplier": np.zeros((1, 1))}
FIVE_BN = burden(years_of(5e9, *9 * [0.0]))


def test_no_burden_changes_nothing() -> None:
    change = path_change(steady(), burden(np.zeros((1, 1, 10))))
    assert not change.debt.any()
    assert not change.balance.any()
    assert change.same_debt.yearly == pytest.approx(0, abs=1e-10)
    assert change.rule == pytest.approx(0, abs=1e-10)


def test_one_year_of_adjustment_gives_back_the_burden_with_its_interest() -> None:
    # burden b in year 1 weighs b q^9 at the end; x in every year from 1 weighs x (1 + q + .. q^9)
    q = 1.03 / 1.04
    inputs = steady(adjustment_years=1, **NO_LOSS)
    found = same_debt_adjustment(inputs, FIVE_BN)
    weight = (1 - q**10) / (1 - q)
    assert found.yearly[0, 0] == pytest.approx(5 / 520 * q**9 / weight, abs=1e-10)
    assert found.met.all()


def test_four_years_of_adjustment_weigh_as_many_steps() -> None:
    # step x in years 1-4: the balance is x, 2x, 3x, 4x and stays 4x
    q, steps = 1.03 / 1.04, np.minimum(np.arange(1, 11), 4)
    weight = sum(step * q ** (10 - t) for t, step in enumerate(steps, start=1))
    found = same_debt_adjustment(steady(**NO_LOSS), FIVE_BN)
    assert found.yearly[0, 0] == pytest.approx(5 / 520 * q**9 / weight, abs=1e-10)


def test_output_lost_makes_the_adjustment_larger() -> None:
    costly = same_debt_adjustment(steady(), FIVE_BN).yearly
    free = same_debt_adjustment(steady(**NO_LOSS), FIVE_BN).yearly
    assert (costly > free).all()


def test_the_adjustment_found_does_what_it_says() -> None:
    inputs = steady()
    found = same_debt_adjustment(inputs, FIVE_BN)
    after = project(adjusted(inputs, found.yearly), FIVE_BN)
    assert after.debt[..., -1] == pytest.approx(project(inputs).debt[..., -1], abs=1e-9)


def test_a_deficit_above_three_per_cent_is_brought_to_three() -> None:
    # balance of year 4 = -4 % + 4x less interest on the debt; no output is lost
    inputs = steady(structural_balance=np.array([[[-0.04]]]), **NO_LOSS)
    found = rule_adjustment(inputs)
    after = project(adjusted(inputs, found.yearly))
    assert after.balance[0, 0, 3:].min() == pytest.approx(-0.03, abs=1e-9)
    assert obeys_rules(after, 4).all()
    assert not obeys_rules(project(adjusted(inputs, found.yearly - 1e-9)), 4).any()


def test_debt_above_sixty_per_cent_must_fall() -> None:
    # interest 5 % on 80 %, growth 3 %: it rises although the deficit stays small
    flat = np.zeros((1, 1, 10))
    inputs = steady(
        implicit_rate=np.array([[0.05]]), long_rate=flat + 0.05, short_rate=flat + 0.05,
        potential_growth=flat + 0.03, structural_balance=np.array([[[0.012]]]), **NO_LOSS
    )  # fmt: skip
    without = project(inputs)
    assert (without.balance > -0.03).all()
    assert not obeys_rules(without, 4).any()
    after = project(adjusted(inputs, rule_adjustment(inputs).yearly))
    assert (np.diff(after.debt[0, 0, 3:]) < 0).all()


def test_debt_at_most_sixty_per_cent_may_rise() -> None:
    inputs = steady(debt=np.array([[0.3]]), structural_balance=np.array([[[-0.015]]]))
    path = project(inputs)
    assert (np.diff(path.debt) > 0).all()
    assert obeys_rules(path, 4).all()


def test_what_nobody_could_adjust_is_said_not_to_be_met() -> None:
    endless = burden(np.full((1, 1, 10), 500e9))
    found = rule_adjustment(steady(), endless)
    assert not found.met.any()
    assert np.isnan(found.yearly).all()
    assert "60 %" in found.condition


def test_one_member_unmet_leaves_the_others_theirs() -> None:
    two = Burden(np.array([[[500e9] * 10, [1e9] * 10]]), np.zeros((1, 2, 10)))
    found = rule_adjustment(steady(), two)
    assert found.met.tolist() == [[False, True]]
    assert np.isfinite(found.yearly[0, 1])


def test_adjustments_sought_together_are_those_sought_apart() -> None:
    drawn = steady(structural_balance=np.array([[[-0.02]], [[-0.01]], [[0.0]]]))
    uneven = Burden(np.array([[[3e9] * 10], [[0.0] * 10], [[9e9] * 10]]), np.zeros((3, 1, 10)))
    burdens = [FIVE_BN, uneven, burden(np.zeros((1, 1, 10)))]
    for together, given in zip(path_changes(drawn, burdens), burdens, strict=True):
        apart = path_change(drawn, given)
        assert together.same_debt.yearly.shape == (3, 1)
        assert (together.same_debt.yearly == apart.same_debt.yearly).all()
        assert (together.rule_with.yearly == apart.rule_with.yearly).all()
        assert (together.debt == apart.debt).all()
