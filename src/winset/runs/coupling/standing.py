"""Conditions as masks over the levels of the variables that they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import prod
from typing import Any

import numpy as np

from winset._typing import Bools, Floats
from winset.scenario.nouns.world import Standing, When
from winset.world.axes import Axis


def named(conditions: Iterable[When], axes: Sequence[Axis], without: str = "") -> tuple[Axis, ...]:
    """The variables that conditions name, in the order of the axes."""
    names = {name for when in conditions for name in when}
    return tuple(axis for axis in axes if axis.name in names and axis.name != without)


def standing_mask(axis: Axis, standing: Standing) -> Bools:
    """At which levels of a variable a condition on it is met, shape (level,).

    >>> from winset.world.walk import walk_axis
    >>> standing_mask(walk_axis("front", -1, 1, 5), Standing(at_most=-0.5)).tolist()
    [True, True, False, False, False]
    """
    if standing.levels:
        return np.array([level in standing.levels for level in axis.levels])
    values = np.array(axis.values)
    low = -np.inf if standing.at_least is None else standing.at_least
    high = np.inf if standing.at_most is None else standing.at_most
    return np.asarray((values >= low - 1e-12) & (values <= high + 1e-12))


def mask(when: When, over: Sequence[Axis]) -> Bools:
    """Where a condition is met, shape (levels of each variable of `over`); all it names is there.

    >>> a, b = Axis("a", ("x", "y")), Axis("b", ("u", "v"))
    >>> mask({"b": Standing(levels=("v",))}, (a, b)).tolist()
    [[False, True], [False, True]]
    """
    met = np.ones(tuple(len(axis.levels) for axis in over), dtype=np.bool_)
    for place, axis in enumerate(over):
        if axis.name in when:
            shape = [1] * len(over)
            shape[place] = -1
            met &= standing_mask(axis, when[axis.name]).reshape(shape)
    return met


def first_that_holds(
    base: float, changes: Iterable[tuple[When, float]], over: Sequence[Axis]
) -> Floats:
    """A number that conditions replace, the first that holds; shape (levels of `over`)."""
    table = np.full(tuple(len(axis.levels) for axis in over), base)
    for when, value in reversed(list(changes)):
        table[mask(when, over)] = value
    return table


def multiplied(base: float, changes: Iterable[tuple[When, float]], over: Sequence[Axis]) -> Floats:
    """A chance that conditions multiply, kept within 0 and 1; shape (levels of `over`)."""
    table = np.full(tuple(len(axis.levels) for axis in over), base)
    for when, times in changes:
        table[mask(when, over)] *= times
    return np.asarray(np.clip(table, 0.0, 1.0))


def spread_over(table: Any, over: Sequence[Axis], whole: Sequence[Axis]) -> Any:
    """An array over some variables as one over all states of `whole`, shape (state, ...).

    >>> a, b = Axis("a", ("x", "y")), Axis("b", ("u", "v"))
    >>> spread_over(np.array([1.0, 2.0]), (b,), (a, b)).tolist()
    [1.0, 2.0, 1.0, 2.0]
    """
    names = [axis.name for axis in over]
    shape = [len(axis.levels) if axis.name in names else 1 for axis in whole]
    rest = table.shape[len(over) :]
    counts = [len(axis.levels) for axis in whole]
    wide = np.broadcast_to(table.reshape(*shape, *rest), (*counts, *rest))
    return np.ascontiguousarray(wide.reshape(prod(counts), *rest))


def by_name(axes: Sequence[Axis]) -> Mapping[str, Axis]:
    """The axes by their names."""
    return {axis.name: axis for axis in axes}
