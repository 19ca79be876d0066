"""Dividing a surplus against closed forms and published results (cases B1-B9, B11, B12)."""

from __future__ import annotations

import numpy as np
import pytest

from winset.talks.division import Division, divide_for_ever, divide_in
from winset.talks.majority import mixed_majority
from winset.talks.ultimatum import best_demand

EXACT = 1e-9


def in_turn(discount: list[float], outside: float | None = None) -> Division:
    """One party after the other proposes; all must agree. State = whose turn it is."""
    n = len(discount)
    law = np.roll(np.eye(n), 1, axis=1)
    options = None if outside is None else np.full((n, n), outside)
    turn = np.eye(n)
    return Division(np.ones(n), np.array(discount), law, np.stack([turn] * n), n, options)


def by_lot(n: int, needed: int, discount: float, chances: list[float] | None = None) -> Division:
    """One state; the proposer is drawn."""
    row = np.full(n, 1 / n) if chances is None else np.array(chances)
    recognition = np.broadcast_to(row, (n, 1, n))
    return Division(np.ones(1), np.full(n, discount), np.ones((1, 1)), recognition, needed)


@pytest.mark.parametrize(
    ("discount", "share"),
    [([0.9, 0.8], 0.2 / 0.28), ([0.9, 0.9], 1 / 1.9)],
    ids=["unequal", "equal"],
)
def test_alternating_offers(discount: list[float], share: float) -> None:
    """B1: Rubinstein 1982, (1 - d2) / (1 - d1 d2) = .7142857 and .5263158."""
    found = divide_for_ever(in_turn(discount))
    assert found.settles
    assert found.shares.proposer[0, 0] == pytest.approx(share, abs=EXACT)


@pytest.mark.parametrize(
    ("steps", "share"), [(1, 1), (2, 0.1), (3, 0.91), (4, 0.181), (5, 0.8371), (10, 0.3428008)]
)
def test_alternating_offers_with_a_last_one(steps: int, share: float) -> None:
    """B2: (1 - (-d)^T) / (1 + d) for d = .9 and nothing after the last rejection."""
    first = divide_in(in_turn([0.9, 0.9]), steps)[0]
    assert first.proposer[0, 0] == pytest.approx((1 - (-0.9) ** steps) / 1.9, abs=EXACT)
    assert first.proposer[0, 0] == pytest.approx(share, abs=5e-8)


@pytest.mark.parametrize(
    ("option", "share"), [(0.3, 1 / 1.9), (0.47, 1 / 1.9), (0.48, 0.52), (0.6, 0.4)]
)
def test_an_outside_option_matters_only_if_it_is_better_than_waiting(
    option: float, share: float
) -> None:
    """B3: Binmore, Shaked & Sutton 1989: binding iff it exceeds d / (1 + d) = .47368."""
    found = divide_for_ever(in_turn([0.9, 0.9], option))
    assert found.shares.proposer[0, 0] == pytest.approx(share, abs=EXACT)


def test_three_in_turn_who_must_all_agree() -> None:
    """B4: shares 1, d, d^2 over 1 + d + d^2: .3690037, .3321033, .2988930."""
    found = divide_for_ever(in_turn([0.9] * 3)).shares
    expected = 0.9 ** np.arange(3) / (1 + 0.9 + 0.81)
    np.testing.assert_allclose(found.values[0], expected, atol=EXACT)
    np.testing.assert_allclose(expected, [0.3690037, 0.3321033, 0.2988930], atol=5e-8)


@pytest.mark.parametrize(
    ("n", "needed", "discount", "share"),
    [
        (3, 2, 0.8, 0.733333333),
        (3, 2, 1.0, 2 / 3),
        (5, 3, 0.8, 0.68),
        (101, 51, 1.0, 0.504950495),
        (3, 3, 0.8, 0.466666667),
    ],
)
def test_dividing_by_majority(n: int, needed: int, discount: float, share: float) -> None:
    """B5: Baron & Ferejohn 1989, closed rule: the proposer keeps 1 - d (q - 1) / n; ex ante 1/n."""
    found = divide_for_ever(by_lot(n, needed, discount))
    assert found.settles
    assert found.shares.proposer[0, 0] == pytest.approx(share, abs=EXACT)
    np.testing.assert_allclose(found.shares.values[0], 1 / n, atol=EXACT)


