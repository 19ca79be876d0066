"""Inputs from the tables, and what stands in where a figure is not held."""

from __future__ import annotations

import numpy as np
import pytest

from winset.data.read import read
from winset.errors import DataFaults, RequestFaults
from winset.finance.national.debt_path import project
from winset.finance.national.member_inputs import member_inputs
from winset.finance.national.unknowns import Unknowns, drawn


def test_shares_come_out_of_per_cent() -> None:
    given, row = member_inputs("eu27"), read("eu27_debt_inputs").frame.loc["IT"]
    i = given.members.index("IT")
    assert given.inputs.semi_elasticity[0, i] == row["semi_elasticity"]
    assert given.inputs.short_share[0, i] == row["short_share"]
    assert given.inputs.output_gap[0, i] == pytest.approx(row["output_gap_2025"] / 100)
    assert given.inputs.ageing_cost[0, i, -1] == pytest.approx(row["ageing_cost_2035"] / 100)
    assert given.inputs.gdp[0, i] == pytest.approx(2256.1e9)


def test_lines_are_straight_between_what_is_known() -> None:
    given, row = member_inputs("eu27"), read("eu27_debt_inputs").frame.loc["FR"]
    i = given.members.index("FR")
    growth = given.inputs.potential_growth[0, i] * 100
    assert growth[3] == pytest.approx(row["potential_growth_2029"])
    assert np.diff(growth[3:]).tolist() == pytest.approx([growth[4] - growth[3]] * 6)
    assert given.inputs.long_rate[0, i, -1] * 100 == pytest.approx(row["long_rate_2035"])
    step = (row["long_rate_2035"] - 3.339) / 10
    assert given.inputs.long_rate[0, i, 0] * 100 == pytest.approx(3.339 + step)


def test_what_stands_in_is_said() -> None:
    given = member_inputs("eu27")
    assert [(each.member, each.says) for each in given.stands_in] == [
        ("EE", "the club's median, 7.9% a year"),
        ("RO", "its forward rate ten years ahead, 7.30 %"),
        ("SE", "the club's median, 7.9% a year"),
    ]
    assert "no adjustment is planned" in given.assumes
    assert len(given.sources) == 3


def test_another_club_has_no_tables() -> None:
    with pytest.raises(DataFaults):
        member_inputs("asean")


def test_the_adjustment_must_fit() -> None:
    with pytest.raises(RequestFaults, match="between 1 and 10 years"):
        member_inputs("eu27", adjustment_years=11)


def test_draws_shift_lines_within_their_half_widths() -> None:
    inputs = member_inputs("eu27").inputs
    many = drawn(inputs, Unknowns(rates=0.01), seed=1, draws=200)
    shift = many.long_rate - inputs.long_rate
    assert np.abs(shift).max() <= 0.01
    assert np.ptp(shift, axis=(1, 2)).max() < 1e-15
    assert np.ptp(many.short_rate - inputs.short_rate, axis=0).min() > 0.015
    assert project(many).debt.shape == (200, 27, 10)


def test_a_wider_range_of_one_quantity_leaves_the_others_alone() -> None:
    inputs = member_inputs("eu27").inputs
    one, two = (drawn(inputs, Unknowns(rates=r), 1, 5) for r in (0.01, 0.02))
    assert (one.deflator == two.deflator).all()
    assert (one.potential_growth == two.potential_growth).all()
