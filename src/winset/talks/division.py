"""Dividing a surplus in any shares: the closed-form cousins of the game over packages.

One proposer at a time divides a cake; it pays each partner that it needs exactly what that partner
would get by saying no, keeps the rest, or waits if the rest is less than waiting is worth to it.
With one state and alternating turns this is Rubinstein (1982); with majorities Baron & Ferejohn
(1989, closed rule); with a cake that changes Merlo & Wilson (1995); with parties who each expect
to have the initiative Yildiz (2003). Values are discounted shares, not averages.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._typing import Bools, Floats
from winset.talks.checks import TIE


@dataclass(frozen=True, slots=True)
class Division:
    """A cake to be divided.

    Attributes
    ----------
    cake : shape (state,), what there is to share, any unit.
    discount : shape (party,), factor per step.
    law : shape (state, state), chances of the next state.
    recognition : shape (party, state, party): chance, as the first party believes, that the last
        proposes.
    needed : how many must agree, the proposer included.
    outside : shape (state, party), what a responder can take instead of waiting; None: nothing.
    """

    cake: Floats
    discount: Floats
    law: Floats
    recognition: Floats
    needed: int
    outside: Floats | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """What one step of a division gives.

    Attributes
    ----------
    values : shape (state, party), before it is known who proposes; by each one's own belief.
    prices : shape (state, party), what each gets by saying no.
    proposer : shape (state, party), what a party gets when it proposes.
    agreed : shape (state, party), whether its proposal ends the matter at once.
    """

    values: Floats
    prices: Floats
    proposer: Floats
    agreed: Bools


def divide_once(division: Division, ahead: Floats) -> Shares:
    """One step, from the values of the next one, shape (state, party).

    Partners at the same price are taken with equal chance.
    """
    states, n = ahead.shape
    waiting = division.discount * (division.law @ ahead)
    prices = waiting if division.outside is None else np.maximum(waiting, division.outside)
    values, proposer = np.zeros((states, n)), np.empty((states, n))
    agreed = np.empty((states, n), dtype=np.bool_)
    for s in range(states):
        for k in range(n):
            chosen = partners(prices[s], k, division.needed - 1)
            rest = division.cake[s] - chosen @ prices[s]
            agreed[s, k] = rest >= waiting[s, k] - TIE
            got = chosen * prices[s] if agreed[s, k] else waiting[s].copy()
            got[k] = proposer[s, k] = rest if agreed[s, k] else waiting[s, k]
            values[s] += division.recognition[:, s, k] * got
    return Shares(values, prices, proposer, agreed)


def partners(prices: Floats, proposer: int, seats: int) -> Floats:
    """The chance that each party is asked, shape (party,): the cheapest, ties shared equally.

    >>> partners(np.array([0.0, 0.3, 0.3, 0.1]), 0, 2).tolist()
    [0.0, 0.5, 0.5, 1.0]
    """
    others = np.delete(np.arange(len(prices)), proposer)
    chances = np.zeros(len(prices))
    if not seats:
        return chances
    last = np.sort(prices[others])[seats - 1]
    sure = others[prices[others] < last - TIE]
    tied = others[np.abs(prices[others] - last) <= TIE]
    chances[sure] = 1.0
    chances[tied] = (seats - len(sure)) / len(tied)
    return chances


def divide_in(division: Division, steps: int, end: Floats | None = None) -> list[Shares]:
    """A division that must end after a number of steps, first step first.

    Parameters
    ----------
    end : shape (state, party), values if the last offer is rejected; None: nothing for anybody.

    Examples
    --------
    Two steps, d = 0.9, the first party proposes first: it keeps 1 - 0.9.

    >>> turns = Division(np.ones(2), np.full(2, 0.9), np.array([[0.0, 1.0], [1.0, 0.0]]),
    ...                  np.stack([np.eye(2)] * 2), 2)
    >>> divide_in(turns, 2)[0].proposer[0, 0].round(12)
    np.float64(0.1)
    """
    n = len(division.discount)
    ahead = np.zeros((len(division.cake), n)) if end is None else end
    made: list[Shares] = []
    for _ in range(steps):
        made.append(divide_once(division, ahead))
        ahead = made[-1].values
    return made[::-1]


@dataclass(frozen=True, slots=True)
class LastingShares:
    """A division without a last step.

    Attributes
    ----------
    shares : one step, played for ever.
    residual : largest change of a value in one more step.
    settles : whether it is within the tolerance; majorities may cycle for ever instead.
    """

    shares: Shares
    residual: float
    settles: bool


def divide_for_ever(
    division: Division, tolerance: float = 1e-12, most: int = 20000
) -> LastingShares:
    """A division without a last step, as the limit of longer and longer ones.

    Notes
    -----
    Under unanimity the step is a contraction. Under other rules with unequal recognition the
    finite division can cycle for ever (Norman 2002) and the lasting equilibrium is mixed: see
    `majority.mixed_majority`.
    """
    ahead = np.zeros((len(division.cake), len(division.discount)))
    residual = np.inf
    for _ in range(most):
        shares = divide_once(division, ahead)
        residual = float(np.abs(shares.values - ahead).max())
        if residual <= tolerance:
            return LastingShares(shares, residual, True)
        ahead = shares.values
    return LastingShares(divide_once(division, ahead), residual, False)
