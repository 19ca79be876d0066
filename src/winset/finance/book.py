"""The records of a ledger: what was raised and used, what was lost and who bore it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Flow:
    """Money that changed hands as agreed.

    Attributes
    ----------
    month : counted from `as_of`; source, use : whence and what for; cents : how much.
    """

    month: int
    source: str
    use: str
    cents: int


class Portion(NamedTuple):
    """What one payer bears of a loss.

    Attributes
    ----------
    layer : one of `LAYERS`; who : payer, or a word for who is none (reparations, custodian).
    cents : how much; share : of the layer's key, None where there is no key.
    left : cents up to the cap after this, None where there is no cap.

    A named tuple, because a ledger can hold thousands of them.
    """

    layer: str
    who: str
    cents: int
    share: float | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """What was lost, and who bore it.

    Attributes
    ----------
    month : counted from `as_of`; peril : one of `PERILS`; trigger : what set it off, in words.
    cents : how much; borne : by whom, layer by layer; the portions sum to the loss.
    """

    month: int
    peril: str
    trigger: str
    cents: int
    borne: tuple[Portion, ...]


@dataclass(frozen=True)
class Ledger:
    """All that one instrument did on one path, in cents.

    Attributes
    ----------
    flows : what was raised and used; losses : what was lost.
    outstanding : principal still owed after the last month.
    """

    flows: tuple[Flow, ...]
    losses: tuple[Loss, ...]
    outstanding: int


def unbalanced(ledger: Ledger) -> tuple[Loss, ...]:
    """The losses whose portions do not sum to what was lost: none, in a sound ledger."""
    return tuple(
        loss for loss in ledger.losses if sum(part.cents for part in loss.borne) != loss.cents
    )


def borne_by(losses: Iterable[Loss], who: str) -> int:
    """What one payer bore of some losses, cents.

    >>> loss = Loss(0, "principal", "the freeze lapses", 5, (Portion("host", "BE", 5),))
    >>> borne_by([loss, loss], "BE")
    10
    """
    return sum(part.cents for loss in losses for part in loss.borne if part.who == who)


def borne_in(losses: Iterable[Loss], layer: str) -> int:
    """What one layer bore of some losses, cents."""
    return sum(part.cents for loss in losses for part in loss.borne if part.layer == layer)
