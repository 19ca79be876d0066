"""A made-up council of four, whose votes can be worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np

from winset._typing import Floats
from winset.consent.question import Habits, Item, Question
from winset.consent.stakes import Stakes
from winset.consent.table import agenda_of, bind_table, habits_of, question_of
from winset.rules.members import Members, read_members
from winset.scenario.draws import Draws
from winset.scenario.nouns.consent import Table

MEMBERS = read_members({"A": {"votes": 4}, "B": {"votes": 3}, "C": {"votes": 2}, "D": {"votes": 1}})
INCOME = np.full(4, 100.0)
ONE = Draws(1, 1, "EUR")


def written(**changes: Any) -> dict[str, Any]:
    """The council as a scenario would write it."""
    given: dict[str, Any] = {
        "title": "Council",
        "club": "four",
        "temperature": 0,
        "matters": {
            "loan": {"rule": {"sum": "votes", "at_least": 7}, "terms": {"cap": 5, "joint": True}},
            "bonds": {"rule": "eu_unanimity"},
        },
        "agenda": {
            "first": {"option": "loan", "on": "2030-03-01"},
            "second": {"option": "bonds", "on": "2030-06-01"},
        },
    }
    return {**given, **changes}


def table(**changes: Any) -> Table:
    """The council, its quantities knowing their places."""
    read = Table.model_validate(written(**changes))
    bind_table(read, "tables.council")
    return read


def stakes(benefit: list[float], cash: list[float], draws: int = 1) -> Stakes:
    """Benefits and payments of four members in EUR, the same in every draw."""
    nothing = np.zeros((draws, 4))
    return Stakes(nothing + benefit, nothing + cash, nothing, nothing)


LOAN = stakes([3, 3, 3, 3], [1, 1, 1, 4])
BONDS = stakes([3, 3, 3, 3], [2, 2, 4, 2])


def asked(
    read: Table, draws: Draws = ONE, members: Members = MEMBERS, income: Floats = INCOME
) -> tuple[dict[str, Item], dict[str, Question], Habits]:
    """The agenda, its questions and the habits of the council."""
    questions = {
        option: question_of(read, option, members, at_stake, income, draws)
        for option, at_stake in (("loan", LOAN), ("bonds", BONDS))
    }
    return agenda_of(read, draws), questions, habits_of(read, draws)
