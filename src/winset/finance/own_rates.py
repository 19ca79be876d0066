"""At which rate each payer borrows for itself."""

from __future__ import annotations

from functools import cache

import numpy as np

from winset._typing import Floats
from winset.data.read import names, read
from winset.finance.payers import Payers
from winset.scenario.draws import Draws, sample
from winset.scenario.nouns.money import MoneySection

COLUMNS = ("ltrate_2025", "ltrate_2024")
"""Long-term rates in the club's table of fiscal figures, the latest first."""


def own_rates(payers: Payers, money: MoneySection, draws: Draws) -> Floats:
    """Each payer's own long-term rate, shape (draw, payer), per year.

    Where no published rate is held, the club's mean bond yield stands in: see `without_rate`.
    """
    stand_in = sample(draws, money.rates.bond_yield.mean)
    known = published_rates(payers)
    rates = np.repeat(stand_in[:, None], len(payers.codes), axis=1)
    for i, code in enumerate(payers.codes):
        if code in known:
            rates[:, i] = known[code]
    return rates


def without_rate(payers: Payers) -> tuple[str, ...]:
    """Payers for whose own rate the club's mean bond yield stands in."""
    known = published_rates(payers)
    return tuple(code for code in payers.codes if code not in known)


def published_rates(payers: Payers) -> dict[str, float]:
    """Long-term rates per year by code, from the club's table `..._fiscal` if there is one."""
    return dict(_published(payers.dataset))


@cache
def _published(dataset: str) -> dict[str, float]:
    table = f"{dataset}_fiscal"
    if table not in names():
        return {}
    rows = read(table).frame[list(COLUMNS)].bfill(axis=1).iloc[:, 0].dropna()
    return {str(code): float(rate) / 100 for code, rate in rows.items()}
