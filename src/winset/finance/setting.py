"""What all options of a run share: draws, calendar, payers, the law of a settlement, accidents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats
from winset.finance.law import SettlementLaw, stated_law
from winset.finance.noise import Accidents, accidents_of, block_sizes, noise_of_block
from winset.finance.payers import Payers, payers_of
from winset.scenario.draws import Draws
from winset.scenario.nouns.money import MoneySection
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.sections import stated_money
from winset.timegrid import TimeGrid, grid_until, parse_date


@dataclass(frozen=True)
class Setting:
    """What all options of a run share.

    Attributes
    ----------
    money : the scenario's money; draws : its samples; grid : months to the end of the last year.
    payers : who pays; law : when a settlement comes.
    """

    money: MoneySection
    draws: Draws
    grid: TimeGrid
    payers: Payers
    law: SettlementLaw


def setting_of(scenario: Scenario, draws: Draws, law: SettlementLaw | None = None) -> Setting:
    """What all options share: draws, calendar, payers and the law of a settlement."""
    grid = grid_until(scenario.as_of, dt.date(stated_money(scenario).last_year, 12, 31))
    law = law or stated_law(stated_money(scenario), draws, grid)
    return Setting(stated_money(scenario), draws, grid, payers_of(scenario), law)


def accidents_for(scenario: Scenario, setting: Setting, paths: int) -> Accidents:
    """The accidents that all draws and options of a scenario share."""
    receipts = tuple(stated_money(scenario).liquidity.receipts)
    years = setting.grid.years
    return accidents_of(setting.draws.seed, paths, years, setting.payers.codes, receipts)


def noise_for(scenario: Scenario, setting: Setting, paths: int) -> Floats:
    """The same of all blocks in one array, shape (path, column); see `winset.finance.noise`."""
    receipts = tuple(stated_money(scenario).liquidity.receipts)
    drawn = Accidents(setting.draws.seed, paths, setting.grid.years, setting.payers.codes, receipts)
    blocks = range(len(block_sizes(paths)))
    return np.concatenate([noise_of_block(drawn, block) for block in blocks])


def horizon_of(scenario: Scenario) -> TimeGrid:
    """The months over which the beneficiary's cash is followed."""
    last = dt.date(stated_money(scenario).last_year, 12, 31)
    return grid_until(scenario.as_of, min(parse_date(scenario.horizon, end=True), last))
