"""Every day that a scenario names: votes, renewals, declarations, meetings, events, first cash."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from winset.scenario.nouns.consent import Table as Council
from winset.scenario.nouns.money import MoneySection
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.nouns.talks import Talks, Track
from winset.scenario.nouns.world import Schedule
from winset.timegrid import parse_date

Sort = Literal["vote", "renewal", "declaration", "track", "event", "first_cash", "horizon"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that falls on a day, or is open.

    Attributes
    ----------
    sort : what kind of thing it is.
    title : what falls due, in the scenario's words; who : by whom, where that is told apart.
    day : when; None: open, without a date.
    path : where the scenario says so.
    """

    sort: Sort
    title: str
    who: str
    day: dt.date | None
    path: str


def calendar_of(scenario: Scenario) -> tuple[Entry, ...]:
    """Everything with a day, in its order, then what is open."""
    found = [
        *tables(scenario),
        *(money(scenario.money) if scenario.money is not None else ()),
        *(
            Entry("event", each.title, "", each.on, f"world.{name}.on")
            for name, each in scenario.world.items()
            if isinstance(each, Schedule)
        ),
        Entry("horizon", "", "", parse_date(scenario.horizon, end=True), "horizon"),
    ]
    ahead = [entry for entry in found if entry.day is None or entry.day > scenario.as_of]
    return tuple(sorted(ahead, key=lambda entry: (entry.day is None, entry.day or dt.date.max)))


def tables(scenario: Scenario) -> Iterator[Entry]:
    """What is due at the tables."""
    for name, table in scenario.tables.items():
        at = f"tables.{name}"
        if isinstance(table, Council):
            yield from votes(scenario, table, at)
        elif isinstance(table, Talks):
            for key, each in table.declared.items():
                who = scenario.parties[each.by].name
                path = f"{at}.declared.{key}.until"
                yield Entry("declaration", table.title, who, each.until, path)
        elif isinstance(table, Track):
            yield Entry("track", table.title, table.host, table.on, f"{at}.on" if table.on else at)


def votes(scenario: Scenario, council: Council, at: str) -> Iterator[Entry]:
    """What a council votes on."""
    for key, item in council.agenda.items():
        options = scenario.money.options if scenario.money is not None else {}
        title = options[item.option].title if item.option in options else item.option
        yield Entry("vote", title, council.title, item.on, f"{at}.agenda.{key}.on")


def money(section: MoneySection) -> Iterator[Entry]:
    """What is due about the money."""
    if not section.freeze.until_reparations:
        yield Entry("renewal", "", "", section.freeze.next_renewal, "money.freeze.next_renewal")
    used = {option.instrument: option for option in reversed(section.options.values())}
    for name, instrument in section.instruments.items():
        if name in used:
            path = f"money.instruments.{name}.first_cash.earliest"
            day = instrument.first_cash.earliest
            yield Entry("first_cash", used[name].title, "", day, path)
