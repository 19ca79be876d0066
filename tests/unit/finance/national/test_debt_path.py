"""Debt paths that can be computed by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.unit.finance.national.case import burden, steady, years_of

from winset.errors import RequestFaults
from winset.finance.national.debt_inputs import DebtInputs
from winset.finance.national.debt_path import project


def test_constant_rate_growth_and_balance_follow_the_geometric_series() -> None:
    # d_t = q^t d_0 - b (1 + q + ... + q^(t-1)), q = (1 + i) / (1 + n)
    path = project(steady(structural_balance=np.array([[[0.01]]])))
    q, t = 1.03 / 1.04, np.arange(1, 11)
    assert path.debt[0, 0] == pytest.approx(q**t * 0.8 - 0.01 * (1 - q**t) / (1 - q))


def test_the_change_of_debt_is_the_deficit_less_what_growth_melts() -> None:
    inputs = steady(adjustment=years_of(*4 * [0.005], *6 * [0.0]))
    path = project(inputs)
    before = np.concatenate([inputs.debt[..., None], path.debt[..., :-1]], axis=-1)
    assert path.debt == pytest.approx(before / (1 + path.growth) - path.balance)


def test_new_long_term_debt_takes_the_new_rate_and_old_keeps_its_own() -> None:
    # no short-term debt, no growth; interest 3 % is borrowed: D_1 = 1.03 D_0, of which 0.9 D_0 old
    inputs = steady(
        2,
        short_share=np.array([[0.0]]),
        potential_growth=np.zeros((1, 1, 2)),
        long_rate=years_of(0.03, 0.06),
    )
    fresh = 1 - 0.9 / 1.03
    assert project(inputs).implicit_rate[0, 0].tolist() == pytest.approx(
        [0.03, 0.03 + fresh * 0.03]
    )


def test_short_term_debt_pays_the_short_rate_at_once() -> None:
    # the rate of the first year is known; of the second, a tenth of the debt pays 8 %
    inputs = steady(2, short_rate=years_of(0.03, 0.08))
    assert project(inputs).implicit_rate[0, 0, 1] == pytest.approx(0.1 * 0.08 + 0.9 * 0.03)


def test_adjusting_costs_output_and_the_gap_closes_in_three_years() -> None:
    inputs = steady(adjustment_years=2, adjustment=years_of(0.01, 0.01, *8 * [0.0]))
    gap = project(inputs).output_gap[0, 0]
    last = -0.0075 * (1 + 2 / 3)
    assert gap.tolist() == pytest.approx([-0.0075, last, last * 2 / 3, last / 3, *6 * [0.0]])


def test_output_lost_lowers_the_balance_by_the_semi_elasticity() -> None:
    path = project(steady(output_gap_next=np.array([[-0.02]])))
    assert path.primary_balance[0, 0, 0] == pytest.approx(-0.01)


def test_ageing_is_felt_after_the_adjustment_for_ten_years() -> None:
    rising = 0.25 + 0.001 * np.arange(16)
    path = project(steady(16, **_flat(16), ageing_cost=rising[None, None]))
    felt = [0.0, 0, 0, 0, *(-0.001 * np.arange(1, 11)), -0.01, -0.01]
    assert path.structural_balance[0, 0].tolist() == pytest.approx(felt)


def test_a_burden_adds_itself_and_the_interest_on_it() -> None:
    # 5 bn in 2026 of a GDP of 520 bn; a year later it has cost 3 % and melted by 4 %
    given = burden(years_of(5e9, 0.0))
    more = project(steady(2), given).debt - project(steady(2)).debt
    assert more[0, 0].tolist() == pytest.approx([5 / 520, 5 / 520 * 1.03 / 1.04])


def test_debt_beyond_the_deficit_leaves_the_balance_of_its_year_alone() -> None:
    given = burden(np.zeros((1, 1, 2)), years_of(5e9, 0.0))
    with_it, without = project(steady(2), given), project(steady(2))
    assert with_it.balance[0, 0, 0] == without.balance[0, 0, 0]
    assert with_it.debt[0, 0, 0] - without.debt[0, 0, 0] == pytest.approx(5 / 520)
    assert with_it.interest[0, 0, 1] > without.interest[0, 0, 1]


def test_debt_does_not_become_negative() -> None:
    path = project(steady(structural_balance=np.array([[[0.5]]])))
    assert path.debt[0, 0].tolist() == pytest.approx([0.8 * 1.03 / 1.04 - 0.5, *9 * [0.0]])
    assert np.isfinite(path.implicit_rate).all()


def test_members_and_draws_do_not_mix() -> None:
    debts = np.array([[0.5, 0.9], [0.7, 1.2]])
    path = project(steady(debt=debts))
    for draw, member in np.ndindex(2, 2):
        alone = project(steady(debt=debts[[draw], [member]][:, None]))
        assert path.debt[draw, member].tolist() == alone.debt[0, 0].tolist()


def test_per_cent_is_told_from_shares() -> None:
    with pytest.raises(RequestFaults) as caught:
        project(steady(debt=np.array([[80.0]]), long_rate=np.full((1, 1, 10), 3.0)))
    assert str(caught.value) == (
        "error M202: debt cannot be used\n"
        "  where  debt\n"
        "  got    80 to 80\n"
        "  why    A share above 1, or a debt below 0, is usually a per cent that was not divided "
        "by 100.\n"
        "  fix    between 0 and 10\n"
        "\n"
        "error M202: long_rate cannot be used\n"
        "  where  long_rate\n"
        "  got    3 to 3\n"
        "  why    A share above 1, or a debt below 0, is usually a per cent that was not divided "
        "by 100.\n"
        "  fix    between -0.5 and 1"
    )


@pytest.mark.parametrize("inputs", [
    replace(steady(), deflator=np.zeros((1, 1, 3))),
    replace(steady(), deflator=np.zeros(10)),
])  # fmt: skip
def test_shapes_that_do_not_fit_are_named(inputs: DebtInputs) -> None:
    with pytest.raises(RequestFaults, match="M201"):
        project(inputs)


@pytest.mark.parametrize("years", [0, 11])
def test_the_adjustment_lies_within_the_years(years: int) -> None:
    with pytest.raises(RequestFaults, match="between 1 and 10 years"):
        project(steady(adjustment_years=years))


def _flat(years: int) -> dict[str, object]:
    return {"semi_elasticity": np.zeros((1, 1)), "adjustment": np.zeros((1, 1, years))}
