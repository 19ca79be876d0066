"""What only club, options and rules together can judge of a council's table.

A name that stands for nothing, a condition on a term that no option has, a vote that nobody can
win, an agenda that runs backwards: told before anything is computed, with the path where it stands.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import pairwise

from winset.consent.codes import CHANCES, STEPS, TIME, UNKNOWN_MEMBER, UNKNOWN_OPTION
from winset.consent.conditions import own_terms, terms_of
from winset.consent.positions import terms_asked
from winset.consent.table import outside_of, table_faults
from winset.data.clubs import club, clubs, member_hint
from winset.data.read import names
from winset.errors import Code, Fault, Faults, Place, nearest, suggestion
from winset.rules.checks import rule_faults
from winset.runs.council.members import members_of
from winset.scenario.checks.world import most
from winset.scenario.codes import OUTSIDE_HORIZON, UNKNOWN_NAME
from winset.scenario.nouns.consent import Node, Table
from winset.scenario.nouns.money import MoneySection
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.timegrid import parse_date

DATED = ("value", "likely", "between", "choices")
"""Ways to write the length of a step that has ends."""


def council_faults(scenario: Scenario) -> Iterator[Fault]:
    """All that is wrong with the councils of a scenario whose parts are in order by themselves."""
    if scenario.money is None:
        return
    for name, table in scenario.tables.items():
        if isinstance(table, Table):
            yield from _table(scenario, scenario.money, table, f"tables.{name}")


def _table(scenario: Scenario, money: MoneySection, table: Table, path: str) -> Iterator[Fault]:
    chosen = scenario.clubs.get(table.club)
    if chosen is None:
        fix = suggestion(table.club, list(scenario.clubs))
        yield _fault(UNKNOWN_NAME, f'"{table.club}" stands for nothing here', f"{path}.club", fix)
    strangers = [option for option in table.matters if option not in money.options]
    if chosen is not None and chosen.dataset in clubs():
        for fault in _members(table, chosen.dataset, path):
            if fault.code is not UNKNOWN_OPTION or not nearest(fault.got, strangers):
                yield fault
        yield from _rules(table, chosen.dataset, path)
    for option in table.matters:
        if option in strangers:
            yield _unknown_option(option, money, f"{path}.matters.{option}")
        elif money.options[option].instrument in money.instruments:
            yield from _conditions(money, table, option, path)
    yield from _steps(table, path)
    for name, node in table.agenda.items():
        yield from _item(scenario, name, node, f"{path}.agenda.{name}")
    yield from _order(table, f"{path}.agenda")


def _unknown_option(option: str, money: MoneySection, path: str) -> Fault:
    what, fix = f'"{option}" stands for nothing here', suggestion(option, list(money.options))
    return _fault(UNKNOWN_OPTION, what, path, fix)


def _members(table: Table, dataset: str, path: str) -> Iterator[Fault]:
    """Every member and option that is named is there."""
    listed = club(dataset)
    for fault in table_faults(table, listed.members):
        hint = member_hint(listed, fault.got) if fault.code is UNKNOWN_MEMBER else None
        where = Place(path=f"{path}.{fault.where.path}")
        yield dataclasses.replace(fault, where=where, fix=hint or fault.fix)
    rates = table.base_rates
    if rates is None:
        return
    if rates.dataset is not None and rates.dataset not in names():
        known = [name for name in names() if name.endswith("_dissent")]
        what, fix = f'"{rates.dataset}" stands for nothing here', suggestion(rates.dataset, known)
        yield _fault(UNKNOWN_NAME, what, f"{path}.base_rates.dataset", fix)
    for member in rates.members:
        if member not in listed.members:
            what, spot = f'"{member}" stands for nothing here', f"{path}.base_rates.members"
            fix = member_hint(listed, member) or suggestion(member, listed.members, 30)
            yield _fault(UNKNOWN_MEMBER, what, f"{spot}.{member}", fix)


def _rules(table: Table, dataset: str, path: str) -> Iterator[Fault]:
    """Every rule can be used by those who take part."""
    listed = members_of(dataset)
    for option, matter in table.matters.items():
        if set(outside_of(matter)) <= set(listed.names):
            place = Place(path=f"{path}.matters.{option}.rule")
            yield from rule_faults(matter.rule, listed, outside_of(matter), place)


def _conditions(money: MoneySection, table: Table, option: str, path: str) -> Iterator[Fault]:
    """Members' conditions stand on terms that the option has."""
    terms = own_terms(table.matters[option].terms)
    try:
        instrument = instrument_of(money, option)
    except (Faults, ValueError):
        return  # the option does not fit its instrument, which is told there
    for member, positions in table.positions.items():
        if option in positions:
            place = Place(path=f"{path}.positions.{member}.{option}.against_unless")
            try:
                terms_of(instrument, terms, terms_asked([positions[option]]))
            except Faults as error:
                yield from (dataclasses.replace(fault, where=place) for fault in error.faults)


def _steps(table: Table, path: str) -> Iterator[Fault]:
    for option, matter in table.matters.items():
        for place, step in enumerate(matter.way_to_cash):
            if step.takes.form not in DATED:
                what, fix = (
                    f'step "{step.title}" has no ends',
                    "write low, likely, high, or between",
                )
                where = f"{path}.matters.{option}.way_to_cash.{place}.takes"
                yield _fault(STEPS, what, where, fix)


def _item(scenario: Scenario, name: str, node: Node, path: str) -> Iterator[Fault]:
    first, last = scenario.as_of, parse_date(scenario.horizon, end=True)
    if not first <= node.on <= last:
        what, fix = f"{node.on} lies outside the calendar", f"a day from {first} to {last}"
        yield _fault(OUTSIDE_HORIZON, what, f"{path}.on", fix)
    total = sum(most(chance) for chance in (node.if_fails or {}).values())
    if total > 1 + 1e-9:
        what = f"the chances of what follows {name} add up to as much as {total:.3g}"
        yield _fault(CHANCES, what, f"{path}.if_fails", "let them make at most 1 together")


def _order(table: Table, path: str) -> Iterator[Fault]:
    """What follows a failed vote comes later."""
    following = dict(pairwise(table.agenda))
    for name, node in table.agenda.items():
        next_one = [following[name]] if name in following else []
        after = next_one if node.if_fails is None else list(node.if_fails)
        for other in after:
            if other in table.agenda and table.agenda[other].on <= node.on:
                day = table.agenda[other].on
                what = f"{other}, on {day}, follows {name} and does not come after {node.on}"
                yield _fault(TIME, what, f"{path}.{other}.on", f"a day after {node.on}")


def _fault(code: Code, what: str, path: str, fix: str) -> Fault:
    return Fault(code, what, Place(path=path), fix=fix)
