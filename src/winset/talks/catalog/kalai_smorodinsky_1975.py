"""Kalai & Smorodinsky 1975: under Nash's rule a side may lose when more becomes possible."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from winset.published import PublishedCase
from winset.talks.lotteries import lottery_points

WIDE = ((0.0, 1.0), (1.0, 0.7))
NARROW = ((0.0, 1.0), (0.75, 0.75), (1.0, 0.0))


def cases() -> tuple[PublishedCase, ...]:
    """Two sets of outcomes, one inside the other."""
    return (
        PublishedCase(
            path="kalai-smorodinsky-1975/monotonicity",
            citation="E. Kalai, M. Smorodinsky, Other solutions to Nash's bargaining problem, "
            "Econometrica 43 (1975)",
            shows="When the set grows the second side loses under Nash and gains under theirs.",
            rebuilt="by hand from the paper's example",
            expected={
                "nash_wide": [1, 0.7],
                "nash_narrow": [0.75, 0.75],
                "theirs_wide": [1 / 1.3, 1 / 1.3],
                "theirs_narrow": [0.75, 0.75],
            },
            replay=_both,
        ),
    )


def _both() -> Mapping[str, ArrayLike]:
    found = {
        f"{rule}_{name}": point
        for name, corners in (("wide", WIDE), ("narrow", NARROW))
        for rule, point in _rules(corners).items()
    }
    return {key.replace("kalai_smorodinsky", "theirs"): point for key, point in found.items()}


def _rules(corners: ArrayLike) -> dict[str, ArrayLike]:
    found = lottery_points(np.array(corners), np.zeros(2))
    return {each.rule: each.values for each in found if each.values is not None}
