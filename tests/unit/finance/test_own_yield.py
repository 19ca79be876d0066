"""What standing behind something costs a member on its own debt."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from tests.unit.finance.case import BONDS, LOAN, QUIET, only, scenario

from winset.finance.engine import money
from winset.finance.law import RETURNED, stated_law
from winset.finance.own_debt import OwnDebt
from winset.finance.own_yield import dearer_interest
from winset.scenario.draws import draws_of
from winset.timegrid import grid_until

RISE = {"money.rates.own_yield_rise": "0.5 bp per year"}


def found(case, draws=1, paths=8):
    results = money(case, draws_of(case, draws, 1), paths)
    return results, results.options["it"]


def test_a_coupon_locked_in_is_paid_until_the_debt_has_matured():
    """One year's liability costs in the end what it raised the yield by, on all that was issued."""
    debt = OwnDebt(np.array([0.8]), np.zeros(1), np.full((1, 400), 0.1), np.zeros((1, 400)), ())
    stood = np.zeros((1, 1, 400))
    stood[0, 0, 0] = 10e9
    cost = dearer_interest(np.array([0.005]), stood, debt)
    assert cost[0, 0, :3] / 1e6 == pytest.approx([0.0, 0.8 * 5, 0.8 * 4.5])
    assert cost.sum() / 1e6 == pytest.approx(0.8 * 50)


def test_short_debt_feels_it_at_once_and_never_afterwards():
    debt = OwnDebt(np.ones(1), np.ones(1), np.full((1, 3), 0.1), np.zeros((1, 3)), ())
    cost = dearer_interest(np.array([0.01]), np.array([[[3e9, 0.0, 0.0]]]), debt)
    assert cost[0, 0] / 1e6 == pytest.approx([30.0, 0.0, 0.0])


def test_nothing_is_stated_nothing_gets_dearer_and_no_other_number_moves():
    plain, priced = scenario(), scenario(RISE)
    before, after = (money(each, draws_of(each, 2, 1), 20).options["loan"]
                     for each in (plain, priced))  # fmt: skip
    assert not before.own_yield.any()
    assert after.own_yield_pv.sum() > 0
    np.testing.assert_array_equal(before.pv_mean, after.pv_mean)
    np.testing.assert_array_equal(before.cash_by_year, after.cash_by_year)
    np.testing.assert_array_equal(before.liability, after.liability)


def test_what_still_stands_at_the_end_is_what_the_paths_leave_outstanding():
    """The liability follows from the law of the settlement; the paths count the same by chance."""
    case = only(LOAN, {"money.freeze.lapse": 0.05})
    _, option = found(case, draws=2, paths=4000)
    assert option.guaranteed[:, :, -1].sum(axis=1) == pytest.approx(option.outstanding_end, rel=0.1)


def test_a_loan_on_which_nothing_happens_stands_as_it_is_paid_out():
    """100 bn over 24 months from April 2026: 37.5 bn by the year's end, 87.5, then all of it."""
    results, option = found(only(LOAN, QUIET))
    stands = option.guaranteed[0].sum(axis=0) / 1e9
    years = list(results.years)
    assert stands[[years.index(y) for y in (2025, 2026, 2027, 2028, 2045)]] == pytest.approx(
        [0, 37.5, 87.5, 100, 100]
    )


def test_chances_that_pass_one_by_a_rounding_leave_nobody_behind_less_than_nothing():
    """As those of a law that the talks tell may: nothing stands once all is paid back for sure."""
    case = only(LOAN, QUIET)
    draws = draws_of(case, 1, 1)
    law = stated_law(
        case.money, draws, grid_until(case.as_of, dt.date(case.money.last_year, 12, 31))
    )
    clauses = np.zeros_like(law.clauses)
    clauses[..., RETURNED] = 1.0 + 1e-12
    sure = np.zeros_like(law.settled_by)
    sure[:, 40:] = 1.0
    law = replace(law, settled_by=sure, clauses=clauses)
    option = money(case, draws, 8, law).options["it"]
    assert (option.guaranteed >= 0).all()


def test_bonds_leave_with_their_redemptions():
    """Equal yearly redemptions over ten years: each anniversary takes a tenth of its issue."""
    bonds = {**BONDS, "funding": {**BONDS["funding"], "profile": "linear"}}
    results, option = found(only({**bonds, "guarantee": LOAN["guarantee"]}, QUIET))
    stands = option.guaranteed[0].sum(axis=0) / 1e9
    years = list(results.years)
    issued = (55.0, 35.0)  # 11 of 18 months fall into 2026, 7 into 2027, at 5 bn each
    for year in range(2026, 2045):
        left = sum(
            amount * max(0.0, 1 - (year - first) / 10)
            for amount, first in zip(issued, (2026, 2027), strict=True)
            if year >= first
        )
        assert stands[years.index(year)] == pytest.approx(left), year


@pytest.mark.parametrize("profile", ["bullet", "annuity"])
def test_every_profile_ends_at_nought(profile):
    bonds = {**BONDS, "funding": {**BONDS["funding"], "profile": profile}}
    results, option = found(only({**bonds, "guarantee": LOAN["guarantee"]}, QUIET))
    stands = option.guaranteed[0].sum(axis=0)
    assert stands[list(results.years).index(2027)] > 0
    assert stands[list(results.years).index(2037)] == 0
    assert (np.diff(stands[2:]) <= 1e-3).all()


def test_budget_headroom_relieves_guarantors_from_the_day_it_takes_over():
    room = {"capacity": "30 EUR bn", "start": "2030-01-01"}
    loan = {**LOAN, "guarantee": {**LOAN["guarantee"], "headroom": room}}
    results, option = found(only(loan, QUIET))
    stands, years = option.guaranteed[0].sum(axis=0) / 1e9, list(results.years)
    assert stands[[years.index(2029), years.index(2030)]] == pytest.approx([100, 70])


def test_the_host_answers_for_what_the_contract_leaves_to_it_and_outsiders_debt_is_unknown():
    loan = {**LOAN, "guarantee": {**LOAN["guarantee"], "outside": {"fjordland": 0.5}}}
    results, option = found(only(loan, {**QUIET, **RISE}))
    at = list(results.payers).index
    more = option.liability[0] - option.guaranteed[0]
    assert more[results.host, -1] == pytest.approx(option.host_peak[0])
    assert np.delete(more[:, -1], results.host) == pytest.approx(0, abs=1)
    assert option.guaranteed[0, at("fjordland"), -1] / 1e9 == pytest.approx(50)
    assert results.without_own_debt == ("fjordland",)
    assert option.own_yield_pv[0, at("fjordland")] == 0


def test_twice_the_rise_costs_twice():
    once, twice = (
        found(only(LOAN, {**QUIET, "money.rates.own_yield_rise": f"{bp} bp per year"}))[1]
        for bp in (0.5, 1.0)
    )
    np.testing.assert_allclose(twice.own_yield, 2 * once.own_yield)
