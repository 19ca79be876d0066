"""Switches: unordered levels that change by chance, by what else holds, and by what was done.

A table of chances has leading axes for whatever it depends on. Its first axis is the *answer*:
which of several laws holds, by what happened at the table this step (one row if nothing at the
table matters); then one axis per other variable.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from winset._typing import Floats
from winset.errors import Fault, Faults, Place
from winset.world.axes import Axis, level_index
from winset.world.codes import CHANCES

Move = tuple[str, str]
"""From a level to another level."""


def switch_table(axis: Axis, chances: Mapping[Move, ArrayLike]) -> Floats:
    """The chances of one step, from the chance of each change; what is left stays.

    Parameters
    ----------
    axis : the switch.
    chances : for each move between two levels its chance per step, 0-1: a number, or an array
        over what it depends on (answer, other variables). Arrays broadcast together.

    Returns
    -------
    Shape (..., m, m), rows summing to one.

    Raises
    ------
    Faults : W102 if a chance is outside 0-1 or the changes from a level exceed the whole.

    Examples
    --------
    A red line that softens by 0.02 a month, by 0.1 where the front has collapsed:

    >>> line = Axis("line", ("holds", "softened"))
    >>> switch_table(line, {("holds", "softened"): [0.02, 0.1]})[:, 0].tolist()
    [[0.98, 0.02], [0.9, 0.1]]
    """
    m = len(axis.levels)
    given = {move: np.asarray(chance, dtype=np.float64) for move, chance in chances.items()}
    lead = np.broadcast_shapes(*(chance.shape for chance in given.values()))
    table = np.zeros((*lead, m, m))
    for (old, new), chance in given.items():
        if old == new:
            raise _not_a_law(axis, f"{old} to {new}", "name only changes; staying is what is left")
        table[..., level_index(axis, old), level_index(axis, new)] += chance
    leaving = table.sum(axis=-1)
    if table.size and (table.min() < 0 or leaving.max() > 1 + 1e-12):
        got = f"chances of leaving between {leaving.min():.6g} and {leaving.max():.6g}"
        raise _not_a_law(axis, got, "from each level, chances of at least 0 and together at most 1")
    spots = np.arange(m)
    table[..., spots, spots] = np.maximum(1 - leaving, 0.0)
    return table


def still_table(axis: Axis) -> Floats:
    """The law of a variable that never moves by itself, shape (1, m, m).

    >>> still_table(Axis("x", ("a", "b"))).tolist()
    [[[1.0, 0.0], [0.0, 1.0]]]
    """
    return np.eye(len(axis.levels))[None]


def answers(tables: Mapping[str, Floats], otherwise: Floats) -> tuple[Floats, dict[str, int]]:
    """One table in place of several: what the switch does after each thing at the table.

    Parameters
    ----------
    tables : by outcome ("refused:kyiv", "stalled:moscow", ...) the chances after it, each of
        shape (1, *parents, m, m), as `switch_table` gives them with one answer.
    otherwise : the same after anything else.

    Returns
    -------
    The joint table, shape (1 + len(tables), *parents, m, m), and the answer that belongs to each
    outcome; outcomes not named there get answer 0.

    >>> line = Axis("blame", ("none", "kyiv"))
    >>> table, number = answers({"refused:kyiv": switch_table(line, {("none", "kyiv"): [0.5]})},
    ...                         still_table(line))
    >>> table.shape, number
    ((2, 2, 2), {'refused:kyiv': 1})
    """
    parts = [otherwise, *tables.values()]
    lead = np.broadcast_shapes(*(part.shape[1:] for part in parts))
    joint = np.concatenate([np.broadcast_to(part, (1, *lead)) for part in parts])
    return joint, {outcome: number for number, outcome in enumerate(tables, start=1)}


def _not_a_law(axis: Axis, got: str, fix: str) -> Faults:
    where = Place(path=axis.name)
    return Faults([Fault(CHANCES, "chances that do not add up", where, got, fix)])
