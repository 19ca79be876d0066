"""What a variable does after which outcomes at the table, and what it must look at for that.

A situation is what a variable does after some outcomes; the first one also holds after all that no
situation names. Only conditions of the situations asked for make a variable look at others, so
that the same words give a smaller law where only settlements are asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from winset._typing import Bools
from winset.runs.coupling.frame import Frame
from winset.runs.coupling.standing import named
from winset.scenario.nouns.talks import Effect, Track
from winset.scenario.nouns.world import Moves, Switch, SwitchAnswers, Walk, WalkAnswers, When
from winset.timegrid import TimeGrid, month_of
from winset.world.axes import Axis

A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Parents:
    """What a kernel looks at: variables before the step, and tracks at its end."""

    before: tuple[Axis, ...]
    after: tuple[Axis, ...]


@dataclass(frozen=True, slots=True)
class Pull:
    """A track's effect on a variable; open_ : shape (step,), when the track can be held."""

    track: Track
    name: str
    effect: Effect
    remembered: bool
    open_: Bools


def answered(answers: WalkAnswers | SwitchAnswers, kinds: Sequence[str]) -> dict[str, object]:
    """What is said about each outcome, by the names under which the talks know outcomes.

    >>> from winset.scenario.nouns.world import Pace
    >>> still = Pace(drift=0, volatility=0)
    >>> sorted(answered(WalkAnswers(agreed=still), ("lasting", "brittle")))
    ['settled:brittle', 'settled:lasting']
    """
    found: dict[str, object] = {}
    for word in ("refused", "stalled", "rejected"):
        found |= {f"{word}:{party}": said for party, said in getattr(answers, word).items()}
    words = {"agreed": "settled", "awaiting": "awaiting", "unratified": "unratified"}
    for word, outcome in words.items():
        said = getattr(answers, word)
        found |= {f"{outcome}:{kind}": said for kind in kinds} if said else {}
    return found | ({"closed": answers.closed} if answers.closed else {})


def situations(
    own: A, said: dict[str, A], only: Collection[str] | None = None
) -> list[tuple[tuple[str, ...], A]]:
    """Outcomes with what a variable does after them; its own way first, if any outcome leads to it.

    Parameters
    ----------
    own : what it does after all outcomes of which nothing is said.
    said : by outcome, what it does otherwise.
    only : the outcomes asked about; None: all.

    >>> situations("drifts", {"settled:x": "rests", "settled:y": "rests"})
    [((), 'drifts'), (('settled:x', 'settled:y'), 'rests')]
    >>> situations("drifts", {"settled:x": "rests"}, only=["settled:x"])
    [(('settled:x',), 'rests')]
    """
    wanted = {outcome: way for outcome, way in said.items() if only is None or outcome in only}
    groups: dict[int, tuple[list[str], A]] = {}
    for outcome, way in wanted.items():
        groups.setdefault(id(way), ([], way))[0].append(outcome)
    found = [(tuple(outcomes), way) for outcomes, way in groups.values()]
    if only is not None and all(outcome in wanted for outcome in only):
        return found
    return [((), own), *found]


def pulls_on(frame: Frame, name: str) -> tuple[Pull, ...]:
    """The effects of all tracks on a variable."""
    known = {axis.name for axis in frame.axes}
    return tuple(
        Pull(track, key, effect, key in known, open_months(track, frame.grid))
        for key, track in frame.tracks.items()
        for effect in track.effects.values()
        if effect.on == name
    )


def open_months(track: Track, grid: TimeGrid) -> Bools:
    """The months in which a track can be held, shape (step,).

    >>> from datetime import date
    >>> track = Track(kind="track", title="Summit", parties=("a",), host="b",
    ...               on=date(2025, 2, 3), chance="50 % per month")
    >>> open_months(track, TimeGrid(date(2025, 1, 10), 3)).tolist()
    [False, True, False]
    """
    months = np.arange(grid.months)
    if track.on is not None:
        return np.asarray(months == month_of(grid, track.on))
    first = track.not_before or grid.as_of
    return np.asarray(months >= month_of(grid, first))


def parents_of(
    frame: Frame, name: str, conditions: Iterable[When], pulls: Iterable[Pull] = ()
) -> Parents:
    """What a variable must look at for some conditions and for the tracks that pull at it."""
    pulls = list(pulls)
    through = [c.when for pull in pulls if not pull.remembered for c in pull.track.changes.values()]
    wanted = named([*conditions, *through], frame.axes, without=name)
    tracks = {pull.name for pull in pulls if pull.remembered} | set(frame.tracks)
    pulled = {pull.name for pull in pulls if pull.remembered}
    after = tuple(
        axis
        for axis in frame.axes
        if axis.name in pulled or (axis in wanted and axis.name in tracks)
    )
    return Parents(tuple(axis for axis in wanted if axis not in after), after)


def seen(parents: Parents) -> tuple[Axis, ...]:
    """All variables that a kernel looks at, in the order of its table."""
    return (*parents.before, *parents.after)


def names_of(parents: Parents) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Their names: before the step, and at its end."""
    return tuple(axis.name for axis in parents.before), tuple(axis.name for axis in parents.after)


def walk_conditions(walk: Walk, ways: Sequence[tuple[tuple[str, ...], object]]) -> list[When]:
    """The conditions that count for a walk: those of its own pace, where that is asked about."""
    return [c.when for c in walk.changes.values()] if any(way is walk for _, way in ways) else []


def switch_conditions(ways: Sequence[tuple[tuple[str, ...], Moves]]) -> list[When]:
    """The conditions that count for a switch: those of all moves asked about."""
    return [move.when for _, moves in ways for move in moves.values()]


def switch_ways(
    switch: Switch, kinds: Sequence[str], only: Collection[str] | None = None
) -> list[tuple[tuple[str, ...], Moves]]:
    """The moves of a switch in each situation: its own, and those of an answer over them."""
    merged: dict[int, Moves] = {}
    said: dict[str, Moves] = {}
    for outcome, extra in answered(switch.answers, kinds).items():
        moves = merged.setdefault(id(extra), {**switch.moves, **extra})  # type: ignore[dict-item]
        said[outcome] = moves
    return situations(switch.moves, said, only)


def walk_ways(
    walk: Walk, kinds: Sequence[str], only: Collection[str] | None = None
) -> list[tuple[tuple[str, ...], object]]:
    """The ways of a walk in each situation: itself (its own pace, with all changes), or a pace."""
    return situations(walk, answered(walk.answers, kinds), only)
