"""What an option means to a member, from money worked out by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from tests.unit.report.made_up import small_case

from winset.finance.engine import money
from winset.finance.results import MoneyResults
from winset.runs.council.stakes import contingent_share, discounts, filled, stakes_of
from winset.scenario.change import with_values
from winset.scenario.draws import draws_of, sample

CASE = small_case()
DRAWS = draws_of(CASE.scenario, 5, 1)


@pytest.fixture(scope="module")
def found() -> MoneyResults:
    return money(CASE.scenario, DRAWS, 50)


def test_burdens_are_the_present_value_and_no_euro_counts_twice(found):
    for option, result in found.options.items():
        at_stake = stakes_of(CASE.scenario, option, DRAWS, found)
        whole = at_stake.cash + at_stake.contingent
        np.testing.assert_allclose(whole, result.pv_mean[:, : found.members], rtol=1e-12)
        assert (at_stake.debt == 0).all()  # here all debt comes of payments


def test_calls_and_the_hosts_losses_are_contingent_and_contributions_are_cash(found):
    loan, grants = (stakes_of(CASE.scenario, o, DRAWS, found) for o in ("asset_loan", "grants"))
    assert (loan.cash == 0).all()
    assert loan.contingent.max() > 0
    assert (grants.contingent == 0).all()
    assert grants.cash.min() > 0


def test_parts_are_weighed_by_their_value_today(found):
    """Service of 1 in the first year, a call of 2 in the second, worth half: equal parts."""
    option = next(iter(found.options.values()))
    cash = np.zeros((1, len(found.kinds), 1, 2))
    cash[0, found.kinds.index("service"), 0, 0] = 1.0
    cash[0, found.kinds.index("guarantee"), 0, 1] = 2.0
    made_up = replace(option, cash_by_kind=cash)
    share = contingent_share(made_up, found.kinds, np.array([[1.0, 0.5]]))
    assert share.tolist() == [[0.5]]


def test_a_year_is_discounted_from_its_middle(found):
    """as_of is the 68th day after new year 2025: July 2026 is 1.5 - 68/365.25 years ahead."""
    scenario = CASE.scenario
    assert scenario.as_of == dt.date(2025, 3, 10)
    rate = scenario.money.rates.bond_yield.mean
    year = found.years.tolist().index(2026)
    worth = discounts(scenario, DRAWS, found)[:, year]
    ahead = 1.5 - 68 / 365.25
    np.testing.assert_allclose(worth, (1 + sample(DRAWS, rate)) ** -ahead)


def test_the_share_filled_counts_the_gap_before_a_settlement(found):
    """Without the option 10 go unmet before a settlement and 4 with it: 60 % is filled."""
    name, option = "asset_loan", found.options["asset_loan"]
    made_up = {
        key: replace(option, liquidity=replace(option.liquidity, gap_open=np.array([gap])))
        for key, gap in (("nothing", 10.0), (name, 4.0))
    }
    results = replace(found, options=made_up)
    assert filled(results, made_up[name]).tolist() == [0.6]


def test_dearer_own_debt_is_paid_uncalled() -> None:
    priced = with_values(CASE.scenario, {"money.rates.own_yield_rise": "1 bp per year"})
    more = money(priced, DRAWS, 20)
    plain = money(CASE.scenario, DRAWS, 20)
    after, before = (
        stakes_of(scenario, "asset_loan", DRAWS, each)
        for scenario, each in ((priced, more), (CASE.scenario, plain))
    )
    dearer = more.options["asset_loan"].own_yield_pv[:, : more.members]
    np.testing.assert_allclose(after.cash - before.cash, dearer, atol=1e-3)
    np.testing.assert_allclose(after.contingent, before.contingent)
    assert dearer.min() > 0
