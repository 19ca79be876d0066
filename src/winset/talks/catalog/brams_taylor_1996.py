"""Raiffa's points for the canal talks of 1974, divided by Brams & Taylor's Adjusted Winner."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np
from numpy.typing import ArrayLike

from winset.published import PublishedCase
from winset.talks.lotteries import lottery_points

POINTS = (
    (22, 9), (22, 15), (15, 15), (14, 3), (11, 15), (6, 5), (4, 11), (2, 7), (2, 7), (2, 13),
)  # fmt: skip
"""The United States and Panama: defense rights, use rights, land and water, expansion rights,
duration, expansion routes, compensation, jurisdiction, military rights, Panama's defense role."""


def cases() -> tuple[PublishedCase, ...]:
    """Ten issues, each of which may be won by a side or split."""
    return (
        PublishedCase(
            path="brams-taylor-1996/panama-canal",
            citation="H. Raiffa, The Art and Science of Negotiation (1982); S. Brams, A. Taylor, "
            "Fair Division (1996); pages.nyu.edu/adjustedwinner/panama.htm",
            shows="Sides that want different things can each have two thirds of all they want.",
            rebuilt="printed on the page; land and water are split 2 to 13",
            expected={"egalitarian": [66, 66], "kalai_smorodinsky": [66, 66]},
            replay=_shared,
        ),
    )


def _shared() -> Mapping[str, ArrayLike]:
    """Won or lost, issue by issue; between two such outcomes any mixture can be had."""
    points = np.array(POINTS)
    won = np.array(list(product((True, False), repeat=len(points))))
    outcomes = np.stack([won @ points[:, 0], ~won @ points[:, 1]], axis=1).astype(np.float64)
    found = lottery_points(outcomes, np.zeros(2))
    return {each.rule: each.values for each in found if each.values is not None}
