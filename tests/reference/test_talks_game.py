"""The game over packages against closed forms (B1, B2, B10, durability) and Powell 2004."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from winset.talks.catalog.pie import pie_game
from winset.talks.catalog.powell_2004 import PEACE_NOW, rising_power
from winset.talks.certificate import verify
from winset.talks.forward import agreed_by, propagate
from winset.talks.game import Settlement
from winset.talks.settling import own_worth
from winset.talks.solve import solve

TURNS = np.array([[[0.0, 1.0], [1.0, 0.0]]])


@pytest.mark.parametrize(
    ("steps", "slices", "share"),
    [(1, 10, 1.0), (2, 10, 0.1), (3, 100, 0.91), (4, 1000, 0.181), (5, 10000, 0.8371)],
)
def test_offers_in_turn_with_a_last_one(steps: int, slices: int, share: float) -> None:
    """B2, slices fine enough that every continuation is a whole number of them."""
    game = pie_game(
        slices,
        [0.9, 0.9],
        law=TURNS,
        recognition=np.eye(2),
        steps=steps,
        tail="end",
        end=np.zeros((2, 2)),
    )
    for method in ("plain", "fast"):
        solution = solve(game, method)  # type: ignore[arg-type]
        assert solution.values[0, 0, 0] == pytest.approx(share, abs=1e-12)
        assert verify(solution).holds


@pytest.mark.parametrize("discount", [[0.6, 0.6], [0.5, 0.8]])
def test_offers_in_turn_for_ever(discount: list[float]) -> None:
    """B1 on a grid: each round rounds the responder's share up, so step / (1 - d) is the bias.

    Where rounding makes shares jump to and fro, it is by no more than one slice, and said so.
    """
    slices = 2400
    game = pie_game(slices, discount, law=TURNS, recognition=np.eye(2))
    solution = solve(game)
    one, two = discount
    share = (1 - two) / (1 - one * two)
    assert solution.values[0, 0, 0] == pytest.approx(share, abs=1 / slices / (1 - max(discount)))
    assert solution.tail.residual <= 1.001 / slices
    assert verify(solution).holds


def test_the_setter_takes_what_the_pivot_can_bear() -> None:
    """B10, Romer & Rosenthal 1978: status quo .2, pivot .5, setter 1: the setter gets .8."""
    slices = 10
    levels = np.arange(slices + 1) / slices
    game = pie_game(slices, [0.9, 0.9], recognition=np.array([[1.0, 0.0]]))
    worth = np.stack([1 - np.abs(levels - 1), 1 - np.abs(levels - 0.5)])[None]
    quo = np.array([[1 - 0.8, 1 - 0.3]])
    game = replace(
        game, terms=replace(game.terms, worth=worth), flow=quo, tail="end", end=quo.copy()
    )
    solution = solve(game)
    assert levels[solution.choices.offer[0, 0, 0]] == pytest.approx(0.8)
    assert solution.choices.reply[0, 0, 0, 0] == 1.0


@settings(max_examples=50, deadline=None)
@given(st.floats(0, 0.99), st.floats(0, 1), st.floats(0, 1))
def test_a_settlement_that_may_fail_has_its_closed_form(d: float, h: float, kappa: float) -> None:
    """U = [(1 - d) u + d h kappa] / [1 - d (1 - h)] for constant u, h and kappa."""
    slices = 4
    game = pie_game(slices, [d, d])
    kind = Settlement("fragile", np.array([h]), np.full((1, 2), kappa))
    own = own_worth(replace(game, terms=replace(game.terms, settlements=(kind,))))
    u = np.arange(slices + 1) / slices
    expected = ((1 - d) * u + d * h * kappa) / (1 - d * (1 - h))
    np.testing.assert_allclose(own.values[0, 0, 0], expected, atol=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.floats(0.2, 0.8), st.floats(0, 0.6), st.floats(0.05, 0.15), st.floats(0.3, 0.9))
def test_a_power_shift_that_outruns_the_surplus_of_peace_brings_war(
    now: float, rise: float, cost: float, d: float
) -> None:
    """Powell 2004: war under complete information iff what the declining party can be given now
    and will get later, (1 - d) + d M(later), is less than its war value M(now)."""
    later = min(now + rise, 0.85)
    promised = (1 - d) + d * (1 - later - cost)
    fighting = 1 - now - cost
    slack = 3 / 400 / (1 - d)  # slices are coarse: each step rounds up by one
    assume(abs(promised - fighting) > slack)
    solution = solve(rising_power(now, later, cost, d))
    course = propagate(solution, np.eye(4)[PEACE_NOW])
    peace = agreed_by(course)[0]
    assert peace == (1.0 if promised > fighting else 0.0)


def test_without_a_shift_there_is_peace() -> None:
    """The same parties with nothing to fear from the future share the pie in every step."""
    solution = solve(rising_power(0.5, 0.5, 0.1, 0.9))
    assert agreed_by(propagate(solution, np.eye(4)[PEACE_NOW]))[0] == 1.0
    assert verify(solution).holds
