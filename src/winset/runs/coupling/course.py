"""The course of two parties' talks, node by node: what `talks.forward` tells, by compiled loops."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from winset._typing import Floats, Ints
from winset.runs.coupling.beyond import waits_like
from winset.runs.coupling.blocks import Blocks, Room, Stretch, stretches, told_of
from winset.runs.coupling.solving import Solved
from winset.talks.forward import FRESH, Course, propagate
from winset.talks.game import Game
from winset.talks.onward import onward
from winset.talks.outcomes import outcome_count
from winset.talks.pools import Book, Pools, Standing, narrowed, pools_of, standing_of, streams_of
from winset.talks.solution import Solution


def course_of(solved: Solved, start: Floats) -> Course:
    """The exact chances of everything in a draw, from chances of states today, shape (state,)."""
    return followed(solved.blocks, solved.whole, start)


def course_until_force(solved: Solved, start: Floats) -> Course:
    """The course of talks until something is in force, and of what is signed in them.

    All that is told is `talking`, for the first time and again after a failed vote, `signed`,
    `resigned` and `waiting`, there the kinds that wait alike as one; else it is empty.
    """
    solution, blocks = solved.whole, solved.blocks
    if blocks is None:
        return propagate(solution, start)
    kinds = alike_until_force(solution.game)
    course = followed(blocks, solution, start, kinds)
    rest = ("states", "in_force", "held", "happened", "left", "broken")
    return replace(course, **{name: getattr(course, name)[:0] for name in rest})


def alike_until_force(game: Game) -> Ints:
    """For each kind of settlement the first one that is alike until it is in force, shape (kind,).

    Kinds that enter into force at once are alike.
    """
    first: dict[object, int] = {}
    keys = [() if kind.ratified is None else waits_like(game, c)
            for c, kind in enumerate(game.terms.settlements)]  # fmt: skip
    return np.array([first.setdefault(key, c) for c, key in enumerate(keys)], dtype=np.int64)


def without_force(standing: Standing, kinds: Ints) -> tuple[Standing, Ints]:
    """What becomes of settlements until they are in force, where they then stay; and their kinds.

    Parameters
    ----------
    kinds : for each kind the first one that is followed like it.
    """
    firsts, kind_of = np.unique(kinds, return_inverse=True)
    columns, wait_column = np.zeros_like(standing.columns), np.zeros_like(firsts)
    columns[0] = standing.columns[0]
    columns[standing.force[firsts]] = 1
    for place, c in enumerate(firsts):
        wait_column[place] = columns[standing.wait[c]]
        columns[standing.wait[c]] += 2 * standing.delay[c]
    nowhere = np.full_like(standing.fallen, -1)
    parts = ("approved", "back", "ratified", "delay", "force", "wait", "failed")
    return standing._replace(
        **{name: np.ascontiguousarray(getattr(standing, name)[firsts]) for name in parts},
        hazard=np.zeros_like(standing.hazard[firsts]),
        force_column=np.zeros_like(firsts),
        wait_column=wait_column,
        fallen=nowhere,
        gone=nowhere,
        kind=kind_of[standing.kind],
        columns=columns,
    ), firsts


def followed(
    blocks: Blocks | None, solution: Solution, start: Floats, kinds: Ints | None = None
) -> Course:
    """The course of a solution's months; by compiled loops where its games are laid out.

    Parameters
    ----------
    kinds : follow settlements only until they are in force, each kind like one of these.
    """
    if blocks is None:
        return propagate(solution, start)
    game, count = solution.game, blocks.wide.games
    steps, states = game.steps, len(game.flow) // count
    room, course = room_of(solution, count), no_course(solution)
    standing, told = standing_of(game, blocks.wide), np.arange(len(game.terms.settlements))
    if kinds is not None:
        standing, told = without_force(standing, kinds)
    pools, games = pools_of(blocks.wide, standing, start.reshape(count, states).T), count
    for stretch in reversed(stretches(blocks, steps)):
        pools, games = narrowed(pools, standing, games, stretch.row.games), stretch.row.games
        months = slice(stretch.begin, stretch.end)
        onward(stretch.row, standing, told_of(room, months, stretch.block), pools,
               book_in(course, stretch, count), stretch.begin, stretch.end,
               blocks.mix if games > 1 else None)  # fmt: skip
    wait_left(course, standing, pools, count, games, told)
    return course


def room_of(solution: Solution, count: int) -> Room:
    """A solution as the room that it was told in; margins are not kept."""
    steps, choices, follow = solution.game.steps, solution.choices, solution.follow
    states = len(solution.game.flow) // count

    def parted(array: Floats) -> Floats:
        return np.asarray(array.reshape(len(array), count, states, *array.shape[2:]))

    return Room(
        parted(solution.values),
        follow.reshape(*follow.shape[:2], count, states, 2),
        parted(choices.attendance),
        choices.offer.reshape(steps, count, states, 2),
        parted(choices.offering),
        parted(choices.reply),
        np.zeros((0, count, states)),
    )


def no_course(solution: Solution) -> Course:
    """A course of events in which nothing has happened yet."""
    game = solution.game
    steps, states, kinds = game.steps, len(game.flow), len(game.terms.settlements)
    most = max((kind.delay for kind in game.terms.settlements), default=0)
    return Course(
        states=np.zeros((steps + 1, states)),
        talking=np.zeros((steps + 1, states, 3)),
        in_force=np.zeros((steps + 1, kinds, states)),
        held=np.zeros(steps),
        happened=np.zeros((steps, outcome_count(2, kinds))),
        left=np.zeros((steps, 2)),
        signed=np.zeros((steps, states, 2)),
        resigned=np.zeros((steps, states, 2)),
        waiting=np.zeros((kinds, most + 1, states)),
        broken=np.zeros(steps),
    )


def book_in(course: Course, stretch: Stretch, count: int) -> Book:
    """The part of a course that a stretch of months is written into."""
    months, later = slice(stretch.begin, stretch.end), slice(stretch.begin, stretch.end + 1)

    def part(array: Floats, when: slice) -> Floats:
        return array.reshape(len(array), count, -1, *array.shape[2:])[when]

    force = course.in_force.reshape(*course.in_force.shape[:2], count, -1)
    return Book(
        part(course.states, later),
        part(course.talking, later),
        force[later],
        course.held[months],
        course.happened[months],
        course.left[months],
        part(course.signed, months),
        part(course.resigned, months),
        course.broken[months],
        stretch.block,
    )


def wait_left(
    course: Course, standing: Standing, pools: Pools, count: int, games: int, kinds: Ints
) -> None:
    """Write down what awaits its vote after the last month; `kinds` : those that are followed."""
    streams = streams_of(pools, standing, games)
    room = course.waiting.reshape(*course.waiting.shape[:2], count, -1)
    for c, kind in enumerate(kinds):
        for m in range(standing.delay[c]):
            column = streams[standing.wait[c]][:, standing.wait_column[c] + 2 * m + FRESH]
            room[kind, m, count - games :] = column.T
