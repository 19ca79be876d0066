"""What is told of each draw's paths: who bears what, and each payer's burden.

A payer's burden is a weighted sum of what was kept of a path: what the members pay together, by
pool, the rise of the level in its vessel (unless it fails), and for the host what it bears as host.
Payers whose weights are in proportion share one distribution but for its scale, which is looked at
once for all of them. Paths on which nobody bears anything are counted and left aside. The rows of
the layers are written over once they are told.
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
from winset.finance.kernels.ordered import BURDEN, LESS, MORE, SPARE, in_order, tell_like
from winset.finance.kernels.statistics import describe, tail_means

ALIKE = 1e-12
SOME = 8
"""Ranks are counted around failures where a payer fails on less than one path in so many."""


@entry
def tell(
    terms: Any, tables: Tables, draws: tuple[int, int], base: int, book: Book, out: Out
) -> None:
    """Tell the draws first..last - 1; writes over what was kept of their paths.

    draws : first and last + 1; base : the draw that stands first in the book.
    """
    host, spare = tables.payers.shape[2], np.empty(book.paths.shape[2])
    for d in range(draws[0], draws[1]):
        rows, failing = book.paths[d - base], book.failing[d - base]
        tail_means(rows, out.layers, d, spare)
        paths = with_burden(rows, failing)
        describe(rows[HOST_PRESENT], paths, rows.shape[1] - paths, spare, out.told, d, host)
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
def kinds_of(weights: Floats) -> tuple[Ints, Floats]:
    """For each payer the first whose burden it shares but for a scale, and the scale."""
    like, scales = np.zeros(weights.shape[1], np.int64), np.ones(weights.shape[1])
    for i in range(like.size):
        like[i], j = i, 0
        while j < i and like[i] == i:
            scale = alike(weights, i, j) if like[j] == j else 0.0
            if scale > 0.0:
                like[i], scales[i] = j, scale
            j += 1
    return like, scales


@part
def failures(failing: Ints, paths: int, payers: int) -> tuple[Ints, Ints]:
    """On which paths each payer fails: from where on they stand in a list, and the list."""
    first = np.zeros(payers + 2, np.int64)
    for word in range(failing.shape[0]):
        for p in range(paths):
            if failing[word, p] != 0:
                for i in range(word * BITS, min(payers, (word + 1) * BITS)):
                    first[i + 2] += failing[word, p] >> (i % BITS) & 1
    for i in range(payers):
        first[i + 2] += first[i + 1]
    fails = np.zeros(first[payers + 1], np.int64)
    for word in range(failing.shape[0]):
        for p in range(paths):
            if failing[word, p] != 0:
                for i in range(word * BITS, min(payers, (word + 1) * BITS)):
                    if failing[word, p] >> (i % BITS) & 1:
                        fails[first[i + 1]] = p
                        first[i + 1] += 1
    return first, fails


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
    """Each payer's burden, in told[d, :, payer]; those that are alike after each other."""
    zeros, payers, pooled = rows.shape[1] - paths, weights.shape[1], POOLS + t.pools
    like, scales = kinds_of(weights)
    first, fails = failures(failing, paths, payers)
    for i in range(payers):
        members = 0
        for j in range(i, payers):
            members += like[j] == i
        if members > 1:
            burden(weights, i, rows, paths, BURDEN)
            in_order(rows[BURDEN], paths, rows)
        for j in range(i, payers if members > 0 else 0):
            few = first[j + 1] - first[j]
            if like[j] == i and members > 1 and SOME * few <= paths:
                for k in range(few):
                    p = fails[first[j] + k]
                    rows[LESS, k] = rows[BURDEN, p]
                    rows[MORE, k] = unless_called(weights, i, rows, pooled, p)
                tell_like(rows, paths, few, zeros, scales[j], told, d, j)
            elif like[j] == i:
                burden(weights, j, rows, paths, SPARE)
                for k in range(first[j], first[j + 1]):
                    p = fails[k]
                    rows[SPARE, p] = unless_called(weights, j, rows, pooled, p)
                describe(rows[SPARE], paths, zeros, spare, told, d, j)


@part
def burden(weights: Floats, i: int, rows: Floats, paths: int, into: int) -> None:
    """What a payer that never fails bears on each path, in value today, EUR; fills a row."""
    for p in range(paths):
        rows[into, p] = 0.0
    for row in range(HOST_PRESENT, rows.shape[0]):
        weight = weights[row, i]
        if weight != 0.0:
            for p in range(paths):
                rows[into, p] += weight * rows[row, p]


@part
def unless_called(weights: Floats, i: int, rows: Floats, pooled: int, p: int) -> float:
    """What a payer that fails as guarantor bears on a path, in value today, EUR."""
    borne = 0.0
    for row in range(HOST_PRESENT, pooled):
        borne += weights[row, i] * rows[row, p]
    return borne
