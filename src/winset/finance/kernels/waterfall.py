"""Where a loss goes: headroom, guarantee, custodian, host; or the members together, by key."""

from __future__ import annotations

from typing import Any

from numba import njit

from winset.finance.kernels.fates import find_able
from winset.finance.kernels.layout import (
    ABLE,
    BUFFER_USED,
    BY_HEADROOM,
    BY_REPAYMENT,
    CAP,
    CUSTODIAN_ABROAD,
    CUSTODIAN_CASH,
    DISCOUNT,
    FREEZE_END,
    GUARANTEE_KEY,
    GUARANTOR_CASH,
    HEADROOM_USED,
    HOST_CASH,
    HOST_PRESENT,
    IN_CUSTODIAN,
    IN_GUARANTEE,
    IN_HEADROOM,
    IN_HOST,
    IN_POOL,
    IN_SET_OFF,
    IS_CALLED,
    LATE_CASH,
    LITIGATION,
    MU,
    ORDER,
    POOL_PRESENT,
    PRESENT,
    PRESENTED,
    SHORT,
    Walk,
    year_at,
)
from winset.finance.sharing import level


@njit(cache=True, nogil=True)
def lose(t: Any, w: Walk, month: int, amount: float, peril: int) -> None:
    """A loss in a month passes from layer to layer until it is borne (EUR)."""
    w.sums[peril] += amount
    guaranteed = w.state[IN_GUARANTEE]
    left = amount
    if covered(t, w, month, peril):
        left -= from_headroom(t, w, month, left)
        left -= call(t, w, month, left)
    own = own_debt(t, peril)
    if own:
        members_pay(w, month, left, BY_REPAYMENT)
    else:
        left -= from_buffer(t, w, left)
        if t.covers_host == 1 and still_stands(t, w, month):
            left -= call(t, w, month, left)
        host_pays(w, month, left)
    wait(t, w, month, w.state[IN_GUARANTEE] - guaranteed, own)


@njit(cache=True, nogil=True, forceinline=True)
def meet(w: Walk, amount: float, peril: int) -> None:
    """A loss that is set off against reparations."""
    w.sums[peril] += amount
    w.state[IN_SET_OFF] += amount


@njit(cache=True, nogil=True, forceinline=True)
def own_debt(t: Any, peril: int) -> bool:
    """Whether a loss is on a debt that is the members' own, and not the custodian's."""
    return bool(t.funding != CUSTODIAN_CASH and peril != LITIGATION and peril != CUSTODIAN_ABROAD)


@njit(cache=True, nogil=True, forceinline=True)
def covered(t: Any, w: Walk, month: int, peril: int) -> bool:
    """Whether the guarantee takes a loss: for this peril, and at this time."""
    if t.guaranteed == 0 or not still_stands(t, w, month):
        return False
    if peril == LITIGATION:
        return bool(t.covers_litigation == 1)
    if peril == CUSTODIAN_ABROAD:
        return bool(t.covers_abroad == 1)
    return bool(t.covers_principal == 1)


@njit(cache=True, nogil=True, forceinline=True)
def still_stands(t: Any, w: Walk, month: int) -> bool:
    """Whether the guarantee of a loan from immobilised cash has not ended with the freeze."""
    return bool(t.funding != CUSTODIAN_CASH or t.outlives == 1 or month <= w.state[FREEZE_END])


@njit(cache=True, nogil=True, forceinline=True)
def from_headroom(t: Any, w: Walk, month: int, loss: float) -> float:
    """What the joint budget's headroom bears of a loss, up to what is left of it."""
    if month < t.headroom_from:
        return 0.0
    taken = max(0.0, min(loss, t.headroom - w.state[HEADROOM_USED]))
    w.state[HEADROOM_USED] += taken
    w.state[IN_HEADROOM] += taken
    together(w, month, taken, BY_HEADROOM)
    return float(taken)


@njit(cache=True, nogil=True)
def call(t: Any, w: Walk, month: int, loss: float) -> float:
    """What the guarantors pay of a loss poured on top of all that was presented to them before."""
    if loss <= 0.0 or t.guaranteed == 0:
        return 0.0
    if w.state[IS_CALLED] == 0.0:
        w.state[IS_CALLED] = 1.0
        find_able(t, w)
    key, cap, able = w.payers[GUARANTEE_KEY], w.payers[CAP], w.guarantors[ABLE]
    w.state[PRESENTED] += loss
    before = w.state[MU]
    mu = level(t.sharing, w.state[PRESENTED], key, cap, w.payers[ORDER], able)
    w.state[MU] = mu
    discount, paid = w.calendar[DISCOUNT, month], 0.0
    for i in range(key.size):
        if able[i] == 1.0 and key[i] > 0.0:
            share = min(cap[i], mu * key[i]) - min(cap[i], before * key[i])
            w.guarantors[PRESENT, i] += discount * share
            w.cash[GUARANTOR_CASH + i, month] += share
            paid += share
    w.state[IN_GUARANTEE] += paid
    return paid


@njit(cache=True, nogil=True, forceinline=True)
def wait(t: Any, w: Walk, month: int, paid: float, own: bool) -> None:
    """While guarantors' cash is late, those it is late for pay the short rate on it."""
    late = paid * max(0.0, w.rates[SHORT, year_at(t, month)]) * t.pays_within / 12.0
    if late <= 0.0:
        return
    w.sums[LATE_CASH] += late
    if own:
        members_pay(w, month, late, BY_REPAYMENT)
    else:
        host_pays(w, month, late - from_buffer(t, w, late))


@njit(cache=True, nogil=True, forceinline=True)
def from_buffer(t: Any, w: Walk, loss: float) -> float:
    """What the custodian bears of a loss, up to what is left of its own means."""
    taken = max(0.0, min(loss, t.buffer - w.state[BUFFER_USED]))
    w.state[BUFFER_USED] += taken
    w.state[IN_CUSTODIAN] += taken
    return float(taken)


@njit(cache=True, nogil=True, forceinline=True)
def host_pays(w: Walk, month: int, amount: float) -> None:
    """What is left falls on the state that hosts the custodian."""
    if amount > 0.0:
        w.state[IN_HOST] += amount
        w.state[HOST_PRESENT] += w.calendar[DISCOUNT, month] * amount
        w.cash[HOST_CASH, month] += amount


@njit(cache=True, nogil=True, forceinline=True)
def members_pay(w: Walk, month: int, amount: float, key: int) -> None:
    """What the members bear together of a debt that is their own."""
    if amount > 0.0:
        w.state[IN_POOL] += amount
        together(w, month, amount, key)


@njit(cache=True, nogil=True, forceinline=True)
def together(w: Walk, month: int, amount: float, key: int) -> None:
    """The members pay together, by one of their keys."""
    w.state[POOL_PRESENT + key] += w.calendar[DISCOUNT, month] * amount
    w.cash[key, month] += amount
