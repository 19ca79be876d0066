"""Tracks: meetings beside the table that cannot settle but move the world.

A track is a variable with two levels, "idle" and "held": held means that it took place in the
step just past. Other variables answer to it by looking at its level at the end of the step.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from winset._typing import Bools, Floats, Ints
from winset.world.axes import Axis

IDLE, HELD = 0, 1


def track_axis(name: str) -> Axis:
    """The variable of a track: idle, or held in the step just past."""
    return Axis(name, ("idle", "held"))


def track_table(chance: ArrayLike, once: bool = False) -> Floats:
    """The law of a track from its chance of being held in a step.

    Parameters
    ----------
    chance : shape (...), 0-1, by what it depends on (answer, other variables).
    once : the track takes place once at most and then counts as held for ever.

    Returns
    -------
    Shape (..., 2, 2).

    >>> track_table([0.25]).tolist()
    [[[0.75, 0.25], [0.75, 0.25]]]
    """
    held = np.asarray(chance, dtype=np.float64)
    table = np.empty((*held.shape, 2, 2))
    table[..., HELD] = held[..., None]
    if once:
        table[..., HELD, HELD] = 1.0
    table[..., IDLE] = 1 - table[..., HELD]
    return table


def open_dates(table: Floats, open_: Bools) -> tuple[Floats, Ints]:
    """The law of a track that can be held on some dates only.

    Parameters
    ----------
    table : shape (answer, *parents, 2, 2), the law while the track is open.
    open_ : shape (step,): whether it is open in each step.

    Returns
    -------
    Tables, shape (2, answer, *parents, 2, 2), version 0 = shut and 1 = open; and the version of
    each step.

    >>> tables, version = open_dates(track_table([1.0]), np.array([False, True]))
    >>> tables[0, 0].tolist(), version.tolist()
    ([[1.0, 0.0], [1.0, 0.0]], [0, 1])
    """
    shut = np.zeros_like(table)
    shut[..., IDLE] = 1.0
    return np.stack([shut, table]), open_.astype(np.int64)
