"""In which order to sum variables out, so that no large table ever arises.

Taking the expectation of a function of the next state means to sum over one variable's next
level after another. Once a set E of variables is summed out, what is left is a table over the old
levels of E and of all that E looked at, and over the new levels of the rest. Its size depends on
E alone, so the cheapest order is found exactly by dynamic programming over the sets E.
"""

from __future__ import annotations

import math
from functools import cache

from winset.errors import Fault, Faults
from winset.world.axes import shape
from winset.world.codes import ORDER
from winset.world.law import Law

Label = tuple[int, int]
"""An index of a table: (variable, 0 = its level now, 1 = its level next)."""


def labels_left(law: Law, gone: frozenset[str]) -> tuple[Label, ...]:
    """The indices of the table that is left when the variables in `gone` are summed out."""
    place = {axis.name: number for number, axis in enumerate(law.axes)}
    seen = set(gone)
    for kernel in law.kernels:
        if kernel.axis in gone:
            seen.update(kernel.before)
    now = {(place[name], 0) for name in seen}
    new = {(place[axis.name], 1) for axis in law.axes if axis.name not in gone}
    return tuple(sorted(now | new))


def table_size(law: Law, labels: tuple[Label, ...]) -> int:
    """How many cells a table with these indices has."""
    counts = shape(law.axes)
    return math.prod(counts[variable] for variable, _ in labels)


def elimination_order(law: Law) -> tuple[str, ...]:
    """The cheapest order in which to sum the variables out of a function of the next state.

    A variable goes before those that it looks at after their move. Variables that answer to the
    table go late where that costs nothing, so that outcomes share the work done before.

    Returns
    -------
    The names of all variables. Cost of a step = cells of the table it leaves, times levels summed
    over, times the number of different answers met so far.
    """
    kernels = {kernel.axis: kernel for kernel in law.kernels}
    everyone = frozenset(kernels)
    levels = {axis.name: len(axis.levels) for axis in law.axes}

    @cache
    def best(gone: frozenset[str]) -> tuple[float, tuple[str, ...]]:
        if gone == everyone:
            return 0.0, ()
        found: tuple[float, tuple[str, ...]] = (math.inf, ())
        for name in sorted(everyone - gone):
            if any(name in kernels[other].after for other in everyone - gone):
                continue
            then = gone | {name}
            cells = table_size(law, labels_left(law, then))
            cost = float(cells * levels[name] * _answers(law, then))
            rest, order = best(then)
            if cost + rest < found[0]:
                found = (cost + rest, (name, *order))
        return found

    cost, order = best(frozenset())
    if math.isinf(cost):
        fix = "let one of them look at the level before the step"
        raise Faults([Fault(ORDER, "variables in a circle", got=str(sorted(everyone)), fix=fix)])
    return order


def _answers(law: Law, gone: frozenset[str]) -> int:
    """How many combinations of answers the variables in `gone` give."""
    inside = [kernel for kernel in law.kernels if kernel.axis in gone]
    outcomes = {outcome for kernel in inside for outcome in kernel.answer}
    met = {tuple(kernel.answer.get(outcome, 0) for kernel in inside) for outcome in outcomes}
    met.add(tuple(0 for _ in inside))
    return len(met)
