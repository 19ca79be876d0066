"""Profiles that fit: by hand, against trying everything, and by their own certificate."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset._typing import Floats
from winset.finance.national.headroom import Redemptions, due
from winset.finance.national.profile_search import find_profile, shortcomings
from winset.finance.national.redemption_programme import Wanted


def wanted(room: list[float], issued: float = 100.0, rate: float = 0.1, **more: object) -> Wanted:
    count = len(room)
    first = np.array([issued] + [0.0] * (count - 1))
    years = np.arange(2030, 2030 + count)
    return Wanted(years, first, np.full(count, rate), np.array(room), **more)  # type: ignore[arg-type]


def interest(profile: Redemptions) -> float:
    return float((due(profile) - profile.redeemed).sum())


def test_repaying_as_early_as_room_allows_costs_least() -> None:
    # 100 owed, 10 interest, 30 repaid; 70, 7, 33; 37, 3.7, 36.3; 0.7, 0.07, 0.7
    found = find_profile(wanted([40.0] * 5))
    assert found.profile.redeemed.tolist() == pytest.approx([30, 33, 36.3, 0.7, 0])
    assert found.interest == pytest.approx(10 + 7 + 3.7 + 0.07)
    assert found.reason == "It fits: repaid from 2030 to 2033, with 0.0 bn of interest in all."


def test_a_bullet_is_forced_where_room_comes_last() -> None:
    found = find_profile(wanted([10.0, 10.0, 110.0]))
    assert found.fits
    assert found.profile.redeemed.tolist() == pytest.approx([0, 0, 100])
    assert found.binding == (2030, 2031, 2032)


def test_room_is_missed_where_the_least_of_it_mends_the_most() -> None:
    # 5 are missing in 2032; two years earlier 5 / 1.1^2 do as well, by the interest they save
    found = find_profile(wanted([10.0, 10.0, 105.0]))
    assert not found.fits
    assert found.missing.tolist() == pytest.approx([5 / 1.21, 0, 0], abs=1e-6)
    assert found.binding == (2030, 2031, 2032)


def test_what_is_missing_is_said_with_its_years() -> None:
    found = find_profile(wanted([8e9, 8e9, 120e9], issued=100e9))
    assert found.reason.startswith("Nothing fits: at best 4.0 bn of room are missing, in ")
    assert "2030 (2.0 bn)" in found.reason
    assert "2031 (2.0 bn)" in found.reason


def test_caps_that_leave_the_principal_unpaid() -> None:
    found = find_profile(wanted([500.0] * 3, cap=np.full(3, 30.0)))
    assert not found.fits
    assert "however much room" in found.reason


def test_a_cap_spreads_the_redemptions() -> None:
    found = find_profile(wanted([500.0] * 4, cap=np.full(4, 30.0)))
    assert found.profile.redeemed.tolist() == pytest.approx([30, 30, 30, 10])


def test_a_first_year_and_a_step_are_kept() -> None:
    # 40 + 35 + 25: as much as the cap allows as early as the step allows
    terms = wanted([500.0] * 6, first=2, step=10.0, cap=np.full(6, 40.0))
    found = find_profile(terms)
    assert found.profile.redeemed.tolist() == pytest.approx([0, 0, 40, 35, 25, 0])
    assert shortcomings(terms, found.profile) == ()


def test_the_earliest_end_is_found_where_interest_does_not_ask_for_it() -> None:
    # nothing is gained by an early end where money costs nothing, but it is there to be had
    terms = wanted([60.0, 70.0, 75.0, 75.0], step=5.0, rate=0.0)
    early, cheap = find_profile(terms, "earliest_end"), find_profile(terms)
    assert early.profile.redeemed.tolist()[2:] == [0.0, 0.0]
    assert early.profile.redeemed[:2].sum() == pytest.approx(100)
    assert cheap.interest == early.interest == 0.0
    assert not find_profile(replace(terms, cap=np.array([np.inf, 0.0, 0.0, 0.0]))).fits


def test_a_step_holds_until_the_last_redemption_and_not_beyond() -> None:
    found = find_profile(wanted([60.0] * 6, step=10.0))
    assert found.profile.redeemed.tolist() == pytest.approx([50, 50, 0, 0, 0, 0])


def test_debt_issued_over_several_years_is_not_repaid_before() -> None:
    terms = replace(wanted([500.0] * 4), issued=np.array([40.0, 60.0, 0.0, 0.0]))
    found = find_profile(terms)
    assert found.profile.redeemed.tolist() == pytest.approx([40, 60, 0, 0])


def test_the_worth_of_room_is_what_one_more_of_it_saves() -> None:
    terms = wanted([40.0] * 5)
    found = find_profile(terms)
    for t in range(3):
        more = find_profile(replace(terms, room=terms.room + 0.5 * (np.arange(5) == t)))
        assert found.interest - more.interest == pytest.approx(0.5 * found.worth[t], rel=1e-6)


def test_nothing_owed_fits() -> None:
    found = find_profile(wanted([1.0, 1.0], issued=0.0))
    assert (found.fits, found.interest) == (True, 0.0)


def test_a_wrong_profile_is_told_what_it_lacks() -> None:
    terms = wanted([40.0] * 3, cap=np.full(3, 35.0), step=1.0, first=1)
    lacks = shortcomings(terms, Redemptions(terms.issued, np.array([60.0, 0, 30]), terms.rate))
    assert lacks == (
        "the principal is not repaid in full",
        "something is redeemed before the first year, or less than nothing",
        "2030: more falls due than there is room",
        "2030: more is redeemed than the cap",
        "redemptions change by more than the step",
    )


UNITS = 6  # the principal of the small cases, repaid in whole units


def every_profile(years: int) -> list[Floats]:
    ways = itertools.product(range(UNITS + 1), repeat=years)
    return [np.array(way, dtype=np.float64) for way in ways if sum(way) == UNITS]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 7), min_size=4, max_size=4),
    st.sampled_from([0.0, 0.05, 0.2]),
    st.sampled_from([None, 2.0, 4.0]),
    st.sampled_from([None, 1.0, 3.0]),
)
def test_no_profile_in_whole_units_does_better(
    room: list[int], rate: float, cap: float | None, step: float | None
) -> None:
    most = None if cap is None else np.full(4, cap)
    terms = wanted([float(each) for each in room], float(UNITS), rate, cap=most, step=step)
    found = find_profile(terms)
    tried = [Redemptions(terms.issued, way, terms.rate) for way in every_profile(4)]
    whole = [each for each in tried if not shortcomings(terms, each)]
    if whole:
        assert found.fits
        assert found.interest <= min(interest(each) for each in whole) + 1e-6
    if found.fits:
        assert shortcomings(terms, found.profile) == ()
        assert found.least_interest == pytest.approx(found.interest, abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(0, 60), min_size=5, max_size=8),
    st.floats(0, 0.1),
    st.sampled_from(["least_interest", "earliest_end"]),
)
def test_what_is_found_is_what_was_wanted(room: list[float], rate: float, aim: str) -> None:
    terms = wanted(room, rate=rate)
    found = find_profile(terms, aim)  # type: ignore[arg-type]
    if found.fits:
        assert shortcomings(terms, found.profile) == ()
        assert found.least_interest <= found.interest + 1e-4
    else:
        assert found.missing.sum() > 0
        assert find_profile(replace(terms, room=terms.room + found.missing + 0.01)).fits
