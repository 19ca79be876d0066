"""One path of one draw in whole cents: the instrument's definition, read line by line.

A plain interpreter beside the fast kernels. It explains any amount, because every portion of a
loss carries its trigger, its layer, its share and what is left to the cap; and it is the kernels'
twin, because the two were written apart from each other.
"""

from __future__ import annotations

from winset.finance.book import Loss, Portion
from winset.finance.cents import split
from winset.finance.page import Page, buffer, portion, shared, still_stands, total
from winset.finance.standing import Standing
from winset.finance.waiting import wait

RETURNED_WORDS = "a settlement returns the assets"
SET_OFF_WORDS = "a settlement sets the loan off against reparations"
LAPSE_WORDS = "the freeze lapses"
FROM_OUTSIDE = ("litigation", "custodian_abroad", "arbitration")
"""Perils that hit the custodian or its host from outside, whoever owes the instrument's debt."""


def lose(page: Page, month: int, amount: int, peril: str, trigger: str, met: int = 0) -> None:
    """Enter a loss in cents, of which `met` is set off, and find who bears it."""
    if amount <= 0:
        return
    contract, standing = page.contract, page.contract.standing
    borne = [Portion("set_off", "reparations", met)] if met else []
    own = contract.kind != "custodian_cash" and peril not in FROM_OUTSIDE
    stands = standing is not None and still_stands(page, standing, month)
    if standing is not None and stands and _covered(standing, peril):
        borne += _headroom(page, standing, month, amount - total(borne))
        borne += call(page, standing, amount - total(borne))
    if own:
        borne += shared("pool", contract.repayment_key, amount - total(borne))
    else:
        if peril != "arbitration":
            borne += buffer(page, amount - total(borne))
        if standing is not None and stands and "host" in standing.covers:
            borne += call(page, standing, amount - total(borne))
        borne += portion("host", contract.host, amount - total(borne))
    page.losses.append(Loss(month, peril, trigger, amount, tuple(borne)))
    paid = sum(part.cents for part in borne if part.layer == "guarantee")
    if standing is not None and paid:
        wait(page, standing, month, paid, own)


def call(page: Page, standing: Standing, loss: int) -> list[Portion]:
    """The guarantors' portions of a loss poured on top of all that was shown to them before."""
    if loss <= 0:
        return []
    page.presented += loss
    able = {c: k for c, k in standing.key.items() if c not in page.facts.failing}
    room = {c: _room(standing.cap[c], page.called[c]) for c in able}
    owed = _owed(standing, able, page.presented)
    wanted = {c: max(0.0, owed[c] - page.called[c]) for c in able}
    whole = min(loss, round(sum(wanted.values())))
    parts = split(whole, [wanted[c] for c in able]) if whole else [0] * len(able)
    borne = []
    for code, part in zip(able, parts, strict=True):
        paid = min(part, room[code])
        page.called[code] += paid
        cap = standing.cap[code]
        rest = None if cap is None else cap - page.called[code]
        borne += portion("guarantee", code, paid, able[code], rest)
    return borne


def _owed(standing: Standing, able: dict[str, float], presented: int) -> dict[str, float]:
    """What each able guarantor answers for of all losses shown so far, in cents, unrounded."""
    caps = {c: _infinite(standing.cap[c]) for c in able}
    if not standing.joint:
        return {c: min(caps[c], k * presented) for c, k in able.items()}
    target = min(float(presented), sum(caps.values()))
    full, open_to = 0.0, dict(able)
    for code in sorted(able, key=lambda c: caps[c] / able[c]):
        level = max(0.0, target - full) / sum(open_to.values())
        if caps[code] > level * able[code]:
            return {c: min(caps[c], level * k) for c, k in able.items()}
        full += caps[code]
        del open_to[code]
    return caps


def _covered(standing: Standing, peril: str) -> bool:
    return ("principal" if peril == "interest" else peril) in standing.covers


def _headroom(page: Page, standing: Standing, month: int, loss: int) -> list[Portion]:
    if standing.headroom_from is None or month < standing.headroom_from:
        return []
    taken = min(loss, page.headroom)
    page.headroom -= taken
    return shared("headroom", standing.headroom_key, taken)


def _infinite(cap: int | None) -> float:
    return float("inf") if cap is None else float(cap)


def _room(cap: int | None, used: int) -> int:
    return 10**30 if cap is None else max(0, cap - used)
