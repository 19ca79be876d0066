"""The small parts: cents, schedules, the law, accidents, statistics."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.finance.case import scenario

from winset.finance.cents import split
from winset.finance.kernels.statistics import describe, tail_means
from winset.finance.law import by_month
from winset.finance.noise import RATES, noise_of
from winset.finance.schedule import debt_schedule, paid_out_before, yearly_issues
from winset.finance.setting import setting_of
from winset.scenario.draws import draws_of


@given(
    st.integers(0, 10**15),
    st.lists(st.floats(0, 1e6), min_size=1, max_size=30).filter(lambda w: sum(w) > 0),
)
def test_parts_in_cents_sum_to_the_whole_and_lie_within_a_cent(whole, weights):
    parts = split(whole, weights)
    assert sum(parts) == whole
    total = sum(Fraction(w) for w in weights)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - whole * Fraction(weight) / total) < 1 + Fraction(1, 1000)


def test_nobody_to_share_with():
    with pytest.raises(ValueError, match="weight"):
        split(1, [0.0])
    assert split(0, [0.0, 0.0]) == [0, 0]


def test_each_year_is_financed_at_its_first_payout():
    """18 months from March: ten in the first year, eight in the second."""
    year = np.repeat([0, 1, 2], 12)
    used = paid_out_before(np.array([2]), np.array([18.0]), np.array([180.0]), np.zeros(1), 36)
    months, amounts = yearly_issues(used, np.append(year, 3), np.array([2]))
    assert months.tolist() == [[2, 12]]
    assert amounts.tolist() == [[100.0, 80.0]]


def test_debt_is_served_on_the_anniversaries_of_its_issue():
    schedule = debt_schedule(np.array([[2, 12]]), np.array([[100.0, 80.0]]), np.array([2]), 40)
    served = list(
        zip(schedule.entry_month[0], schedule.entry_cohort[0], schedule.entry_step[0], strict=True)
    )
    assert served[:4] == [(14, 0, 1), (24, 1, 1), (26, 0, 2), (36, 1, 2)]
    assert schedule.entry_month[0, -1] == 40


def test_renewals_fall_due_every_six_months():
    case = scenario({"money.freeze.lapse": 0.1})
    law = setting_of(case, draws_of(case, 1, 1)).law
    first = np.flatnonzero(np.diff(law.lapsed_by[0], prepend=0.0))[:3]
    assert first.tolist() == [2, 8, 14]  # January and July 2026, January 2027
    assert law.lapsed_by[0, 14] == pytest.approx(1 - 0.9**3)


def test_a_freeze_until_reparations_never_lapses():
    case = scenario({"money.freeze.until_reparations": True})
    law = setting_of(case, draws_of(case, 2, 1)).law
    assert (law.lapsed_by == 0).all()


def test_a_hazard_adds_up_as_a_chance_of_survival_runs_down():
    assert by_month(np.full(3, 0.1)) == pytest.approx([0.1, 0.19, 0.271])


def test_a_later_end_or_another_payer_leaves_the_accidents_alone():
    few = noise_of(1, 50, 3, ("BE", "DE"))
    more = noise_of(1, 50, 5, ("BE", "DE", "norway"), ("aid",))
    np.testing.assert_array_equal(few[:, : RATES + 6], more[:, : RATES + 6])
    np.testing.assert_array_equal(few[:, RATES + 6 :], more[:, RATES + 10 : RATES + 12])


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=400), st.integers(0, 50))
def test_statistics_are_those_of_the_sorted_values(values, zeros):
    told = np.zeros((1, 6, 1))
    n = len(values)
    ordered = np.sort(np.append(values, np.zeros(zeros)))
    describe(np.array(values), n, zeros, np.empty(n), told, 0, 0)
    told, n = told[0, :, 0], n + zeros
    ranks = [max(0, int(np.ceil(round(q * n, 9))) - 1) for q in (0.05, 0.5, 0.95)]
    weights = np.clip(np.arange(1, n + 1) - 0.95 * n, 0, 1)
    assert told[0] == pytest.approx(ordered.mean(), rel=1e-9, abs=1e-6)
    np.testing.assert_array_equal(told[1:4], ordered[ranks])
    assert told[4] == pytest.approx((ordered @ weights) / weights.sum(), rel=1e-9, abs=1e-5)
    assert told[5] == ordered[-1]


def test_paths_that_tie_at_the_edge_of_the_tail_count_alike():
    """Of 40 paths two make the tail: one at 9, and one of the four that tie at 5."""
    layers = np.zeros((6, 40))
    layers[4, 0] = 9.0
    layers[2, 1:4], layers[4, 4] = 5.0, np.nextafter(5.0, 6.0)
    told = np.zeros((1, 2, 6))
    tail_means(layers, told, 0, np.empty(40))
    assert told[0, 0, 4] == pytest.approx(14.0 / 40)
    assert told[0, 1, 4] == pytest.approx((9.0 + 5.0 / 4) / 2)
    assert told[0, 1, 2] == pytest.approx((3 * 5.0 / 4) / 2)


def test_the_grid_ends_with_the_last_year():
    setting = setting_of(scenario(), draws_of(scenario(), 1, 1))
    assert setting.grid.months == 2 + 20 * 12
    assert setting.grid.as_of == dt.date(2025, 11, 14)
