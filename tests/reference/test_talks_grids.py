"""Two facts about engines: a grid of offers biases shares (E1), and majorities may cycle (E2)."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from winset.talks.catalog.pie import pie_game
from winset.talks.checks import quota
from winset.talks.game import Game, Packages, Settlement, Terms
from winset.talks.law import law_from_matrices
from winset.talks.majority import mixed_majority, noisy_round
from winset.talks.outcomes import outcome_count
from winset.talks.solve import solve

TURNS = np.array([[[0.0, 1.0], [1.0, 0.0]]])
CHANCES, PATIENCE = np.array([0.4, 0.35, 0.25]), np.full(3, 0.9)


def test_rounding_up_in_every_round_costs_the_first_mover_steps() -> None:
    """E1: offers in thousandths, d = (.9, .8), 200 rounds: .712 in place of .2 / .28 = .714286."""
    game = pie_game(
        1000,
        [0.9, 0.8],
        law=TURNS,
        recognition=np.eye(2),
        steps=200,
        tail="end",
        end=np.zeros((2, 2)),
    )
    share = solve(game).values[0, 0, 0]
    assert share == pytest.approx(0.712, abs=1e-12)
    assert 2 < (0.2 / 0.28 - share) * 1000 < 3


def majority_game(parties: int, needed: int, slices: int, d: float) -> Game:
    """One round of dividing a pie in slices; whoever proposes needs `needed` yeses, its own too."""
    bars = np.array(list(combinations(range(slices + parties - 1), parties - 1)))
    edges = np.c_[np.full(len(bars), -1), bars, np.full(len(bars), slices + parties - 1)]
    chosen = np.diff(edges, axis=1) - 1
    levels = tuple(map(str, range(slices + 1)))
    worth = np.zeros((1, parties, parties * (slices + 1)))
    for i in range(parties):
        worth[0, i, i * (slices + 1) : (i + 1) * (slices + 1)] = np.arange(slices + 1) / slices
    small = pie_game(2, [d, d])
    law = law_from_matrices(np.ones((1, 1, 1)), np.zeros(outcome_count(parties, 1), dtype=np.int64))
    names = tuple(f"p{i}" for i in range(parties))
    packages = Packages(names, (levels,) * parties, chosen, np.zeros(len(chosen), dtype=np.int64))
    lasting = Settlement("lasting", np.zeros(1), np.zeros((1, parties)))
    barred = np.zeros((1, parties, len(chosen)), dtype=bool)
    terms = Terms(
        packages, (lasting,), worth, barred, np.zeros(1, dtype=np.int64), (law,) * parties
    )
    even = np.full((1, parties), 1 / parties)
    return replace(
        small,
        parties=names,
        discount=np.full(parties, d),
        flow=np.zeros((1, parties)),
        terms=terms,
        laws=(law,) * parties,
        truth=law,
        recognition=np.stack([even] * parties),
        recognition_truth=even,
        order=np.arange(parties),
        winning=quota(parties, needed),
        declared=np.zeros((1, 1, parties)),
        may_refuse=np.zeros(parties, dtype=bool),
        may_stall=np.zeros(parties, dtype=bool),
        tail="end",
        end=even.copy(),
    )


def test_partners_are_paid_in_whole_slices() -> None:
    """E1: n = 5, thirtieths, d = .8: each partner's .16 costs a sixth, so 2/3 is left, not .68."""
    game = majority_game(5, 3, 30, 0.8)
    solution = solve(game, "plain")
    offer = game.terms.packages.chosen[solution.choices.offer[0, 0, 0]] / 30
    assert offer[0] == pytest.approx(2 / 3)
    assert sorted(offer[1:]) == pytest.approx([0, 0, 1 / 6, 1 / 6])


def rounds(temperature: float, damped: bool) -> tuple[np.ndarray, float]:
    """Values after 4,000 rounds with logit choice of partner, and the last round's change."""
    values, change = CHANCES.copy(), np.zeros(3)
    for k in range(4000):
        change = noisy_round(values, CHANCES, PATIENCE, 2, temperature)[0]
        values = values + change / (1 + k / 10 if damped else 1)
    return values, float(np.abs(change).max())


@pytest.mark.parametrize(("temperature", "settles"), [(0.1, True), (0.05, True), (0.02, False)])
def test_a_cold_recursion_cycles_and_a_damped_one_does_not(
    temperature: float, settles: bool
) -> None:
    """E2: it settles for temperatures of .05 and more, and still moves by about .1 at .02."""
    step = rounds(temperature, damped=False)[1]
    assert (step < 1e-12) == settles
    assert settles or step == pytest.approx(0.1, abs=0.03)
    assert rounds(temperature, damped=True)[1] < 1e-12


def test_damped_and_cooled_it_ends_where_the_mixed_equilibrium_is() -> None:
    """E2: the case of B6, found by another way."""
    warm, cold = (rounds(temperature, damped=True)[0] for temperature in (0.004, 0.002))
    exact = mixed_majority(CHANCES, PATIENCE, 2).values
    np.testing.assert_allclose(2 * cold - warm, exact, atol=1e-4)
