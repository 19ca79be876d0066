"""How dated things move: events, the decision about the money, funding, and the freeze."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from winset._typing import Bools, Floats
from winset.runs.coupling.frame import HOLDS, LAPSED, NODE, Frame, node_axis
from winset.runs.coupling.numbers import Read, chance
from winset.runs.coupling.situations import Parents, names_of, seen
from winset.runs.coupling.standing import first_that_holds, mask
from winset.scenario.draws import Draws, sample
from winset.scenario.nouns.drivers import Freeze
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.nouns.world import FreezeKept, Schedule
from winset.timegrid import TimeGrid, month_of
from winset.world.axes import Axis
from winset.world.law import Kernel
from winset.world.schedule import dated, decided
from winset.world.switch import switch_table


def schedule_kernel(
    frame: Frame, event: Schedule, axis: Axis, parents: Parents, read: Read
) -> Kernel:
    """How an event falls on its day, by what then holds; the first condition that holds counts."""
    over = seen(parents)
    results = np.zeros((*(len(p.levels) for p in over), len(axis.levels)))
    results[...] = result_row(axis, event.results, read)
    for change in reversed(list(event.changes.values())):
        results[mask(change.when, over)] = result_row(axis, change.results, read)
    still = np.broadcast_to(np.eye(len(axis.levels)), (*results.shape, len(axis.levels)))[None]
    falls = {month_of(frame.grid, event.on): decided(axis, results)[None]}
    tables, version = dated(frame.grid.months, still, falls)
    return Kernel(axis.name, tables, *names_of(parents), version)


def result_row(axis: Axis, results: dict[str, Quantity], read: Read) -> Floats:
    """Chances of an event's levels, shape (level,); what is left stays on the first.

    >>> event = Axis("e", ("pending", "yes", "no"))
    >>> result_row(event, {"yes": Quantity(value=0.75)}, lambda q: q.value or 0.0).tolist()
    [0.25, 0.75, 0.0]
    """
    row = np.array([chance(read, results[n]) if n in results else 0.0 for n in axis.levels])
    row[0] = 0.0
    row /= max(row.sum(), 1.0)
    row[0] = 1.0 - row.sum()
    return np.asarray(np.maximum(row, 0.0))


def node_kernel(frame: Frame, chances: Floats) -> Kernel:
    """How the decision about the money falls, day by day.

    Parameters
    ----------
    chances : shape (node,), or (node, state) where they hang on the state of the world then.
    """
    axis = node_axis(frame)
    counts = tuple(len(each.levels) for each in frame.axes) if chances.ndim == 2 else ()
    by_state = np.moveaxis(chances, 0, -1).reshape(*counts, len(frame.nodes))
    left = np.ones(by_state.shape[:-1])
    falls: dict[int, Floats] = {}
    for step in np.unique(frame.decided):
        results = np.zeros((*by_state.shape[:-1], len(axis.levels)))
        now = np.flatnonzero(frame.decided == step)
        results[..., 1 + now] = by_state[..., now] / np.maximum(left, 1e-300)[..., None]
        left = np.maximum(left - by_state[..., now].sum(axis=-1), 0.0)
        if step == frame.decided.max():  # whatever rounding has left must not stay undecided
            results[..., 1 + now] /= np.maximum(results.sum(axis=-1, keepdims=True), 1e-300)
            results[results.sum(axis=-1) == 0, 1 + now[0]] = 1.0
        results[..., 0] = np.maximum(1.0 - results[..., 1:].sum(axis=-1), 0.0)
        falls[int(step)] = decided(axis, results)[None]
    size = len(axis.levels)
    still = np.broadcast_to(np.eye(size), (*by_state.shape[:-1], size, size))[None]
    tables, version = dated(frame.grid.months, still, falls)
    names = tuple(each.name for each in frame.axes) if counts else ()
    return Kernel(NODE, tables, names, (), version)


def funding_kernel(frame: Frame, axis: Axis, moves: Floats, kinds: Sequence[str]) -> Kernel:
    """How funding moves, by what has been decided by the end of the step.

    Once something is signed it stays as it is: needs are then others than those that the money
    knows, and nothing at the table hangs on it any more unless talks resume.

    Parameters
    ----------
    moves : shape (step, 1 + node, level, level), see `funding.Funding`.
    """
    after = (NODE,) if frame.nodes else ()
    table = moves if frame.nodes else moves[:, 0]
    still = np.broadcast_to(np.eye(len(axis.levels)), table.shape)
    signed = {f"{word}:{kind}": 1 for word in ("settled", "awaiting") for kind in kinds}
    tables = np.stack([table, still], axis=1)
    return Kernel(axis.name, tables, (), after, np.arange(len(moves)), signed)


def renewals(freeze: Freeze, draws: Draws, grid: TimeGrid) -> Bools:
    """The months in which the freeze must be renewed, shape (draw, month)."""
    if freeze.until_reparations:
        return np.zeros((draws.n, grid.months), dtype=np.bool_)
    every = np.maximum(1, np.rint(sample(draws, freeze.every))).astype(np.int64)[:, None]
    since = np.arange(grid.months)[None, :] - month_of(grid, freeze.next_renewal)
    return np.asarray((since >= 0) & (since % every == 0))


def freeze_kernel(
    kept: FreezeKept, axis: Axis, parents: Parents, read: Read, lapse: Quantity, due: Bools
) -> Kernel:
    """How the freeze lapses when a renewal fails; after the calendar at the mean rate of its year.

    Parameters
    ----------
    lapse : the chance that a renewal fails where no condition says otherwise.
    due : shape (step,), the months in which one is due.
    """
    changes = [(change.when, chance(read, change.lapse)) for change in kept.changes.values()]
    fails = first_that_holds(chance(read, lapse), changes, seen(parents))
    rate = due[-12:].mean()
    tables = [switch_table(axis, {(HOLDS, LAPSED): fails * part}) for part in (0.0, 1.0, rate)]
    version = due.astype(np.int64)
    version[-1] = 2
    return Kernel(axis.name, np.stack(tables)[:, None], *names_of(parents), version)
