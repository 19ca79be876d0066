"""One step of the world: chances pushed forward, expectations pulled back, both exact.

Both work variable by variable on the factored law; the matrix over states is never formed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_letters

import numpy as np

from winset._typing import Floats
from winset.world.axes import shape, size
from winset.world.elimination import Label, elimination_order, labels_left
from winset.world.law import Kernel, Law, rows_for


def expect(law: Law, step: int, outcome: str, values: Floats) -> Floats:
    """E[values(next state) | state, outcome], for every state.

    Parameters
    ----------
    values : shape (..., state).

    Returns
    -------
    Shape (..., state).
    """
    lead = values.shape[:-1]
    table = values.reshape(-1, *shape(law.axes))
    gone: frozenset[str] = frozenset()
    for name in elimination_order(law):
        kernel = _kernel(law, name)
        old = labels_left(law, gone)
        gone = gone | {name}
        new = labels_left(law, gone)
        spec = f"z{_word(old)},{_word(_kernel_labels(law, kernel))}->z{_word(new)}"
        table = np.einsum(spec, table, rows_for(kernel, step, outcome))
    return np.ascontiguousarray(table.reshape(*lead, size(law.axes)))


def push(law: Law, step: int, outcome: str, mass: Floats) -> Floats:
    """The chances of the next states, from chances of the states now.

    Parameters
    ----------
    mass : shape (..., state); need not sum to one: it is conserved, whatever it is.

    Returns
    -------
    Shape (..., state).
    """
    lead = mass.shape[:-1]
    table = mass.reshape(-1, *shape(law.axes))
    order = elimination_order(law)
    for place in reversed(range(len(order))):
        kernel = _kernel(law, order[place])
        old = labels_left(law, frozenset(order[: place + 1]))
        new = labels_left(law, frozenset(order[:place]))
        spec = f"z{_word(old)},{_word(_kernel_labels(law, kernel))}->z{_word(new)}"
        table = np.einsum(spec, table, rows_for(kernel, step, outcome))
    return np.ascontiguousarray(table.reshape(*lead, size(law.axes)))


def forecast(law: Law, start: Floats, outcomes: Sequence[Mapping[str, Floats | float]]) -> Floats:
    """The chances of all states month by month, when chance also decides what happens.

    Parameters
    ----------
    start : shape (state,).
    outcomes : for each step the chance of each outcome, a number or shape (state,); per state
        they sum to one.

    Returns
    -------
    Shape (step + 1, state), from the start on.

    >>> from winset.world.axes import Axis
    >>> from winset.world.law import make_law
    >>> line = Axis("line", ("holds", "softened"))
    >>> law = make_law([line], [Kernel("line", np.array([[[[0.9, 0.1], [0.0, 1.0]]]]))])
    >>> forecast(law, np.array([1.0, 0.0]), [{"closed": 1.0}] * 2).round(12).tolist()
    [[1.0, 0.0], [0.9, 0.1], [0.81, 0.19]]
    """
    path = [start]
    for step, chances in enumerate(outcomes):
        parts = [push(law, step, outcome, path[-1] * part) for outcome, part in chances.items()]
        path.append(np.sum(parts, axis=0))
    return np.stack(path)


def _kernel(law: Law, name: str) -> Kernel:
    return next(kernel for kernel in law.kernels if kernel.axis == name)


def _kernel_labels(law: Law, kernel: Kernel) -> tuple[Label, ...]:
    place = {axis.name: number for number, axis in enumerate(law.axes)}
    before = [(place[name], 0) for name in kernel.before]
    after = [(place[name], 1) for name in kernel.after]
    own = place[kernel.axis]
    return (*before, *after, (own, 0), (own, 1))


def _word(labels: Sequence[Label]) -> str:
    """Letters for indices: two per variable, the batch index z apart."""
    letters = ascii_letters.replace("z", "")
    return "".join(letters[2 * variable + when] for variable, when in labels)
