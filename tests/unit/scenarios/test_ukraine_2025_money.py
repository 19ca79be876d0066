"""What the needs and receipts of November 2025 add up to, against the published sums."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from tests.unit.scenarios.the_case import ukraine

from winset.finance.liquidity import spread
from winset.scenario.case import Case
from winset.scenario.draws import Draws, draws_of, sample, sample_months
from winset.timegrid import TimeGrid, grid_until, month_of


@pytest.fixture(scope="module")
def case() -> Case:
    return ukraine()


@pytest.fixture(scope="module")
def draws(case: Case) -> Draws:
    return draws_of(case.scenario, 2000, 1)


@pytest.fixture(scope="module")
def grid(case: Case) -> TimeGrid:
    return grid_until(case.scenario.as_of, dt.date(2027, 12, 31))


def _needs(case: Case, draws: Draws, grid: TimeGrid) -> dict[str, np.ndarray]:
    """Expected needs by month, EUR, each of shape (month,)."""
    needs = case.scenario.money.liquidity.needs
    return {n: sample_months(draws, each.monthly, grid).mean(axis=0) for n, each in needs.items()}


def _receipts(case: Case, draws: Draws, grid: TimeGrid) -> dict[str, np.ndarray]:
    """Expected receipts by month, EUR, each of shape (month,)."""
    return {
        name: sample(draws, each.amount).mean()
        * sample(draws, each.chance).mean()
        * spread(each, grid)
        for name, each in case.scenario.money.liquidity.receipts.items()
    }


def test_the_budgets_gap_is_the_published_one(case: Case, draws: Draws, grid: TimeGrid) -> None:
    """USD 60bn or 65bn over 2026 and 2027, by the Commission's and the Fund's reckoning."""
    two_years = slice(month_of(grid, dt.date(2026, 1, 1)), None)
    received = _receipts(case, draws, grid)
    for_budget = ("ukraine_facility", "era_loans_of_others", "fund_programme")
    gap = _needs(case, draws, grid)["budget"][two_years].sum()
    gap -= sum(received[name][two_years].sum() for name in for_budget)
    assert 60 <= gap / 1e9 * 1.1633 <= 65


def test_the_gap_in_all_is_the_published_one(case: Case, draws: Draws, grid: TimeGrid) -> None:
    """About EUR 130bn over 2026 and 2027, or 130 to 140, members' own aid not counted."""
    two_years = slice(month_of(grid, dt.date(2026, 1, 1)), None)
    received = _receipts(case, draws, grid)
    gap = sum(need[two_years].sum() for need in _needs(case, draws, grid).values())
    gap -= sum(all_[two_years].sum() for n, all_ in received.items() if n != "members_own_aid")
    assert 125 <= gap / 1e9 <= 140


def test_the_money_ends_between_the_two_dates_given(
    case: Case, draws: Draws, grid: TimeGrid
) -> None:
    flow = sum(_receipts(case, draws, grid).values()) - sum(_needs(case, draws, grid).values())
    left = sample(draws, case.scenario.money.liquidity.cash).mean() + np.cumsum(flow)
    first_short = int(np.argmax(left < 0))
    february, april = (month_of(grid, dt.date(2026, month, 1)) for month in (2, 4))
    assert february <= first_short <= april
