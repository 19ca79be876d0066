"""Walks: a number that drifts and trembles, put on evenly spaced levels.

From a level x the next value has mean x + drift and variance volatility^2, exactly, wherever the
ends are out of reach. The step is a shift by whole levels and then a number of equal three-point
sub-steps (down, stay, up), each with the mean and the variance that are its share.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from winset._typing import Floats
from winset.errors import Fault, Faults
from winset.world.axes import Axis
from winset.world.codes import SPREAD

Ends = Literal["reflecting", "absorbing"]

WIDEST = 2 / 3  # largest chance of moving in a sub-step: some mass stays, so no parity remains


def walk_axis(name: str, low: float, high: float, levels: int) -> Axis:
    """A walk's variable: `levels` evenly spaced numbers from `low` to `high`.

    >>> walk_axis("front", -1, 1, 5).values
    (-1.0, -0.5, 0.0, 0.5, 1.0)
    """
    if levels < 2 or not high > low:
        got = f"{levels} levels from {low} to {high}"
        fix = "give at least two levels, the highest above the lowest"
        raise Faults([Fault(SPREAD, "a walk without room", got=got, fix=fix)])
    values = tuple(float(value) for value in np.linspace(low, high, levels))
    return Axis(name, tuple(f"{value:.6g}" for value in values), values)


def walk_matrix(
    levels: int, spacing: float, drift: float, volatility: float, ends: Ends = "reflecting"
) -> Floats:
    """The chances of one step of a walk with the same drift and volatility everywhere.

    Parameters
    ----------
    levels : number of levels m.
    spacing : distance between neighbouring levels, in the walk's own unit.
    drift, volatility : mean and standard deviation of the change in one step, same unit.
    ends : `reflecting` mirrors what oversteps an end by halves of a spacing (so an even walk
        keeps the uniform law); `absorbing` holds for ever what reaches an end.

    Returns
    -------
    Shape (m, m): row = level now, column = level next. Mean exact in every row that cannot
    reach an end; variance exact there too, unless volatility^2 is below `variance_floor`, the
    least that any law on this grid with this mean has: then it is that floor.

    Raises
    ------
    Faults : W105 if spacing is not positive or volatility negative.

    Examples
    --------
    Spacing 1, drift 0.1, variance 0.5: up (0.51 + 0.1) / 2, down (0.51 - 0.1) / 2.

    >>> walk_matrix(5, 1.0, 0.1, 0.5**0.5)[2].round(12).tolist()
    [0.0, 0.205, 0.49, 0.305, 0.0]
    """
    if not spacing > 0 or volatility < 0:
        got = f"spacing {spacing}, volatility {volatility}"
        fix = "spacing above 0, volatility 0 or more"
        raise Faults([Fault(SPREAD, "a walk without a grid", got=got, fix=fix)])
    mean = drift / spacing
    shift = round(mean)
    rest = mean - shift
    variance = max((volatility / spacing) ** 2, variance_floor(rest))
    parts = max(1, math.ceil((variance + rest * rest) / WIDEST)) if variance > 0 else 1
    if parts > 1 and variance < abs(rest) - rest * rest / parts:
        parts = 1
    moved = _moves(levels, {shift: 1.0}, ends)
    small = _moves(levels, _three_points(rest / parts, variance / parts), ends)
    product: Floats = moved @ np.linalg.matrix_power(small, parts)
    return product


def variance_floor(mean: float) -> float:
    """The least variance of a law on whole numbers with this mean: f (1 - f), f its fraction.

    >>> variance_floor(0.25), variance_floor(-2.0)
    (0.1875, 0.0)
    """
    fraction = mean - math.floor(mean)
    return fraction * (1 - fraction)


def walk_table(
    axis: Axis, drift: ArrayLike, volatility: ArrayLike, ends: Ends = "reflecting"
) -> Floats:
    """A walk's chances where drift and volatility depend on other variables or on its own level.

    Parameters
    ----------
    axis : from `walk_axis`; m levels.
    drift, volatility : shape (..., m) or (..., 1), last axis the walk's own level now; leading
        axes are whatever they depend on. Unit of the axis per step.

    Returns
    -------
    Shape (..., m, m): each row is the row of the even walk with that row's parameters, so mean
    and variance are matched row by row.

    >>> walk_table(walk_axis("x", 0, 4, 5), [[0.0], [1.0]], [[0.0], [0.0]])[:, 2].tolist()
    [[0.0, 0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0, 0.0]]
    """
    m = len(axis.levels)
    spacing = axis.values[1] - axis.values[0]
    drifts, spreads = np.broadcast_arrays(
        np.asarray(drift, dtype=np.float64), np.asarray(volatility, dtype=np.float64)
    )
    drifts = np.broadcast_to(drifts, (*drifts.shape[:-1], m))
    spreads = np.broadcast_to(spreads, drifts.shape)
    table = np.empty((*drifts.shape, m))
    made: dict[tuple[float, float], Floats] = {}
    for spot in np.ndindex(drifts.shape):
        pair = (float(drifts[spot]), float(spreads[spot]))
        if pair not in made:
            made[pair] = walk_matrix(m, spacing, *pair, ends)
        table[spot] = made[pair][spot[-1]]
    return table


def _three_points(mean: float, variance: float) -> dict[int, float]:
    """Chances of -1, 0, 1 with this mean and variance."""
    moving = variance + mean * mean
    up, down = (moving + mean) / 2, (moving - mean) / 2
    return {-1: max(down, 0.0), 0: max(1 - up - down, 0.0), 1: max(up, 0.0)}


def _moves(levels: int, chances: dict[int, float], ends: Ends) -> Floats:
    matrix = np.zeros((levels, levels))
    for level in range(levels):
        if ends == "absorbing" and level in (0, levels - 1):
            matrix[level, level] = 1.0
            continue
        for jump, chance in chances.items():
            matrix[level, _inside(level + jump, levels, ends)] += chance
    return matrix


def _inside(level: int, levels: int, ends: Ends) -> int:
    if ends == "absorbing":
        return min(max(level, 0), levels - 1)
    turn = level % (2 * levels)
    return turn if turn < levels else 2 * levels - 1 - turn
