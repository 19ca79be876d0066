"""The laws of a draw: the whole world's, its tail's, and that of what settlements are worth.

Which variable looks at which is the same in all draws, so the order in which variables are summed
out is found once (`Mould`) and filled with the numbers of each draw.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from winset._typing import Bools, Floats
from winset.runs.coupling.events import (
    freeze_kernel,
    funding_kernel,
    node_kernel,
    schedule_kernel,
)
from winset.runs.coupling.frame import NODE, Frame, whole_axes
from winset.runs.coupling.kernels import (
    kernel_from,
    line_kernel,
    switch_chances,
    track_kernel,
    walk_chances,
)
from winset.runs.coupling.numbers import Read
from winset.runs.coupling.situations import (
    Parents,
    parents_of,
    pulls_on,
    seen,
    switch_conditions,
    switch_ways,
    walk_conditions,
    walk_ways,
)
from winset.runs.coupling.standing import by_name
from winset.scenario.nouns.world import (
    FreezeKept,
    FromMoney,
    Schedule,
    Switch,
    Variable,
    Walk,
    When,
)
from winset.scenario.sections import stated_money
from winset.talks.law import Law, Stage, law_from_arrays
from winset.world.axes import Axis
from winset.world.cells import Cells, cells
from winset.world.elimination import elimination_order
from winset.world.law import Kernel, make_law, version_at
from winset.world.law import Law as World
from winset.world.switch import still_table


@dataclass(frozen=True, slots=True)
class Fate:
    """What a draw takes from the money and from the votes.

    Attributes
    ----------
    moves : shape (step, 1 + node, level, level), of funding; None: nothing hangs on the money.
    nodes : shape (node,) or (node, state), the chance of each.
    due : shape (step,), the months in which the freeze must be renewed.
    """

    moves: Floats | None
    nodes: Floats
    due: Bools


@dataclass(frozen=True, slots=True)
class Mould:
    """A law's shape without its numbers: the order of its stages, and their arrays."""

    order: tuple[str, ...]
    stages: tuple[Cells, ...]


def believed(variable: Variable, party: str | None) -> Variable:
    """A variable as a party takes it to be; as it is for None."""
    if isinstance(variable, Walk) and party in variable.believed_by:
        held = variable.believed_by[party]
        other = {"drift": held.drift, "volatility": held.volatility}
        return variable.model_copy(update={k: v for k, v in other.items() if v is not None})
    if isinstance(variable, Switch) and party in variable.believed_by:
        moves = {**variable.moves, **variable.believed_by[party].moves}
        return variable.model_copy(update={"moves": moves})
    if isinstance(variable, Schedule) and party in variable.believed_by:
        results = variable.believed_by[party].results
        return variable.model_copy(update={"results": results})
    return variable


def readings(variable: Variable) -> list[Variable]:
    """A variable as it is, and as each party that differs takes it to be."""
    parties = getattr(variable, "believed_by", {})
    return [variable, *(believed(variable, party) for party in parties)]


def holders(frame: Frame) -> tuple[str, ...]:
    """The parties at the table that take some variable to be other than it is."""
    differing = {p for v in frame.scenario.world.values() for p in getattr(v, "believed_by", {})}
    return tuple(party for party in frame.table.parties if party in differing)


def looks_at(
    frame: Frame, name: str, kinds: Sequence[str], only: Collection[str] | None = None
) -> Parents:
    """What a variable must look at under all readings of it, after the outcomes asked about."""
    if name in frame.lines:
        softens = frame.lines[name].changes.values() if only is None else ()
        return parents_of(frame, name, [change.when for change in softens])
    if name in frame.tracks:
        parents = parents_of(frame, name, [c.when for c in frame.tracks[name].changes.values()])
        return Parents(seen(parents), ())  # tracks move first, each by what the others last did
    variable, found = frame.scenario.world[name], list[When]()
    pulls = pulls_on(frame, name)
    for reading in readings(variable):
        if isinstance(reading, Walk):
            ways = walk_ways(reading, kinds, only)
            found += walk_conditions(reading, ways)
            pulls = pulls if any(way is reading for _, way in ways) else ()
        elif isinstance(reading, Switch):
            found += switch_conditions(switch_ways(reading, kinds, only))
        elif isinstance(reading, Schedule | FreezeKept):
            found += [change.when for change in reading.changes.values()]
    parents = parents_of(frame, name, found, pulls)
    if isinstance(variable, FromMoney) and frame.nodes and only is None:
        return Parents(parents.before, (whole_axes(frame)[0],))
    return parents


