"""What the parties believe about the world: other chances for the same variables.

Beliefs are known to all and not revised; the true law drives what happens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from winset.errors import Fault, Faults, Place
from winset.world.axes import Axis
from winset.world.codes import SHAPE
from winset.world.law import Kernel, Law, make_law


@dataclass(frozen=True, slots=True)
class Beliefs:
    """The true law, and the law that each party believes in (the same object where it is true)."""

    truth: Law
    held: tuple[Law, ...]


def believed(
    axes: Sequence[Axis],
    kernels: Sequence[Kernel],
    other: Sequence[Mapping[str, Kernel]],
) -> Beliefs:
    """Beliefs from the true kernels and, for each party, the kernels that it holds instead.

    Parameters
    ----------
    kernels : the truth, in the order in which variables move.
    other : for each party, by variable, the kernel it believes in; empty: it believes the truth.

    Raises
    ------
    Faults : W103 if a believed kernel looks at other variables than the true one; and all that
        `make_law` finds.
    """
    truth = make_law(axes, kernels)
    laws = []
    for replaced in other:
        for kernel in kernels:
            _same_parents(kernel, replaced.get(kernel.axis, kernel))
        held = [replaced.get(kernel.axis, kernel) for kernel in kernels]
        laws.append(make_law(axes, held) if replaced else truth)
    return Beliefs(truth, tuple(laws))


def _same_parents(kernel: Kernel, other: Kernel) -> None:
    if (kernel.axis, kernel.before, kernel.after) != (other.axis, other.before, other.after):
        where = Place(path=f"{kernel.axis}.believed_by")
        got = f"looks at {(*other.before, *other.after)}"
        fix = f"let it look at {(*kernel.before, *kernel.after)}, as the true law does"
        raise Faults([Fault(SHAPE, "a belief about another structure", where, got, fix)])
