"""The page of a ledger while it is written, and the smallest entries on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from winset.finance.book import Flow, Ledger, Loss, Portion
from winset.finance.cents import split
from winset.finance.contract import Contract
from winset.finance.facts import PathFacts
from winset.finance.standing import Standing


@dataclass
class Page:
    """The ledger while it is written.

    Attributes
    ----------
    presented : cents of losses shown to the guarantors so far; called : guarantor -> cents paid.
    headroom, buffer : cents of each still left; freeze_end : month, None while it stands.
    available, seen : proceeds at hand, and the month up to which they are counted.
    drawn, repaid : cents out of the standby line, and the month in which they are repaid.
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
    drawn: int = 0
    repaid: float = 0.0
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


def still_stands(page: Page, standing: Standing, month: int) -> bool:
    """Whether a guarantee has not ended with the freeze that the loan leans on."""
    if page.contract.kind != "custodian_cash" or standing.outlives or page.freeze_end is None:
        return True
    return month <= page.freeze_end


def shared(layer: str, key: dict[str, float], amount: int) -> list[Portion]:
    """An amount in cents shared out by key."""
    if amount <= 0:
        return []
    parts = split(amount, list(key.values()))
    return [Portion(layer, c, part, k) for (c, k), part in zip(key.items(), parts, strict=True)]


def buffer(page: Page, loss: int) -> list[Portion]:
    """What the custodian bears of a loss in cents, out of what is left of its own means."""
    taken = min(max(0, loss), page.buffer)
    page.buffer -= taken
    return portion("custodian", "custodian", taken, left=page.buffer)


def portion(
    layer: str, who: str, cents: int, share: float | None = None, left: int | None = None
) -> list[Portion]:
    """What one payer bears, if it is anything."""
    return [Portion(layer, who, cents, share, left)] if cents > 0 else []


def year_at(contract: Contract, month: int) -> int:
    """The index of a month's calendar year."""
    return 0 if month < contract.january else 1 + (month - contract.january) // 12


def total(borne: list[Portion]) -> int:
    """What some portions come to, cents."""
    return sum(part.cents for part in borne)
