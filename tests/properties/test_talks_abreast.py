"""Games abreast, in compiled loops, against the talks' own methods one game at a time."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numba import njit
from tests.twins.talks.random_games import games

from winset._typing import Floats
from winset.talks import hauling, pushing
from winset.talks.abreast import Abreast, abreast, shape_of, shut_for_good
from winset.talks.backward import back, to_rest
from winset.talks.chain import chain_of, layout_of, links_of
from winset.talks.desk import Told, desk_of, nothing_ahead, parted, room_to_tell
from winset.talks.follow import Ahead, no_follow, step_back
from winset.talks.forward import propagate
from winset.talks.frontier import frontiers
from winset.talks.game import Game
from winset.talks.law import (
    Law,
    expectations,
    law_from_arrays,
    law_from_matrices,
    plan,
    pushed,
)
from winset.talks.onward import onward
from winset.talks.outcomes import outcome_count
from winset.talks.outlook import look_ahead, outlook_of
from winset.talks.pools import Book, pools_of, standing_of
from winset.talks.settling import own_worth
from winset.talks.solution import Solution
from winset.talks.solve import solve
from winset.talks.step import Now, play_step, signing_values
from winset.world.axes import Axis
from winset.world.cells import cells
from winset.world.law import Kernel, make_law

CLOSE = 1e-9
haul, push = njit(hauling.haul), njit(pushing.push)
pairs = games(parties=2, only_unanimity=True)


def others(game: Game, seed: int, count: int = 2) -> list[Game]:
    """A game and some that differ from it by their flows and the chances in their laws alone."""
    rng, found = np.random.default_rng(seed), [game]
    stage = game.truth.stages[0]
    for _ in range(count):
        tables = rng.dirichlet(np.ones(game.truth.states), stage.rows.shape[:3])
        law = law_from_matrices(tables, stage.answer_of, stage.version_at)
        flow = rng.random(game.flow.shape)
        found.append(replace(game, flow=flow, laws=(law, game.laws[1]), truth=law))
    return found


def laid_out(every: list[Game]) -> Abreast:
    """Games side by side; terms hang on laws that are the first game's."""
    own = own_worth(every[0])
    laws = [[game.laws[i] for game in every] for i in range(2)] + [[game.truth for game in every]]
    return abreast(
        every[0],
        frontiers(every[0], own),
        own.version_at,
        flows=[game.flow for game in every],
        laws=laws,
    )


def ends(every: list[Game]) -> Floats:
    """What follows the calendar, shape (state, game, party): the first game's end for all."""
    assert every[0].end is not None
    return np.repeat(every[0].end[:, None], len(every), axis=1)


def played(every: list[Game]) -> tuple[Abreast, Told, list[Solution]]:
    """Games solved abreast from nothing signed, and one by one from the same."""
    row, own = laid_out(every), own_worth(every[0])
    told = room_to_tell(row, every[0].steps)
    back(row, desk_of(row), nothing_ahead(row, ends(every)), told, 0, every[0].steps)
    return row, told, [solve(game, own=own) for game in every]


def lasts(game: Game) -> Game:
    """The same without settlements that could still be in force when talks have ended."""
    kinds = tuple(
        replace(
            kind,
            hazard=np.zeros_like(kind.hazard) if kind.worth_after is None else kind.hazard,
            ratified=None,
        )
        for kind in game.terms.settlements
    )
    return replace(game, terms=replace(game.terms, settlements=kinds))


@settings(max_examples=40, deadline=None)
@given(pairs, st.integers(0, 99))
def test_months_abreast_are_those_of_each_game(game: Game, seed: int) -> None:
    every = others(lasts(game), seed)
    _, told, one_by_one = played(every)
    for g, solution in enumerate(one_by_one):
        steps = slice(0, game.steps)
        np.testing.assert_allclose(told.values[steps, g], solution.values[steps], atol=CLOSE)
        choices = solution.choices
        open_ = ~game.closed
        for name in ("attendance", "offering", "reply"):
            mine, theirs = getattr(told.choices, name)[open_, g], getattr(choices, name)[open_]
            np.testing.assert_allclose(mine, theirs, atol=1e-7)


