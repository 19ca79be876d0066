"""Keys: shares that sum to 1, fall back openly, and follow their members."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.data.clubs import club
from winset.data.keys import KINDS, key, restrict, share, shares_of
from winset.data.read import read
from winset.errors import DataFaults

MEMBERS = club("eu27").members
some_members = st.lists(st.sampled_from(MEMBERS), min_size=1, unique=True)
kinds = st.sampled_from(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_shares_sum_to_one_in_protocol_order(kind: str):
    found = key("eu27", kind)
    assert found.members == MEMBERS
    assert found.shares.shape == (27,)
    assert abs(found.shares.sum() - 1) < 1e-12
    assert (found.shares > 0).all()


@pytest.mark.parametrize(("kind", "year"), [("gdp", 2026), ("population", 2018)])
def test_a_year_picks_its_column(kind: str, year: int):
    column = {"gdp": "gdp_2026f", "population": "population_2018"}[kind]
    figures = read(f"eu27_{kind}").frame[column]
    assert share(key("eu27", kind, year), "FR") == pytest.approx(figures["FR"] / figures.sum())
    assert str(year) in key("eu27", kind, year).vintage


def test_gni_falls_back_on_gdp_and_says_so():
    gni, gdp = key("eu27", "gni"), key("eu27", "gdp")
    assert np.array_equal(gni.shares, gdp.shares)
    assert (gni.kind, gni.stands_in_for) == ("gdp", "gni")
    assert "Ireland and Luxembourg" in gni.note
    assert gdp.stands_in_for is None


def test_equal_is_one_share_each():
    assert set(key("eu27", "equal").shares.tolist()) == {1 / 27}


def test_shares_cannot_be_written():
    with pytest.raises(ValueError, match="read-only"):
        key("eu27", "gdp").shares[0] = 1.0


def test_who_is_not_in_the_key_has_no_share():
    assert share(key("eu27", "gdp"), "UK") == 0.0


@pytest.mark.parametrize(
    ("kind", "year", "code", "fix"),
    [("gdb", None, "D108", '"gdp"'), ("gdp", 1999, "D109", "2023"), ("gni", 1999, "D109", "2023")],
)
def test_unknown_kinds_and_years_are_faults(kind: str, year: int | None, code: str, fix: str):
    with pytest.raises(DataFaults) as caught:
        key("eu27", kind, year)
    assert caught.value.faults[0].code.id == code
    assert fix in caught.value.faults[0].fix


def test_all_wrong_members_are_reported_at_once():
    with pytest.raises(DataFaults) as caught:
        restrict(key("eu27", "gdp"), ["GR", "BE", "BE", "UK"])
    assert [fault.got for fault in caught.value.faults] == ["GR", "BE", "UK"]
    assert {fault.code.id for fault in caught.value.faults} == {"D110"}


def test_nobody_cannot_hold_a_key():
    with pytest.raises(DataFaults):
        restrict(key("eu27", "gdp"), [])


@given(kinds, some_members)
def test_restricting_keeps_proportions_and_sums_to_one(kind: str, members: list[str]):
    whole = key("eu27", kind)
    part = restrict(whole, members)
    assert part.members == tuple(members)
    assert abs(part.shares.sum() - 1) < 1e-12
    total = sum(share(whole, code) for code in members)
    for code in members:
        assert share(part, code) == pytest.approx(share(whole, code) / total, rel=1e-12)


@given(kinds, some_members, st.randoms())
def test_shares_follow_their_members_through_any_order(kind, members, random):
    mixed = members[:]
    random.shuffle(mixed)
    one, other = restrict(key("eu27", kind), members), restrict(key("eu27", kind), mixed)
    assert {code: share(one, code) for code in members} == {
        code: share(other, code) for code in members
    }


@given(st.lists(st.floats(1e-3, 1e12), min_size=1), st.floats(1e-3, 1e3))
def test_shares_do_not_depend_on_the_unit(values: list[float], factor: float):
    shares = shares_of(np.array(values))
    assert shares_of(np.array(values) * factor) == pytest.approx(shares, rel=1e-9)
    assert abs(shares.sum() - 1) < 1e-12
