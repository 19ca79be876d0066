"""Heyen & Lehtomaa 2021: coalitions against the climate that come and go by approval.

The paper's files print, for each coalition of three countries, where the next step may lead and
what the present is worth to each country. A payoff per step u and the values V belong together by
V = (1 - d) u + d P V, so u can be read off, and V found again from it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from winset._typing import Floats
from winset.published import PublishedCase
from winset.talks.law import expectations, law_from_matrices, plan

DISCOUNT = 0.99
COALITIONS = ("none", "TC", "WC", "WT", "WTC")
MOVES = np.array([[0, 3, 0, 0, 0], [0, 3, 0, 0, 0], [1, 0, 2, 0, 0], [1, 0, 0, 2, 0],
                  [0, 0, 1, 1, 1]]) / 3  # fmt: skip
VALUES = np.array(
    [[55.13063, 14.29313, 0.68063], [55.6875, 14.4375, 0.6875], [56.66355, 14.15950, -0.00851],
     [56.98524, 13.92972, -0.42211], [57.44227, 14.03234, -0.43764]]
)  # fmt: skip
"""To W, T and C, in each coalition."""
LONG = 4000  # steps after which what is left of a value is below 1e-15


def cases() -> tuple[PublishedCase, ...]:
    """Three countries, the power threshold, a patience of 0.99."""
    return (
        PublishedCase(
            path="heyen-lehtomaa-2021/power-threshold",
            citation="D. Heyen, J. Lehtomaa, Solar geoengineering governance: a dynamic framework "
            "of farsighted coalition formation, Oxford Open Climate Change 1 (2021)",
            shows="Where no coalition pays nothing, all of a value comes from where it leads.",
            rebuilt="printed tables; without a coalition the payoff is 0, the others read off",
            expected={
                "values": VALUES,
                "payoff_without": np.zeros(3),
                "members_of_the_first_gain": [1, 1],
            },
            replay=_replayed,
            within=1e-3,
        ),
    )


def payoffs() -> Floats:
    """What each coalition pays in a step, shape (coalition, country), read off the values."""
    return np.asarray((VALUES - DISCOUNT * _ahead(VALUES)) / (1 - DISCOUNT))


def values(payoff: Floats) -> Floats:
    """The average discounted values of payoffs per step, shape (coalition, country)."""
    found = payoff
    for _ in range(LONG):
        found = (1 - DISCOUNT) * payoff + DISCOUNT * _ahead(found)
    return found


def _ahead(found: Floats) -> Floats:
    law = law_from_matrices(MOVES[None], np.zeros(1, dtype=np.int64))
    return expectations(law, plan(law, [0]), 0, found)[0]


def _replayed() -> Mapping[str, ArrayLike]:
    read = payoffs()
    without = read.copy()
    without[0] = 0.0
    gain = VALUES[1] - VALUES[0]
    return {
        "values": values(without),
        "payoff_without": read[0],
        "members_of_the_first_gain": (gain[1:] > 0).astype(float),
    }
