"""One path of one draw in whole cents: the instrument's definition, read line by line.

A plain interpreter beside the fast kernels. It explains any amount, because every portion of a
loss carries its trigger, its layer, its share and what is left to the cap; and it is the kernels'
twin, because the two were written apart from each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from winset.finance.book import Flow, Ledger, Loss, Portion
from winset.finance.cents import split
from winset.finance.contract import Contract, Standing
from winset.finance.facts import PathFacts

RETURNED_WORDS = "a settlement returns the assets"
SET_OFF_WORDS = "a settlement sets the loan off against reparations"
LAPSE_WORDS = "the freeze lapses"


@dataclass
class Page:
    """The ledger while it is written.

    Attributes
    ----------
    presented : cents of losses shown to the guarantors so far; called : guarantor -> cents paid.
    headroom, buffer : cents of each still left; freeze_end : month, None while it stands.
    available, seen : proceeds at hand, and the month up to which they are counted.
    """

    contract: Contract
    facts: PathFacts
    presented: int = 0
    called: dict[str, int] = field(default_factory=dict)
    headroom: int = 0
    buffer: int = 0
    freeze_end: int | None = None
    available: float = 0.0
    seen: int = 0
    flows: list[Flow] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)


def new_page(contract: Contract, facts: PathFacts) -> Page:
    """An empty page for one path of a contract."""
    standing = contract.standing
    page = Page(contract, facts, buffer=contract.buffer, seen=contract.start)
    if standing is not None:
        page.headroom = standing.headroom
        page.called = dict.fromkeys(standing.key, 0)
    return page


def closed(page: Page, outstanding: int) -> Ledger:
    """The page as a ledger, in order of time."""
    flows = tuple(sorted(page.flows, key=lambda flow: flow.month))
    return Ledger(flows, tuple(sorted(page.losses, key=lambda loss: loss.month)), outstanding)


def lose(page: Page, month: int, amount: int, peril: str, trigger: str, met: int = 0) -> None:
    """Enter a loss in cents, of which `met` is set off, and find who bears it."""
    if amount <= 0:
        return
    contract, standing = page.contract, page.contract.standing
    borne = [Portion("set_off", "reparations", met)] if met else []
    own = contract.kind != "custodian_cash" and peril not in ("litigation", "custodian_abroad")
    stands = standing is not None and still_stands(page, standing, month)
    if standing is not None and stands and _covered(standing, peril):
        borne += _headroom(page, standing, month, amount - _sum(borne))
        borne += call(page, standing, amount - _sum(borne))
    if own:
        borne += shared("pool", contract.repayment_key, amount - _sum(borne))
    else:
        borne += _buffer(page, amount - _sum(borne))
        if standing is not None and stands and "host" in standing.covers:
            borne += call(page, standing, amount - _sum(borne))
        borne += _portion("host", contract.host, amount - _sum(borne))
    page.losses.append(Loss(month, peril, trigger, amount, tuple(borne)))
    paid = sum(part.cents for part in borne if part.layer == "guarantee")
    if standing is not None and paid:
        _wait(page, standing, month, paid, own)


def still_stands(page: Page, standing: Standing, month: int) -> bool:
    """Whether a guarantee has not ended with the freeze that the loan leans on."""
    if page.contract.kind != "custodian_cash" or standing.outlives or page.freeze_end is None:
        return True
    return month <= page.freeze_end


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
        borne += _portion("guarantee", code, paid, able[code], rest)
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


def shared(layer: str, key: dict[str, float], amount: int) -> list[Portion]:
    """An amount in cents shared out by key."""
    if amount <= 0:
        return []
    parts = split(amount, list(key.values()))
    return [Portion(layer, c, part, k) for (c, k), part in zip(key.items(), parts, strict=True)]


def _covered(standing: Standing, peril: str) -> bool:
    return ("principal" if peril == "interest" else peril) in standing.covers


def _headroom(page: Page, standing: Standing, month: int, loss: int) -> list[Portion]:
    if standing.headroom_from is None or month < standing.headroom_from:
        return []
    taken = min(loss, page.headroom)
    page.headroom -= taken
    return shared("headroom", standing.headroom_key, taken)


def _buffer(page: Page, loss: int) -> list[Portion]:
    taken = min(max(0, loss), page.buffer)
    page.buffer -= taken
    return _portion("custodian", "custodian", taken, left=page.buffer)


def _wait(page: Page, standing: Standing, month: int, paid: int, own: bool) -> None:
    """The short rate on what guarantors pay late, until they do."""
    rate = max(0.0, page.facts.short[year_at(page.contract, month)])
    late = round(paid * rate * standing.pays_within / 12)
    if not late:
        return
    if own:
        borne = shared("pool", page.contract.repayment_key, late)
    else:
        borne = _buffer(page, late)
        borne += _portion("host", page.contract.host, late - _sum(borne))
    page.losses.append(Loss(month, "late_cash", "guarantors pay late", late, tuple(borne)))


def _portion(
    layer: str, who: str, cents: int, share: float | None = None, left: int | None = None
) -> list[Portion]:
    return [Portion(layer, who, cents, share, left)] if cents > 0 else []


def _sum(borne: list[Portion]) -> int:
    return sum(part.cents for part in borne)


def _infinite(cap: int | None) -> float:
    return float("inf") if cap is None else float(cap)


def _room(cap: int | None, used: int) -> int:
    return 10**30 if cap is None else max(0, cap - used)


def year_at(contract: Contract, month: int) -> int:
    """The index of a month's calendar year."""
    return 0 if month < contract.january else 1 + (month - contract.january) // 12
