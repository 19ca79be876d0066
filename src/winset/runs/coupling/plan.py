"""What all draws of a game share: packages, kinds, the shapes of its laws, the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset._typing import Bools, Ints
from winset.rules.algebra import Rule
from winset.rules.decide import decide
from winset.rules.members import read_members
from winset.runs.coupling.frame import HOLDS, Frame, line_name
from winset.runs.coupling.laws import (
    Fate,
    Mould,
    kernel_of,
    mould_of,
    spot_axes,
    tail_of,
    world_of,
)
from winset.runs.coupling.numbers import Read
from winset.runs.coupling.packages import Kind, packages_of, takes
from winset.scenario.nouns.talks import Talks
from winset.talks.abreast import Shape
from winset.talks.checks import unanimity
from winset.talks.game import Packages
from winset.talks.outcomes import outcome_names
from winset.timegrid import month_of, parse_date
from winset.world.axes import Axis, level_index, levels_by_state, size
from winset.world.law import Law as World
from winset.world.law import make_law
from winset.world.part import part_of_state


@dataclass(frozen=True, slots=True)
class Plan:
    """What all draws share.

    Attributes
    ----------
    frame : calendar, variables, parties, decisions.
    packages, kinds : what can be agreed, and the kinds of settlement that it makes.
    outcomes : everything that can happen at the table, by number.
    winning : shape (2**party,), which sets of parties carry an agreement.
    closed : shape (step,), months in which the calendar keeps the table shut.
    spots : the variables that settlements hang on.
    whole, tail, spot : the shapes of the three laws.
    spot_of : shape (state,), the spot of each state of the tail (the whole repeats it by node).
    barred : shape (spot, party, package), where a red line of a party forbids a package.
    shape : the chains of a game of two parties, once a game was made; None: not yet.
    """

    frame: Frame
    packages: Packages
    kinds: tuple[Kind, ...]
    outcomes: tuple[str, ...]
    winning: Bools
    closed: Bools
    spots: tuple[Axis, ...]
    whole: Mould
    tail: Mould
    spot: Mould
    spot_of: Ints
    barred: Bools
    shape: Shape | None = None


def plan_of(frame: Frame, read: Read, fate: Fate) -> Plan:
    """What all draws share, with the numbers of one draw to take the shapes of the laws from."""
    table = frame.table
    packages, kinds = packages_of(table)
    names = tuple(kind.name for kind in kinds)
    outcomes = outcome_names(table.parties, names)
    spots = spot_axes(frame, names, signed(kinds), hung_on(table))
    whole = world_of(frame, read, fate, names)
    tail = tail_of(whole)
    return Plan(
        frame=frame,
        packages=packages,
        kinds=kinds,
        outcomes=outcomes,
        winning=winning_sets(table.rule, table.parties),
        closed=closed_months(frame),
        spots=spots,
        whole=mould_of(whole, outcomes),
        tail=mould_of(tail, outcomes),
        spot=mould_of(spot_world(frame, spots, read, fate, kinds), outcomes),
        spot_of=part_of_state(tail, [axis.name for axis in spots]),
        barred=barred(frame, packages, spots),
    )


def barred(frame: Frame, packages: Packages, spots: Sequence[Axis]) -> Bools:
    """Where a red line of a party forbids a package, shape (spot, party, package)."""
    table = frame.table
    out = np.zeros((size(spots), len(table.parties), len(packages.chosen)), dtype=np.bool_)
    for key, line in table.red_lines.items():
        forbidden = takes(table, packages.chosen, line.issue, line.levels)
        name, holds = line_name(key), np.ones(size(spots), dtype=np.bool_)
        if name in frame.lines:
            axis = next(each for each in spots if each.name == name)
            holds = levels_by_state(spots, name) == level_index(axis, HOLDS)
        out[:, table.parties.index(line.by)] |= holds[:, None] & forbidden
    return out


def signed(kinds: Sequence[Kind]) -> tuple[str, ...]:
    """The outcomes after which a signature stands.

    >>> signed([Kind("brittle", {}, False), Kind("approved", {}, True)])
    ('settled:brittle', 'settled:approved', 'awaiting:approved')
    """
    awaiting = (f"awaiting:{kind.name}" for kind in kinds if kind.ratified)
    return (*(f"settled:{kind.name}" for kind in kinds), *awaiting)


def hung_on(table: Talks) -> set[str]:
    """The variables that the worth, the lasting or the approval of a settlement hangs on."""
    names = {
        walk
        for issue in table.issues.values()
        for level in issue.levels.values()
        for slopes in level.slope.values()
        for walk in slopes
    }
    for part in (table.durability, table.ratification):
        if part is not None:
            names |= {name for change in part.changes.values() for name in change.when}
    return names


def spot_world(
    frame: Frame,
    spots: Sequence[Axis],
    read: Read,
    fate: Fate,
    kinds: Sequence[Kind],
) -> World:
    """The law of the variables that settlements hang on, once something is signed."""
    only, names = signed(kinds), [kind.name for kind in kinds]
    moving = sorted(spots, key=lambda axis: axis.name not in frame.tracks)
    return make_law(spots, [kernel_of(frame, a, read, fate, names, None, only) for a in moving])


def winning_sets(rule: Rule, parties: Sequence[str]) -> Bools:
    """Which sets of parties carry an agreement, shape (2**party,); bit i is party i.

    >>> winning_sets("unanimity", ["a", "b"]).tolist()
    [False, False, False, True]
    """
    if rule == "unanimity":
        return unanimity(len(parties))
    members = read_members({party: {} for party in parties})
    carried = [False]
    for bits in range(1, 2 ** len(parties)):
        votes = {p: "for" if bits >> i & 1 else "against" for i, p in enumerate(parties)}
        carried.append(decide(rule, members, votes).carried)
    return np.array(carried, dtype=np.bool_)


def closed_months(frame: Frame) -> Bools:
    """The months in which the calendar keeps the table shut, shape (step,)."""
    shut = {month_of(frame.grid, parse_date(month)) for month in frame.table.closed}
    return np.array([month in shut for month in range(frame.grid.months)])
