"""What one payer bears on every path of one draw, not discounted, by the kernels.

Quick enough to rank thousands of paths, so that ledgers need be written for those alone that lie
within a euro of a rank: the two agree to some cents.
"""

from __future__ import annotations

import numpy as np

from winset._typing import Floats
from winset.finance.evaluate import empty_book, empty_parts
from winset.finance.kernels.layout import (
    BITS,
    BY_HEADROOM,
    BY_REPAYMENT,
    BY_SERVICE,
    CUSTODIAN_CASH,
    DISCOUNT,
    GUARANTEE_KEY,
    HOST_PRESENT,
    MEMBER_BUDGETS,
    POOLS,
    VESSEL,
    Tables,
)
from winset.finance.kernels.walk import room_for, walk
from winset.finance.noise import given
from winset.finance.setting import Setting
from winset.finance.terms import terms_of
from winset.scenario.nouns.instrument import Instrument


def borne_on_paths(
    setting: Setting,
    instrument: Instrument,
    draw: int,
    noise: Floats,
    payer: int,
    first: Floats | None = None,
) -> Floats | None:
    """What a payer bears on each path, shape (path,), EUR; None where debt outlasts the paths.

    Debt that is left over at the end would count here, and counts in no ledger.

    Parameters
    ----------
    noise : shape (path, column), see `winset.finance.noise`; payer : its index.
    first : the law of the option's first cash, see `winset.finance.starts`.
    """
    terms, tables = terms_of(setting, instrument, first)
    terms = terms[draw : draw + 1]
    if terms["funding"][0] not in (CUSTODIAN_CASH, MEMBER_BUDGETS):
        return None
    tables = Tables(*(table[draw : draw + 1].copy() for table in tables))
    tables.calendar[:, DISCOUNT] = 1.0
    paths, years, payers = len(noise), setting.grid.years, len(setting.payers.codes)
    drawn, book = given(noise, years, setting.payers.codes), empty_book(terms, tables, 1, paths)
    parts, room = empty_parts(1, 1, payers, years), room_for(tables, years)
    walk(terms, tables, drawn.held[0], (0, 1), (0, 0, 0, paths), room, book, parts)
    shares, term = tables.payers[0, :, payer], terms[0]
    by_pool = {
        int(term[pool]): shares[key]
        for pool, key in (
            ("pool_headroom", BY_HEADROOM),
            ("pool_repayment", BY_REPAYMENT),
            ("pool_service", BY_SERVICE),
        )
    }
    borne = sum(share * book.paths[0, POOLS + pool] for pool, share in by_pool.items())
    if shares[VESSEL] >= 0:
        pays = book.failing[0, payer // BITS] >> (payer % BITS) & 1 == 0
        rise = book.paths[0, POOLS + int(term["pools"]) + int(shares[VESSEL])]
        borne = borne + shares[GUARANTEE_KEY] * rise * pays
    if payer == term["host"]:
        borne = borne + book.paths[0, HOST_PRESENT]
    return np.asarray(borne, dtype=np.float64)
