"""Where a loss goes: headroom, guarantee, custodian, host; or the members together, by key."""

from __future__ import annotations

from typing import Any

from winset.finance.kernels.compiled import inline, part
from winset.finance.kernels.guarantee import call
from winset.finance.kernels.layout import (
    ADVANCED,
    ARBITRATION,
    BY_HEADROOM,
    BY_REPAYMENT,
    BY_SERVICE,
    CALLED_AGAIN,
    CUSTODIAN_ABROAD,
    CUSTODIAN_CASH,
    DISCOUNT,
    DRAWN,
    HOST_CASH,
    LATE_CASH,
    LITIGATION,
    POOLED,
    ROWS,
    SHORT,
    STANDBY,
    Room,
    year_at,
)

A_CENT = 0.005


@inline
def lose(t: Any, w: Any, r: Room, month: int, amount: float) -> None:
    """A loss in a month (EUR, > 0) passes from layer to layer until it is borne."""
    r.sums[w.peril] += amount
    discount, before, left = r.sheet[DISCOUNT, month], w.in_guarantee, amount
    own, stands = own_debt(t, w.peril), still_stands(t, w, month)
    called = stands and covered(t, w.peril)
    if called:
        left -= from_headroom(t, w, r, month, discount, left)
    for turn in range(2):
        if called and left > 0.0:
            left -= call(t, w, r, month, discount, left)
        if turn == 0 and own:
            members_pay(w, r, month, discount, left, BY_REPAYMENT)
            left = 0.0
        elif turn == 0:
            if w.peril != ARBITRATION:  # that is against the host itself
                left -= from_buffer(t, w, left)
            called = stands and t.covers_host == 1
    host_pays(w, r, month, discount, left)
    paid = w.in_guarantee - before
    if paid > 0.0:
        count_call(t, w, r, month, paid)
        wait(t, w, r, month, discount, paid, own)


@inline
def meet(w: Any, r: Room, amount: float, peril: int) -> None:
    """A loss that is set off against reparations."""
    r.sums[peril] += amount
    w.set_off += amount


@inline
def own_debt(t: Any, peril: int) -> bool:
    """Whether a loss is on a debt that is the members' own, and not the custodian's."""
    outside = LITIGATION <= peril <= ARBITRATION  # the perils that come from outside
    return bool(t.funding != CUSTODIAN_CASH and not outside)


@inline
def covered(t: Any, peril: int) -> bool:
    """Whether the guarantee takes a loss from this peril."""
    if peril == LITIGATION:
        return bool(t.covers_litigation == 1)
    if peril == CUSTODIAN_ABROAD:
        return bool(t.covers_abroad == 1)
    if peril == ARBITRATION:
        return bool(t.covers_arbitration == 1)
    return bool(t.covers_principal == 1)


@inline
def still_stands(t: Any, w: Any, month: int) -> bool:
    """Whether there is a guarantee, and it has not ended with the freeze of the cash lent."""
    freeze_ended = t.funding == CUSTODIAN_CASH and t.outlives == 0 and month > w.freeze_end
    return bool(t.guaranteed == 1 and not freeze_ended)


@inline
def from_headroom(t: Any, w: Any, r: Room, month: int, discount: float, loss: float) -> float:
    """What the joint budget's headroom bears of a loss, up to what is left of it."""
    if month < t.headroom_from:
        return 0.0
    taken = max(0.0, min(loss, t.headroom - w.headroom_used))
    w.headroom_used += taken
    w.in_headroom += taken
    w.by_headroom += discount * taken
    r.sheet[POOLED + BY_HEADROOM, month] += taken
    return float(taken)


@inline
def wait(t: Any, w: Any, r: Room, month: int, discount: float, paid: float, own: bool) -> None:
    """While guarantors' cash is late: what it costs whom it is late for, and the standby line."""
    if t.pays_within <= 0.0:
        return
    short = max(0.0, r.rates[SHORT, year_at(t, month), w.lane])
    drawn = draw(t, w, r, month, paid)
    waits = min(t.pays_within, t.line_within)
    late = (paid - drawn) * t.pays_within + drawn * waits
    late *= (short + t.late_margin) / 12.0
    r.sums[LATE_CASH] += late
    if own:
        members_pay(w, r, month, discount, late, BY_REPAYMENT)
    else:
        host_pays(w, r, month, discount, late - from_buffer(t, w, late))
    charge = drawn * (t.pays_within - waits) * (short + t.line_margin) / 12.0
    r.sums[STANDBY] += charge
    members_pay(w, r, month, discount, charge, BY_REPAYMENT)


@inline
def draw(t: Any, w: Any, r: Room, month: int, paid: float) -> float:
    """What the standby line pays of a call; what is drawn is repaid together, as the last pay."""
    drawn = 0.0
    if t.line == 1:
        if month >= w.repaid:
            w.drawn = 0.0
        drawn = min(paid, t.line_size - w.drawn)
        if drawn > 0.0:
            w.drawn += drawn
            w.repaid = max(w.repaid, month + t.pays_within)
    r.sums[DRAWN] += drawn
    r.sums[ADVANCED] += paid - drawn
    return float(drawn)


@part
def pay_fees(t: Any, w: Any, r: Room) -> None:
    """The standby line's fee, each year from the first payout while the guarantee stands."""
    month = t.start
    while month < t.fee_until and still_stands(t, w, month):
        fee = t.line_fee * t.line_size
        r.sums[STANDBY] += fee
        members_pay(w, r, month, r.sheet[DISCOUNT, month], fee, BY_REPAYMENT)
        month += 12


@inline
def count_call(t: Any, w: Any, r: Room, month: int, paid: float) -> None:
    """In how many calendar years guarantors have been called, and in how many in a row."""
    year = year_at(t, month)
    if paid > A_CENT and (w.call_years == 0 or year != w.last_call):
        follows, before = w.call_years > 0 and year == w.last_call + 1, w.in_a_row
        w.in_a_row = before + 1 if follows or before >= t.row else 1
        w.call_years += 1
        w.last_call = year
        r.sums[CALLED_AGAIN] += 1.0 if w.call_years == 2 else 0.0
        r.sheet[ROWS, month] += 1.0 if before < t.row and w.in_a_row == t.row else 0.0


@inline
def from_buffer(t: Any, w: Any, loss: float) -> float:
    """What the custodian bears of a loss, up to what is left of its own means."""
    taken = max(0.0, min(loss, t.buffer - w.buffer_used))
    w.buffer_used += taken
    w.in_custodian += taken
    return float(taken)


@inline
def host_pays(w: Any, r: Room, month: int, discount: float, amount: float) -> None:
    """What is left falls on the state that hosts the custodian."""
    if amount > 0.0:
        w.in_host += amount
        w.host_present += discount * amount
        r.sheet[HOST_CASH, month] += amount


@inline
def members_pay(w: Any, r: Room, month: int, discount: float, amount: float, key: int) -> None:
    """What the members bear together of a debt that is their own."""
    if amount > 0.0:
        w.in_pool += amount
        r.sheet[POOLED + key, month] += amount
        if key == BY_SERVICE:
            w.by_service += discount * amount
        else:
            w.by_repayment += discount * amount
