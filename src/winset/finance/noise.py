"""The one block of chance that all draws and all options share.

Options and parameters are then compared on the same accidents (common random numbers), and
results move smoothly with what is assumed. Every column has its own stream, named after what it
decides, and is stratified: with n paths, one falls into each n-th of its law.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from winset._typing import Floats
from winset.streams import stream

EVENTS = ("settlement", "clause", "freeze", "award", "retaliation", "award_lag", "retaliation_lag")
SETTLEMENT, CLAUSE, FREEZE, AWARD, RETALIATION, AWARD_LAG, RETALIATION_LAG, TOGETHER = range(8)
RATES = 8  # from here on two shocks for each year, then each payer's own, then the receipts


def noise_of(
    seed: int, paths: int, years: int, payers: tuple[str, ...], receipts: tuple[str, ...] = ()
) -> Floats:
    """The accidents of `paths` paths over `years` years, shape (path, column).

    Columns: five uniform numbers for the events of `EVENTS` and two exponential ones (mean 1) for
    the lags; a standard normal one common to all guarantors; per year standard normal shocks of
    the short rate and of the bond yield, independent; per payer a standard normal one; per
    uncertain receipt a uniform one.
    """
    lags = [-np.log1p(-_column(seed, name, paths)) for name in EVENTS[AWARD_LAG:]]
    return np.column_stack(
        [
            *(_column(seed, name, paths) for name in EVENTS[:AWARD_LAG]),
            *lags,
            ndtri(_column(seed, "guarantors", paths)),
            _shocks(seed, paths, years),
            *(ndtri(_column(seed, f"guarantor/{name}", paths)) for name in payers),
            *(_column(seed, f"receipt/{name}", paths) for name in receipts),
        ]
    )


def failing_column(years: int) -> int:
    """Where the payers' own columns begin.

    >>> failing_column(2)
    12
    """
    return RATES + 2 * years


def stratified(numbers: np.random.Generator, n: int) -> Floats:
    """Uniform numbers, one in each n-th of (0, 1), in an order of chance; shape (n,).

    >>> np.sort(np.floor(4 * stratified(np.random.default_rng(1), 4))).tolist()
    [0.0, 1.0, 2.0, 3.0]
    """
    inside = np.clip(numbers.random(n), 1e-9, 1 - 1e-9)
    return np.asarray((numbers.permutation(n) + inside) / n, dtype=np.float64)


def _column(seed: int, name: str, paths: int) -> Floats:
    return stratified(stream(seed, f"path/{name}"), paths)


def _shocks(seed: int, paths: int, years: int) -> Floats:
    """Drawn year by year from one stream a rate: a later end leaves the first years alone."""
    short, bond = stream(seed, "path/short_rate"), stream(seed, "path/bond_yield")
    columns = [stratified(numbers, paths) for _ in range(years) for numbers in (short, bond)]
    return np.asarray(ndtri(np.column_stack(columns)), dtype=np.float64)
