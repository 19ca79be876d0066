"""What a reader calls things: quantities by their paths, layers, perils, kinds of basis.

A quantity's name is made from its path, with titles where the scenario gives one, and what it is
from the words in which the language describes that key: so a new noun needs no new words here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel.dates import format_date
from pydantic import BaseModel

from winset.data.clubs import club
from winset.report.figures import LOCALE
from winset.report.said import said
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.nouns.scenario import Scenario
from winset.timegrid import parse_date

LAYERS = {
    "set_off": "set off against reparations",
    "headroom": "room in the joint budget",
    "guarantee": "the guarantors",
    "custodian": "the custodian's own means",
    "host": "the host state",
    "pool": "the members' budgets together",
}
"""Who bears a loss, in the order in which a loss passes."""

PERILS = {
    "principal": "the loan itself is not repaid",
    "litigation": "a court orders more than the principal",
    "custodian_abroad": "the custodian loses what it holds abroad",
    "arbitration": "a tribunal under an investment treaty orders the host state to pay",
    "host": "something would otherwise fall on the host state",
    "late_cash": "guarantors pay later than the money is due",
    "standby": "a standby line is paid for",
    "interest": "interest falls due",
    "contribution": "members pay their contributions",
}
"""Why a loss arises."""

BASIS = {
    "sourced": "verified in a text at hand",
    "computed": "computed from cited figures",
    "cited": "cited, not verifiable here",
    "mixed": "cited in part, judged in part",
    "judgement": "judgement",
    "failed": "cited, and the citation fails",
    "none": "no basis stated",
}
"""What a quantity rests on, the firmest first."""

SHORT_BASIS = {"sourced": "verified", "cited": "cited", "mixed": "cited and judged"}

WEAKEST_FIRST = ("none", "failed", "judgement", "mixed", "cited", "computed", "sourced")
DATED = re.compile(r"^\d{4}-\d{2}$")
DATES = ", dated where it changes"  # of no use to a reader of one of the dates
PLAIN = ("money", "rates", "events", "liquidity", "dated")  # say where, not what
LAST = 2  # keys that tell a quantity from its neighbours
DEEP, LONG = ("world.", "tables."), 5  # where more of them are needed
TOLD = ("refused", "stalled", "rejected", "status_quo", "believed_by", "weights", "slope")
"""Keys that are told although they only group others: which of several it is."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a reader calls a quantity.

    Attributes
    ----------
    label : a few words ("Freeze: a renewal fails").
    says : what it is, in the words of the scenario language ("The chance that a renewal fails").
    """

    label: str
    says: str


def named(scenario: Scenario, path: str) -> Named:
    """What a reader calls the quantity at a path.

    >>> bare = Scenario.model_construct()
    >>> named(bare, "money.freeze.lapse").label, named(bare, "money.rates.correlation").label
    ('Freeze: a renewal fails', 'Rates: how far the two move together')
    >>> named(bare, "money.settlement.chance.dated.2026-01").label
    'Settlement: chance, from January 2026'
    """
    words: list[str] = []
    names = _names(scenario)
    skipped, says = "", ""
    at: Any = scenario
    for key in path.split("."):
        says = _described(at, key) or says
        at = _below(at, key)
        word = _title(at) or (_since(key) if DATED.match(key) else key.replace("_", " "))
        if (who := names.get(key)) is not None:
            words.append(who)
        elif key in TOLD:
            words.append(word)
        elif isinstance(at, Mapping) or key in PLAIN:
            skipped = word
        elif word not in words[-1:]:
            words.append(word)
    head, *rest = words if len(words) > 1 else [skipped, *words]
    told = said(scenario, path, names)
    last = rest[-(LONG if path.startswith(DEEP) else LAST) :]
    label = f"{_head(head)}: {', '.join(last) if told is None else told}"
    return Named(label[:1].upper() + label[1:], says.rstrip(".").removesuffix(DATES))


def _names(scenario: Scenario) -> dict[str, str]:
    """Parties and members of clubs by the keys under which they stand."""
    parties = getattr(scenario, "parties", None) or {}
    clubs = getattr(scenario, "clubs", None) or {}
    members = _members(tuple(each.dataset for each in clubs.values()))
    return members | {key: party.name for key, party in parties.items()}


@cache
def _members(datasets: tuple[str, ...]) -> dict[str, str]:
    """Members of some clubs by code."""
    return {code: name for each in datasets for code, name in club(each).names.items()}


def _head(title: str) -> str:
    """A title up to what it explains after a colon."""
    return title.split(":")[0]


def layer(name: str) -> str:
    """Who bears a loss; an unknown layer by its own name."""
    return LAYERS.get(name, name.replace("_", " "))


def peril(name: str) -> str:
    """Why a loss arises; an unknown peril by its own name."""
    return PERILS.get(name, name.replace("_", " "))


def basis(kind: str, short: bool = False) -> str:
    """What a quantity of this kind rests on.

    >>> basis("mixed"), basis("mixed", short=True)
    ('cited in part, judged in part', 'cited and judged')
    """
    return SHORT_BASIS.get(kind, kind) if short else BASIS.get(kind, kind)


def joined(parts: list[str], last: str = "and") -> str:
    """A list as a sentence has it.

    >>> joined(["a"]), joined(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def lowered(text: str) -> str:
    """A text as it stands inside a sentence: its first letter small, unless it is a name.

    >>> lowered("The loan as drafted"), lowered("EU bonds")
    ('the loan as drafted', 'EU bonds')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _described(at: Any, key: str) -> str | None:
    if not isinstance(at, BaseModel) or isinstance(at, Quantity):
        return None
    field = type(at).model_fields.get(key)
    return field.description if field else None


def _since(key: str) -> str:
    return f"from {format_date(parse_date(key), 'MMMM y', locale=LOCALE)}"


def _below(at: Any, key: str) -> Any:
    if isinstance(at, Mapping):
        return at.get(key)
    return getattr(at, key, None)


def _title(at: Any) -> str | None:
    return getattr(at, "title", None) if isinstance(at, BaseModel) else None
