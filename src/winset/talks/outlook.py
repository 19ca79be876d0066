"""What each party expects of the next step, by what happens in this one.

Parties that believe in the same law are served together, and outcomes after which the world moves
alike share one table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats, Ints
from winset.talks.game import Game
from winset.talks.law import Law, Plan, expectations, plan
from winset.talks.outcomes import outcome_count


@dataclass(frozen=True, slots=True)
class Believers:
    """Parties that share a law: their columns, the law, and which tables to form.

    `plan` serves all outcomes at once, `single` one outcome each.
    """

    columns: tuple[int, ...]
    law: Law
    plan: Plan
    single: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """How the parties look ahead.

    Attributes
    ----------
    groups : the parties by the law they believe in.
    sources : for each table, the number of each group's table that it is made of.
    table_of : shape (outcome,), the table of each outcome.
    """

    groups: tuple[Believers, ...]
    sources: tuple[tuple[int, ...], ...]
    table_of: Ints


@dataclass(frozen=True, slots=True)
class After:
    """What may follow a step.

    Attributes
    ----------
    expected : shape (table, state, party), E_i[V_i(t + 1, s') | s, outcome].
    table_of : shape (outcome,), the table of each outcome.
    """

    expected: Floats
    table_of: Ints


def outlook_of(game: Game) -> Outlook:
    """How the parties of a game look ahead, prepared once for all its steps."""
    members: dict[int, list[int]] = {}
    for party, law in enumerate(game.laws):
        members.setdefault(id(law), []).append(party)
    every = range(outcome_count(len(game.parties), len(game.terms.settlements)))
    groups = tuple(
        _believers(tuple(columns), game.laws[columns[0]], every) for columns in members.values()
    )
    found: dict[tuple[int, ...], int] = {}
    numbers = [
        found.setdefault(tuple(group.plan.table_of[outcome] for group in groups), len(found))
        for outcome in every
    ]
    return Outlook(groups, tuple(found), np.array(numbers, dtype=np.int64))


def _believers(columns: tuple[int, ...], law: Law, outcomes: Sequence[int]) -> Believers:
    single = tuple(plan(law, [outcome]) for outcome in outcomes)
    return Believers(columns, law, plan(law, outcomes), single)


def look_ahead(outlook: Outlook, step: int, values: Floats) -> After:
    """What may follow a step if `values` (state, party) are those of the next one."""
    table = np.empty((len(outlook.sources), *values.shape))
    for place, group in enumerate(outlook.groups):
        columns = list(group.columns)
        whole = len(columns) == values.shape[1]
        mine = values if whole else values[:, columns]
        parts = expectations(group.law, group.plan, step, mine)
        last = dict(zip(group.plan.table_of, parts, strict=True))
        for number, source in enumerate(outlook.sources):
            if whole:
                table[number] = last[source[place]]
            else:
                table[number][:, columns] = last[source[place]]
    return After(table, outlook.table_of)


def expected_after(outlook: Outlook, step: int, values: Floats, outcome: int) -> Floats:
    """E_i[values_i(s') | s, outcome] for one outcome, shape (state, party)."""
    table = np.empty_like(values)
    for group in outlook.groups:
        columns = list(group.columns)
        mine = values if len(columns) == values.shape[1] else values[:, columns]
        table[:, columns] = expectations(group.law, group.single[outcome], step, mine)[0]
    return table


def flows(game: Game) -> Floats:
    """(1 - d) c: the weight of this step's flow in an average discounted value."""
    return np.asarray((1 - game.discount) * game.flow)


def continuation(game: Game, after: After, outcome: int) -> Floats:
    """W^o = (1 - d) c + d E[V'] after an outcome, shape (state, party)."""
    return np.asarray(flows(game) + game.discount * after.expected[after.table_of[outcome]])
