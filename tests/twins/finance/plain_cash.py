"""The beneficiary's cash on single paths, read from the scenario and the ledger line by line."""

from __future__ import annotations

import numpy as np
from tests.twins.finance.plain import begins

from winset.finance.contract import contract_of
from winset.finance.facts import PathFacts, dangers_of, facts_on
from winset.finance.interpret import ledger_of
from winset.finance.noise import FIRST_CASH
from winset.finance.setting import Setting, horizon_of, noise_for, setting_of
from winset.scenario.draws import draws_of, sample, sample_months
from winset.scenario.first_cash import first_cash_by
from winset.scenario.nouns.scenario import Scenario
from winset.timegrid import month_of


def unmet_by_path(scenario: Scenario, draws: int, paths: int, seed: int = 1):
    """For each draw, unmet needs by path and month (EUR), and each path's month of settlement."""
    setting = setting_of(scenario, draws_of(scenario, draws, seed))
    instrument, noise = scenario.money.instruments["it"], noise_for(scenario, setting, paths)
    months = horizon_of(scenario).months
    law = first_cash_by(scenario, "it", setting.draws, setting.grid)
    law = None if instrument.funding.kind == "outstanding" else law
    for d in range(draws):
        dangers = dangers_of(setting, d)
        facts = [facts_on(dangers, row) for row in noise]
        starts = [None if law is None else begins(law[d], row[FIRST_CASH]) for row in noise]
        contracts = [contract_of(setting, instrument, d, start) for start in starts]
        ledgers = map(ledger_of, contracts, facts)
        paid = [payouts(ledger, months) for ledger in ledgers]
        comes = [receipts(setting, row, d, months) for row in noise]
        leaves = [needs(setting, each, d, months) for each in facts]
        unmet = [
            run_down(float(sample(setting.draws, setting.money.liquidity.cash)[d]), flows)
            for flows in np.array(paid) + np.array(comes) - np.array(leaves)
        ]
        yield np.array(unmet), [months if f.settled is None else f.settled for f in facts]


def payouts(ledger, months: int) -> list[float]:
    """What the ledger pays out to the beneficiary by month, EUR."""
    paid = [0.0] * months
    for flow in ledger.flows:
        if flow.use == "beneficiary" and flow.month < months:
            paid[flow.month] += flow.cents / 100
    return paid


def receipts(setting: Setting, row: np.ndarray, d: int, months: int) -> list[float]:
    """What else comes in by month; the last of a path's accidents decide on it, EUR."""
    stated = setting.money.liquidity.receipts
    comes = [0.0] * months
    for receipt, u in zip(stated.values(), row[len(row) - len(stated) :], strict=True):
        first, last = (month_of(setting.grid, day) for day in (receipt.start, receipt.end))
        amount, chance = (
            float(sample(setting.draws, each)[d]) for each in (receipt.amount, receipt.chance)
        )
        for month in range(max(first, 0), min(last + 1, months)):
            comes[month] += amount / (last + 1 - first) if u < chance else 0.0
    return comes


def needs(setting: Setting, facts: PathFacts, d: int, months: int) -> list[float]:
    """What must be paid by month; less from the month after a settlement on, EUR."""
    total = [0.0] * months
    for need in setting.money.liquidity.needs.values():
        monthly = sample_months(setting.draws, need.monthly, setting.grid)[d]
        rest = float(sample(setting.draws, need.after_settlement)[d])
        for month in range(months):
            past = facts.settled is not None and month > facts.settled
            total[month] += monthly[month] * (rest if past else 1.0)
    return total


def run_down(cash: float, flows: np.ndarray) -> list[float]:
    """What goes unmet in each month; it is not made up later."""
    unmet = []
    for flow in flows:
        cash += flow
        unmet.append(max(0.0, -cash))
        cash = max(0.0, cash)
    return unmet
