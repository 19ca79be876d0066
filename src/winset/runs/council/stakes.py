"""What an option means to each member of a council, read off what the money finds.

Burden and benefit are present values, EUR. What a member pays for certain as the option runs is
cash; what it pays only once something goes wrong (room in a joint budget that is drawn on, calls on
its guarantee, losses that stay with the host) is contingent; what enters its gross debt without
passing through its deficit is debt. No euro is counted twice.

The benefit is what it costs the member if nothing is agreed, times the share of the gap that the
option fills. The gap counts as long as nothing is settled: money that would run out after a
settlement is not what the cost of nothing is about.
"""

from __future__ import annotations

import datetime as dt

import numpy as np

from winset._typing import Floats
from winset.consent.stakes import Stakes
from winset.finance.national.esa import assess, burden_of
from winset.finance.national.facts import facts_of
from winset.finance.national.from_option import flows_of
from winset.finance.results import MoneyResults, OptionResult
from winset.scenario.draws import Draws, sample
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.scenario.sections import stated_money

CONTINGENT = ("headroom", "guarantee", "host")
"""Kinds of payment that only fall due once something has gone wrong."""
HALF_A_YEAR, DAYS = 0.5, 365.25


def stakes_of(scenario: Scenario, option: str, draws: Draws, money: MoneyResults) -> Stakes:
    """What an option means to each member, shape (draw, member), EUR of today.

    What it pays more on its own debt for what it stands behind is cash: it falls due uncalled.
    """
    found, m = money.options[option], money.members
    worth_now = discounts(scenario, draws, money)
    contingent = contingent_share(found, money.kinds, worth_now)[:, :m] * found.pv_mean[:, :m]
    return Stakes(
        benefit=filled(money, found)[:, None] * spared(money)[:, :m],
        cash=found.pv_mean[:, :m] - contingent + found.own_yield_pv[:, :m],
        contingent=contingent,
        debt=debt_beside(scenario, option, money, worth_now),
    )


def discounts(scenario: Scenario, draws: Draws, money: MoneyResults) -> Floats:
    """Value today of one EUR in the middle of each year, shape (draw, year)."""
    new_year = dt.date(scenario.as_of.year, 1, 1)
    today = scenario.as_of.year + (scenario.as_of - new_year).days / DAYS
    ahead = np.maximum(money.years + HALF_A_YEAR - today, 0.0)
    rate = sample(draws, stated_money(scenario).rates.bond_yield.mean)
    return np.asarray((1 + rate)[:, None] ** -ahead)


def contingent_share(found: OptionResult, kinds: tuple[str, ...], worth_now: Floats) -> Floats:
    """The part of each payer's present value that is contingent, shape (draw, payer), 0-1.

    Expected payments are known by kind and calendar year; their parts are taken at mid-year, their
    sum from the paths themselves.
    """
    by_kind = np.einsum("dkpy,dy->dkp", found.cash_by_kind, worth_now)
    whole = by_kind.sum(axis=1)
    some = by_kind[:, [kinds.index(name) for name in CONTINGENT]].sum(axis=1)
    return np.asarray(np.divide(some, whole, out=np.zeros_like(whole), where=whole > 0))


def debt_beside(scenario: Scenario, option: str, money: MoneyResults, worth_now: Floats) -> Floats:
    """What enters each member's gross debt without being paid, shape (draw, member), EUR.

    By the verdicts of its national accounts; payments enter debt through the deficit and are
    counted as such.
    """
    found, instrument = money.options[option], instrument_of(stated_money(scenario), option)
    if instrument is None:
        return np.zeros((len(worth_now), money.members))
    facts = facts_of(instrument, found.chance_of_call, repeated=found.called_in_a_row)
    beside = burden_of(assess(facts, flows_of(instrument, found, money).flows)).beyond_deficit
    return np.asarray(np.maximum(np.einsum("dmy,dy->dm", beside, worth_now), 0.0))


def spared(money: MoneyResults) -> Floats:
    """What it costs each payer if nothing is agreed, shape (draw, payer); 0 where not stated."""
    if money.nothing is not None:
        return money.nothing
    some = next(iter(money.options.values()))
    return np.zeros_like(some.pv_mean)


def filled(money: MoneyResults, found: OptionResult) -> Floats:
    """The share of the gap before a settlement that an option fills, shape (draw,), 0-1."""
    gaps = [each.liquidity.gap_open for each in money.options.values()]
    widest = np.max(gaps, axis=0)
    share = 1.0 - found.liquidity.gap_open / np.where(widest > 0, widest, 1.0)
    return np.asarray(np.clip(np.where(widest > 0, share, 1.0), 0.0, 1.0))
