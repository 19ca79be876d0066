"""The money of a scenario, all options at once: the one call that a run makes."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from winset._typing import Floats
from winset.errors import ScenarioFaults
from winset.finance.checks import checks
from winset.finance.evaluate import Begun, Report, begin, empty_out, finish
from winset.finance.kernels.layout import MEMBER_BUDGETS, SETTLED_BY, TERM
from winset.finance.law import Laws, SettlementLaw, law_of
from winset.finance.liquidity import CashFlows, beyond, cash_flows, liquidity_of
from winset.finance.noise import Accidents
from winset.finance.own_yield import no_own_yield, own_yield
from winset.finance.peaks import contingent_peak, host_peak
from winset.finance.results import LiquidityResult, MoneyResults, OptionResult
from winset.finance.setting import Setting, accidents_for, horizon_of, setting_of
from winset.finance.starts import starts_by
from winset.finance.tables import closed
from winset.finance.telling import key_note, results_of, told
from winset.finance.terms import terms_of
from winset.scenario.draws import Draws, sample
from winset.scenario.first_cash import first_cash_by
from winset.scenario.nouns.instrument import Instrument
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.scenario.sections import stated_money

Progress = Callable[[str, int, int], None]
Idle = dict[int, Future[LiquidityResult]]
"""The cash without any option, once for each law of a settlement, by its identity."""


def money(
    scenario: Scenario,
    draws: Draws,
    paths: int,
    law: Laws = None,
    progress: Progress | None = None,
    threads: int | None = None,
) -> MoneyResults:
    """What every option costs everybody, and how long the beneficiary's cash lasts.

    Parameters
    ----------
    draws : samples of what is not known; paths : samples of chance for each of them (>= 1).
    law : when a settlement comes and what it says, for all options or for each by its name;
        without it, what the scenario states.
    progress : called with a step's name, how much of it is done, and of how much.
    threads : how many at once; the results are the same bytes for any number.

    Raises
    ------
    ScenarioFaults : the money cannot be computed from what the scenario says (all faults at once).
    """
    faults = [fault for fault in checks(scenario) if fault.level == "error"]
    if faults:
        raise ScenarioFaults(faults)
    shared = law if isinstance(law, SettlementLaw) else None
    setting = setting_of(scenario, draws, shared)
    drawn = accidents_for(scenario, setting, paths)
    flows = cash_flows(stated_money(scenario).liquidity, draws, horizon_of(scenario))
    with ThreadPoolExecutor(threads or _cores()) as pool:
        begun: dict[str, _Option] = {}
        idle: Idle = {}
        for option in stated_money(scenario).options:
            instrument = instrument_of(stated_money(scenario), option)
            own = under(setting, law_of(law, option))
            first = first_cash_by(scenario, option, draws, setting.grid)
            begun[option] = _begin(pool, own, instrument, first, drawn, flows, idle)
        results = {}
        for option, walk in begun.items():
            report = None if progress is None else partial(progress, option)
            results[option] = _finish(pool, walk, report)
    return results_of(scenario, setting, results)


@dataclass(frozen=True)
class _Option:
    """An option whose paths are being walked; without an instrument nothing is.

    without : the cash without any option, under the same law of a settlement.
    """

    setting: Setting
    instrument: Instrument | None
    begun: Begun | None
    liquidity: Future[LiquidityResult]
    without: Future[LiquidityResult]


def _begin(
    pool: ThreadPoolExecutor,
    setting: Setting,
    instrument: Instrument | None,
    first: Floats | None,
    drawn: Accidents,
    flows: CashFlows,
    idle: Idle,
) -> _Option:
    """Hand an option to the threads; they work while the next one is made ready."""
    law = id(setting.law)
    if law not in idle:
        idle[law] = pool.submit(liquidity_of, flows, *_idle(setting), drawn)
    without = idle[law]
    if instrument is None:
        return _Option(setting, None, None, without, without)
    terms, tables = terms_of(setting, instrument, first)
    begun = begin(pool, terms, tables, drawn)
    cash = pool.submit(liquidity_of, flows, terms, tables.calendar, tables.starts, drawn)
    return _Option(setting, instrument, begun, cash, without)


def _finish(pool: ThreadPoolExecutor, option: _Option, report: Report | None) -> OptionResult:
    setting, instrument, begun = option.setting, option.instrument, option.begun
    cash = beyond(option.liquidity.result(), option.without.result())
    if instrument is None or begun is None:
        return _nothing(setting, cash)
    terms, tables = begun.job.terms, begun.job.tables
    abroad = sample(setting.draws, setting.money.assets.abroad)
    peak, left = contingent_peak(terms, tables, abroad), host_peak(terms, tables, abroad)
    dearer, note = own_yield(setting, terms, tables, abroad), key_note(setting, instrument)
    out = finish(pool, begun, report)
    return told(out, peak, left, dearer, note, cash)


def under(setting: Setting, law: SettlementLaw | None) -> Setting:
    """The same setting with another law of a settlement; None: its own."""
    return setting if law is None else replace(setting, law=law)


def _nothing(setting: Setting, without: LiquidityResult) -> OptionResult:
    """Nothing agreed pays nothing; what that costs the members stands apart."""
    draws, payers = setting.draws.n, len(setting.payers.codes)
    out = empty_out(draws, payers, setting.grid.years)
    return told(out, np.zeros((draws, payers)), np.zeros(draws), no_own_yield(setting), "", without)


def _idle(setting: Setting) -> tuple[np.ndarray, Floats, Floats]:
    """An instrument that pays nothing out, for the cash without any option."""
    n, months = setting.draws.n, setting.grid.months
    terms = np.zeros(n, dtype=TERM)
    terms["funding"], terms["start"] = MEMBER_BUDGETS, months
    calendar = np.zeros((n, 8, months + 1))
    calendar[:, SETTLED_BY] = closed(setting.law.settled_by, 2.0)
    return terms, calendar, starts_by(np.zeros((n, months)))


def _cores() -> int:
    return os.cpu_count() or 1
