"""Where a formula is known, the engine must give it: nothing happens, one thing at a time."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from tests.unit.finance.case import BONDS, GRANTS, LOAN, OLDER, QUIET, only

from winset.finance.engine import money
from winset.scenario.draws import draws_of
from winset.timegrid import month_between

BN = 1e9
RATE = 0.03  # mean bond yield of the case: the discount rate
AS_OF = dt.date(2025, 11, 14)
SETTLED_IN_APRIL_2028 = {"dated": {"2025-11": 0, "2028-04": 100}, "unit": "%/month"}


def result(instrument, changes=None, draws=2, paths=4):
    """The option's result where nothing happens but what is changed."""
    scenario = only(instrument, {**QUIET, **(changes or {})})
    return money(scenario, draws_of(scenario, draws, 1), paths).options["it"]


def discount(months):
    return (1 + RATE) ** (-months / 12)


def bonds(profile, years, spread="0 % per year"):
    """Bonds paid out in one month, February 2026 (month 3), served and repaid by the members."""
    return {
        **BONDS,
        "funding": {
            "kind": "bonds",
            "maturity": f"{years} years",
            "spread": spread,
            "profile": profile,
        },
        "use": {"kind": "loan", "over": "1 months"},
        "repayment": {"out_of": "pool"},
    }


def test_zero_coupon_loan_falls_due_when_the_freeze_lapses():
    """100 bn lent in full by April 2028, due in July 2028: 100 bn x 1.03^-(32/12)."""
    due = month_between(AS_OF, dt.date(2028, 7, 31))
    sure = {"money.freeze.next_renewal": "2028-07-31", "money.freeze.lapse": 1.0}
    found = result(LOAN, sure)
    np.testing.assert_allclose(found.pv_mean.sum(axis=1), 100 * BN * discount(due), rtol=1e-12)
    np.testing.assert_allclose(found.called_mean.sum(axis=1), 100 * BN, rtol=1e-12)
    assert (found.chance_of_call == 1).all()
    assert (found.host_mean == 0).all()
    np.testing.assert_allclose(found.layers_tail, found.layers_mean, rtol=1e-12)


def test_an_early_lapse_calls_only_what_has_been_paid_out():
    """Paid out evenly over 24 months from April 2026: by July 2026 three of them, 12.5 bn."""
    found = result(LOAN, {"money.freeze.next_renewal": "2026-07-31", "money.freeze.lapse": 1.0})
    np.testing.assert_allclose(found.called_mean.sum(axis=1), 12.5 * BN, rtol=1e-12)
    np.testing.assert_allclose(found.paid_out.sum(axis=1), 12.5 * BN, rtol=1e-12)


def test_set_off_meets_its_share_and_the_rest_falls_due():
    """Half of what is used is met by reparations, the other half by the guarantors."""
    at_once = {
        "money.settlement.chance": SETTLED_IN_APRIL_2028,
        "money.settlement.clauses": {"returned": 0.0, "set_off": 1.0, "stay_frozen": 0.0},
    }
    found = result(LOAN, at_once)
    set_off, _, guarantee, *_ = found.layers_mean / BN
    np.testing.assert_allclose(set_off, 50.0)
    np.testing.assert_allclose(guarantee, 50.0)


def test_assets_that_stay_frozen_leave_the_loan_outstanding():
    at_once = {
        "money.settlement.chance": SETTLED_IN_APRIL_2028,
        "money.settlement.clauses": {"returned": 0.0, "set_off": 0.0, "stay_frozen": 1.0},
    }
    found = result(LOAN, at_once)
    np.testing.assert_allclose(found.outstanding_end, 100 * BN)
    assert (found.pv_worst == 0).all()


@pytest.mark.parametrize("profile", ["bullet", "linear", "annuity"])
def test_bonds_at_the_discount_rate_are_worth_what_they_raise(profile):
    """At a coupon equal to the discount rate every profile has the present value of its issue."""
    found = result(bonds(profile, 10))
    np.testing.assert_allclose(found.pv_mean.sum(axis=1), 90 * BN * discount(3), rtol=1e-12)


