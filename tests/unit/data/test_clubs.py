"""The club of the EU-27: order, names, euro."""

from __future__ import annotations

import unicodedata

import pytest

from winset.data.clubs import club
from winset.data.codes import UNKNOWN_TABLE
from winset.data.read import read
from winset.errors import DataFaults

PROTOCOL_ORDER = "BE BG CZ DK DE EE IE EL ES FR HR IT CY LV LT LU HU MT NL AT PL PT RO SI SK FI SE"


def plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(sign for sign in folded if not unicodedata.combining(sign))


def test_members_stand_in_protocol_order():
    assert " ".join(club("eu27").members) == PROTOCOL_ORDER


def test_protocol_order_is_alphabetical_by_own_name():
    own = [plain(name) for name in read("eu27").frame["own_name"]]
    assert own == sorted(own)


def test_names_are_given_for_every_member():
    eu = club("eu27")
    assert tuple(eu.names) == eu.members
    assert (eu.names["NL"], eu.names["EL"], eu.names["CZ"]) == ("Netherlands", "Greece", "Czechia")


def test_entries_make_the_enlargements():
    entered = read("eu27").frame["entered"]
    sizes = {1958: 6, 1973: 2, 1981: 1, 1986: 2, 1995: 3, 2004: 10, 2007: 2, 2013: 1}
    assert entered.value_counts().to_dict() == sizes


def test_the_euro_area_has_twenty_members_at_the_vintage():
    frame = read("eu27").frame
    assert frame["euro_area"].sum() == 20
    assert (frame["euro_since"] <= 2025).fillna(False).tolist() == frame["euro_area"].tolist()
    assert (frame["euro_since"].dropna() >= frame["entered"][frame["euro_since"].notna()]).all()


def test_the_euro_area_agrees_with_the_capital_key():
    key = read("eu27_capital_key").frame
    assert key["euro_area_2024"].tolist() == read("eu27").frame["euro_area"].tolist()


def test_an_unknown_club_is_a_fault():
    with pytest.raises(DataFaults) as caught:
        club("eu72")
    assert caught.value.faults[0].code is UNKNOWN_TABLE
    assert "eu27" in caught.value.faults[0].fix
