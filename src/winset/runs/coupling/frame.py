"""What all draws of a run of talks share: calendar, variables, parties, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from winset._typing import Ints
from winset.errors import Fault, Place, RequestFaults
from winset.runs.codes import BAD_REQUEST
from winset.runs.coupling.nodes import AdoptionNode, decision_steps
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.nouns.talks import RedLine, Talks, Track, Worth
from winset.scenario.nouns.world import FreezeKept, FromMoney, Variable, Walk, When
from winset.timegrid import TimeGrid, grid_until, parse_date
from winset.world.axes import Axis, size
from winset.world.track import track_axis
from winset.world.walk import walk_axis

ANY = "any"
"""The row that does not know what is decided."""
NODE = "node"
"""The variable of the decision about the money."""
PENDING = "pending"
HOLDS, LAPSED, SOFTENED = "holds", "lapsed", "softened"


@dataclass(frozen=True, slots=True)
class Frame:
    """What all draws share.

    Attributes
    ----------
    scenario, name, table : the scenario, and its table at which parties may settle.
    tracks : tracks by name.
    grid : the calendar of the talks; its months are the steps of the game.
    axes : the variables of the world that the talks hang on, without the decision about the money.
    lines : red lines that may or may not hold, by the name of their variable; the others hold.
    nodes : what may be decided; none: nothing in the world hangs on it.
    decided : shape (node,), the step of each decision.
    """

    scenario: Scenario
    name: str
    table: Talks
    tracks: Mapping[str, Track]
    grid: TimeGrid
    axes: tuple[Axis, ...]
    lines: Mapping[str, RedLine]
    nodes: tuple[AdoptionNode, ...]
    decided: Ints


def frame_of(scenario: Scenario, nodes: Sequence[AdoptionNode]) -> Frame:
    """The frame of a scenario's talks.

    Raises
    ------
    RequestFaults : X101 if no table, or more than one, can settle.
    """
    settling = {name: t for name, t in scenario.tables.items() if isinstance(t, Talks)}
    if len(settling) != 1:
        fix = "let exactly one table be of kind talks; others can be tracks"
        got = ", ".join(settling) or "no table"
        where = Place(path="tables")
        raise RequestFaults([Fault(BAD_REQUEST, "no single table can settle", where, got, fix)])
    name, table = next(iter(settling.items()))
    tracks = {key: t for key, t in scenario.tables.items() if isinstance(t, Track)}
    grid = grid_until(scenario.as_of, parse_date(scenario.horizon, end=True))
    lines = {line_name(key): line for key, line in table.red_lines.items() if wavers(line)}
    kept = {key for key, track in tracks.items() if is_remembered(scenario, key, track)}
    apart = freeze_apart(scenario)
    axes = (
        *(axis_of(key, variable) for key, variable in scenario.world.items() if key != apart),
        *(track_axis(key) for key in tracks if key in kept),
        *(Axis(key, (HOLDS, SOFTENED)) for key in lines),
    )
    decided = decision_steps(nodes, grid)
    return Frame(scenario, name, table, tracks, grid, axes, lines, tuple(nodes), decided)


def axis_of(name: str, variable: Variable) -> Axis:
    """The levels of a variable."""
    if isinstance(variable, Walk):
        return walk_axis(name, variable.low, variable.high, variable.levels)
    if isinstance(variable, FreezeKept):
        return Axis(name, (HOLDS, LAPSED))
    return Axis(name, tuple(variable.levels))


def line_name(key: str) -> str:
    """The variable that says whether a red line holds."""
    return f"red_lines.{key}"


def wavers(line: RedLine) -> bool:
    """Whether a red line may not hold, today or later; one that surely holds needs no variable."""
    sure = line.firmness.value == 1.0 and line.firmness.unit in (None, "share")
    return not (sure and is_zero(line.hazard) and not line.changes)


def is_zero(quantity: Quantity) -> bool:
    """Whether a quantity is nothing but 0."""
    return quantity.value == 0.0


def is_remembered(scenario: Scenario, key: str, track: Track) -> bool:
    """Whether the state must tell if a track was held.

    It need not where the track can be held again, nothing looks at it, and it moves one variable
    at most: then its chance can be counted into that variable's own.
    """
    moved = {effect.on for effect in track.effects.values()}
    return track.once or len(moved) > 1 or any(key in when for when in all_conditions(scenario))


def freeze_apart(scenario: Scenario) -> str | None:
    """The freeze, if nothing at the table or in the world looks at it: the talks can do without.

    It then lapses beside them, by chances that may still hang on the state.
    """
    found = freeze_of(scenario)
    if found is None:
        return None
    looked_at = {name for when in all_conditions(scenario) for name in when}
    looked_at |= {name for worth in all_worths(scenario) for name in worth.over}
    return None if found[0] in looked_at else found[0]


def all_worths(scenario: Scenario) -> Iterator[Worth]:
    """Every value at a table that may hang on the world."""
    for table in scenario.tables.values():
        if isinstance(table, Talks):
            yield from table.status_quo.values()
            for values in table.leave.values():
                yield from values.values()


def all_conditions(scenario: Scenario) -> Iterator[When]:
    """Every condition in the world, at tables that settle and on tracks."""
    yield from conditions_in(scenario.world)
    for table in scenario.tables.values():
        if isinstance(table, Talks | Track):
            yield from conditions_in(table)


def conditions_in(record: object) -> Iterator[When]:
    """Every condition `when` within a record."""
    if isinstance(record, Mapping):
        for value in record.values():
            yield from conditions_in(value)
    elif isinstance(record, BaseModel):
        for field in type(record).model_fields:
            value = getattr(record, field)
            if field == "when":
                yield value
            else:
                yield from conditions_in(value)


def node_axis(frame: Frame) -> Axis:
    """The variable of the decision: pending, then one of the nodes."""
    return Axis(NODE, (PENDING, *(node.name for node in frame.nodes)))


def whole_axes(frame: Frame) -> tuple[Axis, ...]:
    """All variables, the decision first: the world's states then stand together for each node."""
    return (node_axis(frame), *frame.axes) if frame.nodes else frame.axes


def block_size(frame: Frame) -> int:
    """How many states the world has besides the decision."""
    return size(frame.axes)


def funding_of(scenario: Scenario) -> tuple[str, FromMoney] | None:
    """The variable that hangs on the money, if there is one."""
    found = ((k, v) for k, v in scenario.world.items() if isinstance(v, FromMoney))
    return next(found, None)


def freeze_of(scenario: Scenario) -> tuple[str, FreezeKept] | None:
    """The variable that says whether the freeze holds, if there is one."""
    found = ((k, v) for k, v in scenario.world.items() if isinstance(v, FreezeKept))
    return next(found, None)
