"""A law and the outcomes asked of it as one chain of pulls over flat arrays, for compiled loops.

The same sums as `law.expectations`. Neighbouring cells that are served by the same row from
neighbouring sources are one *run*, so the innermost loop goes over many numbers at once. Games that
differ in the chances of some stages only can be carried *abreast*, one column each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from winset._typing import Floats, Ints
from winset.talks.law import Law, Stage, plan, version_at

SOURCE, TARGET, CELLS, RUN, ROW, STRIDE, STAGE, BEFORE = range(8)
"""Columns of `Chain.pulls`: where the old and the new table begin, how many cells the new one has,
cells in a run, where the runs' rows and sources are told, distance between sources, the stage, and
how many cells the old table has."""
_NONE = np.zeros(0, dtype=np.int64)


class Chain(NamedTuple):
    """Which tables to form from which, for all draws of a law.

    Attributes
    ----------
    pulls : shape (pull, 8), see above; tables stand one after the other in cells.
    answers : shape (pull,), the answer that each pull takes.
    row_of, start_of : shape (run,), of all stages, one after the other.
    tables : shape (outcome asked for,), where the table of each begins.
    room : cells of all tables together; the first ones are the values handed in.
    """

    pulls: Ints
    answers: Ints
    row_of: Ints
    start_of: Ints
    tables: Ints
    room: int


class Links(NamedTuple):
    """The chances for a chain's pulls.

    Attributes
    ----------
    chances : shape (entry,), rows of all stages; with a number for each game where they differ.
    first, last : shape (row,), where a row's chances begin, and one past the end.
    entry : shape (step, pull), where the chances of the pull's rows begin.
    row : shape (step, pull), which of all rows is its first.
    width : shape (pull, 2), levels in a row; numbers for each of them (games, or 1 for all alike).
    still : shape (step, pull), whether the table stays as it is.
    """

    chances: Floats
    first: Ints
    last: Ints
    entry: Ints
    row: Ints
    width: Ints
    still: np.ndarray


@dataclass(frozen=True, slots=True)
class _Runs:
    length: int
    row_of: Ints
    start_of: Ints
    in_place: bool


def chain_of(law: Law, outcomes: Sequence[int]) -> Chain:
    """The chain of a law's pulls that serves some outcomes; those that move alike share tables."""
    wanted = plan(law, outcomes)
    runs = [_runs(stage) for stage in law.stages]
    begins = np.cumsum([0, *(len(each.row_of) for each in runs)])
    places, room = [0], law.states
    pulls, answers = [], []
    for number, (stage, steps) in enumerate(zip(law.stages, wanted.steps, strict=True)):
        made = []
        for before, answer in steps:
            pulls.append((places[before], room, len(stage.row_of), runs[number].length,
                          begins[number], stage.stride, number, stage.cells_before))  # fmt: skip
            answers.append(answer)
            made.append(room)
            room += len(stage.row_of)
        places = made
    return Chain(
        np.array(pulls, dtype=np.int64).reshape(-1, 8),
        np.array(answers, dtype=np.int64),
        np.concatenate([_NONE, *(each.row_of for each in runs)]),
        np.concatenate([_NONE, *(each.start_of for each in runs)]),
        np.array([places[number] for number in wanted.table_of], dtype=np.int64),
        int(room),
    )


def links_of(chain: Chain, laws: Sequence[Law], steps: int) -> Links:
    """The chances of a chain in each step, for one law or for several of the same shape abreast."""
    stages = [[law.stages[k] for law in laws] for k in range(len(laws[0].stages))]
    rows = [_side_by_side(same) for same in stages]
    begins = np.cumsum([0, *(each.size for each in rows)])
    heads = [same[0].rows.shape for same in stages]
    first_row = np.cumsum([0, *(int(np.prod(shape[:3])) for shape in heads)])
    pulls = len(chain.pulls)
    entry, row = np.empty((steps, pulls), np.int64), np.empty((steps, pulls), np.int64)
    width, still = np.empty((pulls, 2), np.int64), np.zeros((steps, pulls), dtype=np.bool_)
    for p, (number, answer) in enumerate(zip(chain.pulls[:, STAGE], chain.answers, strict=True)):
        shape, same = heads[number], stages[number]
        games = rows[number].shape[4] if rows[number].ndim == 5 else 1
        width[p] = shape[3], games
        version = np.array([version_at(same[0], step) for step in range(steps)])
        place = (version * shape[1] + answer) * shape[2]
        row[:, p] = first_row[number] + place
        entry[:, p] = begins[number] + place * shape[3] * games
        if _in_place(same[0]):
            rest = np.array([_stays(rows[number][v, answer], same[0]) for v in range(shape[0])])
            still[:, p] = rest[version]
    return Links(
        np.concatenate([np.zeros(0), *(each.reshape(-1) for each in rows)]),
        np.concatenate([_NONE, *(_span(same, "first").reshape(-1) for same in stages)]),
        np.concatenate([_NONE, *(_span(same, "last").reshape(-1) for same in stages)]),
        entry,
        row,
        width,
        still,
    )


def _side_by_side(same: Sequence[Stage]) -> Floats:
    """A stage's rows; with an axis for the laws behind it where they differ."""
    one = same[0].rows
    if all(each.rows is one or np.array_equal(each.rows, one) for each in same[1:]):
        return one
    return np.stack([each.rows for each in same], axis=-1)


def _span(same: Sequence[Stage], name: str) -> Ints:
    """Where rows begin (`first`), or end (`last`), over all laws abreast."""
    spans = [getattr(each, name) for each in same]
    return np.asarray(np.minimum.reduce(spans) if name == "first" else np.maximum.reduce(spans))


def _runs(stage: Stage) -> _Runs:
    """The longest equal runs of cells with one row and neighbouring sources."""
    row, start, cells = stage.row_of, stage.start_of, len(stage.row_of)
    breaks = np.flatnonzero((np.diff(row) != 0) | (np.diff(start) != 1)) + 1
    length = int(np.gcd.reduce(np.r_[breaks, cells]))
    return _Runs(length, row[::length].copy(), start[::length].copy(), _in_place(stage))


def _in_place(stage: Stage) -> bool:
    """Whether a new cell, by its own level, could be read from the old cell of the same number."""
    return len(stage.row_of) == stage.cells_before


def _stays(rows: Floats, stage: Stage) -> bool:
    """Whether each cell's row reads that very cell, so that nothing moves."""
    flat = rows if rows.ndim == 2 else rows.reshape(len(rows), rows.shape[1], -1).min(axis=2)
    level = flat.argmax(axis=1)
    if not (flat[np.arange(len(flat)), level] == 1.0).all():
        return False
    own = stage.start_of + level[stage.row_of] * stage.stride
    return bool(np.array_equal(own, np.arange(len(own))))
