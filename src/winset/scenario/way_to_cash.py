"""What a scenario says of the way from an option's adoption to its first cash."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from winset.scenario.nouns.consent import Step
from winset.scenario.nouns.consent import Table as Council
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of


def way_of(scenario: Scenario, option: str) -> tuple[tuple[Step, ...], dt.date] | None:
    """The steps from an option's adoption to its cash, and the day of the vote they follow.

    What varies another option takes its way. Of several votes the first counts.
    """
    money = scenario.money
    chosen = money.options.get(option) if money is not None else None
    asked = (option, chosen.variant_of if chosen is not None else None)
    return next((found for name in asked for found in _ways(scenario, name)), None)


def _ways(scenario: Scenario, option: str | None) -> Iterator[tuple[tuple[Step, ...], dt.date]]:
    """The ways that councils state for an option, by day."""
    voted = [
        (item.on, table.matters[item.option].way_to_cash)
        for table in scenario.tables.values()
        if isinstance(table, Council)
        for item in table.agenda.values()
        if item.option == option and item.option in table.matters
    ]
    for day, steps in sorted(voted, key=lambda vote: vote[0]):
        if steps:
            yield steps, day


def earliest_of(scenario: Scenario, option: str) -> dt.date | None:
    """The day before which an option pays nothing; None where it has no instrument."""
    money = scenario.money
    if money is None or option not in money.options:
        return None
    instrument = instrument_of(money, option)
    return None if instrument is None else instrument.first_cash.earliest