def test_bullet_bond_pays_coupons_and_then_its_principal():
    """90 bn at 5 % for 8 years: PV = 90 v^(3/12) (0.05 a_8 + v^8)."""
    found = result(bonds("bullet", 8, "2 % per year"))
    v = 1 / (1 + RATE)
    annuity_factor = (1 - v**8) / RATE
    expected = 90 * BN * discount(3) * (0.05 * annuity_factor + v**8)
    np.testing.assert_allclose(found.pv_mean.sum(axis=1), expected, rtol=1e-12)
    cash = found.cash_by_year.sum(axis=1)[0] / BN
    np.testing.assert_allclose(cash[2:9], 4.5)  # 2027 to 2033
    np.testing.assert_allclose(cash[9], 94.5)


def test_annuity_bond_pays_the_same_every_year():
    """90 bn at 5 % for 12 years: 90 x 0.05 / (1 - 1.05^-12) a year."""
    found = result(bonds("annuity", 12, "2 % per year"))
    payment = 90 * BN * 0.05 / (1 - 1.05**-12)
    cash = found.cash_by_year.sum(axis=1)[0]
    np.testing.assert_allclose(cash[2:14], payment, rtol=1e-12)
    assert np.count_nonzero(cash) == 12


def test_what_is_owed_beyond_the_last_year_counts_at_its_value_today():
    """A bond of 30 years seen until 2045: at par, the horizon is nothing to its present value."""
    found = result(bonds("bullet", 30))
    np.testing.assert_allclose(found.outstanding_end, 90 * BN)
    np.testing.assert_allclose(found.terminal, 90 * BN)
    np.testing.assert_allclose(found.pv_mean.sum(axis=1), 90 * BN * discount(3), rtol=1e-12)


def test_contributions_cost_what_is_paid_when_it_is_paid():
    """80 bn in 12 months from March 2026 (month 4), by the members' key."""
    found = result(GRANTS)
    expected = sum(80 * BN / 12 * discount(4 + m) for m in range(12))
    np.testing.assert_allclose(found.pv_mean.sum(axis=1), expected, rtol=1e-12)
    np.testing.assert_allclose(found.pv_q05, found.pv_q95, rtol=1e-12)


def test_proceeds_serve_the_older_loan_and_repay_it_early():
    """170 bn x 2.8 % x 0.75 x 0.9 = 3.213 bn a year against 1.2 + 2 due: it is enough."""
    found = result(OLDER)
    assert (found.pv_worst == 0).all()
    income, owed = 170 * 0.028 * 0.75 * 0.9, 40.0
    for _ in range(20):  # November 2026 to November 2045
        owed = max(0.0, owed * 1.03 - income)
    np.testing.assert_allclose(found.outstanding_end, owed * BN, atol=1.0)


def test_without_proceeds_the_members_pay_interest_and_redemptions():
    """40 bn at 3 % over 20 years, redeemed evenly: 1.2 + 2 bn in the first year."""
    found = result(OLDER, {"money.assets.cash": "0 EUR bn"})
    cash = found.cash_by_year.sum(axis=1)[0] / BN
    expected = [2.0 + 0.03 * (40.0 - 2.0 * year) for year in range(20)]
    np.testing.assert_allclose(cash[1:21], expected)


def test_lent_cash_costs_the_host_its_tax():
    """100 bn lent at once and never returned: 25 % of 2.8 % a year on it, discounted."""
    at_once = {**LOAN, "use": {"kind": "limited_recourse_loan", "over": "1 months"}}
    found = result(at_once)
    months = np.arange(6, month_between(AS_OF, dt.date(2046, 1, 1)))
    expected = 100 * BN * 0.25 * 0.028 / 12 * discount(months).sum()
    np.testing.assert_allclose(found.host_tax_forgone, expected, rtol=1e-12)


def test_uncovered_principal_falls_on_buffer_and_host():
    """No guarantee: the custodian's 5 bn, then the host."""
    bare = {k: v for k, v in LOAN.items() if k != "guarantee"}
    sure = {"money.freeze.next_renewal": "2028-07-31", "money.freeze.lapse": 1.0}
    found = result(bare, sure)
    assert found.layers_mean[:, 0] / BN == pytest.approx([0, 0, 0, 5, 95, 0])
    assert found.host_peak == pytest.approx((100 * 1.3 + 15 - 5) * BN)
    worth = discount(month_between(AS_OF, dt.date(2028, 7, 31)))
    np.testing.assert_allclose(found.host_worst, 95 * BN * worth)
