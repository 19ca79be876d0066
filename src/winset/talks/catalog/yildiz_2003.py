"""Yildiz 2003: two optimists wait, but only for one step before the last day."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from winset.published import PublishedCase
from winset.talks.division import Division, divide_in


def cases() -> tuple[PublishedCase, ...]:
    """Both take it that they will propose with a chance of 0.6."""
    return (
        PublishedCase(
            path="yildiz-2003/optimism",
            citation="M. Yildiz, Bargaining without a common prior, Econometrica 71 (2003)",
            shows="Optimism about who proposes delays agreement, and only near a deadline.",
            rebuilt="the rule: no deal k steps from the end while d^k (p1 + p2) > 1; d = 0.9",
            expected={
                "three_steps": 0.514,
                "four_steps": 0.54748,
                "agreed_of_four": [1, 1, 0, 1],
            },
            replay=_optimists,
        ),
    )


def _optimists() -> Mapping[str, ArrayLike]:
    beliefs = np.array([[[0.6, 0.4]], [[0.4, 0.6]]])
    division = Division(np.ones(1), np.full(2, 0.9), np.ones((1, 1)), beliefs, 2)
    four = divide_in(division, 4)
    return {
        "three_steps": divide_in(division, 3)[0].proposer[0, 0],
        "four_steps": four[0].proposer[0, 0],
        "agreed_of_four": [float(one.agreed.all()) for one in four],
    }
