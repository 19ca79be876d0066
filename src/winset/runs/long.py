"""From arrays over named axes to tidy tables, a row for each place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from winset._typing import Floats


def long(
    axes: Mapping[str, Sequence[object] | range], values: Mapping[str, Floats]
) -> pd.DataFrame:
    """Arrays over the same axes as a tidy table, the last axis running fastest.

    >>> long({"a": ["x", "y"], "b": [1]}, {"v": np.array([[1.0], [2.0]])}).values.tolist()
    [['x', 1, 1.0], ['y', 1, 2.0]]
    """
    places = np.indices([len(names) for names in axes.values()]).reshape(len(axes), -1)
    named = {
        axis: pd.Index(list(names)).take(place)
        for (axis, names), place in zip(axes.items(), places, strict=True)
    }
    return pd.DataFrame(named | {name: np.reshape(array, -1) for name, array in values.items()})
