"""All paths of one block, for some draws of one option, and what they add to what is expected."""

from __future__ import annotations

from typing import Any

import numpy as np

from winset._typing import Floats
from winset.finance.kernels.compiled import borrowed, entry, inline, part
from winset.finance.kernels.debt import borrow, leave
from winset.finance.kernels.fates import (
    STEPS,
    by_start,
    clause_of,
    find_failing,
    first_month,
    guide,
    last_payout,
    paid_before,
    set_alarms,
    walk_rates,
)
from winset.finance.kernels.fold import close, fold
from winset.finance.kernels.layout import (
    BEGINS,
    CALLED,
    CUPS,
    CUSTODIAN_CASH,
    DISCOUNT,
    FAILING,
    HOST_PAYS,
    HOST_PRESENT,
    LAPSED,
    LAPSED_BY,
    LENT,
    MEMBER_BUDGETS,
    OUTSTANDING,
    PART,
    POOLS,
    RISE,
    RISEN,
    SETTLED,
    SETTLED_BY,
    STATE,
    STOPS,
    SUMS,
    TERM,
    USED,
    WALKED,
    Book,
    Chances,
    Parts,
    Room,
    Tables,
)
from winset.finance.kernels.paths import contribute, contributed, lend, run_off
from winset.finance.kernels.waterfall import pay_fees
from winset.finance.noise import CLAUSE, FIRST_CASH, FREEZE, SETTLEMENT
from winset.finance.sharing import HEIGHT

A_CENT = 0.005
LANE = 64
"""Paths whose rates are walked side by side: few enough to stay in the nearest memory."""


@entry
def walk(
    terms: Any,
    tables: Tables,
    chances: Chances,
    draws: tuple[int, int],
    place: tuple[int, int, int, int],
    room: Room,
    book: Book,
    parts: Parts,
) -> None:
    """Walk every path of a block for the draws first..last - 1; fill `book` and `parts`.

    Parameters
    ----------
    draws : first and last + 1. place : the draw that stands first in the book, the block's number,
    the place of its first path in the book, and how many paths all blocks have.
    room : as by `room_for`, for nobody else.
    """
    state, own, starts = np.zeros(1, STATE), np.zeros(1, TERM), tables.starts
    order, ends = np.zeros(chances.least.size, np.int64), np.zeros(starts.shape[2] + 1, np.int64)
    r = borrowed_room(room)
    c = Chances(borrowed(chances.common), borrowed(chances.own), borrowed(chances.least))
    kept, failing = borrowed(book.paths), borrowed(book.failing)
    for d in range(draws[0], draws[1]):
        own[0] = terms[d]
        t, w = own[0], state[0]
        enter(tables, d, r)
        for k in range(2):
            guide(r.sheet, SETTLED_BY + k, r.guides, k)
        by_start(starts, d, c.common[FIRST_CASH], order, ends)
        for k in range(starts.shape[2]):
            if ends[k] == ends[k + 1]:
                continue
            begin(t, tables, terms[d].start, terms[d].fee_until, d, k, r)
            present = contributed(r.sheet, r.sheet.shape[1] - 1)
            for lane in range(ends[k], ends[k + 1], LANE):
                count = min(LANE, ends[k + 1] - lane)
                walk_rates(t, c.common, order, lane, count, r.rates)
                for q in range(count):
                    w.lane, p = q, order[lane + q]
                    clear(w)
                    if t.guaranteed == 1:
                        find_failing(t, w, r, c, p, failing, d - place[0], place[2] + p)
                    follow(t, w, r, c, p, present)
                    keep(t, w, r, kept, d - place[0], place[2] + p)
            close(t, r, ends[k + 1] - ends[k], place[3], d, place[1], parts)
        fold(t, r, place[3], d, place[1], parts)


@inline
def borrowed_room(room: Room) -> Room:
    """The same room, its references not counted."""
    return Room(
        borrowed(room.sheet),
        borrowed(room.payers),
        borrowed(room.vessels),
        borrowed(room.entries),
        borrowed(room.cohorts),
        borrowed(room.rates),
        borrowed(room.sums),
        borrowed(room.guides),
    )


@part
def enter(tables: Tables, d: int, r: Room) -> None:
    """Read a draw's tables into the room, and set its sums to nought."""
    copy(tables.calendar, d, r.sheet)
    copy(tables.payers, d, r.payers)
    copy(tables.vessels, d, r.vessels)
    for g in range(r.vessels.shape[1]):
        r.vessels[CUPS + HEIGHT, g] = r.vessels[HEIGHT, g]
    for j in range(SUMS):
        r.sums[j] = 0.0


