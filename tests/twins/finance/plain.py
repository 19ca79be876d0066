"""The kernels' results for single paths, beside the ledger's, in one form."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from winset.finance.book import Ledger
from winset.finance.contract import contract_of
from winset.finance.evaluate import empty_book, empty_parts
from winset.finance.facts import dangers_of, facts_on
from winset.finance.interpret import ledger_of
from winset.finance.kernels.layout import (
    ADVANCED,
    CALLED_AGAIN,
    DRAWN,
    LAYERS,
    OUTSTANDING_END,
    PERILS,
    Chances,
    Parts,
    Tables,
)
from winset.finance.kernels.walk import room_for, walk
from winset.finance.noise import FIRST_CASH, laid_out
from winset.finance.setting import Setting, noise_for, setting_of
from winset.finance.terms import terms_of
from winset.scenario.draws import draws_of
from winset.scenario.nouns.scenario import Scenario
from winset.timegrid import year_of


@dataclass(frozen=True)
class OnePath:
    """What one path did, EUR: by payer and year, by layer, by peril, and what is outstanding.

    waits : laid out by whom guarantors are late for, and by a standby line; again : 1 if they are
    called in two or more years; repeated : by year, 1 from when calls have come in three in a row.
    """

    cash: np.ndarray
    layers: np.ndarray
    perils: np.ndarray
    outstanding: float
    waits: tuple[float, float]
    again: float
    repeated: list[float]


def both(scenario: Scenario, draws: int, paths: int, seed: int = 1, first=None):
    """Each path by the kernels and by the ledger, with the ledger itself.

    first : the law of the first cash, shape (draw, month), from the months to it; None: as stated.
    """
    setting = setting_of(scenario, draws_of(scenario, draws, seed))
    instrument = scenario.money.instruments["it"]
    noise = noise_for(scenario, setting, paths)
    paid_already = instrument.funding.kind == "outstanding"
    law = (
        None
        if first is None or paid_already
        else np.repeat(first(setting.grid.months)[None], draws, axis=0)
    )
    terms, tables = terms_of(setting, instrument, law)
    for d in range(draws):
        dangers = dangers_of(setting, d)
        walked = by_kernel(setting, terms[d : d + 1], one_of(tables, d), noise)
        for p, fast in enumerate(walked):
            start = None if law is None else begins(law[d], noise[p, FIRST_CASH])
            contract = contract_of(setting, instrument, d, start)
            ledger = ledger_of(contract, facts_on(dangers, noise[p]))
            yield fast, by_ledger(setting, ledger), ledger


def begins(by: np.ndarray, u: float) -> int:
    """The first month whose chance exceeds a path's number; one past the last: never."""
    return next((month for month, chance in enumerate(by) if chance > u), len(by))


def one_of(tables: Tables, d: int) -> Tables:
    """The tables of one draw."""
    return Tables(*(table[d : d + 1] for table in tables))


def by_kernel(setting: Setting, terms: np.ndarray, tables: Tables, noise: np.ndarray):
    """The kernels' results path by path: to them, one draw and one path are all there is."""
    payers, years = len(setting.payers.codes), setting.grid.years
    chances, parts = laid_out(noise, years, payers), empty_parts(1, 1, payers, years)
    book, room = empty_book(terms, tables, 1, 1), room_for(tables, years)
    for p in range(len(noise)):
        one = Chances(
            chances.common[:, p : p + 1].copy(), chances.own[p : p + 1], chances.least[p : p + 1]
        )
        for part in parts:
            part[:] = 0.0
        walk(terms, tables, one, (0, 1), (0, 0, 0, 1), room, book, parts)
        yield path_of(book.paths[0, : len(LAYERS), 0], parts)


def path_of(layers: np.ndarray, parts: Parts) -> OnePath:
    """One path from what the kernels leave behind; copied, for they write over it."""
    sums = parts.sums[0, 0].copy()
    return OnePath(
        parts.cash[0, 0].sum(axis=0),
        layers.copy(),
        sums[: len(PERILS)],
        sums[OUTSTANDING_END],
        (float(sums[ADVANCED]), float(sums[DRAWN])),
        float(sums[CALLED_AGAIN]),
        parts.repeated[0, 0].tolist(),
    )


def by_ledger(setting: Setting, ledger: Ledger) -> OnePath:
    """The same, added up from a ledger's entries."""
    grid, codes = setting.grid, setting.payers.codes
    cash = {code: [0] * grid.years for code in codes}
    layers: Counter[str] = Counter()
    perils: Counter[str] = Counter()
    for loss in ledger.losses:
        perils[loss.peril] += loss.cents
        year = year_of(grid, loss.month) - grid.first_year
        for part in loss.borne:
            layers[part.layer] += part.cents
            if part.who in cash:
                cash[part.who][year] += part.cents
    return OnePath(
        np.array(list(cash.values())) / 100,
        np.array([layers[name] / 100 for name in LAYERS]),
        np.array([perils[name] / 100 for name in PERILS]),
        ledger.outstanding / 100,
        waits_of(ledger),
        *calls_of(setting, ledger),
    )


def waits_of(ledger: Ledger) -> tuple[float, float]:
    """What is laid out until guarantors pay, EUR: by whom they are late for, and by the line."""
    late = [flow for flow in ledger.flows if flow.use == "until guarantors pay"]
    own, line = (
        sum(flow.cents for flow in late if flow.source == source) / 100
        for source in ("own means", "standby line")
    )
    return own, line


def calls_of(setting: Setting, ledger: Ledger) -> tuple[float, list[float]]:
    """Whether guarantors are called in two or more years, and from when in three in a row."""
    years = {
        year_of(setting.grid, loss.month)
        for loss in ledger.losses
        if any(part.layer == "guarantee" for part in loss.borne)
    }
    third = [y for y in years if {y - 1, y - 2} <= years]
    first = setting.grid.first_year
    repeated = [float(any(y <= first + i for y in third)) for i in range(setting.grid.years)]
    return float(len(years) > 1), repeated
