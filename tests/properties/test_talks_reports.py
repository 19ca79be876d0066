"""What is said about a solution agrees with the solution."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.twins.talks.random_games import games

from winset.talks.catalog.pie import pie_game
from winset.talks.forward import packages_agreed, propagate
from winset.talks.game import Game
from winset.talks.law import law_from_arrays
from winset.talks.margin import dynamic_margin, static_margin
from winset.talks.outcomes import outcome_names
from winset.talks.reasons import attendance_values, comparisons, moves_most, proposal_values
from winset.talks.refusal import deaf_law, refusal_split
from winset.talks.solve import solve, status_quo
from winset.talks.waiting import price_of_waiting, terms_struck, terms_worth
from winset.world.axes import Axis
from winset.world.cells import cells
from winset.world.elimination import elimination_order
from winset.world.law import Kernel, make_law
from winset.world.switch import answers, switch_table


@settings(max_examples=120, deadline=None)
@given(games(parties=2, only_unanimity=True))
def test_they_sign_exactly_where_the_dynamic_margin_is_not_negative(game: Game) -> None:
    """Exact play: an offer that is agreed is made iff somebody's least gain is at least zero."""
    solution = solve(replace(game, temperature=0.0))
    states = np.arange(len(game.flow))
    for step in np.flatnonzero(~game.closed):
        _, margins = dynamic_margin(solution, int(step), states)
        for k, margin in enumerate(margins):
            made = solution.choices.offering[step, :, k] * solution.choices.reply[step, :, k, 0]
            sure = np.abs(margin.value) > 1e-9
            np.testing.assert_array_equal(made[sure] == 1, margin.value[sure] > 0)


@settings(max_examples=80, deadline=None)
@given(games())
def test_a_partys_comparison_gives_its_value(game: Game) -> None:
    solution = solve(game)
    first = int(game.order[0])
    for step in np.flatnonzero(~game.closed):
        told = attendance_values(solution, int(step))
        chances = solution.choices.attendance[step, :, first]
        ways = np.stack([told.attend, told.refuse, told.leave], axis=-1)[:, first]
        free = (chances * np.where(chances > 0, ways, 0.0)).sum(axis=1)
        bound = game.declared[step, :, first]
        value = bound * told.refuse[:, first] + (1 - bound) * free
        np.testing.assert_allclose(value, solution.values[step, :, first], atol=1e-9)
        for one in comparisons(solution, int(step), 0):
            values = [value for _, value in one.options]
            assert values == sorted(values, reverse=True)
            assert one.margin >= 0


@settings(max_examples=80, deadline=None)
@given(games())
def test_who_has_the_initiative_proposes_as_far_as_that_is_worth_more(game: Game) -> None:
    solution = solve(game)
    for step in np.flatnonzero(~game.closed):
        offer, stall = proposal_values(solution, int(step))
        chance = solution.choices.offering[step]
        choice = np.isfinite(offer) & np.isfinite(stall)
        assert (chance[np.isnan(offer)] == 0).all()
        more = (offer - stall)[choice]
        if game.temperature > 0:
            logit = 1 / (1 + np.exp(np.clip(-more / game.temperature, -500, 500)))
            np.testing.assert_allclose(chance[choice], logit, atol=1e-7)
        else:
            sure = np.abs(more) > 1e-9
            np.testing.assert_array_equal(chance[choice][sure] == 1, more[sure] > 0)


@settings(max_examples=60, deadline=None)
@given(games(), st.integers(0, 2**32 - 1))
def test_the_terms_of_today_are_those_of_the_course(game: Game, seed: int) -> None:
    start = np.random.default_rng(seed).dirichlet(np.ones(len(game.flow)))
    game = replace(game, closed=np.zeros_like(game.closed))
    solution = solve(game)
    chance, packages = terms_struck(solution, start, 0)
    course = packages_agreed(solution, propagate(solution, start))[0]
    assert chance == pytest.approx(course.sum(), abs=1e-12)
    if chance > 0:
        np.testing.assert_allclose(packages * chance, course, atol=1e-12)
        worth = terms_worth(solution, start, 0)
        assert ((worth >= -1e-12) & (worth <= 1 + 1e-12)).all()