def test_unequal_recognition_makes_partners_a_matter_of_chance() -> None:
    """B6: Baron & Ferejohn 1989: all get 1/3 ex ante; partner chances (1 - p (3 - d)) / d."""
    chances = np.array([0.4, 0.35, 0.25])
    found = mixed_majority(chances, np.full(3, 0.9), 2)
    assert found.holds
    np.testing.assert_allclose(found.values, 1 / 3, atol=EXACT)
    np.testing.assert_allclose(found.asked, (1 - chances * 2.1) / 0.9, atol=EXACT)
    np.testing.assert_allclose(found.asked, [0.177778, 0.294444, 0.527778], atol=5e-7)


def test_the_mixed_equilibrium_is_also_found_where_some_are_always_asked() -> None:
    """A party that is hardly ever recognised is always asked; the equations then hold exactly."""
    found = mixed_majority(np.array([0.55, 0.4, 0.05]), np.full(3, 0.9), 2)
    assert found.holds
    assert found.asked[2] == pytest.approx(0.95, abs=EXACT)
    assert found.values.sum() == pytest.approx(1.0, abs=EXACT)


def test_the_same_with_a_last_step_never_settles() -> None:
    """B7: with ties split, values repeat with period 3 (cf. Norman 2002)."""
    division = by_lot(3, 2, 0.9, [0.4, 0.35, 0.25])
    assert not divide_for_ever(division, most=600).settles
    first = [one.values[0] for one in divide_in(division, 600)[:6]]
    cycle = [(0.4235, 0.3845, 0.1920), (0.3309, 0.3760, 0.2931), (0.3689, 0.2577, 0.3734)]
    for known in cycle:
        assert min(np.abs(one - known).max() for one in first[:3]) < 5e-5
    for one, later in zip(first[:3], first[3:], strict=True):
        np.testing.assert_allclose(one, later, atol=EXACT)


def test_waiting_for_the_larger_cake() -> None:
    """B8: Merlo & Wilson 1995's characterisation W = max(c, d E W); cake 1 or 3 by a fair coin."""
    half = np.full((2, 2), 0.5)
    recognition = np.full((2, 2, 2), 0.5)
    found = divide_for_ever(Division(np.array([1.0, 3.0]), np.full(2, 0.9), half, recognition, 2))
    shares = found.shares
    assert shares.agreed.tolist() == [[False, False], [True, True]]
    assert 0.5 * shares.values.sum() == pytest.approx(30 / 11, abs=EXACT)
    assert shares.proposer[1, 0] == pytest.approx(19.5 / 11, abs=EXACT)
    assert 3 - shares.proposer[1, 0] == pytest.approx(13.5 / 11, abs=EXACT)


def test_no_waiting_where_the_cake_hardly_grows() -> None:
    """B9: Merlo & Wilson 1995's characterisation with P = [[.8,.2],[.3,.7]], cakes (1, 1.5)."""
    law = np.array([[0.8, 0.2], [0.3, 0.7]])
    recognition = np.full((2, 2, 2), 0.5)
    found = divide_for_ever(Division(np.array([1.0, 1.5]), np.full(2, 0.9), law, recognition, 2))
    assert found.shares.agreed.all()
    np.testing.assert_allclose(found.shares.values.sum(axis=1), [1, 1.5], atol=EXACT)
    np.testing.assert_allclose(found.shares.prices.sum(axis=1), [0.990, 1.215], atol=EXACT)


def test_a_demand_against_an_unknown_cost_risks_war() -> None:
    """B11: Fearon 1995: demand p + (C - c)/2 = .65, chance of war (C - c)/(2 C) = .375."""
    found = best_demand(lambda x: 1 - (x - 0.5) / 0.4, 0.4, 0.5, 0.9)
    assert found.demand == pytest.approx(0.65, abs=1e-7)
    assert found.refused == pytest.approx(0.375, abs=1e-7)


@pytest.mark.parametrize(("steps", "proposer"), [(3, 0.514), (4, 0.54748)])
def test_two_optimists_wait_for_one_step_before_the_last(steps: int, proposer: float) -> None:
    """B12: Yildiz 2003, beliefs .6 each, d = .9: no deal at distance k iff d^k (p1 + p2) > 1."""
    recognition = np.array([[[0.6, 0.4]], [[0.4, 0.6]]])
    division = Division(np.ones(1), np.full(2, 0.9), np.ones((1, 1)), recognition, 2)
    made = divide_in(division, steps)
    assert made[0].proposer[0, 0] == pytest.approx(proposer, abs=EXACT)
    distance, delay = 1, set()
    while 0.9**distance * 1.2 > 1:
        delay.add(distance)
        distance += 1
    assert delay == {1}
    for place, one in enumerate(made):
        assert one.agreed.all() == (steps - 1 - place not in delay)
