"""Ten governments and the emission standards of small cars: a case that two programs replicated."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from winset.consent.outcomes.challenge import middle
from winset.published import PublishedCase

CITATION = (
    "J. Scholz, G. Calbert, G. Smith, Unravelling Bueno de Mesquita's group decision model, J. of "
    "Theoretical Politics 23 (2011), after B. Bueno de Mesquita, F. Stokman (eds), European "
    "Community Decision Making (1994)"
)
GOVERNMENTS = ("NL", "BE", "LU", "DE", "FR", "IT", "UK", "IE", "DK", "EL")
POSITIONS = np.array([4, 7, 4, 4, 10, 10, 10, 7, 4, 7.0])
"""Years until the standard binds."""
CAPABILITIES = np.array([8, 8, 3, 16, 16, 16, 16, 5, 5, 8]) / 100
SALIENCES = np.array([80, 40, 20, 80, 60, 60, 90, 10, 100, 70]) / 100


def cases() -> tuple[PublishedCase, ...]:
    """The static forecasts; the dynamic ones have no agreed answer."""
    return (
        PublishedCase(
            path="scholz-calbert-smith-2011/emission-standards",
            citation=CITATION,
            shows="Weighted mean and median of the same positions differ, and so do replications.",
            rebuilt="inputs typed from memory; they give the mean that the replications print",
            expected={"compromise": 7.389956, "median": 7.0},
            replay=_forecasts,
            within=5e-7,
        ),
    )


def _forecasts() -> Mapping[str, ArrayLike]:
    weights = CAPABILITIES * SALIENCES
    return {
        "compromise": float(weights @ POSITIONS / weights.sum()),
        "median": middle(POSITIONS, weights),
    }
