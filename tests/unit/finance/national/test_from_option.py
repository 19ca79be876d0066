"""From the money engine's results to the members' accounts, on its own invented case."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.unit.finance.case import BONDS, GRANTS, LOAN, scenario

from winset.errors import RequestFaults
from winset.finance.engine import money
from winset.finance.national.debt_inputs import Burden
from winset.finance.national.debt_path import project
from winset.finance.national.esa import Assessment, assess, burden_of
from winset.finance.national.facts import facts_of
from winset.finance.national.from_option import OptionFlows, flows_of, on_years
from winset.finance.national.member_inputs import member_inputs
from winset.finance.results import MoneyResults
from winset.scenario.draws import draws_of
from winset.scenario.nouns.instrument import Instrument

PARTS: dict[str, dict[str, Any]] = {"loan": LOAN, "bonds": BONDS, "grants": GRANTS}


@pytest.fixture(scope="module")
def results() -> MoneyResults:
    case = scenario()
    return money(case, draws_of(case, 4, 1), 200)


def seen(results: MoneyResults, name: str) -> tuple[OptionFlows, Assessment]:
    instrument = Instrument.model_validate(PARTS[name])
    option = results.options[name]
    found = flows_of(instrument, option, results)
    return found, assess(facts_of(instrument, option.chance_of_call), found.flows)


@pytest.mark.parametrize("name", PARTS)
def test_every_euro_that_members_pay_finds_a_kind(results: MoneyResults, name: str) -> None:
    found, _ = seen(results, name)
    flows = found.flows
    paid = flows.interest + flows.redemptions + flows.calls + flows.host + flows.grants
    assert paid + flows.loans == pytest.approx(results.options[name].cash_by_year[:, :27])


def test_pooled_grants_are_deficits_of_their_amount(results: MoneyResults) -> None:
    found, account = seen(results, "grants")
    total = account.deficit.sum(axis=(1, 2))
    assert total == pytest.approx(found.flows.grants.sum(axis=(1, 2)))
    assert total == pytest.approx(80e9, rel=1e-6)


def test_budgets_that_lend_make_loans_that_a_third_party_repays(results: MoneyResults) -> None:
    lending = GRANTS | {"use": LOAN["use"], "repayment": LOAN["repayment"]}
    instrument = Instrument.model_validate(lending)
    found = flows_of(instrument, results.options["grants"], results)
    assert not found.flows.grants.any()
    account = assess(facts_of(instrument, np.zeros(4)), found.flows)
    assert account.deficit == pytest.approx(found.flows.loans)


def test_a_guaranteed_loan_of_the_union_is_a_memorandum_item_until_called(
    results: MoneyResults,
) -> None:
    found, account = seen(results, "loan")
    first = list(found.years).index(2026)
    option = results.options["loan"]
    assert not account.memorandum[..., :first].any()
    assert account.memorandum[..., first].min() > 0
    assert account.memorandum == pytest.approx(option.guaranteed[:, :27])
    assert (account.memorandum <= option.contingent_peak[:, :27, None] * (1 + 1e-9)).all()
    assert account.deficit == pytest.approx(found.flows.calls + found.flows.host)
    assert "not yet due or redeemed" in found.notes[1]


def test_dearer_own_debt_enters_the_deficit_beside_what_is_paid() -> None:
    case = scenario({"money.rates.own_yield_rise": "1 bp per year"})
    results = money(case, draws_of(case, 2, 1), 50)
    found, account = seen(results, "loan")
    entered = account.by_condition["dearer_own_debt"]
    assert entered.deficit == pytest.approx(results.options["loan"].own_yield[:, :27])
    assert entered.deficit.sum() > 0
    paid = found.flows.calls + found.flows.host
    assert account.deficit == pytest.approx(paid + entered.deficit)


def test_bonds_on_the_budget_reach_members_as_contributions(results: MoneyResults) -> None:
    found, account = seen(results, "bonds")
    assert not account.memorandum.any()
    assert len(found.notes) == 1
    assert account.deficit == pytest.approx(found.flows.interest + found.flows.redemptions)
    assert account.deficit[..., 1:].sum() > 0


def test_an_option_moves_the_debt_paths_of_all_members(results: MoneyResults) -> None:
    found, account = seen(results, "grants")
    given = member_inputs("eu27")
    without = project(given.inputs)
    burden = on_years(burden_of(account), found.years, without.years)
    more = project(given.inputs, burden).debt - without.debt
    assert more.shape == (4, 27, 10)
    # 80 bn are about 0.4 % of 19,300 bn; every member bears its share of GDP
    assert more[..., 0].min() > 0.002
    assert more[..., 0].max() < 0.006


def test_what_is_borne_too_early_is_not_lost_without_a_word() -> None:
    early = Burden(np.array([[[1.0, 0.0]]]), np.zeros((1, 1, 2)))
    with pytest.raises(RequestFaults, match="something is borne before 2026"):
        on_years(early, np.array([2025, 2026]), np.array([2026, 2027]))
