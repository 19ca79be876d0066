"""Flows by kind, and the facts that an instrument states."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from tests.unit.finance.national.case import years_of

from winset.errors import RequestFaults
from winset.finance.national.facts import facts_of
from winset.finance.national.flows import flows
from winset.scenario.nouns.instrument import Instrument


def test_kinds_that_are_not_given_are_nought_in_the_common_shape() -> None:
    paid = flows(calls=np.ones((2, 1, 3)), contingent=np.ones((1, 27, 1)))
    assert paid.calls.shape == paid.grants.shape == (2, 27, 3)
    assert not paid.grants.any()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"gifts": years_of(1)}, "there is no flow 'gifts'"),
        ({"calls": np.ones(3)}, "calls is not by draw, member and year"),
        ({"calls": years_of(-1)}, "calls is negative"),
        ({"calls": np.ones((1, 2, 3)), "grants": np.ones((1, 4, 3))}, "do not fit together"),
    ],
)
def test_flows_that_cannot_be_are_refused(given: dict[str, np.ndarray], says: str) -> None:
    with pytest.raises(RequestFaults, match=says):
        flows(**given)


def test_net_flows_of_an_entity_may_be_negative() -> None:
    assert flows(raised=years_of(-2.0)).raised.sum() == -2


def instrument(funding: dict[str, object], guarantee: dict[str, object] | None) -> Instrument:
    return Instrument.model_validate(
        {
            "title": "a case", "size": {"value": 1e9, "unit": "EUR", "basis": "judgement"},
            "first_cash": {"earliest": dt.date(2026, 4, 1)}, "funding": funding,
            "use": {"kind": "limited_recourse_loan",
                    "over": {"value": 12, "unit": "months", "basis": "judgement"}},
            "service": {"paid_by": "nobody"}, "repayment": {"out_of": "reparations"},
            "guarantee": guarantee,
        }
    )  # fmt: skip


def test_an_instrument_states_its_facts() -> None:
    given = facts_of(
        instrument({"kind": "custodian_cash"}, {"sharing": "several"}), np.array([0.3])
    )
    assert (given.issuer, given.use, given.repaid_out_of, given.guarantee) == (
        "union", "limited_recourse_loan", "reparations", "one_off",
    )  # fmt: skip


def test_budgets_of_members_are_their_own_issue_and_an_issuer_may_be_named() -> None:
    plain = instrument({"kind": "member_budgets"}, None)
    assert facts_of(plain, np.array([0.0])).issuer == "members"
    assert facts_of(plain, np.array([0.0])).guarantee == "none"
    assert facts_of(plain, np.array([0.0]), issuer="pass_through").issuer == "pass_through"
