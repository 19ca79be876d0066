"""The law of the world as the talks see it: stages of plain arrays, and expectations by them.

The talks do not know what the variables of the world are. Each variable is a stage that turns a
table of values into another; the last stage leaves one value per state:

    new[i] = sum_j rows[version, answer, row_of[i], j] * old[start_of[i] + j * stride]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from winset._typing import Floats, Ints
from winset.talks.stages import Sparse, compose, pull, shove

Arrays = tuple[Floats, Ints, Ints, int, int, Ints, Ints]
"""rows, row_of, start_of, stride, cells_before, answer_of, version_at: see `Stage`."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One variable's move.

    Attributes
    ----------
    rows : shape (version, answer, row, next), chances.
    row_of, start_of : shape (cell,), the row that serves a new cell, and its first old cell.
    stride, cells_before : distance between the old cells read; how many old cells there are.
    answer_of : shape (outcome,), which answer belongs to each outcome.
    version_at : shape (step,); the last one holds for ever after.
    first, last : shape (version, answer, row): where a row's chances begin, and one past the end.
    """

    rows: Floats
    row_of: Ints
    start_of: Ints
    stride: int
    cells_before: int
    answer_of: Ints
    version_at: Ints
    first: Ints
    last: Ints


@dataclass(frozen=True, slots=True)
class Law:
    """How the state moves: its stages in the order in which variables are summed out."""

    states: int
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Which tables to form so that outcomes share what they have in common.

    Attributes
    ----------
    steps : for each stage, the (table before, answer) of each table after it.
    table_of : for each outcome asked for, the last stage's table that serves it.
    """

    steps: tuple[tuple[tuple[int, int], ...], ...]
    table_of: tuple[int, ...]


def law_from_arrays(stages: Iterable[Arrays]) -> Law:
    """A law from the arrays of its stages, first summed out first; without any, one still state."""
    made = tuple(_stage(*arrays) for arrays in stages)
    return Law(len(made[-1].row_of) if made else 1, made)


def law_from_matrices(matrices: Floats, answer_of: Ints, version_of: Ints | None = None) -> Law:
    """A law from whole matrices: for small worlds.

    Parameters
    ----------
    matrices : shape (answer, state, state), row = state now; with a calendar
        (version, answer, state, state).
    answer_of : shape (outcome,).
    version_of : shape (step,), the version of each step; None: always the first.

    >>> law = law_from_matrices(np.array([[[0.5, 0.5], [0.0, 1.0]]]), np.zeros(10, dtype=int))
    >>> expectations(law, plan(law, [0]), 0, np.array([[1.0], [3.0]]))[0].tolist()
    [[2.0], [3.0]]
    """
    states = matrices.shape[-1]
    every, none = np.arange(states), np.zeros(states, dtype=np.int64)
    dates = np.zeros(1, dtype=np.int64) if version_of is None else np.asarray(version_of)
    tables = matrices if matrices.ndim == 4 else matrices[None]
    stage = _stage(tables, every, none, 1, states, np.asarray(answer_of), dates)
    return Law(states, (stage,))


def plan(law: Law, outcomes: Sequence[int]) -> Plan:
    """Which tables to form for these outcomes: those with the same answers so far share one."""
    wanted = np.array(outcomes, dtype=np.int64)
    current = [0] * len(wanted)
    steps = []
    for stage in law.stages:
        found: dict[tuple[int, int], int] = {}
        keys = zip(current, stage.answer_of[wanted].tolist(), strict=True)
        current = [found.setdefault(key, len(found)) for key in keys]
        steps.append(tuple(found))
    return Plan(tuple(steps), tuple(current))


