"""Why a payer pays what it pays: the trigger, the layer and the share behind any amount."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from winset.errors import Fault, Place, RequestFaults, suggestion
from winset.finance.book import Ledger, borne_by
from winset.finance.codes import NO_SUCH_PATH, UNKNOWN_OPTION, UNKNOWN_PAYER
from winset.finance.contract import Contract, contract_of
from winset.finance.facts import dangers_of, facts_of, facts_on
from winset.finance.interpret import ledger_of
from winset.finance.law import SettlementLaw
from winset.finance.noise import FIRST_CASH
from winset.finance.ranked import borne_on_paths
from winset.finance.setting import Setting, noise_for, setting_of
from winset.finance.starts import start_on, starts_of
from winset.finance.why_words import sentence
from winset.scenario.draws import Draws
from winset.scenario.first_cash import first_cash_by
from winset.scenario.nouns.instrument import Instrument
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.scenario.sections import stated_money
from winset.timegrid import label, year_of

A_EURO = 1.0  # far more than the cents by which kernels and ledgers differ


@dataclass(frozen=True)
class Reason:
    """One amount that a payer bears, and why.

    Attributes
    ----------
    month, year : when; cents : how much.
    trigger, peril, layer : what set it off, what kind of loss it is, in which layer it is borne.
    share : of the layer's key, None where there is no key; left : cents up to the cap, if any.
    sentence : all of it in words.
    """

    month: int
    year: int
    cents: int
    trigger: str
    peril: str
    layer: str
    share: float | None
    left: int | None
    sentence: str


def why(
    scenario: Scenario,
    option: str,
    draws: Draws,
    paths: int,
    payer: str,
    draw: int,
    path: int,
    year: int | None = None,
    law: SettlementLaw | None = None,
) -> tuple[Reason, ...]:
    """Every amount that a payer bears on one path of one draw, with its reason.

    Parameters
    ----------
    draws, paths : those of the run; draw, path : which of them (from 0).
    year : a calendar year, or None for all; law : of a settlement, None: as the scenario states.

    Raises
    ------
    RequestFaults : there is no such option, payer, draw or path, or the option is nothing.
    """
    setting = setting_of(scenario, draws, law)
    instrument = _instrument(scenario, setting, option, draw, paths, path, payer)
    noise = noise_for(scenario, setting, paths)
    first = first_cash_by(scenario, option, draws, setting.grid)
    start = start_on(starts_of(setting, instrument, first)[draw], noise[path, FIRST_CASH])
    contract = contract_of(setting, instrument, draw, start)
    facts = facts_of(setting, noise, draw, path)
    standing = contract.standing
    failing = facts.failing.intersection(standing.key) if standing else frozenset()
    found = reasons(ledger_of(contract, facts), setting, payer, failing)
    return tuple(reason for reason in found if year in (None, reason.year))


def path_at(
    scenario: Scenario,
    option: str,
    draws: Draws,
    paths: int,
    payer: str,
    draw: int,
    rank: float,
    law: SettlementLaw | None = None,
) -> int:
    """The path on which a payer bears more than on a share `rank` (0-1) of all paths of a draw.

    Paths are ordered by the whole of what it bears in cents, not discounted; 1 gives the worst.
    Ledgers are written for those that the kernels leave within a euro of the rank, or for all.
    """
    setting = setting_of(scenario, draws, law)
    instrument = _instrument(scenario, setting, option, draw, paths, 0, payer)
    first = first_cash_by(scenario, option, draws, setting.grid)
    noise, dangers = noise_for(scenario, setting, paths), dangers_of(setting, draw)
    column = setting.payers.codes.index(payer)
    nearly = borne_on_paths(setting, instrument, draw, noise, column, first)
    place, near = min(paths - 1, max(0, int(np.ceil(rank * paths)) - 1)), np.arange(paths)
    if nearly is not None:
        there = np.sort(nearly)[place]
        near = np.flatnonzero(np.abs(nearly - there) <= A_EURO)
        place -= int((nearly < there - A_EURO).sum())
    starts, contracts = starts_of(setting, instrument, first)[draw], dict[int, Contract]()
    borne = []
    for p in near:
        start = start_on(starts, noise[p, FIRST_CASH])
        if start not in contracts:
            contracts[start] = contract_of(setting, instrument, draw, start)
        ledger = ledger_of(contracts[start], facts_on(dangers, noise[p]))
        borne.append(borne_by(ledger.losses, payer))
    return int(near[np.argsort(np.array(borne, dtype=np.float64), kind="stable")[place]])


def reasons(
    ledger: Ledger, setting: Setting, payer: str, failing: Collection[str] = ()
) -> list[Reason]:
    """The reasons that a ledger holds for what one payer bears, in order of time.

    failing : guarantors that do not pay on this path.
    """
    name = setting.payers.names.get(payer, payer)
    out = [setting.payers.names.get(c, c) for c in setting.payers.codes if c in failing]
    return [
        Reason(
            month=loss.month,
            year=year_of(setting.grid, loss.month),
            cents=part.cents,
            trigger=loss.trigger,
            peril=loss.peril,
            layer=part.layer,
            share=part.share,
            left=part.left,
            sentence=sentence(loss, part, label(setting.grid, loss.month), name, out),
        )
        for loss in ledger.losses
        for part in loss.borne
        if part.who == payer
    ]


def _instrument(
    scenario: Scenario, setting: Setting, option: str, draw: int, paths: int, path: int, payer: str
) -> Instrument:
    """The instrument asked for, if everything asked for is there."""
    options = [
        n for n, each in stated_money(scenario).options.items() if each.instrument is not None
    ]
    asked = ((UNKNOWN_OPTION, option, options), (UNKNOWN_PAYER, payer, setting.payers.codes))
    faults = [
        Fault(code, code.title, Place(path=got), got, suggestion(got, list(known), most=40))
        for code, got, known in asked
        if got not in known
    ]
    for word, number, count in (("draw", draw, setting.draws.n), ("path", path, paths)):
        if not 0 <= number < count:
            what, fix = f"there is no {word} {number}", f"0 to {count - 1}"
            faults.append(Fault(NO_SUCH_PATH, what, Place(path=word), str(number), fix))
    if faults:
        raise RequestFaults(faults)
    instrument = instrument_of(stated_money(scenario), option)
    assert instrument is not None
    return instrument