def kernel_of(
    frame: Frame,
    axis: Axis,
    read: Read,
    fate: Fate,
    kinds: Sequence[str],
    party: str | None = None,
    only: Collection[str] | None = None,
) -> Kernel:
    """How a variable moves, as a party believes (None: in truth), after outcomes asked about."""
    name = axis.name
    if name == NODE:
        return node_kernel(frame, fate.nodes)
    parents = looks_at(frame, name, kinds, only)
    if name in frame.lines:
        if only is not None:
            return Kernel(name, still_table(axis)[None])
        return line_kernel(frame.lines[name], axis, parents, read)
    if name in frame.tracks:
        return track_kernel(frame, frame.tracks[name], axis, parents, read)
    variable, pulls = believed(frame.scenario.world[name], party), pulls_on(frame, name)
    over = (*parents.before, *parents.after)
    if isinstance(variable, Walk):
        ways = walk_ways(variable, kinds, only)
        pulls = pulls if any(way is variable for _, way in ways) else ()
        table = walk_chances(variable, axis, (*over, axis), read, pulls)
        return kernel_from(axis, parents, ways, pulls, table)
    if isinstance(variable, Switch):
        moves = switch_ways(variable, kinds, only)
        return kernel_from(axis, parents, moves, pulls, switch_chances(axis, over, read, pulls))
    if isinstance(variable, Schedule):
        return schedule_kernel(frame, variable, axis, parents, read)
    if isinstance(variable, FreezeKept):
        lapse = stated_money(frame.scenario).freeze.lapse
        return freeze_kernel(variable, axis, parents, read, lapse, fate.due)
    if only is not None:  # once something is signed funding stays as it is
        return Kernel(name, still_table(axis)[None])
    assert fate.moves is not None
    return funding_kernel(frame, axis, fate.moves, kinds)


def in_order(frame: Frame, axes: Sequence[Axis]) -> list[Axis]:
    """The variables in the order in which they move: first those that others see when moved."""
    first = {NODE, *frame.tracks}
    return sorted(axes, key=lambda axis: axis.name not in first)


def world_of(
    frame: Frame, read: Read, fate: Fate, kinds: Sequence[str], party: str | None = None
) -> World:
    """The law of the whole world in one draw, as a party believes; None: in truth."""
    axes = whole_axes(frame)
    moving = in_order(frame, axes)
    return make_law(axes, [kernel_of(frame, a, read, fate, kinds, party) for a in moving])


def worlds_of(
    frame: Frame, read: Read, fate: Fate, kinds: Sequence[str]
) -> dict[str | None, World]:
    """The law of the whole world in one draw: in truth (None), and as those believe who differ."""
    truth = world_of(frame, read, fate, kinds)
    worlds: dict[str | None, World] = {None: truth}
    for party in holders(frame):
        worlds[party] = as_believed(truth, frame, read, fate, kinds, party)
    return worlds


def as_believed(
    truth: World,
    frame: Frame,
    read: Read,
    fate: Fate,
    kinds: Sequence[str],
    party: str,
    only: Collection[str] | None = None,
) -> World:
    """A law with the variables that a party takes to move otherwise; all others are as in truth."""
    axes, kernels = by_name(truth.axes), []
    for kernel in truth.kernels:
        variable = frame.scenario.world.get(kernel.axis)
        if variable is None or believed(variable, party) is variable:
            kernels.append(kernel)
        else:
            axis = axes[kernel.axis]
            kernels.append(kernel_of(frame, axis, read, fate, kinds, party, only))
    return make_law(truth.axes, kernels)