def expectations(law: Law, wanted: Plan, step: int, values: Floats) -> list[Floats]:
    """E[values(next state) | state, outcome] for each outcome of the plan.

    Parameters
    ----------
    values : shape (state, column).

    Returns
    -------
    One array (state, column) per outcome; outcomes with the same law share one array.
    """
    tables = [np.ascontiguousarray(values)]
    for stage, steps in zip(law.stages, wanted.steps, strict=True):
        version = version_at(stage, step)
        new = []
        for before, answer in steps:
            table = np.empty((len(stage.row_of), values.shape[1]))
            rows = stage.rows[version, answer]
            first, last = stage.first[version, answer], stage.last[version, answer]
            old = tables[before]
            pull(rows, first, last, stage.row_of, stage.start_of, stage.stride, old, table)
            new.append(table)
        tables = new
    return [tables[number] for number in wanted.table_of]


def pushed(law: Law, wanted: Plan, step: int, masses: Sequence[Floats]) -> Floats:
    """The chances of the next states, all outcomes together.

    Parameters
    ----------
    masses : for each outcome of the plan the chances with which it happens, shape (state, column).

    Returns
    -------
    Shape (state, column). Nothing is lost: the sum is that of the masses.
    """
    count = 1 + max(wanted.table_of)
    columns = masses[0].shape[1]
    tables = [np.zeros((law.states, columns)) for _ in range(count)]
    for number, mass in zip(wanted.table_of, masses, strict=True):
        tables[number] += mass
    for stage, steps in zip(reversed(law.stages), reversed(wanted.steps), strict=True):
        version = version_at(stage, step)
        count = 1 + max(before for before, _ in steps)
        old = [np.zeros((stage.cells_before, columns)) for _ in range(count)]
        for (before, answer), table in zip(steps, tables, strict=True):
            rows = stage.rows[version, answer]
            first, last = stage.first[version, answer], stage.last[version, answer]
            into = old[before]
            shove(rows, first, last, stage.row_of, stage.start_of, stage.stride, table, into)
        tables = old
    return tables[0]


def transition(law: Law, step: int, outcome: int) -> sparse.csr_array:
    """P(next state | state) after an outcome, as a sparse matrix: for linear systems."""
    cells = law.stages[0].cells_before if law.stages else law.states
    every = np.arange(cells + 1, dtype=np.int32)
    made: Sparse = (np.ones(cells), every[:-1], every)
    for stage in law.stages:
        version, answer = version_at(stage, step), stage.answer_of[outcome]
        rows, first, last = (
            each[version, answer] for each in (stage.rows, stage.first, stage.last)
        )
        made = compose(rows, first, last, stage.row_of, stage.start_of, stage.stride, made)
    return sparse.csr_array(made, shape=(law.states, cells))


def version_at(stage: Stage, step: int) -> int:
    """Which version of a stage's chances holds in a step."""
    return int(stage.version_at[min(step, len(stage.version_at) - 1)])


def settles_at(law: Law, outcomes: Sequence[int]) -> int:
    """The first step from which on the law after these outcomes no longer changes."""
    changing = 0
    for stage in law.stages:
        for outcome in outcomes:
            rows = stage.rows[:, stage.answer_of[outcome]]
            final = rows[stage.version_at[-1]]
            for step, version in enumerate(stage.version_at):
                if version != stage.version_at[-1] and not np.array_equal(rows[version], final):
                    changing = max(changing, step + 1)
    return changing


def _stage(
    rows: Floats,
    row_of: Ints,
    start_of: Ints,
    stride: int,
    cells_before: int,
    answer_of: Ints,
    version_at: Ints,
) -> Stage:
    present = rows > 0
    first = present.argmax(axis=-1).astype(np.int64)
    last = rows.shape[-1] - present[..., ::-1].argmax(axis=-1).astype(np.int64)
    return Stage(
        np.ascontiguousarray(rows, dtype=np.float64),
        np.ascontiguousarray(row_of, dtype=np.int64),
        np.ascontiguousarray(start_of, dtype=np.int64),
        int(stride),
        int(cells_before),
        np.ascontiguousarray(answer_of, dtype=np.int64),
        np.ascontiguousarray(version_at, dtype=np.int64),
        first,
        last,
    )
