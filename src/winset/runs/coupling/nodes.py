"""Adoption nodes: an option, or nothing, with the day of its decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats, Ints
from winset.errors import Fault, Place, RequestFaults
from winset.runs.codes import BAD_REQUEST
from winset.scenario.nouns.consent import Table as Council
from winset.scenario.nouns.instrument import Instrument
from winset.scenario.nouns.money import MoneySection, Option
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.nouns.world import FromMoney
from winset.scenario.options import instrument_of
from winset.scenario.sections import stated_money
from winset.timegrid import TimeGrid, month_of


@dataclass(frozen=True, slots=True)
class AdoptionNode:
    """What may be decided about the money.

    Attributes
    ----------
    name : the word for it; an option's name where each option is decided once.
    option : the option that is then adopted.
    decided : the day of the decision; its result is known from the month after.
    first_cash : the day of the first cash; None: as the option's instrument says.
    """

    name: str
    option: str
    decided: dt.date
    first_cash: dt.date | None = None


def nodes_of(scenario: Scenario) -> tuple[AdoptionNode, ...]:
    """One node for each option that the scenario lets be decided, on the day that it states.

    Options that are variants of another count only where they are named. Without a variable that
    hangs on the money there is nothing to decide, and no node. Where a council puts an option to
    the vote, its day is that of the vote; that nothing is agreed is known after the last one.
    """
    hanging = [each for each in scenario.world.values() if isinstance(each, FromMoney)]
    if not hanging:
        return ()
    options = stated_money(scenario).options
    plain = [name for name, option in options.items() if option.variant_of is None]
    days, stated = voting_days(scenario), hanging[0].decided
    last = max(days.values(), default=stated)
    return tuple(
        AdoptionNode(name, name, days.get(name, stated if options[name].instrument else last))
        for name in hanging[0].options or plain
    )


def voting_days(scenario: Scenario) -> dict[str, dt.date]:
    """The day on which each option is put to the vote first, by option."""
    items = [
        item
        for table in scenario.tables.values()
        if isinstance(table, Council)
        for item in table.agenda.values()
    ]
    return {item.option: item.on for item in sorted(items, key=lambda item: item.on, reverse=True)}


def decision_steps(nodes: Sequence[AdoptionNode], grid: TimeGrid) -> Ints:
    """The month in which each node is decided, shape (node,)."""
    return np.array([month_of(grid, node.decided) for node in nodes], dtype=np.int64)


def chances_of(nodes: Sequence[AdoptionNode], given: Floats | None, draws: int) -> Floats:
    """The chance of each node, shape (draw, node) or (draw, node, state): as given, or all alike.

    Parameters
    ----------
    given : over the last axis but draw and state they sum to 1; a state is one of the world at the
        time of the decision, without the decision itself.

    Raises
    ------
    RequestFaults : X101 for another shape, or chances that do not sum to 1.

    >>> day = dt.date(2025, 6, 1)
    >>> chances_of([AdoptionNode("a", "a", day), AdoptionNode("b", "b", day)], None, 1).tolist()
    [[0.5, 0.5]]
    """
    if given is None:
        return np.full((draws, len(nodes)), 1.0 / max(1, len(nodes)))
    chances = np.asarray(given, dtype=np.float64)
    fits = chances.ndim in (2, 3) and chances.shape[:2] == (draws, len(nodes))
    if fits and chances.min() >= 0 and np.abs(chances.sum(axis=1) - 1).max() < 1e-9:
        return chances
    fix = f"shape ({draws}, {len(nodes)}), or with a state for third axis; over nodes they sum to 1"
    what = "chances of decisions that do not fit"
    got = f"shape {chances.shape}"
    raise RequestFaults([Fault(BAD_REQUEST, what, Place(path="node_chances"), got, fix)])


def money_by_node(money: MoneySection, nodes: Sequence[AdoptionNode]) -> MoneySection:
    """The money with one option for each node, named after it.

    Terms keep the addresses of their quantities, and with them their draws.
    """
    instruments: dict[str, Instrument] = dict(money.instruments)
    options: dict[str, Option] = {}
    for node in nodes:
        title, chosen = money.options[node.option].title, instrument_of(money, node.option)
        if chosen is None:
            options[node.name] = Option(title=title)
            continue
        if node.first_cash is not None:
            first = chosen.first_cash.model_copy(update={"earliest": node.first_cash})
            chosen = chosen.model_copy(update={"first_cash": first})
        key = f"node {node.name}"
        instruments[key] = chosen
        of = money.options[node.option].variant_of or node.option
        options[node.name] = Option(title=title, instrument=key, variant_of=of)
    return money.model_copy(update={"instruments": instruments, "options": options})
