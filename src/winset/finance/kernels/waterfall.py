"""Where a loss goes: headroom, guarantee, custodian, host; or the members together, by key."""

from __future__ import annotations

from typing import Any

from winset.finance.kernels.compiled import inline, part
from winset.finance.kernels.guarantee import call
from winset.finance.kernels.layout import (
    BY_HEADROOM,
    BY_REPAYMENT,
    BY_SERVICE,
    CUSTODIAN_ABROAD,
    CUSTODIAN_CASH,
    DISCOUNT,
    HOST_CASH,
    LATE_CASH,
    LITIGATION,
    POOLED,
    SHORT,
    Room,
    year_at,
)


@part
def lose(t: Any, w: Any, r: Room, month: int, amount: float, peril: int) -> None:
    """A loss in a month passes from layer to layer until it is borne (EUR)."""
    if amount <= 0.0:
        return
    r.sums[peril] += amount
    discount, before, left = r.sheet[DISCOUNT, month], w.in_guarantee, amount
    own = own_debt(t, peril)
    stands = still_stands(t, w, month)
    if stands and covered(t, peril):
        left -= from_headroom(t, w, r, month, discount, left)
        left -= call(t, w, r, month, discount, left)
    if own:
        members_pay(w, r, month, discount, left, BY_REPAYMENT)
    else:
        left -= from_buffer(t, w, left)
        if stands and t.covers_host == 1:
            left -= call(t, w, r, month, discount, left)
        host_pays(w, r, month, discount, left)
    paid = w.in_guarantee - before
    if paid > 0.0:
        wait(t, w, r, month, discount, paid, own)


@inline
def meet(w: Any, r: Room, amount: float, peril: int) -> None:
    """A loss that is set off against reparations."""
    r.sums[peril] += amount
    w.set_off += amount


@inline
def own_debt(t: Any, peril: int) -> bool:
    """Whether a loss is on a debt that is the members' own, and not the custodian's."""
    return bool(t.funding != CUSTODIAN_CASH and peril != LITIGATION and peril != CUSTODIAN_ABROAD)


@inline
def covered(t: Any, peril: int) -> bool:
    """Whether the guarantee takes a loss from this peril."""
    if peril == LITIGATION:
        return bool(t.covers_litigation == 1)
    if peril == CUSTODIAN_ABROAD:
        return bool(t.covers_abroad == 1)
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
    """While guarantors' cash is late, those it is late for pay the short rate on it."""
    late = paid * max(0.0, r.rates[SHORT, year_at(t, month), w.lane]) * t.pays_within / 12.0
    if late <= 0.0:
        return
    r.sums[LATE_CASH] += late
    if own:
        members_pay(w, r, month, discount, late, BY_REPAYMENT)
    else:
        host_pays(w, r, month, discount, late - from_buffer(t, w, late))


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
