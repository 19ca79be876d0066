"""A law and the outcomes asked of it as one chain of pulls over flat numbers, for compiled loops.

The same sums as `law.expectations`, in fewer passes. What is carried alike is a *stream*: so many
columns, moved on after the same outcomes. Neighbouring stages are summed out in one go where that
is cheaper (`grouping`); neighbouring cells that one row serves from neighbouring sources are one
*run*, so that the innermost loop goes over many numbers. Games, and parties with beliefs of their
own, stand side by side in *lanes*: lanes share the chain, and may differ in their chances.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.talks.grouping import Group, grouped
from winset.talks.law import Law, Stage

SOURCE, CELLS, LENGTH, COLUMNS, RUNS = range(5)
"""Columns of `Chain.pulls`: the table that is read; how many cells the new one has, cells in a run,
columns of a cell, and the first of its runs."""


class Chain(NamedTuple):
    """Which tables to form from which. The first tables are the streams as they are handed in.

    Attributes
    ----------
    pulls : shape (pull, 5), see above; each makes one table.
    begin : shape (table,), where each table begins, in numbers of one lane.
    joined : shape (pull,), whether it goes by the rows of the one before, with as many columns.
    row_of, start_of : shape (run,), of all groups of stages, one after the other.
    tables : shape (outcome asked for,), the table of each, stream after stream.
    streams : how many there are.
    carried : numbers of one lane in the streams; room : in all tables.
    """

    pulls: Ints
    begin: Ints
    joined: np.ndarray
    row_of: Ints
    start_of: Ints
    tables: Ints
    streams: int
    carried: int
    room: int


class Links(NamedTuple):
    """The chances for a chain's pulls.

    Attributes
    ----------
    chances : one for each entry of a row; with a number for each lane where lanes differ.
    offset : shape (entry,), how far from a run's source the entry reads, in cells.
    first, last : shape (row,), a row's entries; where : shape (row,), where its chances begin.
    row : shape (step, pull), the first of all rows that the pull goes by.
    width : shape (pull,), numbers for each entry: 1, or one for each lane.
    still : shape (step, pull), whether the table stays as it is.
    """

    chances: Floats
    offset: Ints
    first: Ints
    last: Ints
    where: Ints
    row: Ints
    width: Ints
    still: np.ndarray


@dataclass(frozen=True, slots=True)
class Layout:
    """A chain without its columns, and what its pulls are made of.

    Attributes
    ----------
    groups : of stages.
    pulls : for each, the stream, the table that is read, the group, and the answers of its stages.
    tables : for each outcome asked for, its table.
    states, streams : how many there are.
    """

    groups: tuple[Group, ...]
    pulls: tuple[tuple[int, int, int, tuple[int, ...]], ...]
    tables: tuple[int, ...]
    states: int
    streams: int


def layout_of(law: Law, streams: Sequence[Sequence[int]]) -> Layout:
    """The chain that serves some outcomes for each stream; those that move alike share tables."""
    groups: list[Group] = []
    pulls: list[tuple[int, int, int, tuple[int, ...]]] = []
    tables: list[int] = []
    for number, outcomes in enumerate(streams):
        current = [number] * len(outcomes)
        for group in grouped(law, outcomes):
            place = next((k for k, g in enumerate(groups) if g.stages == group.stages), len(groups))
            if place == len(groups):
                groups.append(group)
            found: dict[tuple[int, tuple[int, ...]], int] = {}
            for k, outcome in enumerate(outcomes):
                answers = tuple(int(law.stages[s].answer_of[outcome]) for s in group.stages)
                key = (current[k], answers)
                if key not in found:
                    found[key] = len(streams) + len(pulls)
                    pulls.append((number, current[k], place, answers))
                current[k] = found[key]
        tables += current
    return Layout(tuple(groups), tuple(pulls), tuple(tables), law.states, len(streams))


def chain_of(layout: Layout, columns: Sequence[int]) -> Chain:
    """A layout with so many columns in each stream; none where a stream carries nothing."""
    told = np.cumsum([0, *(len(group.row_of) for group in layout.groups)])
    groups = layout.groups
    rows = [
        (source, groups[g].cells, groups[g].length, columns[stream], told[g])
        for stream, source, g, _ in layout.pulls
    ]
    pulls = np.array(rows, dtype=np.int64).reshape(-1, 5)
    heads = np.array([layout.states * width for width in columns], dtype=np.int64)
    sizes = np.r_[heads, pulls[:, CELLS] * pulls[:, COLUMNS]]
    none = np.zeros(0, dtype=np.int64)
    return Chain(
        pulls,
        np.cumsum(sizes) - sizes,
        joined_in(layout, columns),
        np.concatenate([none, *(group.row_of for group in groups)]),
        np.concatenate([none, *(group.start_of for group in groups)]),
        np.array(layout.tables, dtype=np.int64),
        layout.streams,
        int(heads.sum()),
        int(sizes.sum()),
    )


def joined_in(layout: Layout, columns: Sequence[int]) -> np.ndarray:
    """Whether each pull goes by the rows of the one before, with as many columns."""
    keys = [(columns[stream], group, answers) for stream, _, group, answers in layout.pulls]
    return np.array([k > 0 and keys[k] == keys[k - 1] for k in range(len(keys))], dtype=np.bool_)


def links_of(layout: Layout, laws: Sequence[Law], steps: int) -> Links:
    """The chances of a chain in each step; `laws` : of each lane, of one shape all."""
    sets: dict[tuple[int, tuple[int, ...]], tuple[Ints, _Rows]] = {}
    lanes = [_lanes(group, laws) for group in layout.groups]
    dates = [each.dates(steps) for each in lanes]
    row = np.zeros((steps, len(layout.pulls)), np.int64)
    width = np.ones(len(layout.pulls), np.int64)
    still = np.zeros((steps, len(layout.pulls)), dtype=np.bool_)
    begin = 0
    for p, (_, _, g, answers) in enumerate(layout.pulls):
        versions, date = dates[g]
        if (g, answers) not in sets:
            made = _rows(layout.groups[g], lanes[g], answers, versions)
            sets[g, answers] = begin + len(made.count) // len(versions) * date, made
            begin += len(made.count)
        row[:, p], made = sets[g, answers]
        still[:, p], width[p] = made.still[date], made.width
    every = [made for _, made in sets.values()]
    entries = np.concatenate([np.zeros(0, np.int64), *(each.count for each in every)])
    last = np.cumsum(entries)
    widths = np.repeat([each.width for each in every], [len(each.count) for each in every])
    numbers = np.asarray(entries * widths, dtype=np.int64)
    return Links(
        np.concatenate([np.zeros(0), *(each.chances for each in every)]),
        np.concatenate([np.zeros(0, np.int64), *(each.offset for each in every)]),
        last - entries,
        last,
        np.cumsum(numbers) - numbers,
        row,
        width,
        still,
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of one group in all its versions, one version after the other.

    Attributes
    ----------
    count : shape (version * row,), entries of each; offset : of each entry, what it reads.
    chances : of each entry, in so many lanes: `width`.
    still : shape (version,), whether the table stays as it is.
    """

    count: Ints
    offset: Ints
    chances: Floats
    width: int
    still: Bools


