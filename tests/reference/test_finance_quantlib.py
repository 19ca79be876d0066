"""Bond schedules, day counts and cash flows equal those of QuantLib on random dates."""

from __future__ import annotations

import copy
import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.finance.case import BONDS, QUIET, raw, scenario

from winset.finance.engine import money
from winset.finance.schedule import debt_schedule
from winset.scenario.draws import draws_of
from winset.timegrid import TimeGrid, first_day

ql = pytest.importorskip("QuantLib")

AS_OF = dt.date(2025, 11, 14)
DAYS = ql.Thirty360(ql.Thirty360.BondBasis)  # a month is a twelfth of a year, as here
SIZE = 90e9


def date(day):
    return ql.Date(day.day, day.month, day.year)


def schedule(issued, years):
    """Yearly dates from the issue to maturity, without a calendar of holidays."""
    until = ql.Period(years, ql.Years)
    yearly, none, same = ql.Period(ql.Annual), ql.NullCalendar(), ql.Unadjusted
    last = date(issued) + until
    return ql.Schedule(
        date(issued), last, yearly, none, same, same, ql.DateGeneration.Backward, False
    )


def bond(profile, issued, years, rate):
    """The same bond in QuantLib: its notionals fall by the profile."""
    dates = schedule(issued, years)
    if profile == "bullet":
        return ql.FixedRateBond(0, SIZE, dates, [rate], DAYS)
    if profile == "linear":
        owed = [SIZE * (1 - k / years) for k in range(years)]
    else:
        grown = [(1 + rate) ** k for k in range(years + 1)]
        owed = [SIZE * (grown[-1] - grown[k]) / (grown[-1] - 1) for k in range(years)]
    return ql.AmortizingFixedRateBond(0, owed, dates, [rate], DAYS)


def mine(profile, month, years, rate):
    """Our cash by year and present value: issued in one month, served and repaid by members."""
    tree = raw()
    start = first_day(TimeGrid(AS_OF, 400), month)
    tree["money"]["last_year"] = 2065
    for name in ("short_rate", "bond_yield"):
        tree["money"]["rates"][name] = {
            **tree["money"]["rates"][name],
            "start": f"{rate} share per year",
            "mean": f"{rate} share per year",
        }
    instrument = {
        **copy.deepcopy(BONDS),
        "first_cash": {"earliest": start},
        "funding": {
            "kind": "bonds",
            "maturity": f"{years} years",
            "spread": "1 % per year",
            "profile": profile,
        },
        "use": {"kind": "loan", "over": "1 months"},
        "repayment": {"out_of": "pool"},
    }
    tree["money"]["instruments"] = {"it": instrument}
    tree["money"]["options"] = {"it": {"title": "It", "instrument": "it"}}
    case = scenario(QUIET, tree)
    option = money(case, draws_of(case, 1, 1), 1, threads=1).options["it"]
    return start, option.cash_by_year[0].sum(axis=0), option.pv_mean[0].sum()


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(["bullet", "linear", "annuity"]),
    st.integers(1, 60),
    st.integers(1, 30),
    st.sampled_from([0.005, 0.0212, 0.03, 0.0475]),
)
def test_cash_flows_and_present_value_are_those_of_the_same_bond(profile, month, years, rate):
    issued, cash, value = mine(profile, month, years, rate)
    theirs = bond(profile, issued, years, rate + 0.01)
    expected = np.zeros_like(cash)
    for flow in theirs.cashflows():
        expected[flow.date().year() - AS_OF.year] += flow.amount()
    np.testing.assert_allclose(cash, expected, rtol=1e-9, atol=1e-3)
    today = date(dt.date(AS_OF.year, AS_OF.month, 1))
    ql.Settings.instance().evaluationDate = today
    curve = ql.InterestRate(rate, DAYS, ql.Compounded, ql.Annual)
    worth = ql.CashFlows.npv(theirs.cashflows(), curve, False, today, today)
    assert value == pytest.approx(worth, rel=1e-9)


@given(st.integers(0, 120), st.integers(1, 40))
def test_dates_of_service_are_those_of_a_yearly_schedule(month, years):
    grid = TimeGrid(AS_OF, 700)
    found = debt_schedule(np.array([[month]]), np.array([[1.0]]), np.array([years]), grid.months)
    served = [first_day(grid, int(m)) for m in found.entry_month[0, :-1]]
    theirs = list(schedule(first_day(grid, month), years))[1:]
    assert [date(day) for day in served] == theirs


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_month_is_a_twelfth_of_a_year(start, length):
    """Our m / 12 is the 30/360 year fraction between the first days of months."""
    grid = TimeGrid(AS_OF, 900)
    first, last = (date(first_day(grid, m)) for m in (start, start + length))
    assert DAYS.yearFraction(first, last) == pytest.approx(length / 12, abs=1e-12)
