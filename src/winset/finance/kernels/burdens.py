"""What is told of each draw's paths: who bears what, and each payer's burden.

A payer's burden is a weighted sum of what was kept of a path: what the members pay together, by
pool, the rise of the level in its vessel (unless it fails), and for the host what it bears as host.
Payers whose weights are in proportion share one distribution but for its scale, which is looked at
once for all of them. Paths on which nobody bears anything are counted and left aside.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from winset._typing import Floats, Ints
from winset.finance.kernels.compiled import entry, part
from winset.finance.kernels.layout import (
    BITS,
    BY_HEADROOM,
    BY_REPAYMENT,
    BY_SERVICE,
    GUARANTEE_KEY,
    HOST_PRESENT,
    POOLS,
    VESSEL,
    Book,
    Out,
    Tables,
)
from winset.finance.kernels.statistics import describe, tail_means

ALIKE = 1e-12
BURDEN = 0
"""A row of the layers, written over once they are told."""


@entry
def tell(
    terms: Any, tables: Tables, draws: tuple[int, int], base: int, book: Book, out: Out
) -> None:
    """Tell the draws first..last - 1; writes over what was kept of their paths.

    draws : first and last + 1; base : the draw that stands first in the book.
    """
    spare = np.empty(book.paths.shape[2])
    for d in range(draws[0], draws[1]):
        rows, failing = book.paths[d - base], book.failing[d - base]
        tail_means(rows, out.layers, d, spare)
        paths = with_burden(rows, failing)
        describe(rows[HOST_PRESENT], paths, rows.shape[1] - paths, spare, out.host, d, 0)
        weights = weights_of(terms[d], tables.payers, d, rows, paths)
        tell_payers(terms[d], weights, rows, failing, paths, spare, out.told, d)


@part
def with_burden(rows: Floats, failing: Ints) -> int:
    """Move the paths on which somebody bears something to the front; returns how many.

    rows : shape (row, path); failing : shape (word, path).
    """
    found = 0
    for p in range(rows.shape[1]):
        burden = False
        for row in range(HOST_PRESENT, rows.shape[0]):
            burden |= rows[row, p] != 0.0
        if burden:
            for row in range(HOST_PRESENT, rows.shape[0]):
                rows[row, found] = rows[row, p]
            for word in range(failing.shape[0]):
                failing[word, found] = failing[word, p]
            found += 1
    return found


@part
def weights_of(t: Any, shares: Floats, d: int, rows: Floats, paths: int) -> Floats:
    """Each payer's weight on each row that is not nought on all paths, shape (row, payer)."""
    weights = np.zeros((rows.shape[0], shares.shape[2]))
    weights[HOST_PRESENT, t.host] = 1.0
    for i in range(shares.shape[2]):
        weights[POOLS + t.pool_service, i] = shares[d, BY_SERVICE, i]
        weights[POOLS + t.pool_repayment, i] = shares[d, BY_REPAYMENT, i]
        weights[POOLS + t.pool_headroom, i] = shares[d, BY_HEADROOM, i]
        if shares[d, VESSEL, i] >= 0.0:
            g = int(shares[d, VESSEL, i])
            weights[POOLS + t.pools + g, i] = shares[d, GUARANTEE_KEY, i]
    for row in range(HOST_PRESENT, rows.shape[0]):
        p = 0
        while p < paths and rows[row, p] == 0.0:
            p += 1
        for i in range(shares.shape[2]):
            weights[row, i] = 0.0 if p == paths else weights[row, i]
    return weights


@part
def alike(weights: Floats, i: int, j: int) -> float:
    """By how much the burden of payer i is that of payer j, path by path; 0 if it is not."""
    scale = 0.0
    for row in range(weights.shape[0]):
        a, b = weights[row, i], weights[row, j]
        if a == 0.0 and b == 0.0:
            continue
        if a == 0.0 or b == 0.0 or (scale != 0.0 and abs(a - scale * b) > ALIKE * a):
            return 0.0
        scale = a / b if scale == 0.0 else scale
    return scale


@part
def tell_payers(
    t: Any,
    weights: Floats,
    rows: Floats,
    failing: Ints,
    paths: int,
    spare: Floats,
    told: Floats,
    d: int,
) -> None:
    """Each payer's burden, told : shape (draw, 6, payer): described, or like another's."""
    zeros, burdens = rows.shape[1] - paths, rows[BURDEN]
    fails = failed(failing, paths, weights.shape[1])
    for i in range(weights.shape[1]):
        scale, j = 0.0, 0
        while j < i and scale == 0.0 and fails[i] == 0:
            scale = alike(weights, i, j) if fails[j] == 0 else 0.0
            j += 1
        if scale == 0.0:
            burden(t, weights, i, rows, failing, paths, burdens)
            describe(burdens, paths, zeros, spare, told, d, i)
        else:
            for k in range(6):
                told[d, k, i] = scale * told[d, k, j - 1]


@part
def failed(failing: Ints, paths: int, payers: int) -> Ints:
    """Whether each payer fails on any of some paths (1) or not (0), shape (payer,)."""
    fails = np.zeros(payers, np.int64)
    for word in range(failing.shape[0]):
        bits = 0
        for p in range(paths):
            bits |= failing[word, p]
        for i in range(word * BITS, min(payers, (word + 1) * BITS)):
            fails[i] = bits >> (i % BITS) & 1
    return fails


@part
def burden(
    t: Any, weights: Floats, i: int, rows: Floats, failing: Ints, paths: int, burdens: Floats
) -> None:
    """What a payer bears on each path, in value today; burdens : shape (path,), filled, EUR."""
    word, bit = i // BITS, i % BITS
    for p in range(paths):
        burdens[p] = 0.0
    for row in range(HOST_PRESENT, rows.shape[0]):
        weight = weights[row, i]
        if weight == 0.0:
            continue
        if row < POOLS + t.pools:
            for p in range(paths):
                burdens[p] += weight * rows[row, p]
        else:
            for p in range(paths):
                burdens[p] += 0.0 if failing[word, p] >> bit & 1 else weight * rows[row, p]
