"""Room against the rule before and after a burden."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.finance.national.case import burden, steady, years_of

from winset._typing import Floats
from winset.errors import RequestFaults
from winset.finance.national.room import Room, crosses, room_left

NO_LOSS = {"multiplier": np.zeros((1, 1))}


def near_the_line(*, procedure: bool = False, amount: float = 1.0) -> Room:
    """Primary balance nought, so that the deficit of 2026 is interest: 2.4 / 1.04 % of GDP."""
    given = burden(years_of(amount * 5.2e9, *9 * [0.0]))
    return room_left(steady(**NO_LOSS), given, ["AA"], ["AA"] if procedure else [])


def test_room_is_the_reference_value_less_what_is_there() -> None:
    room = near_the_line()
    deficit = 0.8 * 0.03 / 1.04
    assert room.before.deficit_room[0, 0, 0] == pytest.approx(0.03 - deficit)
    assert room.after.deficit_room[0, 0, 0] == pytest.approx(0.03 - deficit - 0.01)
    assert room.before.debt_room[0, 0, 0] == pytest.approx(0.6 - 0.8 * 1.03 / 1.04)


def test_a_burden_that_crosses_the_line_is_told_with_its_amounts() -> None:
    first, second, *_ = crosses(near_the_line())
    assert (first.member, first.year, first.holds) == ("AA", 2026, "yes")
    # 0.69 % of 520 bn is 3.6 bn
    assert first.reason == (
        "room up to a deficit of 3 %: 0.69 % of GDP (EUR 3.6 bn) before, "
        "-0.31 % of GDP (EUR -1.6 bn) after."
    )
    assert second.holds == "no"


def test_who_is_over_the_line_already_does_not_cross_it() -> None:
    inputs = steady(structural_balance=np.array([[[-0.05]]]))
    room = room_left(inputs, burden(years_of(5e9, *9 * [0.0])), ["AA"])
    assert {each.holds for each in crosses(room)} == {"no"}


def test_draws_that_differ_leave_it_open() -> None:
    given = burden(np.array([[[0.1e9] + 9 * [0.0]], [[9e9] + 9 * [0.0]]]))
    first = crosses(room_left(steady(**NO_LOSS), given, ["AA"]))[0]
    assert (first.holds, first.share) == ("open", 0.5)
    assert first.reason.endswith("it crosses in 50 % of draws.")


def test_a_procedure_asks_for_half_a_point_at_least() -> None:
    free, bound = near_the_line(), near_the_line(procedure=True)
    assert (free.before.need < 0.005).all()
    assert bound.before.need.tolist() == [[0.005]]
    assert bound.in_procedure.tolist() == [True]


def test_need_is_never_less_than_nothing_and_not_known_where_none_is_enough() -> None:
    idle = steady(debt=np.array([[0.1]]), structural_balance=np.array([[[0.02]]]))
    assert room_left(idle, burden(np.zeros((1, 1, 10))), ["AA"]).before.need.tolist() == [[0.0]]
    endless = burden(np.full((1, 1, 10), 500e9))
    room = room_left(steady(), endless, ["AA"])
    assert np.isfinite(room.before.need).all()
    assert np.isnan(room.after.need).all()


def test_a_member_in_procedure_must_be_one() -> None:
    with pytest.raises(RequestFaults, match="'AB' is no member"):
        room_left(steady(), burden(_nothing()), ["AA"], ["AB"])


def _nothing() -> Floats:
    return np.zeros((1, 1, 10))
