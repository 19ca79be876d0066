"""What is told of a published case: where it stands, what it shows, what must come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from winset._typing import Floats


@dataclass(frozen=True, slots=True)
class PublishedCase:
    """A published case with its answer.

    Attributes
    ----------
    path : the citation and the case, as in a library: author-year/case.
    citation : where it was published.
    shows : what a reader learns from it, in a sentence.
    rebuilt : where the expected numbers come from: printed, closed form, or computed anew by whom.
    expected : by name, the numbers that must come out.
    within : how far the engine may be from them.
    replay : the same numbers from the engine.
    """

    path: str
    citation: str
    shows: str
    rebuilt: str
    expected: Mapping[str, ArrayLike]
    replay: Callable[[], Mapping[str, ArrayLike]]
    within: float = 1e-9


def differences(case: PublishedCase) -> dict[str, float]:
    """How far the engine is from each expected number, at most; infinite where a shape differs."""
    found = case.replay()
    return {name: _apart(np.asarray(want), found.get(name)) for name, want in case.expected.items()}


def _apart(want: Floats, found: ArrayLike | None) -> float:
    got = None if found is None else np.asarray(found, dtype=np.float64)
    if got is None or got.shape != want.shape:
        return float("inf")
    return float(np.abs(got - want).max(initial=0.0))
