"""How much an actor of the challenge model dares, and what that does to what it expects.

An actor that has settled where others would not challenge it is cautious; one that stands where it
could be challenged by all dares. With S(x) the sum of what all others expect from challenging it
at x, over the positions taken,

    R = (2 S(own) - max S - min S) / (max S - min S),      r = (1 - R/3) / (1 + R/3),

r from 1/2 to 2. With d the distance as a share of the range, success is worth 2 - 4 (1/2 - d/2)^r,
failure 2 - 4 (1/2 + d/2)^r, and things as they are 2 - 4 (1/2)^r; for r = 1 these are 2 d, -2 d, 0.

Source: Bueno de Mesquita (1985), "The War Trap revisited", as written out by Scholz, Calbert &
Smith, Unravelling Bueno de Mesquita's group decision model, J. of Theoretical Politics 23 (2011).
"""

from __future__ import annotations

import numpy as np

from winset._typing import Floats


def exposure(vulnerable: Floats, own: Floats) -> Floats:
    """R of each actor, shape (actor,), from -1 (as safe as can be) to 1; 0 where all is alike.

    Parameters
    ----------
    vulnerable : shape (actor, position), what all others expect from challenging it there.
    own : shape (actor,), the same at its own position.

    >>> exposure(np.array([[0.0, 2.0, 4.0]]), np.array([4.0])).tolist()
    [1.0]
    """
    most, least = vulnerable.max(axis=1), vulnerable.min(axis=1)
    spread = most - least
    told = 2 * own - most - least
    exposed: Floats = np.divide(told, spread, out=np.zeros_like(own), where=spread > 1e-12)
    return exposed


def daring(exposed: Floats) -> Floats:
    """The exponent r of each actor, shape (actor,): above 1 for the cautious, below for the bold.

    >>> daring(np.array([-1.0, 0.0, 1.0])).round(12).tolist()
    [2.0, 1.0, 0.5]
    """
    return np.asarray((1 - exposed / 3) / (1 + exposed / 3))


def expected(share: Floats, wins: Floats, saliences: Floats, r: Floats) -> Floats:
    """What a challenge is expected to bring over things as they are, shape (challenger, other).

    Parameters
    ----------
    share : shape (challenger, other), distance as a share of the range.
    wins : the same shape, chance that the challenger prevails if the other resists.
    saliences : shape (other,), chance that it resists.
    r : shape (challenger, 1) or (1, other): whose daring is taken.

    >>> one = np.ones((1, 1))
    >>> float(expected(one, 0.9 * one, np.array([1.0]), one)[0, 0])
    1.6
    """
    success = 2 - 4 * (0.5 - share / 2) ** r
    failure = 2 - 4 * (0.5 + share / 2) ** r
    stays = 2 - 4 * 0.5**r
    fought = wins * success + (1 - wins) * failure
    return np.asarray(saliences * fought + (1 - saliences) * success - stays)
