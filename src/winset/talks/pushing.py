"""The compiled loops of a chain: chances pushed on through all its tables.

Numbers of a table stand by cell, then by column, then by lane. The transpose, and why four numbers
are written out at a time, is in `hauling.py`.
"""

from __future__ import annotations

import numpy as np

from winset._typing import Floats, Ints
from winset.talks.chain import CELLS, COLUMNS, LENGTH, RUNS, SOURCE, Chain, Links
from winset.talks.loops import inlined, loop


@loop
def push(
    chain: Chain, links: Links, step: int, lanes: int, work: Floats
) -> None:  # pragma: no cover - compiled
    """Move the chances in the last tables on: the streams then hold those of the next step.

    All other numbers must be 0 before, and are 0 after.
    """
    for p in range(len(chain.pulls) - 1, -1, -1):
        source, cells = chain.pulls[p, SOURCE], chain.pulls[p, CELLS]
        length, columns = chain.pulls[p, LENGTH], chain.pulls[p, COLUMNS]
        told = chain.pulls[p, RUNS]
        apart, wide, head = columns * lanes, links.width[p], links.row[step, p]
        begin, into = chain.begin[source] * lanes, chain.begin[chain.streams + p] * lanes
        size = length * columns * lanes
        for r in range(cells // length if columns > 0 else 0):
            found = False
            for i in range(into, into + size):
                if work[i] != 0.0:
                    found = True
                    break
            if found:
                row = head + chain.row_of[told + r]
                start = begin + chain.start_of[told + r] * apart
                if wide > 1:
                    _shove_apart(links.chances, links.offset, links.where[row], links.first[row],
                                 links.last[row], lanes, work, start, apart, into,
                                 size)  # fmt: skip
                    for i in range(into, into + size):
                        work[i] = 0.0
                else:
                    _shove(links.chances, links.offset, links.where[row], links.first[row],
                           links.last[row], work, start, apart, into, size)  # fmt: skip
            into += size


@inlined
def _shove(
    chances: Floats,
    offset: Ints,
    where: int,
    first: int,
    last: int,
    work: Floats,
    start: int,
    apart: int,
    into: int,
    size: int,
) -> None:  # pragma: no cover - compiled
    """One run: `size` masses shared out over all entries of a row, four at a time, and gone."""
    one, two, three, four = np.uintp(1), np.uintp(2), np.uintp(3), np.uintp(4)
    s, end = np.uintp(into), np.uintp(into + size)
    whole, begin = np.uintp(into + size - size % 4), np.uintp(start)
    count, place, e = last - first, np.uintp(where), np.uintp(first)
    while s < whole:
        w, x, y, z = work[s], work[s + one], work[s + two], work[s + three]
        work[s], work[s + one], work[s + two], work[s + three] = 0.0, 0.0, 0.0, 0.0
        for k in range(count):
            a = chances[place + np.uintp(k)]
            t = begin + np.uintp(offset[e + np.uintp(k)] * apart)
            p, q = work[t] + a * w, work[t + one] + a * x
            u, v = work[t + two] + a * y, work[t + three] + a * z
            work[t], work[t + one], work[t + two], work[t + three] = p, q, u, v
        s, begin = s + four, begin + four
    while s < end:
        w, work[s] = work[s], 0.0
        for k in range(count):
            t = begin + np.uintp(offset[e + np.uintp(k)] * apart)
            work[t] += chances[place + np.uintp(k)] * w
        s, begin = s + one, begin + one


@inlined
def _shove_apart(
    chances: Floats,
    offset: Ints,
    where: int,
    first: int,
    last: int,
    lanes: int,
    work: Floats,
    start: int,
    apart: int,
    into: int,
    size: int,
) -> None:  # pragma: no cover - compiled
    """One run where each lane has chances of its own."""
    one, step, end = np.uintp(1), np.uintp(lanes), np.uintp(into + size)
    for e in range(first, last):
        s, t = np.uintp(into), np.uintp(start + offset[e] * apart)
        while s < end:
            spot, stop = np.uintp(where + (e - first) * lanes), s + step
            while s < stop:
                work[t] += chances[spot] * work[s]
                spot, s, t = spot + one, s + one, t + one
