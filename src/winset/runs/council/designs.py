"""Every design of an option that its members' conditions speak of, priced and voted on anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from winset.consent.changes import Change, changes, smallest_changes
from winset.consent.conditions import is_met, own_terms, terms_of
from winset.consent.grid import Grid, choices, count_of, design_of
from winset.consent.positions import Known, terms_asked
from winset.consent.question import Question
from winset.consent.table import positions_on
from winset.consent.terms import WinSet, win_set
from winset.runs.council.redesign import Terms, question, redone
from winset.runs.council.sitting import Sitting
from winset.scenario.draws import Draws
from winset.scenario.nouns.consent import Position
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.scenario.sections import stated_money
from winset.units import unit

MOST_DESIGNS = 20_000
"""More than these are not tried one by one."""
UNITS = {"time": "months", "share": "share", "number": "number"}


def grid_of(
    scenario: Scenario,
    sitting: Sitting,
    item: str,
    draws: Draws,
    paths: int,
    most: int = MOST_DESIGNS,
) -> Grid | None:
    """The designs of an option that its members' conditions speak of; None if they speak of none.

    Each term stands as it is, or as it is asked for. Terms of the instrument change what it costs,
    so the money is done anew for each of their combinations; other terms cost nothing here. Where
    there are more designs than `most`, only those are priced that change one such term, and others
    once they are asked for.
    """
    option = sitting.agenda[item].option
    positions = positions_on(sitting.table, option)
    asked = terms_asked(positions.values())
    instrument = instrument_of(stated_money(scenario), option)
    if not asked or instrument is None:
        return None
    matter = sitting.table.matters[option]
    own = own_terms(matter.terms)
    stands = terms_of(instrument, own, (*asked, *above(asked, own)))
    levels = {t: (stands[t], *wanted(t, positions, stands[t], draws)) for t in asked}
    costly = tuple(t for t in asked if t not in own and len(levels[t]) > 1)
    questions: dict[str, Question] = {}

    def ask(terms: Terms) -> Question:
        if _word(grid, terms) not in questions:
            questions.update(priced(scenario, sitting, item, grid, [terms], (draws, paths)))
        return questions[_word(grid, terms)]

    known = Known(positions, sitting.table.base_rates, draws)
    fails = sitting.solution.items[item].fails
    grid = Grid(levels, stands, known, costly, ask, fails, sitting.habits)
    questions |= priced(scenario, sitting, item, grid, at_once(grid, most), (draws, paths))
    return grid


def at_once(grid: Grid, most: int) -> list[Terms]:
    """The combinations of costly terms that are priced together: all, or those of one change."""
    every = (design_of(grid, grid.costly, choice) for choice in choices(grid, grid.costly))
    if count_of(grid) <= most:
        return list(every)
    small = (c for n in (0, 1) for c in changes(grid, grid.costly, n))
    return [design_of(grid, grid.costly, choice) for choice in small]


def above(asked: tuple[str, ...], others: Terms) -> tuple[str, ...]:
    """The parts of the instrument below which terms that are asked for stand.

    >>> above(("guarantee.cap", "size", "they.join"), {"they.join": True})
    ('guarantee',)
    """
    paths = (term.split(".") for term in asked if term not in others)
    parts = (".".join(keys[:n]) for keys in paths for n in range(1, len(keys)))
    return tuple(dict.fromkeys(parts))


def priced(
    scenario: Scenario,
    sitting: Sitting,
    item: str,
    grid: Grid,
    chosen: Sequence[Terms],
    sampled: tuple[Draws, int],
) -> dict[str, Question]:
    """The question under each of some combinations of the terms that change what it costs."""
    option = sitting.agenda[item].option
    changed = [{t: v for t, v in each.items() if v is not grid.levels[t][0]} for each in chosen]
    money = redone(scenario, option, changed, *sampled, sitting.laws)
    return {
        _word(grid, terms): question(scenario, sitting, option, sampled[0], results, change)
        for terms, change, results in zip(chosen, changed, money, strict=True)
    }


def _word(grid: Grid, terms: Terms) -> str:
    """A key for a combination of the costly terms."""
    return repr([terms[term] for term in grid.costly])


def wanted(
    term: str, positions: Mapping[str, Position], stands: Any, draws: Draws
) -> tuple[Any, ...]:
    """The values that conditions ask of a term and that it does not have yet, each once."""
    found: list[Any] = []
    asked = (c for each in positions.values() for c in each.against_unless if c.term == term)
    for condition in asked:
        if any(is_met(condition, {term: value}, draws).all() for value in (stands, *found)):
            continue
        if "value" in condition.model_fields_set:
            found.append(condition.value)
        else:
            bound = condition.at_least if condition.at_most is None else condition.at_most
            found.append(_amount(bound, stands))
    return tuple(found)


def _amount(bound: Quantity | None, stands: Any) -> Any:
    """A bound as the kind of amount that stands there now."""
    if bound is None or bound.value is None:
        return bound
    if not isinstance(stands, Quantity):
        return bound.value * (unit(bound.unit).factor if bound.unit else 1.0)
    if bound.unit is not None or stands.unit is None:
        return Quantity(value=bound.value, unit=bound.unit, basis="judgement")
    kind = unit(stands.unit)
    written = UNITS.get(kind.dimension, kind.currency)
    return Quantity(value=bound.value, unit=written, basis="judgement")


def turned(grid: Grid, members: tuple[str, ...]) -> dict[str, tuple[Change, ...]]:
    """For each member, the smallest changes of terms that turn it."""
    return {member: smallest_changes(grid, member) for member in members}


def passing(grid: Grid) -> WinSet:
    """Every design of the grid, with its chance of adoption."""
    return win_set(grid, passes=0.0)