def test_the_static_margin_of_a_pie_halves_the_surplus() -> None:
    """Flows .3 and .4: any share from .3 to .6 suits both; the middle leaves each .15."""
    game = pie_game(100, [0.9, 0.9], flow=np.array([[0.3, 0.4]]))
    np.testing.assert_allclose(status_quo(game), game.flow, atol=1e-9)
    margin = static_margin(game, np.array([0]))
    assert margin.value[0] == pytest.approx(0.15, abs=1e-9)
    assert margin.package[0] == 45
    barred = game.terms.barred.copy()
    barred[0, 1, 30:] = True
    walled = replace(game, terms=replace(game.terms, barred=barred))
    margin = static_margin(walled, np.array([0]))
    assert margin.value[0] == pytest.approx(-0.01, abs=1e-9)
    assert (margin.package[0], margin.blocker[0], margin.free_package[0]) == (29, 0, 45)
    assert margin.line_of[0].tolist() == [False, True]


def test_nothing_is_gained_by_waiting_where_nothing_moves() -> None:
    game = pie_game(10, [0.9, 0.8], flow=np.array([[0.1, 0.1]]), steps=3)
    solution = solve(game)
    price = price_of_waiting(solution, np.ones(1), 0, 2)
    np.testing.assert_allclose(price, 0.0, atol=1e-9)


def test_who_gains_from_waiting_is_seen() -> None:
    """The cake of the status quo tilts to the first party: it gains by delay, the other loses."""
    law = np.array([[[0.5, 0.5], [0.0, 1.0]]])
    flow = np.array([[0.2, 0.5], [0.5, 0.2]])
    game = pie_game(50, [0.9, 0.9], law=law, flow=flow, steps=4)
    price = price_of_waiting(solve(game), np.array([1.0, 0.0]), 0, 2)
    assert price[0] > 0 > price[1]


def watched_game() -> tuple[Game, list[str]]:
    """One pie, a patron and a blame that both answer to a refusal; flows depend on both."""
    names = outcome_names(("first", "second"), ("lasting",))
    patron, blame = Axis("patron", ("far", "near")), Axis("blame", ("none", "first", "second"))
    to_near = switch_table(patron, {("far", "near"): [0.5], ("near", "far"): [0.05]})
    usual = switch_table(patron, {("far", "near"): [0.1], ("near", "far"): [0.1]})
    table, answer = answers({"refused:first": to_near}, usual)
    blamed = switch_table(blame, {("none", "first"): [0.6], ("second", "none"): [0.3]})
    fades = switch_table(blame, {("first", "none"): [0.2], ("second", "none"): [0.2]})
    table_b, answer_b = answers({"refused:first": blamed}, fades)
    law = make_law(
        (patron, blame),
        [
            Kernel("patron", table[None], answer=answer),
            Kernel("blame", table_b[None], answer=answer_b),
        ],
    )
    stages = law_from_arrays(cells(law, names))
    base = pie_game(20, [0.9, 0.9], law=np.eye(6)[None], steps=3)
    near = np.repeat([0.0, 1.0], 3)
    culprit = np.tile([0.0, 1.0, 0.0], 2)
    flow = np.stack([0.3 + 0.2 * near - 0.1 * culprit, 0.4 - 0.1 * near], axis=1)
    terms = replace(base.terms, laws=(stages, stages))
    game = replace(
        base,
        laws=(stages, stages),
        truth=stages,
        terms=terms,
        flow=flow,
        may_refuse=np.ones(2, dtype=bool),
        may_stall=np.ones(2, dtype=bool),
        temperature=0.05,
    )
    return game, list(elimination_order(law))


def test_the_parts_of_a_refusals_value_make_the_whole() -> None:
    game, order = watched_game()
    solution = solve(game)
    groups = {name: [order.index(name)] for name in ("patron", "blame")}
    split = refusal_split(solution, 0, 0, groups)
    told = attendance_values(solution, 0)
    np.testing.assert_allclose(split.total, told.refuse[:, 0] - told.attend[:, 0], atol=1e-12)
    parts = split.table + sum(split.audience.values())
    np.testing.assert_allclose(parts, split.total, atol=1e-12)
    assert set(split.audience) == {"patron", "blame"}
    assert split.audience["patron"][0] > 0 > split.audience["blame"][0]
    unnamed = refusal_split(solution, 0, 0, {"patron": groups["patron"]})
    np.testing.assert_allclose(unnamed.audience["other"], split.audience["blame"], atol=1e-12)


def test_a_deaf_patron_adds_nothing() -> None:
    game, order = watched_game()
    stage = order.index("patron")
    deaf = deaf_law(game.truth, [stage])
    solution = solve(replace(game, laws=(deaf, deaf), truth=deaf))
    split = refusal_split(solution, 0, 0, {"patron": [stage]})
    np.testing.assert_array_equal(split.audience["patron"], 0.0)


def test_the_variable_that_moves_a_comparison_most() -> None:
    values = np.arange(12.0).reshape(3, 4).reshape(-1)
    assert moves_most(values, (3, 4), 5)[0] == (0, 0, -4.0)