@dataclass(frozen=True, slots=True)
class _Lanes:
    """The stages of a group in lanes that differ, and which of those each lane is like."""

    stages: list[list[Stage]]
    like: Ints

    @property
    def width(self) -> int:
        """Numbers for each entry: one, if all lanes are alike."""
        return 1 if len(self.stages) == 1 else len(self.like)

    def dates(self, steps: int) -> tuple[Ints, Ints]:
        """The versions that occur together, (version, lane, stage); and which in each step."""
        every = np.arange(steps)
        when = [[stage.version_at[np.minimum(every, len(stage.version_at) - 1)] for stage in lane]
                for lane in self.stages]  # fmt: skip
        versions, date = np.unique(np.array(when), axis=2, return_inverse=True)
        return np.moveaxis(versions, 2, 0), date.reshape(-1)


def _lanes(group: Group, laws: Sequence[Law]) -> _Lanes:
    """The stages of a group in every lane."""
    found: list[list[Stage]] = []
    like = []
    for law in laws:
        lane = [law.stages[s] for s in group.stages]
        same = (k for k, other in enumerate(found) if all(map(_alike, lane, other)))
        like.append(next(same, len(found)))
        if like[-1] == len(found):
            found.append(lane)
    return _Lanes(found, np.array(like, dtype=np.int64))


def _alike(one: Stage, other: Stage) -> bool:
    return one is other or (
        (one.rows is other.rows or np.array_equal(one.rows, other.rows))
        and np.array_equal(one.version_at, other.version_at)
    )


def _rows(group: Group, lanes: _Lanes, answers: Sequence[int], versions: Ints) -> _Rows:
    found = [_chances(group, lane, answers, versions[:, k]) for k, lane in enumerate(lanes.stages)]
    chances = found[0] if len(found) == 1 else np.stack(found, axis=-1)[..., lanes.like]
    each = chances if chances.ndim == 4 else chances[..., None]
    there = (each > 0).any(axis=-1)
    count, offsets = there.sum(axis=2), np.broadcast_to(group.offsets, there.shape)
    still = np.zeros(len(versions), dtype=np.bool_)
    if group.in_place:
        sure = (count == 1) & ((each == 1.0).all(axis=-1).sum(axis=2) == 1)
        source = group.start_of + np.where(there, offsets, 0).sum(axis=2)[:, group.row_of]
        still = sure.all(axis=1) & (source == group.cell_of).all(axis=1)
    return _Rows(count.reshape(-1), offsets[there], chances[there].reshape(-1), lanes.width, still)


def _chances(group: Group, lane: Sequence[Stage], answers: Sequence[int], versions: Ints) -> Floats:
    """Chances of a group's rows, shape (version, row, level): the products of its stages'.

    `versions` : shape (version, stage).
    """
    total = np.ones((len(versions), *group.rows[0].shape))
    for k, (stage, answer) in enumerate(zip(lane, answers, strict=True)):
        total *= stage.rows[versions[:, k], answer][:, group.rows[k], group.levels[k]]
    return total
