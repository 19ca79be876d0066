"""The law by which a world moves: one kernel per variable, never their product.

In one step each variable moves by its own kernel, given its own level, the levels of others at
the start of the step (`before`), the new levels of others that moved earlier in the step
(`after`), what happened at the table (`answer`) and the date (`version`). Given all that,
variables move independently:

    P(x' | x, outcome, t) = prod_k  K_k[version(t), answer(outcome), x_before, x'_after, x_k, x'_k]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from winset._typing import Floats, Ints
from winset.errors import Fault, Faults, Place
from winset.world.axes import Axis, axis_index, shape
from winset.world.codes import CHANCES, ORDER, SHAPE


@dataclass(frozen=True, slots=True)
class Kernel:
    """How one variable moves in a step.

    Attributes
    ----------
    axis : the variable.
    table : shape (version, answer, *before, *after, own, next); rows over `next` sum to one.
    before : variables whose level at the start of the step matters (itself not named).
    after : variables whose level at the end of the step matters; they move earlier.
    version : shape (step,): which version holds in each step; the last one holds for ever after.
    answer : the answer to each outcome at the table; outcomes not named have answer 0.
    """

    axis: str
    table: Floats
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    version: Ints = field(default_factory=lambda: np.zeros(1, dtype=np.int64))
    answer: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Law:
    """How a world moves: its variables, and their kernels in the order in which they move."""

    axes: tuple[Axis, ...]
    kernels: tuple[Kernel, ...]


def make_law(axes: Sequence[Axis], kernels: Sequence[Kernel]) -> Law:
    """A law whose tables fit its variables and whose rows are chances.

    Raises
    ------
    Faults : all at once: W101 unknown variables, W102 rows that are no chances, W103 shapes,
        W104 variables that look at the end of a step at one that has not moved yet.

    Examples
    --------
    >>> line = Axis("line", ("holds", "softened"))
    >>> law = make_law([line], [Kernel("line", np.array([[[[0.9, 0.1], [0.0, 1.0]]]]))])
    >>> [kernel.axis for kernel in law.kernels]
    ['line']
    """
    law = Law(tuple(axes), tuple(kernels))
    faults = [*_axis_faults(law), *(fault for kernel in kernels for fault in _faults(law, kernel))]
    if faults:
        raise Faults(faults)
    return law


def version_at(kernel: Kernel, step: int) -> int:
    """Which version of the table holds in a step; the last one holds for ever after."""
    return int(kernel.version[min(step, len(kernel.version) - 1)])


def rows_for(kernel: Kernel, step: int, outcome: str) -> Floats:
    """The chances that hold in a step after an outcome, shape (*before, *after, own, next)."""
    rows: Floats = kernel.table[version_at(kernel, step), kernel.answer.get(outcome, 0)]
    return rows


def dense(law: Law, step: int, outcome: str) -> Floats:
    """The whole matrix P(next state | state), shape (state, state): small worlds and tests only.

    Built state by state from the product formula, with no regard to speed.

    >>> line = Axis("line", ("holds", "softened"))
    >>> law = make_law([line], [Kernel("line", np.array([[[[0.9, 0.1], [0.0, 1.0]]]]))])
    >>> dense(law, 0, "closed").tolist()
    [[0.9, 0.1], [0.0, 1.0]]
    """
    counts = shape(law.axes)
    spot = {axis.name: place for place, axis in enumerate(law.axes)}
    matrix = np.zeros((*counts, *counts))
    tables = [rows_for(kernel, step, outcome) for kernel in law.kernels]
    for now in np.ndindex(counts):
        for then in np.ndindex(counts):
            chance = 1.0
            for kernel, rows in zip(law.kernels, tables, strict=True):
                before = tuple(now[spot[name]] for name in kernel.before)
                after = tuple(then[spot[name]] for name in kernel.after)
                own = spot[kernel.axis]
                chance *= rows[(*before, *after, now[own], then[own])]
            matrix[now + then] = chance
    side = int(np.prod(counts))
    return matrix.reshape(side, side)


def _axis_faults(law: Law) -> list[Fault]:
    names = sorted(axis.name for axis in law.axes)
    moving = sorted(kernel.axis for kernel in law.kernels)
    if names == moving:
        return []
    got = f"variables {names}, kernels {moving}"
    return [Fault(SHAPE, "not one kernel for each variable", got=got, fix="give each one kernel")]


def _faults(law: Law, kernel: Kernel) -> list[Fault]:
    where = Place(path=kernel.axis)
    counts = shape(law.axes)
    seen = (*kernel.before, *kernel.after, kernel.axis)
    parents = tuple(counts[axis_index(law.axes, name)] for name in seen)
    expected = (*parents, parents[-1])
    if kernel.table.shape[2:] != expected:
        got = f"{kernel.table.shape[2:]} after version and answer"
        fix = f"shape {expected}: {', '.join((*seen, 'next'))}"
        return [Fault(SHAPE, "a table that does not fit", where, got, fix)]
    faults = []
    sums = kernel.table.sum(-1)
    if kernel.table.min() < 0 or np.abs(sums - 1).max() > 1e-9:
        got = f"rows that sum to {sums.min():.6g} .. {sums.max():.6g}"
        faults.append(Fault(CHANCES, "rows that are no chances", where, got, "rows that sum to 1"))
    versions, replies = kernel.table.shape[:2]
    if kernel.version.max() >= versions or max(kernel.answer.values(), default=0) >= replies:
        got = f"{versions} versions, {replies} answers"
        fix = "a table for every version and answer that is named"
        faults.append(Fault(SHAPE, "a version or answer without a table", where, got, fix))
    moved = [other.axis for other in law.kernels[: law.kernels.index(kernel)]]
    late = [name for name in kernel.after if name not in moved]
    if late:
        fix = "list the kernels in the order in which they move"
        faults.append(Fault(ORDER, "looks at what has not moved yet", where, str(late), fix))
    return faults
