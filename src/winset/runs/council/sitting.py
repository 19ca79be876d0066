"""A council's sitting: its members, what each option means to them, and the agenda solved.

National income is GDP where no table of GNI is held.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from winset._typing import Floats
from winset.consent.agenda import solve
from winset.consent.question import AgendaSolution, Habits, Item, Question
from winset.consent.stakes import Stakes
from winset.consent.table import agenda_of, bind_table, habits_of, question_of
from winset.finance.law import Laws
from winset.finance.results import MoneyResults
from winset.rules.members import Members
from winset.runs.council.members import income_of, members_of
from winset.runs.council.stakes import stakes_of
from winset.scenario.draws import Draws
from winset.scenario.nouns.consent import Table
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.scenario.sections import stated_money


@dataclass(frozen=True)
class Sitting:
    """A council before an agenda.

    Attributes
    ----------
    name, table : the table.
    members : in protocol order, with the columns that rules ask for.
    income : shape (member,), national income, EUR.
    stakes : by option, what it means to each member.
    questions : by option, what it asks of them.
    agenda : what is put to the vote.
    habits : how they vote, the consensus norm included; formal : the same without it.
    solution : the agenda solved under the norm; by_rule : solved under the rules alone.
    laws : under which settlements come, where the stakes do not follow the scenario's statement.
    """

    name: str
    table: Table
    members: Members
    income: Floats
    stakes: Mapping[str, Stakes]
    questions: Mapping[str, Question]
    agenda: Mapping[str, Item]
    habits: Habits
    formal: Habits
    solution: AgendaSolution
    by_rule: AgendaSolution
    laws: Laws = None


def councils(scenario: Scenario) -> dict[str, Table]:
    """The tables of a scenario at which members must consent, their quantities told their place."""
    found = {name: each for name, each in scenario.tables.items() if isinstance(each, Table)}
    for name, table in found.items():
        bind_table(table, f"tables.{name}")
    return found


def sitting(
    scenario: Scenario, name: str, draws: Draws, money: MoneyResults, laws: Laws = None
) -> Sitting:
    """A council's votes on its agenda, given what the options cost under laws of a settlement.

    Raises
    ------
    Faults : positions, rules or the agenda do not fit the club or the options.
    """
    table = councils(scenario)[name]
    dataset = scenario.clubs[table.club].dataset
    members, income = members_of(dataset), income_of(dataset)
    stakes = {option: stakes_of(scenario, option, draws, money) for option in options_of(table)}
    questions = {
        option: question_of(table, option, members, stakes[option], income, draws,
                            instrument_of(stated_money(scenario), option))
        for option in stakes
    }  # fmt: skip
    agenda = agenda_of(table, draws)
    habits, formal = habits_of(table, draws), habits_of(table, draws, norm=False)
    return Sitting(
        name, table, members, income, stakes, questions, agenda, habits, formal,
        solve(agenda, questions, habits), solve(agenda, questions, formal), laws,
    )  # fmt: skip


def options_of(table: Table) -> tuple[str, ...]:
    """The options that a council's agenda puts to the vote, in its order."""
    return tuple(dict.fromkeys(node.option for node in table.agenda.values()))
