"""Games abreast, in compiled loops, against the talks' own methods one game at a time."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.twins.talks.random_games import games

from winset._typing import Floats
from winset.talks.abreast import Abreast, abreast
from winset.talks.chain import chain_of, links_of
from winset.talks.desk import Told, desk_of, nothing_ahead, room_to_tell
from winset.talks.follow import no_follow, step_back
from winset.talks.forward import propagate
from winset.talks.frontier import frontiers
from winset.talks.game import Game
from winset.talks.hauling import haul, push
from winset.talks.law import Law, expectations, law_from_matrices, plan, pushed
from winset.talks.months import back
from winset.talks.onward import onward
from winset.talks.outcomes import outcome_count
from winset.talks.outlook import look_ahead, outlook_of
from winset.talks.pools import Book, pools_of, standing_of
from winset.talks.rest import to_rest
from winset.talks.settling import own_worth
from winset.talks.solution import Solution
from winset.talks.solve import solve
from winset.talks.step import Now, play_step, signing_values

CLOSE = 1e-9
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
        np.testing.assert_allclose(told.values[steps, :, g], solution.values[steps], atol=CLOSE)
        choices = solution.choices
        open_ = ~game.closed
        for name in ("attendance", "offering", "reply"):
            mine, theirs = getattr(told, name)[open_, :, g], getattr(choices, name)[open_]
            np.testing.assert_allclose(mine, theirs, atol=1e-7)


@settings(max_examples=40, deadline=None)
@given(pairs)
def test_a_tail_at_rest_is_at_rest_by_the_talks_own_step(game: Game) -> None:
    """Where it settles nothing is left to do for the plain method, what is signed included."""
    once = replace(game, steps=1, closed=game.closed[:1], declared=game.declared[:1])
    own = own_worth(once)
    row = abreast(once, frontiers(once, own), own.version_at)
    carried, signed = nothing_ahead(row, once.flow[:, None]), row.signed
    assume(to_rest(row, desk_of(row), carried, 1e-12, 800, 800).settles)
    tables = [flat.reshape(len(game.flow), -1) for flat in (carried.first, carried.second)]
    ahead = no_follow(once, np.stack([table[:, 0] for table in tables], axis=1))
    for i, table in enumerate(tables):
        for c, right in enumerate(signed.right):
            if right >= 0:
                ahead.resumed[c, :, i] = table[:, 1 + right]
            for m in range(signed.delay[c]):
                ahead.pending[c, m, :, i] = table[:, signed.wait[c] + m]
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
    pools, book = pools_of(standing, start), blank(row, game.steps)
    onward(row, standing, told, pools, book, 0, game.steps)
    courses = [propagate(as_told(one, told, g), start[:, g]) for g, one in enumerate(every)]
    for g, course in enumerate(courses):
        np.testing.assert_allclose(book.states[:, :, g], course.states, atol=1e-12)
        np.testing.assert_allclose(book.talking[:, :, g], course.talking, atol=1e-12)
        np.testing.assert_allclose(book.signed[:, :, g], course.signed, atol=1e-12)
        np.testing.assert_allclose(book.resigned[:, :, g], course.resigned, atol=1e-12)
        force = np.swapaxes(course.in_force, 1, 2)
        np.testing.assert_allclose(book.in_force[:, :, g], force, atol=1e-12)
    for name in ("held", "happened", "left", "broken"):
        total = sum(getattr(course, name) for course in courses)
        np.testing.assert_allclose(getattr(book, name), total, atol=1e-12)


def blank(row: Abreast, steps: int) -> Book:
    """A book with nothing in it."""
    states, n, kinds = len(row.flows), row.games, len(row.signed.right)
    return Book(
        np.zeros((steps + 1, states, n)),
        np.zeros((steps + 1, states, n, 3)),
        np.zeros((steps + 1, states, n, kinds)),
        np.zeros(steps),
        np.zeros((steps, outcome_count(2, kinds))),
        np.zeros((steps, 2)),
        np.zeros((steps, states, n, 2)),
        np.zeros((steps, states, n, 2)),
        np.zeros(steps),
    )


def as_told(game: Game, told: Told, g: int) -> Solution:
    """One of the games abreast as a solution."""
    made = solve(game)
    names = [field.name for field in fields(made.choices)]
    choices = replace(made.choices, **{name: getattr(told, name)[:, :, g] for name in names})
    return replace(made, choices=choices)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_a_chain_hauls_and_pushes_as_the_law_does(seed: int) -> None:
    rng = np.random.default_rng(seed)
    states, columns = int(rng.integers(1, 6)), int(rng.integers(1, 8))
    answers, dates = rng.integers(0, 3, 9), rng.integers(0, 2, 4)
    laws: list[Law] = [
        law_from_matrices(rng.dirichlet(np.ones(states), (2, 3, states)), answers, dates)
        for _ in range(int(rng.integers(1, 4)))
    ]
    asked, step = list(rng.permutation(9)[:4]), int(rng.integers(0, 6))
    chain, games_ = chain_of(laws[0], asked), len(laws)
    links = links_of(chain, laws, 6)
    values = rng.random((states, columns, games_))
    work, places = np.zeros(chain.room * columns * games_), np.zeros(chain.room, dtype=np.int64)
    work[: values.size] = values.reshape(-1)
    haul(chain, links, step, columns, games_, work, places)
    mass = [rng.random((states, columns, games_)) for _ in asked]
    into = np.zeros_like(work)
    for outcome, each in zip(chain.tables, mass, strict=True):
        begin = outcome * columns * games_
        into[begin : begin + each.size] += each.reshape(-1)
    push(chain, links, step, columns, games_, into)
    moved = into[: values.size].reshape(values.shape)
    for g, law in enumerate(laws):
        wanted = plan(law, asked)
        expected = expectations(law, wanted, step, values[..., g])
        for outcome, table in zip(chain.tables, expected, strict=True):
            begin = places[outcome] * columns * games_
            found = work[begin : begin + values.size].reshape(values.shape)[..., g]
            np.testing.assert_allclose(found, table, atol=1e-13)
        on = pushed(law, wanted, step, [each[..., g] for each in mass])
        np.testing.assert_allclose(moved[..., g], on, atol=1e-13)


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
    paid, d = row.flows, row.rules.discount
    later = (plain.values[0] - paid) / d
    wanted = paid[:, 0] + d * (mix[last][..., None] * later).sum(axis=1)
    np.testing.assert_allclose(mixed.values[0][:, 0], wanted, atol=1e-12)
    np.testing.assert_allclose(mixed.values[0][:, 1:], plain.values[0][:, 1:], atol=1e-12)
