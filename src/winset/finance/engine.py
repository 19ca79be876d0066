"""The money of a scenario, all options at once: the one call that a run makes."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed

import numpy as np

from winset._typing import Floats
from winset.errors import ScenarioFaults
from winset.finance.checks import checks
from winset.finance.kernels.layout import (
    KINDS,
    LAYERS,
    MEMBER_BUDGETS,
    PERILS,
    SUMS,
    TERM,
    TOTALS,
    Out,
    Tables,
)
from winset.finance.kernels.sweep import sweep
from winset.finance.law import SettlementLaw, stated_law
from winset.finance.liquidity import CashFlows, cash_flows, liquidity_of
from winset.finance.noise import noise_of
from winset.finance.own_rates import without_rate
from winset.finance.payers import member_shares, payers_of, published
from winset.finance.peaks import contingent_peak, host_peak
from winset.finance.results import LiquidityResult, MoneyResults, OptionResult
from winset.finance.terms import Setting, terms_of
from winset.scenario.draws import Draws, sample
from winset.scenario.nouns.instrument import Instrument
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.timegrid import TimeGrid, grid_until, parse_date

Progress = Callable[[str, int, int], None]
PORTION = 10  # draws that a thread takes at a time: enough to keep it busy, few enough to report


def money(
    scenario: Scenario,
    draws: Draws,
    paths: int,
    law: SettlementLaw | None = None,
    progress: Progress | None = None,
    threads: int | None = None,
) -> MoneyResults:
    """What every option costs everybody, and how long the beneficiary's cash lasts.

    Parameters
    ----------
    draws : samples of what is not known; paths : samples of chance for each of them (>= 1).
    law : when a settlement comes and what it says; without it, what the scenario states.
    progress : called with a step's name, how much of it is done, and of how much.
    threads : how many at once; the results are the same bytes for any number.

    Raises
    ------
    ScenarioFaults : the money cannot be computed from what the scenario says (all faults at once).
    """
    faults = [fault for fault in checks(scenario) if fault.level == "error"]
    if faults:
        raise ScenarioFaults(faults)
    setting = setting_of(scenario, draws, law)
    noise = noise_for(scenario, setting, paths)
    flows = cash_flows(scenario.money.liquidity, draws, horizon_of(scenario))
    without = liquidity_of(flows, *_idle(setting), noise)
    results = {}
    for option in scenario.money.options:
        instrument = instrument_of(scenario.money, option)
        results[option] = (
            _nothing(setting, without)
            if instrument is None
            else _option(
                setting, instrument, noise, flows, without, option, progress, threads or _cores()
            )
        )
    return _results(scenario, setting, results)


def setting_of(scenario: Scenario, draws: Draws, law: SettlementLaw | None = None) -> Setting:
    """What all options share: draws, calendar, payers and the law of a settlement."""
    grid = grid_until(scenario.as_of, dt.date(scenario.money.last_year, 12, 31))
    law = law or stated_law(scenario.money, draws, grid)
    return Setting(scenario.money, draws, grid, payers_of(scenario), law)


def noise_for(scenario: Scenario, setting: Setting, paths: int) -> Floats:
    """The accidents that all draws and options of a scenario share."""
    receipts = tuple(scenario.money.liquidity.receipts)
    years = setting.grid.years
    return noise_of(setting.draws.seed, paths, years, setting.payers.codes, receipts)


def horizon_of(scenario: Scenario) -> TimeGrid:
    """The months over which the beneficiary's cash is followed."""
    last = dt.date(scenario.money.last_year, 12, 31)
    return grid_until(scenario.as_of, min(parse_date(scenario.horizon, end=True), last))


def evaluate(
    terms: np.ndarray,
    tables: Tables,
    noise: Floats,
    years: int,
    threads: int = 1,
    report: Callable[[int, int], None] | None = None,
) -> Out:
    """Walk all paths of all draws of one option, some draws to each thread at a time."""
    draws, _, payers = tables.payers.shape
    out = empty_out(draws, payers, years)
    portions = [(i, min(i + PORTION, draws)) for i in range(0, draws, PORTION)]
    with ThreadPoolExecutor(threads) as pool:
        jobs = [pool.submit(sweep, terms, tables, noise, years, a, b, out) for a, b in portions]
        for done, job in enumerate(as_completed(jobs), start=1):
            job.result()
            if report is not None:
                report(done, len(jobs))
    return out


