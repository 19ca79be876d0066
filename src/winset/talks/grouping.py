"""Which neighbouring stages of a law to sum out in one go.

Summing out two variables together reads every cell more often but writes one table instead of two.
For each stream of values the cheapest way to part the stages into groups is found by dynamic
programming over the stages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset._typing import Ints
from winset.talks.law import Law, Stage

WRITE = 3.0
"""What writing a cell costs, in cells read."""
LARGEST = 32
"""Levels that a group may have together."""


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring stages that are summed out in one go.

    Attributes
    ----------
    stages : their numbers; the first one is summed out first.
    rows : for each stage, shape (row, level), which of its rows serves.
    levels : for each stage, shape (level,), which of its levels.
    offsets : shape (level,), how far from a run's source each level is read, in cells.
    row_of, start_of : shape (run,), the row of each run, and its first source.
    length : cells in a run; cells : of the new table.
    in_place : whether the new table has as many cells as the old one.
    """

    stages: tuple[int, ...]
    rows: tuple[Ints, ...]
    levels: tuple[Ints, ...]
    offsets: Ints
    row_of: Ints
    start_of: Ints
    length: int
    cells: int
    in_place: bool

    @property
    def cell_of(self) -> Ints:
        """The first cell of each run."""
        return np.arange(0, self.cells, self.length)


def grouped(law: Law, outcomes: Sequence[int]) -> list[Group]:
    """The cheapest groups of stages for what is moved on after these outcomes."""
    count = len(law.stages)
    tables = _tables(law, outcomes)
    best: list[tuple[float, list[Group]]] = [(0.0, [])]
    for end in range(1, count + 1):
        found: tuple[float, list[Group]] = (np.inf, [])
        for begin in range(end):
            group = group_of(law.stages, begin, end)
            if group is None:
                continue
            cost = tables[end - 1] * group.cells * (WRITE + entries(group, law.stages))
            if best[begin][0] + cost < found[0]:
                found = (best[begin][0] + cost, [*best[begin][1], group])
        best.append(found)
    return best[-1][1]


def _tables(law: Law, outcomes: Sequence[int]) -> list[int]:
    """How many tables there are after each stage."""
    sofar: list[tuple[int, ...]] = [()] * len(outcomes)
    found = []
    for stage in law.stages:
        sofar = [(*s, int(stage.answer_of[o])) for s, o in zip(sofar, outcomes, strict=True)]
        found.append(len(set(sofar)))
    return found


def entries(group: Group, stages: Sequence[Stage]) -> float:
    """How many levels of a row have a chance, on average over rows and answers."""
    there = np.ones(())
    for number, rows, levels in zip(group.stages, group.rows, group.levels, strict=True):
        held = (stages[number].rows > 0).mean(axis=(0, 1))
        there = there * held[rows, levels]
    return float(there.sum(axis=1).mean())


def group_of(stages: Sequence[Stage], begin: int, end: int) -> Group | None:
    """The stages from one up to another as a group; None where they cannot be read in one go.

    They can if the levels of a cell lie equally far from its source in every cell.
    """
    last = stages[end - 1]
    cells, width = len(last.row_of), last.rows.shape[-1]
    start, offsets = last.start_of, last.stride * np.arange(width)
    rows = [np.broadcast_to(last.row_of[:, None], (cells, width))]
    levels = [np.arange(width)]
    for number in range(end - 2, begin - 1, -1):
        stage = stages[number]
        width = stage.rows.shape[-1]
        if len(offsets) * width > LARGEST:
            return None
        source = start[:, None] + offsets
        first = stage.start_of[source]
        apart = first - first[:, :1]
        if (apart != apart[0]).any():
            return None
        start = first[:, 0]
        offsets = (apart[0][:, None] + stage.stride * np.arange(width)).reshape(-1)
        rows = [np.repeat(each, width, axis=1) for each in rows]
        levels = [np.repeat(each, width) for each in levels]
        rows.insert(0, np.repeat(stage.row_of[source], width, axis=1))
        levels.insert(0, np.tile(np.arange(width), source.shape[1]))
    return _group(tuple(range(begin, end)), rows, levels, offsets, start, stages)


def _group(
    numbers: tuple[int, ...],
    rows: Sequence[Ints],
    levels: Sequence[Ints],
    offsets: Ints,
    start: Ints,
    stages: Sequence[Stage],
) -> Group:
    row_of, chosen = _distinct(rows)
    cells = len(start)
    breaks = np.flatnonzero((np.diff(row_of) != 0) | (np.diff(start) != 1)) + 1
    length = int(np.gcd.reduce(np.r_[breaks, cells]))
    return Group(
        numbers,
        tuple(np.ascontiguousarray(each[chosen]) for each in rows),
        tuple(levels),
        np.asarray(offsets, dtype=np.int64),
        np.ascontiguousarray(row_of[::length]),
        np.ascontiguousarray(start[::length]),
        length,
        cells,
        cells == stages[numbers[0]].cells_before,
    )


def _distinct(rows: Sequence[Ints]) -> tuple[Ints, Ints]:
    """Cells whose rows are the same in every stage share one: the row of each, a cell of each."""
    keys = np.zeros(len(rows[0]), dtype=np.int64)
    for each in rows:
        for level in range(each.shape[1]):
            if level and np.array_equal(each[:, level], each[:, level - 1]):
                continue
            keys = keys * (int(each.max()) + 1) + each[:, level]
            keys = np.unique(keys, return_inverse=True)[1].reshape(-1)
    _, chosen, row_of = np.unique(keys, return_index=True, return_inverse=True)
    return np.asarray(row_of.reshape(-1), dtype=np.int64), np.asarray(chosen, dtype=np.int64)
