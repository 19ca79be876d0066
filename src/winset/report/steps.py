"""Steps of a colour scale: edges between them at round numbers, and words for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np


def edges(values: Sequence[float], steps: int) -> list[float]:
    """Round numbers that split values into steps with about as many in each.

    >>> edges([1.0, 2.0, 3.0, 4.0, 5.0, 6.1, 7.0, 8.0], 4)
    [2.8, 4.5, 6.3]
    >>> edges([1.0, 1.0], 4)
    []
    """
    cuts = np.quantile(values, np.linspace(0, 1, steps + 1)[1:-1])
    rounded = [float(f"{cut:.2g}") for cut in cuts]
    inside = [cut for cut in dict.fromkeys(rounded) if min(values) < cut <= max(values)]
    return sorted(inside)


def spans(cuts: Sequence[float], write: Callable[[float], str]) -> list[str]:
    """What each step means, from little to much.

    >>> spans([1.0, 2.0], lambda value: f"{value:g}")
    ['under 1', '1 to 2', '2 and more']
    >>> spans([], str)
    ['all alike']
    """
    if not cuts:
        return ["all alike"]
    between = [f"{write(a)} to {write(b)}" for a, b in pairwise(cuts)]
    return [f"under {write(cuts[0])}", *between, f"{write(cuts[-1])} and more"]