@settings(max_examples=40, deadline=None)
@given(pairs)
def test_a_tail_at_rest_is_at_rest_by_the_talks_own_step(game: Game) -> None:
    """Where it settles nothing is left to do for the plain method, what is signed included."""
    once = replace(game, steps=1, closed=game.closed[:1], declared=game.declared[:1])
    own = own_worth(once)
    row = abreast(once, frontiers(once, own), own.version_at)
    carried = nothing_ahead(row, once.flow[:, None])
    assume(to_rest(row, desk_of(row), carried, 1e-12, 800, 800).settles)
    ahead = at_lanes(once, row, parted(row, carried.values), [0, 1])
    outlook = outlook_of(once)
    after = look_ahead(outlook, 0, ahead.talks)
    later, follow = step_back(once, outlook, 0, ahead, after)
    values, _ = play_step(once, 0, Now(after, signing_values(once, own.values[0], follow)))
    np.testing.assert_allclose(values, ahead.talks, atol=1e-9)
    np.testing.assert_allclose(later.resumed, ahead.resumed, atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(pairs, st.integers(0, 99))
def test_the_course_abreast_is_that_of_each_game(game: Game, seed: int) -> None:
    every = others(game, seed)
    row = laid_out(every)
    told = room_to_tell(row, game.steps)
    back(row, desk_of(row), nothing_ahead(row, ends(every)), told, 0, game.steps)
    start = np.random.default_rng(seed).dirichlet(np.ones(len(game.flow)), len(every)).T
    standing = standing_of(game, row)
    pools, book = pools_of(row, standing, start), blank(row, game.steps)
    onward(row, standing, told, pools, book, 0, game.steps)
    courses = [propagate(as_told(one, told, g), start[:, g]) for g, one in enumerate(every)]
    for g, course in enumerate(courses):
        np.testing.assert_allclose(book.states[:, g], course.states, atol=1e-12)
        np.testing.assert_allclose(book.talking[:, g], course.talking, atol=1e-12)
        np.testing.assert_allclose(book.signed[:, g], course.signed, atol=1e-12)
        np.testing.assert_allclose(book.resigned[:, g], course.resigned, atol=1e-12)
        np.testing.assert_allclose(book.in_force[:, :, g], course.in_force, atol=1e-12)
    for name in ("held", "happened", "left", "broken"):
        total = sum(getattr(course, name) for course in courses)
        np.testing.assert_allclose(getattr(book, name), total, atol=1e-12)


def blank(row: Abreast, steps: int) -> Book:
    """A book with nothing in it."""
    states, n, kinds = row.states, row.games, len(row.signed.right)
    return Book(
        np.zeros((steps + 1, n, states)),
        np.zeros((steps + 1, n, states, 3)),
        np.zeros((steps + 1, kinds, n, states)),
        np.zeros(steps),
        np.zeros((steps, outcome_count(2, kinds))),
        np.zeros((steps, 2)),
        np.zeros((steps, n, states, 2)),
        np.zeros((steps, n, states, 2)),
        np.zeros(steps),
    )


def as_told(game: Game, told: Told, g: int) -> Solution:
    """One of the games abreast as a solution."""
    made = solve(game)
    names = [field.name for field in fields(made.choices)]
    choices = replace(made.choices, **{name: getattr(told.choices, name)[:, g] for name in names})
    return replace(made, choices=choices)


def factored(rng: np.random.Generator, count: int) -> list[Law]:
    """Laws of one shape: three variables, each looking at some of the others before they move."""
    levels = rng.integers(1, 4, 3)
    axes = tuple(
        Axis(name, tuple(map(str, range(m)))) for name, m in zip("abc", levels, strict=True)
    )
    looks = [tuple(n for n in "abc" if n != name and rng.random() < 0.5) for name in "abc"]
    answers = [{f"{o}": int(rng.integers(0, 3)) for o in range(9)} for _ in "abc"]
    made = []
    for _ in range(count):
        kernels = []
        for k, name in enumerate("abc"):
            size = [levels["abc".index(n)] for n in looks[k]]
            tables = rng.dirichlet(np.full(levels[k], 0.5), (2, 3, *size, levels[k]))
            tables[tables < 0.1] = 0.0  # as most moves are impossible
            tables /= np.where((whole := tables.sum(-1, keepdims=True)) > 0, whole, 1.0)
            tables[..., 0] += tables.sum(-1) == 0
            kernels.append(
                Kernel(name, tables, looks[k], (), np.array([0, 1, 1, 0]), answer=answers[k])
            )
        made.append(law_from_arrays(cells(make_law(axes, kernels), [f"{o}" for o in range(9)])))
    return made


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.booleans())
def test_a_chain_hauls_and_pushes_as_the_law_does(seed: int, alike: bool) -> None:
    rng = np.random.default_rng(seed)
    games_ = int(rng.integers(1, 4))
    laws = factored(rng, games_)
    laws = [laws[0]] * games_ if alike else laws
    states, columns = laws[0].states, [int(m) for m in rng.integers(0, 6, 2)]
    asked, step = [list(rng.permutation(9)[:4]), list(rng.permutation(9)[:2])], int(seed % 6)
    layout = layout_of(laws[0], asked)
    chain, links = chain_of(layout, columns), links_of(layout, laws, 6)
    lanes, double = 2 * games_, links_of(layout, [*laws, *laws], 6)
    parties = [rng.random((states, m, lanes)) for m in columns]
    values = [each[..., :games_] for each in parties]
    work, places = np.zeros(chain.room * lanes), np.zeros(len(chain.begin), dtype=np.int64)
    work[: chain.carried * lanes] = np.concatenate([each.reshape(-1) for each in parties])
    haul(chain, double, step, lanes, work, places)
    into, mass = np.zeros(chain.room * games_), []
    of = [0] * 4 + [1] * 2
    for stream, table in zip(of, chain.tables, strict=True):
        mass.append(rng.random(values[stream].shape))
        begin = chain.begin[table] * games_
        into[begin : begin + mass[-1].size] += mass[-1].reshape(-1)
    push(chain, links, step, games_, into)
    assert not into[chain.carried * games_ :].any()
    for stream, outcomes in enumerate(asked):
        if not columns[stream]:
            continue
        begin, size = chain.begin[stream] * games_, values[stream].size
        moved = into[begin : begin + size].reshape(values[stream].shape)
        tables = [t for s, t in zip(of, chain.tables, strict=True) if s == stream]
        masses = [m for s, m in zip(of, mass, strict=True) if s == stream]
        for g, law in enumerate(laws):
            wanted = plan(law, outcomes)
            for lane in (g, games_ + g):
                mine = np.ascontiguousarray(parties[stream][..., lane])
                for table, each in zip(tables, expectations(law, wanted, step, mine), strict=True):
                    head = places[table]
                    found = work[head : head + 2 * size].reshape(parties[stream].shape)[..., lane]
                    np.testing.assert_allclose(found, each, atol=1e-13)
            on = pushed(law, wanted, step, [np.ascontiguousarray(m[..., g]) for m in masses])
            np.testing.assert_allclose(moved[..., g], on, atol=1e-12)