def tail_of(world: World) -> World:
    """The law that holds for ever after the calendar, without the decision, which is then past.

    After the calendar nothing looks at the decision any more: funding stays as it is.
    """
    kernels = []
    for kernel in world.kernels:
        if kernel.axis == NODE:
            continue
        last = version_at(kernel, 1 << 30)
        table, after = kernel.table[last : last + 1], kernel.after
        if NODE in after:
            table = np.take(table, 0, axis=2 + len(kernel.before) + after.index(NODE))
            after = tuple(name for name in after if name != NODE)
        kernels.append(Kernel(kernel.axis, table, kernel.before, after, answer=kernel.answer))
    return World(tuple(axis for axis in world.axes if axis.name != NODE), tuple(kernels))


def without_node(world: World, number: int) -> World:
    """The law of the rest of the world while one thing is decided, 0: nothing yet."""
    kernels = []
    for kernel in world.kernels:
        if kernel.axis == NODE:
            continue
        if NODE not in kernel.after:
            kernels.append(kernel)
            continue
        table = np.take(
            kernel.table, number, axis=2 + len(kernel.before) + kernel.after.index(NODE)
        )
        after = tuple(name for name in kernel.after if name != NODE)
        kernels.append(
            Kernel(kernel.axis, table, kernel.before, after, kernel.version, kernel.answer)
        )
    return World(tuple(axis for axis in world.axes if axis.name != NODE), tuple(kernels))


def by_node(mould: Mould, world: World, nodes: int) -> tuple[Law, ...]:
    """The laws of the world's own states while nothing is decided, then with each node decided."""
    first = filled(mould, without_node(world, 0))
    hang = [
        place
        for place, name in enumerate(mould.order)
        if any(kernel.axis == name and NODE in kernel.after for kernel in world.kernels)
    ]
    found = [first]
    for number in range(1, 1 + nodes):
        own = filled(mould, without_node(world, number), hang)
        stages = list(first.stages)
        for place, stage in zip(hang, own.stages, strict=True):
            stages[place] = stage
        found.append(Law(first.states, tuple(stages)))
    return tuple(found)


def spot_axes(
    frame: Frame, kinds: Sequence[str], only: Collection[str], wanted: Collection[str]
) -> tuple[Axis, ...]:
    """The variables that settlements hang on, and all that these look at after a signature."""
    inside: set[str] = {*wanted, *frame.lines}
    while True:
        parents = [looks_at(frame, name, kinds, only) for name in inside if name != NODE]
        wider = inside.union(*({a.name for a in (*p.before, *p.after)} for p in parents))
        if wider == inside:
            return tuple(axis for axis in whole_axes(frame) if axis.name in inside)
        inside = wider


def mould_of(world: World, outcomes: Sequence[str]) -> Mould:
    """The shape of a law, to be filled with the numbers of each draw."""
    return Mould(elimination_order(world), cells(world, outcomes))


def filled(mould: Mould, world: World, only: Sequence[int] | None = None) -> Law:
    """The law as the talks see it: a mould with the numbers of a draw; `only`: of some stages."""
    kernels: Mapping[str, Kernel] = {kernel.axis: kernel for kernel in world.kernels}
    places = range(len(mould.order)) if only is None else only
    return law_from_arrays(
        [arrays_of(mould, place, kernels[mould.order[place]]) for place in places]
    )


def filled_stage(mould: Mould, kernel: Kernel) -> Stage:
    """One variable's stage of a mould with the numbers of a draw."""
    return law_from_arrays([arrays_of(mould, mould.order.index(kernel.axis), kernel)]).stages[0]


def arrays_of(mould: Mould, place: int, kernel: Kernel) -> Cells:
    """A stage's arrays with a variable's chances."""
    versions, replies = kernel.table.shape[:2]
    rows = kernel.table.reshape(versions, replies, -1, kernel.table.shape[-1])
    return mould.stages[place]._replace(rows=np.ascontiguousarray(rows), version_at=kernel.version)
