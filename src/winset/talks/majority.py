"""Lasting division by majority: the mixed equilibrium that longer horizons do not find.

In a stationary equilibrium (Baron & Ferejohn 1989, closed rule) prices are w_i = d_i V_i. Parties
cheaper than the marginal price are always asked, dearer ones never, and those at it just so often
that their price stays there. With m_i the chance to be asked,

    V_i = rho_i (1 - C_i) + w_i m_i,     sum_i m_i = needed - 1,

C_i what i's cheapest partners cost. Which party is where is found by following the logit choice of
partners from warm to cold; then the equations are solved as they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.optimize import root

from winset._typing import Floats, Ints

WARM, COLD, COOLING = 1.0, 1e-3, 0.7  # temperatures of the partner's choice, and their ratio
ALWAYS, MIXED, NEVER = 0, 1, 2


@dataclass(frozen=True, slots=True)
class MixedMajority:
    """A stationary equilibrium of dividing one unit by majority.

    Attributes
    ----------
    values : shape (party,), before it is known who proposes.
    asked : shape (party,), chance to be asked for a yes, over all proposers.
    proposer : shape (party,), what a party keeps when it proposes.
    residual : largest violation of the equations.
    holds : residual small, all chances within their range, prices in the order assumed.
    """

    values: Floats
    asked: Floats
    proposer: Floats
    residual: float
    holds: bool


def mixed_majority(recognition: Floats, discount: Floats, needed: int) -> MixedMajority:
    """The stationary equilibrium of dividing 1, mixed where it must be.

    Parameters
    ----------
    recognition, discount : shape (party,); up to eight parties.
    needed : how many must agree, the proposer included.

    Examples
    --------
    >>> found = mixed_majority(np.array([0.4, 0.35, 0.25]), np.full(3, 0.9), 2)
    >>> found.values.round(9).tolist(), found.asked.round(6).tolist()
    ([0.333333333, 0.333333333, 0.333333333], [0.177778, 0.294444, 0.527778])
    """
    n = len(recognition)
    values = recognition.copy()
    temperature = WARM
    while temperature > COLD:
        found = root(_failure, values, args=(recognition, discount, needed, temperature))
        values = found.x if found.success else values
        temperature *= COOLING
    asked = noisy_round(values, recognition, discount, needed, temperature)[1]
    share = asked / (1 - recognition)
    place = np.where(share > 0.99, ALWAYS, np.where(share < 0.01, NEVER, MIXED))
    unknown = np.r_[values, asked]

    def equations(point: Floats) -> Floats:
        return _equations(point[:n], point[n:], place, recognition, discount, needed)

    solved = root(equations, unknown, tol=1e-14).x
    values, asked = solved[:n], solved[n:]
    residual = float(np.abs(equations(solved)).max())
    proposer = 1 - _costs(discount * values, needed)
    holds = residual < 1e-10 and _in_order(discount * values, asked, recognition, place)
    return MixedMajority(values, asked, proposer, residual, holds)


def _equations(
    values: Floats,
    asked: Floats,
    place: Ints,
    recognition: Floats,
    discount: Floats,
    needed: int,
) -> Floats:
    prices = discount * values
    worth = recognition * (1 - _costs(prices, needed)) + prices * asked - values
    mixed = np.flatnonzero(place == MIXED)
    fixed = np.flatnonzero(place != MIXED)
    known = np.where(place[fixed] == ALWAYS, 1 - recognition[fixed], 0.0)
    ties = np.diff(prices[mixed])
    total = [asked.sum() - (needed - 1)] if len(mixed) else []
    return np.asarray(np.r_[worth, asked[fixed] - known, ties, total])


def _costs(prices: Floats, needed: int) -> Floats:
    """What the cheapest partners of each party cost it, shape (party,)."""
    others = [np.sort(np.delete(prices, k))[: needed - 1].sum() for k in range(len(prices))]
    return np.array(others)


def _failure(
    values: Floats, recognition: Floats, discount: Floats, needed: int, temperature: float
) -> Floats:
    return noisy_round(values, recognition, discount, needed, temperature)[0]


def noisy_round(
    values: Floats, recognition: Floats, discount: Floats, needed: int, temperature: float
) -> tuple[Floats, Floats]:
    """One round with logit choice of partners: by how much values fail to repeat, who is asked.

    Parameters
    ----------
    values : shape (party,), from the next round on; temperature : of the choice, above 0.

    Returns
    -------
    Shape (party,) each: the change of values, and the chance to be asked.
    """
    n = len(values)
    prices = discount * values
    new, asked = np.zeros(n), np.zeros(n)
    for k in range(n):
        others = [i for i in range(n) if i != k]
        teams = np.array(
            [[i in team for i in range(n)] for team in combinations(others, needed - 1)]
        )
        costs = teams @ prices
        weights = np.exp(-(costs - costs.min()) / temperature)
        chances = weights / weights.sum()
        invited = recognition[k] * (chances @ teams)
        asked += invited
        new += invited * prices
        new[k] += recognition[k] * (1 - chances @ costs)
    return new - values, asked


def _in_order(prices: Floats, asked: Floats, recognition: Floats, place: Ints) -> bool:
    """Whether those always asked are cheapest, those never asked dearest, and chances are such."""
    slack = 1e-9
    inside = bool((asked >= -slack).all() and (asked <= 1 - recognition + slack).all())
    ordered = all(
        prices[place == low].max(initial=-np.inf)
        <= prices[place == high].min(initial=np.inf) + slack
        for low, high in ((ALWAYS, MIXED), (MIXED, NEVER), (ALWAYS, NEVER))
    )
    return inside and ordered