@settings(max_examples=5, deadline=None)
@given(pairs)
def test_what_does_not_fit_beside_a_game_is_refused(game: Game) -> None:
    own = own_worth(game)
    stairs, states = frontiers(game, own), game.truth.states
    answers = np.zeros(len(game.truth.stages[0].answer_of), int)
    other = law_from_matrices(np.full((1, 1, 5, 5), 0.2), answers)
    assert states != other.states
    with pytest.raises(ValueError, match="another shape"):
        shape_of(replace(game, laws=(other, game.laws[1])))
    with pytest.raises(ValueError, match="another shape"):
        abreast(game, stairs, own.version_at, laws=[[other], [game.laws[1]], [game.truth]])
    laws = [[law] * 3 for law in (*game.laws, game.truth)]
    with pytest.raises(ValueError, match="flows for 2 of 3 games"):
        abreast(game, stairs, own.version_at, flows=[game.flow] * 2, laws=laws)


@settings(max_examples=60, deadline=None)
@given(pairs, st.integers(0, 2**32 - 1), st.sampled_from([0.0, 1e-4, 0.01, 0.3]))
def test_a_month_back_from_anywhere_is_the_plain_one(game: Game, seed: int, t: float) -> None:
    """Whatever lies ahead, what is signed included, and wherever it is looked for first."""
    rng = np.random.default_rng(seed)
    every = others(replace(game, temperature=t), seed, int(rng.integers(0, 3)))
    row, own, step = laid_out(every), own_worth(every[0]), int(rng.integers(0, game.steps))
    ahead, signed = nothing_ahead(row, rng.random((len(game.flow), len(every), 2))), row.signed
    streams = parted(row, ahead.values)
    for stream, resumes in zip(streams[1:], signed.resumes[1:], strict=True):
        first = 1 if resumes else 0
        stream[:, first:] = rng.random(stream[:, first:].shape)
    ahead.hint[:] = rng.integers(-5, 60, len(ahead.hint))
    before = [each.copy() for each in streams]
    back(row, desk_of(row), ahead, room_to_tell(row, 1), step, step + 1, step)
    for g, one in enumerate(every):
        lanes = [g, len(every) + g]
        there, after_it = (at_lanes(one, row, each, lanes) for each in (before, streams))
        outlook = outlook_of(one)
        after = look_ahead(outlook, step, there.talks)
        later, follow = step_back(one, outlook, step, there, after)
        signing = signing_values(one, own.values[own.version_at[step]], follow)
        values, _ = play_step(one, step, Now(after, signing))
        np.testing.assert_allclose(after_it.talks, values, atol=CLOSE)
        for c, right in enumerate(signed.right):
            if right >= 0:
                np.testing.assert_allclose(after_it.resumed[c], later.resumed[c], atol=CLOSE)
            for m in range(signed.delay[c]):
                np.testing.assert_allclose(after_it.pending[c, m], later.pending[c, m], atol=CLOSE)


