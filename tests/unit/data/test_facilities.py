"""Facilities: published figures in protocol order, as amounts and as shares."""

from __future__ import annotations

import numpy as np
import pytest

from winset.data.clubs import club
from winset.data.facilities import facility, facility_key, facility_names
from winset.data.keys import restrict
from winset.data.read import read
from winset.errors import DataFaults

ORDER = (*club("eu27").members, "UK")


@pytest.mark.parametrize("name", facility_names())
def test_members_are_complete_and_in_protocol_order(name: str):
    found = facility(name)
    assert len(found.members) == read("facilities").frame.loc[name, "members"]
    assert found.members == tuple(code for code in ORDER if code in found.members)
    assert len(found.values) == len(found.status) == len(found.sources) == len(found.members)
    assert abs(found.shares.sum() - 1) < 1e-12


def test_both_tables_name_the_same_facilities():
    assert set(read("facility_keys").frame["facility"]) == set(facility_names())


def test_amounts_are_in_euro():
    esm, efsf = facility("ESM_paid_in"), facility("EFSF_guarantee_2011")
    assert esm.amounts is not None
    assert esm.amounts[esm.members.index("FR")] == 16_259_660_000
    assert efsf.amounts is not None
    assert efsf.amounts[efsf.members.index("DE")] == pytest.approx(211_045.9e6, rel=1e-15)


def test_a_key_in_per_cent_has_no_amounts():
    assert facility("EDF11_key").amounts is None


def test_the_key_and_the_capital_of_the_esm_agree():
    # the key is printed to 0.0001 %; capital is subscribed in shares of EUR 100 000
    key, capital = facility("ESM_key"), facility("ESM_subscribed")
    assert key.members == capital.members
    assert np.abs(key.shares - capital.shares).max() < 1e-6


def test_a_facility_can_be_used_as_a_key():
    key = facility_key("ESM_key")
    assert (key.kind, key.stands_in_for, key.vintage) == ("ESM_key", None, "2023-03-22")
    assert restrict(key, ["DE", "FR"]).shares[0] == pytest.approx(26.7402 / (26.7402 + 20.0809))


def test_loans_received_are_no_key():
    with pytest.raises(DataFaults) as caught:
        facility_key("SURE_loan_granted")
    assert caught.value.faults[0].code.id == "D112"


def test_an_unknown_facility_names_the_nearest():
    with pytest.raises(DataFaults, match='write "ESM_key"'):
        facility("ESM_keys")


def test_figures_cannot_be_written():
    with pytest.raises(ValueError, match="read-only"):
        facility("ESM_key").values[0] = 0.0
