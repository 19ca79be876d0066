"""The variables of a world, and how a state of all of them is numbered.

A state is one level of each variable. States are numbered in C order: the last variable counts
fastest. Every array over states uses that numbering.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats, Ints
from winset.errors import Fault, Faults, Place, suggestion
from winset.world.codes import AXIS, CHANCES, SHAPE

Start = str | Mapping[str, float]
"""Where a variable starts: a level, or the chance of each level."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One variable of the world and its levels.

    Attributes
    ----------
    name : the word by which scenarios call it.
    levels : the names of its levels, in order.
    values : for a walk, the number that each level stands for, rising evenly; else empty.
    """

    name: str
    levels: tuple[str, ...]
    values: tuple[float, ...] = ()


def shape(axes: Sequence[Axis]) -> tuple[int, ...]:
    """How many levels each variable has."""
    return tuple(len(axis.levels) for axis in axes)


def size(axes: Sequence[Axis]) -> int:
    """How many states the variables have together."""
    return int(np.prod(shape(axes), dtype=np.int64))


def axis_index(axes: Sequence[Axis], name: str) -> int:
    """Which of the variables bears this name.

    Raises
    ------
    Faults : W101, naming the nearest known variable.
    """
    names = [axis.name for axis in axes]
    if name not in names:
        raise Faults([Fault(AXIS, "no such variable", got=name, fix=suggestion(name, names))])
    return names.index(name)


def level_index(axis: Axis, level: str) -> int:
    """Which of the variable's levels bears this name.

    Raises
    ------
    Faults : W101, naming the nearest known level.
    """
    if level not in axis.levels:
        where = Place(path=axis.name)
        raise Faults([Fault(AXIS, "no such level", where, level, suggestion(level, axis.levels))])
    return axis.levels.index(level)


def state_index(axes: Sequence[Axis], levels: Mapping[str, str]) -> int:
    """The number of the state with these levels, one for each variable.

    >>> front = Axis("front", ("back", "here", "forward"))
    >>> patron = Axis("patron", ("away", "near"))
    >>> state_index((front, patron), {"front": "here", "patron": "near"})
    3
    """
    _every_axis(axes, levels)
    spots = [level_index(axis, levels[axis.name]) for axis in axes]
    return int(np.ravel_multi_index(spots, shape(axes)))


def state_levels(axes: Sequence[Axis], state: int) -> dict[str, str]:
    """The levels of all variables in the state of this number.

    >>> state_levels((Axis("front", ("back", "here")), Axis("patron", ("away", "near"))), 2)
    {'front': 'here', 'patron': 'away'}
    """
    spots = np.unravel_index(state, shape(axes))
    return {axis.name: axis.levels[int(spot)] for axis, spot in zip(axes, spots, strict=True)}


def levels_by_state(axes: Sequence[Axis], name: str) -> Ints:
    """The level of one variable in each state, shape (state,).

    >>> levels_by_state((Axis("front", ("back", "here")), Axis("patron", ("away", "near"))),
    ...                 "patron").tolist()
    [0, 1, 0, 1]
    """
    grid = np.indices(shape(axes), dtype=np.int64)
    return np.ascontiguousarray(grid[axis_index(axes, name)].reshape(-1))


def start_law(axes: Sequence[Axis], starts: Mapping[str, Start]) -> Floats:
    """The chance of each state at the start, shape (state,): variables start independently.

    >>> line = Axis("line", ("holds", "softened"))
    >>> start_law((line, Axis("patron", ("away", "near"))),
    ...           {"line": {"holds": 0.75, "softened": 0.25}, "patron": "near"}).tolist()
    [0.0, 0.75, 0.0, 0.25]
    """
    _every_axis(axes, starts)
    law = np.ones(1)
    for axis in axes:
        law = np.multiply.outer(law, _start_of(axis, starts[axis.name])).reshape(-1)
    return law


def marginal(axes: Sequence[Axis], mass: Floats, name: str) -> Floats:
    """The chance of each level of one variable, shape (..., level), of `mass` (..., state)."""
    kept = axis_index(axes, name)
    table = mass.reshape(mass.shape[:-1] + shape(axes))
    lead = mass.ndim - 1
    others = tuple(lead + place for place in range(len(axes)) if place != kept)
    summed: Floats = np.asarray(table.sum(axis=others), dtype=np.float64)
    return summed


def marginals(axes: Sequence[Axis], mass: Floats) -> tuple[Floats, ...]:
    """The chances of the levels of every variable, shape (..., level) each.

    Summed by halves: first over the later variables for the earlier ones, and the other way round.

    >>> a, b = Axis("a", ("x", "y")), Axis("b", ("u", "v"))
    >>> [each.tolist() for each in marginals((a, b), np.array([0.5, 0.25, 0.25, 0.0]))]
    [[0.75, 0.25], [0.75, 0.25]]
    """
    if len(axes) < 2:
        return (mass,) * len(axes)
    some = len(axes) // 2
    first, last = axes[:some], axes[some:]
    parted = mass.reshape(*mass.shape[:-1], size(first), size(last))
    return (*marginals(first, parted.sum(axis=-1)), *marginals(last, parted.sum(axis=-2)))


def _start_of(axis: Axis, start: Start) -> Floats:
    chances = np.zeros(len(axis.levels))
    if isinstance(start, str):
        chances[level_index(axis, start)] = 1.0
        return chances
    for level, chance in start.items():
        chances[level_index(axis, level)] = chance
    if chances.min() < 0 or abs(chances.sum() - 1.0) > 1e-9:
        where = Place(path=f"{axis.name}.start")
        fix = "give each level a chance of at least 0; together they make 1"
        raise Faults([Fault(CHANCES, "a start that is not certain", where, str(start), fix)])
    return chances


def _every_axis(axes: Sequence[Axis], given: Mapping[str, object]) -> None:
    names = [axis.name for axis in axes]
    for name in given:
        axis_index(axes, name)
    missing = [name for name in names if name not in given]
    if missing:
        fix = "give a level for each variable: " + ", ".join(names)
        raise Faults([Fault(SHAPE, "a state without all its variables", got=str(missing), fix=fix)])
