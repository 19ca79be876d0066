"""Merlo & Wilson 1995: where the cake moves, waiting may be efficient."""

from __future__ import annotations

from collections.abc import Mapping

from numpy.typing import ArrayLike

from winset.published import PublishedCase
from winset.talks.catalog.cakes import moving
from winset.talks.division import divide_for_ever

CITATION = "A. Merlo, C. Wilson, A stochastic model of sequential bargaining, Econometrica 63"
REBUILT = "computed by their characterisation W = max(c, d E W); their examples were not at hand"


def cases() -> tuple[PublishedCase, ...]:
    """A cake that may triple, and one that hardly grows."""
    return (
        PublishedCase(
            path="merlo-wilson-1995/waiting",
            citation=CITATION,
            shows="A small cake is left alone while a large one may come: delay without a quarrel.",
            rebuilt=REBUILT,
            expected={
                "agreed": [0, 1],
                "expected_cake": 30 / 11,
                "proposer": 19.5 / 11,
                "other": 13.5 / 11,
            },
            replay=_waiting,
        ),
        PublishedCase(
            path="merlo-wilson-1995/no-waiting",
            citation=CITATION,
            shows="Where the cake hardly grows it is divided at once, in every state.",
            rebuilt=REBUILT,
            expected={"agreed": [1, 1], "values": [1, 1.5], "by_waiting": [0.990, 1.215]},
            replay=_no_waiting,
        ),
    )


def _waiting() -> Mapping[str, ArrayLike]:
    half = [[0.5, 0.5], [0.5, 0.5]]
    found = divide_for_ever(moving([1, 3], half, 0.9)).shares
    return {
        "agreed": found.agreed.all(axis=1).astype(float),
        "expected_cake": 0.5 * found.values.sum(),
        "proposer": found.proposer[1, 0],
        "other": 3 - found.proposer[1, 0],
    }


def _no_waiting() -> Mapping[str, ArrayLike]:
    found = divide_for_ever(moving([1, 1.5], [[0.8, 0.2], [0.3, 0.7]], 0.9)).shares
    return {
        "agreed": found.agreed.all(axis=1).astype(float),
        "values": found.values.sum(axis=1),
        "by_waiting": found.prices.sum(axis=1),
    }
