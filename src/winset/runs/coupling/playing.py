"""One draw of the talks, solved and followed: anew, or from what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from winset._typing import Floats
from winset.runs.coupling.beyond import Coming
from winset.runs.coupling.blocks import Rested
from winset.runs.coupling.course import course_of
from winset.runs.coupling.decided import Kept, taken_up
from winset.runs.coupling.game import Games, games_of, games_with
from winset.runs.coupling.margins import watch_margin
from winset.runs.coupling.numbers import reader
from winset.runs.coupling.plan import Plan
from winset.runs.coupling.setting import Setting, fate_of, start_in
from winset.runs.coupling.solving import Solved, finish, solve_draw
from winset.talks.follow import Ahead
from winset.talks.forward import Course


@dataclass(frozen=True, slots=True)
class Ready:
    """One draw, solved.

    Attributes
    ----------
    games, solved : its talks; start : shape (state,), chances of states today.
    dynamic : shape (step, state), the dynamic margin; nan where it is not wanted.
    coming : what comes after the calendar; None: it is not known, or there is nothing.
    """

    games: Games
    solved: Solved
    start: Floats
    dynamic: Floats
    coming: Coming | None


@dataclass(frozen=True, slots=True)
class Played(Ready):
    """The same followed from today."""

    course: Course


@dataclass(frozen=True, slots=True)
class SolvedTalks:
    """What the talks of a scenario come to once everything is decided, whatever its chances.

    Attributes
    ----------
    setting : what all draws need; its chances of nodes are still to be given.
    plan : the shapes that all draws share.
    guess : what lies ahead of the first draw's tail: a good start for all others.
    kept : by draw, what follows the last decision, filled in by whoever solves it first, as far as
        there is room.
    tails : by draw, what follows the calendar, likewise; for all draws.
    """

    setting: Setting
    plan: Plan
    guess: Ahead
    kept: dict[int, Kept] = field(default_factory=dict)
    tails: dict[int, Rested] = field(default_factory=dict)


def play(
    setting: Setting, plan: Plan, draw: int, guess: Ahead | None, everything: bool = True
) -> Played:
    """One draw, solved and followed from today; parameters as in `solving.solve_draw`."""
    ready = solve(setting, plan, draw, guess, everything)
    return with_course(ready, course_of(ready.solved, ready.start))


def play_on(solved: SolvedTalks, setting: Setting, draw: int, margins: bool = True) -> Played:
    """One draw, solved where it can be reached, and followed; parameters as in `solve_on`."""
    ready = solve_on(solved, setting, draw, margins)
    return with_course(ready, course_of(ready.solved, ready.start))


def with_course(ready: Ready, course: Course) -> Played:
    """A solved draw with its course."""
    return Played(
        ready.games, ready.solved, ready.start, ready.dynamic, ready.coming, course=course
    )


def solve(
    setting: Setting,
    plan: Plan,
    draw: int,
    guess: Ahead | None,
    everything: bool = True,
    known: Rested | None = None,
    margins: bool = True,
) -> Ready:
    """One draw, solved; parameters as in `solving.solve_draw`.

    `margins` : whether margins and talks with declarations lifted are wanted.
    """
    games = games_of(plan, reader(setting.sampled, draw), fate_of(setting, draw))
    dynamic = np.full((games.whole.steps, len(games.whole.flow)), np.nan)
    into = dynamic if margins else None
    solved = solve_draw(
        games, guess, lambda solving: watch_margin(*solving, dynamic), into, everything, known
    )
    return Ready(games, solved, start_in(setting, draw), dynamic, None)


def solve_on(solved: SolvedTalks, setting: Setting, draw: int, margins: bool = True) -> Ready:
    """One draw, where it can be reached; what follows the last decision is solved once."""
    if draw in solved.kept:
        return solve_again(solved, setting, draw, margins)
    known = solved.tails.get(draw)
    found = solve(setting, solved.plan, draw, solved.guess, False, known, margins)
    if found.solved.decided is not None:
        solved.tails[draw] = found.solved.decided.rested
    return found


def solve_again(solved: SolvedTalks, setting: Setting, draw: int, margins: bool) -> Ready:
    """One draw of which all that follows the last decision is kept, with chances of its own."""
    before = solved.kept[draw]
    games = games_with(solved.plan, before.decided.games, setting.chances[draw])
    dynamic = np.full((games.whole.steps, len(games.whole.flow)), np.nan)
    found = finish(taken_up(before, games), dynamic if margins else None)
    return Ready(games, found, start_in(setting, draw), dynamic, before.coming)
