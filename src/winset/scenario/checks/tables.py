"""Does a reference table know more than the day of which the scenario speaks?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from winset.data.read import names, read
from winset.errors import Fault
from winset.scenario import codes
from winset.scenario.case import Case, place_of, text_of
from winset.scenario.nouns.consent import Table

OF_MONEY = ("gdp", "population", "capital_key", "fiscal", "debt_inputs")
"""The tables of a club beside that of its members, read where money is stated."""


def tables_are_of_their_time(case: Case) -> Iterator[Fault]:
    """No table that a run reads holds what was known only after `as_of`.

    Columns that are dated later than their table are read by nobody, and do not count.
    """
    for path, tables in _read(case):
        later = {name: day for name in tables if (day := read(name).latest) > case.scenario.as_of}
        if later:
            yield _fault(case, path, later)


def _read(case: Case) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where the scenario names tables, and which are read for it."""
    scenario, held = case.scenario, names()
    beside = OF_MONEY if scenario.money is not None else ()
    for name, club in scenario.clubs.items():
        of_club = (club.dataset, *(f"{club.dataset}_{each}" for each in beside))
        yield f"clubs.{name}.from", tuple(each for each in of_club if each in held)
    for name, table in scenario.tables.items():
        rates = table.base_rates if isinstance(table, Table) else None
        if rates is not None and rates.dataset in held:
            yield f"tables.{name}.base_rates.dataset", (rates.dataset,)


def _fault(case: Case, path: str, later: dict[str, date]) -> Fault:
    told = ", ".join(f"{name} ({day})" for name, day in later.items())
    one = len(later) == 1
    return Fault(
        codes.LATER_TABLE,
        f"{'a table that is' if one else 'tables that are'} later than `as_of`: {told}",
        place_of(case, path),
        text_of(case, path),
        "say so to your reader; or state the figures as they were known, or set `as_of` later",
        "warning",
    )
