"""From arrays over draws to tidy tables: mean, 5th and 95th percentile."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from winset._typing import Floats

LOW, HIGH = 0.05, 0.95


def spread(values: Floats, name: str = "") -> dict[str, Floats]:
    """The mean, 5th and 95th percentile over draws, as columns named after a quantity.

    Parameters
    ----------
    values : shape (draw, ...); a result that a draw does not have is nan there and left out, and
        where no draw has it the columns are nan.

    Examples
    --------
    >>> found = spread(np.array([[1.0, np.nan], [3.0, np.nan]]), "debt")
    >>> {column: values.round(1).tolist() for column, values in found.items()}
    {'debt_mean': [2.0, nan], 'debt_low': [1.1, nan], 'debt_high': [2.9, nan]}
    """
    ends = [LOW, HIGH]
    missing = np.isnan(values)
    nowhere = missing.all(axis=0)
    filled = np.where(nowhere, 0.0, values)
    gaps = bool(
        np.isnan(filled).any()
    )  # the reading that leaves gaps out is a hundred times slower
    low, high = (np.nanquantile if gaps else np.quantile)(filled, ends, axis=0)
    found = {"mean": np.nanmean(filled, axis=0), "low": low, "high": high}
    head = f"{name}_" if name else ""
    return {f"{head}{word}": np.where(nowhere, np.nan, each) for word, each in found.items()}


def together(parts: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Tables of several options as one, with the option's name in the first column."""
    named = [part.assign(option=option) for option, part in parts.items()]
    whole = pd.concat(named, ignore_index=True)
    return whole[["option", *(column for column in whole.columns if column != "option")]]
