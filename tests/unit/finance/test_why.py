"""Every amount has a reason: trigger, layer, share, cap."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.finance.case import LOAN, QUIET, only, scenario

from winset.errors import RequestFaults
from winset.finance.book import borne_by
from winset.finance.contract import contract_of
from winset.finance.engine import money
from winset.finance.facts import dangers_of, facts_of, facts_on
from winset.finance.interpret import ledger_of
from winset.finance.setting import noise_for, setting_of
from winset.finance.why import path_at, why
from winset.scenario.draws import draws_of

LAPSES = {**QUIET, "money.freeze.next_renewal": "2028-07-31", "money.freeze.lapse": 1.0}


def test_the_reason_names_trigger_layer_share_and_cap():
    capped = {**LOAN["guarantee"], "key": "equal", "cap": {"of_size": 0.5, "partial": True}}
    case = only({**LOAN, "guarantee": capped}, LAPSES)
    told = why(case, "it", draws_of(case, 1, 1), 3, "BE", draw=0, path=2)
    assert [reason.layer for reason in told] == ["guarantee", "host"]
    assert told[0].sentence == (
        "2028-07: the freeze lapses. Of EUR 100.00 bn of principal Belgium bears EUR 1.85 bn as "
        "guarantor, its share of 3.704 %; EUR 0.00 are left to its cap. The whole: EUR 50.00 bn by "
        "guarantors, EUR 5.00 bn by the custodian's own means, EUR 45.00 bn by the host state."
    )
    assert told[1].sentence == (
        "2028-07: the freeze lapses. Of EUR 100.00 bn of principal Belgium bears EUR 45.00 bn "
        "as the state that hosts the custodian: what no layer before it takes. The whole: EUR "
        "50.00 bn by guarantors, EUR 5.00 bn by the custodian's own means, EUR 45.00 bn by the "
        "host state."
    )


def test_who_does_not_pay_is_named():
    case = only(LOAN, {**LAPSES, "money.events.guarantor_failure.chance": 0.5})
    sampled, paths = draws_of(case, 1, 1), 10
    setting = setting_of(case, sampled)
    noise = noise_for(case, setting, paths)
    for path in range(paths):
        failing = facts_of(setting, noise, 0, path).failing
        if len(failing) == len(setting.payers.codes):
            continue  # nobody pays, so that nobody is missed
        for reason in why(case, "it", sampled, paths, "BE", draw=0, path=path):
            for code, name in setting.payers.names.items():
                said = name in reason.sentence.partition("The whole:")[2]
                assert said == (code in failing)


def test_a_tribunals_award_is_told_from_a_courts():
    loan = {**LOAN, "triggers": ["freeze_lapses", "treaty_arbitration"]}
    tribunal = {"chance": 1.0, "factor": 0.5, "lag": "24 months"}
    case = only(loan, {**LAPSES, "money.events.arbitration": tribunal})
    told = [
        reason
        for path in range(20)
        for reason in why(case, "it", draws_of(case, 1, 1), 20, "BE", draw=0, path=path)
        if reason.peril == "arbitration"
    ]
    assert told
    assert {reason.layer for reason in told} == {"host"}
    assert "a tribunal rules under a treaty. Of EUR" in told[0].sentence
    assert "of treaty arbitration Belgium bears" in told[0].sentence


def test_reasons_add_up_to_what_the_engine_says():
    """Summed over all paths the ledgers' reasons are the kernels' expected cash, year by year."""
    case, paths = scenario(), 20
    sampled = draws_of(case, 2, 1)
    cash = money(case, sampled, paths).options["loan"].cash_by_year[1]
    codes = ("BE", "DE")
    for code in codes:
        total = np.zeros(cash.shape[1])
        for path in range(paths):
            for reason in why(case, "loan", sampled, paths, code, draw=1, path=path):
                total[reason.year - 2025] += reason.cents / 100 / paths
        np.testing.assert_allclose(total, cash[{"BE": 0, "DE": 4}[code]], atol=1.0)


def test_one_year_can_be_asked_for():
    case = scenario()
    sampled = draws_of(case, 1, 1)
    told = why(case, "bonds", sampled, 5, "FR", draw=0, path=0, year=2030)
    assert {reason.year for reason in told} == {2030}
    assert all("with the other members" in reason.sentence for reason in told)


def test_the_worst_path_is_at_rank_one():
    case, paths = scenario(), 40
    sampled = draws_of(case, 1, 1)
    at = [path_at(case, "loan", sampled, paths, "DE", 0, rank) for rank in (0.05, 0.5, 1.0)]
    borne = [
        sum(reason.cents for reason in why(case, "loan", sampled, paths, "DE", 0, path))
        for path in at
    ]
    assert borne == sorted(borne)
    assert borne[-1] == max(
        sum(r.cents for r in why(case, "loan", sampled, paths, "DE", 0, p)) for p in range(paths)
    )


def test_what_is_not_there_is_refused_all_at_once():
    case = scenario()
    with pytest.raises(RequestFaults) as caught:
        why(case, "nothing", draws_of(case, 1, 1), 2, "XX", draw=1, path=2)
    assert [fault.code.id for fault in caught.value.faults] == ["M111", "M103", "M112", "M112"]


@pytest.mark.parametrize("option", ["loan", "grants", "bonds"])
@pytest.mark.parametrize("payer", ["BE", "DE"])
def test_a_ranked_path_is_the_one_that_ledgers_of_all_paths_would_find(option, payer):
    failing = {"money.events.guarantor_failure.chance": 0.3, "money.freeze.lapse": 0.1}
    case, paths = scenario(failing), 80
    sampled = draws_of(case, 2, 1)
    setting, noise = setting_of(case, sampled), noise_for(case, setting_of(case, sampled), paths)
    contract = contract_of(setting, case.money.instruments[option], 1)
    dangers = dangers_of(setting, 1)
    ledgers = [ledger_of(contract, facts_on(dangers, row)) for row in noise]
    order = np.argsort([borne_by(each.losses, payer) for each in ledgers], kind="stable")
    for rank in (0.05, 0.5, 0.9, 1.0):
        found = path_at(case, option, sampled, paths, payer, 1, rank)
        assert found == order[int(np.ceil(rank * paths)) - 1]
