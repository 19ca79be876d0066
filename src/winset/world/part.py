"""Parts of a world that move by themselves, such as what the worth of a settlement hangs on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from winset._typing import Ints
from winset.errors import Fault, Faults, suggestion
from winset.world.axes import axis_index, shape
from winset.world.codes import OPEN
from winset.world.law import Law


def closure(law: Law, names: Sequence[str]) -> tuple[str, ...]:
    """These variables and all that they look at, directly or through others, in axis order."""
    for name in names:
        axis_index(law.axes, name)
    kernels = {kernel.axis: kernel for kernel in law.kernels}
    inside = set(names)
    while True:
        wider = inside.union(*({*kernels[n].before, *kernels[n].after} for n in inside))
        if wider == inside:
            return tuple(axis.name for axis in law.axes if axis.name in inside)
        inside = wider


def part(law: Law, names: Sequence[str]) -> Law:
    """The law of some variables that look at nobody outside their group.

    Raises
    ------
    Faults : W106 if one of them looks outside; `closure` says what is missing.
    """
    wanted = closure(law, names)
    if set(wanted) != set(names):
        got = ", ".join(names)
        fix = suggestion(next(name for name in wanted if name not in names), wanted)
        raise Faults([Fault(OPEN, "a part that looks outside itself", got=got, fix=fix)])
    axes = tuple(axis for axis in law.axes if axis.name in names)
    return Law(axes, tuple(kernel for kernel in law.kernels if kernel.axis in names))


def part_of_state(law: Law, names: Sequence[str]) -> Ints:
    """For each state of the world the number of its state within the part, shape (state,)."""
    counts = shape(law.axes)
    grid = np.indices(counts, dtype=np.int64)
    number = np.zeros(int(np.prod(counts)), dtype=np.int64)
    for place, axis in enumerate(law.axes):
        if axis.name in names:
            number = number * counts[place] + grid[place].reshape(-1)
    return number
