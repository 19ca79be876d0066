"""The one block of chance that all draws and all options share.

Options and parameters are then compared on the same accidents (common random numbers), and
results move smoothly with what is assumed. Every column has its own stream, named after what it
decides, and is stratified: with n paths, one falls into each n-th of its law. Very many paths come
in blocks, each stratified in itself and drawn from its seed and its number alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from scipy.special import ndtri

from winset._typing import Floats
from winset.finance.kernels.layout import Chances
from winset.streams import stream

EVENTS = (
    "settlement", "clause", "freeze", "award", "retaliation", "arbitration", "first_cash",
    "award_lag", "retaliation_lag", "arbitration_lag",
)  # fmt: skip
SETTLEMENT, CLAUSE, FREEZE, AWARD, RETALIATION, ARBITRATION, FIRST_CASH = range(7)
AWARD_LAG, RETALIATION_LAG, ARBITRATION_LAG, TOGETHER = range(7, 11)
RATES = 11  # from here on two shocks for each year, then each payer's own, then the receipts


BLOCK = 1 << 14
"""Paths drawn together. Each further block has streams of its own, by its number."""
HELD = 4 * BLOCK
"""So many paths are drawn once and held; of more, each block is drawn anew when it is walked."""


@dataclass(frozen=True)
class Accidents:
    """What is needed to draw all paths of a run, block by block.

    Attributes
    ----------
    seed, paths, years, payers, receipts : as in `noise_of`, but for all blocks together.
    held : the blocks, laid out for the kernels, if they are few enough to be held.
    """

    seed: int
    paths: int
    years: int
    payers: tuple[str, ...]
    receipts: tuple[str, ...]
    held: tuple[Chances, ...] = ()


def accidents_of(
    seed: int, paths: int, years: int, payers: tuple[str, ...], receipts: tuple[str, ...]
) -> Accidents:
    """All paths of a run; few enough are drawn at once."""
    drawn = Accidents(seed, paths, years, payers, receipts)
    if paths > HELD:
        return drawn
    blocks = tuple(chances_of(drawn, block) for block in range(len(block_sizes(paths))))
    return replace(drawn, held=blocks)


def given(noise: Floats, years: int, payers: tuple[str, ...]) -> Accidents:
    """Paths drawn elsewhere, in one block; noise : shape (path, column), as by `noise_of`."""
    receipts = tuple(f"{i}" for i in range(noise.shape[1] - failing_column(years) - len(payers)))
    held = (laid_out(noise, years, len(payers)),)
    return Accidents(0, len(noise), years, payers, receipts, held)


def chances_of(drawn: Accidents, block: int) -> Chances:
    """One block of paths."""
    return (
        drawn.held[block]
        if drawn.held
        else laid_out(noise_of_block(drawn, block), drawn.years, len(drawn.payers))
    )


def block_sizes(paths: int) -> list[int]:
    """How many paths each block has.

    >>> block_sizes(2000), block_sizes(40_000)
    ([2000], [16384, 16384, 7232])
    """
    return [min(BLOCK, paths - first) for first in range(0, paths, BLOCK)]


def laid_out(noise: Floats, years: int, payers: int) -> Chances:
    """A block as the kernels read it; noise : shape (path, column), as by `noise_of`."""
    first = failing_column(years)
    own = np.ascontiguousarray(noise[:, first : first + payers])
    common = np.concatenate([noise[:, :first].T, noise[:, first + payers :].T])
    return Chances(common, own, own.min(axis=1))


def noise_of_block(drawn: Accidents, block: int) -> Floats:
    """One block, shape (path, column)."""
    size = block_sizes(drawn.paths)[block]
    return noise_of(drawn.seed, size, drawn.years, drawn.payers, drawn.receipts, block)


def noise_of(
    seed: int,
    paths: int,
    years: int,
    payers: tuple[str, ...],
    receipts: tuple[str, ...] = (),
    block: int = 0,
) -> Floats:
    """The accidents of a block of `paths` paths over `years` years, shape (path, column).

    Columns: seven uniform numbers for the events of `EVENTS` and three exponential ones (mean 1)
    for the lags; a standard normal one common to all guarantors; per year standard normal shocks of
    the short rate and of the bond yield, independent; per payer a standard normal one; per
    uncertain receipt a uniform one.
    """
    column = partial(_column, seed, paths, block)
    rows = [
        *(column(name) for name in EVENTS[:AWARD_LAG]),
        *(-np.log1p(-column(name)) for name in EVENTS[AWARD_LAG:]),
        ndtri(column("guarantors")),
        *_shocks(seed, paths, years, block),
        *(ndtri(column(f"guarantor/{name}")) for name in payers),
        *(column(f"receipt/{name}") for name in receipts),
    ]
    return np.stack(rows).T


def failing_column(years: int) -> int:
    """Where the payers' own columns begin.

    >>> failing_column(2)
    15
    """
    return RATES + 2 * years


def stratified(numbers: np.random.Generator, n: int) -> Floats:
    """Uniform numbers, one in each n-th of (0, 1), in an order of chance; shape (n,).

    >>> np.sort(np.floor(4 * stratified(np.random.default_rng(1), 4))).tolist()
    [0.0, 1.0, 2.0, 3.0]
    """
    inside = np.clip(numbers.random(n), 1e-9, 1 - 1e-9)
    return np.asarray((numbers.permutation(n) + inside) / n, dtype=np.float64)


def _stream(seed: int, name: str, block: int) -> np.random.Generator:
    """The stream of one column: the first block's is named after what it decides."""
    return stream(seed, f"path/{name}" + (f"/block/{block}" if block else ""))


def _column(seed: int, paths: int, block: int, name: str) -> Floats:
    return stratified(_stream(seed, name, block), paths)


def _shocks(seed: int, paths: int, years: int, block: int) -> Floats:
    """Drawn year by year from one stream a rate: a later end leaves the first years alone."""
    rates = [_stream(seed, name, block) for name in ("short_rate", "bond_yield")]
    columns = [stratified(numbers, paths) for _ in range(years) for numbers in rates]
    return np.asarray(ndtri(np.stack(columns)), dtype=np.float64)
