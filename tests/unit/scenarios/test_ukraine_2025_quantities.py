"""The numbers of November 2025: each with a reason, a range, and the same care for every side."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.unit.scenarios.the_case import ACCOUNTS, ends, numbered, readings, ukraine

from winset.runs.check import check_case, uses
from winset.scenario.case import Case
from winset.scenario.reading import under_account
from winset.scenario.walk import quantities

KNOWN_EXACTLY = {  # a rate that two figures give, a rule, two shares, a formality
    "exchange_rates.USD",
    "money.freeze.every",
    "money.instruments.era_loan.use.over",
    "money.instruments.era_loan.guarantee.outside.united_states",
    "money.instruments.era_loan.guarantee.outside.other_lenders",
    # a demand is what was said, whatever is then taken
    "tables.council.positions.BE.reparations_loan.against_unless.4.at_most",
    "tables.council.positions.BE.reparations_loan.against_unless.8.at_least",
}


@pytest.fixture(scope="module")
def case() -> Case:
    return ukraine()


def test_nothing_is_wrong_and_only_the_missing_copy_is_noticed(case: Case) -> None:
    remarks = check_case(case).remarks
    assert [(each.code.id, each.level) for each in remarks] == [("E108", "notice")]


def test_every_account_can_be_checked_as_a_case_of_its_own(case: Case) -> None:
    for reading in readings(case):
        levels = {each.level for each in check_case(reading).remarks}
        assert levels <= {"notice"}, reading.account


def test_every_quantity_has_a_basis_and_every_judgement_a_reason(case: Case) -> None:
    for reading in readings(case):
        assert {use.path for use in uses(reading) if not use.basis} == set()
        known = {*reading.evidence.claims, "judgement"}
        assert all(known.issuperset(use.basis) for use in uses(reading))
        parts = numbered(reading)
        judged = [path for path, q in parts.items() if q.basis and "judgement" in q.basis]
        assert [path for path in judged if not parts[path].note] == []


def test_numbers_within_lists_are_among_them(case: Case) -> None:
    paths = {use.path for use in uses(case)}
    assert "tables.council.positions.BE.reparations_loan.against_unless.0.firmness" in paths
    assert "tables.council.matters.reparations_loan.way_to_cash.0.takes" in paths


def test_every_quantity_is_a_range_unless_it_is_known(case: Case) -> None:
    points = {path for path, q in numbered(case).items() if q.value is not None}
    assert points == KNOWN_EXACTLY


def test_the_accounts_are_treated_alike(case: Case) -> None:
    accounts = case.scenario.accounts
    assert tuple(accounts) == ACCOUNTS
    assert len({len(account.set) for account in accounts.values()}) == 1
    assert all(account.note and account.basis for account in accounts.values())


@pytest.mark.parametrize("name", ACCOUNTS)
def test_each_override_is_argued_and_makes_a_difference(case: Case, name: str) -> None:
    before, after = (
        dict(quantities(case.scenario)),
        dict(quantities(under_account(case, name).scenario)),
    )
    for path, value in case.scenario.accounts[name].set.items():
        assert isinstance(value, Mapping)
        assert value["note"]
        assert set(value["basis"]) - {"judgement"}, path
        assert ends(before[path]) != ends(after[path]), path


def test_each_account_has_its_say_on_the_money_and_beside_it(case: Case) -> None:
    of_money = {
        name: sum(path.startswith("money.") for path in account.set)
        for name, account in case.scenario.accounts.items()
    }
    assert set(of_money.values()) == {8}
