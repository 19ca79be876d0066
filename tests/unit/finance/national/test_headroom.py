"""Headroom year by year, with amounts that can be added up by hand."""

from __future__ import annotations

import numpy as np
import pytest

from winset.errors import RequestFaults
from winset.finance.national.headroom import (
    Redemptions,
    due,
    fits,
    headroom,
    outstanding,
    sure_room,
)

YEARS = [2028, 2029, 2030]


def profile(issued: list[float], redeemed: list[float], rate: float = 0.04) -> Redemptions:
    return Redemptions(np.array(issued), np.array(redeemed), np.full(len(issued), rate))


def test_room_is_the_ceiling_less_what_is_planned_and_what_leans_on_it() -> None:
    gni, planned, leaning = np.array([18_506e9]), np.array([146.2e9]), np.array([20e9])
    # 1.40 % of 18,506 bn is 259.084 bn
    assert headroom(gni, planned, leaning)[0] == pytest.approx(259.084e9 - 166.2e9)


def test_a_stock_of_debt_fits_or_not_by_when_it_falls_due() -> None:
    room = np.array([20e9, 20e9, 60e9])
    stock = [90e9, 0.0, 0.0]
    early = due(profile(stock, [30e9, 30e9, 30e9]))
    late = due(profile(stock, [15e9, 16e9, 59e9]))
    assert [each.holds for each in fits(early, room, YEARS)] == ["no", "no", "yes"]
    assert [each.holds for each in fits(late, room, YEARS)] == ["yes", "yes", "no"]


def test_interest_is_due_on_what_is_outstanding_during_the_year() -> None:
    # 50 from 2028, 50 more from 2030; 20 repaid at the end of 2028
    steps = profile([50, 0, 50], [20, 0, 80])
    assert outstanding(steps).tolist() == [50, 30, 80]
    assert due(steps).tolist() == pytest.approx([22, 1.2, 83.2])


def test_a_year_says_what_is_missing_and_in_how_many_draws() -> None:
    room = np.array([[12e9, 5e9, 9e9], [8e9, 5e9, 11e9]])
    verdicts = fits(np.array([10e9, 10e9, 9e9]), room, YEARS)
    assert [each.holds for each in verdicts] == ["open", "no", "yes"]
    assert verdicts[0].reason == "2.0 bn missing in the worst draw, enough in 50 % of draws."
    assert verdicts[1].reason == "5.0 bn missing in the worst draw."
    assert verdicts[2].reason == "0.0 bn left in the worst draw."
    assert [each.share for each in verdicts] == [0.5, 0.0, 1.0]


def test_rates_may_differ_by_draw() -> None:
    two = Redemptions(np.array([100.0, 0]), np.array([0.0, 100]), np.array([[0.02], [0.05]]))
    assert due(two).tolist() == [[2, 102], [5, 105]]


def test_room_that_is_there_with_a_chance() -> None:
    room = np.arange(101.0)[:, None]
    assert sure_room(room, 0.95).tolist() == pytest.approx([5.0])


@pytest.mark.parametrize(
    ("issued", "redeemed", "says"),
    [
        ([10.0, 0.0], [4.0, 4.0], "10 is issued and 8 redeemed"),
        ([0.0, 10.0], [4.0, 6.0], "run ahead"),
        ([10.0, 0.0], [12.0, -2.0], "negative"),
        ([10.0, 0.0], [10.0], "different years"),
    ],
)
def test_redemptions_that_are_not_of_this_debt(
    issued: list[float], redeemed: list[float], says: str
) -> None:
    with pytest.raises(RequestFaults, match=says):
        due(Redemptions(np.array(issued), np.array(redeemed), np.zeros(len(issued))))


def test_years_that_do_not_match() -> None:
    with pytest.raises(RequestFaults, match="the years do not fit"):
        fits(np.ones(2), np.ones(2), YEARS)
