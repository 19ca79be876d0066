"""How much of its own debt each payer rolls over: what a dearer yield acts upon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from winset._typing import Floats
from winset.data.read import names
from winset.finance.national.member_inputs import member_inputs
from winset.finance.payers import Payers
from winset.timegrid import TimeGrid

NEEDED = ("debt_inputs", "fiscal", "gdp")


@dataclass(frozen=True)
class OwnDebt:
    """The debt of each payer as its debt path knows it; nought for a payer without one.

    Attributes
    ----------
    ratio : shape (payer,), gross debt over GDP at the end of the last year known, kept from there.
    short : shape (payer,), the share of it that is due within a year.
    maturing : shape (payer, year), the share of the rest that falls due in a year.
    growth : shape (payer, year), growth of GDP in money, and so of the debt that keeps its ratio.
    unknown : payers for whom no debt is held.
    """

    ratio: Floats
    short: Floats
    maturing: Floats
    growth: Floats
    unknown: tuple[str, ...]


def own_debt(payers: Payers, grid: TimeGrid) -> OwnDebt:
    """The payers' debt on a run's years; beyond the last year known its figures are kept."""
    return _own_debt(payers.dataset, payers.codes, grid)


@lru_cache(maxsize=8)
def _own_debt(dataset: str, codes: tuple[str, ...], grid: TimeGrid) -> OwnDebt:
    count, years = len(codes), np.arange(grid.years) + grid.first_year
    ratio, short = np.zeros(count), np.zeros(count)
    maturing, growth = np.zeros((count, grid.years)), np.zeros((count, grid.years))
    if not all(f"{dataset}_{name}" in names() for name in NEEDED):
        return OwnDebt(ratio, short, maturing, growth, codes)
    given = member_inputs(dataset)
    inputs = given.inputs
    grown = (1 + inputs.potential_growth[0]) * (1 + inputs.deflator[0]) - 1
    at = np.clip(years - inputs.first_year, 0, grown.shape[1] - 1)
    for i, code in enumerate(given.members):
        place = codes.index(code)
        ratio[place], short[place] = inputs.debt[0, i], inputs.short_share[0, i]
        maturing[place], growth[place] = inputs.maturing_share[0, i, at], grown[i, at]
    unknown = tuple(code for code in codes if code not in given.members)
    return OwnDebt(ratio, short, maturing, growth, unknown)
