"""The money of a scenario: who needs it, what moves it, and the ways to pay."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from winset._record import Record
from winset.scenario.nouns.drivers import Assets, Events, Freeze, Rates, Settlement
from winset.scenario.nouns.instrument import Instrument, KeyName
from winset.scenario.nouns.needs import Liquidity
from winset.scenario.nouns.quantity import Money


class Option(Record):
    """One instrument with chosen terms, or nothing."""

    title: str
    """In a few words."""
    instrument: str | None = None
    """Which instrument; none: nothing is agreed."""
    set: dict[str, Any] = {}
    """Terms that differ from the instrument's own, by path (guarantee.sharing, size, ...)."""
    variant_of: str | None = None
    """The option of which this is the same instrument under other terms."""


class CostOfNothing(Record):
    """What it costs the club's members if the beneficiary is left without money."""

    title: str
    """What the cost consists of."""
    cost: Money
    """For the club as a whole, over the whole horizon, in present value."""
    key: KeyName = "gdp"
    """How it is taken to fall on the members."""


class MoneySection(Record):
    """Needs and receipts, drivers, instruments and options."""

    last_year: int = Field(ge=2000, le=2150)
    """The last year of the accounts."""
    beneficiary: str
    """The party that is to be paid for."""
    club: str
    """The club whose members pay."""
    rates: Rates
    """Interest."""
    assets: Assets
    """The immobilised assets."""
    freeze: Freeze
    """What keeps them so."""
    settlement: Settlement
    """What may end it all."""
    events: Events
    """What may go wrong."""
    liquidity: Liquidity
    """The beneficiary's cash."""
    instruments: dict[str, Instrument] = Field(min_length=1)
    """Ways to pay."""
    options: dict[str, Option] = Field(min_length=1)
    """What is to be chosen from; one of them may be nothing."""
    nothing: CostOfNothing | None = None
    """What it costs the members if nothing is agreed, to stand beside every option."""