@part
def begin(t: Any, tables: Tables, first: int, fee_until: int, d: int, k: int, r: Room) -> None:
    """Make ready for the paths whose cash begins with the start k.

    first, fee_until : of the draw's record, which stands at the earliest start.
    """
    months = r.sheet.shape[1] - 1
    t.start = int(tables.starts[d, BEGINS, k])
    later, lent = t.start - first, 0.0
    t.fee_until = min(months, fee_until + later)
    for month in range(months + 1):
        r.sheet[USED, month] = paid_before(tables.calendar, d, month, later)
        r.sheet[LENT, month] = lent
        lent += r.sheet[USED, month] * r.sheet[DISCOUNT, month] / 12
        r.sheet[STOPS, month] = 0.0
    copy(tables.entries[d], min(k, tables.entries.shape[1] - 1), r.entries)
    copy(tables.cohorts[d], min(k, tables.cohorts.shape[1] - 1), r.cohorts)


@part
def copy(table: Floats, d: int, into: Floats) -> None:
    """A draw's rows of a table, and noughts below them."""
    for row in range(into.shape[0]):
        for j in range(into.shape[1]):
            into[row, j] = table[d, row, j] if row < table.shape[1] else 0.0


@inline
def follow(t: Any, w: Any, r: Room, chances: Chances, p: int, present: float) -> None:
    """What befalls a path, and then the path of the instrument's kind."""
    months, common = r.sheet.shape[1] - 1, chances.common
    settled = first_month(r.sheet, SETTLED_BY, r.guides, 0, common[SETTLEMENT, p])
    lapsed = first_month(r.sheet, LAPSED_BY, r.guides, 1, common[FREEZE, p])
    if lapsed >= settled:
        lapsed = months
    clause = clause_of(t, r.sheet, settled, common[CLAUSE, p])
    r.sums[SETTLED] += 1.0 if settled < months else 0.0
    r.sums[LAPSED] += 1.0 if lapsed < months else 0.0
    lapsed = lapsed if t.on_lapse == 1 else months
    lent, budgets = t.funding == CUSTODIAN_CASH, t.funding == MEMBER_BUDGETS
    w.stop = last_payout(t, settled, clause, lapsed, months)
    w.due = w.service = months
    begun = t.start < w.stop or not (lent or t.ends == 1)
    set_alarms(t, w, chances, p, begun and t.funding != OUTSTANDING, months)
    if lent:
        lend(t, w, r, settled, clause, lapsed)
    elif budgets:
        contribute(t, w, r, present)
    else:
        borrow(t, w, r, settled, clause, lapsed)
    if t.line == 1 and begun:
        pay_fees(t, w, r)
    run_off(t, w, r)
    if not lent and not budgets:
        leave(t, w, r)


@inline
def clear(w: Any) -> None:
    """Nothing has happened yet."""
    w.vessel = w.failing = w.freeze_end = w.seen = w.entry = w.served = 0
    w.call_years = w.last_call = w.in_a_row = 0
    w.owed = w.headroom_used = w.buffer_used = w.presented = w.level = w.risen = w.available = 0.0
    w.drawn = w.repaid = 0.0
    w.by_service = w.by_repayment = w.by_headroom = w.host_present = 0.0
    w.set_off = w.in_headroom = w.in_guarantee = w.in_custodian = w.in_host = w.in_pool = 0.0


@inline
def keep(t: Any, w: Any, r: Room, kept: Floats, d: int, at: int) -> None:
    """What is kept of a path: who bore what, and its value today by pool and by vessel."""
    kept[d, 0, at] = w.set_off
    kept[d, 1, at] = w.in_headroom
    kept[d, 2, at] = w.in_guarantee
    kept[d, 3, at] = w.in_custodian
    kept[d, 4, at] = w.in_host
    kept[d, 5, at] = w.in_pool
    kept[d, HOST_PRESENT, at] = w.host_present
    for pool in range(t.pools):
        kept[d, POOLS + pool, at] = 0.0
    kept[d, POOLS + t.pool_service, at] += w.by_service
    kept[d, POOLS + t.pool_repayment, at] += w.by_repayment
    kept[d, POOLS + t.pool_headroom, at] += w.by_headroom
    after = POOLS + t.pools
    for g in range(r.vessels.shape[1]):
        kept[d, after + g, at] = r.vessels[RISEN, g] if g < w.vessel else w.risen
    r.sums[CALLED] += 1.0 if w.presented > A_CENT else 0.0
    r.sums[HOST_PAYS] += 1.0 if w.in_host > A_CENT else 0.0


def room_for(tables: Tables, years: int) -> Room:
    """Room for one draw at a time."""
    payers, vessels = tables.payers.shape[2], tables.vessels.shape[2]
    return Room(
        np.zeros((RISE + vessels + payers, tables.calendar.shape[2])),
        np.zeros((FAILING + 1, payers)),
        np.zeros((RISEN + 1, vessels)),
        np.zeros((WALKED + 1, tables.entries.shape[3])),
        np.zeros((PART + 1, tables.cohorts.shape[3])),
        np.zeros((2, years, LANE)),
        np.zeros(SUMS),
        np.zeros((2, STEPS), dtype=np.int64),
    )
