"""How walks, switches, red lines and tracks move, as kernels of one draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.runs.coupling.frame import HOLDS, SOFTENED, Frame
from winset.runs.coupling.numbers import Read, chance
from winset.runs.coupling.situations import Parents, Pull, names_of, open_months, seen
from winset.runs.coupling.standing import first_that_holds, mask, multiplied, standing_mask
from winset.scenario.nouns.talks import RedLine, Track
from winset.scenario.nouns.world import Moves, Pace, Standing, Walk, When
from winset.world.axes import Axis, level_index
from winset.world.law import Kernel
from winset.world.switch import switch_table
from winset.world.track import HELD, open_dates, track_table
from winset.world.walk import walk_table

A = TypeVar("A")
HELD_NOW = Standing(levels=("held",))


def kernel_from(
    axis: Axis,
    parents: Parents,
    ways: Sequence[tuple[tuple[str, ...], A]],
    pulls: Sequence[Pull],
    table: Callable[[A, Sequence[bool]], Floats],
) -> Kernel:
    """A kernel from the table of each situation, for each set of tracks that can be held.

    Parameters
    ----------
    table : from a situation, and whether each pull's track can be held, to chances, shape
        (*before, *after, own, next).
    """
    steps, version = calendar_of(pulls)
    tables = np.stack([np.stack([table(way, opened) for _, way in ways]) for opened in steps])
    answer = {outcome: number for number, (names, _) in enumerate(ways) for outcome in names}
    return Kernel(axis.name, tables, *names_of(parents), version, answer)


def calendar_of(pulls: Sequence[Pull]) -> tuple[list[tuple[bool, ...]], Ints]:
    """The different sets of tracks that can be held, and which of them holds in each step.

    A track that is remembered tells by its own law when it can be held.
    """
    loose = [pull for pull in pulls if not pull.remembered]
    if not loose:
        return [tuple(True for _ in pulls)], np.zeros(1, dtype=np.int64)
    open_ = np.stack([p.open_ | p.remembered for p in pulls], axis=1)
    sets, version = np.unique(open_, axis=0, return_inverse=True)
    return [tuple(map(bool, row)) for row in sets], np.asarray(version.reshape(-1), dtype=np.int64)


def walk_chances(
    walk: Walk, axis: Axis, over: Sequence[Axis], read: Read, pulls: Sequence[Pull]
) -> Callable[[object, Sequence[bool]], Floats]:
    """The table of a walk in a situation; `over`: what it looks at, then itself."""
    shape = tuple(len(each.levels) for each in over)

    def table(way: object, opened: Sequence[bool]) -> Floats:
        if isinstance(way, Pace):
            even = walk_table(axis, [read(way.drift)], [spread(read(way.volatility))], walk.ends)
            return np.broadcast_to(even, (*shape, shape[-1]))
        drift, trembling = np.full(shape, read(walk.drift)), np.full(shape, read(walk.volatility))
        for change in walk.changes.values():
            met = mask(change.when, over)
            drift += met * (read(change.drift) if change.drift else 0.0)
            trembling += met * (read(change.volatility) if change.volatility else 0.0)
        result = np.zeros((*shape, shape[-1]))
        for weight, shift in mixtures(shape, pulls, opened, over, read):
            moved = walk_table(axis, drift + shift, np.maximum(trembling, 0.0), walk.ends)
            result += weight[..., None] * moved
        return result

    return table


def spread(volatility: float) -> float:
    """A volatility, never below 0."""
    return max(volatility, 0.0)


def mixtures(
    shape: tuple[int, ...],
    pulls: Sequence[Pull],
    opened: Sequence[bool],
    over: Sequence[Axis],
    read: Read,
) -> list[tuple[Floats, Floats]]:
    """Which drifts tracks add, with which chances: each pair of shape (*over)."""
    found = [(np.ones(shape), np.zeros(shape))]
    for pull, may in zip(pulls, opened, strict=True):
        if pull.effect.drift is None or not may:
            continue
        by = read(pull.effect.drift)
        if pull.remembered:
            met = mask({pull.name: HELD_NOW}, over)
            found = [(weight, shift + met * by) for weight, shift in found]
            continue
        p = held_chance(pull.track, over, read)
        found = [
            part
            for weight, shift in found
            for part in ((weight * (1 - p), shift), (weight * p, shift + by))
        ]
    return found


def switch_chances(
    axis: Axis, over: Sequence[Axis], read: Read, pulls: Sequence[Pull]
) -> Callable[[Moves, Sequence[bool]], Floats]:
    """The table of a switch in a situation; `over`: what it looks at, without itself.

    Chances of leaving a level that exceed the whole together are scaled down to it.
    """
    shape = tuple(len(each.levels) for each in over)

    def table(moves: Moves, opened: Sequence[bool]) -> Floats:
        chances: dict[tuple[str, str], Floats] = {}
        for move in moves.values():
            if stands(move.when, axis, move.from_):
                pair = (move.from_, move.to)
                more = mask(move.when, over) * chance(read, move.chance)
                chances[pair] = chances.get(pair, np.zeros(shape)) + more
        for pull, may in zip(pulls, opened, strict=True):
            effect = pull.effect
            if may and effect.from_ and effect.to and effect.chance:
                pair = (effect.from_, effect.to)
                held = held_now(pull, over, read, (axis, effect.from_))
                more = held * chance(read, effect.chance)
                chances[pair] = chances.get(pair, np.zeros(shape)) + more
        if not chances:
            still = np.eye(len(axis.levels))
            return np.broadcast_to(still, (*shape, *still.shape))
        return switch_table(axis, at_most_whole(chances))

    return table


def at_most_whole(chances: dict[tuple[str, str], Floats]) -> dict[tuple[str, str], Floats]:
    """Chances scaled down wherever those of leaving a level exceed the whole together.

    >>> scaled = at_most_whole({("a", "b"): np.array(0.9), ("a", "c"): np.array(0.9)})
    >>> [float(chance) for chance in scaled.values()]
    [0.5, 0.5]
    """
    leaving: dict[str, Floats] = {}
    for (old, _), given in chances.items():
        leaving[old] = leaving.get(old, np.zeros(())) + given
    return {
        pair: np.asarray(given / np.maximum(leaving[pair[0]], 1.0))
        for pair, given in chances.items()
    }


def held_chance(
    track: Track, over: Sequence[Axis], read: Read, own: tuple[Axis, str] | None = None
) -> Floats:
    """The chance that a track is held in a month in which it can be, by what it looks at.

    Parameters
    ----------
    own : a variable that is not among `over`, and the level at which it stands.
    """
    changes = [
        (change.when, read(change.times))
        for change in track.changes.values()
        if own is None or stands(change.when, *own)
    ]
    return multiplied(chance(read, track.chance), changes, over)


def held_now(
    pull: Pull, over: Sequence[Axis], read: Read, own: tuple[Axis, str] | None = None
) -> Floats | Bools:
    """Whether a track is held: known where the state remembers it, else its chance."""
    if pull.remembered:
        return mask({pull.name: HELD_NOW}, over)
    return held_chance(pull.track, over, read, own)


def stands(when: When, axis: Axis, level: str) -> bool:
    """Whether a condition, as far as it is on this variable, is met at one of its levels.

    >>> patron = Axis("patron", ("away", "near"))
    >>> near = {"patron": Standing(levels=("near",))}
    >>> stands(near, patron, "near"), stands(near, patron, "away"), stands({}, patron, "away")
    (True, False, True)
    """
    own = when.get(axis.name)
    return own is None or bool(standing_mask(axis, own)[level_index(axis, level)])


def line_kernel(line: RedLine, axis: Axis, parents: Parents, read: Read) -> Kernel:
    """How a red line softens, never to come back."""
    changes = [(change.when, chance(read, change.hazard)) for change in line.changes.values()]
    hazard = first_that_holds(chance(read, line.hazard), changes, seen(parents))
    table = switch_table(axis, {(HOLDS, SOFTENED): hazard})
    return Kernel(axis.name, table[None, None], *names_of(parents))


def track_kernel(frame: Frame, track: Track, axis: Axis, parents: Parents, read: Read) -> Kernel:
    """When a track is held that the state remembers."""
    table = track_table(held_chance(track, seen(parents), read), track.once)
    tables, version = open_dates(table[None], open_months(track, frame.grid))
    if track.once:
        tables[0, ..., HELD, :] = np.eye(2)[HELD]  # while it is shut it still has been held
    return Kernel(axis.name, tables, *names_of(parents), version)
