"""Schedules: chance events that fall on known dates, such as a vote or the end of the money.

Until its date an event is at its first level ("pending"); on its date chance decides between the
results, as the state then is. In between nothing moves. The parties know the date and the
chances, never the result in advance.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from winset._typing import Floats, Ints
from winset.errors import Fault, Faults, Place
from winset.world.axes import Axis
from winset.world.codes import CHANCES, SHAPE


def decided(axis: Axis, results: ArrayLike) -> Floats:
    """The law of the step in which an event is decided: the first level goes to the results.

    Parameters
    ----------
    axis : the event; its first level is "not yet".
    results : shape (..., m): chance of each level after the date, by what it depends on. A chance
        left on the first level means that the event may not take place.

    Returns
    -------
    Shape (..., m, m); the other levels stay as they are.

    Raises
    ------
    Faults : W102 if the results do not sum to one.

    Examples
    --------
    >>> vote = Axis("vote", ("pending", "adopted", "failed"))
    >>> decided(vote, [[0.0, 0.6, 0.4]])[0].tolist()
    [[0.0, 0.6, 0.4], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    """
    m = len(axis.levels)
    chances = np.asarray(results, dtype=np.float64)
    if chances.shape[-1] != m or chances.min() < 0 or np.abs(chances.sum(-1) - 1).max() > 1e-9:
        where = Place(path=axis.name)
        fix = f"one chance for each of {', '.join(axis.levels)}, together 1"
        got = f"chances of shape {chances.shape}, sums {chances.sum(-1)}"
        raise Faults([Fault(CHANCES, "an event without certain results", where, got, fix)])
    table = np.broadcast_to(np.eye(m), (*chances.shape[:-1], m, m)).copy()
    table[..., 0, :] = chances
    return table


def dated(steps: int, still: Floats, events: Mapping[int, Floats]) -> tuple[Floats, Ints]:
    """A law that differs on some dates, as versions and the version of each step.

    Parameters
    ----------
    steps : number of steps T of the calendar.
    still : the law of all other steps, shape (answer, *parents, m, m).
    events : by step (0 .. T-1) the law of that step, same shape after broadcasting.

    Returns
    -------
    Tables, shape (version, answer, *parents, m, m), version 0 = `still`; and the version of each
    step, shape (T,). What holds in the last step holds for ever after, so no event may fall on it.

    Raises
    ------
    Faults : W103 if an event falls on the last step or outside the calendar.

    >>> vote = Axis("vote", ("pending", "adopted"))
    >>> tables, version = dated(4, np.eye(2)[None], {1: decided(vote, [[0.5, 0.5]])})
    >>> tables.shape, version.tolist()
    ((2, 1, 2, 2), [0, 1, 0, 0])
    """
    outside = [step for step in events if not 0 <= step < steps - 1]
    if outside:
        fix = f"let events fall on steps 0 to {steps - 2}; the last step repeats for ever"
        raise Faults([Fault(SHAPE, "an event off the calendar", got=str(outside), fix=fix)])
    version = np.zeros(steps, dtype=np.int64)
    parts = [still]
    for number, (step, table) in enumerate(sorted(events.items()), start=1):
        version[step] = number
        parts.append(table)
    lead = np.broadcast_shapes(*(part.shape for part in parts))
    return np.stack([np.broadcast_to(part, lead) for part in parts]), version
