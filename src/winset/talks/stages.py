"""The inner loops of the law: values pulled back through a stage, chances pushed forward.

Each is the other's transpose. Rows are read only where their chances are not zero.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset._compiled import compiled
from winset._typing import Floats, Ints

Places = NDArray[np.int32]
Sparse = tuple[Floats, Places, Places]
"""Values, their columns, and where each row begins: compressed sparse rows, as scipy has them."""


@compiled
def pull(
    rows: Floats,
    first: Ints,
    last: Ints,
    row_of: Ints,
    start_of: Ints,
    stride: int,
    old: Floats,
    new: Floats,
) -> None:  # pragma: no cover - compiled
    """Fill `new` (cell, column) with expectations over `old` (cell before, column)."""
    columns = new.shape[1]
    if columns == 2:
        _pull_two(rows, first, last, row_of, start_of, stride, old, new)
        return
    for cell in range(len(row_of)):
        row = row_of[cell]
        for column in range(columns):
            new[cell, column] = 0.0
        for level in range(first[row], last[row]):
            chance = rows[row, level]
            source = start_of[cell] + level * stride
            for column in range(columns):
                new[cell, column] += chance * old[source, column]


@compiled
def _pull_two(
    rows: Floats,
    first: Ints,
    last: Ints,
    row_of: Ints,
    start_of: Ints,
    stride: int,
    old: Floats,
    new: Floats,
) -> None:  # pragma: no cover - compiled
    """`pull` for two columns, whose sums stay in registers."""
    for cell in range(len(row_of)):
        row = row_of[cell]
        one, two = 0.0, 0.0
        source = start_of[cell] + first[row] * stride
        for level in range(first[row], last[row]):
            chance = rows[row, level]
            one += chance * old[source, 0]
            two += chance * old[source, 1]
            source += stride
        new[cell, 0], new[cell, 1] = one, two


@compiled
def shove(
    rows: Floats,
    first: Ints,
    last: Ints,
    row_of: Ints,
    start_of: Ints,
    stride: int,
    mass: Floats,
    into: Floats,
) -> None:  # pragma: no cover - compiled
    """Add to `into` (cell before, column) what `mass` (cell, column) becomes."""
    columns = mass.shape[1]
    if columns == 1:
        _shove_one(rows, first, last, row_of, start_of, stride, mass, into)
        return
    if columns == 2:
        _shove_two(rows, first, last, row_of, start_of, stride, mass, into)
        return
    for cell in range(len(row_of)):
        row = row_of[cell]
        for level in range(first[row], last[row]):
            chance = rows[row, level]
            target = start_of[cell] + level * stride
            for column in range(columns):
                into[target, column] += chance * mass[cell, column]


@compiled
def _shove_one(
    rows: Floats,
    first: Ints,
    last: Ints,
    row_of: Ints,
    start_of: Ints,
    stride: int,
    mass: Floats,
    into: Floats,
) -> None:  # pragma: no cover - compiled
    """`shove` for one column; cells without mass are passed over."""
    for cell in range(len(row_of)):
        one = mass[cell, 0]
        if one == 0.0:
            continue
        row = row_of[cell]
        target = start_of[cell] + first[row] * stride
        for level in range(first[row], last[row]):
            into[target, 0] += rows[row, level] * one
            target += stride


@compiled
def _shove_two(
    rows: Floats,
    first: Ints,
    last: Ints,
    row_of: Ints,
    start_of: Ints,
    stride: int,
    mass: Floats,
    into: Floats,
) -> None:  # pragma: no cover - compiled
    """`shove` for two columns; cells without mass are passed over."""
    for cell in range(len(row_of)):
        one, two = mass[cell, 0], mass[cell, 1]
        if one == 0.0 and two == 0.0:
            continue
        row = row_of[cell]
        target = start_of[cell] + first[row] * stride
        for level in range(first[row], last[row]):
            chance = rows[row, level]
            into[target, 0] += chance * one
            into[target, 1] += chance * two
            target += stride


@compiled
def compose(
    rows: Floats,
    first: Ints,
    last: Ints,
    row_of: Ints,
    start_of: Ints,
    stride: int,
    old: Sparse,
) -> Sparse:  # pragma: no cover - compiled
    """`pull` for a table that is told as a sparse matrix: a row for each cell.

    A row may name a column more than once, where several ways lead there.
    """
    values, places, begins = old
    ends = np.zeros(len(row_of) + 1, dtype=np.int32)
    for cell in range(len(row_of)):
        row, total = row_of[cell], 0
        for level in range(first[row], last[row]):
            source = start_of[cell] + level * stride
            if rows[row, level] > 0.0:
                total += begins[source + 1] - begins[source]
        ends[cell + 1] = ends[cell] + total
    new, there, filled = np.empty(ends[-1]), np.empty(ends[-1], dtype=np.int32), 0
    for cell in range(len(row_of)):
        row = row_of[cell]
        for level in range(first[row], last[row]):
            chance, source = rows[row, level], start_of[cell] + level * stride
            if chance > 0.0:
                for entry in range(begins[source], begins[source + 1]):
                    new[filled], there[filled] = chance * values[entry], places[entry]
                    filled += 1
    return new, there, ends