def empty_out(draws: int, payers: int, years: int) -> Out:
    """Room for what one option finds, all zero."""
    return Out(
        cash=np.zeros((draws, len(KINDS), payers, years)),
        told=np.zeros((draws, 8, payers)),
        host=np.zeros((draws, 6)),
        layers=np.zeros((draws, 2, len(LAYERS))),
        sums=np.zeros((draws, SUMS)),
        paid=np.zeros((draws, years)),
    )


def _option(
    setting: Setting,
    instrument: Instrument,
    noise: Floats,
    flows: CashFlows,
    without: LiquidityResult,
    name: str,
    progress: Progress | None,
    threads: int,
) -> OptionResult:
    terms, tables = terms_of(setting, instrument)
    report = None if progress is None else lambda done, of: progress(name, done, of)
    out = evaluate(terms, tables, noise, setting.grid.years, threads, report)
    abroad = sample(setting.draws, setting.money.assets.abroad)
    return told(
        out,
        contingent_peak(terms, tables, abroad),
        host_peak(terms, tables, abroad),
        _key_note(setting, instrument),
        liquidity_of(flows, terms, tables.calendar, noise, without),
    )


def told(
    out: Out, peak: Floats, host_left: Floats, note: str, liquidity: LiquidityResult
) -> OptionResult:
    """The results of one option from what its paths left behind."""
    total = {name: out.sums[:, len(PERILS) + i] for i, name in enumerate(TOTALS)}
    mean, q05, q50, q95, cvar95, worst, own, calls = out.told.transpose(1, 0, 2)
    return OptionResult(
        cash_by_kind=out.cash,
        cash_by_year=out.cash.sum(axis=1),
        pv_mean=mean,
        pv_q05=q05,
        pv_q50=q50,
        pv_q95=q95,
        pv_cvar95=cvar95,
        pv_worst=worst,
        pv_own=own,
        contingent_peak=peak,
        called_mean=calls,
        host_mean=out.host[:, 0],
        host_cvar95=out.host[:, 4],
        host_worst=out.host[:, 5],
        host_peak=host_left,
        host_tax_forgone=total["tax_forgone"],
        layers_mean=out.layers[:, 0].T,
        layers_tail=out.layers[:, 1].T,
        perils_mean=out.sums[:, : len(PERILS)].T,
        chance_of_call=total["called"],
        chance_host_pays=total["host_pays"],
        chance_freeze_lapses=total["lapsed"],
        chance_settled=total["settled"],
        paid_out=out.paid,
        outstanding_end=total["outstanding"],
        terminal=total["terminal"],
        key_note=note,
        liquidity=liquidity,
    )


def _nothing(setting: Setting, without: LiquidityResult) -> OptionResult:
    """Nothing agreed pays nothing; what that costs the members stands apart."""
    draws, payers = setting.draws.n, len(setting.payers.codes)
    out = empty_out(draws, payers, setting.grid.years)
    return told(out, np.zeros((draws, payers)), np.zeros(draws), "", without)


def _idle(setting: Setting) -> tuple[np.ndarray, Floats]:
    """An instrument that pays nothing out, for the cash without any option."""
    n, months = setting.draws.n, setting.grid.months
    terms = np.zeros(n, dtype=TERM)
    terms["funding"], terms["start"] = MEMBER_BUDGETS, months
    return terms, np.zeros((n, 8, months + 1))


def _key_note(setting: Setting, instrument: Instrument) -> str:
    kinds = [instrument.service.key, instrument.repayment.key]
    if instrument.guarantee is not None:
        kinds.append(instrument.guarantee.key)
    notes = [published(setting.payers, kind).note for kind in kinds]
    return next((note for note in notes if note), "")


def _results(
    scenario: Scenario, setting: Setting, options: dict[str, OptionResult]
) -> MoneyResults:
    payers, cost = setting.payers, scenario.money.nothing
    nothing = None
    if cost is not None:
        shares = member_shares(payers, cost.key, None)
        nothing = sample(setting.draws, cost.cost)[:, None] * shares[None, :]
    used = {kind: published(payers, kind) for kind in ("gni",)}
    return MoneyResults(
        options=options,
        payers=payers.codes,
        names=payers.names,
        members=payers.members,
        host=payers.host,
        years=np.arange(setting.grid.years) + setting.grid.first_year,
        kinds=KINDS,
        layers=LAYERS,
        perils=PERILS,
        nothing=nothing,
        without_own_rate=without_rate(payers),
        stands_in_for={k: v.kind for k, v in used.items() if v.stands_in_for},
    )


def _cores() -> int:
    return os.cpu_count() or 1