def at_lanes(game: Game, row: Abreast, streams: list[Floats], lanes: list[int]) -> Ahead:
    """What the streams carry for one game, as a record of the talks."""
    signed, ahead = row.signed, no_follow(game, streams[0][:, 0][:, lanes])
    for c, right in enumerate(signed.right):
        if right >= 0:
            own = streams[signed.stream[right]][:, signed.column[right]]
            ahead.resumed[c] = own[:, lanes]
        for m in range(signed.delay[c]):
            own = streams[signed.wait_stream[c]][:, signed.wait_column[c] + m]
            ahead.pending[c, m] = own[:, lanes]
    return ahead


@settings(max_examples=30, deadline=None)
@given(pairs, st.integers(0, 2**32 - 1))
def test_a_table_shut_for_good_is_one_whose_calendar_is_closed(game: Game, seed: int) -> None:
    rng = np.random.default_rng(seed)
    every = others(game, seed, 2)
    row, values = laid_out(every), rng.random((len(game.flow), 3, 2))
    mix = rng.dirichlet(np.ones(3), (game.steps, len(game.flow)))
    found = []
    for shut in (shut_for_good(row), replace(row, closed=np.ones_like(row.closed))):
        ahead, told = nothing_ahead(row, values), room_to_tell(row, game.steps)
        back(shut, desk_of(shut), ahead, told, 0, game.steps, 0, mix)
        found.append((ahead.values, told.values, told.follow, told.margin))
    for one, other in zip(*found, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-12)


@settings(max_examples=20, deadline=None)
@given(pairs)
def test_the_first_game_can_go_on_as_all_of_them(game: Game) -> None:
    """With the chances of a decision the undecided values are the mean over what follows."""
    every = others(game, 7)
    row = laid_out(every)
    steps, states = every[0].steps, len(every[0].flow)
    shut = replace(row, closed=np.ones(steps, dtype=np.bool_))
    mix = np.random.default_rng(1).dirichlet(np.ones(len(every)), (steps, states))
    plain, mixed = room_to_tell(row, steps), room_to_tell(row, steps)
    last = steps - 1
    for told, chances in ((plain, None), (mixed, mix)):
        ahead = nothing_ahead(row, ends(every))
        back(shut, desk_of(row), ahead, told, last, steps, last, chances)
    paid = row.flows.reshape(states, 2, len(every)).transpose(2, 0, 1)
    later = (plain.values[0] - paid) / row.rules.discount
    wanted = paid[0] + row.rules.discount * (mix[last].T[..., None] * later).sum(axis=0)
    np.testing.assert_allclose(mixed.values[0][0], wanted, atol=1e-12)
    np.testing.assert_allclose(mixed.values[0][1:], plain.values[0][1:], atol=1e-12)
