"""What only the money can judge, each with the place where it stands."""

from __future__ import annotations

import pytest
from tests.unit.finance.case import BONDS, LOAN, only, scenario

from winset.finance.checks import checks


def faults(**changes):
    """Code, path and level of each fault of the loan with other parts."""
    return [(f.code.id, f.where.path, f.level) for f in checks(only({**LOAN, **changes}))]


def guarantee(**terms):
    return {**LOAN["guarantee"], **terms}


IT = "money.instruments.it"


def test_a_sound_scenario_has_no_fault():
    assert checks(scenario()) == ()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            {"guarantee": guarantee(key="own", own_key={"BE": 0.5, "DE": 0.4})},
            ("M101", f"{IT}.guarantee.own_key", "error"),
        ),
        ({"guarantee": guarantee(key="own")}, ("M101", f"{IT}.guarantee.own_key", "error")),
        (
            {"guarantee": guarantee(cap={"of_size": 0.8})},
            ("M102", f"{IT}.guarantee.cap", "error"),
        ),
        (
            {"guarantee": guarantee(cap={"total": "99 EUR bn"})},
            ("M102", f"{IT}.guarantee.cap", "error"),
        ),
        (
            {"exempt": {"members": ["GR"]}},
            ("M103", f"{IT}.exempt.members", "error"),
        ),
        (
            {"first_cash": {"earliest": "2050-01-01"}},
            ("M104", f"{IT}.first_cash.earliest", "error"),
        ),
        ({"size": "200 EUR bn"}, ("M105", f"{IT}.size", "warning")),
        (
            {"guarantee": guarantee(outside={"fjordland": 1.0, "alba": 0.2})},
            ("M109", f"{IT}.guarantee.outside", "error"),
        ),
        (
            {"guarantee": guarantee(cap={"of_size": 1.0, "total": "1 EUR bn"})},
            ("M110", f"{IT}.guarantee.cap", "error"),
        ),
    ],
)
def test_each_fault_is_found_where_it_stands(changes, fault):
    assert fault in faults(**changes)


def test_a_first_call_counts_towards_what_is_lent_and_guaranteed():
    use = {**LOAN["use"], "first_call": {"repays": "older", "amount": "80 EUR bn"}}
    assert ("M105", f"{IT}.size", "warning") in faults(use=use)
    cap = guarantee(cap={"total": "150 EUR bn"})
    assert ("M102", f"{IT}.guarantee.cap", "error") in faults(use=use, guarantee=cap)


def test_a_partial_guarantee_is_no_fault_if_it_is_meant():
    meant = guarantee(cap={"of_size": 0.6, "partial": True})
    assert faults(guarantee=meant) == []


def test_caps_one_by_one_must_name_everybody():
    each = {"DE": "60 EUR bn", "XX": "60 EUR bn"}
    found = faults(guarantee=guarantee(cap={"each": each}))
    assert ("M103", f"{IT}.guarantee.cap.each.XX", "error") in found
    assert ("M108", f"{IT}.guarantee.cap.each", "error") in found


def test_nobody_left_to_pay():
    from winset.data.clubs import club

    found = faults(exempt={"members": club("eu27").members})
    assert ("M106", f"{IT}.exempt.members", "error") in found


def test_bonds_need_somebody_to_pay_their_interest():
    found = checks(only({**BONDS, "service": {"paid_by": "nobody"}}))
    assert [fault.code.id for fault in found] == ["M107"]


def test_an_option_is_judged_with_its_own_terms():
    options = {
        "tight": {
            "title": "Tight",
            "instrument": "loan",
            "set": {"guarantee.cap": {"of_size": 0.5}},
        }
    }
    found = checks(scenario({"money.options": options}))
    assert [(f.code.id, f.where.path) for f in found] == [
        ("M102", "money.options.tight.set.guarantee.cap")
    ]


def test_a_fault_tells_its_reader_how_to_mend_it():
    fault = next(f for f in checks(only({**LOAN, "exempt": {"members": ["BEL"]}})))
    assert fault.what == '"BEL" is nobody who pays'
    assert fault.fix.startswith('write "BE"') or "known here" in fault.fix
