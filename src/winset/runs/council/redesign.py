"""The same vote on another design: members exempt, or other terms, with the money done anew."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from winset.consent.changes import Change, smallest_changes
from winset.consent.conditions import terms_of
from winset.consent.exemptions import Exemption, exemptions
from winset.consent.grid import Grid
from winset.consent.positions import Known, terms_asked
from winset.consent.pressure import holdouts
from winset.consent.question import Question
from winset.consent.table import positions_on, question_of
from winset.consent.terms import WinSet, win_set
from winset.finance.engine import money as money_of
from winset.finance.law import Laws, law_of
from winset.finance.results import MoneyResults
from winset.runs.council.sitting import Sitting
from winset.runs.council.stakes import stakes_of
from winset.scenario.draws import Draws
from winset.scenario.nouns.consent import Position
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.scenario.sections import stated_money
from winset.units import unit

Terms = Mapping[str, Any]
UNITS = {"time": "months", "share": "share", "number": "number"}


def redone(
    scenario: Scenario,
    option: str,
    designs: Sequence[Terms],
    draws: Draws,
    paths: int,
    laws: Laws = None,
) -> list[MoneyResults]:
    """The money of an option under each of several designs, all on the same accidents.

    Settlements come under every design as they do under the option, by `laws`.
    """
    named = {f"design-{i}": terms for i, terms in enumerate(designs)}
    case = redesigned(scenario, option, named)
    stand_for = {n: option if n in named else n for n in stated_money(case).options}
    given = {n: law for n, o in stand_for.items() if (law := law_of(laws, o)) is not None}
    results = money_of(case, draws, paths, given or None)
    idle = {n: each for n, each in results.options.items() if n not in named}
    return [replace(results, options={**idle, option: results.options[name]}) for name in named]


def redesigned(scenario: Scenario, option: str, named: Mapping[str, Terms]) -> Scenario:
    """The scenario with designs of one option for its options, and nothing beside them."""
    money = stated_money(scenario)
    chosen = money.options[option]
    designs = {
        name: chosen.model_copy(update={"set": {**chosen.set, **terms}, "variant_of": None})
        for name, terms in named.items()
    }
    idle = {name: each for name, each in money.options.items() if each.instrument is None}
    return scenario.model_copy(
        update={"money": money.model_copy(update={"options": {**idle, **designs}})}
    )


def objectors(sitting: Sitting, item: str) -> tuple[str, ...]:
    """Members less likely than not to vote for an item, the least likely first."""
    votes = sitting.solution.items[item].ballots[..., 0]
    places = holdouts(votes)
    ranked = sorted(places, key=lambda place: votes[:, place].mean())
    return tuple(sitting.members.names[place] for place in ranked)


def exempted(
    scenario: Scenario, sitting: Sitting, item: str, draws: Draws, paths: int, most: int = 4
) -> tuple[Exemption, ...]:
    """What the exemption of each objector, in turn, does to a vote; first with nobody exempt."""
    option = sitting.agenda[item].option
    already = sitting.table.matters[option].exempt
    chosen = objectors(sitting, item)[:most]
    circles = [already, *((*already, name) for name in chosen)]
    designs = [{"exempt": {"members": list(each)}} if each else {} for each in circles]
    money = redone(scenario, option, designs, draws, paths, sitting.laws)
    questions = {
        each: question(scenario, sitting, option, draws, results, terms, each)
        for each, results, terms in zip(circles, money, designs, strict=True)
    }
    fails = sitting.solution.items[item].fails
    return exemptions(chosen, lambda e: questions[(*already, *e)], fails, sitting.habits)


def question(
    scenario: Scenario,
    sitting: Sitting,
    option: str,
    draws: Draws,
    results: MoneyResults,
    terms: Terms,
    exempt: tuple[str, ...] | None = None,
) -> Question:
    """What an option under other terms asks of the members."""
    matter = sitting.table.matters[option]
    if exempt is not None:
        matter = matter.model_copy(update={"exempt": exempt})
    changed = redesigned(scenario, option, {option: terms})
    same = None if exempt is not None else sitting.questions[option].diagram
    return question_of(
        sitting.table, option, sitting.members, stakes_of(changed, option, draws, results),
        sitting.income, draws, instrument_of(stated_money(changed), option), matter=matter,
        diagram=same,
    )  # fmt: skip


def grid_of(
    scenario: Scenario, sitting: Sitting, item: str, draws: Draws, paths: int
) -> Grid | None:
    """The designs of an option that its members' conditions speak of; None if they speak of none.

    Each term stands as it is, or as it is asked for. Terms of the instrument change what it costs,
    so the money is done anew for each of their combinations; other terms cost nothing here.
    """
    option = sitting.agenda[item].option
    positions = positions_on(sitting.table, option)
    asked = terms_asked(positions.values())
    instrument = instrument_of(stated_money(scenario), option)
    if not asked or instrument is None:
        return None
    matter = sitting.table.matters[option]
    stands = terms_of(instrument, matter.terms, asked)
    levels = {term: (stands[term], *_wanted(term, positions, stands[term])) for term in asked}
    costly = tuple(t for t in asked if t not in matter.terms and len(levels[t]) > 1)
    questions = _questions(scenario, sitting, option, levels, costly, (draws, paths))
    known = Known(positions, sitting.table.base_rates, draws)
    fails = sitting.solution.items[item].fails
    return Grid(
        levels, {**matter.terms, **stands}, known, costly,
        lambda terms: questions[_word(terms, costly)], fails, sitting.habits,
    )  # fmt: skip


def _questions(
    scenario: Scenario,
    sitting: Sitting,
    option: str,
    levels: Mapping[str, tuple[Any, ...]],
    costly: tuple[str, ...],
    sampled: tuple[Draws, int],
) -> dict[str, Question]:
    """The question under every combination of the terms that change what the option costs."""
    chosen = [dict(zip(costly, values, strict=True))
              for values in itertools.product(*(levels[term] for term in costly))]  # fmt: skip
    changed = [{t: v for t, v in terms.items() if v is not levels[t][0]} for terms in chosen]
    money = redone(scenario, option, changed, *sampled, sitting.laws)
    return {
        _word(terms, costly): question(scenario, sitting, option, sampled[0], results, change)
        for terms, change, results in zip(chosen, changed, money, strict=True)
    }


def _word(terms: Terms, costly: tuple[str, ...]) -> str:
    """A key for a combination of terms."""
    return repr([terms[term] for term in costly])


def _wanted(term: str, positions: Mapping[str, Position], stands: Any) -> tuple[Any, ...]:
    """The values that conditions ask of a term and that it does not have yet."""
    found: list[Any] = []
    for position in positions.values():
        for condition in position.against_unless:
            if condition.term != term:
                continue
            value = condition.value
            if "value" not in condition.model_fields_set:
                bound = condition.at_least if condition.at_most is None else condition.at_most
                value = _amount(bound, stands)
            if value != stands and value not in found:
                found.append(value)
    return tuple(found)


def _amount(bound: float | None, stands: Any) -> Any:
    """A bound in canonical units as the kind of amount that stands there now."""
    if not isinstance(stands, Quantity) or stands.unit is None:
        return bound
    kind = unit(stands.unit)
    written = UNITS.get(kind.dimension, kind.currency)
    return Quantity(value=bound, unit=written, basis="judgement")


def turned(grid: Grid, members: tuple[str, ...]) -> dict[str, tuple[Change, ...]]:
    """For each member, the smallest changes of terms that turn it."""
    return {member: smallest_changes(grid, member) for member in members}


def passing(grid: Grid) -> WinSet:
    """Every design of the grid, with its chance of adoption."""
    return win_set(grid, passes=0.0)
