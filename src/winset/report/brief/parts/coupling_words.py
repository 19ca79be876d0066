"""What the coupling is told about: what may be decided, and the tables that tell of it."""

from __future__ import annotations

from markupsafe import Markup

from winset._typing import Floats
from winset.report.brief.links import found
from winset.report.brief.parts.talks_words import has_talks, scenario_of
from winset.report.brief.sheet import Sheet, currency, money_of
from winset.report.families import nothing_of
from winset.report.figures import money_range
from winset.report.reading import known_range
from winset.report.talks_words import node_title
from winset.runs.talks_reading import by_draw, names, nodes

MONEY, CUT, CASH = "coupling_money", "talks_cut", "talks_cash"
LAWS = {
    "talks": "as the talks say",
    "calendar": "so, but none after the calendar",
    "stated": "as the scenario states",
    "never": "never",
}
"""When a settlement is taken to come, the main law of a run first."""

IF = {
    "talks": "if settlements come as the talks say",
    "calendar": "if none comes after the calendar",
    "stated": "if they come as the scenario states by itself",
    "never": "if none ever comes",
}
"""The same as a sentence has it."""


def titles(page: Sheet) -> dict[str, str]:
    """What may be decided, by title; none where the talks do not hang on the money."""
    if not has_talks(page):
        return {}
    return {each: node_title(scenario_of(page), each) for each in nodes(page.run.tables)}


def idle(page: Sheet) -> str | None:
    """Of what may be decided, that nothing is."""
    nothing = nothing_of(money_of(page))
    return nothing if nothing in titles(page) else None


def paying(page: Sheet) -> list[str]:
    """What else may be decided."""
    return [each for each in titles(page) if each != idle(page)]


def has(page: Sheet, table: str) -> bool:
    """Whether the run has a table with something in it."""
    found_ = page.run.tables.get(table)
    return found_ is not None and not found_.empty


def of_money(page: Sheet, column: str, option: str, law: str) -> Floats:
    """A column of what the money comes to under a law of settlements, shape (draw,)."""
    return by_draw(page.run.tables[MONEY], column, option=option, law=law)


def laws(page: Sheet) -> dict[str, str]:
    """The laws that the run has, as they are written."""
    if not has(page, MONEY):
        return {}
    own = names(page.run.tables[MONEY], "law")
    return {law: says for law, says in LAWS.items() if law in own}


def priced(page: Sheet) -> list[str]:
    """The options that the table of money tells of, without that of nothing."""
    own = names(page.run.tables[MONEY], "option") if has(page, MONEY) else ()
    return [each for each in own if each != nothing_of(money_of(page))]


def amount(page: Sheet, values: Floats, table: str = MONEY) -> Markup:
    """The range of an amount of money over draws, leading to its table."""
    known = known_range(values)
    return Markup("") if known is None else found(money_range(known, currency(page)), table)
