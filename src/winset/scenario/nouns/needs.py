"""What the beneficiary must pay each month, and what it can count on receiving."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from winset._record import Record
from winset.scenario.nouns.quantity import Money, MoneyFlow, Quantity, Share

CERTAIN = Quantity(value=1.0, basis="judgement", note="committed")
WHOLE = Quantity(value=1.0, basis="judgement", note="as before")


class Need(Record):
    """One stream of payments that the beneficiary cannot do without."""

    title: str
    """What it is for."""
    monthly: MoneyFlow
    """Money per month, dated where it changes."""
    after_settlement: Share = WHOLE
    """What remains of it once a settlement has come, from the month after on; 1: all of it."""


class Receipt(Record):
    """One sum that is expected, spread evenly over the months from `start` to `end`."""

    title: str
    """What it is."""
    amount: Money
    """The whole sum."""
    start: dt.date
    """First day of payment."""
    end: dt.date
    """Last day of payment."""
    chance: Share = CERTAIN
    """The chance that it comes at all; 1 for what is committed."""


class Liquidity(Record):
    """The beneficiary's cash: where it stands, what leaves, what comes."""

    cash: Money
    """Cash at hand on the day of `as_of`, beyond what must be kept."""
    needs: dict[str, Need] = Field(min_length=1)
    """Streams of payments."""
    receipts: dict[str, Receipt] = {}
    """Sums expected without any of the options."""
