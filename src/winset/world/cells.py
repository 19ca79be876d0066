"""The law of a world as plain arrays, for engines that take expectations many thousand times.

Each variable becomes a stage. Summing it out fills the cells of a table, each from a run of cells
of the table before:

    new[i] = sum_j rows[version, answer, row_of[i], j] * old[start_of[i] + j * stride]

After the last stage the cells are the states. Read backwards (adding what is read to where it was
read from) the same arrays push chances forward.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from winset._typing import Floats, Ints
from winset.world.axes import shape
from winset.world.elimination import Label, elimination_order, labels_left, table_size
from winset.world.law import Kernel, Law


class Cells(NamedTuple):
    """One variable's move as arrays.

    Attributes
    ----------
    rows : shape (version, answer, row, next), chances.
    row_of : shape (cell,), the row that serves each new cell.
    start_of : shape (cell,), the first old cell that a new cell reads.
    stride : how far apart the old cells are that it reads.
    cells_before : how many cells the old table has.
    answer_of : shape (outcome,).
    version_at : shape (step,); the last one holds for ever after.
    """

    rows: Floats
    row_of: Ints
    start_of: Ints
    stride: int
    cells_before: int
    answer_of: Ints
    version_at: Ints


def cells(law: Law, outcomes: Sequence[str]) -> tuple[Cells, ...]:
    """The stages of a law, in the order in which variables are summed out.

    Parameters
    ----------
    outcomes : the names of everything that can happen at the table, in the order by which the
        engine numbers them.
    """
    order = elimination_order(law)
    kernels = {kernel.axis: kernel for kernel in law.kernels}
    stages = []
    for place, name in enumerate(order):
        old = labels_left(law, frozenset(order[:place]))
        new = labels_left(law, frozenset(order[: place + 1]))
        stages.append(_stage(law, kernels[name], old, new, outcomes))
    return tuple(stages)


def _stage(
    law: Law,
    kernel: Kernel,
    old: tuple[Label, ...],
    new: tuple[Label, ...],
    outcomes: Sequence[str],
) -> Cells:
    counts = shape(law.axes)
    place = {axis.name: number for number, axis in enumerate(law.axes)}
    own = place[kernel.axis]
    grid = np.indices([counts[variable] for variable, _ in new], dtype=np.int64)
    level = {label: grid[number].reshape(-1) for number, label in enumerate(new)}
    steps = _strides(law, old)
    start = np.zeros(table_size(law, new), dtype=np.int64)
    for label, stride in steps.items():
        if label != (own, 1):
            start += stride * level[label]
    seen = [(place[name], 0) for name in kernel.before]
    seen += [(place[name], 1) for name in kernel.after]
    row = np.zeros_like(start)
    for label in [*seen, (own, 0)]:
        row = row * counts[label[0]] + level[label]
    versions, replies = kernel.table.shape[:2]
    return Cells(
        rows=np.ascontiguousarray(kernel.table.reshape(versions, replies, -1, counts[own])),
        row_of=row,
        start_of=start,
        stride=steps[(own, 1)],
        cells_before=table_size(law, old),
        answer_of=np.array([kernel.answer.get(o, 0) for o in outcomes], dtype=np.int64),
        version_at=kernel.version,
    )


def _strides(law: Law, labels: tuple[Label, ...]) -> dict[Label, int]:
    counts = shape(law.axes)
    steps: dict[Label, int] = {}
    stride = 1
    for label in reversed(labels):
        steps[label] = stride
        stride *= counts[label[0]]
    return steps
