"""The course of two parties' talks, node by node: what `talks.forward` tells, by compiled loops."""

from __future__ import annotations

import numpy as np

from winset._typing import Floats
from winset.runs.coupling.blocks import Blocks, Room, Stretch, stretches, told_of
from winset.runs.coupling.solving import Solved
from winset.talks.forward import FRESH, Course, propagate
from winset.talks.onward import onward
from winset.talks.outcomes import outcome_count
from winset.talks.pools import Book, Pools, Standing, narrowed, pools_of, standing_of, streams_of
from winset.talks.solution import Solution


def course_of(solved: Solved, start: Floats) -> Course:
    """The exact chances of everything in a draw, from chances of states today, shape (state,)."""
    return followed(solved.blocks, solved.whole, start)


def followed(blocks: Blocks | None, solution: Solution, start: Floats) -> Course:
    """The course of a solution's months; by compiled loops where its games are laid out."""
    if blocks is None:
        return propagate(solution, start)
    game, count = solution.game, blocks.wide.games
    steps, states = game.steps, len(game.flow) // count
    room, course = room_of(solution, count), no_course(solution)
    standing = standing_of(game, blocks.wide)
    pools, games = pools_of(blocks.wide, standing, start.reshape(count, states).T), count
    for stretch in reversed(stretches(blocks, steps)):
        pools, games = narrowed(pools, standing, games, stretch.row.games), stretch.row.games
        months = slice(stretch.begin, stretch.end)
        onward(stretch.row, standing, told_of(room, months, stretch.block), pools,
               book_in(course, stretch, count), stretch.begin, stretch.end,
               blocks.mix if games > 1 else None)  # fmt: skip
    wait_left(course, standing, pools, count, games)
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


def wait_left(course: Course, standing: Standing, pools: Pools, count: int, games: int) -> None:
    """Write down what awaits its vote after the last month."""
    streams = streams_of(pools, standing, games)
    room = course.waiting.reshape(*course.waiting.shape[:2], count, -1)
    for c, delay in enumerate(standing.delay):
        for m in range(delay):
            column = streams[standing.wait[c]][:, standing.wait_column[c] + 2 * m + FRESH]
            room[c, m, count - games :] = column.T
