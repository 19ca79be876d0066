"""A result over draws, in short: the median, and the 5th and 95th percentile."""

from __future__ import annotations

import numpy as np
import pandas as pd

from winset._record import Record

LOW, HIGH = 0.05, 0.95


class Range(Record):
    """A result over draws: half of them lie below `mid`, nine tenths between `low` and `high`."""

    mid: float
    """The median."""
    low: float
    """The 5th percentile."""
    high: float
    """The 95th percentile."""


def over_draws(values: pd.Series[float]) -> Range:
    """The range of a result over draws.

    >>> over_draws(pd.Series([1.0, 2.0, 3.0])).mid
    2.0
    """
    low, mid, high = np.quantile(values.to_numpy(dtype=float), [LOW, 0.5, HIGH])
    return Range(mid=float(mid), low=float(low), high=float(high))
