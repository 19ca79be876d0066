"""A scenario: everything that winset is told about one case."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import Field

from winset._record import Record
from winset.scenario.nouns.money import MoneySection
from winset.scenario.nouns.quantity import Basis, Number
from winset.scenario.nouns.tables import AnyTable
from winset.scenario.nouns.world import Variable

LANGUAGE = 1
"""The version of the scenario language that this winset speaks."""


class Party(Record):
    """One who decides: a state, an institution, a person."""

    name: str
    """As the brief prints it."""
    kind: Literal["state", "institution", "person"] = "state"
    """What it is."""


class ClubOf(Record):
    """A group of parties with reference data."""

    dataset: str = Field(alias="from")
    """The reference table that lists its members."""


class Account(Record):
    """One reading of contested matters: a named set of overrides."""

    title: str
    """Whose reading, and what it takes at its word."""
    set: dict[str, Any]
    """What it takes to be otherwise, by path."""
    basis: Basis
    """What the reading rests on."""
    note: str | None = None
    """Why these overrides."""


class Scenario(Record):
    """A scenario, as its `scenario.yaml` says it."""

    winset: Literal[1]
    """The version of the scenario language."""
    title: str
    """What the case is, in a line."""
    summary: str = ""
    """What the case is, in a paragraph."""
    as_of: dt.date
    """The day it speaks of: nothing later is used."""
    step: Literal["month"] = "month"
    """The unit of the calendar."""
    horizon: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    """The last month looked at (YYYY-MM)."""
    currency: str = Field(default="EUR", pattern=r"^[A-Z]{3}$")
    """The currency in which results are given."""
    stale_after: int = Field(default=12, ge=1)
    """Months after which a claim counts as stale."""
    exchange_rates: dict[str, Number] = {}
    """Units of a foreign currency for one unit of the scenario's."""
    parties: dict[str, Party]
    """Who decides."""
    clubs: dict[str, ClubOf] = {}
    """Groups of parties with reference data."""
    money: MoneySection | None = None
    """Who needs what, and the ways to pay; none: the case is about talks alone."""
    world: dict[str, Variable] = {}
    """What moves by itself, or in answer to what happens at the table."""
    tables: dict[str, AnyTable] = {}
    """Where something must be agreed, and meetings beside it."""
    accounts: dict[str, Account] = {}
    """Readings of contested matters."""
