"""KTAB's probabilistic Condorcet elections: who prevails if every pair were fought out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from winset._typing import Floats
from winset.published import PublishedCase
from winset.talks.condorcet import election, victory_chances

CITATION = "KAPSARC Toolkit for Behavioral Analysis (KTAB)"
STRENGTH = np.array([[0.0, 12.099, 54.921], [10.333, 0.0, 27.079], [5.007, 55.047, 0.0]])
POWER = np.array([102.543, 53.393, 129.643, 75.920, 63.224, 120.048, 54.178])
POSITIONS = np.array(
    [[75.79, 6.37, 70.45], [82.72, 73.50, 64.00], [82.45, 90.89, 0.07], [62.52, 50.82, 62.33],
     [82.34, 45.77, 73.31], [84.48, 33.70, 88.11], [70.96, 33.46, 90.36]]
) / 100  # fmt: skip
SALIENCES = np.array(
    [[49.53, 5.91, 28.15], [30.33, 21.22, 24.79], [48.47, 13.55, 34.62], [20.76, 39.24, 22.21],
     [40.96, 25.43, 22.59], [22.92, 39.35, 15.42], [31.75, 27.93, 26.03]]
)  # fmt: skip
RISK = np.array([-0.500, -0.459, -0.499, -0.274, 1.0, -0.232, -0.430])


def cases() -> tuple[PublishedCase, ...]:
    """A matrix of three coalitions, and seven actors in three dimensions."""
    return (
        PublishedCase(
            path="ktab-2017/three-coalitions",
            citation=f"{CITATION}, kmodel reference output of 30 May 2017",
            shows="Three readings of the same fights differ: who challenges matters.",
            rebuilt="printed output; square model of victory",
            expected={
                "wins": [0.5782, 0.9918, 0.1948],
                "uniform": [0.6351, 0.2148, 0.1501],
                "incentive": [0.5094, 0.2796, 0.2110],
                "conditional": [0.8659, 0.1241, 0.0100],
            },
            replay=_coalitions,
            within=6e-5,
        ),
        PublishedCase(
            path="ktab-2017/seven-actors",
            citation=f"{CITATION}, kmodel/doc/dummyData_3Dim.csv, defaults, turn 0",
            shows="From positions, saliences and risk to the chance of each actor's position.",
            rebuilt="computed from the file by KTAB's definitions, with the risk that it infers",
            expected={
                "values_of_the_first": [1, 0.903, 0.639, 0.870, 0.929, 0.882, 0.890],
                "chances": [0.0047, 0.0302, 0.0054, 0.1492, 0.6001, 0.1447, 0.0656],
            },
            replay=_actors,
            within=6e-4,
        ),
    )


def _coalitions() -> Mapping[str, ArrayLike]:
    wins = victory_chances(STRENGTH)
    return {
        "wins": wins[[0, 0, 1], [1, 2, 2]],
        "uniform": election(STRENGTH, "uniform"),
        "incentive": election(STRENGTH, "incentive"),
        "conditional": election(STRENGTH, "conditional"),
    }


def _actors() -> Mapping[str, ArrayLike]:
    values = _values()
    utility = values + RISK[:, None] * values * (1 - values)
    better = np.maximum(utility[:, :, None] - utility[:, None, :], 0.0)
    strength = np.einsum("k,kij->ij", POWER, better)
    return {
        "values_of_the_first": values[0],
        "chances": election(strength, "conditional", "linear"),
    }


def _values() -> Floats:
    """What each position is worth to each actor: 1 less the distance, by its own saliences."""
    apart = SALIENCES[:, None, :] * (POSITIONS[:, None, :] - POSITIONS[None, :, :])
    reach = np.linalg.norm(SALIENCES, axis=1)[:, None]
    return np.asarray(1 - np.linalg.norm(apart, axis=2) / reach)
