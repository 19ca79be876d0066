"""Fearon 1995: a demand against an unknown cost of war trades terms for risk."""

from __future__ import annotations

from collections.abc import Mapping

from numpy.typing import ArrayLike

from winset.published import PublishedCase
from winset.talks.ultimatum import best_demand

WIN, OWN_COST, MOST = 0.5, 0.1, 0.4


def cases() -> tuple[PublishedCase, ...]:
    """One demand; the other side's cost is uniform and its own secret."""
    return (
        PublishedCase(
            path="fearon-1995/private-information",
            citation="J. Fearon, Rationalist explanations for war, Int. Organization 49 (1995)",
            shows="War may come although both would rather agree: what it costs is not known.",
            rebuilt="closed form: demand p + (C - c) / 2, war with chance (C - c) / (2 C)",
            expected={
                "demand": WIN + (MOST - OWN_COST) / 2,
                "chance_of_war": (MOST - OWN_COST) / (2 * MOST),
            },
            replay=_demand,
            within=1e-7,
        ),
    )


def _demand() -> Mapping[str, ArrayLike]:
    found = best_demand(lambda x: 1 - (x - WIN) / MOST, WIN - OWN_COST, WIN, WIN + MOST)
    return {"demand": found.demand, "chance_of_war": found.refused}
